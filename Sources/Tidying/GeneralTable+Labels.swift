import Bytes
import Facts
import Forms
import Reports
import Text

/// The labels of rows in tables that no form knows.
extension GeneralTable {
  /// A cell in front of figures that belongs to the header of an official table.
  func header(in cells: Range<Int>) -> Int? {
    if let header = cells.first(where: isHeader) { return header }
    // 结果维持 may name a row, but not beside 结果纠正.
    let columns = cells.filter { cell in
      let roles = grid.roles(of: grid.cells[cell])
      return roles.contains { $0.kind == .column && index.blocks[$0.block].layout == .line }
        && !roles.contains { $0.kind == .row }
    }
    return Set(columns.map { grid.cells[$0].label }).count > 1 ? columns.first : nil
  }

  /// Whether a cell is, or begins with, a text that only stands in the headers of official tables.
  private func isHeader(_ cell: Int) -> Bool {
    guard grid.cells[cell].isText else { return false }
    let roles = grid.roles(of: grid.cells[cell])
    // 行政复议 heads columns in one table and may name a row in any other.
    let isHeader = roles.contains { $0.kind == .header && index.blocks[$0.block].layout == .rows }
    if isHeader { return roles.allSatisfy { $0.kind == .header } }
    return roles.isEmpty
      && index.isGlued(report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
  }

  /// Whether a row is one cell merged over the whole table, or the same text in each of its cells, as converters print that.
  func isWhole(_ row: Int) -> Bool {
    let cells = cells(row)
    guard let first = cells.first, cells.count > 1 else { return true }
    guard grid.cells[first].isText, cells.allSatisfy({ grid.cells[$0].isText }) else { return false }
    let text = label(first)
    return cells.dropFirst().allSatisfy { label($0) == text }
  }

  /// Reads a cell merged over the whole row: a heading of the rows below it, but for one with a figure.
  mutating func readWhole(_ cell: Int) {
    let status = grid.cells[cell].value.status
    guard status == .text || status == .number else { return }
    let text = characters(cell)
    if status == .text, !Self.endsInFigure(text) {
      nest(cell)
      group = lastPath
    } else if !noteLabelledFigure(cell) {
      note(.loneFigure(text: text.utf8, isContact: false), at: cell)
    }
  }

  /// The labels above the row at hand as one.
  var lastPath: [UInt8] { Array(path.map(\.label).joined(separator: [.slash])) }

  /// A label below the heading over the whole width that it stands under. One 合计 of several groups is of all of them.
  private func inGroup(_ name: [UInt8]) -> [UInt8] {
    if group.isEmpty || isTotal(name) && totalCount < 2 && !name.suffix(6).elementsEqual(Self.subtotal) {
      return name
    }
    return group + [.slash] + name
  }

  /// The label under those above it by its ordinal; 其中 stands under the label before it; any other stands alone, or below the
  /// heading of its group.
  mutating func nestedName(_ cell: Int) -> [UInt8] {
    let characters = characters(cell)
    if Ordinal(characters) != nil {
      nest(cell)
      lastLabel = lastPath
    } else if characters.starts(with: Characters("其中")), !lastLabel.isEmpty {
      let name = label(cell)
      return name.isEmpty ? lastLabel + Array("/其中".utf8) : lastLabel + [.slash] + name
    } else {
      lastLabel = inGroup(label(cell))
    }
    return lastLabel
  }

  mutating func nest(_ cell: Int) {
    let level = Ordinal(characters(cell))?.level ?? 0
    path.removeAll { $0.level >= level }
    path.append((level, label(cell)))
  }

  /// Labels of several columns; a blank one is covered by the one above, unless that is a merged cell which ends there.
  mutating func joinedName(_ labels: [Int]) -> [UInt8] {
    var names = labels.map(label)
    if names.count == above.count {
      for place in names.indices.dropLast() where names[place].isEmpty && !above[place].isMerged {
        names[place] = above[place].label
      }
    }
    above = zip(names, labels).map { ($0, isMergedDown($1)) }
    return inGroup(Array(names.filter { !$0.isEmpty }.joined(separator: [.slash])))
  }
}
