public import Bytes
import CSV

/// Writes what changed, as CSV or for people.
public struct ChangeWriter: Sendable {
  public enum Format: String, CaseIterable, Sendable { case text, csv }

  /// The columns of CSV and sheets.
  public static let columns = [
    "agency", "years", "section", "row", "column", "old", "new", "difference", "percent", "change", "note",
  ]

  private let format: Format

  /// Appends the header.
  public init(_ format: Format, to output: inout ByteWriter) {
    self.format = format
    if format == .csv { output.append(Self.columns.joined(separator: ",") + "\n") }
  }

  /// The fields of a change, in the order of `columns`.
  public static func fields(_ change: Change, of report: ReportChanges) -> [String] {
    [
      report.agency, report.years, change.section, change.row, change.column, change.old, change.new,
      change.difference, change.percent, change.kind.rawValue, change.note,
    ]
  }

  public func append(_ report: ReportChanges, to output: inout ByteWriter) {
    if format == .csv {
      for change in report.changes {
        for (index, field) in Self.fields(change, of: report).enumerated() {
          if index > 0 { output.append(.comma) }
          output.append(field: Array(field.utf8))
        }
        output.append(.lineFeed)
      }
    } else {
      appendText(report, to: &output)
    }
  }

  private func appendText(_ report: ReportChanges, to output: inout ByteWriter) {
    let count = report.changes.count { $0.kind != .same }
    output.append("\(report.agency) \(report.years): \(count) of \(report.figureCount) figures changed\n")
    var section: String?
    for change in report.changes {
      if change.section != section {
        section = change.section
        output.append("  \(change.section)\n")
      }
      output.append("    \(change.row)/\(change.column): \(words(change))\n")
      if !change.note.isEmpty { output.append("      \(change.note)\n") }
    }
  }

  private func words(_ change: Change) -> String {
    func shown(_ value: String) -> String { value.isEmpty ? "blank" : value }
    func signed(_ number: String) -> String { number.hasPrefix("-") || number == "0" ? number : "+" + number }
    switch change.kind {
    case .same: return "\(shown(change.new)), unchanged"
    case .added: return "\(shown(change.new)), not there before"
    case .removed: return "\(shown(change.old)) before, not there now"
    case .filled, .emptied, .changed:
      var words = "\(shown(change.old)) → \(shown(change.new))"
      if !change.difference.isEmpty {
        words += " (\(signed(change.difference))"
        words += change.percent.isEmpty ? ")" : ", \(signed(change.percent)) %)"
      }
      return words
    }
  }
}
