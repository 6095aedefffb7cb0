import Bytes
import Proof

/// Which cells break a relation, by report: what is to be said of them.
///
/// Where two reports have one name it is not known which of the rows a finding is about, so that none is marked.
struct FindingMarks: Sendable {
  /// What is said of the cells of a report, by `key`.
  typealias Cells = [[UInt8]: [UInt8]]

  /// The most cells that are marked: an office program keeps a shape for each remark.
  static let limit = 10_000

  private var byReport: [UInt64: Cells] = [:]
  private var seen: Set<UInt64> = []
  private var repeated: Set<UInt64> = []
  private(set) var count = 0

  var isEmpty: Bool { byReport.isEmpty }

  mutating func beginReport(_ agency: Span<UInt8>, _ year: Span<UInt8>) {
    let hash = Self.hash(agency, year)
    if !seen.insert(hash).inserted { repeated.insert(hash) }
  }

  mutating func add(_ finding: Finding) {
    guard finding.severity > .note, count < Self.limit else { return }
    let key = Self.key(Array(finding.section.utf8), Array(finding.row.utf8), Array(finding.column.utf8))
    let words = Array("\(finding.rule) \(finding.severity.rawValue): \(finding.message)".utf8)
    let hash = Self.hash(Array(finding.agency.utf8).span, Array(finding.year.utf8).span)
    if let others = byReport[hash]?[key] {
      byReport[hash]?[key] = others + [.lineFeed] + words
    } else {
      byReport[hash, default: [:]][key] = words
      count += 1
    }
  }

  /// The cells of a report that are marked; `nil` where none is.
  func cells(_ agency: Span<UInt8>, _ year: Span<UInt8>) -> Cells? {
    guard !byReport.isEmpty else { return nil }
    let hash = Self.hash(agency, year)
    return repeated.contains(hash) ? nil : byReport[hash]
  }

  static func key(_ section: [UInt8], _ row: [UInt8], _ column: [UInt8]) -> [UInt8] {
    section + [0] + row + [0] + column
  }

  private static func hash(_ agency: Span<UInt8>, _ year: Span<UInt8>) -> UInt64 {
    var hash = FNV1a()
    hash.combine(agency)
    hash.combine(year)
    return hash.value
  }
}
