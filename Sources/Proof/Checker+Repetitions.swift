import Bytes
import Facts

/// Facts that come twice.
extension Checker {
  /// Holds a figure against the one that its cell had before.
  mutating func compare(
    _ earlier: ReportFigures.Cell, _ cell: ReportFigures.Cell, _ facts: borrowing FactReader,
    to findings: inout [Finding]
  ) {
    let isSame = earlier.state == cell.state && earlier.amount == cell.amount && earlier.text == cell.text
    guard !isSame else { return addSame(facts, to: &findings) }
    let words = [earlier, cell].map(Self.words)
    add(
      .twoValues, .error, "\(words[0]) and \(words[1]) stand for one cell", facts,
      expected: earlier.state == .number ? earlier.amount.text : "", to: &findings)
  }

  private static func words(_ cell: ReportFigures.Cell) -> String {
    switch cell.state {
    case .number: cell.amount.text
    case .unreadable: "a text"
    default: "a blank"
    }
  }

  /// A fact that no form asks for.
  mutating func addOther(_ facts: borrowing FactReader, to findings: inout [Finding]) {
    guard let (line, isSame) = repetitions.add(facts) else { return }
    if isSame { return addSame(facts, to: &findings) }
    add(
      .twoValues, .warning, "“\(String(facts.value))” and the value of line \(line) stand for one cell",
      facts,
      to: &findings)
  }

  private mutating func addSame(_ facts: borrowing FactReader, to findings: inout [Finding]) {
    guard repetitions.tellsOnce() else { return }
    add(.comesTwice, .warning, "this fact stands there twice, perhaps others too", facts, to: &findings)
  }

  func add(
    _ rule: FactRule, _ severity: Finding.Severity, _ why: String, _ facts: borrowing FactReader,
    expected: String = "", to findings: inout [Finding]
  ) {
    guard severity >= minimum, ids.isEmpty || ids.contains(rule.rawValue) else { return }
    let (source, line) = places.place(of: facts)
    findings.append(
      Finding(
        source: source, line: line, agency: String(facts.agency), year: String(facts.year),
        rule: rule.rawValue,
        severity: severity, section: String(facts.section), row: String(facts.row),
        column: String(facts.column), expected: expected,
        actual: rule == .twoValues ? String(facts.value) : "", message: "\(why). Rule: \(rule.rule)"))
  }
}
