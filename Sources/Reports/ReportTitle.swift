import Cells

/// What the title of a report says: the body and the year, each as far as it stands there.
struct ReportTitle: Equatable {
  var agency: Characters
  var year: Int?

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
    if let mark = name.lastIndex(where: Self.separators.contains) {
      name.removeFirst(mark + 1)
    }
    if let ordinal = Ordinal(name) { name.removeFirst(ordinal.length) }
    year = Self.takeYears(from: &name)
    if year == nil { year = Years.all(Array(text[core])).first?.year }
    Self.trim(&name)
    guard name.count <= 40, !name.contains(where: Self.punctuation.contains) else { return nil }
    agency = name
  }

  /// The words for the report: from 信息公开 to 报告.
  private static func core(of text: Characters) -> Range<Int>? {
    guard text.contains(where: { $0 == 0x62A5 || $0 == 0x5831 }) else { return nil }
    var start = -1
    for word in cores {
      guard let found = text.lastIndex(of: word), found > start else { continue }
      // Only where a report follows: the last 信息公开 may stand in a note.
      if end(of: text, after: found + word.count) != nil { start = found }
    }
    guard start >= 0, let end = end(of: text, after: start + 4) else { return nil }
    return start..<end
  }

  /// The end of the word for a report, when little stands before it and nothing of weight behind it.
  private static func end(of text: Characters, after start: Int) -> Int? {
    var end: Int?
    for tail in tails {
      guard let found = text.firstIndex(of: tail, from: start), found - start <= 18 else { continue }
      let behind = found + tail.count
      if text[start..<found].contains(where: punctuation.contains) { continue }
      guard behind == text.count || closings.contains(text[behind]) || text[behind].isOpeningBracket
      else { continue }
      end = max(end ?? 0, behind)
    }
    return end
  }

  /// Cuts the years out of a name; the first of them, or `nil` where there is none or a span of years.
  private static func takeYears(from name: inout Characters) -> Int? {
    var first: Int??
    while let match = Years.all(name).first {
      if first == nil { first = .some(match.year) }
      var range = match.range
      // 【2019】
      if range.lowerBound > 0, name[range.lowerBound - 1].isOpeningBracket,
        range.upperBound < name.count, name[range.upperBound].isClosingBracket
      {
        range = range.lowerBound - 1..<range.upperBound + 1
      }
      name.removeSubrange(range)
    }
    return first ?? nil
  }

  private static func trim(_ name: inout Characters) {
    var changed = true
    while changed {
      changed = false
      for word in edges where !word.isEmpty {
        if name.starts(with: word) {
          name.removeFirst(word.count)
          changed = true
        }
        if name.ends(with: word) {
          name.removeLast(word.count)
          changed = true
        }
      }
    }
  }

  private static let cores = ["信息公开", "信息公開", "信息工作", "政务公开", "政務公開"].map { Characters($0) }
  private static let kinds = ["政府", "政务", "政務"].map { Characters($0) }
  private static let people = Characters("人民")
  private static let tails = ["报告", "年报", "報告", "年報"].map { Characters($0) }
  private static let edges = ["关于", "關於", "的", "开展", "-", "—", "－", "_", "·", "\u{FEFF}"].map {
    Characters($0)
  }
  /// 《 ： : > ＞ |
  private static let separators: Set<UInt32> = [0x300A, 0xFF1A, 0x3A, 0x3E, 0xFF1E, 0x7C]
  /// ， 。 ； ！ ？ , ; and 》
  static let punctuation: Set<UInt32> = [
    0xFF0C, 0x3002, 0xFF1B, 0xFF01, 0xFF1F, 0x2C, 0x3B, 0x300B,
  ]
  /// 》 - — _ | . “ behind the title.
  private static let closings: Set<UInt32> = [0x300B, 0x2D, 0x2014, 0xFF0D, 0x5F, 0x7C, 0x2E]
}
