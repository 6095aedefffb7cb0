/// Rows in the order in which plain pdftotext gives those of LibreOffice's PDFs: a figure that comes too early or too late, a lump of figures before or behind the labels of some rows,
/// a label behind the row below, a title behind its table, a header with figures in it.
struct DisplacedRows {
  private var dice: Dice
  private var rows: [PageRow]

  /// The lines of each piece.
  private(set) var lines: [[String]] = []

  init(_ rows: [PageRow], dice: Dice) {
    (self.rows, self.dice) = (rows, dice)
    if rows.contains(where: { $0.values.count == 15 }) {
      partHeader()
      lines = self.rows.map(spaced)
    } else {
      moveTitle()
      if self.dice.chance(0.2), moveFigure() { lines = rows.map(spaced) } else { displace() }
    }
  }

  /// The figures of a group of columns, mostly of the first, stand below their columns, the others behind all columns.
  private mutating func partHeader() {
    guard let place = rows.firstIndex(where: { $0.values.count == 15 }), place > 1,
      rows[place - 1].labels.count == 10, rows[place - 2].labels.count >= 5
    else { return }
    let (upper, lower, values) = (rows[place - 2].labels, rows[place - 1].labels, rows[place].values)
    let columns = upper.prefix(5) + lower
    let group = dice.pick([0, 0, 0, 5, 10])
    var parted = columns.indices.map { column in
      PageRow(
        labels: [columns[column]],
        values: (group..<group + 5).contains(column) ? [values[column]] : [])
    }
    for title in upper.dropFirst(5) { parted.insert(PageRow(labels: [title]), at: dice.int(0...5)) }
    parted.append(PageRow(values: Array(values[..<group] + values[(group + 5)...])))
    rows.replaceSubrange(place - 2...place, with: parted)
  }

  /// A row of one label without figures, such as a title, stands some rows further down.
  private mutating func moveTitle() {
    let lone = rows.indices.filter { rows[$0].values.isEmpty && rows[$0].labels.count == 1 }
    guard dice.chance(0.4), !lone.isEmpty else { return }
    let from = dice.pick(lone)
    let row = rows.remove(at: from)
    rows.insert(row, at: dice.int(from...min(from + 8, rows.count)))
  }

  /// A figure comes too late, among those of the next row, or a total too early: where sums hold before and not behind, so that they tell;
  /// elsewhere none does.
  private mutating func moveFigure() -> Bool {
    let tables = rows.indices.filter { rows[$0].values.count == 7 }
    let filled = tables.filter { tables.contains($0 + 1) }
    guard tables.allSatisfy({ addsUp(rows[$0]) }), !filled.isEmpty else { return false }
    let row = dice.pick(filled)
    var (upper, lower) = (rows[row], rows[row + 1])
    if dice.chance(0.3) {
      upper.values.insert(upper.values.removeLast(), at: dice.int(0...5))
    } else {
      let value = upper.values.remove(at: dice.int(0...6))
      upper.values.append(lower.values.removeFirst())
      lower.values.insert(value, at: dice.int(0...6))
    }
    if addsUp(upper), addsUp(lower) { return false }
    (rows[row], rows[row + 1]) = (upper, lower)
    return true
  }

  private func addsUp(_ row: PageRow) -> Bool {
    let counts = row.values.compactMap { Int($0.joined()) }
    return counts.count == 7 && counts.dropLast().reduce(0, +) == counts[6]
  }

  /// Rows next to each other whose labels and figures part, and the others as they are.
  private mutating func displace() {
    let filled = rows.indices.filter { rows[$0].values.count < 10 && !rows[$0].values.isEmpty }
    guard !filled.isEmpty, dice.chance(0.8),
      let start = dice.chance(0.5) ? filled.dropLast().last : dice.pick(filled)
    else {
      lines = rows.map(spaced)
      return
    }
    // Of one table.
    let limit = rows[start...].firstIndex(where: \.isHeader) ?? rows.count
    let end = min(start + dice.int(1...4), limit)
    let stretch = rows[start..<end]
    let labels = stretch.flatMap { row in row.labels.map { PageRow(labels: [$0]) } }
    let figures = stretch.map { PageRow(values: $0.values) }
    let width = stretch.map(\.values.count).max()!
    let moved: [PageRow] =
      switch dice.int(0...6) {
      case 0: figures + labels
      case 1: labels + figures
      // The first row keeps its label.
      case 2: labels.prefix(1) + figures + labels.dropFirst()
      // Column by column.
      case 3:
        labels.prefix(1)
          + (0..<width).flatMap { column in
            stretch.filter { column < $0.values.count }.map { PageRow(values: [$0.values[column]]) }
          } + labels.dropFirst()
      // A label behind the row below, or before the row above.
      case 4: figures.prefix(1) + Array(stretch.dropFirst()) + labels.prefix(stretch.first!.labels.count)
      case 5: labels.suffix(stretch.last!.labels.count) + Array(stretch.dropLast()) + figures.suffix(1)
      // Each label behind its figures.
      default: stretch.flatMap { [PageRow(values: $0.values), PageRow(labels: $0.labels)] }
      }
    lines = (rows[..<start] + moved + rows[end...]).map(spaced)
  }

  private func spaced(_ row: PageRow) -> [String] { row.lines(isSpacedOut: true, false) }
}
