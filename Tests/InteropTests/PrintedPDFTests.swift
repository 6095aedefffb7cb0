import Foundation
import TestSupport
import Testing

/// Random reports as several programs print them, and as others save them again, give the facts of the pages they were printed from.
@Suite(
  .needs(.python, .soffice, .pdftotext),
  .enabled(
    if: isInteropRequired || Printers.areThere, "WeasyPrint, reportlab, pikepdf or PyMuPDF is missing")
)
struct PrintedPDFTests {
  /// Few, for time: other seeds were tried when the reader was made.
  private static let count = 24

  @Test func printedReportsGiveTheFactsOfTheirPages() throws {
    let folder = try WorkbookFiles.emptyFolder("printed-pdfs")
    let script = Workplace.root.appending(path: "Tests/InteropTests/Readers/print_pdfs.py").path
    let page = Workplace.root.appending(path: "samples/web-page.html").path
    _ = try Program.python.run([script, folder.path, page, "\(Self.count)"]).checked("print_pdfs.py")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let printed = files.filter { $0.pathExtension == "pdf" }
    #expect(printed.count == Self.count)
    var (right, wanted) = (0, 0)
    for pdf in printed {
      let name = pdf.lastPathComponent
      let truth = try ReadFacts(of: pdf.deletingPathExtension().appendingPathExtension("html")).facts
      let read = try ReadFacts(of: pdf)
      let wrong = read.facts.subtracting(truth)
      #expect(wrong.isEmpty, "\(name): \(wrong.prefix(3))")
      // What is not certain is refused: figures wider than their column, tables without lines.
      let isTold = read.messages.contains("error: ") || read.messages.contains("warning: ")
      #expect(read.facts == truth || isTold, "\(name)")
      // LibreOffice cuts tables of pages that are wider than the sheet.
      guard !name.contains("-none-"), !name.contains("-level-"), !name.contains("-libreoffice-") else {
        continue
      }
      (right, wanted) = (right + read.facts.count, wanted + truth.count)
    }
    #expect(wanted > 0 && Double(right) >= 0.97 * Double(wanted), "\(right) of \(wanted)")
  }
}

private enum Printers {
  static let areThere: Bool = {
    let imports = "import weasyprint, reportlab, pikepdf, pymupdf"
    return (try? Program.python.run(["-c", imports]).status) == 0
  }()
}
