import Bytes
import Reports
import Text

/// What the opening sentences of a report say of its body and year.
enum OpeningSentence {
  /// Reads 现公布某某局2020年政府信息公开工作年度报告 and its like out of a paragraph; `nil` where no such sentence stands.
  static func title(in text: Characters) -> ReportTitle? {
    guard canHoldTitle(text) else { return nil }
    let clauses = clauses(text)
    // A title on its own is a link, or the title.
    let isSentence = text.contains { ["。", "，", ","].contains($0) }
    for (index, clause) in clauses.enumerated() {
      // 根据《某某市2020年…报告》
      if clause.isQuoted, index > 0, citing.end(clauses[index - 1].folded) { continue }
      guard let end = reportEnd(clause),
        var title = ReportTitle(clause.text[..<end], isClause: !clause.isQuoted),
        title.hasPredicate || isSentence && title.year != nil
      else { continue }
      if title.agency.count < 2 { title.agency = [] }
      // 自2021年…报告发布以来, 某某局自2008年起编制…报告
      if Years.all(Array(clause.folded[..<end])).contains(where: { isReference($0, in: clause.folded) }) {
        title.year = nil
        if title.agency.isEmpty { continue }
      }
      // 某某局按照《…》要求，公布2020年…
      if title.hasPredicate, title.lacksSubject, !NamePhrase.own.begin(clause.folded) {
        title.agency = subject(of: clauses[..<index]) ?? []
      }
      // A verb that is not known is part of what looks like a name, where the sentence has no other.
      if !title.hasPredicate, !clause.isQuoted, end == clause.text.count,
        !isDone(clauses[(index + 1)...], clause)
      {
        title.agency = []
      }
      return title
    }
    return nil
  }

  /// Whether a year is not of the report that is spoken of: 自2008年, 对照2022年.
  private static func isReference(_ year: Years.Match, in text: Characters) -> Bool {
    references.end(Array(text[..<year.range.lowerBound]))
  }

  private static let entrusted = Words(["委托", "受托"])
  private static let references = Words(["自", "自从", "对照", "参照", "相比"])

  /// The body of 由某某办事处编制, 由某某局按照《…》要求编制.
  static func compiler(in text: Characters) -> Characters? {
    guard text.contains("由") else { return nil }
    let clauses = clauses(text)
    for (index, clause) in clauses.enumerated() where !clause.isQuoted {
      // 由甲局委托乙公司编制: whose report it is, is not said.
      if entrusted.stand(in: clause.folded) { return nil }
      guard let by = clause.text.firstIndex(of: "由") else { continue }
      let (rest, folded) = (
        Array(clause.text[(by + 1)...].prefix(longest)), Array(clause.folded[(by + 1)...].prefix(longest))
      )
      var name: Characters = []
      var end = 0
      if let (subject, _) = NamePhrase.subject(of: rest, folded) {
        (name, end) = (subject, subject.count)
      } else if NamePhrase.isName(rest) {
        (name, end) = (rest, rest.count)
      }
      guard !name.isEmpty else { continue }
      if let verb = Predicate.firstVerb(in: Array(folded[end...])) {
        if verb.makes { return name }
        continue
      }
      let behind = clauses[(index + 1)...].prefix {
        $0.sentence == clause.sentence && !$0.text.contains("由")
      }
      let verb = behind.lazy.filter { !$0.isQuoted }.compactMap {
        Predicate.firstVerb(in: Array($0.folded.prefix(longest)))
      }.first
      if verb?.makes == true { return name }
    }
    return nil
  }

  /// A quick no for nearly all paragraphs: 报 or 報 stands in every title, and 公 or 信 before it.
  private static func canHoldTitle(_ text: Characters) -> Bool {
    text.indices.contains { index in
      (text[index] == "报" || text[index] == "報")
        && text[max(0, index - 24)..<index].contains { $0 == "公" || $0 == "信" }
    }
  }

  /// A text between two marks.
  private struct Clause {
    let text: Characters
    /// The text in simplified characters.
    let folded: Characters
    /// Whether it stands in 《》 or quotes.
    let isQuoted: Bool
    /// How many sentences stand before its own.
    let sentence: Int
  }

  /// The text cut at commas, full stops, colons and quotes; 要求 and the like behind 《…》 go with it.
  private static func clauses(_ text: Characters) -> [Clause] {
    var result: [Clause] = []
    var (isQuoted, isBehindQuote, sentence) = (false, false, 0)
    var part: Characters = []
    func end() {
      var folded = part.simplified
      var start = 0
      while isBehindQuote, let word = complements.word(at: start, of: folded) { start += word.count }
      folded.removeFirst(start)
      let text = Array(part[start...])
      part = []
      guard !text.isEmpty else { return }
      result.append(Clause(text: text, folded: folded, isQuoted: isQuoted, sentence: sentence))
    }
    let whole = text.withoutAsides
    // “放管服” is part of a name.
    var nameEnd = 0
    for (index, character) in whole.enumerated() {
      if character == "“", let close = whole[index...].prefix(12).firstIndex(of: "”") {
        nameEnd = close + 1
      }
      guard cuts.contains(character), index >= nameEnd else {
        part.append(character)
        continue
      }
      end()
      isBehindQuote = closingQuotes.contains(character)
      isQuoted = openingQuotes.contains(character)
      if stops.contains(character) { sentence += 1 }
    }
    end()
    return result
  }

  /// The name with which the sentence begins that goes on behind the clauses: 某某局按照, 某某局认真贯彻.
  private static func subject(of clauses: ArraySlice<Clause>) -> Characters? {
    guard let last = clauses.last, let first = clauses.first(where: { $0.sentence == last.sentence }),
      !first.isQuoted, let (name, predicate) = NamePhrase.subject(of: first.text, first.folded),
      predicate.ending == .adverbial
    else { return nil }
    return name
  }

  /// Whether the clauses behind one say what is done with its report: 现予公布.
  private static func isDone(_ clauses: ArraySlice<Clause>, _ clause: Clause) -> Bool {
    clauses.prefix { $0.sentence == clause.sentence }.contains { Predicate($0.folded, at: 0) != nil }
  }

  /// The end of 报告 in a clause, where nothing follows, or only that it is made public; of the first that is one.
  private static func reportEnd(_ clause: Clause) -> Int? {
    let text = clause.folded
    for index in text.indices {
      guard let tail = ReportTitle.tails.word(at: index, of: text) else { continue }
      let end = index + tail.count
      if end == text.count { return end }
      // 年度报告（2020年）
      if text[end].isOpeningBracket, text[text.count - 1].isClosingBracket, text.count - end < 12 {
        return text.count
      }
      if clause.isQuoted || end > ReportTitle.longest { continue }
      if followers.word(at: end, of: text) != nil { return end }
      if let made = Predicate(text, at: end), made.ending == .object || made.end == text.count { return end }
    }
    return nil
  }

  private static let cuts: [Unicode.Scalar] = stops + openingQuotes + closingQuotes + ["，", "：", ",", ":"]
  private static let stops: [Unicode.Scalar] = ["。", "；", ";", "！"]
  private static let openingQuotes: [Unicode.Scalar] = ["《", "“"]
  private static let closingQuotes: [Unicode.Scalar] = ["》", "”"]
  private static let followers = Words(["如下", "予以", "向社会", "进行"])
  /// What is looked at of a clause, in characters.
  private static let longest = 200
  /// What stands between 《…》 and the subject.
  private static let complements = Words([
    "的", "等", "要求", "规定", "精神", "有关", "相关", "文件", "之", "第五十条", "第四十九条", "）", ")", "和",
  ])
  private static let citing = Words(["根据", "按照", "依据", "依照", "参照", "对照", "结合", "参考"])
}

extension Characters {
  /// The text without brackets that explain what stands before: （国务院令第711号，以下简称《条例》）.
  fileprivate var withoutAsides: Characters {
    guard contains(where: \.isOpeningBracket) else { return self }
    var result: Characters = []
    var opened: [Int] = []
    for character in self {
      result.append(character)
      if character.isOpeningBracket {
        opened.append(result.count - 1)
      } else if character.isClosingBracket, let start = opened.popLast(), result.count - start < 120,
        // 〔2022〕 is a part of 湖办〔2022〕3号.
        result[start] != "〔",
        Self.asides.stand(in: Array(result[start...]).simplified)
      {
        result.removeSubrange(start...)
      }
    }
    return result
  }

  private static let asides = Words(["简称", "《", "》", "“", "号", "令", "〔", "，", "："])
}

extension Report {
  /// The paragraphs from a piece up to the second section, as far as they are prose of the opening.
  func opening(from start: Int) -> [Characters] {
    var result: [Characters] = []
    var firstSection: Int?
    var index = start
    while index < pieces.count {
      let piece = pieces[index]
      if piece.kind == .cell { break }
      if piece.section > 0 {
        if firstSection == nil { firstSection = piece.section }
        if piece.section != firstSection { break }
      }
      guard piece.kind == .paragraph else {
        index += 1
        continue
      }
      let lines = paragraph(at: index)
      index = lines.upperBound
      let text = characters(of: lines)
      if text.count <= 120, !text.contains("。"), PageFurniture.isFurniture(text.simplified) { continue }
      result.append(text)
      if result.count == 40 { break }
    }
    return result
  }

  /// The lines of the paragraph that begins with a piece: several where the text keeps its line ends.
  func paragraph(at start: Int) -> Range<Int> {
    var end = start + 1
    while end < pieces.count, end - start < Self.longestParagraph, pieces[end].kind == .paragraph,
      pieces[end].section == pieces[start].section,
      pieces[end - 1].line > 0, pieces[end].line == pieces[end - 1].line + 1,
      text.span.extracting(pieces[end - 1].range).goesOnBelow
    {
      // 来源：某某局 浏览次数：2021
      if end == start + 1, PageFurniture.isFurniture(visibleText(of: pieces[start]).simplified) { break }
      end += 1
    }
    return start..<end
  }

  /// How many lines of a paragraph are read as one.
  private static let longestParagraph = 20

  func characters(of lines: Range<Int>) -> Characters {
    var result = Characters(text.span.extracting(pieces[lines.lowerBound].range))
    for piece in pieces[lines].dropFirst() { result += Characters(text.span.extracting(piece.range)) }
    return result
  }
}

extension Span where Element == UInt8 {
  /// Whether a line is as long as those that a line break ends within a sentence, and neither a mark ends it nor a title does.
  var goesOnBelow: Bool {
    let visible = trimmed(0..<count)
    guard visible.count >= 45 else { return false }
    let last = extracting(visible.upperBound - 3..<visible.upperBound)
    return !sentenceEnds.contains { last.equals($0) }
  }
}

private let sentenceEnds = ["。", "；", "：", "！", "？", "告", "报", "報"].map { Array($0.utf8) }
