import Forms

/// A run of rows of one table that belongs together: one block of a form, or none.
struct Segment {
  var rows: Range<Int>
  /// How often each block is named by titles, headers, columns and rows.
  var votes: [Votes]
  var dataCount = 0
  var hasData: Bool { dataCount > 0 }
  /// The block it was recognised as.
  var block: Int?
  /// Whether no header says of which form the columns are.
  var lacksHeader = false

  struct Votes {
    var titles = 0
    var headers = 0
    var columns = 0
    /// Rows in official wording count 4, in another spelling 3.
    var rows = 0
    var rowCount = 0
    var headings = 0
    /// How well the number of cells behind the labels fits.
    var shape = 0
    /// The first and the last row of the block, by their place in the form.
    var firstRow = Int.max
    var lastRow = -1

    var isSpecific: Bool { titles + columns + rows + headings > 0 }
    mutating func add(_ other: Votes) {
      titles += other.titles
      headers += other.headers
      columns += other.columns
      rows += other.rows
      rowCount += other.rowCount
      headings += other.headings
      shape += other.shape
      firstRow = min(firstRow, other.firstRow)
      lastRow = max(lastRow, other.lastRow)
    }

    var score: Int { 2 * titles + headers + 3 * columns + rows + shape }
  }
}

extension Segment {
  /// Cuts the rows of a report into segments: at each block title, at a header behind data, at a table's end, and where the rows
  /// of another block begin.
  static func cut(_ grid: Grid, index: FormIndex) -> [Segment] {
    var segments: [Segment] = []
    for (number, row) in grid.rows.enumerated() {
      let startsTable = number == 0 || grid.rows[number - 1].table != row.table
      // Bare figures behind a header: a page break parted them.
      let continues = number > 0 && !segments[segments.count - 1].hasData && grid.isBare(row)
      if startsTable && !continues || segments[segments.count - 1].ends(before: row, grid: grid) {
        segments.append(
          Segment(
            rows: number..<number,
            votes: Array(repeating: Votes(), count: index.blocks.count)))
      }
      segments[segments.count - 1].add(row, number: number, grid: grid, index: index)
    }
    return segments
  }

  private func ends(before row: Grid.Row, grid: Grid) -> Bool {
    switch row.kind {
    case .title: return true
    case .header: return hasData
    case .data:
      var named = false
      for cell in grid.cells[row.cells] {
        for role in grid.roles(of: cell) where role.kind == .row {
          if votes[role.block].isSpecific { return false }
          named = true
        }
      }
      return named && votes.contains { $0.isSpecific }
    }
  }

  private mutating func add(_ row: Grid.Row, number: Int, grid: Grid, index: FormIndex) {
    rows = rows.lowerBound..<number + 1
    if row.kind == .data { dataCount += 1 }
    // The innermost label is that of the row: one before it is a heading, whatever it is in other forms.
    let innermost = row.cells.last { grid.roles(of: grid.cells[$0]).contains { $0.kind == .row } }
    for place in row.cells {
      for role in grid.roles(of: grid.cells[place]) {
        let weight = role.isOfficial ? 4 : 3
        switch role.kind {
        case .title where row.kind == .title: votes[role.block].titles += 1
        case .header where row.kind == .header: votes[role.block].headers += 1
        case .column where row.kind == .header: votes[role.block].columns += 1
        case .row where row.kind == .data && place == innermost:
          votes[role.block].rows += weight
          votes[role.block].rowCount += 1
          votes[role.block].shape += fit(
            row.cells.upperBound - place - 1, index.blocks[role.block])
          votes[role.block].firstRow = min(votes[role.block].firstRow, role.index)
          votes[role.block].lastRow = max(votes[role.block].lastRow, role.index)
        case .heading where row.kind == .data: votes[role.block].headings += 1
        default: break
        }
      }
    }
    // The values of a line layout have no label that could vote for it.
    for block in index.lineBlocks where row.kind == .data && votes[block].columns >= 3 {
      let isWhole = row.cells.count >= index.blocks[block].valueCount
      guard isWhole || grid.hasFigures(row) else { continue }
      votes[block].rowCount += 1
      votes[block].shape += isWhole ? 5 : 0
    }
  }

  /// Whether the rows go on with a table that a page break parted: some block has rows on both sides, and no title stands
  /// before them, and no header, or the same one again and no row that could have stood above.
  func continues(_ above: Segment) -> Bool {
    let parts = zip(votes, above.votes)
    guard votes.allSatisfy({ $0.titles == 0 }), parts.contains(where: { $0.rowCount > 0 && $1.rowCount > 0 })
    else { return false }
    if votes.allSatisfy({ $0.headers + $0.columns == 0 }) { return true }
    return parts.allSatisfy { ($0.columns > 0) == ($1.columns > 0) }
      && parts.contains { $1.rowCount > 0 && $0.firstRow > $1.lastRow && $0.rowCount > 0 }
  }

  /// Adds a further part of the table, for the one block that they are.
  mutating func join(_ rest: Segment) {
    dataCount += rest.dataCount
    for (number, more) in rest.votes.enumerated() { votes[number].add(more) }
  }

  private func fit(_ cellsBehind: Int, _ block: IndexedBlock) -> Int {
    let needed = block.cellsBehindLabel
    if cellsBehind == needed { return 2 }
    return cellsBehind < needed ? 0 : -1
  }

  /// The blocks that the rows can be, the best ones only; empty where nothing tells.
  ///
  /// - Parameter section: the section in which the rows stand.
  func candidates(section: [UInt8], index: FormIndex) -> [Int] {
    var best: [Int] = []
    var score = Int.min
    // A block whose rows stand there goes before one that only has the columns, and printed columns tell a form better than
    // the number of cells: a block none of whose columns stand there gives way.
    let hasRows = votes.contains { $0.rowCount > 0 }
    let hasColumns = votes.contains { $0.columns > 0 && ($0.rowCount > 0 || !hasRows) }
    for (number, vote) in votes.enumerated() {
      if hasRows && vote.rowCount == 0 || hasColumns && vote.columns == 0 { continue }
      let isKnown =
        hasRows
        ? vote.titles + vote.columns > 0 || vote.rowCount >= 3 || index.blocks[number].section == section
          // The end of a table, behind a page break: its rows and nothing else.
          || vote.rowCount == 2 && dataCount == 2 && vote.shape == 4
        // Title and columns, and rows without labels.
        : hasData && vote.columns > 0 && vote.titles + vote.columns >= 2
      // Where no column tells, a row's wording does not either: reports word rows as other forms do.
      let own = hasColumns ? vote.score : vote.score - vote.rows + 4 * vote.rowCount
      guard isKnown, hasColumns || own > 0, best.isEmpty || own >= score else { continue }
      if own > score { best.removeAll() }
      score = own
      best.append(number)
    }
    return best
  }
}
