import Foundation
import TestSupport
import Testing

@testable import Sheets

/// SpreadsheetML files of the orcus project, many saved by Excel, with the cells that it finds in them.
private let suite = Workplace.shared.appending(path: "suites/orcus-xls-xml")

private let files: [String] = {
  let paths = (try? FileManager.default.subpathsOfDirectory(atPath: suite.path)) ?? []
  return paths.filter { $0.hasSuffix(".xml") }.sorted()
}()

/// A line of `check.txt`: where, and the text that is expected; `nil` for what is no cell's value.
private struct Check {
  let place: String
  let isNumber: Bool
  let text: String

  init?(_ line: Substring) {
    let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 2 else { return nil }
    let path = parts[0].split(separator: "/").map(String.init)
    guard path.count == 3, let row = Int(path[1]), let column = Int(path[2]) else { return nil }
    place = "\(path[0])/\(row)/\(column)"
    switch parts[1] {
    case "string":
      (isNumber, text) = (false, String(parts[2].dropFirst().dropLast()).replacing("\\n", with: "\n"))
    case "numeric": (isNumber, text) = (true, parts[2])
    // Behind the formula stands its value.
    case "formula":
      let value = String(parts[2].split(separator: ":", omittingEmptySubsequences: false).last ?? "")
      (isNumber, text) = (Double(value) != nil, value)
    default: return nil
    }
  }
}

@Suite(.enabled(if: !files.isEmpty, "../shared/suites/orcus-xls-xml is not here"))
struct OrcusTests {
  /// Every file opens, and both ways of reading rows give the same.
  @Test(arguments: files)
  func fileIsRead(path: String) throws {
    let bytes = try Workplace.bytes(suite.appending(path: path))
    // The one file in a Western encoding, which no Chinese program writes.
    if path == "character-set/input.xml" {
      #expect(throws: WorkbookError.self) { try readCells(bytes, name: path) }
      return
    }
    let cells = try readCells(bytes, name: path)
    #expect(try readCells(bytes, name: path, byEvents: true) == cells)
  }

  @Test func cellsAreThoseOfTheSuite() throws {
    var (right, all, wrong) = (0, 0, [String: Int]())
    for path in files where path.hasSuffix("/input.xml") {
      let folder = suite.appending(path: path).deletingLastPathComponent()
      guard let text = try? String(contentsOf: folder.appending(path: "check.txt"), encoding: .utf8) else {
        continue
      }
      let cells = try places(Workplace.bytes(suite.appending(path: path)))
      for check in text.split(separator: "\n").compactMap(Check.init) {
        all += 1
        if cells[check.place].map({ isRight($0, check) }) ?? check.text.isEmpty {
          right += 1
        } else {
          wrong[folder.lastPathComponent, default: 0] += 1
          if wrong[folder.lastPathComponent] ?? 0 < 4 {
            print(
              "orcus \(folder.lastPathComponent) \(check.place): \(check.text) read as \(cells[check.place] ?? "nothing")"
            )
          }
        }
      }
    }
    print("orcus: \(right) of \(all) cells in \(files.count) files")
    // Dates, which the suite gives as numbers, and formulas whose values the file does not hold: orcus computes them.
    #expect(wrong == ["table-offset": 2, "formula-cells-2": 6])
    #expect(all == 620)
  }

  private func isRight(_ text: String, _ check: Check) -> Bool {
    guard check.isNumber, let number = Double(text), let expected = Double(check.text) else {
      return text == check.text
    }
    // The suite rounds results of formulas.
    return abs(number - expected) <= max(abs(expected) * 1e-6, 0.005)
  }

  private func places(_ bytes: [UInt8]) throws -> [String: String] {
    var book = try WorkbookReader(.init(bytes: bytes, name: "input.xml"))
    var found: [String: String] = [:]
    while let sheet = try book.nextSheet() {
      while try book.nextRow() {
        for cell in book.cells where cell.kind != .blank {
          found["\(sheet.name)/\(book.rowNumber - 1)/\(cell.column)"] = String(book.text(cell))
        }
      }
    }
    return found
  }
}
