import Bytes
import Cells

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

  /// The label under those above it by its ordinal; 其中 stands under the label before it; any other stands alone.
  mutating func nestedName(_ cell: Int) -> [UInt8] {
    let characters = Characters(
      report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
    if Ordinal(characters) != nil {
      nest(cell)
      lastLabel = Array(path.map(\.label).joined(separator: [.slash]))
    } else if characters.starts(with: Characters("其中")), !lastLabel.isEmpty {
      return lastLabel + [.slash] + label(cell)
    } else {
      lastLabel = label(cell)
    }
    return lastLabel
  }

  mutating func nest(_ cell: Int) {
    let characters = Characters(
      report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
    let level = Ordinal(characters)?.level ?? 0
    path.removeAll { $0.level >= level }
    path.append((level, label(cell)))
  }

  /// Labels of several columns; a blank one is covered by the one above.
  mutating func joinedName(_ labels: [Int]) -> [UInt8] {
    var names = labels.map(label)
    if names.count == above.count {
      for place in names.indices.dropLast() where names[place].isEmpty {
        names[place] = above[place]
      }
    }
    above = names
    return Array(names.filter { !$0.isEmpty }.joined(separator: [.slash]))
  }
}
