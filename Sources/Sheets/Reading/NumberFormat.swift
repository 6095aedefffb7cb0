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
  /// Whether the style that has the format strikes out.
  var isStruckOut = false

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
  var isGeneral: Bool { self == .general }

  init() {}

  /// - Parameter code: as `#,##0.00`, `yyyy"年"m"月"`.
  init(code: Span<UInt8>) {
    var scan = NumberFormatScan(code: code)
    scan.run()
    hasDate = scan.hasDate
    hasTime = scan.hasTime
    isElapsed = scan.isElapsed
    guard !isDate else { return }
    isOther = scan.showsOther || scan.isConditional && Self.anyShowsOther(code, than: scan.money)
    if !isOther { money = scan.money ?? .none }
    guard !scan.changesNumber else { return }
    // A single 0 shows what is there anyway.
    wholeDigits = scan.wholeZeros > 1 ? UInt8(min(scan.wholeZeros, 30)) : 0
    decimals = UInt8(min(scan.decimals, 30))
  }

  /// Whether any section shows another number: which one counts hangs on the number, `[<10000]0;0!.0,"万"`.
  private static func anyShowsOther(_ code: Span<UInt8>, than money: Money?) -> Bool {
    [UInt8](copying: code).split(separator: UInt8(ascii: ";")).contains { section in
      var scan = NumberFormatScan(code: Array(section).span)
      scan.run()
      return scan.showsOther || scan.money != money
    }
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
    case "Yes/No", "True/False", "On/Off": self = Self(code: ";")
    default: self.init(code: name)
    }
  }
}

/// A walk over the code of a format.
private struct NumberFormatScan {
  private let code: [UInt8]
  private(set) var hasDate = false
  private(set) var hasTime = false
  private(set) var isElapsed = false
  private(set) var wholeZeros = 0
  private(set) var decimals = 0
  /// Whether the number that is shown is not the number: percent, fractions, exponents, thousands cut off.
  private(set) var changesNumber = false
  /// Whether it is shown in another size, or with digits or a point that are only letters.
  private var isScaled = false
  /// Whether it holds for some numbers only: `[<10000]`.
  private(set) var isConditional = false
  /// Whether any digit is shown, or the text of the cell.
  private var showsValue = false
  /// Whether letters with a point stand behind a digit.
  private var hasLetterPoint = false
  private var isBehindPoint = false
  /// What is shown behind the number.
  private var ending: [UInt8] = []
  /// The last letter of a date; 0 before the first.
  private var lastLetter: UInt8 = 0
  /// Whether a comma stands behind the last digit.
  private var endsWithComma = false

  init(code: Span<UInt8>) { self.code = [UInt8](copying: code) }

  mutating func run() {
    var index = 0
    while index < code.count, code[index] != UInt8(ascii: ";") {
      switch code[index] {
      case .quote:
        let end = end(of: .quote, from: index + 1)
        readLetters(in: index + 1..<min(end - 1, code.count))
        index = end
      case UInt8(ascii: "\\"), UInt8(ascii: "!"):
        readLetters(in: index + 1..<min(index + 2, code.count))
        index = endOfCharacter(at: index + 1)
      case UInt8(ascii: "_"), UInt8(ascii: "*"): index = endOfCharacter(at: index + 1)
      case UInt8(ascii: "["): index = readBrackets(from: index + 1)
      default: index = readCharacter(at: index)
      }
    }
    if endsWithComma { (changesNumber, isScaled) = (true, true) }
  }

  /// Whether what is shown is not the number of the cell.
  var showsOther: Bool { isScaled || !showsValue && !code.isEmpty || money == nil }

  /// The unit of money that is shown; `nil` where it is another one, or another size: 美元, 万.
  var money: NumberFormat.Money? { NumberFormat.Money(letters: ending) }

  /// Where the character that begins at a place ends: it may have several bytes.
  private func endOfCharacter(at place: Int) -> Int {
    var end = place + 1
    while end < code.count, code[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// Letters that are shown as they are.
  private mutating func readLetters(in range: Range<Int>) {
    // A character may have several bytes.
    var end = range.upperBound
    while end < code.count, !range.isEmpty, code[end] & 0xC0 == 0x80 { end += 1 }
    if showsValue { ending += code[range.lowerBound..<end] }
    for index in range {
      if code[index].isDigit { isScaled = true }
      if code[index] == .period, showsValue { hasLetterPoint = true }
    }
  }

  private mutating func showDigit() {
    (endsWithComma, showsValue) = (false, true)
    ending.removeAll()
    if hasLetterPoint { isScaled = true }
  }

  private func end(of mark: UInt8, from start: Int) -> Int {
    (code.span.firstIndex(of: mark, from: start) ?? code.count) + 1
  }

  /// `[h]`, `[mm]` count time; `[Red]`, `[$-409]`, `[>=1]` do not change what is shown.
  private mutating func readBrackets(from start: Int) -> Int {
    let end = end(of: UInt8(ascii: "]"), from: start)
    let text = Array(code[min(start, code.count)..<max(min(start, code.count), min(end - 1, code.count))])
    let letter = text.isEmpty ? 0 : text[0] | 0x20
    var isTime = [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")].contains(letter)
    for index in text.indices where text[index] | 0x20 != letter { isTime = false }
    if isTime { (hasTime, isElapsed, lastLetter) = (true, true, letter) }
    if let first = text.first, 0x3C...0x3E ~= first { isConditional = true }
    return end
  }

  private mutating func readCharacter(at index: Int) -> Int {
    let byte = code[index]
    if byte &- 0x41 < 26 || byte &- 0x61 < 26 { return readLetters(at: index) }
    switch byte {
    case .zero:
      showDigit()
      if isBehindPoint { decimals += 1 } else { wholeZeros += 1 }
    case UInt8(ascii: "#"), UInt8(ascii: "?"): showDigit()
    case UInt8(ascii: "@"): showsValue = true
    case .period: isBehindPoint = true
    case .comma: endsWithComma = true
    case UInt8(ascii: "%"): (changesNumber, isScaled) = (true, true)
    case .slash: changesNumber = true
    case 0x80...: if showsValue { ending.append(byte) }
    default: break
    }
    return index + 1
  }

  /// A run of one letter, or one of the words that formats know.
  private mutating func readLetters(at index: Int) -> Int {
    for (word, isTime) in [("general", false), ("am/pm", true), ("a/p", true)] where holds(word, at: index) {
      if isTime { hasTime = true } else { showsValue = true }
      return index + word.utf8.count
    }
    let letter = code[index] | 0x20
    var end = index + 1
    while end < code.count, code[end] | 0x20 == letter { end += 1 }
    switch letter {
    case UInt8(ascii: "h"), UInt8(ascii: "s"): hasTime = true
    case UInt8(ascii: "m"):
      // Minutes stand behind hours or before seconds.
      if lastLetter == UInt8(ascii: "h") || nextLetter(from: end) == UInt8(ascii: "s") {
        hasTime = true
      } else {
        hasDate = true
      }
    case UInt8(ascii: "e") where end < code.count && (code[end] == .plus || code[end] == .hyphen):
      changesNumber = true
    case UInt8(ascii: "g") where end < code.count && code[end] == .slash:
      // “G/通用格式”: the name of the general format in Chinese programs.
      showsValue = true
      return self.end(ofNameAt: end)
    case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "g"), UInt8(ascii: "a"),
      UInt8(ascii: "b"):
      hasDate = true
    default: break
    }
    lastLetter = letter
    return end
  }

  /// Where the name of the general format ends, from its slash.
  private func end(ofNameAt slash: Int) -> Int {
    let name = "通用格式".utf8
    return code[(slash + 1)...].starts(with: name) ? slash + 1 + name.count : code.count
  }

  private func nextLetter(from start: Int) -> UInt8 {
    var index = start
    while index < code.count, code[index] != UInt8(ascii: ";") {
      let byte = code[index] | 0x20
      if byte &- 0x61 < 26 { return byte }
      if code[index] == .quote { index = end(of: .quote, from: index + 1) } else { index += 1 }
    }
    return 0
  }

  private func holds(_ word: String, at index: Int) -> Bool {
    var place = index
    for byte in word.utf8 {
      guard place < code.count, code[place] == byte || code[place] | 0x20 == byte else { return false }
      place += 1
    }
    return true
  }
}
