import Bytes
import CSV
import SystemPackage

/// What earlier runs made of their inputs: a list of inputs in one file, and the facts they gave in another beside it.
///
/// Both are only ever appended to while a run goes on, the facts first, so that a run that is broken off leaves what it has done.
/// Shape of the list: CSV with the columns `key,start,length,input`, places in bytes of the other file.
struct Manifest: ~Copyable {
  /// Where the facts of an input stand.
  struct Entry: Sendable {
    let start: Int
    let length: Int
  }

  let name: String
  /// What is known of inputs by their keys.
  private(set) var entries: [UInt64: Entry]
  private let files: Files
  private var listWriter: ByteWriter
  private var factsWriter: ByteWriter
  /// The length of the facts, those included that wait to be written.
  private var end: Int
  /// Where the facts of the input at hand begin.
  private var start: Int

  private static let header = "key,start,length,input\n"

  /// Opens a manifest, or begins one.
  /// - Throws: `IOError`; a `Diagnostic` where the file is something else, or another run has it.
  init(_ name: String) throws {
    let files = try Files(name)
    let (entries, end) = try files.recover()
    self.files = files
    self.name = name
    self.entries = entries
    (start, self.end) = (end, end)
    listWriter = ByteWriter(descriptor: files.list, name: name)
    factsWriter = ByteWriter(descriptor: files.facts, name: name + ".facts")
  }

  /// The two files, and what is read of them before a run.
  private final class Files {
    let name: String
    let list: FileDescriptor
    let facts: FileDescriptor

    init(_ name: String) throws {
      self.name = name
      list = try Self.open(name)
      facts = try Self.open(name + ".facts")
      guard list.lock() else {
        throw Diagnostic(
          .error, at: Location(name), what: "another run is using the manifest",
          remedy: "Wait until it has ended")
      }
    }

    deinit {
      try? list.close()
      try? facts.close()
    }

    private static func open(_ name: String) throws(IOError) -> FileDescriptor {
      do {
        return try FileDescriptor.open(
          FilePath(name), .readWrite, options: [.create], permissions: FilePermissions(rawValue: 0o666))
      } catch {
        throw .cannotCreate(name: name, error as? Errno ?? .ioError)
      }
    }

    /// Reads the list, and takes away what a run that was broken off has left half written.
    func recover() throws -> (entries: [UInt64: Entry], end: Int) {
      var bytes = try readAll(name)
      if bytes.isEmpty {
        bytes = Array(Manifest.header.utf8)
        try list.writeAll(bytes)
      }
      guard bytes.starts(with: Manifest.header.utf8) else { throw damaged(line: 1) }
      let size = (bytes.lastIndex(of: .lineFeed) ?? 0) + 1
      var records = RecordReader(ByteReader(bytes: Array(bytes[..<size]), name: name))
      _ = try records.next()
      var (entries, end) = ([UInt64: Entry](), 0)
      let factsSize = Int(try facts.seek(offset: 0, from: .end))
      while try records.next() {
        let fields = (0..<min(records.fields.count, 3)).map { String(records.field($0)) }
        guard records.fields.count == 4, let key = UInt64(fields[0], radix: 16), let start = Int(fields[1]),
          let length = Int(fields[2]), start >= 0, length >= 0
        else { throw damaged(line: records.line) }
        // Facts that did not get to the disk before a crash are made again.
        guard start + length <= factsSize else { continue }
        entries[key] = Entry(start: start, length: length)
        end = max(end, start + length)
      }
      try list.resize(to: Int64(size))
      try list.seek(offset: 0, from: .end)
      try facts.resize(to: Int64(end))
      try facts.seek(offset: 0, from: .end)
      return (entries, end)
    }

    private func damaged(line: Int) -> Diagnostic {
      Diagnostic(
        .error, at: Location(name, line: line), what: "this is no manifest of nianbao",
        why: "it begins with “\(Manifest.header.dropLast())”, and has a record for each input",
        remedy: "Give --incremental another file, or remove this one")
    }
  }

  // MARK: while a run goes on

  /// Keeps facts of the input at hand.
  mutating func append(_ bytes: Span<UInt8>) throws(IOError) {
    factsWriter.append(bytes)
    end += bytes.count
    if factsWriter.span.count >= 1 << 18 { try flush() }
  }

  /// Ends the input at hand.
  /// - Parameter key: what it is known by; `nil` where it is to be done again.
  mutating func end(_ key: UInt64?, input: String) throws(IOError) {
    if let key {
      entries[key] = Entry(start: start, length: end - start)
      listWriter.append(String(key, radix: 16))
      listWriter.append(",\(start),\(end - start),")
      listWriter.append(field: Array(input.utf8).span)
      listWriter.append(.lineFeed)
    }
    start = end
  }

  /// Writes what waits: the facts before what says that they are there.
  mutating func flush() throws(IOError) {
    try factsWriter.flush()
    try listWriter.flush()
  }

  /// Copies the facts of an input.
  /// - Throws: `IOError`, also where they cannot be read.
  mutating func copy(_ entry: Entry, to writer: inout ByteWriter) throws(IOError) {
    // What this run has made may wait yet: the same input can be named twice.
    if entry.start + entry.length > end - factsWriter.span.count { try flush() }
    try writer.copy(entry.start..<entry.start + entry.length, of: files.facts, name: name + ".facts")
  }
}
