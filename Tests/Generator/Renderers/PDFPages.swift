import TestSupport

/// A report printed as a PDF file, its tables with lines of all kinds, over as many pages as it takes.
struct PDFPages {
  private enum Lines {
    case solid, thin, filled, dashed, dotted, double, level, none

    static let aroundCells: [Lines] = [.solid, .thin, .filled, .dashed, .dotted, .double]
  }

  private let plan: ReportPlan
  private var dice: Dice
  private var pages: [TestPDF.Page] = []
  /// How far down the page at hand is filled.
  private var y = 0.0
  private let (width, height): (Double, Double)
  private let margin: Double
  private let size: Double
  private let lines: Lines
  private let repeatsHeader: Bool
  /// Where figures stand in their columns: 0 left, 0.5 in the middle, 1 right.
  private let place: Double

  /// - Parameter isRuled: whether there are lines around each cell; else there are none, or level ones only.
  init(plan: ReportPlan, isRuled: Bool) {
    self.plan = plan
    dice = Dice(plan.seed, "pdf")
    (width, height) = dice.chance(0.3) ? (842, 595) : (595, 842)
    margin = Double(dice.int(36...72))
    size = Double(dice.int(16...22)) / 2
    lines = dice.pick(isRuled ? Lines.aroundCells : [.level, .none])
    place = dice.pick([0, 0.5, 0.5, 1])
    repeatsHeader = dice.chance(0.3)
  }

  mutating func bytes(_ report: PrintedReport) -> [UInt8] {
    addPage()
    for (number, part) in report.parts.enumerated() {
      switch part {
      case .paragraph(let line): add(line, indent: number == 0 ? 0 : 2 * size)
      case .heading(let line): add(line, indent: 0)
      case .table(let table): add(table)
      }
    }
    let isNumbered = dice.chance(0.5)
    for page in pages.indices where isNumbered {
      pages[page].write("- \(page + 1) -", x: width / 2 - 12, y: height - 28)
    }
    return TestPDF(pages).bytes
  }

  private mutating func addPage() {
    pages.append(TestPDF.Page(width: width, height: height))
    y = margin
  }

  // MARK: text

  private static func width(_ character: Character) -> Double {
    character.unicodeScalars.reduce(0) { $0 + ($1.value < 0x80 ? 0.5 : 1) }
  }

  /// The lines of a text that has some room, in points.
  private func wrap(_ text: String, _ room: Double, indent: Double = 0) -> [String] {
    var lines = [""]
    var x = indent
    for character in text {
      let step = Self.width(character) * size
      if x + step > room, !lines[lines.count - 1].isEmpty {
        lines.append("")
        x = 0
      }
      lines[lines.count - 1].append(character)
      x += step
    }
    return lines
  }

  private mutating func add(_ paragraph: String, indent: Double) {
    for (number, line) in wrap(paragraph, width - 2 * margin, indent: indent).enumerated() {
      if y + 1.6 * size > height - margin { addPage() }
      pages[pages.count - 1].write(
        line, x: margin + (number == 0 ? indent : 0), y: y + 0.8 * size, size: size)
      y += 1.6 * size
    }
  }

  // MARK: tables

  private mutating func add(_ table: PrintedTable) {
    let xs = edges(of: table)
    let texts = table.cells.map { cell in
      // Blanks around a text take no room where it is broken.
      cell.lines.flatMap { wrap($0.trimmed, xs[cell.column + cell.width] - xs[cell.column] - 6) }
    }
    var heights = Array(repeating: 1.6 * size, count: table.rowCount)
    for (cell, lines) in zip(table.cells, texts) {
      let rows = cell.row..<min(cell.row + cell.height, table.rowCount)
      let missing = Double(lines.count) * 1.2 * size + 5 - heights[rows].reduce(0, +)
      if missing > 0 { heights[rows.upperBound - 1] += missing }
    }
    y += 4
    let header = repeatsHeader ? headerRows(table) : 0
    var row = 0
    while row < table.rowCount {
      var (end, bottom) = (row, y + (row > 0 ? heights[..<header].reduce(0, +) : 0))
      while end < table.rowCount, bottom + heights[end] <= height - margin || end == row && y == margin {
        bottom += heights[end]
        end += 1
      }
      if end > row {
        if row > 0, header > 0 { draw(table, texts, heights, 0..<header, xs) }
        draw(table, texts, heights, row..<end, xs)
        row = end
      }
      if row < table.rowCount { addPage() }
    }
    y += 6
  }

  /// The rows of the header, up to where its merged cells end; none where figures stand in them.
  private func headerRows(_ table: PrintedTable) -> Int {
    let rows = table.cells.filter { $0.kind == .header || $0.kind == .title }
    let end = rows.map { $0.row + $0.height }.max() ?? 0
    let first = table.cells.filter { $0.kind == .value || $0.kind == .label }.map(\.row).min() ?? 0
    // A table with several headers repeats none.
    return end <= first && end < table.rowCount ? end : 0
  }

  /// Where columns begin and end: as wide as their words want.
  private func edges(of table: PrintedTable) -> [Double] {
    var wanted = Array(repeating: 28.0, count: table.columnCount)
    for cell in table.cells where cell.width == 1 {
      let text = cell.lines.map { $0.reduce(0) { $0 + Self.width($1) } }.max() ?? 0
      let isValue = cell.kind == .value
      wanted[cell.column] = max(wanted[cell.column], min(text * size + 10, isValue ? 90 : 130))
    }
    let scale = (width - 2 * margin) / max(wanted.reduce(0, +), 1)
    return wanted.reduce(into: [margin]) { $0.append($0[$0.count - 1] + $1 * min(scale, 2)) }
  }

  /// Draws rows that stand on one page; cells that reach beyond are cut, and show their text where they begin.
  private mutating func draw(
    _ table: PrintedTable, _ texts: [[String]], _ heights: [Double], _ rows: Range<Int>, _ xs: [Double]
  ) {
    let ys = rows.reduce(into: [y]) { $0.append($0[$0.count - 1] + heights[$1]) }
    for (cell, lines) in zip(table.cells, texts) {
      let taken = (cell.row..<min(cell.row + cell.height, table.rowCount)).clamped(to: rows)
      guard !taken.isEmpty else { continue }
      let (top, bottom) = (ys[taken.lowerBound - rows.lowerBound], ys[taken.upperBound - rows.lowerBound])
      let (left, right) = (xs[cell.column], xs[cell.column + cell.width])
      for (x0, y0, x1, y1) in [
        (left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom),
        (right, top, right, bottom),
      ] { side(x0, y0, x1, y1) }
      guard cell.row >= rows.lowerBound else { continue }
      let start = max(top + 0.8 * size, (top + bottom) / 2 - Double(lines.count - 1) * 0.6 * size)
      for (number, line) in lines.enumerated() where !line.isEmpty {
        let length = line.reduce(0) { $0 + Self.width($1) } * size
        let share = cell.kind == .label ? 0 : cell.kind == .value ? place : 0.5
        let x = left + 3 + (right - left - 6 - length) * share
        pages[pages.count - 1].write(line, x: x, y: start + Double(number) * 1.2 * size, size: size)
      }
    }
    y = ys[ys.count - 1]
  }

  /// Draws the side of a cell.
  private mutating func side(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    let page = pages.count - 1
    func pieces(_ length: Double, _ step: Double, _ body: (Double, Double, Double, Double) -> Void) {
      let (start, end) = y0 == y1 ? (x0, x1) : (y0, y1)
      for at in stride(from: start, to: end, by: step) {
        let stop = min(at + length, end)
        if y0 == y1 { body(at, y0, stop, y0) } else { body(x0, at, x0, stop) }
      }
    }
    switch lines {
    case .solid: pages[page].line(x0, y0, x1, y1)
    case .thin: pages[page].operators.append("q 0.1 w \(x0) \(height - y0) m \(x1) \(height - y1) l S Q")
    case .filled:
      pages[page].operators.append("\(x0 - 0.4) \(height - y1 - 0.4) \(x1 - x0 + 0.8) \(y1 - y0 + 0.8) re f")
    case .dashed: pieces(3, 6) { pages[page].line($0, $1, $2, $3) }
    case .dotted:
      pieces(1, 2) { x, y, _, _ in
        pages[page].operators.append("\(x - 0.5) \(height - y - 0.5) 1 1 re f")
      }
    case .level: if y0 == y1 { pages[page].line(x0, y0, x1, y1) }
    case .none: break
    case .double:
      for shift in [-0.8, 0.8] {
        let (dx, dy) = y0 == y1 ? (0, shift) : (shift, 0)
        pages[page].line(x0 + dx, y0 + dy, x1 + dx, y1 + dy)
      }
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let visible = drop { $0.isWhitespace }
    return String(
      visible.prefix(
        (visible.lastIndex { !$0.isWhitespace }).map {
          visible.distance(from: visible.startIndex, to: $0) + 1
        } ?? 0))
  }
}
