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
  private let columnCount: Int
  /// A row for each level; the cells that begin in it.
  private var header: [[HeaderCell]]

  init(_ name: String, columns: [WideColumn], levels: LabelLevels) {
    self.name = name
    let columns = columns.prefix(Self.columnLimit)
    columnCount = columns.count
    let rows = columns.map { levels.row($0.row) }
    let labels = columns.map { levels.column($0.column) }
    let rowDepth = rows.map(\.count).max() ?? 1
    let columnDepth = labels.map(\.count).max() ?? 1
    // An empty text stands where the label above reaches down.
    let paths = zip(rows, labels).map { row, label in
      row + Array(repeating: [], count: rowDepth - row.count) + label
        + Array(repeating: [], count: columnDepth - label.count)
    }
    header = (0..<rowDepth + columnDepth).map { level in
      Self.cells(paths, level: level, bounds: [rowDepth, rowDepth + columnDepth])
    }
  }

  private static func cells(_ paths: [[[UInt8]]], level: Int, bounds: [Int]) -> [HeaderCell] {
    var cells: [HeaderCell] = []
    var start = 0
    for index in paths.indices {
      let isLast = index + 1 == paths.count
      guard isLast || paths[index + 1].prefix(level + 1) != paths[index].prefix(level + 1) else { continue }
      let text = paths[start][level]
      if !text.isEmpty {
        let bound = bounds.first { level < $0 } ?? level + 1
        let down = 1 + paths[start][(level + 1)..<bound].prefix { $0.isEmpty }.count
        cells.append(HeaderCell(column: start, text: text, across: index + 1 - start, down: down))
      }
      start = index + 1
    }
    return cells
  }

  /// Writes all rows, on further sheets where one is full; the names of the sheets.
  func write(
    _ rows: consuming WideRows, with writer: inout WorkbookWriter, to output: inout ByteWriter
  ) throws(IOError) -> [String] {
    var names: [String] = []
    var rows = rows
    while try rows.next() {
      if names.isEmpty || writer.rowCount == SheetLimit.rows {
        if !names.isEmpty { try writer.endSheet(to: &output) }
        names.append(try begin(with: &writer, to: &output))
      }
      writer.beginRow(to: &output)
      writer.append(rows.agency, .text, to: &output)
      writer.append(rows.year, .number, to: &output)
      for column in 0..<columnCount { writer.append(rows.value(column), .number, to: &output) }
      try writer.endRow(to: &output)
    }
    if !names.isEmpty { try writer.endSheet(to: &output) }
    return names
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
