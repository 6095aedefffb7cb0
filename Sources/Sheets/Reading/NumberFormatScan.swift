import Bytes

/// A walk over a section of the code of a format.
struct NumberFormatScan {
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
  /// Whether any digit is shown, or the text of the cell; and whether anything is of 0: `#` shows none.
  private var showsValue = false
  private var showsZero = false
  /// Whether any letter is shown.
  private var showsLetters = false
  /// Where the section ends.
  private(set) var end = 0
  /// Whether letters with a point stand behind a digit.
  private var hasLetterPoint = false
  private var isBehindPoint = false
  /// Whether the number is shown with all its digits; else how many there are for those behind the point.
  private var showsAsIs = false
  private var places = 0
  /// What is shown behind the number.
  private var ending: [UInt8] = []
  /// The last letter of a date; 0 before the first.
  private var lastLetter: UInt8 = 0
  /// Whether a comma stands behind the last digit.
  private var endsWithComma = false

  /// The sections of a code, which `;` parts: four at most.
  static func sections(of code: Span<UInt8>) -> [Self] {
    let code = [UInt8](copying: code)
    var sections: [Self] = []
    var place = 0
    repeat {
      var scan = Self(code: code)
      scan.run(from: place)
      sections.append(scan)
      place = scan.end + 1
    } while place <= code.count && sections.count < 4
    return sections
  }

  private init(code: [UInt8]) { self.code = code }

  private mutating func run(from start: Int) {
    var index = start
    while index < code.count, code[index] != UInt8(ascii: ";") {
      switch code[index] {
      case .quote:
        let end = end(of: .quote, from: index + 1)
        readLetters(in: index + 1..<min(end - 1, code.count))
        index = end
      case UInt8(ascii: "\\"), UInt8(ascii: "!"):
        readLetters(in: index + 1..<min(index + 2, code.count))
        index = endOfCharacter(at: index + 1)
      case UInt8(ascii: "_"), UInt8(ascii: "*"):
        // What fills the cell.
        if code[index] == UInt8(ascii: "*"), index + 1 < code.count, code[index + 1] > .space {
          showsLetters = true
        }
        index = endOfCharacter(at: index + 1)
      case UInt8(ascii: "["): index = readBrackets(from: index + 1)
      default: index = readCharacter(at: index)
      }
    }
    if endsWithComma { (changesNumber, isScaled) = (true, true) }
    end = index
  }

  /// Whether what is shown is not the number of the cell.
  var showsOther: Bool { isScaled || !showsValue && !code.isEmpty || money == nil }

  /// Whether nothing is shown, of a number and of 0.
  var isBlank: Bool { !showsValue && !showsLetters && !hasDate && !hasTime }
  var isBlankOfZero: Bool { !showsZero && !showsLetters && !hasDate && !hasTime }

  /// How many digits behind the point are shown at most; `nil` where the format leaves that to the number.
  var decimalLimit: Int? { showsAsIs || changesNumber || !showsValue ? nil : places }

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
      if code[index] > .space { showsLetters = true }
      if code[index].isDigit { isScaled = true }
      if code[index] == .period, showsValue { hasLetterPoint = true }
    }
  }

  /// The number is shown with all its digits.
  private mutating func showAsIs() { (showsValue, showsZero, showsAsIs) = (true, true, true) }

  private mutating func showDigit() {
    (endsWithComma, showsValue) = (false, true)
    if isBehindPoint { places += 1 }
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
      showsZero = true
      if isBehindPoint { decimals += 1 } else { wholeZeros += 1 }
    case UInt8(ascii: "#"), UInt8(ascii: "?"): showDigit()
    case UInt8(ascii: "@"): showAsIs()
    case .period: (isBehindPoint, showsLetters) = (true, true)
    case .comma: endsWithComma = true
    case UInt8(ascii: "%"): (changesNumber, isScaled, showsLetters) = (true, true, true)
    case .slash: (changesNumber, showsLetters) = (true, true)
    case 0x80...:
      showsLetters = true
      if showsValue { ending.append(byte) }
    default: if byte > .space { showsLetters = true }
    }
    return index + 1
  }

  /// A run of one letter, or one of the words that formats know.
  private mutating func readLetters(at index: Int) -> Int {
    for (word, isTime) in [("general", false), ("am/pm", true), ("a/p", true)] where holds(word, at: index) {
      if isTime { hasTime = true } else { showAsIs() }
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
      showAsIs()
      return self.end(ofNameAt: end)
    case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "g"), UInt8(ascii: "a"),
      UInt8(ascii: "b"):
      hasDate = true
    default: showsLetters = true
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
