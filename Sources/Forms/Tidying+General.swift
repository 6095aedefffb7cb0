import Bytes
import Cells
import Facts

/// Tables that are no form's.
extension Tidying {
  mutating func writeFacts(of table: GeneralTable, to output: inout ByteWriter) {
    if let bare = table.bareCell {
      diagnostics.append(.bareFigures(at: location(ofCell: bare)))
      return
    }
    for (doubt, cell) in table.doubts { diagnostics.append(.general(doubt, at: location(ofCell: cell))) }
    for cell in table.headerCells { diagnostics.append(.headerAmongRows(at: location(ofCell: cell))) }
    for fact in table.facts {
      let piece = report.pieces[grid.cells[fact.cell].piece]
      let value = grid.cells[fact.cell].value
      let key = FactKey(section: table.section, row: fact.row, column: fact.column, unit: fact.unit)
      var unit = fact.unit
      var figure = Array(grid.digits[grid.cells[fact.cell].digits])
      // Text is itself the value here, and a figure that contradicts the unit column stays the text it is.
      if value.status == .text && !value.isNone || !Amount.convert(&figure, value.unit, to: &unit) {
        figure = Array(text(ofCell: fact.cell).utf8)
      }
      writer.append(
        key, value: figure.span, unit: unit, raw: report.text.span.extracting(piece.range),
        status: value.status, place: piece.place, to: &output)
      factCount += 1
    }
  }
}
