extension Pen {
  /// Whether the text stands nearly level.
  var isNearlyLevel: Bool { abs(text.b) < abs(text.a) * Self.slant }
  /// That of text which people would not call a watermark's: 20 degrees.
  private static let slant = 0.36

  /// About where a character of sloping text stands.
  func place(_ width: Double) -> Area {
    let along = travelled + width * unit / 2
    let (x, y) = (startX + along * text.a, startY + along * text.b)
    let half = max(abs(unit * text.a), abs(unit * text.b)) * 0.35
    let rise = text.d * unit * 0.35
    return Area(x0: x - half, y0: y + rise - half, x1: x + half, y1: y + rise + half)
  }
}

extension Interpreter {
  /// A character that does not count; where a digit stands that is seen and not read is kept.
  mutating func leaveOut(
    _ scalar: UInt32, _ reason: LeftOut.Reason, _ area: Area, _ width: Double, _ pen: borrowing Pen
  ) throws(PDFError) {
    page.leftOut.count(reason)
    guard Self.isOfFigure(scalar), reason == .turned || reason == .sloping && pen.isNearlyLevel else {
      return
    }
    let place = reason == .turned ? area : pen.place(width)
    let (x, y) = ((place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2)
    if place.isSound, state.clip.holds(x, y) { try mark(.aslant, place) }
  }

  static func isOfFigure(_ scalar: UInt32) -> Bool { 0x30...0x39 ~= scalar || scalar == 0xFFFD }
}

extension PDFPage {
  /// Whether something that was drawn since lies over a character, which is printed again: programs cover a figure and write the new one,
  /// 137 over 135.
  func isCovered(_ glyph: Int, _ middle: (x: Float, y: Float), _ looks: inout Int) -> Bool {
    for fills in [fills, pictures] {
      for fill in fills.reversed() {
        guard fill.glyphCount > glyph, looks < Self.lookLimit else { break }
        looks += 1
        if fill.covers, fill.box.contains(middle) { return true }
      }
    }
    return false
  }

  /// How many boxes are looked at for all characters of a page that are printed twice.
  private static var lookLimit: Int { 4_000_000 }
}
