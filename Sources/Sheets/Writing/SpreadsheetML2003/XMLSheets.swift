import Bytes
import XML

/// The sheets of a SpreadsheetML 2003 workbook.
///
/// Source: the schema `excelss.xsd` of Microsoft's Office 2003 XML reference schemas; what programs need beyond it is told at
/// the place.
struct XMLSheets {
  private var layout = SheetLayout("", columnWidths: [])
  private var isFirst = true
  private(set) var replacedCharacters = 0
  /// The column of the next cell, and whether it must be said because covered cells were left out.
  private var column = 0
  private var needsIndex = false

  private static let excel = "urn:schemas-microsoft-com:office:excel"

  func begin(to output: inout ByteWriter) { output.append(Self.head) }

  // MARK: sheet

  mutating func beginSheet(_ layout: SheetLayout, to output: inout ByteWriter) {
    self.layout = layout
    output.append(#"<Worksheet ss:Name=""#)
    appendName(to: &output)
    output.append("\">")
    appendPrintTitles(to: &output)
    // No ExpandedRowCount: it must be exact, and the rows are not counted yet.
    output.append("<Table x:FullColumns=\"1\" x:FullRows=\"1\">\n")
    for (index, width) in layout.columnWidths.enumerated() {
      // Points; a character of the default font takes five and a half. Without the index LibreOffice counts on from the sheet before.
      output.append(
        "<Column ss:Index=\"\(index + 1)\" ss:AutoFitWidth=\"0\" ss:Width=\"\(width * 11 / 2)\"/>")
    }
    output.append(.lineFeed)
  }

  /// The columns and rows that are printed on each page.
  private func appendPrintTitles(to output: inout ByteWriter) {
    let ranges = [("C", layout.frozenColumns), ("R", layout.frozenRows)].filter { $0.1 > 0 }
    guard !ranges.isEmpty else { return }
    output.append(#"<Names><NamedRange ss:Name="Print_Titles" ss:RefersTo="="#)
    for (index, (letter, count)) in ranges.enumerated() {
      output.append(index > 0 ? ",'" : "'")
      appendName(doubled: true, to: &output)
      output.append(count == 1 ? "'!\(letter)1" : "'!\(letter)1:\(letter)\(count)")
    }
    output.append("\"/></Names>")
  }

  private func appendName(doubled: Bool = false, to output: inout ByteWriter) {
    var name = Array(layout.name.utf8)
    if doubled { name = name.flatMap { $0 == UInt8(ascii: "'") ? [$0, $0] : [$0] } }
    var text = ByteWriter()
    text.append(xmlText: name.span)
    for byte in text.bytes {
      if byte == .quote { output.append("&quot;") } else { output.append(byte) }
    }
  }

  /// The header stays in sight, and filters stand on it. LibreOffice ignores the panes, Excel honours them.
  mutating func endSheet(rowCount: Int, to output: inout ByteWriter) {
    output.append("</Table><WorksheetOptions xmlns=\"\(Self.excel)\">")
    output.append(
      "<PageSetup><Layout x:Orientation=\"\(layout.isLandscape ? "Landscape" : "Portrait")\"/></PageSetup>"
        + (layout.fit == .natural ? "" : "<FitToPage/>") + "<Print>"
        + (layout.fit == .width ? "<FitHeight>0</FitHeight>" : "")
        + "<ValidPrinterInfo/><PaperSizeIndex>9</PaperSizeIndex></Print>")
    if isFirst { output.append("<Selected/>") }
    isFirst = false
    appendPanes(to: &output)
    output.append(
      "<ProtectObjects>False</ProtectObjects><ProtectScenarios>False</ProtectScenarios></WorksheetOptions>")
    if layout.hasFilter {
      output.append(
        "<AutoFilter x:Range=\"R\(layout.frozenRows)C1:R\(rowCount)C\(layout.columnWidths.count)\" xmlns=\"\(Self.excel)\"/>"
      )
    }
    output.append("</Worksheet>\n")
  }

  private func appendPanes(to output: inout ByteWriter) {
    let (rows, columns) = (layout.frozenRows, layout.frozenColumns)
    guard rows > 0 || columns > 0 else { return }
    output.append("<FreezePanes/><FrozenNoSplit/>")
    if rows > 0 {
      output.append(
        "<SplitHorizontal>\(rows)</SplitHorizontal><TopRowBottomPane>\(rows)</TopRowBottomPane>")
    }
    if columns > 0 {
      output.append(
        "<SplitVertical>\(columns)</SplitVertical><LeftColumnRightPane>\(columns)</LeftColumnRightPane>")
    }
    let panes = rows > 0 && columns > 0 ? [3, 1, 2, 0] : rows > 0 ? [3, 2] : [3, 1]
    output.append("<ActivePane>\(panes.last ?? 3)</ActivePane><Panes>")
    for pane in panes { output.append("<Pane><Number>\(pane)</Number></Pane>") }
    output.append("</Panes>")
  }

  // MARK: cells

  mutating func beginRow(height: Int, to output: inout ByteWriter) {
    if height > 0 {
      output.append("<Row ss:AutoFitHeight=\"0\" ss:Height=\"\(height)\">")
    } else {
      output.append("<Row>")
    }
    column = 0
    needsIndex = false
  }

  mutating func appendCovered(across: Int) {
    column += across
    needsIndex = true
  }

  mutating func append(
    _ text: Span<UInt8>, _ style: CellStyle, across: Int, down: Int, to output: inout ByteWriter
  ) {
    let isNumber = begin(text, style, across: across, down: down, to: &output)
    if text.isEmpty {
      output.append("/>")
    } else {
      append(text, isNumber: isNumber, to: &output)
      output.append(XMLStyles.end)
    }
  }

  /// Appends a cell with a remark, which opens where the mouse is over it.
  mutating func append(
    _ text: Span<UInt8>, _ style: CellStyle, across: Int, remark: [UInt8], to output: inout ByteWriter
  ) {
    let isNumber = begin(text, style, across: across, down: 1, to: &output)
    if text.isEmpty {
      output.append(">")
    } else {
      append(text, isNumber: isNumber, to: &output)
      output.append(XMLStyles.dataEnd)
    }
    output.append(XMLStyles.remark)
    replacedCharacters += output.append(xmlText: remark.span)
    output.append(XMLStyles.remarkEnd)
  }

  @inline(__always) private mutating func append(
    _ text: Span<UInt8>, isNumber: Bool, to output: inout ByteWriter
  ) {
    output.append(isNumber ? XMLStyles.number : XMLStyles.string)
    if isNumber { output.append(text) } else { replacedCharacters += output.append(xmlText: text) }
  }

  /// Begins a cell; whether its text is a number. The styles stand on every cell: readers disagree on what it takes from its column.
  @inline(__always) private mutating func begin(
    _ text: Span<UInt8>, _ style: CellStyle, across: Int, down: Int, to output: inout ByteWriter
  ) -> Bool {
    let isNumber = style.isFigure && text.isPlainNumber
    // Text where a figure should stand is text.
    let style = !isNumber && !text.isEmpty ? style.ofText : style
    if across == 1, down == 1, !needsIndex {
      output.append(XMLStyles.cells[style.rawValue][isNumber ? text.keptDecimals : 0])
    } else {
      output.append("<Cell")
      if needsIndex { output.append(" ss:Index=\"\(column + 1)\"") }
      if across > 1 { output.append(" ss:MergeAcross=\"\(across - 1)\"") }
      if down > 1 { output.append(" ss:MergeDown=\"\(down - 1)\"") }
      output.append(Array(XMLStyles.cells[style.rawValue][isNumber ? text.keptDecimals : 0].dropFirst(5)))
      needsIndex = false
    }
    column += across
    return isNumber
  }
}
