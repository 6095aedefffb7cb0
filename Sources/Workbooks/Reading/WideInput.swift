public import Bytes
import CSV
import Facts
public import Forms
import Reports
import Tidying

/// A wide table as CSV: its records, in whatever encoding and with whatever delimiter programs save it.
public struct WideInput: ~Copyable {
  private let file: String
  private var records: RecordReader
  private var factCount = 0
  private let blanks: Bool
  private let say: (Diagnostic) -> Void

  /// - Parameters:
  ///   - blanks: whether an empty cell is a blank fact.
  ///   - say: is given what there is to say of the table; of a record that is refused, an error.
  /// - Throws: `IOError`.
  public init(
    _ file: String, blanks: Bool = false, say: @escaping (Diagnostic) -> Void = { _ in }
  ) throws(IOError) {
    self.file = file
    self.blanks = blanks
    self.say = say
    records = RecordReader(recognising: try ByteReader(opening: file))
  }

  /// Writes the facts of all rows, with a header.
  ///
  /// - Returns: how many facts.
  /// - Throws: `Diagnostic` for what is no wide table; `CSVError`; `IOError` of the output.
  public mutating func writeFacts(library: FormLibrary, to writer: inout ByteWriter) throws -> Int {
    guard try records.next() else {
      throw problem("the input is empty", "a wide table begins with the names of its columns")
    }
    let names = records.fields.indices.map { [UInt8](copying: records.field($0)) }
    let texts = names.map { String(decoding: $0, as: UTF8.self) }
    if texts == CellsHeader.names {
      throw problem(
        "these are cells, not a table of facts", "the first line is that of what nianbao extract writes",
        remedy: "Give it to nianbao tidy")
    }
    if texts.starts(with: FactColumn.required.map(\.rawValue)) {
      throw problem(
        "these are tidy facts, not a wide table", "the first line has the columns of tidy facts",
        remedy: "Give them to the next command as they are")
    }
    let header = try WideHeader(names, path: library.widePath, place: Location(file, line: records.line))
    guard header.columns.contains(where: { $0 != nil }) else {
      let first = names.first { !["agency", "year", ""].contains(String(decoding: $0, as: UTF8.self)) }
      throw problem(
        "the table has no column with facts",
        first.map { "“\(String(decoding: $0, as: UTF8.self))” and the others are no section/row/column" }
          ?? "it has those of agency and year only",
        remedy: "Name a column section/row/column, as to-csv --wide does, or give tidy facts")
    }
    for warning in header.warnings { say(warning) }
    var tidier = WideTidier(header.columns, library: library)
    tidier.appendHeader(to: &writer)
    var unnamed: Set<Int> = []
    while try records.next() {
      if records.repeats(texts) {
        say(.headerAgain(Location(file, line: records.line)))
        continue
      }
      tellUnnamed(names, &unnamed)
      guard records.fields.count <= names.count else {
        say(
          problem(
            "the record has \(records.fields.count) fields, the header has \(names.count)",
            "which columns they belong to is not known"))
        continue
      }
      if records.isWithoutLineEnd {
        // Programs that write tables write all their rows alike: a short one is cut off.
        guard records.fields.count == names.count else {
          throw CSVError.cutOff(Location(file, line: records.line))
        }
        say(.withoutLineEnd(Location(file, line: records.line)))
      }
      addRow(header, &tidier, to: &writer)
      try writer.flushIfFull()
    }
    return factCount
  }

  /// Says of each column without a name, once, that its cells are left out.
  private func tellUnnamed(_ names: [[UInt8]], _ told: inout Set<Int>) {
    for column in names.indices.prefix(records.fields.count) where names[column].isEmpty {
      guard !records.field(column).isEmpty, told.insert(column).inserted else { continue }
      say(
        Diagnostic(
          .warning, at: records.location(of: records.fields[column].lower),
          what: "the cells of the column \(column + 1) are left out", why: "it has no name",
          remedy: "Name it in the first line, as section/row/column"))
    }
  }

  private mutating func addRow(
    _ header: WideHeader, _ tidier: inout WideTidier, to writer: inout ByteWriter
  ) {
    let count = records.fields.count
    guard max(header.agency, header.year) < count else {
      // An empty line is nobody's record.
      guard count > 1 || !records.field(0).isEmpty else { return }
      say(
        problem("the record ends before its agency and year", "whose figures they are is not known"))
      return
    }
    tidier.begin(
      agency: [UInt8](copying: records.field(header.agency)),
      year: [UInt8](copying: records.field(header.year)))
    for column in header.columns.indices where header.columns[column] != nil {
      guard column < count else {
        if blanks {
          _ = tidier.append([UInt8]().span, column: column, to: &writer)
          factCount += 1
        }
        continue
      }
      if records.field(column).isEmpty, !blanks, !records.isQuoted(column) { continue }
      factCount += 1
      if !tidier.append(records.field(column), column: column, to: &writer) {
        say(
          Diagnostic(
            .warning, at: records.location(of: records.fields[column].lower),
            what: "“\(String(records.field(column)))” is no number",
            why: "the column holds figures; the value is blank", remedy: "Type a number"))
      }
    }
  }

  private func problem(_ what: String, _ why: String, remedy: String = "") -> Diagnostic {
    Diagnostic(.error, at: Location(file, line: max(records.line, 1)), what: what, why: why, remedy: remedy)
  }
}

/// What the columns of a wide table are.
struct WideHeader {
  private(set) var agency = -1
  private(set) var year = -1
  /// What the facts of each column are about; `nil` for those of no facts.
  private(set) var columns: [WideColumn?] = []
  private(set) var warnings: [Diagnostic] = []

  /// - Throws: `Diagnostic` where agency or year has no column, or a column comes twice.
  init(_ names: [[UInt8]], path: WidePath, place: Location) throws {
    var seen: Set<[UInt8]> = []
    for (index, name) in names.enumerated() {
      let text = String(decoding: name, as: UTF8.self)
      if !name.isEmpty, !seen.insert(name).inserted {
        throw Diagnostic(
          .error, at: place, what: "the column “\(text)” comes twice", why: "which one counts is not known",
          remedy: "Delete or rename one of them")
      }
      columns.append(nil)
      switch text {
      case FactColumn.agency.rawValue: agency = index
      case FactColumn.year.rawValue: year = index
      default:
        columns[index] = path.read(name)
        if columns[index] == nil, !name.isEmpty {
          warnings.append(
            Diagnostic(
              .warning, at: place, what: "the column “\(text)” is left out",
              why: "the name of a column with facts is section/row/column"))
        }
      }
    }
    for (index, name) in [(agency, "agency"), (year, "year")] where index < 0 {
      throw Diagnostic(
        .error, at: place, what: "the table has no column “\(name)”",
        why: "each row is about an agency and a year", remedy: "Name the columns in the first line")
    }
  }
}
