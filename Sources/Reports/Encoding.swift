public import Bytes
import Cells

/// Tells the encoding of a text, and refuses what is no text, with the place of the first byte that is wrong.
enum Encoding {
  /// How much of an input is looked at to tell its encoding.
  static let sample = 64 << 10

  /// The encoding that the first bytes speak for: UTF-16 by its mark; UTF-8 where all fits, or nearly all; else GB18030.
  ///
  /// A text in UTF-8 with a byte that is wrong is not taken for GB18030, which nearly any bytes fit: in UTF-8 Chinese takes three
  /// bytes, and in GB18030 next to no text happens to look so.
  static func detect(_ bytes: Span<UInt8>, isWhole: Bool) -> TextEncoding {
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    var (good, bad, index) = (0, 0, 0)
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        index = bytes.firstNonASCII(from: index + 1)
        continue
      }
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      if index + length > bytes.count, !isWhole { break }
      var fits = first >= 0xC2 && index + length <= bytes.count
      var offset = 1
      while fits, offset < length {
        fits = bytes[index + offset] & 0xC0 == 0x80
        offset += 1
      }
      if fits {
        if length == 3 { good += 1 }
        index += length
      } else {
        bad += 1
        index += 1
      }
    }
    return bad > good ? .gb18030 : .utf8
  }

  /// Refuses what is no text, by the beginning of an input.
  static func check(beginning bytes: Span<UInt8>, name: String) throws(ReportError) {
    if bytes.starts(with: Array("{\\rtf".utf8)) {
      throw .binary(name: name, kind: "an RTF file", offset: 0)
    }
    // The first bytes of an old Office file, read as text.
    if bytes.starts(with: Array("\u{0871}".utf8)) {
      throw .binary(name: name, kind: "an old Office file shown as text", offset: 0)
    }
    if let index = bytes.firstIndex(of: 0) {
      throw .binary(name: name, kind: "a binary file", offset: index)
    }
  }

  /// Checks the bytes of one report.
  ///
  /// - Returns: whether line separators may stand in it that are no LF: VT, NEL, LS or PS.
  ///
  /// - Parameters:
  ///   - offset: the offset of the first byte in the input.
  ///   - line: the line of the first byte.
  static func check(
    _ bytes: Span<UInt8>, name: String, offset: Int, line: Int
  ) throws(ReportError) -> Bool {
    var hasSeparators = false
    var place = 0
    while let index = bytes.firstUnusual(from: place) {
      let byte = bytes[index]
      place = index + 1
      if byte == 0 { throw .binary(name: name, kind: "a binary file", offset: offset + index) }
      if byte == 0x0B || byte >= 0x80 && bytes.isSeparator(at: index) { hasSeparators = true }
      guard byte == .carriageReturn else { continue }
      var next = index + 1
      while next < bytes.count, bytes[next] == .carriageReturn { next += 1 }
      if next < bytes.count, bytes[next] == .lineFeed { continue }
      throw .loneCarriageReturn(
        bytes.location(of: index, name: name, firstLine: line), offset: offset + index)
    }
    if let bad = firstInvalid(bytes) {
      throw .invalidText(
        bytes.location(of: bad, name: name, firstLine: line), offset: offset + bad, encoding: .utf8)
    }
    return hasSeparators
  }

  static func firstInvalid(_ bytes: Span<UInt8>) -> Int? {
    if bytes.isPlainUTF8 { return nil }
    do {
      _ = try UTF8Span(validating: bytes)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether the text is UTF-8 and, but for its last bytes, of characters of one to three bytes: all others want a closer look.
  /// The validation of the standard library takes three times as long.
  fileprivate var isPlainUTF8: Bool {
    let raw = unsafe bytes
    var index = 0
    while index + 8 <= count {
      // In bounds: eight bytes are left.
      let eight = unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
      let high = eight & 0x8080_8080_8080_8080
      if high & 0x80 == 0 {
        index += high == 0 ? 8 : high.trailingZeroBitCount >> 3
        continue
      }
      let first = eight & 0xFF
      if eight & 0xC0_C0F0 == 0x80_80E0 {
        // Behind E0 and ED not all bytes may stand.
        if first == 0xE0 || first == 0xED { return false }
        index += 3
      } else {
        guard eight & 0xC0E0 == 0x80C0, first >= 0xC2 else { return false }
        index += 2
      }
    }
    return (try? UTF8Span(validating: extracting(index..<count))) != nil
  }

  /// Whether NEL, LS or PS begins at a byte C2 or E2.
  fileprivate func isSeparator(at index: Int) -> Bool {
    guard index + 1 < count else { return false }
    if self[index] == 0xC2 { return self[index + 1] == 0x85 }
    return self[index + 1] == 0x80 && index + 2 < count
      && (self[index + 2] == 0xA8 || self[index + 2] == 0xA9)
  }
}

extension ByteReader {
  /// Tells the encoding of a text by its beginning, and reads it as UTF-8 from here on.
  /// - Throws: `IOError`.
  public mutating func transcodeAsRecognised() throws(IOError) {
    while window.count < Encoding.sample, try more() {}
    try transcode(from: Encoding.detect(window, isWhole: isAtEnd))
  }
}
