import Facts
import Forms
import Reports

/// Rows of a line layout: the form has one, without a label.
extension Alignment {
  /// The one row of a line layout: as many values as rows and columns make, at the right.
  func alignLine(_ number: Int, grid: Grid) -> Row {
    let cells = grid.rows[number].cells
    let needed = block.rows.count * block.columns.count
    let hasFigures = grid.cells[cells].contains(where: \.hasFigure)
    if cells.count < needed {
      return Row(
        number: number,
        match: hasFigures ? .refused(.tooFewCells(found: cells.count, needed: needed)) : .none)
    }
    let row = placed(
      Row(number: number, match: .row(0), label: cells.lowerBound - 1), needed: needed, grid: grid)
    // A label in front of the values, which the form does not print.
    let front = cells.prefix(cells.count - needed)
    guard case .refused = row.match, let label = front.last(where: { grid.cells[$0].isText }),
      grid.cells[front].allSatisfy({ $0.isText || $0.value.status == .blank })
    else { return row }
    let isHeader = grid.roles(of: grid.cells[label]).contains { $0.kind == .column || $0.kind == .header }
    // 总计 may be the label of the one row, behind no other cell.
    let isTotal = grid.roles(of: grid.cells[label]).contains {
      $0.kind == .column && $0.block == blockNumber && $0.index >= 0
        && GeneralTable.isTotal(block.columns[$0.index][...])
    }
    if isHeader, front.count > 1 || !isTotal {
      return alignJoined(number, behind: label, needed: needed, grid: grid)
    }
    return placed(Row(number: number, match: .row(0), label: label), needed: needed, grid: grid)
  }

  /// Refuses rows that labels tell apart where the form has one row, but for the one of their total.
  mutating func checkLines(grid: Grid, report: Report) {
    // A refused one is one of them, too.
    let lines = rows.indices.filter { line in
      if case .refused = rows[line].match { return rows[line].label >= 0 }
      return rows[line].match == .row(0)
    }
    let labelled = lines.filter { rows[$0].label >= grid.rows[rows[$0].number].cells.lowerBound }
    guard lines.count > 1, !labelled.isEmpty else { return }
    readsText = true
    let totals = labelled.filter { line in
      GeneralTable.isTotal(report.text[report.pieces[grid.cells[rows[line].label].piece].range])
    }
    for line in lines where rows[line].match == .row(0) && totals != [line] {
      (rows[line].match, rows[line].refusedRow) = (.refused(.severalLines), 0)
    }
  }

  /// A row of values on the same row as the header. The mark that ended the header left a blank cell between them; where there is
  /// none, or more, a cell is lost.
  private func alignJoined(_ number: Int, behind label: Int, needed: Int, grid: Grid) -> Row {
    let cells = grid.rows[number].cells
    let values = label + 2..<cells.upperBound
    guard values.count == needed, grid.cells[label + 1].value.status == .blank,
      !grid.cells[values].contains(where: { $0.isText && $0.isLabel })
    else { return Row(number: number, match: .refused(.gluedLabels)) }
    return Row(number: number, match: .row(0), firstValue: values.lowerBound, label: label)
  }
}
