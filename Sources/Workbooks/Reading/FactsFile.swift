public import Bytes
import CSV
public import Facts
public import Forms
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
      // Most inputs are reports, and many: no more is looked at than the beginning that is read anyhow.
      while input.window.count < 256, try input.more() {}
      let window = input.window
      if Self.mayBeWorkbook(window, file) {
        guard WorkbookFacts.hasFacts(file) else { return nil }
        self = .workbook
      } else if window.isTidyHeader || file.endsIn(".csv") && !window.isDocument {
        self = .csv
      } else {
        return nil
      }
    }

    private static func mayBeWorkbook(_ window: Span<UInt8>, _ file: String) -> Bool {
      if window.starts(with: Array("PK".utf8)) {
        return file.endsIn(".xlsx") || window.firstIndex(of: Array("xl/workbook".utf8)) != nil
      }
      let head = window.extracting(0..<Swift.min(window.count, 2048))
      return file.endsIn(".xml")
        || head.firstIndex(of: UInt8(ascii: "<")) != nil
          && head.firstIndex(of: Array("urn:schemas-microsoft-com:office:spreadsheet".utf8)) != nil
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
    if kind == .csv, try isTidy() {
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

  /// Whether the first line has the columns of tidy facts.
  private func isTidy() throws -> Bool {
    var records = RecordReader(recognising: try ByteReader(opening: file))
    guard try records.next() else { return false }
    return records.fields.indices.map { String(records.field($0)) }.starts(
      with: FactColumn.required.map(\.rawValue))
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
  /// Whether the columns of tidy facts stand at the beginning.
  fileprivate var isTidyHeader: Bool {
    let start = starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return extracting(start..<count).starts(with: tidyHeader)
  }

  /// Whether a document or a page begins so, which no line of CSV does.
  fileprivate var isDocument: Bool {
    let beginnings: [[UInt8]] = [
      Array("PK\u{3}\u{4}".utf8), Array("%PDF".utf8), [0xD0, 0xCF, 0x11, 0xE0], Array("<".utf8),
    ]
    return beginnings.contains { starts(with: $0) }
  }
}

private let tidyHeader = Array(FactColumn.required.map(\.rawValue).joined(separator: ",").utf8)

extension String {
  /// Whether the name of a file has an ending, in letters of either case.
  fileprivate func endsIn(_ ending: String) -> Bool {
    utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) { $0 == $1 || $0 | 0x20 == $1 }
  }
}
