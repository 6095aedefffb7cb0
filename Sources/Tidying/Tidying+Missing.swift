import Bytes
import Facts
import Forms
import Reports
import Text

/// What the forms have and a report does not, or not in its place.
extension Tidying {
  /// Says that a figure stands with its label in one cell over the whole table: 行政确认7件. A remark with one is none.
  mutating func noteLoneFigure(_ cells: Range<Int>) {
    let texts = cells.filter { grid.cells[$0].value.status != .blank }
    guard texts.count == 1, grid.cells[texts[0]].isText else { return }
    let text = Characters(report.text.span.extracting(report.pieces[grid.cells[texts[0]].piece].range))
    let isRemark = Self.remarks.contains { text.starts(with: $0) }
    guard !isRemark, GeneralTable.endsInFigure(text) else { return }
    diagnostics.append(
      .general(.loneFigure(text: text.utf8, isContact: false), at: location(ofCell: texts[0])))
  }

  private static let remarks = ["注", "备注", "说明", "（注", "※", "*"].map { Characters($0) }

  /// Says that a row without values has a figure in the brackets of its label: 行政许可（12件）.
  mutating func noteFigure(inLabelOf row: Alignment.Row) {
    guard row.label >= 0, case let range = report.pieces[grid.cells[row.label].piece].range, !range.isEmpty,
      // A bracket, of half or full width.
      [0x29, 0x89].contains(report.text[range.upperBound - 1])
    else { return }
    var text = Characters(report.text.span.extracting(range))
    let values = grid.cells[row.firstValue..<grid.rows[row.number].cells.upperBound]
    guard let last = text.popLast(), last.isClosingBracket, GeneralTable.endsInFigure(text),
      values.allSatisfy({ $0.value.status == .blank })
    else { return }
    diagnostics.append(
      .general(.loneFigure(text: (text + [last]).utf8, isContact: false), at: location(ofCell: row.label)))
  }

  /// Notes that the rows of tables side by side are there.
  mutating func noteBeside(_ row: Alignment.Row, instance: Int) {
    for cell in grid.cells[grid.rows[row.number].cells] {
      for role in grid.roles(of: cell) where role.kind == .row {
        if role.block == met[instance].number {
          met[instance].rows[role.index] = true
        } else {
          beside.insert(index.blocks[role.block].name)
        }
      }
    }
  }

  mutating func reportMissing() {
    for block in met where block.rows.contains(false) {
      let indexed = index.blocks[block.number]
      let missing = block.rows.indices.filter { !block.rows[$0] }
      diagnostics.append(
        .missingRows(
          missing.prefix(Diagnostic.namedRows).map { String(decoding: indexed.rows[$0].path, as: UTF8.self) },
          count: missing.count, of: indexed.name, form: index.forms[indexed.form].id,
          at: Location(report.source, at: block.place)))
    }
    // The form that most blocks are of, as far as it has more than one.
    var votes = index.blockCounts.map { _ in 0 }
    for block in met where index.blockCounts[index.blocks[block.number].form] > 1 {
      votes[index.blocks[block.number].form] += 1
    }
    guard let most = votes.max(), most > 0, let main = votes.lastIndex(of: most) else { return }
    // All of them.
    if most == met.count, most == index.blockCounts[main] { return }
    for (number, block) in index.blocks.enumerated() where block.form == main {
      if met.contains(where: { $0.number == number }) { continue }
      if met.contains(where: { index.blocks[$0.number].name == block.name }) || beside.contains(block.name) {
        continue
      }
      diagnostics.append(
        .missingTable(
          block.name, form: index.forms[main].id,
          at: Location(report.source, line: report.pieces.first?.line ?? 1)))
    }
  }
}
