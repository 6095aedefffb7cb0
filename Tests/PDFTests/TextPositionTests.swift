import Testing

@testable import PDF

// Courier: each character is 0.6 em wide.

@Test func aCharacterHasABoxFromBelowItsBaseline() throws {
  let page = try page("BT /M 10 Tf 20 50 Td (A) Tj ET")
  #expect(page.text == "A")
  #expect(page.width == 200 && page.height == 100 && page.number == 1)
  // The baseline is 50 from the top: 8.5 above it, 1.5 below.
  #expect(page.glyphs[0].box.isNear(20, 41.5, 26, 51.5))
  #expect(page.glyphs[0].em == 10 && !page.glyphs[0].isVertical)
}

@Test func spacingMovesThePenButNumbersInArraysTakeNone() throws {
  #expect(try page("BT /M 10 Tf 2 Tc 10 50 Td (AB) Tj ET").lefts == [10, 18])
  // 6 wide, 2 between, 5 back: the number itself takes no spacing.
  #expect(try page("BT /M 10 Tf 2 Tc 10 50 Td [(A) 500 (B)] TJ ET").lefts == [10, 13])
  #expect(try page("BT /M 10 Tf 50 Tz 2 Tc 10 50 Td [(A) 500 (B)] TJ ET").lefts == [10, 11.5])
  // Negative numbers make gaps.
  #expect(try page("BT /M 10 Tf 10 50 Td [(A) -1000 (B) ] TJ (C) Tj ET").lefts == [10, 26, 32])
}

@Test func wordSpacingIsOfTheCode32Alone() throws {
  #expect(try page("BT /M 10 Tf 7 Tw 10 50 Td (A B) Tj ET").lefts == [10, 29])
  // In fonts of two bytes 0x0020 is any character.
  let wide = try page(
    "BT /W 10 Tf 7 Tw 10 50 Td <00410020 0042> Tj ET", resources: "/FONT /W 7 0 R",
    (7, "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /UniGB-UCS2-H /DescendantFonts [8 0 R] >>"),
    (8, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X >>"))
  #expect(wide.text == "AB")
  #expect(wide.lefts == [10, 20])
}

@Test func linesBeginWhereTheirOperatorsSay() throws {
  let content = """
    BT /M 10 Tf 12 TL 10 80 Td (A) Tj T* (B) Tj (C) ' 5 -20 TD (D) Tj T* (E) Tj 1 0 0 1 100 30 Tm (F) Tj
    3 1 (G H) " ET
    """
  let page = try page(content)
  #expect(page.text == "ABCDEFGH")
  #expect(page.lefts == [10, 10, 10, 15, 15, 100, 100, 117])
  #expect(page.glyphs.map { $0.box.y1 - 1.5 } == [20, 32, 44, 64, 84, 70, 90, 90])
}

@Test func sizesHideInMatrices() throws {
  // As WPS writes it: a large size under a small matrix that points down.
  let page = try page("q 0.05 0 0 -0.05 0 100 cm BT /M 281 Tf 1 0 0 -1 400 1000 Tm (1) Tj ET Q")
  #expect(abs(page.glyphs[0].em - 14.05) < 0.01)
  #expect(page.glyphs[0].box.isNear(20, 50 - 11.94, 28.43, 52.11))
}

@Test func italicIsLevelAndUprightTextCounts() throws {
  // The letters slope, not the line: WPS and Word slant Chinese fonts so.
  #expect(try page("BT /M 10 Tf 1 0 0.33 1 10 50 Tm (12) Tj ET").lefts == [10, 16])
  let upright = try page("BT /M 10 Tf 10 5 Td (level) Tj 0 1 -1 0 50 20 Tm (12) Tj ET")
  #expect(upright.text == "level12")
  #expect(upright.glyphs[6].box.isNear(41.5, 68, 51.5, 74))
  let watermark = try page("BT /M 30 Tf 0.7 0.7 -0.7 0.7 50 20 Tm (draft) Tj ET")
  #expect(watermark.text.isEmpty && watermark.leftOut.sloping == 5)
}

@Test func pagesAreUprightWhateverTheirRotationAndUnit() throws {
  let content = "BT /M 10 Tf 1 0 0 1 20 50 Tm (A) Tj ET"
  for (entries, matrix, box) in [
    ("/Rotate 90", "0 1 -1 0 50 20", (20, 41.5, 26, 51.5)),
    ("/Rotate 180", "-1 0 0 -1 180 50", (20, 41.5, 26, 51.5)),
    ("/Rotate -90", "0 -1 1 0 50 80", (20, 141.5, 26, 151.5)),
    ("/UserUnit 2", "1 0 0 1 20 50", (40, 83, 52, 103)),
    ("/CropBox [10 20 110 80]", "1 0 0 1 20 50", (10, 21.5, 16, 31.5)),
  ] as [(String, String, (Float, Float, Float, Float))] {
    let page = try page("BT /M 10 Tf \(matrix) Tm (A) Tj ET", entries: entries)
    #expect(page.glyphs.first?.box.isNear(box.0, box.1, box.2, box.3) == true, "\(entries) \(page.glyphs)")
  }
  let wide = try page(content, entries: "/MediaBox [0 0 5000 2500]")
  #expect(wide.width == 842 && abs(wide.glyphs[0].em - 1.684) < 0.001)
}

@Test func strangeOperandsDoNothing() throws {
  let page = try page(
    "BT /M 10 Tf 10 50 Td (A) 5 Td Td (x) Tz foo 1 2 bar (B) Tj /F Tf (C) Tj 1 0 0 Tm (D) Tj ET Q Q Q")
  #expect(page.text == "BCD")
  #expect(page.lefts == [10, 16, 22])
}

@Test func textOfAFontThatIsMissingIsUnknown() throws {
  let page = try page("BT /Nowhere 10 Tf 10 50 Td (12) Tj ET")
  #expect(page.glyphs.map(\.scalar) == [0xFFFD, 0xFFFD] && page.unknown == 2)
}

@Test func savedStatesBringBackTextStateAndNotThePath() throws {
  let page = try page(
    "q BT /M 20 Tf ET Q BT /M 10 Tf 10 50 Td (A) Tj ET q 2 0 0 2 0 0 cm BT 10 10 Td (B) Tj ET Q BT 50 50 Td (C) Tj ET"
  )
  #expect(page.glyphs.map(\.em) == [10, 20, 10])
  // Deeper than is kept: what was not kept needs no bringing back.
  let deep = String(repeating: "q ", count: 600) + "5 0 0 5 0 0 cm " + String(repeating: "Q ", count: 600)
  #expect(try PDFTests.page(deep + "BT /M 10 Tf 10 50 Td (A) Tj ET").glyphs.map(\.em) == [10])
}
