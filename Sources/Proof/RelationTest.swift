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
    let compiler = RelationCompiler(form: number, figures: figures)
    var tests: [RelationTest] = []
    for (place, relation) in form.relations.enumerated() where relation.across != "parts" {
      guard relation.namesYearBefore == acrossYears, ids.isEmpty || ids.contains(relation.id) else {
        continue
      }
      compiler.add(relation, place: place, to: &tests)
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

extension Relation {
  fileprivate var namesYearBefore: Bool {
    ([left] + right).contains { side in
      side.utf8.contains(UInt8(ascii: "@")) && side.split(separator: " ").contains { $0.hasSuffix("@-1") }
    }
  }
}
