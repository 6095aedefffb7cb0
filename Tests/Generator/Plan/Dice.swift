import TestSupport

/// Random choices for one place of a plan: they stay the same when another place of it is shrunk away.
struct Dice {
  private var generator: SeededGenerator

  /// - Parameter place: what is chosen, and for what.
  init(_ seed: UInt64, _ place: String...) {
    // FNV-1a: `Hasher` differs from run to run.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in place.joined(separator: "\u{1F}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    generator = SeededGenerator(seed: seed ^ hash)
  }

  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }

  mutating func pick<Choices: Collection>(_ choices: Choices) -> Choices.Element {
    choices.randomElement(using: &generator)!
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
}
