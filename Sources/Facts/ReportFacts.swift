import Bytes

/// The facts of one report, in the order they came.
public struct ReportFacts: Sendable {
  /// What a fact says, without the report it is from.
  public struct Fact: Sendable, Equatable, Hashable {
    public let section: [UInt8]
    public let row: [UInt8]
    public let column: [UInt8]
    public let value: [UInt8]

    public init(section: [UInt8], row: [UInt8], column: [UInt8], value: [UInt8]) {
      self.section = section
      self.row = row
      self.column = column
      self.value = value
    }
  }

  public let agency: [UInt8]
  public let year: [UInt8]
  public var facts: [Fact] = []

  public init(agency: [UInt8], year: [UInt8]) {
    self.agency = agency
    self.year = year
  }
}

/// Facts, a report at a time.
///
/// A report ends where agency or year change, or where a key comes again: then two reports have one name.
public struct ReportFactsReader: ~Copyable {
  private var facts: FactReader
  private let filter: FactFilter
  private var isWaiting = false

  public init(_ facts: consuming FactReader, filter: FactFilter = FactFilter([:])) {
    self.facts = facts
    self.filter = filter
  }

  /// The next report's facts; `nil` after the last.
  /// - Throws: `FactsError` with the line of the record.
  public mutating func next() throws(FactsError) -> ReportFacts? {
    if !isWaiting { isWaiting = try advance() }
    guard isWaiting else { return nil }
    var report = ReportFacts(
      agency: [UInt8](copying: facts.agency), year: [UInt8](copying: facts.year))
    var seen: Set<UInt64> = []
    while isWaiting, facts.agency.equals(report.agency), facts.year.equals(report.year) {
      var hash = FNV1a()
      hash.combine(facts.section)
      hash.combine(facts.row)
      hash.combine(facts.column)
      guard seen.insert(hash.value).inserted else { break }
      report.facts.append(
        ReportFacts.Fact(
          section: [UInt8](copying: facts.section), row: [UInt8](copying: facts.row),
          column: [UInt8](copying: facts.column), value: [UInt8](copying: facts.value)))
      isWaiting = try advance()
    }
    return report
  }

  private mutating func advance() throws(FactsError) -> Bool {
    while try facts.next() {
      if filter.keeps(facts) { return true }
    }
    return false
  }
}
