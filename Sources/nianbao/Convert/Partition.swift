import Bytes
import Facts

/// Facts parted by agency or year: they wait in a temporary file, and of each value it is known where its facts stand.
struct Partition: ~Copyable {
  /// The facts of one value, or of several that make one name.
  struct Part {
    /// The value as a part of a file's name.
    let name: String
    fileprivate var pieces: [Range<Int>]
  }

  private let spool: TemporaryFile
  private let header: [UInt8]
  /// In the order in which the values came first.
  let parts: [Part]

  /// - Throws: `FactsError`, `IOError`.
  init(_ facts: consuming FactReader, by column: BatchOptions.PartitionColumn) throws {
    let spool = try TemporaryFile()
    var writer = ByteWriter()
    let csv = LongCSV(columns: facts.columns, style: CSVStyle(), to: &writer)
    let header = writer.bytes
    writer = ByteWriter(descriptor: spool.descriptor, name: "temporary file")
    let parts = try Self.write(&facts, csv, by: column, to: &writer)
    try writer.flush()
    self.header = header
    self.parts = parts
    self.spool = spool
  }

  /// Writes all facts as they come.
  private static func write(
    _ facts: inout FactReader, _ csv: LongCSV, by column: BatchOptions.PartitionColumn,
    to writer: inout ByteWriter
  ) throws -> [Part] {
    var parts: [Part] = []
    var numbers: [String: Int] = [:]
    var (end, current, value) = (0, -1, [UInt8]())
    let field = column == .agency ? 0 : 1
    while try facts.next() {
      let before = writer.span.count
      csv.append(facts, to: &writer)
      let start = end
      end += writer.span.count - before
      if current >= 0, facts.field(field).equals(value) {
        // Next to the piece before, for nothing came between.
        let last = parts[current].pieces.count - 1
        parts[current].pieces[last] = parts[current].pieces[last].lowerBound..<end
      } else {
        value = [UInt8](copying: facts.field(field))
        let name = fileName(value)
        current = numbers[name] ?? parts.count
        if current == parts.count {
          numbers[name] = current
          parts.append(Part(name: name, pieces: []))
        }
        parts[current].pieces.append(start..<end)
      }
      try writer.flushIfFull()
    }
    return parts
  }

  /// Writes the facts of a part, with their header.
  /// - Throws: `IOError`.
  func write(_ part: Part, to writer: inout ByteWriter) throws(IOError) {
    writer.append(header)
    for piece in part.pieces { try writer.copy(piece, of: spool.descriptor, name: "temporary file") }
  }
}

/// A value as a part of a file's name: what separates folders, or hides a file, becomes `_`, and so does nothing.
private func fileName(_ value: [UInt8]) -> String {
  let name = String(decoding: value, as: UTF8.self)
  let safe = name.map { $0 == "/" || $0 == "\\" || $0 == "\0" ? "_" : $0 }
  return safe.first.map { $0 == "." ? "_" + String(safe.dropFirst()) : String(safe) } ?? "_"
}
