import Cells

/// Rows that their reader has refused.
extension Alignment {
  /// A refused row, and the row of the form that its label says: the next one of that name, else the first.
  func refused(_ number: Int, grid: Grid, after last: Int) -> Row {
    let label = grid.rows[number].cells.lowerBound
    let rows = grid.roles(of: grid.cells[label]).filter { $0.block == blockNumber && $0.kind == .row }
    let row = rows.first { $0.index > last } ?? rows.first
    return Row(number: number, match: .refused(.unplaced), refusedRow: row?.index, label: label)
  }
}
