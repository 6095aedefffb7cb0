import Cells

/// The body in what stands before 信息公开…报告, years taken out: 青萝镇, 特制定青萝镇, 青萝镇现公布本单位, 按照要求青萝镇编制.
struct NamePhrase {
  /// Whose report it is; empty where that is nobody's name, or cannot be told.
  private(set) var name: Characters = []
  /// Whether more than a name stands there.
  private(set) var hasPredicate = false

  init(_ text: Characters) {
    let folded = text.simplified
    guard let first = Predicate(folded, at: 0) else {
      read(text, folded)
      return
    }
    hasPredicate = true
    switch first.ending {
    case .object: read(Array(text[first.end...]), Array(folded[first.end...]))
    case .adverbial:
      // 按照要求|某某局编制
      let start = Self.phraseEnd(folded, from: first.end) ?? Predicate.lastVerbEnd(in: folded)
      guard let start else { return }
      if let second = Predicate(folded, at: start) {
        if second.ending == .object { read(Array(text[second.end...]), Array(folded[second.end...])) }
      } else {
        read(Array(text[start...]), Array(folded[start...]))
      }
    case .adverb: break
    }
  }

  /// Reads a name, with or without a predicate behind it, and a name as its object.
  private mutating func read(_ text: Characters, _ folded: Characters) {
    guard let (subject, predicate) = Self.subject(of: text, folded) else {
      if Self.isName(text) { name = text }
      return
    }
    hasPredicate = true
    name = subject
    guard predicate.ending == .object || predicate.ending == .adverbial else { return }
    let object = Array(text[predicate.end...])
    // 某某局现公布某某县2020年…, but not 某某局在某某县公布….
    if predicate.ending == .object, Self.isName(object) { name = object }
  }

  /// The name before the first predicate that a name stands before.
  static func subject(of text: Characters, _ folded: Characters) -> (name: Characters, predicate: Predicate)?
  {
    for end in folded.indices.dropFirst(2).prefix(longest)
    where folded[end - 1].endsNames || folded[end - 1].isClosingBracket {
      guard let predicate = Predicate(folded, at: end) else { continue }
      var name = Array(text[..<end])
      if name[0] == 0x7531 { name.removeFirst() }
      if isName(name) { return (name, predicate) }
    }
    return nil
  }

  /// Whether a text is a body's name as sentences have it: it ends in an organ's word, and no predicate begins it or follows one.
  static func isName(_ text: Characters) -> Bool {
    guard text.endsLikeAgency, text.first?.isOpeningBracket == false, BodyName.isPlausible(text) else {
      return false
    }
    // 某某海关（本级机关）
    if text.last?.isClosingBracket == true, !text.withoutTitles.endsLikeAgency { return false }
    let folded = text.simplified
    if doubtful.stand(in: folded) || Predicate(folded, at: 0) != nil { return false }
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

  private static let longest = 60
  private static let phraseEnds = Words(["要求", "规定", "安排", "部署", "精神", "通知", "意见", "办法", "条例"])
  private static let doubtful = Words(["要求", "规定", "有关", "根据", "按照", "依照", "依据", "基础上", "情况", "了"])
  private static let adverbs = Characters("现特兹予并已均")
  private static let lookalikes = Words(["现代", "特克", "特种", "特殊", "特色", "特教", "特区", "并州", "均县", "均安"])
}
