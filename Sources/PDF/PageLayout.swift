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
  /// Letters so large that they are a watermark; they are in no text.
  package private(set) var watermarkCount = 0
  /// Letters that a line strikes out; they are in no text.
  package private(set) var struckCount = 0
  /// Letters that a box or a picture covers; they are in no text.
  package private(set) var coveredCount = 0
  /// Where something is seen outside of tables that is no text and may be a figure.
  package private(set) var marks: [Box] = []

  package init(_ page: PDFPage) {
    (number, width, height) = (page.number, page.width, page.height)
    let order = GlyphOrder(page.glyphs)
    var isTaken = [Bool](repeating: false, count: page.glyphs.count)
    var groups = lineGroups(DrawnLines(page))
    let largest = Self.largest(of: page.glyphs)
    for glyph in page.glyphs.indices where page.glyphs[glyph].em > largest {
      // A watermark, also where it does not slope: its letters are in none of the cells that they lie over.
      isTaken[glyph] = true
      watermarkCount += 1
    }
    var marks = page.marks
    if let overdrawn = OverdrawnText(page, order, isTaken: &isTaken) {
      (coveredCount, struckCount) = (overdrawn.coveredCount, overdrawn.struckCount)
      marks += overdrawn.marks
    } else {
      (groups, levels, hasTooManyLines) = ([], [], true)
    }
    var grids = Self.withoutLayout(groups.compactMap(TableGrid.init))
    if grids.count * marks.count > Self.lookLimit { (grids, hasTooManyLines) = ([], true) }
    for grid in grids {
      guard let table = PrintedGrid(grid, page, order, marks, isTaken: &isTaken) else { continue }
      tables.append(table)
    }
    tables.sort { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    lines = PrintedLine.lines(order.glyphs.filter { !isTaken[$0] }, of: page.glyphs)
    for number in tables.indices {
      guard let (table, taken) = tables[number].withStub(of: lines) else { continue }
      tables[number] = table
      lines.removeSubrange(taken)
    }
    self.marks = marks.filter { mark in
      mark.mayBeFigure && !tables.contains { $0.box.contains(mark.box.middle) }
    }.map(\.box)
    levels.removeAll { line in
      tables.contains { $0.box.y0 - Nearness.snap <= line.at && line.at <= $0.box.y1 + Nearness.snap }
    }
  }

  /// How many drawings are looked at for all tables of a page.
  private static let lookLimit = 4_000_000

  /// The largest size of text: four times that of the page's letters, and no less than any title has.
  private static func largest(of glyphs: [Glyph]) -> Float {
    let sizes = glyphs.map(\.em).sorted()
    return sizes.isEmpty ? 0 : max(4 * sizes[sizes.count / 2], 60)
  }

  /// The grids in which no other stands: one around tables is there for the layout, and its texts are lines.
  private static func withoutLayout(_ grids: [TableGrid]) -> [TableGrid] {
    // Tables of real pages are few; of a page of boxes within boxes none is looked at twice.
    guard grids.count <= 256 else { return grids }
    let boxes = grids.map(\.box)
    return grids.indices.filter { number in
      !boxes.indices.contains { $0 != number && boxes[number].surrounds(boxes[$0]) }
    }.map { grids[$0] }
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

extension TableGrid {
  fileprivate var box: Box { Box(x0: xs[0], y0: ys[0], x1: xs[columnCount], y1: ys[rowCount]) }
}

extension Box {
  fileprivate func surrounds(_ other: Box) -> Bool {
    x0 < other.x0 && other.x1 < x1 && y0 < other.y0 && other.y1 < y1
  }

  func contains(_ point: (x: Float, y: Float)) -> Bool {
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
