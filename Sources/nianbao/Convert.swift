import ArgumentParser
import Bytes
import Cells
import Facts
import Forms
import Reports
import Sheets
import SystemPackage
import Workbooks

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Convert raw reports in one process.",
    discussion: """
      The same as extract | tidy | to-csv, or to-xml, by the ending of the output: .csv or .xml. Of a folder all files below it \
      that end in .txt, .html, .htm, .docx, .doc or .pdf are read, in the order of their names. See nianbao help extract for what \
      is read in them.

      Examples:
        nianbao convert reports/ -o facts.csv
        nianbao convert 2022/ 2023/ -o panel.xml
        nianbao convert --with unit,source,line report.docx -o facts.csv
        nianbao convert --agencies names.csv --with agency_code reports/ -o facts.csv
      """)

  @Argument(help: ArgumentHelp("Raw reports and folders of them; - is standard input.", valueName: "input"))
  var inputs: [String]

  @OptionGroup var with: WithOption
  @OptionGroup var identity: IdentityOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var input: RawInputOptions
  @OptionGroup var forms: FormOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The file to write; its ending says what: .csv or .xml.", valueName: "file"))
  var output: String

  func validate() throws {
    try agencies.check(try with.columns)
    guard [".csv", ".xlsx", ".xml"].contains(where: output.hasSuffix) else {
      throw ValidationError(
        "“\(output)” ends in none of .csv, .xlsx and .xml, so what to write is not known.")
    }
  }

  func run() throws {
    try reporting {
      let library = try forms.library()
      var failures = Failures()
      let files = inputFiles(inputs, failures: &failures)
      let target = try OutputOptions.parse(["-o", output])
      try target.write { writer in
        if output.hasSuffix(".csv") {
          try writeCSV(files, library: library, failures: &failures, to: &writer)
        } else {
          try writeWorkbook(
            files, output.hasSuffix(".xlsx") ? .xlsx(level: 1) : .spreadsheetML, library: library,
            failures: &failures, to: &writer)
        }
        try failures.endIfTotal(target)
      }
      try failures.exit()
    }
  }

  private func writeCSV(
    _ files: [String], library: FormLibrary, failures: inout Failures, to writer: inout ByteWriter
  ) throws {
    var tidier = Tidier(library, with: try with.columns)
    tidier.appendHeader(to: &writer)
    try readAllReports(files, library: library, failures: &failures) { report, code, failures in
      failures.add(tidier.tidy(report, agencyCode: code, to: &writer))
      try writer.flushIfFull()
    }
  }

  private func writeWorkbook(
    _ files: [String], _ format: WorkbookFormat, library: FormLibrary, failures: inout Failures,
    to writer: inout ByteWriter
  ) throws {
    var tidier = Tidier(library, with: try with.columns)
    let columns = (FactColumn.required + FactColumn.optional.filter(try with.columns.contains)).map(
      \.rawValue)
    var workbook = try FactsWorkbook(format, columns: columns, library: library, to: &writer)
    try readAllReports(files, library: library, failures: &failures) { report, code, failures in
      // The facts of one report, as tidy writes them and to-xml reads them.
      var long = ByteWriter()
      tidier.appendHeader(to: &long)
      failures.add(tidier.tidy(report, agencyCode: code, to: &long))
      var facts = try FactReader(ByteReader(bytes: long.bytes, name: report.source))
      while try facts.next() {
        try workbook.add(facts, to: &writer)
      }
    }
    try workbook.finish(to: &writer)
    say(workbook.notes, name: output)
  }

  private func readAllReports(
    _ files: [String], library: FormLibrary, failures: inout Failures,
    _ body: (Report, [UInt8], inout Failures) throws -> Void
  ) throws {
    let vocabulary = library.vocabulary
    let directory = try agencies.directory()
    for file in files {
      do {
        try readReports(
          file, input: input, vocabulary: vocabulary, identity: identity, directory: directory
        ) { try body($0, $1, &failures) }
      } catch {
        try failures.addUnlessOutput(error)
      }
    }
  }
}
