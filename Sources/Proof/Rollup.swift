public import Bytes
public import Facts
public import Forms

/// Adds the facts of many bodies into one, for each year and figure.
///
/// Figures go together where their codes are the same, whatever the form calls them; facts of no official form are left out.
/// A blank is no 0: how many bodies lack a figure is known of each sum. Two reports of one body and year are both left out.
///
/// Memory: the sums, some tens of bytes and its name for each body and year. The figures wait in a temporary file, 15 bytes
/// each, for a second report of the same name may come last.
public struct Rollup: ~Copyable {
  let library: FormLibrary
  private(set) var figures: Figures
  private(set) var bodies = RollupBodies()
  private(set) var sums: [RollupYear] = []
  private(set) var units: [[UInt8]] = [[]]
  private var spool: RollupSpool

  // The report at hand.
  private var agency: [UInt8] = []
  private var year: [UInt8] = []
  private var isOpen = false
  /// Its number; -1 for one that has no name or year.
  private var body = 0
  private var entries: [RollupEntry] = []
  /// For each figure the report that had it last.
  private var seen: [Int]
  private var reportCount = 0
  private var unitColumn = -1

  /// What was refused so far, with the place where it stands.
  public private(set) var refusals: [Diagnostic] = []
  /// Facts of no official form, and the first of them.
  private(set) var strangers = 0
  private(set) var firstStranger = ""
  /// Facts that sentences state. No form asks for them, so that a body without one leaves nothing blank, and 收到 of one body is with
  /// what was carried in, of another without: their sums would say nothing.
  private(set) var stated = 0

  /// - Throws: `IOError.cannotCreate` where there is no room for the temporary file.
  public init(_ library: FormLibrary) throws(IOError) {
    self.library = library
    figures = Figures(library)
    spool = try RollupSpool()
    seen = Array(repeating: 0, count: figures.count)
  }

  /// Adds all facts of a file.
  /// - Throws: `FactsError`.
  public mutating func add(all facts: inout FactReader) throws(FactsError) {
    unitColumn = facts.columns.firstIndex(of: FactColumn.unit.rawValue) ?? -1
    while try facts.next() {
      do throws(IOError) { try add(facts) } catch { throw .spool(error) }
    }
    // A report does not go on in another file.
    do throws(IOError) { try finishReport() } catch { throw .spool(error) }
  }

  private mutating func add(_ facts: borrowing FactReader) throws(IOError) {
    if !isOpen || !facts.year.equals(year) || !facts.agency.equals(agency) {
      try finishReport()
      begin(facts)
    }
    let key = figures.key(section: facts.section, row: facts.row, column: facts.column)
    guard key >= 0 else {
      strangers += 1
      if strangers == 1 {
        firstStranger = "\(String(facts.section))/\(String(facts.row))/\(String(facts.column))"
      }
      return
    }
    let number = figures.keys[key].number
    if figures.isStated[number] {
      stated += 1
      return
    }
    if seen[number] == reportCount {
      // A second report of the same name.
      try finishReport()
      begin(facts)
    }
    seen[number] = reportCount
    let amount = Amount(facts.value)
    entries.append(
      RollupEntry(
        key: key, state: facts.value.isEmpty ? .blank : amount == nil ? .unreadable : .number,
        unit: figures.isMoney[number] ? unit(facts, number, of: amount) : 0, amount: amount ?? .zero))
  }

  private mutating func begin(_ facts: borrowing FactReader) {
    agency = [UInt8](copying: facts.agency)
    year = [UInt8](copying: facts.year)
    isOpen = true
    reportCount += 1
    guard !agency.isEmpty, !year.isEmpty else {
      body = -1
      refusals.append(
        Diagnostic(
          .error, at: facts.location,
          what: "the report without \(agency.isEmpty ? "agency" : "year") is left out",
          why: "whether it came before is not known", remedy: "Give it one with --agency or --year of extract"
        ))
      return
    }
    let (number, isNew) = bodies.add(agency: facts.agency, year: facts.year)
    body = number
    guard !isNew, !bodies.all[number].isRefused else { return }
    bodies.refuse(number)
    refusals.append(
      Diagnostic(
        .error, at: facts.location, what: "“\(String(facts.agency))” \(String(facts.year)) comes twice",
        why: "which of the reports counts is not known, so that none of them is added",
        remedy: "Leave all but one out of the input"))
  }

  /// The unit that the fact at hand states, none where its file states units and not this one. That of the form in files without units,
  /// which are in those of the forms, and for 0.
  private mutating func unit(_ facts: borrowing FactReader, _ number: Int, of amount: Amount?) -> Int {
    var unit = Array(figures.units[number].utf8)
    if unitColumn >= 0, amount != nil, amount != .zero || !facts.field(unitColumn).isEmpty {
      unit = [UInt8](copying: facts.field(unitColumn))
    }
    if let place = units.firstIndex(of: unit) { return place }
    // Two bytes in the spool; nobody has so many.
    guard units.count < 65_535 else { return 0 }
    units.append(unit)
    return units.count - 1
  }

  private mutating func finishReport() throws(IOError) {
    guard isOpen else { return }
    isOpen = false
    if !entries.isEmpty, body >= 0 { try spool.append(body: body, entries) }
    entries.removeAll(keepingCapacity: true)
  }

  /// Ends the facts and adds them up.
  ///
  /// - Parameters:
  ///   - total: a body that is itself the sum, and so no part of it.
  ///   - gap: is given every figure that a body lacks.
  /// - Throws: `IOError` of the temporary file, and what `gap` throws.
  public mutating func finish(
    without total: [UInt8] = [], gap: (RollupGap) throws -> Void = { _ in }
  ) throws {
    sums = bodies.years.map { _ in RollupYear(figures) }
    var report = ReportFigures(count: figures.count)
    var asked = AskedFigures()
    var reports = try spool.reports()
    while try reports.next() {
      let body = bodies.all[reports.body]
      guard !body.isRefused, body.agency != total else { continue }
      report.removeAll()
      for entry in reports.entries {
        report.set(figures.keys[entry.key].number, entry.state, entry.amount, record: 0)
      }
      asked.look(at: report, figures)
      sums[body.year].add(
        reports.entries, of: reports.body, form: asked.form, lacking: asked.lacking, figures: figures)
      for number in report.present + asked.lacking where report[number].state != .number {
        try gap(
          RollupGap(
            agency: body.agency, year: bodies.years[body.year],
            figure: figures.name(number, form: asked.form),
            kind: .init(report[number].state)))
      }
    }
  }
}

/// A figure that a body does not give.
public struct RollupGap: Sendable {
  public enum Kind: String, Sendable {
    case blank
    /// Words stand where a number belongs, or more digits than are computed with.
    case text
    /// The form asks for it, and the report has no such cell.
    case missing

    init(_ state: ReportFigures.State) {
      switch state {
      case .blank: self = .blank
      case .unreadable: self = .text
      default: self = .missing
      }
    }
  }

  public let agency: [UInt8]
  public let year: [UInt8]
  public let figure: FormFigure
  public let kind: Kind
}
