public import Bytes
public import CSV

/// What can be wrong with a file of facts.
public enum FactsError: Error, Equatable, Sendable {
  case wrongHeader(Location, found: String)
  case empty(name: String)
  case fieldCount(Location, found: Int, expected: Int)
  case csv(CSVError)
  /// Rows that wait in a temporary file could not be kept.
  case spool(IOError)
}

extension FactsError: Explained {
  public var diagnostic: Diagnostic {
    let header = FactColumn.required.map(\.rawValue).joined(separator: ",")
    return switch self {
    case .wrongHeader(let place, let found):
      Diagnostic(
        .error, at: place, what: "these are not tidy facts",
        why: "the first line is “\(found)”, it should begin with “\(header)”",
        remedy: "Give it the output of nianbao tidy")
    case .empty(let name):
      Diagnostic(
        .error, at: Location(name), what: "the input is empty", why: "tidy facts begin with “\(header)”",
        remedy: "Give it the output of nianbao tidy")
    case .fieldCount(let place, let found, let expected):
      Diagnostic(
        .error, at: place, what: "the record has \(found) fields, the header has \(expected)",
        remedy: "The input may be cut off or edited: make it again with nianbao tidy")
    case .csv(let error): error.diagnostic
    case .spool(let error): error.diagnostic
    }
  }
}

/// Facts out of tidy CSV, one at a time, as bytes; in whatever encoding and with whatever delimiter programs save it.
public struct FactReader: ~Copyable {
  @usableFromInline var records: RecordReader
  /// The names of the columns: the six, then whatever `--with` added.
  public let columns: [String]
  /// Is given what is to be said of the input and stops nothing.
  private let warn: (Diagnostic) -> Void

  /// - Throws: `FactsError` where the first six columns are not those of tidy facts.
  public init(_ input: consuming ByteReader, warn: @escaping (Diagnostic) -> Void = { _ in })
    throws(FactsError)
  {
    var records = RecordReader(recognising: input)
    columns = try Self.header(&records)
    self.records = records
    self.warn = warn
    if self.records.isWithoutLineEnd {
      warn(.withoutLineEnd(Location(self.records.name, line: self.records.line)))
    }
  }

  private static func header(_ records: inout RecordReader) throws(FactsError) -> [String] {
    do {
      guard try records.next() else { throw FactsError.empty(name: records.name) }
    } catch let error as CSVError {
      throw .csv(error)
    } catch {
      throw .empty(name: records.name)
    }
    let names = (0..<records.fields.count).map { String(records.field($0)) }
    let required = FactColumn.required.map(\.rawValue)
    guard names.starts(with: required) else {
      let found = String(names.joined(separator: ",").prefix(60))
      throw .wrongHeader(Location(records.name, line: records.line, column: 1), found: found)
    }
    return names
  }

  /// Goes to the next fact; `false` after the last one. Empty lines are passed over, and so is the header where it comes again.
  /// - Throws: `FactsError` with the line of the record.
  public mutating func next() throws(FactsError) -> Bool {
    do throws(CSVError) {
      repeat {
        guard try records.next() else { return false }
      } while records.fields.count == 1 && records.field(0).isEmpty || isHeaderAgain()
    } catch {
      throw .csv(error)
    }
    guard records.fields.count == columns.count else {
      throw .fieldCount(
        Location(records.name, line: records.line), found: records.fields.count,
        expected: columns.count)
    }
    if records.isWithoutLineEnd { try checkEnd() }
    return true
  }

  /// Whether the record at hand is the header again, as `cat a.csv b.csv` leaves it; says so.
  private func isHeaderAgain() -> Bool {
    guard records.repeats(columns) else { return false }
    warn(.headerAgain(Location(records.name, line: records.line)))
    return true
  }

  /// Refuses a last fact without a line end where this program has written the input, for it ends every line; else warns of it.
  private func checkEnd() throws(FactsError) {
    let place = Location(records.name, line: records.line)
    let own = FactColumn.required + FactColumn.optional.filter { columns.contains($0.rawValue) }
    if records.isAsWritten, columns == own.map(\.rawValue) { throw .csv(.cutOff(place)) }
    warn(.withoutLineEnd(place))
  }

  /// The bytes of one field of the fact at hand, valid until the next call of `next()`.
  @inlinable @_lifetime(borrow self) public func field(_ index: Int) -> Span<UInt8> {
    records.bytes.extracting(records.fields[index].range)
  }

  @inlinable public var agency: Span<UInt8> {
    @_lifetime(borrow self) get { records.bytes.extracting(records.fields[0].range) }
  }
  @inlinable public var year: Span<UInt8> {
    @_lifetime(borrow self) get { records.bytes.extracting(records.fields[1].range) }
  }
  @inlinable public var section: Span<UInt8> {
    @_lifetime(borrow self) get { records.bytes.extracting(records.fields[2].range) }
  }
  @inlinable public var row: Span<UInt8> {
    @_lifetime(borrow self) get { records.bytes.extracting(records.fields[3].range) }
  }
  @inlinable public var column: Span<UInt8> {
    @_lifetime(borrow self) get { records.bytes.extracting(records.fields[4].range) }
  }
  @inlinable public var value: Span<UInt8> {
    @_lifetime(borrow self) get { records.bytes.extracting(records.fields[5].range) }
  }

  /// The fact at hand as it stands in the file, without its line end; empty where quotes would have to be looked at.
  public var plainRecord: Span<UInt8> {
    @_lifetime(borrow self) get {
      let isPlain = records.isPlain
      return records.bytes.extracting(0..<(isPlain ? records.fields[columns.count - 1].upper : 0))
    }
  }

  /// Section, row and column of the fact at hand with the commas between; empty where quotes would have to be looked at.
  @inlinable public var plainKey: Span<UInt8> {
    @_lifetime(borrow self) get {
      let isPlain = records.isPlain
      return records.bytes.extracting(
        isPlain ? records.fields[2].range.lowerBound..<records.fields[4].range.upperBound : 0..<0)
    }
  }

  /// The line of the fact at hand.
  public var line: Int { records.line }

  /// The place of the fact at hand, for messages.
  public var location: Location { Location(records.name, line: records.line) }
}
