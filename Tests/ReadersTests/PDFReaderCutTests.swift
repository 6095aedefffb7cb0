import TestSupport
import Testing

@testable import Readers

// Rows and headers of which a page break leaves a half on each page.

private func read(
  _ first: [[String]], _ second: [[String]], isOpen: Bool, isCut: Bool? = nil
) throws -> PrintedFacts {
  var (one, two) = (firstPage(), TestPDF.Page())
  documents(&one, from: 170, rows: documentHeader + first, isOpen: isOpen)
  // A row more, so that there are lines enough for a table.
  documents(&two, from: 60, rows: second + [["第二十条第（五）项"]], isCut: isCut ?? isOpen)
  return try PrintedFacts([one, two])
}

private func facts(_ row: String, _ values: String...) -> [String] {
  zip(["本年制发件数", "本年废止件数", "现行有效件数"], values).map { "\(row) | \($0) = \($1)" }
}

struct PDFReaderCutTests {
  @Test func figuresWhoseLabelStandsOnTheNextPageAreItsOwnWhereNoLinePartsThem() throws {
    let read = try read(
      [["规章", "3", "", "17"], ["", "8", "", "40"]], [["行政规范性文件", "", "", ""]], isOpen: true)
    #expect(read.facts == facts("规章", "3", "", "17") + facts("行政规范性文件", "8", "", "40"))
    #expect(read.errors.isEmpty)
  }

  @Test func whereALinePartsThemNeitherIsCertain() throws {
    let read = try read(
      [["规章", "3", "", "17"], ["", "8", "", "40"]], [["行政规范性文件", "", "", ""]], isOpen: false)
    #expect(read.facts == facts("规章", "3", "", "17"))
    #expect(read.errors.filter { $0.contains("the row at the page break may be a half of one") }.count == 2)
    #expect(
      read.errors.contains { $0.contains("page 1: the row") }
        && read.errors.contains { $0.contains("page 2: the row") }
    )
  }

  @Test func aRowOfBlanksBelowAHeaderIsNoPartOfIt() throws {
    // A printer may draw the line between two rows on one of the pages alone.
    let read = try read([], [["规章", "", "", ""]], isOpen: true, isCut: false)
    #expect(read.facts == facts("规章", "", "", ""))
  }

  @Test func figuresInBothHalvesAreNotJoined() throws {
    let read = try read(
      [["规章", "3", "", "17"], ["", "8", "", "40"]], [["行政规范性文件", "", "5", ""]], isOpen: true)
    #expect(read.facts == facts("规章", "3", "", "17"))
  }

  @Test func aRowOfFiguresBelowAHeaderIsNoHalf() throws {
    // The first row of the next page has a label and figures, the last one of this page both too.
    let read = try read([["规章", "3", "", "17"]], [["行政规范性文件", "8", "", "40"]], isOpen: false)
    #expect(read.facts == facts("规章", "3", "", "17") + facts("行政规范性文件", "8", "", "40"))
    #expect(read.errors.isEmpty)
  }

  @Test func aHeaderThatThePageBreakCutsIsOne() throws {
    var (one, two) = (firstPage(), TestPDF.Page())
    documents(
      &one, from: 170, rows: [["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止", "现行有效"]], isOpen: true)
    documents(&two, from: 60, rows: [["", "", "件数", "件数"], ["规章", "3", "", "17"]], isCut: true)
    let read = try PrintedFacts([one, two])
    #expect(read.facts == facts("规章", "3", "", "17"))
    #expect(read.errors.isEmpty)
  }
}
