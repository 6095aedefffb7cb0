import Cells

/// What the title of a report says: the body and the year, each as far as it stands there.
struct ReportTitle: Equatable {
  var agency: Characters
  var year: Int?
  /// Whether the name stands on lines of its own.
  var isNameAlone = false

  /// Reads a title such as 清源县水利局2019年政府信息公开工作年度报告.
  ///
  /// It is made of a name, a year and the words for the report, in any order but the words last; a note in brackets, a file
  /// ending or a site's name may follow. `nil` for any other text.
  init?(_ text: Characters) {
    guard (6...90).contains(text.count), let core = Self.core(of: text) else { return nil }
    var name = Array(text[..<core.lowerBound])
    // 政府 belongs to the words for the report, but for 某某市人民政府信息公开年度报告.
    for word in Self.kinds where name.ends(with: word) && !name.ends(with: Self.people + word) {
      name.removeLast(word.count)
      break
    }
    let mark = name.lastIndex(where: Self.separators.contains)
    if let mark { name.removeFirst(mark + 1) }
    if let ordinal = Ordinal(name) { name.removeFirst(ordinal.length) }
    year = Self.takeYears(from: &name)
    if year == nil { year = Years.all(Array(text[core])).first { !$0.isDate }?.year }
    if year == nil { year = Self.bracketedYear(Array(text[core.upperBound...])) }
    Self.trim(&name)
    guard name.count <= 40, !name.contains(where: Self.punctuation.contains) else { return nil }
    // 当前位置：首页 > 信息公开年报 is a path on a page.
    if mark != nil, name.isEmpty, year == nil { return nil }
    agency = name
  }

  /// The words for the report: from 信息公开 to 报告.
  ///
  /// The first 报告 that can end a title, and the last 信息公开 before it: names hold such words too, and sites put their own behind.
  private static func core(of text: Characters) -> Range<Int>? {
    for index in text.indices.dropLast()
    where text[index] == 0x62A5 || text[index] == 0x5831 || text[index] == 0x5E74 {
      for tail in tails where text[index...].starts(with: tail) {
        let end = index + tail.count
        guard canEnd(text, at: end), let start = coreStart(text, before: index) else { continue }
        return start..<end
      }
    }
    return nil
  }

  private static func canEnd(_ text: Characters, at end: Int) -> Bool {
    end == text.count || closings.contains(text[end]) || text[end].isOpeningBracket
  }

  private static func coreStart(_ text: Characters, before tail: Int) -> Int? {
    var start: Int?
    for word in cores {
      guard let found = Array(text[..<tail]).lastIndex(of: word), tail - found - word.count <= 18,
        !text[found..<tail].contains(where: punctuation.contains)
      else { continue }
      start = max(start ?? 0, found)
    }
    return start
  }

  /// Cuts the years and dates out of a name; the first year, or `nil` where there is none or a span of years.
  ///
  /// What stands between the year and 信息公开 belongs to the name only where the name stands there, or ends there.
  private static func takeYears(from name: inout Characters) -> Int? {
    var first: Int??
    while let match = Years.all(name).first {
      if first == nil, !match.isDate { first = .some(match.year) }
      var range = match.range
      // 【2019】
      if range.lowerBound > 0, name[range.lowerBound - 1].isOpeningBracket,
        range.upperBound < name.count, name[range.upperBound].isClosingBracket
      {
        range = range.lowerBound - 1..<range.upperBound + 1
      }
      let behind = Array(name[range.upperBound...])
      if !match.isDate, range.lowerBound >= 2, Years.all(behind).isEmpty, !behind.endsLikeAgency {
        range = range.lowerBound..<name.count
      }
      name.removeSubrange(range)
    }
    return first ?? nil
  }

  /// The year of （2021年度） behind the title; a date there is that of publication.
  private static func bracketedYear(_ rest: Characters) -> Int? {
    guard rest.count >= 6, rest[0].isOpeningBracket, let match = Years.match(rest, at: 1), !match.isDate,
      match.range.upperBound == rest.count - 1, rest[rest.count - 1].isClosingBracket
    else { return nil }
    return match.year
  }

  private static func trim(_ name: inout Characters) {
    while let word = beginnings.first(where: { name.starts(with: $0) }) { name.removeFirst(word.count) }
    while let word = endings.first(where: { name.ends(with: $0) }) { name.removeLast(word.count) }
  }

  private static let cores = ["信息公开", "信息公開", "信息工作", "政务公开", "政務公開"].map { Characters($0) }
  private static let kinds = ["政府", "政务", "政務"].map { Characters($0) }
  private static let people = Characters("人民")
  private static let tails = ["报告", "年报", "報告", "年報"].map { Characters($0) }
  private static let beginnings = ["关于", "關於", "-", "—", "－", "_", "·", "\u{FEFF}"].map { Characters($0) }
  private static let endings = ["关于", "關於", "的", "开展", "-", "—", "－", "_", "·"].map { Characters($0) }
  /// 《 ： : > ＞ |
  private static let separators: Set<UInt32> = [0x300A, 0xFF1A, 0x3A, 0x3E, 0xFF1E, 0x7C]
  /// ， 。 ； ！ ？ , ; and 》
  static let punctuation: Set<UInt32> = [
    0xFF0C, 0x3002, 0xFF1B, 0xFF01, 0xFF1F, 0x2C, 0x3B, 0x300B,
  ]
  /// 》 - — _ | . “ behind the title.
  private static let closings: Set<UInt32> = [0x300B, 0x2D, 0x2014, 0xFF0D, 0x5F, 0x7C, 0x2E]
}
