import Foundation
import TestSupport
import Testing

/// Figures that somebody typed into a workbook of ours, into the sheet 数据 or the ones that people look at.
@Suite struct EditedWorkbookTests {
  private static let facts = """
    agency,year,section,row,column,value,raw
    甲县水利局,2022,主动公开政府信息情况,行政规范性文件,本年制发件数,701,701
    甲县水利局,2022,主动公开政府信息情况,行政规范性文件,本年废止件数,702,702
    甲县水利局,2022,主动公开政府信息情况,行政处罚,本年处理决定数量,703,703
    甲县水利局,2022,主动公开政府信息情况,行政事业性收费,本年收费金额,70.4150,70.4150

    """

  /// The facts as a document, edited by replacing the last or the first place of a figure: 数据 comes first.
  private func read(
    _ edits: [(figure: String, by: String, isInData: Bool)], layout: String = "form", options: String = "",
    facts: String = Self.facts, change: (String) -> String = { $0 }
  ) throws -> CommandResult {
    let folder = try Workplace.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let written = try Command.nianbao("to-xml", "--layout", layout, input: Array(facts.utf8))
    var document = written.text
    for edit in edits {
      let place = document.range(of: ">\(edit.figure)<", options: edit.isInData ? [] : .backwards)
      document.replaceSubrange(try #require(place), with: ">\(edit.by)<")
    }
    try Data(change(document).utf8).write(to: folder.appending(path: "a.xml"))
    return try Command.shell("nianbao from-xml \(options) a.xml", in: folder)
  }

  @Test(arguments: ["form", "wide"]) func anUntouchedWorkbookGivesItsFacts(layout: String) throws {
    let result = try read([], layout: layout)
    #expect(result.text == Self.facts && result.stderr == "" && result.status == 0)
  }

  @Test(arguments: [
    ("form", "1 主动公开政府信息情况!C5"), ("wide", "主动公开政府信息情况!D3"),
  ]) func aFigureThatPeopleSeeIsTakenWhereOnlyItWasChanged(layout: String, place: String) throws {
    let result = try read([("702", "802", false)], layout: layout)
    #expect(result.text == Self.facts.replacing("702", with: "802"))
    #expect(
      result.stderr
        == "nianbao: a.xml:\(place): warning: “802” is taken, 数据 has “702”. This sheet was changed after nianbao wrote it, 数据 was not\n"
    )
    #expect(result.status == 0)
  }

  @Test(arguments: ["form", "wide"]) func aFigureOfTheFactsIsTakenWhereOnlyItWasChanged(layout: String) throws
  {
    let result = try read([("702", "802", true)], layout: layout)
    #expect(result.text == Self.facts.replacing("702,", with: "802,"))
    #expect(result.stderr.hasPrefix("nianbao: a.xml:数据: note: the sheet was changed after nianbao wrote it."))
    #expect(result.status == 0)
  }

  /// Each has a change that the other one lacks.
  @Test(arguments: ["form", "wide"]) func whereBothWereChangedNothingIsTaken(layout: String) throws {
    let edits = [("702", "802", false), ("703", "803", true)]
    let result = try read(edits, layout: layout)
    #expect(result.text == "" && result.status == 65)
    let lines = result.stderr.split(separator: "\n")
    try #require(lines.count == 3, "\(lines)")
    #expect(lines[0].hasSuffix("error: “802” stands here, 数据 has “702”"))
    #expect(lines[1].hasSuffix("error: “703” stands here, 数据 has “803”"))
    #expect(lines[2].hasSuffix("Say so with nianbao from-xlsx --prefer \(layout) or --prefer data"))
    let preferred = try read(edits, layout: layout, options: "--prefer \(layout)")
    #expect(preferred.text == Self.facts.replacing("702", with: "802") && preferred.status == 0)
    #expect(preferred.stderr.split(separator: "\n").count == 2)
    let data = try read(edits, layout: layout, options: "--prefer data")
    #expect(data.text == Self.facts.replacing("703,", with: "803,") && data.status == 0)
  }

  /// As a program that drops the sheet 说明, or one of before, leaves it.
  @Test func whereItIsNotKnownWhichWasChangedNothingIsTaken() throws {
    let result = try read([("702", "802", false)]) { $0.replacing("校验码", with: "备注") }
    #expect(result.status == 65 && result.text == "")
    #expect(result.stderr.contains("“802” stands here, 数据 has “702”"))
    // And what agrees is read.
    let same = try read([]) { $0.replacing("校验码", with: "备注") }
    #expect(same.text == Self.facts && same.stderr == "")
  }

  @Test func theSameChangeInBothIsTaken() throws {
    let result = try read([("702", "802", false), ("702", "802", true)])
    #expect(result.text == Self.facts.replacing("702,", with: "802,") && result.status == 0)
  }

  @Test func otherWordsAndWidthsOfASheetAreNoFigures() throws {
    let result = try read([("信息内容", "信 息 内 容", false), ("703", "703.0", false)])
    #expect(result.text == Self.facts && result.stderr == "" && result.status == 0)
  }

  @Test func aCellThatWasEmptiedIsTold() throws {
    let result = try read([("702", "", false)])
    #expect(result.text.contains("本年废止件数,,"))
    #expect(result.stderr.contains("a blank is taken, 数据 has “702”"))
  }

  /// A figure of which 数据 has nothing comes behind the others of its body.
  @Test func aFigureThatWasAddedIsTaken() throws {
    let result = try read([]) { document in
      // The first blank cell behind 701 and 702: 现行有效件数.
      let figure = document.range(of: ">702</Data></Cell>", options: .backwards)!
      let end = document[figure.upperBound...].range(of: "/>")!
      return document.replacingCharacters(in: end, with: "><Data ss:Type=\"Number\">9</Data></Cell>")
    }
    #expect(result.text == Self.facts + "甲县水利局,2022,主动公开政府信息情况,行政规范性文件,现行有效件数,9,9\n", "\(result.stderr)")
    #expect(result.stderr.contains("“9” is taken, 数据 has no such fact"))
  }

  /// Facts of two names would be there for one body.
  @Test func aBodyThatWasRenamedIsRefused() throws {
    let result = try read([]) {
      let title = $0.range(of: "甲县水利局2022年", options: .backwards)!
      let before = $0[..<title.lowerBound].range(of: "甲县水利局2022年政府信息公开工作年度报告</Data>", options: .backwards)!
      return $0.replacingCharacters(in: before, with: "乙县水利局2022年政府信息公开工作年度报告</Data>")
    }
    #expect(result.status == 65 && result.text == "")
    #expect(result.stderr.contains("It has nothing of this body and year, or of this section"))
    #expect(result.stderr.contains("Say so with nianbao from-xlsx --prefer data\n"))
  }

  /// What is no figure is no blank, either.
  @Test(arguments: ["form", "wide"]) func wordsInPlaceOfAFigureAreRefused(layout: String) throws {
    let result = try read([], layout: layout) { document in
      let place = document.range(of: "Number\">702<", options: .backwards)!
      return document.replacingCharacters(in: place, with: "String\">待核实<")
    }
    #expect(result.status == 65 && result.text == "")
    #expect(result.stderr.contains("Say so with nianbao from-xlsx --prefer data\n"))
  }

  /// The name of a wide sheet is the section of its facts.
  @Test func aSheetThatWasRenamedGivesNoFactsOfAnotherSection() throws {
    let rename = { (document: String) in
      document.replacing("Worksheet ss:Name=\"主动公开政府信息情况\"", with: "Worksheet ss:Name=\"我的表\"")
    }
    let same = try read([], layout: "wide", change: rename)
    #expect(same.text == Self.facts && same.stderr == "")
    let edited = try read([("702", "802", false)], layout: "wide", change: rename)
    #expect(edited.status == 65 && edited.text == "")
  }

  // MARK: changes that cannot be compared

  /// Replaces the last place of a text before the sheet of findings.
  private static func last(_ text: String, by new: String) -> @Sendable (String) -> String {
    { (document: String) -> String in
      let end = document.range(of: "ss:Name=\"核查\"")?.lowerBound ?? document.endIndex
      guard let place = document[..<end].range(of: text, options: .backwards) else { return "" }
      return document.replacingCharacters(in: place, with: new)
    }
  }

  private static let formula: @Sendable (String) -> String = last(
    "><Data ss:Type=\"Number\">702</Data></Cell>", by: " ss:Formula=\"=1+1\"></Cell>")

  private static let hidden: @Sendable (String) -> String = { document in
    let sheet = document.range(of: "Worksheet ss:Name=\"[^\"]*主动公开政府信息情况\"", options: .regularExpression)!
    let options = document[sheet.upperBound...].range(of: "/></PageSetup>")!
    return document.replacingCharacters(
      in: options, with: "/></PageSetup><Visible>SheetHidden</Visible>")
  }

  /// The figure that was typed is one of a row, or a sheet, that is not read: the old one would come out.
  @Test(arguments: [
    ("form", Self.last(">行政规范性文件<", by: ">水库<")),
    ("form", Self.hidden), ("wide", Self.hidden),
    ("wide", Self.last(">agency<", by: ">机关<")),
    ("wide", Self.last(">本年废止件数<", by: "><")),
    ("wide", Self.last(">本年废止件数<", by: ">本年制发件数<")),
  ])
  func anEditThatIsNotReadIsRefused(layout: String, change: @Sendable (String) -> String) throws {
    let result = try read([("702", "802", false)], layout: layout, change: change)
    #expect(result.status == 65 && result.text == "", "\(result.stderr)")
    #expect(result.stderr.contains("主动公开政府信息情况"))
    let data = try read([("702", "802", false)], layout: layout, options: "--prefer data", change: change)
    #expect(data.text == Self.facts && data.status == 0, "\(data.stderr)")
  }

  /// A formula that no program has computed is no blank.
  @Test(arguments: ["form", "wide"]) func aFormulaWithoutAValueIsRefused(layout: String) throws {
    let result = try read([], layout: layout, change: Self.formula)
    #expect(result.status == 65 && result.text == "", "\(result.stderr)")
    #expect(result.stderr.contains("formula"))
  }

  /// A sheet that is only hidden is as it was written.
  @Test(arguments: ["form", "wide"]) func aSheetThatIsHiddenAndWasNotChangedIsNoEdit(layout: String) throws {
    let result = try read([], layout: layout, change: Self.hidden)
    #expect(result.text == Self.facts && result.stderr == "" && result.status == 0)
  }

  @Test func anEditInTablesOfNoFormIsTakenOrRefused() throws {
    let facts = Self.facts + "甲县水利局,2022,本县水库情况,大型,座数,711,711\n甲县水利局,2022,本县水库情况,小型,座数,712,712\n"
    let same = try read([], facts: facts)
    #expect(same.text == facts && same.stderr == "")
    let edited = try read([("712", "812", false)], facts: facts)
    let isTaken = edited.text == facts.replacing("712", with: "812") && edited.stderr.contains("is taken")
    #expect(isTaken || edited.status == 65 && edited.text == "", "\(edited.stderr)")
  }

  /// A sheet of somebody shows no figure of ours.
  @Test(arguments: ["form", "wide"]) func aRemarkOfAnotherSheetIsNoEdit(layout: String) throws {
    let cell = "<Cell><Data ss:Type=\"String\">已核对</Data></Cell>"
    let sheet = "<Worksheet ss:Name=\"备忘\"><Table><Row>\(cell)</Row></Table></Worksheet></Workbook>"
    let result = try read([], layout: layout) { $0.replacing("</Workbook>", with: sheet) }
    #expect(result.text == Self.facts && result.stderr == "" && result.status == 0)
  }

  /// 数据 goes on in 数据 (2); a sheet of another name may be a copy.
  @Test func aSheetOfFactsOfAnotherNameIsTold() throws {
    let result = try read([]) { document in
      let start = document.range(of: "<Worksheet ss:Name=\"数据\"")!.lowerBound
      let end = document.range(of: "</Worksheet>")!.upperBound
      let copy = document[start..<end].replacing("ss:Name=\"数据\"", with: "ss:Name=\"数据2\"")
      return document.replacing("</Workbook>", with: copy + "</Workbook>")
    }
    #expect(result.text == Self.facts && result.status == 0)
    #expect(result.stderr.contains("a.xml:数据2: warning: the sheet holds facts, and is left out"))
  }

  @Test func aNumberThatWasTypedAsTextIsTold() throws {
    let result = try read([]) { document in
      let place = document.range(of: "Number\">702<")!
      return document.replacingCharacters(in: place, with: "String\">1,702<")
    }
    #expect(result.text.contains("本年废止件数,\"1,702\","))
    #expect(
      result.stderr.contains("数据!F3: warning: “1,702” is text, and no number"), "\(result.stderr)")
  }

  @Test func convertTakesNothingThatDisagrees() throws {
    let folder = try Workplace.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let document = try Command.nianbao("to-xml", "--layout", "form", input: Array(Self.facts.utf8)).text
    var edited = document
    for options: String.CompareOptions in [[], .backwards] {
      edited.replaceSubrange(
        edited.range(of: ">70\(options.isEmpty ? 1 : 2)<", options: options)!, with: ">9<")
    }
    try Data(edited.utf8).write(to: folder.appending(path: "a.xml"))
    let result = try Command.shell("nianbao convert a.xml -o out.csv; echo $?; ls", in: folder)
    #expect(result.text == "65\na.xml\n", "\(result.stderr)")
  }

  @Test func aPipeCannotBeReadTwice() throws {
    let document = try Command.nianbao("to-xml", "--layout", "form", input: Array(Self.facts.utf8)).text
    let place = document.range(of: ">702<", options: .backwards)!
    let edited = document.replacingCharacters(in: place, with: ">802<")
    let result = try Command.nianbao("from-xml", input: Array(edited.utf8))
    #expect(result.status == 65 && result.text == "")
    #expect(result.stderr.contains("a pipe cannot be read twice"))
    #expect(try Command.nianbao("from-xml", "--prefer", "data", input: Array(edited.utf8)).text == Self.facts)
  }

  @Test func preferIsForSheetsThatDisagree() throws {
    let result = try Command.nianbao("from-xml", "--prefer", "form", "--raw")
    #expect(result.status == 64)
  }

  /// The part of the sheet is gone; what others hold can be read.
  @Test func aSheetThatTheFileDoesNotHoldIsTold() throws {
    let folder = try Workplace.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.facts.utf8).write(to: folder.appending(path: "a.csv"))
    let program = """
      import zipfile
      old, new = zipfile.ZipFile("a.xlsx"), zipfile.ZipFile("b.xlsx", "w")
      for name in old.namelist():
          if name != "xl/worksheets/sheet1.xml": new.writestr(name, old.read(name))
      new.close()
      """
    let result = try Command.shell(
      "nianbao to-xlsx --layout wide a.csv -o a.xlsx && python3 -c '\(program)' && nianbao from-xlsx b.xlsx; echo $?",
      in: folder)
    #expect(result.text == "65\n")
    #expect(
      result.stderr.contains(
        "b.xlsx:数据: error: the sheet cannot be read. The workbook names it, and does not hold it"))
    let other = try Command.shell("nianbao from-xlsx --raw --sheet 主动公开政府信息情况 b.xlsx", in: folder)
    #expect(other.status == 0 && other.text.contains("703"))
    #expect(other.stderr.hasPrefix("nianbao: b.xlsx:数据: warning: the sheet is left out. Its part"))
  }
}
