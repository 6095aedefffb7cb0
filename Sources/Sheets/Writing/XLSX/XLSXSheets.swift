import Bytes
import XML
import ZIP

/// The sheets of an XLSX package, written as they come; the shared strings and the list of parts come last.
///
/// Source: ECMA-376 part 1, section 18.3 for the order of elements.
struct XLSXSheets: ~Copyable {
  /// What the workbook part says of a sheet.
  struct Sheet {
    let layout: SheetLayout
    var rowCount = 0
    var hasRemarks = false
  }

  private var zip: ZIPWriter
  /// XML on its way to the deflater.
  private var xml = ByteWriter()
  private var strings = DistinctTexts()
  private var sheets: [Sheet] = []
  private var merges: [[UInt8]] = []
  private var remarks = XLSXRemarks()
  private var row = 0
  private var column = 0
  /// The digits of the row at hand.
  private var rowDigits: [UInt8] = []
  private(set) var replacedCharacters = 0

  /// How much XML is deflated at once.
  private static let chunk = 256 << 10

  init(level: Int) { zip = ZIPWriter(level: level) }

  // MARK: sheet

  mutating func beginSheet(_ layout: SheetLayout, to output: inout ByteWriter) throws(IOError) {
    if sheets.isEmpty {
      try zip.write("_rels/.rels", XLSXParts.packageRelationships, to: &output)
      try zip.write("docProps/core.xml", XLSXParts.core, to: &output)
      try zip.write("docProps/app.xml", XLSXParts.app, to: &output)
      try zip.write("xl/styles.xml", XLSXParts.styles, to: &output)
      try zip.write("xl/theme/theme1.xml", XLSXTheme.part, to: &output)
    }
    sheets.append(Sheet(layout: layout))
    (row, merges) = (0, [])
    zip.begin("xl/worksheets/sheet\(sheets.count).xml", to: &output)
    xml.append(XLSXParts.declaration)
    xml.append("<worksheet xmlns=\"\(XLSXParts.main)\" xmlns:r=\"\(XLSXParts.office)/relationships\">")
    if layout.fit != .natural { xml.append("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>") }
    xml.append("<sheetViews>")
    xml.append("<sheetView\(sheets.count == 1 ? " tabSelected=\"1\"" : "") workbookViewId=\"0\">")
    appendPane(layout)
    xml.append("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>")
    if !layout.columnWidths.isEmpty {
      xml.append("<cols>")
      for (index, width) in layout.columnWidths.enumerated() {
        xml.append("<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
      }
      xml.append("</cols>")
    }
    xml.append("<sheetData>\n")
  }

  private mutating func appendPane(_ layout: SheetLayout) {
    let (rows, columns) = (layout.frozenRows, layout.frozenColumns)
    guard rows > 0 || columns > 0 else { return }
    let pane = rows > 0 && columns > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight"
    xml.append("<pane")
    if columns > 0 { xml.append(" xSplit=\"\(columns)\"") }
    if rows > 0 { xml.append(" ySplit=\"\(rows)\"") }
    let corner = String(decoding: columnName(columns), as: UTF8.self) + "\(rows + 1)"
    xml.append(
      " topLeftCell=\"\(corner)\" activePane=\"\(pane)\" state=\"frozen\"/><selection pane=\"\(pane)\"/>")
  }

  /// What stands behind the rows, in the order of the schema.
  mutating func endSheet(to output: inout ByteWriter) throws(IOError) {
    let last = sheets.count - 1
    sheets[last].rowCount = row
    let layout = sheets[last].layout
    xml.append("</sheetData>")
    if let filter = sheets[last].filter { xml.append("<autoFilter ref=\"\(filter)\"/>") }
    if !merges.isEmpty {
      xml.append("<mergeCells count=\"\(merges.count)\">")
      for merge in merges {
        xml.append("<mergeCell ref=\"")
        xml.append(merge)
        xml.append("\"/>")
      }
      xml.append("</mergeCells>")
    }
    xml.append(
      "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
        + "<pageSetup paperSize=\"9\"\(layout.fit == .width ? " fitToHeight=\"0\"" : "") orientation=\"\(layout.isLandscape ? "landscape" : "portrait")\"/>"
    )
    let corner = String(decoding: columnName(max(layout.columnWidths.count, 1) - 1), as: UTF8.self)
    // Years of the agency column and long numbers are text on purpose.
    xml.append(
      "<ignoredErrors><ignoredError sqref=\"A1:\(corner)\(max(row, 1))\" numberStoredAsText=\"1\"/></ignoredErrors>"
    )
    sheets[last].hasRemarks = !remarks.isEmpty
    if !remarks.isEmpty { xml.append("<legacyDrawing r:id=\"rId1\"/>") }
    xml.append("</worksheet>")
    try flush(to: &output)
    try zip.end(to: &output)
    if !remarks.isEmpty { try writeRemarks(to: &output) }
  }

  private mutating func writeRemarks(to output: inout ByteWriter) throws(IOError) {
    let number = sheets.count
    let relationships = XLSXParts.sheetRelationships(number)
    try zip.write("xl/worksheets/_rels/sheet\(number).xml.rels", relationships, to: &output)
    zip.begin("xl/comments\(number).xml", to: &output)
    replacedCharacters += remarks.appendTexts(to: &xml)
    try flush(to: &output)
    try zip.end(to: &output)
    zip.begin("xl/drawings/vmlDrawing\(number).vml", to: &output)
    remarks.appendShapes(to: &xml)
    try flush(to: &output)
    try zip.end(to: &output)
    remarks.removeAll()
  }

  private mutating func flush(to output: inout ByteWriter) throws(IOError) {
    try zip.append(xml.span, to: &output)
    xml.removeAll()
  }

  // MARK: rows and cells

  mutating func beginRow(height: Int) {
    row += 1
    column = 0
    rowDigits.removeAll(keepingCapacity: true)
    var digits = ByteWriter()
    digits.append(decimal: row)
    rowDigits.append(span: digits.span)
    xml.append(Self.rowStart)
    xml.append(rowDigits)
    if height > 0 { xml.append("\" ht=\"\(height)\" customHeight=\"1") }
    xml.append(Self.tagEnd)
  }

  mutating func endRow(to output: inout ByteWriter) throws(IOError) {
    xml.append(Self.rowEnd)
    if xml.span.count >= Self.chunk { try flush(to: &output) }
  }

  mutating func append(_ text: Span<UInt8>, _ style: CellStyle, across: Int, down: Int) {
    if across > 1 || down > 1 { addMerge(across: across, down: down) }
    xml.append(Self.cellStart)
    xml.append(columnName(column))
    xml.append(rowDigits)
    if text.isEmpty {
      xml.append(XLSXLooks.empty[style.rawValue])
    } else if style.isFigure, text.isPlainNumber {
      xml.append((style == .number ? XLSXLooks.numbers : XLSXLooks.wrongNumbers)[text.keptDecimals])
      xml.append(text)
      xml.append(Self.cellEnd)
    } else {
      xml.append(XLSXLooks.strings[style.rawValue])
      xml.append(decimal: strings.number(text, column: column))
      xml.append(Self.cellEnd)
    }
    column += 1
    if across > 1 { appendCovered(style, across: across - 1) }
  }

  /// Appends a cell with a remark, which opens where the mouse is over it.
  mutating func append(_ text: Span<UInt8>, _ style: CellStyle, across: Int, remark: [UInt8]) {
    remarks.add(row: row - 1, column: column, remark)
    append(text, style, across: across, down: 1)
  }

  /// Covered cells have the style too, for the lines around them.
  mutating func appendCovered(_ style: CellStyle, across: Int) {
    for _ in 0..<across {
      xml.append(Self.cellStart)
      xml.append(columnName(column))
      xml.append(rowDigits)
      xml.append(XLSXLooks.empty[style.rawValue])
      column += 1
    }
  }

  private mutating func addMerge(across: Int, down: Int) {
    var range = ByteWriter()
    range.append(columnName(column))
    range.append(decimal: row)
    range.append(UInt8(ascii: ":"))
    range.append(columnName(column + across - 1))
    range.append(decimal: row + down - 1)
    merges.append(range.bytes)
  }

  private static let rowStart = Array("<row r=\"".utf8)
  private static let tagEnd = Array("\">".utf8)
  private static let rowEnd = Array("</row>\n".utf8)
  private static let cellStart = Array("<c r=\"".utf8)
  private static let cellEnd = Array("</v></c>".utf8)

  // MARK: the end

  mutating func finish(to output: inout ByteWriter) throws(WorkbookError) {
    do {
      try writeStrings(to: &output)
      try zip.write("xl/workbook.xml", XLSXParts.workbook(sheets), to: &output)
      try zip.write("xl/_rels/workbook.xml.rels", XLSXParts.workbookRelationships(sheets.count), to: &output)
      try zip.write("[Content_Types].xml", XLSXParts.contentTypes(sheets), to: &output)
    } catch {
      throw .output(error)
    }
    do { try zip.finish(to: &output) } catch { throw .archive(error) }
  }

  private mutating func writeStrings(to output: inout ByteWriter) throws(IOError) {
    zip.begin("xl/sharedStrings.xml", to: &output)
    xml.append(XLSXParts.declaration)
    xml.append(
      "<sst xmlns=\"\(XLSXParts.main)\" count=\"\(strings.references)\" uniqueCount=\"\(strings.count)\">")
    for number in 0..<strings.count {
      replacedCharacters += xml.append(sharedString: strings.text(number))
      if xml.span.count >= Self.chunk { try flush(to: &output) }
    }
    xml.append("</sst>")
    try flush(to: &output)
    try zip.end(to: &output)
  }
}

extension XLSXSheets.Sheet {
  /// The range with filters: the last frozen row and all below it.
  var filter: String? {
    guard layout.hasFilter, layout.frozenRows > 0, rowCount >= layout.frozenRows else { return nil }
    let last = String(decoding: columnName(max(layout.columnWidths.count, 1) - 1), as: UTF8.self)
    return "A\(layout.frozenRows):\(last)\(rowCount)"
  }
}

/// A to Z, AA to XFD; columns count from 0.
func columnName(_ column: Int) -> [UInt8] {
  column < shortNames.count ? shortNames[column] : letters(min(column, SheetLimit.columns - 1))
}

/// A to ZZ: few sheets have more, and all names there can be would take a millisecond.
private let shortNames: [[UInt8]] = (0..<26 * 27).map(letters)

private func letters(_ column: Int) -> [UInt8] {
  var name: [UInt8] = []
  var rest = column + 1
  while rest > 0 {
    name.insert(UInt8(ascii: "A") + UInt8((rest - 1) % 26), at: 0)
    rest = (rest - 1) / 26
  }
  return name
}

extension ByteWriter {
  /// Appends an item of the shared strings.
  ///
  /// - Returns: how many characters were replaced.
  /// Source: ECMA-376 part 1, section 22.9.2.19 (ST_Xstring): what XML cannot hold is written _xHHHH_, and so is an underscore that
  /// would begin such an escape. XML can hold CR, as a reference; openpyxl and Gnumeric, which read no escapes, see it then.
  fileprivate mutating func append(sharedString text: ArraySlice<UInt8>) -> Int {
    let escaped = text.needsEscapes ? text.escaped : Array(text)
    let edges = [escaped.first ?? 0, escaped.last ?? 0]
    append(edges.contains { $0 <= .space } ? "<si><t xml:space=\"preserve\">" : "<si><t>")
    let replaced = append(xmlText: escaped.span)
    append("</t></si>\n")
    // A NUL is no character that any program shows.
    return replaced + text.count { $0 == 0 }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var needsEscapes: Bool {
    contains { $0.isUnknownToXML } || indices.contains { isEscape(at: $0) }
  }

  fileprivate var escaped: [UInt8] {
    var result: [UInt8] = []
    for index in indices {
      let byte = self[index]
      if byte == 0 {
        result += Array("\u{FFFD}".utf8)
      } else if isEscape(at: index) || byte.isUnknownToXML {
        let hex = String(byte, radix: 16, uppercase: true)
        result += Array("_x\(String(repeating: "0", count: 4 - hex.count))\(hex)_".utf8)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// Whether `_xHHHH_` stands at `index`.
  private func isEscape(at index: Int) -> Bool {
    guard self[index] == UInt8(ascii: "_"), index + 7 <= endIndex,
      self[index + 1] | 0x20 == UInt8(ascii: "x"),
      self[index + 6] == UInt8(ascii: "_")
    else { return false }
    return self[index + 2..<index + 6].allSatisfy { $0.isDigit || ($0 | 0x20) &- UInt8(ascii: "a") < 6 }
  }
}

extension UInt8 {
  fileprivate var isUnknownToXML: Bool {
    self < .space && self != .tab && self != .lineFeed && self != .carriageReturn
  }
}
