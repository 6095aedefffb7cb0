import Bytes

/// A block of a form, flat, with all that printing needs.
final class PrintableBlock: Sendable {
  struct Row: Sendable {
    let path: [UInt8]
    /// The rows it stands under, outermost first: places in `rows`.
    let parents: [Int]
    let printed: [UInt8]
    let unit: [UInt8]
    let isHeading: Bool
    /// The place behind the rows below it.
    var end: Int
  }

  struct Column: Sendable {
    let path: [UInt8]
    /// The spanners it stands under, then itself, as printed.
    let printed: [[UInt8]]
  }

  let form: Int
  let layout: FormBlock.Layout
  let hasUnitColumn: Bool
  let title: [UInt8]?
  let headers: [[UInt8]]
  let rows: [Row]
  let columns: [Column]
  /// How many columns stand left of the values: where headings are merged cells, one for each level.
  let stubCount: Int
  let columnCount: Int

  init(_ block: FormBlock, form: Int) {
    self.form = form
    layout = block.layout
    hasUnitColumn = block.unitColumn
    title = block.title.map { Array($0.utf8) }
    headers = block.headers.map { Array($0.utf8) }
    var rows: [Row] = []
    func add(_ row: FormRow, path: [UInt8], parents: [Int]) {
      let path = path + row.label.utf8
      let place = rows.count
      rows.append(
        Row(
          path: path, parents: parents, printed: Array(row.printed.utf8), unit: Array(row.unit.utf8),
          isHeading: row.heading, end: place + 1))
      if row.rows.isEmpty { return }
      for child in row.rows { add(child, path: path + [.slash], parents: parents + [place]) }
      rows[place].end = rows.count
    }
    for row in block.rows { add(row, path: [], parents: []) }
    self.rows = rows
    var columns: [Column] = []
    func add(_ column: FormColumn, path: [UInt8], printed: [[UInt8]]) {
      let path = path + column.label.utf8
      let printed = printed + [Array(column.printed.utf8)]
      if column.columns.isEmpty { columns.append(Column(path: path, printed: printed)) }
      for child in column.columns { add(child, path: path + [.slash], printed: printed) }
    }
    for column in block.columns { add(column, path: [], printed: []) }
    self.columns = columns
    switch layout {
    case .line:
      stubCount = 0
      columnCount = columns.count * rows.count { !$0.isHeading }
    case .rows:
      stubCount = hasUnitColumn ? 2 : (rows.map(\.parents.count).max() ?? 0) + 1
      columnCount = stubCount + columns.count
    }
  }
}
