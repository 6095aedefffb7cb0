import Bytes
import Facts
import Forms
import Foundation
import TestSupport
import Testing
import Tidying

@testable import Reports

private func facts(_ report: Report) throws -> String {
  var tidier = Tidier(try FormLibrary())
  var writer = ByteWriter()
  _ = tidier.tidy(report, to: &writer)
  return String(decoding: writer.bytes, as: UTF8.self)
}

/// The cells, blanks collapsed as pages do.
private func cells(_ report: Report) -> [String] {
  outline(report).filter { $0.first?.isNumber == true }.map {
    $0.split(separator: " ").joined(separator: " ")
  }
}

private func page(_ report: Report, merges: Bool) -> String {
  PrintedPage(
    report.pieces.map {
      PrintedPage.Piece(
        kind: $0.kind.name, table: $0.table, row: $0.row,
        text: String(decoding: report.text[$0.range], as: UTF8.self))
    }, merges: merges
  ).html
}

@Test(arguments: Workplace.samples + Workplace.reports, [false, true])
func aPageGivesTheCellsAndFactsOfTheSameReportInTheTabForm(file: URL, merges: Bool) throws {
  // Several reports in one file are several pages.
  for report in try read(Workplace.bytes(file)) {
    let html = Array(page(report, merges: merges).utf8)
    let read = try #require(try read(html).first)
    #expect(cells(read) == cells(report))
    #expect(try facts(read) == facts(report))
  }
}

@Test func thePagesOfTheTestsHaveMergedCells() throws {
  let report = try read(Workplace.bytes(Workplace.root.appending(path: "samples/2021-form.txt")))[0]
  let html = page(report, merges: true)
  for attribute in ["rowspan=\"22\"", "rowspan=\"3\"", "colspan=\"7\"", "colspan=\"5\""] {
    #expect(html.contains(attribute), "\(attribute)")
  }
}
