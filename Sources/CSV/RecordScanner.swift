import Bytes

/// A field's bytes in the window, without the quotes around it.
public struct FieldRange: Equatable, Sendable {
  public var lower: Int
  public var upper: Int
  /// Whether doubled quotes inside still stand for one.
  var hasDoubledQuotes: Bool

  @inlinable public var range: Range<Int> { lower..<upper }
}

/// What a scan of one record found.
enum Scan: Equatable {
  /// A whole record: its length with the line end, and whether a quote stands anywhere in it.
  case record(length: Int, hasQuotes: Bool)
  /// The window ends inside the record.
  case incomplete
  case unclosedQuote(at: Int)
  case textAfterQuote(at: Int)
  case tooManyFields
}

extension Span where Element == UInt8 {
  /// Finds the fields of the record that the bytes begin with.
  ///
  /// This is the readable form, one byte at a time, and the oracle of `scanWithMasks` in the tests.
  /// Source: RFC 4180 section 2; CR LF, LF and CR all end a record. A quote inside an unquoted field is text.
  func scanSimply(
    delimiter: UInt8, isAtEnd: Bool, into fields: inout [FieldRange]
  ) -> Scan {
    fields.removeAll(keepingCapacity: true)
    var index = 0
    var hasQuotes = false
    while true {
      let start = index
      if index < count, self[index] == .quote {
        let opening = index
        var doubled = false
        hasQuotes = true
        index += 1
        while true {
          while index < count, self[index] != .quote { index += 1 }
          if index == count { return isAtEnd ? .unclosedQuote(at: opening) : .incomplete }
          if index + 1 == count, !isAtEnd { return .incomplete }
          guard index + 1 < count, self[index + 1] == .quote else { break }
          doubled = true
          index += 2
        }
        fields.append(FieldRange(lower: start + 1, upper: index, hasDoubledQuotes: doubled))
        index += 1
      } else {
        while index < count, self[index] != delimiter, !self[index].endsRecord {
          if self[index] == .quote { hasQuotes = true }
          index += 1
        }
        fields.append(FieldRange(lower: start, upper: index, hasDoubledQuotes: false))
      }
      if fields.count > RecordReader.fieldLimit { return .tooManyFields }
      if index == count { return isAtEnd ? .record(length: index, hasQuotes: hasQuotes) : .incomplete }
      if self[index] == delimiter {
        index += 1
        continue
      }
      return endOfRecord(at: index, isAtEnd: isAtEnd, hasQuotes: hasQuotes)
    }
  }

  /// The same, 32 bytes at a time. Records in which a field is quoted, that have more fields than the one before, and the last bytes
  /// of the window, are left to `scanSimply`: they are rare.
  func scanWithMasks(
    delimiter: UInt8, isAtEnd: Bool, into fields: inout [FieldRange]
  ) -> Scan {
    var start = 0
    var base = 0
    var number = 0
    var hasQuotes = false
    // The fields of the record before are written over: to append each one takes several times as long.
    let known = fields.count
    var places = fields.mutableSpan
    while base + StructuralMask.fieldWidth <= count {
      var bits = StructuralMask.bits(self, at: base, delimiter: delimiter)
      while bits != 0 {
        let index = base + bits.trailingZeroBitCount
        bits &= bits &- 1
        let byte = self[index]
        if byte == .quote, index > start {
          hasQuotes = true
          continue
        }
        guard byte != .quote, number < known else {
          return scanSimply(delimiter: delimiter, isAtEnd: isAtEnd, into: &fields)
        }
        places[number] = FieldRange(lower: start, upper: index, hasDoubledQuotes: false)
        number += 1
        if byte != delimiter {
          if number < known { fields.removeLast(known - number) }
          return endOfRecord(at: index, isAtEnd: isAtEnd, hasQuotes: hasQuotes)
        }
        start = index + 1
      }
      base += StructuralMask.fieldWidth
    }
    return scanSimply(delimiter: delimiter, isAtEnd: isAtEnd, into: &fields)
  }

  /// The record's length, when `index` stands on its line end.
  func endOfRecord(at index: Int, isAtEnd: Bool, hasQuotes: Bool) -> Scan {
    if self[index] == .lineFeed { return .record(length: index + 1, hasQuotes: hasQuotes) }
    guard self[index] == .carriageReturn else { return .textAfterQuote(at: index) }
    if index + 1 == count { return isAtEnd ? .record(length: count, hasQuotes: hasQuotes) : .incomplete }
    return .record(length: self[index + 1] == .lineFeed ? index + 2 : index + 1, hasQuotes: hasQuotes)
  }
}

extension UInt8 {
  var endsRecord: Bool { self == .lineFeed || self == .carriageReturn }
}
