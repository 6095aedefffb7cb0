import Facts
import Forms
import Testing

@Test func wideTablesOfNoFormAreBroken() throws {
  var report = ReportFacts(agency: Array("甲县".utf8), year: Array("2023".utf8))
  for number in 0..<450 {
    report.facts.append(
      ReportFacts.Fact(
        section: Array("其他".utf8), row: Array("合计".utf8), column: Array("第\(number)列".utf8), value: [0x31]))
  }
  let tables = FormPrinter(try FormLibrary()).tables(report)
  #expect(tables.map(\.columnCount) == [201, 201, 51])
  #expect(tables.map(\.rows.count) == [2, 2, 2])
}
