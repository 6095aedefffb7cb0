import Bytes
import Cells
import Facts

/// A cell's text read as a figure.
struct CellValue: Sendable, Equatable {
  var status: FactStatus
  var unit: Figure.Unit = .none
  /// Whether the text is 无, which says that there is nothing.
  var isNone = false
  /// Whether the text is asterisks: a value that was blacked out.
  var isMasked = false

  /// Reads the text of a cell and writes its figure to `digits`: an optional `-`, digits, an optional fraction.
  ///
  /// Understood: half and full width, thousands separators in their places, a leading `+`, and a unit behind. Anything else is text.
  static func read(_ text: Span<UInt8>, into digits: inout [UInt8]) -> CellValue {
    read(visible: text.extracting(text.trimmed(0..<text.count)), into: &digits)
  }

  /// As `read`, of a text without blanks at its ends.
  static func read(visible text: Span<UInt8>, into digits: inout [UInt8]) -> CellValue {
    if !digits.isEmpty { digits.removeAll(keepingCapacity: true) }
    if text.isEmpty { return CellValue(status: .blank) }
    if text.count == 1, text[0].isDigit {
      digits.append(text[0])
      return CellValue(status: .number)
    }
    // Ideographs from U+4000 on: labels, and 无.
    if 0xE4...0xE9 ~= text[0] { return CellValue(status: .text, isNone: text.equals(none)) }
    if let mark = Figure.mark(text) { return CellValue(status: mark == .slash ? .slash : .dash) }
    guard let end = Figure.number(text, into: &digits), let unit = Figure.unit(text, from: end) else {
      digits.removeAll(keepingCapacity: true)
      let isMasked = text.count > 1 && text.indices.allSatisfy { text[$0] == UInt8(ascii: "*") }
      return CellValue(status: .text, isMasked: isMasked)
    }
    return CellValue(status: .number, unit: unit)
  }

  private static let none = Array("无".utf8)

}

/// Exact decimal shifts of figures in text.
enum Amount {
  /// Brings a figure with a unit of its own to the unit of its column; `false` where they do not go together.
  ///
  /// Amounts in a column without a unit are given in 元; amounts in a column of 万元 stay in 万元.
  static func convert(_ digits: inout [UInt8], _ stated: Figure.Unit, to unit: inout [UInt8]) -> Bool {
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
  static func exponent(of unit: [UInt8]) -> Int? {
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
  static func shift(_ digits: inout [UInt8], by exponent: Int) {
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
