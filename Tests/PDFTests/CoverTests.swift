import Testing

@testable import PDF

// What lies over text, and what shines through.

struct CoverTests {
  private func seen(_ content: String, _ state: String = "") throws -> String {
    let page = try page(
      "BT /F 10 Tf 20 50 Td (42) Tj ET q \(content) Q", resources: "/ExtGState << /S << \(state) >> >>")
    let layout = PageLayout(page)
    return layout.lines.map { String(decoding: $0.text.bytes, as: UTF8.self) }.joined()
  }

  @Test func opaqueBoxesCover() throws {
    for colour in ["1 g", "0 g", "1 0 0 rg", ".9 g"] {
      #expect(try seen("\(colour) 10 40 60 30 re f") == "", "\(colour)")
      #expect(try seen("\(colour) 10 40 m 70 40 l 70 70 l 10 70 l h f") == "", "\(colour)")
    }
  }

  @Test func whatShinesThroughOrIsNoBoxCoversNothing() throws {
    for state in ["/ca .4", "/BM /Multiply", "/BM [/Darken]", "/SMask << /S /Alpha >>"] {
      #expect(try seen("/S gs 1 1 0 rg 10 40 60 30 re f", state) == "42", "\(state)")
    }
    #expect(try seen("/S gs 1 1 0 rg 10 40 60 30 re f", "/ca 1 /BM /Normal /SMask /None") == "")
    // A ring around the figure, and a box within a clip that is none.
    #expect(try seen("10 40 m 70 40 l 90 60 l 40 90 l f") == "42")
    #expect(try seen("10 40 m 70 40 l 40 90 l W n 0 g 0 0 200 100 re f") == "42")
    // Drawn before.
    let before = try page("0 1 0 rg 10 40 60 30 re f 0 g BT /F 10 Tf 20 50 Td (42) Tj ET")
    #expect(PageLayout(before).coveredCount == 0)
  }

  @Test func whatIsWrittenAgainOverABoxIsNoDoublePrint() throws {
    // 135 is covered, and 137 written in its place: two of its digits are the same.
    for cover in ["1 g 10 40 60 30 re f 0 g", ".9 g 10 40 60 30 re f 0 g"] {
      let page = try page(
        "BT /F 10 Tf 20 50 Td (135) Tj ET \(cover) BT /F 10 Tf 20 50 Td (137) Tj ET")
      let layout = PageLayout(page)
      #expect(layout.lines.map { String(decoding: $0.text.bytes, as: UTF8.self) } == ["137"], "\(cover)")
      #expect(layout.coveredCount == 3)
    }
    // Printed twice to be bold, with a line between.
    let bold = try page("BT /F 10 Tf 20 50 Td (135) Tj ET 0 45 200 1 re f BT /F 10 Tf 20 50 Td (135) Tj ET")
    #expect(bold.text == "135")
  }

  @Test func textUpsideDownIsLeftOutAmongOther() throws {
    let mixed = try page("BT /F 10 Tf 20 50 Td (42 43 44) Tj -1 0 0 -1 90 20 Tm (17) Tj ET")
    #expect(mixed.text == "424344")
    #expect(mixed.leftOut.turned == 2)
  }

  @Test func aSheetWhoseTextRunsUpwardsIsTurned() throws {
    let turned = try page("BT /F 10 Tf 0 1 -1 0 50 20 Tm (42) Tj ET")
    #expect(turned.text == "42")
    #expect(turned.width == 100 && turned.height == 200)
    #expect(turned.glyphs[0].box.x0 < turned.glyphs[1].box.x0)
    // A font's negative size turns its characters round.
    #expect(try page("BT /F -10 Tf 60 50 Td (42) Tj ET").glyphs.map(\.scalar) == [0x34, 0x32])
  }
}

@Test func theOutlineOfACharacterIsNoTable() throws {
  // 田 as bold text is drawn by some programs: filled, and its outline stroked; its sides neither strike it out nor are they cells.
  let outline = "20 40 m 40 40 l 40 60 l 20 60 l 20 40 l 22 42 l 22 49 l 29 49 l 29 42 l 22 42 l 23 44 l S"
  let page = try page("BT /F 10 Tf 26 45 Td (42) Tj ET " + outline + " 20 50 m 40 50 l S")
  let layout = PageLayout(page)
  #expect(layout.tables.isEmpty)
  #expect(page.strokes.count == 1)
  // The outline of a plus is one of simple parts; a line through all of it strikes it out.
  func struck(_ x0: Int, _ x1: Int) throws -> Int {
    PageLayout(try PDFTests.page("BT /M 20 Tf 20 50 Td (+) Tj ET \(x0) 57 m \(x1) 57 l S")).struckCount
  }
  #expect(try struck(22, 30) == 0)
  #expect(try struck(20, 32) == 1)
}

@Test func manyDrawingsAmongManyTablesAreNotLookedThroughForEach() {
  var sketch = PageSketch()
  for table in 0..<200 {
    let (x, y) = (Float(table % 10) * 55 + 10, Float(table / 10) * 40 + 10)
    for line in 0..<3 {
      sketch.stroke(x, y + Float(line) * 15, x + 40, y + Float(line) * 15)
      sketch.stroke(x + Float(line) * 20, y, x + Float(line) * 20, y + 30)
    }
  }
  sketch.write("12", x: 12, y: 17)
  #expect(sketch.layout.tables.count == 1)
  let mark = UnreadMark(.drawing, Box(x0: 35, y0: 12, x1: 40, y1: 20))
  sketch.page.marks = Array(repeating: mark, count: 1_000)
  #expect(sketch.layout.tables[0].cells.map(\.text.doubt) == [nil, .unread(.drawing), nil, nil])
  sketch.page.marks = Array(repeating: mark, count: 30_000)
  #expect(sketch.layout.tables.isEmpty && sketch.layout.hasTooManyLines)
}
