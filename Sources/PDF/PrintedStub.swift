/// Labels of rows that stand beside a table, where no line is drawn around them.
extension PrintedGrid {
  /// Fewer rows could stand beside lines of prose by chance.
  private static let leastRows = 4

  /// The table with the lines of text to its left as its first column, if one stands beside each of its rows, those of a header at the
  /// top left out; `nil` else. Which lines are taken is told by their places in `lines`.
  func withStub(of lines: [PrintedLine]) -> (table: PrintedGrid, lines: Range<Int>)? {
    guard rowCount >= Self.leastRows else { return nil }
    let first = lines.partition { $0.y >= box.y0 }
    let end = max(first, lines.partition { $0.y > box.y1 })
    // A line across the table's side, or to its right, is no label.
    guard end - first >= Self.leastRows, lines[first..<end].allSatisfy({ $0.x1 <= box.x0 + Nearness.snap })
    else {
      return nil
    }
    var row = max(0, ys.partition { $0 > lines[first].y } - 1)
    guard row <= 2, rowCount - row == end - first else { return nil }
    var stub: [Cell] = []
    for line in lines[first..<end] {
      guard ys[row] <= line.y, line.y <= ys[row + 1] else { return nil }
      stub.append(Cell(row: row, column: 0, rows: 1, columns: 1, text: line.text))
      row += 1
    }
    let left = lines[first..<end].map(\.x0).min() ?? box.x0
    let moved = cells.map { cell in
      var cell = cell
      cell.column += 1
      return cell
    }
    let all = (stub + moved).sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    var table = PrintedGrid(xs: [left] + xs, ys: ys, cells: all)
    (table.isOpenAtTop, table.isOpenAtBottom) = (isOpenAtTop, isOpenAtBottom)
    return (table, first..<end)
  }
}
