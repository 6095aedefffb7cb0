import ArgumentParser
import Bytes
import Facts
import Forms
import Workbooks

struct ToXML: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "to-xml",
    abstract: "Write facts as a SpreadsheetML 2003 workbook.",
    discussion: """
      One XML file that Excel, WPS, LibreOffice and Gnumeric open: a sheet 数据 with all facts, and for each official table a sheet \
      with one row for each agency and year.

      Examples:
        nianbao to-xml facts.csv -o facts.xml
        nianbao extract *.txt | nianbao tidy | nianbao to-xml > facts.xml
      """)

  @Argument(help: ArgumentHelp("Tidy facts; - is standard input.", valueName: "file"))
  var file = "-"

  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting {
      let tables = try forms.library().tableTitles
      try output.write { writer in
        var facts = try FactReader(try ByteReader(opening: file))
        var workbook = try WorkbookWriter(columns: facts.columns, tables: tables, to: &writer)
        while try facts.next() {
          try workbook.add(facts, to: &writer)
          try writer.flushIfFull()
        }
        try workbook.finish(to: &writer)
        say(notesOn: workbook, name: output.output)
      }
    }
  }
}

/// Says what of the facts is not in the workbook as it was.
func say(notesOn workbook: borrowing WorkbookWriter, name: String) {
  let place = Location(name == "-" ? "" : name)
  if workbook.repeatedRows > 0 {
    say(
      Diagnostic(
        .warning, at: place,
        what: "\(workbook.repeatedRows) rows of the wide sheets repeat an agency and year",
        why: "both are kept, in rows of their own"))
  }
  if workbook.replacedCharacters > 0 {
    say(
      Diagnostic(
        .warning, at: place, what: "\(workbook.replacedCharacters) characters were replaced with U+FFFD",
        why: "XML cannot hold them"))
  }
  if workbook.cutCells > 0 {
    say(
      Diagnostic(
        .warning, at: place, what: "\(workbook.cutCells) cells were cut",
        why: "a cell holds 32,767 characters", remedy: "See them whole with nianbao to-csv"))
  }
  if workbook.leftOutColumns > 0 {
    say(
      Diagnostic(
        .warning, at: place, what: "\(workbook.leftOutColumns) columns of the wide sheets are left out",
        why: "a sheet holds 16,384 columns", remedy: "The sheet with all facts has them"))
  }
  if workbook.dataSheets > 1 {
    say(
      Diagnostic(
        .note, at: place, what: "the facts take \(workbook.dataSheets) sheets",
        why: "a sheet holds 1,048,576 rows"))
  }
}
