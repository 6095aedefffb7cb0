import Bytes

/// The names of the glyphs of a CFF font (Adobe Technical Note 5176), as the characters they stand for.
struct CFFCharset {
  let bytes: [UInt8]
  /// By number of the glyph: its string.
  private var strings: [UInt16] = []
  /// Where the font's own strings are.
  private var ownStrings: [Range<Int>] = []
  /// Glyphs by code; empty for the standard encoding.
  private var codes: [UInt16] = []
  /// Where the programs of its glyphs are; 0 for nowhere.
  private(set) var charStrings = 0

  /// Glyphs by CID, of a font that has these and no names.
  private var glyphs: [UInt16: Int]?

  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count > 4, let names = index(at: Int(bytes[2])), let dictionaries = index(at: names.end),
      let dictionary = dictionaries.items.first, let own = index(at: dictionaries.end)
    else { return nil }
    ownStrings = own.items
    var operands: [Int] = []
    var (charset, encoding, glyphCount) = (0, 0, 0)
    var place = dictionary.lowerBound
    while place < dictionary.upperBound {
      let byte = number(place, 1)
      place += 1
      switch byte {
      case 12:
        // ROS
        if number(place, 1) == 30 { glyphs = [:] }
        place += 1
        operands = []
      case 0...21:
        if byte == 15 { charset = operands.last ?? 0 }
        if byte == 16 { encoding = operands.last ?? 0 }
        if byte == 17 {
          charStrings = max(0, operands.last ?? 0)
          glyphCount = charStrings > 0 ? number(charStrings, 2) : 0
        }
        operands = []
      default: operands.append(operand(byte, &place))
      }
    }
    readCharset(charset, glyphCount)
    if glyphs != nil {
      // A predefined charset is none of CIDs.
      glyphs = charset > 2 ? Dictionary(zip(strings, 0...), uniquingKeysWith: { first, _ in first }) : [:]
      strings = []
    }
    if encoding > 1 { readEncoding(encoding) }
  }

  /// The glyph of a CID: itself where glyphs have names.
  func glyph(cid: Int) -> Int? {
    guard let glyphs else { return cid }
    return UInt16(exactly: cid).flatMap { glyphs[$0] }
  }

  func text(glyph: Int) -> [UInt32]? {
    guard strings.indices.contains(glyph), strings[glyph] != 0 else { return nil }
    let string = Int(strings[glyph])
    if string < Self.standardCount {
      let scalar = UInt32(
        EncodingTable.number(embeddedCFFStrings, at: string / 28 * 113 + string % 28 * 4, digits: 4))
      return scalar == 0xFFFD ? nil : [scalar]
    }
    guard ownStrings.indices.contains(string - Self.standardCount) else { return nil }
    let text = GlyphNames.scalars(bytes.span.extracting(ownStrings[string - Self.standardCount]))
    return text.isEmpty ? nil : text
  }

  /// The glyph of a code in the font's own encoding.
  func glyph(code: Int) -> Int? {
    glyphs == nil && codes.indices.contains(code) && codes[code] != 0 ? Int(codes[code]) : nil
  }

  /// In the font's own encoding.
  func text(code: Int) -> [UInt32]? {
    if glyphs != nil { return nil }
    if codes.isEmpty { return EncodingTable.scalar(EncodingTable.standard, code).map { [$0] } }
    return text(glyph: Int(codes[code]))
  }

  private static let standardCount = 391

  func number(_ place: Int, _ count: Int) -> Int { bytes.bigEndian(at: place, count) }

  /// An INDEX: where its items are, and where it ends.
  private func index(at start: Int) -> (items: [Range<Int>], end: Int)? {
    let count = number(start, 2)
    guard count > 0 else { return start + 2 <= bytes.count ? ([], start + 2) : nil }
    let size = number(start + 2, 1)
    guard 1...4 ~= size else { return nil }
    let data = start + 2 + (count + 1) * size
    guard data < bytes.count else { return nil }
    var items: [Range<Int>] = []
    var from = data + number(start + 3, size)
    for item in 1...count {
      let to = data + number(start + 3 + item * size, size)
      guard from <= to, to <= bytes.count else { return nil }
      items.append(from..<to)
      from = to
    }
    return (items, from)
  }

  private func operand(_ byte: Int, _ place: inout Int) -> Int {
    switch byte {
    case 28:
      place += 2
      return Int(Int16(truncatingIfNeeded: number(place - 2, 2)))
    case 29:
      place += 4
      return Int(Int32(truncatingIfNeeded: number(place - 4, 4)))
    case 30:
      // A real, up to a half byte F: none of what is looked for.
      while place < bytes.count {
        place += 1
        if bytes[place - 1] & 0xF == 0xF || bytes[place - 1] >> 4 == 0xF { break }
      }
      return 0
    case 32...246: return byte - 139
    case 247...250:
      place += 1
      return (byte - 247) * 256 + number(place - 1, 1) + 108
    case 251...254:
      place += 1
      return -(byte - 251) * 256 - number(place - 1, 1) - 108
    default: return 0
    }
  }

  private mutating func readCharset(_ start: Int, _ count: Int) {
    strings = [0]
    if start == 0 { strings = (0..<UInt16(229)).map { $0 } }
    // 1 and 2 are those of fonts of figures and fractions.
    guard start > 2 else { return }
    let format = number(start, 1)
    var place = start + 1
    while strings.count < count, place < bytes.count {
      let first = number(place, 2)
      let more = format == 0 ? 0 : number(place + 2, min(format, 2))
      for string in first...first + more where strings.count < count {
        strings.append(UInt16(truncatingIfNeeded: string))
      }
      place += 2 + (format == 0 ? 0 : min(format, 2))
    }
  }

  private mutating func readEncoding(_ start: Int) {
    codes = [UInt16](repeating: 0, count: 256)
    let format = number(start, 1)
    var place = start + 2
    var glyph: UInt16 = 1
    for _ in 0..<number(start + 1, 1) {
      let first = number(place, 1)
      let more = format & 0x7F == 0 ? 0 : number(place + 1, 1)
      for code in first...first + more where code < 256 {
        codes[code] = glyph
        glyph &+= 1
      }
      place += format & 0x7F == 0 ? 1 : 2
    }
    guard format & 0x80 != 0 else { return }
    // Further codes of glyphs, by their strings.
    for item in 0..<number(place, 1) {
      let string = UInt16(number(place + 2 + item * 3, 2))
      if let glyph = strings.firstIndex(of: string) {
        codes[number(place + 1 + item * 3, 1)] = UInt16(truncatingIfNeeded: glyph)
      }
    }
  }
}
