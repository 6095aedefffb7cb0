import Bytes
import Facts
import Forms
import Reports

/// The rows of a segment set against the rows of the block it was recognised as.
struct Alignment: Sendable {
  /// What a printed row is.
  enum Match: Equatable, Sendable {
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

  enum Refusal: Equatable, Sendable {
    case tooFewCells(found: Int, needed: Int)
    case noLabel
    /// By its reader, that found its label and not where its values belong.
    case unplaced
    /// The label of a heading is all that stands before figures that are not its own.
    case headingOnly
    case labelAmongValues
    case unclearPosition
    /// Two labels in one, or a header and a row in one.
    case gluedLabels
    /// A row of another table, with figures, in front of it: tables stand side by side.
    case sideBySide
    /// One of several labelled rows where the form has one: 本级, 下属.
    case severalLines
  }

  struct Row: Sendable {
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
    /// The cell of its innermost label; the one before the row where it has none.
    var label = -1
    /// Where the values may begin, as long as that is not decided.
    var doubt: ClosedRange<Int>?

    /// Whether its values have their place.
    var isPlaced: Bool {
      switch match {
      case .row, .extra: true
      default: false
      }
    }
  }

  enum Basis: Sendable {
    case label, similarity, position
  }

  let block: IndexedBlock
  let blockNumber: Int
  var rows: [Row] = []
  /// Whether the text of labels that no form has decided on rows.
  var readsText = false
  /// The header that says that the columns are not the form's.
  private(set) var contrary: ContraryHeader?

  /// - Parameter above: the last row of the form that an earlier part of the table has, where a page break parted it: of rows of
  ///   one name the next is meant.
  init(
    _ rows: Range<Int>, block number: Int, behind above: Int, grid: Grid, index: FormIndex, report: Report
  ) {
    block = index.blocks[number]
    blockNumber = number
    align(rows, behind: above, grid: grid)
    var wordsDecide = false
    contrary = contraryHeader(in: rows, grid: grid, report: report, wordsDecide: &wordsDecide)
    settle(rows, grid: grid)
    if block.layout == .rows {
      readsText = wordsDecide || self.rows.contains { if case .extra = $0.match { true } else { false } }
      checkHeadings(grid: grid, index: index)
      checkLabels(grid: grid, index: index, report: report)
      alignRest(grid: grid, report: report)
      checkNeighbours(behind: above, grid: grid, report: report)
    } else {
      checkLines(grid: grid, report: report)
    }
  }

  private mutating func align(_ numbers: Range<Int>, behind above: Int, grid: Grid) {
    var lastRow = above
    for row in numbers where grid.rows[row].kind == .data {
      let match =
        grid.rows[row].isRefused
        ? refused(row, grid: grid, after: lastRow)
        : block.layout == .line
          ? alignLine(row, grid: grid) : alignRow(row, grid: grid, after: lastRow)
      if case .row(let number) = match.match {
        lastRow = number
      } else if let refused = match.refusedRow {
        // It stands there: of rows of one name the next is meant behind it.
        lastRow = refused
      }
      rows.append(match)
    }
  }

  // MARK: rows

  private func alignRow(_ number: Int, grid: Grid, after lastRow: Int) -> Row {
    let cells = grid.rows[number].cells
    let needed = block.cellsBehindLabel
    var label = -1
    /// The row of the form that the label is: the next one of that name, else the first.
    var candidate: Int?
    var heading: Int?
    // The innermost label decides; the last cell is a value.
    for place in cells.dropLast() {
      guard grid.cells[place].label >= 0 else { continue }
      var (first, next, group): (Int?, Int?, Int?)
      for role in grid.roles(of: grid.cells[place]) where role.block == blockNumber {
        if role.kind == .row {
          if first == nil { first = role.index }
          if next == nil, role.index > lastRow { next = role.index }
        } else if role.kind == .heading, group == nil {
          group = role.index
        }
      }
      if first != nil {
        (label, candidate, heading) = (place, next ?? first, nil)
      } else if group != nil {
        (label, candidate, heading) = (place, nil, group)
      }
    }
    if let heading {
      if isBesideRow(label, in: cells, grid: grid) {
        return Row(number: number, match: .refused(.sideBySide), label: label)
      }
      let hasFigures = grid.cells[(label + 1)..<cells.upperBound].contains(where: \.hasFigure)
      if !hasFigures { return Row(number: number, match: .heading(heading)) }
      candidate = nil
      // A label of no form stands between the heading and the values.
      let firstValue = max(label + 1, cells.upperBound - needed)
      if grid.cells[(label + 1)..<firstValue].contains(where: \.isText) {
        return unmatched(number, grid: grid)
      }
    }
    guard label >= 0, heading != nil || candidate != nil else {
      return loneLabel(number, grid: grid, after: lastRow) ?? unmatched(number, grid: grid)
    }
    let row = candidate
    return placed(
      Row(
        number: number, match: row.map { .row($0) } ?? .extra(label: label), refusedRow: row,
        heading: heading,
        label: label),
      needed: needed, grid: grid)
  }

  /// A row with its values, or refused.
  func placed(_ row: Row, needed: Int, grid: Grid) -> Row {
    var row = row
    if holdsHeader(row, grid: grid) {
      row.match = .refused(.gluedLabels)
      return row
    }
    if isBesideRow(row.label, in: grid.rows[row.number].cells, grid: grid) {
      row.match = .refused(.sideBySide)
      return row
    }
    switch place(grid.rows[row.number].cells, behind: row.label, needed: needed, grid: grid) {
    case .success(let first): row.firstValue = first
    case .doubtful(let range): (row.firstValue, row.doubt) = (range.upperBound, range)
    case .failure(let refusal): row.match = .refused(refusal)
    }
    return row
  }

  /// A row without a label of the block: its label by position, for now as an extra row.
  private func unmatched(_ number: Int, grid: Grid) -> Row {
    let cells = grid.rows[number].cells
    let first = cells.upperBound - block.cellsBehindLabel
    let values = grid.cells[max(first, cells.lowerBound)..<cells.upperBound]
    let hasFigures = values.contains(where: \.hasFigure)
    guard first > cells.lowerBound else {
      let refusal = Refusal.tooFewCells(
        found: cells.count - 1, needed: block.cellsBehindLabel)
      return Row(number: number, match: hasFigures ? .refused(refusal) : .none)
    }
    guard let label = (cells.lowerBound..<first).last(where: { grid.cells[$0].isText }) else {
      guard hasFigures else { return Row(number: number, match: .none) }
      // By its place, where its values have one.
      let place = place(
        cells, behind: cells.lowerBound - 1, needed: block.cellsBehindLabel, grid: grid)
      guard case .success(let first) = place else {
        return Row(number: number, match: .refused(.unclearPosition))
      }
      return Row(number: number, match: .refused(.noLabel), firstValue: first)
    }
    // Prose beside prose is a remark, no row of figures.
    let behind = grid.cells[(label + 1)..<cells.upperBound]
    let hasOwn = behind.contains(where: \.hasFigure)
    if !hasOwn, behind.dropFirst(block.hasUnitColumn ? 1 : 0).contains(where: \.isText) {
      return Row(number: number, match: .none)
    }
    let heading = grid.cells[cells.lowerBound..<label].lazy.flatMap(grid.roles).last {
      $0.block == blockNumber && $0.kind == .heading
    }?.index
    var row = placed(
      Row(number: number, match: .extra(label: label), heading: heading, label: label),
      needed: block.cellsBehindLabel, grid: grid)
    if !hasOwn, case .refused = row.match { row.match = .none }
    return row
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
      if isRowElsewhere, !stand(children, in: grid) { continue }
      let isLost = rows[place].firstValue > label + 1
      rows[place].match = .refused(isLost ? .noLabel : .headingOnly)
    }
  }

  /// Refuses rows whose label is made of two, with the end of a cell or row between them lost, or is the unit of one that is lost.
  private mutating func checkLabels(grid: Grid, index: FormIndex, report: Report) {
    for place in rows.indices {
      guard case .extra(let label) = rows[place].match else { continue }
      let text = report.text.span.extracting(report.pieces[grid.cells[label].piece].range)
      // 主动公开规范性文件数, 条, 3 is none of a table without a column of units.
      let roles = grid.roles(of: grid.cells[label]).filter { $0.kind == .row || $0.kind == .heading }
      if !block.hasUnitColumn, !roles.isEmpty,
        roles.allSatisfy({ index.blocks[$0.block].hasUnitColumn })
      {
        rows[place].match = .refused(.unclearPosition)
        continue
      }
      let isUnit = block.hasUnitColumn && !grid.cells[rows[place].firstValue].isText
      if isUnit || index.isGlued(text) { rows[place].match = .refused(.gluedLabels) }
    }
  }

  /// Whether a row of the form stands anywhere in the report, also behind a page break.
  private func stand(_ children: [Int], in grid: Grid) -> Bool {
    grid.rows.contains { row in
      row.kind == .data
        && grid.cells[row.cells].contains { cell in
          cell.label >= 0
            && grid.roles(of: cell).contains {
              $0.block == blockNumber && $0.kind == .row && children.contains($0.index)
            }
        }
    }
  }
}
