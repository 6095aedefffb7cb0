import Foundation
import Testing

/// LibreOffice's cells are the cells that were written.
@Suite(.needs(.soffice, .python))
struct LibreOfficeTests {
  /// The shown texts, from one CSV file a sheet.
  @Test(arguments: WorkbookFiles.names)
  func sheetsSavedAsCSVHoldEveryCell(name: String) throws {
    let written = try #require(WorkbookFiles.made().expected[name])
    let folder = try LibreOffice.csvFolder()
    let files = written.map { "\(name)-\($0.name).csv" }
    let saved = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasPrefix(name + "-")
    }
    #expect(Set(saved) == Set(files), "one file a sheet, and no more")
    let read = try CellReader.csv.read(files.map { folder.appending(path: $0).path })
    let sheets = zip(written, read).map { Sheet(name: $0.name, rows: $1.first?.rows ?? []) }
    expectEqual(written: written, read: sheets, allowing: .untyped)
  }

  /// Numbers as numbers and texts as texts, from .xlsx, by two libraries.
  @Test(arguments: WorkbookFiles.names, [CellReader.calamine, .openpyxl])
  func cellsSavedAsXLSXKeepTheirTypes(name: String, reader: CellReader) throws {
    let file = try LibreOffice.xlsxFolder().appending(path: "\(name).xlsx")
    let read = try reader.read([file.path])
    expectEqual(written: try #require(WorkbookFiles.made().expected[name]), read: read.first ?? [])
  }
}
