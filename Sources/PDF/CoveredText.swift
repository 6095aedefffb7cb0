/// Characters that something drawn later lies over: white boxes, with which programs cover what they replace.
enum CoveredText {
  /// The places of such characters in `PDFPage.glyphs`; some may come twice.
  static func glyphs(of page: PDFPage, _ order: GlyphOrder) -> [Int] {
    var covered: [Int] = []
    for fill in page.fills where fill.isWhite && fill.glyphCount > 0 {
      let box = fill.box
      guard box.x1 - box.x0 > Nearness.thin, box.y1 - box.y0 > Nearness.thin else { continue }
      for place in order.glyphs(from: box.y0, to: box.y1)
      where place < fill.glyphCount && box.contains(page.glyphs[place].box.middle) { covered.append(place) }
    }
    return covered
  }
}
