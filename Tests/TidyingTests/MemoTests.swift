import Testing

/// A row whose label is no form's is placed by its words: they must not place the rows of another report of the same shape.
@Test func wordsOfOneReportDecideNothingInTheNext() throws {
  func report(_ agency: String, _ label: String) -> String {
    agency + "2017年政府信息公开工作年度报告\n\n一、概述\n一年来，各项工作都有进展。\n六、政府信息公开情况统计表\n"
      + table([
        ["统计指标", "单位", "统计数"], ["四、行政复议数量", "件", "1"], [label, "件", "2"],
      ]) + "文字。\n" + table([["被依法纠错数", "件", "3"], ["六、举报投诉数量", "件", "4"]])
  }
  let similar = report("清源县水利局", "五、行政诉讼的数量")
  let other = report("清源县教育局", "五、本地另有的一项")
  func corrected(_ text: String) throws -> [String] {
    try tidy(text).facts.filter { $0[3].hasSuffix("被依法纠错数") }.map { $0[0] + $0[3] }
  }
  #expect(try corrected(similar) == ["清源县水利局行政诉讼数量/被依法纠错数"])
  #expect(try corrected(other) == ["清源县教育局行政复议数量/被依法纠错数"])
  #expect(try corrected(similar + other) == corrected(similar) + corrected(other))
  #expect(try corrected(other + similar) == corrected(other) + corrected(similar))
}
