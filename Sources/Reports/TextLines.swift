import Bytes

/// The lines of a report's text, by the places of its line feeds and tabs, which were found when its end was.
struct TextLines {
  struct Line {
    /// Without its line feed.
    let range: Range<Int>
    /// Its first tab; the line's end where it has none.
    let firstTab: Int
    let tabCount: Int
  }

  /// The places of line feeds, tabs and form feeds, in their order; more may follow behind the report.
  private let marks: [UInt32]
  private var next = 0
  private var start = 0

  init(marks: [UInt32]) {
    self.marks = marks
  }

  /// The next line; `nil` at the end of the text.
  mutating func next(of text: Span<UInt8>) -> Line? {
    guard start < text.count else { return nil }
    var (firstTab, tabCount, end) = (-1, 0, text.count)
    while next < marks.count, marks[next] < text.count {
      let mark = Int(marks[next])
      next += 1
      if text[mark] == .lineFeed {
        end = mark
        break
      }
      if text[mark] == .tab {
        if tabCount == 0 { firstTab = mark }
        tabCount += 1
      }
    }
    defer { start = end + 1 }
    return Line(range: start..<end, firstTab: tabCount > 0 ? firstTab : end, tabCount: tabCount)
  }
}
