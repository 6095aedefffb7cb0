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

  struct Cell: Sendable {
    var amount = Amount.zero
    /// The record of the facts that it stands in.
    var record = 0
    /// Of what is unreadable, a hash of the text.
    var text: UInt32 = 0
    var state = State.absent
    /// Whether the facts have units, and this one has none.
    var lacksUnit = false
  }

  private(set) var cells: [Cell]
  /// Those that are not absent, in the order they came.
  private(set) var present: [Int] = []
  /// Whether one of them is no whole number.
  private(set) var hasFraction = false

  init(count: Int) { cells = Array(repeating: Cell(), count: count) }

  subscript(number: Int) -> Cell { cells[number] }

  mutating func removeAll() {
    for number in present { cells[number].state = .absent }
    present.removeAll(keepingCapacity: true)
    hasFraction = false
  }

  mutating func set(
    _ number: Int, _ state: State, _ amount: Amount, record: Int, text: UInt32 = 0, lacksUnit: Bool = false
  ) {
    cells[number] = Cell(
      amount: amount, record: record, text: text, state: state, lacksUnit: lacksUnit)
    present.append(number)
    if !amount.isWhole { hasFraction = true }
  }
}
