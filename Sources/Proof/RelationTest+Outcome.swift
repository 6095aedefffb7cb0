import Bytes

extension RelationTest {
  /// What a test says of a report: nothing where the relation holds.
  struct Outcome {
    /// `nil` for that of the relation.
    var severity: Finding.Severity?
    var expected = ""
    var actual = ""
    var why: String
    /// The figure it is about, where that is not the subject of the relation.
    var figure: Int?
    /// Whether a figure is missing that would tell.
    var isOpen = false

    func words(_ rule: String) -> String { "\(why). Rule: \(rule)" }
  }

  /// How many figures of a side give no amount, and why.
  private struct Missing {
    var blank = 0
    /// 无, 见附件, or more digits than are computed with.
    var text = 0
    var absent = 0

    var count: Int { blank + text + absent }

    static func + (one: Missing, other: Missing) -> Missing {
      Missing(blank: one.blank + other.blank, text: one.text + other.text, absent: one.absent + other.absent)
    }

    var words: String {
      [(blank, "blank"), (text, "text"), (absent, "not there")].filter { $0.0 > 0 }.map { "\($0) \($1)" }
        .joined(separator: ", ")
    }
  }

  private enum Side {
    case sum(Amount)
    /// Nothing of it is there, or all of it is blank or text.
    case nothing(Missing)
    case missing(Missing)

    var isNothing: Bool { if case .nothing = self { true } else { false } }
  }

  /// `nil` where the relation holds, or none of its figures is there.
  func outcome(_ current: ReportFigures, before: ReportFigures?, agency: [UInt8]) -> Outcome? {
    switch `operator` {
    case .nonNegative, .nonNegativeInteger, .zeroUnlessRuleMaking, .unitStated:
      single(current, agency: agency)
    case .equal, .atMost, .atLeast: compare(current, before)
    case .stated: stated(current)
    }
  }

  // MARK: one figure

  private func single(_ figures: ReportFigures, agency: [UInt8]) -> Outcome? {
    let number = left[0].figure
    guard figures[number].state == .number else { return nil }
    let amount = figures[number].amount
    switch `operator` {
    case .zeroUnlessRuleMaking:
      guard amount != .zero, agency.span.cannotMakeRules else { return nil }
      return Outcome(expected: "0", actual: amount.text, why: "a body of this kind makes no 规章")
    case .unitStated:
      guard amount != .zero, figures[number].lacksUnit else { return nil }
      return Outcome(actual: amount.text, why: "\(amount.text) has no unit")
    case .nonNegativeInteger where !amount.isWhole:
      return Outcome(expected: "", actual: amount.text, why: "\(amount.text) is no whole number")
    default:
      guard amount.isNegative else { return nil }
      return Outcome(expected: "", actual: amount.text, why: "\(amount.text) is below 0")
    }
  }

  // MARK: two sides

  private func side(_ terms: [Term], _ current: ReportFigures, _ before: ReportFigures?) -> Side {
    var sum = Amount.zero
    var missing = Missing()
    for term in terms {
      guard let figures = term.isBefore ? before : current else { return .nothing(Missing(blank: 1)) }
      switch figures[term.figure].state {
      case .number:
        sum = term.isSubtracted ? sum - figures[term.figure].amount : sum + figures[term.figure].amount
      case .absent: missing.absent += 1
      case .blank: missing.blank += 1
      case .unreadable: missing.text += 1
      }
    }
    if missing.count == 0 { return .sum(sum) }
    return missing.count == terms.count ? .nothing(missing) : .missing(missing)
  }

  private func compare(_ current: ReportFigures, _ before: ReportFigures?) -> Outcome? {
    // The form of the year before may not have asked for the figure.
    if let before,
      ([left] + right).joined().contains(where: { $0.isBefore && before[$0.figure].state == .absent })
    {
      return nil
    }
    let wanted = side(left, current, before)
    let found = right.map { side($0, current, before) }
    if case .sum(let left) = wanted {
      var sums: [Amount] = []
      for case .sum(let right) in found {
        if holds(left, right) { return nil }
        sums.append(right)
      }
      if sums.count == found.count { return broken(left, sums, current, before) }
      // A total that was left blank hides nothing.
      if case .nothing = found[0], found.count == 1, right[0].count == 1, `operator` == .equal,
        current[subject].state == .blank
      {
        return Outcome(severity: .note, expected: left.text, why: "blank; \(left.text) computed")
      }
    }
    guard var outcome = notAssessable([wanted] + found) else { return nil }
    // The first blank figure is where to look.
    outcome.figure =
      ([left] + right).joined().first { !$0.isBefore && current[$0.figure].state != .number }?.figure
    return outcome
  }

  /// What a sentence states against what the tables print; nothing where no sentence states an exact figure.
  private func stated(_ figures: ReportFigures) -> Outcome? {
    let number = left[0].figure
    guard figures[number].state == .number else { return nil }
    let amount = figures[number].amount
    var sums: [Amount] = []
    var isOpen = false
    for terms in right {
      let found = side(terms, figures, nil)
      if case .sum(let sum) = found {
        if sum == amount { return nil }
        sums.append(sum)
      } else if terms.contains(where: { figures[$0.figure].state == .blank }) {
        // 未收到申请, and the table prints 0 or leaves blank: they agree.
        if amount == .zero, terms.allSatisfy({ isNone($0, figures) }) { return nil }
        isOpen = true
      }
    }
    guard !isOpen else {
      return Outcome(
        severity: .note, actual: amount.text,
        why: "not assessable: \(amount.text) is stated, the table is blank there",
        figure: number, isOpen: true)
    }
    guard !sums.isEmpty else { return nil }
    var readings: [String] = []
    for sum in sums where !readings.contains(sum.text) { readings.append(sum.text) }
    let printed = readings.joined(separator: " or ")
    return Outcome(
      expected: printed, actual: amount.text, why: "\(amount.text) is stated, \(printed) is printed",
      figure: number)
  }

  private func isNone(_ term: Term, _ figures: ReportFigures) -> Bool {
    switch figures[term.figure].state {
    case .blank: true
    case .number: figures[term.figure].amount == .zero
    case .absent, .unreadable: false
    }
  }

  private func holds(_ left: Amount, _ right: Amount) -> Bool {
    switch `operator` {
    case .atMost: left <= right
    case .atLeast: left >= right
    default: left == right
    }
  }

  private func broken(
    _ sum: Amount, _ sums: [Amount], _ current: ReportFigures, _ before: ReportFigures?
  ) -> Outcome {
    let others = sums.map(\.text).joined(separator: " or ")
    if isTotal {
      return Outcome(expected: sum.text, actual: others, why: "\(others) is printed, \(sum.text) computed")
    }
    let sign = `operator` == .atMost ? "more than" : `operator` == .atLeast ? "less than" : "not"
    let wanted = zip(right, sums).map { equation($0, $1, current, before) }.joined(separator: " or ")
    var outcome = Outcome(
      expected: others, actual: sum.text, why: "\(equation(left, sum, current, before)) is \(sign) \(wanted)")
    // Beside the first of several figures stands what that one is, and what it had to be if it alone were wrong.
    if left.count > 1, !left[0].isSubtracted, !left[0].isBefore {
      let printed = current[left[0].figure].amount
      outcome.actual = printed.text
      outcome.expected = sums.map { ($0 - (sum - printed)).text }.joined(separator: " or ")
    }
    return outcome
  }

  /// `24 + 2 = 26`; the sum alone of one figure, or of more than are read at a glance.
  private func equation(
    _ terms: [Term], _ sum: Amount, _ current: ReportFigures, _ before: ReportFigures?
  ) -> String {
    guard 2...4 ~= terms.count else { return sum.text }
    var text = ""
    for (place, term) in terms.enumerated() {
      if place > 0 || term.isSubtracted { text += term.isSubtracted ? " - " : " + " }
      text += ((term.isBefore ? before : current)?[term.figure].amount ?? .zero).text
    }
    return "\(text) = \(sum.text)"
  }

  /// Never a pass: some figures are there, and others are not.
  private func notAssessable(_ sides: [Side]) -> Outcome? {
    var missing = Missing()
    var isAny = false
    for side in sides {
      switch side {
      case .sum: isAny = true
      case .missing(let more): (missing, isAny) = (missing + more, true)
      case .nothing(let more): missing = missing + Missing(blank: more.text > 0 ? 0 : 1, text: more.text)
      }
    }
    // All blank: nothing is said that could be wrong.
    guard isAny, sides.contains(where: { !$0.isNothing }) else { return nil }
    return Outcome(severity: .note, why: "not assessable: of its figures \(missing.words)", isOpen: true)
  }
}

extension Span where Element == UInt8 {
  /// Whether a body's name says that it makes no 规章: a town, a street, a county or one of their offices.
  ///
  /// Source: 立法法 (2023) articles 91 and 93: ministries, provinces, cities with districts and 自治州 do.
  fileprivate var cannotMakeRules: Bool {
    for word in ["镇", "乡", "街道", "县", "旗"] where firstIndex(of: Array(word.utf8)) != nil { return true }
    return false
  }
}
