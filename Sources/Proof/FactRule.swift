/// What `check` asks of any facts, whatever their form.
public enum FactRule: String, CaseIterable, Sendable {
  case twoValues = "D1"
  case comesTwice = "D2"

  /// In words, as relations have them.
  public var rule: String {
    switch self {
    case .twoValues: "a cell of a report has one value"
    case .comesTwice: "a body has one report for a year"
    }
  }

  public var source: String { "the tidy format: one fact for each agency, year, section, row and column" }

  /// What `--explain` says.
  public var explanation: String {
    let severity = self == .twoValues ? "error; warning where no form asks for the cell" : "warning"
    return "any form  \(severity)  \(rule)\n      \(source)\n"
  }
}
