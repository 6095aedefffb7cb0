import Bytes
import Cells

/// Reads the tab form: text in which a tab opens a cell, as Apache Tika writes Word files.
///
/// A line without a tab continues the cell. One blank line ends the row; one blank line and then a line without a tab is a
/// second paragraph of the same cell; two or more end the table. A table in which every row has one cell is none: list
/// items begin with a tab too. An official heading, and prose behind a cell that is complete, end the table as well.
struct TabReader {
  let sections: SectionTitles
  private var builder: ReportBuilder
  private var line = 0
  private var blankLines = 0

  init(source: String, sections: SectionTitles) {
    builder = ReportBuilder(source: source)
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
    reader.builder.reserve(byteCount: text.count)
    var start = 0
    while start < text.count {
      var end = text.firstIndex(of: .lineFeed, from: start) ?? text.count
      reader.line += 1
      let next = end + 1
      while end > start, text[end - 1] == .carriageReturn { end -= 1 }
      reader.read(text.extracting(start..<end))
      start = next
    }
    reader.builder.endTable()
    return reader.builder.report
  }

  private mutating func read(_ line: Span<UInt8>) {
    let tab = !line.isEmpty && line[0] == .tab ? 0 : line.firstIndex(of: .tab) ?? -1
    if tab == 0 || tab > 0 && line.isBlank(0..<tab) {
      if blankLines > 1 { builder.endTable() }
      readCells(line, from: tab)
      blankLines = 0
    } else if line.isBlank(0..<line.count) {
      blankLines += 1
    } else {
      if builder.isInTable, endsTable(line) { builder.endTable() }
      if !builder.isInTable {
        builder.addParagraph(line, line: self.line)
      } else {
        // A tab inside the line opens further cells.
        let end = tab < 0 ? line.count : tab
        builder.join(line.extracting(0..<end))
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
    if builder.row == 1, builder.cell == 1 { return true }
    // A number is complete; a sentence behind it is none of its paragraphs.
    let text = builder.report.text.span.extracting(builder.lastRange)
    if text.hasLetters { return false }
    // 29 and then 项 is one cell still.
    return line.count > (text.isBlank(0..<text.count) ? 60 : 9)
  }

  private mutating func readCells(_ line: Span<UInt8>, from tab: Int) {
    if line.canBeginChapter, sections.index(of: line) != nil, Ordinal(Characters(line))?.level == 1 {
      builder.addParagraph(line, line: self.line)
      return
    }
    if !builder.isInTable || blankLines == 1 { builder.beginRow() }
    openCells(line, from: tab)
  }

  private mutating func openCells(_ line: Span<UInt8>, from tab: Int) {
    var start = tab + 1
    while true {
      var end = start
      // Cells are too short for a call of memchr.
      while end < line.count, line[end] != .tab { end += 1 }
      builder.addCell(line.extracting(start..<end), line: self.line)
      if end == line.count { return }
      start = end + 1
    }
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
}
