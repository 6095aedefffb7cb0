import Foundation
import SwiftCSV
import TestSupport
import Testing

/// SwiftCSV reads the six columns of tidy facts as they were written.
///
/// It strips blanks, U+3000 too, before an unquoted field, joins a comma with a combining mark behind it, and stumbles over line
/// ends at a field's edges. Tidy facts hold none of these; the columns that `--with` adds may, so they are not among the six.
@Suite struct SwiftCSVTests {
  @Test(arguments: Workplace.samples)
  func theRecordsOfTidyFactsAreRead(sample: URL) throws {
    let facts = try Command.shell("set -o pipefail; nianbao extract '\(sample.path)' | nianbao tidy").checked(
      "nianbao")
    let records = try FactsFile(name: sample.lastPathComponent, bytes: facts.stdout).records()
    let csv = try CSV<Named>(string: facts.text)
    try #require(records.count > 1)
    #expect(csv.header == records[0])
    #expect(csv.rows.count == records.count - 1)
    for (row, record) in zip(csv.rows, records.dropFirst()) {
      #expect(row == Dictionary(uniqueKeysWithValues: zip(csv.header, record)))
    }
    let sum = csv.rows.compactMap { Decimal(string: $0["value"] ?? "") }.reduce(0, +)
    #expect(sum == records.compactMap { Decimal(string: $0[5]) }.reduce(0, +))
  }
}
