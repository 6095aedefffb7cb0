import Testing

// trafilatura 1.12 to 2.1 drops blank cells of pages and pads each row with pipes at its end, up to the columns of the table: a
// blank at the end of a row may have stood anywhere. A blank paragraph is a line break before the pipe of its cell.

private let title = "云浦县档案馆2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
private let header = "第二十条第（六）项 | |||\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"

private func values(_ rows: String, behind header: String = header) throws -> (
  facts: [String], errors: [String]
) {
  let result = try tidy(title + header + rows)
  return (result.facts.map { $0[3] + "=" + $0[5] }, result.messages.filter { $0.contains(": error: ") })
}

@Test(arguments: ["", "| "])
func aPaddedRowThatEndsInBlanksIsRefused(lead: String) throws {
  let header = header.split(separator: "\n").map { lead + $0 + "\n" }.joined()
  let result = try values("\(lead)行政处罚 | 7 | 31 | |\n\(lead)行政强制 | 5 | 2 | 9 |\n", behind: header)
  #expect(result.facts == ["行政强制=5", "行政强制=2", "行政强制=9"])
  #expect(result.errors.count == 1 && result.errors[0].contains("t:5: error: the row has 2 value cells"))
}

/// No row shows pads here, and none a blank among figures, as a writer that keeps blanks does.
@Test func aBlankAtTheEndMayBeAPadWhereNoOtherBlankStands() throws {
  let rows = "| 第二十条第（六）项 |\n| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n| 行政处罚 | 7 | 31 | |\n"
  #expect(try values(rows, behind: "").facts.isEmpty)
  #expect(
    try values(rows + "| 行政强制 | 5 | | 9 |\n", behind: "").facts == [
      "行政处罚=7", "行政处罚=31", "行政处罚=", "行政强制=5", "行政强制=", "行政强制=9",
    ])
  #expect(
    try values(rows.replacing("| |", with: "|  |"), behind: "").facts == ["行政处罚=7", "行政处罚=31", "行政处罚="])
}

@Test func blankParagraphsOfPaddedRowsKeepTheirPlace() throws {
  #expect(
    try values("行政处罚 |\n| 31 |\n|\n行政强制 | 5 | 2 |\n|\n").facts == [
      "行政处罚=", "行政处罚=31", "行政处罚=", "行政强制=5", "行政强制=2", "行政强制=",
    ])
  let led = header.split(separator: "\n").map { "| \($0)\n" }.joined()
  #expect(
    try values("| 行政处罚 |\n | 31 |\n |\n| 行政强制 | 5 | 2 |\n |\n", behind: led).facts == [
      "行政处罚=", "行政处罚=31", "行政处罚=", "行政强制=5", "行政强制=2", "行政强制=",
    ])
}

@Test func aPaddedRowThatLostOneBlankAndKeptAnotherIsRefused() throws {
  let result = try values("行政处罚 |\n| 31 | |\n行政强制 | 5 | 2 | 9 |\n")
  #expect(result.facts == ["行政强制=5", "行政强制=2", "行政强制=9"])
  #expect(result.errors.count == 1)
}

/// Lines of figures behind a row that is whole, or whose own label is lost, are of none.
@Test(arguments: [
  "行政处罚 | 7 | 1 | 8 |\n| 31 |\n行政强制 | 5 | 2 | 9 |\n", "行政处罚 | 7 |\n| 31 |\n| 4 | 6 |\n行政强制 | 5 | 2 | 9 |\n",
])
func figuresThatDoNotFillAPaddedRowAreRefused(rows: String) throws {
  let result = try values(rows)
  #expect(result.facts.suffix(3) == ["行政强制=5", "行政强制=2", "行政强制=9"])
  #expect(result.facts.allSatisfy { !$0.hasSuffix("31") && !$0.hasSuffix("4") && !$0.hasSuffix("6") })
  #expect(!result.errors.isEmpty)
}

private let disputes =
  "云浦县档案馆2022年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n行政复议 | 行政诉讼 | |||||||||||||\n"
  + "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 | ||||||||\n"
  + "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | |||||\n"

@Test func aRowOfDisputesThatBlankParagraphsBreakIsRead() throws {
  let result = try tidy(disputes + "|\n| 8 |\n| 8 | 0 |\n|\n|\n| 0 | 6 |\n|\n| 1 |\n|\n")
  #expect(result.facts.map { $0[5] } == ["", "", "8", "", "8", "0", "", "", "", "0", "6", "", "", "1", ""])
}

@Test(arguments: [
  "|\n| 8 |\n| 8 | 0 |\n|\n|\n| 0 | 6 |\n|\n| 1 |\n",
  "|\n| 8 |\n| 8 | 0 |\n|\n|\n| 0 | 6 |\n|\n| 1 |\n|\n|\n",
  "| 8 |\n|\n| 8 | 0 |\n|\n|\n| 0 | 6 |\n|\n| 1 |\n|\n",
  "| 8 | 0 | 1 |\n|\n| 8 | 0 | 0 | 1 | 1 | 2 | 0 | 0 | 1 |\n",
  "8 | 0 | 1 | 2 |\n", "|\n|\n",
])
func aRowOfDisputesThatLacksCellsIsRefused(row: String) throws {
  let result = try tidy(disputes + row)
  #expect(result.facts.isEmpty)
  #expect(result.messages.contains { $0.contains(": error: ") }, "\(result.messages)")
}

/// A table of no form: the first row says how many columns there are.
@Test func aPaddedRowOfNoFormIsRefused() throws {
  let result = try tidy(
    title + "渠道统计 | |||\n渠道 | 发布数 | 转载数 | 评论数 |\n网站 | 12 | 30 | |\n微信 | 4 | 5 | 6 |\n热线 |\n| 2 | 3 |\n")
  #expect(
    result.lines == [
      "微信 | 发布数 = 4", "微信 | 转载数 = 5", "微信 | 评论数 = 6", "热线 | 发布数 = ", "热线 | 转载数 = 2", "热线 | 评论数 = 3",
    ])
  #expect(result.messages.contains { $0.contains("t:5: error: ") })
}

/// Below a page break the row of disputes stands alone: figures that were blacked out are no label of a table of its own.
@Test(arguments: [(14, []), (15, [""] + Array(repeating: "3", count: 14))])
func aRowOfDisputesThatBeginsBlackedOutIsNoOtherTable(count: Int, values: [String]) throws {
  let row = "| ****" + String(repeating: " | 3", count: count - 1) + " |\n"
  let lines = disputes.split(separator: "\n").map(String.init)
  let header = lines.suffix(3).map {
    "| " + $0.replacing(" | ||", with: " |").replacing("|||", with: "").replacing("||", with: "") + "\n"
  }
  let result = try tidy(
    lines.prefix(2).joined(separator: "\n") + "\n" + header.joined() + "\n- 4 -\n\n" + row)
  #expect(result.facts.map { $0[5] } == values)
  #expect(!values.isEmpty || result.messages.contains { $0.contains(": error: ") })
}

/// 其他情形数 stands below two rows of the table of 2014: the first lost its figure, and the second is not it.
@Test func aRowOfTheNameOfARefusedOneIsTheNext() throws {
  let result = try tidy(
    "云浦县档案馆2016年政府信息公开工作年度报告\n统计指标 | 单位 | 统计数 |\n四、行政复议数量 | 件 | 3 |\n其中：维持具体行政行为数 | 件 | |\n被依法纠错数 | 件 | 1 |\n"
      + "其他情形数 | 件 | |\n五、行政诉讼数量 | 件 | |\n被依法纠错数 | 件 | |\n其他情形数 | 件 | 7 |\n六、举报投诉数量 | 件 | 0 |\n")
  #expect(
    result.facts.map { $0[3] + "=" + $0[5] } == ["行政复议数量=3", "行政复议数量/被依法纠错数=1", "行政诉讼数量/其他情形数=7", "举报投诉数量=0"])
}
