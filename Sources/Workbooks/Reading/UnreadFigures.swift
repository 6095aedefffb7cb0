import Bytes
import Facts

/// What of changed sheets cannot be held against the facts: a change there would be lost, and an old figure come out.
///
/// A sheet of which 说明 says how it was written must show all that the facts have of its tables.
struct UnreadFigures {
  private let file: String
  /// The changed sheets that nianbao wrote.
  private let sheets: Set<String>
  private(set) var messages: [Diagnostic] = []

  /// The facts that were read from them.
  private var keys: Set<UInt64> = []
  /// The sheets in which facts of a body and section, or of a section of wide sheets, stand.
  private var tables: [UInt64: String] = [:]
  private var wideTables: [UInt64: String] = [:]
  private var readSheets: Set<String> = []

  /// How many are said one by one.
  private static let limit = 20

  init(file: String, sheets: Set<String>) {
    self.file = file
    self.sheets = sheets
  }

  var isEmpty: Bool { messages.isEmpty }

  /// Whether all that the facts have of the tables of a sheet must be found in it.
  func isComplete(_ sheet: String) -> Bool { sheets.contains(sheet) }

  /// Adds the fact at hand, which was read from a sheet.
  ///
  /// - Parameter isWhole: whether no other sheet goes on with the section.
  mutating func add(_ facts: borrowing FactReader, from sheet: String, isWhole: Bool = false) {
    guard sheets.contains(sheet) else { return }
    let hash = FigureHash(facts)
    keys.insert(hash.key)
    readSheets.insert(sheet)
    tables[hash.table] = sheet
    if isWhole { wideTables[hash.section] = sheet }
  }

  /// Adds what was said while a sheet was read, for it was left out.
  mutating func add(_ message: Diagnostic, at place: Location) {
    guard sheets.contains(where: { place.cell == $0 || place.cell.hasPrefix($0 + "!") }) else { return }
    messages.append(
      Diagnostic(.error, at: place, what: message.what, why: message.why, remedy: message.remedy))
  }

  /// Looks for what the sheets of facts have, and changed sheets do not show.
  mutating func finish(_ facts: consuming FactReader) throws(FactsError) {
    var facts = facts
    var missing: [String: (count: Int, first: String)] = [:]
    while try facts.next() {
      let hash = FigureHash(facts)
      guard !keys.contains(hash.key), let sheet = tables[hash.table] ?? wideTables[hash.section] else {
        continue
      }
      let first = [0, 1, 3, 4].map { String(facts.field($0)) }.joined(separator: " ")
      missing[sheet, default: (0, first)].count += 1
    }
    for sheet in sheets.subtracting(readSheets).sorted() {
      messages.append(message(sheet, what: "none of its figures can be read", why: ""))
    }
    for (sheet, (count, first)) in missing.sorted(by: { $0.key < $1.key }) {
      messages.append(
        message(
          sheet, what: "\(count) figures that 数据 has cannot be read here",
          why: "the first one is “\(first)”; "))
    }
    if messages.count > Self.limit {
      let rest = messages.count - Self.limit
      messages.removeLast(rest)
      messages.append(Diagnostic(.error, at: Location(""), what: "\(rest) more such messages"))
    }
  }

  private func message(_ sheet: String, what: String, why: String) -> Diagnostic {
    Diagnostic(
      .error, at: Location(file, sheet: sheet), what: what,
      why: why + "this sheet was changed after nianbao wrote it, and what was changed is not known")
  }

  /// That nothing is read.
  var refusal: Diagnostic {
    Diagnostic(
      .error, at: Location(file), what: "changed sheets cannot be compared with 数据",
      why: "a figure that was typed into them would be lost",
      remedy: "Type it into 数据, and take that sheet with nianbao from-xlsx --prefer data")
  }
}

extension FigureHash {
  /// Of the agency, the year and the section.
  fileprivate var table: UInt64 { identity &* 31 ^ section }
}
