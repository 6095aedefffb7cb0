import Bytes
import CSV
import Facts
import Forms
import Generator
import TestSupport
import Testing

private let rooms = try! Rooms()
private let header = "agency,year,section,row,column,value\n"

/// The facts of tidy CSV, and those of the text that is written from them.
private func roundTrip(_ csv: [UInt8]) throws -> (expected: [Fact], found: [Fact]) {
  var text = ByteWriter()
  let writer = ReportText(rooms.library)
  var reports = ReportFactsReader(try FactReader(ByteReader(bytes: csv, name: "facts")))
  while let report = try reports.next() { writer.append(report, to: &text) }
  return (try Fact.all(csv), try rooms.read(text.bytes).facts)
}

@Test func factsOfGeneratedReportsComeBackFromTheirText() throws {
  var count = 0
  for seed in 1...60 as ClosedRange<UInt64> {
    let facts = ReportPlan.random(seed: seed, library: rooms.library).expectation.facts
    guard !facts.isEmpty else { continue }
    let (expected, found) = try roundTrip(Fact.csv(facts))
    #expect(found == expected, "seed \(seed)")
    count += expected.count
  }
  #expect(count > 5_000)
}

@Test(arguments: Workplace.samples.map { $0.deletingPathExtension().lastPathComponent })
func factsOfSamplesComeBackFromTheirText(name: String) throws {
  let (expected, found) = try roundTrip(
    Workplace.bytes(Workplace.root.appending(path: "samples/\(name).tidy.csv")))
  #expect(found == expected)
}

/// Rows of the form's columns, beside one that the form knows.
private let applicants = [
  "自然人", "法人或其他组织/商业企业", "法人或其他组织/科研机构", "法人或其他组织/社会公益组织", "法人或其他组织/法律服务机构", "法人或其他组织/其他", "总计",
]

@Test(arguments: [
  // Rows that no form knows, under a heading and at the top.
  ("收到和处理政府信息公开申请情况", ["本年度办理结果/不予公开/重复申请等", "转送其他机关"], applicants, "3"),
  ("主动公开政府信息情况", ["其他文件"], ["本年制发件数", "本年废止件数", "现行有效件数"], "3"),
  // Tables of no form: text, quotes, fractions, signs.
  ("信息化建设情况", ["门户网站", "“子站”,\"新\""], ["数量", "说明"], "12.50"),
  ("信息化建设情况", ["甲/乙", "=1+1"], ["本年增/减"], "-3"),
])
func oddFactsComeBackFromTheirText(section: String, rows: [String], columns: [String], value: String) throws {
  let known = Fact.rows(["规章"], ["本年制发件数", "本年废止件数", "现行有效件数"], section: "主动公开政府信息情况", value: "1")
  let facts = known + Fact.rows(rows, columns, section: section, value: value)
  let (expected, found) = try roundTrip(Fact.csv(facts))
  #expect(found == expected)
}

extension Fact {
  fileprivate static func rows(
    _ rows: [String], _ columns: [String], section: String, value: String
  ) -> [Fact] {
    rows.flatMap { row in
      columns.map {
        Fact(agency: "甲市乙局", year: "2022", section: section, row: row, column: $0, value: value)
      }
    }
  }

  fileprivate static func csv(_ facts: [Fact]) -> [UInt8] {
    var csv = ByteWriter()
    csv.append(header)
    for fact in facts {
      let fields = [fact.agency, fact.year, fact.section, fact.row, fact.column, fact.value]
      for (index, field) in fields.enumerated() {
        if index > 0 { csv.append(.comma) }
        csv.append(field: Array(field.utf8))
      }
      csv.append(.lineFeed)
    }
    return csv.bytes
  }

  fileprivate static func all(_ csv: [UInt8]) throws -> [Fact] {
    var facts = try FactReader(ByteReader(bytes: csv, name: "facts"))
    var all: [Fact] = []
    while try facts.next() {
      all.append(
        Fact(
          agency: String(facts.agency), year: String(facts.year), section: String(facts.section),
          row: String(facts.row), column: String(facts.column), value: String(facts.value)))
    }
    return all
  }
}
