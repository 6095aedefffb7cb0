/// Where the cells of a row stand that cells above reach into.
///
/// Below a cell that covers column A, `<Cell/><Cell>2</Cell>` is a 2 in B where covered cells are written, and one in C where they
/// are left out. What the row itself and the rest of the table tell decides.
struct RowLayout: Sendable {
  /// A cell as the document has it.
  struct Cell {
    /// What `ss:Index` says, from 0; `nil` without one.
    let index: Int?
    /// The columns that it takes.
    let width: Int
    /// Whether it holds nothing: only such a cell can stand where another one reaches.
    let isBlank: Bool
  }

  enum Problem: Error {
    /// A cell is said to stand in front of the one before it, or where another one reaches.
    case order
    /// Both ways are possible, and nothing decides.
    case unclear
  }

  /// What the document was found to do with covered cells.
  private enum Way { case written, leftOut }

  private var way: Way?
  /// The columns of the table, by its tag or its widest row so far.
  private var width = 0

  /// Begins a table of so many columns, as its tag says; 0 where it does not.
  mutating func begin(width: Int) { (way, self.width) = (nil, width) }

  /// Takes a row that was read without a layout.
  mutating func note(width: Int) { self.width = max(self.width, width) }

  /// The columns of the cells of a row, from 0.
  mutating func columns(of cells: [Cell], below reaching: ReachingCells) throws(Problem) -> [Int] {
    let columns = try choose(cells, reaching)
    if let last = columns.last, let cell = cells.last { note(width: last + cell.width) }
    return columns
  }

  private mutating func choose(_ cells: [Cell], _ reaching: ReachingCells) throws(Problem) -> [Int] {
    guard let written = Self.written(cells) else {
      guard !reaching.isFree, let leftOut = leftOut(cells, reaching) else { throw .order }
      return leftOut
    }
    if reaching.isFree { return written }
    let leftOut = leftOut(cells, reaching)
    guard !Self.overlap(cells, written, reaching) else {
      guard let leftOut else { throw .order }
      way = .leftOut
      return leftOut
    }
    // What is blank may stand anywhere.
    guard let leftOut, cells.indices.contains(where: { !cells[$0].isBlank && leftOut[$0] != written[$0] })
    else { return written }
    if way == nil, end(leftOut, cells) > width, end(written, cells) <= width { way = .written }
    switch way {
    case .written: return written
    case .leftOut: return leftOut
    case nil: throw .unclear
    }
  }

  private func end(_ columns: [Int], _ cells: [Cell]) -> Int {
    (columns.last ?? 0) + (cells.last?.width ?? 0)
  }

  /// The columns where each cell stands behind the one before; `nil` where an index points back.
  private static func written(_ cells: [Cell]) -> [Int]? {
    var next = 0
    var columns: [Int] = []
    for cell in cells {
      let column = cell.index ?? next
      guard column >= next else { return nil }
      columns.append(column)
      next = column + cell.width
    }
    return columns
  }

  /// The columns where covered cells are passed over; `nil` where that cannot be.
  private func leftOut(_ cells: [Cell], _ reaching: ReachingCells) -> [Int]? {
    var next = 0
    var columns: [Int] = []
    // Then indexes do not count them either.
    var isLeftOut = way == .leftOut
    for cell in cells {
      var column =
        cell.index.map { isLeftOut ? reaching.column(counted: $0) : $0 } ?? reaching.firstFree(next)
      if cell.index == nil, column > next { isLeftOut = true }
      if isLeftOut { column = reaching.firstFree(column) }
      guard column >= next else { return nil }
      columns.append(column)
      next = column + cell.width
    }
    return Self.overlap(cells, columns, reaching) ? nil : columns
  }

  /// Whether a cell that holds something stands where another one reaches.
  private static func overlap(_ cells: [Cell], _ columns: [Int], _ reaching: ReachingCells) -> Bool {
    zip(cells, columns).contains { cell, column in
      !cell.isBlank && (column..<column + cell.width).contains { reaching.contains($0) }
    }
  }
}
