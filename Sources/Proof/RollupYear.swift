import Forms

/// What comes of a figure over all bodies of a year.
struct RollupCell: Sendable {
  /// How many bodies print a number.
  var numbers = 0
  /// How many leave it blank, write words, or lack it although their form asks for it.
  var blanks = 0
  var words = 0
  var missing = 0
  /// `nil` where it is too large to be exact.
  var sum: Amount? = .zero
  /// The largest part, and the body that has it.
  var largest = Amount.zero
  var largestBody = -1
  /// The first bodies without a number.
  var without: [Int] = []
  /// The same for figures that the same bodies lack in the same way.
  var pattern: UInt64 = 0
  /// Of money: how many figures other than 0 are in each unit.
  var units: [Int: Int] = [:]

  static let namesKept = 3

  var lacking: Int { blanks + words + missing }

  mutating func add(_ amount: Amount, body: Int) {
    numbers += 1
    sum = sum?.adding(amount)
    if largestBody < 0 || amount > largest { (largest, largestBody) = (amount, body) }
  }

  mutating func lack(_ state: ReportFigures.State, body: Int) {
    switch state {
    case .blank: blanks += 1
    case .unreadable: words += 1
    default: missing += 1
    }
    if without.count < Self.namesKept { without.append(body) }
    // Bodies come in one order for all figures.
    pattern = (pattern ^ UInt64(body * 4 + Int(state.rawValue) + 1)) &* 0x100_0000_01b3
  }
}

/// The sums of a year. Memory: some hundred bytes for each figure of the forms.
struct RollupYear: Sendable {
  /// By the number of the figure.
  var cells: [RollupCell]
  /// For each way that facts call a figure, how many do.
  var names: [Int]
  var bodyCount = 0
  /// For each form, how many bodies use it for the most part.
  var forms: [Int]

  init(_ figures: Figures) {
    cells = Array(repeating: RollupCell(), count: figures.count)
    names = Array(repeating: 0, count: figures.keys.count)
    forms = Array(repeating: 0, count: figures.blocks.count)
  }

  /// Adds a report.
  /// - Parameter asked: what the forms of the report ask for and it lacks.
  mutating func add(
    _ entries: [RollupEntry], of body: Int, form: Int, lacking: [Int], figures: Figures
  ) {
    bodyCount += 1
    forms[form] += 1
    for entry in entries {
      let number = figures.keys[entry.key].number
      names[entry.key] += 1
      if entry.state == .number {
        cells[number].add(entry.amount, body: body)
        if figures.isMoney[number], entry.amount != .zero { cells[number].units[entry.unit, default: 0] += 1 }
      } else {
        cells[number].lack(entry.state, body: body)
      }
    }
    for number in lacking { cells[number].lack(.absent, body: body) }
  }
}

/// What the forms of a report ask for, by the tables it has.
struct AskedFigures: Sendable {
  /// The form that most of the report is on.
  private(set) var form = 0
  /// The figures that the report lacks although its forms ask for them.
  private(set) var lacking: [Int] = []
  private var last: [Int] = []
  private var printed = PrintedForms()

  mutating func look(at report: ReportFigures, _ figures: Figures) {
    // Most reports have the same figures as the one before.
    guard report.present != last else { return }
    last = report.present
    printed.look(at: report, figures)
    var forms = printed.form
    var counts = Array(repeating: 0, count: figures.blocks.count)
    for (block, form) in forms.enumerated() where form >= 0 {
      counts[form] += figures.blocks[form][block].count { report[$0].state != .absent }
    }
    form = counts.lastIndex(of: counts.max() ?? 0) ?? 0
    // A table that is not there is missed where the form has it.
    for block in forms.indices where forms[block] < 0 { forms[block] = form }
    lacking = forms.enumerated().flatMap { block, form in figures.blocks[form][block] }
      .filter { report[$0].state == .absent && !figures.isStated[$0] }.sorted()
  }
}
