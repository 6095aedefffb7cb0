import Text

/// The year of a report whose title states none: what most places agree on, and where they tie, the one trusted more.
struct ReportYear {
  /// The opening sentence's title, the statistics period, the first section, the sign-off: in the order of trust.
  private var votes: [(year: Int, count: Int)] = []
  /// Of the statistics period.
  private(set) var period: [Int] = []

  /// - Parameters:
  ///   - stated: the year of the title in the opening sentence.
  ///   - paragraphs: the opening, up to the second section.
  ///   - signOff: when the report was signed.
  init(stated: Int?, paragraphs: [Characters], signOff: SignOff?) {
    if let stated { add(stated) }
    period = paragraphs.lazy.map { Self.period(in: $0) }.first { !$0.isEmpty } ?? []
    for year in period { add(year) }
    if let year = Self.common(in: paragraphs.prefix(4), likely: signOff?.reportYear) { add(year) }
    // A date of publication can be years behind: it decides only where nothing contradicts it, or between others.
    // Signed in November or later it can be of this year, or of the one before.
    if let signOff, !votes.isEmpty || signOff.month < 11 {
      add(votes.isEmpty ? signOff.year - 1 : signOff.reportYear)
    }
  }

  /// Where places contradict each other and none is more frequent, the first is right.
  var year: Int? {
    let most = votes.map(\.count).max()
    return votes.first { $0.count == most }?.year
  }

  private mutating func add(_ year: Int) {
    if let known = votes.firstIndex(where: { $0.year == year }) {
      votes[known].count += 1
    } else {
      votes.append((year, 1))
    }
  }

  // MARK: the statistics period

  /// The years of 自2020年1月1日起至2020年12月31日止, also where digits or marks of it are lost.
  ///
  /// Both ends count. One year where both agree or only one can be read.
  static func period(in text: Characters) -> [Int] {
    var years: [Int] = []
    guard signs.stand(in: text) else { return years }
    let text = text.withoutTitles
    for sentence in text.split(whereSeparator: { stops.contains($0) }) {
      let sentence = Array(sentence)
      guard signs.stand(in: sentence) else { continue }
      if !sentence.contains(statistics), otherPeriods.stand(in: sentence) { continue }
      for index in sentence.indices {
        guard index == 0 || !sentence[index - 1].isDecimalDigit, let year = digits(sentence, at: index) else {
          continue
        }
        let day = dayDigits(sentence, from: index + 4)
        if starts.contains(day) || day.suffix(lastDay.count) == lastDay[...] {
          if !years.contains(year) { years.append(year) }
        } else if let match = Years.match(sentence, at: index), !match.isDate, match.range.count > 7,
          let year = match.year
        {
          // 2020年1月至12月
          if !years.contains(year) { years.append(year) }
        }
      }
      if !years.isEmpty { break }
    }
    return years
  }

  /// The year that four digits or more begin with.
  private static func digits(_ text: Characters, at index: Int) -> Int? {
    guard index + 4 <= text.count else { return nil }
    var year = 0
    for place in index..<index + 4 {
      guard let digit = text[place].decimalDigit else { return nil }
      year = year * 10 + digit
    }
    return (1990...2099).contains(year) ? year : nil
  }

  /// The digits of month and day behind a year, up to 日 or the like.
  private static func dayDigits(_ text: Characters, from start: Int) -> [Int] {
    var digits: [Int] = []
    for character in text[start...].prefix(12) {
      if let digit = character.decimalDigit {
        digits.append(digit)
      } else if dayEnds.contains(character) {
        break
      }
    }
    return digits
  }

  private static let starts: Set<[Int]> = [[1, 1], [0, 1, 0, 1], [1, 0, 1], [0, 1, 1]]
  private static let lastDay: [Int] = [1, 2, 3, 1]
  private static let dayEnds: [Unicode.Scalar] = ["日", "起", "至", "到", "止", "—", "~", "～"]
  private static let signs = Words(["12月31", "1231", "期限", "日至", "日起至", "月至12月", "月—12月"])
  private static let otherPeriods = Words(["施行", "有效期", "规划", "聘", "建成", "将", "计划"])
  private static let statistics = Characters("统计")
  private static let stops: [Unicode.Scalar] = ["。", "；", "！", ";"]

  // MARK: the first section

  /// The year that sentences of the opening begin with: 2020年，我局…; `nil` where they name several as often.
  ///
  /// Years in 《》 〔〕, dates, and sentences about plans and the past do not count; nor does a year that was hardly over, or
  /// had not begun, when the report was signed.
  static func common(in paragraphs: ArraySlice<Characters>, likely: Int?) -> Int? {
    var counts: [(year: Int, count: Int)] = []
    for text in paragraphs {
      for sentence in text.withoutTitles.split(whereSeparator: { stops.contains($0) }) {
        guard let year = workYear(Array(sentence)), year <= likely ?? .max else { continue }
        if let index = counts.firstIndex(where: { $0.year == year }) {
          counts[index].count += 1
        } else {
          counts.append((year, 1))
        }
      }
      if !counts.isEmpty { break }
    }
    if let likely, counts.contains(where: { $0.year == likely }) { return likely }
    let most = counts.map(\.count).max()
    let best = counts.filter { $0.count == most }
    return best.count == 1 ? best[0].year : nil
  }

  /// The year that a sentence on the work of a year begins with.
  private static func workYear(_ sentence: Characters) -> Int? {
    let folded = sentence.simplified
    if otherTimes.stand(in: folded) { return nil }
    guard let match = Years.all(sentence).first, match.range.lowerBound <= 14 else { return nil }
    var start = match.range.lowerBound
    guard !match.isDate, match.range.count > 4, let year = match.year else { return nil }
    // （一）加强领导。2020年, 我局2020年公开…
    if let ordinal = Ordinal(sentence), ordinal.length == start { start = 0 }
    // 2010年，我局成立: what the year's own words say was founded. Further on, a report says what was done.
    let words = Array(folded[match.range.upperBound...].prefix(16))
    if foundings.stand(in: words) { return nil }
    let before = Array(folded[..<start])
    guard
      before.isEmpty || leads.contains(before) || before.last == "，" || before.last == ":"
        || before.last == "："
    else { return nil }
    return year
  }

  private static let leads = [
    "我局", "本局", "我镇", "我县", "我市", "我区", "我乡", "全县", "全市", "全区", "我街道", "我单位", "本机关", "在", "全镇",
  ]
  .map { Characters($0) }
  private static let foundings = Words(["成立", "设立", "组建", "建立", "荣获", "被评为", "获评", "开通", "创建", "启用"])
  private static let otherTimes = Words([
    "将", "计划", "下一步", "以来", "施行", "明年", "今后", "同比", "改革", "方案", "上年", "去年", "成立于", "设立于", "组建", "创办", "创建于",
    "始建", "建成", "挂牌", "更名", "正式成立", "批准", "合并", "撤销", "划转", "改制", "建制", "建镇", "撤县", "撤乡", "截至", "截止", "比上",
    "编办", "三定", "前身", "建局", "机构设置", "设立", "起由", "成立后", "独立", "建于", "以后", "规划", "自从", "曾", "相比",
  ])
}
