/// The columns of a table in which cells that others cover have elements of their own, which do not say by whom they are covered.
///
/// Source: OpenDocument 1.3 part 3, sections 9.1.4 (table-cell) and 9.1.5 (covered-table-cell).
struct OpenDocumentGrid {
  /// A cell over several rows, and how many of them are below the row at hand.
  private struct Span {
    let columns: Range<Int>
    var rows: Int
  }

  /// More columns than any report has.
  static let columnLimit = 1024

  /// The column of the next element, and where the cells that stand in the row end.
  private(set) var column = 0
  private var filled = 0
  /// Those that began above, by their columns; and those that begin in this row.
  private var above: [Span] = []
  private var begun: [Span] = []
  /// How often the cell and the row at hand come again.
  private(set) var cellRepeats = 0
  private(set) var rowRepeats = 0

  mutating func beginRow(repeats: Int) {
    (column, filled, rowRepeats) = (0, 0, repeats)
  }

  /// - Returns: whether there may be so many columns.
  mutating func beginCell(columns: Int, rows: Int, repeats: Int) -> Bool {
    // Some programs leave out what is covered.
    column = max(column, filled)
    guard columns <= Self.columnLimit, repeats <= Self.columnLimit,
      column + columns * (repeats + 1) <= Self.columnLimit
    else { return false }
    if rows > 1 { begun.append(Span(columns: column..<column + columns, rows: rows - 1)) }
    filled = column + columns * (repeats + 1)
    column += repeats + 1
    cellRepeats = repeats
    return true
  }

  mutating func endCell() { cellRepeats = 0 }

  /// The columns of the next covered element; `nil` where a cell before it reaches there.
  mutating func nextCovered() -> (columns: Range<Int>, isBelow: Bool)? {
    defer { column += 1 }
    guard column >= filled else { return nil }
    let span = above.first { $0.columns.contains(column) }
    let columns = span.map { column..<$0.columns.upperBound } ?? column..<column + 1
    filled = columns.upperBound
    return (columns, span.map { $0.columns.lowerBound == column } ?? false)
  }

  mutating func endRow() {
    for index in above.indices { above[index].rows -= rowRepeats + 1 }
    above = above.filter { $0.rows > 0 } + begun
    begun.removeAll(keepingCapacity: true)
  }
}
