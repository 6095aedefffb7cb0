import Bytes

/// ASCIIHexDecode, ASCII85Decode and RunLengthDecode (ISO 32000-1, 7.4.2, 7.4.3, 7.4.5).
enum TextFilters {
  /// Pairs of digits up to `>`; anything else is passed over, and a last digit alone has 0 behind it.
  static func hexDecoded(_ input: Span<UInt8>) -> Decoded {
    var decoded = Decoded()
    var first: UInt8?
    for index in input.indices {
      if input[index] == UInt8(ascii: ">") { break }
      guard let digit = input[index].hexDigit else {
        if !input[index].isPDFSpace { decoded.state = .damaged }
        continue
      }
      if let high = first {
        decoded.bytes.append(high << 4 | digit)
        first = nil
      } else {
        first = digit
      }
    }
    if let first { decoded.bytes.append(first << 4) }
    return decoded
  }

  /// Five characters for four bytes, `z` for four zeros, up to `~`.
  static func base85Decoded(_ input: Span<UInt8>) -> Decoded {
    var decoded = Decoded()
    var (group, count): (UInt64, Int) = (0, 0)
    // Some begin with the mark of another program, `<~`.
    let isMarked = input.count >= 2 && input[0] == UInt8(ascii: "<") && input[1] == UInt8(ascii: "~")
    var index = isMarked ? 2 : 0
    func put(_ length: Int) {
      if group > 0xFFFF_FFFF { decoded.state = .damaged }
      for place in 0..<length {
        decoded.bytes.append(UInt8(truncatingIfNeeded: group >> UInt64(24 - 8 * place)))
      }
    }
    while index < input.count, input[index] != UInt8(ascii: "~") {
      let byte = input[index]
      index += 1
      switch byte {
      case UInt8(ascii: "z") where count == 0:
        put(4)
      case UInt8(ascii: "!")...UInt8(ascii: "u"):
        group = group * 85 + UInt64(byte - UInt8(ascii: "!"))
        count += 1
        guard count == 5 else { continue }
        put(4)
        (group, count) = (0, 0)
      default:
        if !byte.isPDFSpace { decoded.state = .damaged }
      }
    }
    guard count > 0 else { return decoded }
    // As if the largest digits followed.
    for _ in count..<5 { group = group * 85 + 84 }
    put(count - 1)
    return decoded
  }

  /// A length below 128 and so many bytes and one more, or one above 128 and a byte to be repeated; 128 ends.
  static func runsDecoded(_ input: Span<UInt8>, limit: Int) -> Decoded {
    var decoded = Decoded()
    var index = 0
    while index < input.count, input[index] != 128 {
      let length = Int(input[index])
      index += 1
      guard index < input.count else { return Decoded(bytes: decoded.bytes, state: .damaged) }
      if length > 128 {
        decoded.bytes.append(contentsOf: repeatElement(input[index], count: 257 - length))
        index += 1
      } else {
        let end = min(index + length + 1, input.count)
        if end < index + length + 1 { decoded.state = .damaged }
        decoded.bytes.append(span: input.extracting(index..<end))
        index = end
      }
      if decoded.bytes.count > limit { return Decoded(state: .tooLarge) }
    }
    return decoded
  }
}
