import Bytes

/// Whether a text is shown by office programs as it stands when it is stored as a number.
extension Span where Element == UInt8 {
  /// Whether this is a plain decimal number that a double keeps: no leading zero, at most 15 significant digits.
  public var isPlainNumber: Bool {
    var index = 0
    if index < count, self[index] == .hyphen { index += 1 }
    let start = index
    while index < count, self[index].isDigit { index += 1 }
    let whole = index - start
    guard whole > 0 else { return false }
    let startsWithZero = self[start] == .zero
    if startsWithZero, whole > 1 { return false }
    var fraction = 0
    if index < count, self[index] == .period {
      index += 1
      fraction = count - index
      while index < count, self[index].isDigit { index += 1 }
      guard fraction > 0 else { return false }
    }
    // -0 and -0.0 would lose their sign.
    if start > 0, isZero(start..<index) { return false }
    return index == count && (startsWithZero ? 0 : whole) + fraction <= 15
  }

  /// Where a plain number ends without zeros behind its point; `count` for other text: 18.8710 and 18.871 are one figure, and a
  /// program that saves a workbook may show either.
  public var endOfFigure: Int {
    guard count > 2, self[count - 1] == .zero, isPlainNumber, firstIndex(of: .period) != nil else {
      return count
    }
    var end = count
    while self[end - 1] == .zero { end -= 1 }
    return self[end - 1] == .period ? end - 1 : end
  }

  /// Whether digits and a period hold no digit but 0.
  private func isZero(_ range: Range<Int>) -> Bool {
    for index in range where self[index] != .zero && self[index] != .period { return false }
    return true
  }
}

/// Limits of office programs.
public enum SheetLimit {
  /// Rows of a sheet. One more and LibreOffice loads nothing.
  public static let rows = 1_048_576
  public static let columns = 16_384
  /// Characters of a cell.
  public static let characters = 32_767
  /// Line feeds of a cell.
  static let lineFeeds = 253
  /// The points that a row is high at most: of 409.5 whole ones.
  static let rowHeight = 409
  /// UTF-16 units of the name of a sheet.
  static let sheetName = 31
}

/// Names of sheets: up to 31 UTF-16 units, none of / \ ? * [ ] : and no control characters, no ' at either end, not History, which
/// Excel keeps for itself, no two alike.
public struct SheetNames: Sendable {
  private var used: Set<String> = []

  public init() {}

  /// A legal name for the wish, unlike any before.
  public mutating func name(_ wish: String) -> String {
    let replaced = wish.unicodeScalars.map { scalar in
      "/\\?*[]:".unicodeScalars.contains(scalar) || scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value
        ? "_" : Character(scalar)
    }
    var legal = String(String(replaced).drop { $0 == "'" }).prefix(utf16: SheetLimit.sheetName)
    while legal.hasSuffix("'") { legal.removeLast() }
    if legal.isEmpty { legal = "Sheet" }
    if legal.lowercased() == "history" { legal += "_" }
    var name = legal
    var number = 2
    while !used.insert(name.lowercased()).inserted {
      let suffix = " (\(number))"
      name = legal.prefix(utf16: SheetLimit.sheetName - suffix.count) + suffix
      number += 1
    }
    return name
  }
}

extension String {
  /// The first characters of Unicode that take no more than `count` units.
  fileprivate func prefix(utf16 count: Int) -> String {
    var scalars = String.UnicodeScalarView()
    var rest = count
    for scalar in unicodeScalars {
      rest -= scalar.value > 0xFFFF ? 2 : 1
      if rest < 0 { break }
      scalars.append(scalar)
    }
    return String(scalars)
  }
}

/// Number formats with a fixed count of decimals, for figures that end in zeros: 18.8710 is shown, and comes back, as printed.
enum Decimals {
  static let most = 15

  static func format(_ decimals: Int) -> String { "0." + String(repeating: "0", count: decimals) }
}

extension Span where Element == UInt8 {
  /// The decimals of a plain number whose last one is 0; else 0, for the number shows all that it has.
  var keptDecimals: Int {
    guard count > 2, self[count - 1] == .zero else { return 0 }
    for index in 0..<count where self[index] == .period { return count - index - 1 }
    return 0
  }
}
