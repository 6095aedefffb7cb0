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
  }

  /// Where the lines between its columns stand.
  private(set) var xs: [Float]
  private(set) var rows: [Row]
  /// The most rows that a cell takes.
  private var tallest = 1

  init(_ grid: PrintedGrid, page: Int) {
    xs = grid.xs
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
    next.rows.removeFirst(repeatedHeader(in: next))
    guard !next.rows.isEmpty else { return }
    joinCutRow(&next, isLabel)
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

  // MARK: what the page break cut

  /// Where the cell stands that ends with the last row, by its first column.
  private func lastCells() -> [Int: (row: Int, cell: Int)] {
    var last: [Int: (row: Int, cell: Int)] = [:]
    for row in max(0, rows.count - tallest)..<rows.count {
      for (number, cell) in rows[row].cells.enumerated() where row + cell.rows == rows.count {
        last[cell.column] = (row, number)
      }
    }
    return last
  }

  /// Joins the first row of the next part to the last one, where the page break cut it: its labels are none, and are some once they are
  /// joined to those above (本机关不掌握 + 相关政府信息).
  private mutating func joinCutRow(_ next: inout DocumentTable, _ isLabel: ([UInt8]) -> Bool) {
    let last = lastCells()
    let first = next.rows[0].cells.filter { $0.rows == 1 }
    var pairs: [(above: (row: Int, cell: Int), below: Cell)] = []
    for cell in first {
      guard let above = last[cell.column], rows[above.row].cells[above.cell].columns == cell.columns else {
        return
      }
      pairs.append((above, cell))
    }
    guard pairs.contains(where: { rows[$0.above.row].cells[$0.above.cell].text.isValue }) else { return }
    for (place, cell) in pairs where !cell.text.bytes.isEmpty {
      let above = rows[place.row].cells[place.cell].text
      let goesOn =
        cell.text.isValue
        ? above.isValue : !isLabel(cell.text.bytes) && isLabel(above.bytes + cell.text.bytes)
      guard goesOn else { return }
    }
    for (place, cell) in pairs where !cell.text.bytes.isEmpty {
      rows[place.row].cells[place.cell].append(cell.text)
    }
    // Cells that begin with the row that is joined begin with the next one.
    let merged = next.rows.removeFirst().cells.filter { $0.rows > 1 }
    guard !next.rows.isEmpty else { return }
    next.rows[0].cells += merged.map { cell in
      var cell = cell
      cell.rows -= 1
      return cell
    }
    next.rows[0].cells.sort { $0.column < $1.column }
  }

  /// Joins cells merged over the page break, which begin anew behind it without a text, or with the rest of it.
  private mutating func joinMergedCells(_ next: inout DocumentTable, _ isLabel: ([UInt8]) -> Bool) {
    guard !next.rows.isEmpty else { return }
    let last = lastCells()
    // Labels of groups have a label beside them; a blank cell that has none is a figure's below the header.
    let lastLabel = next.rows[0].cells.last { !$0.text.isValue }?.column ?? -1
    next.rows[0].cells.removeAll { cell in
      guard let place = last[cell.column], cell.column < lastLabel else { return false }
      let above = rows[place.row].cells[place.cell]
      guard above.columns == cell.columns, max(above.rows, cell.rows) > 1, !above.text.isValue else {
        return false
      }
      let goesOn =
        cell.text.bytes.isEmpty
        || !isLabel(cell.text.bytes) && isLabel(above.text.bytes + cell.text.bytes)
      guard goesOn else { return false }
      rows[place.row].cells[place.cell].append(cell.text)
      rows[place.row].cells[place.cell].rows += cell.rows
      tallest = max(tallest, rows[place.row].cells[place.cell].rows)
      return true
    }
  }
}

extension DocumentTable.Cell {
  /// Joins the part of its text that stands on the next page; digits on both sides of the page break are no figure.
  fileprivate mutating func append(_ rest: PrintedText) {
    if rest.bytes.isEmpty { return }
    if text.isValue, !text.bytes.isEmpty, rest.isValue {
      isCut = true
      text.bytes.append(.space)
    }
    text.bytes += rest.bytes
    text.doubt = text.doubt ?? rest.doubt
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
