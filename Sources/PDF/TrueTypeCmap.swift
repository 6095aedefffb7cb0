import Bytes

/// The cmap of a TrueType or OpenType font (OpenType, cmap), turned round: which character a glyph is.
struct TrueTypeCmap {
  private let bytes: [UInt8]
  private var tables: [(tag: UInt32, range: Range<Int>)] = []
  /// By number of the glyph; 0 where no character leads to it.
  private(set) var scalars: [UInt32] = []
  /// Glyphs of the codes of a font of symbols.
  private(set) var codes = [UInt16](repeating: 0, count: 256)
  private var budget = PDFLimits.mapEntries

  /// `nil` where the bytes are no such font.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count >= 12 else { return nil }
    var start = 0
    if number(0, 4) == 0x7474_6366 { start = number(12, 4) }  // ttcf: the first of a collection
    guard [0x0001_0000, 0x4F54_544F, 0x7472_7565].contains(number(start, 4)) else { return nil }
    for index in 0..<number(start + 4, 2) {
      let entry = start + 12 + index * 16
      let (offset, length) = (number(entry + 8, 4), number(entry + 12, 4))
      guard entry + 16 <= bytes.count else { break }
      guard offset < bytes.count else { continue }
      tables.append((UInt32(number(entry, 4)), offset..<min(bytes.count, offset + length)))
    }
    if let cmap = table("cmap") { read(cmap) }
  }

  var isEmpty: Bool { scalars.isEmpty }

  func table(_ tag: StaticString) -> Range<Int>? {
    // A static string's bytes live as long as the program.
    let letters = unsafe Span(_unsafeStart: tag.utf8Start, count: tag.utf8CodeUnitCount)
    var value: UInt32 = 0
    for index in letters.indices { value = value << 8 | UInt32(letters[index]) }
    return tables.first { $0.tag == value }?.range
  }

  func scalar(glyph: Int) -> UInt32? {
    guard scalars.indices.contains(glyph), scalars[glyph] != 0 else { return nil }
    return scalars[glyph]
  }

  /// Of a code of a font of symbols, by way of its glyph.
  func scalar(code: Int) -> UInt32? {
    guard codes.indices.contains(code), codes[code] != 0 else { return nil }
    return scalar(glyph: Int(codes[code]))
  }

  func number(_ place: Int, _ count: Int) -> Int { bytes.bigEndian(at: place, count) }

  private mutating func read(_ cmap: Range<Int>) {
    for index in 0..<min(64, number(cmap.lowerBound + 2, 2)) {
      let record = cmap.lowerBound + 4 + index * 8
      let (platform, encoding) = (number(record, 2), number(record + 2, 2))
      let subtable = cmap.lowerBound + number(record + 4, 4)
      switch (platform, encoding) {
      case (3, 1), (3, 10), (0, 0...4), (0, 6): readSubtable(subtable) { $0.name($2, $1) }
      case (3, 0), (1, 0): readSubtable(subtable) { $0.encode($2, $1) }
      default: break
      }
    }
  }

  /// A character of a glyph. Of several the ideograph counts, not the radical that looks the same, and nothing private.
  private mutating func name(_ glyph: Int, _ scalar: Int) {
    guard 1...0xFFFF ~= glyph, scalar < 0x110000 else { return }
    if glyph >= scalars.count {
      scalars.append(contentsOf: repeatElement(0, count: glyph + 1 - scalars.count))
    }
    switch scalars[glyph] {
    case 0, 0x2E80...0x2FDF, 0x31C0...0x31EF, 0xE000...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE4F:
      scalars[glyph] = UInt32(scalar)
    default: break
    }
  }

  /// A code of a font of symbols; those of Windows begin at U+F000.
  private mutating func encode(_ glyph: Int, _ code: Int) {
    guard code < 256 || 0xF000...0xF0FF ~= code, 1...0xFFFF ~= glyph else { return }
    codes[code & 0xFF] = UInt16(glyph)
  }

  private mutating func readSubtable(_ start: Int, _ take: (inout Self, _ code: Int, _ glyph: Int) -> Void) {
    switch number(start, 2) {
    case 0:
      for code in 0..<256 { take(&self, code, number(start + 6 + code, 1)) }
    case 4: readSegments(start, take)
    case 6:
      for index in 0..<number(start + 8, 2) {
        take(&self, number(start + 6, 2) + index, number(start + 10 + index * 2, 2))
      }
    case 12:
      for index in 0..<min(number(start + 12, 4), 65_536) {
        let group = start + 16 + index * 12
        let (first, last, glyph) = (number(group, 4), number(group + 4, 4), number(group + 8, 4))
        guard group + 12 <= bytes.count, first <= last, last < 0x110000 else { return }
        for code in first...last {
          guard spend() else { return }
          take(&self, code, glyph + code - first)
        }
      }
    default: break
    }
  }

  /// Format 4.
  private mutating func readSegments(_ start: Int, _ take: (inout Self, _ code: Int, _ glyph: Int) -> Void) {
    let size = number(start + 6, 2) & ~1
    for segment in stride(from: 0, to: size, by: 2) {
      let last = number(start + 14 + segment, 2)
      let first = number(start + 16 + size + segment, 2)
      let delta = number(start + 16 + size * 2 + segment, 2)
      let place = start + 16 + size * 3 + segment
      let offset = number(place, 2)
      guard first <= last else { continue }
      for code in first...last where code != 0xFFFF {
        guard spend() else { return }
        var glyph = code
        if offset != 0 {
          glyph = number(place + offset + (code - first) * 2, 2)
          if glyph == 0 { continue }
        }
        take(&self, code, (glyph + delta) & 0xFFFF)
      }
    }
  }

  private mutating func spend() -> Bool {
    budget -= 1
    return budget > 0
  }
}
