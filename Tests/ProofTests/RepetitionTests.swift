import Bytes
import Facts
import Forms
import Proof
import TestSupport
import Testing

// Facts that stand there twice, and reports that are no one body's.

private let library = PlantedSet.library

private func findings(_ facts: [String], rules: [String] = ["D1", "D2"]) throws -> [Finding] {
  let csv = "agency,year,section,row,column,value\n" + facts.map { $0 + "\n" }.joined()
  var facts = try FactReader(ByteReader(bytes: Array(csv.utf8), name: "facts"))
  var checker = Checker(library, rules: rules)
  var findings: [Finding] = []
  while try facts.next() { findings += checker.add(facts) }
  return findings + checker.finish()
}

private func fact(_ value: String, _ row: String = "规章", agency: String = "丁市林业局", year: Int = 2023) -> String
{
  "\(agency),\(year),主动公开政府信息情况,\(row),本年制发件数,\(value)"
}

/// `rule line`, for short.
private func short(_ findings: [Finding]) -> [String] { findings.map { "\($0.rule) \($0.line)" } }

@Test(arguments: [
  ("3", "4", "3 and 4 stand for one cell"), ("3", "", "3 and a blank stand for one cell"),
  ("", "0", "a blank and 0 stand for one cell"), ("3", "若干", "3 and a text stand for one cell"),
  ("若干", "许多", "a text and a text stand for one cell"), ("0", "-1", "0 and -1 stand for one cell"),
])
func twoValuesOfOneCellAreAnError(first: String, second: String, words: String) throws {
  let found = try findings([fact(first), fact(second)])
  #expect(short(found) == ["D1 3"])
  #expect(found[0].severity == .error && found[0].message.hasPrefix(words), "\(found)")
  #expect(found[0].actual == second && found[0].row == "规章")
  // Also where other facts stand between, and in the report behind as a whole.
  let between = [fact(first), fact("1", "行政规范性文件"), fact(second), fact("1", "行政规范性文件")]
  #expect(short(try findings(between)) == ["D1 4", "D2 5"])
}

@Test(arguments: [("3", "3"), ("3", "3.0"), ("", ""), ("若干", "若干")])
func oneValueTwiceIsAWarningOnce(first: String, second: String) throws {
  let found = try findings([fact(first), fact(second), fact(first)])
  #expect(short(found) == ["D2 3"])
  #expect(found[0].severity == .warning)
}

@Test func aThirdValueIsHeldAgainstTheFirst() throws {
  #expect(short(try findings([fact("3"), fact("3"), fact("4")])) == ["D2 3", "D1 4"])
}

@Test func cellsOfNoFormAreComparedToo() throws {
  func other(_ value: String) -> String { "丁市林业局,2023,苗木情况,杨树,株数,\(value)" }
  let found = try findings([other("3"), fact("1"), other("4"), other("3")])
  #expect(short(found) == ["D1 4", "D2 5"])
  #expect(found[0].severity == .warning)
  #expect(found[0].message.hasPrefix("“4” and the value of line 2 stand for one cell"))
}

@Test func aReportInTwoPlacesIsToldOnce() throws {
  let other = fact("9", agency: "戊市林业局")
  let found = try findings([fact("3"), other, fact("4"), other, fact("5")])
  #expect(short(found) == ["D2 4", "D2 5"])
  #expect(found[0].message.hasPrefix("others stand before other reports, first at line 2"))
  #expect(try findings([fact("3"), fact("3", year: 2022), other]).isEmpty)
}

@Test func reportsWithoutAgencyAreNoOneBody() throws {
  let nobody = [
    fact("3", agency: ""), fact("4", agency: ""), fact("5", agency: "戊市林业局"), fact("4", agency: ""),
  ]
  #expect(try findings(nobody).isEmpty)
  func year(_ year: Int, _ columns: [String], agency: String) -> [String] {
    zip(["本年制发件数", "本年废止件数", "现行有效件数"], columns).map {
      "\(agency),\(year),主动公开政府信息情况,行政规范性文件,\($0),\($1)"
    }
  }
  for (agency, count) in [("", 0), ("丁市林业局", 1)] {
    let facts = year(2021, ["0", "1", "3"], agency: agency) + year(2022, ["4", "0", "4"], agency: agency)
    #expect(try findings(facts, rules: ["R5.2"]).count == count, "\(agency)")
    #expect(try findings(facts.reversed(), rules: ["R5.2"]).count == count, "\(agency)")
  }
}

@Test func aFindingOfSeveralFiguresShowsWhatItsOwnCellHolds() throws {
  let section = "收到和处理政府信息公开申请情况"
  func balance(_ figures: [String]) throws -> [Finding] {
    let rows = ["本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "本年度办理结果/总计", "结转下年度继续办理"]
    return try findings(zip(rows, figures).map { "丁市林业局,2023,\(section),\($0),总计,\($1)" }, rules: ["R3.1"])
  }
  #expect(try balance(["31", "4", "30", "5"]).isEmpty)
  let found = try balance(["31", "4", "27", "5"])
  #expect(found.count == 1 && found[0].row == "本年新收政府信息公开申请数量")
  #expect(found[0].actual == "31" && found[0].expected == "28")
  #expect(found[0].message.hasPrefix("31 + 4 = 35 is not 27 + 5 = 32. "), "\(found[0].message)")
}
