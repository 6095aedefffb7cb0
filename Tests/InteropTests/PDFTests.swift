import Foundation
import TestSupport
import Testing

/// Reports that LibreOffice printed as PDF give the facts of the text they were made of.
@Suite(
  .needs(.soffice, .pdftotext), .enabled(if: isInteropRequired || Fonts.haveChinese, "no font with Chinese"))
struct PDFTests {
  /// By itself, and by way of the text that pdftotext makes.
  @Test(arguments: Printed.Paper.allCases)
  fileprivate func printedTablesGiveTheFactsOfTheirReports(paper: Printed.Paper) throws {
    for (report, pdf) in try Printed.files(on: paper) {
      let wanted = try Reading("nianbao extract '\(report.path)'")
      #expect(wanted.facts.count > 1, "\(report.lastPathComponent)")
      for extract in ["nianbao extract '\(pdf)'", "pdftotext -layout '\(pdf)' - | nianbao extract"] {
        let read = try Reading(extract)
        if paper == .wide || read.errors.isEmpty {
          #expect(read.facts == wanted.facts, "\(report.lastPathComponent): \(extract)")
        } else {
          // Of a column so narrow that it breaks figures some may be refused: in text, all rows whose sums do not hold then.
          let invented = Set(read.facts).subtracting(wanted.facts)
          #expect(invented.isEmpty, "\(report.lastPathComponent): \(extract): \(invented)")
          #expect(
            Double(read.facts.count) >= 0.93 * Double(wanted.facts.count), "\(report.lastPathComponent)")
        }
      }
    }
  }

  /// Without `-layout`, pdftotext gives the cells of a table in the order that it takes for that of reading: titles of tables behind the
  /// tables, figures before their labels, one too early at times. What cannot be told from that must not be guessed: blank cells leave
  /// no trace.
  @Test(arguments: Printed.Paper.allCases)
  fileprivate func inReadingOrderNothingIsInventedAndEveryLostTableIsNamed(paper: Printed.Paper) throws {
    for (report, pdf) in try Printed.files(on: paper) {
      let wanted = Set(try Reading("nianbao extract '\(report.path)'").facts)
      let read = try Reading("pdftotext '\(pdf)' - | nianbao extract")
      let name = report.lastPathComponent
      let invented = Set(read.facts).subtracting(wanted)
      #expect(invented.isEmpty, "\(name): \(invented)")
      if !wanted.contains(where: { $0.hasSuffix(",blank") }) {
        // Of tables that go over a page's end the disputes, on narrow paper a row of the first table: their figures are not in order.
        let isReal = Workplace.reports.contains(report)
        let share = Double(read.facts.count) / Double(wanted.count)
        #expect(
          share >= (isReal && paper == .wide ? 1 : 0.8), "\(name): \(read.facts.count) of \(wanted.count)")
      }
      // A table that is lost has an error, by its section or by its own title; rows that one lacks have a warning at least.
      for section in Set(wanted.subtracting(read.facts).map { $0.split(separator: ",")[2] }) {
        let isPartThere = read.facts.contains { $0.contains(",\(section),") }
        let messages = isPartThere ? read.errors + read.warnings : read.errors
        let isNamed = messages.contains { $0.contains("“\(section)”") || $0.contains("“第二十条") }
        #expect(isNamed, "\(name): \(section) is lost without a message")
      }
      for warning in read.warnings {
        guard let table = warning.split(separator: "the report has no table “").dropFirst().first else {
          continue
        }
        let title = table.prefix { $0 != "”" }
        #expect(
          read.errors.contains { $0.contains("“\(title)”") }, "\(name): \(title) is lost without an error")
      }
    }
  }
}

/// What comes of a document.
private struct Reading {
  /// Records of tidy facts, the header first.
  let facts: [String]
  let errors: [String]
  let warnings: [String]

  /// - Parameter extract: a line of shell that writes cells.
  init(_ extract: String) throws {
    let result = try Command.shell(extract + " | nianbao tidy --with code,form,status")
    facts = result.text.split(separator: "\n").map(String.init)
    let messages = result.stderr.split(separator: "\n").map(String.init)
    errors = messages.filter { $0.contains(": error: ") }
    warnings = messages.filter { $0.contains(": warning: ") }
  }
}

/// The reports as PDF, made once for all tests. By way of .docx: printed from a page, the PDF lacks its first line.
private enum Printed {
  enum Paper: String, CaseIterable {
    /// So wide that no column breaks its words.
    case wide = "42cm 29.7cm; margin: 1cm"
    case upright = "21cm 29.7cm; margin: 2cm"
  }

  /// The others have words or no marks in cells, labels of their own in tables without ruled columns, and the like, which flowing text
  /// does not keep.
  private static let samples = ["2019-form", "2021-form", "hybrid-2021", "traditional-title", "wrong-total"]
  private static let wide = Result { try make(.wide) }
  private static let upright = Result { try make(.upright) }

  static func files(on paper: Paper) throws -> [(report: URL, pdf: String)] {
    try (paper == .wide ? wide : upright).get()
  }

  private static func make(_ paper: Paper) throws -> [(report: URL, pdf: String)] {
    let folder = try WorkbookFiles.emptyFolder("printed-\(paper)")
    var names: [(report: URL, name: String)] = []
    let samples = Workplace.samples.filter { report in
      Self.samples.contains { report.path.hasSuffix("/\($0).txt") }
    }
    for report in samples + Workplace.reports {
      guard let page = try PrintedPage(of: report, merges: true) else { continue }
      let name = report.deletingPathExtension().lastPathComponent
      let html = page.html.replacing(
        "<head>", with: "<head><style>@page { size: \(paper.rawValue) }</style>")
      try Data(html.utf8).write(to: folder.appending(path: name + ".html"))
      names.append((report, name))
    }
    try #require(names.count >= 5)
    for (from, to) in [("html", "docx:Office Open XML Text"), ("docx", "pdf:writer_pdf_Export")] {
      try LibreOffice.convert(
        names.map { folder.appending(path: "\($0.name).\(from)").path }, to: to, into: folder)
    }
    return names.map { ($0.report, folder.appending(path: $0.name + ".pdf").path) }
  }
}

private enum Fonts {
  /// Without one, LibreOffice prints empty boxes. `fc-list` belongs to fontconfig, which LibreOffice brings.
  static let haveChinese: Bool = {
    guard let program = Command.find("fc-list") else { return false }
    return (try? Command.run(program, [":lang=zh"]).stdout.isEmpty) == false
  }()
}
