import Bytes
import Cells

/// What the forms have and a report does not.
extension Tidying {
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
