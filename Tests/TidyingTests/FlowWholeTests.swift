import Testing

// Plain pdftotext, without columns, of tables of which nothing is lost: the sums of the form tell whether figures are in order.

/// The requests table of 2019 as it may come: labels broken over lines, and figures among them, each word on a line of its own.
private struct Requests {
  /// 一, 二, the 19 outcomes, （七）, 四; each of seven figures.
  var rows: [[Int]]

  /// - Parameter outcomes: figures of some of the outcomes, by their place; the totals are made of them.
  init(_ outcomes: [Int: [Int]]) {
    func row(_ figures: [Int]) -> [Int] { figures + [figures.reduce(0, +)] }
    let all = (0..<19).map { row(outcomes[$0] ?? [0, 0, 0, 0, 0, 0]) }
    let sum = (0..<7).map { column in all.reduce(0) { $0 + $1[column] } }
    rows = [sum, row([0, 0, 0, 0, 0, 0])] + all + [sum, row([0, 0, 0, 0, 0, 0])]
  }

  static let labels = [
    "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、本年\n度办理结\n果", "（一）予以公开",
    "（二）部分公开（区分处理的，只\n计这一情形，不计其他情形）", "（三） 1.属于国家秘密\n不予公\n开", "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳\n定”", "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷",
    "8.属于行政查询事项", "1.本机关不掌握相关政府信息", "（四）\n2.没有现成信息需要\n无法提\n另行制作\n供", "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申\n（五） 请\n不予处\n理",
    "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息", "（六）其他处理", "（七）总计", "四、结转下年度继续办理",
  ]

  /// The first labels, all figures, and the last labels.
  func text(_ labels: [String] = labels) -> String {
    let figures = rows.joined().map { "\($0)\n\n" }.joined()
    return "清源县水利局2020年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n申请人情况\n（本列数据的勾稽关系为：第一项加第二\n项之和，等于第三项加第四项之和）\n\n"
      + "法人或其他组织\n自然\n总\n人\n商业企 科研 社会公 法律服务 其 计\n业\n机构 益组织 机构\n他\n\n"
      + labels.prefix(20).joined(separator: "\n\n") + "\n\n" + figures
      + labels.dropFirst(20).joined(separator: "\n") + "\n\n四、政府信息公开行政复议、行政诉讼情况\n无。\n"
  }

  /// The rows that come out, in the form's order.
  static func read(_ text: String) throws -> (rows: [[Int]], messages: [String]) {
    let result = try tidy(text)
    let figures = result.facts.map { Int($0[5]) ?? -1 }
    let rows = stride(from: 0, to: figures.count, by: 7).map { Array(figures[$0..<$0 + 7]) }
    return (rows, result.messages.filter { $0.contains(": error: ") })
  }
}

@Test func figuresInOrderWhoseSumsHoldAreThoseOfTheRowsInTurn() throws {
  let table = Requests([0: [3, 0, 1, 0, 0, 0], 10: [1, 0, 0, 0, 0, 2], 18: [0, 5, 0, 0, 0, 0]])
  let read = try Requests.read(table.text())
  #expect(read.rows == table.rows)
  #expect(read.messages.isEmpty)
  // Other spellings.
  let spelled = table.text().replacing("\n总\n人\n", with: "\n合\n人\n").replacing("一、本年新收", with: "一、本年新收到")
  #expect(try Requests.read(spelled).rows == table.rows)
}

/// A wrong total of one column stays as printed.
@Test func anErrorInOneColumnKeepsNothingFromBeingRead() throws {
  var table = Requests([0: [3, 0, 1, 0, 0, 0]])
  table.rows[21][0] += 2
  table.rows[21][6] += 2
  #expect(try Requests.read(table.text()).rows == table.rows)
}

/// Zeros have no order.
@Test func zerosAloneAreReadWhereverTheyStand() throws {
  let table = Requests([:])
  #expect(try Requests.read(table.text()).rows == table.rows)
}

@Test func aFigureThatComesTooLateIsPutBack() throws {
  let table = Requests([0: [3, 0, 1, 0, 0, 0], 1: [0, 0, 0, 2, 0, 0]])
  var moved = table
  // 3 of （一） stands among the figures of （二）.
  moved.rows[2] = [0, 1, 0, 0, 0, 4, 0]
  moved.rows[3] = [0, 0, 3, 2, 0, 0, 2]
  #expect(try Requests.read(moved.text()).rows == table.rows)
}

/// The sums of columns do not hold, and would if they had changed places in one row: that may be an error of the report as well.
@Test func aRowWhosePartsMayHaveChangedPlacesIsRefused() throws {
  let table = Requests([0: [3, 0, 1, 0, 0, 0], 1: [0, 0, 0, 2, 0, 0], 2: [0, 0, 0, 0, 7, 0]])
  var moved = table
  moved.rows[3] = [0, 0, 2, 0, 0, 0, 2]
  let read = try Requests.read(moved.text())
  #expect(!read.rows.contains(moved.rows[3]) && !read.rows.contains(table.rows[3]))
  #expect(read.rows.contains(table.rows[2]) && read.rows.contains(table.rows[4]))
  #expect(read.messages.contains { $0.contains("收到和处理政府信息公开申请情况") })
}

/// In each of these nothing proves which figure is of which row; the table is named.
@Test(arguments: ["a figure less", "a label less", "a label more", "sums that do not hold"])
func aTableThatProvesNothingIsRefused(what: String) throws {
  var table = Requests([0: [3, 0, 1, 0, 0, 0], 1: [0, 0, 0, 2, 0, 0]])
  var labels = Requests.labels
  switch what {
  case "a figure less": table.rows[9].removeLast()
  case "a label less": labels.remove(at: 9)
  case "a label more": labels.insert("9.转交相关机关", at: 13)
  default: for row in 2...8 { table.rows[row][6] += 1 }
  }
  let read = try Requests.read(table.text(labels))
  #expect(read.rows.isEmpty)
  #expect(read.messages.contains { $0.contains("收到和处理政府信息公开申请情况") })
}

// MARK: disputes

private let heading = "清源县水利局2020年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\n\n行政诉讼\n未经复议直接起诉\n\n复议后起诉\n\n"
private let broken = "结果\n维持\n\n结果\n纠正\n\n其他\n结果\n\n尚未\n审结\n\n总\n计\n\n"

private func disputes(_ header: String, _ figures: [Int]) throws -> [Int] {
  try tidy(heading + header + figures.map { "\($0)\n\n" }.joined() + "五、存在的主要问题及改进情况\n无。\n").facts
    .compactMap { Int($0[5]) }
}

private func figures(_ figures: some Sequence<Int>) -> String { figures.map { "\($0)\n\n" }.joined() }

@Test func disputesWhoseSumsHoldAreRead() throws {
  let cells = [1, 0, 0, 0, 1, 0, 2, 0, 0, 2, 0, 0, 3, 0, 3]
  #expect(try disputes(broken + broken + broken, cells) == cells)
  #expect(
    try disputes(
      broken + figures(cells[..<5]) + broken + figures(cells[5..<10]) + broken, Array(cells[10...]))
      == cells)
}

/// Sums that do not hold, figures before all labels of their columns, a group that is broken in another way than the others: figures
/// change places there.
@Test func disputesThatMayBeOutOfOrderAreRefused() throws {
  let cells = [1, 0, 0, 0, 1, 0, 2, 0, 0, 2, 0, 0, 3, 0, 3]
  #expect(try disputes(broken + broken + broken, [1, 0, 0, 0, 1, 2, 0, 0, 2, 0, 0, 0, 3, 0, 3]).isEmpty)
  #expect(
    try disputes(broken + broken + figures(cells[..<13]) + broken, Array(cells[13...])).isEmpty)
  #expect(try disputes(broken + broken + "结果\n结果纠\n其他\n维持\n正\n结果\n\n尚未\n总计\n审结\n\n", cells).isEmpty)
  // Nothing but zeros.
  let zeros = Array(repeating: 0, count: 15)
  #expect(try disputes(broken + broken + "结果\n结果纠\n其他\n维持\n正\n结果\n\n尚未\n总计\n审结\n\n", zeros) == zeros)
}

// MARK: tables of one row

private func charges(_ table: String) throws -> [String] {
  try tidy(
    "清源县水利局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（六）项\n信息内容\n\n上一年项目数量\n\n本年增/减\n\n处理决定数量\n\n"
      + "行政处罚\n\n1\n\n2\n\n3\n\n" + table + "三、收到和处理政府信息公开申请情况\n无。\n"
  ).facts.filter { $0[3] == "行政事业性收费" }.map { $0[5] }
}

@Test func theOnlyRowThatHasSuchColumnsNeedsNoLabelBesideIt() throws {
  let columns = "上一年项目数量\n\n本年增/减\n\n第二十条第（八）项\n信息内容\n\n"
  #expect(try charges(columns + "4\n\n5\n\n行政事业性收费\n\n第二十条第（九）项\n\n") == ["4", "5"])
  #expect(try charges(columns + "0\n\n行政事业性收费\n\n0\n\n第二十条第（九）项\n\n") == ["0", "0"])
  // Which of them came first?
  #expect(try charges(columns + "4\n\n行政事业性收费\n\n5\n\n第二十条第（九）项\n\n").isEmpty)
  #expect(try charges(columns + "4\n\n5\n\n6\n\n行政事业性收费\n\n第二十条第（九）项\n\n").isEmpty)
}

/// 行政处罚 of the same form has such a column, too.
@Test func aFigureBehindTheColumnOfSeveralTablesIsOfNone() throws {
  let result = try tidy(
    "清源县水利局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n行政许可\n\n第二十条第（六）项\n信息内容\n\n本年处理决定数量\n\n7\n\n行政处罚\n\n"
      + "三、收到和处理政府信息公开申请情况\n无。\n")
  #expect(result.facts.isEmpty)
}

/// All labels in order, each with its figures, but for some that are lost: the last row alone may be short.
@Test(arguments: [(0, 6), (7, 6), (22, 6), (22, 1)])
func aTableInOrderThatLacksAFigureGivesNothingWrong(short: Int, length: Int) throws {
  let table = Requests([0: [3, 0, 1, 0, 0, 0], 10: [1, 0, 0, 0, 0, 2]])
  var figures = table.rows
  figures[short] = Array(figures[short].prefix(length))
  var rows = figures[...]
  let lines = Requests.labels.map { label in
    label.hasPrefix("三、") ? label : label + "\n\n" + rows.removeFirst().map { "\($0)\n\n" }.joined()
  }
  let text =
    "清源县水利局2020年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计\n\n"
    + lines.joined(separator: "\n") + "四、政府信息公开行政复议、行政诉讼情况\n无。\n"
  let read = try Requests.read(text)
  #expect(read.rows.allSatisfy(table.rows.contains))
  #expect(!read.messages.isEmpty)
}
