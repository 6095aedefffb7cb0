import Bytes
import CSV
import Facts
import SystemPackage

/// What earlier runs made of their inputs: a list of inputs in one file, and the facts they gave in another beside it.
///
/// Both are only ever appended to while a run goes on, the facts first, so that a run that is broken off leaves what it has done.
/// Shape of the list: CSV with the columns `key,start,length,checksum,input,agency,year`, places in bytes of the other file, the last two
/// for each report again.
struct Manifest: ~Copyable {
  /// Where the facts of an input stand, and what they are.
  struct Entry: Sendable {
    let start: Int
    let length: Int
    /// Of the facts and the reports.
    let checksum: UInt64
    let reports: [ReportName]
  }

  /// What earlier runs have made, for threads to look at.
  struct Kept: Sendable {
    fileprivate let entries: [UInt64: Entry]
    fileprivate let facts: FileDescriptor
    fileprivate let name: String

    /// What is known of an input; `nil` where nothing is, or where what is kept has changed since, which is told.
    func entry(_ key: UInt64, of input: String, say: (Diagnostic) -> Void) -> Entry? {
      guard let entry = entries[key] else { return nil }
      if checksum(entry) == entry.checksum { return entry }
      say(
        Diagnostic(
          .warning, at: Location(name + ".facts"), what: "what was kept of “\(input)” has changed",
          why: "its checksum is another one", remedy: "It is made again"))
      return nil
    }

    private func checksum(_ entry: Entry) -> UInt64? {
      var checksum = FNV1a()
      var writer = ByteWriter(name: name) { checksum.append($0) }
      do throws(IOError) {
        try writer.copy(entry.start..<entry.start + entry.length, of: facts, name: name)
        try writer.flush()
      } catch {
        return nil
      }
      return checksum.closed(with: entry.reports)
    }
  }

  let name: String
  /// What earlier runs made, and this one so far.
  private var entries: [UInt64: Entry]
  private let files: Files
  private var listWriter: ByteWriter
  private var factsWriter: ByteWriter
  /// The length of the facts, those included that wait to be written.
  private var end: Int
  /// Where the facts of the input at hand begin.
  private var start: Int

  private static let header = "key,start,length,checksum,input,agency,year\n"
  /// As it was when entries had no checksum: what they say is not relied on.
  private static let oldHeader = "key,start,length,input\n"

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

  var kept: Kept { Kept(entries: entries, facts: files.facts, name: name) }

  /// Whether a file is one of the two of a manifest, so that an output would be lost in it, or it in the output.
  static func isPart(_ file: String, of name: String) -> Bool {
    [name, name + ".facts"].contains { FilePath($0).isSameFile(as: FilePath(file)) }
  }

  /// The two files, and what is read of them before a run.
  private final class Files {
    let name: String
    let list: FileDescriptor
    let facts: FileDescriptor

    init(_ name: String) throws {
      self.name = name
      for file in [name, name + ".facts"] where FileIdentity(file).map({ !$0.isRegular }) ?? false {
        throw Diagnostic(
          .error, at: Location(file), what: "the manifest cannot be kept there",
          why: "this is no regular file",
          remedy: "Give --incremental a file of its own")
      }
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
          FilePath(fileName: name), .readWrite, options: [.create],
          permissions: FilePermissions(rawValue: 0o666))
      } catch {
        throw .cannotCreate(name: name, error as? Errno ?? .ioError)
      }
    }

    /// Reads the list, and takes away what a run that was broken off has left half written.
    func recover() throws -> (entries: [UInt64: Entry], end: Int) {
      var bytes = try readAll(name)
      if bytes.starts(with: Manifest.oldHeader.utf8) {
        bytes = []
        try list.resize(to: 0)
        try facts.resize(to: 0)
      }
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
        guard let (key, entry) = Self.entry(records) else { throw damaged(line: records.line) }
        // Facts that did not get to the disk before a crash are made again.
        guard entry.length <= factsSize - entry.start else { continue }
        entries[key] = entry
        end = max(end, entry.start + entry.length)
      }
      try list.resize(to: Int64(size))
      try list.seek(offset: 0, from: .end)
      try facts.resize(to: Int64(end))
      try facts.seek(offset: 0, from: .end)
      return (entries, end)
    }

    /// The entry of the record at hand; `nil` where it is none.
    private static func entry(_ records: borrowing RecordReader) -> (key: UInt64, Entry)? {
      let count = records.fields.count
      guard count >= 5, count % 2 == 1 else { return nil }
      let fields = (0..<4).map { String(records.field($0)) }
      guard let key = UInt64(fields[0], radix: 16), let checksum = UInt64(fields[3], radix: 16),
        let start = Int(fields[1]), let length = Int(fields[2]), start >= 0, length >= 0
      else { return nil }
      var reports: [ReportName] = []
      for place in stride(from: 5, to: count, by: 2) {
        reports.append(ReportName(records.field(place), records.field(place + 1)))
      }
      return (key, Entry(start: start, length: length, checksum: checksum, reports: reports))
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
  ///
  /// - Parameters:
  ///   - key: what it is known by; `nil` where it is to be done again.
  ///   - checksum: of its facts and reports.
  mutating func end(_ key: UInt64?, input: String, checksum: UInt64, reports: [ReportName]) throws(IOError) {
    if let key {
      entries[key] = Entry(start: start, length: end - start, checksum: checksum, reports: reports)
      listWriter.append(String(key, radix: 16))
      listWriter.append(",\(start),\(end - start),")
      listWriter.append(String(checksum, radix: 16))
      for field in [Array(input.utf8)] + reports.flatMap({ [$0.agency, $0.year] }) {
        listWriter.append(.comma)
        listWriter.append(field: field.span)
      }
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

extension FNV1a {
  /// The checksum of facts that were appended, and of their reports.
  func closed(with reports: [ReportName]) -> UInt64 {
    var hash = self
    hash.close()
    for report in reports {
      hash.combine(report.agency.span)
      hash.combine(report.year.span)
    }
    return hash.value
  }
}

extension FilePath {
  /// Whether two paths lead to one file, or would, where it is not there yet.
  fileprivate func isSameFile(as other: FilePath) -> Bool {
    if let own = FileIdentity(fileName), let its = FileIdentity(other.fileName) { return own == its }
    guard lastComponent == other.lastComponent, let own = FileIdentity(folder.fileName) else { return false }
    return own == FileIdentity(other.folder.fileName)
  }

  private var folder: FilePath {
    let folder = removingLastComponent()
    return folder.isEmpty ? FilePath(".") : folder
  }
}
