import Bytes
package import Forms
import Text

/// Finds where the next report begins, line by line, so that one report at a time is held.
///
/// A further title or opening sentence begins a report, but only once the report at hand has a text and the outline starts over
/// behind it: running heads, links to other reports and their lists carry titles too. Where the outline starts over and no
/// title stands before it, the report behind it is another one all the same, of a body to be found.
///
/// A form feed ends a page, of which a report has many. It is where a report is cut rather than elsewhere; and a title of
/// another body or year at the top of a page, or another body's opening sentence, begins a report at once.
package struct ReportBoundary {
  private let vocabulary: Vocabulary
  private let titles: TitleMemo

  private var cursor = ByteCursor(.lineFeed, or: .tab, or: .formFeed)
  /// The lines so far.
  private var textLines: [TextLine] = []
  /// How many lines stand before the one at hand, where it begins, its tabs so far, and its first form feed from there.
  package private(set) var lineCount = 0
  private var start = 0
  private var firstTab = 0
  private var tabCount = 0
  private var feed: Int?

  private var hasText = false
  /// Whether the report at hand has a table, or a sentence: contents and lists of links have neither.
  private var hasTable = false
  private var hasSentence = false
  /// How many lines above the one at hand hold a figure and nothing else.
  private var figureRun = 0
  /// Whether the cells are those of an index card before a report.
  private var isCard = false
  /// The last official section, by its place in the form; -1 before any.
  private var section = -1
  /// What is known of the report at hand.
  package private(set) var report: ReportAbove
  /// Whose the name is that stands between this report and the next one, where there is one.
  package private(set) var between: NameBetween?
  /// A title that may begin the next report, and where.
  private var candidate: (start: Start, title: Characters, isOther: Bool)?
  /// What the cells behind it say.
  private var signs = TableSigns()
  /// The first line that speaks of a report, for want of a title.
  private var mention: Start?
  /// The form feed before the page at hand, as long as no heading or table stands behind it.
  private var page: Int?
  /// Whether no sentence stands behind it either.
  private var isPageHead = false
  /// The last short lines, for titles over several of them: most are never looked at as characters.
  private var lines: [Range<Int>] = []
  /// The last line of prose: the opening sentence may begin there.
  private var above: Range<Int>?

  /// Where a report may begin, and whose the name is that stands there.
  private typealias Start = (offset: Int, between: NameBetween?)

  /// - Parameter style: whose the name was above this report.
  package init(vocabulary: Vocabulary, titles: TitleMemo, style: NameBetween? = nil) {
    self.vocabulary = vocabulary
    self.titles = titles
    report = ReportAbove(style: style)
  }

  /// Whether what came so far is a report, and not what stands before one.
  private var hasBody: Bool { hasTable || hasSentence }

  /// Looks at the lines that are there, on from the last call's.
  ///
  /// - Parameters:
  ///   - text: that of the last call with more behind it.
  ///   - isWhole: whether no more can come.
  /// - Returns: how long the report is that the text begins with, once that is certain.
  package mutating func read(_ text: Span<UInt8>, isWhole: Bool) -> Int? {
    if textLines.isEmpty { textLines.reserveCapacity(text.count / 16) }
    while let end = nextLine(in: text, isWhole: isWhole) {
      if end > start, let length = read(start..<end, of: text) { return length }
      if end == text.count { return end }
      start = end + 1
      lineCount += 1
      feed = nil
    }
    return nil
  }

  /// The end of the next line that is to be looked at; `nil` where it has not come yet.
  private mutating func nextLine(in text: Span<UInt8>, isWhole: Bool) -> Int? {
    let skipsCells = isInTables && candidate == nil
    // In variables of its own: most lines of a report pass here.
    var (cursor, number, start, firstTab, tabCount) = (cursor, lineCount, start, firstTab, tabCount)
    var lines: [TextLine] = []
    swap(&lines, &textLines)
    defer {
      (self.cursor, lineCount, self.start) = (cursor, number, start)
      (self.firstTab, self.tabCount) = (firstTab, tabCount)
      swap(&lines, &textLines)
    }
    while true {
      let end = cursor.next(in: text)
      if end < text.count {
        if text[end] == .tab {
          if tabCount == 0 { firstTab = end }
          tabCount += 1
          continue
        }
        if text[end] == .formFeed {
          feed = feed ?? end - start
          continue
        }
      } else if !isWhole {
        return nil
      }
      if start < end {
        lines.append(TextLine(number, start..<end, firstTab: firstTab, tabCount: tabCount))
        let isCell = tabCount > 0 && firstTab == start
        tabCount = 0
        guard isCell, skipsCells, feed == nil, end < text.count else { return end }
      } else if end == text.count {
        return end
      }
      number += 1
      start = end + 1
    }
  }

  /// The lines that were looked at, all of the report's among them. They are gone then.
  package mutating func takeLines() -> [TextLine] {
    var lines: [TextLine] = []
    swap(&lines, &textLines)
    return lines
  }

  /// Whether further cells tell nothing: `readTable` would change nothing.
  private var isInTables: Bool { hasTable && hasText && section >= 0 && page == nil && lines.isEmpty }

  /// Looks at one line.
  ///
  /// - Returns: the offset at which a further report begins.
  private mutating func read(_ range: Range<Int>, of text: Span<UInt8>) -> Int? {
    guard let feed else { return readText(range, of: text) }
    let line = text.extracting(range)
    var start = feed
    while start + 1 < line.count, line[start + 1] == .formFeed { start += 1 }
    let offset = range.lowerBound
    if !line.isBlank(0..<feed), let found = readText(offset..<offset + feed, of: text) { return found }
    if hasText {
      page = offset + feed
      isPageHead = true
      lines.removeAll(keepingCapacity: true)
    }
    return readText(offset + start + 1..<range.upperBound, of: text)
  }

  private mutating func readText(_ range: Range<Int>, of text: Span<UInt8>) -> Int? {
    let line = text.extracting(range)
    if !line.isEmpty, line[0] == .tab { return readTable(line) }
    if line.isBlank(0..<line.count) { return nil }
    if line.isRowOfFigures(hasTab: (textLines.last?.tabCount ?? 0) > 0) { return readTable(line) }
    hasText = true
    if let index = vocabulary.sections.index(of: line) { return readHeading(range, index: index, of: text) }
    guard line.count > 180 else { return readShortLine(range, of: text) }
    let start = readProse(range, of: text)
    lines.removeAll(keepingCapacity: true)
    return start
  }

  /// A line of cells. Behind the title of another report they may be its own, without any heading.
  private mutating func readTable(_ line: Span<UInt8>) -> Int? {
    // Any cell tells, not the first one only.
    if report.title == nil, !hasSentence, section < 0, line.count < 200, !isCard,
      PageFurniture.isFurniture(Characters(line).simplified)
    {
      (isCard, hasTable) = (true, false)
    }
    hasText = true
    if isCard { return nil }
    if !lines.isEmpty { lines.removeAll(keepingCapacity: true) }
    defer { (hasTable, page) = (true, nil) }
    guard hasTable, let candidate, candidate.isOther || section < 0 else { return nil }
    line.forEachCell { signs.add($0, vocabulary) }
    return section < 0 || signs.isReports ? end(at: candidate.start) : nil
  }

  private mutating func end(at start: Start) -> Int {
    between = start.between
    return start.offset
  }

  private mutating func readHeading(_ range: Range<Int>, index: Int, of text: Span<UInt8>) -> Int? {
    let line = text.extracting(range)
    defer { lines.removeAll(keepingCapacity: true) }
    isCard = false
    if section < 0 { beginText(range, of: text) }
    let level = Ordinal(beginning: line)?.level ?? 1
    // （一）基本情况 is a part of some section.
    guard level == 1 || level == 3 else { return nil }
    defer { page = nil }
    if let candidate, index == 0 || index < section || index == section && candidate.isOther {
      return end(at: candidate.start)
    }
    if index == 0, section >= 0, hasBody, let page { return page }
    if index == 0, section >= 2, hasTable {
      let start = start(above: range.lowerBound, of: text)
      return end(at: start.between == nil ? mention ?? start : start)
    }
    section = index
    (candidate, mention) = (nil, nil)
    return nil
  }

  private mutating func readShortLine(_ range: Range<Int>, of text: Span<UInt8>) -> Int? {
    let line = text.extracting(range)
    // A table of one cell a line.
    figureRun = line.isFigureAlone ? figureRun + 1 : 0
    if figureRun > 2, section >= 0 { hasTable = true }
    // The book's, and of no other report than the one at hand.
    if line.beginsFlipBookPage || line.isBrowserPage { return nil }
    // 一、 in a free outline starts it over as well; below the head of a page it may be a row of a table.
    if let candidate, line.canBeginChapter {
      let characters = Self.visible(range, of: text)
      if characters.first == "一", Ordinal(characters)?.level == 1, ReportTitle(characters) == nil,
        !Outline(vocabulary: vocabulary).canBeRow(line)
      {
        return end(at: candidate.start)
      }
    }
    lines.append(range)
    if lines.count > TitleLines.limit { lines.removeFirst() }
    guard TitleLines.canEndTitle(line) else { return readProse(range, of: text) }
    let last = lines.map { Self.visible($0, of: text) }
    guard let found = TitleLines(last, titles) else { return readProse(range, of: text) }
    isCard = false
    let joined = Array(last[found.first...].joined())
    defer { lines.removeAll(keepingCapacity: true) }
    if !hasBody { report.title = found.title }
    if isPageHead, hasBody, let page, report.isOther(than: found.title) { return page }
    // An opening goes on behind its first sentence.
    if hasBody, section >= 0 || hasTable, candidate?.title != joined {
      let start = ReportStart(last, found, below: report)
      let place = page.map { ($0, nil) } ?? (lines[start.line].lowerBound, start.between)
      candidate = (place, joined, report.isOther(than: found.title) && !found.isMention)
      signs = TableSigns()
    }
    return nil
  }

  private mutating func beginText(_ range: Range<Int>, of text: Span<UInt8>) {
    report.begin(below: lines.filter { $0.upperBound <= range.lowerBound }.map { Self.visible($0, of: text) })
  }

  /// Where a report begins that has no title above `offset`: with the name right above, if that is its own.
  private func start(above offset: Int, of text: Span<UInt8>, stated: ReportTitle? = nil) -> Start {
    let lines = lines.filter { $0.upperBound <= offset }
    let start = ReportStart(lines.map { Self.visible($0, of: text) }, stated: stated, below: report)
    return (start.line < lines.count ? lines[start.line].lowerBound : offset, start.between)
  }

  private static func visible(_ range: Range<Int>, of text: Span<UInt8>) -> Characters {
    Characters(text.extracting(text.withoutMarks(range)))
  }

  private mutating func readProse(_ range: Range<Int>, of text: Span<UInt8>) -> Int? {
    let start = range.count < Self.longestOpening ? readOpening(range, of: text) : nil
    readSentence(range, of: text)
    above = range
    return start
  }

  /// Remembers that the report has a text; 无 alone below a heading is one.
  private mutating func readSentence(_ range: Range<Int>, of text: Span<UInt8>) {
    guard !hasSentence || isPageHead || isCard else { return }
    let line = text.extracting(range)
    let isNone = section >= 0 && line.trimmed(0..<line.count).count == 3
    guard isNone || line.firstIndex(of: Self.fullStop) != nil else { return }
    if section < 0, !hasSentence { beginText(range, of: text) }
    isCard = false
    hasSentence = true
    isPageHead = false
  }

  /// A sentence such as 现公布某某局2020年政府信息公开工作年度报告, behind the tables of the report at hand or on a further page.
  private mutating func readOpening(_ range: Range<Int>, of text: Span<UInt8>) -> Int? {
    let line = text.extracting(range)
    let isFirst = !hasBody && report.title?.agency.isEmpty ?? true
    let isBehindTables = section >= 0 && hasTable && candidate == nil
    guard isFirst || isBehindTables || isPageHead && hasBody, line.firstIndex(of: Self.reportWord) != nil
    else { return nil }
    let offset = text.sentenceStart(in: above, before: range) ?? range.lowerBound
    if isBehindTables, section >= 2, mention == nil, line.firstIndex(of: Self.disclosure) != nil {
      mention = start(above: offset, of: text)
    }
    let sentence = Characters(text.extracting(offset..<range.upperBound))
    guard let stated = OpeningSentence.title(in: sentence), stated.year != nil, !stated.agency.isEmpty
    else { return nil }
    if isFirst {
      report.title = stated
    } else if isPageHead, let page, let title = report.title, title.agency.count > 1,
      !BodyName.agree(title.agency, stated.agency)
    {
      return page
    } else if isBehindTables, section >= 2 || report.isOther(than: stated) {
      let place = page.map { ($0, nil) } ?? start(above: offset, of: text, stated: stated)
      candidate = (place, stated.agency, false)
    }
    return nil
  }

  /// The longest line with an opening sentence, in bytes.
  static let longestOpening = 3000

  private static let reportWord = Array("报告".utf8)
  private static let disclosure = Array("公开".utf8)
  private static let fullStop = Array("。".utf8)
}
