import Bytes
import Facts
import Forms
import Sheets

/// A sheet with a row for each agency and year, under a header in levels as the form prints it.
struct WideSheet {
  /// How many columns of figures a sheet holds.
  static let columnLimit = SheetLimit.columns - 2
  private static let columnWidth = 9

  private struct HeaderCell {
    let column: Int
    let text: [UInt8]
    let across: Int
    let down: Int
  }

  private let name: String
  private let columns: [WideColumn]
  private var columnCount: Int { columns.count }
  /// A row for each level; the cells that begin in it.
  private let header: [[HeaderCell]]

  init(_ name: String, columns: [WideColumn], levels: LabelLevels) {
    self.name = name
    self.columns = Array(columns.prefix(Self.columnLimit))
    header = Self.header(HeaderLabels(columns.prefix(Self.columnLimit), levels: levels))
  }

  /// Lays the labels out: each stands over its columns, and reaches down where no label is below it.
  private static func header(_ labels: HeaderLabels) -> [[HeaderCell]] {
    // How many levels of each column are taken by the cells so far.
    var taken = Array(repeating: 0, count: labels.columnCount)
    return (0..<labels.depth).map { level in
      var cells: [HeaderCell] = []
      for group in labels.groups(level) where taken[group.lowerBound] <= level {
        let down = labels.reach(of: group, from: level)
        for column in group { taken[column] = level + down }
        cells.append(
          HeaderCell(
            column: group.lowerBound, text: labels.text(group.lowerBound, level), across: group.count,
            down: down))
      }
      return cells
    }
  }

  /// Writes all rows, on further sheets where one is full; the names of the sheets.
  ///
  /// - Parameter marks: what is said of cells that break a relation.
  func write(
    _ rows: consuming WideRows, marks: FindingMarks, with writer: inout WorkbookWriter,
    to output: inout ByteWriter
  ) throws(IOError) -> [String] {
    var names: [String] = []
    var rows = rows
    let columnCount = columnCount
    let places = marks.isEmpty ? [:] : places
    while try rows.next() {
      if names.isEmpty || writer.rowCount == SheetLimit.rows {
        if !names.isEmpty { try writer.endSheet(to: &output) }
        names.append(try begin(with: &writer, to: &output))
      }
      writer.beginRow(to: &output)
      writer.append(rows.agency, .text, to: &output)
      writer.append(rows.year, .number, to: &output)
      if let marked = marks.cells(rows.agency, rows.year) {
        append(rows, marked, places, with: &writer, to: &output)
      } else {
        for column in 0..<columnCount { writer.append(rows.value(column), .number, to: &output) }
      }
      try writer.endRow(to: &output)
    }
    if !names.isEmpty { try writer.endSheet(to: &output) }
    return names
  }

  /// Where the cells of a row stand, by the key that marks have.
  private var places: [[UInt8]: Int] {
    var places: [[UInt8]: Int] = [:]
    for (place, column) in columns.enumerated() {
      places[FindingMarks.key(column.section, column.row, column.column)] = place
    }
    return places
  }

  private func append(
    _ rows: borrowing WideRows, _ marked: FindingMarks.Cells, _ places: [[UInt8]: Int],
    with writer: inout WorkbookWriter, to output: inout ByteWriter
  ) {
    var remarks: [Int: [UInt8]] = [:]
    for (key, remark) in marked {
      if let place = places[key] { remarks[place] = remark }
    }
    for column in columns.indices {
      if let remark = remarks[column] {
        writer.append(rows.value(column), .wrong, remark: remark, to: &output)
      } else {
        writer.append(rows.value(column), .number, to: &output)
      }
    }
  }

  private func begin(with writer: inout WorkbookWriter, to output: inout ByteWriter) throws(IOError) -> String
  {
    var layout = SheetLayout(
      name, columnWidths: [28, 6] + Array(repeating: Self.columnWidth, count: columnCount))
    layout.frozenRows = header.count
    layout.frozenColumns = 2
    layout.fit = .natural
    layout.isLandscape = true
    let name = try writer.beginSheet(layout, to: &output)
    for (level, cells) in header.enumerated() {
      writer.beginRow(height: height(level), to: &output)
      if level == 0 {
        writer.append("agency", .header, down: header.count, to: &output)
        writer.append("year", .header, down: header.count, to: &output)
      } else {
        writer.appendCovered(.header, across: 2)
      }
      var next = 0
      for cell in cells {
        if cell.column > next { writer.appendCovered(.header, across: cell.column - next) }
        writer.append(cell.text.span, .header, across: cell.across, down: cell.down, to: &output)
        next = cell.column + cell.across
      }
      if next < columnCount { writer.appendCovered(.header, across: columnCount - next) }
      try writer.endRow(to: &output)
    }
    return name
  }

  /// In points, so that no label is cut off; a label that reaches down has the rows below it too.
  private func height(_ level: Int) -> Int {
    let lines = header[level].map { cell in
      let width = cell.across * Self.columnWidth - 1
      let needed = (cell.text.span.displayWidth + width - 1) / width
      return (needed + cell.down - 1) / cell.down
    }
    return max(lines.max() ?? 1, 1) * 15 + 4
  }
}

extension Span where Element == UInt8 {
  /// How many half-width characters the text takes: a character of three bytes or more takes two.
  var displayWidth: Int {
    var width = 0
    for index in indices where self[index] & 0xC0 != 0x80 { width += self[index] >= 0xE0 ? 2 : 1 }
    return width
  }
}
