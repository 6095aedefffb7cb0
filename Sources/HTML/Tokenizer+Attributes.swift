import Bytes

extension Tokenizer {
  /// Passes the attributes and the `>` behind them.
  mutating func passAttributes(_ bytes: Span<UInt8>, of start: inout StartTag) {
    /// Whether an input is a field in which its value is written.
    var showsValue = true
    let isField = start.tag == .input || start.tag == .option
    while position < bytes.count {
      let byte = bytes[position]
      if byte == .greaterThan {
        position += 1
        if !showsValue { start.fieldValue = 0..<0 }
        return
      }
      if byte <= .space || byte == .slash {
        position += 1
        continue
      }
      let name = name(bytes)
      let value = value(bytes)
      switch name {
      case attributes.style where value.count >= 12:
        if Style.isHidden(bytes.extracting(value)) { start.isHidden = true }
        if Style.isStruckOut(bytes.extracting(value)) {
          if start.tag == .td || start.tag == .th { start.isStruckOut = true } else { start.isHidden = true }
        }
      case attributes.hidden: start.isHidden = true
      case attributes.href: start.hasAddress = isElsewhere(bytes.extracting(value))
      case attributes.rowSpan: start.rowSpan = min(number(bytes, value) ?? 1, 65_534)
      case attributes.columnSpan: start.columnSpan = max(1, min(number(bytes, value) ?? 1, 1_000))
      default:
        if !isField { continue }
        switch name {
        case attributes.value where start.tag == .input: start.fieldValue = value
        case attributes.type where start.tag == .input: showsValue = isText(bytes, value)
        case attributes.selected: start.isSelected = start.tag == .option
        default: break
        }
      }
    }
  }

  /// Whether the type of an input is that of a field for text or a number.
  private func isText(_ bytes: Span<UInt8>, _ type: Range<Int>) -> Bool {
    var name = Name()
    for index in type { name.append(bytes[index]) }
    return name == Name() || name == attributes.text || name == attributes.number
  }

  /// The value behind `=`, its quotes left out; empty where there is none.
  @inline(__always) private mutating func value(_ bytes: Span<UInt8>) -> Range<Int> {
    var index = position
    while index < bytes.count, bytes[index] <= .space { index += 1 }
    guard index < bytes.count, bytes[index] == .equals else { return position..<position }
    index += 1
    while index < bytes.count, bytes[index] <= .space { index += 1 }
    guard index < bytes.count else {
      position = index
      return index..<index
    }
    let quote = bytes[index]
    if quote == .quote || quote == .apostrophe {
      let begin = index + 1
      index = begin
      // Most values are shorter than the search for many at a time takes to begin.
      let near = min(begin + 12, bytes.count)
      while index < near, bytes[index] != quote { index += 1 }
      if index == near { index = bytes.firstIndex(of: quote, from: near) ?? bytes.count }
      position = min(index + 1, bytes.count)
      return begin..<index
    }
    let begin = index
    while index < bytes.count, bytes[index] > .space, bytes[index] != .greaterThan { index += 1 }
    position = index
    return begin..<index
  }

  /// Whether an address is not that of a place on the page; `#` alone stands for a script.
  private func isElsewhere(_ address: Span<UInt8>) -> Bool {
    address.count < 2 || address[0] != UInt8(ascii: "#")
  }

  /// Source: HTML Standard, section 2.3.4.2, rules for parsing non-negative integers.
  private func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var number: Int?
    for index in range {
      let byte = bytes[index]
      if byte.isDigit {
        number = min((number ?? 0) * 10 + Int(byte - .zero), 1_000_000)
      } else if number != nil || byte > .space && byte != .plus {
        break
      }
    }
    return number
  }
}

/// The attributes that matter. Stored, for a static name costs a call each time it is looked at.
struct AttributeNames {
  let style = Name("style")
  let hidden = Name("hidden")
  let href = Name("href")
  let rowSpan = Name("rowspan")
  let columnSpan = Name("colspan")
  let value = Name("value")
  let type = Name("type")
  let selected = Name("selected")
  let text = Name("text")
  let number = Name("number")
}

/// What a `style` attribute says of showing.
enum Style {
  /// Whether one of the declarations is `display: none`.
  static func isHidden(_ style: Span<UInt8>) -> Bool {
    isHidden(style, UInt8(ascii: "y")) || isHidden(style, UInt8(ascii: "Y"))
  }

  /// Looks at each place of the last letter of `display`, which hardly stands in styles otherwise.
  private static func isHidden(_ style: Span<UInt8>, _ letter: UInt8) -> Bool {
    var start = 0
    while let last = style.firstIndex(of: letter, from: start) {
      start = last + 1
      guard word(style, upTo: start) == display else { continue }
      var index = start
      while index < style.count, style[index] <= .space { index += 1 }
      guard index < style.count, style[index] == UInt8(ascii: ":") else { continue }
      index += 1
      while index < style.count, style[index] <= .space { index += 1 }
      if word(style, from: index) == none { return true }
    }
    return false
  }

  /// Whether one of the declarations is `text-decoration: line-through`, among other lines or not.
  static func isStruckOut(_ style: Span<UInt8>) -> Bool {
    // The shortest one.
    style.count >= 28
      && (isStruckOut(style, UInt8(ascii: "u")) || isStruckOut(style, UInt8(ascii: "U")))
  }

  /// Looks at each place of the `u` of `through`: other words of styles hardly have one.
  private static func isStruckOut(_ style: Span<UInt8>, _ letter: UInt8) -> Bool {
    var start = 0
    while let middle = style.firstIndex(of: letter, from: start) {
      start = middle + 1
      var end = middle
      while end < style.count, style[end].isLetter || style[end] == .hyphen { end += 1 }
      if word(style, upTo: end) == lineThrough { return true }
    }
    return false
  }

  private static let lineThrough = Name("line-through")
  private static let display = Name("display")
  private static let none = Name("none")

  private static func word(_ style: Span<UInt8>, from start: Int) -> Name {
    var name = Name()
    var index = start
    while index < style.count, style[index].isLetter || style[index] == .hyphen {
      name.append(style[index])
      index += 1
    }
    return name
  }

  private static func word(_ style: Span<UInt8>, upTo end: Int) -> Name {
    var index = end
    while index > 0, style[index - 1].isLetter || style[index - 1] == .hyphen { index -= 1 }
    return word(style.extracting(0..<end), from: index)
  }
}
