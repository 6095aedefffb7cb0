import Bytes
import Facts

/// Where the facts of the report at hand stand: in the inputs that they came from, or in the file of facts.
struct FactPlaces: Sendable {
  private var source = -1
  private var line = -1
  private var isKnown = false
  private var name = ""
  private var reportSource = ""
  /// The lines that the facts name, as text, one behind the other; without such a column a fact's own line counts.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  mutating func begin(_ facts: borrowing FactReader) {
    if !isKnown {
      isKnown = true
      source = facts.columns.firstIndex(of: FactColumn.source.rawValue) ?? -1
      line = facts.columns.firstIndex(of: FactColumn.line.rawValue) ?? -1
      name = facts.location.source
    }
    reportSource = source >= 0 ? String(facts.field(source)) : name
  }

  /// Keeps the place of the fact at hand; its number, for `place`.
  mutating func add(_ facts: borrowing FactReader) -> Int {
    guard line >= 0 else { return facts.line }
    bytes.append(span: facts.field(line))
    ends.append(bytes.count)
    return ends.count - 1
  }

  /// The source, and the line where it is known.
  func place(_ number: Int) -> (source: String, line: String) {
    guard line >= 0 else { return (reportSource, number < 0 ? "" : String(number)) }
    guard number >= 0, number < ends.count else { return (reportSource, "") }
    let start = number == 0 ? 0 : ends[number - 1]
    return (reportSource, String(decoding: bytes[start..<ends[number]], as: UTF8.self))
  }

  /// The place of the fact at hand.
  func place(of facts: borrowing FactReader) -> (source: String, line: String) {
    (reportSource, line >= 0 ? String(facts.field(line)) : String(facts.line))
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
