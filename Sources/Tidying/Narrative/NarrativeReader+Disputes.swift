/// Disputes, and what there was none of.
extension NarrativeReader {
  // MARK: disputes

  /// 因政府信息公开被申请行政复议2件. A bureau that decides 行政复议 counts its cases too: what it did with them (受理, 办结) is not meant.
  mutating func readDisputes(
    _ token: NarrativeToken, key: Int, from clause: Int, behind: Range<Int>
  ) {
    let before = clause..<key
    if contains(before, where: { $0 == .received || $0 == .handling || $0 == .decision }) {
      isDeciding = true
    }
    guard !isDeciding, !contains(before, where: { [.negation, .among, .making].contains($0) }),
      behind.isEmpty || tokens[behind.lowerBound].word == .and || isMade(of: [.filler, .having], behind)
    else { return }
    let isTold = contains(0..<key) { [.request, .topic].contains($0) }
    let isAboutAnswers = contains(before) { $0 == .application || $0 == .topic }
    let isNone = token.number == 0 && !token.isRounded
    guard isTold || isAboutPart || (isAboutRequests && (isNone || isAboutAnswers)) else { return }
    let disputes = before.filter { tokens[$0].word.isDispute } + [key]
    // 行政复议、行政诉讼3件: how many of each is not told; of 0 each has 0.
    guard disputes.count == 1 || isNone else { return }
    for dispute in disputes { state(tokens[dispute].word == .review ? .review : .litigation, token) }
  }

  // MARK: absence

  /// 未收到政府信息公开申请, 无行政复议、行政诉讼案件: all words of the clause must be known.
  mutating func readAbsence(from clause: Int, at place: Int) {
    let end = clauseEnd(from: place + 1)
    let rest = place + 1..<end
    guard times.isThisYear, isClean(clause..<place), isOwn(clause..<place), !rest.isEmpty,
      isAbsence(rest, end: end),
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
      .tail, .matter, .paper, .review, .litigation, .grievance, .making, .regulations, .documents, .thisYear,
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
    if hasRequest(rest) {
      let isDone = contains(rest) { [.received, .happening, .having, .tail].contains($0) }
      if isDone || !rest.contains(where: isMark) { state(.received, zero) }
      return
    }
    let isReceived = contains(rest) { $0 == .received } && contains(rest) { $0 == .application }
    if isReceived, isAboutRequests || hasTopicRequest(before: rest.lowerBound) { state(.received, zero) }
  }
}
