public import Bytes

/// Why an input cannot be read as reports.
public enum ReportError: Error, Equatable, Sendable {
  case empty(name: String)
  /// A byte that is no UTF-8; its offset in the input, from 0.
  case invalidUTF8(Location, offset: Int)
  case utf16(name: String)
  /// A file of another kind; what it seems to be, and the offset of the byte that tells.
  case binary(name: String, kind: String, offset: Int)
  /// A carriage return that no line feed follows.
  case loneCarriageReturn(Location, offset: Int)
  /// A report longer than `ReportReader.limit` bytes.
  case tooLong(Location)
  case input(IOError)
}

extension ReportError: Explained {
  public var diagnostic: Diagnostic {
    switch self {
    case .empty(let name):
      Diagnostic(
        .error, at: Location(name), what: "the input is empty", why: "it holds no text",
        remedy: "Give it a report")
    case .invalidUTF8(let place, let offset):
      Diagnostic(
        .error, at: place, what: "the text is not UTF-8",
        why: "the byte at offset \(offset) fits no character",
        remedy: "Convert it first, for example with iconv -f GB18030 -t UTF-8")
    case .utf16(let name):
      Diagnostic(
        .error, at: Location(name), what: "the text is UTF-16, not UTF-8",
        why: "it begins with the byte order mark of UTF-16 at offset 0",
        remedy: "Convert it first with iconv -f UTF-16 -t UTF-8")
    case .binary(let name, let kind, let offset):
      Diagnostic(
        .error, at: Location(name), what: "this is \(kind), not text",
        why: "the byte at offset \(offset) stands in no text", remedy: "Save the report as text first")
    case .loneCarriageReturn(let place, let offset):
      Diagnostic(
        .error, at: place, what: "a carriage return without a line feed",
        why: "lines end in LF or CR LF; the byte at offset \(offset) does neither",
        remedy: "Convert the line ends first, for example with tr '\\r' '\\n'")
    case .tooLong(let place):
      Diagnostic(
        .error, at: place, what: "the report is longer than \(ReportReader.limit >> 20) MiB",
        why: "no report is; a further one would begin with its title or a form feed",
        remedy: "Check that the input holds reports as text")
    case .input(let error):
      error.diagnostic
    }
  }
}
