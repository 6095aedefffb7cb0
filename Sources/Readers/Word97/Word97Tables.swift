import Bytes
import Reports

/// Tables of a Word 97 document that are open, as their marks come: a cell and a row are what stands before their ends, and what
/// columns a table has is known when all its rows are. Then they are given to `WordTables`.
struct Word97Tables {
  private enum Item {
    case table(Int)
    case row(Int)
    case cell(isBlank: Bool)
    case paragraph(Range<Int>)
    case object, cellEnd, rowEnd, tableEnd
  }

  private struct Table {
    let number: Int
    /// The number of the row at hand, and its cells so far.
    var row: Int?
    var cellCount = 0
    /// Where the cell at hand stands among the items, and whether nothing is in it.
    var cell: Int?
    var isCellBlank = true
    /// Whether the row shows anything, be it a mark that is not hidden.
    var isRowShown = false
  }

  private struct Row {
    var cells: [RowDefinition.Cell] = []
    var cellCount = 0
    var isDropped = false
  }

  private var open: [Table] = []
  private var items: [Item] = []
  private var text: [UInt8] = []
  private var rows: [Row] = []
  /// The rows of each table.
  private var tables: [[Int]] = []
  /// Rows that end with their table, not with a mark, and rows with other cells than their properties define.
  private(set) var unendedCount = 0
  private(set) var misplacedCount = 0

  /// How many tables are open.
  var depth: Int { open.count }
  var itemCount: Int { items.count }
  var textCount: Int { text.count }

  // MARK: what the document says

  mutating func beginTable() {
    if depth > 0 {
      openCell()
      (open[depth - 1].isCellBlank, open[depth - 1].isRowShown) = (false, true)
    }
    open.append(Table(number: tables.count))
    items.append(.table(tables.count))
    tables.append([])
  }

  /// Ends the innermost table.
  ///
  /// - Returns: whether it was the last one that was open: then all are to be given on.
  mutating func endTable() -> Bool {
    guard let table = open.last else { return false }
    if table.row != nil {
      unendedCount += 1
      endRow([], isDropped: false)
    }
    open.removeLast()
    items.append(.tableEnd)
    return open.isEmpty
  }

  mutating func addParagraph(_ line: Span<UInt8>) {
    openCell()
    let lower = text.count
    text.append(span: line)
    items.append(.paragraph(lower..<text.count))
    if !line.isBlank(0..<line.count) {
      open[depth - 1].isCellBlank = false
      open[depth - 1].isRowShown = true
    }
  }

  /// The cell at hand shows what is no text.
  mutating func addObject() {
    guard depth > 0 else { return }
    openCell()
    items.append(.object)
    (open[depth - 1].isCellBlank, open[depth - 1].isRowShown) = (false, true)
  }

  /// - Parameter isHidden: whether the mark is hidden, or deleted.
  mutating func endCell(isHidden: Bool) {
    openCell()
    let last = depth - 1
    if let cell = open[last].cell { items[cell] = .cell(isBlank: open[last].isCellBlank) }
    items.append(.cellEnd)
    open[last].cell = nil
    if !isHidden { open[last].isRowShown = true }
  }

  /// Ends the row at hand.
  ///
  /// - Parameters:
  ///   - cells: as its properties define them; empty where they do not.
  ///   - isDropped: whether it is deleted.
  ///   - isHidden: whether its mark is hidden: if all are, the row is.
  mutating func endRow(_ cells: [RowDefinition.Cell], isDropped: Bool, isHidden: Bool = false) {
    let last = depth - 1
    guard let row = open[last].row else { return }
    if open[last].cell != nil { endCell(isHidden: isHidden) }
    rows[row].cells = cells
    rows[row].cellCount = open[last].cellCount
    rows[row].isDropped = isDropped || isHidden && !open[last].isRowShown
    items.append(.rowEnd)
    open[last].row = nil
  }

  private mutating func openCell() {
    let last = depth - 1
    if open[last].row == nil {
      open[last].row = rows.count
      (open[last].cellCount, open[last].isRowShown) = (0, false)
      tables[open[last].number].append(rows.count)
      items.append(.row(rows.count))
      rows.append(Row())
    }
    guard open[last].cell == nil else { return }
    open[last].cell = items.count
    open[last].isCellBlank = true
    open[last].cellCount += 1
    items.append(.cell(isBlank: true))
  }

  // MARK: to the tables of Word

  /// A row that is being given on.
  private struct Given {
    let edges: Edges
    var row = Row()
    /// The number of the next cell.
    var cell = 0
    /// Whether the cell at hand has no width: then it is none.
    var isPassedOver = false
  }

  /// Gives all tables on, and forgets them.
  ///
  /// - Returns: whether they have no more cells than any report has.
  mutating func give(to word: inout WordTables, _ builder: inout ReportBuilder) -> Bool {
    var given: [Given] = []
    for item in items {
      let last = given.count - 1
      switch item {
      case .table(let number):
        let edges = Edges(tables[number].map { rows[$0].cells })
        given.append(Given(edges: edges))
        word.beginTable()
        for width in edges.widths { word.addGridColumn(width: width) }
      case .row(let number):
        guard word.itemCount <= WordTables.itemLimit else { return false }
        (given[last].row, given[last].cell) = (rows[number], 0)
        beginRow(rows[number], given[last].edges, in: &word)
      case .cell(let isBlank):
        beginCell(&given[last], isBlank: isBlank, in: &word)
      case .paragraph(let range):
        if !given[last].isPassedOver { word.addParagraph(text.span.extracting(range)) }
      case .object: word.markObject()
      case .cellEnd:
        if !given[last].isPassedOver { word.endCell() }
        given[last].isPassedOver = false
      case .rowEnd: word.endRow()
      case .tableEnd:
        word.endTable(to: &builder)
        given.removeLast()
      }
    }
    items.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    tables.removeAll(keepingCapacity: true)
    return true
  }

  private mutating func beginRow(_ row: Row, _ edges: Edges, in word: inout WordTables) {
    word.beginRow()
    if row.isDropped { word.dropRow() }
    guard let first = row.cells.first, let last = row.cells.last else {
      if edges.columnCount > 0 { misplacedCount += 1 }
      return
    }
    if row.cellCount > row.cells.count { misplacedCount += 1 }
    // Columns in which the row has no cell, as those of a row that is indented.
    let end = row.cells[min(row.cellCount, row.cells.count) - 1].right
    word.setGapBefore(edges.column(of: first.left))
    word.setGapBeforeWidth(first.left - edges.first)
    guard row.cellCount >= row.cells.count else { return }
    word.setGapBehind(edges.columnCount - edges.column(of: end))
    word.setGapBehindWidth(edges.last - last.right)
  }

  private mutating func beginCell(_ given: inout Given, isBlank: Bool, in word: inout WordTables) {
    defer { given.cell += 1 }
    guard given.cell < given.row.cells.count else { return word.beginCell() }
    let cell = given.row.cells[given.cell]
    let span = given.edges.column(of: cell.right) - given.edges.column(of: cell.left)
    given.isPassedOver = span == 0 && isBlank
    if given.isPassedOver { return }
    word.beginCell()
    word.setSpan(span)
    if span <= 0 { misplacedCount += 1 }
    if cell.isMergedAcross { word.mergeCell() } else if cell.beginsMergeAcross { word.beginMergeAcross() }
    if cell.goesOn { word.setMerge(.goOn) } else if cell.beginsMerge { word.setMerge(.begin) }
  }
}

/// The columns of a table, as the edges of its cells make them. Those that stand nearer to each other than 20 twentieths of a point are
/// one, as for other programs.
private struct Edges {
  private var places: [Int] = []

  init(_ rows: [[RowDefinition.Cell]]) {
    var found: [Int] = []
    var above: [RowDefinition.Cell] = []
    for cells in rows where cells != above {
      for cell in cells {
        found.append(cell.left)
        found.append(cell.right)
      }
      above = cells
    }
    found.sort()
    for place in found where places.last.map({ place - $0 > 20 }) ?? true { places.append(place) }
  }

  var first: Int { places.first ?? 0 }
  var last: Int { places.last ?? 0 }

  var columnCount: Int { max(places.count - 1, 0) }

  /// The columns' widths.
  var widths: [Int] { zip(places.dropFirst(), places).map { $0 - $1 } }

  /// The column that an edge begins, from 0.
  func column(of edge: Int) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] <= edge { low = middle + 1 } else { high = middle }
    }
    return max(low - 1, 0)
  }
}
