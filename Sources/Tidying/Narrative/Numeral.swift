import Text

/// A number at a place of a text, in digits or in Chinese numerals.
struct Numeral: Sendable, Equatable {
  let value: Int
  /// Digits of either width, not numerals.
  let isArabic: Bool
  /// More or less than the number: 万 rounds, a fraction counts no cases.
  let isRounded: Bool
  /// The place behind it.
  let end: Int

  /// `nil` where no number stands, and where it cannot be read with certainty.
  init?(_ text: [Unicode.Scalar], at start: Int) {
    if text[start].isDecimalDigit {
      self.init(arabic: text, at: start)
    } else {
      self.init(chinese: text, at: start)
    }
  }

  /// Thousands separators stand before three digits each.
  private init?(arabic text: [Unicode.Scalar], at start: Int) {
    var value = 0
    var index = start
    var digits = 0
    while index < text.count {
      if let digit = text[index].decimalDigit {
        digits += 1
        guard digits <= 12 else { return nil }
        value = value * 10 + digit
        index += 1
      } else if digits <= 3 || value >= 1000, Self.isSeparator(text, at: index) {
        index += 1
      } else {
        break
      }
    }
    var isRounded = false
    if index + 1 < text.count, text[index] == "." || text[index] == "．", text[index + 1].isDecimalDigit {
      index += 1
      while index < text.count, text[index].isDecimalDigit { index += 1 }
      isRounded = true
    }
    if index < text.count, text[index] == Self.myriad || text[index] == "亿" {
      index += 1
      isRounded = true
    }
    self.init(value: value, isArabic: true, isRounded: isRounded, end: index)
  }

  private static let myriad: Unicode.Scalar = "万"

  /// , or ， with three digits behind it and no fourth.
  private static func isSeparator(_ text: [Unicode.Scalar], at index: Int) -> Bool {
    guard text[index] == "," || text[index] == "，", index + 3 < text.count else { return false }
    for offset in 1...3 where !text[index + offset].isDecimalDigit { return false }
    return index + 4 == text.count || !text[index + 4].isDecimalDigit
  }

  /// 三十五, 一百零二, 两千; 十 may stand without 一 before it, other units may not: 上百.
  private init?(chinese text: [Unicode.Scalar], at start: Int) {
    var total = 0
    var section = 0
    /// A digit without its unit yet.
    var digit: Int?
    var unitBefore = Int.max
    var hasZero = false
    var index = start
    while index < text.count {
      let character = text[index]
      if let next = character == "两" ? 2 : character.hanDigit {
        if next == 0 {
          guard digit == nil, !hasZero else { return nil }
          hasZero = true
        } else {
          guard digit == nil else { return nil }
          // 一百三 may be 130; 一百零三 is 103.
          guard unitBefore == Int.max || unitBefore == 10 || hasZero || Self.unit(text, index + 1) != nil
          else { return nil }
          digit = next
        }
      } else if let unit = Self.unit(text, index) {
        guard let count = digit ?? (unit == 10 && index == start ? 1 : nil), unit < unitBefore else {
          return nil
        }
        section += count * unit
        unitBefore = unit
        digit = nil
        hasZero = false
      } else if character == Self.myriad, section + (digit ?? 0) > 0, total == 0 {
        total = (section + (digit ?? 0)) * 10_000
        section = 0
        digit = nil
        unitBefore = Int.max
      } else {
        break
      }
      index += 1
    }
    guard index > start, !(hasZero && digit == nil && index - start > 1) else { return nil }
    self.init(value: total + section + (digit ?? 0), isArabic: false, isRounded: false, end: index)
  }

  private static func unit(_ text: [Unicode.Scalar], _ index: Int) -> Int? {
    guard index < text.count else { return nil }
    switch text[index] {
    case "十": return 10
    case "百": return 100
    case "千": return 1000
    default: return nil
    }
  }

  private init(value: Int, isArabic: Bool, isRounded: Bool, end: Int) {
    self.value = value
    self.isArabic = isArabic
    self.isRounded = isRounded
    self.end = end
  }

  /// 一 to 九, 十, 两, 〇 and digits: what a number begins with.
  static func canBegin(_ character: Unicode.Scalar) -> Bool {
    character.isDecimalDigit || character.isHanDigit || character == "两"
  }
}
