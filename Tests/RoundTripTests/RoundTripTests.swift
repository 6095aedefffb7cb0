import Generator
import Testing

/// Raw forms whose readers are still to come.
private let pending: Set<RawForm> = Set(RawForm.allCases).subtracting([.tabForm])

/// What goes wrong in any raw form still: an index table before the title, a table of contents.
private let unmended: Set<Noise> = [.indexTable, .tableOfContents]

private let rooms = try! Rooms()

@Test(arguments: RawForm.allCases.filter { !pending.contains($0) })
func everyFactOfGeneratedReportsComesOutRight(rawForm: RawForm) throws {
  var failures = 0
  for seed in 1...60 as ClosedRange<UInt64> {
    let plan = ReportPlan.random(seed: seed, library: rooms.library).without(unmended)
    let trial = try Trial(plan, rawForm, rooms)
    if trial.verdict.isGood { continue }
    failures += 1
    if failures <= 3 { Issue.record("\(try trial.shrunk(rooms).report)") }
  }
  #expect(failures == 0)
}
