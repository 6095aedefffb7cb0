/// What became of a figure between two reports.
public struct Change: Sendable, Equatable {
  public enum Kind: String, CaseIterable, Sendable {
    case same, changed
    /// A blank before, and a blank now.
    case filled, emptied
    /// Not there before, and not there now: another form, or a row that only one report has.
    case added, removed
  }

  public let kind: Kind
  /// What the new report calls the figure; the old one where the new one lacks it.
  public let section: String
  public let row: String
  public let column: String
  /// As printed; empty where blank or not there.
  public let old: String
  public let new: String
  /// New less old; empty where one is no number, or amounts state different units.
  public let difference: String
  /// The difference as a percentage of the old figure, to a tenth; empty where that is 0.
  public let percent: String
  /// What a relation from year to year says of the new figure, and what else keeps two figures from being compared.
  public var note = ""
}

/// What changed between two reports.
public struct ReportChanges: Sendable, Equatable {
  public let agency: String
  public let oldYear: String
  public let newYear: String
  /// How many figures either report has.
  public let figureCount: Int
  /// In the order of the new report; behind them what it lacks.
  public let changes: [Change]

  /// `2022-2023`; one year where two versions of a report are compared.
  public var years: String { oldYear == newYear ? newYear : "\(oldYear)-\(newYear)" }
}

extension Amount {
  /// `other` less this one; `nil` where it is too large to be exact.
  func difference(to other: Amount) -> Amount? { other.adding(Amount(millionths: -millionths)) }

  /// The percentage that a difference is of this figure, to a tenth; `nil` of 0, and where it is beyond all reason.
  func percent(_ difference: Amount) -> String? {
    guard self != .zero else { return nil }
    let base = millionths.magnitude
    let product = difference.millionths.magnitude.multipliedFullWidth(by: 1000)
    guard product.high < base else { return nil }
    let (tenths, rest) = base.dividingFullWidth(product)
    guard tenths < 1_000_000_000 else { return nil }
    let rounded = tenths + (rest >= base - rest ? 1 : 0)
    let sign = difference.isNegative && rounded > 0 ? "-" : ""
    return "\(sign)\(rounded / 10)" + (rounded % 10 == 0 ? "" : ".\(rounded % 10)")
  }
}
