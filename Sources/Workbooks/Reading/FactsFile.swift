public import Bytes
import CSV
public import Facts
public import Forms
import Readers
import Reports
import Sheets

/// A file of facts in any of the forms they are written in.
public struct FactsFile {
  public enum Kind: Sendable {
    case csv, workbook

    /// By the content, and by the ending where that does not tell; `nil` for a raw report.
    ///
    /// - Parameter input: the file, of which no more is consumed than is read.
    /// - Throws: `IOError` of the input.
    public init?(_ input: inout ByteReader, _ file: String) throws(IOError) {
      if let kind = try Self(content: &input, of: file) {
        self = kind
        return
      }
      let window = input.window
      guard file.endsIn(".csv"), RawKind.recognised(window) == nil,
        // A report that is text begins with a line that is no record.
        FactsFile.header(file).count > 1 || !RawKind.hasTitleWords(window)
      else { return nil }
      self = .csv
    }

    /// By the content alone.
    /// - Throws: `IOError` of the input.
    public init?(content input: inout ByteReader, of file: String) throws(IOError) {
      // Most inputs are reports, and many: no more is looked at than the beginning that is read anyhow.
      while input.window.count < 256, try input.more() {}
      if input.window.mayBeWorkbook || file.endsIn(".xml"), WorkbookFacts.hasFacts(file) {
        self = .workbook
      } else if input.window.mayBeTable,
        Set(FactsFile.header(file)).isSuperset(of: [FactColumn.agency.rawValue, FactColumn.year.rawValue])
      {
        self = .csv
      } else {
        return nil
      }
    }
  }

  private let file: String
  private let kind: Kind

  public init(_ file: String, _ kind: Kind) {
    self.file = file
    self.kind = kind
  }

  /// Writes the facts with the six columns and `columns`, empty where the file has no such column; no header.
  ///
  /// - Parameters:
  ///   - say: is given what there is to say of the file; of what is refused, errors.
  ///   - begin: is given agency and year where facts of another report begin.
  /// - Returns: how many facts.
  /// - Throws: `Diagnostic` where it is not known what counts; `FactsError`, `WorkbookError`, `CSVError`, `IOError`.
  public func write(
    with columns: Set<FactColumn>, library: FormLibrary, to writer: inout ByteWriter,
    say: @escaping (Diagnostic) -> Void, begin: (ReportName) -> Void
  ) throws -> Int {
    if kind == .csv, Self.header(file).starts(with: FactColumn.required.map(\.rawValue)) {
      var facts = try FactReader(try ByteReader(opening: file), warn: say)
      return try copy(&facts, with: columns, to: &writer, say, begin)
    }
    // Other forms become tidy facts first.
    let spool = try TemporaryFile()
    var tidy = ByteWriter(descriptor: spool.descriptor, name: "temporary file")
    if kind == .csv {
      var table = try WideInput(file, say: say)
      _ = try table.writeFacts(library: library, to: &tidy)
    } else {
      _ = try WorkbookFacts(file, library: library, say: say).write(to: &tidy)
    }
    try tidy.flush()
    var facts = try FactReader(try spool.readBack())
    return try copy(&facts, with: columns, to: &writer, say, begin)
  }

  /// The names in the first line of a table.
  private static func header(_ file: String) -> [String] {
    guard let input = try? ByteReader(opening: file) else { return [] }
    var records = RecordReader(recognising: input)
    guard (try? records.next()) == true else { return [] }
    return records.fields.indices.map { String(records.field($0)) }
  }

  private func copy(
    _ facts: inout FactReader, with columns: Set<FactColumn>, to writer: inout ByteWriter,
    _ say: (Diagnostic) -> Void, _ begin: (ReportName) -> Void
  ) throws -> Int {
    let wanted = FactColumn.required + FactColumn.optional.filter(columns.contains)
    let places = wanted.map { facts.columns.firstIndex(of: $0.rawValue) }
    for column in facts.columns.indices where !places.contains(column) {
      say(leftOut(facts.columns[column]))
    }
    var seen: Set<ReportName> = []
    var last: ReportName?
    var count = 0
    while try facts.next() {
      count += 1
      let isNext = last.map { facts.agency.equals($0.agency) && facts.year.equals($0.year) } ?? false
      if !isNext {
        let report = ReportName(facts.agency, facts.year)
        if seen.insert(report).inserted { begin(report) }
        last = report
      }
      for (index, place) in places.enumerated() {
        if index > 0 { writer.append(.comma) }
        if let place { writer.append(field: facts.field(place)) }
      }
      writer.append(.lineFeed)
      try writer.flushIfFull()
    }
    return count
  }

  private func leftOut(_ column: String) -> Diagnostic {
    let isKnown = FactColumn.optional.contains { $0.rawValue == column }
    return Diagnostic(
      isKnown ? .note : .warning, at: Location(file), what: "the column “\(column)” is left out",
      why: isKnown ? "it was not asked for" : "facts of several files have the columns of tidy facts only",
      remedy: isKnown ? "Ask for it with --with \(column)" : "Keep it with nianbao to-csv")
  }
}

extension Span where Element == UInt8 {
  /// Whether a workbook may begin so.
  fileprivate var mayBeWorkbook: Bool {
    if starts(with: Array("PK".utf8)) {
      // A part xl/…, or the media type application/vnd.oasis.opendocument.spreadsheet.
      var start = 2
      while let slash = firstIndex(of: UInt8(ascii: "/"), from: start) {
        if self[slash - 2] == UInt8(ascii: "x"), self[slash - 1] == UInt8(ascii: "l") { return true }
        if extracting((slash + 1)...).starts(with: spreadsheet) { return true }
        start = slash + 1
      }
      return false
    }
    // A container of old office programs: what it holds stands anywhere in it.
    return starts(with: [0xD0, 0xCF, 0x11, 0xE0]) || RawKind.isWorkbook(self)
  }

  /// Whether the header of a table of facts may be the first line: it names the agency, in UTF-8 or UTF-16.
  fileprivate var mayBeTable: Bool {
    let line = extracting(0..<(firstIndex(of: .lineFeed, from: 0) ?? count))
    return agencyNames.contains { line.firstIndex(of: $0) != nil }
  }
}

private let spreadsheet = Array("vnd.oasis.opendocument.spreadsheet".utf8)

private let agencyNames: [[UInt8]] = {
  let name = Array(FactColumn.agency.rawValue.utf8)
  return [name, Array(name.map { [$0] }.joined(separator: [0]))]
}()

extension String {
  /// Whether the name of a file has an ending, in letters of either case.
  fileprivate func endsIn(_ ending: String) -> Bool {
    utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) { $0 == $1 || $0 | 0x20 == $1 }
  }
}
