import Bytes

/// The lines of a report's text, which were found when its end was.
struct TextLines {
  struct Line {
    /// Without its line feed.
    let range: Range<Int>
    /// Its first tab; the line's end where it has none.
    let firstTab: Int
    let tabCount: Int
  }

  /// A line as it is kept: a report has less than 4 GiB.
  struct Record {
    let start: UInt32
    let end: UInt32
    let firstTab: UInt32
    let tabCount: UInt32

    init(_ range: Range<Int>, firstTab: Int, tabCount: Int) {
      start = UInt32(truncatingIfNeeded: range.lowerBound)
      end = UInt32(truncatingIfNeeded: range.upperBound)
      self.firstTab = UInt32(truncatingIfNeeded: tabCount > 0 ? firstTab : range.upperBound)
      self.tabCount = UInt32(truncatingIfNeeded: tabCount)
    }
  }

  /// In their order; more may follow behind the report.
  private let records: [Record]
  private var next = 0

  init(_ records: [Record]) {
    self.records = records
  }

  /// The next line; `nil` at the end of the text.
  mutating func next(of text: Span<UInt8>) -> Line? {
    guard next < records.count, records[next].start < text.count else { return nil }
    let record = records[next]
    next += 1
    if record.end > text.count { return Self.line(Int(record.start)..<text.count, of: text) }
    return Line(
      range: Int(record.start)..<Int(record.end), firstTab: Int(record.firstTab),
      tabCount: Int(record.tabCount))
  }

  /// The line in which the report ends, at a form feed.
  private static func line(_ range: Range<Int>, of text: Span<UInt8>) -> Line {
    let tabs = range.filter { text[$0] == .tab }
    return Line(range: range, firstTab: tabs.first ?? range.upperBound, tabCount: tabs.count)
  }
}
