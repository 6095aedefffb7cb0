import Bytes
import Cells

/// What the opening sentences of a report say of its body and year.
enum OpeningSentence {
  /// Reads 现公布某某局2020年政府信息公开工作年度报告 and its like out of a paragraph; `nil` where no such sentence stands.
  static func title(in text: Characters) -> ReportTitle? {
    // 报 or 報 stands in every title.
    guard text.contains(where: { $0 == 0x62A5 || $0 == 0x5831 }) else { return nil }
    // A title on its own is a link, or the title.
    let isSentence = text.contains { [0x3002, 0xFF0C, 0x2C].contains($0) }
    for clause in clauses(text) {
      guard let report = reportEnd(clause.simplified) else { continue }
      if let title = title(clause: Array(clause[..<report]), isSentence: isSentence) { return title }
    }
    return nil
  }

  /// The body of 由某某办事处编制.
  static func compiler(in text: Characters) -> Characters? {
    guard text.contains(0x7531) else { return nil }
    for clause in clauses(text) {
      guard let by = clause.firstIndex(of: 0x7531) else { continue }
      let folded = clause.simplified
      for verb in compiling {
        guard let found = folded.firstIndex(of: verb, from: by + 1) else { continue }
        var name = Array(clause[(by + 1)..<found])
        // 由某某局综合各股室的情况编制
        for word in sources { name = name.simplified.firstIndex(of: word).map { Array(name[..<$0]) } ?? name }
        if BodyName.isPlausible(name) { return name }
      }
    }
    return nil
  }

  private static func title(clause: Characters, isSentence: Bool) -> ReportTitle? {
    var clause = clause
    var hasLead = false
    while let lead = leads.word(at: 0, of: clause.simplified) {
      clause.removeFirst(lead.count)
      hasLead = true
    }
    if !hasLead {
      // 某某镇政府编制2020年政府信息公开年度报告: the body stands before the verb.
      for verb in verbs {
        guard let found = clause.simplified.firstIndex(of: verb), found > 0 else { continue }
        var name = Array(clause[..<found])
        if name.first == 0x7531 { name.removeFirst() }
        guard BodyName.isPlausible(name), var title = ReportTitle(Array(clause[(found + verb.count)...]))
        else { continue }
        if title.agency.isEmpty { title.agency = name }
        return title
      }
    }
    guard var title = ReportTitle(clause), hasLead || isSentence && title.year != nil else { return nil }
    if title.agency.count < 2 { title.agency = [] }
    return title
  }

  /// The text cut at commas, full stops, colons and 《; not inside brackets.
  private static func clauses(_ text: Characters) -> [Characters] {
    text.split { cuts.contains($0) }.map(Array.init)
  }

  /// The end of 报告 in a clause, when what follows only says that it is made public.
  private static func reportEnd(_ clause: Characters) -> Int? {
    for tail in tails {
      guard let found = clause.lastIndex(of: tail) else { continue }
      let end = found + tail.count
      if end == clause.count { return end }
      let rest = Array(clause[end...])
      if followers.begin(rest) { return end }
    }
    // 现将…情况报告如下: 报告 is the verb of the clause, and the last word before it is 情况.
    return nil
  }

  /// ， 。 ； ： , ; : 《 》 ！ “ ”
  private static let cuts: [UInt32] = [
    0xFF0C, 0x3002, 0xFF1B, 0xFF1A, 0x2C, 0x3B, 0x3A, 0x300A, 0x300B, 0xFF01, 0x201C, 0x201D,
  ]
  private static let tails = ["报告", "年报"].map { Characters($0) }
  private static let followers = Words(["公布", "发布", "如下", "予以", "公开", "向社会", "报告如下"])
  private static let compiling = ["负责编制", "编制", "编写", "撰写", "制作"].map { Characters($0) }
  private static let sources = ["综合", "根据", "依据", "按照", "结合", "汇总", "会同", "负责"].map { Characters($0) }
  private static let verbs = ["现公布", "现发布", "现将", "特公布", "编制了", "编制", "公布", "发布", "编写", "撰写"].map {
    Characters($0)
  }
  /// Longest first.
  private static let leads = Words([
    "现向社会公开发布", "现向社会公布", "现向社会发布", "现向社会公开", "特向社会公布", "特向社会发布", "特向社会公开",
    "向社会公开发布", "向社会公布", "向社会发布", "现予以公布", "现予公布", "现公布", "现发布", "现公开", "特公布", "特发布",
    "现编制", "特编制", "编制了", "编制", "公布", "发布", "现将", "特将", "兹将", "现就", "将",
  ])
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
      if text.count <= 120, !text.contains(0x3002), PageFurniture.isFurniture(text.simplified) { continue }
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
    return !["。", "；", "：", "！", "？", "告", "报", "報"].contains { last.equals(Array($0.utf8)) }
  }
}
