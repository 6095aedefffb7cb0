import Foundation
import TestSupport
import Testing

/// Reports that LibreOffice saved as Word documents give the facts of the text they were made of.
@Suite(.needs(.soffice))
struct WordTests {
  private static let reports = Workplace.samples + Workplace.reports

  @Test func documentsGiveTheFactsOfTheirReports() throws {
    let folder = try WorkbookFiles.emptyFolder("word")
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
      pages.map { folder.appending(path: "\($0.name).html").path }, to: "docx:Office Open XML Text",
      into: folder)
    for page in pages {
      let document = folder.appending(path: "\(page.name).docx").path
      #expect(try Self.facts(document) == Self.facts(page.report.path), "\(page.name)")
    }
  }

  private static func facts(_ path: String) throws -> String {
    try Command.shell("nianbao extract '\(path)' | nianbao tidy").text
  }

  /// A page with the pieces of a report: each table's rows as they are.
  private static func page(of cells: String) -> String {
    var page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>"
    var (table, row) = ("", "")
    for record in cells.split(separator: "\n").dropFirst() {
      let fields = Self.fields(String(record))
      if fields[6] != table {
        if !table.isEmpty { page += "</tr></table>" }
        if !fields[6].isEmpty { page += "<table border=\"1\"><tr>" }
        (table, row) = (fields[6], fields[7])
      } else if fields[7] != row {
        page += "</tr><tr>"
        row = fields[7]
      }
      let text = fields[9].replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      page += table.isEmpty ? "<p>\(text)</p>" : "<td>\(text)</td>"
    }
    return page + (table.isEmpty ? "" : "</tr></table>") + "</body></html>"
  }

  /// The fields of a record; quotes as RFC 4180 has them.
  private static func fields(_ record: String) -> [String] {
    var (fields, isQuoted) = ([""], false)
    for character in record {
      if character == "\"" {
        // A doubled quote opens again what the first one closed.
        if !isQuoted, !fields[fields.count - 1].isEmpty { fields[fields.count - 1].append("\"") }
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

/// PDFs and old Word files come in through programs of their own.
@Suite(.needs(.soffice, .pdftotext, .antiword))
struct DocumentProgramTests {
  @Test(arguments: ["pdf", "doc"])
  func documentsBecomeText(ending: String) throws {
    let folder = try WorkbookFiles.emptyFolder("documents-\(ending)")
    // Long enough for antiword, which takes short texts for broken files.
    let prose = String(repeating: "<p>本年度工作平稳。</p>", count: 100)
    let page =
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><p>石湾县农业农村局2022年政府信息公开工作年度报告</p>"
      + "<p>一、总体情况</p>\(prose)</body></html>"
    let html = folder.appending(path: "report.html")
    try page.write(to: html, atomically: true, encoding: .utf8)
    // By way of .docx: saved from the page itself, the PDF lacks its first line.
    try LibreOffice.convert([html.path], to: "docx:Office Open XML Text", into: folder)
    let filter = ending == "pdf" ? "pdf:writer_pdf_Export" : "doc:MS Word 97"
    try LibreOffice.convert([folder.appending(path: "report.docx").path], to: filter, into: folder)
    let cells = try Command.nianbao("extract", folder.appending(path: "report.\(ending)").path).checked(
      "extract")
    #expect(cells.text.contains(",石湾县农业农村局,2022,title,"))
    #expect(cells.text.contains("本年度工作平稳。"))
  }
}
