import ArgumentParser
import Bytes
import Cells
import Facts
import Forms
import Reports
import Sheets
import Workbooks

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Convert reports and facts in one process.",
    discussion: """
      The endings say what is read and written. Read are raw reports, as extract reads them, and facts: .xlsx and .xml workbooks, \
      .csv files that are tidy or wide. Written are .csv tidy facts, .xlsx and .xml workbooks, .txt reports. Of a folder all raw reports below it \
      (.txt, .html, .htm, .docx, .doc, .pdf) are read, in the order of their names.

      Examples:
        nianbao convert reports/ -o facts.csv
        nianbao convert 2022/ 2023/ -o panel.xlsx
        nianbao convert --with unit,source,line report.docx -o facts.csv
        nianbao convert edited.xlsx -o facts.csv
        nianbao convert --agencies names.csv --with agency_code reports/ -o facts.csv
      """)

  @Argument(
    help: ArgumentHelp(
      "Reports, folders of them, and facts; - is a raw report on standard input.", valueName: "input"))
  var inputs: [String]

  @OptionGroup var with: WithOption
  @Flag(
    help:
      "Give the figures too that sentences state of requests, disputes and rules, as facts of section 总体情况; check holds them against the tables."
  )
  var narrative = false

  @OptionGroup var identity: IdentityOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var input: RawInputOptions
  @OptionGroup var forms: FormOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "The file to write; its ending says what: .csv, .xlsx, .xml or .txt.", valueName: "file"))
  var output: String

  private enum Target: String, CaseIterable {
    case csv, xlsx, xml, txt
  }

  private var target: Target? { Target.allCases.first { output.lowercased().hasSuffix("." + $0.rawValue) } }

  func validate() throws {
    try agencies.check(try with.columns)
    guard target != nil else {
      throw ValidationError(
        "“\(output)” ends in none of .csv, .xlsx, .xml and .txt, so what to write is not known.")
    }
    if narrative, target == .txt {
      throw ValidationError(
        "--narrative gives figures that stand in no table, and reports in text hold tables only.")
    }
  }

  func run() throws {
    try reporting {
      let library = try forms.library()
      var failures = Failures()
      let files = inputFiles(inputs, failures: &failures)
      let file = try OutputOptions.parse(["-o", output])
      try file.write { writer in
        if target == .csv {
          try writeFacts(files, library: library, failures: &failures, to: &writer)
        } else {
          // Sheets and texts are written from tidy facts, which wait in a file: there may be more than memory holds.
          let spool = try TemporaryFile()
          var tidy = ByteWriter(descriptor: spool.descriptor, name: "temporary file")
          try writeFacts(files, library: library, failures: &failures, to: &tidy)
          try tidy.flush()
          try write(try FactReader(try spool.reader()), library: library, failures: &failures, to: &writer)
        }
        try failures.endIfTotal(file)
      }
      try failures.exit()
    }
  }

  private func write(
    _ facts: consuming FactReader, library: FormLibrary, failures: inout Failures, to writer: inout ByteWriter
  ) throws {
    switch target {
    case .txt: try writeText(facts, library: library, failures: &failures, to: &writer)
    case .xml: try writeWorkbook(&facts, .spreadsheetML, library: library, name: output, to: &writer)
    default: try writeWorkbook(&facts, .xlsx(level: 1), library: library, name: output, to: &writer)
    }
  }

  private func writeFacts(
    _ files: [String], library: FormLibrary, failures: inout Failures, to writer: inout ByteWriter
  ) throws {
    var tidier = Tidier(library, with: try with.columns, narrative: narrative)
    tidier.appendHeader(to: &writer)
    let vocabulary = library.vocabulary
    let directory = try agencies.directory()
    for file in files {
      do {
        if let kind = FactsFile.Kind(file) {
          try FactsFile(file, kind).write(
            with: try with.columns, library: library, failures: &failures, to: &writer)
          continue
        }
        try readReports(
          file, input: input, vocabulary: vocabulary, identity: identity, directory: directory
        ) { report, code in
          failures.add(tidier.tidy(report, agencyCode: code, to: &writer))
          try writer.flushIfFull()
        }
      } catch {
        try failures.addUnlessOutput(error)
      }
    }
  }
}
