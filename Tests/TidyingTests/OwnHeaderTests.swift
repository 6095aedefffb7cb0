import Testing

// Tables that no form knows: what heads their columns and rows.

private let title = "丙县林业局2023年政府信息公开工作年度报告\n一、总体情况\n本年发布信息80条。\n"

/// Rows of cells parted by tabs.
private func rows(_ rows: String...) -> String {
  title + rows.map { $0.replacing("|", with: "\t") + "\n" }.joined()
}

private func page(_ rows: String) -> String {
  "<p>丙县林业局2023年政府信息公开工作年度报告</p><p>一、总体情况</p><table>\(rows)</table>"
}

private func sheet(_ rows: String...) -> String {
  let spreadsheet = "urn:schemas-microsoft-com:office:spreadsheet"
  let titles = ["丙县林业局2023年政府信息公开工作年度报告", "一、总体情况"]
  let all = (titles + rows).map { row in
    "<Row>"
      + row.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.isEmpty ? "<Cell/>" : "<Cell><Data ss:Type=\"String\">\($0)</Data></Cell>"
      }.joined() + "</Row>"
  }
  return
    "<?xml version=\"1.0\"?><Workbook xmlns=\"\(spreadsheet)\" xmlns:ss=\"\(spreadsheet)\"><Worksheet ss:Name=\"年报\"><Table>\(all.joined())</Table></Worksheet></Workbook>"
}

// MARK: headers of several rows

@Test(arguments: [
  rows("类型||合计|来件", "|||网络|信函", "乡镇|东山镇|9|4|5", "乡镇|西山镇|7|3|4"),
  title + "|类型||合计|来件||\n||||网络|信函|\n|乡镇|东山镇|9|4|5|\n|乡镇|西山镇|7|3|4|\n",
])
func aCornerOverTwoColumnsOfLabelsShiftsNoValue(text: String) throws {
  #expect(
    try tidy(text).lines == [
      "乡镇/东山镇 | 合计 = 9", "乡镇/东山镇 | 来件/网络 = 4", "乡镇/东山镇 | 来件/信函 = 5", "乡镇/西山镇 | 合计 = 7",
      "乡镇/西山镇 | 来件/网络 = 3", "乡镇/西山镇 | 来件/信函 = 4",
    ])
}

@Test func aHeaderThatMayLackCoveredCellsNamesNoColumn() throws {
  let result = try tidy(rows("类型|合计|来件", "网络|信函|窗口", "乡镇|东山镇|9|4|5|6", "乡镇|西山镇|7|3|4|5"))
  #expect(result.facts.isEmpty)
  #expect(result.has("error: the row has 6 cells, the header of its table has 3"))
}

@Test func aHeaderThatALineBreakCutIsOne() throws {
  #expect(
    try tidy(rows("类型|合计|来件", "网络|信函", "乡镇|9|4|5|6", "街道|7|3|4|5")).lines.prefix(4) == [
      "乡镇 | 合计 = 9", "乡镇 | 来件 = 4", "乡镇 | 网络 = 5", "乡镇 | 信函 = 6",
    ])
}

@Test func 其中OverColumnsNamesNoneOfThem() throws {
  let header = "<tr><td rowspan=2>事项<td colspan=2>其中<tr><td>来信<td>来访"
  #expect(
    try tidy(page(header + "<tr><td>咨询<td>5<td>6")).lines == ["咨询 | 来信 = 5", "咨询 | 来访 = 6"])
}

@Test(arguments: [
  page("<tr><td>事项<td>件数<td>件数<tr><td>咨询<td>5<td>6"),
  page("<tr><td>事项<td colspan=2>件数<tr><td>咨询<td>5<td>6"),
])
func columnsOfOneNameAreTold(text: String) throws {
  let result = try tidy(text)
  #expect(result.lines == ["咨询 | 件数 = 5", "咨询 | 第3列 = 6"])
  #expect(result.has("warning: another column of the table is named “件数” as well"))
}

@Test func aBlankColumnWithoutANameGivesNoFacts() throws {
  #expect(
    try tidy(page("<tr><td>事项<td>件数<td><td>备注<tr><td>咨询<td>5<td><td>无<tr><td>建议<td>6<td><td>")).lines
      == ["咨询 | 件数 = 5", "咨询 | 备注 = ", "建议 | 件数 = 6", "建议 | 备注 = "])
  // With something in it it is one.
  #expect(
    try tidy(page("<tr><td>事项<td>件数<td><tr><td>咨询<td>5<td><tr><td>建议<td>6<td>7")).lines
      == ["咨询 | 件数 = 5", "咨询 | 第3列 = ", "建议 | 件数 = 6", "建议 | 第3列 = 7"])
}

@Test func aHeadingAboveAFurtherHeaderIsOfTheRowsBelowIt() throws {
  let rows = [
    "<tr><td colspan=3>一、来件", "<tr><td>镇<td>来信<td>来访", "<tr><td>东山镇<td>5<td>6", "<tr><td colspan=3>二、发布",
    "<tr><td>镇<td>网站<td>微信", "<tr><td>东山镇<td>7<td>8",
  ]
  #expect(
    try tidy(page(rows.joined())).lines == [
      "来件/东山镇 | 来信 = 5", "来件/东山镇 | 来访 = 6", "发布/东山镇 | 网站 = 7", "发布/东山镇 | 微信 = 8",
    ])
}

// MARK: units

@Test(arguments: [
  "<tr><td>事项<td>单位<td>数量<td>单位<td>金额<tr><td>采购<td>次<td>5<td>元<td>600",
  "<tr><td>事项<td>数量<td>单位<td>金额<td>单位<tr><td>采购<td>5<td>次<td>600<td>元",
])
func eachColumnOfUnitsIsOfTheValuesBesideIt(rows: String) throws {
  let result = try tidy(page(rows))
  #expect(result.lines == ["采购 | 数量 = 5", "采购 | 金额 = 600"])
  #expect(result.facts.map { $0[6] } == ["次", "元"] && result.messages.isEmpty)
}

@Test(arguments: [
  page("<tr><td>事项<td>支出（万元）<tr><td>培训<td>2.5万元<tr><td>印刷<td>3<tr><td>邮寄<td>800元"),
  "<p>丙县林业局2023年政府信息公开工作年度报告</p><p>一、总体情况</p><p>单位：万元</p><table>"
    + "<tr><td>事项<td>支出<tr><td>培训<td>2.5万元<tr><td>印刷<td>3<tr><td>邮寄<td>800元</table>",
])
func amountsOfTheirOwnUnitAreBroughtToThatOfTheirColumn(text: String) throws {
  #expect(try tidy(text).facts.map { $0[5] } == ["2.5", "3", "0.08"])
}

// MARK: rows

@Test func aRowWithoutALabelAmongOthersIsRefused() throws {
  let result = try tidy(page("<tr><td>事项<td>件数<tr><td>咨询<td>5<tr><td><td>6"))
  #expect(result.lines == ["咨询 | 件数 = 5"])
  #expect(result.has("error: a row of the table has figures and no label"))
  // One alone needs none.
  #expect(try tidy(page("<tr><td>咨询<td>建议<tr><td>5<td>6")).lines == [" | 咨询 = 5", " | 建议 = 6"])
}

@Test func linesThatLabelsTellApartAreRefusedWhereTheFormHasOne() throws {
  let header =
    "<tr><td rowspan=3><td colspan=5>行政复议<td colspan=10>行政诉讼<tr>"
    + "<td rowspan=2>结果维持<td rowspan=2>结果纠正<td rowspan=2>其他结果<td rowspan=2>尚未审结<td rowspan=2>总计"
    + "<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉<tr>"
    + String(repeating: "<td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计", count: 2)
  func line(_ label: String, _ value: Int) -> String {
    "<tr><td>\(label)" + String(repeating: "<td>\(value)", count: 15)
  }
  func disputes(_ lines: String) throws -> Tidied {
    try tidy(
      "<p>丙县林业局2023年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table>\(header)\(lines)</table>")
  }
  let two = try disputes(line("机关", 1) + line("下属单位", 2))
  #expect(two.facts.isEmpty)
  #expect(two.has("error: the row “机关” is one of several") && two.has("“下属单位” is one of several"))
  #expect(!two.has("has no row"))
  let total = try disputes(line("机关", 1) + line("下属单位", 2) + line("合计", 3))
  #expect(total.facts.count == 15 && total.facts.allSatisfy { $0[5] == "3" })
  #expect(try disputes(line("机关", 1)).facts.count == 15)
}

// MARK: sheets

@Test func aWordOverAnEmptyCornerHeadsItsColumns() throws {
  #expect(try tidy(sheet("|来信", "东山镇|5", "西山镇|6")).lines == ["东山镇 | 来信 = 5", "西山镇 | 来信 = 6"])
  #expect(
    try tidy(sheet("|来件", "|网络|信函", "东山镇|5|6")).lines.first?.hasSuffix("网络 = 5") ?? false)
  // A line above a table stays one.
  #expect(try tidy(sheet("||单位：件", "镇|来信|来访", "东山镇|5|6")).lines == ["东山镇 | 来信 = 5", "东山镇 | 来访 = 6"])
}

@Test func tablesSideBySideInASheetAreTwo() throws {
  #expect(
    try tidy(sheet("镇|来信||村|来访", "东山镇|5||东山村|7", "西山镇|6")).lines
      == ["东山镇 | 来信 = 5", "西山镇 | 来信 = 6", "东山村 | 来访 = 7"])
  // Nothing but room between columns of one table.
  #expect(try tidy(sheet("镇|来信||来访", "东山镇|5||7")).lines == ["东山镇 | 来信 = 5", "东山镇 | 来访 = 7"])
}

@Test func headingsPartTheTablesOfAReportInOneSheet() throws {
  let result = try tidy(
    sheet(
      "二、主动公开政府信息情况", "信息内容|本年制发件数|本年废止件数|现行有效件数", "规章|1|2|3", "五、存在的主要问题及改进情况", "人手不足。"))
  #expect(result.lines.count == 3 && result.facts.allSatisfy { $0[3] == "规章" })
}

@Test func aRowWhoseUnitIsADashIsReadWhereItHasFigures() throws {
  let result = try tidy(
    page(
      "<tr><td>项目<td>计量单位<td>上年数<td>本年数<tr><td>来信<td>件<td>5<td>6<tr><td>面积<td>—<td>7<td>8<tr><td>其中<td>—<td><td>"
    ))
  #expect(result.lines.contains("面积 | 上年数 = 7") && result.lines.contains("面积 | 本年数 = 8"))
  #expect(!result.lines.contains { $0.hasPrefix("其中") })
}
