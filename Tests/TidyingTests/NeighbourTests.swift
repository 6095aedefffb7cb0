import Testing

// Tables beside and inside others: which is official.

@Test(arguments: ["14", ""])
func officialTablesSideBySideAreRefusedByName(left: String) throws {
  let result = try tidy(
    "二、主动公开政府信息情况\n"
      + table([
        ["第二十条第（五）项", "", "第二十条第（六）项", ""], ["信息内容", "本年处理决定数量", "信息内容", "本年处理决定数量"],
        ["行政许可", left, "行政处罚", "25"], ["", "", "行政强制", "36"],
      ]))
  #expect(result.lines == ["行政强制 | 本年处理决定数量 = 36"])
  #expect(result.has("error: two rows stand in one: “行政许可, 行政处罚”"))
  #expect(!result.has("no table “第二十条第（五）项”"))
}

@Test func theTableOfIndicatorsInHalvesIsRefusedByName() throws {
  let result = try tidy(
    "附件：政府信息公开情况统计表\n"
      + table([
        ["统计指标", "单位", "统计数", "统计指标", "单位", "统计数"], ["一、主动公开情况", "——", "——", "二、回应解读情况", "——", "——"],
        ["（一）主动公开政府信息数", "条", "31", "（一）回应公众关注热点或重大舆情数", "次", "4"],
        ["其中：主动公开规范性文件数", "条", "5", "（二）通过不同渠道和方式回应解读的情况", "——", "——"],
      ]))
  #expect(result.facts.isEmpty)
  #expect(result.has("stand in one: “（一）主动公开政府信息数, （一）回应公众关注热点或重大舆情数”"))
  #expect(result.has("主动公开规范性文件数", "stand in one"))
}

@Test(arguments: [["事项", "件数"], ["类别", "2022年"]])
func aTableOfOnesOwnWithRowsOfTheFormsStaysWhole(header: [String]) throws {
  let rows = [header, ["行政许可", "1"], ["行政处罚", "2"], ["行政强制", "3"], ["行政检查", "4"]]
  let result = try tidy("一、总体情况\n" + table(rows))
  #expect(result.lines == rows.dropFirst().map { "\($0[0]) | \(header[1]) = \($0[1])" })
  #expect(result.facts.allSatisfy { $0[2] == "总体情况" })
}

@Test func resultsInATableOfAnotherShapeAreOnesOwn() throws {
  let rows = [["答复结果", "件数"], ["予以公开", "1"], ["部分公开", "2"], ["不予公开", "3"], ["无法提供", "4"], ["总计", "10"]]
  for section in ["一、总体情况\n", "三、收到和处理政府信息公开申请情况\n"] {
    let result = try tidy(section + table(rows))
    #expect(result.lines == rows.dropFirst().map { "\($0[0]) | 件数 = \($0[1])" })
  }
}

@Test func theTotalOfDepartmentsIsTheirs() throws {
  let applicants = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
  let figures = ["1", "2", "3", "4", "5", "6", "21"]
  let result = try tidy(
    "三、收到和处理政府信息公开申请情况\n"
      + table([["部门"] + applicants, ["林业局"] + figures, ["民政局"] + figures, ["合计"] + figures]))
  #expect(Set(result.facts.map { $0[3] }) == ["林业局", "民政局", "合计"])
}

@Test func aSixthRowBelowFiveIsNoneOfTheNextHeading() throws {
  let figures = ["1", "2", "3", "4", "5", "6", "21"]
  let result = try tidy(
    "三、收到和处理政府信息公开申请情况\n"
      + table([
        ["三、本年度办理结果", "（五）不予处理", "4.无正当理由大量反复申请"] + figures, ["", "", "5.要求行政机关确认或重新出具已获取信息"] + figures,
        ["", "", "6.其他"] + figures, ["", "（六）其他处理", "3.其他"] + figures,
      ]))
  #expect(
    result.facts.map { $0[3] }.filter { $0.hasSuffix("/其他") }.reduce(into: [String]()) {
      if $0.last != $1 { $0.append($1) }
    } == ["本年度办理结果/不予处理/其他", "本年度办理结果/其他处理/其他"])
}

/// The form of 2019 has 其他 in its header only.
@Test func aRowWithAnOrdinalAndTheNameOfAColumnIsARow() throws {
  let figures = ["1", "2", "3", "4", "5", "6", "21"]
  let result = try tidy(
    "三、收到和处理政府信息公开申请情况\n"
      + table([
        ["三、本年度办理结果", "（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"] + figures, ["", "", "6.其他"] + figures,
        ["", "（六）其他处理", ""] + figures, ["四、结转下年度继续办理", "", ""] + figures,
      ]))
  #expect(result.facts.contains { $0[3] == "本年度办理结果/不予处理/其他" } && !result.has("ran together"))
}

@Test(arguments: [["行政确认7件"], ["行政许可（412件）", ""], ["行政许可(共3)", ""]])
func aFigureInOneCellWithItsLabelIsTold(row: [String]) throws {
  let result = try tidy(
    "二、主动公开政府信息情况\n" + table([["第二十条第（五）项"], ["信息内容", "本年处理决定数量"], ["行政许可", "9"], row]))
  #expect(result.has("error: “\(row[0])” stands in one cell of a table"))
}

@Test(arguments: [["注：含下属机构3个。"], ["行政许可（2022年）", ""], ["行政许可（只计1次）", "4"], ["第二十条第（六）项"]])
func remarksAndYearsInLabelsAreNoFigures(row: [String]) throws {
  let result = try tidy(
    "二、主动公开政府信息情况\n" + table([["第二十条第（五）项"], ["信息内容", "本年处理决定数量"], ["行政许可", "9"], row]))
  #expect(!result.has("stands in one cell"))
}

/// The official table stands above it.
@Test func aFurtherTableOfAnOfficialSectionWithAHeaderOfItsOwnIsOnesOwn() throws {
  let official = [
    ["第二十条第（五）项"], ["信息内容", "本年处理决定数量"], ["行政许可", "9"], ["第二十条第（六）项"], ["信息内容", "本年处理决定数量"], ["行政处罚", "8"],
    ["行政强制", "7"],
  ]
  let result = try tidy(
    "二、主动公开政府信息情况\n" + table(official) + "其中网上办理：\n" + table([["事项", "件数"], ["行政许可", "1"], ["行政处罚", "2"]]))
  #expect(
    result.lines.suffix(2) == ["行政许可 | 件数 = 1", "行政处罚 | 件数 = 2"] && !result.has("error")
      && !result.has("twice"))
}

/// The end of a row and the header of the next table are lost.
@Test func rowsOfATableWithUnitsAreNoneOfOneWithout() throws {
  let result = try tidy(
    "二、主动公开政府信息情况\n"
      + table([
        ["第二十条第（九）项"], ["信息内容", "采购项目数量", "采购总金额"], ["政府集中采购", "2", "统计数"], ["一、主动公开情况", "——", ""],
        ["（一）主动公开政府信息数", "条", "7"], ["其中：主动公开规范性文件数", "条", "5"],
      ]))
  #expect(!result.facts.contains { $0[3] != "政府集中采购" })
  #expect(result.has("error", "“一、主动公开情况") && result.has("error", "“其中：主动公开规范性文件数"))
}
