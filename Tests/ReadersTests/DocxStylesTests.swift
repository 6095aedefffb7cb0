import Bytes
import TestSupport
import Testing

@testable import Readers

/// The first cell of a table with that cell and one that holds 9.
private func word(
  _ runs: String, styles: String, defaults: String = "", table: String = "", paragraph: String = ""
)
  throws -> String
{
  let row =
    "<w:tr><w:tc><w:p><w:pPr>\(paragraph)</w:pPr>\(runs)</w:p></w:tc><w:tc>"
    + "<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>9</w:t></w:r></w:p></w:tc></w:tr>"
  let body = "<w:tbl><w:tblPr>\(table)<w:tblW w:w='0'/></w:tblPr>\(row)</w:tbl>"
  let report = try DocxReader.read(
    TestDocument.docx(body, styles: styles, defaults: defaults), source: "t.docx")
  #expect(report.notes.isEmpty)
  return report.pieces.isEmpty ? "" : String(decoding: report.text[report.pieces[0].range], as: UTF8.self)
}

private func run(_ text: String, _ properties: String = "") -> String {
  "<w:r>" + (properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>") + "<w:t>\(text)</w:t></w:r>"
}

private func style(
  _ id: String, _ type: String, _ properties: String, base: String = "", isDefault: Bool = false
)
  -> String
{
  "<w:style w:type='\(type)' w:styleId='\(id)'\(isDefault ? " w:default='1'" : "")><w:name w:val='x'/>"
    + (base.isEmpty ? "" : "<w:basedOn w:val='\(base)'/>") + "<w:rPr>\(properties)</w:rPr></w:style>"
}

private let styles = [
  style("Quiet", "character", "<w:vanish/>"), style("Gone", "character", "<w:strike/>"),
  style("Twice", "character", "<w:dstrike/>"),
  style("Note", "character", "<w:vertAlign w:val='superscript'/>"),
  style("Up", "character", "<w:position w:val='8'/>"),
  style("QuietToo", "character", "<w:b/>", base: "Quiet"),
  style("Loud", "character", "<w:vanish w:val='0'/>", base: "Quiet"),
  style("Loop", "character", "", base: "Loop2"), style("Loop2", "character", "<w:vanish/>", base: "Loop"),
  style("QuietLine", "paragraph", "<w:vanish/>"), style("GoneLine", "paragraph", "", base: "GoneLine0"),
  style("GoneLine0", "paragraph", "<w:strike w:val='true'/>"),
  style("QuietTable", "table", "<w:vanish/>"), style("Web", "character", "<w:webHidden/><w:specVanish/>"),
].joined()

@Test(arguments: [
  ("Quiet", "3"), ("Gone", "3"), ("Twice", "3"), ("QuietToo", "3"), ("Loud", "13"), ("Loop", "3"),
  ("Unknown", "13"), ("QuietLine", "13"), ("Note", "1 3"), ("Up", "1 3"), ("Web", "13"),
])
func stylesOfRunsHideText(id: String, expected: String) throws {
  let marked = run("1", "<w:rStyle w:val='\(id)'/>")
  #expect(try word(marked + run("3"), styles: styles) == expected)
  // Properties of the same bytes, over and over, with some that say nothing in between.
  let plain = run("2", "<w:rStyle w:val='Plain'/>")
  let all = plain + plain + marked + plain + marked
  let shown = ["3": "222", "13": "22121", "1 3": "22 1 2 1"][expected]
  #expect(try word(all, styles: styles) == shown)
}

@Test(arguments: [
  // What a run says itself counts, in either order.
  ("<w:rStyle w:val='Quiet'/><w:vanish w:val='0'/>", "13"),
  ("<w:vanish w:val='false'/><w:rStyle w:val='Quiet'/>", "13"),
  ("<w:rStyle w:val='Gone'/><w:strike w:val='off'/>", "13"),
  ("<w:rStyle w:val='Gone'/><w:vanish w:val='0'/>", "3"),
  ("<w:rStyle w:val='Note'/><w:vertAlign w:val='baseline'/>", "13"),
  ("<w:rStyle w:val='Up'/><w:position w:val='0'/>", "13"),
  ("<w:rStyle w:val='Up'/><w:vertAlign w:val='baseline'/>", "1 3"),
  ("<w:rStyle w:val='Loud'/><w:vanish/>", "3"),
  ("<w:rPrChange w:id='1'><w:rPr><w:rStyle w:val='Quiet'/></w:rPr></w:rPrChange>", "13"),
])
func propertiesOfARunPrecedeItsStyle(properties: String, expected: String) throws {
  #expect(try word(run("1", properties) + run("3"), styles: styles) == expected)
}

/// Two levels that hide undo each other (ECMA-376 part 1, 17.7.3); double strikes are no such switches.
@Test(arguments: [
  ("", "<w:pStyle w:val='QuietLine'/>", "", ""), ("", "<w:pStyle w:val='GoneLine'/>", "", ""),
  ("", "<w:pStyle w:val='QuietLine'/>", "<w:rStyle w:val='Quiet'/>", "7"),
  ("", "<w:pStyle w:val='QuietLine'/>", "<w:rStyle w:val='Gone'/>", ""),
  ("", "<w:pStyle w:val='QuietLine'/>", "<w:rStyle w:val='Loud'/>", ""),
  ("", "<w:pStyle w:val='QuietLine'/>", "<w:vanish w:val='0'/>", "7"),
  ("<w:tblStyle w:val='QuietTable'/>", "", "", ""),
  ("<w:tblStyle w:val='QuietTable'/>", "<w:pStyle w:val='QuietLine'/>", "", "7"),
  ("<w:tblStyle w:val='QuietTable'/>", "<w:pStyle w:val='QuietLine'/>", "<w:rStyle w:val='Quiet'/>", ""),
  ("<w:tblStyle w:val='QuietTable'/>", "", "<w:vanish w:val='0'/>", "7"),
  ("<w:tblPrChange><w:tblPr><w:tblStyle w:val='QuietTable'/></w:tblPr></w:tblPrChange>", "", "", "7"),
  ("", "<w:pPrChange><w:pPr><w:pStyle w:val='QuietLine'/></w:pPr></w:pPrChange>", "", "7"),
  ("", "<w:rPr><w:vanish/></w:rPr>", "", "7"),
])
func stylesOfAllLevelsCount(table: String, paragraph: String, own: String, expected: String) throws {
  #expect(try word(run("7", own), styles: styles, table: table, paragraph: paragraph) == expected)
}

@Test(arguments: [
  ("<w:vanish/>", "", ""), ("<w:vanish/>", "<w:vanish w:val='0'/>", "7"),
  ("<w:strike/>", "<w:rStyle w:val='Quiet'/><w:strike w:val='0'/>", ""),
  ("<w:vanish/>", "<w:rStyle w:val='Loud'/>", "7"), ("<w:dstrike/>", "", ""), ("<w:b/>", "", "7"),
])
func defaultsHoldWhereNoStyleSaysAnything(defaults: String, own: String, expected: String) throws {
  #expect(try word(run("7", own), styles: styles, defaults: defaults) == expected)
}

@Test func defaultStylesHoldForAllThatNameNone() throws {
  let hidden = style("Normal", "paragraph", "<w:vanish/>", isDefault: true) + style("Plain", "paragraph", "")
  #expect(try word(run("7"), styles: hidden) == "")
  #expect(try word(run("7"), styles: hidden, paragraph: "<w:pStyle w:val='Plain'/>") == "7")
  let struck = style("Font", "character", "<w:strike/>", isDefault: true)
  #expect(try word(run("7"), styles: struck) == "")
}

@Test func aTextBoxInAHiddenRunIsHidden() throws {
  let box = "<w:txbxContent><w:p>\(run("8"))</w:p></w:txbxContent>"
  let hidden = "<w:r><w:rPr><w:vanish/></w:rPr>\(box)<w:t>1</w:t></w:r>"
  #expect(try word(hidden + run("3"), styles: "") == "3")
  // The run goes on behind it, as it was.
  let shown = "<w:r>\(box)<w:t>1</w:t></w:r>"
  #expect(try word(shown + run("3"), styles: "") == "8 13")
}

@Test func aStyleThatHidesSomeCellsIsTold() throws {
  let styles =
    "<w:style w:type='table' w:styleId='T'><w:tblStylePr w:type='firstRow'><w:rPr><w:vanish/></w:rPr></w:tblStylePr>"
    + "</w:style>"
  let body =
    "<w:tbl><w:tblPr><w:tblStyle w:val='T'/></w:tblPr>" + TestDocument.row(TestDocument.cell("1"))
    + "</w:tbl>"
  let report = try DocxReader.read(TestDocument.docx(body, styles: styles), source: "t.docx")
  #expect(
    report.notes.map(\.what) == [
      "the style of a table hides or strikes out text in some of its cells (w:tblStylePr)"
    ])
}
