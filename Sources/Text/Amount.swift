import Bytes

/// Exact decimal shifts of figures in text.
package enum Amount {
  /// Brings a figure with a unit of its own to the unit of its column; `false` where they do not go together.
  ///
  /// Amounts in a column without a unit are given in 元; amounts in a column of 万元 stay in 万元.
  package static func convert(_ digits: inout [UInt8], _ stated: Figure.Unit, to unit: inout [UInt8]) -> Bool
  {
    switch stated {
    case .none: return true
    case .count(let index):
      if unit.isEmpty { unit = Figure.countUnits[Int(index)] }
      return exponent(of: unit) == nil
    case .money(let exponent):
      if unit.isEmpty { unit = Array("元".utf8) }
      guard let target = Self.exponent(of: unit) else { return false }
      shift(&digits, by: Int(exponent) - target)
      return true
    }
  }

  /// The unit's exponent by its name, for units that a form or a unit column states.
  package static func exponent(of unit: [UInt8]) -> Int? {
    switch String(decoding: unit, as: UTF8.self) {
    case "元": 0
    case "千元": 3
    case "万元": 4
    case "百万元": 6
    case "亿元": 8
    default: nil
    }
  }

  /// Multiplies a plain decimal by 10 to the power of `exponent`, exactly.
  package static func shift(_ digits: inout [UInt8], by exponent: Int) {
    guard exponent != 0 else { return }
    let isNegative = digits.first == .hyphen
    var whole = isNegative ? Array(digits.dropFirst()) : digits
    var fraction: [UInt8] = []
    if let point = whole.firstIndex(of: .period) {
      fraction = Array(whole[(point + 1)...])
      whole.removeSubrange(point...)
    }
    if exponent > 0 {
      for _ in 0..<exponent { whole.append(fraction.isEmpty ? .zero : fraction.removeFirst()) }
    } else {
      for _ in 0..<(-exponent) { fraction.insert(whole.popLast() ?? .zero, at: 0) }
    }
    while whole.count > 1, whole.first == .zero { whole.removeFirst() }
    if whole.isEmpty { whole = [.zero] }
    if exponent < 0 { while fraction.last == .zero { fraction.removeLast() } }
    digits = (isNegative ? [.hyphen] : []) + whole + (fraction.isEmpty ? [] : [.period] + fraction)
  }
}
