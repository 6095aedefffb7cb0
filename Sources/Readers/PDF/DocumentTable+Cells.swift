import Bytes
import PDF
import Reports
import Text

extension DocumentTable {
  /// A cell that reaches into rows below.
  private struct Reach {
    let column: Int
    /// The last row it takes.
    let lastRow: Int
    let piece: Int
  }

  /// Writes the table as rows of cells; a cell that is covered by one above it is an empty one. Figures that are not certain are refused,
  /// and told.
  ///
  /// - Parameter isLabel: whether a text is a label of the forms: in their tables digits that blanks group (1 234) are no figure either.
  func write(to builder: inout ReportBuilder, isLabel: ([UInt8]) -> Bool) {
    builder.endTable()
    let isForm = rows.contains { $0.cells.contains { isLabel($0.text.bytes) } }
    var reaching: [Reach] = []
    for (number, row) in rows.enumerated() {
      reaching.removeAll { $0.lastRow < number }
      guard !row.cells.isEmpty || !reaching.isEmpty else { continue }
      builder.beginRow()
      var clipped: Cell?
      var (next, place) = (reaching, 0)
      for cell in row.cells {
        while place < reaching.count, reaching[place].column < cell.column {
          builder.addCoveredCell(of: reaching[place].piece, line: row.page)
          place += 1
        }
        write(cell, row: number, refusesBlanks: isForm, to: &builder)
        if isForm, isClippedLabel(cell, of: row, isLabel) { clipped = cell }
        if cell.rows > 1 {
          next.append(Reach(column: cell.column, lastRow: number + cell.rows - 1, piece: builder.lastPiece))
        }
      }
      for reach in reaching[place...] { builder.addCoveredCell(of: reach.piece, line: row.page) }
      if row.isParted {
        builder.refuseRow()
        builder.note(.partedRow(page: row.page, of: builder.report.source))
      }
      if let clipped {
        builder.refuseRow()
        builder.note(
          .clippedLabel(
            String(decoding: clipped.text.bytes, as: UTF8.self), page: row.page, of: builder.report.source))
      }
      reaching = next.sorted { $0.column < $1.column }
    }
    builder.endTable()
  }

  private func write(_ cell: Cell, row: Int, refusesBlanks: Bool, to builder: inout ReportBuilder) {
    let span = GridSpan(column: cell.column + 1, columns: cell.columns)
    builder.addCell(cell.text.bytes.span, line: rows[row].page, span: span)
    let hasGap = refusesBlanks && cell.text.bytes.contains(.space)
    let doubt =
      cell.isCut
      ? DoubtfulFigure.cut : (cell.text.doubt ?? (hasGap ? .gap : nil)).map(DoubtfulFigure.printed)
    guard let doubt, cell.text.isFigureInDoubt || mayHideFigure(cell, of: rows[row]) else { return }
    builder.refuseCell()
    builder.note(
      .doubtfulFigure(
        String(decoding: cell.text.bytes, as: UTF8.self), doubt, row: rowLabel(of: cell, in: row),
        column: columnLabel(of: cell, above: row), page: rows[row].page, of: builder.report.source))
  }

  /// Whether a cell that looks blank is in doubt, and is one of those that hold figures: no label stands to its right.
  private func mayHideFigure(_ cell: Cell, of row: Row) -> Bool {
    cell.text.bytes.isEmpty && !row.cells.contains { $0.column > cell.column && !$0.text.isValue }
  }

  /// Whether the clip cuts off a part of a row's label, which is none of the forms' as it is seen.
  private func isClippedLabel(_ cell: Cell, of row: Row, _ isLabel: ([UInt8]) -> Bool) -> Bool {
    guard cell.text.doubt == .unread(.clipped), cell.rows == 1, !cell.text.isValue, !isLabel(cell.text.bytes)
    else { return false }
    return row.cells.contains { $0.column > cell.column && $0.text.isValue }
  }

  /// The label nearest to the left of a cell.
  private func rowLabel(of cell: Cell, in row: Int) -> String {
    for above in stride(from: row, through: max(0, row - 100), by: -1) {
      let label = rows[above].cells.last {
        $0.column < cell.column && above + $0.rows > row && !$0.text.isValue
      }
      if let label { return String(decoding: label.text.bytes, as: UTF8.self) }
    }
    return ""
  }

  /// The label nearest above a cell.
  private func columnLabel(of cell: Cell, above row: Int) -> String {
    for above in stride(from: row - 1, through: max(0, row - 100), by: -1) {
      let label = rows[above].cells.first {
        $0.column <= cell.column && cell.column < $0.column + $0.columns && !$0.text.isValue
      }
      if let label { return String(decoding: label.text.bytes, as: UTF8.self) }
    }
    return ""
  }
}

extension PrintedText {
  /// Whether it may be a figure, with or without a unit: not the label of a row or column.
  fileprivate var isFigureInDoubt: Bool {
    let text = bytes.span
    guard let end = text.indices.first(where: { !text.extracting($0..<$0 + 1).isDigitsAndMarks }) else {
      return !bytes.isEmpty
    }
    return end > 0 && Figure.unit(text, from: end) != nil
  }
}
