import TestSupport
import Testing

@Test(arguments: [
  ("总体情况", "总体情况"),
  ("一、总体情况", "总体情况"),
  ("一、总体情况、", "总体情况"),
  ("1、总体情况", "总体情况"),
  ("一基本情况", "总体情况"),
  ("    二、政府信息主动公开情况", "主动公开政府信息情况"),
  ("5、 存在问题及整改情况", "存在的主要问题及改进情况"),
  ("（一）收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请情况"),
  ("[bookmark: _GoBack]六、其他需要报告的事项", "其他需要报告的事项"),
  ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "政府信息公开行政复议、行政诉讼情况"),
  ("七、2022年工作思路", "2022年工作思路"),
  ("一、總體情況", "总体情况"),
  ("二、主動公開政府信息情況", "主动公开政府信息情况"),
  ("三、收到和處理政府信息公開申請情況", "收到和处理政府信息公开申请情况"),
  ("四、政府信息公開行政復議、行政訴訟情況", "政府信息公开行政复议、行政诉讼情况"),
  ("五、存在的主要問題及改進情況", "存在的主要问题及改进情况"),
  ("六、其他需要報告的事項", "其他需要报告的事项"),
  ("三、公开平台建设和信息发布情况", "公开平台建设和信息发布情况"),
])
func headingsOpenSections(line: String, section: String) throws {
  let report = try read("开头的话。\n" + line + "\n正文在这里。\n")[0]
  let piece = report.pieces[1]
  #expect(piece.kind == .heading)
  #expect(String(decoding: report.sections[piece.section], as: UTF8.self) == section)
}

@Test(arguments: [
  "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分。",
  "1.主动公开。加大主动公开和政策解读等工作力度。",
  "一是强化培训。",
  "2020年，全县各单位认真做好工作。",
  "（一）加强领导，健全机制。全年召开会议两次。",
  "一以群众需求为目标，增强公开实效。",
  "1.5万条信息",
])
func proseIsNoHeading(line: String) throws {
  let report = try read("一、总体情况\n" + line + "\n")[0]
  #expect(report.pieces[1].kind == .paragraph)
}

@Test func deeperHeadingsStayInTheirSection() throws {
  let report = try read("一、总体情况\n（一）主动公开\n文字。\n")[0]
  #expect(outline(report) == ["h 一、总体情况", "h （一）主动公开", "p 文字。"])
  #expect(Set(report.pieces.map(\.section)).count == 1)
}

// MARK: several reports in one input

private let first = "清源县水利局2019年政府信息公开工作年度报告\n\n一、总体情况\n文字。\n六、其他需要报告的事项\n无\n"
private let second = "白塔镇\n2020年政府信息公开工作年度报告\n\n一、总体情况\n文字。\n六、其他需要报告的事项\n无\n"

private func names(_ text: String) throws -> [String] {
  try read(text).map {
    "\($0.source) \(String(decoding: $0.agency, as: UTF8.self)) \(String(decoding: $0.year, as: UTF8.self))"
  }
}

@Test func aTitleBeginsTheNextReport() throws {
  #expect(try names(first + second) == ["t 清源县水利局 2019", "t#2 白塔镇 2020"])
  #expect(
    try names(first + "\n\n\n" + second + first) == ["t 清源县水利局 2019", "t#2 白塔镇 2020", "t#3 清源县水利局 2019"])
}

@Test func theSameReportTwiceIsTwoReports() throws {
  #expect(try names(first + first) == ["t 清源县水利局 2019", "t#2 清源县水利局 2019"])
}

@Test func aFormFeedEndsAPageAndNoReport() throws {
  #expect(try names("甲乙县\n\u{C}\u{C}丙丁县\n").count == 1)
  #expect(try names("\u{C}" + first + "\u{C}\n") == ["t 清源县水利局 2019"])
  #expect(try names(first.replacing("六、", with: "\u{C}六、")) == ["t 清源县水利局 2019"])
  #expect(try names(first.replacing("文字。", with: "文字。\n\u{C}又一页。")) == ["t 清源县水利局 2019"])
}

@Test(arguments: [
  // A running head on each page, in part, with a page number, with the name on a line of its own.
  "清源县水利局2019年政府信息公开工作年度报告", "2019年政府信息公开工作年度报告", "清源县水利局政府信息公开工作年度报告",
  "清源县水利局2019年政府信息公开工作年度报告 - 2 -", "清源县水利局\n2019年政府信息公开工作年度报告", "清源县水利局", "第2页",
  // Links at the foot of a page.
  "又一句。\n清源县水利局2018年政府信息公开工作年度报告",
])
func aRunningHeadBehindAFormFeedBeginsNone(head: String) throws {
  let text = first.replacing("六、", with: "\u{C}\(head)\n六、")
  #expect(try names(text) == ["t 清源县水利局 2019"])
  #expect(try names(first.replacing("文字。", with: "文字。\n\u{C}\(head)\n又一页。")) == ["t 清源县水利局 2019"])
}

@Test func reportsOnPagesOfTheirOwnAreCutAtTheFormFeed() throws {
  let both = ["t 清源县水利局 2019", "t#2 白塔镇 2020"]
  #expect(try names(first + "\u{C}" + second) == both)
  #expect(try names(first + "\u{C}\u{C}" + second + "\u{C}") == both)
  // Without any heading.
  let short = "清源县水利局2019年政府信息公开工作年度报告\n文字。\n"
  #expect(try names(short + "\u{C}白塔镇\n2020年政府信息公开工作年度报告\n文字。\n") == both)
  // By their opening sentences only.
  let stated = "根据规定，现公布清源县水利局2019年政府信息公开工作年度报告。\n文字。\n"
  #expect(try names(stated + "\u{C}根据规定，现公布白塔镇2020年政府信息公开工作年度报告。\n") == both)
  // Without a title the outline tells.
  let untitled = "一、总体情况\n文字。\n六、其他需要报告的事项\n无\n白塔镇\n2021年1月5日\n"
  #expect(try names(first + "\u{C}" + untitled) == both)
  #expect(try read(first + "\u{C}" + second)[1].pieces[0].kind == .title)
}

/// A title at the head of every page is the report's own.
@Test(arguments: ["清源县水利局2019年政府信息公开工作年度报告\n", "Page 2 - 清源县水利局2019年政府信息公开工作年度报告\n"])
func headsOfPagesBeginNoReport(head: String) throws {
  let row = "一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0\n"
  #expect(
    try names("索引号\n无\n" + first + "三、收到和处理政府信息公开申请情况\n自然人 总计\n\u{C}" + head + row) == ["t 清源县水利局 2019"])
}

@Test func headsOfPagesBeginNoReportWhereTheOpeningHasTwoLines() throws {
  let opening = "    根据有关规定，现向社会公布清源县东新街\n道办事处2019年政府信息公开工作年度报告。\n\n一、总体情况\n工作有序。\n"
  let head = "\u{C}清源县东新街道办事处2019年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n自然人 总计\n予以公开 0 0\n"
  #expect(try names(opening + head).count == 1)
  let second = "\u{C}    根据有关规定，现向社会公布清源县白塔街\n道办事处2019年政府信息公开工作年度报告。\n\n一、总体情况\n工作有序。\n"
  #expect(
    try names(opening + head + second).map { String($0.suffix(15)) } == [
      "清源县东新街道办事处 2019", "清源县白塔街道办事处 2019",
    ])
}

@Test func headsOfFlipBooksBeginNoReport() throws {
  let opening = "    根据规定，现向社会公布清源县东新街\n道办事处2019年政府信息公开工作年度报告。\n"
  let outline = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n自然人 总计\n予以公开 0 0\n"
  let head = "P. 1\n\u{C}Page 2 - 清源县东新街道办事处2019年政府信息公开工作年度报告\n"
  #expect(try names(opening + outline + head + "五、存在的主要问题及改进情况\n无\n").count == 1)
}

@Test func anIndexCardWithoutItsFirstLabelIsNoReport() throws {
  let card = "\t0144/2020-1\n\t分类\n\n\t发布机构\n\t清源县水利局\n\n\n"
  #expect(try names(card + first) == ["t 清源县水利局 2019"])
}

@Test func contentsAndListsBeforeAReportAreNone() throws {
  let list = "白塔镇2020年政府信息公开工作年度报告\n青萝镇2020年政府信息公开工作年度报告\n"
  #expect(try names("目录\n" + list + first) == ["t 清源县水利局 2019"])
  #expect(try names("目录\n" + list + "\u{C}" + first) == ["t 清源县水利局 2019"])
  #expect(try names(first + "\u{C}" + list + second) == ["t 清源县水利局 2019", "t#2 白塔镇 2020"])
  let contents = "清源县水利局2019年政府信息公开工作年度报告\n一、总体情况\n六、其他需要报告的事项\n"
  #expect(try names(contents + first) == ["t 清源县水利局 2019"])
  #expect(try names(contents + "\u{C}" + first) == ["t 清源县水利局 2019"])
}

@Test func aRunningHeadBeginsNoReport() throws {
  let text = first.replacing("六、其他", with: "清源县水利局2019年政府信息公开工作年度报告\n六、其他")
  #expect(try names(text) == ["t 清源县水利局 2019"])
}

@Test func linksToOtherReportsBeginNone() throws {
  let links = "清源县水利局2018年政府信息公开工作年度报告\n清源县水利局2017年政府信息公开工作年度报告\n"
  #expect(try names(first + links) == ["t 清源县水利局 2019"])
  #expect(try names(first + links + second) == ["t 清源县水利局 2019", "t#2 白塔镇 2020"])
}

@Test func linesOfFurtherReportsCountOn() throws {
  let reports = try read(first + second)
  #expect(reports[1].pieces[0].line == 7)
}

private let body =
  "\n\n一、总体情况\n全年公开30条。\n二、主动公开政府信息情况\n\t规章\n\t0\n\n\n三、收到和处理政府信息公开申请情况\n\t自然人\n\t1\n\n\n四、政府信息公开行政复议、行政诉讼情况\n\t结果维持\n\t1\n\n\n"

@Test(arguments: [
  "清源县人民政府2021年政府信息公开工作年度报告", "（一）青萝镇2022年政府信息公开工作年度报告", "清源县水利局政府信息公开年报", "2022年政府信息公开工作年度报告",
  "附件：2021年政府信息公开工作年度报告.pdf", "[bookmark: _GoBack]清源县水利局2022年政府信息公开工作年度报告", "清源县水利局2022年政府信息公开工作年度报告 - 5 -",
])
func titlesInsideAReportBeginNone(title: String) throws {
  let report = "清源县水利局2022年政府信息公开工作年度报告" + body
  for heading in ["二、", "三、", "四、"] {
    #expect(
      try names(report.replacing(heading, with: "\(title)\n\(heading)")) == ["t 清源县水利局 2022"], "\(heading)")
  }
}

@Test func anOpeningSentenceBeginsTheNextReport() throws {
  let next = "根据有关规定，现公布白塔镇2022年政府信息公开工作年度报告。"
  #expect(try names("清源县水利局2022年政府信息公开工作年度报告" + body + next + body) == ["t 清源县水利局 2022", "t#2 白塔镇 2022"])
}

@Test func aReportThatStartsOverWithoutTitleIsNobodyElses() throws {
  #expect(try names("清源县水利局2022年政府信息公开工作年度报告" + body + "“报告”" + body) == ["t 清源县水利局 2022", "t#2  "])
}

@Test func bookmarksHideNoHeading() throws {
  let report = "清源县水利局2022年政府信息公开工作年度报告" + body.replacing("一、", with: "[bookmark: _GoBack]一、")
  #expect(try names(report + report).count == 2)
}
