import Bytes
import Facts
import Forms
import Reports
import Text

/// One report on its way from cells to facts.
struct Tidying {
  let report: Report
  let index: FormIndex
  let grid: Grid
  let writer: FactWriter
  var diagnostics: [Diagnostic] = []
  var factCount = 0
  var digits: [UInt8] = []

  /// A block that was met.
  struct MetBlock {
    let number: Int
    /// Which of its rows stand there.
    var rows: [Bool]
    let place: Place
    /// The last row so far.
    var last = -1
    /// For each column the unit that its header states, where one states any.
    var units: [StatedUnit] = []
    /// Whether its header says that its columns are not the form's.
    var isContrary = false
  }

  /// In their order.
  var met: [MetBlock] = []
  /// The names of blocks whose rows stand beside others and are refused.
  var beside: Set<String> = []

  init(
    _ report: Report, index: FormIndex, writer: FactWriter, labels: inout LabelMemo
  ) {
    self.report = report
    self.index = index
    self.writer = writer
    grid = Grid(report, index: index, labels: &labels)
  }

  mutating func run(
    _ tables: inout TableMemo, labels: inout LabelMemo, to output: inout ByteWriter
  ) {
    let beginning = beginning
    var headings = HeadingTrail(report)
    for table in tables.tables(of: grid, in: report, index: index) {
      let first = grid.firstPiece(of: table.rows)
      if let block = table.block, table.lacksHeader {
        diagnostics.append(
          .unknownColumns(
            index.blocks[block].name, at: Location(report.source, line: report.pieces[first].line)))
      } else if let block = table.block {
        let above = met.last { $0.number == block }?.last ?? -1
        let alignment =
          table.alignment
          ?? Alignment(table.rows, block: block, behind: above, grid: grid, index: index, report: report)
        writeFacts(of: alignment, in: table.rows, to: &output)
      } else if first >= beginning {
        let section = headings.name(before: first)
        writeFacts(
          of: GeneralTable(table.rows, section: section, grid: grid, index: index, report: report),
          in: table.rows, to: &output)
      } else {
        noteTableAbove(table.rows)
      }
    }
    diagnostics += LostTables.find(
      in: report, index: index, met: met.map(\.number), labels: &labels)
    reportMissing()
    if factCount == 0, !diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics.append(.noTable(report.source, line: report.pieces.first?.line ?? 1))
    }
  }

  /// The piece that the report begins with: its title, or its first heading. Index tables of portals stand above.
  private var beginning: Int {
    report.pieces.firstIndex { $0.kind == .title } ?? report.pieces.firstIndex { $0.kind == .heading } ?? 0
  }

  func location(ofCell cell: Int) -> Location {
    Location(report.source, at: report.pieces[grid.cells[cell].piece].place)
  }

  func text(ofCell cell: Int) -> String {
    let bytes = report.text.span.extracting(report.pieces[grid.cells[cell].piece].range)
    return String(bytes.extracting(bytes.trimmed(0..<bytes.count)))
  }

  // MARK: official tables

  private mutating func writeFacts(
    of alignment: Alignment, in rows: Range<Int>, to output: inout ByteWriter
  ) {
    let block = alignment.block
    let instance = instance(of: alignment)
    if let header = alignment.contrary { refuse(instance, header: header) }
    // Also behind a page break.
    if met[instance].isContrary { return }
    let headerUnits = headerUnits(of: alignment, in: rows)
    if !headerUnits.isEmpty { met[instance].units = headerUnits }
    var parent: [UInt8] = []
    /// The last row of the form: where its label ends, and where it begins.
    var above: (end: Int, start: Int)?
    for row in alignment.rows {
      let first = grid.rows[row.number].cells.lowerBound
      switch row.match {
      case .row(let number):
        note(row, as: number, in: block, instance: instance)
        parent = block.rows[number].parent
        above = (row.firstValue, first)
        if grid.cells[row.firstValue].value.status == .blank { noteFigure(inLabelOf: row) }
        var cell = row.firstValue
        var printedUnit: [UInt8]?
        if block.hasUnitColumn {
          printedUnit = unitText(ofCell: cell)
          cell += 1
        }
        let stated = units(of: row, in: block, header: met[instance].units)
        let last = block.layout == .line ? block.rows.count - 1 : number
        for formRow in number...last {
          let facts = block.rows[formRow].facts
          for place in 0..<facts.count {
            if stated.isEmpty {
              writeFact(facts, at: place, in: block, cell: cell, unit: printedUnit, to: &output)
            } else {
              writeFact(
                facts[place], at: place, in: block, cell: cell, unit: printedUnit, stated: stated[place],
                to: &output)
            }
            cell += 1
          }
        }
        if block.layout == .line { met[instance].rows = block.rows.map { _ in true } }
      case .heading(let number):
        parent = block.headings[number]
      case .extra(let label):
        if isBelowTable(row, label: label, of: alignment, behind: met[instance].last) {
          let isRemark = isRemark(row, label: label)
          if isRemark || isContact(label) {
            diagnostics.append(
              .rowBelowTable(
                text(ofCell: label), of: block.name, form: index.forms[block.form].id, isRemark: isRemark,
                at: location(ofCell: label)))
          }
          if isRemark { continue }
        }
        // （八）某某 behind （七）总计 stands beside it, though the cell of their heading is not printed again.
        let level = label == first ? above.flatMap { ordinalLevel(before: $0.end, from: $0.start) } : nil
        let isSibling = level != nil && ordinalLevel(before: label + 1, from: label) == level
        writeExtraRow(
          row, label: label, parent: parent, isSibling: isSibling, block: block,
          units: units(of: row, in: block, header: met[instance].units), to: &output)
      case .refused(let refusal):
        // It is there, if not to be read: missing it is not.
        if let number = row.refusedRow {
          met[instance].rows[number] = true
          if block.layout == .line { met[instance].rows = block.rows.map { _ in true } }
          parent = block.rows[number].parent
          above = (grid.rows[row.number].cells.upperBound, first)
        }
        if refusal == .sideBySide { noteBeside(row, instance: instance) }
        diagnostics.append(
          .refusedRow(
            refusal, labels: labels(of: grid.rows[row.number]),
            cells: grid.rows[row.number].cells.map(text(ofCell:)), block: block.name,
            at: location(ofCell: first)))
      case .none:
        noteLoneFigure(grid.rows[row.number].cells)
      }
    }
  }

  /// The labels of a row, as printed.
  private func labels(of row: Grid.Row) -> String {
    let texts = row.cells.lazy.filter { grid.cells[$0].isText }.map(text(ofCell:))
    return texts.filter { !Figure.isUnit(Array($0.utf8).span) }.joined(separator: ", ")
  }

  /// Leaves a block out whose header contradicts its form.
  private mutating func refuse(_ instance: Int, header: ContraryHeader) {
    let block = index.blocks[met[instance].number]
    met[instance].isContrary = true
    met[instance].rows = block.rows.map { _ in true }
    let labels = grid.rows[header.row].cells.filter { grid.cells[$0].isText }
    let expected = header.isOfRows ? block.rows.map(\.path) : block.columns
    diagnostics.append(
      .otherColumns(
        labels.map(text(ofCell:)), expected.map { String(decoding: $0, as: UTF8.self) }, of: block.name,
        form: index.forms[block.form].id, at: location(ofCell: labels.first ?? 0)))
  }

  /// The place in `met` of the block: the last one continued, where a page break parted it, or a further one.
  private mutating func instance(of alignment: Alignment) -> Int {
    let first = alignment.rows.lazy.compactMap { row -> Int? in
      if case .row(let number) = row.match { number } else { nil }
    }.first
    let place =
      alignment.rows.first.map {
        report.pieces[grid.cells[grid.rows[$0.number].cells.lowerBound].piece].place
      } ?? Place()
    if let known = met.lastIndex(where: { $0.number == alignment.blockNumber }) {
      if let first, first > met[known].last { return known }
      if first == nil { return known }
      diagnostics.append(
        .repeatedBlock(alignment.block.name, at: Location(report.source, at: place)))
    }
    met.append(
      MetBlock(
        number: alignment.blockNumber, rows: alignment.block.rows.map { _ in false }, place: place))
    return met.count - 1
  }

  private mutating func note(
    _ row: Alignment.Row, as number: Int, in block: IndexedBlock, instance: Int
  ) {
    let first = grid.rows[row.number].cells.lowerBound
    if met[instance].rows[number] {
      let name = String(decoding: block.rows[number].path, as: UTF8.self)
      diagnostics.append(.repeatedRow(name, at: location(ofCell: first)))
    }
    met[instance].rows[number] = true
    met[instance].last = max(met[instance].last, number)
    guard row.basis != .label else { return }
    let name = String(decoding: block.rows[number].path, as: UTF8.self)
    let labels = grid.rows[row.number].cells.lowerBound..<row.firstValue
    let label = labels.last { grid.cells[$0].isText } ?? first
    diagnostics.append(
      .readAs(text(ofCell: label), name, byPosition: row.basis == .position, at: location(ofCell: label)))
  }

  /// The level of the ordinal of the last text before a cell.
  private func ordinalLevel(before end: Int, from start: Int) -> Int? {
    guard let label = (start..<end).last(where: { grid.cells[$0].isText }), grid.cells[label].hasOrdinal
    else { return nil }
    let text = report.text.span
    let range = text.withoutMarks(report.pieces[grid.cells[label].piece].range)
    return Ordinal(beginning: text.extracting(range))?.level
  }

  private mutating func writeExtraRow(
    _ row: Alignment.Row, label: Int, parent: [UInt8], isSibling: Bool, block: IndexedBlock,
    units: [StatedUnit], to output: inout ByteWriter
  ) {
    let range = report.text.span.withoutMarks(report.pieces[grid.cells[label].piece].range)
    var path = Label.printed(report.text.span.extracting(range))
    if grid.roles(of: grid.cells[label]).contains(where: { $0.kind == .heading }), let heading = row.heading {
      path = block.headings[heading]
    } else if let heading = row.heading {
      path = block.headings[heading] + [.slash] + path
    } else {
      // Cells in front that are blank are covered by the headings of the row before, one each.
      let depth = label - grid.rows[row.number].cells.lowerBound
      let headings = parent.split(separator: .slash)
      let above = headings.prefix(isSibling ? headings.count : depth)
      path = Array((above + [path[...]]).joined(separator: [.slash]))
    }
    var cell = row.firstValue
    var printedUnit: [UInt8]?
    if block.hasUnitColumn {
      printedUnit = unitText(ofCell: cell)
      cell += 1
    }
    for (column, name) in block.columns.enumerated() {
      let unit = printedUnit ?? block.columnUnits[column]
      let key = FactKey(
        section: block.section, row: path, column: name, unit: unit, form: block.formID)
      let stated = units.isEmpty ? StatedUnit.none : units[column]
      writeFact(
        key, at: column, in: block, cell: cell, unit: printedUnit, stated: stated, to: &output)
      cell += 1
    }
  }

  /// The unit that a unit cell states; `nil` where it states none.
  private func unitText(ofCell cell: Int) -> [UInt8]? {
    guard grid.cells[cell].isText else { return nil }
    return Label.printed(report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
  }
}
