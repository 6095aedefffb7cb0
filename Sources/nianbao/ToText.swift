import ArgumentParser
import Bytes
import Facts
import Forms
import Workbooks

struct ToText: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "to-text", _superCommandName: Nianbao.name,
    abstract: "Write facts as the text of reports.",
    discussion: """
      A report for each agency and year: its title, headings, and tables with a cell on each line, as extract reads them. Each \
      report is read back; facts that do not come back as they were are told, and the exit code is 2. Figures that sentences \
      state (--narrative) have no table, and are left out with a message.

      Examples:
        nianbao to-text facts.csv -o reports.txt
        nianbao to-text facts.csv | nianbao extract | nianbao tidy
        nianbao to-text --agency 清源县水利局 --year 2023 panel.csv -o report.txt
      """)

  @Argument(help: ArgumentHelp("Tidy facts; - is standard input.", valueName: "file"))
  var file = "-"

  @OptionGroup var filters: FilterOptions
  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting {
      let library = try forms.library()
      var failures = Failures()
      try output.write(inputs: [file] + forms.formFiles) { writer in
        let facts = try readFacts(file)
        try writeText(facts, filter: filters.filter, library: library, failures: &failures, to: &writer)
      }
      try failures.exit()
    }
  }
}

/// Writes the text of each report, and tells what of it would not be read back.
func writeText(
  _ facts: consuming FactReader, filter: FactFilter = FactFilter([:]), library: FormLibrary,
  failures: inout Failures, to writer: inout ByteWriter
) throws {
  let name = facts.location.source
  var reports = ReportFactsReader(facts, filter: filter)
  let text = ReportText(library)
  var check = ReadingBack(library)
  let stated = library.statedFigures.map { [$0.section, $0.row, $0.column].map { Array($0.utf8) } }
  var leftOut = 0
  var isAny = false
  while var report = try reports.next() {
    isAny = true
    let count = report.facts.count
    report.facts.removeAll { fact in
      stated.contains { $0[2] == fact.column && $0[1] == fact.row && $0[0] == fact.section }
    }
    leftOut += count - report.facts.count
    var one = ByteWriter()
    text.append(report, to: &one)
    writer.append(one.span)
    try writer.flushIfFull()
    if let diagnostic = try check.differences(of: report, text: one.bytes, name: name) {
      say(diagnostic)
      failures.add(.badData)
    }
    failures.succeed()
  }
  if !isAny, !filter.isEmpty { say(.nothingMatches(in: name)) }
  if leftOut > 0 {
    say(
      Diagnostic(
        .note, at: Location(name), what: "figures that sentences state are left out: \(leftOut)",
        why: "the text of a report holds tables only"))
  }
}
