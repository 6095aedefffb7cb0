/// Lays out official tables as the forms print them, and breaks them over pages.
struct TablePrinter {
  let plan: ReportPlan
  private let labels: LabelPrinter
  private var parts: [PrintedReport.Part] = []
  private var table: PrintedTable
  private var row = 0

  private init(_ plan: ReportPlan, columnCount: Int) {
    self.plan = plan
    labels = LabelPrinter(plan: plan)
    table = PrintedTable(columnCount: columnCount)
  }

  /// The tables of a section: all blocks in one, or each in its own.
  static func print(_ blocks: [PlannedBlock], plan: ReportPlan) -> [PrintedReport.Part] {
    var dice = Dice(plan.seed, "tables", blocks[0].section)
    let isOne = dice.chance(0.7)
    let groups = isOne ? [blocks] : blocks.map { [$0] }
    return groups.flatMap { group in
      var printer = TablePrinter(plan, columnCount: group.map(width).max()!)
      for block in group { printer.print(block) }
      printer.endTable()
      return printer.parts
    }
  }

  static func print(_ local: ReportPlan.LocalTable) -> PrintedTable {
    var table = PrintedTable(columnCount: local.columns.count + 1)
    for (column, label) in (["渠道"] + local.columns).enumerated() {
      table.add(.init(row: 0, column: column, lines: [label], kind: .header))
    }
    for (index, row) in local.rows.enumerated() {
      table.add(.init(row: index + 1, column: 0, lines: [row.label], kind: .label))
      for (column, value) in row.values.enumerated() {
        table.add(.init(row: index + 1, column: column + 1, lines: [value], kind: .value))
      }
    }
    return table
  }

  private static func width(_ block: PlannedBlock) -> Int {
    switch block.block.layout {
    case .line: block.columns.count * block.rows.count
    case .rows: block.block.unitColumn ? 2 + block.columns.count : block.depth + block.columns.count
    }
  }

  private mutating func endTable() {
    if table.rowCount > 0 { parts.append(.table(table)) }
    table = PrintedTable(columnCount: table.columnCount)
    row = 0
  }

  private mutating func print(_ block: PlannedBlock) {
    if let title = block.block.title {
      add(labels.title(title, place: block.block.code), .title, at: 0, width: table.columnCount)
      row += 1
    }
    if block.block.layout == .line {
      line(block)
    } else if block.block.unitColumn {
      statistics(block)
    } else {
      header(block)
      rows(block)
    }
  }

  private mutating func add(
    _ lines: [String], _ kind: PrintedTable.Kind, at column: Int, width: Int = 1, height: Int = 1,
    below: Int = 0
  ) {
    var dice = Dice(plan.seed, "paragraphs", lines.joined())
    let parts = lines.count > 1 && plan.noises.contains(.cellOfTwoParagraphs)
    let hasParagraphs = parts && (!plan.noises.contains(.cellOverTwoLines) || dice.chance(0.5))
    table.add(
      .init(
        row: row + below, column: column, height: height, width: width, lines: lines,
        hasParagraphs: hasParagraphs,
        kind: kind))
  }

  // MARK: rows with values at the right

  private mutating func header(_ block: PlannedBlock) {
    let stub = block.depth
    guard block.columns.contains(where: { $0.spanner != nil }) else {
      add(
        labels.header(block.block.headers.first ?? "", place: block.block.code), .header, at: 0, width: stub)
      for (index, column) in block.columns.enumerated() {
        let isLast = index == block.columns.count - 1
        add(
          labels.header(column.label, spellings: column.spellings, place: block.block.code + column.label),
          .header,
          at: stub + index, width: isLast ? table.columnCount - stub - index : 1)
      }
      row += 1
      return
    }
    add([block.block.headers[0]], .header, at: 0, width: stub, height: 3)
    add(labels.header(block.block.headers[1], place: "head"), .header, at: stub, width: block.columns.count)
    var index = 0
    while index < block.columns.count {
      let column = block.columns[index]
      if let spanner = column.spanner {
        let count = block.columns[index...].prefix { $0.spanner == spanner }.count
        add(labels.header(spanner, place: spanner), .header, at: stub + index, width: count, below: 1)
        for offset in 0..<count {
          let child = block.columns[index + offset]
          add(
            labels.header(child.label, place: child.name), .header, at: stub + index + offset, below: 2)
        }
        index += count
      } else {
        add(
          labels.header(column.label, spellings: column.spellings, place: column.label), .header,
          at: stub + index, height: 2, below: 1)
        index += 1
      }
    }
    row += 3
  }

  private mutating func rows(_ block: PlannedBlock) {
    let stub = block.depth
    let pageBreak = pageBreak(block)
    var open: [String] = []
    for (index, planned) in block.rows.enumerated() {
      if index == pageBreak {
        breakPage(block)
        // Merged labels come again on the new page.
        open = []
      }
      let next = pageBreak.map { index < $0 ? $0 : block.rows.count } ?? block.rows.count
      for level in planned.path.indices.dropLast() {
        let above = planned.path[...level].map(\.official)
        if open.starts(with: above) { continue }
        let height = block.rows[index..<next].prefix { $0.path.map(\.official).starts(with: above) }.count
        add(label(planned, level, block), .label, at: level, height: height)
      }
      open = planned.path.dropLast().map(\.official)
      let leaf = planned.path.count - 1
      add(label(planned, leaf, block), .label, at: leaf, width: stub - leaf)
      values(planned, block, at: stub)
      row += 1
    }
  }

  private func label(_ row: PlannedRow, _ level: Int, _ block: PlannedBlock) -> [String] {
    let label = row.path[level]
    let note = label.official == "部分公开" ? "（区分处理的，只计这一情形，不计其他情形）" : ""
    return labels.row(
      label, level: level, hasOrdinal: block.depth > 1, isExtra: row.isExtra && level == row.path.count - 1,
      note: note,
      place: block.block.code + row.path[...level].map(\.official).joined(separator: "/"))
  }

  private mutating func values(_ planned: PlannedRow, _ block: PlannedBlock, at first: Int) {
    for (index, value) in planned.values.enumerated() {
      let column = block.columns[index]
      let isLast = index == planned.values.count - 1
      let text = value.printed(
        plan.noises, unit: planned.unit(or: column), isAmount: planned.isAmount(or: column)
      ).text
      var cell = PrintedTable.Cell(
        row: row, column: first + index, width: isLast ? table.columnCount - first - index : 1, lines: [text],
        kind: .value)
      if planned.isSplit, plan.noises.contains(.figureSplit), index == planned.values.count / 2 {
        cell.lines = text.map(String.init)
        cell.isSplit = cell.lines.count == 2
      }
      table.add(cell)
    }
  }

  // MARK: page breaks

  /// The first row on the second page (A31).
  private func pageBreak(_ block: PlannedBlock) -> Int? {
    guard plan.noises.contains(.repeatedHeader), block.rows.count >= 6 else { return nil }
    var dice = Dice(plan.seed, "page", block.block.code)
    return dice.int(2...block.rows.count - 2)
  }

  private mutating func breakPage(_ block: PlannedBlock) {
    var dice = Dice(plan.seed, "break", block.block.code)
    // Word repeats labels within the table; a page of its own begins a further one.
    if dice.chance(0.5) {
      endTable()
      parts.append(.paragraph("- \(dice.int(2...9)) -"))
    }
    if dice.chance(0.5) { header(block) }
  }

  // MARK: the statistics table of 2014

  private mutating func statistics(_ block: PlannedBlock) {
    for (column, text) in ["统计指标", "单位", "统计数"].enumerated() {
      add(labels.header(text, place: text), .header, at: column)
    }
    row += 1
    var open: [String] = []
    for planned in block.rows {
      for level in planned.path.indices.dropLast() where planned.path[level].isHeading {
        let above = planned.path[...level].map(\.official)
        if open.starts(with: above) { continue }
        add(statisticsLabel(planned, level), .label, at: 0)
        add(["——"], .label, at: 1)
        add([""], .value, at: 2)
        row += 1
      }
      open = planned.path.map(\.official)
      add(statisticsLabel(planned, planned.path.count - 1), .label, at: 0)
      add([planned.path.last!.unit], .label, at: 1)
      values(planned, block, at: 2)
      row += 1
    }
  }

  private func statisticsLabel(_ planned: PlannedRow, _ level: Int) -> [String] {
    let label = planned.path[level]
    let isPart = level > 0 && !planned.path[level - 1].isHeading
    let place = planned.path[...level].map(\.official).joined(separator: "/")
    let indent = String(repeating: "\u{3000}", count: level * 2)
    let prefix = indent + (isPart && label.number == 1 ? "其中：" : "")
    return labels.row(label, level: level, hasOrdinal: !isPart, note: "", place: place, prefix: prefix)
  }

  // MARK: one row for all

  private mutating func line(_ block: PlannedBlock) {
    let count = block.columns.count
    var column = 0
    var open: String?
    for planned in block.rows {
      let place = planned.path.map(\.official).joined(separator: "/")
      if planned.path.count == 1 {
        add(labels.header(planned.path[0].official, place: place), .header, at: column, width: count)
        columns(block, at: column, place: place, below: 1, height: 2)
      } else {
        let outer = planned.path[0].official
        if open != outer {
          let children = block.rows.count { $0.path[0].official == outer }
          add(labels.header(outer, place: outer), .header, at: column, width: count * children)
          open = outer
        }
        add(
          labels.header(planned.path[1].official, place: place), .header, at: column, width: count, below: 1)
        columns(block, at: column, place: place, below: 2, height: 1)
      }
      column += count
    }
    row += 3
    for (index, planned) in block.rows.enumerated() {
      for (offset, value) in planned.values.enumerated() {
        let text = value.printed(plan.noises, unit: block.columns[offset].unit, isAmount: false).text
        table.add(.init(row: row, column: index * count + offset, lines: [text], kind: .value))
      }
    }
    row += 1
  }

  private mutating func columns(_ block: PlannedBlock, at first: Int, place: String, below: Int, height: Int)
  {
    for (offset, column) in block.columns.enumerated() {
      add(
        labels.header(column.label, spellings: column.spellings, place: place + column.label), .header,
        at: first + offset, height: height, below: below)
    }
  }
}
