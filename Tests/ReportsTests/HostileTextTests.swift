import Bytes
import Forms
import TestSupport
import Testing

@testable import Reports

// Inputs made to take time and memory.

private func read(_ text: String, kind: RawKind? = nil) throws -> Int {
  let vocabulary = try FormLibrary().vocabulary
  var reader = ReportReader(
    ByteReader(bytes: Array(text.utf8), name: "t"), name: "t", vocabulary: vocabulary, kind: kind)
  var count = 0
  while let report = try reader.next() { count += report.pieces.count }
  return count
}

@Test(arguments: [RawKind.tabs, .pipes])
func moreCellsThanAnyReportHasAreRefused(kind: RawKind) {
  let cell = kind == .tabs ? "\t" : "|"
  let text = String(repeating: cell, count: ReportBuilder.limit + 10)
  #expect(throws: ReportError.tooManyCells(name: "t", limit: 1 << 20)) {
    try read((kind == .tabs ? "\t1" : "") + text, kind: kind)
  }
}

/// Tables of one cell are none, and their cells are taken back: that must not cost a copy of all that came before.
@Test func manyTablesOfOneCellTakeTimeInProportion() throws {
  func time(_ count: Int) throws -> Duration {
    let text = String(repeating: "规章\n1\n", count: count)
    let start = ContinuousClock.now
    _ = try read(text, kind: .pipes)
    return start.duration(to: .now)
  }
  _ = try time(100)
  let (short, long) = (try time(1_000), try time(8_000))
  // 8 times as much; 64 times where each copies all.
  #expect(long < short * 32)
}
