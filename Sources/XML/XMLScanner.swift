import Bytes

/// A place in the window, or in the decoded bytes.
struct XMLRange {
  var lower = 0
  var upper = 0
  /// Whether it is a place in the decoded bytes; before that is done, whether it must be.
  var isDecoded = false

  init(lower: Int = 0, upper: Int = 0, isDecoded: Bool = false) {
    self.lower = lower
    self.upper = upper
    self.isDecoded = isDecoded
  }

  var range: Range<Int> { lower..<upper }
}

/// An attribute: the places of its name and value in the window.
struct XMLAttribute {
  var lower: Int
  /// Where the local name begins.
  var middle: Int
  var upper: Int
  var value: XMLRange

  var name: Range<Int> { lower..<upper }
  var nameLength: Int { upper - lower }
  var local: Range<Int> { middle..<upper }
  var localLength: Int { upper - middle }
  var prefix: Range<Int> { lower..<max(lower, middle - 1) }
}

/// A start or end tag.
struct XMLTag {
  var lower = 0
  var middle = 0
  var upper = 0
  /// Behind its `>`.
  var end = 0
  var isEmpty = false

  init() {}

  var name: Range<Int> { lower..<upper }
  var local: Range<Int> { middle..<upper }
  var prefix: Range<Int> { lower..<max(lower, middle - 1) }
}

enum XMLScan {
  case complete
  /// The window ends before the tag does.
  case incomplete
  case malformed(XMLFault)
}

/// What is wrong with a tag, in words for the message.
enum XMLFault: String {
  case noTag = "“<” begins no tag"
  case straySlash = "“/” stands inside a tag"
  case noEnd = "a tag does not end"
  case noValue = "an attribute has no value"
  case noQuotes = "a value stands in no quotes"
  case tagInValue = "“<” stands in a value"
}

extension UInt8 {
  /// Whether the byte can stand in a name: letters, digits, `-.:_` and all beyond ASCII.
  ///
  /// Source: XML 1.0 section 2.3; the few characters beyond ASCII that are no name characters are let through.
  @inline(__always) var isXMLName: Bool {
    if self >= 0x80 { return true }
    let mask: UInt64 = self < 64 ? 0x07FF_6000_0000_0000 : 0x07FF_FFFE_87FF_FFFE
    return (mask >> UInt64(self & 63)) & 1 == 1
  }

  @inline(__always) var isXMLSpace: Bool {
    self == .space || self == .lineFeed || self == .tab || self == .carriageReturn
  }
}

extension Span where Element == UInt8 {
  /// Reads the name at `index` into `tag`; gives the place behind it.
  @inline(__always) private func scanName(from start: Int, end: Int, _ middle: inout Int) -> Int {
    var index = start
    middle = start
    while index < end {
      // In bounds: no end lies behind the window's, and no start before it.
      let byte = unsafe self[unchecked: index]
      let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
      guard isLetter || byte.isXMLName else { break }
      index += 1
      if byte == UInt8(ascii: ":") { middle = index }
    }
    return index
  }

  /// Reads the tag that begins with `<` at `start`.
  ///
  /// - Precondition: `end` is no more than `count`.
  func scanStartTag(from start: Int, end: Int, into tag: inout XMLTag, _ attributes: inout XMLAttributes)
    -> XMLScan
  {
    precondition(start >= 0 && end <= count)
    tag.isEmpty = false
    tag.lower = start + 1
    var index = scanName(from: tag.lower, end: end, &tag.middle)
    tag.upper = index
    guard index < end else { return .incomplete }
    guard tag.middle < tag.upper, isNameStart(tag.lower) else { return .malformed(.noTag) }
    while true {
      let before = index
      index = skipSpace(from: index, end: end)
      guard index < end else { return .incomplete }
      // In bounds, as above.
      let byte = unsafe self[unchecked: index]
      if byte == UInt8(ascii: ">") {
        tag.end = index + 1
        return .complete
      }
      if byte == .slash {
        guard index + 1 < end else { return .incomplete }
        guard self[index + 1] == UInt8(ascii: ">") else { return .malformed(.straySlash) }
        tag.end = index + 2
        tag.isEmpty = true
        return .complete
      }
      guard index > before, isNameStart(index) else { return .malformed(.noEnd) }
      if let scan = scanAttribute(&index, end: end, into: &attributes) { return scan }
      // More than anyone allows: let the reader say so.
      if attributes.isFull { return .complete }
    }
  }

  /// - Precondition: `end` is no more than `count`.
  @inline(__always) private func skipSpace(from start: Int, end: Int) -> Int {
    var index = start
    // In bounds, as above.
    while index < end, unsafe self[unchecked: index] <= .space, self[index].isXMLSpace { index += 1 }
    return index
  }

  @inline(__always) private func isNameStart(_ index: Int) -> Bool {
    let first = self[index]
    return first.isXMLName && !first.isDigit && first != .hyphen && first != .period
  }

  /// Reads `name="value"`; gives what is wrong with it, if anything is.
  @inline(__always) private func scanAttribute(
    _ index: inout Int, end: Int, into attributes: inout XMLAttributes
  ) -> XMLScan? {
    let lower = index
    var middle = index
    index = scanName(from: index, end: end, &middle)
    let upper = index
    index = skipSpace(from: index, end: end)
    guard index < end else { return .incomplete }
    guard self[index] == UInt8(ascii: "="), middle < upper else {
      return .malformed(.noValue)
    }
    index = skipSpace(from: index + 1, end: end)
    guard index < end else { return .incomplete }
    let quote = self[index]
    guard quote == .quote || quote == UInt8(ascii: "'") else {
      return .malformed(.noQuotes)
    }
    index += 1
    let start = index
    var isDecoded = false
    while index < end {
      // In bounds, as above.
      let byte = unsafe self[unchecked: index]
      // Above ' nothing but < matters.
      if byte <= UInt8(ascii: "'") {
        if byte == quote { break }
        if byte == UInt8(ascii: "&") || byte < .space { isDecoded = true }
      } else if byte == UInt8(ascii: "<") {
        return .malformed(.tagInValue)
      }
      index += 1
    }
    guard index < end else { return .incomplete }
    attributes.append(
      XMLAttribute(
        lower: lower, middle: middle, upper: upper,
        value: XMLRange(lower: start, upper: index, isDecoded: isDecoded)),
      isPlain: !isDecoded && self[lower] != UInt8(ascii: "x"))
    index += 1
    return nil
  }

  /// Reads the tag that begins with `</` at `start`.
  func scanEndTag(from start: Int, end: Int, into tag: inout XMLTag) -> XMLScan {
    precondition(start >= 0 && end <= count)
    tag.lower = start + 2
    var index = scanName(from: tag.lower, end: end, &tag.middle)
    tag.upper = index
    while index < end, self[index].isXMLSpace { index += 1 }
    guard index < end else { return .incomplete }
    guard self[index] == UInt8(ascii: ">"), tag.middle < tag.upper else {
      return .malformed(.noEnd)
    }
    tag.end = index + 1
    return .complete
  }

  /// Where text ends, and whether it stands there as it is meant: no references, no CR. A `]]>` in it is let through.
  @inline(__always) func scanText(from start: Int, end: Int) -> (stop: Int, isPlain: Bool) {
    precondition(start >= 0 && end <= count)
    var index = start
    var isPlain = true
    while index < end {
      // In bounds, as above.
      let byte = unsafe self[unchecked: index]
      if byte == UInt8(ascii: "<") { break }
      if byte == UInt8(ascii: "&") || byte == .carriageReturn { isPlain = false }
      index += 1
    }
    return (index, isPlain)
  }

  /// Where text may be cut whose end has not come yet: before a reference or line end that is not complete.
  func textCut(from start: Int, end: Int) -> Int {
    if self[end - 1] == .carriageReturn { return end - 1 }
    var index = end
    while index > start {
      index -= 1
      if self[index] == UInt8(ascii: ";") { return end }
      if self[index] == UInt8(ascii: "&") { return index }
      if end - index > 16 { return end }
    }
    return end
  }

  func isXMLSpace(_ range: Range<Int>) -> Bool {
    for index in range where !self[index].isXMLSpace { return false }
    return true
  }

  func holdsCDATAEnd(at index: Int) -> Bool {
    index + 2 < count && self[index + 1] == UInt8(ascii: "]") && self[index + 2] == UInt8(ascii: ">")
  }
}
