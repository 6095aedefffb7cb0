import Foundation
import TestSupport
import Testing

/// Reports that LibreOffice printed as PDF give the facts of the text they were made of.
@Suite(.needs(.soffice, .pdftotext))
struct PDFTests {
  /// What a reading of one report gave.
  private struct Reading {
    let facts: Set<Substring>
    let errors: [Substring]
    let warnings: [Substring]
  }

  /// As tables are printed: labels of rows and columns over several cells.
  @Test func pagesKeepTheFactsOfTheirReports() throws {
    for (report, pdf) in try Self.printed("pdf", cell: "") {
      let wanted = try Self.facts("nianbao extract '\(report.path)'")
      #expect(wanted.facts.count > 1, "\(report.lastPathComponent) has no facts")
      for extract in ["nianbao extract '\(pdf)'", "pdftotext -layout '\(pdf)' - | nianbao extract"] {
        #expect(try Self.facts(extract).facts == wanted.facts, "\(extract)")
      }
    }
  }

  /// Without `-layout`, pdftotext gives the cells of a table in the order that it takes for that of reading, which is none that a
  /// reader could rely on: whole columns at times, at times two cells of the row below first.
  @Test func inReadingOrderNoFactIsInventedAndEachLostTableIsNamed() throws {
    for (report, pdf) in try Self.printed("pdf-order", cell: "") {
      let wanted = try Self.facts("nianbao extract '\(report.path)'")
      let read = try Self.facts("pdftotext '\(pdf)' - | nianbao extract")
      let name = report.lastPathComponent
      #expect(read.facts.isSubset(of: wanted.facts), "\(name): \(read.facts.subtracting(wanted.facts))")
      let lost = Set(wanted.facts.subtracting(read.facts).map(Self.section))
      for section in lost {
        #expect(read.errors.contains { $0.contains("“\(section)”") }, "\(name): no error names \(section)")
      }
    }
  }
}
