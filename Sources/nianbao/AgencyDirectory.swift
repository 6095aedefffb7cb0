import Bytes
import Facts
import Reports
import SwiftCSV

/// What a file of agencies says: official names and codes for names and sources that match a pattern.
struct AgencyDirectory {
  struct Entry {
    let pattern: [UInt8]
    /// The official name; empty to keep the name as it is.
    let agency: [UInt8]
    let code: [UInt8]
  }

  private var entries: [Entry] = []

  /// - Parameters:
  ///   - text: CSV with a header that names `pattern`, `agency` and `code`, in any order, among others.
  ///   - name: the file's name, for messages.
  init(csv text: [UInt8], name: String) throws(AgencyDirectoryError) {
    guard let text = String(validating: text, as: UTF8.self) else { throw .notUTF8(name: name) }
    // SwiftCSV loses an empty last field where no line end follows it.
    let rows = try Self.rows(text + "\n", name: name)
    guard let header = rows.first else { throw .missingColumn("pattern", Location(name, line: 1)) }
    let pattern = try Self.column("pattern", in: header, name: name)
    let agency = try Self.column("agency", in: header, name: name)
    let code = try Self.column("code", in: header, name: name)
    for (index, row) in rows.enumerated().dropFirst() where !row.allSatisfy(\.isEmpty) {
      let place = Location(name, line: index + 1)
      // A quote that nothing closes takes the lines behind it into its field.
      if row.contains(where: { $0.contains(where: \.isNewline) }) { throw .lineBreak(place) }
      guard row.count == header.count else {
        throw .fieldCount(found: row.count, expected: header.count, place)
      }
      guard !row[pattern].isEmpty else { throw .emptyPattern(place) }
      entries.append(
        Entry(
          pattern: Array(row[pattern].utf8), agency: Array(row[agency].utf8), code: Array(row[code].utf8)))
    }
  }

  private static func rows(_ text: String, name: String) throws(AgencyDirectoryError) -> [[String]] {
    do {
      var rows: [[String]] = []
      // Row by row, for as a table it fills up short rows in silence.
      let csv = try EnumeratedCSV(string: text, delimiter: .comma, loadColumns: false)
      try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { rows.append($0) }
      return rows
    } catch {
      throw .notCSV(name: name)
    }
  }

  private static func column(_ column: String, in header: [String], name: String) throws(AgencyDirectoryError)
    -> Int
  {
    guard let index = header.firstIndex(of: column) else {
      throw .missingColumn(column, Location(name, line: 1))
    }
    return index
  }

  /// Gives a report its official name.
  ///
  /// - Returns: the body's code; empty where the file does not know it.
  func name(_ report: inout Report) -> [UInt8] {
    guard let entry = entry(agency: report.agency, source: report.source) else { return [] }
    if !entry.agency.isEmpty { report.agency = entry.agency }
    return entry.code
  }

  /// The first entry for the agency or the source of a report. An official name stands for itself too, so that a name which
  /// one stage gave leads the next one to the same entry.
  private func entry(agency: [UInt8], source: String) -> Entry? {
    let source = Array(source.utf8)
    for entry in entries {
      if source.span.matches(entry.pattern.span) { return entry }
      if agency.isEmpty { continue }
      if agency == entry.agency || agency.span.matches(entry.pattern.span) { return entry }
    }
    return nil
  }
}

/// Why a file of agencies cannot be used.
enum AgencyDirectoryError: Error, Equatable {
  case notUTF8(name: String)
  case notCSV(name: String)
  case missingColumn(String, Location)
  case fieldCount(found: Int, expected: Int, Location)
  case emptyPattern(Location)
  case lineBreak(Location)
}

extension AgencyDirectoryError: Explained {
  var diagnostic: Diagnostic {
    switch self {
    case .notUTF8(let name):
      Diagnostic(
        .error, at: Location(name), what: "the file of agencies is not UTF-8",
        why: "a byte in it fits no character",
        remedy: "Save it as CSV in UTF-8")
    case .notCSV(let name):
      Diagnostic(
        .error, at: Location(name), what: "the file of agencies is no CSV",
        why: "a quote is not closed, or stands inside a field",
        remedy: "Put fields with quotes in quotes, and double those")
    case .missingColumn(let column, let place):
      Diagnostic(
        .error, at: place, what: "the file of agencies has no column “\(column)”",
        why: "its first line names the columns",
        remedy: "Begin it with pattern,agency,code")
    case .fieldCount(let found, let expected, let place):
      Diagnostic(
        .error, at: place, what: "the record has \(found) fields, the header has \(expected)",
        remedy: "Give each column a field; put a field with a comma in quotes")
    case .lineBreak(let place):
      Diagnostic(
        .error, at: place, what: "a field of the record holds a line break",
        why: "no name does; perhaps a quote is not closed",
        remedy: "Close the quote")
    case .emptyPattern(let place):
      Diagnostic(
        .error, at: place, what: "the record has no pattern", why: "it would match nothing",
        remedy: "Give the name or the file it is for; * stands for any text")
    }
  }
}
