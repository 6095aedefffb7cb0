/// A page of a portal: the report inside layout tables, with merged cells and what pages have around (A17).
struct HTMLPage {
  let plan: ReportPlan
  private var dice: Dice

  init(plan: ReportPlan) {
    self.plan = plan
    dice = Dice(plan.seed, "html")
  }

  mutating func text(_ report: PrintedReport, charset: String) -> String {
    var body = ""
    for part in report.parts {
      switch part {
      case .paragraph(let line): body += paragraph(line)
      case .heading(let line):
        let tag = dice.pick(["h2", "p", "div"])
        body += "<\(tag)><strong>\(inline(line))</strong></\(tag)>\n"
      case .table(let table): body += self.table(table)
      }
    }
    // Portals lay pages out in tables: such a table holds the report and is none of its own.
    if dice.chance(0.5) { body = "<table width=\"100%\"><tr><td>\n\(body)</td></tr></table>\n" }
    return """
      <!DOCTYPE html>
      <html><head><meta http-equiv="Content-Type" content="text/html; charset=\(charset)">
      <title>政府信息公开</title>
      <style>td > p { margin: 0 } /* <td>1</td> */</style>
      <script>var rows = "<tr><td>规章</td><td>9</td></tr>"; if (1 < 2) { rows += "" }</script>
      </head><body><!-- <table><tr><td>规章</td><td>8</td></tr></table> -->
      <div id=content class='article'>
      \(body)</div>
      </body></html>

      """
  }

  private mutating func paragraph(_ line: String) -> String {
    switch dice.int(0...3) {
    case 0: "<p style=\"text-indent:2em\">\(runs(line))</p>\n"
    case 1: "<div>\(inline(line))</div>\n"
    case 2: "<P CLASS=MsoNormal>\(runs(line))</P>\n"
    default: "<p>&nbsp;&nbsp;\(inline(line))<br/></p>\n"
    }
  }

  /// Word parts a sentence wherever the script changes.
  private mutating func runs(_ line: String) -> String {
    var text = ""
    var wasDigit = false
    for character in line {
      let isDigit = character.isASCII && character.isNumber
      if isDigit != wasDigit { text += isDigit ? "<span lang=\"EN-US\">" : "</span>" }
      wasDigit = isDigit
      text += inline(String(character))
    }
    return text + (wasDigit ? "</span>" : "")
  }

  private func inline(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\u{A0}", with: "&nbsp;"
    ).replacing("\u{3000}", with: "&#12288;")
  }

  private mutating func table(_ table: PrintedTable) -> String {
    // Some pages leave out the end tags that HTML lets them leave out.
    let hasEnds = dice.chance(0.8)
    var text =
      dice.pick(["<table border=1>", "<table><tbody>", "<TABLE cellspacing=\"0\"><colgroup><col></colgroup>"])
      + "\n"
    for places in table.grid {
      text += "<tr>"
      for place in places {
        guard case .cell(let cell) = place else { continue }
        var attributes = ""
        if cell.height > 1 { attributes += " rowspan=\"\(cell.height)\"" }
        if cell.width > 1 {
          attributes += dice.chance(0.5) ? " colspan=\"\(cell.width)\"" : " COLSPAN=\(cell.width)"
        }
        let tag = cell.kind == .header && dice.chance(0.2) ? "th" : "td"
        text += "<\(tag)\(attributes)>\(content(cell))" + (hasEnds ? "</\(tag)>" : "") + "\n"
      }
      text += hasEnds ? "</tr>\n" : ""
    }
    return text + (text.contains("<tbody>") && hasEnds ? "</tbody>" : "") + "</table>\n"
  }

  private mutating func content(_ cell: PrintedTable.Cell) -> String {
    if cell.lines.count > 1 {
      return cell.hasParagraphs
        ? cell.lines.map { "<p>\(inline($0))</p>" }.joined()
        : cell.lines.map(inline).joined(separator: "<br>")
    }
    let text = cell.text.isEmpty && dice.chance(0.5) ? "&nbsp;" : inline(cell.text)
    return dice.chance(0.5) ? "<p align=center>\n  \(text)\n</p>" : text
  }
}
