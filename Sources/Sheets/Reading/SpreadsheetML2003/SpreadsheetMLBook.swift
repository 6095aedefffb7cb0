import Bytes
import XML

/// A workbook in one XML document: its sheets one after another, as the document is read.
///
/// Source: Microsoft, XML Spreadsheet Reference (Office 2003).
struct SpreadsheetMLBook: Sendable {
  static let namespaces = [
    ["urn:schemas-microsoft-com:office:spreadsheet"], ["urn:schemas-microsoft-com:office:excel"],
  ]
  private static let excel = 1

  var reader: SpreadsheetMLSheetReader

  /// Goes to the root of the document.
  init(_ part: inout XMLPart, name: String) throws(WorkbookError) {
    reader = SpreadsheetMLSheetReader(source: name)
    let event = try part.next()
    guard event == .start, part.isMain("Workbook") else {
      throw .otherFile(name: name, kind: Self.kind(part), remedy: FileKind.saveAsWorkbook)
    }
  }

  private static func kind(_ part: borrowing XMLPart) -> String {
    switch String(part.xml.localName) {
    case "html": "a web page"
    case "workbook", "worksheet", "sst", "Types": "one part of an .xlsx"
    case let root: "XML, but no workbook: it begins with <\(root)>"
    }
  }

  /// Goes to the next sheet, behind what is left of the one at hand.
  ///
  /// Whether a sheet is hidden stands behind its rows, so it is not known.
  mutating func nextSheet(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) -> SheetInfo? {
    _ = try reader.nextRow(&part, &row, isPassing: true)
    while true {
      switch try part.next() {
      case .start:
        guard part.xml.depth == 2 else {
          part.xml.skipContent()
          continue
        }
        if part.isMain("Worksheet") {
          let name = part.text("Name")
          reader.begin(sheet: name)
          return SheetInfo(name: name, isHidden: false)
        }
        if part.isMain("Styles") {
          reader.styles = try SpreadsheetMLStyles(&part)
        } else if part.xml.namespace == Self.excel, part.xml.localName.equals(Array("ExcelWorkbook".utf8)) {
          try readSettings(&part)
        } else {
          part.xml.skipContent()
        }
      case .finish: return nil
      default: break
      }
    }
  }

  private mutating func readSettings(_ part: inout XMLPart) throws(WorkbookError) {
    while true {
      switch try part.next() {
      case .start:
        if part.xml.localName.equals(Array("Date1904".utf8)) { reader.calendar.is1904 = true }
        part.xml.skipContent()
      case .end: if part.xml.depth < 2 { return }
      case .finish: return
      default: break
      }
    }
  }

  mutating func nextRow(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) -> Bool {
    try reader.nextRow(&part, &row)
  }
}
