import Testing

@testable import PDF

/// What a string shows of a Type 0 font, whose descendant is object 6.
private func show(
  _ string: String, encoding: String, _ descendant: String = "", font: String = "", _ more: (Int, String)...
)
  throws -> PDFPage
{
  var pdf = PDFBuilder()
  pdf.addPage("BT /F 10 Tf 100 500 Td \(string) Tj ET", resources: "/Font << /F 5 0 R >>")
  pdf.add(
    5, "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding \(encoding) /DescendantFonts [6 0 R] \(font) >>"
  )
  pdf.add(6, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X \(descendant) >>")
  for (number, body) in more { pdf.add(number, body) }
  return try #require(try pages(pdf).first)
}

@Test(arguments: ["GBK-EUC-H", "GB-EUC-H", "GBpc-EUC-H", "GBKp-EUC-H", "GBK2K-H"])
func codesThatAreChineseTextNeedNoTable(encoding: String) throws {
  // 行政 A1, in GBK.
  let page = try show("<D0D0D5FE4131>", encoding: "/\(encoding)", "/DW 1000")
  #expect(page.text == "行政A1")
  #expect(page.lefts == [100, 110, 120, 125])
}

@Test func codesOfFourBytesAreOne() throws {
  // U+3400 in GB18030.
  #expect(try show("<8139EE39D0D0>", encoding: "/GBK2K-H").text == "㐀行")
  #expect(try show("<D0D0>", encoding: "/GBT-EUC-H").unknown == 1)
  // What is no character is unknown, and half a code too.
  #expect(try show("<FFA1A1FDFED0>", encoding: "/GBK-EUC-H").unknown >= 1)
}

@Test func latinLettersOfProportionalMapsAreAsWideAsTheirCIDs() throws {
  #expect(try show("<4131>", encoding: "/GBKp-EUC-H", "/W [34 [700]]").lefts == [100, 107])
  #expect(try show("<00410031>", encoding: "/UniGB-UCS2-H", "/W [1 95 300]").lefts == [100, 103])
  #expect(try show("<00410031884C0031>", encoding: "/UniGB-UCS2-H", "/DW 900").lefts == [100, 105, 110, 119])
}

@Test func codesThatAreUnicodeAreRead() throws {
  #expect(try show("<884C653F>", encoding: "/UniGB-UCS2-H").text == "行政")
  #expect(try show("<884CD840DC000031>", encoding: "/UniGB-UTF16-H").text == "行𠀀1")
  #expect(try show("<E8A18C31F0A08080>", encoding: "/UniGB-UTF8-H").text == "行1𠀀")
  #expect(try show("<0000884C>", encoding: "/UniGB-UTF32-H").text == "行")
  #expect(try show("<2F8F>", encoding: "/UniGB-UCS2-H").text == "行")
  #expect(try show("<B048>", encoding: "/ETen-B5-H").text == "蚜")
}

@Test func widthsAreListedByCID() throws {
  let page = try show(
    "<000100020003000900 0A0001>", encoding: "/Identity-H", "/DW 100 /W [1 [200 300] 9 10 400 2 2 350]")
  #expect(page.lefts == [100, 102, 105.5, 106.5, 110.5, 114.5])
  #expect(page.unknown == 6)
}

@Test func verticalWritingGoesDown() throws {
  let page = try show("<884C653F>", encoding: "/UniGB-UCS2-V")
  #expect(page.glyphs.map(\.isVertical) == [true, true])
  // The pen stands above the middle of the character and goes down an em.
  #expect(page.glyphs[0].box.isNear(95, 342, 105, 352))
  #expect(page.glyphs[1].box.isNear(95, 352, 105, 362))
  let listed = try show(
    "<00010002>", encoding: "/Identity-V", "/DW2 [880 -500] /W2 [1 [-2000 600 780]] /DW 1000",
    font: "/ToUnicode 7 0 R", (7, stream("", "1 beginbfrange <0001> <0002> <4E00> endbfrange")))
  #expect(listed.text == "一丁")
  #expect(listed.glyphs[0].box.isNear(94, 341, 104, 351))
  #expect(listed.glyphs[1].box.isNear(95, 362, 105, 372))
  let spaced = try show("[<884C> 500 <653F>] TJ <4E00>", encoding: "/UniGB-UCS2-V")
  #expect(spaced.glyphs.last?.box.y0 == 367)
}

@Test func aMapInTheFileLeadsToCIDs() throws {
  let map = stream(
    "/WMode 1",
    """
    /WMode 0 def 2 begincodespacerange <00> <7F> <8140> <FEFE> endcodespacerange
    1 begincidrange <8140> <8150> 100 endcidrange 1 begincidchar <41> 7 endcidchar
    """)
  let unicode = stream("", "2 beginbfchar <41> <0041> <8141> <884C> endbfchar")
  let page = try show(
    "<4181418142>", encoding: "7 0 R", "/W [7 [250] 101 [2000]]", font: "/ToUnicode 8 0 R", (7, map),
    (8, unicode))
  #expect(page.text == "A行�" && page.lefts == [100, 102.5, 122.5])
  #expect(page.glyphs[0].isVertical == false)
  let renamed = stream("/UseCMap /GBK-EUC-H", "/GBK-EUC-H usecmap")
  #expect(try show("<D0D0>", encoding: "7 0 R", "", (7, renamed)).text == "行")
}

/// A TrueType font with a `cmap` alone: format 4 has the segments, format 12 the groups; all in hexadecimal digits.
private func trueType(_ subtable: String, platform: String = "00030001") -> String {
  let cmap = "00000001" + platform + "0000000C" + subtable
  let length = String(cmap.count / 2, radix: 16)
  return "00010000" + "0001" + "000000000000" + "636D6170" + "00000000" + "0000001C"
    + String(repeating: "0", count: 8 - length.count) + length + cmap + ">"
}

@Test func anEmbeddedFontSaysWhichCharactersItsGlyphsAre() throws {
  // ⾏ U+2F8F and 行 U+884C are glyph 5, 政 U+653F glyph 6.
  let groups =
    "000C0000" + "00000034" + "00000000" + "00000003" + "00002F8F00002F8F00000005"
    + "0000653F0000653F00000006"
    + "0000884C0000884C00000005"
  let descendant = "/CIDToGIDMap /Identity /FontDescriptor << /FontFile2 7 0 R >>"
  let font = (7, stream("/Filter /ASCIIHexDecode", trueType(groups, platform: "0003000A")))
  #expect(try show("<000500060007>", encoding: "/Identity-H", descendant, font).text == "行政�")
  // Glyphs by a table of their own.
  let mapped = descendant.replacing("/Identity", with: "8 0 R")
  let table = (8, stream("/Filter /ASCIIHexDecode", "0000 0006 0005>"))
  #expect(try show("<000100020003>", encoding: "/Identity-H", mapped, font, table).text == "政行�")
  // Segments: U+4E00 to U+4E02 are glyphs 1 to 3.
  let segments =
    "0004" + "0020" + "0000" + "0004" + "000000000000" + "4E02FFFF" + "0000" + "4E00FFFF" + "B2010001"
    + "00000000"
  let other = (7, stream("/Filter /ASCIIHexDecode", trueType(segments)))
  #expect(try show("<000100020003>", encoding: "/Identity-H", descendant, other).text == "一丁丂")
}

@Test func aFontOfSymbolsSaysItsCodesByItsGlyphs() throws {
  var pdf = PDFBuilder()
  pdf.addPage("BT /F 10 Tf 100 500 Td <0102> Tj ET", resources: "/Font << /F 5 0 R >>")
  pdf.add(5, "<< /Subtype /TrueType /BaseFont /X /FontDescriptor << /Flags 4 /FontFile2 7 0 R >> >>")
  // Code 1 is glyph 9 by a subtable of the Macintosh, and glyph 9 is 行 by one of Unicode.
  let macintosh = "0006" + "000E" + "0000" + "0001" + "0001" + "0009" + "0000"
  let unicode = "000C0000" + "0000001C" + "00000000" + "00000001" + "0000884C0000884C00000009"
  let cmap = "00000002" + "000100000000001C" + "0003000A0000002A" + "0000000000000000" + macintosh + unicode
  let length = String(cmap.count / 2, radix: 16)
  let font =
    "000100000001000000000000636D6170000000000000001C" + String(repeating: "0", count: 8 - length.count)
    + length + cmap
  pdf.addStream(7, "/Filter /ASCIIHexDecode", font + ">")
  #expect(try pages(pdf).first?.text == "行�")
}

@Test func aCFFFontHasNames() throws {
  // Header, names, top dictionary (charset at 47, glyphs at 54), strings (uni884C), no subroutines.
  let font =
    "01000401" + "0001010102" + "58" + "0001010107" + "BA0F" + "C111" + "8B10" + "0001010108"
    + "756E6938383443" + "0000"
  let place = font.count / 2
  let fixed = font.replacing("BA0FC1118B10", with: hex(139 + place) + "0F" + hex(139 + place + 5) + "118B10")
  let charset = "00" + "0012" + "0187"  // one (18), and the font's own first string (391)
  let whole = fixed + charset + "0003" + "01" + "01010101" + ">"
  let program = (7, stream("/Filter /ASCIIHexDecode", whole))
  let descendant = "/FontDescriptor << /FontFile3 7 0 R >>"
  #expect(try show("<000100020003>", encoding: "/Identity-H", descendant, program).text == "1行�")
  var pdf = PDFBuilder()
  pdf.addPage("BT /F 10 Tf 100 500 Td (1A) Tj ET", resources: "/Font << /F 5 0 R >>")
  pdf.add(5, "<< /Subtype /Type1 /BaseFont /X \(descendant) >>")
  pdf.add(7, program.1)
  #expect(try pages(pdf).first?.text == "1A")
}

@Test func glyphsOfAnOpenTypeFontOfCIDsAreFoundByThese() throws {
  // Header, names, top dictionary (ROS, charset, glyphs), no strings, no subroutines; glyph 1 has the CID 7, glyph 2 the CID 5.
  let head =
    "01000401" + "0001010102" + "58" + "000101010A" + "8B8B8B0C1E" + "CC0F" + "D111" + "0000" + "0000"
  let place = head.count / 2
  let cff =
    head.replacing("CC0FD111", with: hex(139 + place) + "0F" + hex(139 + place + 5) + "11") + "0000070005"
    + "0003" + "01" + "01010101"
  let groups =
    "000C0000" + "00000028" + "00000000" + "00000002" + "0000653F0000653F00000002"
    + "0000884C0000884C00000001"
  let cmap = "00000001" + "0003000A" + "0000000C" + groups
  func word(_ value: Int) -> String { String(repeating: "0", count: 8 - hex(value).count) + hex(value) }
  let offset = 44 + cmap.count / 2
  let font =
    "4F54544F" + "0002" + "000000000000" + "43464620" + "00000000" + word(offset) + word(cff.count / 2)
    + "636D6170" + "00000000"
    + word(44) + word(cmap.count / 2) + cmap + cff + ">"
  let program = (7, stream("/Filter /ASCIIHexDecode", font))
  #expect(
    try show("<000700050001>", encoding: "/Identity-H", "/FontDescriptor << /FontFile3 7 0 R >>", program)
      .text == "行政�")
}

private func hex(_ value: Int) -> String { String(value, radix: 16) }

@Test func fontsOfChineseCIDsWithoutAProgramAreUnknown() throws {
  let page = try show(
    "<0FA1>", encoding: "/Identity-H", "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) >>")
  #expect(page.unknown == 1)
}

@Test func hostileFontsEnd() throws {
  let loop = stream("/UseCMap 7 0 R", "/X usecmap 1 begincidrange <0000> <FFFF> 5 endcidrange")
  #expect(try show("<0001>", encoding: "7 0 R", font: "/ToUnicode 7 0 R", (7, loop)).unknown == 1)
  let last = stream(
    "",
    "3 beginbfrange <FFFFFFF0> <FFFFFFFF> <0041> <00000000> <FFFFFFFF> <0041> <0002> <0001> <0042> endbfrange"
  )
  _ = try show("<0001>", encoding: "/Identity-H", font: "/ToUnicode 7 0 R", (7, last))
  let ranges = String(repeating: "<0000> <FFFF> <4E00> ", count: 20_000)
  let map = stream("", "20000 beginbfrange \(ranges) endbfrange")
  #expect(try show("<0001>", encoding: "/Identity-H", font: "/ToUnicode 7 0 R", (7, map)).text == "丁")
  let groups = "000C0000FFFFFFFF00000000FFFFFFFF" + String(repeating: "000000000010FFFF00000001", count: 50)
  let font = (7, stream("/Filter /ASCIIHexDecode", trueType(groups)))
  _ = try show("<0001>", encoding: "/Identity-H", "/FontDescriptor << /FontFile2 7 0 R >>", font)
  // Every beginning of a font.
  let whole = trueType(groups)
  for end in stride(from: 0, to: 200, by: 7) {
    let cut = (7, stream("/Filter /ASCIIHexDecode", String(whole.prefix(end)) + ">"))
    _ = try show("<0001>", encoding: "/Identity-H", "/FontDescriptor << /FontFile2 7 0 R >>", cut)
  }
}
