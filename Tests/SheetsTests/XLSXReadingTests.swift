import Bytes
import TestSupport
import Testing

@testable import Sheets

private func cells(_ row: String, strings: [String] = [], formats: [String] = []) throws -> [String] {
  try readTexts(TestWorkbook("<row r=\"1\">\(row)</row>", strings: strings, formats: formats).bytes)
}

@Test func cellsOfEveryTypeAreRead() throws {
  let row = """
    <c r="A1" t="s"><v>1</v></c><c r="B1"><v>42</v></c><c r="C1" t="n"><v>0.10000000000000001</v></c>\
    <c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#DIV/0!</v></c><c r="F1" t="str"><f>A1&amp;"x"</f><v>甲_x000A_</v></c>\
    <c r="G1" t="inlineStr"><is><t xml:space="preserve"> 乙 </t></is></c><c r="H1" s="1"><v>45322</v></c>\
    <c r="I1" t="d"><v>2024-01-31T08:30:00</v></c><c r="K1" s="1"/>
    """
  let found = try readCells(
    TestWorkbook("<row r=\"1\">\(row)</row>", strings: ["<t>零</t>", "<t>一</t>"], formats: ["yyyy-mm-dd"])
      .bytes)
  #expect(
    found == [
      ReadCell("数据!A1", .text, "一"), ReadCell("数据!B1", .number, "42"), ReadCell("数据!C1", .number, "0.1"),
      ReadCell("数据!D1", .boolean, "TRUE"), ReadCell("数据!E1", .error, "#DIV/0!"),
      ReadCell("数据!F1", .text, "甲\n"), ReadCell("数据!G1", .text, " 乙 "),
      ReadCell("数据!H1", .date, "2024-01-31"),
      ReadCell("数据!I1", .date, "2024-01-31 08:30:00"),
    ])
}

@Test func richTextIsJoinedAndPronunciationLeftOut() throws {
  let rich = """
    <r><rPr><b/></rPr><t>县</t></r><r><t xml:space="preserve"> 政府</t></r><rPh sb="0" eb="1"><t>けん</t></rPh><phoneticPr fontId="1"/>
    """
  #expect(try cells("<c r=\"A1\" t=\"s\"><v>0</v></c>", strings: [rich]) == ["A1 县 政府"])
  #expect(try cells("<c r=\"A1\" t=\"inlineStr\"><is>\(rich)</is></c>") == ["A1 县 政府"])
}

@Test(arguments: [
  ("_x000D__x000A_", "\r\n"), ("a_x005F_x000D_", "a_x000D_"), ("_xD83D__xDE00_", "😀"),
  ("_xD83D_", "\u{FFFD}"),
  ("_x00e9_", "é"), ("_x12_", "_x12_"), ("_x+123_", "_x+123_"), ("__x0041_", "_A"), ("_x0000_", "\u{FFFD}"),
  ("_x", "_x"),
])
func escapesStandForCharacters(text: String, shown: String) throws {
  let found = try cells("<c r=\"A1\" t=\"s\"><v>0</v></c>", strings: ["<t>\(text)</t>"])
  #expect(found.map { Array($0.utf8) } == [Array("A1 \(shown)".utf8)])
  #expect(try cells("<c r=\"A1\" t=\"inlineStr\"><is><t>\(text)</t></is></c>") == found)
}

@Test func placesThatAreNotWrittenAreCounted() throws {
  let rows =
    "<row><c><v>1</v></c><c r=\"C1\"><v>2</v></c><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>"
  #expect(try readTexts(TestWorkbook(rows).bytes) == ["A1 1", "C1 2", "D1 3", "A3 4"])
}

@Test func sheetsComeInTheirOrderWithTheirNames() throws {
  var book = TestWorkbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
  book.sheets.append(("第&amp;二", "<row r=\"5\"><c r=\"XFD5\"><v>2</v></c></row>"))
  #expect(
    try readCells(book.bytes) == [ReadCell("数据!A1", .number, "1"), ReadCell("第&二!XFD5", .number, "2")])
}

@Test func hiddenSheetsAreTold() throws {
  var book = TestWorkbook("")
  book.sheets = [("a", ""), ("b", ""), ("c", "")]
  let workbook = """
    <x:workbook xmlns:x="\(TestWorkbook.main)" xmlns:q="\(TestWorkbook.relationships)"><x:sheets>\
    <x:sheet name="a" q:id="s1" state="hidden"/><x:sheet name="b" q:id="s2" state="veryHidden"/>\
    <x:sheet name="c" q:id="s3" state="visible"/></x:sheets></x:workbook>
    """
  book.changes["xl/workbook.xml"] = Array(workbook.utf8)
  var reader = try WorkbookReader(ByteReader(bytes: book.bytes, name: "a"))
  var found: [SheetInfo] = []
  while let sheet = try reader.nextSheet() { found.append(sheet) }
  #expect(found.map(\.name) == ["a", "b", "c"])
  #expect(found.map(\.isHidden) == [true, true, false])
}

@Test func twoSheetsOfOnePartAreRefused() {
  var book = TestWorkbook("")
  book.sheets = [("a", ""), ("b", "")]
  book.changes["xl/_rels/workbook.xml.rels"] = Array(
    TestWorkbook.relationships([
      "s1": ("worksheet", "worksheets/sheet1.xml"), "s2": ("worksheet", "/xl/worksheets/Sheet1.xml"),
    ]).utf8)
  #expect(
    throws: WorkbookError.damaged(
      Location("a.xlsx", sheet: "b"), what: "the part “xl/worksheets/Sheet1.xml” belongs to two sheets")
  ) { try readCells(book.bytes) }
}

@Test func prefixesStrictNamespacesAndOddNamesAreRead() throws {
  var book = TestWorkbook("")
  let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
  book.changes["xl/worksheets/sheet1.xml"] = Array(
    "<x:worksheet xmlns:x=\"\(strict)\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"
      .utf8)
  book.changes["xl/_rels/workbook.xml.rels"] = Array(
    TestWorkbook.relationships(["s1": ("worksheet", "\\xl\\Worksheets\\Sheet1.XML")]).utf8)
  book.changes["_rels/.rels"] = Array(
    TestWorkbook.relationships(["r1": ("officeDocument", "/xl/./x/../workbook.xml")]).utf8)
  #expect(try readTexts(book.bytes) == ["A1 7"])
}

@Test(arguments: [true, false])
func partsInUTF16AreRead(isLittle: Bool) throws {
  var book = TestWorkbook("")
  let sheet =
    "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
    + TestWorkbook.sheet("<row><c t=\"inlineStr\"><is><t>乡镇😀</t></is></c></row>")
  book.changes["xl/worksheets/sheet1.xml"] = wide(sheet, isLittle: isLittle)
  #expect(try readTexts(book.bytes) == ["A1 乡镇😀"])
}

/// UTF-16 with its mark.
func wide(_ text: String, isLittle: Bool) -> [UInt8] {
  ("\u{FEFF}" + text).utf16.flatMap { unit in
    let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
    return isLittle ? bytes : bytes.reversed()
  }
}

@Test func datesCountFromWhatTheWorkbookSays() throws {
  var book = TestWorkbook("<row><c s=\"1\"><v>0</v></c></row>", formats: ["14"])
  book.workbookProperties = "<workbookPr date1904=\"1\"/>"
  #expect(try readTexts(book.bytes) == ["A1 1904-01-01"])
}

@Test func theNumberFormatGivesDecimals() throws {
  let row = "<c r=\"A1\" s=\"1\"><v>18.871</v></c><c r=\"B1\" s=\"1\"><v>2</v></c><c r=\"C1\"><v>2.50</v></c>"
  #expect(try cells(row, formats: ["0.0000"]) == ["A1 18.8710", "B1 2.0000", "C1 2.5"])
}

@Test func whatIsNoCellIsPassedOver() throws {
  let sheet = """
    <worksheet xmlns="\(TestWorkbook.main)"><sheetPr/><dimension ref="A1:XFD1048576"/><cols><col min="1" max="10000000"/></cols>\
    <sheetData><row r="1" spans="1:10000000"><c r="A1"><v>1</v><extLst><ext><v>9</v></ext></extLst></c></row></sheetData>\
    <mergeCells><mergeCell ref="A1:B2"/></mergeCells><row r="2"><c r="A2"><v>5</v></c></row></worksheet>
    """
  var book = TestWorkbook("")
  book.changes["xl/worksheets/sheet1.xml"] = Array(sheet.utf8)
  #expect(try readTexts(book.bytes) == ["A1 1"])
}

// MARK: what is wrong

private let badRows: [(String, String)] = [
  ("<row r=\"0\"/>", "a row is numbered “0”"), ("<row r=\"x\"/>", "a row is numbered “x”"),
  ("<row r=\"2\"/><row r=\"2\"/>", "row 2 comes behind row 2"),
  ("<row r=\"1048577\"/>", "a sheet has no more than 1048576 rows"),
  ("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>", "a cell of the row is named “A2”"),
  ("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "the cell stands behind one to its right"),
  ("<row r=\"1\"><c r=\"B1\"/><c r=\"B1\"/></row>", "the cell stands behind one to its right"),
  ("<row r=\"1\"><c r=\"XFE1\"/></row>", "a row has no more than 16384 cells"),
]

@Test(arguments: badRows)
func damagedSheetsAreRefused(rows: String, what: String) throws {
  do {
    _ = try readCells(TestWorkbook(rows, strings: ["<t>a</t>"]).bytes)
    Issue.record("nothing was said of \(rows)")
  } catch {
    guard case .damaged(let place, let found) = error else { throw error }
    #expect(found == what)
    #expect(place.description.hasPrefix("a.xlsx:数据!"))
  }
}

private func changed(_ changes: [String: String?]) -> [UInt8] {
  var book = TestWorkbook("<row><c><v>1</v></c></row>")
  book.changes = changes.mapValues { $0.map { Array($0.utf8) } }
  return book.bytes
}

private let types =
  "<Types xmlns=\"\(TestWorkbook.package)/content-types\"><Default Extension=\"xml\" ContentType=\"%\"/></Types>"

private let badPackages: [([String: String?], String)] = [
  (["[Content_Types].xml": nil], "the workbook has no part “[Content_Types].xml”"),
  (["_rels/.rels": nil], "the workbook has no part “_rels/.rels”"),
  (["xl/workbook.xml": nil], "the workbook has no part “xl/workbook.xml”"),
  (["xl/sharedStrings.xml": nil], "the workbook has no part “xl/sharedStrings.xml”"),
  (["XL/workbook.XML": "<a/>"], "the workbook has two parts “XL/workbook.XML”"),
  (
    ["xl/_rels/workbook.xml.rels": TestWorkbook.relationships(["s1": ("worksheet", "workbook.xml")])],
    "the workbook is damaged. The part begins with <workbook>, not with <worksheet>"
  ),
  (
    ["_rels/.rels": TestWorkbook.relationships(["r1": ("officeDocument", "_rels/.rels")])],
    "this is a document of the type application/vnd.openxmlformats-package.relationships+xml"
  ),
  (
    [
      "[Content_Types].xml": types.replacing(
        "%", with: "application/vnd.ms-excel.sheet.binary.macroEnabled.main")
    ],
    "this is a binary workbook (.xlsb)"
  ),
  (
    [
      "[Content_Types].xml": types.replacing(
        "%", with: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
    ], "this is a Word document"
  ),
  (
    ["mimetype": "x", "content.xml": "<a/>"],
    "this is an OpenDocument file that is neither text nor spreadsheet"
  ),
  (
    ["xl/worksheets/sheet1.xml": "<!DOCTYPE a><worksheet xmlns=\"\(TestWorkbook.main)\"/>"],
    "the XML has a document type"
  ),
]

@Test(arguments: badPackages)
func damagedPackagesAreRefused(changes: [String: String?], message: String) {
  do {
    _ = try readCells(changed(changes))
    Issue.record("nothing was said of \(changes.keys)")
  } catch {
    #expect("\(error.diagnostic)".contains(message), "\(error.diagnostic)")
  }
}

@Test func formulasWithoutValuesAreTold() throws {
  let row =
    "<row><c><f>1+1</f></c><c><f>1+1</f><v/></c><c t=\"str\"><f>\"\"</f><v/></c><c><f>1+1</f><v>2</v></c></row>"
  #expect(try readCells(TestWorkbook(row).bytes).map(\.kind) == [.formula, .formula, .text, .number])
  let document = TestWorkbook.xml(
    "<Row><Cell ss:Formula=\"=1+1\"/><Cell ss:Formula=\"=1+1\"><Data ss:Type=\"Number\">2</Data></Cell></Row>"
  )
  #expect(try readCells(document).map(\.kind) == [.formula, .number])
}
