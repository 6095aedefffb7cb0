import Bytes
import CSV
import Facts
import Forms
import Proof
import Sheets

/// The sheet 核查: what breaks a relation of the forms, as `check` says it.
///
/// The facts are held against the relations as they come; what is found waits in a temporary file.
struct FindingsSheet: ~Copyable {
  /// line, year, expected and actual.
  private static let numbers: Set<Int> = [1, 3, 9, 10]
  private static let severity = 5
  /// agency, section, row, column and message are broken where they are long.
  private static let texts: Set<Int> = [2, 6, 7, 8, 11]

  private var checker: Checker
  private let limit: Int
  private let hasSource: Bool
  private let hasLine: Bool
  private let file: TemporaryFile
  private var csv: ByteWriter
  private var writer = FindingWriter(.csv)
  private var isFirst = true

  private(set) var marks = FindingMarks()
  private(set) var summary = CheckSummary()

  /// - Parameter limit: the most findings that are listed; the rest is counted.
  /// - Throws: `IOError.cannotCreate`.
  init(_ library: FormLibrary, columns: [String], limit: Int = 100_000) throws(IOError) {
    self.limit = limit
    checker = Checker(library)
    hasSource = columns.contains(FactColumn.source.rawValue)
    hasLine = columns.contains(FactColumn.line.rawValue)
    file = try TemporaryFile()
    csv = ByteWriter(descriptor: file.descriptor, name: "temporary file")
  }

  mutating func add(_ facts: borrowing FactReader) throws(IOError) {
    let reports = checker.reportCount
    let findings = checker.add(facts)
    for finding in findings { try add(finding) }
    if isFirst || checker.reportCount > reports { marks.beginReport(facts.agency, facts.year) }
    isFirst = false
  }

  private mutating func add(_ finding: Finding) throws(IOError) {
    summary.count(finding.severity)
    marks.add(finding)
    guard summary.findings <= limit else {
      summary.unlisted += 1
      return
    }
    var finding = finding
    // Places in the file of facts are none in the workbook.
    if !hasSource { finding.source = "" }
    if !hasLine { finding.line = "" }
    writer.append(finding, to: &csv)
    try csv.flushIfFull()
  }

  /// Ends the facts.
  mutating func finish() throws(IOError) {
    for finding in checker.finish() { try add(finding) }
    try csv.flush()
    summary.holding = checker.holdingCount
    summary.open = checker.openCount
    summary.areMarksFull = marks.count >= FindingMarks.limit
  }

  /// Writes the sheet where there is a finding; its name.
  mutating func write(
    with workbook: inout WorkbookWriter, to output: inout ByteWriter
  ) throws(IOError) -> String? {
    guard summary.findings > 0 else { return nil }
    let widths = [hasSource ? 24 : 7, hasLine ? 8 : 5, 24, 6, 7, 9, 24, 40, 20, 10, 10, 64]
    var layout = SheetLayout("核查", columnWidths: widths)
    layout.frozenRows = 1
    layout.hasFilter = true
    layout.isLandscape = true
    let name = try workbook.beginSheet(layout, to: &output)
    workbook.beginRow(to: &output)
    for column in FindingWriter.columns { workbook.append(column, .header, to: &output) }
    try workbook.endRow(to: &output)
    let error = Array(Finding.Severity.error.rawValue.utf8)
    var records = RecordReader(try file.reader())
    // It was written here, so it is in order.
    while (try? records.next()) == true {
      // In points, so that nothing is cut off; not all programs look for themselves.
      let lines = Self.texts.map { 1 + max(records.field($0).displayWidth - 1, 0) / (widths[$0] - 1) }
      workbook.beginRow(height: 15 * (lines.max() ?? 1) + 3, to: &output)
      for column in records.fields.indices {
        let text = records.field(column)
        let isError = column == Self.severity && text.equals(error)
        let style: CellStyle =
          Self.numbers.contains(column) ? .number : Self.texts.contains(column) ? .label : .text
        workbook.append(text, isError ? .error : style, to: &output)
      }
      try workbook.endRow(to: &output)
    }
    try workbook.endSheet(to: &output)
    return name
  }
}

/// What a check came to, in the words of the explaining sheet.
struct CheckSummary: Sendable {
  private(set) var errors = 0
  private(set) var warnings = 0
  private(set) var notes = 0
  /// How often a relation held, and how often a missing figure kept it from being told.
  var holding = 0
  var open = 0
  /// Findings past the last that is listed.
  var unlisted = 0
  /// Whether cells may be wrong that are not marked.
  var areMarksFull = false

  var findings: Int { errors + warnings + notes }

  mutating func count(_ severity: Finding.Severity) {
    switch severity {
    case .error: errors += 1
    case .warning: warnings += 1
    case .note: notes += 1
    }
  }

  /// `nil` where no relation is about the facts.
  var words: String? {
    let tested = holding + errors + warnings
    guard tested + open + notes > 0 else { return nil }
    var words = "检验 \(tested) 项"
    words += errors + warnings == 0 ? (tested > 0 ? "，全部成立" : "") : "，其中错误 \(errors) 项，警告 \(warnings) 项"
    if open > 0 { words += "；另有 \(open) 项因空白或缺项无法检验" }
    return words + (findings > 0 ? "；详见“核查”" : "")
  }

  var warningWords: [String] {
    var words: [String] = []
    if unlisted > 0 { words.append("“核查”只列出前 \(findings - unlisted) 项，另有 \(unlisted) 项，见 nianbao check") }
    if areMarksFull { words.append("各表只标出前 \(FindingMarks.limit) 个有问题的单元格，其余见“核查”") }
    return words
  }
}
