import Cells

/// Reads what the sentences of a narrative state of requests, disputes and rules.
///
/// Precision comes before recall: a figure counts where every word from what it counts to the number is known, and nothing before
/// it in the clause speaks of another year, a part of the requests or another matter. All else states nothing.
struct NarrativeReader: Sendable {
  private var cutter: NarrativeTokens
  /// Whether the part is about requests by its heading, and for how many more sentences it is by those before: there 申请 without more
  /// is one for government information.
  private var isAboutPart = false
  private var sentencesAbout = 0
  /// Whether a sentence told of requests received or answered, whose outcomes may follow.
  private var hasRequests = false
  private(set) var statements: [Statement] = []

  // Of the sentence at hand.
  private var times = NarrativeTimes()
  private var isNarrowed = false
  /// 政府信息公开 or a request, before the word at hand.
  private var hasTopic = false
  private var hasMarking = false
  private var hasOtherMatter = false

  init(year: Int?) { cutter = NarrativeTokens(year: year) }

  private var tokens: [NarrativeToken] { cutter.tokens }
  private var isAboutRequests: Bool { !hasOtherMatter && (isAboutPart || sentencesAbout > 0) }

  /// Begins a part under a heading.
  mutating func begin(heading text: [UInt32]) {
    cutter.cut(text)
    hasRequests = false
    isAboutPart = tokens.contains { [.request, .application, .review].contains($0.word) }
    sentencesAbout = 0
  }

  /// Whether a heading that no form knows is one over requests or disputes.
  mutating func isAboutRequests(heading text: [UInt32]) -> Bool {
    cutter.cut(text)
    let words = tokens.map(\.word)
    guard !words.contains(.plan) else { return false }
    return words.contains(.request) || words.contains(.review)
  }

  /// Reads a sentence in simplified characters, blanks left out, and gives what it states.
  ///
  /// - Parameter isFirst: whether it is the first of a paragraph: a short one, as （二）依申请公开。, is its heading.
  mutating func read(_ text: [UInt32], isFirst: Bool = false) -> [Statement] {
    statements.removeAll(keepingCapacity: true)
    cutter.cut(text)
    if isFirst, text.count <= 20, let first = text.first, first.isOpeningBracket || Numeral.canBegin(first) {
      isAboutPart = tokens.contains { $0.word == .request }
      sentencesAbout = 0
    }
    times = NarrativeTimes()
    isNarrowed = false
    hasTopic = false
    hasMarking = false
    hasOtherMatter = false
    var clause = 0
    for place in tokens.indices {
      let token = tokens[place]
      switch token.word {
      case .plan: return finish()
      case .comma, .opening, .closing:
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

  private mutating func state(_ figure: StatedFigure, _ token: NarrativeToken) {
    statements.append(Statement(figure: figure, value: token.isRounded ? nil : token.number))
    sentencesAbout = 2
    if figure == .received || figure == .answered { hasRequests = true }
  }

  // MARK: figures

  private mutating func readFigure(from clause: Int, at place: Int) {
    var token = tokens[place]
    let behind = place + 1..<clauseEnd(from: place + 1)
    if behind.count > 0, tokens[behind.lowerBound].word == .orSo { token.isRounded = true }
    guard times.isThisYear, isClean(clause..<place) else { return }
    if let key = key(in: clause..<place) {
      readLed(token, key: key, from: clause, at: place, behind: behind)
    } else {
      readFollowed(token, lead: clause..<place, behind: behind)
    }
  }

  /// The next comma, bracket or figure, or the end.
  private func clauseEnd(from start: Int) -> Int {
    var end = start
    while end < tokens.count, ![.comma, .opening, .closing, .figure].contains(tokens[end].word) { end += 1 }
    return end
  }

  /// Whether nothing in front of a figure speaks of a part, another matter or another time.
  private func isClean(_ range: Range<Int>) -> Bool {
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
    for index in range.reversed() {
      switch tokens[index].word {
      case let word where word.isKey: return hasPapers && !hasRequest && !word.isDispute ? nil : index
      case .request: hasRequest = true
      case .tail, .paper: hasPapers = true
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
      state(word == .received ? .received : .answered, token)
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
      guard let made = before.last(where: { tokens[$0].word != .filler }), tokens[made].word == .making else {
        return
      }
      state(word == .regulations ? .regulations : .documents, token)
    }
  }

  /// Whether the words behind a figure leave it what it is.
  private func isKnown(_ range: Range<Int>) -> Bool {
    !contains(range) { [.other, .foreign, .grievance, .happening, .involving, .bareNumber].contains($0) }
  }

  private func contains(_ range: Range<Int>, where condition: (NarrativeWord) -> Bool) -> Bool {
    for index in range where condition(tokens[index].word) { return true }
    return false
  }

  private func isNegated(_ key: Int, from clause: Int) -> Bool {
    var index = key - 1
    while index >= clause, tokens[index].word == .filler { index -= 1 }
    return index >= clause && tokens[index].word == .negation
  }

  private func hasRequest(_ range: Range<Int>) -> Bool { contains(range) { $0 == .request } }

  /// Whether nothing but words that add nothing stands there.
  private func isPlain(_ range: Range<Int>) -> Bool {
    for index in range {
      switch tokens[index].word {
      case .filler, .among, .having, .thisYear, .and, .request, .application, .topic, .until, .month: break
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
    if tokens[key].word == .received, 1...2 ~= tokens[key].number,
      between.first.map({ tokens[$0].word }) == .application
    {
      return true
    }
    if contains(between, where: { $0 == .topic }) { return false }
    guard !isNarrowed, isPlain(before) else { return false }
    return isAboutRequests || hasTopicRequest(before: key)
  }

  /// Whether a request was named in this sentence.
  private func hasTopicRequest(before key: Int) -> Bool { contains(0..<key) { $0 == .request } }

  /// Outcomes follow requests; papers marked 不予公开 are no requests.
  private func isOutcome(_ before: Range<Int>) -> Bool {
    guard !hasMarking, !isNarrowed, isPlain(before) else { return false }
    return hasRequests && (isAboutRequests || contains(0..<before.lowerBound) { $0 == .request })
  }

  // MARK: what is counted stands behind the number

  /// 两件已办结, 3件予以公开, 有两件依申请公开文件, 收到3件信息公开申请.
  private mutating func readFollowed(_ token: NarrativeToken, lead: Range<Int>, behind: Range<Int>) {
    if let having = lead.last(where: { tokens[$0].word != .filler }), tokens[having].word == .having,
      !contains(lead, where: { $0 == .among || $0.isKey }), hasRequest(behind),
      isMade(of: [.filler, .request, .tail, .paper], behind)
    {
      return state(.received, token)
    }
    guard isPlain(lead), let key = behind.first(where: { tokens[$0].word.isKey }) else { return }
    let things: [NarrativeWord] = [.filler, .request, .application, .topic, .tail, .having]
    guard isMade(of: things, behind.lowerBound..<key) else { return }
    switch tokens[key].word {
    case .answered:
      guard isMade(of: [.filler], key + 1..<behind.upperBound), !isNarrowed,
        isAboutRequests || hasTopicRequest(before: key)
      else { return }
      state(.answered, token)
    case .outcome:
      guard isMade(of: [.filler], key + 1..<behind.upperBound), isOutcome(lead) else { return }
      state(StatedFigure.outcomes[tokens[key].number], token)
    case .carriedIn, .carriedOut:
      guard isMade(of: things, key + 1..<behind.upperBound), hasTopic || isAboutRequests else { return }
      state(tokens[key].word == .carriedIn ? .carriedIn : .carriedOut, token)
    default: return
    }
  }

  private func isMade(of words: [NarrativeWord], _ range: Range<Int>) -> Bool {
    !contains(range) { !words.contains($0) }
  }

  // MARK: disputes

  /// 因政府信息公开被申请行政复议2件. A bureau that decides 行政复议 counts its cases too: what it did with them (受理, 办结) is not meant.
  private mutating func readDisputes(
    _ token: NarrativeToken, key: Int, from clause: Int, behind: Range<Int>
  ) {
    let before = clause..<key
    guard !contains(before, where: { [.received, .handling, .negation, .among, .making].contains($0) }),
      behind.isEmpty || tokens[behind.lowerBound].word == .and || isMade(of: [.filler, .having], behind)
    else { return }
    let isTold = contains(0..<key) { [.request, .topic].contains($0) }
    let isAboutAnswers = contains(before) { $0 == .application || $0 == .topic }
    guard isTold || isAboutPart || (isAboutRequests && isAboutAnswers) else { return }
    let disputes = before.filter { tokens[$0].word.isDispute } + [key]
    // 行政复议、行政诉讼3件: how many of each is not told; of 0 each has 0.
    guard disputes.count == 1 || (token.number == 0 && !token.isRounded) else { return }
    for dispute in disputes { state(tokens[dispute].word == .review ? .review : .litigation, token) }
  }

  // MARK: absence

  /// 未收到政府信息公开申请, 无行政复议、行政诉讼案件: all words of the clause must be known.
  private mutating func readAbsence(from clause: Int, at place: Int) {
    let end = clauseEnd(from: place + 1)
    let rest = place + 1..<end
    guard times.isThisYear, isClean(clause..<place), !rest.isEmpty, isAbsence(rest, end: end),
      !contains(clause..<place, where: \.isKey)
    else { return }
    let zero = NarrativeToken(word: .figure, start: tokens[place].start)
    if contains(rest, where: \.isDispute) {
      readNoDisputes(rest, zero)
    } else if contains(rest, where: { $0 == .making }) {
      if contains(rest, where: { $0 == .regulations }) { state(.regulations, zero) }
      if contains(rest, where: { $0 == .documents }) { state(.documents, zero) }
    } else if let carried = rest.first(where: { [.carriedIn, .carriedOut].contains(tokens[$0].word) }) {
      guard hasTopic || isAboutRequests || hasRequest(rest) else { return }
      state(tokens[carried].word == .carriedIn ? .carriedIn : .carriedOut, zero)
    } else {
      readNoRequests(rest, zero)
    }
  }

  private func isAbsence(_ range: Range<Int>, end: Int) -> Bool {
    let known: [NarrativeWord] = [
      .filler, .and, .received, .answered, .happening, .involving, .having, .request, .application, .topic,
      .tail, .paper, .review, .litigation, .grievance, .making, .regulations, .documents, .thisYear,
      .carriedIn,
      .carriedOut,
    ]
    // A figure behind: 未受理3件. 对没有收到申请的，…: a case, no statement.
    if end < tokens.count, tokens[end].word == .figure || tokens[end].word == .opening { return false }
    return isMade(of: known, range)
  }

  private mutating func readNoDisputes(_ rest: Range<Int>, _ zero: NarrativeToken) {
    let isTold = hasTopic || isAboutRequests || contains(rest) { [.request, .topic].contains($0) }
    guard isTold, !contains(rest, where: { [.making, .regulations, .documents].contains($0) }) else { return }
    // 无依申请公开、行政复议 lists requests too; 依申请公开行政复议 does not.
    if let request = rest.first(where: { ![.filler, .received, .happening].contains(tokens[$0].word) }),
      tokens[request].word == .request, request + 1 < rest.upperBound, tokens[request + 1].word == .and
    {
      state(.received, zero)
    }
    if contains(rest, where: { $0 == .review }) { state(.review, zero) }
    if contains(rest, where: { $0 == .litigation }) { state(.litigation, zero) }
  }

  private mutating func readNoRequests(_ rest: Range<Int>, _ zero: NarrativeToken) {
    let things: [NarrativeWord] = [
      .filler, .received, .happening, .having, .request, .application, .topic, .tail, .thisYear,
    ]
    guard isMade(of: things, rest), let last = rest.last, tokens[last].word != .received else { return }
    if hasRequest(rest) { return state(.received, zero) }
    let isReceived = contains(rest) { $0 == .received } && contains(rest) { $0 == .application }
    if isReceived, isAboutRequests || hasTopicRequest(before: rest.lowerBound) { state(.received, zero) }
  }
}

extension NarrativeWord {
  fileprivate var isDispute: Bool { self == .review || self == .litigation }
}
