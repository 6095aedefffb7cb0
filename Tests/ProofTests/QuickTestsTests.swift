import Bytes
import Facts
import Forms
import TestSupport
import Testing

@testable import Proof

@Suite struct QuickTestsTests {
  /// What the quick way passes over says nothing the slow way either, whatever is blank, missing, negative or no number.
  @Test(arguments: ["2014", "2019", "2021"]) func whatIsPassedOverHolds(id: String) throws {
    let library = PlantedSet.library
    let figures = Figures(library)
    let form = try #require(library.forms.firstIndex { $0.id == id })
    let tests = RelationTest.tests(
      of: library.forms[form], number: form, figures: figures, acrossYears: false)
    let quick = QuickTests(tests)
    #expect(tests.count > 10)
    var dice = SeededGenerator(seed: UInt64(form))
    var (passed, suspects) = (0, 0)
    for _ in 0..<400 {
      var report = ReportFigures(count: figures.count)
      let most = Int.random(in: 0...2, using: &dice)
      let faults = [0, 5, 50, 100].randomElement(using: &dice)!
      for number in figures.printed[form] {
        let die = Int.random(in: 0..<1000, using: &dice)
        if die < faults { continue }
        let state: ReportFigures.State =
          die < faults * 2 ? .blank : die < faults * 3 ? .unreadable : .number
        let amount = Int64(
          die < faults * 4 ? Int.random(in: -3_000_000...3_000_000, using: &dice) : most * 1_000_000)
        report.set(number, state, state == .number ? Amount(millionths: amount) : .zero, record: 0)
      }
      var printed = PrintedForms()
      printed.look(at: report, figures)
      let result = quick.look(at: report, form: form, printed: printed)
      suspects += result.suspects.count
      for (place, test) in tests.enumerated()
      where printed.form[test.block] == form && !result.suspects.contains(place) {
        passed += 1
        let outcome = test.outcome(report, before: nil, agency: Array("清源县第一局".utf8))
        #expect(outcome == nil, "\(test.left) \(test.right)")
      }
    }
    #expect(passed > 1000 && suspects > 1000)
  }
}

/// A sum of bodies that reported on several forms is on none of them.
@Suite struct MixedFormsTests {
  private static let library = PlantedSet.library

  /// Facts of two bodies in one year on the forms of 2019 and 2021, and the sum of them.
  private func sum(changing: (inout CleanReport) -> Void = { _ in }) throws -> String {
    var dice = SeededGenerator(seed: 3)
    var csv = "agency,year,section,row,column,value\n"
    for id in ["2019", "2021"] {
      let form = try #require(Self.library.forms.firstIndex { $0.id == id })
      let figures = Self.library.figures.filter { $0.form == form }
      var report = CleanReport(
        agency: "清源县第\(id)局", year: 2021, form: Self.library.forms[form], figures: figures, before: nil,
        using: &dice)
      if id == "2019" { changing(&report) }
      for figure in figures {
        csv +=
          "\(report.agency),2021,\(figure.section),\(figure.row),\(figure.column),\(report.text(figure.code))\n"
      }
    }
    var rollup = try Rollup(Self.library)
    var facts = try FactReader(ByteReader(bytes: Array(csv.utf8), name: "facts"))
    try rollup.add(all: &facts)
    try rollup.finish()
    var output = ByteWriter()
    try rollup.write(agency: "清源省各局", ofPresent: true, with: [], to: &output)
    return String(decoding: output.bytes, as: UTF8.self)
  }

  private func findings(_ csv: String) throws -> [Finding] {
    var facts = try FactReader(ByteReader(bytes: Array(csv.utf8), name: "facts"))
    var checker = Checker(Self.library)
    var findings: [Finding] = []
    while try facts.next() { findings += checker.add(facts) }
    return findings + checker.finish()
  }

  /// 其他处理 of 2019 and its three rows of 2021 are parts of one 总计; what only some bodies were asked for says nothing.
  @Test func theTotalOfASumHasThePartsOfAllForms() throws {
    let found = try findings(sum { $0.values["disclosure.regulations.made"]! += 100 })
    #expect(found.map(\.rule) == ["R2.1"])
    #expect(found.allSatisfy { $0.severity == .note }, "\(found)")
    for finding in found { #expect(finding.message.contains("bodies on different forms"), "\(finding)") }
  }

  @Test func anErrorInASumIsFound() throws {
    let found = try findings(
      sum {
        $0.values["requests.outcome.granted.individuals"]! += 1000
        // A row of one form alone.
        $0.values["requests.outcome.other.total"]! += 5000
      }
    ).filter { $0.severity != .note }
    #expect(
      found.map { "\($0.rule) \($0.row) \($0.column)" } == [
        "R3.3 本年度办理结果/其他处理 总计", "R3.2 本年度办理结果/总计 自然人", "R3.2 本年度办理结果/总计 总计",
        "R3.3 本年度办理结果/予以公开 总计",
      ])
  }
}
