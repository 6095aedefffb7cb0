import Bytes

/// Pages in the strings of JSON, as sites hand them to their scripts: `{"content":"<td rowspan=\"20\">…"}`.
///
/// Strings with tags are pages; one without is taken for a title, which it may be. A page may also have been cut out with its
/// escapes.
struct EscapedPage {
  private var page: [UInt8] = []

  /// The pages of a JSON text, one behind the other; `nil` for a page as it is.
  static func unescaped(_ text: Span<UInt8>) -> [UInt8]? {
    let visible = text.trimmed(0..<text.count)
    guard !visible.isEmpty else { return nil }
    switch text[visible.lowerBound] {
    case UInt8(ascii: "{"), UInt8(ascii: "["), .quote:
      var pages = EscapedPage()
      pages.addStrings(of: text)
      return pages.page
    default:
      guard isEscaped(text) else { return nil }
      var page = EscapedPage()
      page.add(string: text)
      return page.page
    }
  }

  /// Whether the first attribute that is quoted has `=\"`, as in `<td rowspan=\"20\">`.
  private static func isEscaped(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while let mark = text.firstIndex(of: UInt8(ascii: "="), from: index), mark + 2 < text.count {
      if text[mark + 1] == .quote { return false }
      if text[mark + 1] == backslash, text[mark + 2] == .quote { return true }
      index = mark + 1
    }
    return false
  }

  private mutating func addStrings(of text: Span<UInt8>) {
    page.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      // Lines stay where they are.
      if byte == .lineFeed { page.append(byte) }
      guard byte == .quote else { continue }
      let start = index
      while index < text.count, text[index] != .quote { index += text[index] == Self.backslash ? 2 : 1 }
      index = min(index, text.count)
      let string = text.extracting(start..<index)
      index += 1
      var behind = index
      while behind < text.count, text[behind] <= .space { behind += 1 }
      // A key.
      if behind < text.count, text[behind] == UInt8(ascii: ":") { continue }
      addValue(string)
    }
  }

  private mutating func addValue(_ string: Span<UInt8>) {
    let before = page.count
    page.append(contentsOf: "<p>".utf8)
    let start = page.count
    add(string: string)
    if page.span.extracting(start..<page.count).firstIndex(of: UInt8(ascii: "<")) != nil { return }
    let title = Array(page[start...])
    page.removeSubrange(before...)
    guard title.count <= 300 else { return }
    page.append(contentsOf: "<title>".utf8)
    page.append(contentsOf: title)
    page.append(contentsOf: "</title>".utf8)
  }

  /// Source: RFC 8259 section 7. A line break becomes a form feed, which is white space and no line of the input.
  private mutating func add(string: Span<UInt8>) {
    var index = 0
    while index < string.count {
      let mark = string.firstIndex(of: Self.backslash, from: index) ?? string.count
      page.append(span: string.extracting(index..<mark))
      guard mark + 1 < string.count else { return }
      index = mark + 2
      switch string[mark + 1] {
      case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "f"), UInt8(ascii: "b"): page.append(.formFeed)
      case UInt8(ascii: "t"): page.append(.space)
      case UInt8(ascii: "u"): index = addUnit(of: string, at: index)
      case let other: page.append(other)
      }
    }
  }

  /// The character of `\uXXXX`, or of two of them; the index behind it.
  private mutating func addUnit(of string: Span<UInt8>, at index: Int) -> Int {
    guard let unit = string.hexadecimal(at: index) else { return index }
    var (value, end) = (unit, index + 4)
    if (0xD800..<0xDC00).contains(unit), end + 6 <= string.count, string[end] == Self.backslash,
      string[end + 1] == UInt8(ascii: "u"), let low = string.hexadecimal(at: end + 2),
      (0xDC00..<0xE000).contains(low)
    {
      value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      end += 6
    }
    page.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    return end
  }

  private static let backslash = UInt8(ascii: "\\")
}

extension Span where Element == UInt8 {
  /// The value of four hexadecimal digits.
  fileprivate func hexadecimal(at index: Int) -> UInt32? {
    guard index + 4 <= count else { return nil }
    var value: UInt32 = 0
    for place in index..<index + 4 {
      let letter = (self[place] | 0x20) &- UInt8(ascii: "a")
      guard self[place].isDigit || letter < 6 else { return nil }
      value = value << 4 | UInt32(self[place].isDigit ? self[place] - .zero : letter + 10)
    }
    return value
  }
}
