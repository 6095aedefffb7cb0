import Bytes
import XML

/// A spreadsheet of OpenDocument (.ods, .fods): its sheets one after another, as the document is read.
///
/// Source: OpenDocument 1.3 part 3, section 9 (tables), 19.385 and following (values), 19.675 and 19.677 (repeats).
struct OpenDocumentBook {
  private typealias Namespace = OpenDocument.Namespace

  private let name: String
  private var styles = OpenDocumentStyles()
  private var cells = OpenDocumentCellReader()
  /// How deep the rows of the sheet at hand stand; 0 between sheets.
  private var depth = 0
  private var sheet = ""
  /// The number of the next row, and how often the row at hand comes again.
  private var nextRow = 1
  private var repeats = 0
  private var nextColumn = 0
  /// The cells with a value so far.
  private var cellCount = 0
  /// How deep the groups of rows stand that are not shown.
  private var hiddenGroup: Int?

  /// A row with values may be repeated so often, and a workbook may have so many of them: more than any form has.
  private static let repeatLimit = 65_536
  private static let cellLimit = 4_000_000
  /// More rows than office programs have.
  private static let rowLimit = 1 << 24

  /// - Parameter named: the XML of the named styles; empty where it has none.
  init(name: String, styles named: [UInt8]) throws(WorkbookError) {
    self.name = name
    if named.isEmpty { return }
    var part = XMLPart(
      ByteReader(bytes: named, name: "\(name)/styles.xml"), namespaces: OpenDocument.namespaces)
    while true {
      switch try part.next() {
      case .start: styles.take(part.xml)
      case .finish: return
      default: break
      }
    }
  }

  /// Goes to the next sheet, behind what is left of the one at hand.
  mutating func nextSheet(_ part: inout XMLPart) throws(WorkbookError) -> SheetInfo? {
    repeats = 0
    while true {
      switch try part.next() {
      case .start:
        if depth > 0 {
          part.xml.skipContent()
        } else if try enters(&part) {
          return beginSheet(part)
        }
      case .end: if part.xml.depth < depth { depth = 0 }
      case .finish: return nil
      default: break
      }
    }
  }

  /// Whether the element that began is a sheet; those in which none can stand are passed over.
  private mutating func enters(_ part: inout XMLPart) throws(WorkbookError) -> Bool {
    let element = String(part.xml.localName)
    switch part.xml.namespace {
    case Namespace.office:
      switch element {
      case "document", "document-content", "body", "spreadsheet", "styles", "automatic-styles": break
      case "text", "presentation", "drawing", "chart":
        throw .otherFile(
          name: name, kind: "an OpenDocument file without a spreadsheet", remedy: FileKind.saveAsWorkbook)
      default: part.xml.skipContent()
      }
    case Namespace.style: styles.take(part.xml)
    case Namespace.table where element == "table": return true
    default:
      guard part.xml.depth > 1 else {
        throw .otherFile(
          name: name, kind: "XML, but no workbook: it begins with <\(element)>",
          remedy: FileKind.saveAsWorkbook)
      }
      part.xml.skipContent()
    }
    return false
  }

  private mutating func beginSheet(_ part: borrowing XMLPart) -> SheetInfo {
    (depth, nextRow, nextColumn, hiddenGroup) = (part.xml.depth, 1, 0, nil)
    cells.beginSheet()
    sheet = part.text("name")
    return SheetInfo(
      name: sheet, isHidden: styles.marks("table", part.text("style-name")).isHidden ?? false)
  }

  /// Goes to the next row that has any value.
  mutating func nextRow(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) -> Bool {
    if repeats > 0 {
      repeats -= 1
      row.number += 1
      return true
    }
    guard depth > 0 else { return false }
    while true {
      switch try part.next() {
      case .start:
        guard part.xml.namespace == Namespace.table else {
          part.xml.skipContent()
          continue
        }
        switch String(part.xml.localName) {
        case "table-row": if try readRow(&part, &row) { return true }
        case "table-row-group":
          if part.text("display") == "false", hiddenGroup == nil { hiddenGroup = part.xml.depth }
        case "table-rows", "table-header-rows", "table-columns", "table-header-columns", "table-column-group":
          break
        case "table-column": try readColumn(&part, &row)
        case "shapes":
          let text = try part.drawnText()
          row.losses.addBox(at: Location(name, sheet: sheet), beginning: text)
        default: part.xml.skipContent()
        }
      case .end:
        if let hiddenGroup, part.xml.depth < hiddenGroup { self.hiddenGroup = nil }
        if part.xml.depth < depth {
          depth = 0
          return false
        }
      case .finish: return false
      default: break
      }
    }
  }

  /// Whether the style of a row or column gives it no height or width.
  private func isHidden(_ family: String, _ part: borrowing XMLPart) -> Bool {
    styles.marks(family, part.text("style-name")).isHidden ?? false
  }

  private mutating func readColumn(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) {
    let end = nextColumn + (part.count("number-columns-repeated") ?? 1)
    if part.isHidden || isHidden("table-column", part), nextColumn < SheetLimit.columns {
      row.hide(columns: nextColumn...min(end, SheetLimit.columns) - 1)
    }
    let look = styles.cellLook(part.text("default-cell-style-name"))
    cells.appendColumns(min(end, SheetLimit.columns) - nextColumn, look)
    nextColumn = min(end, SheetLimit.columns)
    part.xml.skipContent()
  }

  /// - Returns: whether the row has a value.
  private mutating func readRow(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) -> Bool {
    let count = part.count("number-rows-repeated") ?? 1
    let isHidden = part.isHidden || hiddenGroup != nil || isHidden("table-row", part)
    row.begin(number: nextRow)
    row.isHidden = isHidden
    let firstMerge = row.merges.count
    let place = Location(name, sheet: sheet, row: nextRow)
    try cells.readCells(&part, &row, styles)
    guard nextRow + count <= Self.rowLimit else {
      throw .tooLarge(place, what: "the sheet has more than \(Self.rowLimit) rows")
    }
    let first = nextRow
    nextRow += count
    let values = row.cells.reduce(0) { $0 + ($1.kind == .blank ? 0 : 1) }
    guard values > 0 else { return false }
    cellCount += values * min(count, Self.repeatLimit + 1)
    guard count <= Self.repeatLimit, cellCount <= Self.cellLimit else {
      throw .tooLarge(place, what: "the cells of the sheet are repeated too often")
    }
    repeats = count - 1
    // What is merged in a row that is repeated is merged in each.
    let merges = row.merges[firstMerge...].filter { $0.rowCount == 1 }
    for number in first + 1..<first + max(count, 1) where !merges.isEmpty {
      for merge in merges {
        row.append(
          SheetMerge(row: number, column: merge.column, rowCount: 1, columnCount: merge.columnCount))
      }
    }
    return true
  }
}

/// Attributes of the element at hand, of its own namespace.
extension XMLPart {
  /// A number from 1 on.
  func count(_ name: String) -> Int? { xml.count(name, OpenDocument.Namespace.table) }

  /// Whether a row or column is not shown.
  fileprivate var isHidden: Bool { ["collapse", "filter"].contains(text("visibility")) }
}
