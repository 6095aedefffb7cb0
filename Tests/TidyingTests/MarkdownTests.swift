import Testing

@testable import Tidying

// Tables as Markdown has them.

private func table(_ rule: String, _ rows: String = "| 规章 | 1 | 2 | 3 |") -> String {
  "清源县水利局2021年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
    + "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n\(rule)\n\(rows)\n"
}

@Test(arguments: [
  "|---|---|---|---|", "|:--|--:|:-:|--|", "| :- | -: | :-: | - |", "|:-|:-|:-|:-|", "|-----|---:|:---:|---|",
])
func theRuleBelowAHeaderIsNoRow(rule: String) throws {
  let result = try tidy(table(rule))
  #expect(result.facts.map { [$0[3], $0[5]] } == [["规章", "1"], ["规章", "2"], ["规章", "3"]])
  #expect(!result.messages.contains { $0.contains("error") })
}

@Test func dashesOfARowAreMarksForNone() throws {
  let result = try tidy(table("|---|---|---|---|", "| 规章 | -- | - | 3 |"))
  #expect(result.facts.map { $0[5] } == ["", "", "3"])
}

@Test(arguments: [
  ("| **规章** | **1** | 2 | ** 3 ** |", ["1", "2", "3"]), ("| 规章 | **** | ** | 3 |", ["", "", "3"]),
])
func boldTextIsItsText(row: String, values: [String]) throws {
  #expect(try tidy(table("|---|---|---|---|", row)).facts.map { $0[5] } == values)
}
