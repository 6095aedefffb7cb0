import Readers
import Reports
import TestSupport
import Testing
import Text

// The same lines and tables as a page, as a Word document and as a sheet: the same reports come out.

/// Lines, and tables: rows of cells parted by |.
private typealias Parts = [String]

private let (own, other) = ("柳泉县民政局2023年政府信息公开工作年度报告", "石门县财政局2022年政府信息公开工作年度报告")
private let (own2, other2) = (["柳泉县民政局", "2023年政府信息公开工作年度报告"], ["石门县财政局", "2022年政府信息公开工作年度报告"])
private let (general, last) = ("一、总体情况", "六、其他需要报告的事项")
private let (table, table2) = ("渠道|上半年|下半年\n热线|31|32\n邮件|41|42", "渠道|上半年|下半年\n窗口|51|52\n信函|61|62")

private func page(_ parts: Parts) throws -> [Report] {
  let body = parts.map { part in
    guard part.contains("|") else { return "<p>\(part)</p>" }
    let rows = part.split(separator: "\n").map { row in
      "<tr>" + row.split(separator: "|").map { "<td>\($0)</td>" }.joined() + "</tr>"
    }
    return "<table>\(rows.joined())</table>"
  }
  return try read("<html><body>\(body.joined())</body></html>")
}

private func word(_ parts: Parts) throws -> [Report] {
  let body = parts.map { part in
    guard part.contains("|") else { return TestDocument.paragraph(part) }
    let rows = part.split(separator: "\n").map { row in
      "<w:tr>" + row.split(separator: "|").map { TestDocument.cell(String($0)) }.joined() + "</w:tr>"
    }
    return "<w:tbl>\(rows.joined())</w:tbl>"
  }
  return try read(TestDocument.docx(body.joined()))
}

/// - Parameter blank: what stands around each table: a blank row or nothing.
private func workbook(_ sheets: [Parts], blank: String = "<Row/>") throws -> [Report] {
  let spreadsheet = "urn:schemas-microsoft-com:office:spreadsheet"
  let body = sheets.enumerated().map { number, parts in
    let rows = parts.map { part in
      let rows = part.split(separator: "\n").map { row in
        "<Row>"
          + row.split(separator: "|").map { "<Cell><Data ss:Type=\"String\">\($0)</Data></Cell>" }.joined()
          + "</Row>"
      }
      return part.contains("|") ? blank + rows.joined() + blank : rows.joined()
    }
    return "<Worksheet ss:Name=\"s\(number)\"><Table>\(rows.joined())</Table></Worksheet>"
  }
  return try read(
    Array(
      "<?xml version=\"1.0\"?><Workbook xmlns=\"\(spreadsheet)\" xmlns:ss=\"\(spreadsheet)\">\(body.joined())</Workbook>"
        .utf8))
}

/// - Parameters: what stands before, between and behind the cells of a row.
private func text(_ parts: Parts, _ before: String, _ between: String, _ behind: String) throws -> [Report] {
  let lines = parts.flatMap { part in
    guard part.contains("|") else { return [part] }
    return part.split(separator: "\n").map { row in
      before + row.split(separator: "|").joined(separator: between) + behind
    } + [""]
  }
  return try read(lines.joined(separator: "\n") + "\n")
}

/// Body, year, and the section and text of each figure.
private func facts(_ reports: [Report]) -> [String] {
  reports.map { report in
    let figures = report.pieces.filter { $0.kind == .cell && report.text.span.extracting($0.range).isFigure }
    let texts = figures.map { (piece: Piece) -> String in
      (piece.section > 0 ? String(decoding: report.sections[piece.section], as: UTF8.self) : "")
        + String(decoding: report.text[piece.range], as: UTF8.self)
    }
    return
      "\(String(decoding: report.agency, as: UTF8.self)) \(String(decoding: report.year, as: UTF8.self)) "
      + texts.joined(separator: " ")
  }
}

private struct Sample: CustomTestStringConvertible {
  let testDescription: String
  let parts: Parts
  let expected: [String]

  init(_ name: String, _ parts: Parts, _ expected: [String]) {
    (testDescription, self.parts, self.expected) = (name, parts, expected)
  }
}

private let ownFacts = "柳泉县民政局 2023 总体情况31 总体情况32 总体情况41 总体情况42"
private let otherFacts = "石门县财政局 2022 总体情况51 总体情况52 总体情况61 总体情况62"
private let lastFacts = " 其他需要报告的事项51 其他需要报告的事项52 其他需要报告的事项61 其他需要报告的事项62"

private let samples = [
  Sample("a mention of another body", [own, general, "我局参考了《\(other)》。", table], [ownFacts]),
  Sample("a mention that ends in no stop", [own, general, "参考《\(other)》", table], [ownFacts]),
  Sample("a closing sentence", [own, general, table, last, "本年度无其他需要报告的事项。"], [ownFacts]),
  Sample(
    "a table below a closing sentence", [own, general, table, last, "无其他需要报告的事项。", table2],
    [ownFacts + lastFacts]),
  Sample("an opening sentence", [own, "按照条例要求，现公布\(own)。", general, table], [ownFacts]),
  Sample("无 twice", [own, general, "无。", table, last, "无。", table2], [ownFacts + lastFacts]),
  Sample(
    "titles over two lines", own2 + [general, table] + other2 + [general, table2], [ownFacts, otherFacts]),
  Sample("one title over two lines", own2 + [general, table], [ownFacts]),
  Sample("titles", [own, general, table, other, general, table2], [ownFacts, otherFacts]),
  Sample(
    "contents", ["目录", own + "……1", other + "……9", own, general, table, other, general, table2],
    [ownFacts, otherFacts]),
  Sample("a cover", ["封面", own, general, table], [ownFacts]),
  Sample(
    "a further title without a heading", [own, general, "工作有序。", table, last, "无。", other, table2],
    [ownFacts, "石门县财政局 2022 51 52 61 62"]),
  Sample(
    "titles without headings", [own, table, other, table2],
    ["柳泉县民政局 2023 31 32 41 42", "石门县财政局 2022 51 52 61 62"]),
  Sample(
    "the same section of another body", [own, last, table, other, last, table2],
    [ownFacts.replacing("总体情况", with: "其他需要报告的事项"), "石门县财政局 2022" + lastFacts]),
]

private let furtherSamples = [
  Sample(
    "an opening sentence of another body",
    [own, general, "有序。", table, "现公布\(other)。", general, "良好。", table2],
    [ownFacts, otherFacts]),
  Sample(
    "an opening sentence behind the last section",
    [own, general, table, last, "没有。", "依据条例，现公布\(other)。", general, "良好。", table2], [ownFacts, otherFacts]),
  Sample(
    "two titles, and a signature", [other, own, general, table, last, "无。", "柳泉县民政局", "2024年1月12日"],
    [ownFacts]),
  Sample(
    "a first report without headings", [own, "有序。", table, other, general, table2],
    ["柳泉县民政局 2023 31 32 41 42", otherFacts]),
  Sample(
    "a mention above the second table", [own, general, table, last, "参考《\(other)》", table2],
    [ownFacts + lastFacts]),
  Sample(
    "a mention of the own report", [own, general, table, last, "已公布\(own)。", table2], [ownFacts + lastFacts]),
  Sample(
    "the own title again", [own, general, table, own, last, table2], [ownFacts + lastFacts]),
  Sample(
    "the title without the body again", [own, general, table, own2[1], last, table2], [ownFacts + lastFacts]),
]

@Test(arguments: samples + furtherSamples)
private func textHasTheSameReports(_ sample: Sample) throws {
  #expect(try facts(text(sample.parts, "", "\t", "")) == sample.expected)
  #expect(try facts(text(sample.parts, "| ", " | ", " |")) == sample.expected)
  #expect(try facts(text(sample.parts, "\t", "\n\t", "\n")) == sample.expected)
}

/// A table before the first section is the page's, unless the title of another body stands behind it.
@Test func aTableOfThePageBeforeTheFirstSectionStaysOut() throws {
  let days = "一|二|三|四\n1|2|3|4\n5|6|7|8"
  #expect(try facts(page([own, days, general, table])) == [ownFacts])
  #expect(try facts(page([own, "访问量|1024|今日|16", own, general, table])) == [ownFacts])
}

/// The nearer one is taken, but not without a word.
@Test func anotherBodysTitleRightAboveIsTold() throws {
  let parts = [other, own, general, table]
  for report in try page(parts) + word(parts) + workbook([parts]) + text(parts, "", "\t", "") {
    #expect(report.agency == Array("柳泉县民政局".utf8) && report.year == Array("2023".utf8))
    #expect(report.contradictoryAgencies == ["柳泉县民政局", "石门县财政局"].map { Array($0.utf8) })
    #expect(report.contradictoryYears == [2023, 2022])
  }
  // The signature decides.
  let signed = parts + [last, "无。", "柳泉县民政局", "2024年1月12日"]
  for report in try page(signed) + word(signed) + text(signed, "", "\t", "") {
    #expect(report.contradictoryAgencies.isEmpty && report.contradictoryYears.isEmpty)
  }
}

/// Links to reports of others, and the visitors and numbers of a site below them.
@Test(arguments: ["访问量|1024|今日|16", "热线|12345|传真|8801234", "主办单位|石门县|备案号|12"])
private func aFootOfThePageIsNoReport(foot: String) throws {
  for links in [[other], [other, own], ["上一篇：" + other]] {
    let parts = [own, general, table, last, "无。"] + links + [foot]
    #expect(try facts(page(parts)).count == 1)
    #expect(try facts(text(parts, "", "\t", "")).count == 1)
  }
}

@Test(arguments: samples + furtherSamples)
private func theSameReportsComeOfAPageAWordDocumentAndASheet(_ sample: Sample) throws {
  #expect(try facts(page(sample.parts)) == sample.expected)
  #expect(try facts(word(sample.parts)) == sample.expected)
  #expect(try facts(workbook([sample.parts])) == sample.expected)
}

/// Where a sheet has no blank rows a title ends the table above it all the same.
@Test func aTitleOverTwoRowsEndsTheTableAboveIt() throws {
  let parts = own2 + [general, table] + other2 + [general, table2]
  #expect(try facts(workbook([parts], blank: "")) == [ownFacts, otherFacts])
}

@Test func reportsOverSheetsAreToldByTheirTitles() throws {
  let rest = "其他情况"
  // Each sheet of one report has its title, whatever stands below.
  for title in [[own], own2] {
    let found = try facts(workbook([title + [general, table], title + [last, table2]]))
    #expect(found == [ownFacts + lastFacts])
  }
  // Another title begins a report, whatever section stands below.
  for title in [[other], other2] {
    #expect(
      try facts(workbook([[own, general, table], title + [last, table2]]))
        == [ownFacts, "石门县财政局 2022" + lastFacts])
    #expect(
      try facts(workbook([[own, general, table], title + [table2], [rest, table2]])).map { $0.prefix(11) }
        == ["柳泉县民政局 2023", "石门县财政局 2022"])
  }
  // The title of all does not tell them apart.
  let bare = own2[1]
  #expect(
    try facts(workbook([[bare, general, table], [bare, last, table2]]))
      == [(ownFacts + lastFacts).replacing("柳泉县民政局", with: "")])
  // Contents, and a list at the end.
  #expect(
    try facts(
      workbook([["目录", own, other], [own, general, table], [other, general, table2], [own, other]]))
      == [ownFacts, otherFacts])
}
