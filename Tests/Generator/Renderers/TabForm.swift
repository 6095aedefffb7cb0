/// The tab form: what Apache Tika makes of Word files (A1 to A3, A14).
enum TabForm {
  static func text(_ report: PrintedReport, _ plan: ReportPlan) -> String {
    var text = ""
    for part in report.parts {
      switch part {
      case .paragraph(let line), .heading(let line): text += line + "\n\n"
      case .table(let table):
        for row in table.raggedRows {
          for cell in row {
            text += "\t" + cell.lines.joined(separator: cell.hasParagraphs ? "\n\n" : "\n") + "\n"
          }
          text += "\n"
        }
        text += "\n"
      }
    }
    return text
  }
}

/// A row on a line, its cells parted by tabs, as a copied table gives it.
enum TabRows {
  static func text(_ report: PrintedReport, _ plan: ReportPlan) -> String {
    var text = ""
    for part in report.parts {
      switch part {
      case .paragraph(let line), .heading(let line): text += line + "\n"
      case .table(let table):
        for row in table.raggedRows { text += row.map(\.text).joined(separator: "\t") + "\n" }
        text += "\n"
      }
    }
    return text
  }
}
