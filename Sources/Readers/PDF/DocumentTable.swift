import Bytes
import Forms
import Identity
import PDF
import Text

/// A table with lines, over as many pages as it goes on.
struct DocumentTable {
  struct Cell {
    var column: Int
    var rows: Int
    var columns: Int
    var text: PrintedText
    /// Its digits stand on two pages, and may be one figure or two.
    var isCut = false
  }

  struct Row {
    /// From 1.
    let page: Int
    /// The cells that begin in it, from left to right.
    var cells: [Cell]
    /// Its other half stands on the other page, or it is none: which is not certain.
    var isParted = false
  }

  /// Where the lines between its columns stand.
  private(set) var xs: [Float]
  var rows: [Row]
  /// The most rows that a cell takes.
  var tallest = 1
  /// Whether its first row, or its last one, may be a part of one: no line is drawn there.
  private let isOpenAtTop: Bool
  private(set) var isOpenAtBottom: Bool

  init(_ grid: PrintedGrid, page: Int) {
    xs = grid.xs
    (isOpenAtTop, isOpenAtBottom) = (grid.isOpenAtTop, grid.isOpenAtBottom)
    rows = (0..<grid.rowCount).map { _ in Row(page: page, cells: []) }
    for cell in grid.cells {
      rows[cell.row].cells.append(
        Cell(column: cell.column, rows: cell.rows, columns: cell.columns, text: cell.text))
      tallest = max(tallest, cell.rows)
    }
  }

  /// Whether a table may go on in another at the top of the next page: it is as wide, or has as many columns.
  func mayGoOn(in next: DocumentTable) -> Bool {
    if next.xs.count == xs.count { return true }
    guard let left = xs.first, let right = xs.last, let nextLeft = next.xs.first, let nextRight = next.xs.last
    else { return false }
    return abs(left - nextLeft) < Self.edge && abs(right - nextRight) < Self.edge
  }

  /// How far apart the sides of one table may stand on two pages, in points.
  private static let edge: Float = 4
  /// How far apart the lines between two columns may stand on two pages.
  private static let snap: Float = 3.2

  // MARK: going on

  /// Puts the part of the table that stands on the next page below this one: a header that is repeated is left out, a row that the page
  /// break cut is joined, and so are cells merged over it.
  ///
  /// - Parameter isLabel: whether a text is a label of the forms. Geometry alone joins no texts.
  mutating func goOn(in next: consuming DocumentTable, isLabel: ([UInt8]) -> Bool) {
    bringTogether(with: &next)
    let repeated = repeatedHeader(in: next)
    next.rows.removeFirst(repeated)
    guard !next.rows.isEmpty else { return }
    joinCutRow(&next, isOpen: isOpenAtBottom && (repeated > 0 || next.isOpenAtTop), isLabel)
    isOpenAtBottom = next.isOpenAtBottom
    joinMergedCells(&next, isLabel)
    tallest = max(tallest, next.tallest)
    rows += next.rows
  }

  /// Gives both parts the columns of both.
  private mutating func bringTogether(with next: inout DocumentTable) {
    let isCovered = next.xs.allSatisfy { abs(xs[xs.nearest($0)] - $0) <= Self.snap }
    let all = isCovered ? xs : Self.clusters(xs + next.xs)
    if !isCovered { place(on: all) }
    next.place(on: all)
  }

  private static func clusters(_ places: [Float]) -> [Float] {
    var result: [Float] = []
    for place in places.sorted() where result.last.map({ place - $0 > snap }) ?? true { result.append(place) }
    return result
  }

  private mutating func place(on all: [Float]) {
    let columns = xs.map { all.nearest($0) }
    for row in rows.indices {
      for cell in rows[row].cells.indices {
        let old = rows[row].cells[cell]
        rows[row].cells[cell].column = columns[old.column]
        rows[row].cells[cell].columns = max(1, columns[old.column + old.columns] - columns[old.column])
      }
    }
    xs = all
  }

  /// How many rows at the top of the next part are the header again: the same texts, up to where its merged cells end. Rows with figures
  /// are none.
  private func repeatedHeader(in next: DocumentTable) -> Int {
    var count = 0
    while count < min(rows.count, next.rows.count) {
      let (cells, above) = (next.rows[count].cells, rows[count].cells)
      guard cells.count == above.count, zip(cells, above).allSatisfy({ $0.text.bytes == $1.text.bytes }),
        cells.contains(where: { !$0.text.isValue })
      else { break }
      // A row of figures, or of blanks that are none's header.
      if cells.count > 2, cells.dropFirst().allSatisfy(\.text.isValue) { return 0 }
      count += 1
    }
    while count > 0,
      (0..<count).contains(where: { row in
        next.rows[row].cells.contains { $0.rows > 1 && row + $0.rows > count }
      })
    {
      count -= 1
    }
    return count
  }
}

extension PrintedText {
  /// Whether it is a figure, a mark for none, or nothing.
  var isValue: Bool {
    let text = bytes.span
    if bytes.isEmpty || Figure.mark(text) != nil || text.equals(Self.none) { return true }
    var digits: [UInt8] = []
    return Figure.number(text, into: &digits).flatMap { Figure.unit(text, from: $0) } != nil
      || doubt != nil
        && text.isDigitsAndMarks
  }

  private static let none = Array("无".utf8)
}

extension Span where Element == UInt8 {
  /// Whether nothing but digits, their marks, blanks and characters that are not known (U+FFFD) stand in it.
  var isDigitsAndMarks: Bool {
    for index in indices {
      switch self[index] {
      case 0x2B...0x39, .space, 0x25, 0xEF, 0xBF, 0xBD: continue
      default: return false
      }
    }
    return true
  }
}
