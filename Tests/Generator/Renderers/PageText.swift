/// The text of a PDF, as programs write it; A18 to A22, A35.
struct PageText {
  enum Style {
    /// pdftotext with the places kept (`-layout`), or without.
    case layout, order
    /// pdfplumber: what stands on a line, parted by one blank.
    case lines
    /// PyMuPDF and `pdftotext -raw`: a line of a cell on each line, row by row.
    case cells
    /// pypdf: figures behind the last line of a label, a blank each, also for cells of none.
    case content
    /// pdfminer: the labels of a table, then the figures column by column.
    case columns
  }

  let plan: ReportPlan
  private var dice: Dice
  private var lines: [String] = []
  private var page = 1
  private var lineOnPage = 0

  /// Half-width characters on a line, and lines on a page.
  private static let (width, height) = (88, 44)

  init(plan: ReportPlan) {
    self.plan = plan
    dice = Dice(plan.seed, "pages")
  }

  static func text(_ report: PrintedReport, _ style: Style, _ plan: ReportPlan) -> String {
    var pages = PageText(plan: plan)
    return pages.text(report, style)
  }

  private mutating func text(_ report: PrintedReport, _ style: Style) -> String {
    let keepsLayout = style == .layout
    var isFirst = true
    for part in report.parts {
      switch part {
      case .paragraph(let line), .heading(let line):
        // A title is in the middle of the line; paragraphs are indented.
        let indent = isFirst && keepsLayout ? 20 : keepsLayout ? 4 : 0
        for wrapped in Self.wrap(String(repeating: " ", count: indent) + line, Self.width) { emit(wrapped) }
        isFirst = false
      case .table(let table):
        let rows = PageTable(table, plan: plan)
        for row in rows.lines(style) {
          if lineOnPage + row.count > Self.height, !plan.noises.contains(.pageNumberInRow) { breakPage() }
          for line in row { emit(line) }
        }
        emit("")
      }
    }
    emit("- \(page) -")
    return lines.joined(separator: "\n") + "\n\u{C}"
  }

  private mutating func emit(_ line: String) {
    if lineOnPage >= Self.height { breakPage() }
    lines.append(lineOnPage == 0 && page > 1 ? "\u{C}" + line : line)
    lineOnPage += 1
  }

  private mutating func breakPage() {
    let isFlipBook = plan.noises.contains(.flipBook)
    lines.append(isFlipBook ? "P. \(page)" : String(repeating: " ", count: 40) + "- \(page) -")
    page += 1
    lineOnPage = 0
    if isFlipBook { emit("Page \(page) - \(plan.agency)\(plan.year)年政府信息公开工作年度报告") }
  }

  /// Lines of at most `width` half-width characters.
  static func wrap(_ text: String, _ width: Int) -> [String] {
    var lines = [""]
    var used = 0
    for character in text {
      let size = columns(character)
      if used + size > width, used > 0 {
        lines.append("")
        used = 0
      }
      lines[lines.count - 1].append(character)
      used += size
    }
    return lines
  }

  /// 2 for characters as wide as Chinese ones.
  static func columns(_ character: Character) -> Int {
    guard let value = character.unicodeScalars.first?.value else { return 0 }
    return value >= 0x2E80 && value != 0xFEFF || (0x2010...0x2027).contains(value) ? 2 : 1
  }

  static func columns(_ text: String) -> Int { text.reduce(0) { $0 + columns($1) } }
}

/// A table on a page: cells wrapped to the widths of their columns.
struct PageTable {
  private let table: PrintedTable
  private let plan: ReportPlan
  /// The left edge of each column, and of the one behind the last.
  private let edges: [Int]
  private let isCentred: Bool
  private let hasGaps: Bool
  private let isSpacedOut: Bool

  init(_ table: PrintedTable, plan: ReportPlan) {
    self.table = table
    self.plan = plan
    var dice = Dice(plan.seed, "page table", String(table.columnCount), String(table.rowCount))
    isCentred = dice.chance(0.5)
    hasGaps = dice.chance(0.5)
    isSpacedOut = dice.chance(0.5)
    var edges = [0]
    for width in Self.widths(table, plan) { edges.append(edges.last! + width) }
    self.edges = edges
  }

  private static func widths(_ table: PrintedTable, _ plan: ReportPlan) -> [Int] {
    switch table.columnCount {
    case 15...: Array(repeating: 6, count: table.columnCount)
    // The stub of table 3, narrow where its labels stand upright (A19).
    case 9...14:
      [plan.noises.contains(.verticalLabels) ? 3 : 10, 14, 17]
        + Array(repeating: 8, count: table.columnCount - 3)
    case 3: [46, 8, 12]
    default: [22] + Array(repeating: 18, count: table.columnCount - 1)
    }
  }

  private func wrapped(_ cell: PrintedTable.Cell) -> [String] {
    let right = edges[min(cell.column + cell.width, edges.count - 1)]
    let width = max(2, right - edges[cell.column] - 1)
    if cell.isSplit { return [cell.lines.joined(separator: " ")] }
    return cell.lines.flatMap { line in
      var text = line
      if plan.noises.contains(.blanksInWords), cell.kind == .header, text.count <= 6 {
        text = text.map(String.init).joined(separator: " ")
      }
      return PageText.wrap(text, width)
    }
  }

  /// The lines of each row.
  func lines(_ style: PageText.Style) -> [[String]] {
    switch style {
    case .layout: layout()
    case .order: readingOrder()
    case .lines:
      layout().map { $0.map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty } }
    case .cells:
      table.grid.map { cells(of: $0).flatMap { $0.text.isEmpty ? [] : wrapped($0) } }
    case .content: table.grid.map { contentOrder(cells(of: $0)) }
    case .columns:
      [table.cells.filter { $0.kind != .value && !$0.text.isEmpty }.flatMap(wrapped)]
        + (0..<table.columnCount).map { column in
          table.cells.filter { $0.kind == .value && $0.column == column && !$0.text.isEmpty }.flatMap(wrapped)
        }
    }
  }

  private func cells(of places: [PrintedTable.Place]) -> [PrintedTable.Cell] {
    places.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
  }

  private func contentOrder(_ cells: [PrintedTable.Cell]) -> [String] {
    var lines = cells.filter { $0.kind != .value && !$0.text.isEmpty }.flatMap(wrapped)
    let values = cells.filter { $0.kind == .value }.map { wrapped($0).joined(separator: "\n") }
    if values.isEmpty { return lines }
    let figures = values.joined(separator: " ")
    // Behind a label of many lines they stand on a line of their own.
    if lines.count > 3 || lines.isEmpty {
      lines.append(figures)
    } else {
      lines[lines.count - 1] += " " + figures
    }
    return lines.flatMap { $0.split(separator: "\n").map(String.init) }
  }

  /// The lines of each row, cells at their places.
  private func layout() -> [[String]] {
    var heights = Array(repeating: 1, count: table.rowCount)
    for cell in table.cells where cell.height == 1 {
      heights[cell.row] = max(heights[cell.row], wrapped(cell).count)
    }
    // A merged cell that is higher than its rows makes the last of them higher.
    for cell in table.cells where cell.height > 1 {
      let rows = cell.row..<min(cell.row + cell.height, table.rowCount)
      let lack = wrapped(cell).count - heights[rows].reduce(0, +)
      if lack > 0 { heights[rows.upperBound - 1] += lack }
    }
    let tops = heights.indices.map { heights[..<$0].reduce(0, +) }
    var canvas: [[(column: Int, text: String)]] = Array(repeating: [], count: heights.reduce(0, +))
    for cell in table.cells {
      let lines = wrapped(cell)
      let room = heights[cell.row..<min(cell.row + cell.height, table.rowCount)].reduce(0, +)
      let top = tops[cell.row] + (isCentred ? (room - lines.count) / 2 : 0)
      for (offset, line) in lines.enumerated() where !line.isEmpty {
        canvas[top + offset].append((edges[cell.column], line))
      }
    }
    let rows = heights.indices.map { row in canvas[tops[row]..<tops[row] + heights[row]].map(Self.line) }
    return hasGaps ? rows.map { $0 + [""] } : rows
  }

  private static func line(_ parts: [(column: Int, text: String)]) -> String {
    var line = ""
    var used = 0
    for (column, text) in parts.sorted(by: { $0.column < $1.column }) {
      let gap = max(column - used, line.isEmpty ? 0 : 1)
      line += String(repeating: " ", count: gap) + text
      used += gap + PageText.columns(text)
    }
    return line
  }

  /// The lines of each row in reading order: labels, then figures, of which the first may come before a label's last line; at times as
  /// the PDFs of LibreOffice come out, with words that are not where their rows are.
  private func readingOrder() -> [[String]] {
    let rows = table.grid.map { places in
      var row = PageRow()
      for place in places {
        guard case .cell(let cell) = place, !cell.text.isEmpty else { continue }
        if cell.kind == .title || cell.kind == .header { row.isHeader = true }
        if cell.kind == .value { row.values.append(wrapped(cell)) } else { row.labels.append(wrapped(cell)) }
      }
      return row
    }
    var dice = Dice(plan.seed, "displaced", String(table.columnCount), String(table.rowCount))
    let isDisplaced = isSpacedOut && dice.chance(0.3)
    return isDisplaced
      ? DisplacedRows(rows, dice: dice).lines : rows.map { $0.lines(isSpacedOut: isSpacedOut, isCentred) }
  }
}

/// A row in reading order: the lines of its labels, and of its figures.
struct PageRow {
  var labels: [[String]] = []
  /// The rest of a broken one stands on a line of its own.
  var values: [[String]] = []
  /// Whether it is a title, or part of a header.
  var isHeader = false

  func lines(isSpacedOut: Bool, _ isCentred: Bool) -> [String] {
    var (labels, values) = (labels.flatMap(\.self), values)
    if isSpacedOut {
      // As LibreOffice's PDFs come out: a figure on a line, the first one beside a label of two lines.
      if values.count > 2, labels.count > 1, isCentred {
        labels.insert(contentsOf: values.removeFirst(), at: labels.count - 1)
      }
      return (labels + [""]) + values.flatMap { $0 + [""] }
    }
    if values.isEmpty { return labels }
    let height = values.map(\.count).max()!
    let lines = (0..<height).map { line in
      values.compactMap { line < $0.count ? $0[line] : nil }.joined(separator: " ")
    }
    return labels.dropLast() + [(labels.suffix(1) + lines.prefix(1)).joined(separator: " ")]
      + lines.dropFirst()
  }
}
