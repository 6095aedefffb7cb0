import Testing

@testable import PDF

private let layers = "/OCProperties << /OCGs [20 0 R 21 0 R] /D << /OFF [20 0 R] /ON [21 0 R] >> >>"

/// A page of a file whose object 20 is a layer that is off, and 21 one that is on.
private func layered(
  _ content: String, _ properties: String, catalog: String = layers, _ more: (Int, String)...
) throws
  -> PDFPage
{
  var pdf = PDFBuilder()
  pdf.catalog = catalog
  pdf.add(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>")
  pdf.add(20, "<< /Type /OCG /Name (off) >>")
  pdf.add(21, "<< /Type /OCG /Name (on) >>")
  for (number, body) in more { pdf.add(number, body) }
  pdf.addPage(content, resources: "/Font << /M 5 0 R >> \(properties)")
  return try #require(try pages(pdf).first)
}

private let word = "BT /M 10 Tf 10 50 Td (12) Tj ET "

@Test func invisibleTextDoesNotCount() throws {
  for mode in [3, 7] {
    let page = try page("\(mode) Tr \(word) 0 Tr BT 10 20 Td (3 4) Tj ET")
    #expect(page.text == "34" && page.leftOut.invisible == 2)
  }
  // Bold as WPS writes it: filled and stroked, one print.
  #expect(try page("2 Tr " + word).text == "12")
}

@Test func transparentTextDoesNotCount() throws {
  let states = "/ExtGState << /Z << /ca 0 >> /O << /ca 1 /CA 0 >> >>"
  let page = try page(
    "/Z gs \(word) /O gs BT 10 20 Td (3) Tj ET 1 Tr BT 10 20 Td (4) Tj ET", resources: states)
  #expect(page.text == "3" && page.leftOut.invisible == 3)
  #expect(try PDFTests.page("/Z gs 10 10 50 50 re f 0 0 m 50 0 l S", resources: states).fills.isEmpty)
}

@Test func whiteTextCountsOnColoursOnly() throws {
  let white = "1 1 1 rg " + word
  #expect(try page(white).leftOut.white == 2)
  #expect(try page(white).text.isEmpty)
  #expect(try page("0 0 1 rg 5 40 50 30 re f " + white).text == "12")
  // Beside the coloured area, and on white that lies over it.
  #expect(try page("0 0 1 rg 5 70 50 20 re f " + white).text.isEmpty)
  #expect(try page("0 0 1 rg 5 40 50 30 re f 1 g 5 40 50 30 re f " + white).text.isEmpty)
  // Painted later, it is over the text.
  #expect(try page(white + "0 0 1 rg 5 40 50 30 re f").text.isEmpty)
}

@Test(arguments: [
  ("1 g", true), ("0.97 g", false), ("0 0 0 0 k", true), ("0 0 0 1 k", false), ("1 1 1 rg", true),
  ("/DeviceCMYK cs 0 0 0 0 sc", true), ("/DeviceCMYK cs", false), ("/DeviceRGB cs 1 1 1 sc", true),
  ("/S cs 0 scn", true), ("/S cs 1 scn", false), ("/I cs 1 1 1 scn", true), ("/C cs 1 1 1 1 scn", false),
  ("/L cs 100 0 0 scn", true), ("/L cs 50 0 0 scn", false), ("/X cs 0 sc", false), ("/X cs 1 sc", true),
  ("/Pattern cs /P scn", false),
])
func whiteIsToldInEachColourSpace(operators: String, isWhite: Bool) throws {
  let spaces = """
    /ColorSpace << /S [/Separation /Spot /DeviceRGB 7 0 R] /I [/ICCBased 8 0 R] /C [/ICCBased 9 0 R]
    /L [/Lab << /WhitePoint [1 1 1] >>] /X [/Indexed /DeviceRGB 1 <102030FFFFFF>] >>
    """
  let page = try page(
    operators + " 10 10 50 50 re f", resources: spaces, (8, stream("/N 3", "")), (9, stream("/N 4", "")))
  #expect(page.fills.map(\.isWhite) == [isWhite])
}

@Test func layersThatAreOffDoNotCount() throws {
  let properties =
    "/Properties << /A 20 0 R /B 21 0 R /C << /Type /OCMD /OCGs [20 0 R 21 0 R] /P /AllOn >> /D 22 0 R >>"
  func show(_ name: String) throws -> PDFPage {
    try layered(
      "/OC /\(name) BDC /P << /MCID 0 >> BDC \(word) EMC 0 0 50 50 re f EMC BT 10 20 Td (3) Tj ET",
      properties,
      (22, "<< /Type /OCMD /VE [/Not [/Or 20 0 R 21 0 R]] >>"))
  }
  #expect(try show("A").text == "3")
  #expect(try show("A").leftOut.hidden == 2)
  #expect(try show("A").fills.isEmpty)
  #expect(try show("B").text == "123")
  #expect(try show("C").text == "3")
  #expect(try show("D").text == "3")
  #expect(try show("Nowhere").text == "123")
}

@Test func aDocumentMayTurnAllLayersOff() throws {
  let catalog = "/OCProperties << /OCGs [20 0 R 21 0 R] /D << /BaseState /OFF /ON [21 0 R] >> >>"
  let properties = "/Properties << /A 20 0 R /B 21 0 R >>"
  #expect(try layered("/OC /A BDC \(word) EMC", properties, catalog: catalog).text.isEmpty)
  #expect(try layered("/OC /B BDC \(word) EMC", properties, catalog: catalog).text == "12")
}

@Test func formsAndImagesOfLayersThatAreOffDoNotCount() throws {
  let objects = "/XObject << /F 30 0 R /I 31 0 R >>"
  let page = try layered(
    "/F Do q 500 0 0 500 0 0 cm /I Do Q", objects,
    (30, stream("/Subtype /Form /OC 20 0 R /BBox [0 0 500 500]", word)),
    (31, stream("/Subtype /Image /OC 20 0 R /Width 1 /Height 1", "x")))
  #expect(page.text.isEmpty && page.leftOut.hidden == 2 && page.imageShare == 0)
}

@Test func textOutsideTheClipDoesNotCount() throws {
  let clipped = try page("0 0 15 100 re W n \(word) BT /M 10 Tf 10 20 Td (3) Tj ET")
  #expect(clipped.text == "13" && clipped.leftOut.clipped == 1)
  // Several rectangles: what they cover together. Clips cost no line and come back with `Q`.
  #expect(try page("0 0 15 100 re 16 0 90 100 re W* n " + word).text == "12")
  let runs = try page("q 0 0 5 100 re W n \(word) Q q 0 0 200 100 re W* n \(word) Q")
  #expect(runs.text == "12" && runs.fills.isEmpty && runs.strokes.isEmpty)
  // Outside the page.
  #expect(try page("BT /M 10 Tf -20 50 Td (12345) Tj ET").text == "45")
  #expect(try page("BT /M 10 Tf 10 1000000 Td (1) Tj 0 0 0 0 9 9 Tm (2) Tj ET").text.isEmpty)
}

@Test func charactersThatArePrintedTwiceAreOne() throws {
  #expect(try page(word + word).text == "12")
  // Bold by a shift, and a shadow below.
  let bold = try page("\(word) BT /M 10 Tf 10.4 50 Td (12) Tj ET BT /M 10 Tf 10.4 49.4 Td (12) Tj ET")
  #expect(bold.text == "12" && bold.leftOut.double == 4)
  // Equal figures stand as near as 0.4 em.
  #expect(try page("BT /M 10 Tf 40 Tz 10 50 Td (1111) Tj ET").text == "1111")
  #expect(try page("BT /M 10 Tf 10 50 Td (1) Tj 0 -2.5 Td (1) Tj ET").text == "11")
  // Condensed text: 0.6 em of which a third is left.
  #expect(try page("BT /M 10 Tf 30 Tz 10 50 Td (1100) Tj ET").text == "1100")
  // All over the page, in the end.
  let many = (0..<40).map { "BT /M 5 Tf 10 \($0 * 2 + 5) Td (0123456789) Tj ET " }.joined()
  #expect(try page(many + many).glyphs.count == 400)
}

@Test func theTextThatIsMeantReplacesWhatIsShown() throws {
  func show(_ properties: String) throws -> PDFPage {
    try page("BT /M 10 Tf 10 50 Td (A) Tj /Span << /Lang (zh) \(properties) >> BDC (12) Tj EMC (B) Tj ET")
  }
  #expect(try show("/ActualText <FEFF6237>").text == "A户B")
  // One character over two boxes.
  #expect(try show("/ActualText <FEFF6237>").glyphs[1].box.isNear(16, 41.5, 28, 51.5))
  #expect(try show("/ActualText (xyz)").text == "AxyzB")
  #expect(try show("/ActualText (xyz)").lefts == [10, 16, 19, 22, 28])
  #expect(try show("/ActualText ()").text == "AB")
  #expect(try show("/ActualText (\\357\\273\\277\\346\\210\\267)").text == "A户B")
  #expect(try show("/E << /ActualText (no) >>").text == "A12B")
  let named = try page(
    "BT /M 10 Tf 10 50 Td /Span /X BDC (12) Tj EMC EMC (B) Tj ET",
    resources: "/Properties << /X << /ActualText (9) >> >>")
  #expect(named.text == "9B")
}

@Test func nothingIsTakenFromInlineImages() throws {
  // Bytes that look like operators, and an EI that is none.
  let data = "BT /M 10 Tf 10 50 Td (no) Tj ET EI \u{1}x EI"
  let plain = "q 100 0 0 50 0 0 cm BI /W \(data.utf8.count) /H 1 /BPC 8 /CS /G ID \(data)\nEI Q "
  #expect(try page(plain + word).text == "12")
  #expect(try page(plain + word).imageShare == 0.25)
  let filtered = "BI /W 9 /H 9 /F [/AHx /Fl] /DP [null] ID 0a EI \u{1}\u{2} 99> EI Q "
  #expect(try page(filtered + word).text == "12")
  #expect(try page("BI /W 3 /H 1 ID abc").text.isEmpty)
}

@Test func imagesCoverTheirShareOfThePage() throws {
  let images = "/XObject << /I 7 0 R >>"
  let image = (7, stream("/Subtype /Image /Width 1 /Height 1", "x"))
  #expect(try page("q 200 0 0 50 0 0 cm /I Do Q", resources: images, image).imageShare == 0.5)
  #expect(try page("0 0 100 100 re W n 400 0 0 400 0 0 cm /I Do", resources: images, image).imageShare == 0.5)
  #expect(
    try page(String(repeating: "q 200 0 0 50 0 0 cm /I Do Q ", count: 3), resources: images, image).imageShare
      == 1)
}

@Test func whatIsDrawnBehindAShorterActualTextIsNotBelowWhatStoodInIt() throws {
  let page = try page(
    "/Span << /ActualText (a) >> BDC BT /M 10 Tf 10 70 Td (abcdefgh) Tj ET 1 g 5 5 90 40 re f 0 g EMC "
      + "BT /M 10 Tf 10 20 Td (12) Tj ET")
  #expect(page.text == "a12" && page.fills.map(\.glyphCount) == [1])
}
