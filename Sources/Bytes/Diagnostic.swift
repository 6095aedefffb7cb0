/// One message to the user: a place, what is wrong, why, and how to mend it.
///
/// Printed as `nianbao: source:line:column: severity: what. why. remedy`; parts that are not known are left out.
public struct Diagnostic: Error, Equatable, Sendable {
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  public let severity: Severity
  /// Where: a file's path, `-` for standard input, or empty for the command itself.
  public let location: Location
  public let what: String
  public let why: String
  public let remedy: String

  public init(
    _ severity: Severity, at location: Location, what: String, why: String = "", remedy: String = ""
  ) {
    self.severity = severity
    self.location = location
    self.what = what
    self.why = why
    self.remedy = remedy
  }
}

/// A place in an input. Line and column count from 1, the column in characters; 0 is "not known".
public struct Location: Equatable, Sendable {
  public let source: String
  public let line: Int
  public let column: Int

  public init(_ source: String, line: Int = 0, column: Int = 0) {
    self.source = source
    self.line = line
    self.column = column
  }
}

extension Location: CustomStringConvertible {
  public var description: String {
    var text = source
    if line > 0 { text += ":\(line)" }
    if line > 0, column > 0 { text += ":\(column)" }
    return text
  }
}

extension Diagnostic: CustomStringConvertible {
  public var description: String {
    let place = location.description
    var text = "nianbao: " + (place.isEmpty ? "" : place + ": ") + severity.rawValue + ": " + what
    for part in [why, remedy] where !part.isEmpty {
      text += ". " + part.prefix(1).uppercased() + part.dropFirst()
    }
    return text
  }
}

/// An error that can say itself to the user.
public protocol Explained: Error {
  var diagnostic: Diagnostic { get }
}
