import Bytes
import TestSupport
import Testing

@testable import Sheets

// What stands in a workbook and is not seen, or seen otherwise, on the printed sheet.

/// The cells, the hidden rows and columns, and what is said.
private func read(_ bytes: [UInt8]) throws -> [String] {
  var book = try WorkbookReader(ByteReader(bytes: bytes, name: "t"))
  var lines: [String] = []
  while try book.nextSheet() != nil {
    while try book.nextRow() {
      for cell in book.cells where cell.kind != .blank {
        let place = Location("", sheet: "", row: book.rowNumber, sheetColumn: cell.column).cell.dropFirst()
        lines.append("\(place) \(String(book.text(cell)))\(book.isRowHidden ? " hidden" : "")")
      }
    }
    lines += book.hiddenColumns.map { "hides \($0)" }
  }
  return lines + book.losses.map { "\($0.what): \($0.why)" }
}

private let unseen = "the number is not shown, and left out: its format shows nothing for it"
private let rounded =
  "the number is read as it is stored, and not as it is shown: its format rounds it"

/// Who reads the printed sheet sees no figure where the format shows none. One that is rounded there is read as it is stored, for
/// sums are made of that, and told.
private let formats: [(code: String, value: String, read: String?, told: String?)] = [
  (";;;", "12", nil, unseen), (";;", "12", nil, unseen), ("\"\";\"\";\"\"", "12", nil, unseen),
  (" ;;", "12", nil, unseen), ("0;-0;", "0", nil, unseen), ("0;-0;;@", "0", nil, unseen),
  ("0;-0;;@", "5", "5", nil), ("#,###", "0", nil, unseen), ("#,###", "1200", "1200", nil),
  ("#", "0", nil, unseen),
  ("0;;0", "-3", nil, unseen), ("0;-0;\"-\"", "0", "0", nil), ("#,##0;-#,##0;\"零\"", "0", "0", nil),
  ("@", "0", "0", nil), ("General;-General;", "0", nil, unseen), ("General", "0", "0", nil),
  ("#%", "0", "0", nil),
  ("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "0", "0", nil), ("[Red]", "5", "5", "other"),
  ("[<1]0;[>9]0;", "5", "5", "other"),
  ("0_ ", "12.4", "12.4", rounded), ("#,##0", "12.5", "12.5", rounded), ("0.00", "1.234", "1.234", rounded),
  ("0.0#", "1.23", "1.23", nil), ("0.0?", "1.234", "1.234", rounded), ("0_ ", "12", "12", nil),
  ("0.00", "1.2", "1.20", nil), ("0_ ", "0.30000000000000004", "0.3", rounded),
  ("0.0E+00", "1.234", "1.234", nil),
  ("# ?/?", "0.5", "0.5", nil), ("0.0;-0.000", "1.25", "1.25", nil), ("General", "12.345", "12.345", nil),
]

@Test(arguments: formats.indices)
func aFigureIsReadAsItIsShown(index: Int) throws {
  let (code, value, text, told) = formats[index]
  let escaped = code.replacing("\"", with: "&quot;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  func check(_ bytes: [UInt8], _ name: String) throws {
    let found = try read(bytes)
    #expect(found.filter { $0.hasPrefix("A1 ") } == (text.map { ["A1 \($0)"] } ?? []), "\(name) \(code)")
    let losses = found.filter { !$0.hasPrefix("A1 ") }
    #expect(told == "other" ? losses.count == 1 : losses == (told.map { [$0] } ?? []), "\(name) \(code)")
  }
  try check(
    TestWorkbook(
      "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(value)</v></c></row>", formats: [code]
    ).bytes, "package")
  let style = "<Style ss:ID=\"s\"><NumberFormat ss:Format=\"\(escaped)\"/></Style>"
  try check(
    TestWorkbook.xml(
      "<Row><Cell ss:StyleID=\"s\"><Data ss:Type=\"Number\">\(value)</Data></Cell></Row>", styles: style),
    "document")
  let globals =
    [
      TestExcel97.record(0x41E, littleEndian(164, 2) + TestExcel97.text(code))
    ] + TestExcel97.styles([164])
  let cell = TestExcel97.number(0, 0, Double(value) ?? 0, style: 1)
  try check(TestExcel97([.init("表", [cell])], globals).bytes, "old workbook")
}

private func spreadsheet(_ rows: String, styles: String = "", before: String = "") -> [UInt8] {
  let names = ["office", "text", "table", "style", "drawing", "svg-compatible"].map { name in
    let prefix = ["drawing": "draw", "svg-compatible": "svg"][name] ?? name
    return "xmlns:\(prefix)='urn:oasis:names:tc:opendocument:xmlns:\(name):1.0'"
  }
  return Array(
    """
    <office:document \(names.joined(separator: " ")) office:mimetype='application/vnd.oasis.opendocument.spreadsheet'>
    <office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:spreadsheet>
    <table:table table:name='表'>\(before)\(rows)</table:table></office:spreadsheet></office:body></office:document>
    """.utf8)
}

private func number(_ value: String, _ paragraphs: String) -> String {
  "<table:table-cell office:value-type='float' office:value='\(value)'>\(paragraphs)</table:table-cell>"
}

private func row(_ cells: String, _ attributes: String = "") -> String {
  "<table:table-row \(attributes)>\(cells)</table:table-row>"
}

@Test(arguments: [
  ("12", "<text:p/>", [unseen]), ("0", "<text:p></text:p>", [unseen]), ("12", "", ["A1 12"]),
  ("12.4", "<text:p>12</text:p>", ["A1 12.4", rounded]), ("0.3", "<text:p>0</text:p>", ["A1 0.3", rounded]),
  ("12.4", "<text:p>12.40</text:p>", ["A1 12.40"]), ("0", "<text:p>-</text:p>", ["A1 0"]),
])
func aFigureOfASpreadsheetIsReadAsItIsShown(value: String, shown: String, expected: [String]) throws {
  #expect(try read(spreadsheet(row(number(value, shown)))) == expected)
}

@Test func rowsAndColumnsWithoutHeightOrWidthAreHidden() throws {
  // A package, by events and by scans.
  let cells = { (row: Int) in "<c r=\"A\(row)\"><v>1</v></c><c r=\"B\(row)\"><v>2</v></c>" }
  let rows =
    "<row r=\"1\" ht=\"0\" customHeight=\"1\">\(cells(1))</row><row r=\"2\" ht=\"0.5\">\(cells(2))</row>"
  var workbook = TestWorkbook(rows)
  let sheet = TestWorkbook.sheet(rows).replacing(
    "<sheetData>", with: "<cols><col min=\"2\" max=\"2\" width=\"0\" customWidth=\"1\"/></cols><sheetData>")
  workbook.changes["xl/worksheets/sheet1.xml"] = Array(sheet.utf8)
  let expected = ["A1 1 hidden", "B1 2 hidden", "A2 1", "B2 2", "hides 1...1"]
  #expect(try read(workbook.bytes) == expected)
  workbook.changes["xl/worksheets/sheet1.xml"] = Array(
    sheet.replacing("<row r=\"2\"", with: "<row  r=\"2\"").replacing("<row r=\"1\"", with: "<row  r=\"1\"")
      .utf8)
  #expect(try read(workbook.bytes) == expected)
  // A document.
  let data = (1...2).map { "<Cell><Data ss:Type=\"Number\">\($0)</Data></Cell>" }.joined()
  for blank in ["", " "] {
    #expect(
      try read(
        TestWorkbook.xml(
          "<Column/><Column ss:Width=\"0\"/><Row ss:Height=\"0\"\(blank)>\(data)</Row><Row ss:Height=\"0.5\"\(blank)>\(data)</Row>"
        )) == expected)
  }
  // An old workbook: a column of width 0.
  let column = TestExcel97.record(0x7D, [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  let old = TestExcel97([.init("表", [column, TestExcel97.number(0, 0, 1), TestExcel97.number(0, 1, 2)])])
  #expect(try read(old.bytes) == ["A1 1", "B1 2", "hides 1...1"])
  // A spreadsheet.
  let styles = """
    <style:style style:name='c' style:family='table-column'><style:table-column-properties style:column-width='0cm'/></style:style>
    <style:style style:name='r' style:family='table-row'><style:table-row-properties style:row-height='0in'/></style:style>
    <style:style style:name='s' style:family='table-row'><style:table-row-properties style:row-height='0.01in'/></style:style>
    """
  let texts = number("1", "<text:p>1</text:p>") + number("2", "<text:p>2</text:p>")
  #expect(
    try read(
      spreadsheet(
        row(texts, "table:style-name='r'") + row(texts, "table:style-name='s'"), styles: styles,
        before: "<table:table-column/><table:table-column table:style-name='c'/>")) == expected)
}

private let box = "a text box is not read"

@Test func textBoxesOfWorkbooksAreTold() throws {
  let drawing = { (text: String) in
    "<xdr:wsDr xmlns:xdr=\"x\" xmlns:a=\"a\"><xdr:sp><xdr:nvSpPr name=\"t\"/><xdr:txBody><a:p><a:r><a:t>\(text)</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
  }
  for (text, isTold) in [("新收 5 件", true), (" ", false)] {
    var workbook = TestWorkbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
    workbook.changes["xl/drawings/drawing1.xml"] = Array(drawing(text).utf8)
    let told = "\(box): it begins with “\(text)”"
    #expect(try read(workbook.bytes) == ["A1 1"] + (isTold ? [told] : []))
  }
  // Old workbooks: a text box, a remark, and a box without text.
  func object(_ type: Int, count: Int) -> [[UInt8]] {
    [
      TestExcel97.record(
        0x5D, [0x15, 0, 0x12, 0] + littleEndian(type, 2) + [UInt8](repeating: 0, count: 16)),
      TestExcel97.record(
        0x1B6, [UInt8](repeating: 0, count: 10) + littleEndian(count, 2) + [0, 0, 0, 0, 0, 0]),
    ]
  }
  for (type, count, isTold) in [(6, 3, true), (0x19, 3, false), (6, 0, false), (0x1E, 1, true)] {
    let old = TestExcel97([.init("表", [TestExcel97.number(0, 0, 1)] + object(type, count: count))])
    #expect(try read(old.bytes) == ["A1 1"] + (isTold ? ["\(box): what it says stands in no cell"] : []))
  }
  // Spreadsheets: in a cell, and beside all cells.
  let shape = { (text: String) in
    "<draw:frame><draw:text-box><text:p><text:span>\(text)</text:span></text:p></draw:text-box><svg:title>x</svg:title></draw:frame>"
  }
  let told = ["\(box): it begins with “新收5件”"]
  #expect(try read(spreadsheet(row(number("1", "<text:p>1</text:p>\(shape("新收5件"))")))) == ["A1 1"] + told)
  #expect(
    try read(
      spreadsheet(
        row(number("1", "<text:p>1</text:p>\(shape(" "))")),
        before: "<table:shapes>\(shape("新收5件"))</table:shapes><table:table-column/>")) == ["A1 1"] + told)
}

/// As in a package: 12 with the number of a note, ¹, is not 121.
@Test(arguments: [
  ("12<Sup>1</Sup>", "12 1"), ("<Sub>1</Sub>12", "1 12"), ("1<B>2<Sup>3<I>4</I></Sup></B>5", "12 34 5"),
  ("政<Sup>策</Sup>", "政策"), ("12<B>1</B>", "121"),
])
func runsOfADocumentOffTheLineAreParted(text: String, expected: String) throws {
  let cell =
    "<Cell><ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\">\(text)</ss:Data></Cell>"
  #expect(try read(TestWorkbook.xml("<Row>\(cell)\(cell)</Row>")) == ["A1 \(expected)", "B1 \(expected)"])
}
