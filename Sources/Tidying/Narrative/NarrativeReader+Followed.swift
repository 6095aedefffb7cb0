/// Figures whose number stands before what it counts.
extension NarrativeReader {
  /// 两件已办结, 3件予以公开, 有两件依申请公开文件, 收到3件信息公开申请.
  mutating func readFollowed(_ token: NarrativeToken, lead: Range<Int>, behind: Range<Int>) {
    if let having = lead.last(where: { tokens[$0].word != .filler }), tokens[having].word == .having,
      !contains(lead, where: { $0 == .among || $0.isKey }), hasRequest(behind),
      isMade(of: [.filler, .request, .tail, .paper], behind)
    {
      // 3件依申请公开文件 may be papers so marked, unless they were answered.
      guard
        !behind.contains(where: isMark)
          || contains(behind.upperBound..<tokens.count, where: { $0 == .answered })
      else { return }
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
}
