import Bytes
import Sheets
import XML

/// How a cell looks, by meaning; the raw value is the style's id.
enum CellStyle: String {
  case text = "t"
  case number = "n"
  case header = "h"
}

/// Writes the sheets of one SpreadsheetML 2003 workbook, row by row.
///
/// Source: the schema `excelss.xsd` of Microsoft's Office 2003 XML reference schemas; what programs need beyond it is told at
/// the place.
struct SheetWriter {
  /// A column's width in points.
  struct Column {
    let width: Int
  }

  private let title: String
  private let columns: [Column]
  private let frozenColumns: Int
  private let headerHeight: Int
  private let header: [[UInt8]]
  private var rowCount = 0
  private(set) var sheetCount = 0
  /// Characters that XML cannot hold, replaced.
  private(set) var replacedCharacters = 0
  /// Cells whose text was longer than a cell may be, cut.
  private(set) var cutCells = 0

  /// - Parameters:
  ///   - title: the wish for the sheet's name.
  ///   - header: the texts of the header row, repeated on every further sheet.
  ///   - frozenColumns: how many columns stay in sight at the left.
  init(
    _ title: String, columns: [Column], header: [[UInt8]], frozenColumns: Int = 0,
    headerHeight: Int = 0
  ) {
    self.title = title
    self.columns = columns
    self.header = header
    self.frozenColumns = frozenColumns
    self.headerHeight = headerHeight
  }

  /// Begins a row, and a further sheet where this one is full.
  mutating func beginRow(_ names: inout SheetNames, to output: inout ByteWriter) {
    if sheetCount == 0 || rowCount == SheetLimit.rows {
      if sheetCount > 0 { endSheet(to: &output) }
      beginSheet(names.name(title), to: &output)
    }
    output.append("<Row>")
    rowCount += 1
  }

  func endRow(to output: inout ByteWriter) { output.append("</Row>\n") }

  /// Ends the last sheet; a sheet without rows still has its header.
  mutating func end(_ names: inout SheetNames, to output: inout ByteWriter) {
    if sheetCount == 0 { beginSheet(names.name(title), to: &output) }
    endSheet(to: &output)
  }

  /// Appends a cell: a number where the text is one, else text.
  mutating func append(_ text: Span<UInt8>, asNumber: Bool, to output: inout ByteWriter) {
    if text.isEmpty {
      output.append(Self.emptyCell)
    } else if asNumber, text.isPlainNumber {
      output.append(Self.numberCell)
      output.append(text)
      output.append(Self.cellEnd)
    } else {
      append(text, style: .text, to: &output)
    }
  }

  private mutating func append(_ text: Span<UInt8>, style: CellStyle, to output: inout ByteWriter) {
    output.append(style == .text ? Self.textCell : Self.headerCell)
    var length = text.count
    // Characters are at most as many as bytes, so only long cells need counting.
    if length > SheetLimit.characters { length = text.end(ofCharacters: SheetLimit.characters) }
    if length < text.count { cutCells += 1 }
    replacedCharacters += output.append(xmlText: text.extracting(0..<length))
    output.append(Self.cellEnd)
  }

  // The styles stand on every cell: readers disagree on what a cell takes from its column.
  private static let emptyCell = Array(#"<Cell ss:StyleID="t"/>"#.utf8)
  private static let textCell = Array(#"<Cell ss:StyleID="t"><Data ss:Type="String">"#.utf8)
  private static let numberCell = Array(#"<Cell ss:StyleID="n"><Data ss:Type="Number">"#.utf8)
  private static let headerCell = Array(#"<Cell ss:StyleID="h"><Data ss:Type="String">"#.utf8)
  private static let cellEnd = Array("</Data></Cell>".utf8)

  // MARK: sheet

  private mutating func beginSheet(_ name: String, to output: inout ByteWriter) {
    sheetCount += 1
    output.append(#"<Worksheet ss:Name=""#)
    output.append(xmlText: Array(name.utf8).span)
    // No ExpandedRowCount: it must be exact, and the rows are not counted yet.
    output.append("\"><Table x:FullColumns=\"1\" x:FullRows=\"1\">\n")
    for column in columns {
      output.append("<Column ss:AutoFitWidth=\"0\" ss:Width=\"\(column.width)\"/>")
    }
    output.append(
      headerHeight > 0 ? "\n<Row ss:AutoFitHeight=\"0\" ss:Height=\"\(headerHeight)\">" : "\n<Row>")
    for text in header { append(text.span, style: .header, to: &output) }
    output.append("</Row>\n")
    rowCount = 1
  }

  /// The header stays in sight, and filters stand on it. LibreOffice ignores the panes, Excel honours them.
  private func endSheet(to output: inout ByteWriter) {
    let excel = "urn:schemas-microsoft-com:office:excel"
    output.append("</Table><WorksheetOptions xmlns=\"\(excel)\">")
    if sheetCount == 1, title == WorkbookWriter.dataSheet { output.append("<Selected/>") }
    output.append(
      "<FreezePanes/><FrozenNoSplit/><SplitHorizontal>1</SplitHorizontal><TopRowBottomPane>1</TopRowBottomPane>"
    )
    if frozenColumns > 0 {
      output.append(
        "<SplitVertical>\(frozenColumns)</SplitVertical><LeftColumnRightPane>\(frozenColumns)</LeftColumnRightPane>"
          + "<ActivePane>0</ActivePane><Panes><Pane><Number>3</Number></Pane><Pane><Number>1</Number></Pane>"
          + "<Pane><Number>2</Number></Pane><Pane><Number>0</Number></Pane></Panes>")
    } else {
      output.append(
        "<ActivePane>2</ActivePane><Panes><Pane><Number>3</Number></Pane><Pane><Number>2</Number></Pane></Panes>"
      )
    }
    output.append(
      "<ProtectObjects>False</ProtectObjects><ProtectScenarios>False</ProtectScenarios></WorksheetOptions>")
    output.append(
      "<AutoFilter x:Range=\"R1C1:R\(rowCount)C\(header.count)\" xmlns=\"\(excel)\"/></Worksheet>\n")
  }
}

extension Span where Element == UInt8 {
  /// The place behind the first `limit` characters.
  fileprivate func end(ofCharacters limit: Int) -> Int {
    var characters = 0
    for index in indices where self[index] & 0xC0 != 0x80 {
      // A character beyond the basic plane counts as two.
      characters += self[index] >= 0xF0 ? 2 : 1
      if characters > limit { return index }
    }
    return count
  }
}
