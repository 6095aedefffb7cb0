import Bytes

/// A marked-content sequence that is open (ISO 32000-1, 14.6).
struct Mark {
  /// Its optional content is off.
  var isHidden = false
  /// What its characters stand for, and where they begin (14.9.4).
  var text: [UInt32]?
  var firstGlyph = 0
}

extension Interpreter {
  /// Passes over a dictionary among the operands; keeps its `ActualText`.
  mutating func readPropertyList(_ lexer: inout Lexer) {
    var depth = 1
    var isText = false
    while depth > 0 {
      let token = lexer.next()
      switch token {
      case .dictionaryBegin: depth += 1
      case .dictionaryEnd: depth -= 1
      case .name(let range) where depth == 1:
        isText = lexer.bytes.extracting(range).isText("ActualText")
        continue
      case .string where isText, .hexString where isText:
        var bytes: [UInt8] = []
        lexer.append(token, to: &bytes)
        operands.actualText = UTF16Text.scalars(ofTextString: bytes)
      case .end: return
      default: break
      }
      isText = false
    }
  }

  /// `BMC` and `BDC`: the first operand is the tag, the second a property list or the name of one.
  mutating func beginMark(_ lexer: borrowing Lexer, _ scope: inout Scope) {
    var mark = Mark(text: operands.actualText, firstGlyph: page.glyphs.count)
    if let tag = operands.firstName, let name = operands.name, tag != name {
      let known = properties(lexer, &scope)
      if lexer.bytes.extracting(tag).isText("OC") {
        mark.isHidden = known.isHidden
      } else {
        mark.text = known.text
      }
    }
    if mark.isHidden { hidden += 1 }
    // What is nested deeper is no text of a report.
    if marks.count < PDFLimits.savedStates { marks.append(mark) } else { unmarked += 1 }
  }

  /// What the property list of the last name says.
  private func properties(_ lexer: borrowing Lexer, _ scope: inout Scope) -> Mark {
    guard let name = operands.name else { return Mark() }
    let key = NameCache<Mark>.key(lexer.bytes.extracting(name))
    if let known = scope.marks.value(key) { return known }
    let list = resource("Properties", lexer, scope)
    var mark = Mark(isHidden: document.layers.isHidden(list, of: file))
    mark.text = file.string(file.dictionary(list)?["ActualText"]).map { UTF16Text.scalars(ofTextString: $0) }
    scope.marks.keep(mark, for: key)
    return mark
  }

  mutating func endMark() {
    if unmarked > 0 {
      unmarked -= 1
      return
    }
    guard marks.count > marksOutside, let mark = marks.popLast() else { return }
    if mark.isHidden { hidden -= 1 }
    if let text = mark.text { replaceGlyphs(from: mark.firstGlyph, text) }
  }

  /// Characters stand for others: each of these gets its share of their boxes, and what is nothing takes them away.
  private mutating func replaceGlyphs(from first: Int, _ written: [UInt32]) {
    guard first < page.glyphs.count else { return }
    var text: [UInt32] = []
    for scalar in written { Folding.append(scalar, to: &text) }
    // Where there is no room, what is drawn stays.
    guard first + text.count <= file.limits.glyphs else { return }
    let old = Array(page.glyphs[first...])
    page.glyphs.removeSubrange(first...)
    page.leftOut.double += max(0, old.count - text.count)
    defer {
      // Fewer characters stand before what was drawn behind them.
      for place in page.fills.indices.reversed() {
        guard page.fills[place].glyphCount > page.glyphs.count else { break }
        page.fills[place].glyphCount = page.glyphs.count
      }
      for place in page.pictures.indices.reversed() {
        guard page.pictures[place].glyphCount > page.glyphs.count else { break }
        page.pictures[place].glyphCount = page.glyphs.count
      }
    }
    for (index, scalar) in text.enumerated() {
      let from = index * old.count / text.count
      let to = max(from + 1, (index + 1) * old.count / text.count)
      var glyph = old[from]
      glyph.scalar = scalar
      if text.count > old.count {
        // Several in one box: which of those that fall to it.
        let start = (from * text.count + old.count - 1) / old.count
        let end = ((from + 1) * text.count + old.count - 1) / old.count
        glyph.box = glyph.box.part(index - start, of: end - start, isUpright: glyph.isVertical)
      } else {
        for other in old[from..<to] { glyph.box.growOnLine(other.box) }
      }
      page.glyphs.append(glyph)
    }
  }
}

extension Box {
  /// Grows by a box of the same line; one of another line is left alone.
  fileprivate mutating func growOnLine(_ other: Box) {
    guard other.y0 < y1, y0 < other.y1 || other.x0 < x1, x0 < other.x1 else { return }
    self = Box(x0: min(x0, other.x0), y0: min(y0, other.y0), x1: max(x1, other.x1), y1: max(y1, other.y1))
  }
}
