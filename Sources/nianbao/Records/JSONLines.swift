import Bytes

/// JSON objects out of a stream, one a line (JSON Lines), of which the strings and numbers of the outermost level are kept.
///
/// Own code, for a library would make a tree of `String`s of each report, in more time than the report takes.
/// Source: RFC 8259; jsonlines.org.
struct JSONLines: ~Copyable {
  enum Problem: Error {
    case noObject
    case noEnd
    case badEscape
    case badValue
    case tooLong
  }

  private var input: ByteReader
  private var length = 0
  private var isTooLong = false
  /// The number of the line at hand, from 1.
  private(set) var line = 0

  /// The longest line, in bytes: four times the longest report, for what is escaped in it.
  private static let limit = 64 << 20

  init(_ input: consuming ByteReader) { self.input = input }

  /// Goes to the next line that is not blank; `false` after the last one.
  /// - Throws: `IOError`.
  mutating func next() throws(IOError) -> Bool {
    repeat {
      input.consume(min(length, input.window.count))
      (length, isTooLong) = (0, false)
      guard try findEnd() else { return false }
      line += 1
    } while !isTooLong && input.window.extracting(0..<length).isBlankJSON
    return true
  }

  /// Finds the end of the line that the window begins with; of a line that is too long nothing is kept.
  private mutating func findEnd() throws(IOError) -> Bool {
    var searched = 0
    while true {
      if let end = input.window.firstIndex(of: .lineFeed, from: searched) {
        length = end + 1
        return true
      }
      searched = input.window.count
      if searched > Self.limit {
        input.consume(searched)
        (searched, isTooLong) = (0, true)
      }
      guard try input.more() else {
        length = input.window.count
        return length > 0 || isTooLong
      }
    }
  }

  /// The members of the object on the line at hand whose values are strings or numbers.
  func members() throws(Problem) -> [(name: [UInt8], value: [UInt8])] {
    guard !isTooLong else { throw .tooLong }
    var parser = Parser(bytes: [UInt8](copying: input.window.extracting(0..<length)))
    return try parser.object()
  }
}

/// Reads one object.
private struct Parser {
  private let bytes: [UInt8]
  private var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func object() throws(JSONLines.Problem) -> [(name: [UInt8], value: [UInt8])] {
    var members: [(name: [UInt8], value: [UInt8])] = []
    guard pass("{") else { throw .noObject }
    if !pass("}") {
      repeat {
        guard peek() == UInt8(ascii: "\"") else { throw .noObject }
        let name = try string()
        guard pass(":") else { throw .noObject }
        if let value = try value() { members.append((name, value)) }
      } while pass(",")
      guard pass("}") else { throw .noEnd }
    }
    guard peek() == nil else { throw .noEnd }
    return members
  }

  /// The byte that follows blanks.
  private mutating func peek() -> UInt8? {
    while place < bytes.count, bytes[place].isJSONBlank { place += 1 }
    return place < bytes.count ? bytes[place] : nil
  }

  private mutating func pass(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  /// A string or a number; `nil` for what is neither.
  private mutating func value() throws(JSONLines.Problem) -> [UInt8]? {
    switch peek() {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try passNested()
      return nil
    default:
      let start = place
      while place < bytes.count, bytes[place].isPartOfWord { place += 1 }
      guard place > start else { throw .badValue }
      let word = Array(bytes[start..<place])
      return word[0].isDigit || word[0] == .hyphen ? word : nil
    }
  }

  /// Goes behind an object or array, whatever it holds.
  private mutating func passNested() throws(JSONLines.Problem) {
    var depth = 0
    repeat {
      guard let byte = peek() else { throw .noEnd }
      switch byte {
      case UInt8(ascii: "\""): _ = try string()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        place += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        place += 1
      default: place += 1
      }
    } while depth > 0
  }

  private mutating func string() throws(JSONLines.Problem) -> [UInt8] {
    place += 1
    var text: [UInt8] = []
    while true {
      let start = place
      while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "\\") {
        place += 1
      }
      text.append(span: bytes.span.extracting(start..<place))
      guard place < bytes.count else { throw .noEnd }
      place += 1
      if bytes[place - 1] == UInt8(ascii: "\"") { return text }
      try appendEscape(to: &text)
    }
  }

  private mutating func appendEscape(to text: inout [UInt8]) throws(JSONLines.Problem) {
    guard place < bytes.count else { throw .noEnd }
    place += 1
    switch bytes[place - 1] {
    case UInt8(ascii: "n"): text.append(.lineFeed)
    case UInt8(ascii: "t"): text.append(.tab)
    case UInt8(ascii: "r"): text.append(.carriageReturn)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "u"): text.append(contentsOf: Array(String(try scalar()).utf8))
    case let byte where [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(byte):
      text.append(byte)
    default: throw .badEscape
    }
  }

  /// The character of `\uXXXX`, or of two of them.
  private mutating func scalar() throws(JSONLines.Problem) -> Unicode.Scalar {
    let first = try hexadecimal()
    guard 0xD800..<0xDC00 ~= first else {
      guard let scalar = Unicode.Scalar(first) else { throw .badEscape }
      return scalar
    }
    guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u")
    else { throw .badEscape }
    place += 2
    let second = try hexadecimal()
    guard 0xDC00..<0xE000 ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .badEscape }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONLines.Problem) -> UInt32 {
    guard place + 4 <= bytes.count else { throw .noEnd }
    var number: UInt32 = 0
    for index in place..<place + 4 {
      let letter = (bytes[index] | 0x20) &- UInt8(ascii: "a")
      guard bytes[index].isDigit || letter < 6 else { throw .badEscape }
      number = number << 4 + UInt32(bytes[index].isDigit ? bytes[index] - .zero : letter + 10)
    }
    place += 4
    return number
  }
}

extension UInt8 {
  fileprivate var isJSONBlank: Bool {
    self == .space || self == .tab || self == .lineFeed || self == .carriageReturn
  }

  /// Whether a number, `true`, `false` or `null` goes on.
  fileprivate var isPartOfWord: Bool {
    isDigit || (self | 0x20) &- UInt8(ascii: "a") < 26 || self == .hyphen || self == UInt8(ascii: "+")
      || self == UInt8(ascii: ".")
  }
}

extension Span where Element == UInt8 {
  fileprivate var isBlankJSON: Bool {
    for index in indices where !self[index].isJSONBlank { return false }
    return true
  }
}
