/// The cells that a group of lines parts.
struct TableGrid {
  /// The most rows and columns of a table.
  static let rowLimit = 2000
  static let columnLimit = 256

  /// Where the grid's lines stand: one more than there are columns and rows.
  private(set) var xs: [Float]
  private(set) var ys: [Float]
  /// Rows and columns of the cells, in order of their first rows, then columns.
  private(set) var cells: [(rows: Range<Int>, columns: Range<Int>)] = []
  /// Which of `cells` each field of the grid belongs to, row by row.
  private var owners: [Int32] = []

  /// Whether no line is drawn above its first row, or below its last one: they may be parts of rows.
  private(set) var isOpenAtTop = false
  private(set) var isOpenAtBottom = false
  /// The same of its first and last column.
  private(set) var isOpenAtLeft = false
  private(set) var isOpenAtRight = false

  var rowCount: Int { ys.count - 1 }
  var columnCount: Int { xs.count - 1 }

  /// `nil` where the lines part nothing, or too much.
  init?(_ lines: LineGroup) {
    xs = Self.clusters(lines.uprights.map(\.at))
    ys = Self.clusters(lines.levels.map(\.at), within: Nearness.lowest)
    (isOpenAtTop, isOpenAtBottom) = Self.addOpenSides(to: &ys, across: lines.uprights)
    (isOpenAtLeft, isOpenAtRight) = Self.addOpenSides(to: &xs, across: lines.levels)
    guard 1...Self.rowLimit ~= rowCount, 1...Self.columnLimit ~= columnCount else { return nil }
    let above = Self.sides(lines.levels, of: ys, along: xs)
    let left = Self.sides(lines.uprights, of: xs, along: ys)
    var sets = DisjointSets(count: rowCount * columnCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        let field = row * columnCount + column
        if column > 0, !left[column * rowCount + row] { sets.join(field - 1, field) }
        if row > 0, !above[row * columnCount + column] { sets.join(field - columnCount, field) }
      }
    }
    collect(&sets)
    guard cells.count >= 2 else { return nil }
  }

  private mutating func collect(_ sets: inout DisjointSets) {
    owners = [Int32](repeating: -1, count: rowCount * columnCount)
    for field in owners.indices {
      let (row, column) = field.quotientAndRemainder(dividingBy: columnCount)
      let root = sets.root(of: field)
      if owners[root] < 0 {
        owners[root] = Int32(cells.count)
        cells.append((row..<row + 1, column..<column + 1))
      }
      let cell = Int(owners[root])
      owners[field] = owners[root]
      let columns = cells[cell].columns
      cells[cell] = (
        cells[cell].rows.lowerBound..<row + 1,
        min(columns.lowerBound, column)..<max(columns.upperBound, column + 1)
      )
    }
  }

  /// The cell in which a point lies; `nil` outside of the grid.
  func cell(at point: (x: Float, y: Float)) -> Int? {
    guard xs[0] <= point.x, point.x <= xs[columnCount], ys[0] <= point.y, point.y <= ys[rowCount] else {
      return nil
    }
    let column = min(xs.partition { $0 > point.x }, columnCount) - 1
    let row = min(ys.partition { $0 > point.y }, rowCount) - 1
    return Int(owners[row * columnCount + column])
  }

  func box(of cell: Int) -> Box {
    let (rows, columns) = cells[cell]
    return Box(
      x0: xs[columns.lowerBound], y0: ys[rows.lowerBound], x1: xs[columns.upperBound],
      y1: ys[rows.upperBound])
  }

  /// Whether a cell reaches to a side of the table where the page ends: the rest of it is not on the page. A side that is drawn there, by
  /// programs that cut a table to the sheet, is one where text is cut too, or none is seen.
  func isCut(_ cell: Int, isBlank: Bool, by page: PDFPage) -> Bool {
    let (columns, hasCutText) = (cells[cell].columns, isBlank || page.leftOut.clipped > 0)
    return columns.upperBound == columnCount && xs[columnCount] > page.width - Nearness.snap
      && (isOpenAtRight || hasCutText)
      || columns.lowerBound == 0 && xs[0] < Nearness.snap && (isOpenAtLeft || hasCutText)
  }

  // MARK: making it

  /// The middles of places that lie near each other.
  static func clusters(_ places: [Float], within near: Float = Nearness.snap) -> [Float] {
    var middles: [Float] = []
    var (first, last, sum, count) = (-Float.infinity, -Float.infinity, Float(0), Float(0))
    for place in places.sorted() {
      if place - last <= near, place - first <= 2 * Nearness.snap {
        (sum, count) = (sum + place, count + 1)
        middles[middles.count - 1] = sum / count
      } else {
        (first, sum, count) = (place, place, 1)
        middles.append(place)
      }
      last = place
    }
    return middles
  }

  /// Adds sides that are not drawn: where two lines or more end beyond the last line across them.
  ///
  /// - Returns: whether one was added at the start, and at the end.
  private static func addOpenSides(
    to places: inout [Float], across lines: [RuledLine]
  ) -> (atStart: Bool, atEnd: Bool) {
    guard let first = places.first, let last = places.last, lines.count > 1 else { return (false, false) }
    // The second of each: one line alone may be drawn too long.
    let end = lines.map(\.to).sorted()[lines.count - 2]
    let start = lines.map(\.from).sorted()[1]
    let isOpen = (atStart: start < first - Nearness.open, atEnd: end > last + Nearness.open)
    if isOpen.atEnd { places.append(end) }
    if isOpen.atStart { places.insert(start, at: 0) }
    return isOpen
  }

  /// Whether the lines cover the sides of fields: for each of `places` in order, the parts of it between neighbours of `ends`.
  private static func sides(_ lines: [RuledLine], of places: [Float], along ends: [Float]) -> [Bool] {
    var pieces: [[RuledLine]] = Array(repeating: [], count: places.count)
    for line in lines { pieces[places.nearest(line.at)].append(line) }
    var sides: [Bool] = []
    sides.reserveCapacity(places.count * (ends.count - 1))
    for pieces in pieces {
      let pieces = pieces.sorted { $0.from < $1.from }.withoutOverlaps
      var first = 0
      for (start, end) in zip(ends, ends.dropFirst()) {
        while first < pieces.count, pieces[first].to <= start { first += 1 }
        var covered: Float = 0
        for piece in pieces[first...] {
          guard piece.from < end else { break }
          covered += min(piece.to, end) - max(piece.from, start)
        }
        sides.append(covered > Nearness.cover * (end - start))
      }
    }
    return sides
  }
}

extension [Float] {
  /// The index of the nearest of these places, which are in order.
  package func nearest(_ place: Float) -> Int {
    let next = partition { $0 >= place }
    if next == 0 { return 0 }
    if next == count { return count - 1 }
    return place - self[next - 1] <= self[next] - place ? next - 1 : next
  }
}

extension [RuledLine] {
  /// The same parts of one line, none twice. They are in order.
  fileprivate var withoutOverlaps: [RuledLine] {
    var result: [RuledLine] = []
    for piece in self {
      if let last = result.last, piece.from <= last.to {
        result[result.count - 1].to = Swift.max(last.to, piece.to)
      } else {
        result.append(piece)
      }
    }
    return result
  }
}
