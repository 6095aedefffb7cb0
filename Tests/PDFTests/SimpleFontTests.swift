import Bytes
import Testing

@testable import PDF

/// What a string of a font of one byte shows.
private func show(_ string: String, _ font: String, _ more: (Int, String)...) throws -> PDFPage {
  var pdf = PDFBuilder()
  pdf.addPage("BT /F 10 Tf 10 50 Td \(string) Tj ET", resources: "/Font << /F 5 0 R >>")
  pdf.add(5, "<< /Type /Font \(font) >>")
  for (number, body) in more { pdf.add(number, body) }
  return try #require(try pages(pdf).first)
}

private let type1 = "/Subtype /Type1 /BaseFont /Other"

@Test(arguments: [
  ("/Encoding /WinAnsiEncoding", "<2792>", "'’"), ("/Encoding /MacRomanEncoding", "<8ad2>", "ä“"),
  ("", "<27ae>", "’fi"),
  ("/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [65 /B /C 200 /one] >>", "<4142c8>", "BC1"),
  (
    "/Encoding << /Differences [1 /zero.oldstyle /uni4E00 /u4E8C /f_i /g12 /cid34 /a5] >>",
    "<01020304050607>", "0一二fi���"
  ),
  ("/Encoding << /Differences [1 /Asmall /fiveoldstyle /uni884C653F /space] >>", "<01020304>", "A5行政"),
])
func codesAreReadByTheirEncoding(encoding: String, string: String, expected: String) throws {
  #expect(try show(string, "\(type1) \(encoding)").text == expected)
}

@Test func symbolsHaveTheirOwnEncoding() throws {
  #expect(try show("<61b7d3>", "/Subtype /Type1 /BaseFont /Symbol").text == "α•©")
  #expect(try show("<3334>", "/Subtype /Type1 /BaseFont /ZapfDingbats").text == "✓✔")
  let named = "/Subtype /Type1 /BaseFont /ZapfDingbats /Encoding << /Differences [65 /a20] >>"
  #expect(try show("<41>", named).text == "✔")
}

@Test func mapsToUnicodeGoBeforeTheEncoding() throws {
  let map = """
    1 begincodespacerange <00> <FF> endcodespacerange
    3 beginbfchar <41> <884C> <42> <D840 DC00> <43> <0066 0069> endbfchar
    2 beginbfrange <44> <46> <0031> <50> <52> [<4E00> /two <0033003 4>] endbfrange
    4 beginbfchar <60> <0000> <61> <FFFD> <62> <E000> <63> <> endbfchar
    """
  let font = "\(type1) /Encoding /WinAnsiEncoding /ToUnicode 6 0 R"
  let page = try show("(ABCDEFPQRSx)", font, (6, stream("", map)))
  #expect(page.text == "行𠀀fi123一234Sx")
  // A ligature's characters share its box.
  let ligature = try show("(C)", font + " /FirstChar 67 /Widths [600]", (6, stream("", map)))
  #expect(ligature.lefts == [10, 13])
  // Targets that say nothing: the encoding does.
  #expect(try show("(`abc)", font, (6, stream("", map))).text == "`abc")
  #expect(
    try show(
      "(`abc)", "\(type1) /Encoding << /Differences [96 /g1 /g2 /g3 /g4] >> /ToUnicode 6 0 R",
      (6, stream("", map))
    )
    .unknown == 4)
}

@Test func mapsThatSendMostCodesToOneCharacterAreDropped() throws {
  let lines = (0x41...0x4F).map { "<\(String($0, radix: 16))> <0041>" }.joined(separator: "\n")
  let map = stream("", "15 beginbfchar \(lines) endbfchar")
  #expect(try show("(BCD)", "\(type1) /Encoding /WinAnsiEncoding /ToUnicode 6 0 R", (6, map)).text == "BCD")
}

@Test func widthsComeFromTheFileOrAreKnown() throws {
  func lefts(_ entries: String, _ string: String = "(AiA)") throws -> [Float] {
    try show(string, "/Subtype /TrueType \(entries)").lefts
  }
  #expect(try lefts("/BaseFont /X /FirstChar 65 /Widths [1000]") == [10, 20, 20])
  #expect(
    try lefts("/BaseFont /X /FirstChar 65 /Widths [1000] /FontDescriptor << /MissingWidth 250 >>") == [
      10, 20, 22.5,
    ])
  // Helvetica: A 667, i 222; bold 722, 278; Times 722, 278.
  #expect(try lefts("/BaseFont /Helvetica") == [10, 16.7, 18.9])
  #expect(try lefts("/BaseFont /ABCDEF+Arial,Bold") == [10, 17.2, 20])
  #expect(try lefts("/BaseFont /TimesNewRomanPSMT") == [10, 17.2, 20])
  #expect(try lefts("/BaseFont /CourierNew") == [10, 16, 22])
  #expect(try lefts("/BaseFont /Symbol", "<612041>") == [10, 18.8])
  // The last row of the table: U+FB02 in Helvetica.
  let flat = "/BaseFont /Helvetica /Encoding << /Differences [65 /fl /A] >>"
  #expect(try show("(AB)", "/Subtype /Type1 \(flat)").lefts == [10, 12.5, 15])
}

@Test func fontsOfProceduresHaveUnitsOfTheirOwn() throws {
  let font = """
    /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.01 0 0 0.01 0 0] /FirstChar 65 /Widths [50 60]
    /Encoding << /Differences [65 /A /g5] >> /CharProcs << >>
    """
  let page = try show("(ABA)", font)
  #expect(page.text == "A�A" && page.lefts == [10, 15, 21])
  // The size may be in the font's matrix: what it draws is ten times as high as the size says.
  let large =
    "/Subtype /Type3 /FontBBox [0 -2 10 8] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /Widths [5] /Encoding << /Differences [65 /A] >>"
  #expect(try show("(A)", large).glyphs[0].em == 100)
  let low = large.replacing("[0 -2 10 8]", with: "[0 0.3 1 0.4]")
  #expect(try show("(A)", low).glyphs[0].em == 10)
}

@Test func whiteSpaceIsDropped() throws {
  let map = "3 beginbfchar <41> <3000> <42> <00A0> <43> <200B> endbfchar"
  let page = try show(
    "(1 A2B3C4)",
    "\(type1) /Encoding /WinAnsiEncoding /ToUnicode 6 0 R /FirstChar 32 /Widths [\(String(repeating: "500 ", count: 90))]",
    (6, stream("", map)))
  #expect(page.text == "1234" && page.lefts == [10, 25, 35, 45])
}

@Test func charactersWithoutUnicodeAreCountedWithTheirFont() throws {
  let page = try show("<4101026f>", "/Subtype /Type1 /BaseFont /ABCDEF+Odd /Encoding /WinAnsiEncoding")
  #expect(page.text == "A��o" && page.unknown == 2)
  #expect(page.unknownFont == Array("ABCDEF+Odd".utf8))
}

@Test func aFontProgramSaysItsOwnEncoding() throws {
  let program =
    "%!PS-AdobeFont-1.0: X\n/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 1 /one put dup 2 /uni4E00 put\nreadonly def"
  let font = "/Subtype /Type1 /BaseFont /X /FontDescriptor << /Flags 4 /FontFile 6 0 R >>"
  #expect(try show("<010203>", font, (6, stream("", program))).text == "1一�")
  let standard = "%!PS-AdobeFont-1.0: X\n/Encoding StandardEncoding def"
  #expect(try show("<27>", font, (6, stream("", standard))).text == "’")
}

@Test func radicalsAreTheIdeographsThatPeopleWrite() throws {
  let map =
    "1 beginbfchar <41> <2F8F> <42> <2EDA> <43> <2FD5> <44> <2EA0> <45> <2E80> <46> <31D0> <47> <31E0> endbfchar"
  #expect(try show("(ABCDEFG)", "\(type1) /ToUnicode 6 0 R", (6, stream("", map))).text == "行页龠民⺀一乙")
}

@Test func formsOfVerticalWritingAreThoseOfLevelWriting() throws {
  let map = "2 beginbfrange <41> <4A> <FE10> <50> <64> <FE30> endbfrange"
  let page = try show(
    "(ABCDEFGHIJPQRSTUVWXYZ[\\\\]^_`abcd)",
    "\(type1) /ToUnicode 6 0 R /FirstChar 65 /Widths [\(String(repeating: "500 ", count: 40))]",
    (6, stream("", map)))
  #expect(page.text == "，、。：；！？〖〗…‥—–_﹏（）｛｝〔〕【】《》〈〉「」『』")
}

/// It is drawn: -5 is no 5.
@Test func aSoftHyphenIsAHyphen() {
  #expect(Folding.fold(0xAD) == 0x2D)
}
