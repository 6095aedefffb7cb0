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

  /// How far text surely is UTF-8 in which `check` finds nothing.
  static func plainEnd(_ bytes: Span<UInt8>) -> Int {
    var index = 0
    while index < bytes.count {
      index = bytes.plainEnd(from: index)
      let stop = min(index + 16, bytes.count)
      while index < stop {
        let byte = bytes[index]
        let isReturn = byte == .carriageReturn && (index + 1 == bytes.count || bytes[index + 1] != .lineFeed)
        if byte == 0 || byte == 0x0B || isReturn || bytes.isSeparator(at: index) { return index }
        let length = bytes.validLength(at: index)
        if length == 0 { return index }
        index += length
      }
    }
    return index
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
    var firstBad: Int?
    var index = 0
    while index < bytes.count {
      index = bytes.plainEnd(from: index)
      // What is behind may be plain again.
      let stop = min(index + 16, bytes.count)
      while index < stop {
        let byte = bytes[index]
        if byte == 0 { throw .binary(name: name, kind: "a binary file", offset: offset + index) }
        if byte == 0x0B || byte >= 0x80 && bytes.isSeparator(at: index) { hasSeparators = true }
        if byte == .carriageReturn {
          let end = bytes.endOfReturns(from: index)
          guard end < bytes.count, bytes[end] == .lineFeed else {
            throw .loneCarriageReturn(
              bytes.location(of: index, name: name, firstLine: line), offset: offset + index)
          }
          index = end
          continue
        }
        let length = bytes.validLength(at: index)
        if length == 0, firstBad == nil { firstBad = index }
        index += max(length, 1)
      }
    }
    if let firstBad {
      throw .invalidText(
        bytes.location(of: firstBad, name: name, firstLine: line), offset: offset + firstBad, encoding: .utf8)
    }
    return hasSeparators
  }

  /// The first byte that is no UTF-8; a character that the end cuts is one where the text is whole.
  static func firstInvalid(_ bytes: Span<UInt8>, isWhole: Bool = true) -> Int? {
    var index = 0
    while index < bytes.count {
      index = bytes.plainEnd(from: index)
      let stop = min(index + 16, bytes.count)
      while index < stop {
        let length = bytes.validLength(at: index)
        if length == 0 { return isWhole || index + 4 <= bytes.count ? index : nil }
        index += length
      }
    }
    return nil
  }
}

extension Span where Element == UInt8 {
  /// The place behind the CRs that begin at `index`.
  fileprivate func endOfReturns(from index: Int) -> Int {
    var end = index + 1
    while end < count, self[end] == .carriageReturn { end += 1 }
    return end
  }

  /// Whether NEL, LS or PS begins at a byte C2 or E2.
  fileprivate func isSeparator(at index: Int) -> Bool {
    switch self[index] {
    case 0xC2: index + 1 < count && self[index + 1] == 0x85
    case 0xE2:
      index + 2 < count && self[index + 1] == 0x80 && (self[index + 2] == 0xA8 || self[index + 2] == 0xA9)
    default: false
    }
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
