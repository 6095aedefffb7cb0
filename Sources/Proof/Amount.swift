import Bytes

/// A figure as an exact decimal: millionths, so that amounts in 万元 add up without a rounding error.
struct Amount: Equatable, Comparable, Sendable, AdditiveArithmetic {
  private(set) var millionths: Int64

  static let zero = Amount(millionths: 0)
  private static let scale: Int64 = 1_000_000

  init(millionths: Int64) { self.millionths = millionths }

  init(whole: Int) { millionths = Int64(whole) * Self.scale }

  /// The figure of a plain decimal; `nil` for what is none, and for more than 12 digits before the point or 6 behind it.
  init?(_ text: Span<UInt8>) {
    var value: Int64 = 0
    var index = 0
    let isNegative = !text.isEmpty && text[0] == .hyphen
    if isNegative { index = 1 }
    let start = index
    while index < text.count, text[index].isDigit {
      value = value &* 10 &+ Int64(text[index] &- .zero)
      index += 1
    }
    guard index > start, index - start <= 12 else { return nil }
    value *= Self.scale
    if index < text.count {
      guard text[index] == .period, text.count - index - 1 <= 6, text.count > index + 1 else { return nil }
      var unit = Self.scale
      index += 1
      while index < text.count {
        guard text[index].isDigit else { return nil }
        unit /= 10
        value += Int64(text[index] &- .zero) * unit
        index += 1
      }
    }
    millionths = isNegative ? -value : value
  }

  var isWhole: Bool { millionths % Self.scale == 0 }
  var isNegative: Bool { millionths < 0 }

  static func < (left: Self, right: Self) -> Bool { left.millionths < right.millionths }
  static func + (left: Self, right: Self) -> Self { Amount(millionths: left.millionths &+ right.millionths) }
  static func - (left: Self, right: Self) -> Self { Amount(millionths: left.millionths &- right.millionths) }

  /// The sum; `nil` where it is too large to be exact.
  func adding(_ other: Self) -> Self? {
    let (sum, overflows) = millionths.addingReportingOverflow(other.millionths)
    return overflows ? nil : Amount(millionths: sum)
  }

  /// Without zeros behind the last digit of a fraction.
  var text: String {
    let magnitude = millionths.magnitude
    let sign = isNegative ? "-" : ""
    let whole = magnitude / UInt64(Self.scale)
    var fraction = String(magnitude % UInt64(Self.scale))
    if fraction == "0" { return sign + String(whole) }
    fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    return "\(sign)\(whole).\(fraction)"
  }
}
