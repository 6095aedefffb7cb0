import Facts
import Forms

/// Where the values of a row stand among its cells, when there are blank ones that may be values or the layout's.
///
/// Text loses cells. A row whose values end in blanks may have lost one, and all behind it have moved; so the other rows of its
/// table must agree on where such a row has its values, or it is refused.
extension Alignment {
  enum Placement {
    case success(Int)
    /// Several places are possible, or the ends are blank: from the first to the last place, as far as this row tells.
    case doubtful(ClosedRange<Int>)
    case failure(Refusal)
  }

  /// The first value cell of a row.
  ///
  /// - Parameters:
  ///   - cells: the row.
  ///   - label: the cell of its innermost label; the one before the row where it has none.
  func place(_ cells: Range<Int>, behind label: Int, needed: Int, grid: Grid) -> Placement {
    let behind = label + 1..<cells.upperBound
    if behind.count < needed { return .failure(.tooFewCells(found: behind.count, needed: needed)) }
    guard let first = behind.first(where: { grid.cells[$0].value.status != .blank }),
      let last = behind.last(where: { grid.cells[$0].value.status != .blank })
    else { return .success(cells.upperBound - needed) }
    // A label where a value should be: a cell is lost, and all behind it have moved.
    let values = block.hasUnitColumn ? first + 1 : first
    if values <= last, grid.cells[values...last].contains(where: { $0.isText && $0.isLabel }) {
      return .failure(.labelAmongValues)
    }
    if last - first >= needed { return .failure(.unclearPosition) }
    if last - first + 1 == needed { return .success(first) }
    if block.hasUnitColumn, grid.cells[first].isText, first + needed <= cells.upperBound {
      return .success(first)
    }
    return .doubtful(max(label + 1, last + 1 - needed)...min(first, cells.upperBound - needed))
  }

  /// Decides on the doubtful rows of each table by the others.
  mutating func settle(_ numbers: Range<Int>, grid: Grid) {
    var shape: TableShape?
    for index in rows.indices {
      guard let range = rows[index].doubt else { continue }
      let table = grid.rows[rows[index].number].table
      if shape?.table != table {
        shape = TableShape(rows, of: table, around: rows[index].number, in: numbers, block: block, grid: grid)
      }
      if let first = shape?.firstValue(of: rows[index], in: range, grid: grid) {
        rows[index].firstValue = first
        continue
      }
      if case .row(let number) = rows[index].match { rows[index].refusedRow = number }
      rows[index].match = .refused(.unclearPosition)
    }
  }
}

/// How the rows of a table are set, as far as they leave no doubt.
private struct TableShape {
  let table: Int
  private let needed: Int
  private let isLine: Bool
  /// How many cells each row has, headers too; titles, of which line breaks and merged cells leave what they like, only where the
  /// other rows are few or of several widths.
  private var widths: [Int: Int] = [:]
  /// How many rows of one width tell it.
  private static let enough = 4
  /// The rows whose values have their place, by how many cells they have and stand before the values' label: （一）予以公开 has one more
  /// cell in front than 一、本年新收, and of all others as many.
  private var placedWidths: Set<[Int]> = []
  /// How many cells the rows have of which one would begin its values behind a blank cell, or has too few: nothing tells whether the
  /// blank ones of such rows are values.
  private var unclearWidths: Set<Int> = []
  /// How many blank cells all headers begin with.
  private var headerIndent = Int.max
  /// How many cells stand behind their values.
  private var margins: Set<Int> = []
  /// Whether blank cells stand between a label and its values, where the label is merged over them.
  private var hasGaps = false
  /// The blank cells at the end of the headers, or of every row: the mark that ends a row makes one.
  private var commonMargin: Int

  init(
    _ rows: [Alignment.Row], of table: Int, around row: Int, in numbers: Range<Int>, block: IndexedBlock,
    grid: Grid
  ) {
    self.table = table
    isLine = block.layout == .line
    needed = block.layout == .line ? block.valueCount : block.cellsBehindLabel
    var (lower, upper) = (row, row + 1)
    while lower > 0, grid.rows[lower - 1].table == table { lower -= 1 }
    while upper < grid.rows.count, grid.rows[upper].table == table { upper += 1 }
    var (headerMargin, rowMargin) = (Int.max, Int.max)
    var titleWidths: [Int] = []
    for number in lower..<upper {
      let row = grid.rows[number]
      guard let last = row.cells.last(where: { grid.cells[$0].value.status != .blank }) else { continue }
      if row.kind == .title {
        titleWidths.append(row.cells.count)
      } else {
        widths[row.cells.count, default: 0] += 1
      }
      let margin = row.cells.upperBound - last - 1
      if row.cells.count > 1 { rowMargin = min(rowMargin, margin) }
      if row.kind == .header, numbers.contains(number) {
        headerMargin = min(headerMargin, margin)
        let indent = row.cells.prefix { grid.cells[$0].value.status == .blank }.count
        headerIndent = min(headerIndent, indent)
      }
    }
    if widths.count > 1 || widths.values.allSatisfy({ $0 < Self.enough }) {
      for width in titleWidths { widths[width, default: 0] += 1 }
    }
    commonMargin = headerMargin < .max ? headerMargin : rowMargin
    for row in rows where row.doubt == nil && row.isPlaced && lower..<upper ~= row.number {
      let cells = grid.rows[row.number].cells
      let values = row.firstValue..<row.firstValue + needed
      if grid.cells[values].allSatisfy({ $0.value.status == .blank }) { continue }
      placedWidths.insert([cells.count, row.label - cells.lowerBound])
      margins.insert(cells.upperBound - values.upperBound)
      if row.firstValue > row.label + 1 { hasGaps = true }
    }
    for row in rows where lower..<upper ~= row.number {
      let cells = grid.rows[row.number].cells
      if case .refused(.tooFewCells) = row.match { unclearWidths.insert(cells.count) }
      guard row.doubt != nil else { continue }
      let first = cells.upperBound - needed - (margins.first ?? commonMargin)
      if first > row.label + 1 { unclearWidths.insert(cells.count) }
    }
  }

  /// The first value cell of a doubtful row; `nil` where it does not stand as the others do.
  func firstValue(of row: Alignment.Row, in range: ClosedRange<Int>, grid: Grid) -> Int? {
    let cells = grid.rows[row.number].cells
    let margin = margins.first ?? commonMargin
    if margins.count > 1 || margin > 1 && widths.count > 1 {
      // As many blank cells at the end as there happen to be: values begin behind the label, and where the last one is there
      // none is missing.
      let first = row.label + 1
      let isWhole = grid.cells[first + needed - 1].value.status != .blank
      return !hasGaps && range.contains(first) && isWhole ? first : nil
    }
    let first = cells.upperBound - needed - margin
    guard range.contains(first) else { return nil }
    // Its first blank cell may stand under one of the headers'.
    if isLine, headerIndent < .max, first < cells.lowerBound + headerIndent { return nil }
    if placedWidths.contains([cells.count, row.label - cells.lowerBound]) { return first }
    // Where all other rows have the same columns, so must this one. Blank cells behind the label may be the label's or values: one that
    // is placed tells.
    let others = widths.filter { $0.key != cells.count || $0.value > 1 }
    if others.count == 1 {
      let isTold =
        first == row.label + 1 && !unclearWidths.contains(cells.count)
        || placedWidths.contains { $0[0] == cells.count }
      return others[cells.count] != nil && isTold ? first : nil
    }
    // Labels that are merged are one cell: such a row is as much shorter, and nothing stands between label and values.
    return first == row.label + 1 && !hasGaps ? first : nil
  }
}
