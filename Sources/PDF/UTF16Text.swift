import Bytes

/// Text as PDF files have it beside their content.
enum UTF16Text {
  /// Of UTF-16, big end first, without a mark; half a pair stays as it is.
  static func scalars(_ bytes: Span<UInt8>) -> [UInt32] {
    var text: [UInt32] = []
    var index = 0
    while index + 1 < bytes.count {
      let unit = UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
      if unit & 0xFC00 == 0xDC00, let high = text.last, high & 0xFFFF_FC00 == 0xD800 {
        text[text.count - 1] = 0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF
      } else {
        text.append(unit)
      }
      index += 2
    }
    return text
  }

  /// Of a text string (7.9.2.2): UTF-16 or UTF-8 with their marks, else PDFDocEncoding, which is taken for Latin 1.
  static func scalars(ofTextString bytes: [UInt8]) -> [UInt32] {
    if bytes.starts(with: [0xFE, 0xFF]) { return scalars(bytes.span.extracting(2...)) }
    if bytes.starts(with: [0xFF, 0xFE]) {
      // Little end first is not in the standard, and is met.
      var turned = Array(bytes.dropFirst(2))
      for index in stride(from: 1, to: turned.count, by: 2) { turned.swapAt(index - 1, index) }
      return scalars(turned.span)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return String(decoding: bytes.dropFirst(3), as: UTF8.self).unicodeScalars.map(\.value)
    }
    return bytes.map { EncodingTable.scalar(EncodingTable.winAnsi, Int($0)) ?? UInt32($0) }
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes are a text's.
  func isText(_ text: StaticString) -> Bool {
    // A static string's bytes live as long as the program.
    count == text.utf8CodeUnitCount
      && equals(unsafe Span(_unsafeStart: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
