/// Merged cells of a sheet that cover rows below their own.
///
/// Columns that they cover are not for other cells. Excel says so by `ss:Index`; LibreOffice leaves covered cells out when it counts,
/// with and without an index; other programs write an empty cell for each of them.
///
/// Cost: a step for each merged cell and each column that one begins to cover, and one for 64 columns of a row.
struct ReachingCells: Sendable {
  /// For each column the last row that is covered, 0 for none.
  private var last: [Int] = []
  /// The columns whose covering ends with a row.
  private var ends: [Int: [ClosedRange<Int>]] = [:]
  /// The columns that the row at hand has no place in, a bit each.
  private var covered: [UInt64] = []
  private var coveredCount = 0
  private var row = 0
  /// The columns that cells of the row at hand cover from the next one on.
  private var coming: [(columns: ClosedRange<Int>, last: Int)] = []

  /// Whether no row to come has a covered cell.
  var isEmpty: Bool { ends.isEmpty && coming.isEmpty }
  /// Whether the row at hand has no covered cell.
  var isFree: Bool { coveredCount == 0 }

  mutating func removeAll() { self = Self() }

  mutating func begin(row: Int) {
    for (columns, last) in coming where last >= row { cover(columns, to: last) }
    coming.removeAll(keepingCapacity: true)
    if row - self.row > ends.count {
      for end in ends.keys where end < row { uncover(from: end) }
    } else {
      for end in self.row..<max(row, self.row) { uncover(from: end) }
    }
    self.row = row
  }

  /// Adds a cell of the row at hand that covers `count` rows below.
  mutating func append(_ columns: ClosedRange<Int>, below count: Int) {
    coming.append((columns, row + count))
  }

  private mutating func cover(_ columns: ClosedRange<Int>, to end: Int) {
    while last.count <= columns.upperBound { last.append(0) }
    while covered.count * 64 <= columns.upperBound { covered.append(0) }
    for column in columns where last[column] < end {
      last[column] = end
      if !contains(column) { coveredCount += 1 }
      covered[column >> 6] |= 1 << UInt64(column & 63)
    }
    ends[end, default: []].append(columns)
  }

  private mutating func uncover(from end: Int) {
    for columns in ends.removeValue(forKey: end) ?? [] {
      // Another cell may cover them further down.
      for column in columns where last[column] == end && contains(column) {
        covered[column >> 6] &= ~(1 << UInt64(column & 63))
        coveredCount -= 1
      }
    }
  }

  /// Whether the row at hand has no place in the column.
  func contains(_ column: Int) -> Bool {
    column >> 6 < covered.count && covered[column >> 6] >> UInt64(column & 63) & 1 == 1
  }

  /// The first column from here that no cell above covers.
  func firstFree(_ column: Int) -> Int {
    var word = column >> 6
    guard word < covered.count else { return column }
    // Those before `column` count as covered.
    var bits = covered[word] | ~(UInt64.max << UInt64(column & 63))
    while bits == .max {
      word += 1
      guard word < covered.count else { return word << 6 }
      bits = covered[word]
    }
    return word << 6 + (~bits).trailingZeroBitCount
  }

  /// The column that an index means, from 0, where covered cells do not count.
  func column(counted index: Int) -> Int {
    var column = 0
    var rest = index
    // A word at a time: the free columns in it.
    for bits in covered {
      let free = 64 - bits.nonzeroBitCount
      if free > rest { break }
      rest -= free
      column += 64
    }
    while column < covered.count << 6 {
      column = firstFree(column)
      if rest == 0 { return column }
      rest -= 1
      column += 1
    }
    return column + rest
  }
}
