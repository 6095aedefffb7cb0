import Generator
import Glibc

/// What is to be checked.
struct Options {
  var reports = 2000
  /// Damaged inputs, for each reader.
  var mutants = 50_000
  var rawForms: [RawForm] = []
  /// How many failures of a raw form are shown, shrunk.
  var failures = 1
  var seed: UInt64 = 1
  /// Whether inputs are printed and not read.
  var prints = false
  /// The one damaged input to print, by its number.
  var mutant: UInt64?
  /// Noises to leave out.
  var silent: Set<Noise> = []

  var seeds: Range<UInt64> { seed..<seed + UInt64(reports) }

  init(_ arguments: some Collection<String>) {
    var rest = Array(arguments)
    while let name = rest.first {
      guard rest.count > 1 else { fail("\(name) needs a value") }
      let value = rest[1]
      rest.removeFirst(2)
      switch name {
      case "--reports": reports = Int(value) ?? reports
      case "--mutants": mutants = Int(value) ?? mutants
      case "--failures": failures = Int(value) ?? failures
      case "--seed": seed = UInt64(value) ?? seed
      case "--without":
        guard let noise = Noise(rawValue: value) else { fail("no such noise: \(value)") }
        silent.insert(noise)
      case "--mutant": mutant = UInt64(value)
      case "--print": prints = value != "0"
      case "--form":
        guard let form = RawForm(rawValue: value) else {
          fail("no such form; there are \(RawForm.allCases.map(\.rawValue).joined(separator: "; "))")
        }
        rawForms.append(form)
      default: fail("no such option: \(name)")
      }
    }
    if rawForms.isEmpty { rawForms = RawForm.allCases }
  }
}

/// Ends with a message, for a wrong command line.
private func fail(_ message: String) -> Never {
  print("check-readers: \(message)")
  exit(64)
}
