import Foundation
import TestSupport
import Testing

/// What other programs save of a workbook is read as it was written.
@Suite(.needs(.soffice, .python))
struct FromWorkbookTests {
  @Test(arguments: WorkbookFiles.names)
  func ourOwnDocumentsAreRead(name: String) throws {
    try expectRead(WorkbookFiles.made().path(name), as: name)
  }

  @Test(arguments: WorkbookFiles.names)
  func packagesOfLibreOfficeAreRead(name: String) throws {
    try expectRead(LibreOffice.xlsxFolder().appending(path: "\(name).xlsx").path, as: name)
  }

  /// Without the awkward texts: LibreOffice's documents hold no tabs and no line breaks.
  @Test(arguments: WorkbookFiles.names.filter { $0 != WorkbookFiles.awkward })
  func documentsOfLibreOfficeAreRead(name: String) throws {
    try expectRead(
      Self.documents.get().appending(path: "\(name).xml").path, as: name,
      allowing: [.untyped, .libreOfficeDocument])
  }

  private static let documents = Result {
    let folder = try WorkbookFiles.emptyFolder("libreoffice-xml")
    try LibreOffice.convert(try WorkbookFiles.made().paths, to: "xml:MS Excel 2003 XML", into: folder)
    return folder
  }

  /// Without the awkward texts: openpyxl reads `_x005F_x0041_` as `_x0041_`, and writes that, which is `A`.
  @Test(
    arguments: WorkbookFiles.names.filter { $0 != WorkbookFiles.awkward },
    ["load_workbook(a).save(b)", "stream(load_workbook(a, read_only=True)).save(b)"])
  func packagesOfOpenpyxlAreRead(name: String, way: String) throws {
    let folder = try WorkbookFiles.emptyFolder("openpyxl-\(name)-\(way.count)")
    let (a, b) = (
      try LibreOffice.xlsxFolder().appending(path: "\(name).xlsx"), folder.appending(path: "a.xlsx")
    )
    let program = """
      import sys
      from openpyxl import load_workbook, Workbook
      def stream(book):
          copy = Workbook(write_only=True)
          for sheet in book:
              rows = copy.create_sheet(sheet.title)
              for row in sheet.iter_rows(values_only=True): rows.append(row)
          return copy
      a, b = sys.argv[1:]
      \(way)
      """
    _ = try Program.python.run(["-c", program, a.path, b.path]).checked("openpyxl")
    try expectRead(b.path, as: name)
  }

  private func expectRead(_ path: String, as name: String, allowing allowance: Allowance = .untyped) throws {
    // The facts; what the other sheets look like is tested where they are made.
    let written = try #require(WorkbookFiles.made().expected[name]).filter { $0.name == "数据" }
    let read = try written.map { sheet in
      let result = try Command.nianbao("from-xlsx", "--raw", "--sheet", sheet.name, path).checked("from-xlsx")
      let rows = try FactsFile(name: name, bytes: result.stdout).records()
      return Sheet(name: sheet.name, rows: rows.map { $0.map { $0.isEmpty ? .empty : .text($0) } })
    }
    expectEqual(written: written, read: read, allowing: allowance)
  }
}
