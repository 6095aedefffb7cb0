import Bytes

extension Lexer {
  /// A string in round brackets (7.3.4.2), up to its own closing one; to the end where there is none.
  mutating func string() -> Token {
    position += 1
    let start = position
    var depth = 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 {
          position += 1
          return .string(start..<position - 1)
        }
      default: break
      }
      position += 1
    }
    // A backslash may be the last byte.
    position = bytes.count
    return .string(start..<position)
  }

  mutating func hexString() -> Token {
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
    let range = start..<position
    position = min(position + 1, bytes.count)
    return .hexString(range)
  }

  /// Appends the bytes that a string token stands for; nothing for other tokens.
  func append(_ token: Token, to text: inout [UInt8]) {
    switch token {
    case .string(let range): appendLiteral(range, to: &text)
    case .hexString(let range): appendHex(range, to: &text)
    default: break
    }
  }

  private func appendLiteral(_ range: Range<Int>, to text: inout [UInt8]) {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\\"):
        index = appendEscape(at: index, before: range.upperBound, to: &text)
      case .carriageReturn:
        // An end of line is LF, however it is written.
        if index < range.upperBound, bytes[index] == .lineFeed { index += 1 }
        text.append(.lineFeed)
      default: text.append(byte)
      }
    }
  }

  /// What a backslash and what follows it stand for.
  /// - Returns: the place behind it.
  private func appendEscape(at start: Int, before end: Int, to text: inout [UInt8]) -> Int {
    guard start < end else { return start }
    var index = start + 1
    switch bytes[start] {
    case UInt8(ascii: "n"): text.append(.lineFeed)
    case UInt8(ascii: "r"): text.append(.carriageReturn)
    case UInt8(ascii: "t"): text.append(.tab)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(.formFeed)
    case .lineFeed: break
    case .carriageReturn:
      if index < end, bytes[index] == .lineFeed { index += 1 }
    case 0x30...0x37:
      var code = Int(bytes[start] - .zero)
      while index < min(end, start + 3), 0x30...0x37 ~= bytes[index] {
        code = code * 8 + Int(bytes[index] - .zero)
        index += 1
      }
      text.append(UInt8(truncatingIfNeeded: code))
    default: text.append(bytes[start])
    }
    return index
  }

  /// Pairs of digits; what is none is passed over, and a last digit alone has 0 behind it (7.3.4.3).
  private func appendHex(_ range: Range<Int>, to text: inout [UInt8]) {
    var first: UInt8?
    for index in range {
      guard let digit = bytes[index].hexDigit else { continue }
      if let high = first {
        text.append(high << 4 | digit)
        first = nil
      } else {
        first = digit
      }
    }
    if let first { text.append(first << 4) }
  }

  /// The bytes of a name token, `#xx` decoded (7.3.5).
  func name(_ range: Range<Int>) -> [UInt8] {
    let written = bytes.extracting(range)
    guard written.firstIndex(of: UInt8(ascii: "#")) != nil else { return [UInt8](copying: written) }
    var name: [UInt8] = []
    var index = 0
    while index < written.count {
      if written[index] == UInt8(ascii: "#"), index + 2 < written.count,
        let high = written[index + 1].hexDigit, let low = written[index + 2].hexDigit
      {
        name.append(high << 4 | low)
        index += 3
      } else {
        name.append(written[index])
        index += 1
      }
    }
    return name
  }
}
