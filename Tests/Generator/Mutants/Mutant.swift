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
    var plan = ReportPlan.random(seed: seed / 8, library: rooms.library).without(silent)
    // Half of them lose lines or cells only. In a table that no form knows nothing tells which cell is gone.
    let onlyRemoves = dice.chance(0.5)
    if onlyRemoves { plan = plan.official }
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
    let strange = reading.facts.first { known[$0.key] != $0.value }
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

extension ReportPlan {
  /// The plan without rows and tables outside the forms, in UTF-8.
  fileprivate var official: ReportPlan {
    var plan = self
    plan.localTable = nil
    // Lines and marks are looked for as bytes.
    plan.noises.remove(.otherEncoding)
    for index in plan.blocks.indices where plan.blocks[index].rows.contains(where: { !$0.isExtra }) {
      plan.blocks[index].rows.removeAll(where: \.isExtra)
    }
    return plan
  }
}
