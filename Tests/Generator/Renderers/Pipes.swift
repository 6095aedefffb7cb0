/// Rows whose cells are parted by pipes (A8 to A15).
struct Pipes {
  enum Style: String {
    /// `规章 | 0 | 0 | 0`, with pipes behind or not, merged cells as empty fields or not.
    case bare
    /// `| 规章 | 0 | 0 | 0 |`
    case outer
    /// The same, with a rule line below the first row.
    case markdown
    /// A cell on a line with a pipe behind it; a lone pipe, or several, ends the row.
    case cellLines
    /// A line break inside the pipes.
    case broken
    /// Long runs of empty pipes for columns of the layout.
    case layout
  }

  let style: Style
  let plan: ReportPlan

  func text(_ report: PrintedReport) -> String {
    var text = ""
    for (number, part) in report.parts.enumerated() {
      switch part {
      case .paragraph(let line), .heading(let line): text += line + "\n\n"
      case .table(let table): text += self.table(table, number) + "\n"
      }
    }
    return text
  }

  private func table(_ table: PrintedTable, _ number: Int) -> String {
    var dice = Dice(plan.seed, "pipes", String(number))
    // Without the blank cell before it nothing tells under what a local row stands.
    let hasInnerRows = plan.blocks.contains { $0.rows.contains { $0.isExtra && $0.path.count > 1 } }
    let keepsCovered = plan.noises.contains(.coveredCellsKept) || hasInnerRows || dice.chance(0.5)
    let keepsMerged = style != .layout && dice.chance(0.3)
    let hasEnd = dice.chance(0.5)
    let isSplit = table.cells.contains(where: \.isSplit)
    var lines: [String] = []
    for (index, places) in table.grid.enumerated() {
      var cells: [String] = []
      for place in places {
        switch place {
        case .cell(let cell): cells += cell.isSplit ? cell.lines : [cell.text]
        case .coveredFromAbove: if keepsCovered { cells.append("") }
        // A row with a figure in two parts must not find room for it.
        case .coveredFromLeft: if keepsMerged, keepsCovered, !isSplit { cells.append("") }
        }
      }
      lines.append(line(cells, hasEnd: hasEnd, index, &dice))
      if style == .markdown, index == 0 { lines.append("|" + String(repeating: "---|", count: cells.count)) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ cells: [String], hasEnd: Bool, _ index: Int, _ dice: inout Dice) -> String {
    switch style {
    case .bare:
      var line = cells.joined(separator: " | ")
      if plan.noises.contains(.headerRowParted), index == 0, cells.count > 3, let cut = line.range(of: " | ")
      {
        line = line[..<cut.upperBound] + "\n" + line[cut.upperBound...]
      }
      return line + (hasEnd ? " |" : "")
    case .outer, .markdown: return "| " + cells.joined(separator: " | ") + " |"
    case .cellLines: return cells.map { $0 + " |\n" }.joined() + (hasEnd ? "||||" : "|")
    case .broken: return "| " + cells.map { "\n \($0)  " }.joined(separator: "| ") + "|"
    case .layout: return "|" + cells.joined(separator: "|") + String(repeating: "|", count: dice.int(1...16))
    }
  }
}
