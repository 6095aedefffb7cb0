import Bytes

/// Names of glyphs (Adobe Glyph List Specification).
enum GlyphNames {
  /// The characters that a glyph of a name stands for; none where it does not say.
  ///
  /// `uniXXXX` and `uXXXXX` are their digits, what follows a period says only which shape, and `f_i` is two. Names that programs make up
  /// of numbers (`g12`, `cid12`, `gid00012`) say nothing.
  static func scalars(_ name: Span<UInt8>) -> [UInt32] {
    var end = 0
    while end < name.count, name[end] != .period { end += 1 }
    var text: [UInt32] = []
    var start = 0
    while start < end {
      var stop = start
      while stop < end, name[stop] != UInt8(ascii: "_") { stop += 1 }
      guard append(name.extracting(start..<stop), to: &text) else { return [] }
      start = stop + 1
    }
    return text
  }

  private static func append(_ part: Span<UInt8>, to text: inout [UInt32]) -> Bool {
    if let scalar = listed(part) {
      text.append(scalar)
      return true
    }
    if part.count >= 7, part.count % 4 == 3, part[0] == UInt8(ascii: "u"), part[1] == UInt8(ascii: "n"),
      part[2] == UInt8(ascii: "i")
    {
      for start in stride(from: 3, to: part.count, by: 4) {
        guard let scalar = hexadecimal(part.extracting(start..<start + 4)) else { return false }
        text.append(scalar)
      }
      return true
    }
    guard 5...7 ~= part.count, part[0] == UInt8(ascii: "u"), let scalar = hexadecimal(part.extracting(1...)),
      scalar <= 0x10FFFF
    else { return false }
    text.append(scalar)
    return true
  }

  private static func hexadecimal(_ digits: Span<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    for index in digits.indices {
      // The specification wants capitals; small letters are met.
      guard let digit = digits[index].hexDigit else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Halves the list, whose entries are `name hex;` in the order of their bytes.
  private static func listed(_ name: Span<UInt8>) -> UInt32? {
    // A static string's bytes live as long as the program.
    let list = unsafe Span(
      _unsafeStart: embeddedGlyphNames.utf8Start, count: embeddedGlyphNames.utf8CodeUnitCount)
    var (low, high) = (0, list.count)
    while low < high {
      // To the beginning of an entry.
      var start = (low + high) / 2
      while start > low, list[start - 1] != UInt8(ascii: ";") { start -= 1 }
      var place = start
      while list[place] == .lineFeed { place += 1 }
      var index = 0
      while index < name.count, list[place] == name[index], name[index] != .space {
        (index, place) = (index + 1, place + 1)
      }
      let isSame = index == name.count && list[place] == .space
      let comesLater = index < name.count && (list[place] == .space || name[index] > list[place])
      var end = place
      while list[end] != UInt8(ascii: ";") { end += 1 }
      if isSame { return hexadecimal(list.extracting(place + 1..<end)) }
      if comesLater { low = end + 1 } else { high = start }
    }
    return nil
  }
}
