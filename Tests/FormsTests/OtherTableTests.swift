import Testing

@testable import Forms

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
