import Bytes

// Which glyphs draw something: a map to Unicode may call a 9 a blank, and what is seen is a 9.

extension TrueTypeCmap {
  /// Whether a glyph has an outline (OpenType, loca); `nil` where that is not known, as of one that stands for what is missing.
  func draws(glyph: Int) -> Bool? {
    guard glyph > 0, let head = table("head"), let loca = table("loca"), head.count >= 52 else { return nil }
    let size = number(head.lowerBound + 50, 2) == 0 ? 2 : 4
    let place = loca.lowerBound + glyph * size
    guard place + 2 * size <= loca.upperBound else { return nil }
    return number(place, size) < number(place + size, size)
  }

  /// The glyph of a code of a font of symbols, or of a character.
  func glyph(code: Int, scalar: UInt32?) -> Int? {
    if codes.indices.contains(code), codes[code] != 0 { return Int(codes[code]) }
    return scalar.flatMap { scalars.firstIndex(of: $0) }
  }
}

extension CFFCharset {
  /// Whether a glyph's program does more than end (Adobe Technical Note 5177).
  func draws(glyph: Int) -> Bool? {
    guard glyph > 0, charStrings > 0, glyph < number(charStrings, 2) else { return nil }
    let size = number(charStrings + 2, 1)
    guard 1...4 ~= size else { return nil }
    let offsets = charStrings + 3
    let data = offsets + (number(charStrings, 2) + 1) * size - 1
    var place = data + number(offsets + glyph * size, size)
    let end = data + number(offsets + (glyph + 1) * size, size)
    guard place < end, end <= bytes.count else { return nil }
    while place < end {
      let byte = number(place, 1)
      if byte < 28 || 29...31 ~= byte { return byte != 14 }
      place += byte == 28 ? 3 : byte == 255 ? 5 : byte < 247 ? 1 : 2
    }
    return nil
  }
}

extension SimpleFont {
  /// Whether the content of a Type 3 character paints (ISO 32000-1, 9.6.5).
  static func paints(_ content: Span<UInt8>) -> Bool {
    var lexer = Lexer(content)
    while true {
      switch lexer.next() {
      case .keyword(let word):
        switch Operator(rawValue: lexer.code(word)) {
        case .fill, .fillAsBefore, .fillEvenOdd, .stroke, .closeAndStroke, .fillAndStroke,
          .fillEvenOddAndStroke,
          .closeFillAndStroke, .closeFillEvenOddAndStroke, .shade, .draw, .inlineImage, .show, .showItems:
          return true
        default: break
        }
      case .end: return false
      default: break
      }
    }
  }
}
