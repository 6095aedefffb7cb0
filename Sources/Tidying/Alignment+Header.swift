import Bytes
import Forms
import Reports
import Text

/// A row of a header that says that the columns are not those of the form, by whole labels.
struct ContraryHeader: Sendable {
  /// Its number in the grid.
  let row: Int
  /// Whether it is about the rows of a line layout, whose labels stand over the columns.
  let isOfRows: Bool
}

/// Whether the printed header contradicts the form. Values are read by their place, so one that has 本年废止件数 before 本年制发件数, or
/// 本年修订件数 among them, says that they are other figures. Labels that are damaged, glued, in parts or missing say nothing.
extension Alignment {
  /// - Parameter wordsDecide: set where the text of a label that no form has was looked at.
  func contraryHeader(
    in numbers: Range<Int>, grid: Grid, report: Report, wordsDecide: inout Bool
  ) -> ContraryHeader? {
    var hasHeader = false
    for number in numbers where grid.rows[number].kind == .header {
      hasHeader = true
      let cells = grid.rows[number].cells
      if isOutOfOrder(cells, grid: grid) { return ContraryHeader(row: number, isOfRows: false) }
      if block.layout == .line, rowsAreOutOfOrder(cells, grid: grid) {
        return ContraryHeader(row: number, isOfRows: true)
      }
      if hasForeignLabel(cells, isKnown: true, grid: grid, report: report, wordsDecide: &wordsDecide) {
        return ContraryHeader(row: number, isOfRows: false)
      }
    }
    // A header of which no form has a word: 项目, 2017年, 2018年…
    if hasHeader { return nil }
    for row in rows {
      guard row.match == .none else { return nil }
      let cells = grid.rows[row.number].cells
      if hasForeignLabel(cells, isKnown: false, grid: grid, report: report, wordsDecide: &wordsDecide) {
        return ContraryHeader(row: row.number, isOfRows: false)
      }
    }
    return nil
  }

  /// The place among the columns that the label of a cell has, as `LabelRole.index` gives it.
  private func column(_ cell: Grid.Cell, _ grid: Grid) -> Int? {
    cell.label < 0 ? nil : grid.roles(of: cell).first { $0.block == blockNumber && $0.kind == .column }?.index
  }

  private func isOutOfOrder(_ cells: Range<Int>, grid: Grid) -> Bool {
    let columns = cells.compactMap { column(grid.cells[$0], grid) }
    let width = block.columns.count
    guard block.layout == .rows else {
      // The same labels for each row: all of them, or cells are lost.
      guard columns.count.isMultiple(of: width) else { return false }
      return stride(from: 0, to: columns.count, by: width).contains { start in
        let part = columns[start..<start + width]
        let ordered = part.sorted()
        return ordered == Array(0..<width) && !part.elementsEqual(ordered)
      }
    }
    // Rows of a header may stand in one: columns below another one follow each other, and the ones on top do. In the text of a page 法人
    // 或其他组织, which stands higher, may come before 自然人 then.
    // It may be one of the labels that are damaged: 法 人或其他组织.
    let hasSpanner =
      columns.contains { $0 < 0 } || cells.contains { grid.cells[$0].isText && grid.cells[$0].label < 0 }
    let isBelow = columns.map { hasSpanner && $0 >= 0 && block.columns[$0].contains(.slash) }
    let isJoined = isBelow.contains(true)
    var (top, below) = (0, 0)
    for (column, isBelow) in zip(columns, isBelow) where column >= 0 || !isJoined {
      let place = column < 0 ? ~column : column
      if isBelow {
        if place < below { return true }
        below = place
      } else {
        if place < top { return true }
        top = place
      }
    }
    return false
  }

  private func rowsAreOutOfOrder(_ cells: Range<Int>, grid: Grid) -> Bool {
    var last = 0
    for cell in cells where grid.cells[cell].label >= 0 {
      let role = grid.roles(of: grid.cells[cell]).first { $0.block == blockNumber && $0.kind == .header }
      guard let row = role?.index, row >= 0 else { continue }
      if row < last { return true }
      last = row
    }
    return false
  }

  /// Whether as many labels as there are columns stand in a row of the header, and one is none of them and no part of any.
  ///
  /// - Parameter isKnown: whether the row has labels of a header.
  private func hasForeignLabel(
    _ cells: Range<Int>, isKnown: Bool, grid: Grid, report: Report, wordsDecide: inout Bool
  ) -> Bool {
    guard block.layout == .rows, !block.hasUnitColumn, isKnown || block.columns.count > 1 else {
      return false
    }
    var labels = cells.filter { grid.cells[$0].isText }
    // The stub head says nothing of columns.
    if let first = labels.first, first == cells.lowerBound, column(grid.cells[first], grid) == nil {
      labels.removeFirst()
    }
    let spanned = block.columns.count { $0.contains(.slash) }
    let spanners = block.source.columns.count { !$0.columns.isEmpty }
    let isWhole = labels.count == block.columns.count
    let isLevel =
      spanners == 1 && (labels.count == spanned || labels.count == block.columns.count - spanned + spanners)
    let known = labels.count { column(grid.cells[$0], grid) != nil }
    guard known < labels.count, isWhole || isLevel && known > 0 else { return false }
    let others = labels.filter { column(grid.cells[$0], grid) == nil }
    let isOther = others.contains { cell in
      grid.roles(of: grid.cells[cell]).contains {
        $0.kind == .title || $0.kind == .header && $0.block == blockNumber
      }
    }
    if isOther { return false }
    wordsDecide = true
    let printed = block.printedLabels
    let characters = printed.reduce(into: Set<Unicode.Scalar>()) { $0.formUnion($1) }
    return others.contains { cell in
      let text = report.text.span.extracting(report.pieces[grid.cells[cell].piece].range)
      guard text.count <= 600, StatedUnit(line: text) == .none else { return false }
      let scalars = Self.scalars(text)
      if scalars.allSatisfy(characters.contains) { return false }
      return !printed.contains { !$0.isEmpty && $0.isSubsequence(of: scalars) }
    }
  }

  fileprivate static func scalars(_ text: Span<UInt8>) -> [Unicode.Scalar] {
    var key: [UInt8] = []
    Label.normalize(text, into: &key)
    return Array(String(decoding: key, as: UTF8.self).unicodeScalars)
  }
}

extension IndexedBlock {
  /// All that may stand in its header, as labels are matched.
  fileprivate var printedLabels: [[Unicode.Scalar]] {
    var labels = source.headers
    for column in source.columns {
      labels += [column.label] + column.spellings
      for child in column.columns { labels += [child.label] + child.spellings }
    }
    return labels.map { Alignment.scalars(Array($0.utf8).span) }
  }
}

extension [Unicode.Scalar] {
  /// Whether its characters stand in another text, in their order.
  fileprivate func isSubsequence(of text: [Unicode.Scalar]) -> Bool {
    var rest = self[...]
    for scalar in text where scalar == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}
