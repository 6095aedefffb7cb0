public import Bytes
public import Facts
public import Forms
public import Sheets

/// What stands in a workbook of facts beside the list of all facts.
public enum FactsLayout: String, CaseIterable, Sendable {
  /// Nothing.
  case data
  /// For each official table a row for each agency and year.
  case wide
  /// For each report its tables as the forms print them.
  case form
}

/// Writes facts as a workbook: a sheet with all facts, then wide sheets or forms, then a sheet that explains them.
///
/// What comes later waits in temporary files; memory is the distinct texts and columns, and one row.
public struct FactsWorkbook: ~Copyable {
  static let dataSheet = "数据"

  var writer: WorkbookWriter
  let library: FormLibrary
  private let numericColumns: [Bool]
  private let header: [String]
  /// `nil` until it is known whether there is more than one report.
  private var layout: FactsLayout?
  private var tables: WideTables
  private let sections: [[UInt8]]
  /// The agencies and years that have more than one row, by hash.
  private var repeated: Set<UInt64> = []
  private var forms: FormSpool
  /// `nil` where the facts are not held against the relations of their forms.
  private var findings: FindingsSheet?
  /// What the explaining sheet lists.
  var about = AboutSheet()
  /// What was met while writing.
  public private(set) var notes = WorkbookNotes()

  /// Begins the file.
  ///
  /// - Parameters:
  ///   - columns: the facts' columns, in their order.
  ///   - layout: what stands beside the facts; without one, the forms of a single report, else wide sheets.
  ///   - checks: whether a sheet 核查 says which relations of the forms are broken, and their cells are marked. Of reports in
  ///     parts nothing can be said.
  /// - Throws: `IOError` where there is no room for temporary files.
  public init(
    _ format: WorkbookFormat, columns: [String], library: FormLibrary, layout: FactsLayout? = nil,
    checks: Bool = true, to output: inout ByteWriter
  ) throws(IOError) {
    // The list alone is asked for where speed counts, and has nothing beside it.
    findings = checks && layout != .data ? try FindingsSheet(library, columns: columns) : nil
    forms = try FormSpool(isInMemory: layout == nil)
    writer = WorkbookWriter(format, to: &output)
    // Where facts stand twice, reading them back has to know which ones somebody has changed.
    writer.keepsDigests = layout != .data
    self.library = library
    self.layout = layout
    let numeric = [FactColumn.year, .value, .line].map(\.rawValue)
    numericColumns = columns.map(numeric.contains)
    header = columns
    sections = library.tableTitles.map { Array($0.utf8) }
    tables = WideTables(count: sections.count)
  }

  // MARK: all facts

  private mutating func beginDataSheet(to output: inout ByteWriter) throws(IOError) {
    if notes.dataSheets > 0 { try writer.endSheet(to: &output) }
    notes.dataSheets += 1
    var sheet = SheetLayout(Self.dataSheet, columnWidths: header.map(Self.width))
    sheet.frozenRows = 1
    sheet.hasFilter = true
    sheet.isLandscape = true
    about.add(try writer.beginSheet(sheet, to: &output), "全部数据，一行一个数")
    writer.beginRow(to: &output)
    for column in header { writer.append(column, .header, to: &output) }
    try writer.endRow(to: &output)
  }

  /// Adds the fact at hand.
  /// - Throws: `IOError` of the output or a temporary file.
  public mutating func add(_ facts: borrowing FactReader, to output: inout ByteWriter) throws(IOError) {
    if notes.dataSheets == 0 || writer.rowCount == SheetLimit.rows { try beginDataSheet(to: &output) }
    // What is found is about the report that ends here, before a row of the next one begins.
    try findings?.add(facts)
    writer.beginRow(to: &output)
    for index in numericColumns.indices {
      writer.append(facts.field(index), numericColumns[index] ? .number : .text, to: &output)
    }
    try writer.endRow(to: &output)
    notes.facts += 1
    if layout != .wide, layout != .data {
      try forms.add(facts)
      if layout == nil, forms.hasSecondReport { layout = .wide }
    }
    // Wide tables are filled until it is known that they are not wanted.
    guard layout == nil || layout == .wide else { return }
    for index in sections.indices where facts.section.equals(sections[index]) {
      if try tables.add(facts, to: index) { noteRepeated(facts) }
    }
  }

  private mutating func noteRepeated(_ facts: borrowing FactReader) {
    notes.repeatedRows += 1
    var hash = FNV1a()
    hash.combine(facts.agency)
    hash.combine(facts.year)
    // One body has a row in each of several sheets.
    if repeated.insert(hash.value).inserted { notes.repeatedBodies += 1 }
  }

  // MARK: the other sheets

  /// Writes the other sheets and ends the file.
  /// - Throws: `WorkbookError`.
  public mutating func finish(to output: inout ByteWriter) throws(WorkbookError) {
    do {
      if notes.dataSheets == 0 { try beginDataSheet(to: &output) }
      try writer.endSheet(to: &output)
      try findings?.finish()
      let marks = findings?.marks ?? FindingMarks()
      switch layout ?? .form {
      case .data: break
      case .wide:
        let levels = LabelLevels(library)
        for index in sections.indices { try writeWide(index, levels: levels, marks, to: &output) }
      case .form: try writeForms(marks, to: &output)
      }
      if let name = try findings?.write(with: &writer, to: &output) {
        about.add(name, "不符合或无法检验的勾稽关系，一行一项" + (!marks.isEmpty ? "；各表中有问题的单元格已标出，批注说明原因" : ""))
      }
      notes.cutCells = writer.cutCells
      notes.joinedCells = writer.joinedCells
      try about.write(notes, check: findings?.summary, library: library, with: &writer, to: &output)
    } catch {
      throw .output(error)
    }
    try writer.finish(to: &output)
    notes.replacedCharacters = writer.replacedCharacters
  }

  private mutating func writeWide(
    _ index: Int, levels: LabelLevels, _ marks: FindingMarks, to output: inout ByteWriter
  ) throws(IOError) {
    guard let rows = try tables.finish(index) else { return }
    notes.leftOutColumns += max(rows.columns.count - WideSheet.columnLimit, 0)
    let sheet = WideSheet(
      String(decoding: sections[index], as: UTF8.self), columns: rows.columns, levels: levels)
    for name in try sheet.write(rows, marks: marks, with: &writer, to: &output) {
      about.add(name, "每个机关每年一行，各列是该表的各项")
    }
  }

  private mutating func writeForms(_ marks: FindingMarks, to output: inout ByteWriter) throws(IOError) {
    guard var reports = try forms.reports() else { return }
    let printer = FormPrinter(library)
    var number = 0
    while let report = try reports.nextOfSpool() {
      number += 1
      let prefix = layout == .form ? "\(number) " : ""
      let marks = marks.cells(report.agency.span, report.year.span)
      let sheets = FormSheets(report, printer: printer, prefix: prefix, marks: marks)
      for (name, what) in try sheets.write(with: &writer, to: &output) {
        about.add(name, what)
      }
    }
  }

  /// In characters; a Chinese one takes two.
  private static func width(_ column: String) -> Int {
    switch FactColumn(rawValue: column) {
    case .agency: 30
    case .section: 38
    case .row: 56
    case .column: 30
    case .value, .raw, .source: 18
    case .code: 44
    default: 10
    }
  }
}

/// What there is to say of a workbook once it is written.
public struct WorkbookNotes: Sendable {
  public internal(set) var facts = 0
  /// How many sheets the facts take; more than one past 1,048,575 facts.
  public internal(set) var dataSheets = 0
  /// Rows of wide sheets for an agency and year that had one already.
  public internal(set) var repeatedRows = 0
  /// How many agencies and years these are.
  public internal(set) var repeatedBodies = 0
  public internal(set) var replacedCharacters = 0
  public internal(set) var cutCells = 0
  public internal(set) var joinedCells = 0
  /// Columns of wide sheets past the last that a sheet holds, left out.
  public internal(set) var leftOutColumns = 0
}

/// The wide tables of a workbook; one without facts is never made.
private struct WideTables: ~Copyable {
  private var tables: [WideTableBox?]

  init(count: Int) {
    tables = (0..<count).map { _ in nil }
  }

  /// Adds a fact; whether it began a further row for an agency and year that came before.
  mutating func add(_ facts: borrowing FactReader, to index: Int) throws(IOError) -> Bool {
    let box = try box(index)
    return try box.table.add(
      agency: facts.agency, year: facts.year, section: facts.section, row: facts.row,
      column: facts.column, value: facts.value)
  }

  private mutating func box(_ index: Int) throws(IOError) -> WideTableBox {
    if let box = tables[index] { return box }
    let box = try WideTableBox()
    tables[index] = box
    return box
  }

  /// The rows of a table, or `nil` where it has no fact.
  mutating func finish(_ index: Int) throws(IOError) -> WideRows? {
    try tables[index]?.table.finish()
  }
}

/// A box, for an array cannot hold what cannot be copied.
private final class WideTableBox {
  var table: WideTable

  init() throws(IOError) {
    table = try WideTable()
  }
}
