public import Bytes
import Forms

extension Rollup {
  /// What the sums say of a published total: the relations between a whole and its parts, cell by cell.
  ///
  /// - Parameters:
  ///   - rules: the ids of the relations; all where empty.
  ///   - minimum: findings below it are not given.
  public func findings(
    against total: PublishedTotal, rules: [String] = [], minimum: Finding.Severity = .note
  ) -> [Finding] {
    var findings: [Finding] = []
    for published in total.years {
      guard let place = bodies.years.firstIndex(of: published.name), sums[place].bodyCount > 0 else {
        continue
      }
      let comparison = TotalComparison(rollup: sums[place], published: published)
      var forms = PrintedForms()
      forms.look(at: published.figures, figures)
      for (form, numbers) in figures.printed.enumerated() {
        for relation in library.forms[form].relations where relation.across == "parts" {
          guard rules.isEmpty || rules.contains(relation.id) else { continue }
          let others = relation.left.split(separator: " ").filter { $0.hasPrefix("-") }.map {
            Array($0.dropFirst().utf8)
          }
          for number in numbers where isPrinted(number, form: form, forms) {
            let isLeftOut = others.contains(figures.code(number))
            guard !isLeftOut,
              let outcome = relation.operator == "at-least"
                ? comparison.part(number, self) : comparison.sum(number, self)
            else { continue }
            let severity = outcome.severity ?? Finding.Severity(rawValue: relation.severity) ?? .warning
            if severity < minimum { continue }
            findings.append(
              finding(
                number, form: form, outcome, rule: relation.id, words: outcome.words(relation.rule),
                severity: severity,
                agency: total.agency, published))
          }
        }
      }
    }
    return findings
  }

  /// Whether the form is the one that the figure's table is on in the total.
  private func isPrinted(_ number: Int, form: Int, _ forms: PrintedForms) -> Bool {
    figures.homes[number].contains { $0.form == form && forms.form[$0.block] == form }
  }

  private func finding(
    _ number: Int, form: Int, _ outcome: RelationTest.Outcome, rule: String, words: String,
    severity: Finding.Severity,
    agency: [UInt8], _ published: PublishedTotal.Year
  ) -> Finding {
    let name = figures.name(number, form: form)
    let isThere = published.figures[number].state != .absent
    let (source, line) = published.places.place(isThere ? published.figures[number].record : -1)
    return Finding(
      source: source, line: line, agency: String(decoding: agency, as: UTF8.self),
      year: String(decoding: published.name, as: UTF8.self), rule: rule, severity: severity,
      section: name.section, row: name.row, column: name.column, expected: outcome.expected,
      actual: outcome.actual, message: words)
  }

  /// What the total cannot be held against.
  public func messages(against total: PublishedTotal) -> [Diagnostic] {
    total.years.compactMap { published in
      let place = bodies.years.firstIndex(of: published.name)
      guard place.map({ sums[$0].bodyCount == 0 }) ?? true else { return nil }
      return Diagnostic(
        .warning, at: Location(""),
        what: "\(String(decoding: published.name, as: UTF8.self)): the total is held against nothing",
        why: "no part has facts of that year")
    }
  }
}

/// A year of a published total beside the sums of its parts.
private struct TotalComparison {
  let rollup: RollupYear
  let published: PublishedTotal.Year

  /// Whether a figure of the whole is at least that of each part; `nil` where it is, or cannot be told.
  func part(_ number: Int, _ parts: borrowing Rollup) -> RelationTest.Outcome? {
    let cell = rollup.cells[number]
    let printed = published.figures[number].amount
    guard published.figures[number].state == .number, cell.numbers > 0, isOneUnit(number, parts),
      cell.largest > printed
    else { return nil }
    return RelationTest.Outcome(
      expected: cell.largest.text, actual: printed.text,
      why:
        "\(printed.text) is printed, “\(parts.bodies.all[cell.largestBody].name)” alone has \(cell.largest.text)"
    )
  }

  /// Whether a figure of the whole is the sum of its parts.
  func sum(_ number: Int, _ parts: borrowing Rollup) -> RelationTest.Outcome? {
    let cell = rollup.cells[number]
    let state = published.figures[number].state
    guard state != .unreadable else { return nil }
    guard cell.numbers > 0, let sum = cell.sum else {
      let why =
        cell.sum == nil ? "the sum is too large to be exact" : cell.lacking > 0 ? of(cell) : "no part has it"
      return state == .number ? notAssessable(why) : nil
    }
    guard isOneUnit(number, parts) else {
      return notAssessable("amounts in different or unknown units have no sum")
    }
    if state != .number {
      let what = state == .blank ? "blank" : "not there"
      return cell.lacking > 0
        ? nil
        : RelationTest.Outcome(severity: .note, expected: sum.text, why: "\(what); \(sum.text) computed")
    }
    let printed = published.figures[number].amount
    if cell.lacking == 0 {
      guard sum != printed else { return nil }
      return RelationTest.Outcome(
        expected: sum.text, actual: printed.text, why: "\(printed.text) is printed, \(sum.text) computed")
    }
    return notAssessable(
      "of its \(cell.numbers + cell.lacking) parts \(cell.kinds); the others have \(sum.text)")
  }

  private func of(_ cell: RollupCell) -> String {
    "of its \(cell.numbers + cell.lacking) parts \(cell.kinds)"
  }

  private func notAssessable(_ why: String) -> RelationTest.Outcome {
    RelationTest.Outcome(severity: .note, why: "not assessable: \(why)")
  }

  /// Whether amounts of money of the parts and the whole state one unit. Nothing needs none.
  private func isOneUnit(_ number: Int, _ parts: borrowing Rollup) -> Bool {
    guard parts.figures.isMoney[number] else { return true }
    var units = Set(rollup.cells[number].units.keys.map { parts.units[$0] })
    if published.figures[number].amount != .zero { units.insert(published.units[number] ?? []) }
    return units.count < 2 && units.first?.isEmpty != true
  }
}
