import Bytes

/// A figure as reports print it: a number and the unit behind it, or a mark for none. Readers, tables and workbooks ask here what is one.
public enum Figure {
  /// The unit that stands behind the number.
  public enum Unit: Sendable, Equatable {
    case none
    /// 件, 项 and their like: an index into `countUnits`.
    case count(UInt8)
    /// Money; the figure counts 10 to the power of `exponent` 元.
    case money(exponent: Int8)
  }

  /// What stands in a cell in place of a figure.
  public enum Mark: Sendable, Equatable {
    case slash, dash
  }

  /// `/` or dashes alone.
  public static func mark(_ text: Span<UInt8>) -> Mark? {
    var found: Mark?
    var index = 0
    while index < text.count {
      let (character, length) = text.character(at: index)
      index += length
      let mark: Mark
      switch character {
      case "/", "／", "\\": mark = .slash
      case "-", "‐"..."―", "─", "−", "﹣", "－": mark = .dash
      default: return nil
      }
      if let found, found != mark { return nil }
      found = mark
    }
    return found
  }

  /// Reads a number; the place behind it, or `nil` where none begins the text.
  public static func number(_ text: Span<UInt8>, into digits: inout [UInt8]) -> Int? {
    var index = 0
    let (first, length) = text.character(at: 0)
    switch first {
    case "+", "＋": index = length
    case "-", "−", "－", "﹣":
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
      } else if character == "," || character == "，" {
        let count = digits.count - start
        guard !hasFraction, group < 0 ? (1...3).contains(count) : group == 3 else { return nil }
        group = 0
      } else if character == "." || character == "．" {
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
  public static func unit(_ text: Span<UInt8>, from start: Int) -> Unit? {
    if start == text.count { return Unit.none }
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

  public static let moneyUnits: [([UInt8], Int8)] = [
    ("元", 0), ("万元", 4), ("亿元", 8), ("千元", 3), ("百万元", 6), ("人民币元", 0),
  ].map { (Array($0.0.utf8), $0.1) }

  /// The units of counts, by name.
  public static let countUnits = [
    "件", "项", "条", "个", "份", "次", "篇", "宗", "起", "人", "人次", "名", "户", "部", "家", "场", "期",
  ].map { Array($0.utf8) }
}

extension Figure {
  /// Whether a text is the name of a unit: 件, 万元, 万人次, 平方米.
  public static func isUnit(_ text: Span<UInt8>) -> Bool {
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
