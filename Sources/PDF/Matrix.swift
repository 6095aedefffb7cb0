/// A transformation of the plane (ISO 32000-1, 8.3.3): `x' = a x + c y + e`, `y' = b x + d y + f`.
struct Matrix: Equatable, Sendable {
  var a, b, c, d, e, f: Double

  static let identity = Matrix(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)

  /// What this one does, then another.
  @inline(__always)
  func then(_ next: Matrix) -> Matrix {
    Matrix(
      a: a * next.a + b * next.c, b: a * next.b + b * next.d,
      c: c * next.a + d * next.c, d: c * next.b + d * next.d,
      e: e * next.a + f * next.c + next.e, f: e * next.b + f * next.d + next.f)
  }

  /// A shift, then this one.
  @inline(__always)
  mutating func shift(x: Double, y: Double) {
    e += x * a + y * c
    f += x * b + y * d
  }

  @inline(__always)
  func apply(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (a * x + c * y + e, b * x + d * y + f)
  }

  /// The bounds of a rectangle, transformed.
  func bounds(_ box: PDFRectangle) -> Area {
    var area = Area.nothing
    for x in [box.x0, box.x1] {
      for y in [box.y0, box.y1] { area.include(apply(x, y)) }
    }
    return area
  }
}

/// Bounds on the page as they are computed; `Box` is what comes out.
struct Area: Equatable, Sendable {
  var x0, y0, x1, y1: Double

  /// Holds no point, and grows by `include`.
  static let nothing = Area(x0: .infinity, y0: .infinity, x1: -.infinity, y1: -.infinity)

  @inline(__always)
  mutating func include(_ point: (x: Double, y: Double)) {
    x0 = min(x0, point.x)
    y0 = min(y0, point.y)
    x1 = max(x1, point.x)
    y1 = max(y1, point.y)
  }

  @inline(__always)
  mutating func formUnion(_ other: Area) {
    x0 = min(x0, other.x0)
    y0 = min(y0, other.y0)
    x1 = max(x1, other.x1)
    y1 = max(y1, other.y1)
  }

  @inline(__always)
  func intersection(_ other: Area) -> Area {
    Area(x0: max(x0, other.x0), y0: max(y0, other.y0), x1: min(x1, other.x1), y1: min(y1, other.y1))
  }

  @inline(__always)
  func holds(_ x: Double, _ y: Double) -> Bool { x0 <= x && x <= x1 && y0 <= y && y <= y1 }

  /// Its corners are in order and on something that may be a page: not so where a coordinate is no number or huge.
  @inline(__always)
  var isSound: Bool {
    x0 <= x1 && y0 <= y1 && x0 > -Self.far && y0 > -Self.far && x1 < Self.far && y1 < Self.far
  }

  private static let far = 100_000.0

  var area: Double { x0 < x1 && y0 < y1 ? (x1 - x0) * (y1 - y0) : 0 }

  @inline(__always)
  var box: Box { Box(x0: Float(x0), y0: Float(y0), x1: Float(x1), y1: Float(y1)) }
}

extension PDFFile {
  /// A matrix as an array of six numbers (8.3.3); `nil` where it is none.
  func matrix(_ object: PDFObject?) -> Matrix? {
    guard let numbers = array(object)?.map({ number($0) ?? 0 }), numbers.count == 6 else { return nil }
    return Matrix(a: numbers[0], b: numbers[1], c: numbers[2], d: numbers[3], e: numbers[4], f: numbers[5])
  }
}
