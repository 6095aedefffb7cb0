import Bytes
import Reports
import Text

/// Tables that are open, as a list of what they hold; given to the builder when the outermost one ends.
///
/// Only then is it known which of them hold figures: a table in which another one stands is layout, as on pages; its cells are
/// paragraphs, and the inner one is the table. An inner table of a single row or column is no table: its text is the cell's.
struct WordTables {
  /// The table, row and cell at hand; one for each table that is open.
  struct Table {
    let number: Int
    var rowCount = 0
    /// The most cells of a row.
    var width = 0
    var row = 0
    var cell = 0
    var cellCount = 0
    var isRowDropped = false
    var isCellDropped = false
    var merge = Merge.none
    /// Whether the cell at hand, or the one before it, is of a merge across columns, which the next one may go on with.
    var isMergedAcross = false
    var wasMergedAcross = false
    /// The grid columns of cells of this row and of the one above that a merge downwards takes, in their order; the first of those
    /// above that may be the cell's.
    var merges: [Range<Int>] = []
    var mergesAbove: [Range<Int>] = []
    var mergeAbove = 0
    /// The place of its style.
    var style: Int?
    /// The grid column that the next cell begins in, and those that cells of this row and of the one before began in.
    var column = 0
    var starts: [Int] = []
    var startsAbove: [Int] = []
    var span = 1
    var gap = Gap()
    var gapBehind = Gap()
  }

  /// What a cell is of a merge downwards.
  enum Merge {
    case none, begin
    /// It goes on with the cell above, if that is of a merge too and has its columns.
    case goOn
  }

  /// Grid columns in which a row has no cell.
  struct Gap {
    var count = 0
    /// In twentieths of a point; -1 where it is not stated.
    var width = -1
  }

  /// More than any report has: a table of so many cells was made to fill memory.
  static let itemLimit = ReportBuilder.limit

  var open: [Table] = []
  var items: [Item] = []
  private(set) var text: [UInt8] = []
  private(set) var isLayout: [Bool] = []
  /// The grid of each table.
  private var grids: [WordGrid] = []

  var isOpen: Bool { !open.isEmpty }
  /// What is held, for the limits of the reader.
  var itemCount: Int { items.count }
  var textCount: Int { text.count }

  // MARK: what the document says

  mutating func beginTable() {
    open.append(Table(number: isLayout.count))
    isLayout.append(false)
    grids.append(WordGrid())
    items.append(Item(.table, isLayout.count - 1))
  }

  mutating func beginRow() {
    guard isOpen else { return }
    let place = items.count
    change { table in
      (table.row, table.cellCount, table.column, table.isRowDropped) = (place, 0, 0, false)
      table.starts.removeAll(keepingCapacity: true)
      table.merges.removeAll(keepingCapacity: true)
      (table.gap, table.gapBehind, table.mergeAbove, table.isMergedAcross) = (Gap(), Gap(), 0, false)
    }
    items.append(Item(.row))
  }

  mutating func beginCell() {
    guard isOpen else { return }
    let last = open.count - 1
    if open[last].cellCount == 0 { addBlanks(for: open[last].gap) }
    let place = items.count
    change { table in
      table.starts.append(table.column)
      (table.cell, table.merge, table.isCellDropped, table.span) = (place, .none, false, 1)
      (table.wasMergedAcross, table.isMergedAcross) = (table.isMergedAcross, false)
      table.cellCount += 1
    }
    items.append(Item(.cell))
  }

  mutating func endCell() {
    guard isOpen else { return }
    let last = open.count - 1
    let isCovered = open[last].merge == .goOn && isCovered
    let columns = open[last].column..<open[last].column + open[last].span
    open[last].column = columns.upperBound
    if open[last].isCellDropped {
      items.removeSubrange(open[last].cell...)
      open[last].cellCount -= 1
      return
    }
    let isBeginning = open[last].merge == .begin
    items[open[last].cell].span = GridSpan(
      column: columns.lowerBound + 1, columns: columns.count, rows: isCovered ? 0 : 1)
    items[open[last].cell].isMerged = isBeginning
    grids[open[last].number].note(columns)
    if isBeginning || isCovered { open[last].merges.append(columns) }
  }

  mutating func endRow() {
    guard isOpen else { return }
    let last = open.count - 1
    addBlanks(for: open[last].gapBehind)
    if open[last].isRowDropped {
      items.removeSubrange(open[last].row...)
      return
    }
    change { table in
      table.rowCount += 1
      table.width = max(table.width, table.cellCount)
      swap(&table.startsAbove, &table.starts)
      swap(&table.mergesAbove, &table.merges)
    }
  }

  mutating func endTable(to builder: inout ReportBuilder) {
    guard let table = open.popLast() else { return }
    items.append(Item(.tableEnd))
    let isTable = table.rowCount > 1 && table.width > 1
    if let outer = open.last {
      if isTable || isLayout[table.number] { isLayout[outer.number] = true }
    } else {
      if isLayout[table.number], hasFigureAroundTable {
        builder.note(.figureAroundTable(at: Location(builder.report.source)))
      }
      emit(to: &builder)
      items.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
      isLayout.removeAll(keepingCapacity: true)
      grids.removeAll(keepingCapacity: true)
    }
  }

  mutating func addParagraph(_ paragraph: Span<UInt8>) {
    guard isOpen, open[open.count - 1].merge != .goOn || !isCovered else { return }
    let lower = text.count
    text.append(span: paragraph)
    items.append(Item(.paragraph, lower, text.count))
  }

  /// Whether the cell at hand goes on with one above, whose text is shown in its place. Where no merge is open in just its columns
  /// it stands for itself: its row of the merge may be deleted.
  private var isCovered: Bool {
    mutating get {
      let last = open.count - 1
      guard open[last].merge == .goOn else { return false }
      let columns = open[last].column..<open[last].column + open[last].span
      var place = open[last].mergeAbove
      let above = open[last].mergesAbove.count
      while place < above, open[last].mergesAbove[place].lowerBound < columns.lowerBound { place += 1 }
      open[last].mergeAbove = place
      return place < above && open[last].mergesAbove[place] == columns
    }
  }

  /// The style of the innermost table.
  var style: Int? {
    get { open.last?.style }
    set { change { $0.style = newValue } }
  }

  /// The cell at hand shows what is no text: a picture, or a list to choose from. So do those around it.
  mutating func markObject() {
    guard let table = open.last, table.cellCount > 0, !isCovered else { return }
    for table in open where table.cellCount > 0 { items[table.cell].lower = 1 }
  }

  // MARK: properties of the row and cell at hand

  /// The row is deleted or hidden.
  mutating func dropRow() { change { $0.isRowDropped = true } }
  mutating func dropCell() { change { $0.isCellDropped = true } }
  mutating func setMerge(_ merge: Merge) { change { $0.merge = merge } }
  mutating func setSpan(_ count: Int) { change { $0.span = max(count, 1) } }
  mutating func setGapBefore(_ count: Int) { change { $0.gap.count = count } }
  mutating func setGapBehind(_ count: Int) { change { $0.gapBehind.count = count } }
  mutating func setGapBeforeWidth(_ width: Int) { change { $0.gap.width = width } }
  mutating func setGapBehindWidth(_ width: Int) { change { $0.gapBehind.width = width } }

  mutating func addGridColumn(width: Int) {
    if let table = open.last, table.rowCount == 0 { grids[table.number].add(width: width) }
  }

  mutating func beginMergeAcross() { change { $0.isMergedAcross = true } }

  /// The cell goes on with the one before it in the row, if that is of a merge too.
  mutating func mergeCell() {
    guard let table = open.last, table.cellCount > 1, table.wasMergedAcross else { return }
    change { $0.isMergedAcross = true }
    items[table.cell].mark = .mergedCell
    change { $0.cellCount -= 1 }
  }

  private mutating func change(_ body: (inout Table) -> Void) {
    if isOpen { body(&open[open.count - 1]) }
  }

  /// Blank cells for grid columns without any: as many as the row above has there.
  ///
  /// Word leaves gaps of a hair's breadth where edges do not quite meet; those are none.
  private mutating func addBlanks(for gap: Gap) {
    let last = open.count - 1
    guard gap.count > 0, last >= 0 else { return }
    let columns = open[last].column..<open[last].column + min(gap.count, 63)
    open[last].column = columns.upperBound
    // 300 twentieths of a point: narrower than any cell.
    if gap.width >= 0, gap.width < 300 { return }
    let starts = open[last].rowCount > 0 ? open[last].startsAbove.filter(columns.contains) : Array(columns)
    for start in starts {
      items.append(Item(.cell, span: GridSpan(column: start + 1, columns: 1)))
      open[last].starts.append(start)
      open[last].cellCount += 1
    }
  }

  // MARK: to the builder

  private func emit(to builder: inout ReportBuilder) {
    let text = text.span
    // The tables that are open, from the outermost one whose cells are cells.
    var depth = 0
    var grid = WordGrid()
    /// The pieces of cells that others may go on with, by their columns.
    var owners: [Int32: Int] = [:]
    // Whether the cell at hand shows what is no text, and has no text so far.
    var isObject = false
    for item in items {
      if isObject {
        switch item.mark {
        case .row, .cell, .tableEnd:
          if depth > 1 { break }
          let object = Piece.objectText
          builder.join(object.span)
          isObject = false
        case .paragraph: isObject = text.isBlank(item.range)
        case .table, .mergedCell: break
        }
      }
      switch item.mark {
      case .table:
        if depth > 0 || !isLayout[Int(item.lower)] {
          if depth == 0 {
            builder.endTable()
            owners = [:]
            grid = grids[Int(item.lower)]
          }
          depth += 1
        }
      case .row: if depth == 1 { builder.beginRow() }
      case .cell where depth == 1:
        if item.span.isCovered, let owner = owners[item.span.column] {
          builder.addCoveredCell(of: owner, line: 0)
        } else {
          builder.addCell(text.extracting(0..<0), line: 0, span: grid.span(item.span))
          if item.isMerged { owners[item.span.column] = builder.lastPiece }
        }
        isObject = item.lower == 1
      case .mergedCell where depth == 1: builder.widenCell(by: grid.span(item.span).columns)
      case .cell, .mergedCell: break
      case .paragraph:
        let paragraph = text.extracting(item.range)
        if depth == 0 || !builder.isInTable {
          builder.addVisibleParagraph(paragraph)
        } else if builder.cell == 0 {
          // In a row, but in none of its cells: damage.
          builder.addCell(paragraph, line: 0)
        } else {
          builder.join(paragraph)
        }
      case .tableEnd:
        if depth == 1 { builder.endTable() }
        depth = max(0, depth - 1)
      }
    }
  }
}

extension ReportBuilder {
  /// Adds a paragraph of a document without lines, unless it is blank.
  mutating func addVisibleParagraph(_ text: Span<UInt8>) {
    if !text.isBlank(0..<text.count) { addParagraph(text, line: 0) }
  }
}
