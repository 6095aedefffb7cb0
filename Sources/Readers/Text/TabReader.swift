import Bytes
import Forms
import Identity
import Reports
import Text

/// Reads the tab form: text in which a tab opens a cell, as Apache Tika writes Word files.
///
/// A line without a tab continues the cell. One blank line ends the row; one blank line and then a line without a tab is a
/// second paragraph of the same cell; two or more end the table. A table in which every row has one cell is none: list
/// items begin with a tab too. An official heading, and prose behind a cell that is complete, end the table as well.
struct TabReader {
  private let vocabulary: Vocabulary
  private var builder: ReportBuilder
  private var line = 0
  private var blankLines = 0

  private init(vocabulary: Vocabulary, builder: ReportBuilder) {
    self.vocabulary = vocabulary
    self.builder = builder
  }

  /// The pieces of one report, as paragraphs and cells.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8 with LF or CR LF line ends.
  ///   - firstLine: the number of its first line.
  static func read(
    _ text: Span<UInt8>, _ lines: Span<TextLine>, source: String, firstLine: Int, vocabulary: Vocabulary
  ) -> Report {
    var reader = TabReader(vocabulary: vocabulary, builder: ReportBuilder(source: source, text: text))
    reader.line = firstLine - 1
    for index in lines.indices {
      let line = lines[index]
      // Lines that are left out are empty.
      reader.blankLines += firstLine + line.number - reader.line - 1
      reader.line = firstLine + line.number
      let lower = line.range.lowerBound
      var upper = line.range.upperBound
      while upper > lower, text[upper - 1] == .carriageReturn { upper -= 1 }
      if upper == lower {
        reader.blankLines += 1
      } else if line.isCell {
        // Most lines.
        reader.readCells(lower..<upper, firstTab: lower, hasMoreTabs: false, of: text)
      } else {
        reader.read(
          lower..<upper, firstTab: line.tabCount > 0 ? line.firstTab : nil, hasMoreTabs: line.tabCount > 1,
          of: text)
      }
    }
    reader.builder.endTable()
    return reader.builder.report
  }

  private mutating func read(
    _ range: Range<Int>, firstTab: Int?, hasMoreTabs: Bool, of text: Span<UInt8>
  ) {
    if let firstTab, firstTab == range.lowerBound || text.isBlank(range.lowerBound..<firstTab) {
      readCells(range, firstTab: firstTab, hasMoreTabs: hasMoreTabs, of: text)
    } else if text.isBlank(range) {
      blankLines += 1
    } else {
      if builder.isInTable, endsTable(text.extracting(range)) { builder.endTable() }
      if !builder.isInTable {
        builder.addParagraph(range, line: line)
      } else {
        // A tab inside the line opens further cells.
        builder.join(text.extracting(range.lowerBound..<(firstTab ?? range.upperBound)))
        if let firstTab { openCells(firstTab..<range.upperBound, of: text) }
      }
      blankLines = 0
    }
  }

  /// Whether a line without a tab stands behind the table and not in its last cell.
  private func endsTable(_ line: Span<UInt8>) -> Bool {
    if blankLines > 1 || vocabulary.sections.index(of: line) != nil { return true }
    guard blankLines == 1 else { return false }
    let text = builder.report.text.span.extracting(builder.lastRange)
    // A lone item of a list, then a paragraph; but for a cell that begins the table, and its label in two paragraphs.
    if builder.row == 1, builder.cell == 1 { return !isLabel(text, line) }
    // A number is complete; a sentence behind it is none of its paragraphs.
    if text.hasLetters { return false }
    // 29 and then 项 is one cell still.
    return line.count > (text.isBlank(0..<text.count) ? 60 : 9)
  }

  /// Whether two parts make a label of the forms.
  private func isLabel(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
    guard first.count + second.count <= 240 else { return false }
    var label = [UInt8](copying: first)
    label.append(span: second)
    var key: [UInt8] = []
    Label.normalize(label.span, into: &key)
    return vocabulary.isLabel(key.span)
  }

  /// Reads a line that begins with a tab.
  @inline(__always) private mutating func readCells(
    _ range: Range<Int>, firstTab: Int, hasMoreTabs: Bool, of text: Span<UInt8>
  ) {
    if blankLines > 1 { builder.endTable() }
    let line = text.extracting(range)
    if line.canBeginChapter, vocabulary.sections.index(of: line) != nil, Ordinal(beginning: line)?.level == 1
    {
      builder.addParagraph(range, line: self.line)
    } else {
      if !builder.isInTable || blankLines == 1 { builder.beginRow() }
      if hasMoreTabs {
        openCells(firstTab..<range.upperBound, of: text)
      } else {
        builder.addCell(firstTab + 1..<range.upperBound, line: self.line)
      }
    }
    blankLines = 0
  }

  /// A cell behind each tab.
  private mutating func openCells(_ range: Range<Int>, of text: Span<UInt8>) {
    var start = range.lowerBound + 1
    for index in start..<range.upperBound where text[index] == .tab {
      builder.addCell(start..<index, line: line)
      start = index + 1
    }
    builder.addCell(start..<range.upperBound, line: line)
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
