import Facts
import Forms

/// The labels above the columns of a wide sheet, in levels: those of the fact's row, then those of its column.
///
/// They are put so that a header can be read without its merges: a blank cell continues the one at its left where all levels above
/// it do, too; else the label above it reaches down.
struct HeaderLabels {
  let depth: Int
  var columnCount: Int { paths.count }

  /// For each column a text for each level; an empty one where the label above reaches down.
  private var paths: [[[UInt8]]] = []
  /// For each column the levels to which a label reaches down: the last of the row, the last of the column.
  private var bounds: [[Int]] = []
  /// For each column but the first how many levels it has in common with the one before.
  private var shared: [Int] = []

  init(_ columns: ArraySlice<WideColumn>, levels: LabelLevels) {
    let rows = columns.map { levels.row($0.row) }
    let names = columns.map { levels.column($0.column) }
    let rowDepth = rows.map(\.count).max() ?? 1
    let depth = rowDepth + (names.map(\.count).max() ?? 1)
    self.depth = depth
    for (row, name) in zip(rows, names) {
      // Without a row the column stands in its place.
      let hasRow = row != [[]]
      let path = hasRow ? row + Array(repeating: [], count: rowDepth - row.count) + name : name
      paths.append(path + Array(repeating: [], count: depth - path.count))
      bounds.append(hasRow ? [rowDepth, depth] : [depth])
    }
    for column in paths.indices.dropFirst() { shared.append(sharedLevels(column)) }
  }

  func text(_ column: Int, _ level: Int) -> [UInt8] { paths[column][level] }

  /// A label that has figures of its own and labels below it comes again for its figures, unless these come first: in its blank
  /// cells it would seem to continue what stands at the left.
  private func sharedLevels(_ column: Int) -> Int {
    let (last, next) = (paths[column - 1], paths[column])
    let same = zip(last, next).prefix { $0 == $1 }.count
    guard same < depth, next[same].isEmpty else { return same }
    return next[..<same].lastIndex { !$0.isEmpty } ?? same
  }

  /// The columns that have a level in common.
  func groups(_ level: Int) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    for column in paths.indices where column + 1 == columnCount || shared[column] <= level {
      groups.append(start..<column + 1)
      start = column + 1
    }
    return groups
  }

  /// How many levels a cell over a group takes: those below it in which none of the columns has a label.
  func reach(of group: Range<Int>, from level: Int) -> Int {
    let bound = bounds[group.lowerBound].first { level < $0 } ?? depth
    let blank = (level + 1..<bound).prefix { below in group.allSatisfy { paths[$0][below].isEmpty } }
    return 1 + blank.count
  }
}
