package import Text

/// What the title of a report says: the body and the year, each as far as it stands there.
package struct ReportTitle: Equatable {
  package var agency: Characters
  package var year: Int?
  /// Whether it states a span of years, as a school year: no one year is right then.
  private(set) var isSpan = false
  /// Whether the name stands on lines of its own.
  var isNameAlone = false
  /// Whether it is the end of a path on a page, 首页 > 年报 > …
  private(set) var isPath = false
  /// Whether a site's name or a file ending stands behind it: the name of this very page or file.
  private(set) var isOwn = false
  /// Whether it is said in a sentence: 公布, 现将.
  private(set) var hasPredicate = false
  /// Whether its body is the subject of the sentence, which stands elsewhere.
  private(set) var lacksSubject = false

  /// In characters, with all around it.
  static let longest = 140

  /// Reads a title such as 清源县水利局2019年政府信息公开工作年度报告.
  ///
  /// It is made of a name, a year and the words for the report, in any order but the words last; a note in brackets, a file
  /// ending, a date, a site's name or a word of the page may follow. `nil` for any other text.
  ///
  /// - Parameter isClause: whether it is part of a sentence, with a predicate around the name.
  package init?(_ text: some Collection<Unicode.Scalar>, isClause: Bool = false) {
    guard (6...Self.longest).contains(text.count) else { return nil }
    let text = Array(text).withoutEmphasis.withoutPinyin
    let folded = text.simplified
    guard let core = Self.core(of: folded), !PageFurniture.isPartOfYear(Array(folded[..<core.upperBound])),
      !PageFurniture.isSample(folded)
    else { return nil }
    let rest = Array(folded[core.upperBound...])
    var name = Array(text[..<core.lowerBound])
    // 政府 belongs to the words for the report, but for 某某市人民政府信息公开年度报告.
    let before = name.simplified
    for word in Self.kinds where before.ends(with: word) && !before.ends(with: Self.people + word) {
      name.removeLast(word.count)
      break
    }
    var hasLabel = false
    if let mark = name.lastIndex(where: Self.separators.contains) {
      let head = Array(name[..<mark]).simplified
      isPath = Self.pathMarks.contains(name[mark]) || head.contains(where: Self.pathMarks.contains)
      hasLabel = name[mark] != "《"
      if hasLabel, !isPath, !Self.canLabel(head) { return nil }
      name.removeFirst(mark + 1)
    }
    Self.dropFront(&name)
    (year, isSpan) = Self.takeYears(from: &name)
    if year == nil, !isSpan { year = Years.all(Array(text[core])).first { !$0.isDate }?.year }
    if year == nil, !isSpan, !rest.isEmpty {
      let behind = Array(text[core.upperBound...])
      if let title = TitleTail.title(behind) {
        self = title
        return
      }
      year = Self.bracketedYear(rest) ?? TitleTail.year(rest)
    }
    if name.isEmpty, let tail = TitleTail.name(Array(text[core.upperBound...])) { name = tail }
    Self.dropBrackets(&name)
    guard Self.trim(&name), isClause || Predicate(name.simplified, at: 0) == nil else { return nil }
    guard !name.contains(where: Self.punctuation.contains) else { return nil }
    // 当前位置：首页 > 信息公开年报 is a path on a page.
    if hasLabel, name.isEmpty, year == nil { return nil }
    isOwn = Self.namesPage(rest)
    if isClause {
      let phrase = NamePhrase(name)
      (agency, hasPredicate, lacksSubject) = (phrase.name, phrase.hasPredicate, phrase.lacksSubject)
      return
    }
    guard name.count <= BodyName.longest else { return nil }
    // 某某局现公布2022年…, as a line of its own
    name = TitleTail.behindSite(NamePhrase.subject(ofLine: name) ?? name)
    // One character is the rest of a name that is cut.
    // 2022 over 年度政府信息公开…
    if name == Self.degree { name = [] }
    agency = name.count == 1 || BodyName.isPlausible(name) ? name : []
  }

  // MARK: the words for the report

  /// The words for the report: from 信息公开 to 报告.
  ///
  /// The first 报告 that can end a title, and the last 信息公开 before it: names hold such words too, and sites put their own behind.
  private static func core(of text: Characters) -> Range<Int>? {
    for index in text.indices.dropLast() where text[index] == "报" || text[index] == "年" {
      if let tail = tails.word(at: index, of: text) {
        let end = index + tail.count
        guard canEnd(Array(text[end...])), let start = coreStart(text, before: index) else { continue }
        return start..<end
      }
    }
    return nil
  }

  private static func canEnd(_ rest: Characters) -> Bool {
    guard let first = rest.first else { return true }
    if first.isOpeningBracket || closings.contains(first) {
      // 报告》编制说明, 报告（样本）, 报告......3
      return !rest.starts(with: [".", "."]) && !drafts.stand(in: rest)
        && (first != "》" || rest.count == 1 || canEnd(Array(rest.dropFirst())))
    }
    if let date = Years.match(rest, at: 0) {
      return date.isDate && canEnd(TitleTail.behindDate(rest, date.range.upperBound))
        || TitleTail.year(rest) != nil
    }
    return PageFurniture.isFurniture(rest)
  }

  /// Whether what stands behind a title is a site's name or a file ending.
  private static func namesPage(_ rest: Characters) -> Bool {
    !rest.isEmpty && pageNames.stand(in: rest)
  }

  private static func coreStart(_ text: Characters, before tail: Int) -> Int? {
    var start: Int?
    for word in cores {
      guard let found = text.lastIndex(of: word, before: tail), tail - found - word.count <= 18 else {
        continue
      }
      let between = Array(text[found..<tail])
      guard !between.contains(where: punctuation.contains),
        !otherReports.stand(in: between)
      else { continue }
      start = max(start ?? 0, found)
    }
    return start
  }

  // MARK: the name

  /// Whether a label, as 标题：, may stand before the title.
  private static func canLabel(_ label: Characters) -> Bool {
    let label = Array(label.drop { $0 == "【" || $0 == "[" })
    if PageFurniture.titleLabels.contains(label) || label.starts(with: attachment) { return true }
    return !PageFurniture.isFurniture(label) && !PageFurniture.isListHead(label)
      && !PageFurniture.isOther(label + Characters("信息公开年度报告"))
  }

  /// Drops what stands before name and year: a document's number, 附件1, an ordinal, a site's name, an opening quote.
  private static func dropFront(_ name: inout Characters) {
    // Page 9 - 清源县…, on each page of a flip book
    if name.starts(with: page), let mark = name.firstIndex(of: "-"),
      name[page.count..<mark].allSatisfy(\.isDecimalDigit)
    {
      name.removeFirst(mark + 1)
    }
    if let end = documentNumberEnd(name) { name.removeFirst(end) }
    if name.simplified.starts(with: attachment) {
      name.removeFirst(2)
      while let first = name.first,
        first.isDecimalDigit || first.isHanDigit || first == ":" || first == "："
      {
        if Years.match(name, at: 0) != nil { break }
        name.removeFirst()
      }
    }
    if let ordinal = Ordinal(name) { name.removeFirst(ordinal.length) }
    while let first = name.first, quotes.contains(first) { name.removeFirst() }
    var folded = name.simplified
    // 网 is in each of them.
    for site in sites where folded.contains("网") {
      guard let found = folded.lastIndex(of: site) else { continue }
      let rest = Array(name[(found + site.count)...])
      if BodyName.placeLevel(rest) != nil || Years.match(rest, at: 0) != nil {
        (name, folded) = (rest, rest.simplified)
      }
    }
  }

  /// The end of 清办〔2026〕2号 at the beginning of a text.
  private static func documentNumberEnd(_ text: Characters) -> Int? {
    guard
      let year = text.indices.first(where: {
        $0 > 0 && text[$0 - 1].isOpeningBracket && Years.match(text, at: $0) != nil
      }),
      year + 4 < text.count, text[year + 4].isClosingBracket
    else { return nil }
    var index = year + 5
    while index < text.count, text[index].isDecimalDigit || text[index] == "第" { index += 1 }
    guard index > year + 5, index < text.count, text[index].simplified == "号" else { return nil }
    return index + 1
  }

  /// Cuts the years and dates out of a name; the first year, or `nil` where there is none, and whether a span of years stands there.
  ///
  /// What stands between the year and 信息公开 belongs to the name only where the name stands there, or ends there.
  private static func takeYears(from name: inout Characters) -> (year: Int?, isSpan: Bool) {
    var first: Years.Match?
    var start = 0
    while let found = Years.all(name).first(where: { $0.range.lowerBound >= start }) {
      let match = Years.stated(name, at: found.range.lowerBound) ?? found
      var behind = Array(name[match.range.upperBound...])
      if let next = Years.all(behind).first { behind.removeSubrange(next.range.lowerBound...) }
      while let word = endings.ending(of: behind.simplified) {
        behind.removeLast(word.count)
      }
      if match.range.count == 4, match.range.lowerBound > 0, behind.endsLikeAgency,
        !name[match.range.lowerBound - 1].isOpeningBracket
      {
        // 清源县2020服务中心2022年: a number in the name.
        start = match.range.upperBound
        continue
      }
      if first == nil, !match.isDate { first = match }
      var range = match.range
      // 【2019】
      if range.lowerBound > 0, name[range.lowerBound - 1].isOpeningBracket,
        range.upperBound < name.count, name[range.upperBound].isClosingBracket
      {
        range = range.lowerBound - 1..<range.upperBound + 1
      }
      if !match.isDate, range.lowerBound >= 2, Years.all(Array(name[range.upperBound...])).isEmpty,
        !behind.endsLikeAgency
      {
        range = range.lowerBound..<name.count
      }
      name.removeSubrange(range)
    }
    dropDamagedYear(&name)
    return (first?.year, first.map { $0.year == nil } ?? false)
  }

  /// 22年, 20222年 and 202年 are no years, nor parts of a name.
  private static func dropDamagedYear(_ name: inout Characters) {
    guard let end = name.firstIndex(of: "年") else { return }
    var start = end
    while start > 0, name[start - 1].isDecimalDigit || name[start - 1].hanDigit != nil { start -= 1 }
    guard end - start >= 2 else { return }
    let hasDegree = end + 1 < name.count && name[end + 1] == "度"
    name.removeSubrange(start..<(hasDegree ? end + 2 : end + 1))
  }

  /// The year of （2021年度） behind the title; a date there is that of publication.
  private static func bracketedYear(_ rest: Characters) -> Int? {
    guard rest.count >= 6, rest[0].isOpeningBracket, let match = Years.stated(rest, at: 1), !match.isDate,
      match.range.upperBound < rest.count, rest[match.range.upperBound].isClosingBracket
    else { return nil }
    return match.year
  }

  /// Drops what is no name at both ends; `false` for what only speaks of a report, as 关于编制….
  private static func trim(_ name: inout Characters) -> Bool {
    while true {
      // 关于镇 is a town.
      guard let word = beginnings.word(at: 0, of: name.simplified),
        word.count == 1 || name.count != word.count + 1
      else { break }
      name.removeFirst(word.count)
    }
    if actions.begin(name.simplified) { return false }
    while let word = endings.ending(of: name.simplified) { name.removeLast(word.count) }
    return true
  }

  /// 【置顶】某某局, [县水利局]某某局, and 【某某局】 itself; round brackets belong to names.
  private static func dropBrackets(_ name: inout Characters) {
    guard let first = name.first, squares.contains(first),
      let end = name.firstIndex(where: \.isClosingBracket)
    else { return }
    if end < name.count - 1 {
      name.removeFirst(end + 1)
    } else {
      name = Array(name[1..<end])
      if !name.endsLikeAgency { name = [] }
    }
  }

  private static let squares: [Unicode.Scalar] = ["【", "[", "［", "〔"]
  static let cores = ["信息公开", "信息工作", "政务公开", "信息主动公开"].map { Characters($0) }
  private static let kinds = ["政府", "政务"].map { Characters($0) }
  private static let people = Characters("人民")
  private static let degree = Characters("年度")
  private static let attachment = Characters("附件")
  private static let page = Characters("Page")
  static let tails = Words(["报告", "年报"])
  private static let beginnings = Words([
    "关于", "-", "—", "－", "_", "·", "\u{FEFF}", "政府信息公开年报", "信息公开年报", "政府信息公开年度报告", "标题",
  ])
  private static let endings = Words(["关于", "的", "开展", "-", "—", "－", "_", "·", "”", "“"])
  private static let actions = Words([
    "做好", "转发", "征集", "开展", "规范", "加强", "一图", "图解", "读懂", "解读",
  ])
  /// What makes another report of it: 信息公开第三方评估报告.
  private static let otherReports = Words([
    "评估", "考核", "自查", "整改", "调研", "检查", "测评", "培训", "满意度", "计划", "报告", "年报",
  ])
  private static let drafts = Words(["解读", "样本", "模板", "样表", "征求意见", "范本", "通知", "说明"])
  private static let siteNames = ["门户网站", "政府网站", "门户网", "政府网", "信息网", "官网", "网站", "官方网"]
  private static let sites = siteNames.map { Characters($0) }
  private static let pageNames = Words(siteNames + [".doc", ".wps", ".pdf", ".txt", ".htm", ".rtf", ".ofd"])
  private static let separators: [Unicode.Scalar] = ["《", "：", ":", ">", "＞", "»", "|"]
  private static let pathMarks: [Unicode.Scalar] = [">", "＞", "»"]
  private static let quotes: [Unicode.Scalar] = ["“", "‘", "\""]
  /// ， 。 ； ！ ？ , ; and 》
  static let punctuation: [Unicode.Scalar] = [
    "，", "。", "；", "！", "？", ",", ";", "》",
  ]
  /// 》 ” ’ " - — – － _ | ｜ . behind the title.
  private static let closings: [Unicode.Scalar] = [
    "》", "”", "’", "\"", "-", "—", "–", "－", "_", "|", "｜", ".",
  ]
}
