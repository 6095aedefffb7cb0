import Testing

// The same facts come out of every shape of text, or an error says why not.

private let title = "清源县水利局2019年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"

private let expected = [
  "行政许可 | 上一年项目数量 = 8249", "行政许可 | 本年增/减 = -1942", "行政许可 | 处理决定数量 = 6307",
  "其他对外管理服务事项 | 上一年项目数量 = 4", "其他对外管理服务事项 | 本年增/减 = ", "其他对外管理服务事项 | 处理决定数量 = 0",
]

/// Shapes in which a blank cell can be told.
@Test(arguments: [
  (
    "pipes between cells, merged cells as empty fields",
    """
    第二十条第（五）项 | | | ||
    信息内容 | 上一年 | 上一年 | 处理决定数量 | |
    行政许可 | 8249 | -1942 | 6307 | |
    其他对外管理服务事项 | 4 | | 0 | |
    """
  ),
  (
    "outer pipes and a rule line",
    """
    第二十条第（五）项
    | 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
    |:---|---|---|---:|
    | 行政许可 | 8249 | -1942 | 6307 |
    | 其他对外管理服务事项 | 4 |  | 0 |
    """
  ),
  (
    "one cell a line, a lone pipe ends the row",
    """
    第二十条第（五）项 |
    |
    信息内容 |
    上一年项目数量 |
    本年增/减 |
    处理决定数量 |
    |
    行政许可 |
    8249 |
    -1942 |
    6307 |
    |
    其他对外管理服务事项 |
    4 |
    |
    0 |
    |
    """
  ),
  (
    "a line break behind each pipe",
    """
    |
     第二十条第（五）项  |
    ||
     信息内容  |
     上一年项目数量  |
     本年增/减  |
     处理决定数量  |
    ||
     行政许可  |
     8249  |
     -1942  |
     6307  |
    ||
     其他对外管理服务事项  |
     4  |
    |
     0  |
    ||
    """
  ),
  (
    "a label cut by a line break",
    """
    第二十条第（五）项
    信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
    行政许可 | 8249 | -1942 | 6307
    其他对外管理
    服务事项 | 4 | | 0
    """
  ),
  (
    "tabs between cells",
    "第二十条第（五）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t8249\t-1942\t6307\n其他对外管理服务事项\t4\t\t0"
  ),
])
func blankCellsKeepTheirPlace(shape: String, text: String) throws {
  #expect(Array(try tidy(title + text + "\n").lines.prefix(6)) == expected, "\(shape)")
}

/// Shapes in which blank cells leave nothing, here without any.
@Test(arguments: [
  "第二十条第（五）项\n\n信息内容\n\n上一年项目数量\n\n本年增/减\n\n处理决定数量\n\n行政许可\n\n8249\n\n-1942\n\n6307\n\n其他对外管理服务事项\n\n 4\n\n\n  1\n\n0",
  "第二十条第（五）项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n行政许可8249 -1942 6307\n其他对外管理服务\n4 1\n0\n事项",
])
func cellsOnLinesAreReadByLabels(text: String) throws {
  var facts = expected
  facts[4] = "其他对外管理服务事项 | 本年增/减 = 1"
  #expect(try tidy(title + text + "\n").lines == facts)
}

@Test func aRowThatLostACellOnLinesIsRefused() throws {
  let result = try tidy(
    title + "第二十条第（五）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n8249\n6307\n其他对外管理服务事项\n4\n1\n0\n")
  #expect(result.facts.map { $0[3] } == ["其他对外管理服务事项", "其他对外管理服务事项", "其他对外管理服务事项"])
  #expect(result.messages.contains { $0.contains("t:8: error: the row has 2 value cells") })
}

/// Labels and figures that do not follow each other as a table has them.
@Test(arguments: [
  "8249\n-1942\n6307\n行政许可\n4\n1\n0\n其他对外管理服务事项", "行政许可\n其他对外管理服务事项\n8249\n-1942\n6307\n4\n1\n0",
  "行政许可\n其他对外管理服务事项",
  "行政许可\n8249\n-1942\n6307\n12\n其他对外管理服务事项\n4\n1\n0",
])
func aTableOutOfOrderIsRefusedAsAWhole(rows: String) throws {
  let result = try tidy(title + "第二十条第（五）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n" + rows + "\n三、收到")
  #expect(result.facts.isEmpty)
  #expect(result.messages.contains { $0.contains("error: the table of “主动公开政府信息情况” cannot be read") })
}

/// Digits of neighbouring columns that ran into one.
@Test func gluedFiguresAreNoFigure() throws {
  let result = try tidy(
    title
      + "第二十条第（五）项\n信息内容       上一年项目数量   本年增/减   处理决定数量\n行政许可         8     2     6\n其他对外管理服务事项   4     00\n")
  #expect(result.facts.allSatisfy { $0[3] == "行政许可" })
  #expect(result.messages.contains { $0.contains(": error: ") })
}

@Test func labelsInPartsOnBothSidesOfTheFigures() throws {
  let result = try tidy(
    """
    清源县水利局2020年政府信息公开工作年度报告
    三、收到和处理政府信息公开申请情况
    （本列数据的勾稽关系为：                  申请人情况
    第一项加第二项之和，等于     自然                法人或其他组织           总计
    第三项加第四项之和）        人  商业企业  科研机构  社会公益组织  法律服务机构  其他
    一、本年新收政府信息公开
                              1     2     3     4     5     6    21
    申请数量
    三、本
    年度办    （四） 1.本机关不掌握相
                              7     1     1     1     1     1    12
    理结果    无法   关政府信息
              提供   2.没有现成信息
                              0     0     0     0     0     2     2
                     需要另行制作
    四、结转下年度继续办理     0     0     0     0     0     0     0
    """)
  let rows = ["本年新收政府信息公开申请数量", "本年度办理结果/无法提供/本机关不掌握相关政府信息", "本年度办理结果/无法提供/没有现成信息需要另行制作", "结转下年度继续办理"]
  #expect(result.facts.map { $0[3] } == rows.flatMap { Array(repeating: $0, count: 7) })
  #expect(
    result.facts.map { $0[5] }.prefix(14) == [
      "1", "2", "3", "4", "5", "6", "21", "7", "1", "1", "1", "1", "1", "12",
    ])
}

@Test func theRowOfDisputesIsReadFromALine() throws {
  let header =
    "行政复议 行政诉讼\n结果 结果 其他 尚未 总计 未经复议直接起诉 复议后起诉\n维持 纠正 结果 审结\n结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计\n维持 纠正 结果 审结 维持 纠正 结果 审结\n"
  let heading = "清源县水利局2020年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
  let result = try tidy(heading + header + "1 0 0 0 1 2 0 0 0 2 3 0 0 0 3\n五、存在的主要问题及改进情况\n无。\n")
  #expect(
    result.facts.map { $0[5] } == ["1", "0", "0", "0", "1", "2", "0", "0", "0", "2", "3", "0", "0", "0", "3"])
  let short = try tidy(heading + header + "1 0 0 0 1 20 0 0 2 3 0 0 0 3\n五、存在的主要问题及改进情况\n无。\n")
  #expect(short.facts.isEmpty && short.messages.contains { $0.contains("the row has 14 value cells") })
}

// MARK: tables that are not there

@Test(arguments: [
  ("二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n无。", "t:2: error: nothing stands under “主动公开政府信息情况”"),
  ("二、主动公开政府信息情况\n[TABLE]", "t:3: error: “[TABLE]” stands in place of a table"),
])
func aTableThatIsNotInTheTextIsAnError(text: String, message: String) throws {
  let result = try tidy("清源县水利局2019年政府信息公开工作年度报告\n" + text + "\n")
  #expect(result.facts.isEmpty)
  #expect(result.messages.contains { $0.contains(message) })
}

@Test func wordsInPlaceOfATableAreNoError() throws {
  let result = try tidy(
    title + table([["第二十条第（五）项"], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "1", "2", "3"]])
      + "四、政府信息公开行政复议、行政诉讼情况\n本年度没有行政复议和行政诉讼。\n")
  #expect(result.facts.count == 3)
  #expect(!result.messages.contains { $0.contains(": error: ") })
}

/// Parts of a table are lost where others are read: each has an error, by its title.
@Test func eachLostPartOfATableIsNamed() throws {
  let result = try tidy(
    title + "第二十条第（六）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政处罚\n1\n2\n3\n行政强制\n4\n5\n6\n"
      + "第二十条第（五）项\n第二十条第（八）项\n信息内容\n行政许可\n行政事业性收费\n8249\n三、收到")
  #expect(Set(result.facts.map { $0[3] }) == ["行政处罚", "行政强制"])
  for part in ["五", "八"] {
    #expect(
      result.messages.contains { $0.contains("error: the table of “第二十条第（\(part)）项” cannot be read") },
      "\(result.messages)")
  }
}

// MARK: what stands around tables

private let licences = table([
  ["第二十条第（五）项"], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "1", "2", "3"],
])

@Test func aReportThatBeginsInTheMiddleGivesItsFacts() throws {
  let result = try tidy("二、主动公开政府信息情况\n" + licences + "五、存在的主要问题及改进情况\n无。\n")
  #expect(
    result.facts.map { Array($0[0...1]) + [$0[5]] } == [["", "", "1"], ["", "", "2"], ["", "", "3"]])
}

@Test func aTableOfContentsCostsNoFacts() throws {
  let contents = "目录\n一、总体情况......1\n二、主动公开政府信息情况......2\n五、存在的主要问题及改进情况......3\n\n"
  let result = try tidy(title + contents + "一、总体情况\n一切正常。\n二、主动公开政府信息情况\n" + licences)
  #expect(result.facts.map { $0[2] + $0[5] } == ["1", "2", "3"].map { "主动公开政府信息情况" + $0 })
}

/// Its lines are no headings, so that the first section is the one behind it, and states the year.
@Test(arguments: ["......1", "……………1", "\t1", " 1", " ---- 1"])
func aYearBehindATableOfContentsIsFound(end: String) throws {
  let titles = ["一、总体情况", "二、主动公开政府信息情况", "五、监督保障情况"].filter { $0.hasPrefix("五") ? end != " 1" : true }
  let contents = "清源县水利局政府信息公开工作年度报告\n目 录\n" + titles.map { $0 + end + "\n" }.joined() + "\n"
  let result = try tidy(
    contents + "一、总体情况\n本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。\n二、主动公开政府信息情况\n" + licences)
  #expect(result.facts.map { $0[0] + $0[1] } == Array(repeating: "清源县水利局2022", count: 3))
}

@Test func aTableOfSeveralBodiesKeepsItsColumns() throws {
  let result = try tidy(title + "一、概述\n" + table([["指标", "区政府", "区直单位"], ["主动公开信息数", "3", "4"]]))
  #expect(result.lines == ["主动公开信息数 | 区政府 = 3", "主动公开信息数 | 区直单位 = 4"])
}

@Test func aBlankLastValueIsKeptWhereOtherTablesEndTheirRowsWithAPipe() throws {
  let ended = "第二十条第（六）项 |\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n行政处罚 | 1 | 2 | 3 |\n行政强制 | 1 | 2 | 3 |\n"
  let result = try tidy(
    title + ended + "文字。\n第二十条第（五）项\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n行政许可 | 1 | 2 | \n")
  #expect(result.facts.suffix(3).map { $0[5] } == ["1", "2", ""])
}

@Test func blankCellsInFrontStayWhereRunsOfPipesEndRows() throws {
  let row = { (label: String) in " |\n|\n \(label) |\n" + String(repeating: "1 |\n", count: 7) + "||||\n" }
  let result = try tidy(
    title.replacing("二、主动公开政府信息情况", with: "三、收到和处理政府信息公开申请情况")
      + "申请人情况 |\n||||\n自然人 |\n总计 |\n||||\n三、本年度办理结果 |\n（五）不予处理 |\n2.重复申请 |\n"
      + String(repeating: "1 |\n", count: 7) + "||||\n" + row("6.网上投诉件").replacing("|\n|\n", with: "|\n |\n"))
  #expect(result.facts.last?[3] == "本年度办理结果/不予处理/网上投诉件")
}

/// 其他处理 is a row of the form of 2019, to which the other tables belong, and 其他 a column.
@Test func aHeadingThatIsARowOfAnotherFormStaysOneBehindAPageBreak() throws {
  let zeros = String(repeating: "|0", count: 7)
  let header =
    "|（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|申请人情况||\n||自然人|法人或其他组织|总计|||\n"
    + "|||商业企业|科研机构|社会公益组织|法律服务机构|其他|||\n"
  let result = try tidy(
    title + "|第二十条第（五）项|||\n|信息内容|上一年项目数量|本年增/减|处理决定数量||\n|行政许可|1|2|3|||\n\n三、收到和处理政府信息公开申请情况\n\n" + header
      + "|三、本年度办理结果|（六）其他处理|3.其他\(zeros)||||\n||（七）总计\(zeros)||\n|四、结转下年度继续办理\(zeros)|||\n")
  #expect(result.facts.count { $0[3] == "本年度办理结果/其他处理/其他" } == 7)
}
