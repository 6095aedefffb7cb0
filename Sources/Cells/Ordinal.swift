import Bytes

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
  public init?(_ text: Characters) {
    guard let first = text.first else { return nil }
    if let bracketed = Self.bracketed(text) {
      self = bracketed
      return
    }
    if (0x2460...0x2473).contains(first) {
      (level, length) = (4, 1)
      return
    }
    let han = text.prefix { $0.isHanDigit }.count
    let arabic = text.prefix { $0.isDecimalDigit }.count
    let count = max(han, arabic)
    guard (1...3).contains(count), count < text.count else { return nil }
    let mark = text[count]
    guard Self.marks.contains(mark) || mark.isClosingBracket else { return nil }
    // 1.5 is a number; so is 2,000.
    if arabic > 0, count + 1 < text.count, text[count + 1].isDecimalDigit, !mark.isClosingBracket,
      mark != 0x3001
    {
      return nil
    }
    level = han > 0 ? 1 : 3
    length = count + 1
  }

  private init(level: Int, length: Int) {
    self.level = level
    self.length = length
  }

  /// （一） or (1), with a stray mark behind it as in `(四).`
  private static func bracketed(_ text: Characters) -> Ordinal? {
    guard text[0].isOpeningBracket else { return nil }
    let digits = text.dropFirst().prefix { $0.isHanDigit || $0.isDecimalDigit }
    let closing = digits.endIndex
    guard (1...3).contains(digits.count), closing < text.count, text[closing].isClosingBracket
    else { return nil }
    let hasMark = closing + 1 < text.count && marks.contains(text[closing + 1])
    return Ordinal(
      level: digits[digits.startIndex].isHanDigit ? 2 : 4, length: closing + (hasMark ? 2 : 1))
  }

  /// 、 . ． ， , ： :
  private static let marks: [UInt32] = [0x3001, 0x2E, 0xFF0E, 0xFF0C, 0x2C]
}

extension Span where Element == UInt8 {
  /// Whether the first visible character can begin an ordinal: a quick no for nearly all cells.
  public var canBeginOrdinal: Bool {
    guard let first = firstVisible, count < 240 else { return false }
    return first.isHanDigit || first.isDecimalDigit || first.isOpeningBracket
      || (0x2460...0x2473).contains(first)
  }

  /// Whether it can begin one of level 1, with a converter's mark before it or not.
  public var canBeginChapter: Bool {
    // Nearly all cells are figures.
    let start = count > 1 && self[0] == .tab ? 1 : 0
    if count > start, self[start] < 0x80, self[start] > 0x20 { return self[start] == 0x5B }
    guard let first = firstVisible else { return false }
    return first.isHanDigit || first == 0x5B
  }

  private var firstVisible: UInt32? {
    var index = 0
    while index < count {
      let invisible = invisibleLength(at: index)
      if invisible == 0 { return character(at: index).0 }
      index += invisible
    }
    return nil
  }
}
