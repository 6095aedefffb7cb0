public import Bytes

/// CSV records, one after another, out of a stream of bytes.
///
/// A record is the reader's window and the ends of its fields; both are reused, so no record costs an allocation.
public struct RecordReader: ~Copyable {
  @usableFromInline var input: ByteReader
  /// The fields of the current record: places in `bytes`. At least one after `next()` gave `true`.
  public private(set) var fields: [FieldRange] = []
  /// The number of the line on which the current record starts, from 1.
  public private(set) var line = 0
  /// Whether a quote stands in the current record. Without one its bytes, from the first field to the last, are the record
  /// as it would be written again.
  public private(set) var hasQuotes = false
  private let delimiter: UInt8
  private var length = 0
  private var nextLine = 1

  /// Reads from `input`; a byte order mark before the first record is passed over.
  public init(_ input: consuming ByteReader, delimiter: UInt8 = .comma) {
    self.input = input
    self.delimiter = delimiter
  }

  /// The input's name in messages.
  public var name: String { input.name }

  /// The bytes that `fields` point into, valid until the next call of `next()`.
  @inlinable public var bytes: Span<UInt8> {
    @inline(__always) @_lifetime(borrow self) get { input.window }
  }

  /// The bytes of one field, without quotes.
  @inlinable @inline(__always) @_lifetime(borrow self) public func field(_ index: Int) -> Span<UInt8> {
    input.window.extracting(fields[index].range)
  }

  /// Whether a field stands in quotes. An empty one that does is a blank, one that does not may be nothing.
  public func isQuoted(_ index: Int) -> Bool {
    let lower = fields[index].lower
    return lower > 0 && bytes[lower - 1] == .quote
  }

  /// Where the input does not fit the encoding it is read in; the records end there.
  public var invalidOffset: Int? { input.invalidOffset }

  /// Goes to the next record; `false` after the last one.
  ///
  /// Shape: an empty line is a record with one empty field; a line end at the end of the input starts no record.
  /// - Throws: `CSVError` with the line and column of the quote.
  public mutating func next() throws(CSVError) -> Bool {
    input.consume(length)
    length = 0
    line = nextLine
    if line == 1 { try skipByteOrderMark() }
    while true {
      if input.window.isEmpty {
        if try more() { continue }
        return false
      }
      switch input.window.scanWithMasks(
        delimiter: delimiter, isAtEnd: input.isAtEnd, into: &fields)
      {
      case .record(let length, let hasQuotes):
        self.length = length
        self.hasQuotes = hasQuotes
        nextLine += hasQuotes ? countLines(upTo: length) : 1
        if hasQuotes { removeDoubledQuotes() }
        return true
      case .incomplete:
        _ = try more()
      case .unclosedQuote(let index):
        throw .unclosedQuote(location(of: index))
      case .textAfterQuote(let index):
        throw .textAfterQuote(location(of: index))
      }
    }
  }

  /// What is at hand behind the current record.
  public var following: Span<UInt8> {
    @_lifetime(borrow self) get { input.window.extracting(length..<input.window.count) }
  }

  /// Passes over records behind the current one that the owner has read by itself in `following`, each on one line.
  public mutating func pass(_ count: Int, lines: Int) {
    length += count
    nextLine += lines
  }

  /// The place of a byte of `bytes`, for messages.
  public func location(of index: Int) -> Location {
    input.window.location(of: index, name: name, firstLine: line)
  }

  private mutating func more() throws(CSVError) -> Bool {
    do { return try input.more() } catch { throw .input(error) }
  }

  private mutating func skipByteOrderMark() throws(CSVError) {
    while input.window.count < 3, try more() {}
    if input.window.starts(with: [0xEF, 0xBB, 0xBF]) { input.consume(3) }
  }

  /// Lines in the record: one, unless a quoted field holds line ends.
  private func countLines(upTo length: Int) -> Int {
    let window = input.window
    guard fields.contains(where: { $0.lower > 0 && window[$0.lower - 1] == .quote }) else {
      return 1
    }
    var count = 0
    for index in 0..<length where window[index] == .lineFeed { count += 1 }
    return max(count, 1)
  }

  /// Writes the fields that hold doubled quotes again in place, shorter.
  private mutating func removeDoubledQuotes() {
    for index in fields.indices where fields[index].hasDoubledQuotes {
      let base = input.start
      var from = fields[index].lower
      var to = from
      while from < fields[index].upper {
        let byte = input.storage[base + from]
        input.storage[base + to] = byte
        from += byte == .quote ? 2 : 1
        to += 1
      }
      fields[index].upper = to
    }
  }
}
