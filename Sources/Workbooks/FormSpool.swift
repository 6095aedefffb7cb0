import Bytes
import CSV
import Facts
import Sheets

/// Facts that wait for the end of the list, to be printed as forms: those of one report in memory, those of many in a file.
struct FormSpool: ~Copyable {
  /// The most bytes of a single report; no real one comes near.
  private static let memoryLimit = 16 << 20
  /// The most facts of a single report: a table of them all in one row fits on a sheet. Real ones have some hundred.
  private static let factLimit = SheetLimit.columns - 1

  private let file: TemporaryFile?
  private var csv: ByteWriter
  private var agency: [UInt8] = []
  private var year: [UInt8] = []
  private var count = 0
  /// Whether a second report has come, where one was waited for: it and those after it are not kept.
  private(set) var hasSecondReport = false

  /// - Throws: `IOError.cannotCreate`.
  init(isInMemory: Bool) throws(IOError) {
    if isInMemory { self.init(nil) } else { self.init(try TemporaryFile()) }
  }

  private init(_ file: consuming TemporaryFile?) {
    let descriptor = file?.descriptor
    csv = descriptor.map { ByteWriter(descriptor: $0, name: "temporary file") } ?? ByteWriter()
    self.file = file
    FactWriter().appendHeader(to: &csv)
  }

  mutating func add(_ facts: borrowing FactReader) throws(IOError) {
    if file == nil, count > 0,
      !facts.agency.equals(agency) || !facts.year.equals(year) || csv.span.count > Self.memoryLimit
        || count == Self.factLimit
    {
      hasSecondReport = true
      csv.removeAll()
      return
    }
    if count == 0 {
      agency = [UInt8](copying: facts.agency)
      year = [UInt8](copying: facts.year)
    }
    count += 1
    for index in FactColumn.required.indices {
      if index > 0 { csv.append(.comma) }
      csv.append(field: facts.field(index))
    }
    csv.append(.lineFeed)
    if file != nil { try csv.flushIfFull() }
  }

  /// What was kept, a report at a time; `nil` where no fact came.
  mutating func reports() throws(IOError) -> ReportFactsReader? {
    guard count > 0 else { return nil }
    try csv.flush()
    let input = try file?.reader() ?? ByteReader(bytes: csv.bytes, name: "facts")
    // It was written here, so it is in order.
    guard let facts = try? FactReader(input) else { return nil }
    return ReportFactsReader(facts)
  }
}

extension ReportFactsReader {
  /// The next report of a spool, in which nothing but reading can fail.
  mutating func nextOfSpool() throws(IOError) -> ReportFacts? {
    do {
      return try next()
    } catch {
      if case .csv(.input(let error)) = error { throw error }
      return nil
    }
  }
}
