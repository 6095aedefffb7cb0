import Testing

// Names that are cut, in brackets, or none: what cannot be a name is none, and who signs or is stated names the body then.

private let report = "政府信息公开工作年度报告"
private let signature = "清源县水利局\n2024年1月20日\n"

@Test(arguments: [
  "清源县水利局\n（盖章）\n2023年\(report)",
  "清源县水利局\n（此件公开发布）\n2023年\(report)",
  "清源县水利局\n（送审稿）\n2023年\(report)",
  "清源县水利局\n【公开】\n2023年\(report)",
  "清源县水利局\n（2024年1月发布）\n2023年\(report)",
  "【清源县水利局】\n2023年\(report)",
  "【清源县水利局】2023年\(report)",
  "[清源县水利局]2023年\(report)",
  "【置顶】清源县水利局2023年\(report)",
  "[县水利局]清源县水利局2023年\(report)",
])
func aLineInBracketsIsNoName(title: String) throws {
  #expect(try identity(opening: title) == "清源县水利局 2023")
}

@Test(arguments: [
  "（此件公开发布）\n2023年\(report)",
  "（征求意见稿）\n2023年\(report)",
  "【公开】\n2023年\(report)",
  "（2024年1月发布）\n2023年\(report)",
  "乡镇街道\n2023年\(report)",
  "局办公室\n2023年\(report)",
  "税务局2023年\(report)",
  "公室2023年\(report)",
  "员会2023年\(report)",
  "管理委员会2023年\(report)",
  "（清源县防汛办公室）2023年\(report)",
])
func whatIsNoNameLosesToTheSignature(title: String) throws {
  #expect(try identity(opening: title) == " 2023")
  #expect(try identity(opening: title, behind: signature) == "清源县水利局 2023")
}

@Test(arguments: [
  ("2023年\(report)", "清源县水利局（盖章）\n2024年1月20日\n", "清源县水利局 2023"),
  ("2023年\(report)", "清源县水利局(公章)\n2024年1月20日\n", "清源县水利局 2023"),
  ("2023年\(report)", "清源县水利局\n2023年1月20日（2024年1月20日修改）\n", "清源县水利局 2023"),
  ("2023年\(report)", "清源海关（本级机关）\n2024年1月20日\n", "清源海关（本级机关） 2023"),
])
func aSealAndADateAreNoPartOfWhoSigns(title: String, signature: String, expected: String) throws {
  #expect(try identity(opening: title, behind: signature) == expected)
}

@Test(arguments: [
  ("中共清源县委机构编制委员会办\n公室2023年\(report)", "中共清源县委机构编制委员会办公室 2023"),
  ("清源市国有资产监督管理委\n员会2023年\(report)", "清源市国有资产监督管理委员会 2023"),
  ("白塔街道办\n事处2023年\(report)", "白塔街道办事处 2023"),
  ("清源县退役军人事务局2023\n年度\(report)", "清源县退役军人事务局 2023"),
  ("清源县退役军人事务局关于2023年度\n\(report)", "清源县退役军人事务局 2023"),
  ("清源县发展和改革局、\n清源县粮食局2023年\(report)", "清源县发展和改革局、清源县粮食局 2023"),
  ("2023年中共清源县委办公室、\n清源县人民政府办公室\(report)", "中共清源县委办公室、清源县人民政府办公室 2023"),
  ("2023年国家税务总局\n清源市税务局\(report)", "国家税务总局清源市税务局 2023"),
  ("清源县住房和城乡建设局\n（清源县防空办公室）2023年\(report)", "清源县住房和城乡建设局（清源县防空办公室） 2023"),
  ("清源市公安局交通警察支队\n高速公路大队2023年\(report)", "清源市公安局交通警察支队高速公路大队 2023"),
  ("中国（清源）自由贸易试验区\n青萝片区管理委员会2023年\(report)", "中国（清源）自由贸易试验区青萝片区管理委员会 2023"),
])
func aTitleCutWithinANameIsJoined(title: String, expected: String) throws {
  #expect(try identity(opening: title) == expected)
}

@Test(arguments: [
  ("\(report)", "清源县水利局\n2023年12月20日\n", "清源县水利局 "),
  ("\(report)", "清源县水利局\n2024年1月20日\n", "清源县水利局 2023"),
  ("自2022年\(report)发布以来，清源县水利局扎实工作，现公布2023年\(report)。", signature, "清源县水利局 2023"),
  ("对照2022年\(report)，现公布清源县水利局2023年\(report)。", "", "清源县水利局 2023"),
])
func aYearThatIsNotTheReportsIsNotTaken(title: String, signature: String, expected: String) throws {
  #expect(try identity(opening: title, behind: signature) == expected)
}

@Test func aYearSinceWhenReportsAreMadeContradictsNothing() throws {
  let reports = try read(
    "清源县水利局2023年\(report)\n清源县水利局自2008年起编制\(report)。\n\n一、总体情况\n工作有序。\n")
  #expect(reports[0].contradictoryYears == [])
  #expect(reports[0].year.elementsEqual("2023".utf8))
}

@Test(arguments: [
  ("根据规定，现公布人民政府办公室2023年\(report)。", "人民政府办公室 2023"),
  ("根据规定，清源县人民政府现公布人民政府办公室2023年\(report)。", "清源县人民政府 2023"),
])
func anOfficeIsABodyWhereNoOtherIsNamed(opening: String, expected: String) throws {
  #expect(try identity(opening: opening) == expected)
}

@Test(arguments: [
  "最新清源县水利局2023年\(report)",
  "查看清源县水利局2023年\(report)",
  "欢迎对清源县水利局2023年\(report)提出意见。",
])
func wordsOfThePageAreNoPartOfAName(opening: String) throws {
  #expect(try identity(opening: opening).hasPrefix(" "))
  #expect(try identity(opening: opening, behind: signature).hasPrefix("清源县水利局 "))
}

@Test func whoeverIsEntrustedMakesNoReportOfTheirOwn() throws {
  let opening = "2023年\(report)\n本报告由清源县财政局委托清源县档案馆编制。"
  #expect(try identity(opening: opening) == " 2023")
}

@Test func twoWhoSignOnOneLineAreNotOneBody() throws {
  #expect(
    try identity(opening: "2023年\(report)", behind: "中共清源县水利局党组  清源县水利局\n2024年1月20日\n") == " 2023")
}

@Test func aTitleBelowTheNumberOfAnAttachmentIsTheReports() throws {
  #expect(try identity(opening: "附件2\n清源县水利局2023年\(report)") == "清源县水利局 2023")
}
