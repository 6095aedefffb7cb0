public import Bytes

/// The number in front of a heading or a row label, as Chinese official documents nest them.
///
/// Level 1 is 一、, level 2 （一）, level 3 1. or 1、, level 4 (1) or ①. Source: GB/T 9704-2012 section 7.3.3, and what reports
/// do to it (a dot for 、, brackets of half width).
public struct Ordinal: Equatable, Sendable {
  public let level: Int
  /// The number of characters it takes.
  public let length: Int

  /// The ordinal that `text` begins with, if any.
  /// - Parameter text: characters without blanks.
  public init?(_ text: Characters) { self.init(text.span) }

  /// The ordinal that a text begins with, blanks left out.
  public init?(beginning text: Span<UInt8>) {
    // 一、: most.
    if text.count > 6, 0xE4...0xE9 ~= text[0], text[3] == 0xE3, text[4] == 0x80, text[5] == 0x81,
      text.ideograph(at: 0).isHanDigit
    {
      self.init(level: 1, length: 2)
      return
    }
    // A bracket, three digits, a bracket, a mark, and what stands behind.
    var characters: InlineArray<8, Unicode.Scalar> = .init(repeating: " ")
    var (count, index) = (0, 0)
    while index < text.count, count < 8 {
      let invisible = text.invisibleLength(at: index)
      if invisible > 0 {
        index += invisible
        continue
      }
      let (character, length) = text.character(at: index)
      characters[count] = character
      count += 1
      index += length
    }
    self.init(characters.span.extracting(0..<count))
  }

  private init?(_ text: Span<Unicode.Scalar>) {
    guard !text.isEmpty else { return nil }
    if let bracketed = Self.bracketed(text) {
      self = bracketed
      return
    }
    if ("①"..."⑳").contains(text[0]) {
      (level, length) = (4, 1)
      return
    }
    let isHan = text[0].isHanDigit
    var count = 0
    while count < text.count, isHan ? text[count].isHanDigit : text[count].isDecimalDigit { count += 1 }
    guard (1...3).contains(count), count < text.count else { return nil }
    let mark = text[count]
    guard Self.isMark(mark) || mark.isClosingBracket else { return nil }
    // 1.5 is a number; so is 2,000.
    if !isHan, count + 1 < text.count, text[count + 1].isDecimalDigit, !mark.isClosingBracket, mark != "、" {
      return nil
    }
    level = isHan ? 1 : 3
    length = count + 1
  }

  private init(level: Int, length: Int) {
    self.level = level
    self.length = length
  }

  /// （一） or (1), with a stray mark behind it as in `(四).`
  private static func bracketed(_ text: Span<Unicode.Scalar>) -> Ordinal? {
    guard text[0].isOpeningBracket else { return nil }
    var closing = 1
    while closing < text.count, text[closing].isHanDigit || text[closing].isDecimalDigit { closing += 1 }
    guard (2...4).contains(closing), closing < text.count, text[closing].isClosingBracket else { return nil }
    let hasMark = closing + 1 < text.count && isMark(text[closing + 1])
    return Ordinal(level: text[1].isHanDigit ? 2 : 4, length: closing + (hasMark ? 2 : 1))
  }

  /// 、 . ． ， ,
  private static func isMark(_ character: Unicode.Scalar) -> Bool {
    switch character {
    case "、", ".", "．", "，", ",": true
    default: false
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether the first visible character can begin an ordinal: a quick no for nearly all cells.
  public var canBeginOrdinal: Bool {
    count < 240 && beginsLikeOrdinal
  }

  /// The same of texts of any length.
  public var beginsLikeOrdinal: Bool {
    guard let first = firstVisible else { return false }
    return first.isHanDigit || first.isDecimalDigit || first.isOpeningBracket
      || ("①"..."⑳").contains(first)
  }

  /// Whether it can begin one of level 1, with a converter's mark before it or not.
  @inlinable @inline(__always) public var canBeginChapter: Bool {
    // Nearly all cells are figures or labels of other characters; 一 to 十, 〇 and 零 begin with E3, E4, E5 and E9.
    let start = count > 0 && self[0] == .tab ? 1 : 0
    if count == start { return false }
    if self[start] > 0x20, self[start] < 0x80 || 0xE6...0xE8 ~= self[start] {
      return self[start] == 0x5B
    }
    return beginsWithHanDigitOrMark(at: start)
  }

  @usableFromInline func beginsWithHanDigitOrMark(at place: Int) -> Bool {
    var start = place
    // The blanks U+3000 and U+00A0, which stand before the figures of many reports.
    while start + 2 < count {
      if self[start] == 0xE3, self[start + 1] == 0x80, self[start + 2] == 0x80 {
        start += 3
      } else if self[start] == 0xC2, self[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    if start == count || self[start].isDigit { return false }
    if 0xE4...0xE9 ~= self[start], start + 2 < count { return ideograph(at: start).isHanDigit }
    guard let first = firstVisible else { return false }
    return first.isHanDigit || first == "["
  }

  private var firstVisible: Unicode.Scalar? {
    var index = 0
    while index < count {
      let invisible = invisibleLength(at: index)
      if invisible == 0 { return character(at: index).0 }
      index += invisible
    }
    return nil
  }
}
