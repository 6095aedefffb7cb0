import Forms
import Reports
import Text

/// Rows whose labels are no form's, or missing: what is left when the others have their places.
extension Alignment {
  /// Sets rows without an equal label against the rows of the form that are left between their neighbours: first the similar,
  /// then, where as many are left on both sides, by position.
  mutating func alignRest(grid: Grid, report: Report) {
    var used = Set(rows.compactMap { if case .row(let number) = $0.match { number } else { nil } })
    var index = 0
    while index < rows.count {
      guard isOpen(rows[index].match) else {
        index += 1
        continue
      }
      var end = index
      while end < rows.count, isOpen(rows[end].match) { end += 1 }
      let lower = previousRow(before: index) + 1
      let upper = nextRow(from: end) ?? block.rows.count
      if lower < upper {
        let free = (lower..<upper).filter { !used.contains($0) }
        for (row, number, basis) in pair(Array(index..<end), with: free, grid: grid, report: report) {
          rows[row].match = .row(number)
          rows[row].basis = basis
          used.insert(number)
        }
      }
      index = end
    }
  }

  private func isOpen(_ match: Match) -> Bool {
    switch match {
    case .extra, .refused(.noLabel): true
    default: false
    }
  }

  private func previousRow(before index: Int) -> Int { Self.lastRow(of: rows[..<index]) ?? -1 }

  /// The last row of the form that stands there.
  var lastRow: Int? { Self.lastRow(of: rows[...]) }

  private static func lastRow(of rows: ArraySlice<Row>) -> Int? {
    for row in rows.reversed() { if case .row(let number) = row.match { return number } }
    return nil
  }

  private func nextRow(from index: Int) -> Int? {
    for row in rows[index...] { if case .row(let number) = row.match { return number } }
    return nil
  }

  private func pair(
    _ open: [Int], with free: [Int], grid: Grid, report: Report
  ) -> [(row: Int, number: Int, basis: Basis)] {
    var pairs: [(Int, Int, Basis)] = []
    var start = 0
    var key: [UInt8] = []
    for row in open {
      guard case .extra(let label) = rows[row].match else { continue }
      let range = report.pieces[grid.cells[label].piece].range
      guard range.count <= 600 else { continue }
      Label.normalize(report.text.span.extracting(range), into: &key)
      let scores = free[start...].map { Similarity.of(key, block.rows[$0].key) }
      guard let best = scores.max(), best >= 0.6, let place = scores.firstIndex(of: best),
        scores.filter({ $0 == best }).count == 1
      else { continue }
      pairs.append((row, free[start + place], .similarity))
      start += place + 1
    }
    // By position only rows whose label is missing: a label of its own is a row of its own.
    let rest = open.filter { row in !pairs.contains { $0.0 == row } }
    let left = free.filter { number in !pairs.contains { $0.1 == number } }
    if pairs.isEmpty, rest.count == left.count,
      rest.allSatisfy({ rows[$0].match == .refused(.noLabel) })
    {
      pairs = zip(rest, left).map { ($0, $1, .position) }
    }
    return pairs
  }
}
