/// A table with lines as it stands on one page.
package struct PrintedGrid: Sendable {
  package struct Cell: Sendable {
    /// From 0.
    package var row: Int
    package var column: Int
    package var rows: Int
    package var columns: Int
    package var text: PrintedText
  }

  package let box: Box
  /// Where the lines between its columns stand, both sides among them.
  package let xs: [Float]
  package let ys: [Float]
  /// In order of their rows, then columns.
  package let cells: [Cell]

  package var rowCount: Int { ys.count - 1 }
  package var columnCount: Int { xs.count - 1 }

  init(xs: [Float], ys: [Float], cells: [Cell]) {
    (self.xs, self.ys, self.cells) = (xs, ys, cells)
    box = Box(x0: xs[0], y0: ys[0], x1: xs[xs.count - 1], y1: ys[ys.count - 1])
  }

  /// The table of a grid, with the characters whose middles lie in its cells, those left out that another table has taken; `nil` where
  /// there are none.
  init?(_ grid: TableGrid, _ glyphs: [Glyph], _ order: GlyphOrder, isTaken: inout [Bool]) {
    var contents: [[Int]] = Array(repeating: [], count: grid.cells.count)
    var isEmpty = true
    for glyph in order.glyphs(from: grid.ys[0], to: grid.ys[grid.rowCount]) where !isTaken[glyph] {
      guard let cell = grid.cell(at: glyphs[glyph].box.middle) else { continue }
      contents[cell].append(glyph)
      isTaken[glyph] = true
      isEmpty = false
    }
    if isEmpty { return nil }
    let cells = grid.cells.enumerated().map { number, cell in
      Cell(
        row: cell.rows.lowerBound, column: cell.columns.lowerBound, rows: cell.rows.count,
        columns: cell.columns.count,
        text: PrintedText(contents[number], of: glyphs, in: grid.box(of: number)))
    }
    self.init(xs: grid.xs, ys: grid.ys, cells: cells)
  }
}
