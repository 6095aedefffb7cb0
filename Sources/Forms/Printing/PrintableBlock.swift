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

  init(_ block: FormBlock, form: Int) {
    self.form = form
    layout = block.layout
    hasUnitColumn = block.unitColumn
    title = block.title.map { Array($0.utf8) }
    headers = block.headers.map { Array($0.utf8) }
    var rows: [Row] = []
    func add(_ row: FormRow, path: String, parents: [Int]) {
      let path = path.isEmpty ? row.label : path + "/" + row.label
      let place = rows.count
      rows.append(
        Row(
          path: Array(path.utf8), parents: parents, printed: Array(row.printed.utf8),
          unit: Array(row.unit.utf8), isHeading: row.heading, end: place + 1))
      for child in row.rows { add(child, path: path, parents: parents + [place]) }
      rows[place].end = rows.count
    }
    for row in block.rows { add(row, path: "", parents: []) }
    self.rows = rows
    var columns: [Column] = []
    func add(_ column: FormColumn, path: String, printed: [[UInt8]]) {
      let path = path.isEmpty ? column.label : path + "/" + column.label
      let printed = printed + [Array(column.printed.utf8)]
      if column.columns.isEmpty { columns.append(Column(path: Array(path.utf8), printed: printed)) }
      for child in column.columns { add(child, path: path, printed: printed) }
    }
    for column in block.columns { add(column, path: "", printed: []) }
    self.columns = columns
  }

  /// How many columns stand left of the values: where headings are merged cells, one for each level.
  var stubCount: Int {
    switch layout {
    case .line: 0
    case .rows: hasUnitColumn ? 2 : (rows.map(\.parents.count).max() ?? 0) + 1
    }
  }

  var columnCount: Int {
    layout == .line ? columns.count * rows.count { !$0.isHeading } : stubCount + columns.count
  }
}
