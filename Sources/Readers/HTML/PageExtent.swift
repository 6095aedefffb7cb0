import Bytes
import Forms
import Identity
import Text

/// Which parts of a page are the report.
///
/// The report begins with its title, the best one before its first section or official table: what stands before it on a page
/// with links is the page's. It ends where, behind its last section and official table, the page's own words begin. A page without
/// links, as office programs make, is all report. Tables before the first section are never the report's figures,
/// but for those of a report without any, behind which the next one has its title.
struct PageExtent {
  /// A paragraph, or a table that is no layout.
  struct Part {
    let items: Range<Int>
    let isTable: Bool
  }

  private(set) var parts: [Part] = []
  /// The parts of the report.
  private(set) var report = 0..<0
  /// The part before which tables are not the report's.
  private(set) var firstSection = 0
  /// What the page has from the first section of the report to its end.
  var items: Range<Int> {
    let own = max(firstSection, report.lowerBound)..<max(firstSection, report.upperBound)
    guard !own.isEmpty, parts.indices.contains(own.lowerBound) else { return 0..<0 }
    // A table that is layout begins before the first of its parts.
    var open: [Int] = []
    let start = parts[own.lowerBound].items.lowerBound
    for item in 0..<start {
      switch page.items[item] {
      case .table: open.append(item)
      case .tableEnd: _ = open.popLast()
      default: break
      }
    }
    return (open.first ?? start)..<parts[own.upperBound - 1].items.upperBound
  }
  /// A title for a report that has none, or a lesser one.
  private(set) var otherTitle: Page.Paragraph?
  /// The line on which what ends the report stands, where a table with figures that is none of the forms' stands behind it.
  private(set) var lostTable: Int?
  /// The line of a table of figures that stands above the title, and is left out.
  private(set) var tableAbove: Int?
  private let page: Page
  private let vocabulary: Vocabulary

  init(_ page: Page, vocabulary: Vocabulary) {
    self.page = page
    self.vocabulary = vocabulary
    findParts()
    let headings = parts.indices.filter { isHeading(parts[$0]) }
    let firstTable = parts[..<(headings.first ?? parts.count)].indices.first { isOfficial($0) }
    let first = firstTable ?? headings.first
    let title = findTitle(before: first ?? parts.count)
    firstSection = first ?? title?.part ?? 0
    if let title {
      let own = parts[..<firstSection].indices.filter { isOwnTable(parts[$0]) }
      tableAbove = own.first { $0 < title.part }.flatMap { line(of: parts[$0]) }
      if let table = own.first(where: { $0 > title.part }) { firstSection = table }
    }
    if let table = tableWithoutSection(behind: title) { firstSection = table }
    report = begin(title)..<end(behind: headings.last ?? firstTable ?? title?.part ?? 0)
    otherTitle = findOtherTitle(title)
    lostTable = findLostTable()
  }

  private mutating func findParts() {
    var index = 0
    while index < page.items.count {
      switch page.items[index] {
      case .paragraph: parts.append(Part(items: index..<index + 1, isTable: false))
      case .table(let end, isLayout: false):
        parts.append(Part(items: index + 1..<end, isTable: true))
        index = end
      default: break
      }
      index += 1
    }
  }

  func paragraph(_ part: Part) -> Page.Paragraph? {
    guard !part.isTable, case .paragraph(let paragraph) = page.items[part.items.lowerBound] else {
      return nil
    }
    return paragraph
  }

  private func text(_ paragraph: Page.Paragraph) -> Characters {
    Characters(page.text.span.extracting(paragraph.range))
  }

  private func isHeading(_ part: Part) -> Bool {
    guard let paragraph = paragraph(part), paragraph.range.count <= 240, !paragraph.isLink else {
      return false
    }
    let line = page.text.span.extracting(paragraph.range)
    if vocabulary.sections.index(of: line) != nil { return true }
    guard line.count <= 140, line.canBeginChapter else { return false }
    return Ordinal(beginning: line)?.level == 1
  }

  /// Whether several cells of a table hold labels of the forms.
  private func isOfficial(_ part: Int) -> Bool {
    guard parts[part].isTable else { return false }
    var (found, key) = (0, [UInt8]())
    for index in parts[part].items {
      guard case .paragraph(let paragraph) = page.items[index], paragraph.range.count <= 300 else { continue }
      Label.normalize(page.text.span.extracting(paragraph.range), into: &key)
      if !key.isEmpty, vocabulary.isLabel(key.span) { found += 1 }
      if found == 3 { return true }
    }
    return false
  }

  // MARK: the title

  private struct FoundTitle {
    /// The first part of it.
    let part: Int
    let title: ReportTitle
    let score: Int
  }

  /// The best title before the first section: no link, and with a body and a year, if there is one; the first among equals.
  private func findTitle(before end: Int) -> FoundTitle? {
    var best: FoundTitle?
    var lines: [(part: Int, text: Characters)] = []
    let titles = TitleMemo()
    for part in parts.indices.prefix(end) {
      guard let paragraph = paragraph(parts[part]), paragraph.range.count <= 300 else {
        lines.removeAll()
        continue
      }
      lines.append((part, text(paragraph)))
      if lines.count > TitleLines.limit { lines.removeFirst() }
      guard let found = TitleLines(lines.map(\.text), titles) else { continue }
      let score =
        (paragraph.linkLength == 0 ? 4 : 0) + (found.title.agency.isEmpty ? 0 : 2)
        + (found.title.year == nil ? 0 : 1)
      if score > best?.score ?? -1 {
        best = FoundTitle(part: lines[found.first].part, title: found.title, score: score)
      }
    }
    return best
  }

  /// The first table of a report without any section, which stands between its title and that of the next report.
  private func tableWithoutSection(behind title: FoundTitle?) -> Int? {
    guard let title, title.part < firstSection else { return nil }
    var own = ReportAbove(style: nil)
    own.title = title.title
    var table: Int?
    for part in title.part..<firstSection {
      if let paragraph = paragraph(parts[part]) {
        guard table != nil, paragraph.linkLength == 0, paragraph.range.count <= 300,
          TitleLines.canEndTitle(page.text.span.extracting(paragraph.range)),
          let other = ReportTitle(text(paragraph)), own.isOther(than: other)
        else { continue }
        return table
      }
      if table == nil, isOfReport(part) { table = part }
    }
    return nil
  }

  /// Whether a table has a header of words, and below it rows that begin with a word and hold a figure. An index card of the page has
  /// no header, or words of pages in it; 微信 may be both.
  private func isOwnTable(_ part: Part) -> Bool {
    guard part.isTable else { return false }
    var (row, hasFigures, words, figures, allWords) = (0, false, 0, 0, 0)
    var signs = TableSigns()
    for index in part.items {
      switch page.items[index] {
      case .row:
        if row == 1, words < 2 || figures > 0 || signs.words > 0 { return false }
        (row, words, figures) = (row + 1, 0, 0)
      case .paragraph(let paragraph):
        if paragraph.linkLength > 0 || paragraph.isBesideCells { return false }
        let text = page.text.span.extracting(paragraph.range)
        signs.add(text, vocabulary)
        if text.isFigure {
          figures += 1
          hasFigures = hasFigures || row > 1 && words > 0
        } else {
          words += 1
          allWords += 1
        }
      case .table: return false
      case .cell, .tableEnd: break
      }
    }
    return hasFigures && signs.words * 2 <= allWords
  }

  private func line(of part: Part) -> Int? {
    for index in part.items {
      if case .paragraph(let paragraph) = page.items[index] { return paragraph.line }
    }
    return nil
  }

  private func isOfReport(_ table: Int) -> Bool {
    var signs = TableSigns()
    for index in parts[table].items {
      guard case .paragraph(let paragraph) = page.items[index], !paragraph.isLink else { continue }
      signs.add(page.text.span.extracting(paragraph.range), vocabulary)
    }
    return signs.isReports
  }

  /// Where the report begins.
  private func begin(_ title: FoundTitle?) -> Int {
    guard let title else { return 0 }
    let isPage = parts[..<title.part].contains { part in
      guard let paragraph = paragraph(part) else { return false }
      return paragraph.linkLength > 0 || PageWords.begin(text(paragraph))
    }
    return isPage ? title.part : 0
  }

  /// What `title` elements say, else a cell of a table that is not the report's, where the report has no title or that says more.
  private func findOtherTitle(_ title: FoundTitle?) -> Page.Paragraph? {
    if let title, !title.title.agency.isEmpty, title.title.year != nil { return nil }
    var candidates = page.titles
    if title == nil {
      for part in parts[..<firstSection] where part.isTable {
        for index in part.items {
          if case .paragraph(let paragraph) = page.items[index] { candidates.append(paragraph) }
        }
      }
    }
    return candidates.first { candidate in
      guard candidate.range.count <= 300, let other = ReportTitle(text(candidate)) else { return false }
      guard let title = title?.title else { return !other.agency.isEmpty || other.year != nil }
      return !other.agency.isEmpty && other.year != nil && [nil, other.year].contains(title.year)
        && (title.agency.isEmpty || other.agency.contains(title.agency))
    }
  }

  // MARK: the end

  /// The part behind the report: the first with the page's words behind the last section, or the last official table.
  private func end(behind last: Int) -> Int {
    var end: Int?
    for part in parts.indices.dropFirst(last + 1) {
      if end == nil {
        if isPageEnd(parts[part]) { end = part }
      } else if isOfficial(part) {
        end = nil
      }
    }
    return end ?? parts.count
  }

  private func findLostTable() -> Int? {
    guard report.upperBound < parts.count, firstSection > 0 else { return nil }
    for part in parts[report.upperBound...] where part.isTable && hasFigures(part) {
      return paragraph(parts[report.upperBound])?.line
    }
    return nil
  }

  /// Whether cells of a table are figures; calendars and lists of pages have more of them, and not beside words.
  private func hasFigures(_ part: Part) -> Bool {
    var (figures, words) = (0, 0)
    for index in part.items {
      guard case .paragraph(let paragraph) = page.items[index], !paragraph.isLink else { continue }
      let text = page.text.span.extracting(paragraph.range)
      if text.isFigure { figures += 1 } else { words += 1 }
    }
    return figures > 0 && words > 0
  }

  private func isPageEnd(_ part: Part) -> Bool {
    for index in part.items {
      guard case .paragraph(let paragraph) = page.items[index], paragraph.range.count <= 300 else { continue }
      if PageWords.end(text(paragraph), isLink: paragraph.isLink) { return true }
    }
    return false
  }

  /// Whether a part of the report is the page's all the same: lists of links, and lines about the page before the first section.
  func isPages(_ index: Int) -> Bool {
    guard let paragraph = paragraph(parts[index]) else { return false }
    if paragraph.isLink { return isLink(index - 1) || isLink(index + 1) || index < firstSection }
    return index < firstSection && paragraph.range.count <= 300 && PageWords.begin(text(paragraph))
  }

  private func isLink(_ index: Int) -> Bool {
    parts.indices.contains(index) && paragraph(parts[index])?.isLink == true
  }
}
