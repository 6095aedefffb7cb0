import Bytes
import XML

/// The rows of a sheet of a package.
///
/// Source: ECMA-376 part 1, section 18.3.
struct XLSXSheetReader: Sendable {
  /// The formats of the cells' styles.
  var formats: [NumberFormat] = []
  /// The styles that strike out.
  var struckStyles: Set<Int> = []
  var whiteStyles: Set<Int> = []
  var calendar = SheetCalendar()
  /// Whether rows are scanned; tests compare both ways.
  var usesScans = true
  private var source = ""
  private var sheet = ""
  private var isInRows = false
  private var lastRow = 0
  /// Whether rows have no prefix, so that they can be scanned.
  private var isPlain = false
  private var scanner = XLSXRowScanner()

  /// The attributes of a cell.
  private struct Cell {
    var column: Int
    var format: NumberFormat
    var type: CellType
    var isFormula = false
    var isStruck = false
    var isWhite = false
    /// What of its text has fonts of its own.
    var own: [UInt8] = []
    /// Why it cannot be read.
    var problem: String?
  }

  /// Source: ECMA-376 part 1, section 18.18.11.
  enum CellType: String {
    case n, s, str, inlineStr, b, e, d
  }

  mutating func begin(source: String, sheet: String) {
    (self.source, self.sheet) = (source, sheet)
    (isInRows, lastRow) = (false, 0)
  }

  /// Goes to the next row; behind the last one the rest of the sheet is read, so that what is cut off is found.
  mutating func nextRow(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) -> Bool {
    while true {
      if isInRows, isPlain, usesScans, struckStyles.isEmpty, whiteStyles.isEmpty, try scanRow(&part, &row) {
        return true
      }
      switch try part.next() {
      case .start:
        if isInRows, part.xml.depth == 3, part.isMain("row") {
          try readRow(&part, &row)
          return true
        }
        if part.xml.depth == 2, part.isMain("sheetData") {
          isInRows = true
          isPlain = !part.xml.hasPrefix
        } else if part.xml.depth == 2, part.isMain("mergeCells") || part.isMain("cols") {
          continue
        } else if part.xml.depth == 3, part.isMain("col") {
          readColumn(part, &row)
        } else if part.xml.depth == 3, part.isMain("mergeCell") {
          if let merge = part.xml.attribute(Self.range).sheetMerge { row.append(merge) }
        } else {
          if isInRows { noteAlternative(part, row.number + 1, &row) }
          part.xml.skipContent()
        }
      case .end: if part.xml.depth == 1 { isInRows = false }
      case .finish: return false
      default: break
      }
    }
  }

  /// Scans a row; whether it was one that can be.
  private mutating func scanRow(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) -> Bool {
    while let start = part.xml.contentPosition {
      let result = scanner.scan(
        part.xml.window, from: start, lastRow: lastRow, formats: formats, calendar: calendar, into: &row)
      switch result {
      case .row(let end):
        part.xml.pass(to: end)
        lastRow = row.number
        return true
      case .unusual: return false
      case .incomplete:
        // What is left of the last rows is read by events.
        guard part.xml.window.count - start <= RowScan.limit, try part.feed() else { return false }
      }
    }
    return false
  }

  /// Says that cells of an extension are not read: which of its alternatives counts depends on the program.
  private func noteAlternative(_ part: borrowing XMLPart, _ number: Int, _ row: inout SheetRow) {
    guard part.xml.localName.equals(Self.alternative) else { return }
    row.losses.add(.alternative, at: place(number, nil), why: "it stands in mc:AlternateContent")
  }

  private func readColumn(_ part: borrowing XMLPart, _ row: inout SheetRow) {
    guard part.flag("hidden") || Double(part.text("width")) == 0, let first = part.number("min"),
      let last = part.number("max"), first > 0,
      last >= first
    else { return }
    row.hide(columns: first - 1...min(last, SheetLimit.columns) - 1)
  }

  private mutating func readRow(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) {
    let number = try rowNumber(part)
    lastRow = number
    row.begin(number: number)
    row.isHidden = part.flag("hidden") || Double(part.text("ht")) == 0
    while true {
      switch try part.next() {
      case .start:
        guard part.isMain("c") else {
          noteAlternative(part, number, &row)
          part.xml.skipContent()
          continue
        }
        try readCell(&part, &row)
      case .end: if part.xml.depth == 2 { return }
      case .finish: return
      default: break
      }
    }
  }

  /// The number of the row that began.
  private func rowNumber(_ part: borrowing XMLPart) throws(WorkbookError) -> Int {
    let reference = part.xml.attribute(Self.reference)
    guard let number = reference.isEmpty ? lastRow + 1 : reference.sheetRow else {
      throw damaged("a row is numbered “\(String(reference))”", row: lastRow + 1)
    }
    guard number > lastRow else { throw damaged("row \(number) comes behind row \(lastRow)", row: number) }
    guard number <= SheetLimit.rows else {
      throw damaged("a sheet has no more than \(SheetLimit.rows) rows", row: number)
    }
    return number
  }

  // MARK: cells

  private func readCell(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) {
    var cell = try cell(part, &row)
    row.value.removeAll(keepingCapacity: true)
    var (hasValue, isValue, isInline, replaced) = (false, false, false, 0)
    while true {
      switch try part.next() {
      case .start:
        if part.isMain("v") {
          if hasValue, !isInline { cell.problem = "it has two values" }
          // Beside a text of its own a value says the same again.
          (hasValue, isValue) = (true, !isInline)
        } else if part.isMain("is"), cell.type == .inlineStr {
          if isInline { cell.problem = "it has two values" }
          row.value.removeAll(keepingCapacity: true)
          (hasValue, isInline) = (true, true)
          let text = try part.appendText(to: &row.value)
          (replaced, cell.own) = (text.replaced, text.own)
          if text.isStruck, !cell.isStruck { noteStruck(cell, &row) }
        } else {
          if part.isMain("f") { cell.isFormula = true }
          noteAlternative(part, row.number, &row)
          part.xml.skipContent()
        }
      case .text: if isValue { part.xml.append(textTo: &row.value) }
      case .end:
        isValue = false
        guard part.xml.depth == 3 else { continue }
        add(cell, hasValue: hasValue, replaced: replaced, to: &row)
        return
      case .finish: return
      case .needsInput: break
      }
      guard row.value.count + row.bytes.count <= SheetRow.limit else {
        throw .tooLarge(
          place(row.number, cell.column), what: "the row is longer than \(SheetRow.limit >> 20) MiB")
      }
    }
  }

  /// The cell that began.
  private func cell(_ part: borrowing XMLPart, _ row: inout SheetRow) throws(WorkbookError) -> Cell {
    let reference = part.xml.attribute(Self.reference)
    var column = row.nextColumn
    if !reference.isEmpty {
      guard let found = reference.sheetColumn(row: row.number) else {
        throw damaged("a cell of the row is named “\(String(reference))”", row: row.number)
      }
      column = found
    }
    guard column >= row.nextColumn else {
      throw damaged("the cell stands behind one to its right", row: row.number, column: column)
    }
    guard column < SheetLimit.columns else {
      throw damaged("a row has no more than \(SheetLimit.columns) cells", row: row.number)
    }
    let type = part.text("t")
    let known = CellType(rawValue: type.isEmpty ? "n" : type)
    let style = part.text("s")
    let number = style.isEmpty ? 0 : Int(style) ?? -1
    let format = formats.isEmpty ? .general : formats.indices.contains(number) ? formats[number] : nil
    if format == nil {
      row.losses.add(
        .style, at: place(row.number, column), why: "its style is “\(style)”, which is not there")
    }
    return Cell(
      column: column, format: format ?? .general, type: known ?? .n, isStruck: struckStyles.contains(number),
      isWhite: whiteStyles.contains(number),
      problem: known == nil ? "there are no cells of the type “\(type)”" : nil)
  }

  private func add(_ cell: Cell, hasValue: Bool, replaced: Int, to row: inout SheetRow) {
    if cell.isStruck || cell.isWhite, hasValue {
      if cell.isStruck { noteStruck(cell, &row) }
      if cell.isWhite {
        row.losses.add(.white, at: place(row.number, cell.column), why: "nobody sees it")
      }
      let own = cell.type == .s ? row.value.span.sheetNumber.flatMap { row.strings.ownTexts[$0] } : cell.own
      return row.append(struck: own ?? [], column: cell.column)
    }
    var value: [UInt8] = []
    swap(&value, &row.value)
    defer { swap(&value, &row.value) }
    let column = cell.column
    var replaced = replaced
    switch cell.type {
    case _ where !hasValue: row.appendBlank(column: column, isFormula: cell.isFormula)
    case _ where cell.problem != nil:
      row.appendLost(column: column, at: place(row.number, column), why: cell.problem ?? "")
    case .str, .inlineStr:
      if cell.type == .str { replaced = value.decodeEscapes(from: 0) }
      row.append(.text, column: column, copying: value.span)
    case .e: row.append(.error, column: column, copying: value.span)
    default:
      let text = value.span.extracting(value.span.trimmed(0..<value.count))
      if addConverted(text, cell, to: &row) { break }
      let shown = String(String(text).prefix(40))
      row.appendLost(
        column: column, at: place(row.number, column),
        why: cell.type == .s
          ? "the workbook has no text number “\(shown)”"
          : "it holds “\(shown)”, which its type does not allow")
    }
    if replaced > 0 {
      row.losses.add(
        .characters, at: place(row.number, column), why: "an escape as _x0000_ stands for no character")
    }
  }

  private func noteStruck(_ cell: Cell, _ row: inout SheetRow) {
    row.losses.add(.struck, at: place(row.number, cell.column), why: "a line goes through it")
  }

  /// Adds a cell whose value stands for something else; whether it does.
  private func addConverted(_ text: Span<UInt8>, _ cell: Cell, to row: inout SheetRow) -> Bool {
    if text.isEmpty {
      row.appendBlank(column: cell.column, isFormula: cell.isFormula)
      return true
    }
    switch cell.type {
    case .s: return row.append(string: text.sheetNumber ?? -1, column: cell.column)
    case .b: return row.append(boolean: text, column: cell.column)
    case .d:
      var date: [UInt8] = []
      guard SheetCalendar.append(iso: text, format: cell.format, to: &date) else { return false }
      row.append(.date, column: cell.column, copying: date.span)
      return true
    default:
      return row.append(
        number: text, column: cell.column, format: cell.format, calendar: calendar, keepsZeros: false)
    }
  }

  private static let alternative = Array("AlternateContent".utf8)
  private static let range = Array("ref".utf8)
  private static let reference = Array("r".utf8)

  // MARK: places

  private func place(_ row: Int, _ column: Int?) -> Location {
    Location(source, sheet: sheet, row: row, sheetColumn: column)
  }

  private func damaged(_ what: String, row: Int, column: Int? = nil) -> WorkbookError {
    .damaged(place(row, column), what: what)
  }
}
