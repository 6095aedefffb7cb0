import Bytes
import Facts
import Forms
import Reports
import Text

extension Tidying {
  /// The units that the rows above the figures state, for each column; none where they state none.
  ///
  /// What is said beside the labels of columns, in a title or a cell of its own, holds for all columns of money.
  mutating func headerUnits(of alignment: Alignment, in rows: Range<Int>) -> [StatedUnit] {
    let block = alignment.block
    guard block.countsMoney else { return countUnits(of: alignment, in: rows) }
    let unplaced = alignment.rows.filter { $0.match == .none }.map(\.number)
    var units: [StatedUnit] = []
    for row in rows where grid.rows[row].kind != .data || unplaced.contains(row) {
      for cell in grid.rows[row].cells where grid.cells[cell].isText {
        let stated = statedUnit(ofCell: cell, in: grid.rows[row].cells)
        if stated == .none { continue }
        let column = grid.roles(of: grid.cells[cell]).first {
          $0.block == alignment.blockNumber && $0.kind == .column
        }?.index
        if let column, column < 0 || !block.isMoney[column] { continue }
        if stated == .unclear {
          diagnostics.append(.unclearUnit(text(ofCell: cell), at: location(ofCell: cell)))
        }
        if units.isEmpty { units = block.columns.map { _ in .none } }
        for place in units.indices where block.isMoney[place] && (column ?? place) == place {
          units[place].add(stated)
        }
      }
    }
    // What stands above holds where the header says nothing.
    let isOpen = units.isEmpty || block.columns.indices.contains { block.isMoney[$0] && units[$0] == .none }
    if isOpen, let (stated, piece) = unitAbove(rows) {
      if stated == .unclear {
        let text = String(report.text.span.extracting(report.pieces[piece].range))
        diagnostics.append(
          .unclearUnit(text, at: Location(report.source, at: report.pieces[piece].place)))
      }
      if units.isEmpty { units = block.columns.map { _ in .none } }
      for place in units.indices where block.isMoney[place] && units[place] == .none { units[place] = stated }
    }
    return units
  }

  /// The unit of money that a line right above a block, or above its table, states, and its piece: 单位：元.
  func unitAbove(_ rows: Range<Int>) -> (StatedUnit, piece: Int)? {
    var first = rows.lowerBound
    if let unit = unitLine(before: first) { return unit }
    let table = grid.rows[first].table
    var steps = 0
    while first > 0, grid.rows[first - 1].table == table, steps < Self.longestTable {
      first -= 1
      steps += 1
    }
    return first < rows.lowerBound ? unitLine(before: first) : nil
  }

  /// Tables of the forms are shorter.
  private static let longestTable = 200

  private func unitLine(before row: Int) -> (StatedUnit, piece: Int)? {
    var piece = grid.firstPiece(of: row..<row + 1) - 1
    // Merged cells beside it.
    var steps = 0
    while piece >= 0, steps < 20, report.pieces[piece].range.isEmpty {
      piece -= 1
      steps += 1
    }
    guard piece >= 0 else { return nil }
    let range = report.text.span.withoutMarks(report.pieces[piece].range)
    let unit = StatedUnit(line: report.text.span.extracting(range))
    return unit == .none ? nil : (unit, piece)
  }

  /// Columns whose header counts them in another unit than one: 本年制发件数（万件）.
  private mutating func countUnits(of alignment: Alignment, in rows: Range<Int>) -> [StatedUnit] {
    let block = alignment.block
    guard block.layout == .rows else { return [] }
    var units: [StatedUnit] = []
    for row in rows where grid.rows[row].kind == .header {
      for cell in grid.rows[row].cells where grid.cells[cell].label >= 0 {
        let column = grid.roles(of: grid.cells[cell]).first {
          $0.block == alignment.blockNumber && $0.kind == .column
        }?.index
        // As the form has it, it has no note.
        guard let column, column >= 0, range(ofCell: cell).count > block.columns[column].count,
          StatedUnit.countsMultiples(report.text.span.extracting(range(ofCell: cell)))
        else { continue }
        diagnostics.append(.unclearUnit(text(ofCell: cell), at: location(ofCell: cell)))
        if units.isEmpty { units = block.columns.map { _ in .none } }
        units[column] = .unclear
      }
    }
    return units
  }

  /// The units that count for the figures of a row, for each column: what its label states goes before the header's.
  mutating func units(
    of row: Alignment.Row, in block: IndexedBlock, header: [StatedUnit]
  ) -> [StatedUnit] {
    guard block.countsMoney, row.label >= grid.rows[row.number].cells.lowerBound else { return header }
    let stated = statedUnit(ofCell: row.label, in: row.label..<row.label + 1)
    if stated == .none { return header }
    if stated == .unclear {
      diagnostics.append(.unclearUnit(text(ofCell: row.label), at: location(ofCell: row.label)))
    }
    return block.columns.indices.map { block.isMoney[$0] ? stated : .none }
  }

  /// The unit that a label states. In text line breaks part labels: what its bracket holds may go on in the next cells, behind parts of
  /// other labels.
  private func statedUnit(ofCell cell: Int, in row: Range<Int>) -> StatedUnit {
    var isOpen = false
    var stated = StatedUnit(label: report.text.span.extracting(range(ofCell: cell)), isOpen: &isOpen)
    guard isOpen else { return stated }
    let rest = (cell + 1..<max(cell + 1, row.upperBound)).filter { grid.cells[$0].isText }
    for start in rest.indices {
      var label = Array(report.text[range(ofCell: cell)])
      for next in rest[start...] {
        label += report.text[range(ofCell: next)]
        let whole = StatedUnit(label: label.span, isOpen: &isOpen)
        if isOpen { continue }
        if case .money = whole { return whole }
        stated = whole
        break
      }
    }
    return stated
  }

  private func range(ofCell cell: Int) -> Range<Int> { report.pieces[grid.cells[cell].piece].range }
}
