import TestSupport
import Testing

/// Openings put together at random from what pages, files and reports do; body and year must come out right or not at all.
private struct HostileOpening {
  private var random: SeededGenerator
  let body: String
  let year: Int
  private let other: String
  private(set) var text = ""

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    let bodies = [
      "清源县水利局", "白塔镇人民政府", "青川市住房和城乡建设局", "梅岭区政务服务和大数据管理局", "秀岭土家族苗族自治县人民政府办公室", "青川市梅岭区螺溪街道办事处",
      "清源县第二中学", "国家税务总局清源县税务局", "清源县2020园区管理委员会", "清源縣教育局",
    ]
    body = bodies.randomElement(using: &random)!
    year = (2014...2025).randomElement(using: &random)!
    other = ["白塔县教育局", "青萝镇人民政府", "螺溪市审计局"].randomElement(using: &random)!
    compose()
  }

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random)! }

  private mutating func foreign() -> String {
    pick([other, other, body, "清源县统计局"]) + "\((2014...2025).randomElement(using: &random)!)年政府信息公开工作年度报告"
      + pick(["", "", " 2023-01-20", "（2021年1月3日）"])
  }

  private mutating func furniture() -> String {
    pick([
      "当前位置：首页 > 政务公开 > 政府信息公开年报", "索引号：0144/2019-0\(year)", "发布日期：\(year + 1)-01-29", "来源：\(other)",
      "信息来源：\(other)  浏览次数：2021", "【字体：大 中 小】", "打印本页", "分享到：", "文号：清办〔\(year + 1)〕3号", "首页", "政务公开",
      "政府信息公开指南",
      "发布机构：\(other)", "\(other)门户网站", "无障碍浏览", "今天是2026年3月5日", "成文日期：\(year + 1)年1月5日", "上一篇：\(foreign())",
      "相关解读", "版权所有：\(other)", "政策文件库", "收藏 关闭",
    ])
  }

  private mutating func compose() {
    var lines: [String] = []
    for _ in 0..<(0...3).randomElement(using: &random)! { lines.append(furniture()) }
    if Int.random(in: 0..<3, using: &random) == 0 {
      if Bool.random(using: &random) { lines.append(pick(["目录", "相关链接", "相关文章：", "历年年报"])) }
      for _ in 0..<(1...3).randomElement(using: &random)! { lines.append(foreign()) }
    }
    for _ in 0..<(0...2).randomElement(using: &random)! { lines.append(furniture()) }
    // Links right above a text without a title cannot be told from a title.
    let title = title()
    if title.isEmpty { lines.removeAll { $0.contains("年度报告") && !$0.contains("：") } }
    lines.append(title)
    for _ in 0..<(0...2).randomElement(using: &random)! { lines.append(furniture()) }
    if Int.random(in: 0..<6, using: &random) == 0 { lines += ["相关链接", foreign()] }
    lines.append(opening())
    lines.append("一、总体情况")
    lines.append(firstSection())
    lines.append("二、主动公开政府信息情况\n\t规章\n\t0\n\t0\n\n\n五、存在的主要问题及改进情况\n\(year + 1)年，我局将继续改进。")
    lines.append("六、其他需要报告的事项\n无其他事项。")
    lines.append(signOff())
    for _ in 0..<(0...2).randomElement(using: &random)! { lines.append(furniture()) }
    if Int.random(in: 0..<4, using: &random) == 0 { lines += ["相关链接", foreign(), foreign()] }
    text = lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private mutating func title() -> String {
    let report = "政府信息公开工作年度报告"
    return pick([
      "\(body)\(year)年\(report)", "\(year)年\(body)\(report)", "\(body)\n\(year)年\(report)",
      "\(body)\n\(year)年度\n\(report)",
      "\(body) \(year) 年度 政府信息公开\n工作年度报告", "\(body)\(year)年政府信息公开工作年度报\n告", "《\(body)\(year)年\(report)》",
      "【\(year)】\(body)\(year)年\(report)（图片版）", "\(body)关于\(year)年度政府信息公开工作情况的报告",
      "\(body)\(report)（\(year)年度）",
      "\(body)\(year)年\(report) 发布日期:\(year + 1)-01-29", "\(body)\(year)年\(report)_\(other)",
      "\(body)\(report)\n（\(year)年度）",
      "\(body)\(report)", "\(year)年\(report)", report, "", "标题：\(body)\(year)年\(report)",
      "附件1：\(body)\(year)年\(report).docx",
      "\(year)年\(report)\n（\(body)）", "“\(body)\(year)年\(report)”", "\(body)\(year)年信息公开年报",
      "\(body)\(year)年政務公開年度報告",
      "\(body)政府信息公开工作年度报告（\(year + 1)年1月12日）", "清办发〔\(year + 1)〕2号\n\(body)\(year)年\(report)",
    ])
  }

  private mutating func opening() -> String {
    let report = "政府信息公开工作年度报告"
    let period = pick([
      "自\(year)年1月1日起至\(year)年12月31日止", "自\(year)1月1日至\(year)12月31日止", "为\(year)11日至1231日",
      "自\(year)年01月01日至12月31日",
      "从\(year)年1月至12月", "为\(year)年1月1日—\(year)\(year % 100)年12月31日",
    ])
    return pick([
      "", "", "根据《中华人民共和国政府信息公开条例》（国令第711号）要求，现公布\(body)\(year)年\(report)。",
      "本报告由\(body)编制。所列数据的统计期限\(period)。",
      "根据《关于做好\(year + 1)年\(report)编制工作的通知》（清办〔\(year + 1)〕8号），编制本报告。统计期限\(period)。",
      "现向社会公布\(year)年\(body)\(report)，请监督。",
      "现将本单位\(year)年\(report)公布如下。", "《\(year)年度\(body)信息公开工作年度报告》已经审定，现予公布。",
    ])
  }

  private mutating func firstSection() -> String {
    pick([
      "工作有序。", "\(year)年，我局认真做好工作，公开30条。", "我单位成立于2010年。工作有序。", "新条例自2019年5月15日起施行以来，我局公开30条。",
      "2018年机构改革后，我局挂牌。\(year)年，公开30条。", "截至2013年，共公开30条。", "\(year)年度，在上级指导下，工作有序。较\(year - 1)年增加3条。",
      "依据清办发〔\(year + 1)〕5号文件，工作有序。",
    ])
  }

  private mutating func signOff() -> String {
    pick([
      "", "", "\(body)\n\(year + 1)年1月20日", "\(body)\(year + 1)年2月3日", "\(year + 1)年1月12日", body,
      "\(body)\n\(year + 1)-03-01",
      "联系地址：清源县一号\n\(body)\n\(year + 1)年1月20日",
    ])
  }
}

@Test func hostileOpeningsGiveTheRightBodyAndYearOrNone() throws {
  var (rightBodies, rightYears) = (0, 0)
  let count: UInt64 = 600
  for seed in 0..<count {
    let opening = HostileOpening(seed: seed)
    let reports = try read(opening.text)
    #expect(reports.count == 1, "seed \(seed): \(opening.text)")
    let agency = String(decoding: reports[0].agency, as: UTF8.self)
    let year = String(decoding: reports[0].year, as: UTF8.self)
    #expect(
      agency == opening.body || agency.isEmpty, "seed \(seed): \(agency) for \(opening.body): \(opening.text)"
    )
    #expect(
      year == "\(opening.year)" || year.isEmpty, "seed \(seed): \(year) for \(opening.year): \(opening.text)")
    if agency == opening.body { rightBodies += 1 }
    if year == "\(opening.year)" { rightYears += 1 }
  }
  print("hostile openings: \(rightBodies) bodies and \(rightYears) years of \(count)")
  // Refusing all would be right as well, and of no use.
  #expect(rightBodies > 530 && rightYears > 550)
}
