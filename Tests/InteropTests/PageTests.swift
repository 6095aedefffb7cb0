import Foundation
import TestSupport
import Testing

/// Pages that LibreOffice makes of reports give the facts of the reports.
@Suite(.needs(.soffice))
struct PageTests {
  /// One process of LibreOffice for all reports; once with merged cells and once without.
  @Test(arguments: [false, true])
  func pagesOfLibreOfficeGiveTheFactsOfTheReports(merges: Bool) throws {
    let folder = try WorkbookFiles.emptyFolder("pages-\(merges)")
    let made = folder.appending(path: "made")
    try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    var pages: [(report: URL, page: URL)] = []
    for report in Workplace.samples + Workplace.reports {
      let records = try cells(of: report)
      // Several reports in one file are several pages.
      guard Set(records.dropFirst().map { $0[0] }).count == 1 else { continue }
      let page = folder.appending(path: report.deletingPathExtension().lastPathComponent + ".htm")
      try Data(PrintedPage(records.dropFirst().map(piece), merges: merges).html.utf8).write(to: page)
      pages.append((report, page))
    }
    try LibreOffice.convert(pages.map(\.page.path), to: "html:HTML (StarWriter)", into: made)
    for (report, page) in pages {
      let name = page.deletingPathExtension().lastPathComponent
      let read = try facts(of: made.appending(path: name + ".html"))
      #expect(read == (try facts(of: report)), "\(name)")
    }
  }

  private func cells(of report: URL) throws -> [[String]] {
    let result = try Command.nianbao("extract", report.path).checked("nianbao extract")
    return try FactsFile(name: report.lastPathComponent, bytes: result.stdout).records()
  }

  /// The piece of a record of cells CSV.
  private func piece(_ record: [String]) -> PrintedPage.Piece {
    PrintedPage.Piece(kind: record[4], table: Int(record[6]) ?? 0, row: Int(record[7]) ?? 0, text: record[9])
  }

  private func facts(of report: URL) throws -> String {
    let line = "nianbao extract '\(report.path)' | nianbao tidy --with unit,code,form,status"
    return try Command.shell("set -o pipefail; " + line).checked("nianbao").text
  }
}
