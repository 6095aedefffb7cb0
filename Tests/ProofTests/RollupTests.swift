import Bytes
import Facts
import Forms
import TestSupport
import Testing

@testable import Proof

@Suite struct RollupTests {
  private static let library = try! FormLibrary()
  private let row = "政府信息公开情况统计表,举报投诉数量,统计数"

  /// The sums as tidy facts without the header, and all messages.
  private func rollup(_ lines: [String], ofPresent: Bool = true, unit: String = "") throws -> (
    sums: [String], messages: [Diagnostic]
  ) {
    var rollup = try Rollup(Self.library)
    let text = "agency,year,section,row,column,value\(unit)\n" + lines.map { $0 + "\n" }.joined()
    var facts = try FactReader(ByteReader(bytes: Array(text.utf8), name: "facts"))
    try rollup.add(all: &facts)
    try rollup.finish()
    var output = ByteWriter()
    try rollup.write(agency: "全部", ofPresent: ofPresent, with: [], to: &output)
    let sums = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n").dropFirst().map(
      String.init)
    return (sums, rollup.refusals + rollup.messages(ofPresent: ofPresent))
  }

  @Test func aThirdReportOfABodyIsNotAddedEither() throws {
    let lines = [
      "甲局,2016,\(row),1", "乙局,2016,\(row),2", "甲局,2016,\(row),4", "丙局,2016,\(row),8", "甲局,2016,\(row),16",
    ]
    let found = try rollup(lines)
    #expect(found.sums == ["全部,2016,\(row),10"])
    #expect(found.messages.map(\.location.line) == [4])
  }

  /// The same report twice in a row: its first figure comes again.
  @Test func aReportThatComesTwiceInARowIsNotAdded() throws {
    let found = try rollup(["甲局,2016,\(row),1", "甲局,2016,\(row),1", "乙局,2016,\(row),2"])
    #expect(found.sums == ["全部,2016,\(row),2"])
    #expect(found.messages.count { $0.severity == .error } == 1)
  }

  @Test func sumsBeyondExactnessAreBlank() throws {
    let many = (1...12).map { "第\($0)局,2016,\(row),999999999999" }
    let found = try rollup(many)
    #expect(found.sums == ["全部,2016,\(row),"])
    #expect(found.messages.contains { $0.why == "the sum is too large to be exact" })
    // Nine of them fit.
    #expect(try rollup(Array(many.prefix(9))).sums == ["全部,2016,\(row),8999999999991"])
  }

  /// 2 without a unit in a file that states units may be 元 or 万元; a 0 is one in any.
  @Test func amountsWithAndWithoutAUnitAreNotAdded() throws {
    let fee = "主动公开政府信息情况,行政事业性收费,本年收费金额"
    let found = try rollup(["甲局,2022,\(fee),1.5,万元", "乙局,2022,\(fee),2,"], unit: ",unit")
    #expect(found.sums.isEmpty)
    #expect(found.messages.contains { $0.what.contains("1 without unit") })
    #expect(
      try rollup(["甲局,2022,\(fee),1.5,万元", "乙局,2022,\(fee),0,"], unit: ",unit").sums == ["全部,2022,\(fee),1.5"]
    )
    #expect(try rollup(["甲局,2022,\(fee),1.5", "乙局,2022,\(fee),2"]).sums == ["全部,2022,\(fee),3.5"])
  }

  /// A table that is not there is missed where the form of the rest has it.
  @Test func aMissingTableBlanksTheSum() throws {
    let figures = Self.library.figures.filter { Self.library.forms[$0.form].id == "2021" }
    let all = figures.map { "甲局,2022,\($0.section),\($0.row),\($0.column),1" }
    let some = figures.filter { $0.sectionCode != "disputes" }.map {
      "乙局,2022,\($0.section),\($0.row),\($0.column),1"
    }
    let sums = try rollup(all + some, ofPresent: false).sums
    #expect(sums.count { $0.hasSuffix(",2") } == 185)
    #expect(sums.count { $0.hasSuffix(",") } == 15)
    let found = try rollup(all + some)
    #expect(found.sums.count { $0.hasSuffix(",1") } == 15)
    #expect(found.messages.map(\.severity) == [.warning])
    #expect(
      found.messages[0].what.contains("1 of 2 bodies")
        && found.messages[0].what.hasSuffix("and 14 more figures: 1 not there"))
  }

  @Test(arguments: [
    ("清源县人民政府", "清源县水利局", true), ("清源县", "清源县青萝镇", true), ("清源县政府", "清源县人民政府", true),
    ("临澄市人民政府（汇总）", "临澄市清源县水利局", true), ("宁川省人民政府", "宁川省教育厅", true),
    ("清源县人民政府办公室", "清源县水利局", false), ("清源县人民政府（本级）", "清源县水利局", false),
    ("青萝镇人民政府", "青萝镇财政所", false), ("清源县人民政府", "清源市水利局", false),
    ("清源县水利局", "清源县教育局", false), ("霁州市人民政府", "霁州市场监督管理局", false),
    ("霁州市人民政府", "霁州市市场监督管理局", true), ("清源县人民政府", "漾泉县水利局", false),
  ])
  func namesTellWhoseReportsCountOthers(whole: String, part: String, overlaps: Bool) {
    var bodies = RollupBodies()
    for name in [part, whole] { _ = bodies.add(agency: Array(name.utf8).span, year: Array("2020".utf8).span) }
    #expect(bodies.overlaps(without: []).map { bodies.all[$0.whole].name }.isEmpty != overlaps)
    #expect(bodies.overlaps(without: Array(whole.utf8)).isEmpty)
    // Other years are other sums.
    var apart = RollupBodies()
    _ = apart.add(agency: Array(whole.utf8).span, year: Array("2020".utf8).span)
    _ = apart.add(agency: Array(part.utf8).span, year: Array("2021".utf8).span)
    #expect(apart.overlaps(without: []).isEmpty)
  }
}
