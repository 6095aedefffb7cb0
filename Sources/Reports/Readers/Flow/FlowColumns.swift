import Cells

/// Blank cells of a table, found by the places of figures on their lines.
///
/// Only where the text keeps columns apart by blanks, and only against rows on the same page that have all figures: a figure belongs
/// to the column under, or over, which it stands. Elsewhere a row that has too few figures stays short.
struct FlowColumns {
  private(set) var table: FlowTable
  private let flow: FlowWords

  /// How far the middle of a figure may be from that of its column, and how far columns must be from each other for that to say
  /// anything, in halves of a character: digits of narrow columns run into one.
  private static let tolerance = 4
  private static let spacing = 10

  init(_ table: FlowTable, flow: FlowWords) {
    self.table = table
    self.flow = flow
    let whole = table.rows.filter(isAligned)
    guard table.template.valueCount > 1, !whole.isEmpty else { return }
    for (index, row) in table.rows.enumerated()
    where row.odd == nil && row.values.count < table.template.valueCount && isOnOneLine(row) {
      let page = flow.words[row.values[0]].page
      if let cells = place(
        row.values, under: whole.filter { flow.words[$0.values[0]].page == page }.map(\.values))
      {
        self.table.fill(row: index, with: cells)
      }
    }
  }

  /// Whether a row has all figures, on one line and apart from each other.
  private func isAligned(_ row: FlowTable.Row) -> Bool {
    row.odd == nil && row.values.count == table.template.valueCount && isOnOneLine(row)
      && row.values.dropFirst().allSatisfy { flow.words[$0].isApart }
  }

  private func isOnOneLine(_ row: FlowTable.Row) -> Bool {
    guard let first = row.values.first else { return false }
    return row.values.allSatisfy { flow.words[$0].line == flow.words[first].line }
  }

  /// Each column's figure, or none; `nil` where that is not certain.
  private func place(_ values: [Int], under rows: [[Int]]) -> [Int?]? {
    guard let count = flow.centers, let columns = columns(rows, count) else { return nil }
    return place(values, at: columns, count)
  }

  /// Where the columns of whole rows stand by a count; `nil` where the rows do not agree.
  private func columns(_ rows: [[Int]], _ count: KeyPath<FlowToken.Column, Int>) -> [Int]? {
    let centers = rows.map { $0.map { flow.words[$0].column[keyPath: count] } }
    guard let first = centers.first,
      centers.allSatisfy({ zip($0, first).allSatisfy { abs($0 - $1) <= Self.tolerance } }),
      zip(first, first.dropFirst()).allSatisfy({ $1 - $0 >= Self.spacing })
    else { return nil }
    return first
  }

  /// Each column's figure; `nil` where one stands under no column, or two under one.
  private func place(_ values: [Int], at columns: [Int], _ count: KeyPath<FlowToken.Column, Int>) -> [Int?]? {
    var cells: [Int?] = Array(repeating: nil, count: columns.count)
    for value in values {
      let center = flow.words[value].column[keyPath: count]
      guard let nearest = columns.indices.min(by: { abs(columns[$0] - center) < abs(columns[$1] - center) }),
        abs(columns[nearest] - center) <= Self.tolerance, cells[nearest] == nil
      else { return nil }
      cells[nearest] = value
    }
    return cells
  }
}
