import ArgumentParser
import Bytes
import Cells
import Forms
import Reports

struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read raw reports and write their cells.",
    discussion: """
      Reads web pages, Word documents (.docx; .doc by antiword), PDFs (by pdftotext) and text: with tabs or | between cells, \
      with columns as pdftotext -layout writes it, or with one cell a line. The form and the encoding (UTF-8, GB18030, UTF-16 with \
      its mark) are recognised by the content. Tables whose cells have lost their places are refused.

      A web page or a .docx is one report. Text, that of a PDF too, may hold several: each begins with its title or opening sentence. Writes one record \
      for each title, heading, paragraph and table cell.

      A file of --agencies begins with pattern,agency,code. It gives names here, and codes to tidy or convert --with agency_code.

      Examples:
        nianbao extract report.txt > report.cells.csv
        nianbao extract 2023/*.html 2023/*.docx | nianbao tidy > facts.csv
        pdftotext -layout report.pdf - | nianbao extract --input-name report.pdf
        nianbao extract --from html --encoding gb18030 page > page.cells.csv
        nianbao extract --agencies names.csv 2023/* > all.cells.csv
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
              file, input: input, vocabulary: vocabulary, identity: identity, directory: directory,
              failures: &failures
            ) { report, _, failures in
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
  directory: AgencyDirectory?, failures: inout Failures,
  _ body: (Report, [UInt8], inout Failures) throws -> Void
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
      failures.say(
        Diagnostic(
          .warning, at: Location(report.source, line: line), what: "no agency was found",
          why: "neither title, opening nor signature names one", remedy: "Give it with --agency"))
    }
    if report.year.isEmpty {
      failures.say(
        Diagnostic(
          .warning, at: Location(report.source, line: line), what: "no report year was found",
          why: "neither title, opening nor signature states one", remedy: "Give it with --year"))
    }
    try body(report, code, &failures)
  }
}
