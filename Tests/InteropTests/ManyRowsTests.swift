import Foundation
import TestSupport
import Testing

/// A sheet holds 1,048,576 rows; a file with one more makes LibreOffice load nothing, and end with 0.
@Suite(
  .needs(.soffice),
  .enabled(if: isInteropRequired, "takes minutes; `make interop` runs it, with the optimised program"))
struct ManyRowsTests {
  private static let rowsOfASheet = 1_048_576

  /// Facts of a number only, for the reading takes most of a minute as it is.
  @Test(.timeLimit(.minutes(10)), arguments: WorkbookEnding.allCases)
  func factsPastTheRowsOfASheetAreAllRead(ending: WorkbookEnding) throws {
    let folder = try WorkbookFiles.emptyFolder("many-rows-\(ending)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let more = 4
    let made = try shell(
      "\(facts(1, to: Self.rowsOfASheet - 1 + more)) | nianbao to-\(ending) -o many.\(ending)", in: folder)
    #expect(made.stderr.contains("2 sheets"))
    try LibreOffice.convert(
      [folder.appending(path: "many.\(ending)").path], to: LibreOffice.csv, into: folder)

    // The header stands on both sheets, and is one of the first one's rows.
    let last = Self.rowsOfASheet - 1
    _ = try shell("cmp <(\(facts(1, to: last))) many-数据.csv", in: folder)
    _ = try shell("cmp <(\(facts(last + 1, to: last + more))) 'many-数据 (2).csv'", in: folder)
  }

  /// The shell's words for facts of which the values count up.
  private func facts(_ first: Int, to last: Int) -> String {
    "(echo agency,year,section,row,column,value; seq -f ,,,,,%.0f \(first) \(last))"
  }

  private func shell(_ line: String, in folder: URL) throws -> CommandResult {
    try Command.shell("set -o pipefail; " + line, in: folder).checked(line)
  }
}
