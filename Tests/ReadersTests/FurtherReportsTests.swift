import TestSupport
import Testing

@testable import Reports

// Several reports in one page or Word document.

private let first = "清源县水利局2023年政府信息公开工作年度报告"
private let heading = "二、主动公开政府信息情况"

private func paragraph(_ text: String) -> String { "<p>\(text)</p>" }

private func table(_ count: Int) -> String {
  "<table><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>\(count)</td></tr></table>"
}

private func report(_ titles: [String], _ count: Int, _ end: [String] = []) -> String {
  titles.map(paragraph).joined() + paragraph("一、总体情况") + paragraph("工作有序。") + paragraph(heading)
    + table(count)
    + paragraph("六、其他需要报告的事项") + paragraph("无。") + end.map(paragraph).joined()
}

/// Source, body, year and last cell of each report.
private func summary(_ reports: [Report]) -> [String] {
  reports.map { report in
    let last = report.pieces.last { $0.kind == .cell }
    return "\(report.source) \(String(decoding: report.agency, as: UTF8.self)) "
      + "\(String(decoding: report.year, as: UTF8.self)) "
      + "\(last?.table ?? 0):\(last.map { String(decoding: report.text[$0.range], as: UTF8.self) } ?? "")"
  }
}

private func page(_ body: String) throws -> [String] {
  try summary(read("<html><body>\(body)</body></html>"))
}

@Test(arguments: [
  (["白塔县教育局2023年政府信息公开工作年度报告"], "白塔县教育局 2023"),
  (["清源县水利局2022年政府信息公开工作年度报告"], "清源县水利局 2022"),
  (["白塔县教育局", "2022年政府信息公开工作年度报告"], "白塔县教育局 2022"),
  (["白塔县教育局2022年政府信息公开", "工作年度报告"], "白塔县教育局 2022"),
])
func aFurtherTitleOfAPageBeginsAnotherReport(titles: [String], expected: String) throws {
  #expect(
    try page(report([first], 4) + report(titles, 7)) == ["t 清源县水利局 2023 1:4", "t#2 \(expected) 1:7"])
}

@Test func titlesWithoutABodyBeginReportsOfWhoSigns() throws {
  let title = "2023年政府信息公开工作年度报告"
  let reports = [
    report([title], 4, ["清源县水利局", "2024年1月20日"]), report([title], 7, ["白塔县教育局", "2024年1月20日"]),
    report([title], 9, ["白塔县民政局", "2024年1月20日"]),
  ]
  #expect(
    try page(reports.joined()) == ["t 清源县水利局 2023 1:4", "t#2 白塔县教育局 2023 1:7", "t#3 白塔县民政局 2023 1:9"])
}

@Test func tablesWithoutHeadingsBelongToTheTitleAboveThem() throws {
  let second = "白塔县教育局2022年政府信息公开工作年度报告"
  #expect(
    try page(paragraph(first) + table(4) + paragraph(second) + table(7))
      == ["t 清源县水利局 2023 1:4", "t#2 白塔县教育局 2022 1:7"])
}

@Test(arguments: ["上一篇：", "相关链接</p><p>", ""])
func linksToOtherReportsBeginNone(label: String) throws {
  let links = paragraph(label + "白塔县教育局2022年政府信息公开工作年度报告") + paragraph("白塔县民政局2022年政府信息公开工作年度报告")
  let footer = "<table><tr><td>主办单位</td><td>清源县人民政府</td></tr></table>"
  #expect(try page(report([first], 4) + links) == ["t 清源县水利局 2023 1:4"])
  #expect(try page(links + report([first], 4) + links + footer).map { $0.prefix(13) } == ["t 清源县水利局 2023"])
}

@Test func theSameTitleOnceMoreBeginsNone() throws {
  #expect(try page(report([first], 4) + report([first], 4)).count == 1)
}

/// Sheets of ours have tables of no form last.
@Test func theFirstSectionBehindTheOthersBeginsNone() throws {
  #expect(
    try page(report([first], 4) + paragraph("一、总体情况") + table(7)) == ["t 清源县水利局 2023 2:7"])
}

@Test func aFurtherTitleInAWordDocumentBeginsAnotherReport() throws {
  func paragraphs(_ texts: [String]) -> String {
    texts.map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined()
  }
  func table(_ count: Int) -> String {
    "<w:tbl>"
      + [["规章", "\(count)"]].map {
        "<w:tr>" + $0.map { "<w:tc>\(paragraphs([$0]))</w:tc>" }.joined() + "</w:tr>"
      }
      .joined() + "</w:tbl>"
  }
  let second = "白塔县教育局2022年政府信息公开工作年度报告"
  let body =
    paragraphs([first, "一、总体情况", "工作有序。", heading]) + table(4)
    + paragraphs([second, "一、总体情况", "工作有序。", heading]) + table(7)
  #expect(
    try summary(read(TestDocument.docx(body))) == ["t 清源县水利局 2023 1:4", "t#2 白塔县教育局 2022 1:7"])
}

/// The index table of a portal, which stays where a Word document is made of the page.
@Test func aTableAboveTheFirstTitleIsNoReport() throws {
  let index = TestDocument.table(
    TestDocument.row(TestDocument.cell("索引号"), TestDocument.cell("014416330/2024-04736")))
  let body =
    index + [first, "一、总体情况", heading].map(TestDocument.paragraph).joined()
    + TestDocument.table(TestDocument.row(TestDocument.cell("规章"), TestDocument.cell("4")))
  #expect(try summary(read(TestDocument.docx(body))) == ["t 清源县水利局 2023 2:4"])
}

/// Each with the text of all, a thousand of them were a million.
@Test func eachReportOfAPageHasItsOwnTextOnly() throws {
  let reports = try read("<html>" + (0..<40).map { report(["清源县第\($0)中学2023年政府信息公开工作年度报告"], $0) }.joined())
  #expect(reports.count == 40)
  #expect(reports.allSatisfy { $0.text.count < 400 })
}
