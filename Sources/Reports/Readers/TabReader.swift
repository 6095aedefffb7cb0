import Bytes
import Cells

/// Reads the tab form: text in which a tab opens a cell, as Apache Tika writes Word files.
///
/// A line without a tab continues the cell. One blank line ends the row; one blank line and then a line without a tab is a
/// second paragraph of the same cell; two or more end the table. A table in which every row has one cell is none: list
/// items begin with a tab too. An official heading, and prose behind a cell that is complete, end the table as well.
struct TabReader {
  let sections: SectionTitles
  private var report: Report
  private var line = 0
  private var blankLines = 0
  /// The table being read; 0 outside tables.
  private var table = 0
  private var row = 0
  private var cell = 0
  private var tableCount = 0
  private var firstPiece = 0
  private var isRagged = false

  init(source: String, sections: SectionTitles) {
    report = Report(source: source)
    self.sections = sections
  }

  /// The pieces of one report, as paragraphs and cells.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8 with LF or CR LF line ends.
  ///   - firstLine: the number of its first line.
  static func read(
    _ text: Span<UInt8>, source: String, firstLine: Int, sections: SectionTitles
  ) -> Report {
    var reader = TabReader(source: source, sections: sections)
    reader.line = firstLine - 1
    reader.report.text.reserveCapacity(text.count)
    reader.report.pieces.reserveCapacity(text.count / 24)
    var start = 0
    while start < text.count {
      var end = text.firstIndex(of: .lineFeed, from: start) ?? text.count
      reader.line += 1
      let next = end + 1
      while end > start, text[end - 1] == .carriageReturn { end -= 1 }
      reader.read(text.extracting(start..<end))
      start = next
    }
    reader.endTable()
    return reader.report
  }

  private mutating func read(_ line: Span<UInt8>) {
    let tab = line.firstIndex(of: .tab) ?? -1
    if tab == 0 || tab > 0 && line.isBlank(0..<tab) {
      if table > 0, blankLines > 1 { endTable() }
      readCells(line, from: tab)
      blankLines = 0
    } else if line.isBlank(0..<line.count) {
      blankLines += 1
    } else {
      if table > 0, endsTable(line) { endTable() }
      if table == 0 {
        appendParagraph(line)
      } else {
        // A tab inside the line opens further cells.
        let end = tab < 0 ? line.count : tab
        join(line.extracting(0..<end))
        if tab >= 0 { openCells(line, from: tab) }
      }
      blankLines = 0
    }
  }

  /// Whether a line without a tab stands behind the table and not in its last cell.
  private func endsTable(_ line: Span<UInt8>) -> Bool {
    if blankLines > 1 || sections.index(of: line) != nil { return true }
    guard blankLines == 1 else { return false }
    // A lone item of a list, then a paragraph.
    if row == 1, cell == 1 { return true }
    // A number is complete; a sentence behind it is none of its paragraphs.
    let piece = report.pieces[report.pieces.count - 1]
    let text = report.text.span.extracting(piece.range)
    if text.hasLetters { return false }
    // 29 and then 项 is one cell still.
    return line.count > (text.isBlank(0..<text.count) ? 60 : 9)
  }

  private mutating func readCells(_ line: Span<UInt8>, from tab: Int) {
    if line.canBeginChapter, sections.index(of: line) != nil, Ordinal(Characters(line))?.level == 1 {
      endTable()
      appendParagraph(line)
      return
    }
    if table == 0 {
      tableCount += 1
      table = tableCount
      (row, cell) = (1, 0)
      firstPiece = report.pieces.count
      isRagged = false
    } else if blankLines == 1 {
      row += 1
      cell = 0
    }
    openCells(line, from: tab)
  }

  private mutating func openCells(_ line: Span<UInt8>, from tab: Int) {
    var start = tab + 1
    while true {
      var end = start
      while end < line.count, line[end] != .tab { end += 1 }
      cell += 1
      if cell > 1 { isRagged = true }
      let lower = report.text.count
      report.text.append(span: line.extracting(start..<end))
      report.pieces.append(
        Piece(
          kind: .cell, line: self.line, table: table, row: row, cell: cell,
          text: lower..<report.text.count))
      if end == line.count { return }
      start = end + 1
    }
  }

  /// Joins a line to the last piece: with a blank, unless both sides are CJK or one is blank.
  private mutating func join(_ line: Span<UInt8>) {
    let last = report.pieces.count - 1
    let range = report.pieces[last].range
    let right = line.trimmed(0..<line.count)
    if !right.isEmpty, report.text.span.needsBlank(behind: range, before: line.extracting(right)) {
      report.text.append(.space)
    }
    report.text.append(span: line.extracting(right))
    report.pieces[last].upper = report.text.count
  }

  private mutating func appendParagraph(_ line: Span<UInt8>) {
    let visible = line.trimmed(0..<line.count)
    let lower = report.text.count
    report.text.append(span: line.extracting(visible))
    report.pieces.append(
      Piece(kind: .paragraph, line: self.line, text: lower..<report.text.count))
  }

  private mutating func endTable() {
    guard table > 0 else { return }
    if !isRagged {
      let items = report.pieces[firstPiece...]
      report.pieces.removeSubrange(firstPiece...)
      for item in items {
        let visible = report.text.span.trimmed(item.range)
        // A lone tab leaves nothing.
        if visible.isEmpty { continue }
        report.pieces.append(Piece(kind: .paragraph, line: item.line, text: visible))
      }
      tableCount -= 1
    }
    table = 0
  }
}

extension Span where Element == UInt8 {
  /// Whether the text holds anything but digits, punctuation of ASCII and blanks.
  fileprivate var hasLetters: Bool {
    var index = 0
    while index < count {
      let invisible = invisibleLength(at: index)
      if invisible == 0, self[index] >= 0x3A { return true }
      index += Swift.max(invisible, 1)
    }
    return false
  }

  /// Whether two parts of a text that a line break parted are joined with a blank.
  func needsBlank(behind left: Range<Int>, before right: Span<UInt8>) -> Bool {
    guard !left.isEmpty, !right.isEmpty else { return false }
    var last = left.upperBound - 1
    while last > left.lowerBound, self[last] & 0xC0 == 0x80 { last -= 1 }
    if invisibleLength(at: last) > 0 || right.invisibleLength(at: 0) > 0 { return false }
    return !(isCJK(at: last) && right.isCJK(at: 0))
  }

  private func isCJK(at index: Int) -> Bool {
    Unicode.Scalar(character(at: index).0)?.isCJK ?? false
  }
}
