import Foundation
import TestSupport
import Testing

/// Facts that are written as a workbook and read again are the same facts, in every layout that holds them.
@Suite struct WorkbookRoundTripTests {
  private static let samples = Workplace.samples.map { $0.deletingPathExtension().lastPathComponent }
  private static let official = [
    "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "政府信息公开情况统计表",
  ]

  private func path(_ sample: String) -> String {
    Workplace.root.appending(path: "samples/\(sample).tidy.csv").path
  }

  private func lines(_ line: String) throws -> [String] {
    let result = try Command.shell("set -o pipefail; " + line)
    #expect(result.status == 0, "\(line): \(result.stderr)")
    return result.text.split(separator: "\n").map(String.init)
  }

  @Test(arguments: samples, ["xlsx", "xml"]) func allFactsComeBack(sample: String, format: String) throws {
    let result = try Command.shell(
      "set -o pipefail; nianbao to-\(format) '\(path(sample))' | nianbao from-\(format) | cmp - '\(path(sample))'"
    )
    #expect(result.status == 0, "\(result.text)\(result.stderr)")
  }

  /// Tables of no form stand behind the others, so the order may differ.
  @Test(arguments: samples, ["xlsx", "xml"]) func formsGiveTheFacts(sample: String, format: String) throws {
    let read = try lines(
      "nianbao to-\(format) --layout form '\(path(sample))' | nianbao from-\(format) --layout form")
    #expect(read.sorted() == (try lines("cut -d, -f1-6 '\(path(sample))'")).sorted())
    #expect(
      try lines("nianbao to-\(format) --layout form '\(path(sample))' | nianbao extract | nianbao tidy")
        == read)
  }

  /// A blank cell of a wide sheet is no fact.
  @Test(arguments: samples, ["xlsx", "xml"]) func wideSheetsGiveTheFiguresOfOfficialTables(
    sample: String, format: String
  ) throws {
    let read = try lines(
      "nianbao to-\(format) --layout wide '\(path(sample))' | nianbao from-\(format) --layout wide")
    let facts = try lines("cut -d, -f1-6 '\(path(sample))'").enumerated().filter { index, line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return index == 0 || Self.official.contains(String(fields[2])) && !line.hasSuffix(",")
    }
    #expect(read.sorted() == facts.map(\.element).sorted())
  }

  /// With some rows of a report only, most totals would lack their parts.
  @Test(arguments: [("--agency '*街道*'", true), ("--year 2022", true), ("--row '*总计'", false)])
  func reportsThatAreWholeAreChecked(filter: String, isChecked: Bool) throws {
    let found = try lines(
      "nianbao to-xml \(filter) samples/wrong-total.tidy.csv | grep -c 'ss:Name=\"核查\"' || true")
    #expect(found == [isChecked ? "1" : "0"])
  }

  /// Everything that a field can hold but line breaks; XML has no control characters, .xlsx has a way to write them.
  @Test func awkwardFactsComeBackExactly() throws {
    let place = try Workplace.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: place) }
    let texts = [
      "=1+1", "'x", " a ", "\u{3000}全角\u{3000}", "\"引号\",逗号", "<&>", "_x000D_", "a_x0041_", "😀", "007", "-0",
      "1e5",
      "18.8710", "0.00", "12345678901234567890", "123456789012345", "-3.50", "TRUE", "#N/A", "2020-01-01",
      "\t", "",
    ]
    for (format, extra) in [("xlsx", ["\u{1}控\u{1F}"]), ("xml", [])] {
      var csv = "agency,year,section,row,column,value\n"
      for text in texts + extra {
        let field = "\"" + text.replacing("\"", with: "\"\"") + "\""
        csv += "\(field),2020,\(field),\(field),\(field),\(field)\n"
      }
      let file = place.appending(path: "facts.csv")
      try Data(csv.utf8).write(to: file)
      let expected = try lines("nianbao to-csv --delimiter tab '\(file.path)'")
      let read = try lines(
        "nianbao to-\(format) '\(file.path)' | nianbao from-\(format) | nianbao to-csv --delimiter tab")
      #expect(read == expected)
    }
  }
}
