import Text

/// Years in a text, in Arabic or Chinese digits.
enum Years {
  /// A year and the characters it takes, 年 or 年度 and months behind it included.
  struct Match {
    var range: Range<Int>
    /// `nil` for a span of years, as 2021—2022学年, which is no one year.
    var year: Int?
    /// Whether a month or a day stands behind: a date, not a report year.
    var isDate = false
    /// The month of a date.
    var month = 0
    /// Whether months stand behind that are not the whole year: 1—6月.
    var isPartOfYear = false
  }

  /// The year that begins at `index`, if one does.
  static func match(_ text: Characters, at index: Int) -> Match? {
    guard let year = digits(text, at: index) else { return nil }
    if index > 0, text[index - 1].isDecimalDigit { return nil }
    var end = index + 4
    if end < text.count, text[end].isDecimalDigit { return nil }
    let isHan = !text[index].isDecimalDigit
    if isHan, end >= text.count || text[end] != "年" { return nil }
    if let date = dottedDate(text, at: index, year: year) { return date }
    if isNumbered(text, from: end) { return nil }
    var match = Match(range: index..<end, year: year)
    end = suffixEnd(text, from: end)
    // 2021—2022学年, 2021年至2022年, 2021年、2022年
    if end + 1 < text.count, dashes.contains(text[end]) || conjunctions.contains(text[end]),
      let last = digits(text, at: end + 1), last > year
    {
      match.year = nil
      end = suffixEnd(text, from: end + 5)
    } else if let span = monthSpan(text, from: end) {
      end = span.end
      (match.isDate, match.isPartOfYear) = (!span.isWhole, !span.isWhole)
    } else if let (month, dateEnd) = date(text, from: end) {
      match.isDate = true
      match.month = month
      end = dateEnd
    }
    match.range = index..<end
    return match
  }

  /// Whether a number follows that is no year, as in 2026-04736, the number of a document.
  private static func isNumbered(_ text: Characters, from mark: Int) -> Bool {
    guard mark + 3 < text.count, text[mark] == "-" || text[mark] == "/",
      text[mark + 1...mark + 3].allSatisfy(\.isDecimalDigit)
    else { return false }
    let isFourDigits = mark + 5 >= text.count || !text[mark + 5].isDecimalDigit
    return digits(text, at: mark + 1) == nil || !isFourDigits
  }

  /// 2020 or 二〇二〇 at `index`: a number from 1990 to 2099.
  private static func digits(_ text: Characters, at index: Int) -> Int? {
    // From 1 or 2 on.
    guard index + 4 <= text.count, canBegin(text[index]) else { return nil }
    var year = 0
    for place in index..<index + 4 {
      guard
        let digit = text[place].decimalDigit ?? text[place].hanDigit ?? circle(text, at: place, from: index)
      else { return nil }
      year = year * 10 + digit
    }
    return (1990...2099).contains(year) ? year : nil
  }

  /// 0 for the letter O and ◯ that stand for 〇 in 二O二二.
  private static func circle(_ text: Characters, at place: Int, from start: Int) -> Int? {
    place > start && text[start].isHanDigit && ["O", "o", "Ｏ", "◯"].contains(text[place]) ? 0 : nil
  }

  /// 1 2 一 二, and 1 and 2 of full width
  private static func canBegin(_ character: Unicode.Scalar) -> Bool {
    switch character {
    case "1", "2", "一", "二", "１", "２": true
    default: false
    }
  }

  private static func suffixEnd(_ text: Characters, from start: Int) -> Int {
    guard start < text.count else { return start }
    return start + (suffixes.word(at: start, of: text)?.count ?? 0)
  }

  /// A number of one or two digits, and the place behind it.
  private static func number(_ text: Characters, at index: Int) -> (value: Int, end: Int)? {
    var (value, end) = (0, index)
    while end < text.count, end < index + 2, let digit = text[end].decimalDigit {
      value = value * 10 + digit
      end += 1
    }
    if end > index { return (value, end) }
    // 一月, 十二月
    while end < text.count, text[end].isHanDigit { end += 1 }
    guard end > index else { return nil }
    let tens = text[index] == "十" ? 10 : 0
    return (tens + (text[end - 1].hanDigit ?? 0), end)
  }

  /// The end of 1月-12月, 1月至12月 or 1—12月, and whether the months are all of a year.
  private static func monthSpan(_ text: Characters, from start: Int) -> (end: Int, isWhole: Bool)? {
    guard let first = number(text, at: start) else { return nil }
    var index = first.end
    if index < text.count, text[index] == "月" { index += 1 }
    guard index < text.count, dashes.contains(text[index]), let last = number(text, at: index + 1),
      last.end < text.count, text[last.end] == "月"
    else { return nil }
    return (last.end + 1, first.value == 1 && last.value == 12)
  }

  /// The month of 1月 or 1月20日, and the place behind it.
  private static func date(_ text: Characters, from start: Int) -> (month: Int, end: Int)? {
    guard let month = number(text, at: start), month.end < text.count, text[month.end] == "月" else {
      return nil
    }
    guard let day = number(text, at: month.end + 1), day.end < text.count, text[day.end] == "日" else {
      return (month.value, month.end + 1)
    }
    return (month.value, day.end + 1)
  }

  /// 2023-01-12 or 2023.1.12
  private static func dottedDate(_ text: Characters, at index: Int, year: Int) -> Match? {
    let mark = index + 4
    guard mark < text.count, ["-", ".", "/"].contains(text[mark]), let month = number(text, at: mark + 1),
      (1...12).contains(month.value), month.end < text.count, text[month.end] == text[mark],
      let day = number(text, at: month.end + 1)
    else { return nil }
    return Match(range: index..<day.end, year: year, isDate: true, month: month.value)
  }

  /// The year that begins at `index`, and all of the period that a title states with it: 2023年1月1日至12月31日, 2023年（1-12月）.
  static func stated(_ text: Characters, at index: Int) -> Match? {
    guard let match = match(text, at: index) else { return nil }
    return period(text, at: index) ?? match
  }

  /// The period that begins with the year at `index`; `nil` where no other day or month than its first stands behind.
  private static func period(_ text: Characters, at index: Int) -> Match? {
    guard let year = digits(text, at: index) else { return nil }
    var end = suffixEnd(text, from: index + 4)
    let isBracketed = end < text.count && text[end].isOpeningBracket
    if isBracketed { end += 1 }
    guard let first = day(text, at: end) else { return nil }
    end = first.end
    // 起至
    if end < text.count, text[end] == "起" { end += 1 }
    guard end < text.count, dashes.contains(text[end]) || text[end] == "到" else { return nil }
    end += 1
    var lastYear = year
    if let again = digits(text, at: end) {
      lastYear = again
      end = suffixEnd(text, from: end + 4)
    }
    guard let last = day(text, at: end), last.isMarked else { return nil }
    end = last.end
    if end < text.count, text[end] == "止" { end += 1 }
    if isBracketed {
      guard end < text.count, text[end].isClosingBracket else { return nil }
      end += 1
    }
    if lastYear != year { return Match(range: index..<end, year: nil) }
    let isWhole =
      first.month == 1 && (first.day ?? 1) == 1 && last.month == 12 && (last.day ?? 31) == 31
    return Match(range: index..<end, year: year, isDate: !isWhole, isPartOfYear: !isWhole)
  }

  /// 1月, 1月1日, 1月1号, .1.1, -01-01 or 1 alone, and whether a mark tells that a month stands there.
  private static func day(
    _ text: Characters, at start: Int
  ) -> (month: Int, day: Int?, end: Int, isMarked: Bool)? {
    guard start < text.count else { return nil }
    let mark = text[start]
    if mark == "-" || mark == "." || mark == "/" {
      guard let month = number(text, at: start + 1), month.end < text.count, text[month.end] == mark,
        let day = number(text, at: month.end + 1)
      else { return nil }
      return (month.value, day.value, day.end, true)
    }
    guard let month = number(text, at: start) else { return nil }
    guard month.end < text.count, text[month.end] == "月" else {
      return (month.value, nil, month.end, false)
    }
    // 日 号
    if let day = number(text, at: month.end + 1), day.end < text.count,
      text[day.end] == "日" || text[day.end].simplified == "号"
    {
      return (month.value, day.value, day.end + 1, true)
    }
    return (month.value, nil, month.end + 1, true)
  }

  /// All years of a text, in its order.
  static func all(_ text: Characters) -> [Match] {
    var matches: [Match] = []
    var index = 0
    while index < text.count {
      // Nearly all characters begin none.
      if canBegin(text[index]), let match = match(text, at: index) {
        matches.append(match)
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return matches
  }

  private static let dashes: [Unicode.Scalar] = ["-", "—", "–", "－", "~", "～", "至"]
  private static let conjunctions: [Unicode.Scalar] = ["、", "和", "/"]
  private static let suffixes = Words(["学年度", "学年", "年年度", "年度", "年", "度"])
}
