import Foundation
import Testing

/// A cell as a reader sees it.
enum Cell: Equatable, CustomStringConvertible {
  case empty
  case number(Double)
  case text(String)
  /// What a workbook of facts never holds: a date, a boolean, an error, a formula.
  case other(kind: String, text: String)

  /// As `read_cells.py` prints it. Not `Decodable`: trying one type after another throws, and a test run keeps a backtrace of
  /// every error thrown, which takes longer than all the rest.
  init(json: Any) {
    switch json {
    case let text as String: self = .text(text)
    case let number as NSNumber: self = .number(number.doubleValue)
    case let other as [String: String]: self = .other(kind: other["kind"] ?? "?", text: other["text"] ?? "?")
    default: self = .empty
    }
  }

  /// Texts are equal when their code points are: Swift's own `==` holds U+F9E4 and U+7406 for one.
  static func == (one: Self, other: Self) -> Bool {
    switch (one, other) {
    case (.empty, .empty): true
    case (.number(let one), .number(let other)): one == other
    case (.text(let one), .text(let other)): Array(one.utf8) == Array(other.utf8)
    default: false
    }
  }

  var description: String {
    switch self {
    case .empty: "nothing"
    case .number(let number): "number \(number)"
    case .text(let text):
      "text \(text.debugDescription.prefix(60))" + (text.utf16.count > 60 ? "… (\(text.utf16.count))" : "")
    case .other(let kind, let text): "\(kind) \(text.debugDescription.prefix(60))"
    }
  }
}

/// A sheet: its name and its rows of cells.
struct Sheet {
  let name: String
  let rows: [[Cell]]

  /// Without empty cells behind the last of a row and empty rows behind the last of the sheet: no format keeps them.
  var trimmed: [[Cell]] {
    var rows = rows.map { row in
      Array(row[..<((row.lastIndex { $0 != .empty } ?? -1) + 1)])
    }
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows
  }
}

/// What a way of reading may change of the cells that were written. Everything else must come back as it was.
///
/// Always allowed: a number's spelling, as 18.8710 that comes back as 18.871; numbers are compared as numbers.
struct Allowance: OptionSet {
  let rawValue: Int

  /// The way knows no types, and gives numbers as text: CSV.
  static let untyped = Allowance(rawValue: 1)
  /// What Gnumeric's own files lose, not its reading of ours: they hold CR bare, where XML makes LF of it, and no U+007F.
  static let gnumericFile = Allowance(rawValue: 2)
  /// XML cannot hold control characters: U+FFFD stands for them.
  static let noControls = Allowance(rawValue: 4)
  /// The reader leaves the escapes of .xlsx for control characters, as _x0001_, as they are.
  static let controlEscapes = Allowance(rawValue: 8)
  /// It also leaves the escape of an underscore that would begin an escape.
  static let underscoreEscapes = Allowance(rawValue: 32)
  /// The reader shows no more than six decimals.
  static let sixDecimals = Allowance(rawValue: 16)
  /// LibreOffice makes LF of the CR LF of .xlsx files.
  static let lineFeeds = Allowance(rawValue: 64)
  /// LibreOffice's SpreadsheetML files: runs of blanks grow by one.
  static let libreOfficeDocument = Allowance(rawValue: 128)
}

/// Expects that a reader gives the sheets that were written.
func expectEqual(
  written: [ExpectedSheet], read: [Sheet], allowing allowance: Allowance = [], _ file: String,
  at location: SourceLocation = #_sourceLocation
) {
  let lost = differences(written: written, read: read, allowing: allowance)
  #expect(lost.isEmpty, "\(file): \(lost.joined(separator: "\n"))", sourceLocation: location)
}

/// The differences between the sheets written and read, each with its place, at most ten.
func differences(
  written: [ExpectedSheet], read: [Sheet], allowing allowance: Allowance = []
) -> [String] {
  guard written.map(\.sheet.name) == read.map(\.name) else {
    return ["sheets \(written.map(\.sheet.name)) came back as \(read.map(\.name))"]
  }
  let found = zip(written, read).flatMap { written, read in
    differences(
      written: written.wanted, read: written.comparable(read), allowing: allowance)
  }
  return Array(found.prefix(10))
}

private func differences(written: Sheet, read: Sheet, allowing allowance: Allowance) -> [String] {
  var found: [String] = []
  let (wanted, got) = (written.trimmed, read.trimmed)
  if wanted.count != got.count {
    found.append("\(written.name): \(wanted.count) rows came back as \(got.count)")
  }
  for (row, (wanted, got)) in zip(wanted, got).enumerated() {
    for column in 0..<max(wanted.count, got.count) {
      let wanted = column < wanted.count ? wanted[column] : .empty
      let got = column < got.count ? got[column] : .empty
      if !wanted.survives(as: got, allowing: allowance) {
        found.append("\(written.name) R\(row + 1)C\(column + 1): \(wanted) came back as \(got)")
      }
    }
  }
  return found
}

extension Cell {
  /// Whether a reader that gives `read` has lost nothing of this cell.
  fileprivate func survives(as read: Cell, allowing allowance: Allowance) -> Bool {
    switch (self, read) {
    case (.number(let number), .text(let text)) where allowance.contains(.untyped):
      guard let read = Double(text) else { return false }
      return read == number || allowance.contains(.sixDecimals) && abs(read - number) < 0.000_001
    case (.text(var text), .text):
      if allowance.contains(.gnumericFile) { text = text.inGnumericFile }
      if allowance.contains(.noControls) { text = text.withoutControls }
      // What is written holds none.
      text = text.replacing("\0", with: "\u{FFFD}")
      if allowance.contains(.lineFeeds) { text = text.replacing("\r\n", with: "\n") }
      if allowance.contains(.underscoreEscapes) {
        text = text.replacing(/_(?=x[0-9A-F]{4}_)/, with: "_x005F_")
      }
      if allowance.contains(.controlEscapes), case .text(let read) = read {
        // LibreOffice writes them in small letters.
        return text.escapedControls.lowercased().utf8.elementsEqual(read.lowercased().utf8)
      }
      if allowance.contains(.libreOfficeDocument), case .text(let read) = read {
        return Cell.text(text.withSingleBlanks) == .text(read.withSingleBlanks)
      }
      return .text(text) == read
    default: return self == read
    }
  }
}

extension String {
  fileprivate var withSingleBlanks: String { replacing(/\ +/, with: " ") }

  /// Control characters but tabs and line ends as U+FFFD.
  fileprivate var withoutControls: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0) ? "\u{FFFD}" : $0 }))
  }

  /// Control characters but tabs and line ends as the escapes of .xlsx.
  fileprivate var escapedControls: String {
    unicodeScalars.map { scalar in
      let isControl = scalar.value < 0x20 && !"\t\n\r".unicodeScalars.contains(scalar)
      let hex = String(scalar.value, radix: 16, uppercase: true)
      return isControl ? "_x\(String(repeating: "0", count: 4 - hex.count))\(hex)_" : String(scalar)
    }.joined()
  }
}

extension String {
  /// CR LF and CR as LF, without U+007F. By bytes, for CR LF is one Character.
  fileprivate var inGnumericFile: String {
    var bytes: [UInt8] = []
    var previous: UInt8 = 0
    for byte in utf8 {
      if byte != 0x7F, !(byte == 0x0A && previous == 0x0D) { bytes.append(byte == 0x0D ? 0x0A : byte) }
      previous = byte
    }
    return bytes.text
  }
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }
}
