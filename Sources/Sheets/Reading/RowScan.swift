import Bytes

/// What a scan of a row in the window found.
///
/// Scanning is for what nearly all rows are: tags as programs write them, without references, comments and prefixes of their
/// own. All else is left to the events of the XML reader, which are the oracle of the scans in the tests, too.
enum RowScan {
  /// A whole row; where it ends.
  case row(end: Int)
  /// The window ends before the row does.
  case incomplete
  /// Something that wants a closer look.
  case unusual

  /// A scan stops when fewer bytes are left: no tag that it takes is as long, so that it need not look for the end in one.
  static let margin = 256
  /// The longest row that is scanned: longer ones would be scanned over and over while they come in.
  static let limit = 256 << 10
}

/// An attribute of a tag: the places of its name and value.
struct PlainAttribute {
  let name: Range<Int>
  let value: Range<Int>
}

extension Span where Element == UInt8 {
  /// The attributes from `start` on, without references; `nil` for all that wants a closer look, and for a tag that does not end.
  ///
  /// - Returns: the attributes, the place behind `>`, and whether `/` stands before that.
  func plainAttributes(from start: Int) -> (attributes: [PlainAttribute], end: Int, isEmpty: Bool)? {
    var found: [PlainAttribute] = []
    var index = start
    while index + 1 < count {
      if self[index] == UInt8(ascii: ">") { return (found, index + 1, false) }
      if self[index] == .slash, self[index + 1] == UInt8(ascii: ">") { return (found, index + 2, true) }
      guard self[index] == .space else { return nil }
      let name = index + 1
      index = name
      while index < count,
        self[index] | 0x20 &- 0x61 < 26 || self[index] == UInt8(ascii: ":")
          || index > name && self[index].isDigit
      {
        index += 1
      }
      guard index > name, index + 1 < count, self[index] == UInt8(ascii: "="), self[index + 1] == .quote
      else {
        return nil
      }
      let value = index + 2
      index = value
      while index < count, self[index] != .quote {
        guard self[index] >= .space, self[index] != UInt8(ascii: "<"), self[index] != UInt8(ascii: "&") else {
          return nil
        }
        index += 1
      }
      guard index < count else { return nil }
      found.append(PlainAttribute(name: name..<value - 2, value: value..<index))
      index += 1
    }
    return nil
  }

  /// Where `<`, `&` or CR first stands at or after `start`; `count` if nowhere.
  @inline(__always) func endOfPlainText(from start: Int) -> Int {
    var index = start
    while index + 8 <= count {
      // In bounds: eight bytes are left.
      let eight = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
      let found = eight.zeroBytes(xor: 0x3C) | eight.zeroBytes(xor: 0x26) | eight.zeroBytes(xor: 0x0D)
      if found != 0 { return index + found.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < count, self[index] != 0x3C, self[index] != 0x26, self[index] != 0x0D { index += 1 }
    return index
  }

  /// The eight bytes at `index`, the first one lowest.
  ///
  /// - Precondition: they are there. Looked at once for a whole cell: see `RowScan.margin`.
  @inline(__always) func eight(at index: Int) -> UInt64 {
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
  }

  /// The place behind a plain decimal number of at most 15 digits, which a double keeps and programs show as it stands; `nil`
  /// for others.
  ///
  /// - Precondition: more than 17 bytes are left.
  @inline(__always) func endOfPlainDecimal(from start: Int) -> (end: Int, hasZeroAtEnd: Bool)? {
    var index = start
    // In bounds by the precondition.
    if unsafe self[unchecked: index] == .hyphen { index += 1 }
    let first = index
    var point = -1
    let limit = first + 17
    while index < limit {
      let byte = unsafe self[unchecked: index]
      if !byte.isDigit {
        guard byte == .period, point < 0 else { break }
        point = index
      }
      index += 1
    }
    let digits = index - first - (point < 0 ? 0 : 1)
    guard digits > 0, digits <= 15, point != first, point != index - 1 else { return nil }
    let whole = (point < 0 ? index : point) - first
    // 007 is shown as 7, and -0 as 0.
    if self[first] == .zero, whole > 1 || first > start { return nil }
    return (index, point >= 0 && self[index - 1] == .zero)
  }

  /// Whether no point stands in a plain decimal.
  func isWhole(_ decimal: Range<Int>) -> Bool {
    extracting(decimal).firstIndex(of: UInt8.period) == nil
  }
}

extension UInt64 {
  /// The top bit of the lowest byte that is `byte`; bytes above that one may be told of wrongly.
  @inline(__always) fileprivate func zeroBytes(xor byte: UInt64) -> UInt64 {
    let differences = self ^ (byte &* 0x0101_0101_0101_0101)
    return (differences &- 0x0101_0101_0101_0101) & ~differences & 0x8080_8080_8080_8080
  }
}
