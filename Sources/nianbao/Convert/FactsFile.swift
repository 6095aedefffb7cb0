import Bytes
import CSV
import Facts
import Forms
import Sheets

/// A file of facts in any of the forms they are written in.
struct FactsFile {
  enum Kind: String, CaseIterable {
    case csv, xlsx, xml

    /// By the ending; `nil` for what is a raw report.
    init?(_ file: String) {
      // Most inputs are reports, and many: no more is looked at than the ending.
      guard let dot = file.utf8.suffix(5).lastIndex(of: UInt8(ascii: ".")),
        let kind = Self(rawValue: String(file[file.utf8.index(after: dot)...]).lowercased())
      else { return nil }
      self = kind
    }
  }

  private let file: String
  private let kind: Kind

  init(_ file: String, _ kind: Kind) {
    self.file = file
    self.kind = kind
  }

  /// Writes the facts with the six columns and `columns`, empty where the file has no such column; no header.
  ///
  /// - Parameter reports: is given each body and year once.
  func write(
    with columns: Set<FactColumn>, library: FormLibrary, failures: inout Failures,
    reports: inout [ReportName],
    to writer: inout ByteWriter
  ) throws {
    if kind == .csv, try isTidy() {
      var facts = try FactReader(try ByteReader(opening: file), warn: failures.say)
      try copy(&facts, with: columns, failures: failures, reports: &reports, to: &writer)
      failures.succeed()
      return
    }
    // Other forms become tidy facts first.
    let spool = try TemporaryFile()
    var tidy = ByteWriter(descriptor: spool.descriptor, name: "temporary file")
    if kind == .csv {
      var table = try WideInput(file, blanks: false)
      try table.writeFacts(library: library, failures: &failures, to: &tidy)
    } else {
      var book = try WorkbookReader(try ByteReader(opening: file))
      let facts = WorkbookFacts(file: file, prefer: nil, library: library)
      try facts.write(&book, failures: &failures, to: &tidy)
    }
    try tidy.flush()
    var facts = try FactReader(try spool.readBack())
    try copy(&facts, with: columns, failures: failures, reports: &reports, to: &writer)
  }

  /// Whether the first line has the columns of tidy facts.
  private func isTidy() throws -> Bool {
    var records = RecordReader(recognising: try ByteReader(opening: file))
    guard try records.next() else { return false }
    return records.fields.indices.map { String(records.field($0)) }.starts(
      with: FactColumn.required.map(\.rawValue))
  }

  private func copy(
    _ facts: inout FactReader, with columns: Set<FactColumn>, failures: Failures, reports: inout [ReportName],
    to writer: inout ByteWriter
  ) throws {
    let wanted = FactColumn.required + FactColumn.optional.filter(columns.contains)
    let places = wanted.map { facts.columns.firstIndex(of: $0.rawValue) }
    for column in facts.columns.indices where !places.contains(column) {
      failures.say(leftOut(facts.columns[column]))
    }
    var seen: Set<ReportName> = []
    while try facts.next() {
      let isNext = reports.last.map { facts.agency.equals($0.agency) && facts.year.equals($0.year) } ?? false
      if !isNext {
        let report = ReportName(facts.agency, facts.year)
        if seen.insert(report).inserted { reports.append(report) }
      }
      for (index, place) in places.enumerated() {
        if index > 0 { writer.append(.comma) }
        if let place { writer.append(field: facts.field(place)) }
      }
      writer.append(.lineFeed)
      try writer.flushIfFull()
    }
  }

  private func leftOut(_ column: String) -> Diagnostic {
    let isKnown = FactColumn.optional.contains { $0.rawValue == column }
    return Diagnostic(
      isKnown ? .note : .warning, at: Location(file), what: "the column “\(column)” is left out",
      why: isKnown ? "it was not asked for" : "facts of several files have the columns of tidy facts only",
      remedy: isKnown ? "Ask for it with --with \(column)" : "Keep it with nianbao to-csv")
  }
}
