import Cells

/// Tables of a body's own that have rows of the forms in them.
extension Segment {
  /// The segments, with one for each table that is no form's though some of its rows have the names of rows of forms: its header is of
  /// other words than theirs, and it stands in another section, or its rows have another width.
  ///
  ///     事项     | 件数
  ///     行政许可 | 1
  ///     行政处罚 | 2
  static func joiningOwn(_ segments: [Segment], grid: Grid, index: FormIndex, report: Report) -> [Segment] {
    var joined: [Segment] = []
    var start = 0
    while start < segments.count {
      let table = grid.rows[segments[start].rows.lowerBound].table
      let end =
        segments[start...].firstIndex { grid.rows[$0.rows.lowerBound].table != table } ?? segments.count
      let section = report.sections[report.pieces[grid.firstPiece(of: segments[start].rows)].section]
      if isOwn(segments[start..<end], section: section, grid: grid, index: index) {
        let rows = segments[start].rows.lowerBound..<segments[end - 1].rows.upperBound
        joined.append(Segment(rows: rows, votes: index.blocks.map { _ in Votes() }))
      } else {
        joined += segments[start..<end]
      }
      start = end
    }
    return joined
  }

  private static func isOwn(_ table: ArraySlice<Segment>, section: [UInt8], grid: Grid, index: FormIndex)
    -> Bool
  {
    var hasRows = false
    for segment in table {
      for (block, votes) in segment.votes.enumerated() {
        if votes.titles + votes.columns > 0 { return false }
        if votes.rowCount == 0 { continue }
        hasRows = true
        if index.blocks[block].hasUnitColumn && votes.shape > 0 { return false }
        if index.blocks[block].section == section && votes.shape > 0 { return false }
      }
    }
    guard hasRows, let first = table.first?.rows.lowerBound, let last = table.last?.rows.upperBound else {
      return false
    }
    let header = grid.rows[first].cells
    return header.count > 1 && grid.cells[header].allSatisfy { $0.isText && $0.label < 0 && !$0.hasOrdinal }
      && (first + 1..<last).allSatisfy { grid.rows[$0].cells.count == header.count }
  }
}
