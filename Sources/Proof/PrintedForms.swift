/// On which form each block of a report is, by the figures that are there.
struct PrintedForms: Sendable {
  /// By block, the form that has most of its figures, the newest of equals; -1 for a block that is not there.
  private(set) var form: [Int] = []
  /// By block, whether no one form has all of its figures: then it is the sum of reports on several forms, as a rule.
  private(set) var isMixed: [Bool] = []
  /// By block, the forms that have all of its figures between them.
  private var mix: [[Int]] = []
  /// By form, whether any block is on it.
  private(set) var isUsed: [Bool] = []
  private var last: [Int] = []

  /// Most reports have the same figures as the one before.
  mutating func look(at report: ReportFigures, _ figures: Figures) {
    guard report.present != last || form.isEmpty else { return }
    last = report.present
    var byBlock: [[Int]] = figures.blockNames.map { _ in [] }
    for number in report.present {
      for home in figures.homes[number] where byBlock[home.block].last != number {
        byBlock[home.block].append(number)
      }
    }
    mix = byBlock.enumerated().map { Self.forms(of: $1, in: $0, figures) }
    form = mix.map { $0.first ?? -1 }
    isMixed = mix.map { $0.count > 1 }
    isUsed = figures.blocks.indices.map { form in mix.contains { $0.contains(form) } }
  }

  /// The forms that ask for these figures: the one that asks for most of them, then for most of the rest.
  private static func forms(of present: [Int], in block: Int, _ figures: Figures) -> [Int] {
    var forms: [Int] = []
    var rest = present
    while !rest.isEmpty {
      let counts = figures.blocks.indices.map { form in
        rest.count { figures.isAsked($0, form: form, block: block) }
      }
      guard let most = counts.max(), most > 0, let form = counts.lastIndex(of: most) else { break }
      forms.append(form)
      rest.removeAll { figures.isAsked($0, form: form, block: block) }
    }
    return forms
  }

  /// Whether all forms of a mixed block ask for the same of these figures, so that the same bodies stand behind them.
  func isOfSameForms(_ numbers: [Int], in block: Int, _ figures: Figures) -> Bool {
    mix[block].allSatisfy { form in
      let asked = numbers.count { figures.isAsked($0, form: form, block: block) }
      return asked == 0 || asked == numbers.count
    }
  }

  /// Whether some bodies of a mixed block were not asked for a figure.
  func isPartial(_ number: Int, _ figures: Figures) -> Bool {
    figures.homes[number].contains { home in
      isMixed[home.block]
        && !mix[home.block].allSatisfy { figures.isAsked(number, form: $0, block: home.block) }
    }
  }

  /// Whether a block is on a form, alone or beside others.
  func isIn(_ form: Int, block: Int) -> Bool { mix[block].contains(form) }

  /// The other forms of a mixed block.
  func others(in block: Int) -> ArraySlice<Int> { mix[block].dropFirst() }
}
