import Bytes
import Facts

/// Facts parted by agency or year: they wait in a temporary file, and of each value it is known where its facts stand.
struct Partition: ~Copyable {
  /// The facts of one value.
  struct Part {
    /// The value as a part of a file's name.
    let name: String
    fileprivate var pieces: [Range<Int>]
  }

  private let spool: TemporaryFile
  private let header: [UInt8]
  /// In the order in which the values came first.
  let parts: [Part]

  /// - Parameter output: the name of the parts, with `{}` for the value.
  /// - Throws: `FactsError`, `IOError`.
  init(_ facts: consuming FactReader, by column: BatchOptions.PartitionColumn, output: String) throws {
    let spool = try TemporaryFile()
    var writer = ByteWriter()
    let csv = LongCSV(columns: facts.columns, style: CSVStyle(), to: &writer)
    let header = writer.bytes
    writer = ByteWriter(descriptor: spool.descriptor, name: "temporary file")
    let parts = try Self.write(&facts, csv, by: column, limit: Self.limit(output), to: &writer)
    try writer.flush()
    self.header = header
    self.parts = parts
    self.spool = spool
  }

  /// The most bytes of a value in the name of a part: a name has at most 255 (NAME_MAX), some of them for what stands behind it while
  /// the part is written.
  private static func limit(_ output: String) -> Int {
    let limits = output.split(separator: "/").compactMap { name -> Int? in
      let count = name.ranges(of: "{}").count
      return count > 0 ? (240 - name.utf8.count + 2 * count) / count : nil
    }
    return limits.min() ?? 240
  }

  /// Writes all facts as they come.
  private static func write(
    _ facts: inout FactReader, _ csv: LongCSV, by column: BatchOptions.PartitionColumn, limit: Int,
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
        let name = fileName(value, limit: limit)
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

/// A value as a part of a file's name: what separates folders, hides a file, or acts on a terminal becomes `_`, and so does nothing.
///
/// Behind a name that is not the value itself stands the value's hash: other values have other names.
///
/// - Parameter limit: the most bytes. A longer value is cut.
private func fileName(_ value: [UInt8], limit: Int) -> String {
  var safe = String(decoding: value, as: UTF8.self).unicodeScalars.map { scalar in
    "/\\\0".unicodeScalars.contains(scalar) || scalar.isControl ? "_" : String(scalar)
  }
  if safe.first == "." { safe[0] = "_" }
  if safe.isEmpty { safe = ["_"] }
  let name = safe.joined()
  guard !name.utf8.elementsEqual(value) || name.utf8.count > limit else { return name }
  var hash = FNV1a()
  hash.append(value.span)
  hash.close()
  let end = "-" + String(hash.value, radix: 16)
  var count = 0
  let start = safe.prefix { part in
    count += part.utf8.count
    return count <= max(limit - end.utf8.count, 0)
  }
  return start.joined() + end
}
