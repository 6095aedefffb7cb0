import Bytes

/// What a number format does to a number, as far as text needs it.
///
/// Source: ECMA-376 part 1, sections 18.8.30 and 18.8.31. Of several sections, parted by `;`, the first one counts.
struct NumberFormat: Equatable, Sendable {
  var hasDate = false
  var hasTime = false
  /// Whether hours, minutes or seconds are counted past 24 or 60: `[h]`.
  var isElapsed = false
  /// Digits that are always shown before and behind the point; 0 where the format does not fix them.
  var wholeDigits: UInt8 = 0
  var decimals: UInt8 = 0

  /// Whether another number is shown than the cell holds, or none: `0%`, `0,` in thousands, `0"."0000`, `"无"`, `;;;`.
  var isOther = false
  /// The numbers of which nothing is shown: `;;;` shows none, `0;-0;` and `#` no zero.
  var hidden: Signs = []
  /// How many digits behind the point are shown; `nil` where there is no limit.
  var decimalLimit: UInt8?
  /// Whether the style that has the format strikes out.
  var isStruckOut = false

  struct Signs: OptionSet {
    let rawValue: UInt8
    static let positive = Self(rawValue: 1)
    static let negative = Self(rawValue: 2)
    static let zero = Self(rawValue: 4)
  }

  /// The unit that is shown behind the number, so that 50 is 50元.
  var money = Money.none

  enum Money: String, CaseIterable, Sendable {
    /// The unit that letters behind a number are; `nil` for another one, or another size: 美元, 万.
    init?(letters: some Sequence<UInt8>) {
      let text = String(decoding: letters.filter { $0 != .space }, as: UTF8.self)
      let isOther = text.contains("元") || text.first.map { "百千万亿".contains($0) } ?? false
      guard let money = Self(rawValue: text) ?? (isOther ? nil : Self.none) else { return nil }
      self = money
    }

    case none = ""
    case yuan = "元"
    case thousandYuan = "千元"
    case tenThousandYuan = "万元"
    case millionYuan = "百万元"
    case tenMillionYuan = "千万元"
    case hundredMillionYuan = "亿元"
  }

  static let general = Self()

  var isDate: Bool { hasDate || hasTime }
  /// Whether a number is shown as it is, but for digits that are more than `decimalLimit`.
  var isGeneral: Bool {
    !isDate && wholeDigits == 0 && decimals == 0 && !isOther && hidden.isEmpty && !isStruckOut
      && money == .none
  }

  init() {}

  /// - Parameter code: as `#,##0.00`, `yyyy"年"m"月"`.
  init(code: Span<UInt8>) {
    let sections = NumberFormatScan.sections(of: code)
    let scan = sections[0]
    hasDate = scan.hasDate
    hasTime = scan.hasTime
    isElapsed = scan.isElapsed
    guard !isDate else { return }
    // Which section counts hangs on the number: `[<10000]0;0!.0,"万"`.
    let isAnyOther = scan.isConditional && sections.contains { $0.showsOther || $0.money != scan.money }
    isOther = scan.showsOther || isAnyOther
    if !isOther { money = scan.money ?? .none }
    hide(sections)
    let limits = sections.prefix(3).filter { !$0.isBlank }.map(\.decimalLimit)
    if !limits.contains(nil) { decimalLimit = limits.compactMap(\.self).max().map { UInt8(min($0, 30)) } }
    guard !scan.changesNumber else { return }
    // A single 0 shows what is there anyway.
    wholeDigits = scan.wholeZeros > 1 ? UInt8(min(scan.wholeZeros, 30)) : 0
    decimals = UInt8(min(scan.decimals, 30))
  }

  /// Notes of which numbers the sections show nothing: they are for positive ones, negative ones, 0, and text.
  private mutating func hide(_ sections: [NumberFormatScan]) {
    guard !sections.contains(where: \.isConditional) else { return }
    if sections.count > 1, sections[0].isBlank { hidden.insert(.positive) }
    if sections.count > 2, sections[1].isBlank { hidden.insert(.negative) }
    // A format without a section for it shows 0 as a positive number; a single one that shows nothing is as good as none, `[Red]`.
    let zero = sections.count > 2 ? sections[2] : sections[0]
    if zero.isBlankOfZero, sections.count > 1 || !zero.isBlank { hidden.insert(.zero) }
  }

  init(code: String) {
    let bytes = Array(code.utf8)
    self.init(code: bytes.span)
  }

  // MARK: formats by number or name

  /// The format of an id that styles do not define.
  ///
  /// Source: ECMA-376 part 1, section 18.8.30; 27 to 36 and 50 to 58 as Chinese Excel shows them.
  static func builtIn(_ id: Int) -> Self {
    switch id {
    case 2, 4, 7, 8, 39, 40, 43, 44: Self(code: "0.00")
    case 9, 10: Self(code: "0%")
    case 14...17, 27...31, 36, 50...54, 57, 58: Self(code: "yyyy-mm-dd")
    case 18...21, 32...35, 45, 47, 55, 56: Self(code: "hh:mm:ss")
    case 22: Self(code: "yyyy-mm-dd hh:mm:ss")
    case 46: Self(code: "[h]:mm:ss")
    default: .general
    }
  }

  /// A format of SpreadsheetML 2003, which has names for some.
  ///
  /// Source: Microsoft, XML Spreadsheet Reference, `ss:Format`.
  init(named name: Span<UInt8>) {
    switch String(name) {
    case "General", "General Number", "": self = .general
    case "General Date": self = Self(code: "yyyy-mm-dd hh:mm:ss")
    case "Long Date", "Medium Date", "Short Date": self = Self(code: "yyyy-mm-dd")
    case "Long Time", "Medium Time", "Short Time": self = Self(code: "hh:mm:ss")
    case "Fixed", "Standard", "Currency", "Euro Currency": self = Self(code: "0.00")
    case "Scientific": self = .general
    case "Percent": self = Self(code: "0%")
    case "Yes/No", "True/False", "On/Off": self = Self(code: "\"Yes\"")
    default: self.init(code: name)
    }
  }
}
