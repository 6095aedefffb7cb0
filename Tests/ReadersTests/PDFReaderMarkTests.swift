import Reports
import TestSupport
import Testing

@testable import Readers

// What is seen in a cell and is no text: a figure may be drawn so, and its cell is no blank one.

/// The table of documents with a row of figures, 规章 3 | (blank) | 17, and operators of its own: the blank cell reaches from 280 to 380
/// across, and from 230 to 260 down.
private func page(_ operators: String..., second: String = "") -> TestPDF.Page {
  var page = firstPage()
  documents(
    &page, from: 170, rows: documentHeader + [["规章", "3", second, "17"], ["行政规范性文件", "8", "0", "40"]])
  page.operators += operators
  return page
}

/// The facts of the row 规章 without its second figure, and those of the other row.
private let others = [
  "规章 | 本年制发件数 = 3", "规章 | 现行有效件数 = 17", "行政规范性文件 | 本年制发件数 = 8", "行政规范性文件 | 本年废止件数 = 0",
  "行政规范性文件 | 现行有效件数 = 40",
]
private let blank = "规章 | 本年废止件数 = "

struct PDFReaderMarkTests {
  /// - Parameter y: down from the top of the page, which is 842 points high.
  private static func four(x: Double, y: Double) -> String {
    // The digit 4, as an outline of straight lines.
    "\(x) \(842 - y - 2) m \(x + 4) \(842 - y + 4) l \(x + 4) \(842 - y - 4) l \(x + 3) \(842 - y - 4) l f"
  }

  private func refuses(_ page: TestPDF.Page, _ why: String, _ comment: Comment? = nil) throws {
    let read = try PrintedFacts([page])
    #expect(read.facts == others, comment)
    #expect(
      read.errors.contains { $0.contains("page 1, row “规章”, column “本年废止件数”") && $0.contains(why) },
      comment)
  }

  @Test func aFigureDrawnAsAnOutlineIsNoBlank() throws {
    try refuses(page(Self.four(x: 320, y: 245)), "is drawn in the cell")
    // Handwriting: strokes.
    try refuses(page("320 600 m 322 592 326 592 324 600 c S"), "is drawn in the cell")
  }

  @Test func aFigureWithADigitDrawnBesideItIsInDoubt() throws {
    try refuses(page(Self.four(x: 300, y: 245), second: "1"), "is drawn in the cell")
  }

  @Test func aPictureInACellIsNoBlank() throws {
    var pictured = page()
    pictured.image(x: 310, y: 238, width: 20, height: 12)
    try refuses(pictured, "picture stands in the cell")
    try refuses(
      page("q 20 0 0 12 310 592 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{00} EI Q"), "picture stands in the cell")
  }

  @Test func blankCellsBelowAPictureOfSeveralAreInDoubt() throws {
    // Over the figures of a row, of which one is blank: the others are covered.
    var pictured = page()
    pictured.image(x: 185, y: 232, width: 290, height: 26)
    let read = try PrintedFacts([pictured])
    #expect(read.facts == Array(others[2...]))
    #expect(read.errors.contains { $0.contains("column “本年废止件数”") && $0.contains("picture") })
  }

  @Test func handwritingStampsAndRemarksOverACellAreNoBlank() throws {
    for kind in ["Ink", "Stamp", "FreeText", "StrikeOut"] {
      var marked = page()
      marked.entries = "/Annots[<</Subtype/\(kind)/Contents(42)/Rect[310 590 330 604]>>]"
      try refuses(marked, "lies over the cell", "\(kind)")
    }
    var field = page()
    field.entries = "/Annots[<</Subtype/Widget/FT/Tx/V(42)/Rect[310 590 330 604]>>]"
    try refuses(field, "lies over the cell")
  }

  @Test func digitsAslantOrUpsideDownAreNoBlank() throws {
    try refuses(page("BT /F1 10 Tf .98 .17 -.17 .98 320 595 Tm <00340032> Tj ET"), "aslant")
    try refuses(page("BT /F1 10 Tf -1 0 0 -1 330 600 Tm <00340032> Tj ET"), "upside down")
    try refuses(page("BT /F1 10 Tf -1 0 0 1 330 595 Tm <00340032> Tj ET"), "upside down")
  }

  @Test func textBelowABoxOrAPictureIsNoFigure() throws {
    var pictured = page(second: "25")
    pictured.image(x: 282, y: 238, width: 30, height: 14)
    try refuses(pictured, "icture")
    try refuses(page("0 g 282 590 30 14 re f", second: "25"), "box or a picture lies over")
    // A white box takes the text away, and says so.
    let read = try PrintedFacts([page("1 g 282 590 30 14 re f", second: "25")])
    #expect(read.facts == [others[0], blank] + others[1...])
    #expect(read.messages.contains { $0.contains("2 below boxes and pictures (page 1)") })
  }

  @Test func aFigureThatTheClipCutsIsInDoubt() throws {
    // 1357 in a cell as wide as its clip, which shows three digits of it.
    for x in [362, 265] {
      try refuses(
        page("q 281 582 98 30 re W n BT /F1 10 Tf 1 0 0 1 \(x) 592 Tm <0031003300350037> Tj ET Q"),
        "is cut off")
    }
  }

  @Test func aColumnThatThePageEndsInIsNoBlank() throws {
    // The sheet ends within the last column: its right side is not on it, nor is the second digit of 17.
    // Some programs draw that side where the sheet ends.
    for side in ["", "389.5 550 m 389.5 672 l S BT /F1 10 Tf 500 600 Td <0039> Tj ET"] {
      var cut = page(side)
      cut.entries = "/CropBox[0 0 390 842]"
      let read = try PrintedFacts([cut])
      #expect(!read.facts.contains { $0.contains("现行有效件数") })
      #expect(read.facts.contains("规章 | 本年制发件数 = 3") && read.facts.contains(blank))
      #expect(read.errors.contains { $0.contains("is cut off") })
    }
  }

  @Test func aLabelThatTheClipCutsIsNoRow() throws {
    var cut = firstPage()
    documents(&cut, from: 170, rows: documentHeader + [["规章", "3", "1", "17"], ["", "8", "0", "40"]])
    // Two lines, of which the cell shows the second.
    cut.operators.append(
      "q 61 553 118 26 re W n BT /F1 10 Tf 1 0 0 1 64 582 Tm <884C653F89C4> Tj 0 -14 Td <830360276587> Tj ET Q"
    )
    let read = try PrintedFacts([cut])
    #expect(read.facts == ["规章 | 本年制发件数 = 3", "规章 | 本年废止件数 = 1", "规章 | 现行有效件数 = 17"])
    #expect(read.errors.contains { $0.contains("a part of the label “范性文” is cut off") })
  }

  @Test func decorationIsNoFigure() throws {
    var decorated = page(
      // A background of the table and one of the cell, a diagonal across the cell, dots, an underline of the label, a large seal.
      "q 440 0 0 200 50 540 cm /Im1 Do Q", "280 582 m 380 612 l S", "300 590 m 301 591 301 592 300 592 c f",
      "300 700 m 350 750 400 700 400 650 c 400 600 350 600 300 650 c S")
    decorated.operators.swapAt(0, decorated.operators.count - 4)
    let read = try PrintedFacts([decorated])
    #expect(read.facts == [others[0], blank] + others[1...])
    #expect(read.errors.isEmpty)
  }

  @Test func pagesAreTurnedUntilTheirTextIsLevel() throws {
    let upright = try PrintedFacts([page()]).facts
    for turns in [90, 180, 270, -90, 450] {
      var turned = page()
      turned.entries = "/Rotate \(turns)"
      let read = try PrintedFacts([turned])
      #expect(read.facts == upright, "\(turns)")
      #expect(read.errors.isEmpty)
    }
  }

  @Test func aPageWhoseTextIsMirroredOrSlopesIsTold() throws {
    var mirrored = page()
    mirrored.operators.insert("-1 0 0 1 595 0 cm", at: 0)
    let first = try? PrintedFacts([page(), mirrored])
    #expect(first?.errors.contains { $0.contains("page 2: most of its text is mirrored") } ?? false)
    var sloping = page()
    sloping.operators.insert(".98 .17 -.17 .98 60 -60 cm", at: 0)
    let second = try? PrintedFacts([page(), sloping])
    #expect(second?.errors.contains { $0.contains("page 2: most of its text slopes") } ?? false)
  }

  @Test func aPictureOverAllTheTextIsAScan() throws {
    var covered = page()
    covered.image(x: 0, y: 0, width: 595, height: 842)
    let read = try PrintedFacts([page(), covered])
    #expect(read.errors.contains { $0.contains("page 2 is a picture") })
    #expect(read.facts.count == 6)
  }
}
