import Testing

// Titles behind what sites, lists and the body's own notice put before them, and with more behind them.

private let bare = "2023年政府信息公开工作年度报告"
private let body = "清源县水利局"
private let title = body + bare
private let whole = "清源县水利局 2023"

@Test(arguments: [
  "清源县人民政府门户网站\n首页 > 政府信息公开 > 年报\n\(title)",
  "清源县人民政府门户网站\n首页 > 政府信息公开 > 年报\n\(body)\n\(bare)",
  "清源县人民政府-政府信息公开年报-\(title)", "清源县人民政府_政府信息公开年报_\(title)", "清源县人民政府-\(title)", "清源县人民政府_\(title)",
  "清源县人民政府 | \(title)",
])
func whatASitePutsBeforeATitleIsNoPartOfIt(opening: String) throws {
  #expect(try identity(opening: opening) == whole)
}

@Test(arguments: [
  "热点新闻\n全县防汛工作会议召开\n\(title)", "热点新闻\n2023年政府信息公开工作会议召开\n\(body)\n\(bare)",
  "目录\n一、\(body)\n二、清源县审计局\n\(body)\n\(bare)", "目录\n1.总体情况......1\n2.主动公开......3\n\(title)",
  "目　录\n一、总体情况…………1\n二、主动公开…………3\n\(body)\n\(bare)",
])
func aTitleBehindAListIsFound(opening: String) throws {
  #expect(try identity(opening: opening + "\n一、总体情况\n工作有序。\n") == whole)
}

@Test(arguments: [
  "关于印发《\(title)》的通知\n局属各单位：\n现将《\(title)》印发给你们。\n\(body)\n\(bare)",
  "关于印发《\(title)》的通知\n局属各单位：\n现将报告印发给你们，请认真执行。\n\(body)\n2024年1月20日\n\(title)",
  "\(body)关于发布\(bare)的公告\n现将\(title)予以公布。\n\(title)", "关于发布\(title)的公告", "\(body)关于公布\(bare)的公告",
  "关于印发《\(title)》的通知（清水〔2024〕3号）", "\(body)关于发布2023年政府信息公开\n工作年度报告的公告",
])
func theOwnNoticeNamesBodyAndYear(opening: String) throws {
  #expect(try identity(opening: opening) == whole)
}

@Test(arguments: [
  "关于做好\(bare)编制工作的通知", "清源县人民政府办公室关于转发《\(title)》的通知", "关于印发\(title)编制方案的通知",
  "\(body)关于报送\(bare)的函",
])
func anothersNoticeIsNoReport(opening: String) throws {
  #expect(try identity(opening: opening) == " ")
}

@Test(arguments: [
  "\(body)政府信息公开工作年度报告2023", "\(body)政府信息公开工作年度报告-2023年", "\(body)政府信息公开年报2023年度",
  "\(bare)（\(body)）", "\(title) 2024-01-20 10:20 来源：县水利局", "\(title) 2024-01-20 10:20:35",
  "\(title)2024-01-20  来源：县水利局",
])
func yearNameAndTimeBehindATitleAreRead(opening: String) throws {
  #expect(try identity(opening: opening) == whole)
}

@Test(arguments: [
  ("\(bare)（图片版）", " 2023"), ("清源县水利局2022年政府信息公开年报2023", "清源县水利局 2022"),
  ("第三师图木舒克市\(bare)", "第三师图木舒克市 2023"), ("第二人民医院\(bare)", "第二人民医院 2023"),
])
func whatIsNoNameAndNoYearIsNotTaken(opening: String, expected: String) throws {
  #expect(try identity(opening: opening) == expected)
}
