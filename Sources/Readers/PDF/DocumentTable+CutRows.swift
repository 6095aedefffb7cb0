import Bytes
import Forms
import PDF
import Text

/// What a page break cut.
extension DocumentTable {
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
  /// joined to those above (本机关不掌握 + 相关政府信息). Where no line is drawn between the two a header is joined too, and a label below the
  /// figures of its row.
  mutating func joinCutRow(_ next: inout DocumentTable, isOpen: Bool, _ isLabel: ([UInt8]) -> Bool) {
    let last = lastCells()
    let first = next.rows[0].cells.filter { $0.rows == 1 }
    var pairs: [(above: (row: Int, cell: Int), below: Cell)] = []
    for cell in first {
      guard let above = last[cell.column], rows[above.row].cells[above.cell].columns == cell.columns else {
        return
      }
      pairs.append((above, cell))
    }
    let above = pairs.map { rows[$0.above.row].cells[$0.above.cell].text }
    let below = pairs.map(\.below.text)
    let isLabelled = Self.parts(above, below)
    let hasFigures = below.contains { $0.isValue && !$0.bytes.isEmpty }
    if isLabelled, !isOpen || hasFigures {
      // Halves of one row, or a row without a label and one without figures.
      rows[rows.count - 1].isParted = true
      next.rows[0].isParted = true
      return
    }
    guard isOpen || above.contains(where: \.isValue) else { return }
    for (above, below) in zip(above, below) where !below.bytes.isEmpty {
      let goesOn =
        below.isValue
        ? above.isValue
        : isLabelled || !isLabel(below.bytes) && isLabel(above.bytes + below.bytes)
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

  /// Whether two rows are figures whose label is blank, and a label beside which figures may stand.
  private static func parts(_ above: [PrintedText], _ below: [PrintedText]) -> Bool {
    let labels = below.prefix { !$0.isValue }.count
    guard labels > 0, labels < below.count, below[labels...].allSatisfy(\.isValue) else { return false }
    return above[..<labels].allSatisfy(\.bytes.isEmpty)
      && above[labels...].allSatisfy(\.isValue) && above[labels...].contains { !$0.bytes.isEmpty }
  }

  /// Joins cells merged over the page break, which begin anew behind it without a text, or with the rest of it.
  mutating func joinMergedCells(_ next: inout DocumentTable, _ isLabel: ([UInt8]) -> Bool) {
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
