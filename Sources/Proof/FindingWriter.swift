public import Bytes
import CSV
public import Forms

/// How findings are written.
public enum FindingFormat: String, CaseIterable, Sendable {
  /// A line for each, for people: `source:line: severity: message [rule]`.
  case text
  case csv
  /// A JSON object on each line.
  case jsonl
  /// SARIF 2.1.0, for tools that show findings beside the files.
  case sarif
}

/// Writes findings as they come.
public struct FindingWriter: Sendable {
  /// The columns of CSV, and the names in JSON.
  public static let columns = [
    "source", "line", "agency", "year", "rule", "severity", "section", "row", "column", "expected", "actual",
    "message",
  ]

  private let format: FindingFormat
  private var count = 0

  public init(_ format: FindingFormat) { self.format = format }

  /// Appends what stands before the first finding. SARIF lists all rules.
  public func begin(_ library: FormLibrary, to output: inout ByteWriter) {
    switch format {
    case .text, .jsonl: break
    case .csv: output.append(Self.columns.joined(separator: ",") + "\n")
    case .sarif:
      output.append(
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{")
      output.append("\"tool\":{\"driver\":{\"name\":\"nianbao\",\"rules\":[")
      var seen: Set<String> = []
      let relations = library.forms.flatMap(\.relations).map { ($0.id, $0.rule, $0.source) }
      for (id, rule, source) in relations + FactRule.allCases.map({ ($0.rawValue, $0.rule, $0.source) })
      where seen.insert(id).inserted {
        if seen.count > 1 { output.append(.comma) }
        output.append("{\"id\":")
        output.append(json: id)
        output.append(",\"shortDescription\":{\"text\":")
        output.append(json: rule)
        output.append("},\"help\":{\"text\":")
        output.append(json: source)
        output.append("}}")
      }
      output.append("]}},\"results\":[")
    }
  }

  public mutating func append(_ finding: Finding, to output: inout ByteWriter) {
    count += 1
    switch format {
    case .text: appendText(finding, to: &output)
    case .csv: appendCSV(finding, to: &output)
    case .jsonl: appendJSON(finding, to: &output)
    case .sarif: appendSARIF(finding, to: &output)
    }
  }

  /// Appends what stands behind the last finding.
  public func end(to output: inout ByteWriter) {
    if format == .sarif { output.append("\n]}]}\n") }
  }

  private func appendText(_ finding: Finding, to output: inout ByteWriter) {
    output.append(finding.source)
    if !finding.line.isEmpty { output.append(":" + finding.line) }
    output.append(": \(finding.severity.rawValue): \(finding.agency) \(finding.year), ")
    output.append(
      "\(finding.section)/\(finding.row)/\(finding.column): \(finding.message) [\(finding.rule)]\n")
  }

  private func fields(_ finding: Finding) -> [String] {
    [
      finding.source, finding.line, finding.agency, finding.year, finding.rule, finding.severity.rawValue,
      finding.section, finding.row, finding.column, finding.expected, finding.actual, finding.message,
    ]
  }

  private func appendCSV(_ finding: Finding, to output: inout ByteWriter) {
    for (index, field) in fields(finding).enumerated() {
      if index > 0 { output.append(.comma) }
      output.append(field: Array(field.utf8))
    }
    output.append(.lineFeed)
  }

  private func appendJSON(_ finding: Finding, to output: inout ByteWriter) {
    for (index, field) in fields(finding).enumerated() {
      output.append(index == 0 ? "{" : ",")
      output.append("\"\(Self.columns[index])\":")
      output.append(json: field)
    }
    output.append("}\n")
  }

  /// Source: SARIF 2.1.0 (OASIS), sections 3.27 and 3.28. A line that is no number, as in a .docx, is left out.
  private func appendSARIF(_ finding: Finding, to output: inout ByteWriter) {
    output.append(count > 1 ? ",\n" : "\n")
    output.append("{\"ruleId\":")
    output.append(json: finding.rule)
    output.append(",\"level\":\"\(finding.severity.rawValue)\",\"message\":{\"text\":")
    output.append(
      json:
        "\(finding.agency) \(finding.year), \(finding.section)/\(finding.row)/\(finding.column): \(finding.message)"
    )
    output.append("},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":")
    output.append(json: finding.source)
    output.append("}")
    if let line = Int(finding.line), line > 0 { output.append(",\"region\":{\"startLine\":\(line)}") }
    output.append("}}]}")
  }
}

extension ByteWriter {
  /// Appends a string of JSON (RFC 8259, section 7).
  fileprivate mutating func append(json text: String) {
    append(.quote)
    for byte in text.utf8 {
      switch byte {
      case .quote, UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case 0..<0x20:
        let hex = String(byte, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
      default: append(byte)
      }
    }
    append(.quote)
  }
}
