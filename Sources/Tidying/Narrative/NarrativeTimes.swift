/// Which time a sentence speaks of, word by word.
struct NarrativeTimes: Sendable {
  private var isOtherYear = false
  private var isPart = false
  /// 比上年: the year compared with, as far as the next comma.
  private var isCompared = false
  private var hasThisYear = false
  private var isCumulative = false
  private var isUntil = false
  private var firstMonth = 0
  private var lastMonth = 0

  /// Whether a figure here is one of the whole year reported on.
  var isThisYear: Bool {
    guard !isOtherYear, !isPart, !isCompared, !isCumulative || hasThisYear else { return false }
    // From January, or until December.
    return firstMonth == 0 || (lastMonth == 12 && (firstMonth == 1 || (isUntil && firstMonth == 12)))
  }

  mutating func pass(_ token: NarrativeToken) {
    switch token.word {
    case .thisYear: (isOtherYear, hasThisYear) = (false, true)
    case .lastYear, .nextYear, .otherYear: if !isCompared { isOtherYear = true }
    case .comparison: isCompared = true
    case .partOfYear: isPart = true
    case .cumulative: isCumulative = true
    case .until: isUntil = true
    case .month:
      if firstMonth == 0 { firstMonth = token.number }
      lastMonth = token.number
    default: break
    }
  }

  mutating func endClause() { isCompared = false }
}
