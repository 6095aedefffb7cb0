/// The figures of one report, by number.
struct ReportFigures: Sendable {
  enum State: UInt8 {
    /// The report has no such fact.
    case absent
    case blank
    case number
    /// Text, or more digits than are computed with.
    case unreadable
  }

  private(set) var states: [State]
  private(set) var amounts: [Amount]
  /// The record of the facts that each stands in.
  private(set) var records: [Int]
  /// Whether the facts have units, and this one has none.
  private(set) var lackUnit: [Bool]
  /// Those that are not absent.
  private(set) var present: [Int] = []

  init(count: Int) {
    states = Array(repeating: .absent, count: count)
    amounts = Array(repeating: .zero, count: count)
    records = Array(repeating: 0, count: count)
    lackUnit = Array(repeating: false, count: count)
  }

  mutating func removeAll() {
    for number in present { states[number] = .absent }
    present.removeAll(keepingCapacity: true)
  }

  mutating func set(_ number: Int, _ state: State, _ amount: Amount, record: Int, lacksUnit: Bool = false) {
    states[number] = state
    amounts[number] = amount
    records[number] = record
    lackUnit[number] = lacksUnit
    present.append(number)
  }

  /// For each block the form that has most of the figures that are there; the newest of equals.
  func printedForms(_ figures: Figures) -> [String: Int] {
    var best: [String: (form: Int, count: Int)] = [:]
    for (form, blocks) in figures.blocks.enumerated() {
      for (block, numbers) in blocks {
        let count = numbers.count { states[$0] != .absent }
        if count > 0, count >= best[block]?.count ?? 0 { best[block] = (form, count) }
      }
    }
    return best.mapValues(\.form)
  }
}
