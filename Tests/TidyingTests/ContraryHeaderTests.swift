import Testing

// Values are read by their place. A header that says by whole labels that other columns stand there refuses its table; a damaged one
// says nothing.

private let rules = "第二十条第（一）项"

private func refusal(_ messages: [String]) -> String? {
  messages.first { $0.contains("error: the header of the table") }
}

@Test(arguments: [
  ["信息内容", "本年废止件数", "本年制发件数", "现行有效件数"],
  ["信息内容", "现行有效件数", "本年制发件数", "本年废止件数"],
  ["", "本年废止件数（单位：件）", "本年制发件数", "现行有效件数"],
  ["信息内容", "本年制发件数", "本年修订件数", "现行有效件数"],
  ["信息内容", "上年制发件数", "本年废止件数", "现行有效件数"],
])
func aHeaderWithOtherColumnsRefusesItsTable(header: [String]) throws {
  let result = try tidy(
    table([[rules], header, ["规章", "31", "32", "33"], ["行政规范性文件", "41", "42", "43"]]))
  #expect(result.facts.isEmpty)
  let message = try #require(refusal(result.messages))
  #expect(message.hasPrefix("nianbao: t:\(header[0].isEmpty ? 4 : 3): error: "))
  #expect(message.contains("“\(header.filter { !$0.isEmpty }.joined(separator: ", "))”"))
  #expect(message.contains("Form 2021 has “本年制发件数, 本年废止件数, 现行有效件数”"))
  #expect(!result.messages.contains { $0.contains("has no row") })
}

/// What conversion makes of a header, and spellings.
@Test(arguments: [
  ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
  ["信息内容", "本年 制发件数", "本年废止 件数", "现行有效件数（件）"],
  ["信息内容", "本年制", "本年废止件数", "现行有效件数"],
  ["信息内容", "发件数", "本年废止件数", "有效件数"],
  ["信息内容", "本年度制发件数", "本年度废止件数", "现行有效件数"],
  ["信息内容", "本年制发件数本年废止件数", "", "现行有效件数"],
  ["信息内容", "本年制发件", "数本年废", "现行有效件数"],
  ["信息内容", "本年制发件数", "", ""],
  ["项目", "本年制发件数", "本年废止件数", "现行有效件数"],
])
func aDamagedHeaderSaysNothing(header: [String]) throws {
  let result = try tidy(
    table([[rules], header, ["规章", "31", "32", "33"], ["行政规范性文件", "41", "42", "43"]]))
  #expect(result.facts.map { $0[5] } == ["31", "32", "33", "41", "42", "43"])
  #expect(refusal(result.messages) == nil)
}

private let requests = "三、收到和处理政府信息公开申请情况\n"
private let applicants = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
private let received = ["一、本年新收政府信息公开申请数量", "1", "2", "3", "4", "5", "6", "21"]
private let carried = ["二、上年结转政府信息公开申请数量", "2", "2", "3", "4", "5", "6", "22"]

@Test(arguments: [
  [["", "总计", "自然人", "法人或其他组织"], [""] + applicants],
  [["", "自然人", "法人或其他组织", "总计"], ["", "科研机构", "商业企业", "社会公益组织", "法律服务机构", "其他"]],
  [["", "自然人", "法人或其他组织", "总计"], ["", "商业企业", "科研机构", "宗教团体", "法律服务机构", "其他"]],
  [["项目", "自然人"] + applicants.reversed() + ["总计"]],
  [["项目", "2017年", "2018年", "2019年", "2020年", "2021年", "2022年", "2023年"]],
])
func aHeaderOfRequestsWithOtherColumnsRefusesThem(header: [[String]]) throws {
  let result = try tidy(requests + table(header + [received, carried]))
  #expect(result.facts.isEmpty)
  #expect(refusal(result.messages) != nil)
}

@Test(arguments: [
  [["", "申请人情况"], ["", "自然人", "法人或其他组织", "总计"], [""] + applicants],
  [["", "自然人", "法人或其他组织", "合计"] + applicants],
  [["法人或其他组织", "自然人", "总计"] + applicants],
  [["项目", "自然人"] + applicants + ["总计"]],
])
func aHeaderOfRequestsInTheFormsOrderIsRead(header: [[String]]) throws {
  let result = try tidy(requests + table(header + [received, carried]))
  #expect(result.facts.map { $0[5] } == Array(received.dropFirst() + carried.dropFirst()))
}

private let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
private let figures = (1...15).map(String.init)

@Test(arguments: [
  [["行政诉讼", "行政复议"], ["未经复议直接起诉", "复议后起诉"] + results, results + results],
  [["行政复议", "行政诉讼"], results + ["复议后起诉", "未经复议直接起诉"], results + results],
  [
    ["行政复议", "行政诉讼"], ["结果纠正", "结果维持", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "复议后起诉"],
    results + results,
  ],
])
func aHeaderOfDisputesInAnotherOrderRefusesThem(header: [[String]]) throws {
  let result = try tidy("四、政府信息公开行政复议、行政诉讼情况\n" + table(header + [figures]))
  #expect(result.facts.isEmpty)
  #expect(refusal(result.messages) != nil)
}

/// The next page has no header of its own.
@Test func theRestOfARefusedTableIsRefused() throws {
  let head = [["", "总计", "自然人", "法人或其他组织"], [""] + applicants, received]
  let result = try tidy(requests + table(head) + "页\n" + table([carried]))
  #expect(result.facts.isEmpty)
}

/// Rows of a header in one, the spanner in parts: then 总计, which stands higher, comes before what is below the spanner.
@Test func aDamagedSpannerSaysNothingOfTheOrder() throws {
  let header = ["申请人情况", "自然人", "法", "人或其他组织", "总计"] + applicants
  let result = try tidy(requests + table([header, received, carried]))
  #expect(refusal(result.messages) == nil)
  #expect(result.facts.count == 14)
}
