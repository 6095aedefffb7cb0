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
    let (all, stated) = (library.figures, library.statedFigures)
    for (number, form) in library.forms.enumerated() {
      let compiler = Compiler(
        form: number, figures: figures, all: all.filter { $0.form == number }, stated: stated)
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
  /// Those, and what sentences state, whatever the form, by their codes.
  private var byCode: [String: FormFigure] = [:]
  /// The blocks of the form's figures, by the numbers of the figures.
  private var blocks: [Int: String] = [:]

  init(form: Int, figures: Figures, all: [FormFigure], stated: [FormFigure]) {
    self.form = form
    self.figures = figures
    self.all = all
    for figure in all + stated where byCode[figure.code] == nil { byCode[figure.code] = figure }
    for figure in all {
      if let number = figures.number(code: figure.code), blocks[number] == nil {
        blocks[number] = figure.block
      }
    }
  }

  func tests(of relation: Relation, place: Int) -> [RelationTest] {
    let within = all.filter { $0.isWithin(relation.within) }
    let sides = Sides(relation)
    switch relation.each {
    case "column":
      return within.map(\.columnCode).unique.compactMap { column in
        let figures = within.filter { $0.columnCode == column }
        return test(relation, place, sides) { term in figures.first { $0.rowCode == term } }
      }
    case "row":
      return within.map(\.rowCode).unique.compactMap { row in
        let figures = within.filter { $0.rowCode == row }
        return test(relation, place, sides) { term in figures.first { $0.columnCode == term } }
      }
    case "fact":
      let others = sides.left.filter(\.isSubtracted).map(\.code)
      let only = sides.left.filter { !$0.isSubtracted }.map(\.code)
      return within.filter { (only.isEmpty || only.contains($0.code)) && !others.contains($0.code) }
        .compactMap { figure in
          let number = figures.number(code: figure.code) ?? 0
          return make(
            relation, place,
            left: [RelationTest.Term(figure: number, isSubtracted: false, isBefore: false)], right: [])
        }
    default:
      return [test(relation, place, sides) { term in byCode[term] }].compactMap { $0 }
    }
  }

  /// The test whose terms `find` resolves; `nil` where a figure is not in this form.
  private func test(
    _ relation: Relation, _ place: Int, _ sides: Sides, _ find: (String) -> FormFigure?
  ) -> RelationTest? {
    func terms(_ words: [Sides.Word]) -> [RelationTest.Term]? {
      var terms: [RelationTest.Term] = []
      for word in words {
        guard let figure = find(word.code) else { return nil }
        terms.append(
          RelationTest.Term(
            figure: figures.number(code: figure.code) ?? 0, isSubtracted: word.isSubtracted,
            isBefore: word.isBefore))
      }
      return terms
    }
    var right: [[RelationTest.Term]] = []
    for words in sides.right {
      guard let alternative = terms(words) else { return nil }
      right.append(alternative)
    }
    guard let left = terms(sides.left), !left.isEmpty else { return nil }
    return make(relation, place, left: left, right: right)
  }

  private func make(
    _ relation: Relation, _ place: Int, left: [RelationTest.Term], right: [[RelationTest.Term]]
  ) -> RelationTest? {
    guard let `operator` = RelationTest.Operator(rawValue: relation.operator) else { return nil }
    // What a sentence states is of no form: the table it is held against is.
    let subject = `operator` == .stated ? right.first?.first : left.first
    let block = subject.flatMap { blocks[$0.figure] } ?? ""
    return RelationTest(
      form: form, relation: place, severity: Finding.Severity(rawValue: relation.severity) ?? .warning,
      operator: `operator`, block: block, left: left, right: right)
  }
}

/// The terms of a relation, taken apart once for all columns or rows that it is applied to.
private struct Sides {
  struct Word {
    let code: String
    let isSubtracted: Bool
    /// Whether the figure is that of the year before.
    let isBefore: Bool

    init(_ text: Substring) {
      isSubtracted = text.hasPrefix("-")
      isBefore = text.hasSuffix("@-1")
      code = String(text.dropFirst(isSubtracted ? 1 : 0).dropLast(isBefore ? 3 : 0))
    }
  }

  let left: [Word]
  let right: [[Word]]

  init(_ relation: Relation) {
    left = relation.left.split(separator: " ").map(Word.init)
    right = relation.right.map { $0.split(separator: " ").map(Word.init) }
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
