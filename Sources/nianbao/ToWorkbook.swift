public import ArgumentParser
import Bytes
import Facts
import Forms
import Sheets
import SystemPackage
public import Workbooks

private let sheetsDiscussion = """
  A sheet 数据 with all facts; beside it, for a single report its tables as the forms print them, for several reports a sheet for \
  each official table with a row for each agency and year; last a sheet 说明 that explains them. --layout chooses. Of whole reports a \
  sheet 核查 lists what check finds, and the cells concerned are marked, with a remark that says why; not with --layout data.
  """

struct ToXLSX: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "to-xlsx", _superCommandName: Nianbao.name,
    abstract: "Write facts as an XLSX workbook.",
    discussion: sheetsDiscussion + """


      Examples:
        nianbao to-xlsx facts.csv -o facts.xlsx
        nianbao to-xlsx facts.csv --layout form --agency 清源县水利局 -o forms.xlsx
        nianbao extract *.txt | nianbao tidy | nianbao to-xlsx --level 6 > facts.xlsx
      """)

  @Argument(help: ArgumentHelp("Tidy facts; - is standard input.", valueName: "file"))
  var file = "-"

  @Option(help: ArgumentHelp("How small: 1, fast, to 9.", valueName: "number"))
  var level = 1

  @OptionGroup var layout: LayoutOption
  @OptionGroup var filters: FilterOptions
  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard 1...9 ~= level else {
      throw ValidationError("--level \(level) is no level. Give a number from 1 to 9.")
    }
    guard output.output != "-" || !FileDescriptor.standardOutput.isTerminal else {
      throw ValidationError("A workbook is no text for a terminal. Give it a file with --output, or a pipe.")
    }
  }

  func run() throws {
    try reporting {
      let library = try forms.library()
      try output.write(inputs: [file] + forms.formFiles) { writer in
        var facts = try readFacts(file)
        try writeWorkbook(
          &facts, .xlsx(level: level), layout: layout.layout, filter: filters.filter, library: library,
          name: output.output, to: &writer)
      }
    }
  }
}

struct ToXML: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "to-xml", _superCommandName: Nianbao.name,
    abstract: "Write facts as a SpreadsheetML 2003 workbook.",
    discussion: "One XML file that Excel, WPS, LibreOffice and Gnumeric open. " + sheetsDiscussion + """


      Examples:
        nianbao to-xml facts.csv -o facts.xml
        nianbao extract *.txt | nianbao tidy | nianbao to-xml > facts.xml
      """)

  @Argument(help: ArgumentHelp("Tidy facts; - is standard input.", valueName: "file"))
  var file = "-"

  @OptionGroup var layout: LayoutOption
  @OptionGroup var filters: FilterOptions
  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting {
      let library = try forms.library()
      try output.write(inputs: [file] + forms.formFiles) { writer in
        var facts = try readFacts(file)
        try writeWorkbook(
          &facts, .spreadsheetML, layout: layout.layout, filter: filters.filter, library: library,
          name: output.output, to: &writer)
      }
    }
  }
}

/// What stands in a workbook beside all facts.
struct LayoutOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What stands beside all facts: data, nothing; wide, a sheet for each official table; form, each report's tables as printed.",
      valueName: "layout"))
  var layout: FactsLayout?
}

extension FactsLayout: ExpressibleByArgument {}

/// Writes all facts as a workbook, and says what of them is not in it as it was.
func writeWorkbook(
  _ facts: inout FactReader, _ format: WorkbookFormat, layout: FactsLayout? = nil,
  filter: FactFilter = FactFilter([:]), library: FormLibrary, name: String, to writer: inout ByteWriter
) throws {
  var workbook = try FactsWorkbook(
    format, columns: facts.columns, library: library, layout: layout, checks: filter.isOfWholeReports,
    to: &writer)
  var isAny = false
  while try facts.next() {
    guard filter.keeps(facts) else { continue }
    isAny = true
    try workbook.add(facts, to: &writer)
  }
  if !isAny { sayNothingMatches(filter, facts) }
  try workbook.finish(to: &writer)
  say(workbook.notes, name: name)
}

/// Says what of the facts is not in the workbook as it was.
private func say(_ notes: WorkbookNotes, name: String) {
  let place = Location(name == "-" ? "" : name)
  if notes.repeatedRows > 0 {
    say(
      Diagnostic(
        .warning, at: place, what: "\(notes.repeatedRows) rows of the wide sheets repeat an agency and year",
        why: "both are kept, in rows of their own"))
  }
  if notes.replacedCharacters > 0 {
    say(
      Diagnostic(
        .warning, at: place, what: "\(notes.replacedCharacters) characters were replaced with U+FFFD",
        why: "XML cannot hold them"))
  }
  if notes.cutCells > 0 {
    say(
      Diagnostic(
        .warning, at: place, what: "\(notes.cutCells) cells were cut",
        why: "a cell holds 32,767 characters", remedy: "See them whole with nianbao to-csv"))
  }
  if notes.joinedCells > 0 {
    say(
      Diagnostic(
        .warning, at: place, what: "\(notes.joinedCells) cells have blanks for some of their line breaks",
        why: "a cell holds 253 line breaks", remedy: "See them whole with nianbao to-csv"))
  }
  if notes.leftOutColumns > 0 {
    say(
      Diagnostic(
        .warning, at: place, what: "\(notes.leftOutColumns) columns of the wide sheets are left out",
        why: "a sheet holds 16,384 columns", remedy: "The sheet with all facts has them"))
  }
  if notes.dataSheets > 1 {
    say(
      Diagnostic(
        .note, at: place, what: "the facts take \(notes.dataSheets) sheets",
        why: "a sheet holds 1,048,576 rows"))
  }
}
