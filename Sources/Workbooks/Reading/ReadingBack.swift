public import Bytes
public import Facts
public import Forms
import Readers
import Reports
import Text
import Tidying

/// Reads the text of a report that was written from facts, and says which facts are not in it.
///
/// A text has no place for some facts: a label that looks like an ordinal, half a row, a report without a year.
public struct ReadingBack {
  private let vocabulary: Vocabulary
  private var tidier: Tidier

  public init(_ library: FormLibrary) {
    vocabulary = library.vocabulary
    tidier = Tidier(library)
  }

  /// What of the facts does not come back, or comes back without having been there; `nil` where nothing.
  ///
  /// - Parameters:
  ///   - text: what `ReportText` wrote of the report.
  ///   - name: that of the file of facts, for the message.
  /// - Throws: `FactsError`.
  public mutating func differences(of report: ReportFacts, text: [UInt8], name: String) throws -> Diagnostic?
  {
    var found = ByteWriter()
    tidier.appendHeader(to: &found)
    var reader = ReportReader(ByteReader(bytes: text, name: name), name: name, vocabulary: vocabulary)
    var identity = true
    while let read = try? reader.next() {
      identity = identity && read.agency == report.agency && read.year == report.year
      _ = tidier.tidy(read, to: &found)
    }
    var back: [ReportFacts.Fact] = []
    var facts = ReportFactsReader(try FactReader(ByteReader(bytes: found.bytes, name: name)))
    while let read = try facts.next() { back += read.facts }
    // As a rule the same facts come back, in the same order.
    if identity, back == report.facts { return nil }
    var counts: [ReportFacts.Fact: Int] = [:]
    for fact in report.facts { counts[fact, default: 0] += 1 }
    for fact in back { counts[fact, default: 0] -= 1 }
    let lost = report.facts.filter { counts[$0, default: 0] > 0 }
    let added = counts.values.reduce(0) { $0 - min($1, 0) }
    guard !identity || !lost.isEmpty || added > 0 else { return nil }
    return Diagnostic(
      .error, at: Location(name),
      what: "the text of “\(String(decoding: report.agency, as: UTF8.self))” "
        + "\(String(decoding: report.year, as: UTF8.self)) does not give the same facts back",
      why: Self.reasons(identity: identity, lost: lost, added: added),
      remedy: "Keep the tidy CSV")
  }

  private static func reasons(identity: Bool, lost: [ReportFacts.Fact], added: Int) -> String {
    var reasons: [String] = []
    if !identity { reasons.append("agency or year are not found in it") }
    if let first = lost.first {
      let path = [first.section, first.row, first.column].map { String(decoding: $0, as: UTF8.self) }
      reasons.append("\(lost.count) facts are lost, first “\(path.joined(separator: "/"))”")
    }
    if added > 0 { reasons.append("\(added) cells stand in it that were no facts or other ones") }
    return reasons.joined(separator: "; ")
  }
}
