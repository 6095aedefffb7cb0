import ArgumentParser
import Bytes
import CSV
import Facts
import Forms
import Readers
import Reports
import Sheets
import Tidying
import Workbooks

struct FromXLSX: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "from-xlsx", _superCommandName: Nianbao.name,
    abstract: "Read facts, or any sheet, out of a workbook.",
    discussion: """
      Reads .xlsx, .xls, .ods and XML Spreadsheet 2003, told apart by their content, and writes tidy facts: those of the sheet 数据, \
      and of 数据 (2), 数据 (3) and so on where the facts take several sheets. Columns that facts do not have are left out, with a \
      warning. .xlsb is refused: save it as .xlsx first.

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
        if raw {
          try SheetCells(file, sheet: sheet).write(to: &writer, say: say)
        } else {
          let library = try forms.library()
          try failures.addFacts { say in
            var facts = WorkbookFacts(file, library: library, say: say)
            (facts.sheet, facts.prefer, facts.blanks) = (sheet, prefer, blanks)
            return try facts.write(layout, to: &writer)
          }
        }
        try failures.endIfTotal(output.output)
      }
      try failures.exit()
    }
  }
}
