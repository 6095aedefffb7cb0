public import Bytes

/// Writing character data of XML 1.0.
extension ByteWriter {
  /// Appends text, escaped; what XML cannot hold becomes U+FFFD.
  ///
  /// - Returns: how many characters were replaced.
  /// Source: XML 1.0 section 2.2 (Char); CR and LF are written as references, or readers would make blanks of them.
  @discardableResult
  public mutating func append(xmlText text: Span<UInt8>) -> Int {
    // Nearly all text is valid and holds nothing to escape.
    if text.isPlainXML {
      append(text)
      return 0
    }
    var replaced = 0
    var start = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      // Digits, letters and most punctuation; & < > are the exceptions above the blank.
      if byte >= 0x20, byte < 0x7F, byte != 0x26, byte != 0x3C, byte != 0x3E {
        index += 1
        continue
      }
      if byte >= 0x80 {
        let length = text.validLength(at: index)
        if length > 0 {
          index += length
          continue
        }
      }
      if byte == .tab || byte == 0x7F {
        index += 1
        continue
      }
      append(text.extracting(start..<index))
      switch byte {
      case 0x26: append("&amp;")
      case 0x3C: append("&lt;")
      case 0x3E: append("&gt;")
      case .lineFeed: append("&#10;")
      case .carriageReturn: append("&#13;")
      default:
        append("\u{FFFD}")
        replaced += 1
      }
      index += byte < 0x80 ? 1 : text.invalidLength(at: index)
      start = index
    }
    append(text.extracting(start..<index))
    return replaced
  }
}

extension Span where Element == UInt8 {
  /// Whether the text is UTF-8 and stands in XML as it is.
  fileprivate var isPlainXML: Bool {
    for index in indices {
      let byte = self[index]
      // EF begins U+FFFE and U+FFFF, and full-width forms, which are looked at more closely.
      if byte < 0x20 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0xEF { return false }
    }
    return (try? UTF8Span(validating: self)) != nil
  }

  /// The length of the character that begins at a byte above 0x7F; 0 where it is no UTF-8 or no character of XML.
  func validLength(at index: Int) -> Int {
    let first = self[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, index + length <= count else { return 0 }
    for offset in 1..<length where self[index + offset] & 0xC0 != 0x80 { return 0 }
    let second = self[index + 1]
    switch first {
    case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90,
      0xF4 where second > 0x8F:
      return 0
    // U+FFFE and U+FFFF
    case 0xEF where second == 0xBF && self[index + 2] >= 0xBE: return 0
    default: return length
    }
  }

  /// How many bytes stand for one bad character: U+FFFE whole, a stray byte alone.
  fileprivate func invalidLength(at index: Int) -> Int {
    self[index] == 0xEF && index + 2 < count && self[index + 1] == 0xBF ? 3 : 1
  }
}
