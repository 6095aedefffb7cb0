import Bytes

/// Tells the encoding of a text, and refuses what is no text, with the place of the first byte that is wrong.
enum Encoding {
  /// How far text surely is UTF-8 in which `check` finds nothing.
  static func plainEnd(_ bytes: Span<UInt8>) -> Int {
    var index = 0
    while index < bytes.count {
      index = bytes.plainEnd(from: index)
      let stop = min(index + 16, bytes.count)
      while index < stop {
        let byte = bytes[index]
        let isReturn = byte == .carriageReturn && (index + 1 == bytes.count || bytes[index + 1] != .lineFeed)
        if byte == 0 || byte == 0x0B || isReturn || bytes.isReadAsOther(at: index) { return index }
        let length = bytes.validLength(at: index)
        if length == 0 { return index }
        index += length
      }
    }
    return index
  }

  /// Refuses what is no text, by the beginning of an input.
  ///
  /// - Parameter isPage: whether single zeros are replaced, as browsers do.
  static func check(beginning bytes: Span<UInt8>, name: String, isPage: Bool) throws(ReportError) {
    if let foreign = ForeignFile(text: bytes) {
      throw .foreign(name: name, kind: foreign.kind, remedy: foreign.remedy)
    }
    if let escape = bytes.firstIndex(of: 0x1B), escape + 1 < bytes.count,
      bytes[escape + 1] == UInt8(ascii: "$")
    {
      throw .otherEncoding(name: name, encoding: "ISO-2022-JP")
    }
    // The first bytes of an old Office file, read as text.
    if bytes.starts(with: Array("\u{0871}".utf8)) {
      throw .binary(name: name, kind: "an old Office file shown as text", offset: 0)
    }
    if !isPage, let index = bytes.firstIndex(of: 0) {
      throw .binary(name: name, kind: "a binary file", offset: index)
    }
  }

  /// Checks the bytes of one report.
  ///
  /// - Returns: whether characters stand in it that are read as others: line separators that are no LF (VT, NEL, LS, PS), and radicals.
  ///
  /// - Parameters:
  ///   - offset: the offset of the first byte in the input.
  ///   - line: the line of the first byte.
  static func check(
    _ bytes: Span<UInt8>, name: String, offset: Int, line: Int
  ) throws(ReportError) -> Bool {
    var hasOthers = false
    var firstBad: Int?
    var index = 0
    while index < bytes.count {
      index = bytes.plainEnd(from: index)
      // What is behind may be plain again.
      let stop = min(index + 16, bytes.count)
      while index < stop {
        let byte = bytes[index]
        if byte == 0 { throw .binary(name: name, kind: "a binary file", offset: offset + index) }
        if byte == 0x0B || byte >= 0x80 && bytes.isReadAsOther(at: index) { hasOthers = true }
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
    return hasOthers
  }

  /// The first byte that is no UTF-8.
  static func firstInvalid(_ bytes: Span<UInt8>) -> Int? {
    let end = bytes.validEnd()
    return end < bytes.count ? end : nil
  }
}

extension Span where Element == UInt8 {
  /// The place behind the CRs that begin at `index`.
  fileprivate func endOfReturns(from index: Int) -> Int {
    var end = index + 1
    while end < count, self[end] == .carriageReturn { end += 1 }
    return end
  }

  /// Whether NEL, LS, PS or a radical (U+2E80 to U+2FFF) begins at a byte C2 or E2.
  fileprivate func isReadAsOther(at index: Int) -> Bool {
    switch self[index] {
    case 0xC2: index + 1 < count && self[index + 1] == 0x85
    case 0xE2:
      index + 2 < count
        && (self[index + 1] >= 0xBA || self[index + 1] == 0x80 && (0xA8...0xA9).contains(self[index + 2]))
    default: false
    }
  }
}
