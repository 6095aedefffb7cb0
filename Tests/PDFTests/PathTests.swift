import Testing

@testable import PDF

@Test func levelAndUprightPiecesAreAsWideAsTheirLine() throws {
  let page = try page("2 w 10 20 m 60 20 l 60 80 l S 10 10 m 50 40 l S")
  #expect(page.strokes.map(\.isLevel) == [true, false])
  #expect(page.strokes[0].box.isNear(10, 79, 60, 81))
  #expect(page.strokes[1].box.isNear(59, 20, 61, 80))
}

@Test func aShortPieceThatIsStrokedWideIsALineAcross() throws {
  let page = try page("60 w 100 50 m 101 50 l S")
  #expect(page.strokes.map(\.isLevel) == [false])
  #expect(page.strokes[0].box.isNear(100, 20, 101, 80))
}

@Test func widthsGoThroughTheMatrix() throws {
  // One unit is half a point across and two points up.
  let page = try page("q 0.5 0 0 2 0 0 cm 2 w 20 20 m 80 20 l 80 30 l S Q")
  #expect(page.strokes[0].box.isNear(10, 58, 40, 62))
  #expect(page.strokes[1].box.isNear(39.5, 40, 40.5, 60))
}

@Test func rectanglesAreFourStrokesOrOneFill() throws {
  let stroked = try page("0 w 10 10 50 20 re S")
  #expect(stroked.strokes.map(\.isLevel) == [true, false, true, false])
  let turned = try page("q 0 1 -1 0 100 0 cm 0 w 10 10 50 20 re S Q")
  #expect(turned.strokes.map(\.isLevel) == [false, true, false, true])
  #expect(turned.strokes[0].box.isNear(90, 40, 90, 90))
  let both = try page("0.5 g 10 10 50 20 re B")
  #expect(both.fills == [Fill(box: Box(x0: 10, y0: 70, x1: 60, y1: 90), isWhite: false)])
  #expect(both.strokes.count == 4)
  // Sizes may be negative.
  #expect(try page("60 30 -50 -20 re f").fills == both.fills)
}

@Test func pathsCloseAndGoOn() throws {
  #expect(try page("10 10 m 50 10 l 50 40 l 10 40 l h S").strokes.count == 4)
  #expect(try page("10 10 m 50 10 l 50 40 l 10 40 l s").strokes.count == 4)
  // A move alone is nothing, and a rectangle goes on from its corner.
  #expect(try page("1 1 m 10 10 m 50 10 l S").strokes.count == 1)
  let onwards = try page("0 w 10 10 20 20 re 90 10 l S")
  #expect(onwards.strokes.count == 5 && onwards.strokes[4].box.isNear(10, 90, 90, 90))
  #expect(try page("50 10 l S").strokes.isEmpty)
}

@Test func aDashedLineIsOne() throws {
  #expect(try page("[3 2] 0 d 10 10 m 90 10 l S").strokes.map(\.isLevel) == [true])
}

@Test func curvesCountByTheirEndsAndAreNoLines() throws {
  // A stamp: two half circles, whose ends are level.
  let stamp = try page("20 50 m 20 90 80 90 80 50 c 80 10 20 10 20 50 c S")
  #expect(stamp.strokes.isEmpty)
  #expect(try page("20 50 m 20 90 80 90 v 80 10 20 10 y f").fills.count == 1)
  // One that is straight is a line.
  #expect(try page("20 50 m 40 50 60 50 80 50 c S").strokes.count == 1)
}

@Test func whatIsWhiteOrClippedIsNoLine() throws {
  #expect(try page("1 G 10 10 m 90 10 l S").strokes.isEmpty)
  #expect(try page("0 G 0 0 5 5 re W n 10 10 m 90 10 l S 10 10 9 9 re f").fills.isEmpty)
  let cut = try page("0 0 50 100 re W n 0 w 10 10 m 90 10 l S")
  #expect(cut.strokes[0].box.isNear(10, 90, 50, 90))
  // The path that is the clip is painted under the old one.
  #expect(try page("10 10 20 20 re W f 10 10 50 50 re f").fills.map(\.box.x1) == [30, 30])
}

@Test func boxesThatAreNoPlacesAreDropped() throws {
  let huge = "1" + String(repeating: "0", count: 30)
  let page = try page("\(huge) 0 0 \(huge) 0 0 cm \(huge) 0 0 \(huge) 0 0 cm 1 1 5 5 re f 1 1 m 1 5 l S")
  #expect(page.fills.isEmpty && page.strokes.isEmpty)
}

@Test func thousandsOfPathsAPageAreRead() throws {
  let dots = (0..<30_000).map { "\($0 % 190) \($0 / 190 % 90) .75 .75 re f\n" }.joined()
  #expect(try page(dots).fills.count == 30_000)
}

@Test func morePathsThanAPageCanHaveAreRefused() throws {
  var limits = PDFLimits()
  limits.paths = 100
  func read(_ content: String) throws {
    var pdf = PDFBuilder()
    pdf.addPage(content)
    var reader = try PageReader(pdf.bytes, limits: limits)
    _ = try reader.next()
  }
  try read(String(repeating: "1 1 9 9 re f 1 1 m 9 1 l S ", count: 50))
  #expect(throws: PDFError.limit("100 lines and areas on page 1")) {
    try read(String(repeating: "1 1 9 9 re f 1 1 m 9 1 l S ", count: 51))
  }
  #expect(throws: PDFError.limit("100 points in a path on page 1")) {
    try read(String(repeating: "1 1 m 9 1 l ", count: 51))
  }
}
