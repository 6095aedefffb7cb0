public import Bytes

/// Where and how CSV text breaks RFC 4180.
public enum CSVError: Error, Equatable, Sendable {
  /// A quoted field that the input's end cuts off; the place of its opening quote.
  case unclosedQuote(Location)
  /// Something else than a delimiter or a line end after a closing quote.
  case textAfterQuote(Location)
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
    case .input(let error):
      error.diagnostic
    }
  }
}
