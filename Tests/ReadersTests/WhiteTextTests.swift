import Bytes
import CompoundFiles
import Reports
import TestSupport
import Testing

@testable import Readers

// White text: on white nobody sees it, so it is no figure, but told; on a dark ground it is one.

/// The cell behind a label, and what is said.
private func cell(_ bytes: [UInt8]) throws -> (text: String, notes: [String]) {
  let report = try read(bytes)[0]
  let texts = report.pieces.filter { $0.kind == .cell }.map {
    String(decoding: report.text[$0.range], as: UTF8.self)
  }
  return (texts[1], report.notes.map(\.what))
}

private let told = "text that is white on white is left out"
private let doubt = "a white figure is read"

// MARK: Word

private func docx(_ run: String, cell: String = "", paragraph: String = "", styles: String = "") -> [UInt8] {
  TestDocument.docx(
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc><w:tc><w:tcPr>\(cell)</w:tcPr><w:p><w:pPr>\(paragraph)</w:pPr>"
      + "<w:r><w:rPr>\(run)</w:rPr><w:t>7</w:t></w:r><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    styles: styles)
}

private let white = "<w:color w:val='FFFFFF'/>"

@Test(arguments: [
  (docx(white), "3", [told]), (docx("<w:color w:val='ffffff' w:themeColor='background1'/>"), "3", [told]),
  (docx("<w:color w:val='auto'/>"), "73", []), (docx("<w:color w:val='FEFEFE'/>"), "73", []),
  (docx(white + "<w:shd w:val='clear' w:fill='1F497D'/>"), "73", []),
  (docx(white + "<w:shd w:val='solid' w:color='000000'/>"), "73", []),
  (docx(white + "<w:shd w:val='clear' w:color='auto' w:fill='auto'/>"), "3", [told]),
  (docx(white + "<w:highlight w:val='black'/>"), "73", []),
  (docx(white + "<w:highlight w:val='none'/>"), "3", [told]),
  (docx(white, cell: "<w:shd w:val='clear' w:fill='4472C4'/>"), "73", []),
  (docx(white, cell: "<w:shd w:val='clear' w:fill='FFFFFF'/>"), "3", [told]),
  (docx(white, paragraph: "<w:shd w:val='pct50' w:fill='auto'/>"), "73", []),
  // The ground of the mark that ends the paragraph is not that of the text.
  (docx(white, paragraph: "<w:rPr><w:shd w:val='clear' w:fill='4472C4'/></w:rPr>"), "3", [told]),
  (docx("<w:rStyle w:val='W'/>", styles: style("")), "3", [told]),
  (docx("<w:rStyle w:val='W'/><w:color w:val='000000'/>", styles: style("")), "73", []),
  // Which cells a style fills is not looked at.
  (docx(white, styles: style("<w:shd w:val='clear' w:fill='4472C4'/>")), "73", [doubt]),
])
func whiteTextOfADocument(bytes: [UInt8], expected: String, notes: [String]) throws {
  let found = try cell(bytes)
  #expect(found.text == expected)
  #expect(found.notes == notes)
}

private func style(_ ground: String) -> String {
  "<w:style w:type='character' w:styleId='W'><w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:style>"
    + "<w:style w:type='table' w:styleId='T'><w:tblStylePr w:type='firstRow'><w:tcPr>\(ground)</w:tcPr></w:tblStylePr></w:style>"
}

/// A ground ends with its cell, of properties that come over and over, too.
@Test func theGroundOfACellIsNotThatOfTheNext() throws {
  func cell(_ fill: String, _ text: String) -> String {
    "<w:tc><w:tcPr><w:shd w:val='clear' w:fill='\(fill)'/></w:tcPr><w:p><w:r><w:rPr>\(white)</w:rPr><w:t>\(text)</w:t></w:r></w:p></w:tc>"
  }
  let rows = (1...3).map { "<w:tr>\(cell("4472C4", "\($0)"))\(cell("auto", "9"))</w:tr>" }.joined()
  let report = try read(TestDocument.docx("<w:tbl>\(rows)</w:tbl>"))[0]
  let texts = report.pieces.map { String(decoding: report.text[$0.range], as: UTF8.self) }
  #expect(texts == ["1", "", "2", "", "3", ""])
  #expect(report.notes.map(\.what) == ["\(told), 3 times"])
}

// MARK: Word 97

private func doc(_ run: [UInt8], paragraph: [UInt8] = [], row: [UInt8] = []) -> [UInt8] {
  typealias Doc = TestWord97
  let value = Doc.Paragraph([Doc.Run("7", run), Doc.Run("3")], mark: 7, Doc.inTable + paragraph)
  let end = Doc.Paragraph(
    [], mark: 7, Doc.inTable + [0x17, 0x24, 1] + Doc.definition([0, 1000, 2000]) + row)
  return Doc([Doc.cell("规章"), value, end]).bytes
}

private let whiteSprm: [UInt8] = [0x70, 0x68, 255, 255, 255, 0]
private let shade: [UInt8] = [0, 0, 0, 0xFF, 0x44, 0x72, 0xC4, 0, 0, 0]
private let noShade: [UInt8] = [0, 0, 0, 0xFF, 0, 0, 0, 0xFF, 0, 0]

@Test(arguments: [
  (doc(whiteSprm), "3", [told]), (doc([0x42, 0x2A, 8]), "3", [told]), (doc([0x42, 0x2A, 1]), "73", []),
  (doc([0x70, 0x68, 0, 0, 0, 0xFF]), "73", []),
  // A number of a colour, then the colour itself, which counts.
  (doc([0x42, 0x2A, 8, 0x70, 0x68, 1, 1, 1, 0]), "73", []),
  (doc(whiteSprm + [0x71, 0xCA, 10] + shade), "73", []),
  (doc(whiteSprm + [0x71, 0xCA, 10] + noShade), "3", [told]),
  (doc(whiteSprm + [0x0C, 0x2A, 1]), "73", []), (doc(whiteSprm + [0x0C, 0x2A, 0]), "3", [told]),
  (doc(whiteSprm, paragraph: [0x4D, 0xC6, 10] + shade), "73", [doubt]),
  (doc(whiteSprm, paragraph: [0x2D, 0x44, 0, 0]), "3", [told]),
  // Rows say it behind their cells.
  (doc(whiteSprm, row: [0x12, 0xD6, 20] + noShade + shade), "73", [doubt]),
  (doc(whiteSprm, row: [0x12, 0xD6, 20] + noShade + noShade), "3", [told]),
  (doc(whiteSprm, row: [0x09, 0xD6, 4, 0, 0, 0x20, 0]), "73", [doubt]),
  (doc(whiteSprm, row: [0x09, 0xD6, 4, 0, 0, 0, 1]), "3", [told]),
])
func whiteTextOfAnOldDocument(bytes: [UInt8], expected: String, notes: [String]) throws {
  let found = try cell(bytes)
  #expect(found.text == expected)
  #expect(found.notes == notes)
}

// MARK: RTF

private func rtf(_ value: String, before: String = "", behind: String = "") -> [UInt8] {
  let colors = #"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red31\green73\blue125;}"#
  let row = #"\trowd\#(before)\cellx900\#(before)\cellx1800\pard\intbl a\cell "# + value + #"\cell"#
  return Array((#"{\rtf1\ansi\ansicpg936"# + colors + row + behind + #"\row\pard\par}"#).utf8)
}

@Test(arguments: [
  (rtf(#"{\cf2 7}3"#), "3", [told]), (rtf(#"\cf2 7\cf0 3"#), "3", [told]), (rtf(#"{\cf1 7}3"#), "73", []),
  (rtf(#"{\cf9 7}3"#), "73", []), (rtf(#"\cf2 7\plain 3"#), "3", [told]),
  (rtf(#"{\cf2 7}3"#, before: #"\clcbpat3"#), "73", [doubt]),
  (rtf(#"{\cf2 7}3"#, before: #"\clcbpat2"#), "3", [told]),
  (rtf(#"{\cf2 7}3"#, behind: #"\trowd\clcbpat3\cellx900\cellx1800"#), "73", [doubt]),
  (rtf(#"{\cf2\highlight1 7}3"#), "73", [doubt]), (rtf(#"{\cf2\highlight0 7}3"#), "3", [told]),
])
func whiteTextOfRichText(bytes: [UInt8], expected: String, notes: [String]) throws {
  let found = try cell(bytes)
  #expect(found.text == expected)
  #expect(found.notes == notes)
}

// MARK: OpenDocument

private func odt(_ properties: String, cell: String = "") -> [UInt8] {
  let names = ["office", "text", "table", "style"].map {
    "xmlns:\($0)='urn:oasis:names:tc:opendocument:xmlns:\($0):1.0'"
  }
  let fo = "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'"
  return Array(
    """
    <?xml version="1.0"?><office:document \(names.joined(separator: " ")) \(fo) \
    office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>\
    <style:style style:name='T' style:family='text'><style:text-properties \(properties)/></style:style>\
    <style:style style:name='C' style:family='table-cell'><style:table-cell-properties \(cell)/></style:style>\
    </office:automatic-styles><office:body><office:text><table:table><table:table-row>\
    <table:table-cell><text:p>规章</text:p></table:table-cell><table:table-cell table:style-name='C'>\
    <text:p><text:span text:style-name='T'>7</text:span>3</text:p></table:table-cell></table:table-row></table:table>\
    </office:text></office:body></office:document>
    """.utf8)
}

@Test(arguments: [
  (odt("fo:color='#ffffff'"), "3", [told]), (odt("fo:color='#FFFFFF'"), "3", [told]),
  (odt("fo:color='#000000'"), "73", []),
  (odt("fo:color='#ffffff' fo:background-color='#1f497d'"), "73", [doubt]),
  (odt("fo:color='#ffffff'", cell: "fo:background-color='#1f497d'"), "73", [doubt]),
  (odt("fo:color='#ffffff'", cell: "fo:background-color='transparent'"), "3", [told]),
  (odt("fo:color='#ffffff'", cell: "fo:background-color='#ffffff'"), "3", [told]),
])
func whiteTextOfOpenDocument(bytes: [UInt8], expected: String, notes: [String]) throws {
  let found = try cell(bytes)
  #expect(found.text == expected)
  #expect(found.notes == notes)
}
