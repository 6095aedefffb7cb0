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

  private let grid: Grid
  private let report: Report
  /// The names of the columns, by place from the left.
  private var columns: [[UInt8]] = []
  private var firstValue = 0
  private var unitColumn: Int?
  private var numberColumn: Int?
  /// The labels above the row at hand, outermost first.
  private var path: [(level: Int, label: [UInt8])] = []
  private var above: [[UInt8]] = []

  init(_ segment: Segment, grid: Grid, report: Report) {
    self.grid = grid
    self.report = report
    section = report.heading(before: grid.cells[grid.rows[segment.rows.lowerBound].cells.lowerBound].piece)
    guard
      let first = segment.rows.first(where: { row in
        grid.cells[grid.rows[row].cells].contains { $0.value.status == .number }
      })
    else { return }
    readHeader(segment.rows.lowerBound..<first)
    guard
      let place = grid.rows[first].cells.enumerated().first(where: {
        $0.offset != numberColumn && $0.offset != unitColumn && grid.cells[$0.element].value.status == .number
      })
    else { return }
    firstValue = place.offset
    for row in first..<segment.rows.upperBound { readRow(row) }
  }

  private func label(_ cell: Int) -> [UInt8] {
    Label.printed(report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
  }

  // MARK: header

  private mutating func readHeader(_ rows: Range<Int>) {
    // Titles over the whole table are no header.
    let headers = rows.filter { grid.rows[$0].cells.count > 1 }
    guard let last = headers.last else { return }
    columns = grid.rows[last].cells.map(label)
    for row in headers.dropLast().reversed() { putSpanners(grid.rows[row].cells.map(label)) }
    for (place, name) in columns.enumerated() {
      switch String(decoding: name, as: UTF8.self) {
      case "单位", "计量单位": unitColumn = place
      case "序号", "编号": numberColumn = place
      default: break
      }
    }
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
    let cells = grid.rows[row].cells
    // A cell merged over the whole row is a heading of the rows below it.
    if cells.count == 1 {
      if grid.cells[cells.lowerBound].isText { nest(cells.lowerBound) }
      return
    }
    let labels = cells.prefix(firstValue).enumerated().filter {
      $0.offset != numberColumn && $0.offset != unitColumn
    }.map(\.element)
    let name = labels.count == 1 ? nestedName(labels[0]) : joinedName(labels)
    let unitCell = unitColumn.flatMap { $0 < cells.count ? cells.lowerBound + $0 : nil }
    // —— as a unit: a group row, blank by design.
    if let unitCell, grid.cells[unitCell].value.status == .dash { return }
    let unit = unitCell.map { grid.cells[$0].isText ? label($0) : [] } ?? []
    for (offset, cell) in cells.enumerated() where offset >= firstValue {
      if offset == unitColumn || offset == numberColumn { continue }
      facts.append(Fact(row: name, column: column(offset, of: cells.count), unit: unit, cell: cell))
    }
  }

  /// The name of a column; rows of another length than the header are set against it from the right.
  private func column(_ offset: Int, of count: Int) -> [UInt8] {
    let place = offset + columns.count - count
    if columns.indices.contains(place), !columns[place].isEmpty { return columns[place] }
    return Array("第\(offset + 1)列".utf8)
  }

  /// The label under those above it by its ordinal; 其中 stands under the label before it.
  private mutating func nestedName(_ cell: Int) -> [UInt8] {
    nest(cell)
    return Array(path.map(\.label).joined(separator: [.slash]))
  }

  private mutating func nest(_ cell: Int) {
    let characters = Characters(
      report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
    let level: Int
    if let ordinal = Ordinal(characters) {
      level = ordinal.level
    } else if characters.starts(with: Characters("其中")) {
      level = 9
    } else {
      level = 0
    }
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

extension Report {
  /// The nearest heading before a piece: the section's name where it opened one, else its text without the ordinal.
  fileprivate func heading(before piece: Int) -> [UInt8] {
    for index in pieces[..<piece].indices.reversed() where pieces[index].kind == .heading {
      let opensSection = index == 0 || pieces[index - 1].section != pieces[index].section
      if opensSection { return sections[pieces[index].section] }
      var name = Label.printed(text.span.extracting(pieces[index].range))
      for mark in ["。", "：", "、"] where name.suffix(3).elementsEqual(mark.utf8) { name.removeLast(3) }
      return name
    }
    return sections[pieces[piece].section]
  }
}
