import Bytes
import Facts

/// What the facts have twice: a body and year, and cells.
///
/// Memory: some tens of bytes for each body and year, and the facts of one that no form asks for.
struct Repetitions: Sendable {
  /// By body and year the line where they came first; 0 once it was told.
  private var lines: [UInt64: Int] = [:]
  /// The hash of the body and year at hand; `nil` for a report without a name, which may be any body's.
  private var name: UInt64?
  /// The figures of the body and year at hand that came before one of them came again.
  private var figures: [Int: ReportFigures.Cell] = [:]
  /// Other facts of theirs: what the value was, and the line.
  private var others: [UInt64: (value: UInt64, line: Int)] = [:]

  /// Begins the facts of a body and year; the line where others of theirs ended that are not next to these, told once.
  mutating func begin(_ facts: borrowing FactReader) -> Int? {
    figures.removeAll()
    others.removeAll(keepingCapacity: true)
    name = nil
    guard !facts.agency.isEmpty else { return nil }
    var hash = FNV1a()
    hash.combine(facts.agency)
    hash.combine(facts.year)
    name = hash.value
    guard let line = lines.updateValue(facts.line, forKey: hash.value) else { return nil }
    lines[hash.value] = 0
    return line > 0 ? line : nil
  }

  /// Keeps the figures of a report that another one of its name follows.
  mutating func keep(_ report: ReportFigures) {
    guard name != nil else { return }
    for number in report.present where figures[number] == nil { figures[number] = report[number] }
  }

  /// What stands for a figure already, where figures of the body and year come again.
  func earlier(_ number: Int) -> ReportFigures.Cell? { figures.isEmpty ? nil : figures[number] }

  /// Adds a fact that no form asks for; where one of its name came before, the line of that and whether its value was the same.
  mutating func add(_ facts: borrowing FactReader) -> (line: Int, isSame: Bool)? {
    guard name != nil else { return nil }
    var key = FNV1a()
    key.combine(facts.section)
    key.combine(facts.row)
    key.combine(facts.column)
    let value = facts.value.quickHash
    guard let first = others[key.value] else {
      others[key.value] = (value, facts.line)
      return nil
    }
    return (first.line, first.value == value)
  }

  /// Whether it is still to be told that the body and year come twice.
  mutating func tellsOnce() -> Bool {
    guard let name else { return false }
    return lines.updateValue(0, forKey: name) != 0
  }
}
