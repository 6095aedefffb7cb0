import Bytes

/// Encodings by name (ISO 32000-1, annex D).
extension EncodingTable {
  /// The Unicode of a code; nothing where the encoding has none.
  static func scalar(_ table: StaticString, _ code: Int) -> UInt32? {
    guard 0x20...0xFF ~= code else { return nil }
    let index = code - 0x20
    // 28 codes a line, and its end.
    let value = number(table, at: index / 28 * 113 + index % 28 * 4, digits: 4)
    return value == 0xFFFD ? nil : UInt32(value)
  }

  /// A number of hexadecimal digits in a table.
  static func number(_ table: StaticString, at place: Int, digits: Int) -> Int {
    // A static string's bytes live as long as the program.
    let bytes = unsafe Span(_unsafeStart: table.utf8Start, count: table.utf8CodeUnitCount)
    var value = 0
    for index in place..<place + digits { value = value << 4 | Int(bytes[index].hexDigit ?? 0) }
    return value
  }
}

/// A font whose widths everyone knows, and PDF files leave out (9.6.2.2): the standard 14, and others taken for them.
enum StandardFont: Equatable {
  case courier
  /// A column of `MetricsTable.latin`.
  case latin(Int)
  case symbol
  case zapfDingbats

  /// By its name, subset letters and styles in any spelling; `nil` where the name is none of these families.
  init?(_ name: [UInt8]) {
    var name = name[...]
    if let plus = name.firstIndex(of: .plus) { name = name[(plus + 1)...] }
    let isBold = Self.contains(name, "Bold")
    let isItalic = Self.contains(name, "Italic") || Self.contains(name, "Oblique")
    if Self.contains(name, "Courier") {
      self = .courier
    } else if Self.contains(name, "Helvetica") || Self.contains(name, "Arial") {
      self = .latin(isBold ? 1 : 0)
    } else if Self.contains(name, "Times") {
      self = .latin(2 + (isBold ? 1 : 0) + (isItalic ? 2 : 0))
    } else if name.elementsEqual("Symbol".utf8) || name.starts(with: "Symbol,".utf8) {
      self = .symbol
    } else if Self.contains(name, "ZapfDingbats") {
      self = .zapfDingbats
    } else {
      return nil
    }
  }

  private static func contains(_ name: ArraySlice<UInt8>, _ part: String) -> Bool {
    let part = Array(part.utf8)
    guard name.count >= part.count else { return false }
    return (name.startIndex...name.endIndex - part.count).contains { name[$0...].starts(with: part) }
  }

  /// The font's own encoding.
  var encoding: StaticString {
    switch self {
    case .symbol: EncodingTable.symbol
    case .zapfDingbats: EncodingTable.zapfDingbats
    default: EncodingTable.standard
    }
  }

  /// In thousandths of the font's size; 0 where the font has no such character.
  func width(code: Int, scalar: UInt32) -> Int {
    switch self {
    case .courier: 600
    case .latin(let column): Self.latinWidth(scalar, column)
    case .symbol: Self.ownWidth(MetricsTable.symbol, code)
    case .zapfDingbats: Self.ownWidth(MetricsTable.zapfDingbats, code)
    }
  }

  private static func ownWidth(_ table: StaticString, _ code: Int) -> Int {
    guard 0x20...0xFF ~= code else { return 0 }
    let index = code - 0x20
    return EncodingTable.number(table, at: index / 32 * 97 + index % 32 * 3, digits: 3)
  }

  /// Rows are 22 digits, six a line.
  private static func latinWidth(_ scalar: UInt32, _ column: Int) -> Int {
    let rowCount = (MetricsTable.latin.utf8CodeUnitCount + 132) / 133 * 6
    var (low, high) = (0, rowCount)
    while low < high {
      let middle = (low + high) / 2
      let place = middle / 6 * 133 + middle % 6 * 22
      guard place + 22 <= MetricsTable.latin.utf8CodeUnitCount else {
        high = middle
        continue
      }
      let found = EncodingTable.number(MetricsTable.latin, at: place, digits: 4)
      if found == Int(scalar) {
        return EncodingTable.number(MetricsTable.latin, at: place + 4 + column * 3, digits: 3)
      }
      if found < Int(scalar) { low = middle + 1 } else { high = middle }
    }
    return 0
  }
}
