import Bytes
import Forms
import Reports
import Text

/// Writes one table of a page as rows of cells: a cell that is covered by one above it is an empty cell, one for each such cell
/// however wide it is, as in Word files.
struct PageTable {
  /// A cell that reaches into rows below.
  private struct Reach {
    let column: Int
    let width: Int
    /// The last row it takes.
    let lastRow: Int
    /// Its piece.
    let piece: Int
  }

  /// The cells from rows above, in the order of their columns.
  private var reaching: [Reach] = []
  private var row = 0
  /// How many covered cells a page may have: each costs memory, and a page of few bytes could ask for billions.
  private(set) var coveredLimit: Int
  private let page: Page
  private let sections: SectionTitles
  private var cells: [Int] = []

  init(_ page: Page, sections: SectionTitles, coveredLimit: Int) {
    self.page = page
    self.sections = sections
    self.coveredLimit = coveredLimit
  }

  /// - Parameter items: those of the table, its ends left out.
  /// - Returns: whether the covered cells stayed within their limit.
  mutating func write(_ items: Range<Int>, to builder: inout ReportBuilder) -> Bool {
    for index in items {
      if case .paragraph(let paragraph) = page.items[index], paragraph.isBesideCells {
        builder.addParagraph(page.text.span.extracting(paragraph.range), line: paragraph.line)
      }
    }
    (reaching, row) = ([], 0)
    for part in displayOrder(items) {
      guard writeRows(part, of: items, to: &builder) else { return false }
    }
    builder.endTable()
    return true
  }

  /// Writes rows that follow each other.
  ///
  /// - Returns: whether the covered cells stayed within their limit.
  private mutating func writeRows(
    _ part: Range<Int>, of items: Range<Int>, to builder: inout ReportBuilder
  ) -> Bool {
    var index = part.lowerBound
    while index < part.upperBound {
      guard case .row(let group) = page.items[index] else {
        index += 1
        continue
      }
      if group != nil { reaching = [] }
      row += 1
      index = findCells(index + 1..<part.upperBound)
      guard !cells.isEmpty else { continue }
      if cells.count == 1, endsTable(cells[0], items) {
        writeParagraphs(cells[0], items, to: &builder)
      } else {
        writeRow(items, to: &builder)
        if coveredLimit < 0 { return false }
      }
    }
    return true
  }

  /// The rows as they are shown: the first head, then all others but the first foot, then that.
  private func displayOrder(_ items: Range<Int>) -> [Range<Int>] {
    var (head, foot): (Range<Int>?, Range<Int>?)
    var (index, start) = (items.lowerBound, items.lowerBound)
    var group = Page.RowGroup.body
    func endGroup(at end: Int) {
      if group == .head, head == nil { head = start..<end }
      if group == .foot, foot == nil { foot = start..<end }
    }
    while index < items.upperBound {
      switch page.items[index] {
      case .row(let next?):
        endGroup(at: index)
        (group, start) = (next, index)
      case .table(let end, _): index = end
      default: break
      }
      index += 1
    }
    endGroup(at: items.upperBound)
    let moved = [head, foot].compactMap(\.self).sorted { $0.lowerBound < $1.lowerBound }
    var rest: [Range<Int>] = []
    start = items.lowerBound
    for part in moved {
      rest.append(start..<part.lowerBound)
      start = part.upperBound
    }
    rest.append(start..<items.upperBound)
    return [head].compactMap(\.self) + rest + [foot].compactMap(\.self)
  }

  /// Finds the cells of a row, not those of tables in them; the index behind the row.
  private mutating func findCells(_ items: Range<Int>) -> Int {
    cells.removeAll(keepingCapacity: true)
    var index = items.lowerBound
    while index < items.upperBound {
      switch page.items[index] {
      case .row: return index
      case .cell: cells.append(index)
      case .table(let end, _): index = end
      default: break
      }
      index += 1
    }
    return index
  }

  // MARK: rows

  private mutating func writeRow(_ items: Range<Int>, to builder: inout ReportBuilder) {
    builder.beginRow()
    var next: [Reach] = []
    var (column, place) = (0, 0)
    // Covered cells in front stand on the line of the first one.
    var line = 0
    if case .cell(_, _, let first, _) = page.items[cells[0]] { line = first }
    for cell in cells {
      guard case .cell(let rowSpan, let columnSpan, let cellLine, _) = page.items[cell] else {
        continue
      }
      line = cellLine
      column = writeCovered(upTo: column, from: &place, line: line, keeping: &next, to: &builder)
      let span = GridSpan(column: column + 1, columns: columnSpan)
      writeCell(cell, items, line: cellLine, span: span, to: &builder)
      if rowSpan != 1 {
        let lastRow = rowSpan == 0 ? Int.max : row + rowSpan - 1
        next.append(Reach(column: column, width: columnSpan, lastRow: lastRow, piece: builder.lastPiece))
      }
      column += columnSpan
    }
    _ = writeCovered(upTo: .max, from: &place, line: line, keeping: &next, to: &builder)
    reaching = next
  }

  /// Writes the covered cells that begin at or before a column; the first column behind them.
  private mutating func writeCovered(
    upTo column: Int, from place: inout Int, line: Int, keeping next: inout [Reach],
    to builder: inout ReportBuilder
  ) -> Int {
    var column = column
    while place < reaching.count, reaching[place].column <= column {
      let reach = reaching[place]
      place += 1
      guard reach.lastRow >= row else { continue }
      coveredLimit -= 1
      if coveredLimit < 0 { return column }
      // Lines never go back.
      let last = builder.report.pieces.last?.line ?? 0
      builder.addCoveredCell(of: reach.piece, line: max(line, last))
      next.append(reach)
      column = column == .max ? column : max(column, reach.column + reach.width)
    }
    return column
  }

  /// Writes the text of a cell, its paragraphs joined; tables of one cell in it are but text.
  private func writeCell(
    _ cell: Int, _ items: Range<Int>, line: Int, span: GridSpan, to builder: inout ReportBuilder
  ) {
    var isFirst = true
    eachParagraph(of: cell, items) { paragraph in
      let text = page.text.span.extracting(paragraph.range)
      if isFirst { builder.addCell(text, line: paragraph.line, span: span) } else { builder.join(text) }
      isFirst = false
    }
    if isFirst {
      builder.addCell(page.text.span.extracting(0..<0), line: line, span: span)
      let object = Piece.objectText
      if showsObject(cell, items) { builder.join(object.span) }
    }
  }

  /// Whether a cell shows what is no text, or one of a table in it does.
  private func showsObject(_ cell: Int, _ items: Range<Int>) -> Bool {
    var depth = 0
    for index in cell..<items.upperBound {
      switch page.items[index] {
      case .cell(_, _, _, true) where depth > 0 || index == cell: return true
      case .table: depth += 1
      case .tableEnd: depth -= 1
      case .row, .cell: if depth == 0, index > cell { return false }
      case .paragraph: break
      }
    }
    return false
  }

  private func eachParagraph(of cell: Int, _ items: Range<Int>, _ body: (Page.Paragraph) -> Void) {
    var (index, depth) = (cell + 1, 0)
    while index < items.upperBound {
      switch page.items[index] {
      case .paragraph(let paragraph): if !paragraph.isBesideCells { body(paragraph) }
      case .table: depth += 1
      case .tableEnd: depth -= 1
      case .row, .cell: if depth == 0 { return }
      }
      index += 1
    }
  }

  // MARK: reports as one table

  /// Whether a row of one cell is no row: the heading of an official section, or prose, in a report that is one table as a whole.
  private func endsTable(_ cell: Int, _ items: Range<Int>) -> Bool {
    var (length, isHeading) = (0, false)
    eachParagraph(of: cell, items) { paragraph in
      length += paragraph.range.count
      let text = page.text.span.extracting(paragraph.range)
      if text.canBeginChapter, sections.index(of: text) != nil, Ordinal(beginning: text)?.level == 1 {
        isHeading = true
      }
    }
    return isHeading || length > Self.proseLength
  }

  /// More than the longest label of a form, in bytes.
  private static let proseLength = 600

  private func writeParagraphs(_ cell: Int, _ items: Range<Int>, to builder: inout ReportBuilder) {
    eachParagraph(of: cell, items) {
      builder.addParagraph(page.text.span.extracting($0.range), line: $0.line)
    }
  }
}
