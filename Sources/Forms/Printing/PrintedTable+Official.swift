extension PrintedTable {
  /// The table of a section: its blocks one below the other. `nil` without any.
  static func official(_ blocks: [FilledBlock], section: [UInt8]) -> PrintedTable? {
    guard let first = blocks.first else { return nil }
    var table = PrintedTable(section: section, isOfficial: true, columnCount: 0, labelColumnCount: 0)
    table.columnCount = blocks.map(\.block.columnCount).max() ?? 0
    table.labelColumnCount = blocks.map(\.block.stubCount).min() ?? 0
    for block in blocks { table.append(block) }
    table.headerRowCount = first.block.title == nil ? first.block.headerRowCount : 0
    return table
  }

  private mutating func append(_ filled: FilledBlock) {
    let block = filled.block
    if let title = block.title { rows.append([Cell(.title, title, across: columnCount)]) }
    switch block.layout {
    case .line: appendLine(filled)
    case .rows:
      appendHeader(block)
      if block.hasUnitColumn { appendIndented(filled) } else { appendStubbed(filled) }
    }
  }

  // MARK: rows with values at the right

  /// The rows above the values: stub head, perhaps a heading over all columns, the columns in their levels.
  private mutating func appendHeader(_ block: PrintableBlock) {
    let levels = block.columns.map(\.printed.count).max() ?? 1
    // With spanners among the columns the second text stands over them all; else it is the head of the units.
    let hasTop = levels > 1 && block.headers.count > 1
    let height = levels + (hasTop ? 1 : 0)
    let corner = block.headers.first ?? []
    let stub =
      block.hasUnitColumn
      ? [Cell(.header, corner), Cell(.header, block.headers.count > 1 ? block.headers[1] : [])]
      : [Cell(.header, corner, across: block.stubCount, down: height)]
    let below = block.hasUnitColumn ? [] : [Cell(.covered, across: block.stubCount)]
    if hasTop {
      rows.append(stub + [Cell(.header, block.headers[1], across: columnCount - block.stubCount)])
    }
    for level in 0..<levels {
      rows.append((level == 0 && !hasTop ? stub : below) + columnCells(block, level: level, of: levels))
    }
  }

  private func columnCells(_ block: PrintableBlock, level: Int, of levels: Int) -> [Cell] {
    var cells: [Cell] = []
    var index = 0
    while index < block.columns.count {
      let names = block.columns[index].printed
      var end = index + 1
      if level < names.count {
        while end < block.columns.count, level < names.count - 1,
          block.columns[end].printed.prefix(level + 1) == names.prefix(level + 1)
        {
          end += 1
        }
        let down = level == names.count - 1 ? levels - level : 1
        cells.append(
          Cell(.header, names[level], across: width(index..<end, of: block), down: down))
      } else {
        cells.append(Cell(.covered, across: width(index..<end, of: block)))
      }
      index = end
    }
    return cells
  }

  /// The last column takes what is left of the widest block.
  private func width(_ columns: Range<Int>, of block: PrintableBlock) -> Int {
    columns.count + (columns.upperBound == block.columns.count ? columnCount - block.columnCount : 0)
  }

  private func values(_ row: FilledBlock.Row, of block: PrintableBlock) -> [Cell] {
    row.values.enumerated().map {
      Cell(
        .value, $1 ?? [], across: width($0..<$0 + 1, of: block), row: row.path, column: block.columns[$0].path
      )
    }
  }

  /// Headings as merged cells at the left.
  private mutating func appendStubbed(_ filled: FilledBlock) {
    let block = filled.block
    for (index, row) in filled.rows.enumerated() {
      var cells: [Cell] = []
      for (level, parent) in row.parents.enumerated() {
        let chain = row.parents.prefix(level + 1)
        if index > 0, filled.rows[index - 1].parents.prefix(level + 1) == chain {
          cells.append(Cell(.covered))
        } else {
          let run = filled.rows[index...].prefix { $0.parents.prefix(level + 1) == chain }.count
          cells.append(Cell(.label, block.rows[parent].printed, down: run))
        }
      }
      cells.append(Cell(.label, row.label, across: max(block.stubCount - row.parents.count, 1)))
      rows.append(cells + values(row, of: block))
    }
  }

  /// Headings as rows of their own, with a unit behind each label.
  private mutating func appendIndented(_ filled: FilledBlock) {
    let block = filled.block
    var printed: Set<Int> = []
    for row in filled.rows {
      for (level, parent) in row.parents.enumerated() where printed.insert(parent).inserted {
        // A row with values of its own that the report lacks is not printed: its blank would be a figure.
        guard block.rows[parent].isHeading else { continue }
        rows.append(
          [indented(block.rows[parent].printed, level), Cell(.unit, Array("——".utf8))]
            + block.columns.indices.map { Cell(.value, across: width($0..<$0 + 1, of: block)) })
      }
      if let place = row.place { printed.insert(place) }
      let unit = row.place.map { block.rows[$0].unit } ?? []
      rows.append(
        [indented(row.label, row.parents.count), Cell(.unit, unit)] + values(row, of: block))
    }
  }

  private func indented(_ label: [UInt8], _ level: Int) -> Cell {
    Cell(.label, Array(repeatElement(Array("　　".utf8), count: level).joined()) + label)
  }

  // MARK: one row of values

  /// The rows of the form stand over the columns, and all values in one row.
  private mutating func appendLine(_ filled: FilledBlock) {
    let block = filled.block
    let width = block.columns.count
    let depth = (block.rows.map(\.parents.count).max() ?? 0) + 1
    for level in 0...depth {
      var cells: [Cell] = []
      for (place, row) in block.rows.enumerated() where !row.isHeading {
        let chain = row.parents + [place]
        if level < chain.count {
          cells.append(
            contentsOf: lineLabel(chain[level], isFirst: isFirst(place, below: chain[level], block), block))
        } else if level == chain.count {
          cells += block.columns.map { Cell(.header, $0.printed.last ?? [], down: depth - level + 1) }
        } else {
          cells += block.columns.map { _ in Cell(.covered) }
        }
      }
      rows.append(cells)
    }
    let byPlace = Dictionary(uniqueKeysWithValues: filled.rows.map { ($0.place ?? -1, $0.values) })
    rows.append(
      block.rows.indices.filter { !block.rows[$0].isHeading }.flatMap { place in
        (0..<width).map {
          Cell(
            .value, byPlace[place]?[$0] ?? [], row: block.rows[place].path, column: block.columns[$0].path)
        }
      })
  }

  /// Whether a row with values is the first below another, or that row itself.
  private func isFirst(_ place: Int, below parent: Int, _ block: PrintableBlock) -> Bool {
    place == parent || !(parent..<place).contains { !block.rows[$0].isHeading }
  }

  private func lineLabel(_ place: Int, isFirst: Bool, _ block: PrintableBlock) -> [Cell] {
    guard isFirst else { return [] }
    let leaves = block.rows[place..<block.rows[place].end].count { !$0.isHeading }
    return [Cell(.header, block.rows[place].printed, across: leaves * block.columns.count)]
  }
}

extension PrintableBlock {
  fileprivate var headerRowCount: Int {
    let levels = columns.map(\.printed.count).max() ?? 1
    return layout == .line
      ? (rows.map(\.parents.count).max() ?? 0) + 2 : levels + (levels > 1 && headers.count > 1 ? 1 : 0)
  }
}
