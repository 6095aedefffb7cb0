import Foundation
import TestSupport
import Testing

private func identity(_ text: String) throws -> String {
  let report = try read(text)[0]
  return String(decoding: report.agency, as: UTF8.self) + " " + String(decoding: report.year, as: UTF8.self)
}

@Test(arguments: [
  ("清源县水利局2019年政府信息公开工作年度报告", "清源县水利局 2019"),
  ("2019年清源县水利局政府信息公开工作年度报告", "清源县水利局 2019"),
  ("清源县水利局 2019 年度政府信息 公开年度报告", "清源县水利局 2019"),
  ("清源县水利局二〇一九年政府信息公开工作年度报告", "清源县水利局 2019"),
  ("清源县水利局２０１９年政府信息公开年报", "清源县水利局 2019"),
  ("清源县人民政府\n2019年政府信息公开\n工作年度报告", "清源县人民政府 2019"),
  ("清源县水利局2019年度政府信息公开\n\n工作年度报告", "清源县水利局 2019"),
  ("【2019】清源县水利局2019年政府信息公开工作年度报告（图片版）", "清源县水利局 2019"),
  ("清源海关（本级机关）2019年政府信息公开工作年度报告", "清源海关（本级机关） 2019"),
  ("2011年清源县发展和改革局政府信息公开年报 ( 2012年02月12日 )", "清源县发展和改革局 2011"),
  ("清源县水利局关于2019年政府信息公开工作情况的报告", "清源县水利局 2019"),
  ("清源县人民政府信息公开工作年度报告\n（2019年度）", "清源县人民政府 2019"),
  ("清源县政务服务和大数据管理局2019年信息公开年度工作报告", "清源县政务服务和大数据管理局 2019"),
  ("清源县政务公开办公室2019年政府信息公开工作年度报告", "清源县政务公开办公室 2019"),
  ("2019年度清源县水利局2019年政府信息公开工作年度报告", "清源县水利局 2019"),
  ("清源縣教育局2022年政府信息公開工作年度報告", "清源縣教育局 2022"),
  ("清源县水利局2019年政府信息公开工作年度报告.docx", "清源县水利局 2019"),
  ("清源县水利局2019年政府信息公开工作年度报告-清源门户", "清源县水利局 2019"),
  ("首页 > 政府信息公开 > 年报\n清源县水利局2019年政府信息公开工作年度报告", "清源县水利局 2019"),
  ("清源大学2021—2022学年信息公开工作年度报告", "清源大学 "),
  ("清源县水利局2021年至2022年政府信息公开工作年度报告", "清源县水利局 "),
  ("清源县水利局2021年、2022年政府信息公开工作年度报告", "清源县水利局 "),
  ("清源县水利局2022年1—12月政府信息公开工作年度报告", "清源县水利局 2022"),
  ("清源县水利局政府信息公开工作年度报告（2021年度）", "清源县水利局 2021"),
  ("清源县水利局政府信息公开工作年度报告(2022)", "清源县水利局 2022"),
  ("清源县水利局政府信息公开工作年度报告\n2023年1月", "清源县水利局 2022"),
  ("2023年1月20日清源县水利局2022年政府信息公开工作年度报告", "清源县水利局 2022"),
  ("清源镇人民政\n府2022年政府信息公开工作年度报告", "清源镇人民政府 2022"),
  ("清源县\n水利局\n2022年政府信息公开工作年度报告", "清源县水利局 2022"),
  ("清源县水利局2022年政府信息公开工作年度报告 - 政府信息公开年报 - 清源县人民政府", "清源县水利局 2022"),
  ("清源县司法局2022年法治政府建设暨政府信息公开工作年度报告", "清源县司法局 2022"),
  ("政府信息公开工作年度报告\n（2022年度）", " 2022"),
  ("2022年政府信息公开工作年度报告\n（清源县水利局）", "清源县水利局 2022"),
  ("的士管理局2022年政府信息公开工作年度报告", "的士管理局 2022"),
  ("2022年政府信息公开工作年度报告\n清源县水利局\n2023年1月20日", "清源县水利局 2022"),
  ("清源县水利局2022年政府信息公开工作年度报告\n政府信息公开工作年度报告", "清源县水利局 2022"),
  ("{{ title }}\n首页 > 政府信息公开年报\n清源县水利局2022年政府信息公开工作年度报告\n{{ subtitle }}", "清源县水利局 2022"),
  ("清源县人民政府门户网站2022年政府信息公开工作年度报告\n由清源县水利局编制。", "清源县水利局 2022"),
  ("清源县政府网站清源县水利局门户网站清源县水利局2022年政府信息公开工作年度报告", "清源县水利局 2022"),
  (
    "\t索引号\n\t0144/2023-1\n\n\t发布机构\n\t清源县办公室\n\n\n根据规定，现公布清源县水利局2022年政府信息公开工作年度报告。",
    "清源县水利局 2022"
  ),
  ("${title}\n{% if a %}\n清源县水利局2022年政府信息公开工作年度报告", "清源县水利局 2022"),
])
func titlesNameBodyAndYear(title: String, expected: String) throws {
  #expect(try identity(title + "\n\n一、总体情况\n工作有序。\n") == expected)
}

@Test(arguments: [
  ("根据有关规定，现公布清源县水利局2019年政府信息公开工作年度报告。", "清源县水利局 2019"),
  ("现向社会公布2019年清源县水利局政府信息公开工作年度报告。", "清源县水利局 2019"),
  ("《2019年度清源县水利局信息公开工作年度报告》已经研究同意,现予公布。", "清源县水利局 2019"),
  ("依照条例，清源镇政府编制2019年政府信息公开年度报告。", "清源镇政府 2019"),
  ("本报告由清源县水利局编制。所列数据的统计期限自2019年1月1日起至2019年12月31日止。", "清源县水利局 2019"),
  ("根据《关于做好2020年度政府信息公开工作年度报告编制工作的通知》（清办〔2020〕2号），现公布清源县水利局2019年政府信息公开工作年度报告。", "清源县水利局 2019"),
  ("2019年，本局认真做好工作。", " 2019"),
  ("清源县水利局现公布2019年政府信息公开工作年度报告。", "清源县水利局 2019"),
  ("清源县水利局现将2019年政府信息公开工作情况报告如下。", "清源县水利局 2019"),
  ("本报告由清源县水利局综合各股室的情况编制。", "清源县水利局 "),
  ("本局认真做好各项工作，依据〔2018〕5号文件。", " "),
])
func openingSentencesNameBodyAndYear(opening: String, expected: String) throws {
  #expect(try identity(opening + "\n\n一、总体情况\n工作有序。\n") == expected)
}

@Test(arguments: ["", "清源县人民政府门户网站\n\n"])
func anOpeningOverSeveralLinesNamesTheWholeBody(site: String) throws {
  let opening = "    根据有关规定，现向社会公布清源县新河街\r\n道办事处2024年政府信息公开工作年度报告，统计期限自2024年1月1日起至2024年\r\n12月31日止。\r\n"
  #expect(try identity(site + opening + "\n一、总体情况\n工作有序。\n") == "清源县新河街道办事处 2024")
  let whole = "本局结合各股室的工作情况，汇总了全年的各项数据。\n现公布清源县水利局2024年政府信息公开工作年度报告。\n"
  #expect(try identity(whole + "\n一、总体情况\n工作有序。\n") == "清源县水利局 2024")
}

@Test func aPathOnAPageIsNoTitle() throws {
  let report = try read("当前位置：首页 > 政务公开 > 信息公开年报\n清源县水利局2019年政府信息公开工作年度报告\n\n一、总体情况\n无。\n")[0]
  #expect(outline(report).prefix(2) == ["p 当前位置：首页 > 政务公开 > 信息公开年报", "t 清源县水利局2019年政府信息公开工作年度报告"])
}

@Test func aFigureBeforeTheSignatureIsNoPartOfTheName() throws {
  let report = "宁川省人民政府2019年政府信息公开工作年度报告 一、总体情况 涉及商业秘密 件        0 宁川省人民政府 2020年1月25日 \n"
  #expect(try !identity(report).contains("件0"))
}

@Test func theSignatureNamesWhatNothingElseDoes() throws {
  let text = "一、总体情况\n工作有序。\n五、存在的主要问题及改进情况\n2022年将改进。\n\n    清源县水利局\n\n  2020年1月20日\n"
  #expect(try identity(text) == "清源县水利局 2019")
}

@Test(arguments: [
  ("2023年，我局将继续推进。", "2023年1月3日", "2022"),
  ("根据2018年机构改革方案，2018年本局组建。2022年公开30条。", "2023年1月3日", "2022"),
  ("自2019年新条例施行以来，工作有序。", "2023-01-12", "2022"),
  ("2020年公开30条。", "2020年12月31日", "2020"),
])
func theFirstSectionGivesTheYearOfTheReportAndNoOther(text: String, signed: String, year: String) throws {
  let report = "清源县水利局政府信息公开工作年度报告\n一、总体情况\n\(text)\n六、其他需要报告的事项\n无\n清源县水利局\n\(signed)\n"
  #expect(try identity(report) == "清源县水利局 \(year)")
}

@Test func yearsOfPlansNeverCount() throws {
  let text = "清源县水利局政府信息公开工作年度报告\n一、总体情况\n工作有序。\n五、存在的主要问题及改进情况\n2025年将改进。\n"
  #expect(try identity(text) == "清源县水利局 ")
}

private struct Opening: CustomTestStringConvertible {
  let text: String
  let expected: String
  var testDescription: String { text }
}

private let openings: [Opening] = {
  let file = Workplace.shared.appending(path: "reports/titles.tsv")
  guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
  return text.split(separator: "\n").dropFirst().map { line in
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    return Opening(
      text: String(fields[0]).replacing("\\n", with: "\n"), expected: "\(fields[1]) \(fields[2])")
  }
}()

@Test(.enabled(if: Workplace.hasReports, "../shared/reports is not here"))
func realOpeningsNameBodyAndYear() throws {
  var right = 0
  for opening in openings {
    let found = try identity(opening.text + "\n\n一、总体情况\n工作有序。\n")
    #expect(found == opening.expected)
    if found == opening.expected { right += 1 }
  }
  print("real openings: \(right) of \(openings.count) give their agency and year")
  #expect(openings.count >= 37)
}
