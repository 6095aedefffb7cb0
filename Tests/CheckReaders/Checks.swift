import Generator
import Glibc

/// A line of a table: a name and numbers.
private func printLine(_ name: String, _ cells: [String]) {
  let padded = cells.map { String(repeating: " ", count: max(0, 10 - $0.count)) + $0 }
  print(name + String(repeating: " ", count: max(0, 22 - name.count)) + padded.joined())
}

/// The inputs themselves, one behind the other, or one damaged input.
func printInputs(_ options: Options, _ rooms: Rooms) {
  for rawForm in options.rawForms {
    if let seed = options.mutant {
      let mutant = Mutant(rawForm, seed: seed, rooms: rooms, silent: options.silent)
      mutant.bytes.withUnsafeBytes { _ = write(1, $0.baseAddress!, $0.count) }
      continue
    }
    for seed in options.seeds {
      let plan = ReportPlan.random(seed: seed, library: rooms.library).without(options.silent)
      rawForm.bytes(plan).withUnsafeBytes { _ = write(1, $0.baseAddress!, $0.count) }
    }
  }
}

/// Whether every fact of generated reports came out right, or was refused where it may be.
func checkReports(_ options: Options, _ rooms: Rooms) throws -> Bool {
  var isGood = true
  printLine("raw form", ["reports", "right", "refused", "wrong", "invented"])
  for rawForm in options.rawForms {
    var (right, refused, wrong, invented, failures) = (0, 0, 0, 0, 0)
    for seed in options.seeds {
      Watch.now("\(rawForm.rawValue), report \(seed)")
      let plan = ReportPlan.random(seed: seed, library: rooms.library).without(options.silent)
      let trial = try Trial(plan, rawForm, rooms)
      right += trial.verdict.right
      refused += trial.verdict.refused
      wrong += trial.verdict.wrong.count
      invented += trial.verdict.invented.count
      if trial.verdict.isGood { continue }
      Watch.rest()
      isGood = false
      failures += 1
      if failures <= options.failures { print(try trial.shrunk(rooms).report) }
    }
    printLine(rawForm.rawValue, [options.reports, right, refused, wrong, invented].map(String.init))
  }
  return isGood
}

/// Whether damaged inputs end in time, in bounds, and without facts of their own.
func checkMutants(_ options: Options, _ rooms: Rooms) throws -> Bool {
  guard options.mutants > 0 else { return true }
  defer { Watch.rest() }
  var isGood = true
  printLine("reader", ["mutants", "refused", "faults", "slowest ms", "peak MB"])
  for reader in RawForm.Reader.allCases {
    let rawForms = options.rawForms.filter { $0.reader == reader }
    if rawForms.isEmpty { continue }
    var (refused, faults, slowest) = (0, 0, Duration.zero)
    for number in 0..<options.mutants {
      let seed = options.seed &* 1_000_000 + UInt64(number)
      let mutant = Mutant(rawForms[number % rawForms.count], seed: seed, rooms: rooms, silent: options.silent)
      Watch.now(mutant.report)
      let start = ContinuousClock.now
      let reading = try rooms.read(mutant.bytes)
      slowest = max(slowest, start.duration(to: .now))
      if reading.hasError { refused += 1 }
      guard let fault = mutant.fault(of: reading) else { continue }
      isGood = false
      faults += 1
      if faults <= options.failures { print(mutant.report + "\n" + fault) }
    }
    let milliseconds = slowest / .milliseconds(1)
    printLine(
      reader.rawValue,
      [options.mutants, refused, faults, Int(milliseconds), Watch.peakMegabytes].map(String.init))
  }
  return isGood
}
