import TestSupport
import Testing

// Bodies in sentences: who compiled, what was made public, and what titles and sentences contradict each other on.

private let bodies = [
  "清源县水利局", "白塔镇人民政府", "白塔镇", "青川市梅岭区螺溪街道办事处", "国家税务总局青川市梅岭区税务局", "青川市公安局交通警察支队",
  "清源经济技术开发区管理委员会", "青川高新技术产业开发区财政局", "清源县发展和改革局（清源县粮食和物资储备局）", "青川市林业局、青川市园林绿化局",
  "中国共产党清源县委员会办公室", "中共清源县委机构编制委员会办公室", "清源县政务公开办公室", "清源县新闻发布中心", "清源县就业服务中心",
  "清源县社会保险事业管理中心", "青川市对外贸易局", "清源县人民医院", "白塔二中", "清源县幼儿园", "国网清源供电公司", "清源海关（本级机关）",
  "清源县残疾人联合会", "清源县综合行政执法局", "清源县“放管服”改革办公室", "中共清源县委全面依法治县委员会办公室", "将乐县教育局", "会同县审计局",
  "成县林业局", "于都县民政局", "本溪市水务局", "现代农业示范区管理委员会", "特克斯县司法局", "青萝苏木", "县水务局", "清源縣教育局",
  "青川市住房和城鄉建設局", "清源經濟技術開發區管理委員會",
]

private let verbs = [
  "公布", "制定", "编制并公布", "编制完成", "公开", "公告", "公示", "制作", "编印", "编写", "印发", "撰写", "起草", "形成", "拟订", "编撰", "刊登",
  "披露", "通报", "组织编制", "汇总编制", "起草并公布", "编制形成", "公开发布", "主动公开", "编制了", "呈报",
]

/// A sentence made by chance, and whose it is.
private struct Sentence {
  private var random: SeededGenerator
  let body: String
  let year: Int
  private(set) var text = ""

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    body = bodies.randomElement(using: &random)!
    year = (2009...2024).randomElement(using: &random)!
    text = compose()
  }

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random)! }

  private mutating func predicate() -> String {
    pick(["", "现", "特", "现特", "兹", "特此", "予以", "依法", "并", "及时", "现已", "现正式"])
      + pick(["", "", "向社会", "面向社会", "向全社会", "向社会公众", "对外"]) + pick(verbs)
  }

  private mutating func ground() -> String {
    let document = pick([
      "《中华人民共和国政府信息公开条例》", "《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）",
      "《条例》和《南湖省人民政府办公厅关于做好\(year)年政府信息公开工作年度报告编制发布工作的通知》（湖办〔\(year + 1)〕3号）",
    ])
    return pick(["根据", "按照", "依据", "遵照", "严格按照", "为贯彻落实"]) + document + pick(["要求", "规定", "有关规定", "的要求"])
  }

  private mutating func compose() -> String {
    let report = pick(["政府信息公开工作年度报告", "政府信息公开年度报告", "信息公开年报"])
    let date = pick(["\(year)年", "\(year)年度"])
    let open = pick([ground(), "依据有关规定", "按照上级要求"])
    let made = predicate()
    let compiled = pick(["编制", "编制而成", "撰写", "起草", "编印", "制作", "负责编制", "牵头编制"])
    switch Int.random(in: 0..<15, using: &random) {
    case 0: return "\(open)，\(made)\(date)\(body)\(report)。"
    case 1: return "\(open)，\(made)\(body)\(date)\(report)。"
    case 2: return "\(open)，\(body)\(made)\(date)\(report)。"
    case 3: return "\(open)，\(body)\(made)本单位\(date)\(report)。"
    case 4: return "\(body)\(ground())，\(made)\(date)\(report)。"
    case 5: return "\(body)\(ground())\(made)\(date)\(report)。"
    case 6: return "本报告由\(body)\(ground())\(compiled)。"
    case 7: return "本报告由\(body)\(pick(["围绕", "就", "对", "针对", "结合", "综合"]))\(date)政府信息公开工作情况\(compiled)。"
    case 8: return "本报告由\(body)在\(pick(["汇总各股室材料", "总结全年工作"]))的基础上\(compiled)。"
    case 9:
      return
        "\(open)，\(pick(["现将", "将", "现就", "特将"]))\(body)\(date)\(report)\(pick(["公布如下", "予以公布", "面向社会公开"]))。"
    case 10: return "\(open)，\(body)现将\(pick(["", "本局"]))\(date)\(report)公告如下。"
    case 11: return "《\(body)\(date)\(report)》（以下简称《报告》）\(pick([ground(), "由\(body)"]))编制。"
    case 12: return "依据有关规定\(made)\(body)\(date)\(report)。"
    case 13: return "依据有关规定\(body)\(made)\(date)\(report)。"
    default: return "\(open)，由\(body)\(made)\(date)\(report)。"
    }
  }
}

@Test func sentencesOfEveryWordingNameTheirBody() throws {
  var wrong: [String] = []
  var empty: [String] = []
  let count: UInt64 = 900
  for seed in 0..<count {
    let sentence = Sentence(seed: seed)
    let found = try identity(opening: sentence.text).split(separator: " ", omittingEmptySubsequences: false)
    if found[0].isEmpty { empty.append("seed \(seed): \(sentence.text)") }
    if !found[0].isEmpty, found[0] != sentence.body {
      wrong.append("seed \(seed): \(found[0]): \(sentence.text)")
    }
    if !found[1].isEmpty, found[1] != "\(sentence.year)" {
      wrong.append("seed \(seed): \(found[1]): \(sentence.text)")
    }
  }
  #expect(wrong.isEmpty, "\(wrong.count) wrong: \(wrong.prefix(5))")
  #expect(empty.isEmpty, "\(empty.count) empty: \(empty.prefix(5))")
}

@Test func aClearTitleStandsWhateverTheSentenceSays() throws {
  for seed in 0..<300 as Range<UInt64> {
    let sentence = Sentence(seed: seed)
    let title = "清源县螺溪镇人民政府\(sentence.year)年政府信息公开工作年度报告\n"
    #expect(
      try identity(opening: title + sentence.text) == "清源县螺溪镇人民政府 \(sentence.year)",
      "seed \(seed): \(sentence.text)")
  }
}

@Test(arguments: bodies)
func titlesOfAllBodiesStayWhole(body: String) throws {
  let report = "政府信息公开工作年度报告"
  for title in [
    "\(body)2022年\(report)", "2022年度\(body)\(report)", "\(body)\n2022年\(report)",
    "\(body)关于2022年政府信息公开工作情况的报告",
    "《\(body)2022年\(report)》", "大 中 小\(body)2022年\(report)",
  ] { #expect(try identity(opening: title) == "\(body) 2022") }
}

@Test(arguments: [
  "清源县落实政策办公室", "清源县网上办事服务中心", "清源县专门学校", "清源县公安局和各分局", "青川市经区管委会", "清源县依法行政办公室",
  "清源县在线教育中心", "清源县对口支援办公室", "清源县为民服务中心", "白塔镇党委和政府",
])
func titlesOfNamesWithWordsOfPredicatesStayWhole(body: String) throws {
  #expect(try identity(opening: "\(body)2022年政府信息公开工作年度报告") == "\(body) 2022")
  #expect(try identity(opening: "\(body)现公布2022年政府信息公开工作年度报告") == "\(body) 2022")
}

@Test(arguments: [
  // A verb that is not known: whose name it is cannot be told.
  "根据规定，现呈阅白塔镇2022年政府信息公开工作年度报告。", "根据规定，特谨奉白塔镇2022年政府信息公开工作年度报告。",
  "根据规定，按程序归档白塔镇2022年政府信息公开工作年度报告。", "根据规定，近日对外奉上2022年白塔镇政府信息公开工作年度报告。",
  "县政府办公室高度重视，首次面世2022年政府信息公开工作年度报告。", "白塔镇办公室根据《条例》，由办公室呈阅2022年政府信息公开工作年度报告。",
  // Somebody else's place, or notice.
  "根据县政府办公室要求，现公布2022年政府信息公开工作年度报告。", "县政府办公室印发通知，我局编制2022年政府信息公开工作年度报告。",
  "按照《南湖省气象局关于做好2022年政府信息公开工作年度报告发布工作的通知》要求，现公布2022年政府信息公开工作年度报告。",
  "现在清源县人民政府网站公布2022年政府信息公开工作年度报告。", "依据《白塔县2022年政府信息公开工作年度报告》，本局公布2022年政府信息公开工作年度报告。",
])
func aSentenceThatDoesNotNameItsBodyGivesNone(sentence: String) throws {
  #expect(try identity(opening: sentence) == " 2022")
}

/// A text without lines: what a page prints above the title stands in one clause with it, and has years of its own.
@Test(arguments: ["索 引 号 014416330/2025-04736 发文日期 2025年01月22日 文 号 无 关 键 词 年报", "索引号 330203/2025-0012"])
func theNumberOfADocumentIsNoYear(head: String) throws {
  let text = head + " 清源县白塔镇2024年政府信息公开工作年度报告 一、总体情况。"
  #expect(try identity(opening: text).split(separator: " ").last == "2024")
}

@Test func theNumberOfADocumentIsNoPartOfAName() throws {
  #expect(try identity(opening: "湖办〔2022〕3号 清源县白塔镇2021年政府信息公开工作年度报告 一、总体情况。") == "清源县白塔镇 2021")
}

@Test(arguments: [
  ("本报告数据由县政府办公室提供，各股室汇总编制。", ""), ("本报告由白塔镇人民政府按照《条例》和《南湖省实施办法》要求，结合实际编制。", "白塔镇人民政府"),
  ("本报告由党政办公室编制。", ""), ("白塔镇人民政府经镇党委会审议，编制2022年政府信息公开年报。", "白塔镇人民政府"),
  ("于近日向广大市民公布白塔镇2022年政府信息公开年报。", "白塔镇"), ("按要求编制白塔镇2022年政府信息公开年报。", "白塔镇"),
  ("《白塔镇人民政府政府信息公开工作年度报告（2022年）》（以下简称《报告》）依据条例编制。", "白塔镇人民政府"), ("本報告由白塔鎮人民政府牽頭編製。", "白塔鎮人民政府"),
  ("白塔鎮人民政府為貫徹落實《條例》要求，編製並發佈2022年政府信息公開年度報告。", "白塔鎮人民政府"),
])
func whoMakesTheReportIsItsBody(sentence: String, body: String) throws {
  #expect(try identity(opening: sentence).split(separator: " ", omittingEmptySubsequences: false)[0] == body)
}

// MARK: what stands before a title

private let title = "清源县卫生健康委员会2022年政府信息公开工作年度报告"

@Test(arguments: [
  "大中小", "大 中 小", "小 中 大 ", "字体：大 中 小", "【字体：大 中 小】", "[字号：大 中 小]", "（字体：大 中 小）", "【打印】【关闭】", "打印本页 关闭窗口 ",
  "分享到：", "浏览次数：30次 ", "浏览次数：30 ", "发布日期：2023-01-20 ", "发布时间：2023-01-20 10:30:05 ", "字体:[大 中 小] 打印 ",
  "收藏 打印 关闭 ",
  "《南湖省人民政府办公厅关于做好2022年政府信息公开工作年度报告编制工作的通知》", "《关于编制2021年政府信息公开年度报告的通知》（湖办〔2022〕3号）",
  "关于做好2022年政府信息公开年度报告工作的通知",
])
func whatAPagePrintsBeforeATitleIsNoPartOfIt(head: String) throws {
  let right = "清源县卫生健康委员会 2022"
  for opening in [
    head + title, head + "\n" + head + title, title + "\n" + head + "\n" + head + title,
    head + "\n清源县卫生健康委员会\n2022年政府信息公开工作年度报告", head + "清源县卫生健康委员会\n2022年政府信息公开工作年度报告",
    head + "2022年清源县卫生健康委员会政府信息公开工作年度报告",
  ] { #expect(try identity(opening: opening) == right, "\(opening)") }
}

@Test func aNameThatBeginsLikeAPagesToolsStaysWhole() throws {
  let name = "大中小学生视力健康管理中心"
  #expect(try identity(opening: "\(name)2022年政府信息公开工作年度报告") == "\(name) 2022")
}

// MARK: contradictions

@Test(arguments: [
  ("", [2022]), ("根据规定，现公布清源县卫生健康委员会2021年政府信息公开工作年度报告。", [2022, 2021]),
  ("统计期限自2021年1月1日起至2021年12月31日止。", [2022, 2021]), ("统计期限自2022年1月1日起至2022年12月31日止。", [2022]),
  ("现公布2021年政府信息公开年报。统计期限自2020年1月1日起至2020年12月31日止。", [2022, 2021, 2020]),
])
func yearsThatContradictTheTitleAreTold(opening: String, years: [Int]) throws {
  let report = try read(title + "\n" + opening + "\n一、总体情况\n工作有序。\n")[0]
  #expect(String(decoding: report.year, as: UTF8.self) == "2022")
  #expect(report.contradictoryYears == (years.count > 1 ? years : []))
  #expect(report.contradictoryAgencies.isEmpty)
}

@Test(arguments: [
  ("本报告统计期限自2021年1月1日起至2021年12月31日止。", [2022, 2021]), ("工作截至2021年12月31日。", []),
  ("本报告的统计期限自2022年1月1日起至2022年12月31日止。", []),
])
func aPeriodBelowTheFirstHeadingThatContradictsTheTitleIsTold(sentence: String, years: [Int]) throws {
  let report = try read(title + "\n一、总体情况\n工作有序。\n\n" + sentence + "\n")[0]
  #expect(String(decoding: report.year, as: UTF8.self) == "2022" && report.contradictoryYears == years)
}

@Test func twoTitlesOfOneBodyAndTwoYearsAreTold() throws {
  let other = title.replacing("2022", with: "2021")
  let report = try read("\(other)\n\(title)\n一、总体情况\n工作有序。\n")[0]
  #expect(report.contradictoryYears == [2022, 2021])
  #expect(try read("\(title)\n\(title)\n一、总体情况\n工作有序。\n")[0].contradictoryYears.isEmpty)
  #expect(try read("往年年报\n\(other)\n\n\(title)\n一、总体情况\n工作有序。\n")[0].contradictoryYears.isEmpty)
}

@Test func twoStatementsWithoutATitlesYearAreTold() throws {
  let text = "根据规定，现公布白塔镇2021年政府信息公开工作年度报告。统计期限自2022年1月1日起至2022年12月31日止。\n一、总体情况\n无。\n"
  #expect(try read(text)[0].contradictoryYears == [2021, 2022])
}

@Test func aBodyThatContradictsTheTitleIsTold() throws {
  let report = try read("\(title)\n现公布白塔县教育局2022年政府信息公开工作年度报告。\n一、总体情况\n无。\n")[0]
  #expect(String(decoding: report.agency, as: UTF8.self) == "清源县卫生健康委员会")
  #expect(
    report.contradictoryAgencies.map { String(decoding: $0, as: UTF8.self) } == ["清源县卫生健康委员会", "白塔县教育局"])
  #expect(try read("\(title)\n现公布县卫生健康委2022年政府信息公开工作年度报告。\n一、总体情况\n无。\n")[0].contradictoryAgencies.isEmpty)
}
