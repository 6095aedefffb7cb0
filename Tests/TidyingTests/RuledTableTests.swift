import Bytes
import Readers
import Testing

@testable import Forms

// Grids of text: `+---+` between rows, whose cells go on over several lines.

private let title = "云浦县档案馆2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\n"
private let rule = "+------+------+------+------+\n"

private func line(_ cells: String...) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

private func notes(_ text: String) throws -> [String] {
  let vocabulary = try FormLibrary().vocabulary
  var reader = ReportReader(
    ByteReader(bytes: Array(text.utf8), name: "t"), name: "t", vocabulary: vocabulary)
  return try reader.next()?.notes.map(\.description) ?? []
}

private let head =
  rule + line("第二", "    ", "    ", "    ") + line("十条", "", "", "") + line("第（", "", "", "")
  + line("一）", "", "", "")
  + line("项", "", "", "") + rule + line("信息", "本年", "本年", "现行") + line("内容", "制发", "废止", "有效")
  + line("", "件数", "件数", "件数") + rule

@Test(arguments: ["-", "="])
func cellsOverSeveralLinesAreOne(mark: String) throws {
  let rows =
    line("规章", "5", "6", "7") + rule + line("行政", "8", "", "9") + line("规范", "", "", "")
    + line("性文", "", "", "")
    + line("件", "", "", "") + rule
  let result = try tidy(title + head.dropLast(rule.count) + rule.replacing("-", with: mark) + rows)
  #expect(
    result.lines == [
      "规章 | 本年制发件数 = 5", "规章 | 本年废止件数 = 6", "规章 | 现行有效件数 = 7", "行政规范性文件 | 本年制发件数 = 8",
      "行政规范性文件 | 本年废止件数 = ", "行政规范性文件 | 现行有效件数 = 9",
    ])
  #expect(!result.messages.contains { $0.contains(": error: ") })
}

@Test func blankCellsBetweenRulesKeepTheirPlace() throws {
  let figures = ["21", "22", "23", "24", "25", "26", ""]
  let rule = "+---+---+---+---+---+---+---+---+---+---+\n"
  func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" + rule }
  let result = try tidy(
    title.replacing("二、主动公开政府信息情况", with: "三、收到和处理政府信息公开申请情况") + rule
      + row(["", "", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"])
      + row(["三、本年度办理结果", "（一）予以公开", "", "1", "2", "3", "4", "5", "6", "21"])
      + row(["", "（七）总计", ""] + figures))
  #expect(result.facts.suffix(7).map { $0[5] } == figures)
}

/// Three rules part a header and a table, line by line.
@Test func linesBetweenTheRulesOfOtherWritersAreRows() throws {
  let rows =
    line("信息内容", "本年制发件数", "本年废止件数", "现行有效件数") + rule + line("规章", "5", "6", "7")
    + line("行政规范性文件", "8", "3", "9")
  let result = try tidy(title + "第二十条第（一）项\n" + rule + rows + rule)
  #expect(result.facts.map { $0[5] } == ["5", "6", "7", "8", "3", "9"])
  // Two of them, and a blank line between.
  let both = try tidy(
    title + rule + line("第二十条第（一）项", "", "", "") + rows + rule + "\n" + rule + line("渠道", "上年", "本年", "次年")
      + rule
      + line("网站", "1", "2", "3") + line("微信", "4", "5", "6") + rule)
  #expect(both.facts.count == 12)
}

@Test func rowsThatRulesDoNotTellAreRefused() throws {
  let rows = line("规章", "5", "6", "7") + line("行政规范性文件", "8", "3", "9") + rule
  let result = try tidy(title + head + rows)
  #expect(result.facts.isEmpty)
  #expect(result.messages.contains { $0.contains(": error: ") })
  let spans = line("规章", "5", "6", "7") + "| 行政 +------+------+------+\n" + line("规范", "8", "3", "9") + rule
  #expect(try tidy(title + head + spans).facts.isEmpty)
  #expect(try notes(title + head + spans).contains { $0.contains(":5: warning: the lines of a table") })
}

@Test func aTableOfOnesOwnBetweenRulesIsRead() throws {
  let rows = line("渠道", "发布", "转载", "评论") + rule + line("政务", "1", "2", "3") + line("微信", "", "", "") + rule
  let result = try tidy(
    title.replacing("二、主动公开政府信息情况", with: "一、概述") + rule + rows + line("网站", "4", "5", "6") + rule
      + "\n\n五、其他\n无。\n")
  #expect(result.lines.prefix(2) == ["政务微信 | 发布 = 1", "政务微信 | 转载 = 2"])
}
