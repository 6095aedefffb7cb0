import Bytes
import TestSupport
import Testing

@testable import Sheets

private func texts(_ table: String, styles: String = "", before: String = "") throws -> [String] {
  try readTexts(TestWorkbook.xml(table, styles: styles, before: before))
}

private func data(_ type: String, _ text: String, _ attributes: String = "") -> String {
  "<Cell\(attributes)><Data ss:Type=\"\(type)\">\(text)</Data></Cell>"
}

private let dates =
  "<Style ss:ID=\"Default\"/><Style ss:ID=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style>"
  + "<Style ss:ID=\"e\" ss:Parent=\"d\"/><Style ss:ID=\"n\"><NumberFormat ss:Format=\"0.00\"/></Style>"

@Test func cellsOfEveryTypeOfADocumentAreRead() throws {
  let row =
    data("String", "甲&amp;乙&#10;丙") + data("Number", "18.8710") + data("Number", "3.3E+17")
    + data("Boolean", "1") + data("Error", "#N/A")
    + data("DateTime", "2016-12-14T00:00:00.000", " ss:StyleID=\"d\"")
    + data("DateTime", "1992-03-04T08:34:33.555") + data("DateTime", "1899-12-31T08:30:00.000") + "<Cell/>"
    + data("Number", "45322", " ss:StyleID=\"d\"") + data("Number", "2", " ss:StyleID=\"n\"")
  #expect(
    try readCells(TestWorkbook.xml("<Row>\(row)</Row>", styles: dates)) == [
      ReadCell("数据!A1", .text, "甲&乙\n丙"), ReadCell("数据!B1", .number, "18.8710"),
      ReadCell("数据!C1", .number, "330000000000000000"), ReadCell("数据!D1", .boolean, "TRUE"),
      ReadCell("数据!E1", .error, "#N/A"), ReadCell("数据!F1", .date, "2016-12-14"),
      ReadCell("数据!G1", .date, "1992-03-04 08:34:33.555"), ReadCell("数据!H1", .date, "08:30:00"),
      ReadCell("数据!J1", .date, "2024-01-31"), ReadCell("数据!K1", .number, "2.00"),
    ])
}

@Test func indexesAndMergesMoveTheCellsBehind() throws {
  let rows =
    "<Row ss:Index=\"3\">" + data("Number", "1", " ss:MergeAcross=\"2\" ss:MergeDown=\"1\"")
    + data("Number", "2")
    + data("Number", "3", " ss:Index=\"9\"") + data("Number", "4") + "</Row><Row ss:Span=\"2\"/><Row>"
    + data("Number", "5")
    + "</Row><Row>" + data("Number", "6") + "</Row>"
  #expect(try texts(rows) == ["A3 1", "D3 2", "I3 3", "J3 4", "A7 5", "A8 6"])
}

/// LibreOffice writes no ss:Index behind a cell that covers the row from above; our own files do.
@Test(arguments: ["", " ss:Index=\"3\""])
func cellsStandBesideThoseThatCoverTheirRow(index: String) throws {
  let rows =
    "<Row>" + data("String", "a", " ss:MergeDown=\"1\"") + data("String", "b", " ss:MergeDown=\"1\"")
    + data("String", "c", " ss:MergeAcross=\"1\"") + "</Row><Row>" + data("Number", "1", index)
    + data("Number", "2")
    + "</Row><Row>" + data("Number", "3") + "</Row>"
  #expect(try texts(rows) == ["A1 a", "B1 b", "C1 c", "C2 1", "D2 2", "A3 3"])
}

/// And then its other indexes do not count covered cells either.
@Test func indexesMayLeaveOutCoveredCells() throws {
  let rows =
    "<Row>" + data("String", "a", " ss:MergeDown=\"1\"") + data("String", "b") + "</Row><Row>"
    + data("Number", "1")
    + data("Number", "2", " ss:Index=\"4\"") + "</Row>"
  #expect(try texts(rows) == ["A1 a", "B1 b", "B2 1", "E2 2"])
}

@Test func formatsComeFromRowsColumnsAndParents() throws {
  let rows =
    "<Column/><Column ss:StyleID=\"e\" ss:Span=\"1\"/><Row>" + data("Number", "1") + data("Number", "2")
    + data("Number", "3", " ss:StyleID=\"Default\"") + "</Row><Row ss:StyleID=\"n\">" + data("Number", "1")
    + data("Number", "2") + data("Number", "3", " ss:StyleID=\"e\"") + "</Row>"
  #expect(
    try texts(rows, styles: dates) == [
      "A1 1", "B1 1900-01-02", "C1 3", "A2 1.00", "B2 2.00", "C2 1900-01-03",
    ])
}

@Test func richTextIsReadAndCommentsAreNot() throws {
  let rows = """
    <Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>县</B><Font html:Color="#FF0000"> 政府</Font></ss:Data>\
    <Comment ss:Author="x"><ss:Data xmlns="http://www.w3.org/TR/REC-html40">旁注</ss:Data></Comment><NamedCell ss:Name="a"/></Cell></Row>
    """
  #expect(try texts(rows) == ["A1 县 政府"])
}

@Test func referencesToControlCharactersAreTaken() throws {
  #expect(
    try texts("<Row>\(data("String", "a&#1;b&#x0;c&#xFFFF;d&#xD800;"))</Row>") == [
      "A1 a\u{1}b\u{FFFD}c\u{FFFD}d\u{FFFD}"
    ])
}

@Test func aTableMayBeginElsewhere() throws {
  let document = String(
    decoding: TestWorkbook.xml("<Row><Cell ss:Index=\"2\"><Data ss:Type=\"Number\">1</Data></Cell></Row>"),
    as: UTF8.self)
  let moved = document.replacing("<Table>", with: "<Table ss:TopCell=\"4\" ss:LeftCell=\"3\">")
  #expect(try readTexts(Array(moved.utf8)) == ["D4 1"])
}

@Test func datesOfADocumentCountFromWhatItSays() throws {
  let settings = "<ExcelWorkbook xmlns=\"urn:schemas-microsoft-com:office:excel\"><Date1904/></ExcelWorkbook>"
  #expect(
    try texts("<Row>\(data("Number", "0", " ss:StyleID=\"d\""))</Row>", styles: dates, before: settings)
      == ["A1 1904-01-01"])
}

private let plain = "<Row><Cell><Data ss:Type=\"String\">乡镇😀</Data></Cell></Row>"

@Test func marksEncodingsAndBlankLinesInFrontAreRead() throws {
  let document = String(decoding: TestWorkbook.xml(plain), as: UTF8.self)
  let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  for bytes in [
    mark + document.utf8, mark + mark + document.utf8, Array("\r\n\n  \(document)".utf8),
    wide(document, isLittle: true),
    wide(document, isLittle: false), Array(wide(document, isLittle: true).dropFirst(2)),
  ] {
    #expect(try readTexts(bytes) == ["A1 乡镇😀"])
  }
  let declared = document.replacing("version=\"1.0\"", with: "version=\"1.0\" encoding='GB2312'").replacing(
    "乡镇😀", with: "#")
  let parts = declared.split(separator: "#", omittingEmptySubsequences: false)
  #expect(try readTexts(Array(parts[0].utf8) + [0xCF, 0xE7, 0xD5, 0xF2] + Array(parts[1].utf8)) == ["A1 乡镇"])
}

@Test func sheetsOfADocumentComeInTheirOrder() throws {
  let document = String(decoding: TestWorkbook.xml(plain), as: UTF8.self)
  let two = document.replacing(
    "</Workbook>", with: "<Worksheet ss:Name=\"b\"><Table>\(plain)</Table></Worksheet></Workbook>")
  #expect(try readCells(Array(two.utf8)).map(\.place) == ["数据!A1", "b!A1"])
  var book = try WorkbookReader(ByteReader(bytes: Array(two.utf8), name: "a"))
  // The rows of the first one are passed over.
  #expect(try book.nextSheet()?.name == "数据")
  #expect(try book.nextSheet()?.name == "b")
  #expect(try book.nextRow())
  #expect(try book.nextRow() == false)
  #expect(try book.nextSheet() == nil)
}

private let badTables: [(String, String)] = [
  ("<Row ss:Index=\"0\"/>", "row 0 comes behind row 0"),
  ("<Row/><Row ss:Index=\"1\"/>", "row 1 comes behind row 1"),
  ("<Row ss:Index=\"1048577\"/>", "ss:Index is 1048577, more than 1048576"),
  ("<Row ss:Index=\"x\"/>", "ss:Index is “x”"),
  (
    "<Row><Cell ss:Index=\"2\"/><Cell ss:Index=\"2\"/></Row>",
    "a cell stands behind one to its right, or where a merged one reaches"
  ),
  ("<Row><Cell ss:Index=\"16384\"/><Cell/></Row>", "a row has no more than 16384 cells"),
  ("<Row><Cell ss:MergeAcross=\"16384\"/></Row>", "a row has no more than 16384 cells"),
  ("<Column ss:Span=\"16384\"/>", "a column stands behind one to its right, or is none that a sheet has"),
]

@Test(arguments: badTables)
func damagedDocumentsAreRefused(table: String, what: String) throws {
  do {
    _ = try readCells(TestWorkbook.xml(table))
    Issue.record("nothing was said of \(table)")
  } catch {
    guard case .damaged(_, let found) = error else { throw error }
    #expect(found == what)
  }
}

// MARK: other files

private let otherFiles: [([UInt8], String)] = [
  ([], "the file is empty"), (Array(" \n".utf8), "the file is empty"),
  (TestCompoundFile([("Book", [1])]).bytes, "the workbook is damaged"),
  (TestCompoundFile([("EncryptedPackage", [1])]).bytes, "this is a workbook with a password"),
  (TestCompoundFile([("WordDocument", [1])]).bytes, "this is no workbook that is known"),
  (
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600),
    "the file is damaged"
  ),
  ([0x09, 0x08, 0x10, 0x00], "this is an old workbook (.xls)"), (Array("%PDF-1.4".utf8), "this is a PDF"),
  (Array("<!DOCTYPE html><html>".utf8), "this is a web page"),
  (Array("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">".utf8), "this is a web page"),
  (Array("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>".utf8), "this is a web page"),
  (Array("agency,year\n甲,2023\n".utf8), "this is text, perhaps CSV"),
  (Array("<?xml version=\"1.0\"?><a/>".utf8), "this is XML, but no workbook: it begins with <a>"),
  (Array("<?xml version=\"1.0\" encoding=\"EUC-KR\"?><a/>".utf8), "this is XML in the encoding euc-kr"),
  (TestArchive([TestArchive.Entry("a.txt", [1])]).bytes, "this is a ZIP archive without a workbook"),
  ([0x1F, 0x8B, 8], "this is compressed by gzip"), ([1, 2, 0, 3], "this is no workbook that is known"),
]

@Test(arguments: otherFiles)
func otherFilesAreRefusedByWhatTheyAre(bytes: [UInt8], what: String) {
  do {
    _ = try readCells(bytes)
    Issue.record("nothing was said of \(what)")
  } catch {
    #expect("\(error.diagnostic)".contains(what), "\(error.diagnostic)")
  }
}
