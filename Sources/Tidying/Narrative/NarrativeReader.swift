import Text

/// Reads what the sentences of a narrative state of requests, disputes and rules.
///
/// Precision comes before recall: a figure counts where every word from what it counts to the number is known, and nothing before
/// it in the clause speaks of another year, a part of the requests or another matter. All else states nothing.
struct NarrativeReader: Sendable {
  private var cutter: NarrativeTokens
  /// Whether the part is about requests by its heading, and for how many more sentences it is by those before: there 申请 without more
  /// is one for government information.
  private(set) var isAboutPart = false
  private var sentencesAbout = 0
  /// Whether a sentence told of requests received or answered, whose outcomes may follow.
  private var hasRequests = false
  private(set) var statements: [Statement] = []

  // Of the sentence at hand.
  private(set) var times = NarrativeTimes()
  private(set) var isNarrowed = false
  /// 政府信息公开 or a request, before the word at hand.
  private(set) var hasTopic = false
  private var hasMarking = false
  /// Whether 行政复议 was received or decided, as by a bureau that decides it.
  var isDeciding = false
  private var hasOtherMatter = false

  private var text: [Unicode.Scalar] = []
  /// The characters of the body's name: others before 收到 name others.
  private let body: Set<Unicode.Scalar>

  /// - Parameters:
  ///   - year: the year of the report.
  ///   - body: the name of the body, in simplified characters.
  init(year: Int?, body: [Unicode.Scalar]) {
    cutter = NarrativeTokens(year: year)
    self.body = Set(body)
  }

  var tokens: [NarrativeToken] { cutter.tokens }
  var isAboutRequests: Bool { !hasOtherMatter && (isAboutPart || sentencesAbout > 0) }

  /// Begins a part under a heading.
  mutating func begin(heading text: [Unicode.Scalar]) {
    cutter.cut(text)
    hasRequests = false
    isAboutPart = tokens.contains { [.request, .application, .review].contains($0.word) }
    sentencesAbout = 0
  }

  /// Whether a heading that no form knows is one over requests or disputes.
  mutating func isAboutRequests(heading text: [Unicode.Scalar]) -> Bool {
    cutter.cut(text)
    let words = tokens.map(\.word)
    guard !words.contains(.plan) else { return false }
    return words.contains(.request) || words.contains(.review)
  }

  /// Reads a sentence in simplified characters, blanks left out, and gives what it states.
  ///
  /// - Parameter isFirst: whether it is the first of a paragraph: a short one, as （二）依申请公开。, is its heading.
  mutating func read(_ text: [Unicode.Scalar], isFirst: Bool = false) -> [Statement] {
    statements.removeAll(keepingCapacity: true)
    self.text = text
    cutter.cut(text)
    if isFirst, text.count <= 20, let first = text.first, first.isOpeningBracket || Numeral.canBegin(first) {
      isAboutPart = tokens.contains { $0.word == .request }
      sentencesAbout = 0
    }
    times = NarrativeTimes()
    isNarrowed = false
    hasTopic = false
    hasMarking = false
    isDeciding = false
    hasOtherMatter = false
    var clause = 0
    var wasNarrowed = false
    for place in tokens.indices {
      let token = tokens[place]
      switch token.word {
      case .plan: return finish()
      case .comma, .opening, .closing:
        // （其中自然人5件） narrows nothing behind it.
        if token.word == .opening { wasNarrowed = isNarrowed }
        if token.word == .closing { isNarrowed = wasNarrowed }
        clause = place + 1
        times.endClause()
      case .request, .topic: hasTopic = true
      case .marking: hasMarking = true
      case .narrowing: isNarrowed = true
      case .foreign, .grievance: hasOtherMatter = true
      case .negation: readAbsence(from: clause, at: place)
      case .figure:
        readFigure(from: clause, at: place)
        clause = place + 1
        // 收到5件、办结4件: 、 parts as a comma does.
        if clause < tokens.count, tokens[clause].word == .and { clause += 1 }
      default: times.pass(token)
      }
      if token.word == .request { sentencesAbout = 2 }
    }
    return finish()
  }

  private mutating func finish() -> [Statement] {
    sentencesAbout = hasOtherMatter ? 0 : max(sentencesAbout - 1, 0)
    return statements
  }

  mutating func state(_ figure: StatedFigure, _ token: NarrativeToken, isNew: Bool = false) {
    statements.append(
      Statement(figure: figure, value: token.isRounded ? nil : token.number, isNew: isNew))
    sentencesAbout = 2
    if figure == .received || figure == .answered { hasRequests = true }
  }

  // MARK: figures

  private mutating func readFigure(from clause: Int, at place: Int) {
    var token = tokens[place]
    let behind = place + 1..<clauseEnd(from: place + 1)
    if behind.count > 0, tokens[behind.lowerBound].word == .orSo { token.isRounded = true }
    guard times.isThisYear, isClean(clause..<place), isOwn(clause..<place) else { return }
    if let key = key(in: clause..<place) {
      readLed(token, key: key, from: clause, at: place, behind: behind)
    } else {
      readFollowed(token, lead: clause..<place, behind: behind)
    }
  }

  /// Whether what is not known in a range can be the name of the body.
  func isOwn(_ range: Range<Int>) -> Bool {
    for index in range where tokens[index].word == .other {
      let end = index + 1 < tokens.count ? tokens[index + 1].start : text.count
      for place in tokens[index].start..<end where !body.contains(text[place]) { return false }
    }
    return true
  }

  /// The next comma, bracket or figure, or the end.
  func clauseEnd(from start: Int) -> Int {
    var end = start
    while end < tokens.count, ![.comma, .opening, .closing, .figure].contains(tokens[end].word) { end += 1 }
    return end
  }

  /// Whether nothing in front of a figure speaks of a part, another matter or another time.
  func isClean(_ range: Range<Int>) -> Bool {
    for index in range {
      switch tokens[index].word {
      case .narrowing, .foreign, .grievance, .marking, .comparison, .bareNumber, .plan: return false
      default: break
      }
    }
    return true
  }

  /// What a number counts: the last such word before it, with nothing unknown between.
  private func key(in range: Range<Int>) -> Int? {
    var hasPapers = false
    var hasRequest = false
    var isDecided = false
    for index in range.reversed() {
      switch tokens[index].word {
      case let word where word.isKey:
        if isDecided, word != .outcome { return nil }
        return hasPapers && !hasRequest && !word.isDispute ? nil : index
      case .decision: isDecided = true
      case .request: hasRequest = true
      case .tail, .matter, .paper: hasPapers = true
      case .filler, .application, .topic, .nearly, .having, .thisYear: break
      default: return nil
      }
    }
    return nil
  }

  /// 收到申请3件: what is counted stands before the number.
  private mutating func readLed(
    _ token: NarrativeToken, key: Int, from clause: Int, at place: Int, behind: Range<Int>
  ) {
    let word = tokens[key].word
    guard !isNegated(key, from: clause), word.isDispute || isKnown(behind) else { return }
    let before = clause..<key
    switch word {
    case .received, .answered:
      guard !contains(before, where: \.isKey), !contains(before, where: { $0 == .and }) else { return }
      if word == .received, contains(before, where: { $0 == .among }) { return }
      guard isOfRequests(clause..<key, key + 1..<place, behind, key: key) else { return }
      if word == .answered { return state(.answered, token) }
      state(.received, token, isNew: isNew(key))
    case .carriedIn, .carriedOut:
      guard !contains(before, where: \.isKey), isPlain(before) || hasRequest(clause..<place) else { return }
      guard hasTopic || isAboutRequests else { return }
      state(word == .carriedIn ? .carriedIn : .carriedOut, token)
    case .outcome:
      guard isOutcome(before) else { return }
      state(StatedFigure.outcomes[tokens[key].number], token)
    case .review, .litigation: readDisputes(token, key: key, from: clause, behind: behind)
    default:
      // 规章, 规范性文件: those made this year, for others (废止, 有效) are other figures.
      // Which of 制定规范性文件8件，其中行政规范性文件3件 the table asks for cannot be told.
      if contains(before, where: { $0 == .among }) {
        statements.removeAll { $0.figure == .regulations || $0.figure == .documents }
      }
      guard let made = before.last(where: { tokens[$0].word != .filler }), tokens[made].word == .making else {
        return
      }
      let figure = word == .regulations ? StatedFigure.regulations : .documents
      if !contains(before, where: { $0 == .among }) { state(figure, token) }
    }
  }

  /// Whether the words behind a figure leave it what it is.
  private func isKnown(_ range: Range<Int>) -> Bool {
    !contains(range) { [.other, .foreign, .grievance, .happening, .involving, .bareNumber].contains($0) }
  }

  func contains(_ range: Range<Int>, where condition: (NarrativeWord) -> Bool) -> Bool {
    for index in range where condition(tokens[index].word) { return true }
    return false
  }

  private func isNegated(_ key: Int, from clause: Int) -> Bool {
    var index = key - 1
    while index >= clause, tokens[index].word == .filler { index -= 1 }
    return index >= clause && tokens[index].word == .negation
  }

  func hasRequest(_ range: Range<Int>) -> Bool { contains(range) { $0 == .request } }

  /// Whether nothing but words that add nothing stands there.
  func isPlain(_ range: Range<Int>) -> Bool {
    for index in range {
      switch tokens[index].word {
      case .filler, .among, .having, .thisYear, .and, .request, .application, .topic, .until, .month,
        .decision:
        break
      default: return false
      }
    }
    return true
  }

  /// Whether it is requests for government information that were received or answered.
  ///
  /// Where the clause says so in full, others' names may stand before; 申请 alone, or nothing, needs the sentences before.
  private func isOfRequests(
    _ before: Range<Int>, _ between: Range<Int>, _ behind: Range<Int>, key: Int
  ) -> Bool {
    let objects = behind.prefix { [.filler, .request, .application, .topic].contains(tokens[$0].word) }
    if hasRequest(between) || hasRequest(before) || contains(objects, where: { $0 == .request }) {
      return true
    }
    // 新收申请 is the word of the table.
    if isNew(key),
      between.first.map({ tokens[$0].word }) == .application
    {
      return true
    }
    if contains(between, where: { $0 == .topic }) { return false }
    guard !isNarrowed, isPlain(before) else { return false }
    return isAboutRequests || hasTopicRequest(before: key)
  }

  /// 新收, 新收到: what the table asks for, where 收到 may count those carried in too.
  private func isNew(_ key: Int) -> Bool { tokens[key].word == .received && 1...2 ~= tokens[key].number }

  /// Whether a request was named in this sentence.
  func hasTopicRequest(before key: Int) -> Bool { contains(0..<key) { $0 == .request } }

  /// Outcomes follow requests; papers marked 不予公开 are no requests.
  func isOutcome(_ before: Range<Int>) -> Bool {
    guard !hasMarking, !isNarrowed, isPlain(before) else { return false }
    return hasRequests && (isAboutRequests || contains(0..<before.lowerBound) { $0 == .request })
  }

  /// 依申请公开 without 申请 or 件 behind it is also how papers are marked.
  func isMark(_ place: Int) -> Bool {
    guard tokens[place].word == .request else { return false }
    let end = place + 1 < tokens.count ? tokens[place + 1].start : text.count
    let name = text[tokens[place].start..<end]
    // 依, and 开 or 息 at the end.
    return name.contains("依") && (name.last == "开" || name.last == "息")
  }

  func isMade(of words: [NarrativeWord], _ range: Range<Int>) -> Bool {
    !contains(range) { !words.contains($0) }
  }
}

extension NarrativeWord {
  var isDispute: Bool { self == .review || self == .litigation }
}
