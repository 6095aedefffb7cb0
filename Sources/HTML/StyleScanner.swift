import Bytes

/// Reads words of CSS up to a mark; comments, strings and what stands in brackets hold no mark.
///
/// Source: CSS Syntax 3, section 4.3.
struct StyleScanner {
  enum Mark {
    case colon, semicolon, openBrace, closeBrace
    var byte: UInt8 {
      switch self {
      case .colon: UInt8(ascii: ":")
      case .semicolon: UInt8(ascii: ";")
      case .openBrace: UInt8(ascii: "{")
      case .closeBrace: UInt8(ascii: "}")
      }
    }
  }

  var position = 0

  /// The text up to a mark, in lower case, without comments, and without blanks at its ends; `position` moves behind the mark. A
  /// semicolon ends it too. Of a string only its quote is left, of brackets what they hold, without blanks: `rgba(0,0,0,0)`.
  mutating func word(_ text: Span<UInt8>, upTo mark: Mark, keepsCase: Bool = false) -> (
    text: [UInt8], isComplete: Bool
  ) {
    var word: [UInt8] = []
    while position < text.count {
      let byte = text[position]
      if byte == mark.byte || byte == UInt8(ascii: ";") {
        position += 1
        return (word.trimmed, byte == mark.byte)
      }
      if passComment(text) {
        continue
      } else if byte == .quote || byte == .apostrophe {
        passString(text)
        word.append(byte)
      } else if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") {
        let start = position
        passBrackets(text)
        for index in start..<position where text[index] > .space {
          let byte = text[index]
          word.append(!keepsCase && byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
      } else {
        word.append(!keepsCase && byte &- 0x41 < 26 ? byte | 0x20 : byte)
        position += 1
      }
    }
    return (word.trimmed, mark == .semicolon)
  }

  mutating func passComment(_ text: Span<UInt8>) -> Bool {
    guard text[position] == .slash, position + 1 < text.count, text[position + 1] == UInt8(ascii: "*") else {
      return false
    }
    var index = position + 2
    while let star = text.firstIndex(of: UInt8(ascii: "*"), from: index) {
      index = star + 1
      if index < text.count, text[index] == .slash {
        position = index + 1
        return true
      }
    }
    position = text.count
    return true
  }

  mutating func passString(_ text: Span<UInt8>) {
    let quote = text[position]
    position += 1
    while position < text.count {
      let byte = text[position]
      // A string that is not closed ends with its line.
      if byte == .lineFeed { return }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == quote { return }
    }
    position = min(position, text.count)
  }

  /// Passes `url(…)` and the like, brackets in them too.
  mutating func passBrackets(_ text: Span<UInt8>) {
    var depth = 0
    while position < text.count {
      let byte = text[position]
      if byte == .quote || byte == .apostrophe {
        passString(text)
        continue
      }
      position += 1
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { return }
      }
    }
  }
}

extension [UInt8] {
  fileprivate var trimmed: [UInt8] {
    let visible = span.trimmed(0..<count)
    return visible.count == count ? self : Array(self[visible])
  }
}

extension StyleScanner {
  /// The content of a block whose brace was passed; `position` moves behind its end.
  mutating func block(_ text: Span<UInt8>) -> Range<Int> {
    let start = position
    var depth = 1
    while position < text.count {
      let byte = text[position]
      if passComment(text) { continue }
      if byte == .quote || byte == .apostrophe {
        passString(text)
        continue
      }
      if byte == UInt8(ascii: "(") {
        passBrackets(text)
        continue
      }
      position += 1
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return start..<position - 1 }
    }
    return start..<position
  }
}
