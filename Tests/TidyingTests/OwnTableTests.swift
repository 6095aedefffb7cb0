import Testing

// Tables that no form knows: what is lost is told.

// MARK: the first row of values

@Test(arguments: [
  "约37", "无", "￥5", "37（其中网上办理的有18件）", "增8", "近2.5万", "－", "√", "十二", "不涉及", "****", "＞9", "37件（含复议后改的）",
])
func aFirstRowOfWordedValuesIsNoHeader(value: String) throws {
  let result = try tidy(table([["事项", "情况"], ["培训", value], ["检查", "6"]]))
  #expect(result.facts.map { $0[3] } == ["培训", "检查"] && result.facts.map { $0[4] } == ["情况", "情况"])
}

@Test func aFirstRowOfWordsIsRefusedByName() throws {
  let result = try tidy(table([["栏目", "更新"], ["要闻", "每日"], ["法规", "4"]]))
  #expect(result.lines == ["法规 | 更新 = 4"])
  #expect(result.has("error: the row “要闻” stands below the header"))
}

@Test func rowsThatNameColumnsStayHeaders() throws {
  #expect(
    try tidy(table([["渠道", "上年", "本年"], ["名称", "条数", "条数"], ["网站", "4", "5"]])).lines
      == ["网站 | 上年/条数 = 4", "网站 | 本年/条数 = 5"])
  let repeated = try tidy(
    table([["渠道", "上年", "上年"], ["名称", "收到", "办结"], ["网站", "4", "5"]]))
  #expect(repeated.lines == ["网站 | 上年/收到 = 4", "网站 | 上年/办结 = 5"])
}

@Test(arguments: ["2022年数量", "超20日办结数", "5日内答复率", "12月份"])
func namesOfColumnsThatBeginWithFiguresAreNoValues(name: String) throws {
  #expect(try tidy(table([["渠道", name], ["网站", "4"]])).lines == ["网站 | \(name) = 4"])
}

@Test func aRowThatNumbersTheColumnsIsNoRow() throws {
  let result = try tidy(table([["指标名称", "计量单位", "数量"], ["甲", "乙", "1"], ["发布", "条", "8"]]))
  #expect(result.lines == ["发布 | 数量 = 8"])
  #expect(try tidy(table([["单位", "数量"], ["甲", "7"], ["乙", "8"]])).lines.count == 2)
}

// MARK: rows over the whole width

@Test(arguments: [["县直"], ["一、县直"], ["县直", "县直", "县直"]])
func headingsOverTheWholeWidthPartTheRowsBelow(heading: [String]) throws {
  let rows = [
    ["部门", "收到", "办结"], heading, ["林业", "1", "2"],
    heading.map { $0.replacing("县直", with: "乡镇").replacing("一", with: "二") },
    ["林业", "3", "4"], ["合计", "4", "6"],
  ]
  #expect(
    try tidy(table(rows)).lines == [
      "县直/林业 | 收到 = 1", "县直/林业 | 办结 = 2", "乡镇/林业 | 收到 = 3", "乡镇/林业 | 办结 = 4", "合计 | 收到 = 4", "合计 | 办结 = 6",
    ])
}

@Test func totalsOfGroupsStayInTheirGroups() throws {
  let result = try tidy(
    table([["部门", "收到"], ["县直"], ["林业", "1"], ["合计", "1"], ["乡镇"], ["林业", "3"], ["合计", "3"]]))
  #expect(result.lines == ["县直/林业 | 收到 = 1", "县直/合计 | 收到 = 1", "乡镇/林业 | 收到 = 3", "乡镇/合计 | 收到 = 3"])
}

@Test func headingsWithBlankCellsPartRowsOfOneName() throws {
  let result = try tidy(
    table([["部门", "收到"], ["一、县直", ""], ["林业", "1"], ["二、乡镇", ""], ["林业", "3"]]))
  #expect(result.lines.filter { $0.contains("林业") } == ["县直/林业 | 收到 = 1", "乡镇/林业 | 收到 = 3"])
}

@Test(arguments: ["9", "其中退回2件", "补充：3件。"])
func aFigureOverTheWholeWidthIsNamed(text: String) throws {
  let result = try tidy(table([["事项", "数量"], ["培训", "4"], [text], ["检查", "5"]]))
  #expect(result.lines == ["培训 | 数量 = 4", "检查 | 数量 = 5"])
  #expect(result.has("error: “\(text)” stands in one cell of a table"))
}

@Test(arguments: ["12345热线", "截至2022年", "第2批"])
func figuresInHeadingsOverTheWholeWidthAreNoValues(text: String) throws {
  let result = try tidy(table([["事项", "数量"], ["培训", "4"], [text], ["检查", "5"]]))
  #expect(result.lines == ["培训 | 数量 = 4", "\(text)/检查 | 数量 = 5"])
}

// MARK: labels and figures in one cell

@Test func aTableOfPairsInOneCellEachIsNamed() throws {
  let result = try tidy(
    table([["发布：5条", "受理：6件"], ["解读：7", "回应：8"]]) + "\n\n一、其他\n\n" + table([["事项", "数量"], ["培训", "4"]]))
  #expect(result.lines == ["培训 | 数量 = 4"])
  for text in ["发布：5条", "受理：6件", "解读：7", "回应：8"] {
    #expect(result.has("error: “\(text)” stands in one cell"))
  }
}

@Test func aPairAboveFiguresIsNoHeader() throws {
  let result = try tidy(table([["发布：5条", "受理：6件"], ["解读", "7"]]))
  #expect(result.lines == ["解读 | 第2列 = 7"] && result.has("“发布：5条” stands in one cell"))
}

@Test func aTelephoneNumberInACellIsTold() throws {
  let result = try tidy(
    table([["电话：0123-456", "传真：789"]]) + "\n\n一、其他\n\n" + table([["事项", "数量"], ["培训", "4"]]))
  #expect(result.has("warning: “电话：0123-456” stands in one cell") && !result.has("error"))
}

@Test(arguments: ["发布日期：2022-01-20", "文号：清林〔2022〕1号", "年度：2022", "时间：10:30"])
func datesAndNumbersOfDocumentsAreNoFigures(text: String) throws {
  let result = try tidy(
    table([[text, "索引"], ["事项", "备注"]]) + "\n\n一、其他\n\n" + table([["事项", "数量"], ["培训", "4"]]))
  #expect(!result.has("stands in one cell"))
}

// MARK: labels stay whole

@Test func notesInBracketsPartLabels() throws {
  let result = try tidy(table([["机构", "次数"], ["局机关（本级）", "1"], ["局机关（下属）", "2"]]))
  #expect(result.lines == ["局机关（本级） | 次数 = 1", "局机关（下属） | 次数 = 2"])
  #expect(
    try tidy(table([["机构", "发布（条）", "发布（篇）"], ["县局", "1", "2"]])).lines
      == ["县局 | 发布（条） = 1", "县局 | 发布（篇） = 2"])
}

@Test func rowsOfOneNameAreTold() throws {
  let result = try tidy(table([["机构", "次数"], ["县局", "1"], ["县局", "2"]]))
  #expect(result.lines.count == 2 && result.has("warning: the row “县局” comes twice"))
}

/// 甲 1 2 may be a body and its figures.
@Test func aBodyOfOneLetterIsARow() throws {
  let result = try tidy(table([["单位", "收到", "办结"], ["甲", "1", "2"], ["乙", "3", "4"]]))
  #expect(result.lines == ["甲 | 收到 = 1", "甲 | 办结 = 2", "乙 | 收到 = 3", "乙 | 办结 = 4"])
}

@Test func pairsOfAHeaderAreNamed() throws {
  let result = try tidy(table([["收到12件", "办结10件"], ["渠道", "数量"], ["网站", "3"]]))
  #expect(result.lines == ["网站 | 数量 = 3"] && result.has("“收到12件” stands") && result.has("“办结10件” stands"))
}

@Test func tablesSideBySideMayBeginWithWords() throws {
  let result = try tidy(
    table([["渠道", "数量", "渠道", "数量"], ["网站", "约1", "微信", "2"], ["微博", "3", "抖音", "4"]]))
  #expect(result.lines == ["网站 | 数量 = 约1", "微信 | 数量 = 2", "微博 | 数量 = 3", "抖音 | 数量 = 4"])
}
