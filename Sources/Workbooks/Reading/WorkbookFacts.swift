public import Bytes
public import Facts
public import Forms
import Identity
import Readers
import Reports
import Sheets
import Text
import Tidying

/// Reads facts back out of a workbook, .xlsx or XML Spreadsheet 2003, told apart by its content: the way back from `FactsWorkbook`.
///
/// Workbooks of other programs are read, too. Where facts stand in several sheets and do not agree, nothing is read unless it is known
/// which count: `TwofoldFacts` says when it is.
///
///     var facts = try WorkbookFacts("panel.xlsx", library: FormLibrary(), say: { print($0) }).read()
///     while try facts.next() { print(String(facts.value)) }
public struct WorkbookFacts {
  private let file: String
  private let library: FormLibrary
  private let say: (Diagnostic) -> Void
  /// The only sheet to read; `nil` for all in which facts stand.
  public var sheet: String?
  /// Which figures count where sheets disagree: those of the sheets of all facts, or of the others; `nil` where that is to be found out.
  public var prefer: FactsLayout?
  /// Whether an empty cell of a wide sheet is a blank fact.
  public var blanks = false

  /// - Parameters:
  ///   - file: its path; `-` is standard input, which cannot be read twice, as sheets that disagree must.
  ///   - say: is given what there is to say of the workbook; of what is refused and left out, errors.
  public init(_ file: String, library: FormLibrary, say: @escaping (Diagnostic) -> Void = { _ in }) {
    self.file = file
    self.library = library
    self.say = say
  }

  /// The facts, with the columns that the sheets have.
  ///
  /// - Throws: as `write`.
  public func read(_ layout: FactsLayout? = nil) throws -> FactReader {
    let spool = try TemporaryFile()
    var facts = ByteWriter(descriptor: spool.descriptor, name: "temporary file")
    _ = try write(layout, to: &facts)
    try facts.flush()
    return try FactReader(try spool.readBack())
  }

  /// Writes the facts as tidy CSV, with a header.
  ///
  /// - Parameter layout: where the facts stand; `nil` for the sheets of all facts, against which the others are held.
  /// - Returns: how many facts.
  /// - Throws: `Diagnostic` where no sheet has facts, or it is not known which count; `WorkbookError`, `ReportError` and `FactsError` of
  ///   what cannot be read; `IOError`.
  public func write(_ layout: FactsLayout? = nil, to writer: inout ByteWriter) throws -> Int {
    var book = try WorkbookReader(try ByteReader(opening: file))
    switch layout ?? .data {
    case .wide: return try writeWide(&book, to: &writer)
    case .form: return try writeForms(&book, to: &writer)
    case .data:
      // An .xlsx says beforehand that it has no other sheets: nothing needs to wait.
      let hasOthers = book.sheetNames?.contains { SheetInfo(name: $0, isHidden: false).isForPeople } ?? true
      guard layout == nil, sheet == nil, hasOthers else { return try writeFacts(&book, to: &writer) }
      return try TwofoldFacts(file: file, prefer: prefer, library: library, say: say).write(
        &book, to: &writer)
    }
  }

  /// Whether the file is a workbook with a sheet of all facts.
  static func hasFacts(_ file: String) -> Bool {
    guard let input = try? ByteReader(opening: file), var book = try? WorkbookReader(input) else {
      return false
    }
    var choice = SheetChoice(file: file, wish: .facts)
    return (try? choice.next(&book)) != nil
  }

  /// Writes the facts of the sheets of facts, or of one sheet.
  private func writeFacts(_ book: inout WorkbookReader, to writer: inout ByteWriter) throws -> Int {
    var choice = SheetChoice(file: file, wish: sheet.map(SheetChoice.Wish.name) ?? .facts)
    var facts = FactSheets(file: file)
    while let sheet = try choice.next(&book) {
      try facts.write(sheet.name, of: &book, to: &writer)
    }
    try choice.sayLosses(of: book, say)
    for message in facts.complaints.finish() { say(message) }
    return facts.factCount
  }

  /// Writes the facts of the wide sheets, or of one sheet.
  private func writeWide(_ book: inout WorkbookReader, to writer: inout ByteWriter) throws -> Int {
    var choice = SheetChoice(file: file, wish: sheet.map(SheetChoice.Wish.name) ?? .forPeople)
    var sheets = WideSheets(file: file, blanks: blanks, library: library)
    FactWriter().appendHeader(to: &writer)
    var (isFound, others) = (false, [String]())
    while let sheet = try choice.next(&book) {
      let isWide = try sheets.write(sheet.name, of: &book, to: &writer)
      if isWide { isFound = true } else { others.append(sheet.name) }
    }
    try choice.sayLosses(of: book, say)
    for name in choice.hidden {
      say(
        Diagnostic(
          .warning, at: Location(file, sheet: name), what: "the sheet is hidden, and left out",
          remedy: "Show it, or name it with --sheet, if it belongs to the facts"))
    }
    guard isFound else {
      throw Diagnostic(
        .error, at: Location(file), what: "the workbook has no wide sheet",
        why: "the first row of one names “agency” and “year”, and has labels in its other columns")
    }
    for name in others {
      say(
        Diagnostic(
          .warning, at: Location(file, sheet: name), what: "the sheet is no wide one, and left out",
          why: "its first row does not name “agency” and “year”"))
    }
    for message in sheets.complaints.finish() { say(message) }
    return sheets.factCount
  }

  /// Writes the facts of the sheets that look as the forms do, or of one sheet.
  private func writeForms(_ book: inout WorkbookReader, to writer: inout ByteWriter) throws -> Int {
    var tidier = Tidier(library)
    tidier.appendHeader(to: &writer)
    let reports = try SheetReader.read(&book, source: file, vocabulary: library.vocabulary) { info in
      sheet.map { $0 == info.name } ?? info.isForPeople
    }
    var factCount = 0
    for report in reports {
      for note in report.notes + report.identityWarnings(command: "convert ") { say(note) }
      let result = tidier.tidy(report, to: &writer)
      for message in result.diagnostics { say(message) }
      factCount += result.factCount
    }
    guard !reports.isEmpty else {
      throw Diagnostic(
        .error, at: Location(file),
        what: sheet.map { "the workbook has no sheet “\($0)” with a form" }
          ?? "the workbook has no sheet with a form",
        why: "sheets of facts, and hidden ones, are none")
    }
    return factCount
  }
}
