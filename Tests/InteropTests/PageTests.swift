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
      guard let printed = try PrintedPage(of: report, merges: merges) else { continue }
      let page = folder.appending(path: report.deletingPathExtension().lastPathComponent + ".htm")
      try Data(printed.html.utf8).write(to: page)
      pages.append((report, page))
    }
    try LibreOffice.convert(pages.map(\.page.path), to: "html:HTML (StarWriter)", into: made)
    for (report, page) in pages {
      let name = page.deletingPathExtension().lastPathComponent
      let read = try facts(of: made.appending(path: name + ".html"))
      #expect(read == (try facts(of: report)), "\(name)")
    }
  }

  private func facts(of report: URL) throws -> String {
    let line = "nianbao extract '\(report.path)' | nianbao tidy --with unit,code,form,status"
    return try Command.shell("set -o pipefail; " + line).checked("nianbao").text
  }
}

extension PrintedPage {
  /// The page of a report in the tab form; `nil` where a file holds several: they are several pages.
  init?(of report: URL, merges: Bool) throws {
    let result = try Command.nianbao("extract", report.path).checked("nianbao extract")
    let file = FactsFile(name: report.lastPathComponent, bytes: result.stdout)
    let records = try file.records().dropFirst()
    guard Set(records.map { $0[0] }).count == 1 else { return nil }
    // source,line,agency,year,kind,section,table,row,cell,column,columns,rows,text
    let pieces = records.map {
      Piece(kind: $0[4], table: Int($0[6]) ?? 0, row: Int($0[7]) ?? 0, text: $0[12])
    }
    self.init(pieces, merges: merges)
  }
}
