import Forms

extension Checker {
  /// What a test says of a table that no one form has: as a rule the sum of bodies that reported on several forms.
  ///
  /// Then a figure that one form alone asks for is the sum of its bodies, and a total that all ask for that of all bodies: its
  /// parts are those of all forms together. What else is computed of such figures says nothing.
  mutating func mixedOutcome(
    _ test: RelationTest, before: ReportFigures? = nil, agency: [UInt8]
  ) -> RelationTest.Outcome? {
    let numbers = Self.numbers(test)
    let own = test.outcome(current, before: before, agency: agency)
    guard let own, !printed.isOfSameForms(numbers, in: test.block, figures) else { return own }
    if let parts = partsOfAllForms(test) {
      return RelationTest(
        form: test.form, relation: test.relation, severity: test.severity, operator: test.operator,
        block: test.block, left: parts, right: test.right
      ).outcome(current, before: before, agency: agency)
    }
    return RelationTest.Outcome(
      severity: .note, why: "not assessable: its figures are those of bodies on different forms",
      figure: own.figure, isOpen: true)
  }

  /// Whether a test is made: those of the form that most of the table is on, and of the others those on what is theirs alone.
  func concerns(_ test: RelationTest) -> Bool {
    let main = printed.form[test.block]
    return test.form == main
      || !Self.numbers(test).contains { figures.isAsked($0, form: main, block: test.block) }
  }

  private static func numbers(_ test: RelationTest) -> [Int] {
    ([test.left] + test.right).joined().filter { !$0.isBefore }.map(\.figure)
  }

  /// The parts of a total, by the relations of this id that the forms of the table have on it.
  private mutating func partsOfAllForms(_ test: RelationTest) -> [RelationTest.Term]? {
    guard test.operator == .equal, test.isTotal else { return nil }
    let id = library.forms[test.form].relations[test.relation].id
    var parts = test.left
    var isFound = false
    for form in printed.others(in: test.block) {
      let tests = rules.rules(form, library, figures).tests
      guard
        let other = tests.first(where: {
          $0.isTotal && $0.subject == test.subject && library.forms[form].relations[$0.relation].id == id
        })
      else { continue }
      isFound = true
      parts += other.left.filter { !parts.contains($0) && current[$0.figure].state != .absent }
    }
    return isFound ? parts : nil
  }
}
