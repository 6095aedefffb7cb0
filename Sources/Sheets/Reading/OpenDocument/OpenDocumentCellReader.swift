import Bytes
package import XML

/// The cells of a row of an OpenDocument spreadsheet.
///
/// Source: OpenDocument 1.3 part 3, sections 9.1.4 and 9.1.5 (cells), 6.1 (text), 19.385 to 19.389 (values).
struct OpenDocumentCellReader {
  private typealias Namespace = OpenDocument.Namespace

  /// What a cell says of itself.
  private struct Cell {
    var type = ""
    var value = ""
    var isError = false
    var hasFormula = false
    /// As its style, or that of its row, has it; `nil` where that of its column says it.
    var look: OpenDocumentStyles.CellLook?
  }

  private var cell = Cell()
  /// Of the columns of the sheet up to the last one whose style says anything.
  private var columnLooks: [OpenDocumentStyles.CellLook] = []
  private var rowStyle = ""
  /// Of the elements of text that are open, whether they stand above or below the line; and whether the text before does.
  private var looks: [Bool] = []
  private var isTextOffLine = false
  /// Whether blanks go on with one before, and whether a paragraph has ended in the cell.
  private var isBehindSpace = true
  private var hasParagraph = false
  private var isPartLeftOut = false
  /// The text in spans that say that no line goes through them; and how deep the outermost one at hand stands.
  private var ownText: [UInt8] = []
  private var ownDepth: Int?
  /// The beginnings of the text boxes that stand in the cell.
  private var boxes: [[UInt8]] = []

  /// Blank cells beyond so many are the rest of a row; a value may be repeated so often in one.
  private static let (blankLimit, repeatLimit) = (64, 1024)

  mutating func beginSheet() { columnLooks.removeAll(keepingCapacity: true) }

  mutating func appendColumns(_ count: Int, _ look: OpenDocumentStyles.CellLook) {
    columnLooks.append(contentsOf: repeatElement(look, count: count))
  }

  private func look(_ column: Int) -> OpenDocumentStyles.CellLook {
    cell.look ?? (column < columnLooks.count ? columnLooks[column] : OpenDocumentStyles.CellLook())
  }

  /// Reads the row that began.
  mutating func readCells(
    _ part: inout XMLPart, _ row: inout SheetRow, _ styles: OpenDocumentStyles
  ) throws(WorkbookError) {
    let depth = part.xml.depth
    rowStyle = part.text("default-cell-style-name")
    var column = 0
    while true {
      switch try part.next() {
      case .start:
        guard part.xml.namespace == Namespace.table else {
          part.xml.skipContent()
          continue
        }
        let element = String(part.xml.localName)
        let count = part.count("number-columns-repeated") ?? 1
        if element == "table-cell" {
          try readCell(at: column, count: count, &part, &row, styles)
        } else {
          // What is covered is not shown.
          part.xml.skipContent()
          guard element == "covered-table-cell" else { continue }
        }
        column = min(column + count, SheetLimit.columns)
      case .end: if part.xml.depth < depth { return }
      case .finish: return
      default: break
      }
    }
  }

  private mutating func readCell(
    at column: Int, count: Int, _ part: inout XMLPart, _ row: inout SheetRow, _ styles: OpenDocumentStyles
  ) throws(WorkbookError) {
    begin(part, styles)
    let (columns, rows) = (part.count("number-columns-spanned") ?? 1, part.count("number-rows-spanned") ?? 1)
    if columns > 1 || rows > 1, column < SheetLimit.columns {
      row.append(SheetMerge(row: row.number, column: column, rowCount: rows, columnCount: columns))
    }
    row.value.removeAll(keepingCapacity: true)
    try readText(&part, &row, styles)
    let place = Location(row.source, sheet: row.sheet, row: row.number, sheetColumn: column)
    for text in boxes { row.losses.addBox(at: place, beginning: text) }
    boxes.removeAll()
    if isPartLeftOut { row.losses.add(.struck, at: place, why: "a part of its text has a line through it") }
    let isUnseen = hasParagraph && row.value.isEmpty && Double(cell.value) != nil
    if isUnseen {
      row.losses.add(.unseen, at: place, why: "its format shows nothing for it")
      cell = Cell()
    }
    let isBlank = row.value.isEmpty && cell.value.isEmpty
    let count = isBlank && count > Self.blankLimit ? 1 : count
    guard count == 1 || count <= Self.repeatLimit && column + count <= SheetLimit.columns else {
      throw .tooLarge(place, what: "the cell is repeated \(count) times")
    }
    append(columns: column..<column + count, isBlank: isBlank, &row)
  }

  /// Appends the cell at hand in each column in which it stands: the styles of some may strike it out.
  private mutating func append(columns: Range<Int>, isBlank: Bool, _ row: inout SheetRow) {
    var first: SheetCell?
    for column in columns {
      let place = Location(row.source, sheet: row.sheet, row: row.number, sheetColumn: column)
      let look = look(column)
      if !isBlank, look.isStruck {
        row.losses.add(.struck, at: place, why: "its text has a line through it")
        row.append(struck: ownText, column: column)
      } else if !isBlank, look.isWhite {
        row.appendWhite(column: column)
      } else if let first {
        row.append(
          SheetCell(
            column: column, kind: first.kind, origin: first.origin, lower: first.lower, upper: first.upper))
      } else {
        append(column: column, place, &row)
        first = row.cells.last
      }
    }
  }

  private mutating func begin(_ part: borrowing XMLPart, _ styles: OpenDocumentStyles) {
    func office(_ name: String) -> String {
      String(part.xml.attribute(Array(name.utf8), namespace: Namespace.office))
    }
    cell = Cell(type: office("value-type"), hasFormula: !part.text("formula").isEmpty)
    switch cell.type {
    case "float", "percentage", "currency": cell.value = office("value")
    case "date": cell.value = office("date-value")
    case "time": cell.value = office("time-value")
    case "boolean": cell.value = office("boolean-value")
    default: cell.value = office("string-value")
    }
    let own = part.text("style-name")
    let style = own.isEmpty ? rowStyle : own
    if !style.isEmpty { cell.look = styles.cellLook(style) }
  }

  // MARK: text

  /// Reads the paragraphs of the cell that began, to its end; lines are parted by LF.
  private mutating func readText(
    _ part: inout XMLPart, _ row: inout SheetRow, _ styles: OpenDocumentStyles
  ) throws(WorkbookError) {
    let depth = part.xml.depth
    (hasParagraph, isPartLeftOut, isTextOffLine) = (false, false, false)
    (ownText, ownDepth) = ([], nil)
    looks.removeAll(keepingCapacity: true)
    while true {
      switch try part.next() {
      case .start:
        looks.append(looks.last ?? false)
        try beginElement(&part, &row, styles, isParagraph: part.xml.depth == depth + 1)
      case .end:
        if part.xml.depth < depth { return }
        if let depth = ownDepth, part.xml.depth < depth { ownDepth = nil }
        looks.removeLast()
      case .text:
        guard let isOffLine = looks.last else { continue }
        let place = row.value.count
        row.value.append(collapsed: part.xml, &isBehindSpace)
        if isOffLine != isTextOffLine { row.value.part(at: place, from: 0) }
        isTextOffLine = isOffLine
        if ownDepth != nil { ownText += row.value[place...] }
      case .finish: return
      case .needsInput: break
      }
      guard row.value.count + row.bytes.count <= SheetRow.limit else {
        throw .tooLarge(part.xml.place, what: "the row is longer than \(SheetRow.limit >> 20) MiB")
      }
    }
  }

  private mutating func beginElement(
    _ part: inout XMLPart, _ row: inout SheetRow, _ styles: OpenDocumentStyles, isParagraph: Bool
  ) throws(WorkbookError) {
    if part.xml.namespace == Namespace.draw {
      looks.removeLast()
      boxes.append(try part.drawnText())
      return
    }
    guard part.xml.namespace == Namespace.text else {
      // Remarks, tables.
      part.xml.skipContent()
      return
    }
    switch String(part.xml.localName) {
    case "p", "h":
      guard isParagraph else { return }
      if hasParagraph { row.value.append(.lineFeed) }
      (hasParagraph, isBehindSpace) = (true, true)
    case "s":
      let count = min(part.count("c") ?? 1, 1024)
      row.value.append(contentsOf: repeatElement(.space, count: count))
      isBehindSpace = true
    case "tab": row.value.append(.space)
    case "line-break":
      row.value.append(.lineFeed)
      isBehindSpace = true
    case "span":
      let marks = styles.marks("text", part.text("style-name"))
      if let isOffLine = marks.isOffLine { looks[looks.count - 1] = isOffLine }
      if marks.isStruck == false, ownDepth == nil { ownDepth = part.xml.depth }
      guard marks.isStruck ?? false else { return }
      isPartLeftOut = true
      part.xml.skipContent()
    case "note", "ruby-text": part.xml.skipContent()
    default: if isParagraph { part.xml.skipContent() }
    }
  }

  // MARK: values

  private mutating func append(column: Int, _ place: Location, _ row: inout SheetRow) {
    let value = Array(cell.value.utf8)
    switch cell.type {
    case "float", "percentage", "currency": appendNumber(value.span, column: column, place, &row)
    case "date":
      let date = value.map { $0 == UInt8(ascii: "T") ? .space : $0 }
      row.append(.date, column: column, copying: date.span)
    case "time":
      let time = value.span.clockTime ?? row.value
      row.append(.date, column: column, copying: time.span)
    case "boolean":
      if !row.append(boolean: value.span, column: column) {
        row.appendLost(column: column, at: place, why: "“\(cell.value)” is no boolean")
      }
    default:
      if row.value.isEmpty, !hasParagraph { row.value = value }
      if !row.value.isEmpty {
        row.appendValue(
          row.value.first == UInt8(ascii: "#") && cell.hasFormula ? .error : .text, column: column)
      } else {
        row.appendBlank(column: column, isFormula: cell.hasFormula && cell.type.isEmpty)
      }
    }
  }

  /// Appends a number: as it is shown where only its zeros behind the point, marks between thousands and the like differ from what is
  /// stored; else as it is stored.
  private func appendNumber(_ stored: Span<UInt8>, column: Int, _ place: Location, _ row: inout SheetRow) {
    let shown = row.value.filter { $0.isDigit || $0 == .period || $0 == .hyphen }
    let (number, shownNumber) = (Double(String(stored)), Double(String(decoding: shown, as: UTF8.self)))
    let isSame = number != nil && number == shownNumber
    // 1.20 keeps its zero.
    let text =
      isSame && !shown.isEmpty && !(row.value.contains(UInt8(ascii: "%"))) ? shown : [UInt8](copying: stored)
    // 50元 is its own unit.
    var format = NumberFormat.general
    let isShown = number?.isShown(as: shown, shownNumber) ?? false
    if isShown, let digit = row.value.lastIndex(where: { $0.isDigit }) {
      let money = NumberFormat.Money(letters: row.value[(digit + 1)...])
      (format.money, format.isOther) = (money ?? .none, money == nil)
    }
    let isAppended = row.append(
      number: text.span, column: column, format: format, calendar: SheetCalendar(), keepsZeros: isSame)
    guard isAppended else {
      row.appendLost(column: column, at: place, why: "“\(String(stored))” is no number")
      return
    }
    guard let number, number != 0, hasParagraph, !isSame else { return }
    // Another unit is told already.
    if isShown && format.isOther { return }
    row.losses.add(
      .shown, at: place,
      why: isShown
        ? "its format rounds it" : "its format shows it in another size, as another text, or not at all")
  }
}

extension Double {
  /// Whether it is shown as a number that is rounded, at most.
  fileprivate func isShown(as text: [UInt8], _ shown: Double?) -> Bool {
    guard let shown else { return false }
    let decimals = text.firstIndex(of: .period).map { text.count - $0 - 1 } ?? 0
    var unit = 1.0
    for _ in 0..<min(decimals, 300) { unit /= 10 }
    return (self - shown).magnitude <= unit * 0.5000001
  }
}

extension Span where Element == UInt8 {
  /// `PT08H30M00S` as `08:30:00`.
  fileprivate var clockTime: [UInt8]? {
    guard starts(with: Array("PT".utf8)) else { return nil }
    var output: [UInt8] = []
    for index in 2..<count {
      switch self[index] {
      case UInt8(ascii: "H"), UInt8(ascii: "M"): output.append(UInt8(ascii: ":"))
      case UInt8(ascii: "S"): return output
      case let byte where byte.isDigit || byte == .period: output.append(byte)
      default: return nil
      }
    }
    return nil
  }
}

extension [UInt8] {
  /// Appends text in which white space is one blank, and none at the beginning. Source: OpenDocument 1.3 part 3, section 6.1.2.
  package mutating func append(collapsed xml: borrowing XMLReader, _ isBehindSpace: inout Bool) {
    let text = xml.text
    for index in text.indices {
      let byte = text[index]
      let isSpace = byte == .space || byte == .tab || byte == .lineFeed || byte == .carriageReturn
      if !isSpace { append(byte) } else if !isBehindSpace { append(.space) }
      isBehindSpace = isSpace
    }
  }
}
