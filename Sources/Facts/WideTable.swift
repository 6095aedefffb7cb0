public import Bytes
import SystemPackage

/// A column of a wide table: the section, row and column of the facts it holds.
public struct WideColumn: Sendable, Equatable {
  public let section: [UInt8]
  public let row: [UInt8]
  public let column: [UInt8]

  public init(section: [UInt8], row: [UInt8], column: [UInt8]) {
    self.section = section
    self.row = row
    self.column = column
  }
}

/// Long to wide: facts go in one by one, rows of one agency and year come out, in bounded memory.
///
/// The rows wait in a temporary file, for the columns are known only at the end. Memory: the distinct columns, one row, and 8
/// bytes for each agency and year. A new column takes its place behind the column of the fact before it, so that reports on
/// several forms keep the printed order.
///
/// A key that comes twice for one agency and year starts a further row; nothing is overwritten.
public struct WideTable: ~Copyable {
  public private(set) var columns: [WideColumn] = []
  /// How many rows were added for an agency and year that had one already.
  public private(set) var repeatedRows = 0

  /// For each column the one behind it; -1 ends the list. `first` is -1 while there are none.
  private var following: [Int] = []
  private var first = -1
  /// Column numbers by the hash of their key; more than one where hashes meet.
  private var byHash: [UInt64: [Int]] = [:]

  private var agency: [UInt8] = []
  private var year: [UInt8] = []
  /// The row being filled: values one after another, and where each column's stands.
  private var values: [UInt8] = []
  private var places: [Range<Int>?] = []
  private var filled: [Int] = []
  private var hasRow = false
  private var previous = -1

  private var seen: Set<UInt64> = []
  private let file: TemporaryFile
  private var spool: ByteWriter

  /// - Throws: `IOError.cannotCreate` where there is no room for the temporary file.
  public init() throws(IOError) {
    file = try TemporaryFile()
    spool = ByteWriter(descriptor: file.descriptor, name: "temporary file")
  }

  /// Adds one fact.
  ///
  /// - Returns: whether this fact began a further row for an agency and year that came before.
  /// - Throws: `IOError` of the temporary file.
  public mutating func add(
    agency: Span<UInt8>, year: Span<UInt8>, section: Span<UInt8>, row: Span<UInt8>,
    column: Span<UInt8>, value: Span<UInt8>
  ) throws(IOError) -> Bool {
    var repeats = false
    if !hasRow || !year.equals(self.year) || !agency.equals(self.agency) {
      repeats = try begin(agency: agency, year: year)
    }
    var number = self.number(section: section, row: row, column: column)
    if places[number] != nil {
      repeats = try begin(agency: agency, year: year)
      number = self.number(section: section, row: row, column: column)
    }
    let start = values.count
    values.append(span: value)
    places[number] = start..<values.count
    filled.append(number)
    previous = number
    return repeats
  }

  private mutating func begin(agency: Span<UInt8>, year: Span<UInt8>) throws(IOError) -> Bool {
    try finishRow()
    self.agency = [UInt8](copying: agency)
    self.year = [UInt8](copying: year)
    hasRow = true
    previous = -1
    var hash = FNV1a()
    hash.combine(agency)
    hash.combine(year)
    let isNew = seen.insert(hash.value).inserted
    if !isNew { repeatedRows += 1 }
    return !isNew
  }

  /// The number of the column with this key, made anew where there is none.
  private mutating func number(section: Span<UInt8>, row: Span<UInt8>, column: Span<UInt8>) -> Int {
    // Facts come in printed order: mostly it is the column behind the last one.
    let guess = previous < 0 ? first : following[previous]
    if guess >= 0, isKey(guess, section, row, column) { return guess }
    var hash = FNV1a()
    hash.combine(section)
    hash.combine(row)
    hash.combine(column)
    for number in byHash[hash.value] ?? [] where isKey(number, section, row, column) {
      return number
    }
    let number = columns.count
    columns.append(
      WideColumn(
        section: [UInt8](copying: section), row: [UInt8](copying: row),
        column: [UInt8](copying: column)))
    byHash[hash.value, default: []].append(number)
    places.append(nil)
    if previous < 0 {
      following.append(first)
      first = number
    } else {
      following.append(following[previous])
      following[previous] = number
    }
    return number
  }

  private func isKey(
    _ number: Int, _ section: Span<UInt8>, _ row: Span<UInt8>, _ column: Span<UInt8>
  ) -> Bool {
    column.equals(columns[number].column) && row.equals(columns[number].row)
      && section.equals(columns[number].section)
  }

  private mutating func finishRow() throws(IOError) {
    guard hasRow else { return }
    spool.append(length: agency.count)
    spool.append(agency)
    spool.append(length: year.count)
    spool.append(year)
    spool.append(length: filled.count)
    for number in filled {
      let value = values[places[number] ?? 0..<0]
      spool.append(length: number)
      spool.append(length: value.count)
      spool.append(value.span)
      places[number] = nil
    }
    filled.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    hasRow = false
    try spool.flushIfFull()
  }

  /// Ends the input and gives the rows in the order they came.
  /// - Throws: `IOError` of the temporary file.
  public mutating func finish() throws(IOError) -> WideRows {
    try finishRow()
    try spool.flush()
    var order: [Int] = []
    var number = first
    while number >= 0 {
      order.append(number)
      number = following[number]
    }
    return WideRows(try file.reader(), columns: columns, order: order)
  }
}

extension ByteWriter {
  /// Appends a length as four bytes, for the temporary file only.
  fileprivate mutating func append(length: Int) {
    for shift in [0, 8, 16, 24] { append(UInt8(truncatingIfNeeded: length >> shift)) }
  }
}

/// The rows of a wide table, one at a time.
public struct WideRows: ~Copyable {
  private var input: ByteReader
  /// The columns in their final order.
  public let columns: [WideColumn]
  private let position: [Int]
  private var length = 0

  private var agencyRange = 0..<0
  private var yearRange = 0..<0
  private var places: [Range<Int>?]

  init(_ input: consuming ByteReader, columns: [WideColumn], order: [Int]) {
    self.input = input
    self.columns = order.map { columns[$0] }
    var position = [Int](repeating: 0, count: columns.count)
    for (index, number) in order.enumerated() { position[number] = index }
    self.position = position
    places = Array(repeating: nil, count: columns.count)
  }

  /// Goes to the next row; `false` after the last one.
  /// - Throws: `IOError.cannotRead`.
  public mutating func next() throws(IOError) -> Bool {
    input.consume(length)
    length = 0
    guard try need(4) else { return false }
    for index in places.indices { places[index] = nil }
    agencyRange = try field()
    yearRange = try field()
    let count = try number()
    for _ in 0..<count {
      let column = try number()
      places[position[column]] = try field()
    }
    return true
  }

  public var agency: Span<UInt8> {
    @_lifetime(borrow self) get { input.window.extracting(agencyRange) }
  }

  public var year: Span<UInt8> {
    @_lifetime(borrow self) get { input.window.extracting(yearRange) }
  }

  /// The value in a column; empty where the report has a blank there or no such fact.
  @_lifetime(borrow self) public func value(_ column: Int) -> Span<UInt8> {
    input.window.extracting(places[column] ?? 0..<0)
  }

  /// Whether the report has a fact in a column; a blank one too.
  public func holds(_ column: Int) -> Bool { places[column] != nil }

  private mutating func need(_ count: Int) throws(IOError) -> Bool {
    while input.window.count < length + count {
      guard try input.more() else { return false }
    }
    return true
  }

  private mutating func number() throws(IOError) -> Int {
    guard try need(4) else { return 0 }
    var value = 0
    for index in 0..<4 { value |= Int(input.window[length + index]) << (8 * index) }
    length += 4
    return value
  }

  private mutating func field() throws(IOError) -> Range<Int> {
    let count = try number()
    _ = try need(count)
    defer { length += count }
    return length..<length + count
  }
}
