import Bytes
import Facts
import Text

/// The unit of money that a label states in brackets: 本年收费金额（单位：元）. Labels are matched without their notes, so a report
/// may print another unit than its form.
enum StatedUnit: Sendable, Equatable {
  case none
  /// The figures count 10 to the power of `exponent` 元.
  case money(exponent: Int8)
  /// None of money, or two.
  case unclear

  init(label text: Span<UInt8>) {
    var isOpen = false
    self.init(label: text, isOpen: &isOpen)
  }

  /// Of a line that says nothing else: 单位：元, （单位：万元）. Of others `none`.
  init(line text: Span<UInt8>) {
    self = .none
    guard text.firstIndex(of: Self.yuan) != nil else { return }
    var note: [UInt8] = []
    var index = 0
    while index < text.count {
      let (character, length) = text.character(at: index)
      // In brackets or not.
      let isBracket = ["(", ")", "（", "）", "【", "】", "[", "]"].contains(character)
      if !isBracket, text.invisibleLength(at: index) == 0, character > "\u{20}", character != "\u{3000}" {
        note.append(span: text.extracting(index..<index + length))
      }
      index += length
      if note.count > Self.longestLine { return }
    }
    guard note.count <= Self.longestLine, note.span.firstIndex(of: Self.leads[0]) != nil,
      Self.leads.contains(where: note.starts)
    else { return }
    // 单位：件、万元
    var rest = note[...]
    while !rest.isEmpty {
      let end = rest.indices.first { place in Self.commas.contains { rest[place...].starts(with: $0) } }
      let part = Array(rest[..<(end ?? rest.endIndex)])
      if part.span.firstIndex(of: Self.yuan) != nil { add(StatedUnit(note: part)) }
      guard let end, let comma = Self.commas.first(where: rest[end...].starts) else { return }
      rest = rest[(end + comma.count)...]
    }
  }

  /// 计量单位：人民币万元
  private static let longestLine = 40

  /// - Parameter isOpen: whether nothing closes its last bracket.
  init(label text: Span<UInt8>, isOpen: inout Bool) {
    self = .none
    var index = 0
    var note: [UInt8]?
    while index < text.count {
      let (character, length) = text.character(at: index)
      switch character {
      case "(", "（", "【", "〔", "[", "［": note = []
      case ")", "）", "】", "〕", "]", "］":
        add(StatedUnit(note: note ?? []))
        note = nil
      default:
        // Blanks may stand in it.
        if text.invisibleLength(at: index) == 0, character > "\u{20}", character != "\u{3000}" {
          note?.append(span: text.extracting(index..<index + length))
        }
      }
      index += length
    }
    isOpen = note != nil
    // Cut off before the unit it says nothing.
    if let note, note.span.firstIndex(of: Self.yuan) != nil { add(StatedUnit(note: note)) }
  }

  /// A note says nothing of a unit unless it begins with one, or with 单位.
  private init(note: [UInt8]) {
    var rest = note[...]
    var isUnit = false
    while let word = Self.leads.first(where: { rest.starts(with: $0) }) {
      if word == Self.leads[0] { isUnit = true }
      rest.removeFirst(word.count)
    }
    guard let (unit, exponent) = Figure.moneyUnits.first(where: { rest.starts(with: $0.0) }) else {
      self = isUnit ? .unclear : .none
      return
    }
    rest.removeFirst(unit.count)
    if rest.starts(with: Self.currency) { rest.removeFirst(Self.currency.count) }
    let isWhole = rest.isEmpty || Self.commas.contains { rest.starts(with: $0) }
    let isOne = Array(rest).span.firstIndex(of: Self.yuan) == nil
    self = isWhole && isOne ? .money(exponent: exponent) : .unclear
  }

  /// Whether a label counts by more than one: such figures are no 件.
  static func countsMultiples(_ label: Span<UInt8>) -> Bool {
    multiples.contains { label.firstIndex(of: $0) != nil }
  }

  /// As a column of units names it; empty for none.
  var name: [UInt8] {
    guard case .money(let exponent) = self else { return [] }
    return Figure.moneyUnits.first { $0.1 == exponent }?.0 ?? []
  }

  /// Takes what stands beside it.
  mutating func add(_ other: StatedUnit) {
    if self == .none { self = other } else if other != .none, other != self { self = .unclear }
  }

  private static let yuan = Array("元".utf8)
  private static let currency = Array("人民币".utf8)
  private static let leads = ["单位", "计量", "金额", "货币", "人民币", "：", ":", "以"].map { Array($0.utf8) }
  /// As they begin a note: 本年制发件数（万件）, （单位：百件）.
  private static let multiples = ["（", "(", "：", ":"].flatMap { front in
    ["十", "百", "千", "万", "亿"].map { Array((front + $0).utf8) }
  }
  private static let commas = ["，", ",", "；", ";", "、", "。"].map { Array($0.utf8) }
}

extension CellValue {
  /// Its own unit, else the one that a label states.
  func unit(or stated: StatedUnit) -> Figure.Unit {
    guard status == .number, unit == .none, case .money(let exponent) = stated else { return unit }
    return .money(exponent: exponent)
  }
}
