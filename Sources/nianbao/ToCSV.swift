import ArgumentParser
import Bytes
import Facts
import Forms

struct ToCSV: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "to-csv", _superCommandName: Nianbao.name,
    abstract: "Write facts as CSV for people.",
    discussion: """
      Long as they are, or with --wide one row for each agency and year and one column for each section/row/column. An agency and \
      year that come twice get two rows, and a warning.

      Examples:
        nianbao to-csv facts.csv --wide -o panel.csv
        nianbao to-csv facts.csv --section '收到*' --column 总计 --year 2023
        nianbao to-csv facts.csv --excel -o for-excel.csv
      """)

  @Argument(help: ArgumentHelp("Tidy facts; - is standard input.", valueName: "file"))
  var file = "-"

  @Flag(help: "One row for each agency and year.")
  var wide = false

  @Flag(help: "For office programs: byte order mark, CR LF, and a visible ' before what would be a formula.")
  var excel = false

  @Option(help: ArgumentHelp("One character between fields, or tab.", valueName: "character"))
  var delimiter = ","

  @Flag(help: "Leave the header out.")
  var noHeader = false

  @OptionGroup var filters: FilterOptions
  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { _ = try style }

  private var style: CSVStyle {
    get throws {
      let bytes = Array((delimiter == "tab" || delimiter == "\\t" ? "\t" : delimiter).utf8)
      guard bytes.count == 1, ![.quote, .lineFeed, .carriageReturn].contains(bytes[0]) else {
        throw ValidationError("“\(delimiter)” is no delimiter. Give one ASCII character, or tab.")
      }
      return CSVStyle(delimiter: bytes[0], isForExcel: excel, hasHeader: !noHeader)
    }
  }

  func run() throws {
    try reporting {
      let style = try self.style
      try output.write(inputs: [file] + forms.formFiles) { writer in
        var facts = try readFacts(file)
        if wide {
          try writeWide(
            &facts, style: style, names: try forms.library().widePath, filter: filters.filter, to: &writer)
        } else {
          try writeLong(&facts, style: style, filter: filters.filter, to: &writer)
        }
      }
    }
  }
}

func writeLong(
  _ facts: inout FactReader, style: CSVStyle, filter: FactFilter, to writer: inout ByteWriter
) throws {
  let csv = LongCSV(columns: facts.columns, style: style, to: &writer)
  var isAny = false
  while try facts.next() {
    guard filter.keeps(facts) else { continue }
    isAny = true
    csv.append(facts, to: &writer)
    try writer.flushIfFull()
  }
  if !isAny { sayNothingMatches(filter, facts) }
}

private func writeWide(
  _ facts: inout FactReader, style: CSVStyle, names: WidePath, filter: FactFilter,
  to writer: inout ByteWriter
) throws {
  var table = try WideTable()
  var isAny = false
  while try facts.next() {
    guard filter.keeps(facts) else { continue }
    isAny = true
    let repeats = try table.add(
      agency: facts.agency, year: facts.year, section: facts.section, row: facts.row,
      column: facts.column, value: facts.value)
    if repeats { say(.repeated(facts)) }
  }
  if !isAny { sayNothingMatches(filter, facts) }
  var rows = try table.finish()
  try rows.write(style, names: names, to: &writer)
}

extension Diagnostic {
  static func repeated(_ facts: borrowing FactReader) -> Diagnostic {
    Diagnostic(
      .warning, at: facts.location,
      what: "“\(String(facts.agency))” \(String(facts.year)) comes twice",
      why: "both are kept, in rows of their own")
  }
}

/// Says that a filter kept nothing, once all facts were read.
func sayNothingMatches(_ filter: FactFilter, _ facts: borrowing FactReader) {
  if !filter.isEmpty { say(.nothingMatches(in: facts.location.source)) }
}

extension Diagnostic {
  static func nothingMatches(in name: String) -> Diagnostic {
    Diagnostic(
      .warning, at: Location(name), what: "no fact matches the filter", why: "the output holds none",
      remedy: "Look at the spelling; a pattern must match the whole field, and * stands for any text")
  }
}

/// Which facts to keep.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only this section; * stands for any text. May be given again.", valueName: "text"))
  var section: [String] = []

  @Option(help: ArgumentHelp("Only this row.", valueName: "text"))
  var row: [String] = []

  @Option(help: ArgumentHelp("Only this column.", valueName: "text"))
  var column: [String] = []

  @Option(help: ArgumentHelp("Only this agency.", valueName: "text"))
  var agency: [String] = []

  @Option(help: ArgumentHelp("Only this year.", valueName: "text"))
  var year: [String] = []

  var filter: FactFilter {
    FactFilter([.section: section, .row: row, .column: column, .agency: agency, .year: year])
  }
}
