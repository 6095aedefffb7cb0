import Foundation
import TestSupport
import Testing

// What is told of the reports of a run of convert, side by side.

/// A short report that is read as such.
private func report(_ agency: String, _ year: Int) -> String {
  """
  \(agency)\(year)年政府信息公开工作年度报告
  一、总体情况
  本报告由\(agency)编制。
  二、主动公开政府信息情况
  第二十条第（一）项
  信息内容\t本年制发件数\t本年废止件数\t现行有效件数
  规章\t0\t0\t0
  行政规范性文件\t3\t1\t9

  """
}

/// Runs a line of shell in a folder with these files.
private func run(_ files: [String: String], _ line: String) throws -> CommandResult {
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
  return try Command.shell(line, in: folder)
}

private func warnings(_ text: String) -> [Substring] {
  text.split(separator: "\n").filter {
    $0.contains("comes twice") || $0.contains(" of the ") || $0.contains(" not of ")
  }
}

@Test func aBodyAndYearThatComeTwiceAreToldWithTheirInputs() throws {
  let files = [
    "a.txt": report("丙市水务局", 2022), "b.txt": report("丙市粮食局", 2022), "c.txt": report("丙市水务局", 2022),
    "d.txt": report("丙市水务局", 2021) + report("丙市水务局", 2021),
  ]
  let line = "nianbao convert -j $jobs $more a.txt b.txt c.txt d.txt -o o.csv; sed 1d o.csv | wc -l"
  for jobs in [1, 3] {
    // Of what was kept as of what is made.
    for more in ["", "--incremental m", "--incremental m"] {
      let result = try run(files, "jobs=\(jobs) more='\(more)'; \(line); \(line)")
      let expected = [
        "nianbao: c.txt: warning: “丙市水务局” 2022 comes twice. “a.txt” has it before; both are kept. Leave one of them out",
        "nianbao: d.txt: warning: “丙市水务局” 2021 comes twice. This input has it before; both are kept. Leave one of them out",
      ]
      #expect(warnings(result.stderr).map(String.init) == expected + expected, "\(result.stderr)")
      #expect(result.text == "30\n30\n", "\(result.text)")
      #expect(result.status == 0)
    }
  }
}

@Test func whatComesTwiceInFilesOfFactsIsToldToo() throws {
  let facts = "agency,year,section,row,column,value\n丙市水务局,2022,s,r,c,1\n丙市水务局,2022,s,r,d,1\n"
  let result = try run(
    [
      "a.csv": facts, "b.csv": "agency,year,s/r/c\n丁市水务局,2022,1\n丙市水务局,2022,1\n",
      "c.csv": facts.replacing("丙市水务局", with: ""), "d.csv": facts.replacing("丙市水务局", with: ""),
    ],
    "nianbao convert a.csv b.csv c.csv d.csv -o o.csv")
  #expect(
    result.stderr
      == "nianbao: b.csv: warning: “丙市水务局” 2022 comes twice. “a.csv” has it before; both are kept. Leave one of them out\n"
  )
}

@Test func aReportOfAnotherYearThanNearlyAllIsTold() throws {
  var files: [String: String] = [:]
  for place in 0..<8 {
    files["\(place).txt"] = report("丙市第\(["一", "二", "三", "四", "五", "六", "七", "八"][place])水务局", 2022)
  }
  #expect(warnings(try run(files, "nianbao convert *.txt -o o.csv").stderr).isEmpty)
  files["x.txt"] = report("丙市粮食局", 2021)
  let one =
    "nianbao: x.txt: warning: a report is of 2021. 8 of the 9 in this run are of 2022. Look at the year in “x.txt”"
  for line in [
    "-j 1", "-j 4", "--incremental m", "-o p.csv --incremental m *.txt; nianbao convert --incremental m",
  ] {
    let result = try run(files, "nianbao convert \(line) *.txt -o o.csv 2>err; tail -n 1 err")
    #expect(result.text == one + "\n", "\(line) \(result.text)")
  }
  // A panel of years has no odd ones.
  for place in 0..<4 { files["\(place).txt"] = report("丙市第\(["一", "二", "三", "四"][place])水务局", 2020) }
  #expect(warnings(try run(files, "nianbao convert *.txt -o o.csv").stderr).isEmpty)
}

@Test func aReportOfAnotherYearThanAskedForIsTold() throws {
  let files = ["a.txt": report("丙市水务局", 2021), "b.txt": report("丙市粮食局", 2022)]
  for line in ["convert --year 2022 a.txt b.txt -o o.csv", "extract --year 2022 a.txt b.txt"] {
    let result = try run(files, "nianbao \(line)")
    #expect(
      warnings(result.stderr) == [
        "nianbao: a.txt:1: warning: the report is of 2021, not of 2022. It states its year, and --year is for reports that do not. If it is in the wrong place, leave it out"
      ], "\(result.stderr)")
  }
}

@Test func columnsThatAreLeftOutAreTold() throws {
  let facts = "agency,year,section,row,column,value,note,unit\n丙市水务局,2022,s,r,c,1,来自附件,件\n"
  let result = try run(
    ["a.csv": facts],
    "nianbao convert a.csv -o o.csv; nianbao convert --with unit a.csv -o p.csv; tail -1 p.csv")
  let note =
    "nianbao: a.csv: warning: the column “note” is left out. Facts of several files have the columns of tidy facts only. Keep it with nianbao to-csv\n"
  let unit =
    "nianbao: a.csv: note: the column “unit” is left out. It was not asked for. Ask for it with --with unit\n"
  #expect(result.stderr == note + unit + note)
  #expect(result.text == "丙市水务局,2022,s,r,c,1,件\n")
}

@Test(arguments: ["utf-8", "utf-16le", "utf-16be"])
func aListWithAMarkIsRead(encoding: String) throws {
  let files = ["甲.txt": report("丙市水务局", 2021), "乙.txt": report("丙市粮食局", 2022)]
  let result = try run(
    files,
    "printf '\\xEF\\xBB\\xBF甲.txt\\r\\n乙.txt\\r\\n' | iconv -f utf-8 -t \(encoding) > list; nianbao convert --files-from list -o o.csv; sed 1d o.csv | wc -l"
  )
  #expect(result.text == "12\n", "\(result.stderr)")
}
