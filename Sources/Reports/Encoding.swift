import Bytes

/// Text that is not UTF-8 is refused, with the place of the first byte that is wrong.
enum Encoding {
  /// Looks at the beginning of an input for what is no UTF-8 text at all.
  static func check(beginning bytes: Span<UInt8>, name: String) throws(ReportError) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .utf16(name: name)
    }
    for (magic, kind) in signatures where bytes.starts(with: magic) {
      throw .binary(name: name, kind: kind, offset: 0)
    }
    for index in bytes.indices where bytes[index] == 0 {
      throw .binary(name: name, kind: "a binary file", offset: index)
    }
  }

  private static let signatures: [([UInt8], String)] = [
    (Array("PK\u{3}\u{4}".utf8), "a ZIP archive (such as .docx or .xlsx)"),
    (Array("%PDF-".utf8), "a PDF file"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file (such as .doc or .xls)"),
    (Array("{\\rtf".utf8), "an RTF file"),
  ]

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
      throw .invalidUTF8(
        bytes.location(of: bad, name: name, firstLine: line), offset: offset + bad)
    }
    return hasSeparators
  }

  private static func firstInvalid(_ bytes: Span<UInt8>) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether NEL, LS or PS begins at a byte C2 or E2.
  fileprivate func isSeparator(at index: Int) -> Bool {
    guard index + 1 < count else { return false }
    if self[index] == 0xC2 { return self[index + 1] == 0x85 }
    return self[index + 1] == 0x80 && index + 2 < count
      && (self[index + 2] == 0xA8 || self[index + 2] == 0xA9)
  }
}
