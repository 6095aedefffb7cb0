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
  /// Whether no line is drawn above its first row, or below its last one.
  package internal(set) var isOpenAtTop = false
  package internal(set) var isOpenAtBottom = false

  package var rowCount: Int { ys.count - 1 }
  package var columnCount: Int { xs.count - 1 }

  init(xs: [Float], ys: [Float], cells: [Cell]) {
    (self.xs, self.ys, self.cells) = (xs, ys, cells)
    box = Box(x0: xs[0], y0: ys[0], x1: xs[xs.count - 1], y1: ys[ys.count - 1])
  }

  /// The table of a grid, with the characters whose middles lie in its cells, those left out that another table has taken; `nil` where
  /// there are none.
  init?(
    _ grid: TableGrid, _ page: PDFPage, _ order: GlyphOrder, _ marks: [UnreadMark], isTaken: inout [Bool]
  ) {
    let glyphs = page.glyphs
    var contents: [[Int]] = Array(repeating: [], count: grid.cells.count)
    var owners: [(glyph: Int, cell: Int)] = []
    for glyph in order.glyphs(from: grid.ys[0], to: grid.ys[grid.rowCount]) where !isTaken[glyph] {
      let cell = grid.cell(at: glyphs[glyph].box.middle)
      owners.append((glyph, cell ?? -1))
      guard let cell else { continue }
      contents[cell].append(glyph)
      isTaken[glyph] = true
    }
    if contents.allSatisfy(\.isEmpty) { return nil }
    let crossing = Self.crossing(owners, glyphs)
    var unread = Self.unread(marks, in: grid)
    Self.addPictures(page.pictures, in: grid, where: { contents[$0].isEmpty }, to: &unread)
    let cells = grid.cells.enumerated().map { number, cell in
      var text = PrintedText(contents[number], of: glyphs, in: grid.box(of: number))
      if crossing.contains(number) { text.doubt = text.doubt ?? .crossing }
      let isCut = grid.isCut(number, isBlank: contents[number].isEmpty, by: page)
      if let kind = unread[number] ?? (isCut ? .clipped : nil) { text.doubt = text.doubt ?? .unread(kind) }
      return Cell(
        row: cell.rows.lowerBound, column: cell.columns.lowerBound, rows: cell.rows.count,
        columns: cell.columns.count, text: text)
    }
    self.init(xs: grid.xs, ys: grid.ys, cells: cells)
    (isOpenAtTop, isOpenAtBottom) = (grid.isOpenAtTop, grid.isOpenAtBottom)
  }

  /// The cells in which something is seen that is no text.
  private static func unread(_ marks: [UnreadMark], in grid: TableGrid) -> [Int: UnreadMark.Kind] {
    var unread: [Int: UnreadMark.Kind] = [:]
    for mark in marks {
      guard let cell = grid.cell(at: mark.box.middle), mark.speaks(ofCell: grid.box(of: cell)) else {
        continue
      }
      unread[cell] = unread[cell] ?? mark.kind
    }
    return unread
  }

  /// Adds the blank cells that lie below pictures: a strip of a scan may be laid over them. A picture of all of the table is its ground.
  private static func addPictures(
    _ pictures: [Fill], in grid: TableGrid, where isBlank: (Int) -> Bool,
    to unread: inout [Int: UnreadMark.Kind]
  ) {
    let (width, height) = (grid.xs[grid.columnCount] - grid.xs[0], grid.ys[grid.rowCount] - grid.ys[0])
    for picture in pictures.prefix(pictureLimit).map(\.box)
    where picture.x1 - picture.x0 < 0.9 * width || picture.y1 - picture.y0 < 0.9 * height {
      guard picture.x0 < grid.xs[grid.columnCount], picture.y0 < grid.ys[grid.rowCount] else { continue }
      for cell in grid.cells.indices
      where unread[cell] == nil && isBlank(cell) && picture.contains(grid.box(of: cell).middle) {
        unread[cell] = .picture
      }
    }
  }

  /// No page has as many pictures over its tables.
  private static let pictureLimit = 256

  /// The cells whose digits touch those of the cell beside them, or beside the table: 1357 in a column as wide as three digits.
  ///
  /// - Parameter owners: the characters as high as the table in order of their height, each with its cell, or -1 outside.
  private static func crossing(_ owners: [(glyph: Int, cell: Int)], _ glyphs: [Glyph]) -> Set<Int> {
    var crossing: Set<Int> = []
    let digits = owners.filter { glyphs[$0.glyph].isDigit }
    var start = 0
    while start < digits.count {
      let y = glyphs[digits[start].glyph].box.middle.y
      let end =
        digits[start...].firstIndex { glyphs[$0.glyph].box.middle.y - y > 0.2 * glyphs[$0.glyph].em }
        ?? digits.count
      let line = digits[start..<end].sorted { glyphs[$0.glyph].box.x0 < glyphs[$1.glyph].box.x0 }
      for (left, right) in zip(line, line.dropFirst()) where left.cell != right.cell {
        let em = max(glyphs[left.glyph].em, 1)
        if glyphs[right.glyph].box.x0 - glyphs[left.glyph].box.x1 < 0.08 * em {
          crossing.formUnion([left.cell, right.cell].filter { $0 >= 0 })
        }
      }
      start = end
    }
    return crossing
  }
}
