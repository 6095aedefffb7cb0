import Foundation
import TestSupport
import Testing

/// SQLite imports facts, and has the records, fields and sums that were written.
@Suite(.needs(.sqlite3))
struct SQLiteTests {
  /// Every byte of every field.
  @Test(arguments: WorkbookFiles.names)
  func theFieldsAreTheBytesWritten(name: String) throws {
    let file = try importable(name)
    let records = try file.fields()
    let fields = records[0].map { "hex(\"\($0.text)\")" }.joined(separator: ",")
    let read = try query("select \(fields) from facts order by rowid", of: file)
    let written = records.dropFirst().map { $0.map(\.hexadecimal).joined(separator: "|") }
    #expect(read.count == written.count)
    for (read, written) in zip(read, written) where read != written {
      Issue.record("\(written.prefix(200)) came back as \(read.prefix(200))")
      break
    }
  }

  /// Rows, and the sum of the plain numbers, for each section, in hundred-thousandths, where sums are exact.
  @Test(arguments: WorkbookFiles.names.filter { !$0.hasPrefix("awkward") })
  func theCountsAndSumsAgree(name: String) throws {
    let file = try importable(name)
    var sums: [String: (count: Int, sum: Decimal)] = [:]
    for record in try file.records().dropFirst() {
      let number = record[5].isDecimal ? Decimal(string: record[5]) : nil
      sums[record[2], default: (0, 0)].count += 1
      sums[record[2], default: (0, 0)].sum += (number ?? 0) * 100_000
    }
    let read = try query(
      """
      select section, count(*), sum(case when value glob '*[0-9]' and value not glob '*[^-.0-9]*'
        then cast(round(value * 100000) as integer) else 0 end)
      from facts group by section order by section
      """, of: file)
    let written = sums.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    #expect(read == written.map { "\($0.key)|\($0.value.count)|\($0.value.sum)" })
  }

  /// The facts without those that hold U+0000, where a text of SQLite's import ends.
  private func importable(_ name: String) throws -> FactsFile {
    let files = try WorkbookFiles.made()
    let file = try #require(files.facts.first { $0.name == name })
    guard file.bytes.contains(0) else { return file }
    return AwkwardFacts.file(of: Awkward.all.filter { !$0.bytes.contains(0) })
  }

  /// The lines that a query gives, its columns parted by |.
  private func query(_ sql: String, of file: FactsFile) throws -> [String] {
    let folder = try WorkbookFiles.emptyFolder("sqlite-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(file.bytes).write(to: folder.appending(path: "facts.csv"))
    let commands =
      ".mode csv\n.import facts.csv facts\n.mode list\n.separator |\n\(sql.replacing("\n", with: " "));\n"
    let result = try Program.sqlite3.run(["-batch", ":memory:"], input: Array(commands.utf8), in: folder)
      .checked("sqlite3")
    #expect(result.stderr == "")
    return result.text.split(separator: "\n").map(String.init)
  }
}

extension String {
  fileprivate var isDecimal: Bool { wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil }
}

extension [UInt8] {
  fileprivate var hexadecimal: String {
    let digits = Array("0123456789ABCDEF".utf8)
    return flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }.text
  }
}
