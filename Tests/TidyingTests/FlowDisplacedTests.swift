import Testing

// Plain pdftotext, without columns: words that are not where their rows are.

private let opening =
  "清源县水利局2020年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n申请人情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n法人或其他组织\n自然人\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
private let closing = "四、政府信息公开行政复议、行政诉讼情况\n无。\n"

/// Seven figures, each on a line between blank ones.
private func figures(_ first: Int) -> String {
  ([first, 0, 0, 0, 0, 0, first].map { "\n\($0)\n" }).joined()
}

private func read(_ table: String) throws -> (rows: [String], isNamed: Bool) {
  let result = try tidy(opening + table + closing)
  let rows = stride(from: 0, to: result.facts.count, by: 7).map {
    result.facts[$0][3] + " " + result.facts[$0][5]
  }
  let isNamed = result.messages.contains { $0.contains(": error: ") && $0.contains("收到和处理政府信息公开申请情况") }
  return (rows, isNamed)
}

@Test func rowsAboveALumpOfFiguresAreRead() throws {
  let result = try read(
    "一、本年新收政府信息公开申请数量\n" + figures(3) + "二、上年结转政府信息公开申请数量\n" + figures(1) + "三、本年度办理结果\n（一）予以公开\n"
      + figures(2)
      + "（七）总计\n" + figures(4) + figures(0) + "（五）不予处理\n\n四、结转下年度继续办理\n\n")
  #expect(result.rows == ["本年新收政府信息公开申请数量 3", "上年结转政府信息公开申请数量 1", "本年度办理结果/予以公开 2"])
  #expect(result.isNamed)
}

/// The figures of （一） stand before the label of （二）, and its own label behind those of （二）.
@Test func whereFiguresAndLabelsAreEvenAgainRowsAreRead() throws {
  let result = try read(
    "一、本年新收政府信息公开申请数量\n" + figures(3) + "三、本年度办理结果\n" + figures(5)
      + "（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n" + figures(6)
      + "（一）予以公开\n（三）不予公开\n1.属于国家秘密\n" + figures(7) + "2.其他法律行政法规禁止公开\n" + figures(8))
  #expect(
    result.rows == [
      "本年新收政府信息公开申请数量 3", "本年度办理结果/不予公开/属于国家秘密 7", "本年度办理结果/不予公开/其他法律行政法规禁止公开 8",
    ])
  #expect(result.isNamed)
}

/// A figure too many may be the end of one of the row above, and from there on each figure may be of the next row.
@Test func aroundAFigureTooManyNothingIsRead() throws {
  let result = try read(
    "一、本年新收政府信息公开申请数量\n" + figures(3) + "二、上年结转政府信息公开申请数量\n" + figures(1)
      + "三、本年度办理结果\n（一）予以公开\n\n9\n" + figures(2) + "（七）总计\n" + figures(4) + "四、结转下年度继续办理\n" + figures(0))
  #expect(result.rows == ["本年新收政府信息公开申请数量 3"])
  #expect(result.isNamed)
}

/// Each label stands behind its figures: none is read, though all but the first have seven behind them.
@Test func labelsBehindTheirFiguresGiveNothing() throws {
  let result = try read(
    figures(3) + "一、本年新收政府信息公开申请数量\n" + figures(1) + "二、上年结转政府信息公开申请数量\n" + figures(2) + "（一）予以公开\n\n")
  #expect(result.rows.isEmpty)
  #expect(result.isNamed)
}

// MARK: figures in the header

private let outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]

/// Those of 15 cells of which the fifth of each group is the sum of the others.
private let cells = [1, 2, 3, 4, 10, 6, 7, 8, 9, 30, 11, 12, 13, 14, 50]

private func disputes(_ header: String, _ figures: some Sequence<Int>) throws -> [String] {
  try tidy(
    "清源县水利局2020年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\n\n行政诉讼\n未经复议直接起诉\n\n" + header
      + figures.map { "\($0)\n\n" }.joined() + "五、存在的主要问题及改进情况\n无。\n"
  ).facts.map { $0[5] }
}

private func columns(_ names: some Sequence<String>) -> String { names.map { $0 + "\n\n" }.joined() }

@Test func figuresOfTheFirstGroupMayStandInTheHeader() throws {
  let first = zip(outcomes, cells).map { "\($0)\n\n\($1)\n\n" }
  let all = cells.map(String.init)
  #expect(try disputes(first.joined() + columns(outcomes + outcomes), cells[5...]) == all)
  // A label of a group, and one that is broken.
  #expect(
    try disputes(
      first.prefix(4).joined() + "复议后起诉\n\n" + first[4] + "结果维\n持\n\n"
        + columns(outcomes.dropFirst() + outcomes),
      cells[5...]) == all)
}

@Test func figuresInTheHeaderThatMayBeOfOtherColumnsAreRefused() throws {
  let first = zip(outcomes, cells).map { "\($0)\n\n\($1)\n\n" }.joined()
  // Of two groups: which one has its figures behind the header?
  #expect(try disputes(first + first + columns(outcomes), cells[5..<10]).isEmpty)
  // One too few, or in the wrong place.
  #expect(try disputes(first + columns(outcomes + outcomes), cells[5..<14]).isEmpty)
  #expect(try disputes(columns(outcomes) + first + columns(outcomes), cells[5...]).isEmpty)
}

// MARK: a title in the header

@Test func aTitleMayStandInItsHeader() throws {
  func facts(_ header: String) throws -> [String] {
    try tidy(
      "清源县水利局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n" + header
        + "行政处罚\n\n1\n\n2\n\n3\n\n三、收到和处理政府信息公开申请情况\n无。\n"
    ).facts.map { $0[4] + $0[5] }
  }
  let wanted = ["上一年项目数量1", "本年增/减2", "处理决定数量3"]
  #expect(try facts("本年增/减\n\n处理决定数量\n\n第二十条第（六）项\n信息内容\n\n上一年项目数量\n\n") == wanted)
  // A column is not there, or twice.
  #expect(try facts("本年增/减\n\n处理决定数量\n\n第二十条第（六）项\n信息内容\n\n").isEmpty)
  #expect(try facts("本年增/减\n\n处理决定数量\n\n第二十条第（六）项\n信息内容\n\n本年增/减\n\n").isEmpty)
}
