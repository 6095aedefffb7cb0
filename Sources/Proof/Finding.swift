/// What a check found.
public struct Finding: Sendable, Equatable {
  public enum Severity: String, CaseIterable, Comparable, Sendable {
    case note, warning, error

    public static func < (left: Self, right: Self) -> Bool {
      let order = allCases
      return order.firstIndex(of: left) ?? 0 < order.firstIndex(of: right) ?? 0
    }
  }

  /// Where the figure stands: the input that the report came from, and the line there. Without these columns in the facts, the file of
  /// facts and the line of the fact.
  public var source: String
  public var line: String
  public var agency: String
  public var year: String
  /// The id of the relation, as R3.1.
  public var rule: String
  public var severity: Severity
  public var section: String
  public var row: String
  public var column: String
  /// The figure that the relation asks for, and the one that is printed; empty where there is none.
  public var expected: String
  public var actual: String
  /// In words, with the rule.
  public var message: String
}
