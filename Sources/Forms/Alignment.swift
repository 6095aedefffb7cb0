import Bytes
import Cells
import Facts

/// The rows of a segment set against the rows of the block it was recognised as.
struct Alignment {
  /// What a printed row is.
  enum Match: Equatable {
    /// A row of the form, by its number.
    case row(Int)
    /// A group row: it has no values.
    case heading(Int)
    /// A row that the form does not have, with its label's cell.
    case extra(label: Int)
    /// A row that says nothing about figures, or a header.
    case none
    /// A row with figures that cannot be placed.
    case refused(Refusal)
  }

  enum Refusal: Equatable {
    case tooFewCells(found: Int, needed: Int)
    case noLabel
    /// The label of a heading is all that stands before figures that are not its own.
    case headingOnly
    case labelAmongValues
    case unclearPosition
  }

  struct Row {
    let number: Int
    var match: Match
    /// The first value cell.
    var firstValue = 0
    /// The row of the form that a refused row is, as far as its label tells.
    var refusedRow: Int?
    /// The heading whose label the row carries itself, or in front of its own.
    var heading: Int?
    /// How the match was made, where it was not by an equal label.
    var basis = Basis.label
    /// Where the blank cells stand that are too many, if any.
    var surplusSide: Side?
  }

  enum Side {
    case left, right
  }

  enum Basis {
    case label, similarity, position
  }

  let block: IndexedBlock
  let blockNumber: Int
  var rows: [Row] = []
  /// Where the rows of this table have blank cells that are too many, once that is known.
  private var surplusSide: Side?

  init(_ segment: Segment, block number: Int, grid: Grid, index: FormIndex, report: Report) {
    block = index.blocks[number]
    blockNumber = number
    align(segment, grid: grid)
    // Blank cells too many may stand at either end of a row; where the others tell at which, look again.
    let sides = Set(rows.compactMap(\.surplusSide))
    if sides.count == 1, rows.contains(where: { $0.match == .refused(.unclearPosition) }) {
      surplusSide = sides.first
      align(segment, grid: grid)
    }
    if block.layout == .rows {
      checkHeadings(grid: grid, index: index)
      alignRest(grid: grid, report: report)
    }
  }

  private mutating func align(_ segment: Segment, grid: Grid) {
    rows.removeAll()
    var lastRow = -1
    for row in segment.rows where grid.rows[row].kind == .data {
      let match =
        block.layout == .line
        ? alignLine(row, grid: grid) : alignRow(row, grid: grid, after: lastRow)
      if case .row(let number) = match.match { lastRow = number }
      rows.append(match)
    }
  }

  // MARK: rows

  private func alignRow(_ number: Int, grid: Grid, after lastRow: Int) -> Row {
    let cells = grid.rows[number].cells
    let needed = block.cellsBehindLabel
    var label = -1
    var candidates: [Int] = []
    var heading: Int?
    // The innermost label decides; the last cell is a value.
    for place in cells.dropLast() {
      guard grid.cells[place].label >= 0 else { continue }
      let roles = grid.roles(of: grid.cells[place]).filter { $0.block == blockNumber }
      let rows = roles.filter { $0.kind == .row }.map(\.index)
      if !rows.isEmpty {
        label = place
        candidates = rows
        heading = nil
      } else if let role = roles.first(where: { $0.kind == .heading }) {
        label = place
        candidates = []
        heading = role.index
      }
    }
    if let heading {
      let hasFigures = grid.cells[(label + 1)..<cells.upperBound].contains { $0.value.status == .number }
      if !hasFigures { return Row(number: number, match: .heading(heading)) }
      candidates = []
      // A label of no form stands between the heading and the values.
      let firstValue = max(label + 1, cells.upperBound - needed)
      if grid.cells[(label + 1)..<firstValue].contains(where: \.isText) {
        return unmatched(number, grid: grid)
      }
    }
    guard label >= 0, heading != nil || !candidates.isEmpty else {
      return loneLabel(number, grid: grid, after: lastRow) ?? unmatched(number, grid: grid)
    }
    let row = candidates.first { $0 > lastRow } ?? candidates.first
    switch values(cells, behind: label, needed: needed, grid: grid) {
    case .success(let first):
      let hasSurplus =
        cells.upperBound - label - 1 > needed
        && grid.cells[(label + 1)..<cells.upperBound].contains { $0.value.status != .blank }
      return Row(
        number: number, match: row.map { .row($0) } ?? .extra(label: label), firstValue: first,
        heading: heading, surplusSide: hasSurplus ? first == label + 1 ? .right : .left : nil)
    case .failure(let refusal):
      return Row(number: number, match: .refused(refusal), refusedRow: row)
    }
  }

  /// A row of the form of which nothing but the label is there.
  private func loneLabel(_ number: Int, grid: Grid, after lastRow: Int) -> Row? {
    let cells = grid.rows[number].cells
    guard cells.count == 1 else { return nil }
    let rows = grid.roles(of: grid.cells[cells.lowerBound]).filter {
      $0.block == blockNumber && $0.kind == .row
    }
    guard let row = rows.first(where: { $0.index > lastRow })?.index else { return nil }
    return Row(
      number: number, match: .refused(.tooFewCells(found: 0, needed: block.cellsBehindLabel)), refusedRow: row
    )
  }

  private enum Placement {
    case success(Int)
    case failure(Refusal)
  }

  /// The first value cell of a row: values are counted from the right, unless the cells too many are blank at the right.
  private func values(
    _ cells: Range<Int>, behind label: Int, needed: Int, grid: Grid
  ) -> Placement {
    let found = cells.upperBound - label - 1
    if found < needed { return .failure(.tooFewCells(found: found, needed: needed)) }
    // A label where a value should be: a cell is lost, and all behind it have moved.
    let first = cells.upperBound - needed + (block.hasUnitColumn ? 1 : 0)
    if grid.cells[first..<cells.upperBound].contains(where: { $0.isText && $0.isLabel }) {
      return .failure(.labelAmongValues)
    }
    let surplus = found - needed
    let isBlank = { (range: Range<Int>) in grid.cells[range].allSatisfy { $0.value.status == .blank } }
    let (left, right) = (label + 1..<label + 1 + surplus, cells.upperBound - surplus..<cells.upperBound)
    switch (isBlank(left), isBlank(right)) {
    case (true, false): return .success(cells.upperBound - needed)
    case (false, true): return .success(label + 1)
    case (true, true):
      // Blanks at both ends: which are the layout's, the other rows of the table tell.
      if surplusSide == nil, surplus > 0, !isBlank(label + 1..<cells.upperBound) {
        return .failure(.unclearPosition)
      }
      return .success(surplusSide == .right ? label + 1 : cells.upperBound - needed)
    case (false, false): return .failure(.unclearPosition)
    }
  }

  /// A row without a label of the block: its label by position, for now as an extra row.
  private func unmatched(_ number: Int, grid: Grid) -> Row {
    let cells = grid.rows[number].cells
    let first = cells.upperBound - block.cellsBehindLabel
    let values = grid.cells[max(first, cells.lowerBound)..<cells.upperBound]
    let hasFigures = values.contains { $0.value.status == .number }
    guard first > cells.lowerBound else {
      let refusal = Refusal.tooFewCells(
        found: cells.count - 1, needed: block.cellsBehindLabel)
      return Row(number: number, match: hasFigures ? .refused(refusal) : .none)
    }
    guard let label = (cells.lowerBound..<first).last(where: { grid.cells[$0].isText }) else {
      let isClear = grid.cells[cells.lowerBound..<first].allSatisfy { $0.value.status == .blank }
      return Row(
        number: number, match: hasFigures ? .refused(isClear ? .noLabel : .unclearPosition) : .none,
        firstValue: first)
    }
    // Prose beside prose is a remark, no row of figures.
    let behind = grid.cells[(label + 1)..<cells.upperBound]
    let hasOwn = behind.contains { $0.value.status == .number }
    if !hasOwn, behind.dropFirst(block.hasUnitColumn ? 1 : 0).contains(where: \.isText) {
      return Row(number: number, match: .none)
    }
    switch self.values(cells, behind: label, needed: block.cellsBehindLabel, grid: grid) {
    case .failure(let refusal): return Row(number: number, match: hasOwn ? .refused(refusal) : .none)
    case .success(let first):
      let heading = grid.cells[cells.lowerBound..<label].lazy.flatMap(grid.roles).last {
        $0.block == blockNumber && $0.kind == .heading
      }?.index
      return Row(number: number, match: .extra(label: label), firstValue: first, heading: heading)
    }
  }

  /// Looks at rows of figures whose only label is that of a heading. Headings have no figures, so these are of a row that lost
  /// its label, unless all rows of the heading stand there too, or another form has a row of that name in place of the heading.
  ///
  /// Where a blank cell stands for the lost label the row is read by its place; else it is refused.
  private mutating func checkHeadings(grid: Grid, index: FormIndex) {
    let present = Set(rows.compactMap { if case .row(let number) = $0.match { number } else { nil } })
    for place in rows.indices {
      guard case .extra(let label) = rows[place].match, let heading = rows[place].heading,
        grid.roles(of: grid.cells[label]).contains(where: { $0.block == blockNumber && $0.kind == .heading })
      else { continue }
      let children = block.rows.indices.filter {
        block.rows[$0].path.starts(with: block.headings[heading] + [.slash])
      }
      if children.allSatisfy(present.contains) { continue }
      let isRowElsewhere = grid.roles(of: grid.cells[label]).contains {
        $0.kind == .row && index.blocks[$0.block].section == block.section
      }
      if isRowElsewhere, children.allSatisfy({ !present.contains($0) }) { continue }
      let isLost = rows[place].firstValue > label + 1
      rows[place].match = .refused(isLost ? .noLabel : .headingOnly)
    }
  }

  // MARK: line layout

  /// The one row of a line layout: as many values as rows and columns make, at the right.
  private func alignLine(_ number: Int, grid: Grid) -> Row {
    let cells = grid.rows[number].cells
    let needed = block.rows.count * block.columns.count
    let hasFigures = grid.cells[cells].contains { $0.value.status == .number }
    if cells.count < needed {
      return Row(
        number: number,
        match: hasFigures ? .refused(.tooFewCells(found: cells.count, needed: needed)) : .none)
    }
    switch values(cells, behind: cells.lowerBound - 1, needed: needed, grid: grid) {
    case .success(let first): return Row(number: number, match: .row(0), firstValue: first)
    case .failure(let refusal):
      // A label in front of the values, which the form does not print.
      let surplus = cells.count - needed
      if grid.cells[cells.prefix(surplus)].allSatisfy({ $0.isText || $0.value.status == .blank }) {
        return Row(number: number, match: .row(0), firstValue: cells.upperBound - needed)
      }
      return Row(number: number, match: .refused(refusal))
    }
  }
}
