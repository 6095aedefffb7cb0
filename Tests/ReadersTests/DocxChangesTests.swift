import Bytes
import TestSupport
import Testing

@testable import Readers

private typealias Doc = TestDocument

/// The rows of a document's tables, their cells parted by `|`, and what is told.
private func rows(_ docx: [UInt8]) throws -> (rows: [String], warnings: [Diagnostic]) {
  let report = try DocxReader.read(docx, source: "t.docx")
  var rows: [String] = []
  for piece in report.pieces {
    let text = String(decoding: report.text[piece.range], as: UTF8.self)
    if piece.cell > 1 { rows[rows.count - 1] += "|" + text } else { rows.append(text) }
  }
  return (rows, report.notes)
}

private func rows(_ body: String) throws -> [String] { try rows(Doc.docx(body)).rows }

/// What tracked changes replaced is kept beside what holds now.
@Test(arguments: [
  "<w:tcPrChange w:id='1'><w:tcPr><w:vMerge/></w:tcPr></w:tcPrChange>",
  "<w:tcPrChange w:id='1'><w:tcPr><w:hMerge/><w:gridSpan w:val='3'/></w:tcPr></w:tcPrChange>",
  "<w:tcPrChange w:id='1'><w:tcPr><w:cellDel w:id='2'/></w:tcPr></w:tcPrChange>",
  "<w:cellMerge w:id='1' w:vMerge='rest' w:vMergeOrig='cont'/>", "<w:cellIns w:id='1'/>",
])
func oldPropertiesOfCellsDoNotHold(properties: String) throws {
  let first = Doc.row(
    Doc.cell("a", "<w:vMerge w:val='restart'/>"), Doc.cell("1", "<w:vMerge w:val='restart'/>"))
  let second = Doc.row(Doc.cell("b"), Doc.cell("3", properties))
  #expect(try rows(Doc.table(first, second)) == ["a|1", "b|3"])
}

@Test(arguments: [
  "<w:trPrChange w:id='1'><w:trPr><w:hidden/></w:trPr></w:trPrChange>",
  "<w:trPrChange w:id='1'><w:trPr><w:gridBefore w:val='1'/><w:del w:id='2'/></w:trPr></w:trPrChange>",
  "<w:ins w:id='1'/>",
])
func oldPropertiesOfRowsDoNotHold(properties: String) throws {
  #expect(try rows(Doc.table(Doc.row(Doc.cell("a"), Doc.cell("3"), properties: properties))) == ["a|3"])
  let exception =
    "<w:tr><w:tblPrEx><w:tblPrExChange><w:tblPrEx><w:hidden/></w:tblPrEx></w:tblPrExChange></w:tblPrEx>"
  #expect(try rows("<w:tbl>\(exception)\(Doc.cell("a"))\(Doc.cell("3"))</w:tr></w:tbl>") == ["a|3"])
}

@Test func oldPropertiesOfParagraphsDoNotHold() throws {
  let change = "<w:pPr><w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr><w:tabs/></w:pPr></w:pPrChange></w:pPr>"
  let body = "<w:p>\(change)<w:r><w:t>1</w:t></w:r></w:p>" + Doc.paragraph("2")
  #expect(try rows(body) == ["1", "2"])
  let moved = "<w:pPr><w:rPr><w:moveFrom w:id='1'/></w:rPr></w:pPr>"
  #expect(try rows("<w:p>\(moved)<w:r><w:t>1</w:t></w:r></w:p>" + Doc.paragraph("2")) == ["12"])
}

private let merged = "<w:vMerge/>"
private let begun = "<w:vMerge w:val='restart'/>"

@Test(arguments: [
  // No merge begins above.
  (Doc.table(Doc.row(Doc.cell("a"), Doc.cell("14", merged))), ["a|14"]),
  (
    Doc.table(Doc.row(Doc.cell("a"), Doc.cell("2")), Doc.row(Doc.cell("b"), Doc.cell("14", merged))),
    ["a|2", "b|14"]
  ),
  // It begins in another column, or in other columns.
  (
    Doc.table(Doc.row(Doc.cell("a", begun), Doc.cell("2")), Doc.row(Doc.cell("b"), Doc.cell("14", merged))),
    ["a|2", "b|14"]
  ),
  (
    Doc.table(
      Doc.row(Doc.cell("a", begun + "<w:gridSpan w:val='2'/>"), Doc.cell("2")),
      Doc.row(Doc.cell("b", merged), Doc.cell("14"), Doc.cell("3"))),
    ["a|2", "b|14|3"]
  ),
  // Its row is deleted, or of another table, or ended above.
  (
    Doc.table(
      Doc.row(Doc.cell("a", begun), Doc.cell("2"), properties: "<w:del w:id='1'/>"),
      Doc.row(Doc.cell("b", merged), Doc.cell("14"))),
    ["b|14"]
  ),
  (
    Doc.table(Doc.row(Doc.cell("a", begun), Doc.cell("2"))) + Doc.paragraph("")
      + Doc.table(Doc.row(Doc.cell("b", merged), Doc.cell("14"))),
    ["a|2", "b|14"]
  ),
  (
    Doc.table(
      Doc.row(Doc.cell("a", begun), Doc.cell("2")), Doc.row(Doc.cell("b"), Doc.cell("3")),
      Doc.row(Doc.cell("c", merged), Doc.cell("14"))),
    ["a|2", "b|3", "c|14"]
  ),
  // One that goes on over a deleted row, and one whose properties come in another order.
  (
    Doc.table(
      Doc.row(Doc.cell("a", begun + "<w:gridSpan w:val='2'/>"), Doc.cell("2")),
      Doc.row(Doc.cell("b", "<w:gridSpan w:val='2'/>"), Doc.cell("3"), properties: "<w:del/>"),
      Doc.row(Doc.cell("c", merged + "<w:gridSpan w:val='2'/>"), Doc.cell("14"))),
    ["a|2", "|14"]
  ),
  // A cell that stands for itself begins none.
  (
    Doc.table(Doc.row(Doc.cell("a", merged), Doc.cell("2")), Doc.row(Doc.cell("b", merged), Doc.cell("3"))),
    ["a|2", "b|3"]
  ),
  (
    Doc.table(
      Doc.row(Doc.cell("a"), Doc.cell("1", begun)),
      Doc.row(Doc.cell("b"), Doc.cell("7", "<w:cellMerge w:id='1' w:vMerge='cont'/>"))),
    ["a|1", "b|"]
  ),
  // Across.
  (
    Doc.table(Doc.row(Doc.cell("a"), Doc.cell("14", "<w:hMerge/>"), Doc.cell("2", "<w:hMerge/>"))), ["a|14|2"]
  ),
])
func aCellThatNoMergeTakesKeepsItsText(body: String, expected: [String]) throws {
  #expect(try rows(body) == expected)
}

private func alternative(_ choices: String) -> String {
  "<w:p><mc:AlternateContent>\(choices)</mc:AlternateContent></w:p>"
}
private func choice(_ requires: String, _ text: String) -> String {
  "<mc:Choice\(requires.isEmpty ? "" : " Requires='\(requires)'")><w:r><w:t>\(text)</w:t></w:r></mc:Choice>"
}
private let fallback = "<mc:Fallback><w:r><w:t>3</w:t></w:r></mc:Fallback>"
private let wps = "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
private let new = "xmlns:n='urn:example:of-tomorrow'"

@Test(arguments: [
  (choice("v", "1") + fallback, ["1"]), (choice("", "1") + fallback, ["1"]),
  (choice("wps' \(wps) x='", "1") + fallback, ["1"]), (choice("n' \(new) x='", "1") + fallback, ["3"]),
  (choice("v n' \(new) x='", "1") + fallback, ["3"]), (choice("nowhere", "1") + fallback, ["3"]),
  (choice("n' \(new) x='", "1") + choice("v", "2") + choice("v", "4") + fallback, ["2"]),
  (choice("n' \(new) x='", "1") + "<mc:Fallback/>", []), (choice("n' \(new) x='", "1"), []),
])
func theFirstChoiceThatIsUnderstoodCounts(choices: String, expected: [String]) throws {
  #expect(try rows(alternative(choices) + Doc.paragraph("9")) == expected + ["9"])
}

@Test func whatStandsBetweenTwoTextsPartsThem() throws {
  func row(_ between: String) throws -> [String] {
    try rows("<w:p><w:r><w:t>3</w:t>\(between)<w:t>1</w:t></w:r></w:p>")
  }
  for mark in [
    "<w:ptab w:relativeTo='margin' w:alignment='right' w:leader='none'/>", "<w:tab/>",
    "<w:footnoteReference w:id='2'/>",
    "<w:drawing><x/></w:drawing>", "<w:object/>", "<w:pict><v:shape/></w:pict>",
  ] {
    #expect(try row(mark) == ["3 1"], "\(mark)")
  }
  #expect(try row("<w:br/>") == ["3", "1"])
  #expect(try row("<w:cr/>") == ["3", "1"])
  #expect(try row("<w:softHyphen/>") == ["31"])
  #expect(try row("<w:noBreakHyphen/>") == ["3-1"])
  #expect(try rows("<w:p><w:r><w:t>规章</w:t><w:endnoteReference/><w:t>件</w:t></w:r></w:p>") == ["规章件"])
}

@Test func documentsPutIntoADocumentAreTold() throws {
  let chunk = "<w:altChunk r:id='a' xmlns:r='r'/>"
  let found = try rows(Doc.docx(Doc.paragraph("1") + chunk + "<w:subDoc/>" + chunk))
  #expect(found.rows == ["1"])
  #expect(
    found.warnings.map(\.what) == [
      "the document has a file put into it as a whole (w:altChunk), which is not read, 2 times",
      "the document takes in another one (w:subDoc), which is not read",
    ])
  // In a cell too; a deleted one is none.
  let cell = Doc.table(Doc.row(Doc.cell("a"), "<w:tc>\(chunk)<w:p/></w:tc>"))
  #expect(try rows(Doc.docx(cell)).warnings.count == 1)
  #expect(try rows(Doc.docx(Doc.paragraph("1") + "<w:del>\(chunk)</w:del>")).warnings.isEmpty)
}

@Test func aDocumentWithTwoMainPartsIsRefused() {
  let one = TestArchive.Entry("word/document.xml", Doc.main(Doc.paragraph("1")))
  for name in ["word/document.xml", "Word/Document.xml", "word\\document.xml"] {
    let other = TestArchive.Entry(name, Doc.main(Doc.paragraph("2")))
    #expect(throws: ReportError.repeatedPart(name: "t.docx", part: "word/document.xml")) {
      try rows(TestArchive([one, other]).bytes)
    }
  }
}

/// Programs that read from header to header would take another part.
@Test func aPartWithAnotherNameInItsOwnHeaderIsRefused() throws {
  let docx = Doc.docx(Doc.paragraph("1"))
  // The relationship names it first.
  let target = try #require(docx.firstRange(of: Array("word/document.xml".utf8)))
  let rest = docx[target.upperBound...]
  let place = try #require(rest.firstRange(of: Array("word/document.xml".utf8)))
  var renamed = docx
  renamed.replaceSubrange(place, with: Array("word/documenx.xml".utf8))
  #expect(throws: ReportError.self) { try rows(renamed) }
  // Letters of ASCII count without case, in names of parts.
  renamed.replaceSubrange(place, with: Array("Word/document.xml".utf8))
  #expect(try rows(renamed).rows == ["1"])
}

@Test func theMainPartThatNoRelationshipFindsIsTheUsualOne() throws {
  let main = TestArchive.Entry("word/document.xml", Doc.main(Doc.paragraph("1")))
  let lost = TestArchive.Entry("_rels/.rels", Doc.relationships(to: "word/gone.xml"))
  #expect(try rows(TestArchive([lost, main]).bytes).rows == ["1"])
  let dotted = TestArchive.Entry("_rels/.rels", Doc.relationships(to: "./a/../word/document.xml"))
  #expect(try rows(TestArchive([dotted, main]).bytes).rows == ["1"])
}

/// Found by random damage: there was no cell to put it in.
@Test func textInARowOutsideOfItsCellsIsKept() throws {
  let row = "<w:tr>\(Doc.paragraph("a"))\(Doc.cell("1"))\(Doc.cell("2"))</w:tr>"
  #expect(try rows("<w:tbl>\(row)</w:tbl>") == ["a|1|2"])
  #expect(
    try rows("<w:tbl>\(Doc.paragraph("a"))\(Doc.row(Doc.cell("1"), Doc.cell("2")))</w:tbl>") == ["a", "1|2"])
}
