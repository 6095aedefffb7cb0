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
    let end: Int
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
    let flat = FlatBlock(block)
    let rows = flat.rows.map { row in
      Row(
        path: row.path, parents: row.parents, printed: Array(row.source.printed.utf8),
        unit: Array(row.source.unit.utf8), isHeading: !row.hasFigures, end: row.end)
    }
    let columns = flat.columns.filter(\.hasFigures).map { column in
      let levels = column.parents.map { flat.columns[$0].source } + [column.source]
      return Column(path: column.path, printed: levels.map { Array($0.printed.utf8) })
    }
    (self.rows, self.columns) = (rows, columns)
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
