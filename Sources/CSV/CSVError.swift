public import Bytes

/// Where and how CSV text breaks RFC 4180, or goes beyond what is read.
public enum CSVError: Error, Equatable, Sendable {
  /// A quoted field that the input's end cuts off; the place of its opening quote.
  case unclosedQuote(Location)
  /// Something else than a delimiter or a line end after a closing quote.
  case textAfterQuote(Location)
  /// A byte that does not fit the encoding; its offset in the input, from 0.
  case invalidText(Location, offset: Int, encoding: TextEncoding)
  /// An input that does not begin as text.
  case binary(name: String)
  /// An archive: a workbook, or a document.
  case archive(name: String)
  /// A record of more than `RecordReader.byteLimit` bytes.
  case tooLong(Location)
  /// A record of more than `RecordReader.fieldLimit` fields.
  case tooManyFields(Location)
  /// The last record has no line end, in an input that has been written with one behind every record.
  case cutOff(Location)
  case input(IOError)
}

extension CSVError: Explained {
  public var diagnostic: Diagnostic {
    switch self {
    case .unclosedQuote(let place):
      Diagnostic(
        .error, at: place, what: "a quoted field is not closed", why: "the input ends inside it",
        remedy: "The input may be cut off: make it again")
    case .textAfterQuote(let place):
      Diagnostic(
        .error, at: place, what: "text after a closing quote",
        why: "a quote inside a quoted field is written twice (RFC 4180)")
    case .invalidText(let place, let offset, let encoding):
      Diagnostic(
        .error, at: place, what: "the text is not \(encoding.rawValue.uppercased())",
        why: "the byte at offset \(offset) fits no character",
        remedy: "Save it again, in UTF-8; where two files were joined, both must have one encoding")
    case .binary(let name):
      Diagnostic(
        .error, at: Location(name), what: "this is no text", why: "a NUL stands in its first two bytes",
        remedy: "Give it CSV, in UTF-8, GB18030 or UTF-16")
    case .archive(let name):
      Diagnostic(
        .error, at: Location(name), what: "this is a workbook or another archive, and no CSV",
        remedy: "Read the facts of a workbook with nianbao from-xlsx, and a report with nianbao convert")
    case .tooLong(let place):
      Diagnostic(
        .error, at: place, what: "the record is longer than \(RecordReader.byteLimit >> 20) MiB",
        why: "no record is; a quote in it may not be closed", remedy: "Close the quote, or take it out")
    case .tooManyFields(let place):
      Diagnostic(
        .error, at: place, what: "the record has more than \(RecordReader.fieldLimit) fields",
        why: "no record has", remedy: "Check where the input comes from")
    case .cutOff(let place):
      Diagnostic(
        .error, at: place, what: "the last record has no line end",
        why: "nianbao ends every record with one, so that the input is cut off, and its last value may be",
        remedy: "Make it again; if nothing is missing, end its last line")
    case .input(let error):
      error.diagnostic
    }
  }
}

extension Diagnostic {
  /// What is said of a record that is the header again.
  public static func headerAgain(_ place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "the record is the header again, and passed over",
      why: "files seem to have been put together with their headers")
  }

  /// What is said of a last record without a line end where that may be as it was written.
  public static func withoutLineEnd(_ place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "the last record has no line end",
      why: "if the input is cut off, the last value may be too", remedy: "Compare it with where it comes from"
    )
  }
}
