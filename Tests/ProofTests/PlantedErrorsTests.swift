import Bytes
import Facts
import Forms
import Foundation
import Proof
import TestSupport
import Testing

private let library = PlantedSet.library

private func findings(_ csv: String, rules: [String] = []) throws -> [Finding] {
  var facts = try FactReader(ByteReader(bytes: Array(csv.utf8), name: "facts"))
  var checker = Checker(library, rules: rules)
  var findings: [Finding] = []
  while try facts.next() { findings += checker.add(facts) }
  return findings + checker.finish()
}

private let header = "agency,year,section,row,column,value\n"

/// NIANBAO_SETS=10000 for all, NIANBAO_SEED for others.
@Test func everyPlantedErrorIsFoundAndNothingElse() throws {
  let environment = ProcessInfo.processInfo.environment
  let count = environment["NIANBAO_SETS"].flatMap(UInt64.init) ?? 150
  let first = environment["NIANBAO_SEED"].flatMap(UInt64.init) ?? 1
  var (errors, planted, clean, reports) = (0, 0, 0, 0)
  var byRule: [String: Int] = [:]
  for seed in first..<first + count {
    let set = PlantedSet(seed: seed)
    errors += set.errors
    planted += set.expected.count
    clean += set.expected.isEmpty ? 1 : 0
    reports += set.reports.count
    for finding in set.expected { byRule[finding.rule, default: 0] += 1 }
    var random = SeededGenerator(seed: seed)
    // Whatever the order the reports come in.
    let csv = header + set.reports.shuffled(using: &random).map(set.csv).joined()
    let found = try findings(csv).map {
      PlantedFinding(rule: $0.rule, year: Int($0.year)!, row: $0.row, column: $0.column)
    }
    #expect(
      Set(found) == set.expected && found.count == set.expected.count,
      "set \(seed): \(Set(found).symmetricDifference(set.expected))")
  }
  print("\(count) sets, \(clean) clean; \(reports) reports, \(errors) errors; \(planted) findings expected")
  print(byRule.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
  #expect(planted > Int(count))
}

// MARK: single relations

private func fact(
  _ row: String, _ column: String, _ value: String, section: String = "主动公开政府信息情况", agency: String = "甲县乙局",
  year: Int = 2023
) -> String {
  "\(agency),\(year),\(section),\(row),\(column),\(value)\n"
}

@Test(arguments: [
  // A blank total hides nothing; a blank part does.
  (["3", "0", "0", "1", ""], "note", "4", "", "blank; 4 computed"),
  (["3", "", "0", "1", "4"], "note", "", "", "not assessable: of its figures 1 blank"),
  (["3", "0", "0", "1", "5"], "error", "4", "5", "5 is printed, 4 computed"),
  (["3", "0", "文字", "1", "4"], "note", "", "", "not assessable: of its figures 1 text"),
])
func aBlankIsNeverAPass(values: [String], severity: String, expected: String, actual: String, words: String)
  throws
{
  let columns = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
  let csv = zip(columns, values).map { fact("行政复议", $0, $1, section: "政府信息公开行政复议、行政诉讼情况") }.joined()
  let found = try findings(header + csv)
  #expect(found.map(\.rule) == ["R4.1"])
  #expect(found.first?.severity.rawValue == severity)
  #expect(found.first?.expected == expected)
  #expect(found.first?.actual == actual)
  #expect(found.first?.message.hasPrefix(words + ". Rule: ") == true)
}

@Test func whatAllIsBlankIsNotSpokenOf() throws {
  let columns = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
  let csv = columns.map { fact("行政复议", $0, "", section: "政府信息公开行政复议、行政诉讼情况") }.joined()
  #expect(try findings(header + csv).isEmpty)
}

@Test(arguments: [
  ("规章", "本年制发件数", "2", "甲县乙局", ["R2.1", "R2.3"]), ("规章", "本年制发件数", "2", "清源省人民政府", ["R2.1"]),
  ("行政许可", "本年处理决定数量", "-1", "甲县乙局", ["R2.4"]), ("行政规范性文件", "现行有效件数", "-3", "甲县乙局", ["R2.1", "R2.1"]),
  ("行政事业性收费", "本年收费金额", "0.123456", "甲县乙局", []),
])
func figuresOfTheFirstTableAreHeldAgainstTheirRules(
  row: String, column: String, value: String, agency: String, rules: [String]
) throws {
  var csv = ""
  for (known, columns) in [
    ("规章", ["本年制发件数", "本年废止件数", "现行有效件数"]), ("行政规范性文件", ["本年制发件数", "本年废止件数", "现行有效件数"]),
    ("行政许可", ["本年处理决定数量"]), ("行政事业性收费", ["本年收费金额"]),
  ] {
    for name in columns {
      csv += fact(known, name, known == row && name == column ? value : "0", agency: agency)
    }
  }
  #expect(try findings(header + csv).map(\.rule) == rules)
}

@Test func onlyTheRulesAskedForAreHeld() throws {
  let csv = header + fact("规章", "本年制发件数", "-2")
  #expect(try findings(csv, rules: ["R2.4"]).map(\.rule) == ["R2.4"])
}

/// Without the column unit nobody knows whether the report stated one.
@Test(arguments: [
  ("2504", ",", ["U1"]), ("2504", ",元", []), ("0", ",", []), ("", ",", []), ("2504", "", []),
])
func anAmountWithoutAUnitIsNoted(value: String, unit: String, rules: [String]) throws {
  let facts = [("采购项目数量", "3", unit.isEmpty ? "" : ","), ("采购总金额", value, unit)].map {
    "甲局,2020,主动公开政府信息情况,政府集中采购,\($0),\($1)\($2)\n"
  }
  let header = header.dropLast() + (unit.isEmpty ? "" : ",unit") + "\n"
  #expect(try findings(header + facts.joined()).map(\.rule) == rules)
}
