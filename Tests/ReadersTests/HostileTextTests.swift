import Bytes
import Forms
import TestSupport
import Testing

@testable import Readers
@testable import Reports

// Inputs made to take time and memory.

private func read(_ text: String, kind: String? = nil) throws -> Int {
  let vocabulary = try FormLibrary().vocabulary
  var reader = ReportReader(
    ByteReader(bytes: Array(text.utf8), name: "t"), name: "t", vocabulary: vocabulary,
    kind: try kind.map { try #require(RawKind(rawValue: $0)) })
  var count = 0
  while let report = try reader.next() { count += report.pieces.count }
  return count
}

@Test(arguments: ["tabs", "pipes"])
func moreCellsThanAnyReportHasAreRefused(kind: String) {
  let cell = kind == "tabs" ? "\t" : "|"
  let text = String(repeating: cell, count: ReportBuilder.limit + 10)
  #expect(throws: ReportError.tooManyCells(name: "t", limit: ReportBuilder.limit)) {
    try read((kind == "tabs" ? "\t1" : "") + text, kind: kind)
  }
}

@Test(arguments: ["tabs", "pipes", "flow"])
func moreLinesThanAnyReportHasAreRefused(kind: String) {
  #expect(throws: ReportError.tooLong(Location("t", line: 1))) {
    try read("一\n" + String(repeating: "\n", count: ReportReader.lineLimit), kind: kind)
  }
}

@Test func moreTextThanAnyReportHasIsRefusedInPages() {
  #expect(throws: ReportError.tooLong(Location("t"))) {
    try read(String(repeating: "<p>" + String(repeating: "a", count: 1 << 20), count: 17), kind: "html")
  }
}

@Test func pagesWithNothingOnThemAreNoLines() throws {
  let pages = String(repeating: "\u{C}", count: 3_000_000)
  #expect(try read("清源县水利局2022年政府信息公开工作年度报告\n一、总体情况\n\(pages)工作有序。\n", kind: "flow") == 3)
}

/// No line may be looked at as often as there are others: tables of one cell are taken back, form feeds are looked for, tables are
/// looked for under every heading.
@Test(arguments: [
  ("pipes", "规章\n1\n"), ("flow", "规章，\n"), ("flow", "二、主动公开政府信息情况\n规章 1 2 3\n"),
])
func textTakesTimeInProportion(kind: String, line: String) throws {
  func time(_ count: Int) throws -> Duration {
    let text = String(repeating: line, count: count)
    let start = ContinuousClock.now
    _ = try read(text, kind: kind)
    return start.duration(to: .now)
  }
  _ = try time(100)
  let (short, long) = (try time(1_000), try time(8_000))
  // 8 times as much; 64 times where each copies all.
  #expect(long < short * 32)
}
