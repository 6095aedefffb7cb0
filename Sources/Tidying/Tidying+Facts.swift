import Bytes
import Facts
import Forms
import Reports
import Text

/// The facts of official tables, one by one.
extension Tidying {
  /// Writes one fact of a row of the forms.
  @inline(__always) mutating func writeFact(
    _ keys: FactKeys, at place: Int, in block: IndexedBlock, cell: Int, unit printedUnit: [UInt8]?,
    to output: inout ByteWriter
  ) {
    // Nearly all cells.
    if writer.isPlain, grid.cells[cell].isFigureOrBlank {
      factCount += 1
      writer.append(
        keys, at: place, figure: grid.digits.span.extracting(grid.cells[cell].digits), to: &output)
    } else {
      writeFact(keys[place], at: place, in: block, cell: cell, unit: printedUnit, to: &output)
    }
  }

  /// Writes one fact of an official table: its value is a number or blank, always.
  ///
  /// - Parameters:
  ///   - column: its place among the columns of the block.
  ///   - printedUnit: what the row's unit cell states.
  ///   - stated: what the label of its column or row states, for a figure without a unit of its own.
  mutating func writeFact(
    _ key: FactKey, at column: Int, in block: IndexedBlock, cell: Int, unit printedUnit: [UInt8]?,
    stated: StatedUnit = .none,
    to output: inout ByteWriter
  ) {
    if grid.cells[cell].value.isRefused {
      diagnostics.append(
        .refusedFigure(
          text(ofCell: cell), row: String(decoding: key.row, as: UTF8.self),
          column: String(decoding: key.column, as: UTF8.self), at: location(ofCell: cell)))
      return
    }
    if grid.cells[cell].isMergedDown, refusesMerged(cell) { return }
    factCount += 1
    var value = grid.cells[cell].value
    let piece = report.pieces[grid.cells[cell].piece]
    let isPlain = value.status != .text
    if !isPlain, let worded = worded(cell, column, in: block, unit: printedUnit ?? key.unit, stated) {
      value = worded
    }
    var status = value.status
    var unit = printedUnit ?? key.unit
    if isPlain || status == .text {
      digits.removeAll(keepingCapacity: true)
      digits.append(contentsOf: grid.digits[grid.cells[cell].digits])
    }
    if status == .text, !value.isNone {
      diagnostics.append(
        .notANumber(
          text(ofCell: cell), row: String(decoding: key.row, as: UTF8.self),
          column: String(decoding: key.column, as: UTF8.self), at: location(ofCell: cell)))
    } else if status == .number, value.unit == .none, printedUnit == nil, stated == .unclear {
      status = .text
      digits.removeAll(keepingCapacity: true)
    } else if !Amount.convert(&digits, value.unit(or: printedUnit == nil ? stated : .none), to: &unit) {
      diagnostics.append(
        .wrongUnit(
          text(ofCell: cell), unit: String(decoding: unit, as: UTF8.self), at: location(ofCell: cell)))
      status = .text
      digits.removeAll(keepingCapacity: true)
    }
    writer.append(
      key, value: digits.span, unit: unit, raw: report.text.span.extracting(piece.range),
      status: status, place: piece.place, to: &output)
  }

  /// Whether a value is merged over several rows: it is of none of them alone. Told at the first one.
  private mutating func refusesMerged(_ cell: Int) -> Bool {
    let owner = grid.owner(of: cell)
    if grid.cells[owner].value.status == .blank { return false }
    if owner == cell { diagnostics.append(.mergedValue(text(ofCell: cell), at: location(ofCell: cell))) }
    return true
  }

  /// The figure that words state, in `digits`; `nil` where they state none.
  private mutating func worded(
    _ cell: Int, _ column: Int, in block: IndexedBlock, unit: [UInt8], _ stated: StatedUnit
  ) -> CellValue? {
    let isYuan =
      block.isMoney[column]
      && (stated == .money(exponent: 0)
        || stated == .none && (unit.isEmpty || Amount.exponent(of: unit) == 0))
    let text = text(ofCell: cell)
    var read: [UInt8] = []
    guard
      let figure = WordedFigure(
        Array(text.utf8).span, isChange: block.isChange[column], isYuan: isYuan, into: &read)
    else { return nil }
    digits = read
    if !figure.isCertain {
      let figure = String(decoding: read, as: UTF8.self)
      diagnostics.append(.readBeforeNote(text, figure, at: location(ofCell: cell)))
    }
    return CellValue(status: .number, unit: figure.unit)
  }

  /// Whether a row that no form has stands behind the last one of its block, below no heading: 联系电话, 填报人：某某.
  func isBelowTable(_ row: Alignment.Row, label: Int, of alignment: Alignment, behind last: Int) -> Bool {
    last == alignment.block.rows.count - 1 && row.heading == nil
      && label == grid.rows[row.number].cells.lowerBound && grid.cells[label].label < 0
      && !grid.cells[label].hasOrdinal
  }

  /// Whether a label is of a number that counts nothing.
  func isContact(_ label: Int) -> Bool {
    index.isContact(report.text.span.extracting(report.pieces[grid.cells[label].piece].range))
  }

  /// Whether a row without values says something with a colon: 注：…
  func isRemark(_ row: Alignment.Row, label: Int) -> Bool {
    let cells = grid.rows[row.number].cells
    let text = report.text.span.extracting(report.pieces[grid.cells[label].piece].range)
    return grid.cells[label + 1..<cells.upperBound].allSatisfy { $0.value.status == .blank }
      && [Array("：".utf8), Array(":".utf8)].contains { text.firstIndex(of: $0) != nil }
  }
}
