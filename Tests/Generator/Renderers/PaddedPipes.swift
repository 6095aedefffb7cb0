/// Rows of pipes as trafilatura 1.12 to 2.1 writes those of pages: blank cells are dropped, or are a line break before their pipe, and
/// each row is padded at its end up to the columns of the table.
struct PaddedPipes {
  let plan: ReportPlan

  /// Whether a row begins with a pipe: never in 1.12, in 2.0 where its first cell holds text and no paragraph, in 2.1 always.
  private enum Lead: CaseIterable {
    case never, some, always
  }

  func text(_ report: PrintedReport) -> String {
    var dice = Dice(plan.seed, "padded")
    let lead = dice.pick(Lead.allCases)
    var text = ""
    for (number, part) in report.parts.enumerated() {
      switch part {
      case .paragraph(let line), .heading(let line): text += line + "\n"
      case .table(let table): text += self.table(table, number, lead)
      }
    }
    return text
  }

  private func table(_ table: PrintedTable, _ number: Int, _ lead: Lead) -> String {
    var dice = Dice(plan.seed, "padded", String(number))
    // Pages keep to one kind of blank cell, or have both.
    let paragraphs = dice.pick([0.0, 0.0, 0.5, 1.0])
    let isHeaded = dice.chance(0.1)
    // Of version 2.1 all rows have their pads.
    let lastIsPadded = lead == .always || dice.chance(0.3)
    var lines: [String] = []
    for (index, places) in table.grid.enumerated() {
      var row = ""
      var count = 0
      for place in places {
        guard case .cell(let cell) = place else { continue }
        for cell in cell.isSplit ? cell.lines : [cell.text] {
          let isBlank = cell.isEmpty || cell == "\u{A0}"
          if isBlank, !dice.chance(paragraphs) { continue }
          if count == 0, lead == .always || lead == .some && !isBlank && dice.chance(0.8) { row += "| " }
          row += (isBlank ? "\n" : cell) + " | "
          count += 1
        }
      }
      if count == 0 { continue }
      if index < table.rowCount - 1 || lastIsPadded {
        row += String(repeating: "|", count: max(0, table.columnCount - count))
      }
      lines.append(
        lead == .always
          ? row
          : row.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed).joined(separator: "\n"))
      if isHeaded, index == 0 { lines.append("|" + String(repeating: "---|", count: table.columnCount)) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Without blanks at its ends.
  private func trimmed(_ line: Substring) -> Substring {
    var line = line.drop { $0 == " " }
    while line.last == " " { line.removeLast() }
    return line
  }
}
