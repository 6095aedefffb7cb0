/// A generated report that was damaged.
package struct Mutant: Sendable {
  package let rawForm: RawForm
  package let seed: UInt64
  package let mutations: [Mutation]
  package let bytes: [UInt8]
  private let expectation: Expectation

  /// - Parameter seed: what it is made from; the same seed gives the same bytes.
  package init(_ rawForm: RawForm, seed: UInt64, rooms: Rooms, silent: Set<Noise>) {
    self.rawForm = rawForm
    self.seed = seed
    var dice = Dice(seed, "mutant")
    // Half of them lose a line or a cell and nothing else. Where rows are missing already, or a figure is in two parts, one thing
    // less can make another whole; lines and marks are looked for as bytes; and half a cell goes to the one before it.
    let onlyRemoves = dice.chance(0.5)
    var plan = ReportPlan.random(seed: seed / 8, library: rooms.library, isWhole: onlyRemoves).without(silent)
    if onlyRemoves { plan.noises.subtract([.otherEncoding, .cellOverTwoLines, .cellOfTwoParagraphs]) }
    let choices = Mutation.allCases.filter { $0.onlyRemoves == onlyRemoves }
    let mutations = (0..<dice.int(1...(onlyRemoves ? 1 : 4))).map { _ in dice.pick(choices) }
    bytes = rawForm.bytes(plan) { bytes in
      for mutation in mutations { mutation.apply(to: &bytes, rawForm, &dice) }
    }
    self.mutations = mutations
    expectation = rawForm.heard(plan).expectation
  }

  /// What is wrong with a reading of it; `nil` where all is well.
  package func fault(of reading: Reading) -> String? {
    // A cell of two bytes can give a fact of some two hundred.
    let limit = 200 * (bytes.count + 1000)
    if reading.outputSize > limit { return "\(reading.outputSize) bytes out of \(bytes.count)" }
    guard mutations.allSatisfy(\.onlyRemoves), rawForm.holdsCells else { return nil }
    var known: [Fact.Key: String] = [:]
    for fact in expectation.facts { known[fact.key] = fact.value }
    // What went into a value from the line below it makes it blank, as words do.
    let strange = reading.facts.first { fact in
      known[fact.key].map { $0 != fact.value && !fact.value.isEmpty } ?? true
    }
    return strange.map { fact in
      "\(known[fact.key].map { "not “\($0)”" } ?? "invented"): \(fact)"
    }
  }

  package var report: String {
    """
    \(rawForm.rawValue), mutant \(seed), \(mutations.map(\.rawValue).joined(separator: ", "))
    """
  }
}
