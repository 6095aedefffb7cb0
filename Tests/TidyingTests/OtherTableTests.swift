import Testing

// Tables that no form knows.

@Test func valueColumnsBeginAtTheLeftmostFigure() throws {
  let result = try tidy(table([["渠道", "数量", "占比"], ["网站", "", "7"], ["微信", "20", "5"]]))
  #expect(result.lines == ["网站 | 数量 = ", "网站 | 占比 = 7", "微信 | 数量 = 20", "微信 | 占比 = 5"])
}

@Test func aRowOfMarksIsNoHeader() throws {
  let result = try tidy(table([["渠道", "数量", "占比"], ["网站", "/", "—"], ["微信", "20", "3-5"]]))
  #expect(result.lines == ["网站 | 数量 = ", "网站 | 占比 = ", "微信 | 数量 = 20", "微信 | 占比 = 3-5"])
}

@Test func columnsOfOneNameAreToldByPlace() throws {
  let result = try tidy(
    table([["渠道", "上年", "本年"], ["", "收到", "办结", "收到", "办结"], ["网站", "1", "2", "3", "4"]]))
  #expect(result.lines == ["网站 | 收到 = 1", "网站 | 办结 = 2", "网站 | 第4列 = 3", "网站 | 第5列 = 4"])
}

@Test func totalsKeepTheirLabel() throws {
  let rows = [["序号", "渠道", "数量"], ["1", "网站", "50"]]
  #expect(try tidy(table(rows + [["合计", "50"]])).lines.last == "合计 | 数量 = 50")
  #expect(try tidy(table(rows + [["合计", "", "50"]])).lines.last == "合计 | 数量 = 50")
}

@Test func onlyOrdinalsNest() throws {
  let rows = [
    ["项目", "数量"], ["一、公开情况", ""], ["网站", "1"], ["二、培训情况", "2"], ["其中：网络培训", "1"], ["1.2其他", "3"],
    ["2.微信", "4"],
  ]
  #expect(
    try tidy(table(rows)).lines == [
      "网站 | 数量 = 1", "培训情况 | 数量 = 2", "培训情况/网络培训 | 数量 = 1", "1.2其他 | 数量 = 3", "培训情况/微信 | 数量 = 4",
    ])
}

@Test func yearsInFrontAreLabels() throws {
  let result = try tidy(table([["年份", "收到", "办结"], ["2019", "5", "4"], ["2020", "60%", "6"]]))
  #expect(result.lines == ["2019 | 收到 = 5", "2019 | 办结 = 4", "2020 | 收到 = 60%", "2020 | 办结 = 6"])
}

@Test func periodsHeadColumns() throws {
  #expect(
    try tidy(table([["渠道", "2021年", "合计"], ["网站", "30", "40"]])).lines == ["网站 | 2021年 = 30", "网站 | 合计 = 40"])
  let units = try tidy(table([["指标", "计量单位", "1季度"], ["公开数", "条", "5"]]))
  #expect(units.lines == ["公开数 | 1季度 = 5"] && units.facts[0][6] == "条")
}

@Test(arguments: ["12.", "5、", "（5）"])
func aDamagedValueIsBlankAndNoLabel(value: String) throws {
  let result = try tidy(
    table([["第二十条第（五）项"], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "1", value, "3"]]))
  #expect(result.facts.map { $0[5] } == ["1", "", "3"])
  #expect(result.messages.contains { $0.contains("is no number") })
}

@Test func yearsHeadColumnsAndBlankRowsAreRows() throws {
  let result = try tidy(table([["渠道", "2021", "2022"], ["网站", "", ""], ["微信", "3", "4"]]))
  #expect(result.lines == ["网站 | 2021 = ", "网站 | 2022 = ", "微信 | 2021 = 3", "微信 | 2022 = 4"])
}

@Test func cellsToTheRightOfAllTextAreTheLayouts() throws {
  let result = try tidy("（四）渠道\n|渠道|数量||\n|网站|30||||||\n|微信|40|||||\n")
  #expect(result.lines == ["网站 | 数量 = 30", "微信 | 数量 = 40"])
}

// MARK: what the first column is

@Test func bodiesUnder单位AreLabels() throws {
  let rows = [["单位", "收到", "办结"], ["县农业局", "9", "7"], ["县司法局", "4", "4"]]
  #expect(
    try tidy(table(rows)).lines == ["县农业局 | 收到 = 9", "县农业局 | 办结 = 7", "县司法局 | 收到 = 4", "县司法局 | 办结 = 4"])
  let numbered = rows.enumerated().map { [$0 == 0 ? "序号" : "\($0)"] + $1 }
  #expect(try tidy(table(numbered)).lines == tidy(table(rows)).lines)
}

@Test(arguments: [["条", "万人次"], ["万元", "平方米"]])
func unitsUnder单位AreUnits(units: [String]) throws {
  let result = try tidy(table([["指标", "单位", "数量"], ["发布", units[0], "9"], ["浏览", units[1], "7"]]))
  #expect(result.lines == ["发布 | 数量 = 9", "浏览 | 数量 = 7"])
  #expect(result.facts.map { $0[6] } == units)
}

@Test func codesAreNoValues() throws {
  let result = try tidy(table([["指标名称", "代码", "数量"], ["发布", "01", "9"], ["转载", "02", "7"]]))
  #expect(result.lines == ["发布 | 数量 = 9", "转载 | 数量 = 7"])
}

@Test func rowsWithoutLabelsAreRefusedWhereTheyAreSeveral() throws {
  let result = try tidy(table([["", "收到", "办结"], ["", "9", "7"], ["", "4", "4"]]))
  #expect(result.facts.isEmpty)
  #expect(result.messages.contains { $0.contains("error: 2 rows of the table have figures and no label") })
  #expect(try tidy(table([["收到", "办结"], ["9", "7"]])).lines == [" | 收到 = 9", " | 办结 = 7"])
}

/// A local form with the pipe in front of each cell and none before labels: a lone pipe is a blank cell or the end of the row.
@Test func aTableWithPipesInFrontOfItsCellsIsRefused() throws {
  let result = try tidy(
    "云浦县政府信息公开情况统计表\n指标\n| 计量单位\n| 代码\n| 本年\n|\n发布数\n| 条\n| 01\n| 66\n|\n转载数\n| 条\n| 02\n| 3\n|\n")
  #expect(result.facts.isEmpty)
  #expect(result.messages.contains { $0.contains(": error: ") })
}

// MARK: rows of another width than their header

@Test(arguments: [
  ["网站", "12", "15"], ["网站", "主站", "12"], ["网站", "", "主站", "12", "3", "15"], ["12", "3", "15"],
])
func aRowThatDoesNotFitItsHeaderIsRefused(row: [String]) throws {
  let result = try tidy(table([["类别", "渠道", "发布", "转载", "评论"], ["新媒体", "微信", "1", "2", "3"], row]))
  #expect(result.lines == ["新媒体/微信 | 发布 = 1", "新媒体/微信 | 转载 = 2", "新媒体/微信 | 评论 = 3"])
  #expect(
    result.messages.contains {
      $0.contains("error: the row has \(row.count) cells, the header of its table has 5")
    },
    "\(result.messages)")
}

@Test func aRowBelowAMergedLabelIsReadAndTold() throws {
  let result = try tidy(
    table([["类别", "渠道", "发布", "转载"], ["新媒体", "微信", "1", "2"], ["微博", "3", ""], ["合计", "4", "2"]]))
  #expect(result.lines.suffix(4) == ["微博 | 发布 = 3", "微博 | 转载 = ", "合计 | 发布 = 4", "合计 | 转载 = 2"])
  #expect(
    result.messages.filter { $0.contains("warning: the row has 3 cells, the header of its table has 4") }
      .count == 1)
}

/// 编码 stands over 类 and 款, 名称 and 合计 reach down beside them: without their spans nothing says so.
@Test func aHeaderOfMoreLevelsThanAreUnderstoodIsRefused() throws {
  let result = try tidy(table([["编码", "名称", "合计"], ["类", "款"], ["201", "01", "教育支出", "500"]]))
  #expect(result.facts.isEmpty)
  #expect(result.messages.contains { $0.contains("error: ") })
}

@Test func aHeaderRowThatIsLeftOutIsTold() throws {
  let result = try tidy(table([["渠道", "上年", "本年"], ["收到", "办结", "答复", "转办"], ["网站", "1", "2", "3", "4"]]))
  #expect(result.lines == ["网站 | 收到 = 1", "网站 | 办结 = 2", "网站 | 答复 = 3", "网站 | 转办 = 4"])
  #expect(result.messages.contains { $0.contains("warning: a row of the header cannot be set") })
}

// MARK: several tables in one

@Test func aFurtherHeaderHasColumnsOfItsOwn() throws {
  let rows = [
    ["渠道", "发布数量"], ["网站", "12"], ["类别", "培训次数", "参加人数"], ["集中培训", "2", "75"], ["渠道", "发布数量"], ["微信", "4"],
  ]
  #expect(
    try tidy(table(rows)).lines == ["网站 | 发布数量 = 12", "集中培训 | 培训次数 = 2", "集中培训 | 参加人数 = 75", "微信 | 发布数量 = 4"])
  // Words that are values head nothing.
  #expect(
    try tidy(table([["渠道", "发布数量"], ["网站", "12"], ["热线", "未统计"], ["微信", "4"]])).lines == [
      "网站 | 发布数量 = 12", "热线 | 发布数量 = 未统计", "微信 | 发布数量 = 4",
    ])
}

@Test func tablesSideBySideAreReadOneByOne() throws {
  let result = try tidy(
    table([["渠道", "数量", "渠道", "数量"], ["网站", "12", "微信", "4"], ["热线", "7", "", ""]]))
  #expect(result.lines == ["网站 | 数量 = 12", "微信 | 数量 = 4", "热线 | 数量 = 7"])
}

@Test(arguments: [
  [["网站名称", "云浦县政府网"], ["主办", "县政府办", "承办", "县信息中心"], ["用户数量（单位：个）", "7", "访问总量（单位：次）", "31"]],
  [["发布数量", "7", "访问总量", "31"], ["留言数", "2", "答复数", "2"]],
])
func labelsBesideLabelsAreNoValues(rows: [[String]]) throws {
  let result = try tidy(table(rows))
  #expect(result.facts.isEmpty)
  #expect(result.messages.contains { $0.contains("error: labels and figures stand side by side") })
}
