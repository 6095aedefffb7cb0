import Testing

// Names of bodies on lines of their own above and below a title.

private let title = "2023年政府信息公开工作年度报告"
private let (water, rivers) = ("清源县水利局", "清源县河长制办公室")

private func summary(_ opening: String, _ behind: String = "") throws -> String {
  let found = try identity(opening: opening, behind: behind)
  let report = try read(opening + "\n\n一、总体情况\n工作有序。\n" + behind)[0]
  let told = report.contradictoryAgencies.map { String(decoding: $0, as: UTF8.self) }
  return ([found] + told).joined(separator: " ")
}

@Test(arguments: [
  [water, rivers], [rivers, water], [water, "清源县水土保持站"], ["清源县卫生健康局", "清源县人民医院"], [water, "清源县人民政府"],
  [water, rivers, "清源县防汛抗旱指挥部办公室"], ["清源县发展和改革局", "清源县粮食和物资储备局"],
])
func severalBodiesAboveATitleAreToldWhereNothingDecides(names: [String]) throws {
  let lines = names.joined(separator: "\n")
  #expect(try summary("\(lines)\n\(title)") == " 2023 " + names.joined(separator: " "))
  #expect(try summary("\(lines)\n2023年度\n政府信息公开工作\n年度报告") == " 2023 " + names.joined(separator: " "))
}

@Test(arguments: [
  "\(water)\n\(rivers)\n", "\(water)\n\(rivers)\n2024年1月20日\n", "\(water)、\(rivers)\n2024年1月20日\n",
  "\(water)  \(rivers)\n2024年1月20日\n", "\(water)（盖章）\n\(rivers)（盖章）\n2024年1月20日\n",
])
func aReportOfTwoBodiesThatBothSignHasBoth(behind: String) throws {
  #expect(try summary("\(water)\n\(rivers)\n\(title)", behind) == "\(water)、\(rivers) 2023")
}

@Test func theOfficesOfCommitteeAndGovernmentPublishTogether() throws {
  let offices = ["中共清源县委办公室", "清源县人民政府办公室"]
  #expect(try summary("\(offices[0])\n\(offices[1])\n\(title)") == "\(offices[0])、\(offices[1]) 2023")
  #expect(try summary("中共白塔县委办公室\n\(offices[1])\n\(title)") == " 2023 中共白塔县委办公室 \(offices[1])")
}

@Test(arguments: [water, rivers])
func whoSignsAloneIsTheBody(body: String) throws {
  #expect(try summary("\(water)\n\(rivers)\n\(title)", "\(body)\n2024年1月20日\n") == "\(body) 2023")
  #expect(try summary("\(water)\n\(rivers)\n\(title)\n现公布\(body)2023年政府信息公开工作年度报告。") == "\(body) 2023")
}

@Test func ofTwoWhoSignOneBelowTheOtherNoneIsTaken() throws {
  let bare = "2023年政府信息公开工作年度报告"
  #expect(try summary(bare, "\(water)\n\(rivers)\n2024年1月20日\n") == " 2023 \(water) \(rivers)")
  #expect(try summary(bare, "\(water)\n2024年1月20日\n") == "\(water) 2023")
  #expect(try summary(bare, "\(water)办公室\n\(water)\n2024年1月20日\n") == "\(water) 2023")
  #expect(try summary("\(water)\(bare)", "\(water)\n\(rivers)\n2024年1月20日\n").hasPrefix("\(water) 2023"))
}

@Test func aNameAboveAWholeTitleIsTold() throws {
  #expect(try summary("\(water)\n\(rivers)\(title)") == "\(rivers) 2023 \(rivers) \(water)")
  #expect(try summary("\(water)\n\(rivers)\(title)", "\(rivers)\n2024年1月20日\n") == "\(rivers) 2023")
}

@Test(arguments: [
  "清源县人民政府\n\(water)\n\(title)", "中共清源县委\n\(water)\n\(title)", "\(water)\n\(water)\n\(title)",
  "清源县\n\(water)\n\(title)", "新闻中心\n\(water)\n\(title)", "清源县人民政府门户网站\n\(water)\n\(title)",
  "\(water)\(title)\n清源县水利局办公室", "\(water)\(title)\n县水利局",
])
func theHeadOfAPageAndTheOwnNameAreNoOtherBody(opening: String) throws {
  #expect(try summary(opening) == "\(water) 2023")
}

@Test(arguments: ["\(water)和", "\(water)暨", "\(water)，"])
func aNameThatGoesOnBelowIsOneOfTwo(line: String) throws {
  #expect(try summary("\(line)\n\(rivers)\n\(title)") == " 2023 \(water) \(rivers)")
}

@Test func twoNamesBelowATitleAreTold() throws {
  #expect(try summary("\(title)\n\(water)\n\(rivers)") == "\(water) 2023 \(water) \(rivers)")
}

@Test func aNameBelowATitleThatIsNotItsBodysIsTold() throws {
  #expect(try summary("清源县\(title)\n\(water)") == "清源县 2023 清源县 \(water)")
  #expect(try summary("\(water)\(title)\n清源县审计局") == "\(water) 2023 \(water) 清源县审计局")
  #expect(try summary("清源县人民政府\(title)\n清源县人民政府办公室\n2024年1月20日") == "清源县人民政府 2023")
}
