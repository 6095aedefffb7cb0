import Bytes
import Facts
import Reports
import Text

/// Tables that are no form's.
extension Tidying {
  mutating func writeFacts(of table: GeneralTable, in rows: Range<Int>, to output: inout ByteWriter) {
    func location(_ cell: Int) -> Location {
      Location(report.source, at: report.pieces[table.grid.cells[cell].piece].place)
    }
    if let bare = table.bareCell {
      diagnostics.append(.bareFigures(at: location(bare)))
      return
    }
    for (doubt, cell) in table.doubts { diagnostics.append(.general(doubt, at: location(cell))) }
    for cell in table.headerCells { diagnostics.append(.headerAmongRows(at: location(cell))) }
    var above: StatedUnit?
    for fact in table.facts {
      let cell = table.grid.cells[fact.cell]
      let (piece, value) = (report.pieces[cell.piece], cell.value)
      let key = FactKey(section: table.section, row: fact.row, column: fact.column, unit: fact.unit)
      var unit = fact.unit
      // 3000元 below 金额（万元）.
      if unit.isEmpty, case .money = value.unit {
        var stated = StatedUnit(label: fact.column.span)
        if stated == .none {
          stated = above ?? unitAbove(rows)?.0 ?? .none
          above = stated
        }
        unit = stated.name
      }
      var figure = Array(grid.digits[cell.digits])
      // Text is itself the value here, and a figure that contradicts the unit column stays the text it is.
      if value.status == .text && !value.isNone || !Amount.convert(&figure, value.unit, to: &unit) {
        let text = report.text.span.extracting(piece.range)
        figure = [UInt8](copying: text.extracting(text.trimmed(0..<text.count)))
      }
      writer.append(
        key, value: figure.span, unit: unit, raw: report.text.span.extracting(piece.range),
        status: value.status, place: piece.place, to: &output)
      factCount += 1
    }
  }

  /// Says that a table above the title is left out, if it may be the report's: a header stands above rows with labels and figures.
  mutating func noteTableAbove(_ rows: Range<Int>) {
    // 索引号 and its value: no header. Most tables there are such.
    let header = grid.rows[rows.lowerBound].cells
    guard header.count > 1, grid.cells[header].allSatisfy({ $0.isText }),
      rows.dropFirst().contains(where: { grid.hasFigures(grid.rows[$0]) })
    else { return }
    let table = GeneralTable(rows, section: [], grid: grid, index: index, report: report)
    guard !table.columns.isEmpty, let first = table.facts.first,
      table.facts.allSatisfy({ !$0.row.isEmpty && table.grid.cells[$0.cell].value.status != .text }),
      table.facts.contains(where: { table.grid.cells[$0.cell].value.status == .number })
    else { return }
    let place = report.pieces[table.grid.cells[first.cell].piece].place
    diagnostics.append(.tableAboveTitle(at: Location(report.source, at: place)))
  }
}
