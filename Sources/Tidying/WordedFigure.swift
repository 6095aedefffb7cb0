import Bytes
import Facts
import Text

/// A figure that a cell states with words, where its column leaves no doubt of it.
///
/// - 增10, 减少2 in a column of changes: 10, -2;
/// - 22（其中修订16件）: 22;
/// - 1.2万 in a column of money that states no unit or 元: 12000 元.
struct WordedFigure {
  var unit: Figure.Unit
  /// Whether the note behind it begins as notes about parts do: any other may as well correct the figure.
  var isCertain = true

  /// Reads a cell that `CellValue` takes for text; `nil` where it states no figure.
  ///
  /// - Parameters:
  ///   - isChange: whether its column counts what grew or shrank.
  ///   - isYuan: whether it counts money, and its label states no unit or 元.
  init?(_ text: Span<UInt8>, isChange: Bool, isYuan: Bool, into digits: inout [UInt8]) {
    let text = text.extracting(text.trimmed(0..<text.count))
    if isChange, let (word, isLess) = Self.changes.first(where: { text.starts(with: $0.0) }) {
      let rest = text.extracting(text.trimmed(word.count..<text.count))
      guard let value = Self.number(rest, into: &digits) else { return nil }
      if isLess, digits.contains(where: { $0 != .zero && $0 != .period }) { digits.insert(.hyphen, at: 0) }
      unit = value.unit
    } else if isYuan, text.count > Self.tenThousand.count, text.ends(with: Self.tenThousand),
      let value = Self.number(text.extracting(0..<text.count - Self.tenThousand.count), into: &digits),
      value.unit == .none
    {
      unit = .money(exponent: 4)
    } else if let note = text.finalNote {
      let note = text.extracting(note)
      let figure = text.extracting(0..<text.count - note.count)
      // 3（减）
      if isChange, Self.changes.contains(where: { $0.1 && note.contains($0.0) }) { return nil }
      guard !Self.denials.contains(where: { note.contains($0) }),
        let value = Self.number(figure, into: &digits)
      else { return nil }
      unit = value.unit
      let words = note.extracting(note.character(at: 0).1..<note.count)
      isCertain = Self.parts.contains { words.starts(with: $0) }
    } else {
      return nil
    }
  }

  /// A number without a sign.
  private static func number(_ text: Span<UInt8>, into digits: inout [UInt8]) -> CellValue? {
    guard !text.isEmpty, text.character(at: 0).0.isDecimalDigit else { return nil }
    let value = CellValue.read(text, into: &digits)
    return value.status == .number ? value : nil
  }

  private static let changes: [([UInt8], Bool)] = [
    ("增加", false), ("新增", false), ("增长", false), ("上升", false), ("增", false), ("↑", false), ("减少", true),
    ("下降", true),
    ("降低", true), ("减", true), ("↓", true),
  ].map { (Array($0.0.utf8), $0.1) }
  private static let tenThousand = Array("万".utf8)
  private static let parts = ["其中", "含", "包括", "包含", "均", "都是"].map { Array($0.utf8) }
  /// Of notes that change the figure, or give another one or its unit.
  private static let denials = [
    "应", "改", "更正", "修正", "订正", "实际", "约", "左右", "余", "万", "亿", "千", "百", "元", "估", "预", "暂", "上年", "去年",
    "不含", "不包括",
  ].map { Array($0.utf8) }
}

extension Span where Element == UInt8 {
  /// The note in brackets at the end of a text, with them, that holds words.
  fileprivate var finalNote: Range<Int>? {
    var start: Int?
    var (index, hasWords) = (0, false)
    while index < count {
      let (character, length) = character(at: index)
      if start == nil {
        if character == "(" || character == "（" { start = index }
      } else if character == ")" || character == "）" {
        return index + length == count && hasWords ? start.map { $0..<count } : nil
      } else if character >= "一" {
        hasWords = true
      }
      index += length
    }
    return nil
  }

  fileprivate func ends(with other: [UInt8]) -> Bool {
    count >= other.count && extracting(count - other.count..<count).equals(other)
  }

  fileprivate func contains(_ other: [UInt8]) -> Bool { firstIndex(of: other) != nil }
}
