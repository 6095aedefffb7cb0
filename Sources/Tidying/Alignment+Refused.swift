import Forms

/// Rows that give no values whatever stands around them.
extension Alignment {
  /// A refused row, and the row of the form that its label says: the next one of that name, else the first.
  func refused(_ number: Int, grid: Grid, after last: Int) -> Row {
    let label = grid.rows[number].cells.lowerBound
    let rows = grid.roles(of: grid.cells[label]).filter { $0.block == blockNumber && $0.kind == .row }
    let row = rows.first { $0.index > last } ?? rows.first
    return Row(number: number, match: .refused(.unplaced), refusedRow: row?.index, label: label)
  }

  /// A row of the form of which nothing but the label is there.
  func loneLabel(_ number: Int, grid: Grid, after lastRow: Int) -> Row? {
    let cells = grid.rows[number].cells
    guard cells.count == 1 else { return nil }
    let rows = grid.roles(of: grid.cells[cells.lowerBound]).filter {
      $0.block == blockNumber && $0.kind == .row
    }
    guard let row = rows.first(where: { $0.index > lastRow })?.index else { return nil }
    return Row(
      number: number, match: .refused(.tooFewCells(found: 0, needed: block.cellsBehindLabel)), refusedRow: row
    )
  }
}
