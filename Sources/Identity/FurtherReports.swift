import Bytes
package import Forms
package import Reports
import Text

/// Finds where a further report begins in a document: behind the tables of the one before, at a title with which the outline
/// starts over, as `ReportBoundary` does in text. Titles of lists of links have no outline behind them.
package struct FurtherReports {
  private let vocabulary: Vocabulary
  private let titles: TitleMemo

  private var lines: [(piece: Int, text: Characters)] = []
  /// What is known of the report at hand, and its first piece.
  private var report: ReportAbove
  private let first: Int
  /// The last title behind its tables that is not its own.
  private var candidate: Candidate?
  /// Whether its own title stands behind its tables once more.
  private var isRepeated = false
  private var isOpeningRead = false
  /// The first paragraph behind its tables that speaks of a report.
  private var mention: Start?
  private var hasTable = false
  /// The last official section, by its place in the form; -1 before any.
  private var section = -1

  /// The pieces with which sheets of a workbook begin.
  private let sheetStarts: Set<Int>
  /// The last table that was looked at behind the candidate.
  private var lookedAt = 0

  /// Where a report begins, and whose the name is that stands there.
  private typealias Start = (piece: Int, between: NameBetween?)

  private struct Candidate {
    let start: Start
    let title: ReportTitle
    /// Whether it is a title of another body or year, and no sentence, nor the title of all reports.
    var isCertain = false
    /// Whether a sheet begins with it as well: no list of links does.
    var beginsSheet = false
  }

  private init(
    _ vocabulary: Vocabulary, _ titles: TitleMemo, from first: Int, style: NameBetween?,
    _ sheetStarts: Set<Int>
  ) {
    self.vocabulary = vocabulary
    self.sheetStarts = sheetStarts
    self.titles = titles
    self.first = first
    report = ReportAbove(style: style)
  }

  /// The reports of a document in which no piece has its section yet; their sources are those of further reports in a text.
  ///
  /// - Parameter sheetStarts: the pieces with which sheets of a workbook begin.
  package static func split(
    _ report: consuming Report, _ vocabulary: Vocabulary, _ titles: TitleMemo, sheetStarts: Set<Int> = []
  ) -> [Report] {
    let ends = ends(of: report, vocabulary, titles, sheetStarts)
    guard ends.count > 1 else { return [report] }
    var reports: [Report] = []
    var start = 0
    for (number, end) in ends.enumerated() {
      var part = Report(source: number == 0 ? report.source : "\(report.source)#\(number + 1)")
      part.take(report.pieces[start..<end.piece], of: report.text)
      if number == 0 { part.notes = report.notes }
      part.take(end.report, end.between)
      part.countTablesFromOne()
      reports.append(part)
      start = end.piece
    }
    return reports
  }

  /// The piece behind each report, what is known of it, and whose the name is that stands there.
  private static func ends(
    of report: Report, _ vocabulary: Vocabulary, _ titles: TitleMemo, _ sheetStarts: Set<Int>
  ) -> [(piece: Int, report: ReportAbove, between: NameBetween?)] {
    guard let lastCell = report.pieces.lastIndex(where: { $0.kind == .cell }),
      mayHoldOther(report, before: lastCell, vocabulary)
    else { return [] }
    var ends: [(piece: Int, report: ReportAbove, between: NameBetween?)] = []
    var reader = Self(vocabulary, titles, from: 0, style: nil, sheetStarts)
    var index = 0
    while index < lastCell {
      index += 1
      if report.pieces[index - 1].kind == .cell, reader.isInTables { continue }
      guard let start = reader.read(report, index - 1) else { continue }
      ends.append((start.piece, reader.report, start.between))
      reader = Self(
        vocabulary, titles, from: start.piece, style: start.between ?? reader.report.style, sheetStarts)
      // No table stands between: its lines are read once more at most.
      index = start.piece
    }
    ends.append((report.pieces.count, reader.report, nil))
    return ends
  }

  /// Whether a line between the tables speaks of a report, or is the heading of the first section: in nearly no document one does.
  private static func mayHoldOther(_ report: Report, before lastCell: Int, _ vocabulary: Vocabulary) -> Bool {
    guard let firstCell = report.pieces.firstIndex(where: { $0.kind == .cell }) else { return false }
    for piece in report.pieces[firstCell..<lastCell] where piece.kind != .cell {
      let line = report.text.span.extracting(piece.range)
      if TitleLines.canEndTitle(line) || vocabulary.sections.index(of: line) == 0 { return true }
    }
    return false
  }

  /// Whether further cells tell nothing.
  private var isInTables: Bool { hasTable && candidate == nil && lines.isEmpty }

  /// Looks at one piece; where a further report begins, once that is certain.
  private mutating func read(_ document: Report, _ index: Int) -> Start? {
    let piece = document.pieces[index]
    let line = document.text.span.extracting(piece.range)
    if piece.kind == .cell {
      hasTable = true
      lines.removeAll(keepingCapacity: true)
      // Reports without any heading.
      guard let candidate, candidate.isCertain || section < 0, lookedAt != piece.table else { return nil }
      lookedAt = piece.table
      let isReports =
        candidate.beginsSheet
        || document.isTableOfReport(index, vocabulary, figuresCount: candidate.isCertain)
      return isReports ? candidate.start : nil
    }
    if let official = vocabulary.sections.index(of: line) { return readHeading(document, index, official) }
    if section >= 0, hasTable, candidate == nil { readOpening(document, index) }
    guard line.count <= 180 else {
      beginText()
      lines.removeAll(keepingCapacity: true)
      return nil
    }
    let text = document.visibleText(of: piece)
    if !report.isBegun, text.contains("。") { beginText() }
    lines.append((index, text))
    if lines.count > TitleLines.limit { lines.removeFirst() }
    if TitleLines.canEndTitle(line), let found = TitleLines(lines.map(\.text), titles) {
      readTitle(found, document)
      lines.removeAll(keepingCapacity: true)
    }
    return nil
  }

  private mutating func readHeading(_ document: Report, _ index: Int, _ official: Int) -> Start? {
    defer { lines.removeAll(keepingCapacity: true) }
    if let candidate,
      official == 0 || official < section
        || (candidate.isCertain && official == section) || candidate.beginsSheet
    {
      return candidate.start
    }
    if official == 0, section >= 2, hasTable, !isRepeated {
      readOpening(document)
      let start = start(above: index)
      if start.between != nil { return start }
      if let mention { return mention }
      // A first section alone may stand behind the others.
      if lines.last.map({ Years.match($0.text, at: 0)?.isDate == true }) == true { return start }
    }
    if section < 0 { beginText() }
    section = official
    (candidate, mention, isRepeated) = (nil, nil, false)
    return nil
  }

  /// Where a report begins that has no title above a piece: with the name right above, if that is its own.
  private func start(above index: Int, stated: ReportTitle? = nil) -> Start {
    let start = ReportStart(lines.map(\.text), stated: stated, below: report)
    return (start.line < lines.count ? lines[start.line].piece : index, start.between)
  }

  /// A sentence such as 现公布某某局2020年政府信息公开工作年度报告, behind the tables of the report at hand.
  private mutating func readOpening(_ document: Report, _ index: Int) {
    let line = document.text.span.extracting(document.pieces[index].range)
    guard line.count < 3000, line.firstIndex(of: Self.reportWord) != nil,
      line.firstIndex(of: Self.disclosure) != nil
    else { return }
    guard let stated = OpeningSentence.title(in: document.visibleText(of: document.pieces[index])) else {
      return
    }
    readOpening(document)
    if section >= 2, mention == nil { mention = start(above: index) }
    guard stated.year != nil, !stated.agency.isEmpty, section >= 2 || report.isOther(than: stated) else {
      return
    }
    candidate = Candidate(start: start(above: index, stated: stated), title: stated)
  }

  private static let reportWord = Array("报告".utf8)
  private static let disclosure = Array("公开".utf8)

  private mutating func beginText() {
    if !hasTable { report.begin(below: lines.map(\.text)) }
  }

  private mutating func readTitle(_ found: TitleLines, _ document: Report) {
    // An index table of the page may stand above the first title.
    if !hasTable || report.title == nil && section < 0 {
      report.title = found.title
      return
    }
    if candidate?.title == found.title { return }
    readOpening(document)
    let start = ReportStart(lines.map(\.text), found, below: report)
    mention = nil
    var title = found.title
    // The name above it is the signature of this report.
    if start.line > found.first { title.agency = [] }
    if report.title.map({ $0.agency.isEmpty || title.agency.isEmpty }) ?? true || report.isOther(than: title)
    {
      let piece = lines[start.line].piece
      let isCertain = report.isOther(than: title) && !found.isMention
      candidate = Candidate(
        start: (piece, start.between), title: found.title, isCertain: isCertain,
        beginsSheet: isCertain && sheetStarts.contains(piece))
    } else {
      isRepeated = true
    }
  }

  /// Takes from the opening sentence whose report it is, where the title does not say it.
  private mutating func readOpening(_ document: Report) {
    guard !isOpeningRead, report.title?.agency.isEmpty ?? true else { return }
    isOpeningRead = true
    let stated = document.opening(from: first).lazy.compactMap { OpeningSentence.title(in: $0) }.first
    if let stated, !stated.agency.isEmpty { report.title = stated }
  }
}

extension Report {
  /// Whether the table that begins with a piece is a report's; figures may count for it or not.
  fileprivate func isTableOfReport(_ start: Int, _ vocabulary: Vocabulary, figuresCount: Bool) -> Bool {
    let table = pieces[start].table
    var signs = TableSigns()
    for piece in pieces[start...].prefix(while: { $0.kind == .cell && $0.table == table }) {
      signs.add(text.span.extracting(piece.range), vocabulary)
      if signs.hasLabel { return true }
    }
    return figuresCount && signs.isReports
  }

  /// Takes pieces with the text that is theirs: with all of it, each report of a thousand would be as long as they are together.
  fileprivate mutating func take(_ pieces: ArraySlice<Piece>, of text: [UInt8]) {
    self.pieces = Array(pieces)
    guard let lower = pieces.lazy.map(\.lower).min(), let upper = pieces.lazy.map(\.upper).max() else {
      return
    }
    self.text = Array(text[lower..<upper])
    for index in self.pieces.indices {
      self.pieces[index].lower -= lower
      self.pieces[index].upper -= lower
    }
  }

  fileprivate mutating func countTablesFromOne() {
    guard let first = pieces.first(where: { $0.kind == .cell })?.table, first > 1 else { return }
    for index in pieces.indices where pieces[index].kind == .cell { pieces[index].table -= first - 1 }
  }
}
