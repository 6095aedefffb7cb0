import ArgumentParser
import Bytes
import Forms
import Identity
import Readers
import Reports

struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", _superCommandName: Nianbao.name,
    abstract: "Read raw reports and write their cells.",
    discussion: """
      Reads web pages (also as .mht), Word documents (.docx, .doc), OpenDocument, RTF, workbooks, PDFs and text: with tabs or | \
      between cells, with columns as pdftotext -layout writes it, or with one cell a line. The form and the encoding (UTF-8, GB18030, \
      UTF-16 with its mark) are recognised by the content. Tables whose cells have lost their places are refused.

      A .zip is a folder of them. An input may hold several reports: each begins with its title or opening sentence. Writes one \
      record for each title, heading, paragraph and table cell.

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
  @OptionGroup var records: RecordsOption
  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting {
      let settings = try ReportSettings(input, identity, agencies, library: try forms.library())
      var failures = Failures()
      try output.write(inputs: files + forms.formFiles + [agencies.file]) { writer in
        if records.isOn {
          try runRecords(files, columnCount: CellsHeader.names.count, to: &writer) { record, failures, rows in
            try record.readReports(settings, failures: &failures) { report, _, failures in
              rows.append(cellsOf: report)
              failures.sayIfNoCells(report)
            }
          }
          return
        }
        writer.appendCellsHeader()
        for file in files {
          do {
            try readReports(
              try ByteReader(opening: file), name: input.shown(file), settings, failures: &failures
            ) { report, _, failures in
              writer.append(cellsOf: report)
              try writer.flushIfFull()
              failures.sayIfNoCells(report)
              failures.succeed()
            }
          } catch {
            try failures.addUnlessOutput(error)
          }
        }
        try failures.endIfTotal(output.output)
      }
      try failures.exit()
    }
  }
}

/// How reports are read, and what is known of them.
struct ReportSettings: Sendable {
  let vocabulary: Vocabulary
  let kind: RawKind?
  var encoding: TextEncoding?
  /// Who and when, for reports that do not say so.
  var agency: String?
  var year: Int?
  let directory: AgencyDirectory?

  init(
    _ input: RawInputOptions, _ identity: IdentityOptions, _ agencies: AgencyOptions, library: FormLibrary
  ) throws {
    vocabulary = library.vocabulary
    (kind, encoding) = (input.kind, input.encoding)
    (agency, year) = (identity.agency, identity.year)
    directory = try agencies.directory()
  }
}

/// Reads the reports of one input and gives each to `body`, its identity completed, with the code of its agency.
///
/// - Parameter depth: in how many archives the input stands.
func readReports(
  _ input: consuming ByteReader, name: String, _ settings: ReportSettings, depth: Int = 0,
  failures: inout Failures, _ body: (Report, [UInt8], inout Failures) throws -> Void
) throws {
  if let archive = try ReportArchive(&input, name: name) {
    return try readReports(of: archive, settings, depth: depth, failures: &failures, body)
  }
  var reader = ReportReader(
    input, name: name, vocabulary: settings.vocabulary, kind: settings.kind, encoding: settings.encoding)
  func next() throws -> Report? {
    do { return try reader.next() } catch {
      for note in reader.notes { failures.say(note) }
      throw error
    }
  }
  while var report = try next() {
    for note in report.notes {
      failures.say(note)
      // A page that is not read, a table that is refused: the rest is there.
      if note.severity == .error { failures.add(.badData) }
    }
    if report.agency.isEmpty, let agency = settings.agency { report.agency = Array(agency.utf8) }
    let line = report.pieces.first?.line ?? 1
    if let year = settings.year {
      if report.year.isEmpty { report.year = Array(String(year).utf8) }
      if report.year != Array(String(year).utf8) {
        failures.say(
          Diagnostic(
            .warning, at: Location(report.source, line: line),
            what: "the report is of \(String(decoding: report.year, as: UTF8.self)), not of \(year)",
            why: "it states its year, and --year is for reports that do not",
            remedy: "If it is in the wrong place, leave it out"))
      }
    }
    let code = settings.directory?.name(&report) ?? []
    for warning in report.identityWarnings() { failures.say(warning) }
    try body(report, code, &failures)
  }
}

extension Failures {
  /// Says that a report has no table.
  fileprivate func sayIfNoCells(_ report: Report) {
    guard !report.pieces.contains(where: { $0.kind == .cell }) else { return }
    say(
      Diagnostic(
        .warning, at: Location(report.source, line: report.pieces.first?.line ?? 1),
        what: "the report has no table cells",
        why: "its tables may be images or attachments, or their cells are lost",
        remedy: "Use another copy of the report, such as the page or the Word file"))
  }
}
