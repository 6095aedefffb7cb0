import Bytes
import Reports

/// Cells and rows that stand once in the file for many of their kind.
extension WordTables {
  /// The cell that has ended comes `count` times more; `false` where that are too many.
  mutating func repeatCell(_ count: Int) -> Bool {
    guard let last = open.indices.last, open[last].cell < items.count, items[open[last].cell].mark == .cell
    else { return true }
    let cell = Array(items[open[last].cell...])
    guard items.count + cell.count * count <= Self.itemLimit else { return false }
    for _ in 0..<count {
      let column = open[last].column
      open[last].starts.append(column)
      open[last].column += open[last].span
      open[last].cellCount += 1
      open[last].cell = items.count
      items += cell
      items[open[last].cell].span = GridSpan(column: column + 1, columns: open[last].span)
    }
    return true
  }

  /// The row that has ended comes `count` times more; `false` where that are too many.
  mutating func repeatRow(_ count: Int) -> Bool {
    guard let last = open.indices.last, !open[last].isRowDropped else { return true }
    let row = Array(items[open[last].row...])
    // Nothing is lost of blank ones.
    guard row.contains(where: { $0.mark == .paragraph && !text.span.isBlank($0.range) }) else { return true }
    guard items.count + row.count * min(count, Self.itemLimit) <= Self.itemLimit else { return false }
    for _ in 0..<count { items += row }
    open[last].rowCount += count
    return true
  }
}
