import Bytes
import Forms
import Reports
import Text

/// Reads web pages, and pages that office programs and editors save: paragraphs, and the tables that are the report's.
///
/// What stands around a report is left out: navigation, scripts, forms, lists of links, tables about the page. Where that is not
/// certain it stays, as paragraphs.
struct HTMLReader {
  private let page: Page
  private let sections: SectionTitles
  private let extent: PageExtent

  /// The pieces of a page; its notes say what may not be read as it was meant.
  ///
  /// - Parameter text: valid UTF-8: a page, a part of one, or JSON with pages in its strings.
  /// - Throws: `ReportError.tooManyCovered` where merged cells make far more cells than the page has text; `.tooManyCells`; `.tooLong`.
  static func read(
    _ text: Span<UInt8>, source: String, firstLine: Int = 1, vocabulary: Vocabulary
  ) throws(ReportError) -> Report {
    if let pages = EscapedPage.unescaped(text) {
      return try read(page: pages.span, source: source, firstLine, vocabulary)
    }
    return try read(page: text, source: source, firstLine, vocabulary)
  }

  private static func read(
    page text: Span<UInt8>, source: String, _ firstLine: Int, _ vocabulary: Vocabulary
  ) throws(ReportError) -> Report {
    var page = PageBuilder.page(of: text, firstLine: firstLine)
    guard page.items.count <= PageBuilder.itemLimit else {
      throw .tooManyCells(name: source, limit: ReportBuilder.limit)
    }
    guard page.text.count <= ReportReader.limit else { throw .tooLong(Location(source)) }
    var notes = page.warnings(source)
    page.dissolveProse(vocabulary.sections)
    let reader = HTMLReader(page, vocabulary: vocabulary)
    if let line = reader.extent.lostTable {
      notes.append(
        Diagnostic(
          .warning, at: Location(source, line: line),
          what: "a table with figures is left out that stands behind the end of the report",
          why: "this line is taken for the page's own", remedy: "If it is the report's, leave the line out"))
    }
    if let line = page.loneFigure(in: reader.extent.items) {
      notes.append(.figureInOneColumn(at: Location(source, line: line)))
    }
    if let line = page.figureAroundTable(in: reader.extent.items) {
      notes.append(.figureAroundTable(at: Location(source, line: line)))
    }
    if let line = reader.extent.tableAbove {
      notes.append(.tableAboveTitle(at: Location(source, line: line)))
    }
    var builder = ReportBuilder(source: source)
    builder.reserve(byteCount: page.text.count)
    guard reader.write(to: &builder, notes: &notes, coveredLimit: text.count / 8 + 1000) else {
      throw .tooManyCovered(Location(source))
    }
    var report = builder.report
    report.notes = notes
    // A caption below its table, a title behind the text: lines never go back.
    for index in report.pieces.indices.dropLast().reversed() {
      report.pieces[index].line = min(report.pieces[index].line, report.pieces[index + 1].line)
    }
    return report
  }

  private init(_ page: Page, vocabulary: Vocabulary) {
    self.page = page
    sections = vocabulary.sections
    extent = PageExtent(page, vocabulary: vocabulary)
  }

  /// - Returns: whether the covered cells stayed within their limit.
  private func write(
    to builder: inout ReportBuilder, notes: inout [Diagnostic], coveredLimit: Int
  ) -> Bool {
    if let title = extent.otherTitle {
      builder.addParagraph(page.text.span.extracting(title.range), line: title.line)
    }
    var table = PageTable(page, sections: sections, coveredLimit: coveredLimit)
    for index in extent.report {
      let part = extent.parts[index]
      if let paragraph = extent.paragraph(part) {
        if !extent.isPages(index) { write(paragraph, to: &builder) }
      } else if index >= extent.firstSection {
        guard table.write(part.items, to: &builder) else { return false }
      } else {
        for item in part.items {
          if case .paragraph(let paragraph) = page.items[item] { write(paragraph, to: &builder) }
        }
      }
    }
    return true
  }

  /// Writes a paragraph; a heading that stands behind its last sentence is one of its own.
  private func write(_ paragraph: Page.Paragraph, to builder: inout ReportBuilder) {
    let text = page.text.span.extracting(paragraph.range)
    guard let heading = text.gluedHeading(sections) else {
      builder.addParagraph(text, line: paragraph.line)
      return
    }
    builder.addParagraph(text.extracting(0..<heading), line: paragraph.line)
    builder.addParagraph(text.extracting(heading..<text.count), line: paragraph.line)
  }
}

extension Page {
  /// Takes tables for layout in which a cell holds the heading of a section and text below it.
  mutating func dissolveProse(_ sections: SectionTitles) {
    for index in items.indices {
      guard case .table(let end, isLayout: false) = items[index] else { continue }
      for place in index + 1..<end {
        guard case .paragraph(let heading) = items[place], case .paragraph(let next) = items[place + 1],
          heading.range.count <= 240, !heading.isBesideCells, !next.isBesideCells,
          sections.index(of: text.span.extracting(heading.range)) != nil
        else { continue }
        items[index] = .table(end: end, isLayout: true)
        break
      }
    }
  }
}

extension Span where Element == UInt8 {
  /// Where the heading of an official section begins that stands behind a sentence and ends the text: 。二、主动公开政府信息情况
  fileprivate func gluedHeading(_ sections: SectionTitles) -> Int? {
    var start = count
    while start > Swift.max(3, count - 120) {
      start -= 1
      // 。
      guard self[start] == 0x82, self[start - 1] == 0x80, self[start - 2] == 0xE3 else { continue }
      let heading = extracting(start + 1..<count)
      guard heading.canBeginChapter, Ordinal(beginning: heading)?.level == 1,
        sections.index(of: heading) != nil
      else { continue }
      return start + 1
    }
    return nil
  }
}
