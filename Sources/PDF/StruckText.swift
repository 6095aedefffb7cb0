/// Characters that a line strikes out: it runs through their middles, from the first of them to the last.
///
/// Lines of tables run on beyond the text, and lines under text stand below it.
enum StruckText {
  /// The line is as near to the middles of the characters, in ems, and ends as near to the first and the last of them.
  private static let across: Float = 0.22
  private static let beyond: Float = 0.5
  /// A line shorter than this is a dot, in points.
  private static let shortest: Float = 2

  /// The places of such characters in `PDFPage.glyphs`; some may come twice.
  static func glyphs(of page: PDFPage, _ order: GlyphOrder) -> [Int] {
    var struck: [Int] = []
    for stroke in page.strokes where stroke.isLevel { struck += glyphs(under: stroke.box, of: page, order) }
    for fill in page.fills where !fill.isWhite { struck += glyphs(under: fill.box, of: page, order) }
    return struck
  }

  private static func glyphs(under line: Box, of page: PDFPage, _ order: GlyphOrder) -> [Int] {
    guard line.y1 - line.y0 < Nearness.thin, line.x1 - line.x0 >= shortest else { return [] }
    let y = (line.y0 + line.y1) / 2
    // Of letters larger than this no figures are set.
    let reach = across * 40
    let struck = order.glyphs(from: y - reach, to: y + reach).filter { place in
      let glyph = page.glyphs[place]
      let (x, middle) = ((glyph.box.x0 + glyph.box.x1) / 2, (glyph.box.y0 + glyph.box.y1) / 2)
      return abs(middle - y) <= across * glyph.em && line.x0 <= x && x <= line.x1
    }
    guard let first = struck.min(by: { page.glyphs[$0].box.x0 < page.glyphs[$1].box.x0 }),
      let last = struck.max(by: { page.glyphs[$0].box.x1 < page.glyphs[$1].box.x1 })
    else { return [] }
    let isWhole =
      abs(page.glyphs[first].box.x0 - line.x0) <= beyond * page.glyphs[first].em
      && abs(page.glyphs[last].box.x1 - line.x1) <= beyond * page.glyphs[last].em
    return isWhole ? struck : []
  }
}
