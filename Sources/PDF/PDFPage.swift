/// A box on a page: points of 1/72 inch, y downwards from the top left corner of the visible page, the page upright.
///
/// `Rotate` and `UserUnit` are applied; `x0 <= x1` and `y0 <= y1`.
package struct Box: Equatable, Sendable {
  package var x0: Float
  package var y0: Float
  package var x1: Float
  package var y1: Float

  @inlinable
  package init(x0: Float, y0: Float, x1: Float, y1: Float) {
    self.x0 = x0
    self.y0 = y0
    self.x1 = x1
    self.y1 = y1
  }
}

/// A character as it stands on a page. Its place in `PDFPage.glyphs` is the file's order.
package struct Glyph: Equatable, Sendable {
  /// Unicode, radicals folded to the ideographs they stand for; U+FFFD where the font does not tell.
  package var scalar: UInt32
  /// From 0.15 em below the baseline to 0.85 em above it, as wide as the font says; a square of one em in vertical writing.
  package var box: Box
  /// The size of the font on the page, in points.
  package var em: Float
  /// The font writes downwards (a CMap of writing mode 1).
  package var isVertical: Bool

  @inlinable
  package init(scalar: UInt32, box: Box, em: Float, isVertical: Bool = false) {
    self.scalar = scalar
    self.box = box
    self.em = em
    self.isVertical = isVertical
  }
}

/// A level or upright piece of a path that was stroked in a visible colour that is not white.
package struct Stroke: Equatable, Sendable {
  /// The box of the piece with its line width, cut by the clip.
  package var box: Box
  /// The piece goes from left to right; else up or down.
  package var isLevel: Bool

  @inlinable
  package init(box: Box, isLevel: Bool) {
    self.box = box
    self.isLevel = isLevel
  }
}

/// The box of a part of a path that was filled, cut by the clip.
package struct Fill: Equatable, Sendable {
  package var box: Box
  /// The colour is white: no line and no background.
  package var isWhite: Bool
  /// How many of the page's characters were drawn before it: it may lie over them.
  package var glyphCount: Int
  /// What lies below it is not seen: it is a rectangle, and nothing shines through.
  package var covers: Bool

  @inlinable
  package init(box: Box, isWhite: Bool, glyphCount: Int = 0, covers: Bool = true) {
    self.box = box
    self.isWhite = isWhite
    self.glyphCount = glyphCount
    self.covers = covers
  }
}

/// Characters of a page that do not count, by reason. Spaces are not counted.
package struct LeftOut: Equatable, Sendable {
  /// Text rendering mode 3 or 7, or a colour of alpha 0.
  package var invisible = 0
  /// White, and no fill that is not white lies under it.
  package var white = 0
  /// Optional content that is off.
  package var hidden = 0
  /// The middle is outside the clip or the page.
  package var clipped = 0
  /// Neither level nor upright: watermarks.
  package var sloping = 0
  /// A line runs through them.
  package var struck = 0
  /// A box or a picture that was drawn later lies over them.
  package var covered = 0
  /// Upside down on a page whose text is not, or mirrored.
  package var turned = 0
  /// The same character printed again at the same place, and what an `ActualText` stands for.
  package var double = 0

  /// Of annotations that show text on the page and are no fields of a form: remarks, stamps; and the bytes of fields and remarks that
  /// have no appearance.
  package var annotation = 0

  package init() {}

  enum Reason {
    case invisible, white, hidden, clipped, sloping, turned, double, annotation
  }

  mutating func count(_ reason: Reason) {
    switch reason {
    case .invisible: invisible += 1
    case .white: white += 1
    case .hidden: hidden += 1
    case .clipped: clipped += 1
    case .sloping: sloping += 1
    case .turned: turned += 1
    case .double: double += 1
    case .annotation: annotation += 1
    }
  }

}

/// What is seen on a page: characters, level and upright strokes, filled boxes.
package struct PDFPage: Sendable {
  /// From 1.
  package var number: Int
  /// Points, the page upright.
  package var width: Float
  package var height: Float
  /// In the order of the file, without white space.
  package var glyphs: [Glyph] = []
  package var strokes: [Stroke] = []
  package var fills: [Fill] = []
  /// Pictures that cover what was drawn before.
  package var pictures: [Fill] = []
  /// What else is seen, and may be a figure.
  package var marks: [UnreadMark] = []
  /// The part of the page that images cover, from 0 to 1 (overlaps count once for each image, at most 1 in all).
  package var imageShare: Float = 0
  package var leftOut = LeftOut()
  /// How many of `glyphs` have no Unicode, and the font that most of them are of.
  package var unknown = 0
  package var unknownFont: [UInt8] = []

  package init(number: Int, width: Float, height: Float) {
    self.number = number
    self.width = width
    self.height = height
  }
}
