import Foundation
import TestSupport
import Testing

/// LibreOffice's cells are the cells that were written.
@Suite(.needs(.soffice, .python))
struct LibreOfficeTests {
  /// The shown texts, from one CSV file a sheet.
  @Test(arguments: WorkbookEnding.allCases)
  func sheetsSavedAsCSVHoldEveryCell(ending: WorkbookEnding) throws {
    let files = try WorkbookFiles.made()
    let folder = try WorkbookFiles.emptyFolder("libreoffice-csv-\(ending)")
    try LibreOffice.convert(files.paths(ending), to: LibreOffice.csv, into: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".csv") }
    let wanted = files.facts.flatMap { file in
      (files.expected[file.name] ?? []).map { "\(file.name)-\($0.sheet.name).csv" }
    }
    #expect(Set(names) == Set(wanted), "one file a sheet, and no more")
    var read = try CellReader.csv.read(wanted.map { folder.appending(path: $0).path })[...]
    let books = files.facts.map { file in
      (files.expected[file.name] ?? []).map {
        Sheet(name: $0.sheet.name, rows: read.removeFirst().first?.rows ?? [])
      }
    }
    try files.expectEqual(
      read: books, allowing: ending == .xml ? [.untyped, .noControls] : [.untyped, .lineFeeds])
  }

  /// Numbers as numbers and texts as texts, from .xlsx, by two libraries.
  @Test(arguments: WorkbookEnding.allCases)
  func cellsSavedAsXLSXKeepTheirTypes(ending: WorkbookEnding) throws {
    let files = try WorkbookFiles.made()
    let folder = try WorkbookFiles.emptyFolder("libreoffice-types-\(ending)")
    try LibreOffice.convert(files.paths(ending), to: LibreOffice.xlsx, into: folder)
    let saved = files.facts.map { folder.appending(path: "\($0.name).xlsx").path }
    for reader in [CellReader.calamine, .openpyxl] {
      let ofXLSX: Allowance = reader == .openpyxl ? [.lineFeeds, .controlEscapes] : .lineFeeds
      try files.expectEqual(
        read: reader.read(saved), allowing: ending == .xml ? .noControls : ofXLSX)
    }
  }

  /// The same by nianbao.
  @Test(arguments: WorkbookEnding.allCases)
  func cellsSavedAsXLSXAreReadByNianbao(ending: WorkbookEnding) throws {
    let files = try WorkbookFiles.made()
    let folder = try WorkbookFiles.emptyFolder("libreoffice-nianbao-\(ending)")
    try LibreOffice.convert(files.paths(ending), to: LibreOffice.xlsx, into: folder)
    try files.expectEqual(
      read: files.readByNianbao(folder, .xlsx),
      allowing: ending == .xml ? [.untyped, .noControls] : [.untyped, .lineFeeds])
  }

  /// Facts that LibreOffice opened and saved come back as they were, by byte.
  @Test(arguments: WorkbookEnding.allCases)
  func factsComeBackFromXLSXFilesThatLibreOfficeSaved(ending: WorkbookEnding) throws {
    for (written, read) in try factsSaved(ending, to: .xlsx) {
      let lines = zip(read.bytes.lines, written.bytes.lines).filter { $0 != $1 }
      #expect(lines.isEmpty, "\(written.name): \(lines.first.debugDescription)")
      #expect(read.bytes.count == written.bytes.count)
    }
  }

  /// As XML it loses the count of decimals, and makes three blanks of two.
  @Test func factsComeBackFromXMLFilesThatLibreOfficeSaved() throws {
    for (written, read) in try factsSaved(.xml, to: .xml) {
      let (wanted, got) = (try written.records(), try read.records())
      #expect(wanted.count == got.count)
      for (wanted, got) in zip(wanted, got) {
        let isSame = zip(wanted, got).allSatisfy { one, other in
          Cell(value: one) == Cell(value: other) || one.split(separator: " ") == other.split(separator: " ")
        }
        #expect(isSame, "\(written.name): \(wanted) came back as \(got)")
      }
    }
  }

  /// Facts, and what comes back of them when LibreOffice has opened our workbook and saved it.
  private func factsSaved(
    _ ending: WorkbookEnding, to saved: WorkbookEnding
  ) throws -> [(written: FactsFile, read: FactsFile)] {
    let files = try WorkbookFiles.made()
    let folder = try WorkbookFiles.emptyFolder("libreoffice-facts-\(ending)-\(saved)")
    // Line breaks and control characters do not come back; see the cells above.
    let facts = files.facts.filter { !$0.name.hasPrefix("awkward") }
    try LibreOffice.convert(
      facts.map { files.path($0.name, ending) }, to: saved == .xml ? LibreOffice.xml : LibreOffice.xlsx,
      into: folder)
    return try facts.map { file in
      let workbook = folder.appending(path: "\(file.name).\(saved)").path
      let read = try Command.nianbao("from-\(saved)", workbook).checked("nianbao from-\(saved)")
      return (file, FactsFile(name: file.name, bytes: read.stdout))
    }
  }
}

extension [UInt8] {
  fileprivate var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
