import Testing

// What reports lose on their way: each is refused or read right, never read wrong.

private let title = "清源县水利局2020年政府信息公开工作年度报告\n\n"

private let requestsHeader = [
  ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"], ["", "自然人", "法人或其他组织", "总计"],
  ["", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""],
]

private let disputesHeader = [
  ["行政复议", "行政诉讼"], ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "复议后起诉"],
  ["", "", "", "", "", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
]

private func values(_ numbers: ClosedRange<Int>) -> [String] { numbers.map(String.init) }

@Test func aShortRowOfTheOldFormIsNotReadAsMoneyOfTheNew() throws {
  let result = try tidy(
    title + "二、主动公开政府信息情况\n"
      + table([["第二十条第（八）项"], ["信息内容", "上一年项目数量", "本年增/减"], ["行政事业性收费", "7"]]))
  #expect(result.facts.isEmpty)
  #expect(result.messages.first?.contains("the row has 1 value cells, the table “第二十条第（八）项” has 2") == true)
  #expect(!result.messages.contains { $0.contains("has no row") })
}

@Test(arguments: [5, 14])
func theTableOfDisputesWithoutACellIsRefused(count: Int) throws {
  let result = try tidy(
    title + "四、政府信息公开行政复议、行政诉讼情况\n" + table(disputesHeader + [values(1...count)]))
  #expect(result.facts.isEmpty)
  #expect(result.messages.first?.contains("the row has \(count) value cells") == true)
}

@Test func theTableOfDisputesIsReadAcrossAPageBreak() throws {
  let result = try tidy(
    title + "四、政府信息公开行政复议、行政诉讼情况\n" + table(disputesHeader) + "- 5 -\n\n\n" + table([values(1...15)]))
  #expect(result.facts.map { $0[5] } == values(1...15))
  #expect(result.lines[5] == "行政诉讼/未经复议直接起诉 | 结果维持 = 6")
}

@Test func aLabelInAValueCellIsRefused() throws {
  let result = try tidy(
    title + "三、收到和处理政府信息公开申请情况\n"
      + table(
        requestsHeader + [
          ["", "（五）不予处理", "2.重复申请"] + values(1...7), ["", "", "3.要求提供公开出版物"] + values(1...7),
          ["", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"] + values(31...36),
        ]))
  #expect(result.facts.count == 14)
  #expect(result.messages.contains { $0.contains("error") })
}

@Test func figuresWithoutAnyLabelAreRefused() throws {
  let result = try tidy(
    title + table([["信息内容", "本年处理决定数量"], ["行政许可", "3"]]) + "文字。\n" + table([["1", "2"], ["3", "4"]]))
  #expect(result.lines == ["行政许可 | 本年处理决定数量 = 3"])
  #expect(result.messages.contains { $0.contains("the table has figures and no labels") })
}

@Test func extraRowsStandBelowTheRightHeading() throws {
  let result = try tidy(
    title + "三、收到和处理政府信息公开申请情况\n"
      + table(
        requestsHeader + [
          ["三、本年度办理结果", "（三）不予公开", "8.属于行政查询事项"] + values(1...7),
          ["", "（四）无法提供", "5.转交相关机关"] + values(1...7), ["", "（五）不予处理", "2.重复申请"] + values(1...7),
          ["", "", "6.其他情况"] + values(1...7),
          ["", "（七）其他情形"] + values(1...7), ["五、补充数据"] + values(1...7),
        ]))
  let rows = result.facts.map { $0[3] }
  #expect(rows[7] == "本年度办理结果/无法提供/转交相关机关")
  #expect(rows[21] == "本年度办理结果/不予处理/其他情况")
  #expect(rows[28] == "本年度办理结果/其他情形")
  #expect(rows[35] == "补充数据")
}

@Test func aRowThatLostItsLabelBesideAHeadingIsReadByItsPlace() throws {
  let result = try tidy(
    title + "三、收到和处理政府信息公开申请情况\n"
      + table(
        requestsHeader + [
          ["", "（二）部分公开", ""] + values(1...7), ["", "（三）不予公开", ""] + values(11...17),
          ["", "", "2.其他法律行政法规禁止公开"] + values(21...27),
        ]))
  #expect(result.facts.map { $0[5] } == values(1...7) + values(11...17) + values(21...27))
  #expect(result.facts[7][3] == "本年度办理结果/不予公开/属于国家秘密")
  #expect(result.messages.contains { $0.contains("a row without a label is read as “本年度办理结果/不予公开/属于国家秘密”") })
}

@Test(arguments: [[], ["3.危及“三安全一稳定”"], ["4.保护第三方合法权益"]])
func figuresBesideAHeadingAreNeverItsOwn(next: [String]) throws {
  // The label and its cell are gone; or too many rows are missing to tell which one this is.
  let blank = next == ["4.保护第三方合法权益"] ? [""] : []
  let result = try tidy(
    title + "三、收到和处理政府信息公开申请情况\n"
      + table(
        requestsHeader + [["", "（二）部分公开", ""] + values(1...7), ["", "（三）不予公开"] + blank + values(11...17)]
          + next.map { ["", "", $0] + values(21...27) }))
  #expect(result.facts.count == 7 + 7 * next.count)
  #expect(!result.facts.contains { $0[5] == "11" })
  #expect(result.messages.contains { $0.contains("error") })
}

@Test func figuresOfAHeadingStayWhereItsRowsStandToo() throws {
  let result = try tidy(
    title + "三、收到和处理政府信息公开申请情况\n"
      + table(
        requestsHeader + [
          ["", "（四）无法提供", "小计"] + values(31...37), ["", "（四）无法提供"] + values(11...17),
          ["", "", "1.本机关不掌握相关政府信息"] + values(1...7), ["", "", "2.没有现成信息需要另行制作"] + values(1...7),
          ["", "", "3.补正后申请内容仍不明确"] + values(1...7), ["", "（六）其他处理"] + values(21...27),
        ]))
  #expect(
    result.facts.map { $0[3] }.enumerated().filter { $0.offset % 7 == 0 }.map(\.element) == [
      "本年度办理结果/无法提供/小计", "本年度办理结果/无法提供", "本年度办理结果/无法提供/本机关不掌握相关政府信息",
      "本年度办理结果/无法提供/没有现成信息需要另行制作", "本年度办理结果/无法提供/补正后申请内容仍不明确", "本年度办理结果/其他处理",
    ])
}

@Test func aFigureInTwoPartsIsRefusedInAnyRow() throws {
  let result = try tidy(
    table([
      ["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "0", "0", "0"],
      ["其他主动公开文件", "2", "0", "0", "14"],
    ]))
  #expect(result.facts.count == 3)
  #expect(
    result.messages.contains { $0.contains("the cells of the row do not fit the columns of the table") })
}

@Test func blanksAtBothEndsAreToldByTheOtherRows() throws {
  let header = [["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]]
  let unclear = ["行政规范性文件", "", "5", "7", ""]
  let right = try tidy(table(header + [["规章", "1", "2", "3", ""], unclear]))
  #expect(right.facts.map { $0[5] } == ["1", "2", "3", "", "5", "7"])
  let left = try tidy(table(header + [["规章", "", "1", "2", "3"], unclear]))
  #expect(left.facts.map { $0[5] } == ["1", "2", "3", "5", "7", ""])
  let neither = try tidy(table(header + [["规章", "1", "2", "3"], unclear]))
  #expect(neither.facts.map { $0[5] } == ["1", "2", "3"])
}

@Test func blankCellsBehindARowOfNoFormAreTheLayouts() throws {
  let result = try tidy(
    table([
      ["第二十条第（八）项"], ["信息内容", "本年收费金额", ""], ["行政事业性收费", "3", ""], ["其他收费", "7", ""],
    ]))
  #expect(result.lines == ["行政事业性收费 | 本年收费金额 = 3", "其他收费 | 本年收费金额 = 7"])
}

@Test func bookmarksAndLostDotsHideNothing() throws {
  let result = try tidy(
    title + "三、收到和处理政府信息公开申请情况\n"
      + table(
        requestsHeader + [
          ["[bookmark: _GoBack]一、本年新收政府信息公开申请数量", "[bookmark: _GoBack]1", "2[bookmark: x]"] + values(3...7),
          ["三、本年度办理结果", "（三）不予公开", "1 属于国家秘密"] + values(1...7),
        ]))
  #expect(result.facts.map { $0[5] } == values(1...7) + values(1...7))
  #expect(result.facts[0][3] == "本年新收政府信息公开申请数量")
  #expect(result.facts[7][3] == "本年度办理结果/不予公开/属于国家秘密")
}

// MARK: cells and ends of rows that are lost

private let decisions = title + "二、主动公开政府信息情况\n"

@Test func aRowShorterThanAllOthersIsNotReadWithABlank() throws {
  let header = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
  let whole = try tidy(decisions + table(header + [["行政许可", "1", "2", "3"], ["其他对外管理服务事项", "4", "5", ""]]))
  #expect(whole.facts.map { $0[5] } == ["1", "2", "3", "4", "5", ""])
  let wide = header.map { $0 + [""] }
  let rows = [["行政许可", "1", "2", "3", ""], ["其他对外管理服务事项", "4", "6", ""]]
  let short = try tidy(decisions + table(wide + rows))
  #expect(short.facts.map { $0[5] } == ["1", "2", "3"])
  #expect(short.messages.contains { $0.contains("error: the cells of the row do not fit") })
}

@Test func blankEndsAmongBlankCellsOfAnyNumberAreRefused() throws {
  let result = try tidy(
    decisions
      + table([
        ["第二十条第（五）项"], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量", "", ""],
        ["行政许可", "1", "2", "3", "", "", "", ""],
        ["其他对外管理服务事项", "5", "6", "", "", ""],
      ]))
  #expect(result.facts.map { $0[5] } == ["1", "2", "3"])
}

@Test(arguments: [["行政许可", "7", "", ""], ["行政许可", "7"], ["行政许可", "1", "2", "3"]])
func rowsWithoutAHeaderAreOfNoForm(row: [String]) throws {
  let result = try tidy(decisions + table([["第二十条第（五）项"], row]))
  #expect(result.facts.isEmpty)
  #expect(result.messages.contains { $0.contains("error: the table “第二十条第（五）项” has no header") })
}

@Test(arguments: [
  [["信息内容", "上一年项目数量", "本年增/减行政处罚", "1", "2", "3"], ["行政强制", "4", "5", "6"]],
  [["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政处罚行政强制", "4", "5", "6"]],
  [["信息内容", "上一年项目数量", "本年增/减", "处理决定数量", "4", "5", "6"]],
])
func labelsThatRanTogetherNameNoRow(rows: [[String]]) throws {
  let result = try tidy(decisions + table([["第二十条第（六）项"]] + rows))
  #expect(result.facts.allSatisfy { $0[3] == "行政强制" && $0[5] >= "4" })
  #expect(result.messages.contains { $0.contains("error") })
}

@Test func aLocalRowMayBeginAsAnotherTablesRowDoes() throws {
  let result = try tidy(
    decisions + table([["第二十条第（六）项"], ["信息内容", "本年处理决定数量"], ["行政处罚", "1"], ["其他行政处罚", "2"]]))
  #expect(result.facts.map { $0[5] } == ["1", "2"])
}

@Test func aHeadingThatIsARowElsewhereIsNoneWhereItsRowsStandBehindAPageBreak() throws {
  let result = try tidy(
    title.replacing("2020", with: "2022") + "三、收到和处理政府信息公开申请情况\n"
      + table(
        requestsHeader + [["", "（五）不予处理", "2.重复申请"] + values(1...7), ["", "（六）其他处理"] + values(11...17)])
      + "- 5 -\n\n\n"
      + table([
        ["", "", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"] + values(21...27),
        ["", "", "3.其他"] + values(31...37),
      ]))
  #expect(!result.facts.contains { $0[5] == "11" })
}

@Test(arguments: ["无", "——", "/"])
func figuresBehindAWordForNoneHaveNoName(none: String) throws {
  let result = try tidy(table([[none, "81", "2"], [none, "3", "4"]]))
  #expect(result.facts.isEmpty && result.messages.contains { $0.contains("no labels") })
}

@Test func aRowBehindAPageBreakIsOneOfTheTableAboveThoughItsHeaderComesAgain() throws {
  let rows = [
    ["三、本年度办理结果", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"] + values(1...7),
    ["", "", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"] + values(11...17),
  ]
  let end = [["", "（七）总计"] + values(31...37), ["四、结转下年度继续办理"] + values(41...47)]
  let start = title.replacing("2020", with: "2022") + "三、收到和处理政府信息公开申请情况\n"
  func facts(_ label: [String]) throws -> [String] {
    let row = ["三、本年度办理结果", "（六）其他处理"] + label + values(21...27)
    let result = try tidy(
      start + table(requestsHeader + rows) + "- 5 -\n\n\n" + table(requestsHeader + [row] + end))
    #expect(result.facts.allSatisfy { $0[3] != "本年度办理结果/其他处理" })
    return result.facts.map { $0[5] }
  }
  let others = values(31...37) + values(41...47)
  #expect(try facts(["3.其他"]) == values(1...7) + values(11...17) + values(21...27) + others)
  #expect(try facts([]) == values(1...7) + values(11...17) + others)
}

@Test(arguments: ["", "文字。\n", "- 5 -\n\n\n"])
func ofRowsOfOneNameTheOneBehindTheTableAboveIsMeant(between: String) throws {
  let rows = [
    ["统计指标", "单位", "统计数"], ["四、行政复议数量", "件", "1"], ["其中：维持具体行政行为数", "件", "2"], ["被依法纠错数", "件", "3"],
    ["五、行政诉讼数量", "件", "4"],
  ]
  let result = try tidy(
    title.replacing("2020", with: "2017") + "六、政府信息公开情况统计表\n" + table(rows) + between
      + table([["被依法纠错数", "件", "5"], ["六、举报投诉数量", "件", "6"]]))
  #expect(result.facts.map { $0[5] } == values(1...6))
  #expect(result.facts.count > 4 && result.facts[4][3] == "行政诉讼数量/被依法纠错数")
}

@Test(arguments: [
  "三、本年度办理结果（六）其他处理", "一、本年新收政府信息公开申请数量二、上年结转政府信息公开申请数量", "3.重复申请4.要求提供公开出版物",
  "[bookmark: _GoBack]（一）予以公开（由本单位按规定提供）[bookmark: _GoBack]（二）部分公开",
])
func labelsThatRanTogetherWithOrdinalsAndMarksNameNoRow(label: String) throws {
  let result = try tidy(
    title + "三、收到和处理政府信息公开申请情况\n"
      + table(requestsHeader + [[label] + values(1...7), ["四、结转下年度继续办理"] + values(11...17)]))
  #expect(result.facts.map { $0[5] } == values(11...17))
  #expect(result.messages.contains { $0.contains("error: labels ran together") })
}

@Test func columnsOfTheTableOfDisputesNameNoRow() throws {
  let result = try tidy(
    title + "四、政府信息公开行政复议、行政诉讼情况\n"
      + table([disputesHeader[2].filter { !$0.isEmpty } + [""] + values(1...15)]))
  #expect(result.facts.isEmpty)
  #expect(result.messages.contains { $0.contains("error") })
}

@Test func blankEndsAreToldByRowsOfOneWidthWhateverTheirTitlesHave() throws {
  let fees = [["第二十条第（八）项", "", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "", ""]]
  let rows = [["信息内容", "上一年项目数量", "本年增/减", "处理决定数量", ""], ["行政强制", "1", "2", "3", ""]]
  let row = ["行政事业性收费", "0", "", "", ""]
  let whole = try tidy(decisions + table([["第二十条第（六）项", ""], ["", "", ""]] + rows + fees + [row]))
  #expect(whole.facts.map { $0[5] } == ["1", "2", "3", "0", ""])
  let few = try tidy(decisions + table([["第二十条第（八）项", ""]] + fees.suffix(1) + [row]))
  #expect(
    few.facts.isEmpty && few.messages.contains { $0.contains("error: the cells of the row do not fit") })
}

@Test func aRowWithoutItsLabelBehindAPageBreakIsRefused() throws {
  let result = try tidy(
    title.replacing("2020", with: "2022") + "三、收到和处理政府信息公开申请情况\n"
      + table([
        ["三、本年度办理结果", "（六）其他处理"] + values(1...7), ["", "", "3.其他"] + values(11...17),
        ["", "（七）总计"] + values(21...27), ["四、结转下年度继续办理"] + values(31...37),
      ]))
  #expect(result.facts.count == 21)
  #expect(result.messages.contains { $0.contains("figures stand beside a heading") })
}

/// What is left of a label whose encoding was damaged is no label of the forms: its row is one of its own, and gives no figure to another.
@Test func aLabelOfDamagedCharactersTakesNoOthersPlace() throws {
  let result = try tidy(
    title
      + table(
        [["第二十条第（五）项"], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]] + [
          ["?。ㄒ唬┲鲃庸_", "1", "2", "3"], ["其他对外管理服务事项", "4", "5", "6"],
        ]))
  #expect(result.facts.count { $0[3] == "其他对外管理服务事项" } == 3)
  #expect(!result.facts.contains { $0[3] == "行政许可" })
}
