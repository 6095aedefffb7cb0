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
  @inline(__always) mutating func skipSpace() {
    guard position < bytes.count, bytes[position] <= UInt8(ascii: "%") else { return }
    // One space is what stands most of all.
    if bytes[position] == .space { position += 1 }
    guard position < bytes.count, bytes[position] <= UInt8(ascii: "%") else { return }
    skipMoreSpace()
  }

  private mutating func skipMoreSpace() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte.isPDFSpace {
        position += 1
      } else if byte == UInt8(ascii: "%") {
        while position < bytes.count, bytes[position] != .lineFeed, bytes[position] != .carriageReturn {
          position += 1
        }
      } else {
        return
      }
    }
  }

  /// The regular characters from here on.
  private mutating func word() -> Range<Int> {
    let bytes = bytes
    let start = position
    var index = start
    while index < bytes.count, bytes[index].isPDFRegular { index += 1 }
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
    case 11: 1e11
    case 12: 1e12
    case 13: 1e13
    case 14: 1e14
    case 15: 1e15
    case 16: 1e16
    case 17: 1e17
    default: 1e18
    }
  }

  /// A number as people write them (7.3.3): `+.5`, `-.0`, `4.`, `--3`. Of `1-2`, which some programs write for a small number, the 1.
  private mutating func number() -> Token {
    let bytes = bytes
    var index = position
    var isNegative = false
    while index < bytes.count, bytes[index] == .hyphen || bytes[index] == .plus {
      if bytes[index] == .hyphen { isNegative = true }
      index += 1
    }
    var value = 0
    let first = index
    while index < bytes.count, bytes[index].isDigit {
      value = value &* 10 &+ Int(truncatingIfNeeded: bytes[index] &- .zero)
      index += 1
    }
    // More digits do not fit; leading zeros are no numbers that people write.
    let isHuge = index - first > Self.digits
    guard index < bytes.count, bytes[index] == .period || bytes[index] == .hyphen else {
      position = index
      return isHuge ? .real(Self.huge(isNegative)) : .integer(isNegative ? -value : value)
    }
    guard bytes[index] == .period else {
      position = index
      skipMinus()
      return isHuge ? .real(Self.huge(isNegative)) : .integer(isNegative ? -value : value)
    }
    index += 1
    let point = index
    let most = min(bytes.count, first + Self.digits + 1)
    while index < most, bytes[index].isDigit {
      value = value &* 10 &+ Int(truncatingIfNeeded: bytes[index] &- .zero)
      index += 1
    }
    let decimals = index - point
    // Further digits say nothing that counts.
    while index < bytes.count, bytes[index].isDigit { index += 1 }
    position = index
    if index < bytes.count, bytes[index] == .hyphen { skipMinus() }
    guard !isHuge else { return .real(Self.huge(isNegative)) }
    let number = Double(value) / Self.power(decimals)
    return .real(isNegative ? -number : number)
  }

  /// As many as fit an `Int`.
  private static var digits: Int { 18 }

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
