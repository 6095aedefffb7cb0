import Forms

/// A relation applied to certain figures: what is computed for one report.
///
/// A class, for reports have hundreds of them, and copying two arrays each takes longer than to compute.
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

  struct Term: Sendable, Equatable {
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
  /// The number of the block that the form must have printed in the report.
  let block: Int
  let left: [Term]
  /// Alternatives, any of which may hold.
  let right: [[Term]]

  let isAcrossYears: Bool

  init(
    form: Int, relation: Int, severity: Finding.Severity, operator: Operator, block: Int, left: [Term],
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
  var subject: Int { isTotal ? right[0][0].figure : left[0].figure }

  /// Whether the right side is one figure of the report.
  var isTotal: Bool { right.count == 1 && right[0].count == 1 && !right[0][0].isBefore }
}

extension RelationTest {
  /// The tests of a form's relations within one report, or from year to year; those against its parts need other files.
  ///
  /// - Parameter ids: only these; all where empty.
  static func tests(
    of form: Form, number: Int, figures: Figures, acrossYears: Bool, ids: [String] = []
  ) -> [RelationTest] {
    let compiler = Compiler(form: number, figures: figures)
    var tests: [RelationTest] = []
    for (place, relation) in form.relations.enumerated() where relation.across != "parts" {
      guard relation.namesYearBefore == acrossYears, ids.isEmpty || ids.contains(relation.id) else {
        continue
      }
      tests += compiler.tests(of: relation, place: place)
    }
    return tests
  }

  /// The tests from year to year of all forms.
  static func acrossYears(_ library: FormLibrary, _ figures: Figures, ids: [String] = []) -> [RelationTest] {
    library.forms.enumerated().flatMap { number, form in
      tests(of: form, number: number, figures: figures, acrossYears: true, ids: ids)
    }
  }
}

/// Finds the figures that the terms of relations name.
private struct Compiler {
  let form: Int
  let figures: Figures

  /// A term as the form words it: a code, or the part of one that stands for a row or a column.
  private struct Word {
    let code: String
    let isSubtracted: Bool
    let isBefore: Bool

    init(_ text: Substring) {
      isSubtracted = text.hasPrefix("-")
      isBefore = text.hasSuffix("@-1")
      code = String(text.dropFirst(isSubtracted ? 1 : 0).dropLast(isBefore ? 3 : 0))
    }

    static func words(_ text: String) -> [Word] { text.split(separator: " ").map(Word.init) }
  }

  func tests(of relation: Relation, place: Int) -> [RelationTest] {
    let left = Word.words(relation.left)
    let right = relation.right.map(Word.words)
    func test(_ code: (String) -> String) -> RelationTest? { self.test(relation, place, left, right, code) }
    if relation.each == nil { return [test { $0 }].compactMap { $0 } }
    let within = figures.printedNames[form].filter { !$0.isStated && $0.isWithin(relation.within) }
    switch relation.each {
    case "column":
      return within.map { [$0.sectionCode, $0.columnCode] }.unique.compactMap { names in
        test { "\(names[0]).\($0).\(names[1])" }
      }
    case "row":
      return within.map { [$0.sectionCode, $0.rowCode] }.unique.compactMap { names in
        test { "\(names[0]).\(names[1]).\($0)" }
      }
    default:
      let others = left.filter(\.isSubtracted).map(\.code)
      let only = left.filter { !$0.isSubtracted }.map(\.code)
      return within.filter { (only.isEmpty || only.contains($0.code)) && !others.contains($0.code) }
        .compactMap { figure in
          figures.number(code: figure.code).flatMap {
            make(relation, place, [.init(figure: $0, isSubtracted: false, isBefore: false)], [])
          }
        }
    }
  }

  /// The test whose terms have these codes; `nil` where a figure is not in this form.
  private func test(
    _ relation: Relation, _ place: Int, _ left: [Word], _ right: [[Word]], _ code: (String) -> String
  ) -> RelationTest? {
    func side(_ words: [Word]) -> [RelationTest.Term]? {
      var terms: [RelationTest.Term] = []
      for word in words {
        guard let number = figures.number(code: code(word.code)), isKnown(number) else { return nil }
        terms.append(
          RelationTest.Term(figure: number, isSubtracted: word.isSubtracted, isBefore: word.isBefore))
      }
      return terms
    }
    let right = right.map(side)
    guard let left = side(left), !left.isEmpty, !right.contains(where: { $0 == nil }) else { return nil }
    return make(relation, place, left, right.compactMap { $0 })
  }

  /// Whether the form asks for a figure, or it is one that sentences state whatever the form.
  private func isKnown(_ number: Int) -> Bool {
    figures.homes[number].contains { $0.form == form } || figures.names[number].isStated
  }

  private func make(
    _ relation: Relation, _ place: Int, _ left: [RelationTest.Term], _ right: [[RelationTest.Term]]
  ) -> RelationTest? {
    guard let `operator` = RelationTest.Operator(rawValue: relation.operator),
      // What a sentence states is of no form: the table it is held against is.
      let subject = `operator` == .stated ? right.first?.first : left.first,
      let home = figures.homes[subject.figure].first(where: { $0.form == form })
    else { return nil }
    return RelationTest(
      form: form, relation: place, severity: Finding.Severity(rawValue: relation.severity) ?? .warning,
      operator: `operator`, block: home.block, left: left, right: right)
  }
}

extension Relation {
  fileprivate var namesYearBefore: Bool {
    ([left] + right).contains { $0.split(separator: " ").contains { $0.hasSuffix("@-1") } }
  }
}

extension FormFigure {
  fileprivate func isWithin(_ place: String?) -> Bool {
    guard let place else { return true }
    return block == place || sectionCode == place
  }
}

extension [[String]] {
  fileprivate var unique: [[String]] {
    var seen: Set<[String]> = []
    return filter { seen.insert($0).inserted }
  }
}
