import Bytes
public import Facts
public import Forms

/// Holds facts against the relations of their forms, a report at a time.
///
/// Memory: one report, and for relations from year to year some tens of bytes for each agency and year.
public struct Checker: ~Copyable {
  let library: FormLibrary
  private(set) var figures: Figures
  var rules: FormRules
  let ids: [String]
  /// The relations from year to year, once a report is there.
  private var across: [RelationTest]?
  private var memory = YearMemory([])
  let minimum: Finding.Severity

  // The report at hand.
  private(set) var agency: [UInt8] = []
  private(set) var year: [UInt8] = []
  private var isOpen = false
  /// The place of the column unit; -1 for none.
  private var unit = -1
  var current: ReportFigures
  private var before: ReportFigures
  var printed = PrintedForms()
  var places = FactPlaces()
  var repetitions = Repetitions()

  /// How many reports were held against the relations.
  public private(set) var reportCount = 0
  /// How often a relation held, and how often a missing figure kept it from being told.
  public private(set) var holdingCount = 0
  public private(set) var openCount = 0

  /// - Parameters:
  ///   - rules: the ids of the relations to hold the facts against; all where empty.
  ///   - minimum: findings below it are not given.
  public init(_ library: FormLibrary, rules: [String] = [], minimum: Finding.Severity = .note) {
    self.library = library
    self.minimum = minimum
    ids = rules
    figures = Figures(library)
    self.rules = FormRules(library, ids: rules)
    current = ReportFigures(count: figures.count)
    before = ReportFigures(count: figures.count)
  }

  /// Adds the fact at hand; the findings of the report before, where it begins another one.
  public mutating func add(_ facts: borrowing FactReader) -> [Finding] {
    var findings: [Finding] = []
    if !isOpen || !facts.year.equals(year) || !facts.agency.equals(agency) {
      findings = finish()
      begin(facts)
      if let line = repetitions.begin(facts) {
        add(
          .comesTwice, .warning, "others stand before other reports, first at line \(line)", facts,
          to: &findings)
      }
    }
    let number = figures.number(facts)
    guard number >= 0 else {
      addOther(facts, to: &findings)
      return findings
    }
    if current[number].state != .absent {
      // A second report of the same name, or a fact that stands there twice.
      repetitions.keep(current)
      findings += finish()
      begin(facts)
    }
    let value = facts.value
    let amount = Amount(value)
    let state: ReportFigures.State = value.isEmpty ? .blank : amount == nil ? .unreadable : .number
    current.set(
      number, state, amount ?? .zero, record: places.add(facts),
      text: state == .unreadable ? UInt32(truncatingIfNeeded: value.quickHash) : 0,
      lacksUnit: unit >= 0 && facts.field(unit).isEmpty)
    if let earlier = repetitions.earlier(number) { compare(earlier, current[number], facts, to: &findings) }
    return findings
  }

  private mutating func begin(_ facts: borrowing FactReader) {
    agency = [UInt8](copying: facts.agency)
    year = [UInt8](copying: facts.year)
    if !isOpen, reportCount == 0 { unit = facts.columns.firstIndex(of: FactColumn.unit.rawValue) ?? -1 }
    isOpen = true
    places.begin(facts)
  }

  /// The findings of the report at hand, which ends.
  public mutating func finish() -> [Finding] {
    guard isOpen else { return [] }
    isOpen = false
    reportCount += 1
    var findings: [Finding] = []
    printed.look(at: current, figures)
    for form in library.forms.indices where printed.isUsed[form] {
      let rules = rules.rules(form, library, figures)
      let result = rules.quick.look(at: current, form: form, printed: printed)
      holdingCount += result.holding
      for place in result.suspects {
        let test = rules.tests[place]
        guard !printed.isMixed[test.block] || concerns(test) else { continue }
        let outcome =
          printed.isMixed[test.block]
          ? mixedOutcome(test, agency: agency) : test.outcome(current, before: nil, agency: agency)
        add(outcome, of: test, to: &findings)
      }
    }
    // Reports without a name are those of any bodies.
    if !agency.isEmpty, let number = Int(String(decoding: year, as: UTF8.self)) {
      checkYears(number, findings: &findings)
    }
    current.removeAll()
    places.removeAll()
    return findings
  }

  /// Relations to the year before, and from the year behind where that report came first.
  private mutating func checkYears(_ number: Int, findings: inout [Finding]) {
    if across == nil {
      across = RelationTest.acrossYears(library, figures, ids: ids)
      memory = YearMemory(across ?? [])
    }
    guard let across, !across.isEmpty else { return }
    if memory.recall(agency: agency, year: number - 1, into: &before) {
      for test in across where printed.form[test.block] == test.form {
        let outcome =
          printed.isMixed[test.block]
          ? mixedOutcome(test, before: before, agency: agency)
          : test.outcome(current, before: before, agency: agency)
        add(outcome, of: test, to: &findings)
      }
    }
    memory.keep(current, agency: agency, year: number) { printed.isPartial($0, figures) }
    if memory.recall(agency: agency, year: number + 1, into: &before) {
      for test in across {
        // The forms of that report are not known any more; one whose figures are there holds.
        guard before[test.left[0].figure].state != .absent, test.form == firstForm(of: test) else { continue }
        add(
          test.outcome(before, before: current, agency: agency), of: test, year: number + 1, to: &findings)
      }
    }
    before.removeAll()
  }

  /// The first form that has a relation of this id on this figure.
  private func firstForm(of test: RelationTest) -> Int {
    let id = library.forms[test.form].relations[test.relation].id
    return across?.first {
      $0.left[0].figure == test.left[0].figure
        && library.forms[$0.form].relations[$0.relation].id == id
    }?.form ?? test.form
  }

  private mutating func add(
    _ outcome: RelationTest.Outcome?, of test: RelationTest, year otherYear: Int? = nil,
    to findings: inout [Finding]
  ) {
    guard let outcome else {
      holdingCount += 1
      return
    }
    if outcome.isOpen { openCount += 1 }
    let severity = outcome.severity ?? test.severity
    guard severity >= minimum else { return }
    let relation = library.forms[test.form].relations[test.relation]
    let figure = outcome.figure ?? test.subject
    let name = figures.name(figure, form: test.form)
    // A figure that is not there stands nowhere: the relation's own does.
    let placed = current[figure].state == .absent ? test.subject : figure
    let (source, line) = places.place(otherYear == nil ? current[placed].record : -1)
    findings.append(
      Finding(
        source: source, line: line, agency: String(decoding: agency, as: UTF8.self),
        year: otherYear.map(String.init) ?? String(decoding: year, as: UTF8.self), rule: relation.id,
        severity: severity, section: name.section, row: name.row, column: name.column,
        expected: outcome.expected, actual: outcome.actual,
        message: outcome.words(relation.rule)))
  }
}
