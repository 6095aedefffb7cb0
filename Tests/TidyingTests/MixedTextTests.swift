import Testing

// Text in which the cells of tables are set apart in several ways.

private let title = "丙县林业局2023年政府信息公开工作年度报告\n一、总体情况\n本年发布信息80条。\n\n"

/// An official table, and how its cells are set apart.
private let official = ["cells", "pipes", "lines"].map { marks in
  let rows = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "1", "2", "3"], ["行政规范性文件", "4", "5", "6"],
  ]
  return "二、主动公开政府信息情况\n"
    + (marks == "cells"
      ? table(rows)
      : marks == "lines"
        ? rows.flatMap { $0 }.joined(separator: "\n") + "\n"
        : rows.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined())
}

private let own = [
  "事项\t件数\n来信\t7\n来访\t8\n",
  "|事项|件数|\n|来信|7|\n|来访|8|\n",
  "| 事项 | 件数 |\n|---|---|\n| 来信 | 7 |\n| 来访 | 8 |\n",
  "┌──┬──┐\n│事项│件数│\n├──┼──┤\n│来信│7 │\n├──┼──┤\n│来访│8 │\n└──┴──┘\n",
  "║事项║件数║\n║来信║7║\n║来访║8║\n",
  "┃事项┃件数┃\n┃来信┃7┃\n┃来访┃8┃\n",
  "事项│件数\n来信│7\n来访│8\n",
  "<table><tr><td>事项</td><td>件数</td></tr>\n<tr><td>来信</td><td>7</td></tr><tr><td>来访<td>8</TABLE>\n",
  "<TABLE border=1>\n\t<tr>\n\t\t<td>事项\n<td>件数\n<tr><td>来信<td>7\n<tr><td>来访<td>8</table>\n",
]

// Beside tables whose cells stand on lines of their own, rows of tabs or pipes refuse those, and that is told.
@Test(
  arguments: official[..<2].flatMap { official in own.map { (official, $0) } }
    + own[3...].map { (official[2], $0) })
func eachTableIsReadByItsOwnMarks(official: String, own: String) throws {
  for text in [title + own + "\n" + official, title + official + "\n三、其他\n以下是各类来件。\n\n" + own] {
    let result = try tidy(text)
    #expect(
      result.facts.filter { $0[3].hasPrefix("来") }.map { "\($0[3]) | \($0[4]) = \($0[5])" }
        == ["来信 | 件数 = 7", "来访 | 件数 = 8"])
    #expect(
      result.facts.filter { !$0[3].hasPrefix("来") }.map { $0[5] } == ["1", "2", "3", "4", "5", "6"])
    #expect(result.facts.allSatisfy { $0[0] == "丙县林业局" && $0[1] == "2023" })
    #expect(!result.has("error"))
  }
}

@Test func factsOfTablesOfOtherMarksHaveTheirLines() throws {
  let result = try tidy(title + official[0] + "三、其他\n以下是各类来件。\n\n" + own[7])
  let first = (title + official[0]).count { $0 == "\n" } + 5
  #expect(result.facts.suffix(2).allSatisfy { $0.contains("\(first)") })
}

@Test(arguments: [
  "首页|新闻|公开\n部门|服务|互动\n", "电话：\t见下\n地址：\t东街\n", "一、\t总体\n二、\t其他\n", "├ 来信\n└ 来访\n",
  "一、工作概述\t1\n二、主要做法\t3\n", "一、总体情况\t1\n二、主动公开政府信息情况\t2\n",
])
func linesWithoutFiguresAreNoTable(lines: String) throws {
  let result = try tidy(title + lines + "\n" + official[0])
  #expect(result.facts.map { $0[5] } == ["1", "2", "3", "4", "5", "6"])
}

@Test func aCellWithTabsInItsLinesIsOneStill() throws {
  let cell = official[0].replacing("\t规章\n", with: "\t规章\n甲\t9\n乙\t9\n")
  #expect(try tidy(title + cell).facts.allSatisfy { $0[4] != "件数" && $0[3] != "甲" })
}

@Test func aPastedTableThatIsNotClosedEndsWithItsLastTag() throws {
  let result = try tidy(
    title + "<table><tr><td>事项<td>件数\n<tr><td>来信<td>7\n<tr><td>来访<td>8\n\n" + official[2])
  #expect(result.lines.prefix(2) == ["来信 | 件数 = 7", "来访 | 件数 = 8"])
  #expect(result.facts.suffix(6).map { $0[5] } == ["1", "2", "3", "4", "5", "6"])
}

/// What is a page shows in its beginning: a tag far behind makes none of a text.
@Test func aTagFarBehindLeavesPastedTablesAsTheyAre() throws {
  let prose = String(repeating: "本年发布信息80条。\n", count: 4_000)
  let result = try tidy(title + own[7] + "\n" + prose + "<a href=x>\n")
  #expect(result.lines == ["来信 | 件数 = 7", "来访 | 件数 = 8"])
}

@Test func warningsOfPastedTablesHaveTheirLines() throws {
  let nested =
    "<table><tr><td>事项<td>件数<td>明细<tr><td>来信<td>7<td><table><tr><td>类别<td>条数<tr><td>咨询<td>4</table></table>\n"
  let result = try tidy(title + official[0] + "三、其他\n以下。\n\n" + nested)
  let line = (title + official[0] + "三、其他\n以下。\n\n").count { $0 == "\n" } + 1
  #expect(result.has("t:\(line): ", "holds another table"))
}

@Test func tagsOutsideOfTablesMakeAPage() throws {
  let page = "丙县林业局2023年政府信息公开工作年度报告<br>\n一、总体情况<br>\n<table><tr><td>事项<td>件数<tr><td>来信<td>7</table>"
  #expect(try tidy(page).lines == ["来信 | 件数 = 7"])
}

// MARK: rows parted by tabs

@Test func aHeaderOverAnEmptyCornerIsNoCell() throws {
  #expect(try tidy(title + "\t件数\n来信\t7\n来访\t8\n").lines == ["来信 | 件数 = 7", "来访 | 件数 = 8"])
}

@Test(arguments: ["\t", "|"])
func aLineBetweenRowsIsRefusedAndPartsNothing(mark: String) throws {
  let rows = "事项\t件数\t占比\n东片\n来信\t7\t1\n来访\t8\t2\n西片\n来电\t9\t3\n"
  let text =
    mark == "\t"
    ? rows
    : rows.split(separator: "\n").map {
      $0.contains("\t") ? "|\($0.replacing("\t", with: "|"))|\n" : "\($0)\n"
    }.joined()
  let result = try tidy(title + text)
  #expect(
    result.lines == [
      "来信 | 件数 = 7", "来信 | 占比 = 1", "来访 | 件数 = 8", "来访 | 占比 = 2", "来电 | 件数 = 9", "来电 | 占比 = 3",
    ])
  #expect(result.has("t:6: error: the row “东片” cannot be read") && result.has("t:9: error: the row “西片”"))
}

@Test func aLineWithAnOrdinalBetweenRowsHeadsThem() throws {
  let result = try tidy(title + "事项\t件数\n来信\t7\n二、西片\n来信\t9\n来访\t8\n")
  #expect(result.lines == ["来信 | 件数 = 7", "西片/来信 | 件数 = 9", "西片/来访 | 件数 = 8"])
}

@Test func aLineAboveAFurtherHeaderIsText() throws {
  let result = try tidy(title + "事项\t件数\n来信\t7\n来访\t6\n表二\n渠道\t条数\n网站\t9\n微信\t8\n")
  #expect(result.lines == ["来信 | 件数 = 7", "来访 | 件数 = 6", "网站 | 条数 = 9", "微信 | 条数 = 8"])
  #expect(!result.has("error"))
}

// MARK: further reports

@Test(arguments: ["\n", "\r\n"])
func aReportWithoutATitleBehindOneOfACellALineIsRead(lineEnd: String) throws {
  let first =
    "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n五、存在的主要问题及改进情况\n人手少。\n"
  let opening = "\n依照有关规定，现公布丁县审计局2022年政府信息公开工作年度报告，请予监督。\n一、总体情况\n平稳。\n"
  let result = try tidy((title + first + opening + official[0]).replacing("\n", with: lineEnd))
  #expect(
    result.facts.map { $0[0] + $0[1] }
      == ["丙县林业局2023", "丁县审计局2022"].flatMap { Array(repeating: $0, count: 6) })
}
