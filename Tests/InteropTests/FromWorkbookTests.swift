import Foundation
import TestSupport
import Testing

/// Workbooks as nianbao reads them: its own, and what other programs saved of them.
@Suite(.needs(.soffice, .python))
struct FromWorkbookTests {
  @Test(arguments: WorkbookEnding.allCases)
  func ourOwnWorkbooksAreRead(ending: WorkbookEnding) throws {
    let files = try WorkbookFiles.made()
    try files.expectEqual(
      read: files.readByNianbao(files.folder, ending),
      allowing: ending == .xml ? [.untyped, .noControls] : [.untyped, .noNull])
  }

  /// Without the awkward texts: LibreOffice's documents hold no tabs and no line breaks.
  @Test func documentsOfLibreOfficeAreRead() throws {
    let files = try WorkbookFiles.made().without("awkward").without("awkward-report")
    let folder = try WorkbookFiles.emptyFolder("libreoffice-documents")
    try LibreOffice.convert(files.paths(.xml), to: LibreOffice.xml, into: folder)
    try files.expectEqual(
      read: files.readByNianbao(folder, .xml), allowing: [.untyped, .libreOfficeDocument])
  }

  /// Without the awkward texts: openpyxl reads `_x005F_x0041_` as `_x0041_`, and writes that, which is `A`.
  @Test(arguments: ["load_workbook(a).save(b)", "stream(load_workbook(a, read_only=True)).save(b)"])
  func packagesOfOpenpyxlAreRead(way: String) throws {
    let files = try WorkbookFiles.made().without("awkward").without("awkward-report")
    let folder = try WorkbookFiles.emptyFolder("openpyxl-\(way.count)")
    let program = """
      import os, sys
      from openpyxl import load_workbook, Workbook
      def stream(book):
          copy = Workbook(write_only=True)
          for sheet in book:
              rows = copy.create_sheet(sheet.title)
              for row in sheet.iter_rows(values_only=True): rows.append(row)
          return copy
      for a in sys.argv[2:]:
          b = os.path.join(sys.argv[1], os.path.basename(a))
          \(way)
      """
    _ = try Program.python.run(["-c", program, folder.path] + files.paths(.xlsx)).checked("openpyxl")
    try files.expectEqual(read: files.readByNianbao(folder, .xlsx), allowing: .untyped)
  }
}

extension WorkbookFiles {
  /// The workbooks in a folder, sheet by sheet as `from-xlsx --raw` gives them.
  func readByNianbao(_ folder: URL, _ ending: WorkbookEnding) throws -> [[Sheet]] {
    try facts.map { file in
      let path = folder.appending(path: "\(file.name).\(ending)").path
      return try (expected[file.name] ?? []).map { expected in
        let name = expected.sheet.name
        let result = try Command.nianbao("from-xlsx", "--raw", "--sheet", name, path).checked("from-xlsx")
        let rows = try FactsFile(name: name, bytes: result.stdout).records()
        return Sheet(name: name, rows: rows.map { $0.map { $0.isEmpty ? .empty : .text($0) } })
      }
    }
  }
}
