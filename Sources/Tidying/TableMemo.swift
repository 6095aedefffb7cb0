import Facts
import Forms
import Reports

/// What the tables of reports are, remembered from report to report: the tables of most have the same labels and figures in the
/// same places, down to the last cell, and where they do they are cut, recognised and aligned alike.
struct TableMemo: Sendable {
  /// A run of rows, with the block it was recognised as.
  ///
  /// A class, for the tables of each report are passed over, and an alignment is a handful of arrays.
  final class Table: Sendable {
    let rows: Range<Int>
    let block: Int?
    let lacksHeader: Bool
    /// `nil` where there is no block, and where words of the report decide that are no labels, here or in an earlier part of the table.
    let alignment: Alignment?

    init(rows: Range<Int>, block: Int?, lacksHeader: Bool, alignment: Alignment?) {
      (self.rows, self.block, self.lacksHeader, self.alignment) = (rows, block, lacksHeader, alignment)
    }
  }

  /// Where each shape stands in `shapes`, by its hash.
  private var places: [UInt64: Int] = [:]
  private var shapes: [(key: [UInt32], tables: [Table])] = []
  private var key: [UInt32] = []

  /// Enough for the forms in the ways that programs print them.
  private static let limit = 256
  /// Larger tables are no form's.
  private static let longest = 4096

  /// The tables of a report.
  mutating func tables(of grid: Grid, in report: Report, index: FormIndex) -> [Table] {
    makeKey(grid, report, index)
    guard key.count <= Self.longest else { return Self.recognise(grid, report, index) }
    let hash = key.reduce(UInt64(key.count)) { ($0 ^ UInt64($1)) &* 0x9E37_79B9_7F4A_7C15 ^ ($0 >> 29) }
    if let place = places[hash], shapes[place].key == key { return shapes[place].tables }
    let tables = Self.recognise(grid, report, index)
    if shapes.count == Self.limit { (places, shapes) = ([:], []) }
    if places[hash] == nil {
      places[hash] = shapes.count
      shapes.append((key, tables))
    }
    return tables
  }

  /// All that recognition and alignment look at, but the text of labels that no form has: the year, the section, table and length
  /// of each row, and what each cell is.
  private mutating func makeKey(_ grid: Grid, _ report: Report, _ index: FormIndex) {
    key.removeAll(keepingCapacity: true)
    key.append(UInt32(truncatingIfNeeded: report.reportYear ?? 0))
    let sections = report.sections.map { UInt32(index.sections.firstIndex(of: $0) ?? 255) }
    for row in grid.rows {
      let first = report.pieces[grid.cells[row.cells.lowerBound].piece]
      key.append(sections[first.section])
      key.append(UInt32(truncatingIfNeeded: row.table << 1 | (row.isRefused ? 1 : 0)))
      key.append(UInt32(truncatingIfNeeded: row.cells.count))
      for place in row.cells { key.append(grid.cells[place].shape) }
    }
  }

  private static func recognise(_ grid: Grid, _ report: Report, _ index: FormIndex) -> [Table] {
    var segments = Segment.joiningOwn(
      Segment.cut(grid, index: index), grid: grid, index: index, report: report)
    let sections = segments.map { segment in
      report.sections[report.pieces[grid.firstPiece(of: segment.rows)].section]
    }
    Recognition.recognise(
      &segments, sections: sections, year: report.reportYear, index: index, forms: index.forms)
    /// By block: the last row so far, and whether words decided on any.
    var (lastRows, worded) = ([Int: Int](), Set<Int>())
    return joined(segments, grid).map { segment in
      var alignment: Alignment?
      if let block = segment.block, !segment.lacksHeader {
        let found = Alignment(
          segment.rows, block: block, behind: lastRows[block] ?? -1, grid: grid, index: index, report: report)
        if let last = found.lastRow { lastRows[block] = last }
        if found.readsText { worded.insert(block) }
        if !worded.contains(block) { alignment = found }
      }
      return Table(
        rows: segment.rows, block: segment.block, lacksHeader: segment.lacksHeader, alignment: alignment)
    }
  }
}

extension TableMemo {
  /// Segments of one table that are of no block stay one table: its last row may have the name of one of a form, as 合计 has.
  private static func joined(_ segments: [Segment], _ grid: Grid) -> [Segment] {
    var joined: [Segment] = []
    for segment in segments {
      let first = grid.rows[segment.rows.lowerBound]
      if let last = joined.last, last.block == nil, segment.block == nil, first.kind == .data,
        grid.rows[last.rows.lowerBound].table == first.table, last.hasData
      {
        joined[joined.count - 1].rows = last.rows.lowerBound..<segment.rows.upperBound
      } else {
        joined.append(segment)
      }
    }
    return joined
  }
}

extension Grid.Cell {
  /// What the cell is, but for the text of a label that no form has, and the figure.
  fileprivate var shape: UInt32 {
    UInt32(truncatingIfNeeded: label + 1) << 8 | value.status.number << 2 | (value.isNone ? 2 : 0)
      | (value.isRefused ? 0x80 : 0) | (hasOrdinal ? 1 : 0)
  }
}

extension FactStatus {
  fileprivate var number: UInt32 {
    switch self {
    case .number: 0
    case .blank: 1
    case .slash: 2
    case .dash: 3
    case .text: 4
    }
  }
}

extension Report {
  /// The year as a number.
  fileprivate var reportYear: Int? { Int(String(decoding: year, as: UTF8.self)) }
}
