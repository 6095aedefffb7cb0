import Bytes
import Facts
import Forms
import Reports
import Text

/// A table that no form knows, read by its shape.
///
/// The rows above the first figure are the header; the label is the text before the first value, nested by ordinals; a column
/// headed 单位 or 计量单位 gives the unit, one headed 序号 or 代码 is left out. A further header begins a table of its own.
struct GeneralTable {
  struct Fact {
    let row: [UInt8]
    let column: [UInt8]
    let unit: [UInt8]
    let cell: Int
  }

  /// The nearest heading.
  let section: [UInt8]
  private(set) var facts: [Fact] = []

  /// A figure that nothing names, where the table has neither header nor labels.
  private(set) var bareCell: Int?

  /// Labels of official headers that stand in rows of figures: the end of a row is lost. Such rows give no facts.
  private(set) var headerCells: [Int] = []

  /// What is refused or told, each with the cell where it stands.
  private(set) var doubts: [(doubt: Doubt, cell: Int)] = []

  enum Doubt {
    /// A row of another width than the header, and whether it has figures.
    case width(found: Int, header: Int, hasFigures: Bool)
    /// A row that is read though a label merged over it, or a header's, is missing.
    case mergedLabel(found: Int, header: Int)
    /// A header row that the columns of the one below do not fit.
    case headerRow
    /// Rows of figures without labels.
    case noLabels(rows: Int)
    /// A label among figures: labels and values side by side, below no header.
    case labelAmongFigures
    /// A row of words of which cannot be told whether it is the last of the header or the first of the table.
    case unclearHeader(row: [UInt8])
    /// A figure in a cell over the whole width, or in one cell with its label.
    case loneFigure(text: [UInt8], isContact: Bool)
    /// A row whose labels another one has too.
    case repeatedRow([UInt8])
    /// A row that its reader has refused: its label, and what stands there.
    case unplaced([[UInt8]])
    /// A figure that its reader was not certain of.
    case refusedFigure(text: [UInt8], row: [UInt8], column: [UInt8])
    /// A value in a cell merged over columns or rows: it is of none of them alone.
    case mergedValue(text: [UInt8])
    /// A column that has the name of another one, and its place from 1.
    case repeatedColumn([UInt8], place: Int)
  }

  /// Of this table alone, where cells have columns.
  let grid: Grid
  /// Whether all rows have a cell for each column, merged ones once for each.
  let isSquare: Bool
  let index: FormIndex
  let report: Report
  /// The names of the columns, by place from the left.
  var columns: [[UInt8]] = []
  /// How many columns there are until their names begin anew: as many as there are, or a part where tables stand side by side.
  var period = 0
  /// Whether the header has more rows than one.
  var hasLevels = false
  /// The place of the first value column.
  private var firstValue = 0
  /// Columns of units: each is of the values beside it.
  var unitColumns: [Int] = []
  /// How many cells the widest row has; blank ones to the right of all text are the layout's.
  private(set) var width = 0
  /// Columns of serial numbers and codes.
  var numberColumns: Set<Int> = []
  /// Columns without a name and with nothing in them: they only make room.
  var emptyColumns: Set<Int> = []
  /// The labels above the row at hand, outermost first.
  var path: [(level: Int, label: [UInt8])] = []
  var lastLabel: [UInt8] = []
  /// The heading over the whole width that the row at hand stands below, with those above it.
  var group: [UInt8] = []
  /// How many rows are totals, but for 小计.
  private(set) var totalCount = 0
  /// Whether two rows of figures have one label.
  private(set) var repeatsLabels = false
  /// The rows so far, each with its first column.
  private var names: Set<[UInt8]> = []
  private var hasMergedLabels = false
  /// The pieces that were told as merged values.
  var mergedValues: Set<Int> = []
  /// The first figure of each row without a label.
  private var unlabelled: [Int] = []
  /// The labels of the row above, and whether they are of cells merged over rows.
  var above: [(label: [UInt8], isMerged: Bool)] = []

  init(_ numbers: Range<Int>, section: [UInt8], grid: Grid, index: FormIndex, report: Report) {
    let square = grid.squared(numbers, of: report)
    let rows = square.map { 0..<$0.rows.count } ?? numbers
    self.grid = square ?? grid
    isSquare = square != nil
    self.index = index
    self.report = report
    self.section = section
    width = width(of: rows)
    var start = rows.lowerBound
    let last = rows.last(where: isDataRow) ?? start
    /// The first row of figures below the header at hand.
    var data: Int?
    for row in rows {
      if let first = data, row < last, isFurtherHeader(row, behind: start..<first) {
        // 二、申请 over the whole width is above its header.
        let begin = (first..<row).last { !isWhole($0) || isDataRow($0) }.map { $0 + 1 } ?? row
        read(start..<begin)
        (start, data) = (begin, nil)
      } else if data == nil, isDataRow(row) {
        data = row
      }
    }
    read(start..<rows.upperBound)
  }

  private mutating func read(_ rows: Range<Int>) {
    (columns, period, hasLevels, unitColumns, numberColumns, above) = ([], 0, false, [], [], [])
    (hasMergedLabels, group, emptyColumns) = (false, [], [])
    width = width(of: rows)
    // Without any figure it is a table of words: an index, a layout.
    guard rows.contains(where: { row in cells(row).contains { isFigure($0, in: row) } }),
      var first = rows.first(where: { isDataRow($0) && !isYears($0) && !isColumnNumbers($0) })
    else {
      for row in rows { noteLabelledFigures(row) }
      return
    }
    while first > rows.lowerBound + 1, isBlankRow(first - 1) { first -= 1 }
    let data = first..<rows.upperBound
    let known = doubts.count
    let labels = data.compactMap(ownLabel)
    repeatsLabels = Set(labels).count < labels.count
    totalCount = labels.count { isTotal($0) && !$0.suffix(6).elementsEqual(Self.subtotal) }
    readHeader(rows.lowerBound..<first, above: data)
    firstValue = data.compactMap(firstFigure).min() ?? 0
    if let label = data.lazy.compactMap(labelAmongFigures).first {
      doubts.removeSubrange(known...)
      return note(.labelAmongFigures, at: label)
    }
    let begin = facts.count
    unlabelled = []
    for row in data { readRow(row) }
    // One row of figures needs no label below a header; several, or one below others, could not be told apart.
    let isOneOfSeveral =
      facts[begin...].contains { !$0.row.isEmpty } || !columns.isEmpty && unlabelled.count > 1
    if !unlabelled.isEmpty, isOneOfSeveral {
      let labelled = facts[begin...].filter { !$0.row.isEmpty }
      facts.replaceSubrange(begin..., with: labelled)
      note(.noLabels(rows: unlabelled.count), at: unlabelled[0])
    }
    if columns.isEmpty, facts.allSatisfy({ $0.row.isEmpty }) { bareCell = facts.first?.cell }
  }

  private func width(of rows: Range<Int>) -> Int {
    rows.map { row in
      let cells = grid.rows[row].cells
      let last = cells.last { grid.cells[$0].value.status != .blank } ?? cells.lowerBound
      return last - cells.lowerBound + 1
    }.max() ?? 0
  }

  mutating func noteRefused(_ row: Int) {
    note(.unplaced(cells(row).map { characters($0).utf8 }), at: cells(row).lowerBound)
  }

  mutating func note(_ doubt: Doubt, at cell: Int) { doubts.append((doubt, cell)) }

  func cells(_ row: Int) -> Range<Int> {
    let cells = grid.rows[row].cells
    return cells.lowerBound..<min(cells.upperBound, cells.lowerBound + width)
  }

  /// Whether a row has a label and blank cells only, below a header of as many cells.
  private func isBlankRow(_ row: Int) -> Bool {
    let cells = cells(row)
    return cells.count > 1 && cells.count == self.cells(row - 1).count && grid.cells[cells.lowerBound].isText
      && !grid.cells[cells.lowerBound].hasOrdinal
      && grid.cells[cells.dropFirst()].allSatisfy { $0.value.status == .blank }
  }

  /// The place of the first figure of a row that is as long as the header.
  private func firstFigure(_ row: Int) -> Int? {
    let cells = cells(row)
    guard columns.isEmpty || cells.count >= columns.count else { return nil }
    return cells.enumerated().first {
      !numberColumns.contains($0.offset) && !unitColumns.contains($0.offset) && isFigure($0.element, in: row)
    }?.offset
  }

  func label(_ cell: Int) -> [UInt8] {
    Label.printed(
      report.text.span.extracting(report.pieces[grid.cells[cell].piece].range), keepsNotes: true)
  }

  /// The label of a row of figures, where no ordinal nests it.
  private func ownLabel(_ row: Int) -> [UInt8]? {
    let first = cells(row).lowerBound
    guard isDataRow(row), grid.cells[first].isText, !grid.cells[first].hasOrdinal else { return nil }
    return label(first)
  }

  // MARK: rows

  private mutating func readRow(_ row: Int) {
    let cells = cells(row)
    if grid.rows[row].isRefused { return noteRefused(row) }
    if isWhole(row) { return readWhole(cells.lowerBound) }
    // 一、县直, with blank cells beside it.
    if repeatsLabels, isHeading(row) {
      nest(cells.lowerBound)
      group = lastPath
    }
    guard period < columns.count else { return readRow(cells, in: row) }
    for start in stride(from: cells.lowerBound, to: cells.upperBound, by: period) {
      let part = start..<min(start + period, cells.upperBound)
      if !grid.cells[part].allSatisfy({ $0.value.status == .blank }) { readRow(part, in: row) }
    }
  }

  /// Where the values of a row of another width than the header begin; `nil` where that is not certain.
  private func valueStart(of cells: Range<Int>) -> Int? {
    let merged = period - cells.count
    if columns.isEmpty || merged == 0 { return firstValue }
    if merged > 0 {
      // Labels are merged and values are all there: the values stand at the right.
      let start = firstValue - merged
      guard start > 0, grid.cells[cells.lowerBound + start].isValue else { return nil }
      return cells.prefix(start).contains { grid.cells[$0].isText } ? start : nil
    }
    // The label of the first column is merged over the rows of the header, or there is none.
    let isLabelled = grid.cells[cells.lowerBound].isText
    let lacksFirst = hasLevels ? !isLabelHeader(columns[0]) : isCount(columns[0])
    return merged == -1 && firstValue == 1 && isLabelled && lacksFirst ? 1 : nil
  }

  private mutating func readRow(_ cells: Range<Int>, in row: Int) {
    guard !isSquare || columns.isEmpty || cells.count == period, let valueStart = valueStart(of: cells) else {
      let hasFigures = cells.contains { isFigure($0, in: row) }
      return note(
        .width(found: cells.count, header: period, hasFigures: hasFigures), at: firstOwn(cells))
    }
    let isWhole = columns.isEmpty || cells.count == period
    var labels = cells.prefix(valueStart).enumerated().filter {
      !(isWhole && numberColumns.contains($0.offset)) && !unitColumns.contains($0.offset)
    }.map(\.element)
    // 合计 in the column of serial numbers.
    if isWhole,
      let number = numberColumns.first(where: { $0 < cells.count && grid.cells[cells.lowerBound + $0].isText }
      ),
      labels.allSatisfy({ !grid.cells[$0].isText })
    {
      labels = [cells.lowerBound + number]
    }
    // Once for a table.
    if !isWhole, !hasMergedLabels, !labels.contains(where: { isTotal(label($0)) }) {
      hasMergedLabels = true
      note(.mergedLabel(found: cells.count, header: period), at: firstOwn(cells))
    }
    if let header = header(in: cells.prefix(valueStart)) {
      headerCells.append(header)
      return
    }
    for cell in labels.dropFirst() where isPart(cell) { labels.removeAll { $0 == cell } }
    labels.removeAll { grid.cells[$0].value.isNone || [.slash, .dash].contains(grid.cells[$0].value.status) }
    let name = labels.count == 1 ? nestedName(labels[0]) : joinedName(labels)
    // —— as a unit: a group row, blank by design.
    let units = unitColumns.filter { $0 < cells.count }.map { cells.lowerBound + $0 }
    if !units.isEmpty, units.allSatisfy({ grid.cells[$0].value.status == .dash }),
      !cells.dropFirst(valueStart).contains(where: { isFigure($0, in: row) })
    {
      return
    }
    if !name.isEmpty, !names.insert(name + [.lineFeed] + column(valueStart, of: cells.count)).inserted {
      note(.repeatedRow(name), at: firstOwn(cells))
    }
    if name.isEmpty, let first = cells.first(where: { grid.cells[$0].value.status == .number }) {
      unlabelled.append(first)
    }
    for (offset, cell) in cells.enumerated() where offset >= valueStart {
      let isValue = !unitColumns.contains(offset) && !numberColumns.contains(offset)
      guard isValue, !(isWhole && emptyColumns.contains(offset)), !isMergedValue(cell) else { continue }
      if grid.cells[cell].value.isRefused {
        note(
          .refusedFigure(text: characters(cell).utf8, row: name, column: column(offset, of: cells.count)),
          at: cell)
        continue
      }
      let unit = unit(ofValue: cell, among: units)
      facts.append(Fact(row: name, column: column(offset, of: cells.count), unit: unit, cell: cell))
    }
  }

  /// The unit that stands beside a value: before it, unless the first value has its own behind it.
  private func unit(ofValue cell: Int, among units: [Int]) -> [UInt8] {
    let isBefore = unitColumns.first.map { $0 <= firstValue } ?? true
    let unit = isBefore ? units.last { $0 < cell } : units.first { $0 > cell } ?? units.last
    return unit.flatMap { grid.cells[$0].isText ? label($0) : nil } ?? []
  }

  /// The name of a column; rows of another length than the header are set against it from the right.
  private func column(_ offset: Int, of count: Int) -> [UInt8] {
    let place = offset + period - count
    if columns.indices.contains(place), !columns[place].isEmpty { return columns[place] }
    return Array("第\(offset + 1)列".utf8)
  }
}
