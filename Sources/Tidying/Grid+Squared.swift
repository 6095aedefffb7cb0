import Reports

extension Grid {
  /// Rows as a rectangle, where the source says which columns and rows cells take: as many cells in each row as there are columns, a
  /// merged cell in each place that it takes. Two places are of one cell where their pieces are the same.
  ///
  /// - Returns: `nil` where cells have no columns, and where counting them is as good: in tables of Word whose edges do not quite meet
  ///   each row has as many cells as the others, but not the same columns.
  func squared(_ numbers: Range<Int>, of report: Report) -> Grid? {
    let cells = cells[
      rows[numbers.lowerBound].cells.lowerBound..<rows[numbers.upperBound - 1].cells.upperBound]
    guard cells.allSatisfy({ report.pieces[$0.piece].span.isKnown }) else { return nil }
    let starts = Set(cells.map { report.pieces[$0.piece].span.column }).sorted()
    guard starts.count * numbers.count <= Self.largestSquare, !isCountedBetter(numbers, report) else {
      return nil
    }
    var square = self
    square.cells = []
    square.rows = []
    /// The cells that take the columns in the row at hand, and how many rows more.
    var taking: [(cell: Cell, rows: Int32)?] = starts.map { _ in nil }
    for row in rows[numbers] {
      let first = square.cells.count
      var column = 0
      for cell in self.cells[row.cells] {
        let span = report.pieces[cell.piece].span
        while column < starts.count, starts[column] < span.column { column += 1 }
        while column < starts.count, starts[column] < span.column + span.columns {
          // What covers it may stand in another table: a page break.
          let isTaken = (taking[column]?.rows ?? 0) > 0
          if !span.isCovered || !isTaken { taking[column] = (cell, max(span.rows, 1)) }
          column += 1
        }
      }
      for column in taking.indices {
        guard let (cell, left) = taking[column], left > 0 else { continue }
        square.cells.append(cell)
        taking[column] = (cell, left - 1)
      }
      square.rows.append(
        Row(cells: first..<square.cells.count, table: row.table, kind: row.kind, isRefused: row.isRefused))
    }
    return square
  }

  /// Whether each row has as many cells as the others, without having the same columns.
  private func isCountedBetter(_ numbers: Range<Int>, _ report: Report) -> Bool {
    let rows = rows[numbers].map { $0.cells.map { report.pieces[cells[$0].piece].span } }.filter {
      $0.count > 1
    }
    guard let first = rows.first, rows.allSatisfy({ $0.count == first.count }) else { return false }
    return !rows.allSatisfy { row in
      zip(row, first).allSatisfy { $0.column == $1.column && $0.columns == $1.columns }
    }
  }

  /// More places than tables of reports have.
  private static let largestSquare = 1 << 18
}
