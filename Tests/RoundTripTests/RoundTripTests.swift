import Generator
import Testing

private let rooms = try! Rooms()

@Test(arguments: RawForm.allCases)
func everyFactOfGeneratedReportsComesOutRight(rawForm: RawForm) throws {
  var failures = 0
  var (right, refused) = (0, 0)
  for seed in 1...15 as ClosedRange<UInt64> {
    let plan = ReportPlan.random(seed: seed, library: rooms.library)
    let trial = try Trial(plan, rawForm, rooms)
    right += trial.verdict.right
    refused += trial.verdict.refused
    if trial.verdict.isGood { continue }
    failures += 1
    if failures <= 3 { Issue.record("\(try trial.shrunk(rooms).report)") }
  }
  #expect(failures == 0)
  // Who refuses all is never wrong.
  // Figures column by column prove nothing, nor do lines where sums do not hold.
  let isRead = ![.unruledPDF, .pageLines, .pageColumns].contains(rawForm)
  if rawForm.promise == .rightOrRefused, isRead { #expect(right > refused) }
}

/// A tidier remembers labels and the shapes of tables: it must make the same of a report whatever it saw before.
@Test(arguments: [RawForm.tabForm, .html])
func whatWasReadBeforeChangesNothing(rawForm: RawForm) throws {
  var used = rooms
  for seed in 1...40 as ClosedRange<UInt64> {
    let plan = ReportPlan.random(seed: seed, library: rooms.library)
    let mutant = Mutant(rawForm, seed: seed, rooms: rooms, silent: [])
    // Each twice, for the second to be known.
    for bytes in [rawForm.bytes(plan), mutant.bytes, rawForm.bytes(plan), mutant.bytes] {
      let reading = try used.readOn(bytes)
      #expect(try reading == rooms.read(bytes), "seed \(seed)")
    }
  }
}

@Test(arguments: RawForm.allCases)
func damagedInputsAreReadInTimeAndInventNothing(rawForm: RawForm) throws {
  for seed in 1...15 as ClosedRange<UInt64> {
    let mutant = Mutant(rawForm, seed: seed, rooms: rooms, silent: [])
    let start = ContinuousClock.now
    let reading = try rooms.read(mutant.bytes)
    #expect(start.duration(to: .now) < .seconds(20), "\(mutant.report)")
    #expect(mutant.fault(of: reading) == nil, "\(mutant.report)")
  }
}
