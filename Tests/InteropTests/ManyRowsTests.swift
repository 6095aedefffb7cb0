import Foundation
import TestSupport
import Testing

/// A sheet holds 1,048,576 rows; a file with one more makes LibreOffice load nothing, and end with 0.
@Suite(.needs(.soffice))
struct ManyRowsTests {
  private static let rowsOfASheet = 1_048_576

  /// Facts of a number only, for the reading takes most of a minute as it is.
  @Test(.timeLimit(.minutes(10)))
  func factsPastTheRowsOfASheetAreAllRead() throws {
    let count = Self.rowsOfASheet + 4
    let folder = try WorkbookFiles.emptyFolder("many-rows")
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try Command.shell(
      "set -o pipefail; (echo agency,year,section,row,column,value; seq -f ',,,,,%.0f' \(count)) | nianbao to-xml -o many.xml",
      in: folder
    ).checked("nianbao to-xml")
    #expect(made.stderr.contains("2 sheets"))
    try LibreOffice.convert([folder.appending(path: "many.xml").path], to: LibreOffice.csv, into: folder)

    // The header stands on both sheets.
    let first = try lines(of: "many-数据.csv", in: folder)
    #expect(first.count == Self.rowsOfASheet)
    let second = try lines(of: "many-数据 (2).csv", in: folder)
    let header = "agency,year,section,row,column,value"
    #expect([first.first, second.first] == [header, header])
    let values = (first.dropFirst() + second.dropFirst()).compactMap { Int($0.drop { $0 == "," }) }
    #expect(values.elementsEqual(1...count))
  }

  private func lines(of name: String, in folder: URL) throws -> [String] {
    try Workplace.bytes(folder.appending(path: name)).split(separator: 0x0A).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
