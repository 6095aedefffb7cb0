/// What `q` saves and `Q` brings back (ISO 32000-1, 8.4), as far as it says what shows and where. Plain values: saving is a copy.
struct GraphicsState: Sendable {
  /// To the page, upright, y downwards.
  var matrix: Matrix
  /// What paints may touch, as a rectangle.
  var clip: Area
  /// Whether paints may touch all of it.
  var clipIsBox = true
  var lineWidth = 1.0
  var fill = Paint()
  var stroke = Paint()

  // Text state (9.3).
  /// Index of the interpreter's fonts.
  var font = 0
  var fontSize = 0.0
  var characterSpacing = 0.0
  var wordSpacing = 0.0
  /// 1 where `Tz` says 100.
  var horizontalScale = 1.0
  var leading = 0.0
  var rise = 0.0
  var renderingMode = 0

  init(matrix: Matrix, clip: Area) {
    self.matrix = matrix
    self.clip = clip
  }

  /// Whether text is filled, and whether its edges are stroked (9.3.6).
  var fillsText: Bool { renderingMode & 3 == 0 || renderingMode & 3 == 2 }
  var strokesText: Bool { renderingMode & 3 == 1 || renderingMode & 3 == 2 }

  /// Text shows: it is painted, in a colour that is not wholly transparent.
  var showsText: Bool { fillsText && !fill.isClear || strokesText && !stroke.isClear }

  var textIsWhite: Bool {
    (!fillsText || fill.isClear || fill.isWhite) && (!strokesText || stroke.isClear || stroke.isWhite)
  }
}

/// A colour, as far as it matters.
struct Paint: Sendable {
  /// As white as paper.
  var isWhite = false
  /// Alpha 0.
  var isClear = false
  /// Nothing is seen through it (11.3.7).
  var isOpaque = true
  /// What the operands of `sc` and `scn` mean; index of the interpreter's colour spaces where it is of a kind that needs more.
  var space = ColourSpace.unknown
}

/// Colour spaces (8.6), as far as they say what is white.
enum ColourSpace: Sendable, Equatable {
  /// None was set: as many operands as there are say it.
  case unknown
  /// More is lighter: gray, RGB, and what ICC calls so.
  case light
  /// More is darker: CMYK, separations.
  case ink
  case lab
  case pattern
  /// Of the colours of an indexed space, the first 256: whether they are white.
  case indexed(SIMD4<UInt64>)

  /// Whether a colour is white. Nearly white is: 0.98 and more of all light.
  func isWhite(_ components: Span<Double>) -> Bool {
    guard !components.isEmpty else { return false }
    switch self {
    case .unknown: return components.count == 4 ? Self.noInk(components) : Self.allLight(components)
    case .light: return Self.allLight(components)
    case .ink: return Self.noInk(components)
    case .lab:
      guard components.count == 3 else { return false }
      return components[0] > 98 && abs(components[1]) < 3 && abs(components[2]) < 3
    case .pattern: return false
    case .indexed(let white):
      let index = components[components.count - 1]
      guard index >= 0, index < 256 else { return false }
      return white[Int(index) >> 6] >> UInt64(Int(index) & 63) & 1 == 1
    }
  }

  private static func allLight(_ components: Span<Double>) -> Bool {
    for index in components.indices where !(components[index] > 0.98) { return false }
    return true
  }

  private static func noInk(_ components: Span<Double>) -> Bool {
    for index in components.indices where !(components[index] < 0.02) { return false }
    return true
  }
}
