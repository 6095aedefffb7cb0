import Bytes
import TestSupport
import Testing

@testable import Readers

private typealias Doc = TestDocument

/// The pieces of a document: paragraphs as they are, rows as `table.row: cell|cell`.
private func pieces(_ docx: [UInt8]) throws -> [String] {
  let report = try DocxReader.read(docx, source: "t.docx")
  #expect(report.notes.isEmpty)
  var lines: [String] = []
  var row = ""
  for piece in report.pieces {
    let text = String(decoding: report.text[piece.range], as: UTF8.self)
    let number = piece.kind == .cell ? "\(piece.table).\(piece.row): " : ""
    if piece.kind == .cell, number == row, piece.cell > 1 {
      lines[lines.count - 1] += "|" + text
    } else {
      lines.append(number + text)
    }
    row = number
    #expect(piece.line == 0)
  }
  return lines
}

private func pieces(body: String) throws -> [String] { try pieces(Doc.docx(body)) }

/// A run in a paragraph.
private func runs(_ inner: String) -> String { "<w:p>\(inner)</w:p>" }
private let one = "<w:r><w:t>1</w:t></w:r>"
private let two = "<w:r><w:t>2</w:t></w:r>"

/// Properties that say nothing, over and over, and then some that do.
@Test func propertiesThatSaySomethingAreReadBehindThoseThatSayNothing() throws {
  let plain = "<w:rPr><w:rFonts w:ascii='Song'/><w:sz w:val='21'/></w:rPr>"
  let hidden = "<w:rPr><w:rFonts w:ascii='Song'/><w:sz w:val='21'/><w:vanish/></w:rPr>"
  func run(_ properties: String, _ text: String) -> String { "<w:r>\(properties)<w:t>\(text)</w:t></w:r>" }
  let row = [
    "<w:tcPr><w:tcW w:w='1757' w:type='dxa'/></w:tcPr>", "<w:tcPr><w:tcW w:w='1757' w:type='dxa'/></w:tcPr>",
  ]
  let merged = "<w:tcPr><w:tcW w:w='1757' w:type='dxa'/><w:vMerge/></w:tcPr>"
  let begun = "<w:tcPr><w:tcW w:w='1757' w:type='dxa'/><w:vMerge w:val='restart'/></w:tcPr>"
  func cell(_ properties: String, _ inner: String) -> String {
    "<w:tc>\(properties)<w:p><w:pPr><w:jc w:val='left'/></w:pPr>\(inner)</w:p></w:tc>"
  }
  let first = "<w:tr>" + cell(row[0], run(plain, "甲")) + cell(row[1], run(plain, "1")) + "</w:tr>"
  let above = "<w:tr>" + cell(begun, run(plain, "甲")) + cell(row[1], run(plain, "1")) + "</w:tr>"
  let second =
    "<w:tr>" + cell(merged, run(plain, "乙")) + cell(row[1], run(hidden, "2") + run(plain, "3")) + "</w:tr>"
  #expect(
    try pieces(body: "<w:tbl>\(first)\(above)\(second)\(first)</w:tbl>") == [
      "1.1: 甲|1", "1.2: 甲|1", "1.3: |3", "1.4: 甲|1",
    ])
}

private let texts: [(String, [String])] = [
  (Doc.paragraph("一、总体情况") + Doc.paragraph("") + Doc.paragraph(" 二 "), ["一、总体情况", "二"]),
  // Line breaks are lines of their own outside tables.
  (runs("<w:r><w:t>某某局</w:t><w:br/><w:t>年度报告</w:t><w:cr/></w:r>"), ["某某局", "年度报告"]),
  (
    runs("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t><w:noBreakHyphen/><w:t>3</w:t><w:softHyphen/></w:r>"),
    ["1 2-3"]
  ),
  // A stop in the properties is no tab.
  ("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>\(one)</w:p>", ["1"]),
  (runs("\(one)<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"), ["1\u{F0FC}"]),
  (runs("<w:r><w:t>一\n二&#x2028;三</w:t></w:r>"), ["一 二   三"]),
  (
    runs("<w:hyperlink>\(one)</w:hyperlink><w:smartTag><w:fldSimple>\(two)</w:fldSimple></w:smartTag>"),
    ["12"]
  ),
  (runs("\(one)<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), ["1x"]),
  (runs("\(one)<w:ruby><w:rt>\(two)</w:rt><w:rubyBase>\(two)</w:rubyBase></w:ruby>"), ["12"]),
  ("<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>\(runs(one))</w:sdtContent></w:sdt>", ["1"]),
  (runs("<w:sdt><w:sdtContent>\(one)</w:sdtContent></w:sdt>\(two)"), ["12"]),
  // Tracked changes: what stays when all are accepted.
  (
    runs(
      "\(one)<w:ins>\(two)</w:ins><w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:moveFrom>\(one)</w:moveFrom>"
    ), ["12"]
  ),
  (runs("<w:moveTo>\(one)</w:moveTo>\(two)"), ["12"]),
  ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>\(one)</w:p>" + runs(two) + runs(one), ["12", "1"]),
  ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>\(one)</w:p>", ["1"]),
  // Hidden text; the mark of a paragraph alone hides nothing.
  (runs("\(one)<w:r><w:rPr><w:vanish/></w:rPr><w:t>3</w:t></w:r>\(two)"), ["12"]),
  (runs("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>1</w:t></w:r>"), ["1"]),
  ("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>\(one)</w:p>", ["1"]),
  // A field shows its result.
  (
    runs(
      "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\(two)<w:r><w:fldChar "
        + "w:fldCharType='separate'/></w:r>\(one)<w:r><w:fldChar w:fldCharType='end'/></w:r>\(two)"), ["12"]
  ),
  // One that never ends does not swallow the rest.
  (runs("\(one)<w:r><w:fldChar w:fldCharType='begin'/></w:r>") + runs(two), ["1", "2"]),
  // Text boxes, once.
  (
    runs(
      "\(one)<w:r><mc:AlternateContent><mc:Choice><v:x><w:txbxContent>\(runs(two))</w:txbxContent></v:x></mc:Choice>"
        + "<mc:Fallback><w:pict><w:txbxContent>\(runs(two))</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>\(one)"
    ),
    ["2", "11"]
  ),
  (runs("<w:r><mc:AlternateContent><mc:Fallback>\(one)</mc:Fallback></mc:AlternateContent></w:r>"), ["1"]),
  // Elements of other names are of no matter.
  (runs("\(one)<v:t>3</v:t><w:footnoteReference w:id='2'/>"), ["1"]),
]

@Test(arguments: texts)
func textIsWhatWordShows(body: String, expected: [String]) throws {
  #expect(try pieces(body: body) == expected)
}

private let tables: [(String, [String])] = [
  (
    Doc.table(
      Doc.row(Doc.cell("规章", "<w:gridSpan w:val='2'/>"), Doc.cell("1")),
      Doc.row(Doc.cell("a"), Doc.cell(""), Doc.cell("0"))),
    ["1.1: 规章|1", "1.2: a||0"]
  ),
  // A merge downwards leaves a blank cell, whatever text is hidden in it.
  (
    Doc.table(
      Doc.row(Doc.cell("a", "<w:vMerge w:val='restart'/>"), Doc.cell("1")),
      Doc.row(Doc.cell("x", "<w:vMerge/>"), Doc.cell("2")),
      Doc.row(Doc.cell("", "<w:vMerge w:val='continue'/>"), Doc.cell("3"))),
    ["1.1: a|1", "1.2: |2", "1.3: |3"]
  ),
  // A merge across in the old way is one cell.
  (
    Doc.table(
      Doc.row(Doc.cell("a", "<w:hMerge w:val='restart'/>"), Doc.cell("b", "<w:hMerge/>"), Doc.cell("1")),
      Doc.row(Doc.cell("c"), Doc.cell("2"))),
    ["1.1: a b|1", "1.2: c|2"]
  ),
  // Lines and paragraphs of a cell are joined.
  (
    Doc.table(
      "<w:tr><w:tc>\(Doc.paragraph("商业"))\(Doc.paragraph("企业"))</w:tc><w:tc>\(runs("\(one)<w:r><w:br/></w:r>\(two)"))</w:tc></w:tr>"
    ),
    ["1.1: 商业企业|1 2"]
  ),
  // A gap in the grid is as many blank cells as the row above has there; one of a hair's breadth is none.
  (
    Doc.table(
      Doc.row(Doc.cell("a"), Doc.cell("b", "<w:gridSpan w:val='2'/>"), Doc.cell("1"), Doc.cell("2")),
      Doc.row(Doc.cell("3"), properties: "<w:gridBefore w:val='3'/><w:gridAfter w:val='1'/>")),
    ["1.1: a|b|1|2", "1.2: ||3|"]
  ),
  (
    Doc.table(
      Doc.row(Doc.cell("a", "<w:gridSpan w:val='2'/>"), Doc.cell("1")),
      Doc.row(Doc.cell("b"), Doc.cell("2"), properties: "<w:gridBefore w:val='1'/><w:wBefore w:w='10'/>"),
      Doc.row(Doc.cell("c", "<w:gridSpan w:val='2'/>"), Doc.cell("3"), properties: "<w:gridAfter w:val='1'/>")
    ),
    ["1.1: a|1", "1.2: b|2", "1.3: c|3"]
  ),
  (
    Doc.table(
      Doc.row(Doc.cell("a"), Doc.cell("1"), properties: "<w:gridBefore w:val='1'/><w:wBefore w:w='10'/>"),
      Doc.row(Doc.cell("b"), Doc.cell("2"), properties: "<w:gridAfter w:val='1'/><w:wAfter w:w='10'/>")),
    ["1.1: a|1", "1.2: b|2"]
  ),
  (
    Doc.table(
      Doc.row(Doc.cell("A"), properties: "<w:gridBefore w:val='1'/><w:wBefore w:w='2000'/>"),
      Doc.row(Doc.cell("b"), Doc.cell("2"))),
    ["1.1: |A", "1.2: b|2"]
  ),
  // Rows and cells that are deleted or hidden.
  (
    Doc.table(
      Doc.row(Doc.cell("a"), Doc.cell("x", "<w:cellDel/>"), Doc.cell("1")),
      Doc.row(Doc.cell("b"), Doc.cell("2"), properties: "<w:del/>"),
      Doc.row(Doc.cell("c"), Doc.cell("3"), properties: "<w:ins/>"),
      Doc.row(Doc.cell("d"), properties: "<w:hidden/>")),
    ["1.1: a|1", "1.2: c|3"]
  ),
  // Content controls around rows and cells.
  (
    Doc.table(
      "<w:sdt><w:sdtContent>\(Doc.row(Doc.cell("a"), "<w:sdt><w:sdtContent>\(Doc.cell("1"))</w:sdtContent></w:sdt>"))</w:sdtContent></w:sdt>"
    ),
    ["1.1: a|1"]
  ),
  // A table around a table is layout; a box of one cell in a cell is its text.
  (
    Doc.table(
      Doc.row(
        "<w:tc>\(Doc.paragraph("题"))\(Doc.table(Doc.row(Doc.cell("a"), Doc.cell("1")), Doc.row(Doc.cell("b"), Doc.cell("2"))))\(Doc.paragraph("尾"))</w:tc>",
        Doc.cell("边"))),
    ["题", "1.1: a|1", "1.2: b|2", "尾", "边"]
  ),
  (
    Doc.table(
      Doc.row(
        Doc.cell("a"),
        "<w:tc>\(Doc.table(Doc.row(Doc.cell("商业")), Doc.row(Doc.cell("企业"))))\(runs(one))</w:tc>")),
    ["1.1: a|商业企业 1"]
  ),
  // A table of one column is a list.
  (Doc.table(Doc.row(Doc.cell("a")), Doc.row(Doc.cell(""))), ["a"]),
  // Two tables, and a text box with a table.
  (
    Doc.table(Doc.row(Doc.cell("a"), Doc.cell("1"))) + Doc.table(Doc.row(Doc.cell("b"), Doc.cell("2"))),
    ["1.1: a|1", "2.1: b|2"]
  ),
  (
    runs(
      "\(one)<w:r><w:txbxContent>\(Doc.table(Doc.row(Doc.cell("a"), Doc.cell("1"))))</w:txbxContent></w:r>\(two)"
    ),
    ["1.1: a|1", "12"]
  ),
]

@Test(arguments: tables)
func tablesAreRowsOfCells(body: String, expected: [String]) throws {
  #expect(try pieces(body: body) == expected)
}

@Test func theMainPartIsFoundByItsRelationship() throws {
  let main = TestArchive.Entry("doc/Main.xml", Doc.main(Doc.paragraph("1")), isDeflated: true)
  let other = TestArchive.Entry("word/document.xml", Doc.main(Doc.paragraph("2")))
  for target in ["doc/main.xml", "/doc/Main.xml"] {
    let rels = TestArchive.Entry("_rels/.rels", Doc.relationships(to: target))
    #expect(try pieces(TestArchive([rels, other, main]).bytes) == ["1"])
  }
  // Without relationships the content types tell, else the usual name.
  let types = TestArchive.Entry(
    "[Content_Types].xml",
    Array(
      "<Types><Override PartName='/doc/Main.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
        .utf8))
  #expect(try pieces(TestArchive([types, other, main]).bytes) == ["1"])
  #expect(try pieces(TestArchive([other, main]).bytes) == ["2"])
}

@Test func strictDocumentsAndOtherPrefixesAreRead() throws {
  let strict = Doc.main(Doc.paragraph("1"), namespace: "http://purl.oclc.org/ooxml/wordprocessingml/main")
  let rels = Doc.relationships(to: "a.xml", type: "http://purl.oclc.org/ooxml/officeDocument")
  #expect(try pieces(TestArchive([.init("_rels/.rels", rels), .init("a.xml", strict)]).bytes) == ["1"])
  let plain = Doc.main("<p><r><t>1</t></r></p>", prefix: "")
  #expect(try pieces(Doc.docx(main: plain)) == ["1"])
  let long = Doc.main("<word:p><word:r><word:t>1</word:t></word:r></word:p>", prefix: "word")
  #expect(try pieces(Doc.docx(main: long)) == ["1"])
}

private let refused: [([TestArchive.Entry], ReportError)] = [
  ([.init("a.txt", [])], .otherDocument(name: "t.docx", kind: "a ZIP archive without a document")),
  (
    [
      .init("_rels/.rels", Doc.relationships(to: "xl/workbook.xml")),
      .init("xl/workbook.xml", Array("<workbook/>".utf8)),
    ],
    .otherDocument(name: "t.docx", kind: "a workbook")
  ),
  (
    [.init("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)), .init("content.xml", [])],
    .otherDocument(name: "t.docx", kind: "an OpenDocument file")
  ),
  ([.init("word/document.xml", Doc.main("<w:p/>"))], .noText(name: "t.docx")),
  (
    [.init("word/document.xml", Array("<!DOCTYPE a [<!ENTITY b 'b'>]><a/>".utf8))],
    .xml(.doctype(Location("t.docx/word/document.xml", line: 1)))
  ),
]

@Test(arguments: refused)
func whatIsNoWordDocumentIsRefused(entries: [TestArchive.Entry], expected: ReportError) {
  #expect(throws: expected) { try pieces(TestArchive(entries).bytes) }
}

private let sample = Doc.main(
  Doc.paragraph("某县水利局2023年政府信息公开工作年度报告") + Doc.paragraph("一、总体情况")
    + Doc.table(
      Doc.row(
        Doc.cell("规章", "<w:gridSpan w:val='2'/>"), Doc.cell("1"), properties: "<w:gridAfter w:val='1'/>"),
      Doc.row(Doc.cell("a", "<w:vMerge/>"), Doc.cell("2"))))

@Test(arguments: [false, true])
func aTruncatedDocumentIsNeverRead(isDeflated: Bool) {
  let docx = Doc.docx(main: sample, isDeflated: isDeflated)
  for length in 0..<docx.count {
    #expect(throws: ReportError.self, "\(length)") { try pieces(Array(docx[..<length])) }
  }
}

@Test func damagedDocumentsNeverTrapAndAreNeverEmpty() {
  var generator = SeededGenerator(seed: 1)
  let docx = Doc.docx(main: sample, isDeflated: true)
  for number in 0..<2_000 {
    // In the archive, whose checksums tell; and in the XML alone.
    var damaged = number % 2 == 0 ? docx : sample
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(
        in: 0...255, using: &generator)
    }
    if let found = try? pieces(number % 2 == 0 ? damaged : Doc.docx(main: damaged)) {
      #expect(!found.isEmpty)
    }
  }
}

@Test func hostileDocumentsMeetALimit() {
  let deep = String(repeating: "<w:p>", count: 100_000)
  #expect(throws: ReportError.xml(.tooDeep(Location("t.docx/word/document.xml", line: 2)))) {
    try pieces(body: deep)
  }
  // Tables in tables.
  let outer = String(repeating: "<w:tbl><w:tr><w:tc>", count: 1000) + Doc.cell("1")
  #expect(throws: ReportError.xml(.tooDeep(Location("t.docx/word/document.xml", line: 2)))) {
    try pieces(body: outer + String(repeating: "</w:tc></w:tr></w:tbl>", count: 1000))
  }
  let cells = "<w:tbl><w:tr>" + String(repeating: "<w:tc/>", count: WordTables.itemLimit + 10)
  let rows = "<w:tbl>" + String(repeating: "<w:tr/>", count: WordTables.itemLimit + 10)
  for body in [cells, rows] {
    #expect(throws: ReportError.tooManyCells(name: "t.docx", limit: 1 << 18)) { try pieces(body: body) }
  }
}

/// A cell with a picture, an object or a list to choose from is no blank one, unless it has text; elsewhere they are nothing.
@Test(arguments: [
  "<w:r><w:drawing><x/></w:drawing></w:r>", "<w:r><w:pict/></w:r>", "<w:r><w:object/></w:r>",
  "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/></w:ddList></w:ffData></w:fldChar></w:r>"
    + "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
])
func aCellThatShowsWhatIsNoTextIsNoBlankOne(object: String) throws {
  func table(_ inner: String) -> String {
    Doc.table(
      "<w:tr>\(Doc.cell("甲"))<w:tc><w:p>\(inner)</w:p></w:tc>\(Doc.cell("3"))</w:tr>",
      Doc.row(Doc.cell("乙"), Doc.cell("1")))
  }
  #expect(try pieces(body: table(object)) == ["1.1: 甲|\u{FFFC}|3", "1.2: 乙|1"])
  #expect(try pieces(body: table(object + one)) == ["1.1: 甲|1|3", "1.2: 乙|1"])
  #expect(try pieces(body: table(one + object)) == ["1.1: 甲|1|3", "1.2: 乙|1"])
  // In a table that is but text of the cell.
  func inner(_ run: String) -> String {
    "</w:p>\(Doc.table("<w:tr><w:tc><w:p>\(run)</w:p></w:tc></w:tr>"))<w:p>"
  }
  #expect(try pieces(body: table(inner(object))) == ["1.1: 甲|\u{FFFC}|3", "1.2: 乙|1"])
  #expect(try pieces(body: table(inner(object + one))) == ["1.1: 甲|1|3", "1.2: 乙|1"])
  #expect(try pieces(body: "<w:p>\(object)</w:p>" + table(one)) == ["1.1: 甲|1|3", "1.2: 乙|1"])
  let hidden = object.replacing("<w:r>", with: "<w:r><w:rPr><w:vanish/></w:rPr>")
  #expect(try pieces(body: table(hidden)) == ["1.1: 甲||3", "1.2: 乙|1"])
}
