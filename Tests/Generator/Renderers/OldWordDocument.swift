import TestSupport

/// A Word 97 document: the text with its marks, and what the properties of rows say of their cells.
struct OldWordDocument {
  private var document = TestWord97([])
  private var dice: Dice

  static func bytes(_ report: PrintedReport, _ plan: ReportPlan) -> [UInt8] {
    var writer = OldWordDocument(plan)
    for part in report.parts {
      switch part {
      case .paragraph(let line), .heading(let line): writer.document.paragraphs.append(writer.paragraph(line))
      case .table(let table): writer.add(table)
      }
    }
    if writer.dice.chance(0.5) { writer.document.cutAtFigures() }
    return writer.document.bytes
  }

  private init(_ plan: ReportPlan) { dice = Dice(plan.seed, "doc") }

  private mutating func paragraph(_ line: String) -> TestWord97.Paragraph { TestWord97.Paragraph(runs(line)) }

  /// Word parts text into runs where it likes; figures too.
  private mutating func runs(_ text: String) -> [TestWord97.Run] {
    // Size, and a font.
    let looks: [UInt8] = [0x43, 0x4A, 21, 0, 0x4F, 0x4A, 3, 0]
    guard text.count > 1, dice.chance(0.3) else { return [TestWord97.Run(text, looks)] }
    let index = text.index(text.startIndex, offsetBy: dice.int(1...text.count - 1))
    return [TestWord97.Run(String(text[..<index]), looks), TestWord97.Run(String(text[index...]))]
  }

  private mutating func add(_ table: PrintedTable) {
    let left = dice.pick([0, -108, 40])
    /// The widths of the merges that run down, by column.
    var widths: [Int: Int] = [:]
    for places in table.grid {
      var edges = [left]
      var flags: [Int] = []
      func end(_ column: Int, _ width: Int) {
        // Edges of one column do not quite meet.
        edges.append(left + 900 * (column + width) + dice.int(0...9))
      }
      for (column, place) in places.enumerated() {
        switch place {
        case .cell(let cell):
          widths[column] = cell.width
          flags.append(cell.height > 1 ? 0x60 : 0)
          end(column, cell.width)
          addContent(of: cell)
        case .coveredFromAbove:
          flags.append(0x20)
          end(column, widths[column] ?? 1)
          document.paragraphs.append(TestWord97.cell(""))
        case .coveredFromLeft: continue
        }
      }
      // What says more of the last cells may be missing.
      while flags.last == 0, dice.chance(0.7) { flags.removeLast() }
      document.addRowEnd(edges, flags, inData: flags.count > 8 || dice.chance(0.2))
    }
  }

  private mutating func addContent(of cell: PrintedTable.Cell) {
    let texts = cell.hasParagraphs ? cell.lines : [cell.lines.joined(separator: "\u{B}")]
    for (index, text) in texts.enumerated() {
      let isLast = index == texts.count - 1
      document.paragraphs.append(
        TestWord97.Paragraph(runs(text), mark: isLast ? 7 : 0x0D, TestWord97.inTable))
    }
    if texts.isEmpty { document.paragraphs.append(TestWord97.cell("")) }
  }
}
