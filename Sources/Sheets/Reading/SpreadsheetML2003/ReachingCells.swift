/// Merged cells of a sheet that cover rows below their own.
///
/// Columns that they cover are not for other cells. Excel says so by `ss:Index`; LibreOffice leaves covered cells out when it counts,
/// with and without an index.
struct ReachingCells: Sendable {
  /// Columns from 0, and the rows that are covered.
  private var cells: [(columns: ClosedRange<Int>, rows: ClosedRange<Int>)] = []
  private var row = 0
  /// Whether the document leaves covered cells out: a cell without an index would else stand on one.
  private var leavesOut = false

  /// More than any header has.
  private static let limit = 1_024

  var isEmpty: Bool { cells.isEmpty }

  mutating func removeAll() { cells.removeAll() }

  mutating func begin(row: Int) {
    self.row = row
    cells.removeAll { $0.rows.upperBound < row }
  }

  /// Adds a cell of the row at hand that covers `count` rows below.
  mutating func append(_ columns: ClosedRange<Int>, below count: Int) {
    if cells.count < Self.limit { cells.append((columns, row + 1...row + count)) }
  }

  /// The first column from here that no cell above covers.
  mutating func firstFree(_ column: Int) -> Int {
    var free = column
    while let cell = cells.first(where: { $0.rows.contains(row) && $0.columns.contains(free) }) {
      free = cell.columns.upperBound + 1
    }
    if free > column { leavesOut = true }
    return free
  }

  /// The column that an index, from 0, means.
  func column(counted index: Int) -> Int {
    guard leavesOut else { return index }
    var column = index
    let covered = cells.filter { $0.rows.contains(row) }.map(\.columns)
    for columns in covered.sorted(by: { $0.lowerBound < $1.lowerBound }) where columns.lowerBound <= column {
      column += columns.count
    }
    return column
  }
}
