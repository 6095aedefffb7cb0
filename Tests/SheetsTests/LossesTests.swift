import Bytes
import TestSupport
import Testing

@testable import Sheets

/// The cells of a workbook, and what is said of those that are left out.
private func read(_ bytes: [UInt8]) throws -> (cells: [String], losses: [String]) {
  var book = try WorkbookReader(ByteReader(bytes: bytes, name: "a"))
  var cells: [String] = []
  while try book.nextSheet() != nil {
    while try book.nextRow() {
      for cell in book.cells where cell.kind != .blank {
        let place = Location("", sheet: "", row: book.rowNumber, sheetColumn: cell.column).cell.dropFirst()
        cells.append("\(place) \(cell.kind) \(String(book.text(cell)))")
      }
    }
  }
  return (cells, book.losses.map { "\($0.location): \($0.why)" })
}

private func package(_ row: String, formats: [String] = []) throws -> (cells: [String], losses: [String]) {
  try read(
    TestWorkbook(
      "<row r=\"1\">\(row)<c r=\"Z1\"><v>7</v></c></row>", strings: ["<t>零</t>"], formats: formats
    ).bytes)
}

private let lostCells: [(String, String)] = [
  ("<c r=\"A1\" t=\"z\"><v>1</v></c>", "there are no cells of the type “z”"),
  ("<c r=\"A1\" t=\"s\"><v>1</v></c>", "the workbook has no text number “1”"),
  ("<c r=\"A1\" t=\"s\"><v>-1</v></c>", "the workbook has no text number “-1”"),
  ("<c r=\"A1\"><v>12a</v></c>", "it holds “12a”, which its type does not allow"),
  ("<c r=\"A1\" t=\"b\"><v>ja</v></c>", "it holds “ja”, which its type does not allow"),
  ("<c r=\"A1\" t=\"d\"><v>gestern</v></c>", "it holds “gestern”, which its type does not allow"),
  ("<c r=\"A1\"><v>1</v><v>2</v></c>", "it has two values"),
  ("<c r=\"A1\" t=\"inlineStr\"><is><t>1</t></is><is><t>2</t></is></c>", "it has two values"),
]

@Test(arguments: lostCells)
func aCellThatCannotBeReadIsLeftOutAndToldOfAPackage(cell: String, why: String) throws {
  let found = try package(cell)
  #expect(found.cells == ["A1 lost ", "Z1 number 7"])
  #expect(found.losses == ["a:数据!A1: \(why)"])
}

private let lostDocumentCells: [(String, String)] = [
  ("<Data>1</Data>", "there are no cells of the type “”"),
  ("<Data ss:Type=\"Number\">1,5</Data>", "it holds “1,5”, which its type does not allow"),
  ("<Data ss:Type=\"DateTime\">gestern</Data>", "it holds “gestern”, which its type does not allow"),
  ("<Data ss:Type=\"Number\">1</Data><Data ss:Type=\"Number\">2</Data>", "it has two values"),
]

@Test(arguments: lostDocumentCells)
func aCellThatCannotBeReadIsLeftOutAndToldOfADocument(data: String, why: String) throws {
  let row = "<Row><Cell>\(data)</Cell><Cell><Data ss:Type=\"Number\">7</Data></Cell></Row>"
  let found = try read(TestWorkbook.xml(row))
  #expect(found.cells == ["A1 lost ", "B1 number 7"])
  #expect(found.losses == ["a:数据!A1: \(why)"])
}

@Test(arguments: [
  "<c r=\"A1\" t=\"s\"><v/></c>", "<c r=\"A1\" t=\"s\"><v> </v></c>", "<c r=\"A1\" t=\"b\"><v/></c>",
  "<c r=\"A1\" t=\"d\"><v/></c>", "<c r=\"A1\" t=\"s\"/>", "<c r=\"A1\"><v></v></c>",
])
func aCellWithABlankValueIsBlank(cell: String) throws {
  let found = try package(cell)
  #expect(found.cells == ["Z1 number 7"])
  #expect(found.losses.isEmpty)
}

/// Two of them for one cell would be 1212 for 12.
@Test(arguments: [
  ("<v>12</v><is><t>12</t></is>", "12"), ("<is><t>12</t></is><v>12</v>", "12"),
  ("<v>3</v><is><r><t>1</t></r><r><t>2</t></r></is>", "12"), ("<is><t>12</t></is><v>3</v>", "12"),
  ("<v>12</v>", "12"), ("<f>x</f><is><t>12</t></is><v/>", "12"),
])
func theTextOfAnInlineStringCounts(content: String, text: String) throws {
  let found = try package("<c r=\"A1\" t=\"inlineStr\">\(content)</c>")
  #expect(found.cells == ["A1 text \(text)", "Z1 number 7"])
  // And nowhere else.
  let number = try package("<c r=\"A1\"><v>5</v><is><t>6</t></is></c>")
  #expect(number.cells == ["A1 number 5", "Z1 number 7"])
}

@Test(arguments: ["08:30:00", "T08:30:00", "T08:30:00.000Z"])
func timesWithoutADayAreRead(text: String) throws {
  #expect(try package("<c r=\"A1\" t=\"d\"><v>\(text)</v></c>").cells == ["A1 date 08:30:00", "Z1 number 7"])
  let row = "<Row><Cell><Data ss:Type=\"DateTime\">\(text)</Data></Cell></Row>"
  #expect(try read(TestWorkbook.xml(row)).cells == ["A1 date 08:30:00"])
}

@Test func aNumberWhoseStyleIsNotThereIsReadAndTold() throws {
  let found = try package("<c r=\"A1\" s=\"9\"><v>45322</v></c>", formats: ["14"])
  #expect(found.cells == ["A1 number 45322", "Z1 number 7"])
  #expect(found.losses == ["a:数据!A1: its style is “9”, which is not there"])
}

@Test func losesOfOneKindAreCounted() throws {
  let cells = (0..<9).map {
    "<c r=\"\(String(decoding: columnName($0), as: UTF8.self))1\" s=\"9\"><v>1</v></c>"
  }
  var book = try WorkbookReader(
    ByteReader(bytes: TestWorkbook("<row r=\"1\">\(cells.joined())</row>", formats: ["14"]).bytes, name: "a"))
  while try book.nextSheet() != nil { while try book.nextRow() {} }
  #expect(book.losses.count == 6)
  #expect(book.losses.last?.what == "4 more numbers are read as they stand, for want of their style")
}

/// Style 1 is one of three alternatives, style 2 stands behind them.
@Test(arguments: [
  (
    "<mc:Choice Requires=\"x14ac\"><xf numFmtId=\"14\"/></mc:Choice><mc:Fallback><xf numFmtId=\"2\"/></mc:Fallback>",
    "2024-01-31"
  ),
  (
    "<mc:Choice Requires=\"v99\"><xf numFmtId=\"2\"/></mc:Choice><mc:Fallback><xf numFmtId=\"14\"/></mc:Fallback>",
    "2024-01-31"
  ),
  (
    "<mc:Choice Requires=\"x14 v99\"><xf numFmtId=\"2\"/></mc:Choice><mc:Choice Requires=\"x15\"><xf numFmtId=\"14\"/></mc:Choice><mc:Fallback/>",
    "2024-01-31"
  ),
])
func oneOfTheAlternativesOfAStyleCounts(alternatives: String, text: String) throws {
  var book = TestWorkbook(
    "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>45322</v></c><c r=\"B1\" s=\"2\"><v>1</v></c></row>")
  book.changes["xl/styles.xml"] = Array(
    """
    <styleSheet xmlns="\(TestWorkbook.main)" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><cellXfs>\
    <xf numFmtId="0"/><mc:AlternateContent>\(alternatives)</mc:AlternateContent><xf numFmtId="2"/></cellXfs></styleSheet>
    """.utf8)
  #expect(try read(book.bytes).cells == ["A1 date \(text)", "B1 number 1.00"])
}

@Test func cellsInAlternativesAreTold() throws {
  let found = try package(
    "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Fallback><c r=\"A1\"><v>1</v></c></mc:Fallback></mc:AlternateContent>"
  )
  #expect(found.cells == ["Z1 number 7"])
  #expect(found.losses == ["a:数据!1: it stands in mc:AlternateContent"])
}

@Test func aSheetThatIsNotThereIsLeftOutAndTold() throws {
  var book = TestWorkbook("")
  book.sheets = [("a", ""), ("b", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"), ("c", "")]
  book.changes["xl/worksheets/sheet1.xml"] = .some(nil)
  book.changes["xl/_rels/workbook.xml.rels"] = Array(
    TestWorkbook.relationships([
      "s1": ("worksheet", "worksheets/sheet1.xml"), "s2": ("worksheet", "worksheets/sheet2.xml"),
      "a": ("styles", "styles.xml"), "b": ("sharedStrings", "sharedStrings.xml"),
    ]).utf8)
  let found = try read(book.bytes)
  #expect(found.cells == ["A1 number 1"])
  #expect(
    found.losses == [
      "a:a: its part “xl/worksheets/sheet1.xml” is not there", "a:c: no part belongs to it",
    ])
  #expect(try WorkbookReader(ByteReader(bytes: book.bytes, name: "a")).missingSheets == ["a", "c"])
}

@Test func escapesOfNoCharacterAreTold() throws {
  let book = TestWorkbook(
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"str\"><v>b_x0000_</v></c></row>",
    strings: ["<t>a_x0000_</t>"])
  let found = try read(book.bytes)
  #expect(found.cells == ["A1 text a\u{FFFD}", "B1 text b\u{FFFD}"])
  #expect(
    found.losses == [
      "a: 1 escapes as _x0000_ of its texts stand for no character",
      "a:数据!B1: an escape as _x0000_ stands for no character",
    ])
}

@Test(arguments: ["\r\n", "\u{FEFF}", "  \n"])
func bytesBeforeAPackageArePassedOver(prefix: String) throws {
  let book = TestWorkbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
  #expect(try read(Array(prefix.utf8) + book.bytes).cells == ["A1 number 1"])
}

// MARK: what is hidden

/// The numbers of hidden rows, the hidden columns and whether the sheet is hidden.
private func hidden(_ bytes: [UInt8], byEvents: Bool) throws -> String {
  var book = try WorkbookReader(ByteReader(bytes: bytes, name: "a"))
  if byEvents { book.readByEvents() }
  guard try book.nextSheet() != nil else { return "" }
  var rows: [Int] = []
  while try book.nextRow() { if book.isRowHidden { rows.append(book.rowNumber) } }
  return "\(rows) \(book.hiddenColumns) \(book.isSheetHidden)"
}

private let filler = "<!--" + String(repeating: "-x", count: 300) + "-->"

@Test(arguments: [true, false])
func hiddenRowsAndColumnsAreTold(byEvents: Bool) throws {
  let rows = (1...8).map {
    "<row r=\"\($0)\"\($0 % 3 == 0 ? " hidden=\"1\"" : $0 == 4 ? " hidden=\"0\"" : "")><c r=\"A\($0)\"><v>1</v></c></row>"
  }
  var book = TestWorkbook("")
  let sheet = TestWorkbook.sheet(rows.joined()).replacing(
    "<sheetData>",
    with:
      "<cols><col min=\"1\" max=\"1\" width=\"9\"/><col min=\"2\" max=\"3\" hidden=\"true\"/></cols><sheetData>"
  ).replacing("</worksheet>", with: filler + "</worksheet>")
  book.changes["xl/worksheets/sheet1.xml"] = Array(sheet.utf8)
  #expect(try hidden(book.bytes, byEvents: byEvents) == "[3, 6] [ClosedRange(1...2)] false")

  let documentRows = (1...8).map {
    "<Row\($0 % 3 == 0 ? " ss:Hidden=\"1\"" : "")><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>"
  }
  let table = "<Column/><Column ss:Hidden=\"1\" ss:Span=\"1\"/>" + documentRows.joined() + filler
  let document = String(decoding: TestWorkbook.xml(table), as: UTF8.self)
  #expect(try hidden(Array(document.utf8), byEvents: byEvents) == "[3, 6] [ClosedRange(1...2)] false")
  let options =
    "</Table><WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Selected/><Visible>SheetHidden</Visible><Panes/></WorksheetOptions>"
  let secret = document.replacing("</Table>", with: options)
  #expect(try hidden(Array(secret.utf8), byEvents: byEvents) == "[3, 6] [ClosedRange(1...2)] true")
}

// MARK: what is struck out

private let struckRun = "<r><rPr><strike/></rPr><t>12</t></r><r><rPr><strike val=\"0\"/></rPr><t>15</t></r>"

@Test func aRunThatIsStruckOutIsLeftOutAndTold() throws {
  let inline = try package("<c r=\"A1\" t=\"inlineStr\"><is>\(struckRun)</is></c>")
  #expect(inline.cells == ["A1 text 15", "Z1 number 7"])
  #expect(inline.losses == ["a:数据!A1: a line goes through it"])
  let row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
  let shared = try read(TestWorkbook(row, strings: [struckRun]).bytes)
  #expect(shared.cells == ["A1 text 15"])
  #expect(shared.losses == ["a: 1 of its texts have parts with a line through them"])
}

@Test(arguments: [
  ("<r><t>12</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r>", "12 1"),
  ("<r><t>12</t></r><r><rPr><b/><vertAlign val=\"subscript\"/></rPr><t>1</t></r><r><t>9</t></r>", "12 1 9"),
  ("<r><t>12</t></r><r><rPr><vertAlign val=\"baseline\"/></rPr><t>1</t></r>", "121"),
  ("<r><rPr><vertAlign val=\"superscript\"/></rPr><t>12</t></r>", "12"),
  ("<r><t>件</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>数</t></r>", "件数"),
])
func aRaisedRunOfACellIsPartedFromItsText(runs: String, expected: String) throws {
  let inline = try package("<c r=\"A1\" t=\"inlineStr\"><is>\(runs)</is></c>")
  #expect(inline.cells == ["A1 text \(expected)", "Z1 number 7"])
  let row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
  #expect(try read(TestWorkbook(row, strings: [runs]).bytes).cells == ["A1 text \(expected)"])
}

@Test(arguments: [("<strike/>", true), ("<strike val=\"0\"/>", false), ("<b/>", false)])
func aCellWhoseFontIsStruckOutIsLeftOutAndTold(font: String, isStruck: Bool) throws {
  let row = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>12</v></c><c r=\"B1\" s=\"0\"><v>15</v></c></row>"
  var book = TestWorkbook(row)
  let styles = """
    <styleSheet xmlns="\(TestWorkbook.main)"><fonts><font><sz val="11"/></font><font><sz val="11"/>\(font)</font></fonts>\
    <cellStyleXfs><xf numFmtId="0" fontId="1"/></cellStyleXfs>\
    <cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>
    """
  book.changes["xl/styles.xml"] = Array(styles.utf8)
  let found = try read(book.bytes)
  #expect(found.cells == (isStruck ? ["B1 number 15"] : ["A1 number 12", "B1 number 15"]))
  #expect(found.losses == (isStruck ? ["a:数据!A1: a line goes through it"] : []))
}

/// White on white nobody sees; on a dark ground everybody does.
@Test(arguments: [
  ("rgb=\"FFFFFFFF\"", 0, true), ("theme=\"0\"", 0, true), ("theme=\"0\" tint=\"-0.5\"", 0, false),
  ("indexed=\"9\"", 0, true), ("theme=\"1\"", 0, false), ("rgb=\"FFFF0000\"", 0, false),
  ("rgb=\"FFFFFFFF\"", 1, false),
  ("theme=\"0\"", 2, true), ("theme=\"0\"", 3, false), ("theme=\"0\"", 9, true),
])
func aWhiteCellIsLeftOutAndTold(color: String, fill: Int, isWhite: Bool) throws {
  let styles = """
    <styleSheet xmlns="\(TestWorkbook.main)"><fonts><font/><font><color \(color)/></font></fonts>\
    <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FF1F497D"/><bgColor indexed="9"/></patternFill></fill></fills>\
    <cellXfs><xf fontId="0"/><xf fontId="1" fillId="\(fill)"/></cellXfs></styleSheet>
    """
  var book = TestWorkbook(
    "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>12</v></c><c r=\"B1\"><v>15</v></c><c r=\"C1\" s=\"1\"/></row>")
  book.changes["xl/styles.xml"] = Array(styles.utf8)
  let found = try read(book.bytes)
  #expect(found.cells == (isWhite ? ["B1 number 15"] : ["A1 number 12", "B1 number 15"]))
  #expect(found.losses == (isWhite ? ["a:数据!A1: nobody sees it"] : []))
}

/// A run with a font of its own is not of the cell's: what is written anew into a struck-out cell counts.
@Test(arguments: [
  ("<r><t>12</t></r><r><rPr><color rgb=\"FFFF0000\"/></rPr><t>15</t></r>", "15"),
  ("<r><rPr><strike/></rPr><t>12</t></r><r><rPr><b/></rPr><t>15</t></r><r><t>9</t></r>", "15"),
  ("<r><t>12</t></r>", nil), ("<t>12</t>", nil), ("<r><rPr><strike/></rPr><t>12</t></r>", nil),
])
func aRunOfItsOwnInACellThatIsStruckOutCounts(runs: String, expected: String?) throws {
  let styles = """
    <styleSheet xmlns="\(TestWorkbook.main)"><fonts><font/><font><strike/></font></fonts>\
    <cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>
    """
  let rows = [
    "<c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c>", "<c r=\"A1\" s=\"1\" t=\"inlineStr\"><is>\(runs)</is></c>",
  ]
  for row in rows {
    var book = TestWorkbook("<row r=\"1\">\(row)</row>", strings: [runs])
    book.changes["xl/styles.xml"] = Array(styles.utf8)
    let found = try read(book.bytes)
    #expect(found.cells == (expected.map { ["A1 text \($0)"] } ?? []))
    #expect(found.losses.contains("a:数据!A1: a line goes through it"))
  }
}

@Test(arguments: [true, false])
func aStyleOfADocumentThatStrikesOutIsTold(isScanned: Bool) throws {
  let styles = """
    <Style ss:ID="s1"><Font ss:Size="9" ss:StrikeThrough="1"/></Style><Style ss:ID="s2" ss:Parent="s1"/>\
    <Style ss:ID="s3" ss:Parent="s1"><Font ss:StrikeThrough="0"/></Style>
    """
  func cell(_ style: String, _ value: Int) -> String {
    "<Cell ss:StyleID=\"\(style)\"><Data ss:Type=\"Number\">\(value)</Data></Cell>"
  }
  let row = "<Row>" + cell("s1", 1) + cell("s2", 2) + cell("s3", 3) + "<Cell ss:StyleID=\"s1\"/></Row>"
  let rich = "<Row><Cell><Data ss:Type=\"String\"><S xmlns=\"x\">12</S><B>15</B></Data></Cell></Row>"
  let found = try read(TestWorkbook.xml(row + (isScanned ? "" : rich), styles: styles))
  #expect(found.cells == ["C1 number 3"] + (isScanned ? [] : ["A2 text 15"]))
  #expect(
    found.losses == ["A1", "B1"].map { "a:数据!\($0): a line goes through it" }
      + (isScanned ? [] : ["a:数据!A2: a line goes through it"]))
}

@Test func aNumberThatIsShownAsAnotherIsTold() throws {
  let rows =
    "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>2364150</v></c><c r=\"B1\" s=\"2\"><v>0.5</v></c><c r=\"C1\" s=\"1\"><v>0</v></c></row>"
  let found = try read(TestWorkbook(rows, formats: ["0,", "9"]).bytes)
  #expect(found.cells == ["A1 number 2364150", "B1 number 0.5", "C1 number 0"])
  #expect(
    found.losses
      == ["A1", "B1"].map {
        "a:数据!\($0): its format shows it in another size, as another text, or not at all"
      })
  let style = "<Style ss:ID=\"p\"><NumberFormat ss:Format=\"Percent\"/></Style>"
  let row = "<Row><Cell ss:StyleID=\"p\"><Data ss:Type=\"Number\">0.5</Data></Cell></Row>"
  #expect(try read(TestWorkbook.xml(row, styles: style)).losses.count == 1)
}

/// As extract passes it over, too.
@Test func whatStandsBeforeAnArchiveIsPassedOver() throws {
  let book = TestWorkbook("<row r=\"1\"><c r=\"A1\"><v>12</v></c></row>").bytes
  #expect(try read(Array("HTTP\u{0}/1.1 200\r\n".utf8) + book).cells == ["A1 number 12"])
}
