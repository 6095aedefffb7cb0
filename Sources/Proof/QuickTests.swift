/// Tests as plain numbers, to pass over those that hold: nearly all do. What may not hold is for `RelationTest` to say.
struct QuickTests: Sendable {
  private enum Kind: UInt8 {
    /// One figure that is 0 or more, or a whole number besides.
    case sign, whole
    /// One figure of which something else is asked.
    case figure
    /// Nothing unless a sentence states the first figure.
    case stated
    /// The figures, some subtracted, come to 0, to at most 0, to at least 0.
    case zero, atMost, atLeast
  }

  private var kinds: [Kind] = []
  private var blocks: [Int32] = []
  /// Figures, one test behind the other, and where each test ends; `~figure` where it is subtracted.
  private var terms: [Int32] = []
  private var ends: [Int32] = []

  init(_ tests: [RelationTest]) {
    for test in tests {
      let isComparison = [.equal, .atMost, .atLeast].contains(test.operator)
      switch test.operator {
      case .equal: kinds.append(.zero)
      case .atMost: kinds.append(.atMost)
      case .atLeast: kinds.append(.atLeast)
      case .nonNegative: kinds.append(.sign)
      case .nonNegativeInteger: kinds.append(.whole)
      case .zeroUnlessRuleMaking, .unitStated: kinds.append(.figure)
      case .stated: kinds.append(.stated)
      }
      blocks.append(Int32(test.block))
      terms += test.left.map { Int32($0.isSubtracted ? ~$0.figure : $0.figure) }
      // With alternatives the first one decides whether the others have to be looked at.
      if isComparison, let right = test.right.first {
        terms += right.map { Int32($0.isSubtracted ? $0.figure : ~$0.figure) }
      }
      ends.append(Int32(terms.count))
    }
  }

  /// What became of the tests of a form in a report.
  struct Result {
    /// The places of the tests that may not hold.
    var suspects: [Int] = []
    /// How many hold.
    var holding = 0
  }

  /// Looks at the tests whose block is on the form, perhaps beside others: those of mixed blocks are suspect.
  func look(at report: ReportFigures, form: Int, printed: PrintedForms) -> Result {
    var result = Result()
    let cells = report.cells.span
    let terms = terms.span
    let forms = printed.form.span
    let isMixed = printed.isMixed.span
    var start = 0
    for place in kinds.indices {
      let end = Int(ends[place])
      defer { start = end }
      let block = Int(blocks[place])
      if isMixed[block] {
        if printed.isIn(form, block: block) { result.suspects.append(place) }
        continue
      }
      guard forms[block] == form else { continue }
      var sum: Int64 = 0
      var numbers = 0
      for index in start..<end {
        let term = Int(terms[index])
        let figure = term < 0 ? ~term : term
        guard cells[figure].state == .number else { continue }
        numbers += 1
        sum = term < 0 ? sum &- cells[figure].amount.millionths : sum &+ cells[figure].amount.millionths
      }
      // Nothing is said of figures that are not there.
      guard numbers > 0 else { continue }
      let holds =
        switch kinds[place] {
        case .sign: sum >= 0
        case .whole: sum >= 0 && (!report.hasFraction || Amount(millionths: sum).isWhole)
        case .figure: sum == 0
        case .stated: false
        case .zero: sum == 0
        case .atMost: sum <= 0
        case .atLeast: sum >= 0
        }
      if holds, numbers == end - start { result.holding += 1 } else { result.suspects.append(place) }
    }
    return result
  }
}
