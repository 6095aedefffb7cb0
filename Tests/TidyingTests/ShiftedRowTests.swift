import Testing

// Blank cells at both ends of the values: which are values and which the layout's.

private let requests = "三、收到和处理政府信息公开申请情况\n"
private let applicants = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
private let header = [["", "申请人情况"], ["", "自然人", "法人或其他组织", "总计"], ["", ""] + applicants + [""]]
private let carried = ["二、上年结转政府信息公开申请数量", "2", "2", "3", "4", "5", "6", "22"]
private let granted = ["三、本年度办理结果", "（一）予以公开", "7", "6", "5", "4", "3", "2", "27"]

/// A cell too many at the end, and a blank first value: the row has as many cells as that of （一）, whose label takes two.
@Test func aRowWithABlankCellTooManyIsRefused() throws {
  let result = try tidy(
    requests
      + table(header + [["一、本年新收政府信息公开申请数量", "", "2", "3", "4", "5", "6", "20", ""], carried, granted]))
  #expect(!result.lines.contains { $0.hasPrefix("本年新收") })
  #expect(result.facts.map { $0[5] } == Array(carried.dropFirst() + granted.dropFirst(2)))
  #expect(result.messages.contains { $0.contains("the cells of the row do not fit the columns") })
}

@Test func aBlankFirstValueIsReadWhereARowOfItsLabelTells() throws {
  let result = try tidy(
    requests + table(header + [["一、本年新收政府信息公开申请数量", "", "2", "3", "4", "5", "6", "20"], carried, granted]))
  #expect(
    result.facts.map { $0[5] }
      == ["", "2", "3", "4", "5", "6", "20"] + carried.dropFirst() + granted.dropFirst(2))
}

/// A column is missing, and labels are merged over blank cells: they are no values.
@Test func aBlankCellOfALabelIsNoValue() throws {
  let rows =
    ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"].map {
      [$0, "", "", "1", "2", "3", "4", "5", "15"]
    } + [["三、本年度办理结果", "（一）予以公开", "", "1", "2", "3", "4", "5", "15"]]
  let head = [
    ["", "", "", "自然人", "法人或其他组织", "", "", "", "总计"],
    ["", "", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", ""],
  ]
  let result = try tidy(requests + table(head + rows))
  #expect(result.facts.isEmpty)
  #expect(result.messages.count { $0.contains("do not fit the columns") } == 3)
}

/// All rows begin with a blank cell, and one figure is missing.
@Test func aBlankCellUnderOneOfTheHeaderIsNoValue() throws {
  let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
  let head = [
    ["", "行政复议", "行政诉讼", ""], ["", "未经复议直接起诉", "复议后起诉", ""], [""] + results + results + results + [""],
  ]
  func read(_ figures: [String]) throws -> Tidied {
    try tidy("四、政府信息公开行政复议、行政诉讼情况\n" + table(head + [[""] + figures + [""]]))
  }
  let figures = (1...15).map(String.init)
  #expect(try read(Array(figures.dropLast())).facts.isEmpty)
  #expect(try read(figures).facts.map { $0[5] } == figures)
}
