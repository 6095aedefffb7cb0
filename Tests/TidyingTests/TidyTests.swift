import Bytes
import CSV
import Facts
import Foundation
import Readers
import TestSupport
import Testing

@testable import Forms
@testable import Tidying

struct Tidied {
  var facts: [[String]] = []
  var messages: [String] = []

  /// `row | column = value` of each fact.
  var lines: [String] { facts.map { "\($0[3]) | \($0[4]) = \($0[5])" } }

  /// Whether one of the messages holds all parts.
  func has(_ parts: String...) -> Bool {
    messages.contains { message in parts.allSatisfy { message.contains($0) } }
  }
}

/// Facts and messages of raw text, with all columns.
func tidy(_ text: String) throws -> Tidied {
  let library = try FormLibrary()
  var reader = ReportReader(
    ByteReader(bytes: Array(text.utf8), name: "t"), name: "t", vocabulary: library.vocabulary)
  var tidier = Tidier(library, with: Set(FactColumn.optional))
  var result = Tidied()
  while let report = try reader.next() {
    var output = ByteWriter()
    result.messages += report.notes.map(\.description)
    result.messages += tidier.tidy(report, to: &output).diagnostics.map(\.description)
    var records = RecordReader(ByteReader(bytes: output.bytes, name: "facts"))
    while try records.next() {
      result.facts.append(records.fields.indices.map { String(records.field($0)) })
    }
  }
  return result
}

/// A table in the tab form.
func table(_ rows: [[String]]) -> String {
  rows.map { row in row.map { "\t\($0)\n" }.joined() }.joined(separator: "\n") + "\n\n"
}

private let services = [["第二十条第（五）项"], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]

@Test func blocksAreRecognisedOneByOne() throws {
  let text =
    "二、主动公开政府信息情况\n"
    + table([
      ["第二十条第（一）项"], ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"], ["规章", "0", "1", "2"],
      ["第二十条第（五）项"], ["信息内容", "本年处理决定数量"], ["行政许可", "7"],
    ])
  let result = try tidy(text)
  #expect(
    result.lines == [
      "规章 | 本年新制作数量 = 0", "规章 | 本年新公开数量 = 1", "规章 | 对外公开总数量 = 2", "行政许可 | 本年处理决定数量 = 7",
    ])
  #expect(result.facts.map { $0[8] } == ["2019", "2019", "2019", "2021"])
}

@Test func columnsAreToldByPositionWhenTheirLabelsAreCut() throws {
  let text = table([
    ["第二十条第（一）项"], ["信息内容", "本年新", "本年新", "对外公开总数量"], ["规章", "1", "2", "3"], ["规范性文件", "4", "5", "6"],
  ])
  #expect(
    try tidy(text).lines == [
      "规章 | 本年新制作数量 = 1", "规章 | 本年新公开数量 = 2", "规章 | 对外公开总数量 = 3", "规范性文件 | 本年新制作数量 = 4",
      "规范性文件 | 本年新公开数量 = 5", "规范性文件 | 对外公开总数量 = 6",
    ])
}

@Test func aRowTheFormLacksKeepsItsLabel() throws {
  let result = try tidy(table(services + [["行政许可", "1", "2", "3"], ["其他事项（由本局填写）", "4", "+5", "6"]]))
  #expect(result.lines.suffix(3) == ["其他事项 | 上一年项目数量 = 4", "其他事项 | 本年增/减 = 5", "其他事项 | 处理决定数量 = 6"])
  #expect(result.facts.last?[7] == "")
}

@Test func aMisspeltRowIsReadAndSaid() throws {
  let result = try tidy(table(services + [["行政许可", "1", "2", "3"], ["其他对外管理服务事頂", "4", "5", "6"]]))
  #expect(result.lines[3] == "其他对外管理服务事项 | 上一年项目数量 = 4")
  #expect(result.messages.contains { $0.contains("“其他对外管理服务事頂” is read as “其他对外管理服务事项”") })
}

@Test func aRowThatIsMissingIsSaidAndGivesNothing() throws {
  let result = try tidy(table(services + [["行政许可", "1", "2", "3"]]))
  #expect(result.facts.count == 3)
  #expect(
    result.messages.first
      == "nianbao: t:8: warning: the table “第二十条第（五）项” has no row “其他对外管理服务事项”. Form 2019 has; such a row gives no fact"
  )
}

@Test func aRowWithTooFewValuesIsRefused() throws {
  let result = try tidy(table(services + [["行政许可", "1", "2"], ["其他对外管理服务事项", "4", "5", "6"]]))
  #expect(result.facts.count == 3)
  #expect(
    result.messages.first
      == "nianbao: t:8: error: the row has 2 value cells, the table “第二十条第（五）项” has 3. Which of them are missing cannot be told, so the row “行政许可” gives no fact. Check how the report was turned into text"
  )
}

@Test func blanksAreNeverZero() throws {
  let result = try tidy(table(services + [["行政许可", "", "/", "——"], ["其他对外管理服务事项", "无", "\u{A0}", "0"]]))
  #expect(result.facts.map { $0[5] } == ["", "", "", "", "", "0"])
  #expect(result.facts.map { $0[10] } == ["blank", "slash", "dash", "text", "blank", "number"])
  #expect(!result.messages.contains { $0.contains("is no number") })
}

@Test func proseInANumberCellIsSaidAndKeptRaw() throws {
  let result = try tidy(table(services + [["行政许可", "未办理", "0", "0"], ["其他对外管理服务事项", "0", "0", "0"]]))
  #expect(result.facts[0][5] == "" && result.facts[0][9] == "未办理" && result.facts[0][10] == "text")
  #expect(
    result.messages == [
      "nianbao: t:9: warning: “未办理” is no number. It stands in “行政许可”, “上一年项目数量”; the value stays blank. See it with --with raw,status"
    ] + result.messages.dropFirst())
}

@Test func cellsTooManyCountFromTheRight() throws {
  let result = try tidy(table(services + [["行政许可", "", "1", "2", "3"], ["其他对外管理服务事项", "4", "5", "6", ""]]))
  #expect(result.facts.map { $0[5] } == ["1", "2", "3", "4", "5", "6"])
  let unclear = try tidy(table(services + [["行政许可", "9", "1", "2", "3"]]))
  #expect(unclear.facts.isEmpty)
  #expect(
    unclear.messages.contains { $0.contains("the cells of the row do not fit the columns of the table") })
}

@Test func aReportWithoutTablesIsAnError() throws {
  let result = try tidy("清源县水利局2019年政府信息公开工作年度报告\n一、总体情况\n无。\n")
  #expect(
    result.messages == [
      "nianbao: t:1: error: the report has no table with figures. Its tables may be images or attachments, or their cells are lost. Use another copy of the report, such as the page or the Word file"
    ])
}

// MARK: tables outside the forms

@Test func otherTablesAreReadByTheirShape() throws {
  let text =
    "一、总体情况\n（二）信息发布\n"
    + table([
      ["渠道", "单位", "数量", "同比"], ["一、网站", "条", "1,038", "增长"], ["（一）公告", "条", "30", ""],
      ["二、微信", "——", "", ""], ["（一）推送", "篇", "332", "5%"],
    ])
  let result = try tidy(text)
  #expect(result.facts.allSatisfy { $0[2] == "信息发布" })
  #expect(
    result.lines == [
      "网站 | 数量 = 1038", "网站 | 同比 = 增长", "网站/公告 | 数量 = 30", "网站/公告 | 同比 = ", "微信/推送 | 数量 = 332",
      "微信/推送 | 同比 = 5%",
    ])
  #expect(result.facts.map { $0[6] } == ["条", "条", "条", "条", "篇", "篇"])
}

@Test func spannersStandOverTheirColumns() throws {
  let text = table([["类别", "办理", "备注"], ["", "受理", "办结", ""], ["许可", "5", "4", "无"]])
  #expect(try tidy(text).lines == ["许可 | 办理/受理 = 5", "许可 | 办理/办结 = 4", "许可 | 备注 = "])
}

@Test func serialNumbersAreNoFigures() throws {
  let text = table([["序号", "名称", "数量"], ["1", "公报", "6"], ["2", "网站", "8"]])
  #expect(try tidy(text).lines == ["公报 | 数量 = 6", "网站 | 数量 = 8"])
}

@Test func tablesWithoutFiguresGiveNothing() throws {
  let result = try tidy(
    table([["索引号", "无"], ["来源", "办公室"]]) + table(services + [["行政许可", "1", "2", "3"]]))
  #expect(result.facts.count == 3)
}

@Test func tablesAboveTheReportAreThePages() throws {
  let text =
    table([["索引号", "014416330/2018-04736"], ["发布机构", "水利局"]])
    + "一、总体情况\n" + table([["渠道", "数量"], ["网站", "5"]])
  #expect(try tidy(text).lines == ["网站 | 数量 = 5"])
}

// MARK: real reports

@Test(.enabled(if: Workplace.hasReports, "../shared/reports is not here"))
func theRealReportsGiveTheirFacts() throws {
  let expected = try String(
    contentsOf: Workplace.shared.appending(path: "reports/expected-facts.csv"), encoding: .utf8)
  let lines = expected.split(separator: "\n").dropFirst().map(String.init)
  let sections = Set(lines.map { $0.split(separator: ",")[2] })
  var found: [String] = []
  for report in Workplace.reports {
    let result = try tidy(String(contentsOf: report, encoding: .utf8))
    found += result.facts.filter { sections.contains($0[2][...]) }.map { $0.prefix(6).joined(separator: ",") }
  }
  #expect(lines.count == 992)
  #expect(found.sorted() == lines.sorted())
}

@Test(.enabled(if: Workplace.hasReports, "../shared/reports is not here"))
func theStatisticsTableOfAnOldFormIsReadWithItsUnits() throws {
  let report = try #require(Workplace.reports.first { $0.lastPathComponent.hasPrefix("003") })
  let facts = try tidy(String(contentsOf: report, encoding: .utf8)).facts.filter { $0[2] == "政府信息公开情况统计表" }
  #expect(facts.count == 25)
  #expect(facts.filter { $0[5].isEmpty }.count == 10)
  let byRow = Dictionary(uniqueKeysWithValues: facts.map { ($0[3], [$0[4], $0[5], $0[6]]) })
  #expect(byRow["主动公开情况/主动公开政府信息数"] == ["统计数", "1038", "条"])
  #expect(byRow["主动公开情况/主动公开政府信息数/制发规范性文件总数"] == ["统计数", "", "件"])
  #expect(byRow["机构建设和保障经费情况/政府信息公开专项经费"] == ["统计数", "", "万元"])
  #expect(byRow["政府信息公开会议和培训情况/接受培训人员数"] == ["统计数", "40", "人次"])
}

/// （六）其他处理 is a row of one form, and of another the heading of 3.其他, which stands inside.
@Test func theInnermostLabelTellsTheForm() throws {
  let result = try tidy(
    "漾泉县白塔岭镇2019年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
      + "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 |\n自然人 | 法人或其他组织 | 总计 |\n"
      + "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n三、本年度办理结果 | （六）其他处理 | 3.其他 | 0 | 1 | 2 | 0 | 0 | 0 | 3 |\n")
  #expect(
    result.facts.map { $0[3] + $0[5] } == ["0", "1", "2", "0", "0", "0", "3"].map { "本年度办理结果/其他处理/其他" + $0 })
}

@Test func figuresWithWordsAreReadWhereTheirColumnLeavesNoDoubt() throws {
  let result = try tidy(
    "二、主动公开政府信息情况\n"
      + table(
        services + [["行政许可", "减少2", "减少2", "22（其中续期16件）"], ["其他对外管理服务事项", "4", "增加3项", "7（同比持平）"]]
          + [["第二十条第（九）项"], ["信息内容", "采购项目数量", "采购总金额"], ["政府集中采购", "1.2万", "30.5万"]]))
  #expect(result.facts.map { $0[5] } == ["", "-2", "22", "4", "3", "7", "", "305000"])
  #expect(result.facts.last?[6] == "元")
  let warnings = result.messages.filter {
    $0.contains("“") && !$0.contains("has no") && !$0.contains("no table")
  }
  for (warning, words) in zip(
    warnings, ["“减少2” is no number", "“7（同比持平）” is read as 7", "“1.2万” is no number"])
  {
    #expect(warning.contains(words))
  }
  #expect(warnings.count == 3)
}

/// 1.2万 below 万元 may be 1.2万元, or 12000万元.
@Test(arguments: ["采购总金额（万元）", "采购总金额（单位：亿元）"])
func tenThousandsBelowAnotherUnitAreBlank(header: String) throws {
  let result = try tidy(
    "二、主动公开政府信息情况\n" + table([["第二十条第（九）项"], ["信息内容", "采购项目数量", header], ["政府集中采购", "1", "30.5万"]]))
  #expect(result.facts.map { $0[5] } == ["1", ""])
  #expect(result.messages.contains { $0.contains("“30.5万” is no number") })
}
