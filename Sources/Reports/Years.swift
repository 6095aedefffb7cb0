import Cells

/// Years in a text, in Arabic or Chinese digits.
enum Years {
  /// A year and the characters it takes, 年 or 年度 and months behind it included.
  struct Match {
    var range: Range<Int>
    /// `nil` for a span of years, as 2021—2022学年, which is no one year.
    var year: Int?
  }

  /// The year that begins at `index`, if one does.
  static func match(_ text: Characters, at index: Int) -> Match? {
    guard let year = digits(text, at: index) else { return nil }
    if index > 0, text[index - 1].isDecimalDigit { return nil }
    var end = index + 4
    if end < text.count, text[end].isDecimalDigit { return nil }
    let isHan = !text[index].isDecimalDigit
    if isHan, end >= text.count || text[end] != 0x5E74 { return nil }
    var match = Match(range: index..<end, year: year)
    if end + 1 < text.count, dashes.contains(text[end]) || text[end] == 0x2F,
      let last = digits(text, at: end + 1), last > year
    {
      match.year = nil
      end += 5
    }
    for suffix in suffixes where text[end...].starts(with: suffix) {
      end += suffix.count
      break
    }
    match.range = index..<months(text, from: end)
    return match
  }

  /// 2020 or 二〇二〇 at `index`: a number from 1990 to 2099.
  private static func digits(_ text: Characters, at index: Int) -> Int? {
    guard index + 4 <= text.count else { return nil }
    var year = 0
    for place in index..<index + 4 {
      guard let digit = text[place].decimalDigit ?? text[place].hanDigit else { return nil }
      year = year * 10 + digit
    }
    return (1990...2099).contains(year) ? year : nil
  }

  /// The end of 1月-12月 or 1月 behind a year.
  private static func months(_ text: Characters, from start: Int) -> Int {
    var index = start
    while index < text.count, text[index].isDecimalDigit { index += 1 }
    guard index > start, index < text.count, text[index] == 0x6708 else { return start }
    index += 1
    guard index < text.count, dashes.contains(text[index]) else { return index }
    let next = months(text, from: index + 1)
    return next > index + 1 ? next : index
  }

  /// All years of a text, in its order.
  static func all(_ text: Characters) -> [Match] {
    var matches: [Match] = []
    var index = 0
    while index < text.count {
      if let match = match(text, at: index) {
        matches.append(match)
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return matches
  }

  /// - — – － ~ ～ 至
  private static let dashes: Set<UInt32> = [0x2D, 0x2014, 0x2013, 0xFF0D, 0x7E, 0xFF5E, 0x81F3]
  private static let suffixes = ["学年度", "学年", "年年度", "年度", "年", "度"].map { Characters($0) }
}
