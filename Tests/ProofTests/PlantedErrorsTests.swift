import Bytes
import Facts
import Forms
import Foundation
import Proof
import TestSupport
import Testing

private let library = try! FormLibrary()

/// What a finding says, as far as an error that was planted can tell.
private struct Expected: Hashable, CustomStringConvertible {
  let rule: String
  let year: Int
  let row: String
  let column: String

  var description: String { "\(rule) \(year) \(row) \(column)" }
}

/// Reports of one body in one to three years, and the errors that were planted in them.
private struct PlantedSet {
  var reports: [CleanReport] = []
  var expected: Set<Expected> = []
  private let figures: [[FormFigure]]
  private var touched: Set<String> = []

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    figures = library.forms.indices.map { form in library.figures.filter { $0.form == form } }
    let first = Int.random(in: 2019...2022, using: &random)
    for year in first..<first + Int.random(in: 1...3, using: &random) {
      let form = library.forms.firstIndex { $0.id == (year < 2021 ? "2019" : "2021") } ?? 0
      reports.append(
        CleanReport(
          agency: "清源县第\(seed)局", year: year, form: library.forms[form], figures: figures[form],
          before: reports.last,
          using: &random))
    }
    for number in 0..<Int.random(in: 0...5, using: &random) { plant(number, using: &random) }
  }

  /// Changes one figure by an amount that no other error undoes, and notes every relation that this breaks.
  private mutating func plant(_ number: Int, using random: inout SeededGenerator) {
    let place = Int.random(in: reports.indices, using: &random)
    let report = reports[place]
    let candidates = report.values.keys.sorted().filter { code in
      ["requests.", "disputes."].contains { code.hasPrefix($0) }
    }
    let code = candidates.randomElement(using: &random)!
    let figure = library.figures.first { $0.code == code && library.forms[$0.form].id == report.form.id }!
    // One error in a row or column of a report, so that each can be told by itself.
    guard touched.insert("\(place) \(figure.sectionCode) \(figure.rowCode)").inserted,
      touched.insert("\(place) \(figure.sectionCode) \(figure.columnCode)").inserted
    else { return }
    let amount = Int(pow(1000.0, Double(number % 2 + 1))) * (number + 3)
    reports[place].values[code]! += amount
    func expect(_ rule: String, _ row: String, _ column: String, year: Int = report.year) {
      expected.insert(Expected(rule: rule, year: year, row: row, column: column))
    }
    if figure.sectionCode == "disputes" {
      expect("R4.1", figure.row, "总计")
      return
    }
    expect("R3.3", figure.row, "总计")
    if figure.rowCode.hasPrefix("outcome.") { expect("R3.2", "本年度办理结果/总计", figure.column) }
    if ["received", "carried-in", "carried-out", "outcome.total"].contains(figure.rowCode) {
      expect("R3.1", "本年新收政府信息公开申请数量", figure.column)
    }
    let carriedIn = "上年结转政府信息公开申请数量"
    if figure.rowCode == "carried-in", place > 0 { expect("R5.1", carriedIn, figure.column) }
    if figure.rowCode == "carried-out", place + 1 < reports.count {
      expect("R5.1", carriedIn, figure.column, year: report.year + 1)
    }
  }

  func csv(of report: CleanReport) -> String {
    let form = library.forms.firstIndex { $0.id == report.form.id } ?? 0
    return figures[form].map { figure in
      "\(report.agency),\(report.year),\(figure.section),\(figure.row),\(figure.column),\(report.values[figure.code] ?? 0)\n"
    }.joined()
  }
}

private func findings(_ csv: String, rules: [String] = []) throws -> [Finding] {
  var facts = try FactReader(ByteReader(bytes: Array(csv.utf8), name: "facts"))
  var checker = Checker(library, rules: rules)
  var findings: [Finding] = []
  while try facts.next() { findings += checker.add(facts) }
  return findings + checker.finish()
}

private let header = "agency,year,section,row,column,value\n"

/// NIANBAO_SETS=10000 for all.
@Test func everyPlantedErrorIsFoundAndNothingElse() throws {
  let count = ProcessInfo.processInfo.environment["NIANBAO_SETS"].flatMap(UInt64.init) ?? 150
  var planted = 0
  for seed in 1...count {
    let set = PlantedSet(seed: seed)
    planted += set.expected.count
    var random = SeededGenerator(seed: seed)
    // Whatever the order the reports come in.
    let csv = header + set.reports.shuffled(using: &random).map(set.csv).joined()
    let found = Set(
      try findings(csv).map { Expected(rule: $0.rule, year: Int($0.year)!, row: $0.row, column: $0.column) })
    #expect(found == set.expected, "set \(seed)")
  }
  print("\(planted) findings expected in \(count) sets, and found")
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
  (["3", "0", "文字", "1", "4"], "note", "", "", "not assessable: of its figures 1 blank"),
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
