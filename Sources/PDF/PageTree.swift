/// A page (ISO 32000-1, 7.7.3), with what it inherits.
package struct PageNode: Sendable {
  let dictionary: PDFDictionary
  let resources: PDFDictionary
  /// What shows of the page, in its own units, y upwards: the crop box within the media box (14.11.2).
  let box: PDFRectangle
  /// Degrees clockwise: 0, 90, 180 or 270.
  let rotation: Int
  /// The length of a unit of the page, in points.
  let userUnit: Double
  /// Read one after another, with white space between: the graphics state runs through.
  let contents: [PDFStream]
}

/// A rectangle (7.9.5), its corners in order.
struct PDFRectangle: Equatable, Sendable {
  var x0: Double
  var y0: Double
  var x1: Double
  var y1: Double

  /// A4, for pages that do not say.
  static let a4 = PDFRectangle(x0: 0, y0: 0, x1: 595, y1: 842)

  init(x0: Double, y0: Double, x1: Double, y1: Double) {
    (self.x0, self.y0, self.x1, self.y1) = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
  }

  var isEmpty: Bool { !(x0 < x1 && y0 < y1) }

  func intersection(_ other: PDFRectangle) -> PDFRectangle? {
    let (left, bottom) = (max(x0, other.x0), max(y0, other.y0))
    let (right, top) = (min(x1, other.x1), min(y1, other.y1))
    return left < right && bottom < top ? PDFRectangle(x0: left, y0: bottom, x1: right, y1: top) : nil
  }
}
