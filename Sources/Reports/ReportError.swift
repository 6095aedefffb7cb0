public import Bytes

/// Why an input cannot be read as reports.
public enum ReportError: Error, Equatable, Sendable {
  case empty(name: String)
  /// A byte that does not fit the encoding; its offset in the input, from 0.
  case invalidText(Location, offset: Int, encoding: TextEncoding)
  /// A file of another kind; what it seems to be, and the offset of the byte that tells.
  case binary(name: String, kind: String, offset: Int)
  /// A carriage return that no line feed follows.
  case loneCarriageReturn(Location, offset: Int)
  /// A report longer than `ReportReader.limit` bytes.
  case tooLong(Location)
  /// Merged cells that cover far more cells than a page has text for.
  case tooManyCells(Location)
  case input(IOError)
}

extension ReportError: Explained {
  public var diagnostic: Diagnostic {
    switch self {
    case .empty(let name):
      Diagnostic(
        .error, at: Location(name), what: "the input is empty", why: "it holds no text",
        remedy: "Give it a report")
    case .invalidText(let place, let offset, let encoding):
      Diagnostic(
        .error, at: place, what: "the text is not \(encoding.rawValue.uppercased())",
        why: "the byte at offset \(offset) fits no character",
        remedy: "If it is in another encoding, give it with --encoding; else save the file again")
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
        why: "no report is; a further one would begin with its title",
        remedy: "Check that the input holds reports as text")
    case .tooManyCells(let place):
      Diagnostic(
        .error, at: place, what: "the merged cells of a table cover too many others",
        why: "they cover more cells than the page has text for, as no report does",
        remedy: "Check rowspan in the page")
    case .input(let error):
      error.diagnostic
    }
  }
}
