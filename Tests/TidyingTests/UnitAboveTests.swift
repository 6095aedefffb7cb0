import Testing

// A unit that a line above the table states, and units of counts.

private let disclosure = "二、主动公开政府信息情况\n"

private func fees(above: String, _ header: String = "本年收费金额", _ cell: String = "23000") throws -> Tidied {
  try tidy(
    disclosure + above
      + table([["第二十条第（八）项"], ["信息内容", header], ["行政事业性收费", cell]]))
}

@Test(arguments: [
  ("单位：元\n\n", "2.3"), ("（单位：元）\n\n", "2.3"), ("金额单位: 人民币元\n\n", "2.3"), ("计量单位：千元\n\n", "2300"),
  ("单位：万元\n\n", "23000"), ("单位：件、元\n\n", "2.3"), ("单位：件\n\n", "23000"), ("收费单位：三元区水利局\n\n", "23000"),
  ("单位：元、万元\n\n", ""), ("\t单位：元\n\t\n\n", "2.3"), ("", "23000"),
])
func theUnitOfALineAboveATableCounts(above: String, value: String) throws {
  let result = try fees(above: above)
  #expect(result.facts.map { [$0[5], $0[6], $0[9]] } == [[value, "万元", "23000"]])
  #expect(result.messages.contains { $0.contains("is not clear") } == value.isEmpty)
}

@Test func aHeaderAndACellGoBeforeTheLineAbove() throws {
  #expect(try fees(above: "单位：元\n\n", "本年收费金额（万元）").facts.map { $0[5] } == ["23000"])
  #expect(try fees(above: "单位：元\n\n", "本年收费金额", "23万元").facts.map { $0[5] } == ["23"])
}

/// The line stands above the first block of the table.
@Test func theLineAboveATableCountsForAllItsBlocks() throws {
  let result = try tidy(
    disclosure + "单位：元\n\n"
      + table([
        ["第二十条第（五）项"], ["信息内容", "本年处理决定数量"], ["行政许可", "31"], ["第二十条第（八）项"], ["信息内容", "本年收费金额"],
        ["行政事业性收费", "5000"],
      ]))
  #expect(result.facts.map { $0[5] } == ["31", "0.5"])
}

@Test(arguments: ["本年制发件数（单位：万件）", "本年制发件数（百件）", "本年制发件数(单位:千件)"])
func countsOfMoreThanOneStayBlank(header: String) throws {
  let result = try tidy(
    disclosure
      + table([["第二十条第（一）项"], ["信息内容", header, "本年废止件数（件）", "现行有效件数"], ["规章", "31", "32", "33"]]))
  #expect(result.facts.map { [$0[5], $0[9]] } == [["", "31"], ["32", "32"], ["33", "33"]])
  #expect(result.messages.contains { $0.contains("the unit of “\(header)” is not clear") })
}

@Test func aSignInBracketsBehindAChangeIsNoNote() throws {
  let result = try tidy(
    disclosure
      + table([["第二十条第（五）项"], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "7", "3（减）", "8"]]))
  #expect(result.facts.map { $0[5] } == ["7", "", "8"])
  #expect(result.messages.contains { $0.contains("“3（减）” is no number") })
}
