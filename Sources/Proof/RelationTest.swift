import Forms

/// A relation applied to certain figures: what is computed for one report.
///
/// A class, for all of them are gone through for each report, and copying two arrays each took half of the time.
final class RelationTest: Sendable {
  enum Operator: String, Sendable {
    case equal
    case atMost = "at-most"
    case atLeast = "at-least"
    case nonNegative = "non-negative"
    case nonNegativeInteger = "non-negative-integer"
    case zeroUnlessRuleMaking = "zero-unless-rule-making"
    case stated
    case unitStated = "unit-stated"
  }

  struct Term: Sendable {
    /// The number of a figure.
    let figure: Int
    let isSubtracted: Bool
    /// Whether it is that of the year before.
    let isBefore: Bool
  }

  /// Places in `FormLibrary.forms` and in the form's relations.
  let form: Int
  let relation: Int
  let severity: Finding.Severity
  let `operator`: Operator
  /// The block that the form must have printed in the report.
  let block: String
  let left: [Term]
  /// Alternatives, any of which may hold.
  let right: [[Term]]

  let isAcrossYears: Bool

  init(
    form: Int, relation: Int, severity: Finding.Severity, operator: Operator, block: String, left: [Term],
    right: [[Term]]
  ) {
    self.form = form
    self.relation = relation
    self.severity = severity
    self.operator = `operator`
    self.block = block
    self.left = left
    self.right = right
    isAcrossYears = ([left] + right).joined().contains(where: \.isBefore)
  }

  /// The figure that the relation asks something of: a total, or the only one.
  var subject: Int {
    right.count == 1 && right[0].count == 1 && !right[0][0].isBefore ? right[0][0].figure : left[0].figure
  }
}

extension RelationTest {
  /// The tests of all relations within one report and from year to year; those against its parts need other files.
  static func all(_ library: FormLibrary, _ figures: Figures) -> [RelationTest] {
    var tests: [RelationTest] = []
    for (number, form) in library.forms.enumerated() {
      let compiler = Compiler(
        form: number, figures: figures, all: library.figures.filter { $0.form == number },
        stated: library.statedFigures)
      for (place, relation) in form.relations.enumerated() where relation.across != "parts" {
        tests += compiler.tests(of: relation, place: place)
      }
    }
    return tests
  }
}

/// Finds the figures that the terms of relations name.
private struct Compiler {
  let form: Int
  let figures: Figures
  let all: [FormFigure]
  /// What sentences state, whatever the form.
  let stated: [FormFigure]

  func tests(of relation: Relation, place: Int) -> [RelationTest] {
    let within = all.filter { $0.isWithin(relation.within) }
    switch relation.each {
    case "column":
      return within.map(\.columnCode).unique.compactMap { column in
        test(relation, place) { term in within.first { $0.rowCode == term && $0.columnCode == column } }
      }
    case "row":
      return within.map(\.rowCode).unique.compactMap { row in
        test(relation, place) { term in within.first { $0.columnCode == term && $0.rowCode == row } }
      }
    case "fact":
      let terms = relation.left.split(separator: " ").map(String.init)
      let others = terms.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }
      let only = terms.filter { !$0.hasPrefix("-") }
      return within.filter { (only.isEmpty || only.contains($0.code)) && !others.contains($0.code) }
        .compactMap { figure in
          make(relation, place, left: [term(figure, "")], right: [])
        }
    default:
      return [test(relation, place) { term in (all + stated).first { $0.code == term } }].compactMap { $0 }
    }
  }

  /// The test whose terms `find` resolves; `nil` where a figure is not in this form.
  private func test(
    _ relation: Relation, _ place: Int, _ find: (String) -> FormFigure?
  ) -> RelationTest? {
    func side(_ text: String) -> [RelationTest.Term]? {
      var terms: [RelationTest.Term] = []
      for word in text.split(separator: " ").map(String.init) {
        var code = word.hasPrefix("-") ? String(word.dropFirst()) : word
        if code.hasSuffix("@-1") { code.removeLast(3) }
        guard let figure = find(code) else { return nil }
        terms.append(term(figure, word))
      }
      return terms
    }
    let right = relation.right.map(side)
    guard let left = side(relation.left), !left.isEmpty, !right.contains(where: { $0 == nil }) else {
      return nil
    }
    return make(relation, place, left: left, right: right.compactMap { $0 })
  }

  private func term(_ figure: FormFigure, _ word: String) -> RelationTest.Term {
    RelationTest.Term(
      figure: figures.number(code: figure.code) ?? 0, isSubtracted: word.hasPrefix("-"),
      isBefore: word.hasSuffix("@-1"))
  }

  private func make(
    _ relation: Relation, _ place: Int, left: [RelationTest.Term], right: [[RelationTest.Term]]
  ) -> RelationTest? {
    guard let `operator` = RelationTest.Operator(rawValue: relation.operator) else { return nil }
    // What a sentence states is of no form: the table it is held against is.
    let subject = `operator` == .stated ? right.first?.first : left.first
    let block = all.first { figures.number(code: $0.code) == subject?.figure }?.block ?? ""
    return RelationTest(
      form: form, relation: place, severity: Finding.Severity(rawValue: relation.severity) ?? .warning,
      operator: `operator`, block: block, left: left, right: right)
  }
}

extension FormFigure {
  fileprivate func isWithin(_ place: String?) -> Bool {
    guard let place else { return true }
    return block == place || sectionCode == place
  }
}

extension [String] {
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
