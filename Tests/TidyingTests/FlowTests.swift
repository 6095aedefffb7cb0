import Testing

// Text whose cells are told by position: every fact is right, or its row is refused with a message.

private let title = "                    清源县水利局2020年政府信息公开工作年度报告\n"
private let section = "二、主动公开政府信息情况\n"
private let header = "第二十条第（五）项\n信息内容              上一年项目数量    本年增/减         处理决定数量\n"

private func rows(_ result: Tidied) -> [String] {
  result.facts.map { $0[3] }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
}

private func hasError(_ result: Tidied, _ text: String) -> Bool {
  result.messages.contains { $0.contains(": error: ") && $0.contains(text) }
}

// MARK: headings and openings over lines

@Test(arguments: [
  "　　坚持以公开为常态、不公开为例外，政务微信发布260余条，阅读量13.6万次。二、主动公开政\n府信息情况\n",
  "　　坚持以公开为常态、不公开为例外，政务微信发布260余条，阅读量13.6万次，办理4件。二\n、主动公开政府信息情况\n",
  "（便民服务中心：政府信息查阅一体机）二、主动公开政府信息情况\n", "　　工作有序。2、主动公开政府信息情况\n",
  "　　工作有序。（二）主动公开政府信息情况\n",
])
func headingsGluedToOtherTextOpenTheirSections(text: String) throws {
  let result = try tidy(
    title + "一、总体情况\n" + text + header + "行政许可              1                 2                 3\n")
  #expect(result.facts.map { $0[2] + $0[5] } == ["1", "2", "3"].map { "主动公开政府信息情况" + $0 })
}

@Test func anOpeningOverTwoLinesNamesBodyAndYear() throws {
  // The number is broken as well.
  let result = try tidy(
    "    根据《中华人民共和国政府信息公开条例》规定，现向社会公布清源县水利局20\n20年政府信息公开工作年度报告。\n    一、总体情况\n" + section + header
      + "行政许可              1                 2                 3\n")
  #expect(result.facts.map { $0[0] + $0[1] } == Array(repeating: "清源县水利局2020", count: 3))
}

@Test func pipesInSentencesAreNoRows() throws {
  let line = "　　工作有序。欢迎访问本站|政务公开\n|政务公开\n"
  let result = try tidy(
    title + "一、总体情况\n" + line + line + section + header
      + "行政许可              1                 2                 3\n")
  #expect(result.facts.map { $0[5] } == ["1", "2", "3"])
}

// MARK: rows that cannot be read, among others

private let first = "行政许可              1                 2                 3\n"
private let last = "其他对外管理服务事项  4                 5                 6\n"

/// Each with what must be refused, and the rows that are certain all the same.
@Test(arguments: [
  ("行政许可              增加1             2                 3\n" + last, ["其他对外管理服务事项"]),
  ("行政许可              1                 2        3         4\n" + last, ["其他对外管理服务事项"]),
  (first + "其他对外管理服务事项  4                 增加5             6\n", ["行政许可"]),
  (first + "其他对外管理服务事项  本单位无此项职权  5                 6\n", ["行政许可"]),
  // The rest of a figure may be of the row above or below.
  (
    "行政许可              1234567           2                 3\n                      89\n" + last,
    []
  ),
  (
    first + "其他对外管理服务事项  4                 5                 6\n                                        78\n",
    ["行政许可"]
  ),
])
func whereColumnsAreKeptOneRowIsRefused(table: String, certain: [String]) throws {
  let result = try tidy(title + section + header + table + "三、收到和处理政府信息公开申请情况\n无。\n")
  #expect(rows(result) == certain)
  #expect(hasError(result, "主动公开政府信息情况") || hasError(result, "第二十条第（五）项"), "\(result.messages)")
}

@Test func redactedCellsAreBlank() throws {
  let result = try tidy(
    title + section + header + "行政许可              1                 ****              3\n" + last)
  #expect(result.facts.map { $0[5] } == ["1", "", "3", "4", "5", "6"])
}

@Test func aRowOfWhichOnlyTheLabelStandsThereIsBlankOrRefused() throws {
  let table = "第二十条第（六）项\n信息内容              本年处理决定数量\n"
  let kept = try tidy(title + section + table + "行政处罚\n行政强制              5\n三、收到")
  #expect(kept.facts.map { $0[3] + $0[5] } == ["行政处罚", "行政强制5"])
  // The note hides the figure beside it.
  let hidden = try tidy(title + section + table + "行政处罚              5\n行政强制(由本单位按规 0\n定提供)\n三、收到")
  #expect(rows(hidden) == ["行政处罚"])
  #expect(hasError(hidden, "第二十条第（六）项"))
}

@Test func aBrokenLabelWithoutAFigureIsRefused() throws {
  let result = try tidy(
    "清源县水利局2018年政府信息公开工作年度报告\n六、政府信息公开情况统计表\n"
      + "统计指标                                      单位    统计数\n五、行政诉讼数量                              件      7\n"
      + "　　其中：维持具体行政行为或者驳回原告诉讼请  件      增加2\n求数\n")
  #expect(result.facts.map { $0[5] } == ["7"])
  #expect(hasError(result, "政府信息公开情况统计表"))
}

// MARK: local rows, and names that several forms have

private let requests =
  "三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"

@Test(arguments: [
  ("（六）网上投诉件\n", ["本年度办理结果/网上投诉件"]), ("六、网上投诉件\n", ["网上投诉件"]), ("网上投诉件\n", []),
])
func aLocalRowStandsUnderTheHeadingOfItsOrdinal(label: String, paths: [String]) throws {
  let result = try tidy(
    title + requests + "三、本年度办理结果\n（一）予以公开\n1\n2\n3\n4\n5\n6\n21\n" + label
      + "1\n2\n3\n4\n5\n6\n21\n（七）总计\n1\n2\n3\n4\n5\n6\n21\n四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(rows(result) == ["本年度办理结果/予以公开"] + paths + ["本年度办理结果/总计"])
  if paths.isEmpty { #expect(hasError(result, "收到和处理政府信息公开申请情况")) }
}

/// Where columns are not kept, a figure on a line of its own behind several may be the rest of one of them.
@Test func aFigureThatMayBeTwoIsRefused() throws {
  let result = try tidy(
    title + requests + "（一）予以公开 1 2 3 4 5 6 21\n（七）总计 1 2 0.871 4 5 6\n0\n四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(rows(result) == ["本年度办理结果/予以公开"])
  #expect(hasError(result, "收到和处理政府信息公开申请情况"))
}

@Test func theSixthOfOneFormIsNotTheThirdOfAnother() throws {
  let result = try tidy(
    title + requests
      + "三、本年度办理结果\n（五）不予处理\n2.重复申请\n1\n2\n3\n4\n5\n6\n21\n（六）其他 处理\n1\n2\n3\n4\n5\n6\n21\n四、政府信息公开行政复议、行政诉讼情况\n"
  )
  #expect(!rows(result).contains("本年度办理结果/其他处理/其他"))
}

/// Three columns of which the figures became one.
@Test func theHeaderOfAnotherFormIsNotThatOfFewerColumns() throws {
  let result = try tidy(
    title + section + "第二十条第（五）项\n信　息　内　容\n上一年项目数量\n本　年　增　/　减\n处理决定数量\n行政许可\n0\n三、收到和处理政府信息公开申请情况\n无。\n")
  #expect(result.facts.isEmpty)
  #expect(hasError(result, "第二十条第（五）项") || hasError(result, "主动公开政府信息情况"))
}

// MARK: what is lost has a message

@Test(arguments: [
  // One value, and no figures side by side.
  "便民服务事项\n办理 8\n（含网上）\n", "便民服务事项\n8\n（含网上）\n", "第二十条第（八）项\n信息内容\n行政事业性收费\n增加8\n",
])
func whatStandsBesideTablesIsNamed(rest: String) throws {
  let result = try tidy(
    title + section + "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n1\n" + rest
      + "三、收到和处理政府信息公开申请情况\n无。\n")
  #expect(hasError(result, "主动公开政府信息情况") || hasError(result, "第二十条第（八）项"), "\(result.messages)")
}

@Test func aRowThatLooksLikeAHeadingIsNamed() throws {
  let result = try tidy(
    title + requests
      + "（七）总计\n1\n2\n3\n4\n5\n6\n21\n五、政 策咨询事项\n1\n2\n3\n4\n5\n6\n21\n四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(rows(result) == ["本年度办理结果/总计"] || rows(result) == ["本年度办理结果/总计", "政 策咨询事项"])
  if rows(result).count == 1 { #expect(hasError(result, "收到和处理政府信息公开申请情况")) }
}

@Test func aReportOnOneLineIsRefused() throws {
  let result = try tidy(
    "清源县水利局2020年政府信息公开工作年度报告 四、政府信息公开行政复议、行政诉讼情况 行政复议 行政诉讼 结果维持 结果纠正 其他结果 尚未审结 总计 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 五、存在的主要问题及改进情况 无。 附件：政府信息公开情况统计表 统计指标 单位 统计数 一、主动公开情况 —— （一）主动公开政府信息数 条 0\n"
  )
  #expect(!rows(result).contains("行政复议"))
  #expect(hasError(result, "figures stand side by side in the text"))
}

// MARK: what only looks like a row

/// 其他 of a header that a page repeats is no 3.其他 without figures.
@Test func aColumnOfARepeatedHeaderIsNoBlankRow() throws {
  let columns =
    "自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n"
  let result = try tidy(
    title + "三、收到和处理政府信息公开申请情况\n" + columns
      + "          2.申请人逾期未按 0       1         2         3             4             5     15\n"
      + "          收费通知要求缴纳\n          费用、行政机关不\n          再处理其政府信息\n          公开申请\n"
      + columns + "（七）总计                 0       1         2         3             4             5     15\n"
      + "四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(!rows(result).contains { $0.hasSuffix("其他") }, "\(rows(result))")
  #expect(rows(result).contains("本年度办理结果/总计"))
}

/// 总计 of a header is no （七）总计 of another form's table, whatever stands between it and figures.
@Test func aColumnOfARepeatedHeaderIsNoRowWithFigures() throws {
  let columns = "自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
  let result = try tidy(
    title + requests + "三、本年度办理结果\n（五）不予处理\n2.重复申请\n0\n0\n0\n0\n0\n0\n0\n申请人情况\n" + columns
      + "三、本年度办理结果\n（六）其他处理\n0\n0\n0\n0\n0\n0\n0\n（七）总计\n0\n0\n0\n0\n0\n0\n4\n"
      + "四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(result.facts.filter { $0[3].hasSuffix("/总计") }.map { $0[5] }.last == "4")
}

@Test func aNoteOverLinesIsNoRow() throws {
  let result = try tidy(
    title + section
      + "第二十条第（八）项\n信息内容\n上一年项目数量\n本年增/减（\n减用负值表\n示\n， 如 - 8 \n）\n行政事业性收费\n0\n0\n三、收到和处理政府信息公开申请情况\n无。\n"
  )
  #expect(Set(rows(result)).isSubset(of: ["行政事业性收费"]), "\(rows(result))")
}

@Test func aFigureBelongsToNoLabelBelowIt() throws {
  let result = try tidy(
    "清源县水利局2018年政府信息公开工作年度报告\n六、政府信息公开情况统计表\n统计指标\n单位\n统计数\n一.主 动公开情况\n——\n(一)主动\n公开政府信息 数\n条 0\n"
      + "制发规范性文件总数\n件 71\n")
  #expect(result.facts.filter { $0[3].hasSuffix("制发规范性文件总数") }.allSatisfy { $0[5] == "71" })
}

/// A figure below one that stands beside the label: which column is it of?
@Test func twoFiguresOnTwoLinesAreRefused() throws {
  let result = try tidy(
    title + section + "第二十条第（八）项\n信息内容\n上一年\n项目数\n量\n本年增/减\n行政事业性收费         0\n739\n三、收到")
  #expect(result.facts.isEmpty)
  #expect(hasError(result, "第二十条第（八）项") || hasError(result, "主动公开政府信息情况"))
}

/// 其他, whose ordinal lost its dot and whose cells are blank but for one.
@Test func aFigureBehindALabelIsNotOfTheRowBelow() throws {
  let result = try tidy(
    title + requests
      + "三、本年度办理结果\n（六）其他处理\n2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请\n0\n3 其他\n20\n四．结转下年度继续办理\n0\n30\n0\n5\n0\n7\n四、政府信息公开行政复议、行政诉讼情况\n"
  )
  #expect(result.facts.isEmpty)
  #expect(hasError(result, "收到和处理政府信息公开申请情况"))
}
