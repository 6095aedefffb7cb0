/// Texts that have lost their rows: a cell on a line (A4 to A7), or nothing of the tables at all (A25, A27, A29).
struct Lines {
  enum Style {
    /// Blank lines between cells (A4), with stray blanks round the values (A5).
    case spaced
    /// No blank lines, and neighbours that are equal have become one (A6).
    case packed
    /// Labels only (A7).
    case labelsOnly
    /// `[TABLE]` (A29).
    case placeholder
    /// No tables: they were images (A25).
    case missing
    /// The whole report on one line (A27).
    case oneLine
  }

  let style: Style
  let plan: ReportPlan

  func text(_ report: PrintedReport) -> String {
    var text = ""
    for part in report.parts {
      switch part {
      case .paragraph(let line), .heading(let line): text += line + (style == .oneLine ? " " : "\n\n")
      case .table(let table): text += self.table(table)
      }
    }
    return text
  }

  private func table(_ table: PrintedTable) -> String {
    let cells = table.raggedRows.flatMap { $0 }
    var dice = Dice(plan.seed, "lines")
    switch style {
    case .spaced:
      return cells.filter { !$0.text.isEmpty }.map { cell in
        (cell.kind == .value && dice.chance(0.3) ? "  \(cell.text) " : cell.text) + "\n\n"
      }.joined()
    case .packed:
      var lines: [String] = []
      for cell in cells where !cell.text.isEmpty && cell.text != lines.last { lines.append(cell.text) }
      return lines.joined(separator: "\n") + "\n"
    case .labelsOnly:
      return cells.filter { $0.kind != .value && !$0.text.isEmpty }.map { $0.text + "\n\n" }.joined()
    case .placeholder: return "[TABLE]\n\n"
    case .missing: return ""
    case .oneLine: return cells.map { $0.text + " " }.joined()
    }
  }
}
