import Testing

// Several reports in one input, told apart by names on lines of their own.

private let (water, audit, finance) = ("清源县水利局", "清源县审计局", "清源县财政局")
private let bare = "2022年政府信息公开工作年度报告"
private let opening = "根据有关规定，现公布2022年政府信息公开工作年度报告。"

/// Reports of three bodies, each with lines before and behind it.
private struct Compilation: CustomTestStringConvertible {
  let testDescription: String
  let lines: [[String]]
  /// The bodies that each report must have.
  let expected: [String]

  init(
    _ name: String, _ head: (String) -> [String], _ foot: (String) -> [String] = { _ in [] },
    above: [String] = [], expected: [String] = [water, audit, finance]
  ) {
    testDescription = name
    lines = [water, audit, finance].enumerated().map { place, body in
      (place == 0 ? above : []) + head(body) + [
        "一、总体情况", "工作有序。", "二、主动公开政府信息情况", "\(place + 1)", "六、其他需要报告的事项", "无其他需要报告的事项。",
      ]
        + foot(body)
    }
    self.expected = expected
  }

  var text: String {
    lines.joined().map { Int($0) == nil ? $0 + "\n" : "\t规章\n\t\($0)\n\n" }.joined()
  }

  var page: String {
    let parts = lines.joined().map {
      Int($0) == nil ? "<p>\($0)</p>" : "<table><tr><td>规章</td><td>\($0)</td></tr></table>"
    }
    return "<html><body>\(parts.joined())</body></html>"
  }
}

private func bodies(_ text: String) throws -> [String] {
  try read(text).map { report in
    let figure = report.pieces.last { $0.kind == .cell }.map {
      String(decoding: report.text[$0.range], as: UTF8.self)
    }
    return String(decoding: report.agency, as: UTF8.self) + (figure ?? "")
  }
}

private let none = ["", "", ""]
private let compilations = [
  Compilation("heads alone", { [$0] }),
  Compilation("heads below the title of all", { [$0] }, above: ["清源县2022年政府信息公开工作年度报告汇编"]),
  Compilation("heads below the county's title", { [$0] }, above: ["清源县\(bare)"]),
  Compilation("heads below a title without a name", { [$0] }, above: [bare]),
  Compilation("heads and signatures", { [$0] }, { [$0] }),
  Compilation("heads and dated signatures", { [$0] }, { [$0, "2023年1月20日"] }),
  Compilation("numbered heads", { ["1．" + $0] }),
  Compilation("heads with 一、", { ["一、" + $0] }),
  Compilation("heads with （一）", { ["（一）" + $0] }),
  Compilation("heads with a year below", { [$0, "（2022年度）"] }),
  Compilation("heads above an opening", { [$0, opening] }),
  Compilation("heads and titles", { [$0, bare] }),
  Compilation("heads, titles and signatures", { [$0, bare] }, { [$0] }),
  Compilation("whole titles and signatures", { [$0 + bare] }, { [$0] }),
  Compilation("the first title whole, signatures", { [$0 == water ? $0 + bare : bare] }, { [$0] }),
  Compilation("the first title whole, then heads", { $0 == water ? [$0 + bare] : [$0, bare] }),
  Compilation("openings and signatures", { [bare, "现公布\($0)2022年政府信息公开工作年度报告。"] }, { [$0] }),
  Compilation("heads and openings", { [$0, "现公布\($0)2022年政府信息公开工作年度报告。"] }),
  Compilation("sealed signatures", { _ in [bare] }, { [$0 + "（盖章）"] }),
  Compilation(
    "signatures with seals, the first title whole", { [$0 == water ? $0 + bare : bare] }, { [$0 + "（公章）"] }),
  Compilation("dated signatures", { _ in [bare] }, { [$0, "2023年1月20日"] }),
  Compilation("openings without names and signatures", { _ in [opening] }, { [$0] }),
  Compilation("titles, openings without names and heads", { [$0, bare, opening] }),
  Compilation("heads and dates below", { [$0, "2023年1月20日"] }),
  Compilation("heads over two lines", { ["清源县", String($0.dropFirst(3))] }),
  Compilation("seals below signatures", { _ in [bare] }, { [$0, "（盖章）"] }),
  Compilation("signatures alone", { _ in [] }, { [$0] }),
  Compilation("dated signatures alone", { _ in [] }, { [$0, "2023年1月20日"] }),
  // Whose the first name is cannot be told, nor those that follow; the last one stands behind all.
  Compilation("signatures, titles without names", { _ in [bare] }, { [$0] }, expected: ["", "", finance]),
  Compilation("signatures below dates", { _ in [bare] }, { ["2023年1月20日", $0] }, expected: none),
  Compilation(
    "signatures below the site's name", { _ in [] }, { [$0] }, above: ["清源县人民政府"],
    expected: ["", "", finance]),
  Compilation("the first head is lost", { $0 == water ? [bare] : [$0, bare] }, expected: none),
]

@Test(arguments: compilations)
private func noReportOfACompilationHasItsNeighboursName(_ compilation: Compilation) throws {
  let expected = compilation.expected.enumerated().map { "\($1)\($0 + 1)" }
  #expect(try bodies(compilation.text) == expected)
  #expect(try bodies(compilation.page) == expected)
}

@Test func theCountysReportBeforeHeadsOfDepartmentsIsToldFromNothing() throws {
  let compilation = Compilation("", { $0 == water ? ["清源县人民政府"] : [$0] })
  #expect(try bodies(compilation.text) == ["1", "2", "3"])
}

@Test func oneBodysReportsOfSeveralYearsKeepItsName() throws {
  for signature in [[], [water]] {
    var year = 2023
    let compilation = Compilation(
      "",
      { _ in
        year -= 1
        return [water, "\(year)年政府信息公开工作年度报告"]
      }, { _ in signature })
    #expect(try bodies(compilation.text) == ["\(water)1", "\(water)2", "\(water)3"])
  }
}

@Test func aNameThatMayBeOfEitherReportIsTold() throws {
  let compilation = Compilation("", { _ in [bare] }, { [$0] })
  let notes = try read(compilation.text)[0].notes.map(\.description)
  #expect(notes.count == 1 && notes.joined().contains(water))
}

@Test func aNameBetweenTablesIsNoSignature() throws {
  let tables = [water, audit, finance].enumerated().map { "\($1)\n\t规章\n\t\($0)\n\n" }
  #expect(try !bodies(tables.joined()).joined().contains(finance))
}

@Test(arguments: ["", "清源县人民政府办公室"])
func theCountysTitleIsNoneOfItsDepartments(signature: String) throws {
  let compilation = Compilation(
    "", { [($0 == water ? "清源县人民政府" : $0) + bare] }, { $0 == water && !signature.isEmpty ? [signature] : [] })
  let expected = ["清源县人民政府1", "\(audit)2", "\(finance)3"]
  #expect(try bodies(compilation.text) == expected)
  #expect(try bodies(compilation.page) == expected)
}

@Test func aJointTitleBehindAnotherReportIsTold() throws {
  let compilation = Compilation(
    "", { $0 == audit ? ["清源县民政局", audit, bare] : [$0, bare] }, { $0 == water ? [$0] : [] })
  let report = try read(compilation.text)[1]
  #expect(report.agency.isEmpty && report.contradictoryAgencies.count == 2)
}
