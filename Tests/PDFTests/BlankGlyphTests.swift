import Testing

@testable import PDF

// Maps to Unicode that call a character white space, which its font draws all the same.

/// The marks of a page that shows the codes 1 and 2 of a font, of which the first is mapped to a blank, the second to the digit 7.
private func marks(_ font: String, _ more: (Int, String)..., codes: String = "<0102>") throws -> PDFPage {
  var pdf = PDFBuilder()
  pdf.addPage("BT /F 10 Tf 10 50 Td \(codes) Tj ET", resources: "/Font << /F 5 0 R >>")
  pdf.add(5, "<< /Type /Font \(font) /ToUnicode 6 0 R >>")
  let size = codes.count > 6 ? "00" : ""
  pdf.add(
    6,
    stream(
      "",
      "1 begincodespacerange <\(size)00> <\(size)FF> endcodespacerange 2 beginbfchar <\(size)01> <0020> <\(size)02> <0037> endbfchar"
    ))
  for (number, body) in more { pdf.add(number, body) }
  return try #require(try pages(pdf).first)
}

struct BlankGlyphTests {
  private func type3(_ content: String) throws -> PDFPage {
    try marks(
      "/Subtype /Type3 /FontMatrix [.1 0 0 .1 0 0] /FontBBox [0 0 10 10] /FirstChar 1 /Widths [6 6] "
        + "/Encoding << /Differences [1 /a /b] >> /CharProcs << /a 8 0 R /b 9 0 R >>",
      (8, stream("", content)), (9, stream("", "6 0 d0 0 0 6 7 re f")))
  }

  @Test func aCharacterOfAType3FontDrawsWhatItPaints() throws {
    let drawn = try type3("6 0 d0 0 0 m 6 7 l 6 0 l f")
    #expect(drawn.text == "7")
    #expect(drawn.marks.map(\.kind) == [.unnamed] && drawn.marks[0].box.x0 == 10)
    #expect(drawn.glyphs[0].box.x0 == 16)
    for blank in ["6 0 0 0 0 0 d1", "6 0 d0 q Q", "6 0 d0 0 0 6 7 re n", ""] {
      #expect(try type3(blank).marks.isEmpty, "\(blank)")
    }
  }

  @Test func aGlyphOfATrueTypeFontDrawsItsOutline() throws {
    // The tables head and loca alone: the format of loca is the last but one word of head; glyphs end where loca says.
    func font(_ loca: String, long: Bool) -> String {
      let head = String(repeating: "00", count: 50) + (long ? "00010000" : "00000000")
      let length = String(loca.count / 2, radix: 16)
      return "00010000" + "0002" + "000000000000" + "68656164" + "00000000" + "0000002C" + "00000036"
        + "6C6F6361" + "00000000" + "00000062" + String(repeating: "0", count: 8 - length.count) + length
        + head
        + loca + ">"
    }
    for (loca, long, isDrawn) in [
      ("0000000000100020", false, true), ("0000001000100020", false, false),
      ("00000000000000000000002000000040", true, true), ("00000000000000200000002000000040", true, false),
      ("0000", false, false),
    ] {
      let page = try marks(
        "/Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
          + "/DescendantFonts [<< /DW 500 /FontDescriptor << /FontFile2 8 0 R >> >>]",
        (8, stream("/Filter /ASCIIHexDecode", font(loca, long: long))), codes: "<00010002>")
      #expect(page.text == "7")
      #expect(page.marks.map(\.kind) == (isDrawn ? [.unnamed] : []), "\(loca)")
    }
  }

  @Test func aGlyphOfACFFFontDrawsUnlessItEndsAtOnce() throws {
    // Header, names, top dictionary with the place of the glyphs alone, no strings, no subroutines, three glyphs.
    func font(_ glyph: String) -> String {
      let length = glyph.count / 2
      func byte(_ value: Int) -> String { (value < 16 ? "0" : "") + String(value, radix: 16) }
      let head = "01000401" + "0001010102" + "58" + "0001010103" + "A011" + "0000" + "0000"
      return head + "0003" + "01" + "01" + byte(2) + byte(2 + length) + byte(3 + length) + "0E" + glyph + "0E"
        + ">"
    }
    for (glyph, isDrawn) in [("0E", false), ("8B0E", false), ("1C00640E", false), ("8B8B158B05050E", true)] {
      let page = try marks(
        "/Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
          + "/DescendantFonts [<< /DW 500 /FontDescriptor << /FontFile3 8 0 R >> >>]",
        (8, stream("/Filter /ASCIIHexDecode", font(glyph))), codes: "<00010002>")
      #expect(page.marks.map(\.kind) == (isDrawn ? [.unnamed] : []), "\(glyph)")
    }
  }

  @Test func whatIsDrawnAndCalledBlankPutsItsCellInDoubt() throws {
    var sketch = SketchedTable.page(.solid)
    sketch.page.marks.append(UnreadMark(.unnamed, Box(x0: 250, y0: 125, x1: 255, y1: 135)))
    let table = try #require(sketch.layout.tables.first)
    #expect(table.cells.map(\.text.doubt) == [nil, nil, .unread(.unnamed), nil])
  }
}
