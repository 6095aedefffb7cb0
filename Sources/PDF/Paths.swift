/// A path that is being built (ISO 32000-1, 8.5), in coordinates of the page.
struct Path {
  struct Point {
    let x: Double
    let y: Double
    /// A curve leads here.
    let isCurved: Bool
  }

  struct Part {
    let start: Int
    var end: Int
    var area: Area
    /// Its sides are level and upright, and it has no points.
    var isRectangle = false

    /// More than a point.
    var isDrawn: Bool { isRectangle || end - start > 1 }
  }

  private(set) var points: [Point] = []
  private(set) var parts: [Part] = []
  /// `W` stands before the operator that paints it.
  var clips = false

  @inline(__always)
  mutating func move(_ point: (x: Double, y: Double)) {
    var area = Area.nothing
    area.include(point)
    // A move after a move: the first one was for nothing.
    if let last = parts.last, !last.isDrawn {
      points.removeLast()
      parts.removeLast()
    }
    parts.append(Part(start: points.count, end: points.count + 1, area: area))
    points.append(Point(x: point.x, y: point.y, isCurved: false))
  }

  @inline(__always)
  mutating func rectangle(_ area: Area) {
    parts.append(Part(start: points.count, end: points.count, area: area, isRectangle: true))
  }

  @inline(__always)
  mutating func line(_ point: (x: Double, y: Double), isCurved: Bool = false) {
    guard let last = parts.last else { return }
    // From the corner where a rectangle began.
    if last.isRectangle { move((last.area.x0, last.area.y1)) }
    parts[parts.count - 1].area.include(point)
    points.append(Point(x: point.x, y: point.y, isCurved: isCurved))
    parts[parts.count - 1].end = points.count
  }

  /// Widens the part by the bounds of its last curve.
  mutating func include(_ area: Area) {
    guard !parts.isEmpty else { return }
    parts[parts.count - 1].area.formUnion(area)
  }

  /// To where the part began.
  mutating func close() {
    guard let last = parts.last, last.isDrawn, !last.isRectangle else { return }
    line((points[last.start].x, points[last.start].y))
  }

  mutating func removeAll() {
    // Most paths are one rectangle.
    if !points.isEmpty { points.removeAll(keepingCapacity: true) }
    if parts.count == 1 { parts.removeLast() } else { parts.removeAll(keepingCapacity: true) }
    clips = false
  }
}

extension Interpreter {
  mutating func buildPath(_ code: Operator) throws(PDFError) {
    guard path.points.count + path.parts.count < file.limits.paths else {
      throw .limit("\(file.limits.paths) points in a path on page \(page.number)")
    }
    let count = operands.count
    switch code {
    case .moveTo where count >= 2: path.move(state.matrix.apply(operands.last(1), operands.last(0)))
    case .lineTo where count >= 2: path.line(state.matrix.apply(operands.last(1), operands.last(0)))
    case .curveTo where count >= 6:
      curve((operands.last(5), operands.last(4)), (operands.last(3), operands.last(2)))
    case .curveFromPoint where count >= 4: curve(nil, (operands.last(3), operands.last(2)))
    case .curveToPoint where count >= 4: curve((operands.last(3), operands.last(2)), nil)
    case .closePath: path.close()
    case .rectangle where count >= 4:
      let (x, y, width, height) = (operands.last(3), operands.last(2), operands.last(1), operands.last(0))
      if state.matrix.b == 0, state.matrix.c == 0 {
        let (from, to) = (state.matrix.apply(x, y), state.matrix.apply(x + width, y + height))
        return path.rectangle(
          Area(x0: min(from.x, to.x), y0: min(from.y, to.y), x1: max(from.x, to.x), y1: max(from.y, to.y)))
      }
      path.move(state.matrix.apply(x, y))
      path.line(state.matrix.apply(x + width, y))
      path.line(state.matrix.apply(x + width, y + height))
      path.line(state.matrix.apply(x, y + height))
      path.close()
    default: break
    }
  }

  /// A curve counts by its end; as a line only where its control points lie on it.
  private mutating func curve(_ first: (Double, Double)?, _ second: (Double, Double)?) {
    guard let start = path.points.last else { return }
    let end = state.matrix.apply(operands.last(1), operands.last(0))
    var area = Area.nothing
    area.include((start.x, start.y))
    area.include(end)
    for control in [first, second] {
      if let control { area.include(state.matrix.apply(control.0, control.1)) }
    }
    let isStraight = area.x1 - area.x0 < Self.straightness || area.y1 - area.y0 < Self.straightness
    path.line(end, isCurved: !isStraight)
    path.include(area)
  }

  /// What differs by less across is level, or upright.
  private static let straightness = 0.5

  mutating func paint(_ code: Operator) throws(PDFError) {
    switch code {
    case .closeAndStroke, .closeFillAndStroke, .closeFillEvenOddAndStroke: path.close()
    default: break
    }
    if hidden == 0 {
      switch code {
      case .fill, .fillAsBefore, .fillEvenOdd: try fillPath()
      case .stroke, .closeAndStroke: try strokePath()
      case .fillAndStroke, .fillEvenOddAndStroke, .closeFillAndStroke, .closeFillEvenOddAndStroke:
        try fillPath()
        try strokePath()
      default: break
      }
    }
    if path.clips, !path.parts.isEmpty {
      var area = Area.nothing
      for part in path.parts { area.formUnion(part.area) }
      state.clipIsBox = state.clipIsBox && path.parts.count == 1 && path.isBox(path.parts[0])
      state.clip = state.clip.intersection(area)
    }
    path.removeAll()
  }

  /// A box with round corners has no more points.
  private static var outline: Int { 9 }

  private func checkCount() throws(PDFError) {
    guard page.strokes.count + page.fills.count < file.limits.paths else {
      throw .limit("\(file.limits.paths) lines and areas on page \(page.number)")
    }
  }

  private mutating func fillPath() throws(PDFError) {
    guard !state.fill.isClear else { return }
    for part in path.parts where part.isDrawn {
      let area = part.area.intersection(state.clip)
      guard area.isSound else { continue }
      try checkCount()
      let covers = state.fill.isOpaque && state.clipIsBox && path.isBox(part)
      page.fills.append(
        Fill(box: area.box, isWhite: state.fill.isWhite, glyphCount: page.glyphs.count, covers: covers))
      backgrounds.add(area, isWhite: state.fill.isWhite)
      if !state.fill.isWhite { try markDrawing(part, area) }
    }
  }

  /// Level and upright pieces, each as wide as the line is: one of a point that is stroked 400 points wide is a line across the page.
  private mutating func strokePath() throws(PDFError) {
    guard !state.stroke.isClear, !state.stroke.isWhite else { return }
    let matrix = state.matrix
    let halfWidth = abs(state.lineWidth) / 2
    let acrossX = halfWidth * (matrix.a * matrix.a + matrix.c * matrix.c).squareRoot()
    let acrossY = halfWidth * (matrix.b * matrix.b + matrix.d * matrix.d).squareRoot()
    for part in path.parts {
      if part.isRectangle {
        let area = part.area
        let corners = [(area.x0, area.y0), (area.x1, area.y0), (area.x1, area.y1), (area.x0, area.y1)]
        for index in 0..<4 {
          try stroke(from: corners[index], to: corners[(index + 1) % 4], acrossX, acrossY)
        }
        continue
      }
      guard part.isDrawn else { continue }
      let area = part.area.intersection(state.clip)
      try markDrawing(part, area)
      // The sides of a character's outline are no lines: some programs draw bold text so.
      if part.end - part.start > Self.outline, area.x1 - area.x0 < 60, area.y1 - area.y0 < 40 { continue }
      for index in part.start + 1..<part.end where !path.points[index].isCurved {
        let (from, to) = (path.points[index - 1], path.points[index])
        try stroke(from: (from.x, from.y), to: (to.x, to.y), acrossX, acrossY)
      }
    }
  }

  private mutating func stroke(
    from: (x: Double, y: Double), to: (x: Double, y: Double), _ acrossX: Double, _ acrossY: Double
  ) throws(PDFError) {
    let isLevel = abs(from.y - to.y) < Self.straightness
    let isUpright = abs(from.x - to.x) < Self.straightness
    guard isLevel || isUpright else { return }
    var area = Area(
      x0: min(from.x, to.x), y0: min(from.y, to.y), x1: max(from.x, to.x), y1: max(from.y, to.y))
    if isLevel {
      area.y0 -= acrossY
      area.y1 += acrossY
    }
    if isUpright {
      area.x0 -= acrossX
      area.x1 += acrossX
    }
    area = area.intersection(state.clip)
    guard area.isSound else { return }
    try checkCount()
    let (width, height) = (area.x1 - area.x0, area.y1 - area.y0)
    page.strokes.append(Stroke(box: area.box, isLevel: width == height ? isLevel : width > height))
  }
}
