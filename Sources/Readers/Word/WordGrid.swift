import Reports

/// The columns of a table in Word, as its grid has them. Where edges of cells do not quite meet each stands in a grid column of a hair's
/// breadth: those are none.
///
/// Source: ECMA-376 part 1, section 17.4.48 (tblGrid) and 17.4.16 (gridCol).
struct WordGrid {
  /// In twentieths of a point: narrower than any cell.
  private static let hair = 300

  /// The column that each edge begins, those of hair's breadth left out; empty where the grid says nothing that can be used.
  private var columns: [Int32] = [0]
  /// Where the edge stands that began the last column, and the last edge, from the left.
  private var (last, edge) = (0, 0)

  mutating func add(width: Int) {
    guard !columns.isEmpty, columns.count < 1 << 12, (1...100_000).contains(width) else {
      columns = []
      return
    }
    edge += width
    let column = columns[columns.count - 1]
    if edge - last >= Self.hair {
      last = edge
      columns.append(column + 1)
    } else {
      columns.append(column)
    }
  }

  /// Takes a cell: one that is as narrow itself, or stands outside the grid, says that this is not to be relied on.
  mutating func note(_ cell: Range<Int>) {
    if cell.upperBound >= columns.count || columns[cell.lowerBound] == columns[cell.upperBound] {
      columns = []
    }
  }

  /// The columns of a cell, given those of the grid.
  func span(_ span: GridSpan) -> GridSpan {
    let (start, end) = (Int(span.column) - 1, Int(span.column) - 1 + Int(span.columns))
    guard start >= 0, end < columns.count, columns[start] < columns[end] else { return span }
    return GridSpan(
      column: Int(columns[start]) + 1, columns: Int(columns[end] - columns[start]), rows: Int(span.rows))
  }
}
