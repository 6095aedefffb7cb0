import Bytes
public import Facts
public import Forms

/// The facts of one body, to be held against the sums of its parts.
public struct PublishedTotal: Sendable {
  struct Year: Sendable {
    let name: [UInt8]
    var figures: ReportFigures
    /// What the facts of money state; nothing where they state none.
    var units: [Int: [UInt8]] = [:]
    var places = FactPlaces()
  }

  public private(set) var agency: [UInt8] = []
  private(set) var years: [Year] = []

  /// Reads the facts. Those of no official form are passed over.
  /// - Throws: `FactsError`, and a `Diagnostic` where they are of several bodies, or of one body and year twice.
  public init(_ library: FormLibrary, _ facts: inout FactReader) throws {
    var figures = Figures(library)
    let unitColumn = facts.columns.firstIndex(of: FactColumn.unit.rawValue) ?? -1
    while try facts.next() {
      if years.isEmpty { agency = [UInt8](copying: facts.agency) }
      guard facts.agency.equals(agency) else {
        throw Diagnostic(
          .error, at: facts.location, what: "the total holds a second body, “\(String(facts.agency))”",
          why: "one body is held against its parts",
          remedy: "Choose one with nianbao to-csv --agency")
      }
      if years.last.map({ facts.year.equals($0.name) }) != true { begin(facts, figures) }
      let number = figures.number(facts)
      guard number >= 0, !figures.isStated[number] else { continue }
      let place = years.count - 1
      guard years[place].figures[number].state == .absent,
        !years.dropLast().contains(where: { facts.year.equals($0.name) })
      else {
        throw Diagnostic(
          .error, at: facts.location, what: "the total has “\(String(facts.year))” twice",
          why: "which of the reports counts is not known", remedy: "Leave one of them out")
      }
      let amount = Amount(facts.value)
      years[place].figures.set(
        number, facts.value.isEmpty ? .blank : amount == nil ? .unreadable : .number, amount ?? .zero,
        record: years[place].places.add(facts))
      if figures.isMoney[number] {
        let unit = unitColumn < 0 ? [] : [UInt8](copying: facts.field(unitColumn))
        years[place].units[number] = unit.isEmpty ? Array(figures.units[number].utf8) : unit
      }
    }
  }

  private mutating func begin(_ facts: borrowing FactReader, _ figures: Figures) {
    years.append(
      Year(name: [UInt8](copying: facts.year), figures: ReportFigures(count: figures.count)))
    years[years.count - 1].places.begin(facts)
  }
}
