import Testing
import Text

@testable import Identity

// Titles as they are broken, dated and marked up; `identity(opening:)` stands with the other openings.

private let report = "政府信息公开工作年度报告"
private let whole = "清源县水利局 2023"

@Test(arguments: [
  ("清源县\n水利局\n2023年度\n政府信息公开工作\n年度报告", whole),
  ("清源县\n\n水利局\n\n2023年度\n\n政府信息公开\n\n工作\n\n年度报告", whole),
  ("清源县水利局\n2023年度\n政府信息\n公开工作\n年度\n报告", whole),
  ("青川市住房和城乡\n建设局2023年\(report)", "青川市住房和城乡建设局 2023"),
  ("青川市住房和城乡\n建设局\n2023年\(report)", "青川市住房和城乡建设局 2023"),
  ("清源县市场\n监督管理局2023年\(report)", "清源县市场监督管理局 2023"),
  ("清源县人力资源和社会\n保障局2023年\(report)", "清源县人力资源和社会保障局 2023"),
  ("清源县农业农村\n局2023年\(report)", "清源县农业农村局 2023"),
  ("清源县人民政府\n办公室2023年\(report)", "清源县人民政府办公室 2023"),
  ("清源县人民政府\n\n办公室\n2023年\(report)", "清源县人民政府办公室 2023"),
  ("清源縣人民政府\n辦公室2023年\(report)", "清源縣人民政府辦公室 2023"),
  ("白塔街道\n办事处2023年\(report)", "白塔街道办事处 2023"),
  ("清源县白塔镇\n人民政府2023年\(report)", "清源县白塔镇人民政府 2023"),
  ("清源县残疾人\n联合会2023年\(report)", "清源县残疾人联合会 2023"),
  ("中共清源县委\n机构编制委员会办公室2023年\(report)", "中共清源县委机构编制委员会办公室 2023"),
  ("中共清源县委\n宣传部\n2023年\(report)", "中共清源县委宣传部 2023"),
  ("国家统计局清源\n调查队2023年\(report)", "国家统计局清源调查队 2023"),
  ("清源县文化广电\n旅游体育局2023年\(report)", "清源县文化广电旅游体育局 2023"),
])
func aBrokenTitleKeepsTheBeginningOfTheName(title: String, expected: String) throws {
  #expect(try identity(opening: title) == expected)
  #expect(try identity(opening: "首页\n索引号：01\n" + title) == expected)
}

@Test(arguments: [
  "清源县人民政府\n清源县水利局2023年\(report)",
  "清源县人民政府\n\n清源县水利局\n2023年度\n政府信息公开工作\n年度报告",
  "中共清源县委\n清源县水利局2023年\(report)",
  "首页\n政务公开\n清源县水利局2023年\(report)",
  "来源：清源县人民政府\n清源县水利局2023年\(report)",
  "新闻中心\n清源县水利局2023年\(report)",
  "2024年1月20日\n清源县水利局\n2023年度\n政府信息公开工作\n年度报告",
  "首页 > 政务公开\n清源县\n水利局\n2023年度\n政府信息公开工作\n年度报告",
])
func whatStandsAboveAWholeNameIsNoPartOfIt(title: String) throws {
  #expect(try identity(opening: title) == whole)
}

@Test(arguments: [
  ("清源县人民政府\n水利局2023年\(report)", "水利局 2023"),
  ("新闻中心\n办公室2023年\(report)", " 2023"),
  ("来源：清源县人民政府\n办公室2023年\(report)", " 2023"),
  ("清源县人民政府门户网站\n办公室2023年\(report)", " 2023"),
  ("中共清源县委\n水利局2023年\(report)", "水利局 2023"),
])
func whatMayBeOfThePageIsNotJoined(title: String, expected: String) throws {
  #expect(try identity(opening: title) == expected)
}

@Test(arguments: [
  ("清源\n县水利局2023年\(report)", whole),
  ("首页\n清源县水\n利局2023年\(report)", whole),

  ("清源市住房\n和城市\n建设局2023年\(report)", "清源市住房和城市建设局 2023"),
  ("国家发展和改\n革委员会2023年\(report)", "国家发展和改革委员会 2023"),
  // The place of the site's name, and not the site's body.
  ("清源县人民政府\n水利局2023年\(report)", whole),
  ("清源县人民政府\n水利局\n2023年\(report)", whole),
])
func whoSignsOrIsStatedTellsWhereTheNameBegins(title: String, expected: String) throws {
  let name = String(expected.dropLast(5))
  #expect(try identity(opening: title, behind: "\(name)\n2024年1月20日\n") == expected)
  #expect(try identity(opening: title + "\n根据规定，现公布\(name)2023年\(report)。") == expected)
}

@Test(arguments: [
  "清源县水利局2023年1月1日至12月31日\(report)",
  "清源县水利局2023年1月1日至2023年12月31日\(report)",
  "清源县水利局2023年1月1日起至2023年12月31日止\(report)",
  "清源县水利局（2023年1月1日—12月31日）\(report)",
  "清源县水利局2023年（1月1日-12月31日）\(report)",
  "清源县水利局2023年度（1-12月）\(report)",
  "清源县水利局2023年度（1月至12月）\(report)",
  "清源县水利局2023.1.1-2023.12.31\(report)",
  "清源县水利局2023年01月01日到12月31日\(report)",
  "2023年1月1日至12月31日清源县水利局\(report)",
  "清源县水利局\n2023年1月1日至12月31日\n\(report)",
  "清源县水利局\n2023年度（1-12月）\n\(report)",
  "清源县水利局\(report)\n（2023年1月1日至12月31日）",
  "清源县水利局\(report)（2023年1月1日至2023年12月31日）",
])
func thePeriodOfATitleIsTheYearAndNoPartOfTheName(title: String) throws {
  #expect(try identity(opening: title) == whole)
}

@Test(arguments: [
  ("清源县人民政府\n水利局2023年\(report)", "白塔县水利局"), ("清源县人民政府\n水利局2023年\(report)", "清源县教育局"),
  ("新闻中心\n水利局2023年\(report)", "清源县水利局"), ("清源县\n清源县水利局2023年\(report)", "青川市清源县水利局"),
])
func aSignatureThatThePageDoesNotBearOutAddsNothing(title: String, signature: String) throws {
  let found = try identity(opening: title, behind: "\(signature)\n2024年1月20日\n")
  #expect(found == "水利局 2023" || found == whole && title.contains(whole.dropLast(5)))
}

@Test(arguments: [
  "清源县水利局2022年12月1日至2023年11月30日\(report)", "清源县水利局2023年1月1日至2022年12月31日\(report)",
])
func aPeriodOfTwoYearsGivesNoYear(title: String) throws {
  #expect(try identity(opening: title) == "清源县水利局 ")
}

@Test(arguments: ["2023年1月1日至6月30日", "2023年（1-6月）", "2023.1.1-2023.6.30"])
func aPartOfAYearIsNoYearsReport(period: String) {
  #expect(ReportTitle(Characters("清源县水利局\(period)\(report)")) == nil)
}

@Test(arguments: [
  "**清源县水利局2023年\(report)**", "__清源县水利局2023年\(report)__", "# **清源县水利局2023年\(report)**",
  "## 清源县水利局2023年\(report)", "# 清源县水利局2023年\(report) #", "***清源县水利局2023年\(report)***",
  "**清源县水利局**\n**2023年\(report)**", "**清源县水利局\n2023年\(report)**", "# 清源县水利局\n# 2023年\(report)",
  "**清源县水利局\(report)**\n**（2023年度）**", "**首页**\n**清源县水利局2023年\(report)**",
])
func marksOfMarkdownAroundATitleAreNoPartOfIt(title: String) throws {
  #expect(try identity(opening: title) == whole)
}

@Test func aSignatureInBoldNamesTheBody() throws {
  let behind = "**清源县水利局**\n**2024年1月20日**\n"
  #expect(try identity(opening: "**2023年\(report)**", behind: behind) == whole)
}

@Test func aNameToBeFilledInIsNoneInBoldEither() throws {
  #expect(try identity(opening: "**XX局2023年\(report)**") == " ")
  #expect(try identity(opening: "**局2023年\(report)") == " ")
}

@Test func titlesOverManyLinesBeginReportsToo() throws {
  let title = "清源县\n水利局\n2023年度\n政府信息公开工作\n年度报告\n"
  let text = "一、总体情况\n工作有序。\n二、主动公开政府信息情况\n\t规章\n\t0\n\n六、其他需要报告的事项\n无。\n"
  let reports = try read(title + text + "白塔县\n教育局\n2022年度\n政府信息公开工作\n年度报告\n" + text)
  let agencies = reports.map { String(decoding: $0.agency, as: UTF8.self) }
  #expect(agencies == ["清源县水利局", "白塔县教育局"])
}
