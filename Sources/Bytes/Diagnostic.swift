/// One message to the user: a place, what is wrong, why, and how to mend it.
///
/// Printed as `nianbao: source:line:column: severity: what. why. remedy`; parts that are not known are left out, and control
/// characters, which cells and the names of files may hold, are shown as such.
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

/// An input and a place in it. The column counts from 1, in characters; 0 is "not known".
public struct Location: Equatable, Sendable {
  public let source: String
  public let place: Place
  public let column: Int
  /// The cell in a workbook, as office programs say it: `数据!B7`; else empty.
  public let cell: String

  public init(_ source: String, line: Int = 0, column: Int = 0) {
    self.source = source
    place = Place(line: line)
    self.column = column
    cell = ""
  }

  public init(_ source: String, at place: Place) {
    self.source = source
    self.place = place
    column = 0
    cell = ""
  }

  /// A sheet of a workbook, a row of it, or a cell.
  ///
  /// - Parameters:
  ///   - row: from 1; 0 for the sheet as a whole.
  ///   - sheetColumn: from 0; `nil` for the row as a whole.
  public init(_ source: String, sheet: String, row: Int = 0, sheetColumn: Int? = nil) {
    self.source = source
    place = Place()
    column = 0
    let reference = (sheetColumn.map(Self.letters) ?? "") + (row > 0 ? String(row) : "")
    cell = reference.isEmpty ? sheet : "\(sheet)!\(reference)"
  }

  /// `A` for the column 0, `AA` for 26.
  private static func letters(_ column: Int) -> String {
    let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column % 26)))
    return column < 26 ? last : letters(column / 26 - 1) + last
  }

  public var line: Int { place.line }

  /// The name of the sheet; empty where the place is in none.
  public var sheet: String { cell.lastIndex(of: "!").map { String(cell[..<$0]) } ?? cell }
}

extension Location: CustomStringConvertible {
  public var description: String {
    if !cell.isEmpty { return "\(source):\(cell)" }
    var text = source
    let place = place.description
    if !place.isEmpty { text += ":" + place }
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
    return text.visible()
  }
}

/// An error that can say itself to the user.
public protocol Explained: Error {
  var diagnostic: Diagnostic { get }
}

/// A message that is thrown as it is.
extension Diagnostic: Explained {
  public var diagnostic: Diagnostic { self }
}
