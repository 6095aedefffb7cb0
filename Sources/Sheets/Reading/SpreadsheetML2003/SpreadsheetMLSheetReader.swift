import Bytes
import XML

/// The rows of a sheet of a document.
struct SpreadsheetMLSheetReader: Sendable {
  var styles = SpreadsheetMLStyles()
  var calendar = SheetCalendar()
  /// Whether rows are scanned; tests compare both ways.
  var usesScans = true
  /// Whether the tags of the table have no prefix and its attributes have `ss:`, so that rows can be scanned.
  private var isPlain = false
  private var scanner = SpreadsheetMLRowScanner()
  private var reaching = ReachingCells()
  private let source: String
  private var sheet = ""
  private var isInSheet = false
  private var isInTable = false
  private var lastRow = 0
  /// Where the table begins in the sheet: its rows and columns count from there.
  private var top = 0
  private var left = 0
  /// Rows that the last one stands for, behind itself.
  private var span = 0
  /// The formats that cells have without a style of their own: those of the table and of its columns.
  private var tableFormat: NumberFormat?
  private var columnFormats: [NumberFormat?] = []

  /// What the cell at hand is.
  private struct Cell {
    var column: Int
    /// The columns behind it that it covers.
    var covered: Int
    var format: NumberFormat
    var isFormula: Bool
    var type: DataType?
  }

  enum DataType: String {
    case string = "String"
    case number = "Number"
    case dateTime = "DateTime"
    case boolean = "Boolean"
    case error = "Error"
  }

  init(source: String) { self.source = source }

  mutating func begin(sheet: String) {
    self.sheet = sheet
    (isInSheet, isInTable, lastRow, span) = (true, false, 0, 0)
    (top, left) = (0, 0)
    tableFormat = styles.format("Default")
    columnFormats.removeAll()
    scanner.begin()
    reaching.removeAll()
  }

  /// Goes to the next row; `false` behind the sheet.
  ///
  /// - Parameter isPassing: whether to go on to the end of the sheet, past rows whatever they hold.
  mutating func nextRow(
    _ part: inout XMLPart, _ row: inout SheetRow, isPassing: Bool = false
  ) throws(WorkbookError) -> Bool {
    while isInSheet {
      if isInTable, isPlain, usesScans, reaching.isEmpty, try scanRow(&part, &row) {
        if isPassing { continue }
        return true
      }
      switch try part.next() {
      case .start:
        if isInTable, !isPassing, part.xml.depth == 4, part.isMain("Row") {
          try readRow(&part, &row)
          return true
        }
        if part.xml.depth == 3, part.isMain("Table") {
          guard !isInTable, lastRow == 0 else { throw damaged("the sheet has two tables", row: 0) }
          isInTable = true
          top = max(try index(part, "TopCell", 1, SheetLimit.rows, row: 1) - 1, 0)
          left = max(try index(part, "LeftCell", 1, SheetLimit.columns, row: 1) - 1, 0)
          tableFormat = styles.format(part.text("StyleID")) ?? tableFormat
          isPlain = !part.xml.hasPrefix && part.xml.binds(Array("ss".utf8), to: XMLPart.Namespace.main)
        } else {
          if isInTable, !isPassing, part.xml.depth == 4, part.isMain("Column") { try addColumn(part) }
          part.xml.skipContent()
        }
      case .end:
        if part.xml.depth == 2 { isInTable = false }
        if part.xml.depth == 1 { isInSheet = false }
      case .finish: return false
      default: break
      }
    }
    return false
  }

  /// Scans a row; whether it was one that can be.
  private mutating func scanRow(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) -> Bool {
    let number = lastRow + span + 1
    guard number + top <= SheetLimit.rows else { return false }
    let sheet = SpreadsheetMLRowScanner.Surroundings(
      styles: styles, calendar: calendar, tableFormat: tableFormat, columnFormats: columnFormats, left: left)
    while let start = part.xml.contentPosition {
      switch scanner.scan(part.xml.window, from: start, number: number + top, in: sheet, into: &row) {
      case .row(let end):
        part.xml.pass(to: end)
        (lastRow, span) = (number, 0)
        return true
      case .unusual: return false
      case .incomplete:
        // What is left of the last rows is read by events.
        guard part.xml.window.count - start <= RowScan.limit, try part.feed() else { return false }
      }
    }
    return false
  }

  /// The value of an attribute that counts from 1; what it is without one.
  private func index(
    _ part: borrowing XMLPart, _ name: String, _ usual: Int, _ limit: Int, row: Int
  ) throws(WorkbookError) -> Int {
    let text = part.xml.attribute(Array(name.utf8))
    if text.isEmpty { return usual }
    guard let number = text.sheetNumber, number >= 0 else {
      throw damaged("ss:\(name) is “\(String(text))”", row: row)
    }
    guard number <= limit else { throw damaged("ss:\(name) is \(number), more than \(limit)", row: row) }
    return number
  }

  private mutating func addColumn(_ part: borrowing XMLPart) throws(WorkbookError) {
    let first = try index(part, "Index", columnFormats.count + 1, SheetLimit.columns, row: 0)
    let covered = try index(part, "Span", 0, SheetLimit.columns, row: 0)
    guard first > columnFormats.count, first + covered <= SheetLimit.columns else {
      throw damaged("a column stands behind one to its right, or is none that a sheet has", row: 0)
    }
    let format = styles.format(part.text("StyleID"))
    while columnFormats.count < first - 1 { columnFormats.append(nil) }
    for _ in 0...covered { columnFormats.append(format) }
  }

  // MARK: rows

  private static let index = Array("Index".utf8)

  private mutating func readRow(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) {
    let next = lastRow + span + 1
    let number = try index(part, "Index", next, SheetLimit.rows, row: next)
    guard number > lastRow else { throw damaged("row \(number) comes behind row \(lastRow)", row: number) }
    guard number + top <= SheetLimit.rows else {
      throw damaged("a sheet has no more than \(SheetLimit.rows) rows", row: number)
    }
    lastRow = number
    span = try index(part, "Span", 0, SheetLimit.rows, row: number)
    let format = styles.format(part.text("StyleID"))
    row.begin(number: number + top)
    var nextColumn = 0
    reaching.begin(row: number)
    while true {
      switch try part.next() {
      case .start:
        guard part.isMain("Cell") else {
          part.xml.skipContent()
          continue
        }
        if part.xml.attribute(Self.index).isEmpty { nextColumn = reaching.firstFree(nextColumn) }
        let cell = try cell(part, next: nextColumn, rowFormat: format)
        let down = try index(part, "MergeDown", 0, SheetLimit.rows, row: number)
        if cell.covered > 0 || down > 0 {
          row.append(
            SheetMerge(
              row: row.number, column: cell.column, rowCount: down + 1, columnCount: cell.covered + 1))
        }
        if down > 0 {
          let first = cell.column - left
          reaching.append(first...first + cell.covered, below: down)
        }
        try readCell(cell, &part, &row)
        nextColumn = cell.column - left + cell.covered + 1
      case .end: if part.xml.depth == 3 { return }
      case .finish: return
      default: break
      }
    }
  }

  /// The cell that began.
  private func cell(
    _ part: borrowing XMLPart, next: Int, rowFormat: NumberFormat?
  ) throws(WorkbookError) -> Cell {
    var column = try index(part, "Index", next + 1, SheetLimit.columns, row: lastRow) - 1
    if !part.xml.attribute(Self.index).isEmpty { column = reaching.column(counted: column) }
    guard column >= next else {
      throw damaged("the cell stands behind one to its right", row: lastRow, column: max(column, 0))
    }
    let covered = try index(part, "MergeAcross", 0, SheetLimit.columns, row: lastRow)
    guard column + covered + left < SheetLimit.columns else {
      throw damaged("a row has no more than \(SheetLimit.columns) cells", row: lastRow)
    }
    let style = part.text("StyleID")
    let own =
      style.isEmpty
      ? rowFormat ?? columnFormat(column) ?? tableFormat : styles.format(style) ?? styles.format("Default")
    return Cell(
      column: column + left, covered: covered, format: own ?? .general,
      isFormula: !part.xml.attribute(Array("Formula".utf8)).isEmpty, type: nil)
  }

  private func columnFormat(_ column: Int) -> NumberFormat? {
    column < columnFormats.count ? columnFormats[column] : nil
  }

  private func readCell(
    _ cell: Cell, _ part: inout XMLPart, _ row: inout SheetRow
  ) throws(WorkbookError) {
    var cell = cell
    row.value.removeAll(keepingCapacity: true)
    while true {
      switch try part.next() {
      case .start:
        // Below Data stands rich text; beside it comments, which have a Data of their own.
        if cell.type != nil, part.xml.depth > 6 { continue }
        guard part.isMain("Data"), part.xml.depth == 6 else {
          part.xml.skipContent()
          continue
        }
        guard cell.type == nil else {
          throw damaged("a cell has two values", row: lastRow, column: cell.column - left)
        }
        let type = part.text("Type")
        guard let known = DataType(rawValue: type) else {
          throw damaged("there are no cells of the type “\(type)”", row: lastRow, column: cell.column - left)
        }
        cell.type = known
      case .text:
        guard part.xml.depth > 5 else { continue }
        part.xml.append(textTo: &row.value)
        guard row.value.count + row.bytes.count <= SheetRow.limit else {
          throw .tooLarge(
            place(lastRow, cell.column - left), what: "the row is longer than \(SheetRow.limit >> 20) MiB")
        }
      case .end:
        guard part.xml.depth == 4 else { continue }
        try add(cell, to: &row)
        return
      case .finish: return
      case .needsInput: break
      }
    }
  }

  private func add(_ cell: Cell, to row: inout SheetRow) throws(WorkbookError) {
    var value: [UInt8] = []
    swap(&value, &row.value)
    defer { swap(&value, &row.value) }
    switch cell.type {
    case nil: row.appendBlank(column: cell.column, isFormula: cell.isFormula)
    case .string: row.append(.text, column: cell.column, copying: value.span)
    case .error: row.append(.error, column: cell.column, copying: value.span)
    case let type?:
      let text = value.span.extracting(value.span.trimmed(0..<value.count))
      guard text.isEmpty || addConverted(text, type, cell, to: &row) else {
        let shown = String(String(text).prefix(40))
        throw damaged(
          "the cell holds “\(shown)”, which its type does not allow", row: lastRow, column: cell.column - left
        )
      }
      if text.isEmpty { row.appendBlank(column: cell.column, isFormula: cell.isFormula) }
    }
  }

  /// Adds a cell whose value stands for something else; whether it does.
  private func addConverted(
    _ text: Span<UInt8>, _ type: DataType, _ cell: Cell, to row: inout SheetRow
  ) -> Bool {
    switch type {
    case .boolean: return row.append(boolean: text, column: cell.column)
    case .dateTime:
      var date: [UInt8] = []
      guard SheetCalendar.append(iso: text, format: cell.format, to: &date) else { return false }
      row.append(.date, column: cell.column, copying: date.span)
      return true
    default:
      return row.append(
        number: text, column: cell.column, format: cell.format, calendar: calendar, keepsZeros: true)
    }
  }

  // MARK: places

  private func place(_ row: Int, _ column: Int?) -> Location {
    Location(source, sheet: sheet, row: row > 0 ? row + top : 0, sheetColumn: column.map { $0 + left })
  }

  private func damaged(_ what: String, row: Int, column: Int? = nil) -> WorkbookError {
    .damaged(place(row, column), what: what)
  }
}
