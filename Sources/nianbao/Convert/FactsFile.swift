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
  func write(
    with columns: Set<FactColumn>, library: FormLibrary, failures: inout Failures, to writer: inout ByteWriter
  ) throws {
    if kind == .csv, try isTidy() {
      var facts = try FactReader(try ByteReader(opening: file))
      try copy(&facts, with: columns, to: &writer)
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
      try writeFacts(of: &book, file: file, sheet: nil, failures: &failures, to: &tidy)
    }
    try tidy.flush()
    var facts = try FactReader(try spool.readBack())
    try copy(&facts, with: columns, to: &writer)
  }

  /// Whether the first line has the columns of tidy facts.
  private func isTidy() throws -> Bool {
    var input = try ByteReader(opening: file)
    while input.window.count < 256, try input.more() {}
    let start = input.window.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let header = FactColumn.required.map(\.rawValue).joined(separator: ",")
    return input.window.extracting(start..<input.window.count).starts(with: Array(header.utf8))
  }

  private func copy(
    _ facts: inout FactReader, with columns: Set<FactColumn>, to writer: inout ByteWriter
  ) throws {
    let wanted = FactColumn.required + FactColumn.optional.filter(columns.contains)
    let places = wanted.map { facts.columns.firstIndex(of: $0.rawValue) }
    while try facts.next() {
      for (index, place) in places.enumerated() {
        if index > 0 { writer.append(.comma) }
        if let place { writer.append(field: facts.field(place)) }
      }
      writer.append(.lineFeed)
      try writer.flushIfFull()
    }
  }
}
