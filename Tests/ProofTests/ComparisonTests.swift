import Bytes
import Facts
import Forms
import Foundation
import TestSupport
import Testing

@testable import Proof

@Suite struct ComparisonTests {
  private let row = "政府信息公开情况统计表,举报投诉数量,统计数"

  private func changes(_ old: String, _ new: String, listsSame: Bool = false) throws -> [Change] {
    var comparison = Comparison(try FormLibrary(), listsSame: listsSame)
    var before = try facts([old])
    try comparison.addOld(&before)
    var now = try facts([new])
    var found: [Change] = []
    try comparison.compare(&now) { found += $0.changes }
    return found
  }

  private func facts(_ lines: [String]) throws -> FactReader {
    let header = "agency,year,section,row,column,value\n"
    let text = header + lines.map { $0 + "\n" }.joined()
    return try FactReader(ByteReader(bytes: Array(text.utf8), name: "facts"))
  }

  @Test(arguments: [
    ("3", "5", "2", "66.7"), ("0", "5", "5", ""), ("8", "1", "-7", "-87.5"), ("3", "4", "1", "33.3"),
    ("6", "7", "1", "16.7"), ("0.1", "0.3", "0.2", "200"), ("-4", "4", "8", "200"),
    ("2000", "2001", "1", "0.1"),
    ("10000", "10001", "1", "0"), ("100000", "99999", "-1", "0"),
    ("999999999999", "-999999999999", "-1999999999998", "-200"),
    ("0.000001", "999999999999", "999999999998.999999", ""),
  ])
  func differencesAndPercentagesAreExact(old: String, new: String, difference: String, percent: String) throws
  {
    let found = try changes("甲局,2016,\(row),\(old)", "甲局,2017,\(row),\(new)")
    #expect(found.map(\.difference) == [difference])
    #expect(found.map(\.percent) == [percent])
  }

  @Test(arguments: [
    ("1", "1", Change.Kind.same), ("1.50", "1.5", .same), ("", "", .same), ("1", "2", .changed),
    ("", "0", .filled),
    ("0", "", .emptied), ("若干", "若干", .same), ("若干", "3", .changed),
  ])
  func aBlankIsNoZero(old: String, new: String, kind: Change.Kind) throws {
    let found = try changes("甲局,2016,\(row),\(old)", "甲局,2016,\(row),\(new)", listsSame: true)
    #expect(found.map(\.kind) == [kind])
    let listed = try changes("甲局,2016,\(row),\(old)", "甲局,2016,\(row),\(new)")
    #expect(listed.count == (kind == .same ? 0 : 1))
  }

  /// Every sample against every other: what changed back and forth is the same figures with the difference turned round.
  @Test func comparingTheOtherWayRoundTurnsAllDifferences() throws {
    let result = try Command.shell(
      """
      nianbao compare samples/2019-form.tidy.csv samples/values.tidy.csv --format csv 2>/dev/null | cut -d, -f3-8,10 | sort
      echo
      nianbao compare samples/values.tidy.csv samples/2019-form.tidy.csv --format csv 2>/dev/null |
        awk -F, -v OFS=, '{ d = $8; if (d ~ /^-/) d = substr(d, 2); else if (d != "" && d != "difference" && d != 0) d = "-" d
          k = $10; if (k == "filled") k = "emptied"; else if (k == "emptied") k = "filled"
          if (k == "added") k = "removed"; else if (k == "removed") k = "added"
          print $3, $4, $5, (NR == 1 ? "old,new" : $7 "," $6), d, k }' | sort
      """)
    let halves = result.text.split(separator: "\n\n", maxSplits: 1).map { $0.split(separator: "\n") }
    try #require(halves.count == 2)
    #expect(halves[0].count > 50)
    #expect(halves[0] == halves[1])
  }

  @Test(arguments: ["xlsx", "xml"]) func theSheetHoldsWhatTheCSVHolds(format: String) throws {
    let place = try Workplace.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: place) }
    let result = try Command.shell(
      """
      nianbao compare samples/2019-form.tidy.csv samples/values.tidy.csv -o '\(place.path)/a.\(format)' 2>/dev/null
      nianbao from-\(format) --raw --sheet 变化 '\(place.path)/a.\(format)' | sed 's/,*$//' > '\(place.path)/a.csv'
      nianbao compare samples/2019-form.tidy.csv samples/values.tidy.csv 2>/dev/null | sed 's/,*$//' | cmp - '\(place.path)/a.csv'
      """)
    #expect(result.status == 0, "\(result.text)\(result.stderr)")
    #expect(try Workplace.bytes(place.appending(path: "a.csv")).count > 1000)
  }
}
