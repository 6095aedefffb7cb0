import Bytes

/// Where the pen is while a string is shown (ISO 32000-1, 9.4.4), in coordinates of the page.
struct Pen {
  let font: Font
  let fontIndex: Int
  /// Text space to the page.
  let text: Matrix
  /// Of the baseline's origin.
  let startX: Double
  let startY: Double
  /// How far the pen went, in text space.
  var travelled = 0.0

  /// A width of 1 in text space, and what comes behind each character.
  let unit: Double
  let spacing: Double
  let wordSpacing: Double
  /// A width of 1 on the page: one of the two is 0.
  let acrossX: Double
  let acrossY: Double
  /// From the baseline to the sides of the box.
  let lowX: Double
  let highX: Double
  let lowY: Double
  let highY: Double
  let em: Double
  /// Where the text goes on the page, in quarters of a turn clockwise from left to right; `nil` where it slopes, or runs downwards as its
  /// font does.
  let direction: Int?
  /// Why nothing of it counts.
  let reason: LeftOut.Reason?
  let isWhite: Bool

  /// Boxes reach from 0.15 em below the baseline to 0.85 em above it.
  private static let (descent, ascent) = (-0.15, 0.85)
  /// The baseline's slope, below which text is level or upright: watermarks are neither. That of the letters does not matter: it is italic.
  private static let slope = 0.1

  init(_ state: GraphicsState, _ textMatrix: Matrix, _ font: Font, hidden: LeftOut.Reason?) {
    self.font = font
    fontIndex = state.font
    text = textMatrix.then(state.matrix)
    (startX, startY) = text.apply(0, state.rise)
    let size = state.fontSize
    unit = size * state.horizontalScale
    spacing = state.characterSpacing * state.horizontalScale
    wordSpacing = state.wordSpacing * state.horizontalScale

    let height = size * font.emScale
    let (riseX, riseY) = (text.c * height, text.d * height)
    let (directionX, directionY) = font.isVertical ? (text.d, text.c) : (text.a, text.b)
    let isLevel = abs(directionY) < abs(directionX) * Self.slope
    let isUpright = abs(directionX) < abs(directionY) * Self.slope
    acrossX = isLevel ? unit * text.a : 0
    acrossY = isUpright ? unit * text.b : 0
    lowX = isUpright ? min(riseX * Self.descent, riseX * Self.ascent) : 0
    highX = isUpright ? max(riseX * Self.descent, riseX * Self.ascent) : 0
    lowY = isLevel ? min(riseY * Self.descent, riseY * Self.ascent) : 0
    highY = isLevel ? max(riseY * Self.descent, riseY * Self.ascent) : 0
    em = abs(isLevel ? riseY : riseX)
    isWhite = state.textIsWhite
    let (alongX, alongY) = (unit * text.a, unit * text.b)
    direction =
      font.isVertical ? nil : isLevel ? (alongX < 0 ? 2 : 0) : isUpright ? (alongY < 0 ? 3 : 1) : nil
    // Type 3 fonts turn their characters themselves.
    let isMirrored = font.isType3 ? false : unit * size * (text.a * text.d - text.b * text.c) > 0
    if let hidden {
      reason = hidden
    } else if !state.showsText {
      reason = .invisible
    } else if !isLevel && !isUpright {
      reason = .sloping
    } else if isMirrored || direction == 2 {
      reason = .turned
    } else {
      reason = em > 0 ? nil : .invisible
    }
  }

  @inline(__always)
  mutating func advance(_ width: Double, isSpace: Bool) {
    travelled += width * unit + spacing
    if isSpace { travelled += wordSpacing }
  }

  @inline(__always)
  func area(_ width: Double) -> Area {
    let (x, y) = (startX + travelled * text.a, startY + travelled * text.b)
    let (toX, toY) = (x + width * acrossX, y + width * acrossY)
    return Area(
      x0: min(x, toX) + lowX, y0: min(y, toY) + lowY, x1: max(x, toX) + highX, y1: max(y, toY) + highY)
  }
}

extension Interpreter {
  /// `Tf`: a font by the name of a resource, and its size.
  mutating func setFont(_ lexer: borrowing Lexer, _ scope: inout Scope) throws(PDFError) {
    guard let name = operands.name, operands.count > 0 else { return }
    state.fontSize = operands.last(0)
    let key = NameCache<Int>.key(lexer.bytes.extracting(name))
    if let known = scope.fonts.value(key) {
      state.font = known
      return
    }
    state.font = try document.font(resource("Font", lexer, scope), of: file)
    scope.fonts.keep(state.font, for: key)
  }

  /// The string of `Tj` and its like.
  mutating func show(_ lexer: borrowing Lexer) throws(PDFError) {
    guard case .string(let range, let isHexadecimal)? = operands.string else { return }
    var pen = beginText()
    try show(range, isHexadecimal, lexer, &pen)
    endText(pen)
  }

  /// The array of `TJ`: numbers move the pen back, in thousandths of the font's size.
  mutating func showItems(_ lexer: borrowing Lexer) throws(PDFError) {
    guard !operands.items.isEmpty else { return }
    var pen = beginText()
    let step = pen.font.isVertical ? state.fontSize : pen.unit
    for index in operands.items.indices {
      switch operands.items[index] {
      case .number(let value): pen.travelled -= value / 1000 * step
      case .string(let range, let isHexadecimal): try show(range, isHexadecimal, lexer, &pen)
      }
    }
    endText(pen)
  }

  private func beginText() -> Pen {
    Pen(state, textMatrix, document.fonts[state.font], hidden: hidden > 0 ? hiddenReason : nil)
  }

  private mutating func endText(_ pen: Pen) {
    if pen.font.isVertical {
      textMatrix.shift(x: 0, y: pen.travelled)
    } else {
      textMatrix.shift(x: pen.travelled, y: 0)
    }
  }

  private mutating func show(
    _ range: Range<Int>, _ isHexadecimal: Bool, _ lexer: borrowing Lexer, _ pen: inout Pen
  ) throws(PDFError) {
    if !isHexadecimal, Self.isPlain(lexer.bytes.extracting(range)) {
      return try show(lexer.bytes.extracting(range), &pen)
    }
    var bytes: [UInt8] = []
    swap(&bytes, &scratch)
    bytes.removeAll(keepingCapacity: true)
    lexer.append(isHexadecimal ? .hexString(range) : .string(range), to: &bytes)
    try show(bytes.span, &pen)
    swap(&bytes, &scratch)
  }

  /// The bytes of a string stand for themselves.
  @inline(__always)
  private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\\") || bytes[index] == .carriageReturn {
      return false
    }
    return true
  }

  private mutating func show(_ bytes: Span<UInt8>, _ pen: inout Pen) throws(PDFError) {
    guard bytes.count <= PDFLimits.contentString else { throw .limit("1 MiB in one string of a page") }
    guard page.glyphs.count < file.limits.glyphs else {
      throw .limit("\(file.limits.glyphs) characters on page \(page.number)")
    }
    if let direction = pen.direction { directions[direction] += bytes.count }
    let font = pen.font
    if font.isVertical { return try showDownwards(bytes, &pen) }
    switch font.codes {
    case .oneByte:
      for index in bytes.indices {
        let code = bytes[index]
        try show(font.entry(UInt32(code)), &pen, isSpace: code == .space)
      }
    case .twoBytes:
      var index = 0
      while index + 1 < bytes.count {
        try show(font.entry(UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])), &pen, isSpace: false)
        index += 2
      }
    default:
      var index = 0
      while index < bytes.count {
        let (code, length) = font.codes.code(bytes, at: index)
        try show(font.entry(code), &pen, isSpace: length == 1 && code == 0x20)
        index += length
      }
    }
  }

  @inline(__always)
  private mutating func show(_ entry: FontEntry, _ pen: inout Pen, isSpace: Bool) throws(PDFError) {
    let width = Double(entry.width)
    if entry.scalar != FontEntry.space { try add(entry.scalar, pen.area(width), width, pen) }
    pen.advance(width, isSpace: isSpace)
  }

  /// A character that shows, or one more that does not.
  private mutating func add(
    _ scalar: UInt32, _ area: Area, _ width: Double, _ pen: borrowing Pen
  ) throws(PDFError) {
    if let reason = pen.reason { return try leaveOut(scalar, reason, area, width, pen) }
    let (x, y) = ((area.x0 + area.x1) / 2, (area.y0 + area.y1) / 2)
    guard state.clip.holds(x, y), area.isSound else {
      page.leftOut.count(.clipped)
      if area.isSound { try markClipped(area, isDigit: Self.isOfFigure(scalar), em: pen.em) }
      return
    }
    if pen.isWhite, !backgrounds.showsWhite(atX: x, y: y) {
      page.leftOut.count(.white)
      return
    }
    if scalar == FontEntry.drawnSpace { return try mark(.unnamed, area) }
    let box = area.box
    // Unknown characters need not be the same one.
    if scalar != 0xFFFD,
      let double = doubles.place(
        of: scalar, x: box.x0, y: box.y0, em: Float(pen.em),
        width: pen.acrossX == 0 ? box.y1 - box.y0 : box.x1 - box.x0, glyph: page.glyphs.count)
    {
      guard page.isCovered(doubles[double], box.middle, &looks) else {
        page.leftOut.count(.double)
        return
      }
      doubles[double] = page.glyphs.count
    }
    if scalar == 0xFFFD { unknowns[pen.fontIndex, default: 0] += 1 }
    var glyph = Glyph(scalar: scalar, box: box, em: Float(pen.em), isVertical: pen.font.isVertical)
    if scalar < FontEntry.text {
      page.glyphs.append(glyph)
      return
    }
    // A ligature: its characters share the box.
    let text = pen.font.texts[Int(scalar - FontEntry.text)]
    for (index, scalar) in text.enumerated() {
      glyph.scalar = scalar
      glyph.box = box.part(index, of: text.count, isUpright: pen.acrossX == 0)
      page.glyphs.append(glyph)
    }
  }

  /// Vertical writing (9.7.4.3): boxes of an em, the pen above their middle.
  private mutating func showDownwards(_ bytes: Span<UInt8>, _ pen: inout Pen) throws(PDFError) {
    let size = state.fontSize
    var index = 0
    while index < bytes.count {
      let (code, length) = pen.font.codes.code(bytes, at: index)
      index += length
      let entry = pen.font.entry(code)
      let metrics = pen.font.vertical(code)
      if entry.scalar != FontEntry.space {
        let (left, top) = (-0.5 - metrics.offsetX, -metrics.offsetY)
        let scaled = Matrix(a: pen.unit, b: 0, c: 0, d: size, e: 0, f: state.rise + pen.travelled).then(
          pen.text)
        let corner = PDFRectangle(x0: left, y0: top - 1, x1: left + 1, y1: top)
        try add(entry.scalar, scaled.bounds(corner), 1, pen)
      }
      pen.travelled += metrics.advance * size + state.characterSpacing
      if length == 1, code == 0x20 { pen.travelled += state.wordSpacing }
    }
  }
}

extension Box {
  /// One of so many equal parts, from left to right or from top to bottom.
  func part(_ index: Int, of count: Int, isUpright: Bool) -> Box {
    var part = self
    let (from, to) = (Float(index) / Float(count), Float(index + 1) / Float(count))
    if isUpright {
      part.y0 = y0 + (y1 - y0) * from
      part.y1 = y0 + (y1 - y0) * to
    } else {
      part.x0 = x0 + (x1 - x0) * from
      part.x1 = x0 + (x1 - x0) * to
    }
    return part
  }
}
