import Foundation
import TestSupport
import Testing

/// Reports that LibreOffice saved as Word documents give the facts of the text they were made of.
@Suite(.needs(.soffice))
struct WordTests {
  private static let reports = Workplace.samples + Workplace.reports

  @Test(arguments: [("docx", "Office Open XML Text"), ("doc", "MS Word 97")])
  func documentsGiveTheFactsOfTheirReports(ending: String, filter: String) throws {
    let folder = try WorkbookFiles.emptyFolder("word-\(ending)")
    var pages: [(report: URL, name: String)] = []
    for report in Self.reports {
      // Several reports in one file are one document, which is read as one report.
      guard let page = try PrintedPage(of: report, merges: true) else { continue }
      let name = report.deletingPathExtension().lastPathComponent
      try Data(page.html.utf8).write(to: folder.appending(path: "\(name).html"))
      pages.append((report, name))
    }
    try #require(pages.count >= 5)
    try LibreOffice.convert(
      pages.map { folder.appending(path: "\($0.name).html").path }, to: "\(ending):\(filter)", into: folder)
    for page in pages {
      let document = folder.appending(path: "\(page.name).\(ending)").path
      #expect(try Self.facts(document) == Self.facts(page.report.path), "\(page.name)")
    }
  }

  private static func facts(_ path: String) throws -> String {
    try Command.shell("nianbao extract '\(path)' | nianbao tidy").text
  }
}

/// PDFs come in through a program of its own.
@Suite(.needs(.soffice, .pdftotext))
struct DocumentProgramTests {
  @Test func documentsBecomeText() throws {
    let folder = try WorkbookFiles.emptyFolder("documents-pdf")
    let prose = String(repeating: "<p>本年度工作平稳。</p>", count: 100)
    let page =
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><p>石湾县农业农村局2022年政府信息公开工作年度报告</p>"
      + "<p>一、总体情况</p>\(prose)</body></html>"
    let html = folder.appending(path: "report.html")
    try page.write(to: html, atomically: true, encoding: .utf8)
    // By way of .docx: saved from the page itself, the PDF lacks its first line.
    try LibreOffice.convert([html.path], to: "docx:Office Open XML Text", into: folder)
    try LibreOffice.convert(
      [folder.appending(path: "report.docx").path], to: "pdf:writer_pdf_Export", into: folder)
    let cells = try Command.nianbao("extract", folder.appending(path: "report.pdf").path).checked(
      "extract")
    #expect(cells.text.contains(",石湾县农业农村局,2022,title,"))
    #expect(cells.text.contains("本年度工作平稳。"))
  }
}

/// Random documents give the cells that they were made to show; python-docx agrees where it knows all that is in them.
@Suite(.needs(.python))
struct RandomWordTests {
  @Test func randomDocumentsGiveTheirCells() throws {
    let script = Workplace.root.appending(path: "Tests/InteropTests/Readers/fuzz_word.py").path
    let result = try Program.python.run([script, Command.nianbao, "500", "1"]).checked("fuzz_word.py")
    #expect(result.text.hasSuffix(": 0 differ\n"))
  }
}
