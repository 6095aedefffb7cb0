import Testing

@testable import PDF

private let letter = "BT /M 10 Tf 0 0 Td (A) Tj ET "

@Test func aFormHasAMatrixABoxAndResources() throws {
  let objects = "/XObject << /F 7 0 R >>"
  let form = (
    7,
    stream(
      "/Subtype /Form /BBox [-1 -5 8 20] /Matrix [2 0 0 2 10 0] /Resources << /Font << /M 6 0 R >> >>",
      "1 g 9 Tc \(letter) BT /M 10 Tf 30 0 Td (B) Tj ET 0 g 2 w Q Q")
  )
  let page = try page("q 1 0 0 1 20 50 cm 0 0 5 5 re /F Do Q \(letter)", resources: objects, form)
  // White as the form sets it; `B` is outside its box too.
  #expect(page.text == "A" && page.leftOut.clipped == 1 && page.leftOut.white == 1)
  #expect(page.glyphs[0].box.isNear(0, 91.5, 6, 101.5))
}

@Test func aFormInheritsColoursStateAndResources() throws {
  let objects = "/XObject << /F 7 0 R >>"
  let form = (7, stream("/Subtype /Form /BBox [0 -9 99 99]", "BT 10 20 Td (AB) Tj ET 0 0 9 9 re f"))
  let page = try page(
    "/M 10 Tf 2 Tc 1 g q 1 0 0 1 50 30 cm 0 0 1 rg /F Do Q 50 30 9 9 re f", resources: objects, form)
  #expect(page.lefts == [60, 68])
  #expect(page.fills.map(\.isWhite) == [false, true])
}

@Test func formsWithinThemselvesEnd() throws {
  let objects = "/XObject << /F 7 0 R /G 8 0 R >>"
  let page = try page(
    "/F Do", resources: objects,
    (
      7,
      stream(
        "/Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /G 8 0 R >> /Font << /M 6 0 R >> >>",
        "/G Do")
    ),
    (
      8,
      stream(
        "/Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /F 7 0 R >> /Font << /M 6 0 R >> >>",
        "/F Do \(letter)")
    )
  )
  #expect(page.text == "A")
}

@Test func formsThatDrawEachOtherTwiceAreRefused() throws {
  var pdf = PDFBuilder()
  pdf.addPage("/X0 Do", resources: "/XObject << /X0 10 0 R >>")
  for level in 0..<11 {
    let twice = String(repeating: "/X\(level + 1) Do ", count: 10)
    let resources = "/Resources << /XObject << /X\(level + 1) \(11 + level) 0 R >> >>"
    pdf.add(10 + level, stream("/Subtype /Form /BBox [0 0 9 9] \(resources)", twice))
  }
  pdf.add(21, stream("/Subtype /Form /BBox [0 0 9 9]", ""))
  var limits = PDFLimits()
  limits.repeatedForms = 10_000
  var reader = try PageReader(pdf.bytes, limits: limits)
  #expect(throws: PDFError.limit("10000 bytes of forms that are drawn again")) { try reader.next() }
}

@Test func marksAndStatesThatAFormLeavesOpenEndWithIt() throws {
  let objects = "/XObject << /F 7 0 R >> /Properties << /X << /Type /OCMD >> >>"
  let form = (
    7, stream("/Subtype /Form /BBox [0 0 99 99]", "q q /Span << /ActualText () >> BDC EMC EMC /P BMC q")
  )
  let page = try page("/Span << /ActualText (9) >> BDC /F Do \(letter) EMC q Q", resources: objects, form)
  #expect(page.text == "9")
}

@Test func filledFieldsCountAndOtherAnnotationsDoNot() throws {
  let appearance = "/Subtype /Form /BBox [0 0 10 10] /Resources << /Font << /M 6 0 R >> >>"
  func show(_ entries: String) throws -> PDFPage {
    try page(
      "", entries: "/Annots [<< /Subtype /Widget /Rect [20 30 40 50] \(entries) >>]",
      (7, stream(appearance, "BT /M 5 Tf 1 2 Td (7) Tj ET")), (8, stream(appearance, "")))
  }
  let field = try show("/AP << /N 7 0 R >>")
  #expect(field.text == "7" && field.lefts == [22] && field.glyphs[0].em == 10)
  #expect(try show("/AP << /N 7 0 R >> /F 2").text.isEmpty)
  #expect(try show("/AP << /N 7 0 R >> /F 32").text.isEmpty)
  #expect(try show("/AP << /N << /On 7 0 R /Off 8 0 R >> >> /AS /On").text == "7")
  #expect(try show("/AP << /N << /On 7 0 R /Off 8 0 R >> >> /AS /Off").text.isEmpty)
  #expect(try show("/Subtype /Link /AP << /N 7 0 R >>").text.isEmpty)
  let remark = try show("/Subtype /FreeText /AP << /N 7 0 R >>")
  #expect(remark.text.isEmpty && remark.leftOut.annotation == 1)
  #expect(try show("").text.isEmpty)
}

@Test func formsThatAreNotThereDamageThePage() throws {
  var pdf = PDFBuilder()
  pdf.addPage("/X Do", resources: "/XObject << /X 99 0 R >>")
  var reader = try PageReader(pdf.bytes)
  _ = try reader.next()
  #expect(reader.file.notes.contains(.missingContent(page: 1)))
}

@Test func formsNestedTooDeepAreRefused() throws {
  var pdf = PDFBuilder()
  pdf.addPage("/X Do", resources: "/XObject << /X 10 0 R >>")
  for level in 0..<13 {
    let resources = "/Resources << /XObject << /X \(11 + level) 0 R >> >>"
    pdf.add(10 + level, stream("/Subtype /Form /BBox [0 0 9 9] \(resources)", "/X Do"))
  }
  var reader = try PageReader(pdf.bytes)
  #expect(throws: PDFError.limit("12 forms within each other on page 1")) { try reader.next() }
}

@Test func whatHasNoAppearanceIsCounted() throws {
  func leftOut(_ entries: String) throws -> Int {
    try page("", entries: "/Annots [<< /Rect [20 30 40 50] \(entries) >>]").leftOut.annotation
  }
  #expect(try leftOut("/Subtype /Widget /V (42)") == 2)
  #expect(try leftOut("/Subtype /Widget /Parent << /Parent << /V (117) >> >>") == 3)
  #expect(try leftOut("/Subtype /FreeText /Contents (9)") == 1)
  #expect(try leftOut("/Subtype /Widget") == 0)
  #expect(try leftOut("/Subtype /Widget /V (42) /F 2") == 0)
}

/// Pages of WeasyPrint: `opacity:0` is the alpha of a group, whose content sets its own.
@Test func aTransparentGroupShowsNothing() throws {
  let resources = "/XObject << /F 7 0 R >> /ExtGState << /Z << /ca 0 >> /O << /ca 1 >> >>"
  let form = (
    7,
    stream(
      "/Subtype /Form /BBox [0 0 99 99] /Group << /S /Transparency >> /Resources << /Font << /M 6 0 R >> /ExtGState << /O << /ca 1 >> >> >>",
      "/O gs \(letter)")
  )
  #expect(try page("q /Z gs /F Do Q", resources: resources, form).text.isEmpty)
  #expect(try page("q /O gs /F Do Q", resources: resources, form).text == "A")
}
