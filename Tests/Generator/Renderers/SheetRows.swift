/// A report as rows of a sheet: lines of text in the first column, and tables with merged cells.
enum SheetRows {
  struct Cell {
    var text: String
    var width = 1
    var height = 1

    /// The figure that a program keeps as a number; `nil` for what it keeps as a text.
    var number: Int? {
      guard text.utf8.count < 16, let number = Int(text), String(number) == text else { return nil }
      return number
    }
  }

  /// Rows of cells; `nil` for what others cover.
  static func rows(_ report: PrintedReport, _ dice: inout Dice) -> [[Cell?]] {
    var rows: [[Cell?]] = []
    var wasTable = false
    for part in report.parts {
      switch part {
      case .paragraph(let line), .heading(let line):
        // What stands right below a table may be told from its rows, or not.
        if wasTable { rows.append([]) }
        rows.append([Cell(text: line, width: dice.pick([1, 1, 6]))])
        wasTable = false
      case .table(let table):
        if wasTable { rows.append([]) }
        rows += self.rows(of: table)
        wasTable = true
      }
    }
    return rows
  }

  static func rows(of table: PrintedTable) -> [[Cell?]] {
    table.grid.map { places in
      places.map { place in
        guard case .cell(let cell) = place else { return nil }
        return Cell(text: cell.lines.joined(separator: "\n"), width: cell.width, height: cell.height)
      }
    }
  }
}
