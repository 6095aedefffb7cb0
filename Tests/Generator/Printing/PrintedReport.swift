/// A report as it lies before the eye, before it becomes bytes of some raw form.
package struct PrintedReport {
  enum Part {
    case paragraph(String)
    case heading(String)
    case table(PrintedTable)
  }

  var parts: [Part] = []

  mutating func add(_ paragraph: String) { parts.append(.paragraph(paragraph)) }
}

/// A table with merged cells, as a word processor holds it.
struct PrintedTable {
  enum Kind {
    case title, header, label, value
  }

  struct Cell {
    var row: Int
    var column: Int
    var height = 1
    var width = 1
    /// Its lines; a plain cell has one.
    var lines: [String]
    /// Whether the lines are paragraphs, with a blank line between them in text.
    var hasParagraphs = false
    var kind: Kind
    /// A figure that was cut into two cells (A23): its lines are the two.
    var isSplit = false

    var text: String { lines.joined() }
  }

  /// What stands at a place of the grid.
  enum Place {
    case cell(Cell)
    /// Covered by a cell that began in a row above, in its first column.
    case coveredFromAbove
    /// Covered by the cell to the left, or by a further column of one from above.
    case coveredFromLeft
  }

  var columnCount: Int
  var rowCount = 0
  private(set) var cells: [Cell] = []

  init(columnCount: Int) { self.columnCount = columnCount }

  mutating func add(_ cell: Cell) {
    cells.append(cell)
    rowCount = max(rowCount, cell.row + 1)
  }

  /// The places of each row, from the left; every row has all columns.
  var grid: [[Place]] {
    var grid = Array(repeating: Array(repeating: Place.coveredFromLeft, count: columnCount), count: rowCount)
    for cell in cells {
      grid[cell.row][cell.column] = .cell(cell)
      for row in (cell.row + 1)..<max(cell.row + 1, min(cell.row + cell.height, rowCount)) {
        grid[row][cell.column] = .coveredFromAbove
      }
    }
    return grid
  }

  /// The rows as cells from left to right, ragged: a merged cell is one; what it covers below it is blank.
  var raggedRows: [[Cell]] {
    grid.enumerated().map { row, places in
      places.enumerated().flatMap { column, place -> [Cell] in
        switch place {
        case .cell(let cell) where cell.isSplit:
          cell.lines.map { Cell(row: row, column: column, lines: [$0], kind: .value) }
        case .cell(let cell): [cell]
        case .coveredFromAbove: [Cell(row: row, column: column, lines: [""], kind: .label)]
        case .coveredFromLeft: []
        }
      }
    }
  }
}
