import Generator
import Testing

/// Raw forms whose readers are still to come.
private let pending: Set<RawForm> = Set(RawForm.allCases).subtracting([.tabForm])

private let rooms = try! Rooms()

@Test(arguments: RawForm.allCases.filter { !pending.contains($0) })
func everyFactOfGeneratedReportsComesOutRight(rawForm: RawForm) throws {
  var failures = 0
  for seed in 1...60 as ClosedRange<UInt64> {
    let trial = try Trial(.random(seed: seed, library: rooms.library), rawForm, rooms)
    if trial.verdict.isGood { continue }
    failures += 1
    if failures <= 3 { Issue.record("\(try trial.shrunk(rooms).report)") }
  }
  #expect(failures == 0)
}
