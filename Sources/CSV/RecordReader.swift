public import Bytes

/// CSV records, one after another, out of a stream of bytes.
///
/// A record is the reader's window and the ends of its fields; both are reused, so no record costs an allocation.
/// Time is linear in the input, and memory in the longest record, which has limits.
public struct RecordReader: ~Copyable {
  @usableFromInline var input: ByteReader
  /// The fields of the current record: places in `bytes`. At least one after `next()` gave `true`.
  public private(set) var fields: [FieldRange] = []
  /// The number of the line on which the current record starts, from 1.
  public private(set) var line = 0
  /// Whether a quote stands in the current record. Without one its bytes, from the first field to the last, are the record
  /// as it would be written again.
  public private(set) var hasQuotes = false
  /// Whether the input begins as this program writes CSV: UTF-8 without a mark, commas, and LF behind the first record.
  public internal(set) var isAsWritten = false
  /// Whether the input ends behind the current record, without a line end.
  public private(set) var isWithoutLineEnd = false
  var delimiter: UInt8
  var nextLine = 1
  private var length = 0
  /// How the input begins: `nil` once that has been looked at.
  private var beginning: Beginning?

  /// The most bytes and fields of a record. A report has at most 16 MiB of text, which may stand in one cell; a wide table has a field for
  /// each kind of figure.
  static let byteLimit = 32 << 20
  static let fieldLimit = 1 << 20
  var byteLimit = Self.byteLimit
  /// How many bytes were looked at again because their record was not whole.
  private(set) var repeatedCount = 0

  enum Beginning {
    /// UTF-8 and a known delimiter; there may be a byte order mark.
    case known
    /// Encoding, delimiter and a line `sep=` are to be found out.
    case unknown
  }

  /// Reads UTF-8 from `input`; a byte order mark before the first record is passed over.
  public init(_ input: consuming ByteReader, delimiter: UInt8 = .comma) {
    self.input = input
    self.delimiter = delimiter
    beginning = .known
  }

  /// Reads `input` in whatever encoding and with whatever delimiter programs save it: UTF-8, GB18030 or UTF-16 with its mark; commas,
  /// tabs or semicolons, or what a first line `sep=` names.
  public init(recognising input: consuming ByteReader) {
    self.input = input
    delimiter = .comma
    beginning = .unknown
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

  /// Whether the bytes of the current record, from the first field to the last, are the record as it would be written again.
  public var isPlain: Bool { !hasQuotes && delimiter == .comma }

  /// Goes to the next record; `false` after the last one.
  ///
  /// Shape: an empty line is a record with one empty field; a line end at the end of the input starts no record.
  /// - Throws: `CSVError` with the line and column of the quote.
  public mutating func next() throws(CSVError) -> Bool {
    input.consume(length)
    length = 0
    if let beginning {
      self.beginning = nil
      try begin(beginning)
    }
    line = nextLine
    while true {
      if input.window.isEmpty {
        if try more() { continue }
        try checkText()
        return false
      }
      let isAtEnd = input.isAtEnd && input.invalidOffset == nil
      switch input.window.scanWithMasks(delimiter: delimiter, isAtEnd: isAtEnd, into: &fields) {
      case .record(let length, let hasQuotes):
        guard length <= byteLimit else { throw .tooLong(location(of: 0)) }
        self.length = length
        self.hasQuotes = hasQuotes
        nextLine += hasQuotes ? countLines(upTo: length) : 1
        if length == input.window.count { isWithoutLineEnd = !input.window[length - 1].endsRecord }
        if hasQuotes { removeDoubledQuotes() }
        return true
      case .incomplete: try readOn()
      case .unclosedQuote(let index): throw .unclosedQuote(location(of: index))
      case .textAfterQuote(let index): throw .textAfterQuote(location(of: index))
      case .tooManyFields: throw .tooManyFields(location(of: 0))
      }
    }
  }

  /// Reads on in a record that is not whole: a long one as much again as is there, or looking at it over and over would take its time
  /// by the square.
  private mutating func readOn() throws(CSVError) {
    let count = input.window.count
    repeatedCount += count
    guard count <= byteLimit else { throw .tooLong(location(of: 0)) }
    repeat {
      if try !more() { return try checkText() }
    } while count > 4096 && input.window.count < count * 2
  }

  /// Refuses an input at the byte that does not fit its encoding.
  private func checkText() throws(CSVError) {
    guard let offset = input.invalidOffset else { return }
    let place = location(of: input.window.count)
    if input.isCut { throw .cutOff(Location(name, line: place.line)) }
    throw .invalidText(place, offset: offset, encoding: input.encoding)
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

  mutating func more() throws(CSVError) -> Bool {
    do { return try input.more() } catch { throw .input(error) }
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
