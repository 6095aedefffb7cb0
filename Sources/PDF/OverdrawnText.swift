/// Characters that something drawn takes away: a box or a picture that lies over them, with which programs cover what they replace, or a
/// line that strikes them out.
///
/// Such a line runs through the middles of characters, from the first of them to the last. Lines of tables run on beyond the text, and lines
/// under text stand below it.
struct OverdrawnText {
  private(set) var coveredCount = 0
  private(set) var struckCount = 0
  /// Where a box that is not white, or a picture, covers a character.
  private(set) var marks: [UnreadMark] = []

  private let page: PDFPage
  private let order: GlyphOrder
  private var looks = 0

  /// How many characters are looked at for all boxes and lines of a page.
  private static let lookLimit = 4_000_000
  /// A line is as near to the middles of the characters, in ems, and ends as near to the first and the last of them.
  private static let across: Float = 0.22
  private static let beyond: Float = 0.5
  /// A line shorter than this is a dot, in points.
  private static let shortest: Float = 2
  /// Of letters larger than this, in points, no figures are set.
  private static let largest: Float = 40

  /// Marks such characters.
  ///
  /// - Returns: `nil` where more is drawn over the text than on any page: then nobody knows what of it is seen.
  init?(_ page: PDFPage, _ order: GlyphOrder, isTaken: inout [Bool]) {
    (self.page, self.order) = (page, order)
    for fill in page.fills {
      cover(fill, &isTaken)
      if !fill.isWhite { strike(fill.box, &isTaken) }
      if looks > Self.lookLimit { return nil }
    }
    for picture in page.pictures {
      cover(picture, &isTaken)
      if looks > Self.lookLimit { return nil }
    }
    for stroke in page.strokes where stroke.isLevel {
      strike(stroke.box, &isTaken)
      if looks > Self.lookLimit { return nil }
    }
  }

  private mutating func cover(_ fill: Fill, _ isTaken: inout [Bool]) {
    let box = fill.box
    guard fill.covers, fill.glyphCount > 0, box.x1 - box.x0 > Nearness.thin, box.y1 - box.y0 > Nearness.thin
    else {
      return
    }
    let near = order.glyphs(from: box.y0, to: box.y1)
    looks += near.count
    for place in near
    where !isTaken[place] && place < fill.glyphCount && box.contains(page.glyphs[place].box.middle) {
      isTaken[place] = true
      coveredCount += 1
      if !fill.isWhite { marks.append(UnreadMark(.covered, page.glyphs[place].box)) }
    }
  }

  private mutating func strike(_ line: Box, _ isTaken: inout [Bool]) {
    guard line.y1 - line.y0 < Nearness.thin, line.x1 - line.x0 >= Self.shortest else { return }
    let y = (line.y0 + line.y1) / 2
    let reach = Self.across * Self.largest
    let near = order.glyphs(from: y - reach, to: y + reach)
    looks += near.count
    let struck = near.filter { place in
      let glyph = page.glyphs[place]
      let middle = glyph.box.middle
      return abs(middle.y - y) <= Self.across * glyph.em && line.x0 <= middle.x && middle.x <= line.x1
    }
    guard let first = struck.min(by: { page.glyphs[$0].box.x0 < page.glyphs[$1].box.x0 }),
      let last = struck.max(by: { page.glyphs[$0].box.x1 < page.glyphs[$1].box.x1 }),
      abs(page.glyphs[first].box.x0 - line.x0) <= Self.beyond * page.glyphs[first].em,
      abs(page.glyphs[last].box.x1 - line.x1) <= Self.beyond * page.glyphs[last].em
    else { return }
    // Some programs draw the outlines of bold text: the stroke of 一 is none through it.
    let glyph = page.glyphs[first]
    if first == last, !glyph.isDigit, line.x1 - line.x0 < 0.95 * (glyph.box.x1 - glyph.box.x0) { return }
    for place in struck where !isTaken[place] {
      isTaken[place] = true
      struckCount += 1
    }
  }
}
