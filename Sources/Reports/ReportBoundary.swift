import Bytes
import Cells

/// Finds where the next report begins, line by line, so that one report at a time is held.
///
/// A form feed begins a report. So does a further title, or opening sentence, but only once the outline starts over behind
/// it: running heads, links to other reports and their lists carry titles too. Where the outline starts over and no title
/// stands before it, the report behind it is another one all the same, of a body to be found.
struct ReportBoundary {
  let sections: SectionTitles

  private var hasText = false
  private var hasTable = false
  /// The last official section, by its place in the form; -1 before any.
  private var section = -1
  /// A title that may begin the next report, and where.
  private var candidate: (offset: Int, title: Characters)?
  /// The last line that speaks of a report, for want of a title.
  private var mention: Int?
  /// The last short lines, for titles over several of them.
  private var lines: [(offset: Int, text: Characters)] = []

  init(sections: SectionTitles) {
    self.sections = sections
  }

  /// Looks at one line.
  ///
  /// - Parameter offset: of the line's first byte, in any count that the caller goes by.
  /// - Returns: the offset at which a further report begins, once that is certain.
  mutating func read(_ line: Span<UInt8>, at offset: Int) -> Int? {
    if let feed = line.firstIndex(of: .formFeed) {
      if hasText || !line.isBlank(0..<feed) { return offset + feed }
    }
    if !line.isEmpty, line[0] == .tab { return readTable() }
    if line.isBlank(0..<line.count) { return nil }
    hasText = true
    if let index = sections.index(of: line) { return readHeading(line, index: index, at: offset) }
    if line.count > 180 {
      lines.removeAll(keepingCapacity: true)
      if line.count < 3000 { readOpening(line, at: offset) }
    } else {
      return readShortLine(line, at: offset)
    }
    return nil
  }

  /// Reports without any heading: a table behind a further title.
  private mutating func readTable() -> Int? {
    hasText = true
    lines.removeAll(keepingCapacity: true)
    defer { hasTable = true }
    guard section < 0, hasTable, let candidate else { return nil }
    return candidate.offset
  }

  private mutating func readHeading(_ line: Span<UInt8>, index: Int, at offset: Int) -> Int? {
    lines.removeAll(keepingCapacity: true)
    let level = Ordinal(Characters(line))?.level ?? 1
    // （一）基本情况 is a part of some section.
    guard level == 1 || level == 3 else { return nil }
    let startsOver = index == 0 || index < section
    if startsOver, section >= 0 || hasTable, let candidate { return candidate.offset }
    if index == 0, section >= 2, hasTable { return mention ?? offset }
    section = index
    (candidate, mention) = (nil, nil)
    return nil
  }

  private mutating func readShortLine(_ line: Span<UInt8>, at offset: Int) -> Int? {
    let text = Characters(line.extracting(line.withoutMarks(0..<line.count)))
    // 一、 in a free outline starts it over as well.
    if let candidate, text.first == 0x4E00, Ordinal(text)?.level == 1 { return candidate.offset }
    lines.append((offset, text))
    if lines.count > 4 { lines.removeFirst() }
    guard let found = TitleLines(lines.map(\.text)) else {
      readOpening(line, at: offset)
      return nil
    }
    let title = Array(lines[found.first...].map(\.text).joined())
    let start = lines[found.first].offset
    lines.removeAll(keepingCapacity: true)
    if section >= 0 || hasTable, candidate?.title != title { candidate = (start, title) }
    return nil
  }

  /// A sentence such as 现公布某某局2020年政府信息公开工作年度报告, behind the tables of the report at hand.
  private mutating func readOpening(_ line: Span<UInt8>, at offset: Int) {
    guard section >= 2, hasTable, candidate == nil, line.firstIndex(of: Self.report) != nil else { return }
    mention = mention ?? offset
    guard let title = OpeningSentence.title(in: Characters(line)), title.year != nil, !title.agency.isEmpty
    else { return }
    candidate = (offset, title.agency)
  }

  private static let report = Array("报告".utf8)
}
