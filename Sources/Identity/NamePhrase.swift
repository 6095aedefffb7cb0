import Text

/// The body in what stands before 信息公开…报告, years taken out: 青萝镇, 特制定青萝镇, 青萝镇现公布本单位, 按照要求青萝镇编制.
struct NamePhrase {
  /// Whose report it is; empty where that is nobody's name, or cannot be told.
  private(set) var name: Characters = []
  /// Whether more than a name stands there.
  private(set) var hasPredicate = false
  /// Whether the report's body is the subject of the sentence, which stands elsewhere.
  private(set) var lacksSubject = false

  init(_ text: Characters) {
    let folded = text.simplified
    guard let first = Predicate(folded, at: 0) else {
      read(text[...], folded[...])
      return
    }
    switch first.ending {
    case .object:
      hasPredicate = true
      read(text[first.end...], folded[first.end...])
    // 由某某局编制
    case .adverbial where folded[0] == Self.by: read(text[1...], folded[1...])
    case .adverbial:
      // 按照要求|某某局编制
      guard let start = Self.phraseEnd(folded, from: first.end) ?? Predicate.last(in: folded)?.end else {
        return
      }
      let second = Predicate(folded, at: start)
      if let second, second.ending != .object { return }
      let end = second?.end ?? start
      hasPredicate = second != nil
      read(text[end...], folded[end...])
    case .adverb: hasPredicate = true
    }
  }

  /// Reads a name, with or without a predicate behind it, and a name as its object.
  private mutating func read(_ part: ArraySlice<Unicode.Scalar>, _ foldedPart: ArraySlice<Unicode.Scalar>) {
    let (text, folded) = (Array(part), Array(foldedPart))
    if let (subject, predicate) = Self.subject(of: text, folded) {
      hasPredicate = true
      name = subject
      // 某某局现公布某某县2020年…, but not 某某局在某某县公布….
      let object = Array(text[predicate.end...])
      if predicate.ending == .object, !BodyName.isPart(object), Self.isName(object) { name = object }
    } else if let predicate = Predicate.last(in: folded) {
      // What stands before it is not known: 于近日公布某某县.
      hasPredicate = true
      let object = Array(text[predicate.end...])
      if Self.isName(object) { name = object }
    } else if Self.isName(text) {
      name = text
    } else {
      lacksSubject = text.isEmpty || Self.own.begin(folded)
    }
  }

  /// The name before the first predicate that a name stands before.
  static func subject(of text: Characters, _ folded: Characters) -> (name: Characters, predicate: Predicate)?
  {
    for end in folded.indices.dropFirst(2).prefix(longest)
    where folded[end - 1].endsNames || folded[end - 1].isClosingBracket {
      guard let predicate = Predicate(folded, at: end) else { continue }
      var name = Array(text[..<end])
      if name[0] == by { name.removeFirst() }
      if isName(name) { return (name, predicate) }
    }
    return nil
  }

  /// The name before a predicate that ends a line, or that only 本单位 and the like follow: names hold words of predicates too.
  static func subject(ofLine text: Characters) -> Characters? {
    let folded = text.simplified
    guard let (name, predicate) = subject(of: text, folded), predicate.hasVerb else { return nil }
    return predicate.end == text.count || own.begin(Array(folded[predicate.end...])) ? name : nil
  }

  /// Whether a text is a body's name as sentences have it: it ends in an organ's word, and no predicate begins it or follows one.
  static func isName(_ text: Characters) -> Bool {
    guard text.endsLikeAgency, text.first?.isOpeningBracket == false, !BodyName.isFragment(text),
      BodyName.isPlausible(text)
    else {
      return false
    }
    // 某某海关（本级机关）
    if text.last?.isClosingBracket == true, !text.withoutTitles.endsLikeAgency { return false }
    let folded = text.simplified
    if doubtful.stand(in: folded) || Predicate(folded, at: 0) != nil || Predicate.last(in: folded) != nil {
      return false
    }
    // 现刊载某某镇: an adverb and a verb that is not known.
    if adverbs.contains(folded[0]), !lookalikes.begin(folded) { return false }
    return true
  }

  /// The end of 要求 or 规定 that a preposition ends with.
  private static func phraseEnd(_ text: Characters, from start: Int) -> Int? {
    for index in text.indices[start...].reversed() {
      if let word = phraseEnds.word(at: index, of: text) { return index + word.count }
    }
    return nil
  }

  private static let by: Unicode.Scalar = "由"
  private static let longest = 60
  private static let phraseEnds = Words(["要求", "规定", "安排", "部署", "精神", "通知", "意见", "办法", "条例", "程序"])
  private static let doubtful = Words([
    "要求", "规定", "有关", "根据", "按照", "依照", "依据", "基础上", "情况", "面向", "向社会", "向全", "向广大", "对外公", "了",
  ])
  private static let adverbs = Characters("现特兹予并已均谨")
  /// Whoever it is, it is the sentence's subject, or nobody.
  static let own = Words(["本", "我", "该", "各", "其"])
  private static let lookalikes = Words(["现代", "特克", "特种", "特殊", "特色", "特教", "特区", "并州", "均县", "均安"])
}
