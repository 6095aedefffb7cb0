public import ArgumentParser
import Bytes
import Facts
public import Proof
import Sheets
import SystemPackage

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", _superCommandName: Nianbao.name,
    abstract: "Say what changed between two years of a body, or two versions of a report.",
    discussion: """
      Each report of the new facts is compared with the old one of the same body and year, else with the last one before it. Figures \
      that mean the same are compared whatever the form calls them; a figure that only one of the reports has is added or removed. \
      Of consecutive years the relations from year to year are told too. The ending of the output says what is written: .csv, .txt \
      for people, or a workbook, .xlsx or .xml, with a sheet 变化.

      Examples:
        nianbao compare 2022.csv 2023.csv
        nianbao compare first.csv corrected.csv -o changes.csv
        nianbao compare 2022.csv 2023.csv --all -o changes.xlsx
      """)

  @Argument(help: ArgumentHelp("Tidy facts to compare with.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("Tidy facts that are compared; - is standard input.", valueName: "new"))
  var new: String

  @Flag(help: "List figures that did not change, too.")
  var all = false

  @Option(
    help: ArgumentHelp("text or csv, whatever the output is called; text on a terminal.", valueName: "format")
  )
  var format: ChangeWriter.Format?

  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting {
      var comparison = Comparison(try forms.library(), listsSame: all)
      var before = try readFacts(old)
      try comparison.addOld(&before)
      var now = try readFacts(new)
      try output.write(inputs: [old, new] + forms.formFiles) { writer in
        if let workbook {
          try write(&comparison, &now, workbook, to: &writer)
        } else {
          let changes = ChangeWriter(format ?? (isForPeople ? .text : .csv), to: &writer)
          try comparison.compare(&now) { report in
            changes.append(report, to: &writer)
            try writer.flushIfFull()
          }
        }
      }
      comparison.messages.forEach(say)
      if comparison.messages.contains(where: { $0.severity == .error }) { throw ExitCode.partial }
    }
  }

  private var workbook: WorkbookFormat? {
    guard format == nil else { return nil }
    let name = output.output.lowercased()
    return name.hasSuffix(".xlsx") ? .xlsx(level: 1) : name.hasSuffix(".xml") ? .spreadsheetML : nil
  }

  private var isForPeople: Bool {
    output.output == "-"
      ? FileDescriptor.standardOutput.isTerminal : output.output.lowercased().hasSuffix(".txt")
  }

  private func write(
    _ comparison: inout Comparison, _ facts: inout FactReader, _ format: WorkbookFormat,
    to writer: inout ByteWriter
  ) throws {
    var sheet = ChangeSheet(format, to: &writer)
    try sheet.begin(to: &writer)
    try comparison.compare(&facts) { try sheet.append($0, to: &writer) }
    try sheet.finish(to: &writer)
  }
}

/// A workbook with a row for each change.
private struct ChangeSheet: ~Copyable {
  private static let widths = [30, 11, 38, 56, 30, 12, 12, 12, 10, 10, 60]
  /// old, new, difference and percent.
  private static let numbers = 5..<9
  private static let noteColumn = 10

  private var writer: WorkbookWriter

  init(_ format: WorkbookFormat, to output: inout ByteWriter) {
    writer = WorkbookWriter(format, to: &output)
  }

  mutating func begin(to output: inout ByteWriter) throws(IOError) {
    var layout = SheetLayout("变化", columnWidths: Self.widths)
    layout.frozenRows = 1
    layout.hasFilter = true
    layout.isLandscape = true
    try writer.beginSheet(layout, to: &output)
    writer.beginRow(to: &output)
    for column in ChangeWriter.columns { writer.append(column, .header, to: &output) }
    try writer.endRow(to: &output)
  }

  mutating func append(_ report: ReportChanges, to output: inout ByteWriter) throws(IOError) {
    for change in report.changes {
      if writer.rowCount == SheetLimit.rows {
        try writer.endSheet(to: &output)
        try begin(to: &output)
      }
      writer.beginRow(to: &output)
      for (column, field) in ChangeWriter.fields(change, of: report).enumerated() {
        let isNote = column == Self.noteColumn && !field.isEmpty
        writer.append(field, Self.numbers ~= column ? .number : isNote ? .error : .text, to: &output)
      }
      try writer.endRow(to: &output)
    }
  }

  mutating func finish(to output: inout ByteWriter) throws {
    try writer.endSheet(to: &output)
    try writer.finish(to: &output)
  }
}

extension ChangeWriter.Format: ExpressibleByArgument {}
