import Bytes

/// Replacing references and line ends, and checking characters.
extension Span where Element == UInt8 {
  /// Appends the bytes of `range` with references replaced and line ends as LF; in a value they are blanks.
  ///
  /// - Returns: whether all references were good.
  /// Source: XML 1.0 sections 2.11, 3.3.3, 4.1 and 4.6.
  func decodeXML(
    _ range: Range<Int>, isValue: Bool, takesAnyReference: Bool, into output: inout XMLBuffer
  ) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = self[index]
      if byte == UInt8(ascii: "&") {
        let next = decodeReference(
          at: index, end: range.upperBound, takesAny: takesAnyReference, into: &output)
        guard let next else { return false }
        index = next
        continue
      }
      index += 1
      if byte == .carriageReturn {
        if index < range.upperBound, self[index] == .lineFeed { index += 1 }
        output.append(isValue ? .space : .lineFeed)
      } else {
        output.append(isValue && byte < .space ? .space : byte)
      }
    }
    return true
  }

  /// Appends the bytes of `range` with line ends as LF.
  func normalizeLines(_ range: Range<Int>, into output: inout XMLBuffer) {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = self[index]
      index += 1
      if byte == .carriageReturn {
        if index < range.upperBound, self[index] == .lineFeed { index += 1 }
        output.append(.lineFeed)
      } else {
        output.append(byte)
      }
    }
  }

  /// The place behind the reference at `index`; `nil` where it is none of XML's five nor a character.
  private func decodeReference(
    at start: Int, end: Int, takesAny: Bool, into output: inout XMLBuffer
  ) -> Int? {
    // &#x10FFFF; is the longest, leading zeros aside.
    var stop = start + 1
    while stop < end, stop - start < 16, self[stop] != UInt8(ascii: ";") { stop += 1 }
    guard stop < end, self[stop] == UInt8(ascii: ";") else { return nil }
    let name = extracting(start + 1..<stop)
    guard !name.isEmpty else { return nil }
    if name[0] == UInt8(ascii: "#") {
      guard let scalar = name.characterReference(takesAny: takesAny) else { return nil }
      output.append(Array(Character(scalar).utf8).span)
      return stop + 1
    }
    guard let entity = xmlEntities.first(where: { name.equals($0.name) }) else { return nil }
    output.append(entity.byte)
    return stop + 1
  }

  /// The character of `#20013` or `#x4E2D`.
  private func characterReference(takesAny: Bool) -> Unicode.Scalar? {
    let isHex = count > 1 && self[1] == UInt8(ascii: "x")
    let first = isHex ? 2 : 1
    guard first < count else { return nil }
    var value: UInt32 = 0
    for index in first..<count {
      let byte = self[index]
      let letter = (byte | 0x20) &- UInt8(ascii: "a")
      guard byte.isDigit || isHex && letter < 6 else { return nil }
      value = value * (isHex ? 16 : 10) + UInt32(byte.isDigit ? byte - .zero : letter + 10)
      guard value <= 0x10FFFF else { return nil }
    }
    let isControl = value < 0x20 && value != 9 && value != 10 && value != 13
    if takesAny {
      return value == 0 || value == 0xFFFE || value == 0xFFFF
        ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    }
    guard !isControl, value != 0xFFFE, value != 0xFFFF else { return nil }
    return Unicode.Scalar(value)
  }

  // MARK: characters

  /// The length of the character at the end whose last bytes have not come yet; 0 where the last one is whole.
  var cutCharacterLength: Int {
    var index = count - 1
    while index >= 0, count - index <= 4 {
      let byte = self[index]
      if byte < 0x80 { return 0 }
      if byte >= 0xC0 {
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        return count - index < length ? count - index : 0
      }
      index -= 1
    }
    return 0
  }

  /// The first byte that is no UTF-8, or no character of XML; `nil` where all are.
  ///
  /// Source: XML 1.0 section 2.2.
  var firstInvalidXML: Int? {
    var index = 0
    while index < count {
      while isPlainASCII(at: index) { index += 32 }
      let plain = plainASCIILength(at: index)
      index += plain
      if plain == 16 { continue }
      while isCommonTriple(at: index) { index += 3 }
      guard index < count else { break }
      let byte = self[index]
      if byte >= 0x80 {
        let length = validLength(at: index)
        guard length > 0 else { return index }
        index += length
      } else {
        guard byte >= .space || byte.isXMLSpace else { return index }
        index += 1
      }
    }
    return nil
  }

  /// Whether a character of three bytes stands at `index` that is no odd one: nearly all that are not ASCII.
  @inline(__always) private func isCommonTriple(at index: Int) -> Bool {
    guard index + 4 <= count else { return false }
    // In bounds: four bytes are left.
    let four = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt32.self).littleEndian
    let first = four & 0xFF
    // Behind E0 and ED not all bytes may stand, and EF begins U+FFFE and U+FFFF.
    return four & 0xC0_C0F0 == 0x80_80E0 && first != 0xE0 && first < 0xED
  }

  /// Whether 32 bytes from the blank to DEL stand at `index`: most tags and their attributes.
  @inline(__always) private func isPlainASCII(at index: Int) -> Bool {
    guard index + 32 <= count else { return false }
    var tops: UInt64 = 0
    for word in 0..<4 {
      // In bounds: 32 bytes are left.
      let eight = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index + 8 * word, as: UInt64.self)
      // As in `plainASCIILength`.
      tops |= eight | (eight &- 0x2020_2020_2020_2020)
    }
    return tops & 0x8080_8080_8080_8080 == 0
  }

  /// How many bytes from the blank to DEL stand at `index`, up to 16; 0 where fewer than 16 bytes are left.
  @inline(__always) private func plainASCIILength(at index: Int) -> Int {
    guard index + 16 <= count else { return 0 }
    // In bounds: 16 bytes are left.
    let left = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self).littleEndian
    let right = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index + 8, as: UInt64.self)
      .littleEndian
    // The top bit of a byte is set above 0x7F, and below 0x20 once 0x20 is taken away; what that borrows is from bytes behind.
    // Comparing vectors took ten times as long.
    let (blanks, tops) = (0x2020_2020_2020_2020 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    let (first, second) = ((left | (left &- blanks)) & tops, (right | (right &- blanks)) & tops)
    if first != 0 { return first.trailingZeroBitCount / 8 }
    return second == 0 ? 16 : 8 + second.trailingZeroBitCount / 8
  }
}

private let xmlEntities: [(name: [UInt8], byte: UInt8)] = [
  (Array("amp".utf8), 0x26), (Array("lt".utf8), 0x3C), (Array("gt".utf8), 0x3E), (Array("quot".utf8), 0x22),
  (Array("apos".utf8), 0x27),
]
