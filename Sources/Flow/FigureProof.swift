import Forms

/// What the sums of a form tell of the order of a table's figures.
struct FigureProof {
  private let template: TableTemplate
  /// Row by row; `nil` for a figure that is no count.
  private let counts: [Int?]
  private let width: Int

  /// - Parameter counts: as many for each printed row as it has columns.
  init(_ template: TableTemplate, _ counts: [Int?]) {
    (self.template, self.counts) = (template, counts)
    width = template.valueCount
  }

  /// The figures as the cells of rows.
  struct Order {
    /// The place of each cell's figure, row by row.
    var places: [Int]
    /// The rows of which figures may have changed places.
    var doubtfulRows: Set<Int> = []
  }

  /// The figures of a table that has all rows of its form in the order of its cells; `nil` where nothing proves one.
  ///
  /// - Parameter isInGroups: whether the columns of a line layout and their figures are in order as far as their words tell.
  func order(isInGroups: Bool) -> Order? {
    let printed = Order(places: Array(counts.indices))
    let counts = counts.compactMap(\.self)
    guard counts.count == self.counts.count else { return nil }
    if counts.allSatisfy({ $0 == counts[0] }) { return printed }
    let odd = rows.filter { !addsUp($0, counts) }
    // The parts of a sum could change places where nothing else tells.
    guard !template.columnSums.isEmpty else { return odd.isEmpty && isInGroups ? printed : nil }
    guard let first = odd.first, let last = odd.last else {
      if oddColumns(counts).count < 2 { return printed }
      let doubtful = rows.filter { !orders(of: $0...$0, counts).isEmpty }
      return doubtful.isEmpty ? nil : Order(places: printed.places, doubtfulRows: Set(doubtful))
    }
    let moved = last - first < Self.longestStretch ? orders(of: first...last, counts) : []
    return moved.count == 1 ? Order(places: moved[0]) : nil
  }

  /// The rows in order that do not add up, and would with one figure moved.
  var doubtfulRows: Set<Int> {
    var doubtful: Set<Int> = []
    var start = 0
    while start < rows.count {
      var end = start
      while end < rows.count, isOdd(end) { end += 1 }
      if 1...Self.longestStretch ~= end - start, isMendedByOneMove(start..<end) {
        doubtful.formUnion(start..<end)
      }
      start = end + 1
    }
    return doubtful
  }

  /// No figure goes further than so many rows.
  private static let longestStretch = 4

  private var rows: Range<Int> { 0..<counts.count / width }

  // MARK: moving one figure

  /// The orders in which one figure stands elsewhere among those of some rows and all sums hold; one for each table that comes of it.
  private func orders(of rows: ClosedRange<Int>, _ counts: [Int]) -> [[Int]] {
    var found: [[Int]: [Int]] = [:]
    forEachMove(in: rows.lowerBound * width..<(rows.upperBound + 1) * width, counts) { order, moved in
      if found[moved] == nil, self.rows.allSatisfy({ addsUp($0, moved) }), oddColumns(moved).isEmpty {
        found[moved] = order
      }
    }
    return Array(found.values)
  }

  private func isMendedByOneMove(_ rows: Range<Int>) -> Bool {
    let counts = counts[rows.lowerBound * width..<rows.upperBound * width].compactMap(\.self)
    var isMended = false
    forEachMove(in: counts.indices, counts) { _, moved in
      isMended = isMended || (0..<rows.count).allSatisfy { addsUp($0, moved) }
    }
    return isMended
  }

  private func forEachMove(
    in places: Range<Int>, _ counts: [Int], _ body: (_ order: [Int], _ moved: [Int]) -> Void
  ) {
    for from in places {
      for to in places where to != from && counts[to] != counts[from] {
        var order = Array(counts.indices)
        order.insert(order.remove(at: from), at: to)
        body(order, order.map { counts[$0] })
      }
    }
  }

  // MARK: sums

  private func addsUp(_ row: Int, _ counts: [Int]) -> Bool {
    template.addsUp(counts[row * width..<(row + 1) * width])
  }

  /// Whether a row does not add up; one that holds something else than counts does not tell.
  private func isOdd(_ row: Int) -> Bool {
    let cells = counts[row * width..<(row + 1) * width].compactMap(\.self)
    return cells.count == width && !template.addsUp(cells)
  }

  /// The columns, totals left out, in which a sum does not hold. A figure that took the place of another one in its row leaves two; a
  /// printed error leaves one.
  private func oddColumns(_ counts: [Int]) -> [Int] {
    /// The rows of the template that have values.
    let rows = template.rows.indices.filter { !template.rows[$0].isHeading }
    return Set(template.rowSums.flatMap(\.left)).filter { column in
      template.columnSums.contains { sum in
        func total(_ places: [Int]) -> Int {
          places.reduce(0) { total, place in
            total + (rows.firstIndex(of: place).map { counts[$0 * width + column] } ?? 0)
          }
        }
        return total(sum.left) != total(sum.right)
      }
    }
  }
}

extension TableTemplate {
  /// Whether the figures of a printed row make the sums of the form, of which there is one at least.
  func addsUp(_ row: some RandomAccessCollection<Int>) -> Bool {
    func total(_ columns: [Int]) -> Int {
      columns.reduce(0) { $0 + row[row.index(row.startIndex, offsetBy: $1)] }
    }
    return !rowSums.isEmpty && rowSums.allSatisfy { total($0.left) == total($0.right) }
  }
}
