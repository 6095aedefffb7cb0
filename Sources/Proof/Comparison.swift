public import Bytes
public import Facts
public import Forms

/// Compares the reports of new facts with those of old ones: of one body, the same year, else the last one before it.
///
/// Figures are the same where their codes are, whatever the form calls them; other facts where section, row and column are.
/// Memory: the old facts, some ten bytes each, and one new report.
public struct Comparison: Sendable {
  private let library: FormLibrary
  private var figures: Figures
  private let tests: [RelationTest]
  private let listsSame: Bool
  private var units: [[UInt8]] = [[]]

  private var old = CompareArchive()
  private var new = CompareArchive()
  /// The old reports of each agency.
  private var byAgency: [[UInt8]: [Int]] = [:]
  /// For each old report whether a new one was compared with it, or it was refused.
  private var isCompared: [Bool] = []
  /// The first new report that has no old one, in case there is but one of each.
  private var only = CompareArchive()
  private var newCount = 0
  private var newNames: Set<[UInt8]> = []
  private var unmatched: [String] = []

  /// What was refused or left out, in the order it was met.
  public private(set) var messages: [Diagnostic] = []

  /// - Parameter listsSame: whether figures that did not change are listed too.
  public init(_ library: FormLibrary, listsSame: Bool = false) {
    self.library = library
    self.listsSame = listsSame
    figures = Figures(library)
    tests = RelationTest.acrossYears(library, figures)
  }

  // MARK: reading

  /// Reads the old facts.
  /// - Throws: `FactsError`.
  public mutating func addOld(_ facts: inout FactReader) throws(FactsError) {
    var seen = SeenFigures()
    let unitColumn = facts.columns.firstIndex(of: FactColumn.unit.rawValue) ?? -1
    while try facts.next() {
      let key = figures.key(section: facts.section, row: facts.row, column: facts.column, adds: true)
      if old.isOther(facts) || !seen.insert(figures.identity(key)) {
        seen.removeAll()
        _ = seen.insert(figures.identity(key))
        old.begin(facts)
      }
      old.add(key: key, unit: unit(facts, unitColumn, key), facts.value)
    }
    isCompared = old.reports.map { _ in false }
    for (place, report) in old.reports.enumerated() {
      let others = byAgency[report.agency] ?? []
      isCompared[place] = others.contains { old.reports[$0].year == report.year }
      if isCompared[place] {
        refuse(report, in: facts.location.source)
      } else {
        byAgency[report.agency] = others + [place]
      }
    }
  }

  private mutating func refuse(_ report: CompareArchive.Report, in source: String) {
    messages.append(
      Diagnostic(
        .error, at: Location(source, line: report.line), what: "\(report.name) comes twice",
        why: "the first of the reports is compared, this one is not", remedy: "Leave one of them out"))
  }

  /// Reads the new facts, and gives what changed in each report.
  /// - Throws: `FactsError`, and what `give` throws.
  public mutating func compare(_ facts: inout FactReader, give: (ReportChanges) throws -> Void) throws {
    var seen = SeenFigures()
    let unitColumn = facts.columns.firstIndex(of: FactColumn.unit.rawValue) ?? -1
    while try facts.next() {
      let key = figures.key(section: facts.section, row: facts.row, column: facts.column, adds: true)
      if new.isOther(facts) || !seen.insert(figures.identity(key)) {
        if let changes = finishReport(in: facts.location.source) { try give(changes) }
        seen.removeAll()
        _ = seen.insert(figures.identity(key))
        new.begin(facts)
      }
      new.add(key: key, unit: unit(facts, unitColumn, key), facts.value)
    }
    if let changes = finishReport(in: facts.location.source) { try give(changes) }
    if let changes = finish() { try give(changes) }
  }

  private mutating func unit(_ facts: borrowing FactReader, _ column: Int, _ key: Int) -> Int {
    let number = figures.keys[key].number
    guard column >= 0 || number >= 0 && figures.isMoney[number] else { return 0 }
    var unit = number >= 0 ? Array(figures.units[number].utf8) : []
    if column >= 0, !facts.field(column).isEmpty { unit = [UInt8](copying: facts.field(column)) }
    if let place = units.firstIndex(of: unit) { return place }
    // Nobody has so many; two bytes are kept of each.
    guard units.count < 65_535 else { return 0 }
    units.append(unit)
    return units.count - 1
  }

  // MARK: pairs

  private mutating func finishReport(in source: String) -> ReportChanges? {
    guard let report = new.reports.first else { return nil }
    defer { new.removeAll() }
    guard newNames.insert(report.agency + [0] + report.year).inserted else {
      refuse(report, in: source)
      return nil
    }
    newCount += 1
    guard let place = partner(of: report) else {
      if newCount == 1 { only = new }
      unmatched.append(report.name)
      return nil
    }
    isCompared[place] = true
    return changes(from: old.reports[place], to: report, in: new)
  }

  /// The report of the same year, else the last one before it, else the first one behind it.
  private func partner(of report: CompareArchive.Report) -> Int? {
    let places = byAgency[report.agency] ?? []
    let before = places.filter { !report.year.lexicographicallyPrecedes(old.reports[$0].year) }
    func isEarlier(_ left: Int, _ right: Int) -> Bool {
      old.reports[left].year.lexicographicallyPrecedes(old.reports[right].year)
    }
    return before.max(by: isEarlier) ?? places.min(by: isEarlier)
  }

  /// One report on each side is compared whatever its body is called now. Else what has no partner is told.
  private mutating func finish() -> ReportChanges? {
    if old.reports.count == 1, newCount == 1, let report = only.reports.first {
      messages.append(
        Diagnostic(
          .warning, at: Location(""), what: "\(old.reports[0].name) and \(report.name) have different names",
          why: "they are compared, for there are no others"))
      return changes(from: old.reports[0], to: report, in: only)
    }
    let left = old.reports.indices.filter { !isCompared[$0] }.map { old.reports[$0].name }
    for (names, what) in [(left, "old"), (unmatched, "new")] where !names.isEmpty {
      let first = names.prefix(3).joined(separator: ", ")
      messages.append(
        Diagnostic(
          .warning, at: Location(""), what: "\(what) reports that are compared with none: \(names.count)",
          why: first + (names.count > 3 ? " and \(names.count - 3) more" : "")))
    }
    return nil
  }

  private func changes(
    from old: CompareArchive.Report, to new: CompareArchive.Report, in archive: CompareArchive
  ) -> ReportChanges {
    var changes = PairOfReports(figures: figures, units: units, old: self.old, new: archive)
    changes.compare(old.facts, new.facts, listsSame: listsSame, notes: yearNotes(old, new, archive))
    return ReportChanges(
      agency: String(decoding: new.agency, as: UTF8.self), oldYear: String(decoding: old.year, as: UTF8.self),
      newYear: String(decoding: new.year, as: UTF8.self), figureCount: changes.figureCount,
      changes: changes.changes)
  }

  /// For figures of consecutive years, what relations between them say.
  private func yearNotes(
    _ old: CompareArchive.Report, _ new: CompareArchive.Report, _ archive: CompareArchive
  ) -> [Int: String] {
    guard let oldYear = Int(String(decoding: old.year, as: UTF8.self)),
      Int(String(decoding: new.year, as: UTF8.self)) == oldYear + 1
    else { return [:] }
    let before = figures.figures(of: old, in: self.old)
    let current = figures.figures(of: new, in: archive)
    var printed = PrintedForms()
    printed.look(at: current, figures)
    var notes: [Int: String] = [:]
    for test in tests where printed.form[test.block] == test.form {
      guard let outcome = test.outcome(current, before: before, agency: new.agency) else { continue }
      let relation = library.forms[test.form].relations[test.relation]
      guard outcome.severity != .note else { continue }
      let words = "\(relation.id): \(outcome.words(relation.rule))"
      notes[test.left[0].figure] = [notes[test.left[0].figure], words].compactMap { $0 }.joined(
        separator: "; ")
    }
    return notes
  }
}

/// The figures that a report has had.
private struct SeenFigures {
  private var places: [Bool] = []
  private var filled: [Int] = []

  /// Whether it was not there yet.
  mutating func insert(_ identity: Int) -> Bool {
    while places.count <= identity { places.append(false) }
    guard !places[identity] else { return false }
    places[identity] = true
    filled.append(identity)
    return true
  }

  mutating func removeAll() {
    for place in filled { places[place] = false }
    filled.removeAll(keepingCapacity: true)
  }
}

extension Figures {
  /// A number for what a key is about: figures of one meaning have one, other facts have one of their own.
  func identity(_ key: Int) -> Int { keys[key].number >= 0 ? keys[key].number : count + key }

  /// The figures of the forms in a report.
  fileprivate func figures(of report: CompareArchive.Report, in archive: CompareArchive) -> ReportFigures {
    var figures = ReportFigures(count: count)
    for fact in report.facts {
      let number = keys[Int(archive.keys[fact])].number
      guard number >= 0 else { continue }
      let value = archive.value(fact)
      let amount = Amount(Array(value).span)
      figures.set(
        number, value.isEmpty ? .blank : amount == nil ? .unreadable : .number, amount ?? .zero, record: 0)
    }
    return figures
  }
}
