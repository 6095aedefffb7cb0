/// A document in Rich Text Format: control words around text in the code page of its fonts, or in Unicode.
struct RichText {
  private let plan: ReportPlan
  private var dice: Dice
  private var text = ""

  static func bytes(_ report: PrintedReport, _ plan: ReportPlan) -> [UInt8] {
    var writer = RichText(plan)
    for part in report.parts {
      switch part {
      case .paragraph(let line), .heading(let line):
        writer.text += "\\pard\\fi640 \(writer.runs(line))\\par\n"
      case .table(let table): writer.add(table)
      }
    }
    let fonts =
      "{\\fonttbl{\\f0\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}{\\f1\\froman\\fcharset0 Times New Roman;}}"
    let head = "{\\rtf1\\ansi\\ansicpg936\\deff0\\uc1" + fonts + "{\\colortbl;\\red0\\green0\\blue0;}"
    return Array((head + "{\\info{\\title x}}\n" + writer.text + "}").utf8)
  }

  private init(_ plan: ReportPlan) {
    self.plan = plan
    dice = Dice(plan.seed, "rtf")
  }

  /// Word parts text into groups where it likes; figures too.
  private mutating func runs(_ text: String) -> String {
    guard text.count > 1, dice.chance(0.3) else { return characters(text) }
    let index = text.index(text.startIndex, offsetBy: dice.int(1...text.count - 1))
    return "{\\f1\\fs21 \(characters(String(text[..<index])))}\(characters(String(text[index...])))"
  }

  /// Of a document all as numbers of Unicode, which a question mark follows, or as bytes of GB18030 where these are two.
  private func characters(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      let bytes = plan.seed % 2 == 0 ? Encoder.gb18030(String(scalar)) : []
      switch scalar {
      case "\\", "{", "}": output += "\\\(scalar)"
      case "\n": output += "\\line "
      case _ where scalar.value < 0x80: output.unicodeScalars.append(scalar)
      case _ where bytes.count == 2:
        for byte in bytes { output += "\\'" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }
      default: for unit in String(scalar).utf16 { output += "\\u\(Int16(bitPattern: unit))?" }
      }
    }
    return output
  }

  private mutating func add(_ table: PrintedTable) {
    let isBehind = dice.chance(0.3)
    /// The widths of the merges that run down, by column.
    var widths: [Int: Int] = [:]
    for places in table.grid {
      var definition = "\\trowd\\trgaph108\\trleft-108"
      var cells: [String] = []
      for (column, place) in places.enumerated() {
        switch place {
        case .cell(let cell):
          widths[column] = cell.width
          definition += (cell.height > 1 ? "\\clvmgf" : "") + "\\cellx\(900 * (column + cell.width))"
          let lines = cell.lines.map { runs($0) }
          cells.append(lines.joined(separator: cell.hasParagraphs ? "\\par " : "\\line "))
        case .coveredFromAbove:
          definition += "\\clvmrg\\cellx\(900 * (column + (widths[column] ?? 1)))"
          cells.append("")
        case .coveredFromLeft: continue
        }
      }
      text += (isBehind ? "" : definition + "\n") + "\\pard\\intbl "
      text += cells.map { $0 + "\\cell\n" }.joined()
      text += isBehind ? "{" + definition + "\\row}\n" : "\\row\n"
    }
  }
}
