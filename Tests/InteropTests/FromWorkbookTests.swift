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
      allowing: ending == .xml ? [.untyped, .noControls] : .untyped)
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

  /// A figure that somebody typed into a sheet that people look at, and what programs make of the rest when they save it: the
  /// checksums of 说明 tell that nothing else was changed.
  @Test(arguments: [("form", "B5"), ("wide", "C3")], [true, false])
  func typedFiguresAreTaken(sheet: (layout: String, cell: String), savesAgain: Bool) throws {
    let folder = try WorkbookFiles.emptyFolder("typed-\(sheet.layout)-\(savesAgain)")
    let facts = Workplace.root.appending(path: "samples/2021-form.tidy.csv").path
    var path = folder.appending(path: "a.xlsx").path
    _ = try Command.nianbao("to-xlsx", "--layout", sheet.layout, facts, "-o", path).checked("to-xlsx")
    let program = """
      import sys
      from openpyxl import load_workbook
      book = load_workbook(sys.argv[1])
      sheet = next(sheet for sheet in book if sheet.title.endswith("主动公开政府信息情况"))
      assert sheet[sys.argv[2]].value == 0, sheet[sys.argv[2]].value
      sheet[sys.argv[2]] = 97
      book.save(sys.argv[1])
      """
    _ = try Program.python.run(["-c", program, path, sheet.cell]).checked("openpyxl")
    if savesAgain {
      let saved = try WorkbookFiles.emptyFolder("typed-\(sheet.layout)-saved")
      try LibreOffice.convert([path], to: "xlsx", into: saved)
      path = saved.appending(path: "a.xlsx").path
    }
    let result = try Command.nianbao("from-xlsx", path).checked("from-xlsx")
    let written = try String(contentsOfFile: facts, encoding: .utf8)
    let first = "主动公开政府信息情况,规章,本年制发件数,"
    #expect(result.stdout.text == written.replacing(first + "0", with: first + "97"))
    #expect(result.stderr.contains("!\(sheet.cell): warning: “97” is taken, 数据 has “0”"))
  }

  /// Differences of the peers are told, with reasons, in the program; `make fuzz-workbooks` reads more of them.
  @Test func randomWorkbooksHoldWhatOthersRead() throws {
    let program = Workplace.root.appending(path: "Tests/InteropTests/Readers/fuzz_workbooks.py").path
    let result = try Program.python.run([program, Command.nianbao, "500", "1"])
    #expect(result.status == 0, "\(result.text)\(result.stderr)")
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
