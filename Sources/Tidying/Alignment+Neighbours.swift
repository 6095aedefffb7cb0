import Bytes
import Facts
import Forms
import Reports
import Text

/// Rows that stand beside those of other tables, or below rows that tell what they are.
extension Alignment {
  /// Whether a label stands in front of the label of a row, with a value of its own: two tables side by side.
  func isBesideRow(_ label: Int, in cells: Range<Int>, grid: Grid) -> Bool {
    guard block.layout == .rows, label > cells.lowerBound + 1, grid.cells[label - 1].isValue else {
      return false
    }
    let hasFigure = grid.cells[cells.lowerBound..<label].contains { $0.value.status == .number }
    return (cells.lowerBound..<label - 1).contains { place in
      guard grid.cells[place].isText else { return false }
      let roles = grid.roles(of: grid.cells[place])
      let isRow = roles.contains { $0.kind == .row }
      // Beside headings stand serial numbers, and blank cells that they cover.
      return hasFigure ? roles.isEmpty || isRow : isRow && !roles.contains { $0.kind == .heading }
    }
  }

  /// Whether the label of a column stands before the values: the end of a header, and perhaps a label, are lost.
  func holdsHeader(_ row: Row, grid: Grid) -> Bool {
    let start = grid.rows[row.number].cells.lowerBound
    guard row.label >= start else { return false }
    return (start...row.label).contains { cell in
      guard grid.cells[cell].label >= 0 else { return false }
      let roles = grid.roles(of: grid.cells[cell]).filter { $0.block == blockNumber }
      // 6.其他, of a row that the form does not have, is no 其他 of a header.
      if cell == row.label, grid.cells[cell].hasOrdinal { return false }
      if case .row = row.match, cell == row.label { return false }
      return roles.contains { $0.kind == .header || $0.kind == .column }
        && !roles.contains { $0.kind == .row || $0.kind == .heading }
    }
  }

  /// Takes rows for what their neighbours say that they are, and not for the row of the form that has their name below another heading.
  mutating func checkNeighbours(behind above: Int, grid: Grid, report: Report) {
    separateTotal(behind: above)
    for place in rows.indices.dropFirst() {
      guard case .row(let number) = rows[place].match, case .row(let last) = rows[place - 1].match,
        block.rows[number].parent != block.rows[last].parent, number > 0,
        block.rows[number - 1].parent == block.rows[number].parent, last != number - 1,
        rows[place].number == rows[place - 1].number + 1
      else { continue }
      let start = grid.rows[rows[place].number].cells.lowerBound
      guard !grid.cells[start..<rows[place].label].contains(where: \.isText) else { continue }
      readsText = true
      // 6.其他 behind 5.要求行政机关确认… is none of （六）其他处理.
      if let ordinal = ordinal(rows[place].label, grid, report), ordinal > 1,
        self.ordinal(rows[place - 1].label, grid, report) == ordinal - 1
      {
        rows[place].match = .extra(label: rows[place].label)
      }
    }
  }

  /// 合计 below rows of no form, as of departments, is theirs, and not （七）总计.
  private mutating func separateTotal(behind above: Int) {
    let placed = rows.indices.filter { if case .row = rows[$0].match { true } else { false } }
    let extras = rows.count { if case .extra = $0.match { true } else { false } }
    guard above < 0, placed.count == 1, extras > 1, case .row(let number) = rows[placed[0]].match,
      !block.rows[number].parent.isEmpty,
      !rows.contains(where: { if case .heading = $0.match { true } else { $0.heading != nil } })
    else { return }
    rows[placed[0]].match = .extra(label: rows[placed[0]].label)
  }

  /// The number that a label begins with: 6. or (6).
  private func ordinal(_ label: Int, _ grid: Grid, _ report: Report) -> Int? {
    guard grid.cells[label].hasOrdinal else { return nil }
    let text = Characters(report.text.span.extracting(report.pieces[grid.cells[label].piece].range))
    let digits = text.drop { $0.isOpeningBracket }.prefix(3).prefix { $0.isDecimalDigit }
    return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + ($1.decimalDigit ?? 0) }
  }
}
