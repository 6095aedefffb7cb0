import ArgumentParser
import Bytes
import CSV
import Cells
import Facts
import Forms
import Reports
import Sheets
import Workbooks

struct FromXLSX: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "from-xlsx", _superCommandName: Nianbao.name,
    abstract: "Read facts, or any sheet, out of a workbook.",
    discussion: """
      Reads .xlsx and XML Spreadsheet 2003, told apart by their content, and writes tidy facts: those of the sheet 数据, and of \
      数据 (2), 数据 (3) and so on where the facts take several sheets. Columns that facts do not have are left out, with a warning. \
      Old workbooks (.xls), .xlsb and .ods are refused: save them as .xlsx first.

      A figure typed into a sheet that people look at, a form or a wide one, is taken where only such sheets were changed after \
      nianbao wrote them; each is named, with what 数据 has. Where 数据 was changed too, or it is not known, sheets that disagree are \
      refused, unless --prefer says which counts. Cells and sheets that cannot be read are left out, and told.

      Examples:
        nianbao from-xlsx panel.xlsx -o facts.csv
        nianbao from-xlsx panel.xlsx | nianbao to-csv --wide
        nianbao from-xlsx --prefer form edited.xlsx > facts.csv
        nianbao from-xlsx --sheet 2023 edited.xlsx > facts.csv
        nianbao from-xlsx --raw --sheet 名单 other.xlsx > list.csv
      """)

  @OptionGroup var options: FromWorkbookOptions

  func run() throws { try options.run() }
}

struct FromXML: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "from-xml", _superCommandName: Nianbao.name,
    abstract: "Read facts, or any sheet, out of an XML Spreadsheet 2003 workbook.",
    discussion: """
      The way back from to-xml. The same as from-xlsx: see nianbao help from-xlsx.

      Examples:
        nianbao from-xml panel.xml -o facts.csv
        nianbao to-xml facts.csv | nianbao from-xml --raw --sheet 数据
      """)

  @OptionGroup var options: FromWorkbookOptions

  func run() throws { try options.run() }
}

/// What the ways out of a workbook share.
struct FromWorkbookOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A workbook; - is standard input.", valueName: "file"))
  var file = "-"

  @Option(help: ArgumentHelp("The sheet to read; without it, the sheets with facts.", valueName: "name"))
  var sheet: String?

  @Flag(help: "Any sheet as plain CSV, as its cells stand; without --sheet the first one that is not hidden.")
  var raw = false

  @Option(
    help: ArgumentHelp(
      "Where the facts stand: data, in the sheet 数据; wide, in sheets with a row for each agency and year; form, in tables as printed.",
      valueName: "layout"))
  var layout: FactsLayout?

  @Option(
    help: ArgumentHelp(
      "Which figures count where sheets disagree: data, those of the sheet 数据; wide or form, those of the others.",
      valueName: "layout"))
  var prefer: FactsLayout?

  @Flag(help: "With --layout wide: an empty cell is a blank fact, too.")
  var blanks = false

  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if prefer != nil, raw || layout != nil || sheet != nil {
      throw ValidationError("--prefer chooses among sheets: leave --raw, --layout and --sheet out.")
    }
  }

  func run() throws {
    try reporting {
      var failures = Failures()
      try output.write(inputs: [file] + forms.formFiles) { writer in
        var book = try WorkbookReader(try ByteReader(opening: file))
        if raw {
          try writeRaw(&book, to: &writer)
        } else {
          switch layout ?? .data {
          case .data where sheet == nil && layout == nil:
            try WorkbookFacts(file: file, prefer: prefer, library: try forms.library()).write(
              &book, failures: &failures, to: &writer)
          case .data: try writeFacts(of: &book, file: file, sheet: sheet, failures: &failures, to: &writer)
          case .wide: try writeWide(&book, failures: &failures, to: &writer)
          case .form: try writeForms(&book, failures: &failures, to: &writer)
          }
        }
        try failures.endIfTotal(output.output)
      }
      try failures.exit()
    }
  }

  /// Writes the facts of the wide sheets, or of one sheet.
  private func writeWide(
    _ book: inout WorkbookReader, failures: inout Failures, to writer: inout ByteWriter
  ) throws {
    var choice = SheetChoice(file: file, wish: sheet.map(SheetChoice.Wish.name) ?? .forPeople)
    var sheets = WideSheets(file: file, blanks: blanks, library: try forms.library())
    FactWriter().appendHeader(to: &writer)
    var (isFound, others) = (false, [String]())
    while let sheet = try choice.next(&book) {
      let isWide = try sheets.write(sheet.name, of: &book, to: &writer)
      if isWide { isFound = true } else { others.append(sheet.name) }
    }
    guard choice.hasFound else { throw choice.missing }
    try failures.add(lossesOf: book, choice)
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
    failures.add((sheets.factCount, sheets.complaints.finish()))
  }

  /// Writes the facts of the sheets that look as the forms do, or of one sheet.
  private func writeForms(
    _ book: inout WorkbookReader, failures: inout Failures, to writer: inout ByteWriter
  ) throws {
    let library = try forms.library()
    var tidier = Tidier(library)
    tidier.appendHeader(to: &writer)
    let reports = try SheetReader.read(&book, source: file, vocabulary: library.vocabulary) { info in
      sheet.map { $0 == info.name } ?? info.isForPeople
    }
    for report in reports {
      for note in report.notes { say(note) }
      failures.sayIdentity(of: report, command: "convert ")
      failures.add(tidier.tidy(report, to: &writer))
    }
    guard !reports.isEmpty else {
      throw Diagnostic(
        .error, at: Location(file),
        what: sheet.map { "the workbook has no sheet “\($0)” with a form" }
          ?? "the workbook has no sheet with a form",
        why: "sheets of facts, and hidden ones, are none")
    }
  }

  private func writeRaw(_ book: inout WorkbookReader, to writer: inout ByteWriter) throws {
    var choice = SheetChoice(file: file, wish: sheet.map(SheetChoice.Wish.name) ?? .firstVisible)
    guard try choice.next(&book) != nil else { throw choice.missing }
    var (last, formulas) = (0, 0)
    while try book.nextRow() {
      for _ in last + 1..<max(book.rowNumber, last + 1) { writer.append(.lineFeed) }
      last = book.rowNumber
      formulas += writer.append(cellsOf: book)
      try writer.flushIfFull()
    }
    if formulas > 0 {
      say(
        Diagnostic(
          .warning, at: Location(file), what: "\(formulas) cells are empty whose formulas have no value",
          why: "the program that wrote the file has not computed them",
          remedy: "Open the file with an office program, and save it again"))
    }
    // What follows is looked at, too: a file that is cut off is an error.
    while try choice.next(&book) != nil {}
    for loss in book.losses { say(loss) }
  }

}

/// Writes the facts of the sheets of facts, or of one sheet.
func writeFacts(
  of book: inout WorkbookReader, file: String, sheet: String?, failures: inout Failures,
  to writer: inout ByteWriter
) throws {
  var choice = SheetChoice(file: file, wish: sheet.map(SheetChoice.Wish.name) ?? .facts)
  var facts = FactSheets(file: file)
  while let sheet = try choice.next(&book) {
    try facts.write(sheet.name, of: &book, to: &writer)
  }
  try failures.add(lossesOf: book, choice)
  guard choice.hasFound else { throw choice.missing }
  failures.add((facts.factCount, facts.complaints.finish()))
}

extension Failures {
  /// Says what of a workbook could not be read. That a sheet is not there which is asked for is an error.
  mutating func add(lossesOf book: borrowing WorkbookReader, _ choice: SheetChoice) throws {
    for loss in book.losses { say(loss) }
    for name in book.missingSheets where choice.asksFor(name) { try add(choice.notThere(name)) }
  }
}

extension ByteWriter {
  /// Appends the row at hand as a record, up to its last cell that holds something.
  ///
  /// - Returns: how many formulas have no value.
  fileprivate mutating func append(cellsOf book: borrowing WorkbookReader) -> Int {
    var (column, waiting, formulas) = (0, 0, 0)
    for cell in book.cells {
      let text = book.text(cell)
      waiting += cell.column - column
      column = cell.column
      if cell.kind == .formula { formulas += 1 }
      if text.isEmpty { continue }
      for _ in 0..<waiting { append(.comma) }
      waiting = 0
      append(field: text)
    }
    append(.lineFeed)
    return formulas
  }
}
