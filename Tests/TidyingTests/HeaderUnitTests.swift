import Testing

private func fees(_ header: String, row: String = "行政事业性收费", _ cell: String) throws -> Tidied {
  try tidy(table([["第二十条第（八）项"], ["信息内容", header], [row, cell]]))
}

private func procurement(_ header: String, _ cell: String) throws -> Tidied {
  try tidy(
    table([["第二十条第（九）项"], ["信息内容", "采购项目数量", header], ["政府集中采购", "3", cell]]))
}

/// Value, unit, raw, status.
private func outcome(_ fact: [String]) -> [String] { [fact[5], fact[6], fact[9], fact[10]] }

@Test(arguments: [
  ("本年收费金额（单位：元）", "251000", ["25.1", "万元", "251000", "number"]),
  ("本年收费金额（元）", "251,000.50", ["25.10005", "万元", "251,000.50", "number"]),
  ("本年收费金额(单位: 亿元)", "1.5", ["15000", "万元", "1.5", "number"]),
  ("本年收费金额【人民币元】", "0", ["0", "万元", "0", "number"]),
  // As the form has it.
  ("本年收费金额（单位：万元）", "251.0", ["251.0", "万元", "251.0", "number"]),
  ("本年收费金额", "251.0", ["251.0", "万元", "251.0", "number"]),
  ("本年收费金额（不足一元的按一元计）", "7", ["7", "万元", "7", "number"]),
  ("本年收费金额（单位：万元，保留两位小数）", "7.20", ["7.20", "万元", "7.20", "number"]),
  ("本年收费金额（单位：", "7", ["7", "万元", "7", "number"]),
  ("本年收费金额（元", "10000", ["1", "万元", "10000", "number"]),
  // The cell's own unit goes first.
  ("本年收费金额（单位：元）", "25.1万元", ["25.1", "万元", "25.1万元", "number"]),
  ("本年收费金额（单位：元）", "", ["", "万元", "", "blank"]),
  ("本年收费金额（单位：元）", "/", ["", "万元", "/", "slash"]),
])
func theUnitThatAHeaderStatesCounts(header: String, cell: String, expected: [String]) throws {
  let result = try fees(header, cell)
  #expect(result.facts.map(outcome) == [expected])
  #expect(!result.messages.contains { $0.contains("“\(cell)”") })
}

@Test(arguments: [
  ("采购总金额（万元）", "47", ["470000", "元", "47", "number"]),
  ("采购总金额（单位：元）", "47", ["47", "元", "47", "number"]),
  ("采购总金额（万元）", "47元", ["47", "元", "47元", "number"]),
  ("采购总金额", "47", ["47", "", "47", "number"]),
])
func theUnitOfAHeaderCountsWhereTheFormStatesNone(header: String, cell: String, expected: [String]) throws {
  let result = try procurement(header, cell)
  #expect(result.facts.map(outcome) == [["3", "", "3", "number"], expected])
}

/// A unit that is none of money, or two of them: what the figure counts cannot be told.
@Test(arguments: ["本年收费金额（单位：美元）", "本年收费金额（元/万元）", "本年收费金额（单位：元）（万元）"])
func aHeaderWithAnUnclearUnitGivesBlanks(header: String) throws {
  let result = try fees(header, "251000")
  #expect(result.facts.map(outcome) == [["", "万元", "251000", "text"]])
  #expect(
    result.messages.contains {
      $0.hasPrefix("nianbao: t:4: warning: the unit of “\(header)” is not clear")
    })
}

@Test func theUnitOfALabelCountsToo() throws {
  let result = try fees("本年收费金额", row: "行政事业性收费（元）", "251000")
  #expect(result.facts.map(outcome) == [["25.1", "万元", "251000", "number"]])
}

/// In text lines part the cells of a header, and their words.
@Test(arguments: ["本年收费金额（单\n位：元）", "本年收费金额\n（单位：元）", "本年收费金额（单位：元）", "本年收费金额 （元）"])
func theUnitOfAHeaderThatIsPartedCounts(header: String) throws {
  let lines = header.split(separator: "\n").joined(separator: "\n          ")
  let result = try tidy(
    "二、主动公开政府信息情况\n\n第二十条第（八）项\n信息内容  \(lines)\n行政事业性收费  251000\n")
  #expect(result.facts.map(outcome) == [["25.1", "万元", "251000", "number"]])
}

/// The end of the note stands behind the rest of the label beside.
@Test(arguments: [("万元", "7"), ("元", "0.0007"), ("万 元 ", "7")])
func theUnitOfAHeaderThatOthersPartCounts(unit: String, value: String) throws {
  let result = try tidy(
    """
                        清源县水利局2023年政府信息公开工作年度报告
    二、主动公开政府信息情况
    第二十条第（八）项
    信　息　内　          本年收费金额（单位：
    容                    \(unit)）
    行政事业性收费        7
        三、收到和处理政府信息公开申请情况
    """)
  #expect(result.facts.map { $0[5] } == [value])
}

/// The header's unit holds behind a page break, for rows that the form lacks, and not in the next table.
@Test func theUnitOfAHeaderHoldsForItsTable() throws {
  let result = try tidy(
    table([
      ["第二十条第（八）项"], ["信息内容", "本年收费金额（元）"], ["行政事业性收费", "10000"], ["政府性基金", "20000"],
    ]) + table([["第二十条第（八）项"], ["信息内容", "本年收费金额"], ["行政事业性收费", "3"]]))
  #expect(result.facts.map { $0[5] } == ["1", "2", "3"])
  #expect(result.facts.map { $0[6] } == ["万元", "万元", "万元"])
}
