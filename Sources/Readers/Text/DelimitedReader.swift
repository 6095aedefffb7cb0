import Bytes
import Flow
import Forms
import Reports
import Text

/// Reads text in which `|` or a tab parts the cells of a row.
///
/// Rows come with outer pipes or without, with a markdown rule line, or one cell a line (`规章 |`), where a lone `|` ends a row.
/// A line without delimiter ends the table, unless it is a label of the forms: a row whose other cells are not printed, or the
/// first part of a label that a line break cut.
struct DelimitedReader {
  private let source: String
  private let vocabulary: Vocabulary
  private let delimiter: UInt8
  var builder: ReportBuilder
  var line = 0
  private var key: [UInt8] = []
  var style = PipeStyle()
  /// Lone delimiters since the last cell, in one cell a line: blank cells, or the end of the row.
  var marks = 0
  /// Whether the next cell begins a row, in one cell a line.
  var startsRow = true
  /// A line without delimiter inside a table, until the next row tells what it is.
  private var pending: (text: [UInt8], line: Int)?
  /// A row that may go on in the next line, of a writer that pads rows.
  private var padded: PaddedRow?
  /// Of the table at hand, how many pipes its rows have, and whether they begin with one more.
  private var paddedShape: (width: Int, isLed: Bool)?
  /// The table at hand, where ruling lines part its rows.
  private var ruled = RuledTable()

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
    if delimiter == .pipe { reader.style = PipeStyle(text) }
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
    self.source = source
    self.vocabulary = vocabulary
    self.delimiter = delimiter
    builder = ReportBuilder(source: source)
  }

  private mutating func read(_ range: Range<Int>, of text: Span<UInt8>) {
    var end = range.upperBound
    while end > range.lowerBound, text[end - 1] == .carriageReturn { end -= 1 }
    let line = text.extracting(range.lowerBound..<end)
    let visible = line.trimmed(0..<line.count)
    if style.isRuled, readRuled(line.extracting(visible)) { return }
    if !isRow(line) {
      if !visible.isEmpty { readOther(line.extracting(visible)) }
    } else if style.dropsBlanks {
      readPadded(line.extracting(visible))
    } else if style.isOneCellALine {
      readCells(line.extracting(visible), isIndented: visible.lowerBound > 0)
    } else {
      readRow(line)
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
  func cells(of line: Span<UInt8>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = 0
    while let end = line.firstIndex(of: delimiter, from: start) {
      cells.append(line.trimmed(start..<end))
      start = end + 1
    }
    cells.append(line.trimmed(start..<line.count))
    guard delimiter == .pipe else { return cells }
    if style.hasOuter.first || style.isOneCellALine, cells.count > 1, cells[0].isEmpty { cells.removeFirst() }
    if style.hasOuter.last || style.isOneCellALine, cells.count > 1, cells[cells.count - 1].isEmpty {
      cells.removeLast()
      if style.mayDropBlanks { dropPads(&cells, of: line) }
    }
    if line.firstIndex(of: UInt8(ascii: "*")) != nil { cells = cells.map { line.withoutEmphasis($0) } }
    return cells
  }

  /// Leaves out what may be pads at the end of a row: where they are blank cells the row is too short then, and refused.
  private func dropPads(_ cells: inout [Range<Int>], of line: Span<UInt8>) {
    while cells.count > 1, cells[cells.count - 1].isEmpty {
      // An empty cell stands right before its pipe, or one blank before.
      let end = cells[cells.count - 1].lowerBound
      guard line[end - 1] == delimiter || end > 1 && line[end - 1] == .space && line[end - 2] == delimiter
      else { return }
      cells.removeLast()
    }
  }

  private mutating func readRow(_ line: Span<UInt8>) {
    let cells = cells(of: line)
    if isRuleLine(cells, of: line) { return }
    if isAroundLine(cells, of: line) { addLine() }
    let joins = beginRow(with: line.extracting(cells[0]))
    for cell in cells.dropFirst(joins ? 1 : 0) { builder.addCell(line.extracting(cell), line: self.line) }
  }

  /// Whether the line above stands inside a table of no form, right between two rows of as many cells, the second one with figures.
  private mutating func isAroundLine(_ cells: [Range<Int>], of line: Span<UInt8>) -> Bool {
    guard let pending, builder.isInTable, cells.count > 1, builder.cell == cells.count,
      pending.line == self.line - 1, builder.lastLine == pending.line - 1,
      cells.dropFirst().contains(where: { !$0.isEmpty && line.isFigure($0) })
    else { return false }
    let above = builder.report.pieces[builder.lastPiece - cells.count + 1].range
    let first = Array(builder.report.text[above])
    return !isLabel(first.span) && !isLabel(line.extracting(cells[0]))
  }

  /// Adds the line above as a row of one cell: a heading of the rows below it where an ordinal says so. Else it may as well be the first
  /// part of the next row's label, and is refused.
  private mutating func addLine() {
    guard let (text, textLine) = pending else { return }
    pending = nil
    builder.beginRow()
    builder.addCell(text.span, line: textLine)
    if Ordinal(beginning: text.span) == nil { builder.refuseRow() }
  }

  private func isRuleLine(_ cells: [Range<Int>], of line: Span<UInt8>) -> Bool {
    guard let first = cells.first(where: { !$0.isEmpty }),
      line[first.lowerBound] == .hyphen || line[first.lowerBound] == UInt8(ascii: ":")
    else { return false }
    // A dash or two alone may be marks for none.
    let hasColon = cells.contains { !$0.isEmpty && line.extracting($0).ruleDashes == .max }
    return cells.allSatisfy { $0.isEmpty || line.extracting($0).ruleDashes ?? 0 >= (hasColon ? 1 : 3) }
  }

  /// Begins a row; whether the first cell went into it, behind the line above, where the two are a label.
  private mutating func beginRow(with first: Span<UInt8>) -> Bool {
    guard let (text, textLine) = pending else {
      builder.beginRow()
      return false
    }
    pending = nil
    guard isLabel((text + [UInt8](copying: first)).span) else {
      builder.addParagraph(text.span, line: textLine)
      builder.beginRow()
      return false
    }
    builder.beginRow()
    builder.addCell(text.span, line: textLine)
    builder.join(first)
    return true
  }

  // MARK: ruled tables

  /// Reads a line of a table with ruling lines; whether it is one.
  private mutating func readRuled(_ line: Span<UInt8>) -> Bool {
    if line.isRuling {
      if !ruled.isOpen { flushPending() }
      ruled.add(ruling: line)
    } else if ruled.isOpen, !line.isEmpty, line[0] == .pipe {
      if !isRuleLine(cells(of: line), of: line) { ruled.add(line, number: self.line) }
    } else {
      endRuled()
      return false
    }
    return true
  }

  private mutating func endRuled() {
    guard ruled.isOpen else { return }
    defer { ruled = RuledTable() }
    guard let rows = ruled.rows else {
      builder.endTable()
      builder.note(RuledTable.unclearRows(Location(source, line: ruled.lines.first?.number ?? line)))
      for line in ruled.lines {
        let text = Array(line.cells.filter { !$0.isEmpty }.joined(separator: [.space]))
        builder.addParagraph(text.span, line: line.number)
      }
      return
    }
    for lines in rows {
      builder.beginRow()
      for cell in lines[0].cells.indices {
        for (place, line) in lines.enumerated() where place == 0 || !line.cells[cell].isEmpty {
          let text = line.cells[cell]
          if place == 0 { builder.addCell(text.span, line: line.number) } else { builder.join(text.span) }
        }
      }
    }
  }

  // MARK: padded rows

  private mutating func readPadded(_ line: Span<UInt8>) {
    if isRuleLine(cells(of: line), of: line) { return }
    if line.isRowRest, var row = padded {
      if row.isOpen(width: paddedShape?.width, rowsAreLed: paddedShape?.isLed ?? false) {
        row.add(line, number: self.line)
        padded = row
        return
      }
      if row.isBroken { padded?.overflow() }
    }
    endPaddedRow()
    padded = PaddedRow(line, number: self.line)
  }

  private mutating func endPaddedRow(isLast: Bool = false) {
    guard let row = padded else { return }
    padded = nil
    if let shape = row.shape { paddedShape = shape }
    let cells = row.cells(
      width: paddedShape?.width, rowsAreLed: paddedShape?.isLed ?? false, isLast: isLast)
    guard let first = cells.first else { return }
    let joins = beginRow(with: first.text.span)
    for cell in cells.dropFirst(joins ? 1 : 0) { builder.addCell(cell.text.span, line: cell.line) }
  }

  private mutating func readOther(_ line: Span<UInt8>) {
    endPaddedRow(isLast: true)
    guard line.count <= 120, vocabulary.sections.index(of: line) == nil else { return endTable(before: line) }
    if isLabel(line) {
      flushPending()
      builder.beginRow()
      builder.addCell(line, line: self.line)
      startsRow = true
    } else if style.isOneCellALine || !builder.isInTable {
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
    endRuled()
    endPaddedRow(isLast: true)
    flushPending()
    builder.endTable()
    (marks, startsRow, paddedShape) = (0, true, nil)
  }

  private mutating func endTable(before line: Span<UInt8>) {
    endTable()
    builder.addParagraph(line, line: self.line)
  }
}
