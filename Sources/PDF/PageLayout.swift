/// What stands on a page: its tables with lines, and the lines of text outside of them.
///
/// Text is what is seen, in reading order, as UTF-8 without control characters. Nothing is known of what it means.
package struct PageLayout: Sendable {
  /// From 1.
  package let number: Int
  package let width: Float
  package let height: Float
  /// From top to bottom; of two at one height the left one first.
  package private(set) var tables: [PrintedGrid] = []
  /// Lines of text outside of tables, from top to bottom.
  package private(set) var lines: [PrintedLine] = []
  /// The level lines that belong to no table, from top to bottom.
  package private(set) var levels: [RuledLine] = []
  /// Whether more lines are drawn than any page has: then tables are not looked for.
  package private(set) var hasTooManyLines = false

  package init(_ page: PDFPage) {
    (number, width, height) = (page.number, page.width, page.height)
    let order = GlyphOrder(page.glyphs)
    var isTaken = [Bool](repeating: false, count: page.glyphs.count)
    let groups = lineGroups(DrawnLines(page))
    for group in groups {
      guard let grid = TableGrid(group),
        let table = PrintedGrid(grid, page.glyphs, order, isTaken: &isTaken)
      else { continue }
      tables.append(table)
    }
    tables.sort { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    lines = PrintedLine.lines(order.glyphs.filter { !isTaken[$0] }, of: page.glyphs)
    for number in tables.indices {
      guard let (table, taken) = tables[number].withStub(of: lines) else { continue }
      tables[number] = table
      lines.removeSubrange(taken)
    }
    levels.removeAll { line in
      tables.contains { $0.box.y0 - Nearness.snap <= line.at && line.at <= $0.box.y1 + Nearness.snap }
    }
  }

  /// The groups of lines that touch, of the drawn lines first; where none are drawn the edges of coloured boxes count.
  private mutating func lineGroups(_ drawn: DrawnLines) -> [LineGroup] {
    levels = drawn.levels
    guard var groups = drawn.groups() else {
      (levels, hasTooManyLines) = ([], true)
      return []
    }
    let extents = groups.map { $0.extent(widenedBy: 4) }
    guard drawn.backgrounds.count * extents.count <= DrawnLines.limit * 100 else {
      hasTooManyLines = true
      return groups
    }
    let boxes = drawn.backgrounds.filter { box in
      box.x1 - box.x0 > 6 && box.y1 - box.y0 > 6 && !extents.contains { $0.contains(box.middle) }
    }
    guard boxes.count > 8 else { return groups }
    if let edges = DrawnLines(edgesOf: boxes).groups() { groups += edges } else { hasTooManyLines = true }
    return groups
  }
}

extension LineGroup {
  fileprivate func extent(widenedBy edge: Float) -> Box {
    let (xs, ys) = (uprights.map(\.at), levels.map(\.at))
    return Box(
      x0: (xs.min() ?? 0) - edge, y0: (ys.min() ?? 0) - edge, x1: (xs.max() ?? 0) + edge,
      y1: (ys.max() ?? 0) + edge)
  }
}

extension Box {
  fileprivate func contains(_ point: (x: Float, y: Float)) -> Bool {
    x0 < point.x && point.x < x1 && y0 < point.y && point.y < y1
  }
}

/// The characters of a page from top to bottom, by their middles.
struct GlyphOrder {
  /// Places in `PDFPage.glyphs`.
  let glyphs: [Int]
  private let heights: [Float]

  init(_ glyphs: [Glyph]) {
    let middles = glyphs.map { ($0.box.y0 + $0.box.y1) / 2 }
    let order = glyphs.indices.sorted { (middles[$0], $0) < (middles[$1], $1) }
    self.glyphs = order
    heights = order.map { middles[$0] }
  }

  /// Those whose middles lie between two heights.
  func glyphs(from top: Float, to bottom: Float) -> ArraySlice<Int> {
    let start = heights.partition { $0 >= top }
    return glyphs[start..<max(start, heights.partition { $0 > bottom })]
  }
}
