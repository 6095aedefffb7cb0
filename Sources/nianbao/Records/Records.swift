import ArgumentParser
import Bytes
import CSV
import Reports

/// Records of an engine in, rows that carry their ids out.
struct RecordsOption: ParsableArguments {
  @Flag(
    name: .customLong("records"),
    help:
      "Read records, a JSON object a line: {\"id\":…,\"text\":…} or {\"id\":…,\"path\":…}, also with \"agency\" and \"year\". Write rows without header: the id, the columns, and an error where there is one. Line breaks are escaped as \\n, \\u2028 and the like, and \\ as \\\\."
  )
  var isOn = false
}

/// One report, or what a stage made of one.
struct Record {
  let id: [UInt8]
  let text: [UInt8]?
  let path: String?
  let agency: String?
  let year: String?

  /// The input that a stage reads.
  func input() throws(IOError) -> ByteReader {
    if let text { return ByteReader(bytes: text, name: name) }
    return try ByteReader(opening: path ?? "")
  }

  /// The same for cells. An engine may leave out the last line end of a text: JSON has it whole all the same.
  func cellsInput() throws(IOError) -> ByteReader {
    guard let text, text.last != .lineFeed else { return try input() }
    return ByteReader(bytes: text + [.lineFeed], name: name)
  }

  /// The name in messages and in the column `source`, on one line.
  var name: String {
    path?.visible() ?? String(String(decoding: id, as: UTF8.self).map { $0.isNewline ? " " : $0 })
  }

  /// Reads the reports of the record and gives each to `body`, as the function for files does.
  func readReports(
    _ settings: ReportSettings, failures: inout Failures,
    _ body: (Report, [UInt8], inout Failures) throws -> Void
  ) throws {
    var settings = settings
    // JSON is UTF-8: nothing is to be found out.
    if text != nil { settings.encoding = .utf8 }
    settings.agency = agency ?? settings.agency
    if let year {
      guard let number = Int(year), IdentityOptions.years.contains(number) else {
        throw Self.problem("“\(year)” is no report year", "one has four digits, as 2023")
      }
      settings.year = number
    }
    try nianbao.readReports(try input(), name: name, settings, failures: &failures, body)
  }

  /// Refuses a path that is none, and one that leads to the records: what a stage reads of a stream is gone for the next record.
  fileprivate func checkPath(_ streams: Set<FileIdentity>) throws(Diagnostic) {
    guard let path else { return }
    let isName = !path.utf8.contains(0)
    let isStream = isName && (path == "-" || FileIdentity(path).map(streams.contains) ?? false)
    guard isStream || !isName else { return }
    throw Diagnostic(
      .error, at: Location(name),
      what: isStream ? "the path is that of standard input or of the records" : "the path holds a NUL",
      why: isStream ? "what is read of it would be missing there" : "no name of a file does",
      remedy: isStream ? "Give the path of a file, or its text" : "Check what writes the records")
  }

  fileprivate init(_ members: [(name: [UInt8], value: [UInt8])]) throws {
    let value = { (name: String) in members.last { $0.name.elementsEqual(name.utf8) }?.value }
    guard let id = value("id") else {
      throw Self.problem("the record has no id", "a row has to say what it is of")
    }
    self.id = id
    text = value("text")
    path = value("path").map { String(fileName: $0) }
    agency = value("agency").map { String(decoding: $0, as: UTF8.self) }
    year = value("year").map { String(decoding: $0, as: UTF8.self) }
  }

  fileprivate static func problem(_ what: String, _ why: String) -> Diagnostic {
    Diagnostic(
      .error, at: Location(""), what: what, why: why,
      remedy: "Give a JSON object on each line, with “id” and with “text” or “path”")
  }
}

/// Runs a stage over records. What is wrong with one is a row and never the end; the code is 0 once all were read.
///
/// - Parameters:
///   - columnCount: how many columns a row of the stage has.
///   - isQuiet: whether warnings are left unsaid.
///   - stage: appends the rows of a record, without header; errors are said, or thrown.
/// - Throws: an error of the file or of the output.
func runRecords(
  _ files: [String], columnCount: Int, isQuiet: Bool = false, to writer: inout ByteWriter,
  _ stage: (Record, inout Failures, inout ByteWriter) throws -> Void
) throws {
  var rows = ByteWriter()
  for file in files {
    var lines = JSONLines(try ByteReader(opening: file))
    let streams = Set(["-", file].compactMap { FileIdentity($0) })
    while try lines.next() {
      var frame = RecordFrame(columnCount: columnCount)
      rows.removeAll()
      do throws(any Error) {
        let record = try record(lines)
        frame.id = record.id
        if record.text == nil { try record.checkPath(streams) }
        try run(record, frame, stage, isQuiet: isQuiet, rows: &rows, to: &writer)
      } catch let error as any Explained {
        frame.append(error.diagnostic, to: &writer)
      }
      try writer.flushIfFull()
    }
  }
}

private func run(
  _ record: Record, _ frame: RecordFrame, _ stage: (Record, inout Failures, inout ByteWriter) throws -> Void,
  isQuiet: Bool, rows: inout ByteWriter, to writer: inout ByteWriter
) throws {
  guard record.text != nil || record.path != nil else {
    throw Record.problem("the record has neither text nor path", "there is nothing to read")
  }
  let errors = Said()
  var failures = Failures { diagnostic in
    if diagnostic.severity == .error { errors.all.append(diagnostic) } else if !isQuiet { say(diagnostic) }
  }
  do throws(any Error) {
    try stage(record, &failures, &rows)
  } catch let error as any Explained {
    errors.all.append(error.diagnostic)
  }
  frame.append(rows: rows.span, to: &writer)
  for error in errors.all { frame.append(error, to: &writer) }
}

/// The errors of a record.
private final class Said {
  var all: [Diagnostic] = []
}

private func record(_ lines: borrowing JSONLines) throws -> Record {
  do {
    return try Record(try lines.members())
  } catch let problem as JSONLines.Problem {
    let line = "line \(lines.line)"
    switch problem {
    case .tooLong: throw Record.problem("\(line) is longer than 64 MiB", "no report is as long")
    case .noObject: throw Record.problem("\(line) is no JSON object", "it does not begin as one")
    case .noEnd: throw Record.problem("\(line) is no JSON object", "it does not end as one")
    case .badEscape: throw Record.problem("\(line) is no JSON object", "a \\ in it stands for nothing")
    case .badValue: throw Record.problem("\(line) is no JSON object", "a value is missing in it")
    }
  }
}

/// What stands around the columns of a row.
private struct RecordFrame {
  var id: [UInt8] = []
  let columnCount: Int

  init(columnCount: Int) { self.columnCount = columnCount }

  /// Appends rows: before each the id, behind each an empty error.
  func append(rows: Span<UInt8>, to writer: inout ByteWriter) {
    var start = 0
    while start < rows.count {
      let end = rows.firstIndex(of: .lineFeed, from: start) ?? rows.count
      appendID(to: &writer)
      writer.append(.comma)
      writer.append(escaped: rows.extracting(start..<end))
      writer.append(.comma)
      writer.append(.lineFeed)
      start = end + 1
    }
  }

  /// Appends a row that says an error.
  func append(_ error: Diagnostic, to writer: inout ByteWriter) {
    appendID(to: &writer)
    for _ in 0...columnCount { writer.append(.comma) }
    let text = error.description.dropFirst("nianbao: ".count)
    appendField(Array(text.utf8), to: &writer)
    writer.append(.lineFeed)
  }

  private func appendID(to writer: inout ByteWriter) { appendField(id, to: &writer) }

  private func appendField(_ text: [UInt8], to writer: inout ByteWriter) {
    var field = ByteWriter()
    field.append(escaped: text.span)
    writer.append(field: field.span)
  }
}

extension ByteWriter {
  /// Appends text in which nothing ends a line, for any program: what does is written as in JSON, and so is `\`.
  fileprivate mutating func append(escaped text: Span<UInt8>) {
    var start = 0
    for index in text.indices where text[index].mayBreakLine {
      let (escape, length) = text.lineBreak(at: index)
      guard length > 0 else { continue }
      append(text.extracting(start..<index))
      append(escape)
      start = index + length
    }
    append(text.extracting(start..<text.count))
  }
}

extension UInt8 {
  /// Whether a line break may begin with this byte; most do not.
  fileprivate var mayBreakLine: Bool {
    self < .space || self == UInt8(ascii: "\\") || self == 0xC2 || self == 0xE2
  }
}

extension Span where Element == UInt8 {
  /// How the line break that begins at `index` is written, and its length; nothing elsewhere.
  fileprivate func lineBreak(at index: Int) -> (escape: String, length: Int) {
    switch self[index] {
    case .lineFeed: ("\\n", 1)
    case .carriageReturn: ("\\r", 1)
    case UInt8(ascii: "\\"): ("\\\\", 1)
    case 0x0B: ("\\u000b", 1)
    case 0x0C: ("\\f", 1)
    case 0x1C...0x1E: ("\\u00" + String(self[index], radix: 16), 1)
    case 0xC2 where index + 1 < count && self[index + 1] == 0x85: ("\\u0085", 2)
    case 0xE2 where index + 2 < count && self[index + 1] == 0x80 && self[index + 2] == 0xA8: ("\\u2028", 3)
    case 0xE2 where index + 2 < count && self[index + 1] == 0x80 && self[index + 2] == 0xA9: ("\\u2029", 3)
    default: ("", 0)
    }
  }
}
