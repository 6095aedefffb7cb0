import Bytes
import Facts

/// Reports to compare with: their figures as numbers of keys and bytes of values, some ten bytes a fact.
struct CompareArchive: Sendable {
  struct Report: Sendable {
    let agency: [UInt8]
    let year: [UInt8]
    let line: Int
    /// Its facts, as places in the arrays below.
    var facts: Range<Int>

    var name: String {
      "“\(String(decoding: agency, as: UTF8.self))” \(String(decoding: year, as: UTF8.self))"
    }
  }

  private(set) var reports: [Report] = []
  /// For each fact the place of its key in `Figures.keys`, its unit, and the end of its value.
  private(set) var keys: [Int32] = []
  private(set) var units: [UInt16] = []
  private var ends: [Int] = []
  private var values: [UInt8] = []

  mutating func begin(_ facts: borrowing FactReader) {
    reports.append(
      Report(
        agency: [UInt8](copying: facts.agency), year: [UInt8](copying: facts.year), line: facts.line,
        facts: keys.count..<keys.count))
  }

  mutating func add(key: Int, unit: Int, _ value: Span<UInt8>) {
    keys.append(Int32(key))
    units.append(UInt16(unit))
    values.append(span: value)
    ends.append(values.count)
    let first = reports[reports.count - 1].facts.lowerBound
    reports[reports.count - 1].facts = first..<keys.count
  }

  func value(_ fact: Int) -> ArraySlice<UInt8> { values[(fact == 0 ? 0 : ends[fact - 1])..<ends[fact]] }

  /// Whether the fact at hand is of another report than the last one.
  func isOther(_ facts: borrowing FactReader) -> Bool {
    guard let last = reports.last else { return true }
    return !facts.year.equals(last.year) || !facts.agency.equals(last.agency)
  }

  mutating func removeAll() {
    reports.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}
