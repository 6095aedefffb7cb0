import Forms
import Reports

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
    let official = official(segments, index: index)
    var start = 0
    while start < segments.count {
      let number = grid.rows[segments[start].rows.lowerBound].table
      let end =
        segments[start...].firstIndex { grid.rows[$0.rows.lowerBound].table != number } ?? segments.count
      let table = segments[start..<end]
      let section = report.sections[report.pieces[grid.firstPiece(of: segments[start].rows)].section]
      if isOwn(table, section: section, beside: official, grid: grid, index: index) {
        let rows = segments[start].rows.lowerBound..<segments[end - 1].rows.upperBound
        joined.append(Segment(rows: rows, votes: index.blocks.map { _ in Votes() }))
      } else {
        joined += table
      }
      start = end
    }
    return joined
  }

  /// For each block the rows that stand below its title or columns.
  private static func official(_ segments: [Segment], index: FormIndex) -> [Votes] {
    var official = index.blocks.map { _ in Votes() }
    for segment in segments {
      for (block, votes) in segment.votes.enumerated() where votes.titles + votes.columns > 0 {
        official[block].add(votes)
      }
    }
    return official
  }

  private static func isOwn(
    _ table: ArraySlice<Segment>, section: [UInt8], beside official: [Votes], grid: Grid, index: FormIndex
  ) -> Bool {
    var (hasRows, mayBeOfficial, isAgain) = (false, false, false)
    for segment in table {
      for (block, votes) in segment.votes.enumerated() {
        if votes.titles + votes.columns > 0 { return false }
        if votes.rowCount == 0 { continue }
        hasRows = true
        if index.blocks[block].hasUnitColumn && votes.shape > 0 { return false }
        if index.blocks[block].section != section || votes.shape <= 0 { continue }
        mayBeOfficial = true
        // The official table has these rows.
        if official[block].firstRow <= votes.firstRow && official[block].lastRow >= votes.lastRow {
          isAgain = true
        }
      }
    }
    guard hasRows, isAgain || !mayBeOfficial, let first = table.first?.rows.lowerBound,
      let last = table.last?.rows.upperBound
    else {
      return false
    }
    let header = grid.rows[first].cells
    return header.count > 1 && grid.cells[header].allSatisfy { $0.isText && $0.label < 0 && !$0.hasOrdinal }
      && (first + 1..<last).allSatisfy { grid.rows[$0].cells.count == header.count }
  }
}
