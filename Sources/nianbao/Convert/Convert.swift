import ArgumentParser
import Bytes
import Facts
import Forms
import Sheets
import Workbooks

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", _superCommandName: Nianbao.name,
    abstract: "Convert reports and facts in one process.",
    discussion: """
      Read are raw reports, as extract reads them, and facts: .csv files that are tidy or wide, workbooks with a sheet 数据. The \
      content says which, else the ending. The ending of the output says what is written: .csv tidy facts, .xlsx and .xml workbooks, \
      .txt reports. Of a folder all reports below it are read, in the order of their names; every other file is told: as a failure \
      where reports come in such files, else as passed over.

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
  var inputs: [String] = []

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

  @OptionGroup var batch: BatchOptions
  @OptionGroup var records: RecordsOption

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "The file to write; its ending says what: .csv, .xlsx, .xml or .txt. Rows of --records may go to standard output.",
      valueName: "file"))
  var output = "-"

  private enum Target: String, CaseIterable {
    case csv, xlsx, xml, txt
  }

  private var target: Target? { Target.allCases.first { output.lowercased().hasSuffix("." + $0.rawValue) } }

  func validate() throws {
    try agencies.check(try with.columns)
    if records.isOn { return try validateRecords() }
    guard target != nil else {
      throw ValidationError(
        output == "-"
          ? "Name the file to write with -o: its ending says what."
          : "“\(output)” ends in none of .csv, .xlsx, .xml and .txt, so what to write is not known.")
    }
    if narrative, target == .txt {
      throw ValidationError(
        "--narrative gives figures that stand in no table, and reports in text hold tables only.")
    }
    if inputs.isEmpty, batch.list == nil {
      throw ValidationError("No inputs. Name reports or folders, or give a list of them with --files-from.")
    }
    if (batch.partition != nil) != output.contains("{}") {
      throw ValidationError(
        "--partition-by and {} in the name of the output belong together: -o 'facts-{}.csv'.")
    }
    try checkManifest(output)
  }

  /// Refuses an output that would be written over the manifest.
  private func checkManifest(_ output: String) throws {
    guard let manifest = batch.manifest, Manifest.isPart(output, of: manifest) else { return }
    throw ValidationError(
      "“\(output)” is what --incremental \(manifest) keeps. Give -o a file of its own.")
  }

  private func validateRecords() throws {
    guard batch.list == nil, batch.manifest == nil, batch.partition == nil, batch.jobs == nil,
      batch.onFailure == .keepGoing
    else {
      throw ValidationError(
        "--records reads one stream to its end: no lists, manifests, parts or jobs, and no --fail-fast.")
    }
    guard output == "-" || target == .csv else {
      throw ValidationError("--records writes CSV: to standard output, or -o to a file that ends in .csv.")
    }
  }

  private func runRecords(_ maker: FactsMaker) throws {
    var maker = maker
    let columnCount = FactColumn.required.count + (try with.columns).count
    let inputs = inputs.isEmpty ? ["-"] : inputs
    try OutputOptions.write(to: output, inputs: inputs + settingFiles) { writer in
      try nianbao.runRecords(
        inputs, columnCount: columnCount, isQuiet: batch.quiet, to: &writer
      ) {
        record, failures, rows in try maker.write(record, failures: &failures, to: &rows)
      }
    }
  }

  func run() throws {
    try reporting {
      let library = try forms.library()
      if records.isOn { return try runRecords(try FactsMaker(self, library: library)) }
      var failures = Failures { if !batch.quiet || $0.severity == .error { say($0) } }
      let found = InputFiles(inputs + (try batch.listedInputs()), own: ownFiles, failures: &failures)
      // Behind all that is said of the inputs, however the run ends.
      defer { if !batch.quiet, let summary = found.summary { say(summary) } }
      let files = found.files
      if files.isEmpty, !failures.isTotal {
        say(
          Diagnostic(
            .error, at: Location(batch.list ?? ""), what: "the list names no inputs",
            remedy: "Write a path on each line"))
        failures.add(.noInput)
      }
      let run = Batch(files, options: batch, maker: try FactsMaker(self, library: library))
      if let column = batch.partition {
        let facts = try spooled { try run.run(failures: &failures, to: &$0) }
        if failures.isTotal { try failures.exit() }
        try writeParts(facts, by: column, inputs: files + settingFiles, library: library, failures: &failures)
      } else {
        try OutputOptions.write(to: output, inputs: files + settingFiles) { writer in
          if target == .csv {
            try run.run(failures: &failures, to: &writer)
          } else {
            let facts = try spooled { try run.run(failures: &failures, to: &$0) }
            try write(facts, name: output, library: library, failures: &failures, to: &writer)
          }
          try failures.endIfTotal(output)
        }
      }
      try failures.exit()
    }
  }

  /// Files that this run reads beside its inputs.
  private var settingFiles: [String] { [batch.list, agencies.file].compactMap { $0 } + forms.formFiles }

  /// Files that this run reads or writes beside its inputs, which a folder of inputs may hold.
  private var ownFiles: [String] {
    var files = settingFiles
    if let manifest = batch.manifest { files += [manifest, manifest + ".facts"] }
    if output != "-" { files.append(output) }
    return files
  }

  /// Facts that wait in a temporary file: sheets, texts and parts are made of them, and there may be more than memory holds.
  private func spooled(_ body: (inout ByteWriter) throws -> Void) throws -> FactReader {
    let spool = try TemporaryFile()
    var tidy = ByteWriter(descriptor: spool.descriptor, name: "temporary file")
    try body(&tidy)
    try tidy.flush()
    return try FactReader(try spool.readBack())
  }

  private func writeParts(
    _ facts: consuming FactReader, by column: BatchOptions.PartitionColumn, inputs: [String],
    library: FormLibrary, failures: inout Failures
  ) throws {
    let parts = try Partition(facts, by: column, output: output)
    for part in parts.parts {
      let output = output.replacing("{}", with: part.name)
      try checkManifest(output)
      try OutputOptions.write(to: output, inputs: inputs) { writer in
        if target == .csv {
          try parts.write(part, to: &writer)
        } else {
          let facts = try spooled { try parts.write(part, to: &$0) }
          try write(facts, name: output, library: library, failures: &failures, to: &writer)
        }
      }
    }
  }

  private func write(
    _ facts: consuming FactReader, name: String, library: FormLibrary, failures: inout Failures,
    to writer: inout ByteWriter
  ) throws {
    switch target {
    case .txt: try writeText(facts, library: library, failures: &failures, to: &writer)
    case .xml: try writeWorkbook(&facts, .spreadsheetML, library: library, name: name, to: &writer)
    default: try writeWorkbook(&facts, .xlsx(level: 1), library: library, name: name, to: &writer)
    }
  }
}
