import ArgumentParser
import Bytes
import Cells
import Forms
import Reports

struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read raw reports and write their cells.",
    discussion: """
      Reads text in the tab form (a tab opens a cell), UTF-8. Several reports may stand in one input: each begins with its title \
      or opening sentence. Writes one record for each title, heading, paragraph and table cell.

      Examples:
        nianbao extract report.txt > report.cells.csv
        nianbao extract 2023/*.txt | nianbao tidy > facts.csv
        nianbao extract --input-name 清源县.txt < report.txt
        nianbao extract --agencies names.csv 2023/*.txt > all.cells.csv
        nianbao extract --agency 清源县水利局 --year 2019 untitled.txt
      """)

  @Argument(help: ArgumentHelp("Raw reports; - is standard input.", valueName: "file"))
  var files: [String] = ["-"]

  @OptionGroup var identity: IdentityOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var input: RawInputOptions
  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting {
      let vocabulary = try forms.library().vocabulary
      let directory = try agencies.directory()
      var failures = Failures()
      try output.write { writer in
        writer.appendCellsHeader()
        for file in files {
          do {
            try readReports(
              file, input: input, vocabulary: vocabulary, identity: identity, directory: directory
            ) { report, _ in
              writer.append(cellsOf: report)
              try writer.flushIfFull()
              failures.succeed()
            }
          } catch {
            try failures.addUnlessOutput(error)
          }
        }
        try failures.endIfTotal(output)
      }
      try failures.exit()
    }
  }
}

/// Reads the reports of one file and gives each to `body`, its identity completed, with the code of its agency.
func readReports(
  _ file: String, input: RawInputOptions, vocabulary: Vocabulary, identity: IdentityOptions,
  directory: AgencyDirectory?, _ body: (Report, [UInt8]) throws -> Void
) throws {
  var reader = ReportReader(
    try ByteReader(opening: file), name: input.shown(file), vocabulary: vocabulary, kind: input.kind,
    encoding: input.encoding)
  while var report = try reader.next() {
    if report.agency.isEmpty, let agency = identity.agency { report.agency = Array(agency.utf8) }
    if report.year.isEmpty, let year = identity.year { report.year = Array(String(year).utf8) }
    let code = directory?.name(&report) ?? []
    let line = report.pieces.first?.line ?? 1
    if report.agency.isEmpty {
      say(
        Diagnostic(
          .warning, at: Location(report.source, line: line), what: "no agency was found",
          why: "neither title, opening nor signature names one", remedy: "Give it with --agency"))
    }
    if report.year.isEmpty {
      say(
        Diagnostic(
          .warning, at: Location(report.source, line: line), what: "no report year was found",
          why: "neither title, opening nor signature states one", remedy: "Give it with --year"))
    }
    try body(report, code)
  }
}
