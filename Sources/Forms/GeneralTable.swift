import Bytes
import Cells
import Facts

/// A table that no form knows, read by its shape.
///
/// The rows above the first figure are the header; the label is the text before the first value, nested by ordinals; a column
/// headed 单位 or 计量单位 gives the unit, one headed 序号 is left out.
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

  private let grid: Grid
  private let index: FormIndex
  private let report: Report
  /// The names of the columns, by place from the left.
  private var columns: [[UInt8]] = []
  /// The place of the first value column.
  private var firstValue = 0
  private var unitColumn: Int?
  /// How many cells the widest row has; blank ones to the right of all text are the layout's.
  private var width = 0
  private var numberColumn: Int?
  /// The labels above the row at hand, outermost first.
  private var path: [(level: Int, label: [UInt8])] = []
  private var lastLabel: [UInt8] = []
  private var above: [[UInt8]] = []

  init(_ rows: Range<Int>, section: [UInt8], grid: Grid, index: FormIndex, report: Report) {
    self.grid = grid
    self.index = index
    self.report = report
    self.section = section
    for row in rows {
      let cells = grid.rows[row].cells
      let last = cells.last { grid.cells[$0].value.status != .blank } ?? cells.lowerBound
      width = max(width, last - cells.lowerBound + 1)
    }
    // Without any figure it is a table of words: an index, a layout.
    guard rows.contains(where: { row in cells(row).contains { isFigure($0, in: row) } }),
      var first = rows.first(where: { isDataRow($0) && !isYears($0) })
    else { return }
    while first > rows.lowerBound + 1, isBlankRow(first - 1) { first -= 1 }
    readHeader(rows.lowerBound..<first)
    firstValue = (first..<rows.upperBound).compactMap(firstFigure).min() ?? 0
    for row in first..<rows.upperBound { readRow(row) }
    if columns.isEmpty, facts.allSatisfy({ $0.row.isEmpty }) { bareCell = facts.first?.cell }
  }

  private func cells(_ row: Int) -> Range<Int> {
    let cells = grid.rows[row].cells
    return cells.lowerBound..<min(cells.upperBound, cells.lowerBound + width)
  }

  /// Whether the figures of a row are years one after another: they head columns.
  private func isYears(_ row: Int) -> Bool {
    let figures = cells(row).filter { grid.cells[$0].value.status == .number }.map {
      grid.digits[grid.cells[$0].digits]
    }
    guard figures.count > 1, figures.allSatisfy(Self.isYear) else { return false }
    let years = figures.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    let steps = Set(zip(years, years.dropFirst()).map { $1 - $0 })
    return steps == [1] || steps == [-1]
  }

  /// Whether a row has a label and blank cells only, below a header of as many cells.
  private func isBlankRow(_ row: Int) -> Bool {
    let cells = cells(row)
    return cells.count > 1 && cells.count == self.cells(row - 1).count && grid.cells[cells.lowerBound].isText
      && !grid.cells[cells.lowerBound].hasOrdinal
      && grid.cells[cells.dropFirst()].allSatisfy { $0.value.status == .blank }
  }

  /// Whether a cell holds a figure, also one that is no plain number: 60%, 3-5, 260余条.
  private func isFigure(_ cell: Int, in row: Int) -> Bool {
    switch grid.cells[cell].value.status {
    case .number:
      // A year in front of a row is its label.
      return !(cell == cells(row).lowerBound && Self.isYear(grid.digits[grid.cells[cell].digits]))
    case .text where !grid.cells[cell].hasOrdinal:
      let text = report.text.span.extracting(report.pieces[grid.cells[cell].piece].range)
      let visible = text.trimmed(0..<text.count)
      return cell > cells(row).lowerBound && visible.count <= 24 && !visible.isEmpty
        && text[visible.lowerBound].isDigit && !Self.isPeriod(Characters(text.extracting(visible)))
    default: return false
    }
  }

  /// 2021年, 3月, 1季度 head columns.
  private static func isPeriod(_ text: Characters) -> Bool {
    ["年", "年度", "月", "月份", "季度"].contains { text.ends(with: Characters($0)) }
  }

  private static func isYear(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 4 && digits.allSatisfy(\.isDigit)
      && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }

  /// Whether the header ends before a row: it holds a figure or a mark for none.
  private func isDataRow(_ row: Int) -> Bool {
    cells(row).contains { cell in
      isFigure(cell, in: row) || [.slash, .dash].contains(grid.cells[cell].value.status)
    }
  }

  /// The place of the first figure of a row that is as long as the header.
  private func firstFigure(_ row: Int) -> Int? {
    let cells = cells(row)
    guard columns.isEmpty || cells.count >= columns.count else { return nil }
    return cells.enumerated().first {
      $0.offset != numberColumn && $0.offset != unitColumn && isFigure($0.element, in: row)
    }?.offset
  }

  private func label(_ cell: Int) -> [UInt8] {
    Label.printed(report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
  }

  // MARK: header

  private mutating func readHeader(_ rows: Range<Int>) {
    // Titles over the whole table are no header, but headings of the rows below.
    let headers = rows.filter { cells($0).count > 1 && !isHeading($0) }
    for row in rows where isHeading(row) { nest(cells(row).lowerBound) }
    guard let last = headers.last else { return }
    let names = headers.map { cells($0).filter { grid.cells[$0].value.status != .blank } }
    if headers.count > 1, names.joined().count == width, names.allSatisfy({ $0.count < width }) {
      // One row of names that a line break cut in two.
      columns = names.joined().map(label)
    } else {
      columns = cells(last).map(label)
      for row in headers.dropLast().reversed() { putSpanners(cells(row).map(label)) }
    }
    for (place, name) in columns.enumerated() {
      switch String(decoding: name, as: UTF8.self) {
      case "单位", "计量单位": unitColumn = place
      case "序号", "编号": numberColumn = place
      default: break
      }
      // Two columns of one name are told by their place.
      if !name.isEmpty, columns.firstIndex(of: name) != place { columns[place] = [] }
    }
  }

  /// Whether a row is one label with an ordinal and nothing beside it.
  private func isHeading(_ row: Int) -> Bool {
    let cells = cells(row)
    return grid.cells[cells.lowerBound].hasOrdinal
      && grid.cells[cells.dropFirst()].allSatisfy { $0.value.status == .blank }
  }

  /// Puts a header row over the one below it. A cell over a blank one is the column's own name; one over a run of names
  /// spans the run. Where the cells do not come out even the row is left out.
  private mutating func putSpanners(_ spanners: [[UInt8]]) {
    var named = columns
    if spanners.count == columns.count {
      var current: [UInt8] = []
      for (place, spanner) in spanners.enumerated() {
        if !spanner.isEmpty { current = spanner }
        named[place] = Self.join(spanner.isEmpty && columns[place].isEmpty ? [] : current, columns[place])
      }
      columns = named
      return
    }
    var next = 0
    var isInRun = false
    for (place, column) in columns.enumerated() {
      if column.isEmpty || !isInRun {
        guard next < spanners.count else { return }
        next += 1
      }
      isInRun = !column.isEmpty
      named[place] = Self.join(spanners[next - 1], column)
    }
    if next == spanners.count { columns = named }
  }

  private static func join(_ outer: [UInt8], _ inner: [UInt8]) -> [UInt8] {
    outer.isEmpty ? inner : inner.isEmpty ? outer : outer + [.slash] + inner
  }

  // MARK: rows

  private mutating func readRow(_ row: Int) {
    let cells = cells(row)
    // A cell merged over the whole row is a heading of the rows below it.
    if cells.count == 1 {
      if grid.cells[cells.lowerBound].isText { nest(cells.lowerBound) }
      return
    }
    // A row shorter than the header has labels merged; its values stand at the right.
    let merged = max(0, columns.count - cells.count)
    let valueStart = max(min(firstValue, 1), firstValue - merged)
    var labels = cells.prefix(valueStart).enumerated().filter {
      $0.offset != (merged > 0 ? nil : numberColumn) && $0.offset != unitColumn
    }.map(\.element)
    // 合计 in the column of serial numbers.
    if let numberColumn, merged == 0, numberColumn < cells.count,
      grid.cells[cells.lowerBound + numberColumn].isText,
      labels.allSatisfy({ !grid.cells[$0].isText })
    {
      labels = [cells.lowerBound + numberColumn]
    }
    if let header = header(in: cells.prefix(valueStart)) {
      headerCells.append(header)
      return
    }
    labels.removeAll { grid.cells[$0].value.isNone || [.slash, .dash].contains(grid.cells[$0].value.status) }
    let name = labels.count == 1 ? nestedName(labels[0]) : joinedName(labels)
    let unitCell = unitColumn.flatMap { $0 < cells.count ? cells.lowerBound + $0 : nil }
    // —— as a unit: a group row, blank by design.
    if let unitCell, grid.cells[unitCell].value.status == .dash { return }
    let unit = unitCell.map { grid.cells[$0].isText ? label($0) : [] } ?? []
    for (offset, cell) in cells.enumerated() where offset >= valueStart {
      if offset == unitColumn || offset == numberColumn { continue }
      facts.append(Fact(row: name, column: column(offset, of: cells.count), unit: unit, cell: cell))
    }
  }

  /// A cell in front of figures that belongs to the header of an official table.
  private func header(in cells: Range<Int>) -> Int? {
    if let header = cells.first(where: isHeader) { return header }
    // 结果维持 may name a row, but not beside 结果纠正.
    let columns = cells.filter { cell in
      let roles = grid.roles(of: grid.cells[cell])
      return roles.contains { $0.kind == .column && index.blocks[$0.block].layout == .line }
        && !roles.contains { $0.kind == .row }
    }
    return Set(columns.map { grid.cells[$0].label }).count > 1 ? columns.first : nil
  }

  /// Whether a cell is, or begins with, a text that only stands in the headers of official tables.
  private func isHeader(_ cell: Int) -> Bool {
    guard grid.cells[cell].isText else { return false }
    let roles = grid.roles(of: grid.cells[cell])
    // 行政复议 heads columns in one table and may name a row in any other.
    let isHeader = roles.contains { $0.kind == .header && index.blocks[$0.block].layout == .rows }
    if isHeader { return roles.allSatisfy { $0.kind == .header } }
    return roles.isEmpty
      && index.isGlued(report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
  }

  /// The name of a column; rows of another length than the header are set against it from the right.
  private func column(_ offset: Int, of count: Int) -> [UInt8] {
    let place = offset + columns.count - count
    if columns.indices.contains(place), !columns[place].isEmpty { return columns[place] }
    return Array("第\(offset + 1)列".utf8)
  }

  /// The label under those above it by its ordinal; 其中 stands under the label before it; any other stands alone.
  private mutating func nestedName(_ cell: Int) -> [UInt8] {
    let characters = Characters(
      report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
    if Ordinal(characters) != nil {
      nest(cell)
      lastLabel = Array(path.map(\.label).joined(separator: [.slash]))
    } else if characters.starts(with: Characters("其中")), !lastLabel.isEmpty {
      return lastLabel + [.slash] + label(cell)
    } else {
      lastLabel = label(cell)
    }
    return lastLabel
  }

  private mutating func nest(_ cell: Int) {
    let characters = Characters(
      report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
    let level = Ordinal(characters)?.level ?? 0
    path.removeAll { $0.level >= level }
    path.append((level, label(cell)))
  }

  /// Labels of several columns; a blank one is covered by the one above.
  private mutating func joinedName(_ labels: [Int]) -> [UInt8] {
    var names = labels.map(label)
    if names.count == above.count {
      for place in names.indices.dropLast() where names[place].isEmpty {
        names[place] = above[place]
      }
    }
    above = names
    return Array(names.filter { !$0.isEmpty }.joined(separator: [.slash]))
  }
}
