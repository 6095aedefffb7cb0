import Bytes

/// The characters of a short text, blanks left out: what headings, titles and labels are recognised by.
public typealias Characters = [Unicode.Scalar]

extension Characters {
  /// The visible characters of UTF-8 text; a bad byte counts as U+FFFD.
  public init(_ text: Span<UInt8>) {
    self.init(capacity: text.count) { characters in
      var index = 0
      while index < text.count {
        let first = text[index]
        // U+4000 to U+9FFF: nearly all.
        if first >= 0xE4, first <= 0xE9, index + 2 < text.count {
          characters.append(text.ideograph(at: index))
          index += 3
          continue
        }
        let invisible = text.invisibleLength(at: index)
        if invisible > 0 {
          index += invisible
          continue
        }
        let (character, length) = text.character(at: index)
        characters.append(character)
        index += length
      }
    }
  }

  public init(_ text: String) {
    self = Array(text.unicodeScalars)
  }

  /// The characters as UTF-8.
  public var utf8: [UInt8] { self[...].utf8 }

  /// The first place at or after `start` where `pattern` stands.
  public func firstIndex(of pattern: Characters, from start: Int = 0) -> Int? {
    guard let head = pattern.first, count >= pattern.count else { return nil }
    let last = count - pattern.count
    var index = start
    while index <= last {
      if self[index] == head, stands(pattern, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// The last place where `pattern` stands, and ends no later than `end`.
  public func lastIndex(of pattern: Characters, before end: Int? = nil) -> Int? {
    let end = end ?? count
    guard let head = pattern.first, end >= pattern.count else { return nil }
    var index = end - pattern.count
    while index >= 0 {
      if self[index] == head, stands(pattern, at: index) { return index }
      index -= 1
    }
    return nil
  }

  public func contains(_ pattern: Characters) -> Bool { firstIndex(of: pattern) != nil }

  public func ends(with pattern: Characters) -> Bool {
    count >= pattern.count && stands(pattern, at: count - pattern.count)
  }

  /// As that of all sequences, without their iterators: word lists are long.
  public func starts(with pattern: Characters) -> Bool {
    count >= pattern.count && stands(pattern, at: 0)
  }

  /// Whether `pattern` stands at a place.
  func holds(_ pattern: Characters, at start: Int) -> Bool {
    start + pattern.count <= count && stands(pattern, at: start)
  }

  /// - Precondition: the text is long enough.
  private func stands(_ pattern: Characters, at start: Int) -> Bool {
    for index in pattern.indices where self[start + index] != pattern[index] { return false }
    return true
  }
}

extension Characters.SubSequence {
  public func starts(with pattern: Characters) -> Bool {
    guard count >= pattern.count else { return false }
    for index in pattern.indices where self[startIndex + index] != pattern[index] { return false }
    return true
  }

  /// The characters as UTF-8.
  public var utf8: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * count)
    for character in self { bytes.append(character: character) }
    return bytes
  }
}

extension Unicode.Scalar {
  /// 一 to 十, and 〇 零.
  public var isHanDigit: Bool { hanDigit != nil || self == "十" }

  /// 0 to 9 for 〇 零 ○ and 一 to 九.
  public var hanDigit: Int? {
    switch self {
    case "〇", "零", "○": 0
    case "一": 1
    case "二": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  /// Whether it is one of those that labels are written with: no mark, digit, letter or Kana.
  public var isHan: Bool { 0x4E00..<0xA000 ~= value }

  /// Whether it is a letter of pinyin.
  public var isLatin: Bool { 0x61...0x7A ~= value || 0xC0...0x24F ~= value }

  /// 0 to 9 of half or full width.
  public var isDecimalDigit: Bool { decimalDigit != nil }

  public var decimalDigit: Int? {
    if (0x30...0x39).contains(value) { return Int(value - 0x30) }
    if (0xFF10...0xFF19).contains(value) { return Int(value - 0xFF10) }
    return nil
  }

  /// ( （ [ 【 〔 ［
  public var isOpeningBracket: Bool {
    switch self {
    case "(", "（", "[", "【", "〔", "［": true
    default: false
    }
  }

  /// ) ） ] 】 〕 ］
  public var isClosingBracket: Bool {
    switch self {
    case ")", "）", "]", "】", "〕", "］": true
    default: false
    }
  }
}

extension [UInt8] {
  /// The characters that labels are written with, without marks, digits and letters.
  public var hanCharacters: Characters { Characters(span).filter(\.isHan) }

  /// Appends a character in UTF-8.
  mutating func append(character scalar: Unicode.Scalar) {
    let character = scalar.value
    switch character {
    case ..<0x80: append(UInt8(character))
    case ..<0x800:
      append(0xC0 | UInt8(character >> 6))
      append(0x80 | UInt8(character & 0x3F))
    case ..<0x10000:
      append(0xE0 | UInt8(character >> 12))
      append(0x80 | UInt8(character >> 6 & 0x3F))
      append(0x80 | UInt8(character & 0x3F))
    default:
      append(0xF0 | UInt8(truncatingIfNeeded: character >> 18))
      append(0x80 | UInt8(character >> 12 & 0x3F))
      append(0x80 | UInt8(character >> 6 & 0x3F))
      append(0x80 | UInt8(character & 0x3F))
    }
  }
}

extension Span where Element == UInt8 {
  /// The character of three bytes at `index`, of which the first is E4 to E9: U+4000 to U+9FFF.
  @inline(__always) func ideograph(at index: Int) -> Unicode.Scalar {
    // No surrogates are among them, whatever the other bytes are.
    unsafe unsafeBitCast(threeBytes(at: index), to: Unicode.Scalar.self)
  }

  @inline(__always) private func threeBytes(at index: Int) -> UInt32 {
    UInt32(self[index] & 0x0F) << 12 | UInt32(self[index + 1] & 0x3F) << 6 | UInt32(self[index + 2] & 0x3F)
  }

  /// The character at `index` and its length in bytes; U+FFFD where the bytes are no UTF-8.
  public func character(at index: Int) -> (Unicode.Scalar, Int) {
    let first = self[index]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    if 0xE4...0xE9 ~= first, index + 2 < count { return (ideograph(at: index), 3) }
    if 0xE0...0xEF ~= first, index + 2 < count {
      return (Unicode.Scalar(threeBytes(at: index)) ?? "\u{FFFD}", 3)
    }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, index + length <= count else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(self[index + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}

extension Span where Element == UInt8 {
  /// `range` without the invisible characters and the marks of converters, as `[bookmark: _GoBack]`, at both ends.
  public func withoutMarks(_ range: Range<Int>) -> Range<Int> {
    var range = trimmed(range)
    // Nearly all text begins and ends with something else.
    while !range.isEmpty, self[range.lowerBound] == 0x5B, let end = markEnd(range) {
      range = trimmed(end..<range.upperBound)
    }
    while !range.isEmpty, self[range.upperBound - 1] == 0x5D, let start = markStart(range) {
      range = trimmed(range.lowerBound..<start)
    }
    return range
  }

  private func markEnd(_ range: Range<Int>) -> Int? {
    let text = extracting(range)
    guard text.starts(with: converterMark), let end = text.firstIndex(of: [0x5D]) else { return nil }
    return range.lowerBound + end + 1
  }

  private func markStart(_ range: Range<Int>) -> Int? {
    var start = range.upperBound - 1
    while start > range.lowerBound, self[start] != 0x5B { start -= 1 }
    return extracting(start..<range.upperBound).starts(with: converterMark) ? start : nil
  }
}

private let converterMark = Array("[bookmark:".utf8)
