import Testing

private let rules = [
  ["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "1", "2", "3"], ["行政规范性文件", "4", "5", "6"],
]

@Test(arguments: ["填报人：李四", "注: 截至年底"])
func aRemarkBelowATableIsNoRow(remark: String) throws {
  let result = try tidy(table(rules + [[remark, "", "", ""]]))
  #expect(result.facts.count == 6)
  #expect(
    result.messages.contains { $0.contains("“\(remark)” stands below the rows") && $0.contains("remark") })
}

@Test func aRowOfFiguresBelowATableIsTold() throws {
  let result = try tidy(
    table([["第二十条第（八）项"], ["信息内容", "本年收费金额"], ["行政事业性收费", "3"], ["值班电话", "7654321"]]))
  #expect(result.facts.map { $0[5] } == ["3", "7654321"])
  #expect(result.messages.contains { $0.contains("“值班电话” stands below the rows") })
}
