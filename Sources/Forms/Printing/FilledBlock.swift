import Bytes

/// A block and the values that a report has for it.
struct FilledBlock {
  /// A row to be printed, one of the form or one that the form does not know.
  struct Row {
    /// The rows it stands under, outermost first.
    var parents: [Int]
    /// The place in the form; `nil` for a local row.
    var place: Int?
    var label: [UInt8]
    /// What facts call it.
    var path: [UInt8]
    /// A value for each column; `nil` where there is no fact.
    var values: [[UInt8]?]
  }

  let block: PrintableBlock
  private(set) var rows: [Row] = []
  /// Where rows of the form stand in `rows`; -1 for one that is not there.
  private var places: [Int]

  init(_ block: PrintableBlock) {
    self.block = block
    places = Array(repeating: -1, count: block.rows.count)
  }

  /// Puts a value in its place; rows of the form stay in the form's order.
  mutating func fill(row: Int, column: Int, value: [UInt8]) {
    if places[row] >= 0 {
      rows[places[row]].values[column] = value
      return
    }
    var new = Row(
      parents: block.rows[row].parents, place: row, label: block.rows[row].printed,
      path: block.rows[row].path, values: Array(repeating: nil, count: block.columns.count))
    new.values[column] = value
    let index = rows.firstIndex { ($0.place ?? -1) > row } ?? rows.count
    insert(new, at: index)
  }

  /// Adds a value of a row that the form does not know, behind the row `previous` of the form.
  mutating func fill(local path: [UInt8], behind previous: Int?, column: Int, value: [UInt8]) {
    let heading = block.rows.indices.last { place in
      let row = block.rows[place]
      return row.isHeading && path.starts(with: row.path + [.slash])
    }
    let label = heading.map { Array(path.dropFirst(block.rows[$0].path.count + 1)) } ?? path
    let parents = heading.map { block.rows[$0].parents + [$0] } ?? []
    if let last = rows.lastIndex(where: { $0.place == nil && $0.label == label && $0.parents == parents }),
      rows[last].values[column] == nil
    {
      rows[last].values[column] = value
      return
    }
    var new = Row(
      parents: parents, place: nil, label: label, path: path,
      values: Array(repeating: nil, count: block.columns.count))
    new.values[column] = value
    var index = previous.map { places[$0] + 1 } ?? 0
    while index < rows.count, rows[index].place == nil { index += 1 }
    insert(new, at: index)
  }

  private mutating func insert(_ row: Row, at index: Int) {
    rows.insert(row, at: index)
    for index in index..<rows.count {
      if let place = rows[index].place { places[place] = index }
    }
  }
}
