import Bytes
import Cells

/// Finds where a further report begins in a document: behind the tables of the one before, at a title with which the outline
/// starts over, as `ReportBoundary` does in text. Titles of lists of links have no outline behind them.
struct FurtherReports {
  private let vocabulary: Vocabulary
  private let titles: TitleMemo

  private var lines: [(piece: Int, text: Characters)] = []
  /// The title of the report at hand.
  private var title: ReportTitle?
  /// The last title behind its tables that is not its own.
  private var candidate: (piece: Int, title: ReportTitle)?
  private var hasTable = false
  /// The last official section, by its place in the form; -1 before any.
  private var section = -1

  private init(_ vocabulary: Vocabulary, _ titles: TitleMemo) {
    self.vocabulary = vocabulary
    self.titles = titles
  }

  /// The reports of a document in which no piece has its section yet; their sources are those of further reports in a text.
  static func split(_ report: consuming Report, _ vocabulary: Vocabulary, _ titles: TitleMemo) -> [Report] {
    let starts = starts(of: report, vocabulary, titles)
    guard !starts.isEmpty else { return [report] }
    let ends = starts + [report.pieces.count]
    var reports: [Report] = []
    var start = 0
    for (number, end) in ends.enumerated() {
      var part = Report(source: number == 0 ? report.source : "\(report.source)#\(number + 1)")
      part.text = report.text
      part.pieces = Array(report.pieces[start..<end])
      if number == 0 { part.notes = report.notes }
      part.countTablesFromOne()
      reports.append(part)
      start = end
    }
    return reports
  }

  private static func starts(of report: Report, _ vocabulary: Vocabulary, _ titles: TitleMemo) -> [Int] {
    guard let firstCell = report.pieces.firstIndex(where: { $0.kind == .cell }),
      let lastCell = report.pieces.lastIndex(where: { $0.kind == .cell }),
      mayHoldTitle(report, firstCell..<lastCell)
    else { return [] }
    var starts: [Int] = []
    var reader = Self(vocabulary, titles)
    for index in report.pieces.indices.prefix(lastCell) {
      guard let start = reader.read(report, index) else { continue }
      starts.append(start)
      let title = reader.candidate?.title
      reader = Self(vocabulary, titles)
      reader.title = title
    }
    return starts
  }

  /// Whether a line behind the first table may end a title: in nearly no document one does.
  private static func mayHoldTitle(_ report: Report, _ pieces: Range<Int>) -> Bool {
    let text = report.text.span
    for index in pieces {
      let piece = report.pieces[index]
      if piece.kind != .cell, piece.range.count <= titleLength,
        TitleLines.canEndTitle(text.extracting(piece.range))
      {
        return true
      }
    }
    return false
  }

  /// The most bytes of a line of a title.
  private static let titleLength = 180

  /// Looks at one piece; where a further report begins, once that is certain.
  private mutating func read(_ report: Report, _ index: Int) -> Int? {
    let piece = report.pieces[index]
    let line = report.text.span.extracting(piece.range)
    if piece.kind == .cell {
      hasTable = true
      if !lines.isEmpty { lines.removeAll(keepingCapacity: true) }
      // Reports without any heading.
      guard section < 0, let candidate, vocabulary.canBeLabel(line) else { return nil }
      var key: [UInt8] = []
      Label.normalize(line, into: &key)
      return vocabulary.isLabel(key.span) ? candidate.piece : nil
    }
    if let official = vocabulary.sections.index(of: line) {
      lines.removeAll(keepingCapacity: true)
      if official == 0 || official < section, let candidate { return candidate.piece }
      section = official
      candidate = nil
      return nil
    }
    guard line.count <= Self.titleLength else {
      lines.removeAll(keepingCapacity: true)
      return nil
    }
    lines.append((index, report.visibleText(of: piece)))
    if lines.count > TitleLines.limit { lines.removeFirst() }
    guard TitleLines.canEndTitle(line), let found = TitleLines(lines.map(\.text), titles) else { return nil }
    // An index table of the page may stand above the first title.
    if !hasTable || title == nil && section < 0 {
      title = found.title
    } else if candidate == nil || candidate?.title != found.title, isOther(found.title) {
      candidate = (lines[found.first].piece, found.title)
    }
    lines.removeAll(keepingCapacity: true)
    return nil
  }

  /// Whether a title is not the one of the report at hand once more, as pages have it twice.
  private func isOther(_ other: ReportTitle) -> Bool {
    guard let title else { return true }
    if let year = title.year, let second = other.year, year != second { return true }
    return title.agency.isEmpty || other.agency.isEmpty || !BodyName.agree(title.agency, other.agency)
  }
}

extension Report {
  fileprivate mutating func countTablesFromOne() {
    guard let first = pieces.first(where: { $0.kind == .cell })?.table, first > 1 else { return }
    for index in pieces.indices where pieces[index].kind == .cell { pieces[index].table -= first - 1 }
  }
}
