import Bytes
import Facts
import Forms
import Foundation
import Proof
import TestSupport
import Testing

/// Sums over 200 bodies, against those that SQLite makes of the same facts by year and code.
@Suite(.enabled(if: Command.find("sqlite3") != nil, "sqlite3 is not installed"))
struct SumTests {
  private static let library = try! FormLibrary()

  /// Facts of bodies in 2020, and of a tenth of them in 2021, with the columns code and unit. Some cells are blank, some rows are not there.
  private static func facts(forms: [String], bodies: Int = 200, blank: Int = 4, seed: UInt64) -> String {
    var dice = SeededGenerator(seed: seed)
    let figures = forms.map { id in
      library.figures.filter { library.forms[$0.form].id == id }
    }
    var csv = "agency,year,section,row,column,value,unit,code\n"
    for body in 1...bodies {
      for year in [2020, 2021] where year == 2020 || body % 10 == 0 {
        for figure in figures[Int.random(in: 0..<figures.count, using: &dice)] {
          if Int.random(in: 0..<1000, using: &dice) < blank / 2 { continue }
          var value = String(Int.random(in: 0...5000, using: &dice))
          if figure.isMoney { value += ".\(Int.random(in: 0...999_999, using: &dice))" }
          if figure.row == "行政许可", figure.column == "本年增/减" { value = "-" + value }
          if Int.random(in: 0..<1000, using: &dice) < blank { value = "" }
          let unit = figure.unit.isEmpty && figure.isMoney ? "元" : figure.unit
          csv +=
            "第\(body)局,\(year),\(figure.section),\(figure.row),\(figure.column),\(value),\(unit),\(figure.code)\n"
        }
      }
    }
    return csv
  }

  @Test(arguments: [["2019"], ["2021"], ["2019", "2021"], ["2014", "2019", "2021"]])
  func sumsAreThoseOfSQLite(forms: [String]) throws {
    let place = try Workplace.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: place) }
    let parts = place.appending(path: "parts.csv")
    try Data(Self.facts(forms: forms, seed: UInt64(forms.count)).utf8).write(to: parts)
    let sums = try Command.shell(
      "nianbao rollup --agency 全部 --of-present --with code '\(parts.path)' -o sum.csv", in: place)
    #expect(sums.status == 0, "\(sums.stderr)")
    // In millionths, where sums are exact.
    let number = "cast(round(value * 1000000) as integer)"
    let result = try Command.run(
      "/usr/bin/env", ["sqlite3", "-batch", ":memory:"],
      input: Array(
        """
        .mode csv
        .import \(parts.path) parts
        .import \(place.path)/sum.csv sums
        .mode list
        select count(*), count(distinct year || code) from sums;
        select count(distinct year || code) from parts;
        select p.year, p.code, p.total, s.total from
          (select year, code, sum(case when value = '' then 0 else \(number) end) as total,
            sum(value <> '') as count from parts group by year, code) p
          left join (select year, code, case when value = '' then null else \(number) end as total from sums) s
          using (year, code)
          where case when count = 0 then s.total is not null else s.total is not p.total end;
        """.utf8))
    #expect(result.stderr == "")
    let lines = result.text.split(separator: "\n").map(String.init)
    try #require(lines.count >= 2)
    // As many sums as there are codes in a year, and none that differs.
    #expect(lines[0] == "\(lines[1])|\(lines[1])")
    #expect(lines.dropFirst(2).prefix(3).isEmpty)
    #expect(Int(lines[1]).map { $0 > 100 } == true)
  }

  /// Without blanks the published total is its own sum; one figure more, and it is told.
  @Test func aTotalIsHeldAgainstItsParts() throws {
    let place = try Workplace.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: place) }
    try Data(Self.facts(forms: ["2021"], bodies: 20, blank: 0, seed: 7).utf8).write(
      to: place.appending(path: "parts.csv"))
    let result = try Command.shell(
      """
      nianbao rollup --agency 全部 parts.csv --with unit -o sum.csv && nianbao check parts.csv --total sum.csv --format csv
      awk -F, -v OFS=, 'NR == 20 { $6 = $6 + 1 } NR == 30 { $6 = 3 } { print }' sum.csv > other.csv
      nianbao check parts.csv --total other.csv --format csv | cut -d, -f1,2,5,6
      """, in: place)
    #expect(
      result.text == """
        source,line,agency,year,rule,severity,section,row,column,expected,actual,message
        source,line,rule,severity
        other.csv,30,A1,warning
        other.csv,20,A2,note
        other.csv,30,A2,note

        """, "\(result.stderr)")
  }
}
