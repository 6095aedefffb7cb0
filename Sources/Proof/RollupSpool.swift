import Bytes

/// A fact of a report, as far as adding it up needs it.
struct RollupEntry: Sendable {
  /// A place in `Figures.keys`.
  var key: Int
  var state: ReportFigures.State
  /// A place in the list of units; 0 for none.
  var unit: Int
  var amount: Amount

  /// Bytes in the spool: four of the key, one of the state, two of the unit, eight of the amount.
  static let size = 15
}

/// The figures of all reports, waiting in a temporary file until it is known which of them count.
struct RollupSpool: ~Copyable {
  private let file: TemporaryFile
  private var writer: ByteWriter

  init() throws(IOError) {
    file = try TemporaryFile()
    writer = ByteWriter(descriptor: file.descriptor, name: "temporary file")
  }

  mutating func append(body: Int, _ entries: [RollupEntry]) throws(IOError) {
    writer.append(UInt64(body), bytes: 4)
    writer.append(UInt64(entries.count), bytes: 4)
    for entry in entries {
      writer.append(UInt64(entry.key), bytes: 4)
      writer.append(entry.state.rawValue)
      writer.append(UInt64(entry.unit), bytes: 2)
      writer.append(UInt64(bitPattern: entry.amount.millionths), bytes: 8)
    }
    try writer.flushIfFull()
  }

  /// Ends the writing; the reports from the first on.
  mutating func reports() throws(IOError) -> RollupSpoolReader {
    try writer.flush()
    return RollupSpoolReader(try file.reader())
  }
}

/// The reports of a spool, one at a time.
struct RollupSpoolReader: ~Copyable {
  private var input: ByteReader
  private(set) var body = 0
  private(set) var entries: [RollupEntry] = []

  init(_ input: consuming ByteReader) { self.input = input }

  /// Goes to the next report; `false` after the last one.
  mutating func next() throws(IOError) -> Bool {
    guard try need(8) else { return false }
    body = Int(number(at: 0, bytes: 4))
    let count = Int(number(at: 4, bytes: 4))
    input.consume(8)
    guard try need(count * RollupEntry.size) else { return false }
    entries.removeAll(keepingCapacity: true)
    for index in 0..<count {
      let start = index * RollupEntry.size
      entries.append(
        RollupEntry(
          key: Int(number(at: start, bytes: 4)),
          state: ReportFigures.State(rawValue: input.window[start + 4]) ?? .absent,
          unit: Int(number(at: start + 5, bytes: 2)),
          amount: Amount(millionths: Int64(bitPattern: number(at: start + 7, bytes: 8)))))
    }
    input.consume(count * RollupEntry.size)
    return true
  }

  private mutating func need(_ count: Int) throws(IOError) -> Bool {
    while input.window.count < count {
      guard try input.more() else { return false }
    }
    return true
  }

  private func number(at start: Int, bytes: Int) -> UInt64 {
    let window = input.window
    var value: UInt64 = 0
    for index in 0..<bytes { value |= UInt64(window[start + index]) << (8 * UInt64(index)) }
    return value
  }
}

extension ByteWriter {
  /// Appends the low bytes of a number, lowest first; for the temporary file only.
  fileprivate mutating func append(_ number: UInt64, bytes: Int) {
    for index in 0..<bytes { append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(index)))) }
  }
}
