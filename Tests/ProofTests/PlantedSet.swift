import Bytes
import Facts
import Forms
import Foundation
import Proof
import TestSupport

/// What a finding says, as far as an error that was planted can tell.
struct PlantedFinding: Hashable, CustomStringConvertible {
  let rule: String
  let year: Int
  let row: String
  let column: String

  var description: String { "\(rule) \(year) \(row) \(column)" }
}

/// Reports of one body in one to three years, and the errors that were planted in them.
struct PlantedSet {
  static let library = try! FormLibrary()
  private static let figures = library.forms.indices.map { form in library.figures.filter { $0.form == form }
  }

  private(set) var reports: [CleanReport] = []
  private(set) var expected: Set<PlantedFinding> = []
  /// How many figures were made wrong.
  private(set) var errors = 0
  private var touched: Set<String> = []

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let first = Int.random(in: 2014...2022, using: &random)
    for year in first..<first + Int.random(in: 1...3, using: &random) {
      let id = year < 2019 ? "2014" : year < 2021 ? "2019" : "2021"
      let form = Self.library.forms.firstIndex { $0.id == id } ?? 0
      reports.append(
        CleanReport(
          agency: "清源县第\(seed)局", year: year, form: Self.library.forms[form],
          figures: Self.figures[form], before: reports.last, using: &random))
    }
    for number in 0..<Int.random(in: 0...5, using: &random) { plant(number, using: &random) }
  }

  func csv(of report: CleanReport) -> String {
    let form = Self.library.forms.firstIndex { $0.id == report.form.id } ?? 0
    return Self.figures[form].map { figure in
      "\(report.agency),\(report.year),\(figure.section),\(figure.row),\(figure.column),\(report.text(figure.code))\n"
    }.joined()
  }

  // MARK: planting

  /// What is done to a figure: added to it by an amount that no other error undoes, made negative by one, or half a case more.
  private enum Kind: CaseIterable {
    case more, negative, half
  }

  /// The figure that becomes wrong.
  private struct Wrong {
    let place: Int
    let figure: FormFigure
    let kind: Kind
    let amount: Int
  }

  private mutating func plant(_ number: Int, using random: inout SeededGenerator) {
    let place = Int.random(in: reports.indices, using: &random)
    let report = reports[place]
    let figures = Self.library.figures.filter { Self.library.forms[$0.form].id == report.form.id }
    // As often in each table as in another.
    let section = Set(figures.map(\.sectionCode)).sorted().randomElement(using: &random)!
    let figure = figures.filter { $0.sectionCode == section }.randomElement(using: &random)!
    let amount = Int(pow(1000.0, Double(number % 2 + 1))) * (number + 3)
    let wrong = Wrong(
      place: place, figure: figure, kind: Kind.allCases.randomElement(using: &random)!, amount: amount)
    let findings = self.findings(wrong)
    // An error that no relation can tell is none; one in a row or column of a report, so that each can be told by itself.
    guard !findings.isEmpty, touched.isDisjoint(with: marks(wrong)) else { return }
    touched.formUnion(marks(wrong))
    errors += 1
    expected.formUnion(findings)
    switch wrong.kind {
    case .more: reports[place].values[figure.code]! += amount
    case .negative: reports[place].values[figure.code]! = -amount
    case .half: reports[place].halves.insert(figure.code)
    }
  }

  private func marks(_ wrong: Wrong) -> Set<String> {
    let figure = wrong.figure
    guard figure.sectionCode != "statistics" else {
      // One of a sum and its parts, whatever they are parts of.
      let levels = ["review", "litigation"].contains { figure.rowCode.hasPrefix($0) } ? 1 : 2
      return ["\(wrong.place) \(figure.rowCode.split(separator: ".").prefix(levels))"]
    }
    let row = "\(wrong.place) \(figure.sectionCode) \(figure.rowCode)"
    return figure.sectionCode == "disclosure"
      ? [row] : [row, "\(wrong.place) \(figure.sectionCode) \(figure.columnCode)"]
  }

  // MARK: what is found

  private func findings(_ wrong: Wrong) -> [PlantedFinding] {
    switch wrong.figure.sectionCode {
    case "requests": requests(wrong)
    case "disputes": disputes(wrong)
    case "statistics": statistics(wrong)
    default: wrong.figure.form == 1 ? disclosure2019(wrong) : disclosure2021(wrong)
    }
  }

  private func finding(
    _ rule: String, _ wrong: Wrong, row: String? = nil, column: String? = nil, later: Int = 0
  ) -> PlantedFinding {
    PlantedFinding(
      rule: rule, year: reports[wrong.place].year + later, row: row ?? wrong.figure.row,
      column: column ?? wrong.figure.column)
  }

  /// Whether the report has one on the same form before or behind it.
  private func hasNeighbour(_ wrong: Wrong, _ step: Int, form id: String? = nil) -> Bool {
    let place = wrong.place + step
    return reports.indices.contains(place) && (id == nil || reports[place].form.id == id)
  }

  private func requests(_ wrong: Wrong) -> [PlantedFinding] {
    let (row, column) = (wrong.figure.rowCode, wrong.figure.column)
    var found = [finding("R3.3", wrong, column: "总计")]
    if wrong.kind != .more { found.append(finding("R3.4", wrong)) }
    if row.hasPrefix("outcome.") { found.append(finding("R3.2", wrong, row: "本年度办理结果/总计")) }
    if ["received", "carried-in", "carried-out", "outcome.total"].contains(row) {
      found.append(finding("R3.1", wrong, row: "本年新收政府信息公开申请数量"))
    }
    let carriedIn = "上年结转政府信息公开申请数量"
    let before = wrong.place > 0 && reports[wrong.place - 1].form.id != "2014"
    if row == "carried-in", before { found.append(finding("R5.1", wrong, row: carriedIn, column: column)) }
    if row == "carried-out", hasNeighbour(wrong, 1) {
      found.append(finding("R5.1", wrong, row: carriedIn, column: column, later: 1))
    }
    return found
  }

  private func disputes(_ wrong: Wrong) -> [PlantedFinding] {
    [finding("R4.1", wrong, column: "总计")] + (wrong.kind == .more ? [] : [finding("R4.2", wrong)])
  }

  private func disclosure2019(_ wrong: Wrong) -> [PlantedFinding] {
    let (row, column) = (wrong.figure.rowCode, wrong.figure.columnCode)
    guard wrong.kind != .half else { return [] }
    var found: [PlantedFinding] = []
    if wrong.kind == .negative, column != "change" { found.append(finding("R2.4", wrong)) }
    if row == "regulations" { found.append(finding("R2.3", wrong)) }
    // Published is more than all that is public.
    if column == (wrong.kind == .more ? "published" : "public-total") {
      found.append(finding("R2.2", wrong, column: "对外公开总数量"))
    }
    let items = "上一年项目数量"
    if column == "previous-items", hasNeighbour(wrong, -1, form: "2019") {
      found.append(finding("R5.3", wrong))
    }
    if ["previous-items", "change"].contains(column), hasNeighbour(wrong, 1, form: "2019") {
      found.append(finding("R5.3", wrong, column: items, later: 1))
    }
    return found
  }

  private func disclosure2021(_ wrong: Wrong) -> [PlantedFinding] {
    let (row, column) = (wrong.figure.rowCode, wrong.figure.columnCode)
    let isRule = ["regulations", "administrative-documents"].contains(row)
    guard wrong.kind != .half else { return [] }
    var found: [PlantedFinding] = []
    if wrong.kind == .negative { found.append(finding(column == "in-force" ? "R2.1" : "R2.4", wrong)) }
    if row == "regulations" { found.append(finding("R2.3", wrong)) }
    guard isRule else { return found }
    // More is made than is in force or repealed.
    if column == "made" ? wrong.kind == .more : wrong.kind == .negative {
      found.append(finding("R2.1", wrong, column: "本年制发件数"))
    }
    let inForce = "现行有效件数"
    if hasNeighbour(wrong, -1, form: "2021") { found.append(finding("R5.2", wrong, column: inForce)) }
    if column == "in-force", hasNeighbour(wrong, 1) {
      found.append(finding("R5.2", wrong, column: inForce, later: 1))
    }
    return found
  }

  private func statistics(_ wrong: Wrong) -> [PlantedFinding] {
    let row = wrong.figure.rowCode
    func name(_ row: String) -> String {
      Self.figures[0].first { $0.rowCode == row }?.row ?? ""
    }
    var found: [PlantedFinding] = []
    if wrong.kind == .negative { found.append(finding("R14.9", wrong)) }
    let rules = ["R14.1", "R14.2", "R14.4", "R14.3", "R14.5", "R14.6", "R14.7"]
    for (rule, sum) in zip(rules, CleanReport.sums) where sum.total == row || sum.parts.contains(row) {
      found.append(finding(rule, wrong, row: name(sum.total)))
    }
    for share in CleanReport.shares where (wrong.kind == .more ? share.part : share.whole) == row {
      if wrong.kind != .half { found.append(finding("R14.8", wrong, row: name(share.whole))) }
    }
    return found
  }
}

extension CleanReport {
  /// The figure as facts have it.
  func text(_ code: String) -> String {
    let value = values[code] ?? 0
    return halves.contains(code) ? "\(value).5" : String(value)
  }
}
