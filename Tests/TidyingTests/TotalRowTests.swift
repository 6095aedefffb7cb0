import Testing

// 总计 and 其他 are labels of rows and of columns.

@Test(arguments: [("（七）总计", "12（核）", "= 12"), ("（七）总计", "(12)", "= "), ("（七）总计", "见附件", "= ")])
func aRowOfTotalsWithoutAPlainFigureIsNoHeader(label: String, cell: String, value: String) throws {
  let applicants = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
  let result = try tidy(
    "三、收到和处理政府信息公开申请情况\n"
      + table([
        [""] + applicants, ["一、本年新收政府信息公开申请数量", "1", "2", "3", "4", "5", "6", "21"],
        ["三、本年度办理结果", "（一）予以公开", "1", "2", "3", "4", "5", "6", "21"],
        [label] + Array(repeating: cell, count: 7),
      ]))
  #expect(result.lines.filter { $0.contains("总计 | ") }.count == 7)
  #expect(result.lines.contains { $0.contains("/总计 | 自然人 \(value)") })
  #expect(result.has("“\(cell)”"))
}
