import Bytes

/// A token of a file, or of a content stream (ISO 32000-1, 7.2). Ranges are of the lexer's bytes.
enum Token: Equatable {
  case integer(Int)
  case real(Double)
  /// Without its slash, as it is written: `Lexer.name(_:)` decodes it.
  case name(Range<Int>)
  /// What stands between the brackets, as it is written: `Lexer.append(_:to:)` decodes it.
  case string(Range<Int>)
  /// What stands between `<` and `>`.
  case hexString(Range<Int>)
  case arrayBegin
  case arrayEnd
  case dictionaryBegin
  case dictionaryEnd
  /// Any other word: an operator, `obj`, `true`, `R`; a stray bracket too.
  case keyword(Range<Int>)
  case end
}

/// Splits bytes into tokens. Takes what reads, and never fails: people and programs write numbers, names and brackets of all kinds.
struct Lexer: ~Escapable {
  let bytes: Span<UInt8>
  /// Where the next token is looked for.
  var position: Int

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, at position: Int = 0) {
    self.bytes = bytes
    self.position = min(max(position, 0), bytes.count)
  }

  /// The next token; `end` at the end, again and again.
  mutating func next() -> Token {
    skipSpace()
    guard position < bytes.count else { return .end }
    let byte = bytes[position]
    switch byte {
    case 0x30...0x39, .plus, .hyphen, .period: return number()
    case .slash:
      position += 1
      return .name(word())
    case UInt8(ascii: "("): return string()
    case UInt8(ascii: "["): return single(.arrayBegin)
    case UInt8(ascii: "]"): return single(.arrayEnd)
    case UInt8(ascii: "<"):
      if position + 1 < bytes.count, bytes[position + 1] == byte { return double(.dictionaryBegin) }
      return hexString()
    case UInt8(ascii: ">"):
      if position + 1 < bytes.count, bytes[position + 1] == byte { return double(.dictionaryEnd) }
      return single(.keyword(position..<position + 1))
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ")"):
      return single(.keyword(position..<position + 1))
    default: return .keyword(word())
    }
  }

  private mutating func single(_ token: Token) -> Token {
    position += 1
    return token
  }

  private mutating func double(_ token: Token) -> Token {
    position += 2
    return token
  }

  /// Passes over white space and comments.
  @inline(__always)
  mutating func skipSpace() {
    let bytes = bytes
    var index = position
    while index < bytes.count {
      // In bounds: it was just asked.
      let byte = unsafe bytes[unchecked: index]
      if byte == .space || byte == .lineFeed {
        index += 1
      } else if byte == UInt8(ascii: "%") {
        while index < bytes.count, bytes[index] != .lineFeed, bytes[index] != .carriageReturn { index += 1 }
      } else if byte.isPDFSpace {
        index += 1
      } else {
        break
      }
    }
    position = index
  }

  /// The regular characters from here on.
  @inline(__always)
  private mutating func word() -> Range<Int> {
    let bytes = bytes
    let start = position
    var index = start
    while index < bytes.count {
      // In bounds: it was just asked.
      let byte = unsafe bytes[unchecked: index]
      guard (byte | 0x20) &- 0x61 < 26 || byte.isPDFRegular else { break }
      index += 1
    }
    position = index
    return start..<index
  }

  /// A word that may be an operator of up to four letters, as one number: the last letter is its lowest byte. 0 for a longer one.
  func code(_ word: Range<Int>) -> UInt32 {
    guard word.count <= 4 else { return 0 }
    var code: UInt32 = 0
    for index in word { code = code << 8 | UInt32(bytes[index]) }
    return code
  }

  /// Whether a keyword is this one.
  func isWord(_ word: Range<Int>, _ text: StaticString) -> Bool {
    // A static string's bytes live as long as the program.
    bytes.extracting(word).equals(unsafe Span(_unsafeStart: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

// MARK: - Numbers

extension Lexer {
  /// Powers of ten that are exact as they are.
  private static func power(_ count: Int) -> Double {
    switch count {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1e3
    case 4: 1e4
    case 5: 1e5
    case 6: 1e6
    case 7: 1e7
    case 8: 1e8
    case 9: 1e9
    case 10: 1e10
    default: 1e11
    }
  }

  /// A number of up to 17 digits, with one sign at most: nearly all are.
  @inline(__always)
  private mutating func number() -> Token {
    let bytes = bytes
    var index = position
    let isNegative = bytes[index] == .hyphen
    if isNegative { index += 1 }
    let start = index
    var value = 0
    while index < bytes.count {
      // In bounds: it was just asked.
      let digit = unsafe bytes[unchecked: index] &- .zero
      guard digit < 10 else { break }
      value = value &* 10 &+ Int(digit)
      index += 1
    }
    var decimals = -1
    if index < bytes.count, bytes[index] == .period {
      index += 1
      let point = index
      while index < bytes.count {
        let digit = unsafe bytes[unchecked: index] &- .zero
        guard digit < 10 else { break }
        value = value &* 10 &+ Int(digit)
        index += 1
      }
      decimals = index - point
    }
    if index - start > 17 || decimals > 11 || index == start
      || index < bytes.count && (bytes[index] == .hyphen || bytes[index] == .plus)
    {
      return rareNumber()
    }
    position = index
    guard decimals >= 0 else { return .integer(isNegative ? -value : value) }
    let number = Double(value) / Self.power(decimals)
    return .real(isNegative ? -number : number)
  }

  /// A number as people write them (7.3.3): `+.5`, `-.0`, `4.`, `--3`. Of `1-2`, which some programs write for a small number, the 1.
  private mutating func rareNumber() -> Token {
    var isNegative = false
    while position < bytes.count, bytes[position] == .hyphen || bytes[position] == .plus {
      if bytes[position] == .hyphen { isNegative = true }
      position += 1
    }
    var value = 0
    // Digits beyond this many say nothing more that counts.
    let most = 1 << 56
    var excess = 0
    while position < bytes.count, bytes[position].isDigit {
      if value < most { value = value * 10 + Int(bytes[position] - .zero) } else { excess += 1 }
      position += 1
    }
    guard position < bytes.count, bytes[position] == .period else {
      skipMinus()
      guard excess == 0 else { return .real(Self.huge(isNegative)) }
      return .integer(isNegative ? -value : value)
    }
    position += 1
    var decimals = 0
    while position < bytes.count, bytes[position].isDigit {
      if value < most, decimals < 11 {
        value = value * 10 + Int(bytes[position] - .zero)
        decimals += 1
      }
      position += 1
    }
    skipMinus()
    guard excess == 0 else { return .real(Self.huge(isNegative)) }
    let number = Double(value) / Self.power(decimals)
    return .real(isNegative ? -number : number)
  }

  /// Larger than anything that counts.
  private static func huge(_ isNegative: Bool) -> Double { isNegative ? -1e30 : 1e30 }

  /// Passes over a sign within a number and what follows it.
  private mutating func skipMinus() {
    guard position < bytes.count, bytes[position] == .hyphen else { return }
    while position < bytes.count,
      bytes[position] == .hyphen || bytes[position].isDigit || bytes[position] == .period
    {
      position += 1
    }
  }
}
