import Bytes
import Cells

/// Reads text in which `|` or a tab parts the cells of a row.
///
/// Rows come with outer pipes or without, with a markdown rule line, or one cell a line (`规章 |`), where a lone `|` ends a row.
/// A line without delimiter ends the table, unless it is a label of the forms: a row whose other cells are not printed, or the
/// first part of a label that a line break cut.
struct DelimitedReader {
  private let vocabulary: Vocabulary
  private let delimiter: UInt8
  private var builder: ReportBuilder
  private var line = 0
  private var key: [UInt8] = []
  /// Whether most lines hold one cell.
  private var isOneCellALine = false
  /// Whether most rows have a delimiter before the first cell, and behind the last.
  private var hasOuter = (first: false, last: false)
  /// Whether blank cells can be told from ends of rows, in one cell a line: a blank stands before the delimiter of the cell.
  private var marksAreExact = false
  /// Lone delimiters since the last cell, in one cell a line: blank cells, or the end of the row.
  private var marks = 0
  /// Whether the next cell begins a row, in one cell a line.
  private var startsRow = true
  /// A line without delimiter inside a table, until the next row tells what it is.
  private var pending: (text: [UInt8], line: Int)?

  /// The pieces of one report, as paragraphs and cells.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8 with LF or CR LF line ends.
  ///   - firstLine: the number of its first line.
  static func read(
    _ text: Span<UInt8>, delimiter: UInt8, source: String, firstLine: Int, vocabulary: Vocabulary
  ) -> Report {
    var reader = DelimitedReader(vocabulary: vocabulary, delimiter: delimiter, source: source)
    reader.line = firstLine - 1
    reader.builder.reserve(byteCount: text.count)
    if delimiter == .pipe { reader.findStyle(text) }
    var start = 0
    while start < text.count {
      let end = text.firstIndex(of: .lineFeed, from: start) ?? text.count
      reader.line += 1
      reader.read(start..<end, of: text)
      start = end + 1
    }
    reader.endTable()
    return reader.builder.report
  }

  private init(vocabulary: Vocabulary, delimiter: UInt8, source: String) {
    self.vocabulary = vocabulary
    self.delimiter = delimiter
    builder = ReportBuilder(source: source)
  }

  /// Looks at all rows for how they are set.
  private mutating func findStyle(_ text: Span<UInt8>) {
    var (single, several, first, last) = (0, 0, 0, 0)
    var (blankCells, rowEnds, runs) = (0, 0, 0)
    var start = 0
    while start < text.count {
      let end = text.firstIndex(of: .lineFeed, from: start) ?? text.count
      let visible = text.trimmed(start..<end)
      let line = text.extracting(visible)
      if line.count == 1, line[0] == .pipe {
        if visible.lowerBound > start { blankCells += 1 } else { rowEnds += 1 }
      } else if line.count > 1, line.count <= 64, line[0] == .pipe, line.loneDelimiters != nil {
        runs += 1
      }
      start = end + 1
      guard !line.isEmpty, line.isPipeRow || line.isPipePair else { continue }
      var (cells, cellStart) = (0, 0)
      while let cellEnd = line.firstIndex(of: .pipe, from: cellStart) {
        if !line.isBlank(cellStart..<cellEnd) { cells += 1 }
        cellStart = cellEnd + 1
      }
      if cellStart < line.count { cells += 1 }
      if cells == 1, line[line.count - 1] == .pipe { single += 1 }
      guard cells > 1 else { continue }
      several += 1
      if line[0] == .pipe { first += 1 }
      if line[line.count - 1] == .pipe { last += 1 }
    }
    isOneCellALine = single > several
    // Rows without outer delimiters begin with one where their first cell is blank.
    // One row without a last delimiter may end in a blank value: then blank cells at the ends are left to the table's other rows.
    hasOuter = (10 * first > 9 * several, several > 0 && last == several)
    marksAreExact = blankCells > 0 && (rowEnds > 0 || runs > 0)
  }

  private mutating func read(_ range: Range<Int>, of text: Span<UInt8>) {
    var end = range.upperBound
    while end > range.lowerBound, text[end - 1] == .carriageReturn { end -= 1 }
    let line = text.extracting(range.lowerBound..<end)
    let visible = line.trimmed(0..<line.count)
    if isRow(line) {
      isOneCellALine ? readCells(line.extracting(visible), isIndented: visible.lowerBound > 0) : readRow(line)
    } else if !visible.isEmpty {
      readOther(line.extracting(visible))
    }
  }

  /// Whether a line is a row. One `|` alone may stand in prose: then the text before it must be a label.
  private mutating func isRow(_ line: Span<UInt8>) -> Bool {
    guard let first = line.firstIndex(of: delimiter) else { return false }
    if delimiter == .tab || line.isPipeRow || line.isPipePair { return true }
    return isLabel(line.extracting(0..<first))
  }

  private mutating func isLabel(_ text: Span<UInt8>) -> Bool {
    guard text.count <= 240 else { return false }
    Label.normalize(text, into: &key)
    return !key.isEmpty && vocabulary.isLabel(key.span)
  }

  /// The cells of a row, outer delimiters left out.
  private func cells(of line: Span<UInt8>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = 0
    while let end = line.firstIndex(of: delimiter, from: start) {
      cells.append(line.trimmed(start..<end))
      start = end + 1
    }
    cells.append(line.trimmed(start..<line.count))
    guard delimiter == .pipe else { return cells }
    if hasOuter.first || isOneCellALine, cells.count > 1, cells[0].isEmpty { cells.removeFirst() }
    if hasOuter.last || isOneCellALine, cells.count > 1, cells[cells.count - 1].isEmpty { cells.removeLast() }
    return cells
  }

  private mutating func readRow(_ line: Span<UInt8>) {
    let cells = cells(of: line)
    if cells.allSatisfy({ $0.isEmpty || line.extracting($0).isRule }), cells.contains(where: { !$0.isEmpty })
    {
      return
    }
    var first = cells.startIndex
    if let (text, textLine) = pending {
      pending = nil
      if isLabel((text + [UInt8](copying: line.extracting(cells[0]))).span) {
        builder.beginRow()
        builder.addCell(text.span, line: textLine)
        builder.join(line.extracting(cells[0]))
        first += 1
      } else {
        builder.addParagraph(text.span, line: textLine)
      }
    }
    if first == cells.startIndex { builder.beginRow() }
    for cell in cells[first...] { builder.addCell(line.extracting(cell), line: self.line) }
  }

  private mutating func readOther(_ line: Span<UInt8>) {
    guard line.count <= 120, vocabulary.sections.index(of: line) == nil else { return endTable(before: line) }
    if isLabel(line) {
      flushPending()
      builder.beginRow()
      builder.addCell(line, line: self.line)
      startsRow = true
    } else if isOneCellALine || !builder.isInTable {
      endTable(before: line)
    } else {
      flushPending()
      pending = ([UInt8](copying: line), self.line)
    }
  }

  private mutating func flushPending() {
    guard let (text, textLine) = pending else { return }
    pending = nil
    builder.addParagraph(text.span, line: textLine)
  }

  private mutating func endTable() {
    flushPending()
    builder.endTable()
    (marks, startsRow) = (0, true)
  }

  private mutating func endTable(before line: Span<UInt8>) {
    endTable()
    builder.addParagraph(line, line: self.line)
  }

  // MARK: one cell a line

  /// Cells with `|` behind or before them.
  ///
  /// Lone delimiters are blank cells where a figure follows. Where a label follows, the last of them, or a run of several on one
  /// line, ended the row.
  private mutating func readCells(_ line: Span<UInt8>, isIndented: Bool) {
    if let count = line.loneDelimiters {
      if count == 1, marksAreExact {
        if isIndented { addBlankCell() } else { startsRow = true }
      } else if count == 1 {
        marks += 1
      } else {
        addBlankCells(marks)
        (marks, startsRow) = (0, true)
      }
      return
    }
    for cell in cells(of: line) {
      let text = line.extracting(cell)
      if text.isEmpty {
        marks += 1
        continue
      }
      if startsRow || marks > 0 && !text.isValue {
        addBlankCells(marks - 1)
        builder.beginRow()
      } else {
        addBlankCells(marks)
      }
      (marks, startsRow) = (0, false)
      builder.addCell(text, line: self.line)
    }
  }

  private mutating func addBlankCells(_ count: Int) {
    guard !startsRow, count > 0 else { return }
    for _ in 0..<count { addBlankCell() }
  }

  private mutating func addBlankCell() {
    let blank: [UInt8] = []
    if startsRow { builder.beginRow() }
    startsRow = false
    builder.addCell(blank.span, line: line)
  }
}

extension UInt8 {
  static let pipe = UInt8(ascii: "|")
}

extension Span where Element == UInt8 {
  /// The number of `|` where nothing else can be seen.
  fileprivate var loneDelimiters: Int? {
    var (bars, index) = (0, 0)
    while index < count {
      let blank = invisibleLength(at: index)
      if blank == 0, self[index] != .pipe { return nil }
      if blank == 0 { bars += 1 }
      index += Swift.max(blank, 1)
    }
    return bars
  }

  /// Whether the text is the rule below a markdown header: dashes, at least three, with colons at the ends or not.
  fileprivate var isRule: Bool {
    var (dashes, index) = (0, 0)
    while index < count {
      if self[index] == .hyphen { dashes += 1 } else if self[index] != UInt8(ascii: ":") { return false }
      index += 1
    }
    return dashes >= 3
  }

  /// Whether a cell is a value: a figure or a mark for none.
  fileprivate var isValue: Bool { isFigure(0..<count) }
}
