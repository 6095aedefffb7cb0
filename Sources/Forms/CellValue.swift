import Bytes
import Cells
import Facts

/// A cell's text read as a figure.
struct CellValue: Sendable, Equatable {
  /// The unit that stands behind the figure.
  enum Unit: Sendable, Equatable {
    case none
    /// 件, 项 and their like: an index into `countUnits`.
    case count(UInt8)
    /// Money; the figure counts 10 to the power of `exponent` 元.
    case money(exponent: Int8)
  }

  var status: FactStatus
  var unit: Unit = .none
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
    if let status = mark(text) { return CellValue(status: status) }
    guard let end = number(text, into: &digits), let unit = unit(text, from: end) else {
      digits.removeAll(keepingCapacity: true)
      let isMasked = text.count > 1 && text.indices.allSatisfy { text[$0] == UInt8(ascii: "*") }
      return CellValue(status: .text, isMasked: isMasked)
    }
    return CellValue(status: .number, unit: unit)
  }

  private static let none = Array("无".utf8)

  /// `/` or dashes alone.
  private static func mark(_ text: Span<UInt8>) -> FactStatus? {
    var status: FactStatus?
    var index = 0
    while index < text.count {
      let (character, length) = text.character(at: index)
      index += length
      let mark: FactStatus
      switch character {
      case 0x2F, 0xFF0F, 0x5C: mark = .slash
      case 0x2D, 0x2010...0x2015, 0x2500, 0x2212, 0xFE63, 0xFF0D: mark = .dash
      default: return nil
      }
      if let status, status != mark { return nil }
      status = mark
    }
    return status
  }

  /// Reads a number; the place behind it, or `nil` where none begins the text.
  private static func number(_ text: Span<UInt8>, into digits: inout [UInt8]) -> Int? {
    var index = 0
    let (first, length) = text.character(at: 0)
    switch first {
    case 0x2B, 0xFF0B: index = length
    case 0x2D, 0x2212, 0xFF0D, 0xFE63:
      digits.append(.hyphen)
      index = length
    default: break
    }
    let start = digits.count
    /// Digits since the last separator; -1 before the first separator.
    var group = -1
    var hasFraction = false
    while index < text.count {
      let (character, length) = text.character(at: index)
      if let digit = character.decimalDigit {
        digits.append(.zero + UInt8(digit))
        if group >= 0 { group += 1 }
      } else if character == 0x2C || character == 0xFF0C {
        let count = digits.count - start
        guard !hasFraction, group < 0 ? (1...3).contains(count) : group == 3 else { return nil }
        group = 0
      } else if character == 0x2E || character == 0xFF0E {
        guard !hasFraction, digits.count > start, group < 0 || group == 3 else { return nil }
        group = -1
        hasFraction = true
        digits.append(.period)
      } else {
        break
      }
      index += length
    }
    guard digits.count > start, digits[digits.count - 1] != .period, group < 0 || group == 3 else {
      return nil
    }
    return index
  }

  /// The unit behind a number; `nil` where something else stands there.
  private static func unit(_ text: Span<UInt8>, from start: Int) -> Unit? {
    if start == text.count { return CellValue.Unit.none }
    var rest = text.extracting(text.trimmed(start..<text.count))
    // （元）
    if rest.count > 2, rest[0] == 0x28, rest[rest.count - 1] == 0x29 {
      rest = rest.extracting(1..<rest.count - 1)
    } else if rest.count > 6, rest.starts(with: [0xEF, 0xBC, 0x88]) {
      rest = rest.extracting(3..<rest.count - 3)
    }
    for (unit, exponent) in moneyUnits where rest.equals(unit) {
      return .money(exponent: exponent)
    }
    for (index, unit) in countUnits.enumerated() where rest.equals(unit) { return .count(UInt8(index)) }
    return nil
  }

  static let moneyUnits: [([UInt8], Int8)] = [
    ("元", 0), ("万元", 4), ("亿元", 8), ("千元", 3), ("百万元", 6), ("人民币元", 0),
  ].map { (Array($0.0.utf8), $0.1) }

  /// The units of counts, by name.
  static let countUnits = [
    "件", "项", "条", "个", "份", "次", "篇", "宗", "起", "人", "人次", "名", "户", "部", "家", "场", "期",
  ].map { Array($0.utf8) }
}

extension CellValue {
  /// Whether a text is the name of a unit: 件, 万元, 万人次, 平方米.
  static func isUnit(_ text: Span<UInt8>) -> Bool {
    var rest = text
    for scale in scales where text.count > scale.count && text.starts(with: scale) {
      rest = text.extracting(scale.count..<text.count)
    }
    return moneyUnits.contains { text.equals($0.0) } || countUnits.contains { rest.equals($0) }
      || otherUnits.contains { rest.equals($0) }
  }

  private static let scales = ["百", "千", "万", "亿"].map { Array($0.utf8) }
  private static let otherUnits = [
    "批", "批次", "台", "套", "页", "字", "天", "小时", "平方米", "公里", "%", "％", "册", "封", "类", "栏", "处", "次/日", "家次",
    "件次", "项次",
    "条次", "美元",
  ].map { Array($0.utf8) }
}

/// Exact decimal shifts of figures in text.
enum Amount {
  /// Brings a figure with a unit of its own to the unit of its column; `false` where they do not go together.
  ///
  /// Amounts in a column without a unit are given in 元; amounts in a column of 万元 stay in 万元.
  static func convert(_ digits: inout [UInt8], _ stated: CellValue.Unit, to unit: inout [UInt8]) -> Bool {
    switch stated {
    case .none: return true
    case .count(let index):
      if unit.isEmpty { unit = CellValue.countUnits[Int(index)] }
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
