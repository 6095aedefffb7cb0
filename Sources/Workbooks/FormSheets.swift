import Bytes
import Facts
import Forms
import Sheets

/// The tables of a report, a sheet each, as the forms print them: ready for A4.
struct FormSheets {
  private let report: ReportFacts
  private let tables: [PrintedTable]
  private let prefix: String
  private let marks: FindingMarks.Cells?

  /// - Parameters:
  ///   - prefix: what tells the sheets of several reports apart.
  ///   - marks: what is said of cells that break a relation.
  init(_ report: ReportFacts, printer: FormPrinter, prefix: String, marks: FindingMarks.Cells?) {
    self.report = report
    self.marks = marks
    tables = printer.tables(report)
    self.prefix = prefix
  }

  private var title: String {
    String(decoding: report.agency, as: UTF8.self) + String(decoding: report.year, as: UTF8.self)
      + "年政府信息公开工作年度报告"
  }

  /// Writes the sheets; gives their names and what they hold. Tables of no form share one sheet.
  func write(
    with writer: inout WorkbookWriter, to output: inout ByteWriter
  ) throws(IOError) -> [(name: String, what: String)] {
    var sheets: [(name: String, what: String)] = []
    for table in tables where table.isOfficial {
      let name = prefix + String(decoding: table.section, as: UTF8.self)
      sheets.append((try write([table], name: name, with: &writer, to: &output), "\(title)：按格式打印的表"))
    }
    let others = tables.filter { !$0.isOfficial }
    if !others.isEmpty {
      sheets.append(
        (try write(others, name: prefix + "其他表格", with: &writer, to: &output), "\(title)：格式以外的表"))
    }
    return sheets
  }

  private func write(
    _ tables: [PrintedTable], name: String, with writer: inout WorkbookWriter, to output: inout ByteWriter
  ) throws(IOError) -> String {
    let widths = Self.widths(tables)
    var layout = SheetLayout(name, columnWidths: widths)
    layout.fit = tables.first?.isOfficial == true ? .page : .width
    layout.isLandscape = widths.count > 12
    let name = try writer.beginSheet(layout, to: &output)
    let lines = 1 + Array(title.utf8).span.displayWidth * 3 / 2 / widths.reduce(0, +)
    writer.beginRow(height: 30 * lines, to: &output)
    writer.append(title, .title, across: widths.count, to: &output)
    try writer.endRow(to: &output)
    for (index, table) in tables.enumerated() {
      if index > 0 {
        writer.beginRow(to: &output)
        try writer.endRow(to: &output)
      }
      writer.beginRow(height: 24, to: &output)
      writer.append(table.heading.span, .title, across: widths.count, to: &output)
      try writer.endRow(to: &output)
      for row in table.rows {
        writer.beginRow(height: Self.height(row, widths: widths), to: &output)
        for cell in row { append(cell, of: table, with: &writer, to: &output) }
        try writer.endRow(to: &output)
      }
    }
    try writer.endSheet(to: &output)
    return name
  }

  private func append(
    _ cell: PrintedTable.Cell, of table: PrintedTable, with writer: inout WorkbookWriter,
    to output: inout ByteWriter
  ) {
    if cell.kind == .value, let remark = marks?[FindingMarks.key(table.section, cell.row, cell.column)] {
      writer.append(cell.text.span, .wrong, across: cell.across, remark: remark, to: &output)
      return
    }
    let style: CellStyle =
      switch cell.kind {
      case .title, .header: .header
      case .label: .label
      case .unit: .text
      case .value: .number
      case .covered: .label
      }
    if cell.kind == .covered {
      writer.appendCovered(style, across: cell.across)
    } else {
      writer.append(cell.text.span, style, across: cell.across, down: cell.down, to: &output)
    }
  }

  // MARK: sizes

  /// How wide a sheet is at least, in half-width characters: a page of A4 with its title.
  private static let pageWidth = 84

  /// In half-width characters: by what stands in the columns, the first ones wider where that leaves room on the page.
  private static func widths(_ tables: [PrintedTable]) -> [Int] {
    var widths = Array(repeating: 10, count: tables.map(\.columnCount).max() ?? 1)
    var withHeaders = widths
    for table in tables {
      for row in table.rows {
        var column = 0
        for (index, cell) in row.enumerated() where cell.across > 0 {
          let isGroup = cell.down > 1 || index + 1 < row.count && row[index + 1].kind == .label
          if cell.across == 1 {
            let width = width(cell, isGroup: isGroup)
            withHeaders[column] = max(withHeaders[column], width)
            if cell.kind != .header { widths[column] = max(widths[column], width) }
          }
          column += cell.across
        }
      }
    }
    // Names of columns are broken where the page has no room for them.
    if withHeaders.reduce(0, +) <= pageWidth { widths = withHeaders }
    let missing = pageWidth - widths.reduce(0, +)
    if missing > 0 {
      let labels = max(tables.map(\.labelColumnCount).max() ?? 0, 1)
      widths[min(labels, widths.count) - 1] += missing / 2
      for column in widths.indices { widths[column] += missing / 2 / widths.count }
    }
    // Long labels are broken, so that the figures stay large on the page.
    let labels = tables.first?.labelColumnCount ?? 0
    if labels > 0, widths.reduce(0, +) > 130 { widths[labels - 1] = min(widths[labels - 1], 40) }
    return widths
  }

  /// The width that a cell of one column asks for.
  private static func width(_ cell: PrintedTable.Cell, isGroup: Bool) -> Int {
    let width = cell.text.span.displayWidth
    switch cell.kind {
    case .value: return min(width + 2, 24)
    case .header: return min(width + 2, 18)
    // The heading of a group is narrow: a long one stands in two lines, as many characters in each, over the rows of the group.
    case .label where isGroup: return width <= 14 ? width + 2 : min((width + 3) / 4 * 2 + 2, 24)
    case .label: return min(width + 2, 64)
    case .title, .unit, .covered: return 0
    }
  }

  /// In points, so that nothing is cut off.
  private static func height(_ row: [PrintedTable.Cell], widths: [Int]) -> Int {
    var lines = 1
    var column = 0
    for cell in row {
      let end = min(column + cell.across, widths.count)
      let width = max(widths[min(column, end)..<end].reduce(0, +) - 1, 2)
      let needed = (cell.text.span.displayWidth + width - 1) / width
      lines = max(lines, (needed + cell.down - 1) / cell.down)
      column = end
    }
    return lines * 15 + 5
  }
}
