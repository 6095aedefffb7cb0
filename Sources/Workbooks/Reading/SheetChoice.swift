import Bytes
import Readers
import Sheets

/// Which sheets of a workbook to read, and what to say where they are not there.
struct SheetChoice {
  enum Wish: Equatable {
    case name(String)
    case firstVisible
    /// Those that to-xlsx and to-xml put facts in.
    case facts
    /// Those that people look at: all but hidden ones, and those of facts and remarks.
    case forPeople
  }

  static let factSheet = FactsWorkbook.dataSheet

  private let file: String
  private let wish: Wish
  private(set) var hasFound = false
  /// Hidden sheets that would be asked for if they were shown.
  private(set) var hidden: [String] = []
  /// The names of all sheets so far.
  private var names: [String] = []

  init(file: String, wish: Wish) {
    self.file = file
    self.wish = wish
  }

  /// Takes the next sheet of the workbook; whether it is asked for.
  mutating func take(_ sheet: SheetInfo) -> Bool {
    names.append(sheet.name)
    guard isAskedFor(sheet) else {
      if sheet.isHidden, asksFor(sheet.name) { hidden.append(sheet.name) }
      return false
    }
    hasFound = true
    return true
  }

  /// Goes to the next sheet that is asked for; `nil` after the last one of the workbook.
  mutating func next(_ book: inout WorkbookReader) throws(WorkbookError) -> SheetInfo? {
    while let sheet = try book.nextSheet() {
      if take(sheet) { return sheet }
    }
    return nil
  }

  /// Whether a sheet of the name would be read.
  func asksFor(_ name: String) -> Bool { isAskedFor(SheetInfo(name: name, isHidden: false)) }

  /// Says what of the workbook could not be read, when all of it has been. That a sheet is not there which is asked for is an error.
  /// - Throws: `missing`.
  func sayLosses(of book: borrowing WorkbookReader, _ say: (Diagnostic) -> Void) throws(Diagnostic) {
    for loss in book.losses { say(loss) }
    for name in book.missingSheets where asksFor(name) { say(notThere(name)) }
    guard hasFound else { throw missing }
  }

  /// That the workbook does not hold a sheet which it names.
  private func notThere(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, at: Location(file, sheet: name), what: "the sheet cannot be read",
      why: "the workbook names it, and does not hold it", remedy: "Get the file again")
  }

  private func isAskedFor(_ sheet: SheetInfo) -> Bool {
    switch wish {
    case .name(let name): !hasFound && sheet.name == name
    case .firstVisible: !hasFound && !sheet.isHidden
    case .forPeople: sheet.isForPeople
    case .facts: sheet.name == Self.factSheet || Self.isContinuation(sheet.name)
    }
  }

  /// `数据 (2)`
  private static func isContinuation(_ name: String) -> Bool {
    guard name.hasPrefix(factSheet + " ("), name.hasSuffix(")") else { return false }
    return Int(name.dropFirst(factSheet.count + 2).dropLast()) != nil
  }

  /// That no sheet was there which is asked for.
  var missing: Diagnostic {
    let shown = names.prefix(12).map { "“\($0)”" }.joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    let wanted =
      switch wish {
      case .name(let name): "no sheet “\(name)”"
      case .firstVisible: "no sheet that is shown"
      case .forPeople: "no sheet beside those of facts and remarks"
      case .facts: "no sheet “\(Self.factSheet)”"
      }
    return Diagnostic(
      .error, at: Location(file), what: "the workbook has \(wanted)",
      why: names.isEmpty ? "it has no sheets with cells" : "its sheets are \(shown)",
      remedy: names.isEmpty ? "" : "Give the name of one with --sheet")
  }
}
