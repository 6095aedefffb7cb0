/// Something that is seen on a page and is no text that can be read: a figure may be drawn so.
package struct UnreadMark: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// Curves or oblique lines, as large as a character.
    case drawing
    case picture
    /// A remark, a stamp, handwriting, a field whose value the file does not show.
    case annotation
    /// A character that the clip cuts off; the mark stands within the clip.
    case clipped
    /// A character over which a picture or a coloured box lies.
    case covered
    /// A character that its font calls white space, and draws.
    case unnamed
    /// A digit that stands a little aslant, upside down or mirrored.
    case aslant
  }

  package var box: Box
  package var kind: Kind
  /// Whether it may be of a figure: a digit, or what nobody knows.
  package var mayBeFigure: Bool
  /// What the mark is clipped by.
  var clip: Box?

  init(_ kind: Kind, _ box: Box, mayBeFigure: Bool = true, clip: Box? = nil) {
    (self.kind, self.box, self.mayBeFigure, self.clip) = (kind, box, mayBeFigure, clip)
  }

  /// Whether the mark says something of what stands in a cell. A drawing is about as high as a digit, and no diagonal or background; a
  /// picture is no larger than the cell.
  func speaks(ofCell cell: Box) -> Bool {
    let (width, height) = (box.x1 - box.x0, box.y1 - box.y0)
    switch kind {
    case .covered, .unnamed, .aslant: return true
    case .clipped:
      // A clip of the page, or of the table, says nothing of what is below or above it.
      guard let clip else { return true }
      return cell.holds(clip)
    case .drawing:
      return cell.holds(box) && height <= 0.95 * (cell.y1 - cell.y0) && width <= 0.8 * (cell.x1 - cell.x0)
    case .picture: return cell.holds(box)
    case .annotation: return width <= 1.5 * (cell.x1 - cell.x0) && height <= 2 * (cell.y1 - cell.y0)
    }
  }
}

extension Box {
  /// Whether another lies within it, or sticks out by less than lines are apart.
  fileprivate func holds(_ other: Box) -> Bool {
    x0 - Nearness.snap < other.x0 && other.x1 < x1 + Nearness.snap && y0 - Nearness.snap < other.y0
      && other.y1 < y1 + Nearness.snap
  }
}

extension Interpreter {
  /// Keeps a part of a path that may be a character.
  mutating func markDrawing(_ part: Path.Part, _ area: Area) throws(PDFError) {
    guard !part.isRectangle else { return }
    // Heights and widths of what may be a digit, in points.
    let (width, height) = (area.x1 - area.x0, area.y1 - area.y0)
    guard height >= 3.5, height <= 40, width >= 0.8, width <= 60, path.isFreelyDrawn(part) else {
      return
    }
    try mark(.drawing, area)
  }

  /// - Throws: `PDFError.limit`.
  mutating func mark(
    _ kind: UnreadMark.Kind, _ area: Area, mayBeFigure: Bool = true, clip: Area? = nil
  ) throws(PDFError) {
    guard page.marks.count < file.limits.paths else {
      throw .limit("\(file.limits.paths) drawings and pictures on page \(page.number)")
    }
    page.marks.append(UnreadMark(kind, area.box, mayBeFigure: mayBeFigure, clip: clip?.box))
  }

  /// Keeps a character that the clip cuts off, at the nearest place that is not: beside or below what is seen of its word.
  ///
  /// - Parameter area: of the character.
  mutating func markClipped(_ area: Area, isDigit: Bool, em: Double) throws(PDFError) {
    let clip = state.clip
    guard clip.x1 - clip.x0 > Self.inset * 2, clip.y1 - clip.y0 > Self.inset * 2 else { return }
    let (x, y) = ((area.x0 + area.x1) / 2, (area.y0 + area.y1) / 2)
    let nearX = min(max(x, clip.x0 + Self.inset), clip.x1 - Self.inset)
    let nearY = min(max(y, clip.y0 + Self.inset), clip.y1 - Self.inset)
    let isBeside = clip.y0 < y && y < clip.y1
    guard abs(nearX - x) <= 3 * em, abs(nearY - y) <= 3 * em else { return }
    try mark(
      .clipped, Area(x0: nearX, y0: nearY, x1: nearX, y1: nearY), mayBeFigure: isDigit,
      clip: isBeside ? nil : clip)
  }

  /// How far within the clip such a character is kept: clips reach over the lines of their cell.
  private static var inset: Double { 1.5 }
}

extension Path {
  /// Whether a part has curves, or lines that are neither level nor upright.
  fileprivate func isFreelyDrawn(_ part: Part) -> Bool {
    guard !part.isRectangle else { return false }
    for index in part.start + 1..<max(part.end, part.start + 1) {
      let (from, to) = (points[index - 1], points[index])
      if to.isCurved { return true }
      if abs(from.x - to.x) > 1, abs(from.y - to.y) > 1 { return true }
    }
    return false
  }

  /// Whether a part is a rectangle with level and upright sides.
  func isBox(_ part: Part) -> Bool {
    if part.isRectangle { return true }
    guard 4...5 ~= part.end - part.start else { return false }
    for index in part.start + 1..<part.end {
      let (from, to) = (points[index - 1], points[index])
      if to.isCurved || min(abs(from.x - to.x), abs(from.y - to.y)) > 0.5 { return false }
    }
    return true
  }
}
