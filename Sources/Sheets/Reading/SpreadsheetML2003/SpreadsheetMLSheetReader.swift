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
  private var layout = RowLayout()
  private let source: String
  private var sheet = ""
  private var isInSheet = false
  private var isInTable = false
  /// Whether the element that says whether the sheet is shown is open.
  private var isVisibility = false
  private var lastRow = 0
  /// Where the table begins in the sheet: its rows and columns count from there.
  private var top = 0
  private var left = 0
  /// Rows that the last one stands for, behind itself.
  private var span = 0
  /// The formats that cells have without a style of their own: those of the table and of its columns.
  private var tableFormat: NumberFormat?
  private var columnFormats: [NumberFormat?] = []

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
      if isInTable, isPlain, usesScans, reaching.isEmpty, !styles.strikesOut, try scanRow(&part, &row) {
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
          layout.begin(width: try index(part, "ExpandedColumnCount", 0, .max, row: 0))
          tableFormat = styles.format(part.text("StyleID")) ?? tableFormat
          isPlain = !part.xml.hasPrefix && part.xml.binds(Array("ss".utf8), to: XMLPart.Namespace.main)
        } else {
          if isInTable, !isPassing, part.xml.depth == 4, part.isMain("Column") { try addColumn(part, &row) }
          // Whether the sheet is shown stands among its options.
          if part.xml.depth == 3, part.xml.localName.equals(Self.options) { continue }
          isVisibility = part.xml.depth == 4 && part.xml.localName.equals(Self.visible)
          if !isVisibility { part.xml.skipContent() }
        }
      case .text where isVisibility:
        if part.xml.text.firstIndex(of: Self.hidden) != nil { row.isSheetHidden = true }
      case .end:
        isVisibility = false
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
        layout.note(width: row.nextColumn - left)
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

  private mutating func addColumn(_ part: borrowing XMLPart, _ row: inout SheetRow) throws(WorkbookError) {
    let first = try index(part, "Index", columnFormats.count + 1, SheetLimit.columns, row: 0)
    let covered = try index(part, "Span", 0, SheetLimit.columns, row: 0)
    guard first > columnFormats.count, first + covered <= SheetLimit.columns else {
      throw damaged("a column stands behind one to its right, or is none that a sheet has", row: 0)
    }
    let format = styles.format(part.text("StyleID"))
    while columnFormats.count < first - 1 { columnFormats.append(nil) }
    for _ in 0...covered { columnFormats.append(format) }
    if part.flag("Hidden") || Double(part.text("Width")) == 0 {
      row.hide(columns: first - 1 + left...first + covered - 1 + left)
    }
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
    row.isHidden = part.flag("Hidden") || Double(part.text("Height")) == 0
    reaching.begin(row: number)
    row.value.removeAll(keepingCapacity: true)
    var cells: [SpreadsheetMLCell] = []
    while true {
      switch try part.next() {
      case .start:
        guard part.isMain("Cell") else {
          part.xml.skipContent()
          continue
        }
        cells.append(try readCell(&part, &row, rowFormat: format))
        guard cells.count <= SheetLimit.columns else { throw tooManyCells }
      case .end: if part.xml.depth == 3 { return try place(cells, in: &row) }
      case .finish: return
      default: break
      }
    }
  }

  private var tooManyCells: WorkbookError {
    damaged("a row has no more than \(SheetLimit.columns) cells", row: lastRow)
  }

  /// Reads the cell that began.
  private func readCell(
    _ part: inout XMLPart, _ row: inout SheetRow, rowFormat: NumberFormat?
  ) throws(WorkbookError) -> SpreadsheetMLCell {
    let style = part.text("StyleID")
    let own = style.isEmpty ? rowFormat : styles.format(style) ?? styles.format("Default") ?? .general
    let isIndexed = !part.xml.attribute(Self.index).isEmpty
    var cell = SpreadsheetMLCell(
      index: isIndexed ? try index(part, "Index", 0, SheetLimit.columns, row: lastRow) - 1 : nil,
      across: try index(part, "MergeAcross", 0, SheetLimit.columns, row: lastRow),
      down: try index(part, "MergeDown", 0, SheetLimit.rows, row: lastRow), format: own,
      isFormula: !part.xml.attribute(Self.formula).isEmpty,
      value: row.value.count..<row.value.count)
    /// How deep the element stands that is above or below the line; and whether the text before is.
    var (offLineDepth, isTextOffLine): (Int?, Bool) = (nil, false)
    while true {
      switch try part.next() {
      case .start:
        // Below Data stands rich text; beside it comments, which have a Data of their own.
        if cell.type != nil, part.xml.depth > 6 {
          if Self.struckTags.contains(where: { part.xml.localName.equals($0) }) {
            part.xml.skipContent()
            cell.isStruckOut = true
          } else if Self.offLineTags.contains(where: { part.xml.localName.equals($0) }), offLineDepth == nil {
            offLineDepth = part.xml.depth
          }
          continue
        }
        guard part.isMain("Data"), part.xml.depth == 6 else {
          part.xml.skipContent()
          continue
        }
        if cell.type != nil { cell.problem = "it has two values" }
        let type = part.text("Type")
        cell.type = SpreadsheetMLCell.DataType(rawValue: type)
        if cell.type == nil {
          cell.problem = "there are no cells of the type “\(type)”"
          part.xml.skipContent()
        }
      case .text:
        guard part.xml.depth > 5 else { continue }
        let place = row.value.count
        part.xml.append(textTo: &row.value)
        let isOffLine = offLineDepth != nil
        if isOffLine != isTextOffLine { row.value.part(at: place, from: cell.value.lowerBound) }
        isTextOffLine = isOffLine
        guard row.value.count <= SheetRow.limit else {
          throw .tooLarge(
            self.place(lastRow, nil), what: "the row is longer than \(SheetRow.limit >> 20) MiB")
        }
      case .end:
        if let depth = offLineDepth, part.xml.depth < depth { offLineDepth = nil }
        guard part.xml.depth == 4 else { continue }
        cell.value = cell.value.lowerBound..<row.value.count
        return cell
      case .finish: return cell
      case .needsInput: break
      }
    }
  }

  /// Puts the cells of the row where they belong.
  private mutating func place(_ cells: [SpreadsheetMLCell], in row: inout SheetRow) throws(WorkbookError) {
    let columns: [Int]
    do throws(RowLayout.Problem) {
      columns = try layout.columns(of: cells.map(\.layout), below: reaching)
    } catch {
      switch error {
      case .order:
        throw damaged("a cell stands behind one to its right, or where a merged one reaches", row: lastRow)
      case .unclear:
        throw damaged(
          "a cell above covers one of this row, and whether its place is written or left out cannot be told",
          row: lastRow)
      }
    }
    for (cell, column) in zip(cells, columns) {
      guard column >= 0, column + cell.across + left < SheetLimit.columns else { throw tooManyCells }
      if cell.across > 0 || cell.down > 0 {
        row.append(
          SheetMerge(
            row: row.number, column: column + left, rowCount: cell.down + 1, columnCount: cell.across + 1))
      }
      if cell.down > 0 { reaching.append(column...column + cell.across, below: cell.down) }
      add(cell, column: column, to: &row)
    }
  }

  private func add(_ cell: SpreadsheetMLCell, column: Int, to row: inout SheetRow) {
    var value: [UInt8] = []
    swap(&value, &row.value)
    defer { swap(&value, &row.value) }
    let columnFormat = column < columnFormats.count ? columnFormats[column] : nil
    let format = cell.format ?? columnFormat ?? tableFormat ?? .general
    if cell.isStruckOut || format.isStruckOut && !cell.value.isEmpty {
      row.losses.add(.struck, at: place(lastRow, column), why: "a line goes through it")
    }
    if format.isStruckOut { return row.appendBlank(column: column + left) }
    let why = cell.append(
      value.span.extracting(cell.value), column: column + left, format: format, calendar: calendar, to: &row)
    if let why { row.appendLost(column: column + left, at: place(lastRow, column), why: why) }
  }

  /// In rich text.
  private static let struckTags = ["S", "Strike", "Del", "s", "strike", "del"].map { Array($0.utf8) }
  private static let offLineTags = ["Sup", "Sub", "sup", "sub"].map { Array($0.utf8) }
  private static let formula = Array("Formula".utf8)
  private static let options = Array("WorksheetOptions".utf8)
  private static let visible = Array("Visible".utf8)
  /// `SheetHidden` or `SheetVeryHidden`
  private static let hidden = Array("Hidden".utf8)

  // MARK: places

  private func place(_ row: Int, _ column: Int?) -> Location {
    Location(source, sheet: sheet, row: row > 0 ? row + top : 0, sheetColumn: column.map { $0 + left })
  }

  private func damaged(_ what: String, row: Int, column: Int? = nil) -> WorkbookError {
    .damaged(place(row, column), what: what)
  }
}
