import Forms

/// The relations that hold within one report of each form; made when a report on the form comes.
struct FormRules: Sendable {
  struct Rules: Sendable {
    let tests: [RelationTest]
    let quick: QuickTests
  }

  private var byForm: [Rules?]
  private let ids: [String]

  /// - Parameter ids: only these relations; all where empty.
  init(_ library: FormLibrary, ids: [String]) {
    byForm = library.forms.map { _ in nil }
    self.ids = ids
  }

  mutating func rules(_ form: Int, _ library: FormLibrary, _ figures: Figures) -> Rules {
    if let rules = byForm[form] { return rules }
    let tests = RelationTest.tests(
      of: library.forms[form], number: form, figures: figures, acrossYears: false, ids: ids)
    let rules = Rules(tests: tests, quick: QuickTests(tests))
    byForm[form] = rules
    return rules
  }
}
