public import Bytes
import Text

/// Collects the paragraphs and cells of a report as a reader meets them.
///
/// A table in which every row has one cell is none: its cells become paragraphs.
@usableFromInline package struct ReportBuilder {
  @usableFromInline package internal(set) var report: Report
  /// Whether a table is open.
  @usableFromInline package internal(set) var isInTable = false
  /// The place of the last cell, from 1; 0 before the first.
  @usableFromInline package internal(set) var row = 0
  @usableFromInline package internal(set) var cell = 0
  @usableFromInline var tableCount = 0
  /// Whether the report has as many pieces as there may be: what comes then is left out, and the reading refused.
  @inlinable var isFull: Bool { report.pieces.count >= pieceLimit }

  /// How many pieces a report may have. Real ones have some hundreds; of 16 MiB each byte could be a cell.
  @inlinable package static var limit: Int { 1 << 18 }

  @usableFromInline let pieceLimit: Int
  @usableFromInline var firstPiece = 0
  @usableFromInline var isRagged = false

  /// - Parameter limit: how many pieces there may be, in a document of many reports.
  package init(source: String, limit: Int = Self.limit) {
    report = Report(source: source)
    pieceLimit = limit
  }

  /// For a text of which most pieces are parts: they are given as ranges.
  package init(source: String, text: Span<UInt8>) {
    report = Report(source: source)
    pieceLimit = Self.limit
    reserve(byteCount: text.count + 256)
    report.text.append(span: text)
  }

  package mutating func reserve(byteCount: Int) {
    report.text.reserveCapacity(byteCount)
    report.pieces.reserveCapacity(byteCount / 16)
  }

  /// Adds a paragraph, blanks at its ends dropped. Ends a table.
  ///
  /// - Parameter line: the line on which it begins, from 1; 0 for inputs without lines.
  package mutating func addParagraph(_ text: Span<UInt8>, line: Int) {
    if isFull { return endTable() }
    let lower = report.text.count
    report.text.append(span: text)
    addParagraph(lower..<report.text.count, line: line)
  }

  /// Adds a part of the report's text as a paragraph.
  package mutating func addParagraph(_ range: Range<Int>, line: Int) {
    endTable()
    if isFull { return }
    report.pieces.append(Piece(kind: .paragraph, line: line, text: report.text.span.trimmed(range)))
  }

  /// Begins a row, and a table where none is open.
  @inlinable package mutating func beginRow() {
    if !isInTable {
      isInTable = true
      tableCount += 1
      (row, firstPiece, isRagged) = (0, report.pieces.count, false)
    }
    row += 1
    cell = 0
  }

  /// Adds a cell to the row at hand.
  @inlinable package mutating func addCell(_ text: Span<UInt8>, line: Int, span: GridSpan = .unknown) {
    if isFull { return }
    let lower = report.text.count
    report.text.append(span: text)
    addCell(lower..<report.text.count, line: line, span: span)
  }

  /// Adds a part of the report's text as a cell.
  @inlinable package mutating func addCell(_ range: Range<Int>, line: Int, span: GridSpan = .unknown) {
    if isFull { return }
    cell += 1
    if cell > 1 { isRagged = true }
    report.pieces.append(
      Piece(kind: .cell, line: line, table: tableCount, row: row, cell: cell, text: range, span: span))
  }

  /// Refuses the row at hand, whose cells are the label and what stands there: where its values belong is not certain.
  package mutating func refuseRow() {
    var last = lastPiece
    while last >= 0, report.pieces[last].kind == .cell, report.pieces[last].row == row,
      report.pieces[last].table == tableCount
    {
      report.pieces[last].isRefused = true
      last -= 1
    }
  }

  /// Refuses the last cell alone: what its figure is is not certain.
  package mutating func refuseCell() {
    if lastPiece >= 0 { report.pieces[lastPiece].isRefused = true }
  }

  /// Adds the part of a cell that began in a row above.
  ///
  /// - Parameter owner: the piece of that cell, as `lastPiece` gave it: it takes a row more.
  package mutating func addCoveredCell(of owner: Int, line: Int) {
    if isFull { return }
    var span = report.pieces[owner].span
    report.pieces[owner].span.rows += 1
    span.rows = 0
    addCell(report.text.count..<report.text.count, line: line, span: span)
  }

  /// Gives the last cell more columns.
  package mutating func widenCell(by columns: Int32) {
    if isFull || cell == 0 { return }
    let span = report.pieces[lastPiece].span
    report.pieces[lastPiece].span = GridSpan(
      column: Int(span.column), columns: Int(span.columns) + Int(columns), rows: Int(span.rows))
  }

  /// The number of the last piece.
  package var lastPiece: Int { report.pieces.count - 1 }

  /// Joins text to the last piece: with a blank, unless both sides are CJK, or one is blank, or a word goes on.
  package mutating func join(_ text: Span<UInt8>, inWord: Bool = false) {
    let last = report.pieces.count - 1
    if report.pieces[last].upper < report.text.count { moveToEnd(last) }
    let right = text.trimmed(0..<text.count)
    if !right.isEmpty, !inWord,
      report.text.span.needsBlank(behind: report.pieces[last].range, before: text.extracting(right))
    {
      report.text.append(.space)
    }
    report.text.append(span: text.extracting(right))
    report.pieces[last].upper = report.text.count
  }

  /// Moves the text of a piece to where more can be put behind it.
  private mutating func moveToEnd(_ piece: Int) {
    let lower = report.text.count
    // A copy: a slice would make the text be copied as a whole.
    let moved = Array(report.text[report.pieces[piece].range])
    report.text.append(contentsOf: moved)
    (report.pieces[piece].lower, report.pieces[piece].upper) = (lower, report.text.count)
  }

  /// Notes what there is to say about the reading.
  package mutating func note(_ diagnostic: Diagnostic) { report.notes.append(diagnostic) }

  /// The line of the last piece; 0 before the first.
  package var lastLine: Int { report.pieces.last?.line ?? 0 }

  /// The text of the last piece.
  package var lastRange: Range<Int> { report.pieces[report.pieces.count - 1].range }

  package mutating func endTable() {
    guard isInTable else { return }
    isInTable = false
    if isRagged || isFull { return }
    // A copy: a slice would make the removal copy all pieces.
    let items = Array(report.pieces[firstPiece...])
    report.pieces.removeSubrange(firstPiece...)
    var isFirst = true
    for item in items {
      let visible = report.text.span.trimmed(item.range)
      if isFirst, items.count > 1, report.text.span.isWholeNumber(visible) {
        note(.figureInOneColumn(at: Location(report.source, line: item.line)))
        isFirst = false
      }
      // A lone tab leaves nothing.
      if visible.isEmpty { continue }
      report.pieces.append(Piece(kind: .paragraph, line: item.line, text: visible))
    }
    tableCount -= 1
  }
}

extension Diagnostic {
  package static func figureInOneColumn(at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "a figure stands alone in its row, in a table of one column",
      why: "what it counts is not told by the table, which is read as text and gives no facts",
      remedy: "Check the table in the report")
  }
}

extension Span where Element == UInt8 {
  /// Whether a range holds digits and nothing else.
  package func isWholeNumber(_ range: Range<Int>) -> Bool {
    for index in range where !self[index].isDigit { return false }
    return !range.isEmpty
  }

  /// Whether two parts of a text that a line break parted are joined with a blank.
  package func needsBlank(behind left: Range<Int>, before right: Span<UInt8>) -> Bool {
    guard !left.isEmpty, !right.isEmpty else { return false }
    var last = left.upperBound - 1
    while last > left.lowerBound, self[last] & 0xC0 == 0x80 { last -= 1 }
    if invisibleLength(at: last) > 0 || right.invisibleLength(at: 0) > 0 { return false }
    return !(isCJK(at: last) && right.isCJK(at: 0))
  }

  private func isCJK(at index: Int) -> Bool {
    character(at: index).0.isCJK
  }
}
