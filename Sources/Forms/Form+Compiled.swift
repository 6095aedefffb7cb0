import Bytes
import Text

/// Forms as lines, for the program to carry: XMLCoder needs 11 ms a form, these lines a fortieth of a millisecond.
///
/// `schemas/forms/*.xml` is the source; `make forms` writes `EmbeddedForms.swift`, and a test holds the two together.
/// A line is a letter and fields, parted by tabs; lists come last, a list before another begins with its count.
extension Form {
  /// The form as lines.
  public var compiled: String {
    let head = [id, title, notice, String(firstYear), lastYear.map(String.init) ?? ""]
    var lines = [fields("F", head, contacts)]
    for section in sections {
      lines.append(fields("S", [section.code, section.title], section.spellings))
      if let narrative = section.narrative {
        lines.append(
          fields("N", [narrative.column], narrative.figures.flatMap { [$0.code, $0.label, $0.unit] }))
      }
      for block in section.blocks {
        let head = [
          block.code, block.title ?? "", block.layout.rawValue, block.unitColumn ? "1" : "",
          String(block.spellings.count),
        ]
        lines.append(fields("B", head + block.spellings, block.headers))
        let flat = FlatBlock(block)
        lines += flat.columns.map { compiled($0.source, depth: $0.parents.count) }
        lines += flat.rows.map { compiled($0.source, depth: $0.parents.count) }
      }
    }
    for relation in relations {
      let head = [
        relation.id, relation.severity, relation.each ?? "", relation.within ?? "",
        relation.across ?? "", relation.operator, relation.rule, relation.source, relation.left,
      ]
      lines.append(fields("L", head, relation.right))
    }
    return lines.joined(separator: "\n")
  }

  private func compiled(_ column: FormColumn, depth: Int) -> String {
    let printed = column.printed == column.label ? "" : column.printed
    let head = [String(depth), column.code, column.label, printed, column.unit, column.money ? "m" : ""]
    return fields("C", head, column.spellings)
  }

  private func compiled(_ row: FormRow, depth: Int) -> String {
    let flags = (row.heading ? "h" : "") + (row.confirmed ? "" : "u")
    let printed = row.printed == row.label ? "" : row.printed
    return fields("R", [String(depth), row.code, row.label, printed, row.unit, flags], row.spellings)
  }

  private func fields(_ letter: String, _ head: [String], _ list: [String]) -> String {
    // Wrapped text of the XML becomes one line.
    ([letter] + head + list).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .joined(separator: "\t")
  }

  /// The forms of compiled lines.
  static func forms(compiled text: String) -> [Form] {
    var reader = CompiledReader(text)
    var forms: [Form] = []
    while let form = reader.form() { forms.append(form) }
    return forms
  }
}

/// Reads compiled lines. They come out of the program itself, so a line of another shape is a bug.
private struct CompiledReader {
  private var lines: ArraySlice<[String]>

  init(_ text: String) {
    lines = Self.lines(text.utf8.span)[...]
  }

  /// The fields of each line that is not empty. Every start of the program does this: no step here is generic.
  private static func lines(_ text: Span<UInt8>) -> [[String]] {
    var lines: [[String]] = []
    var fields: [String] = []
    var start = 0
    for index in 0...text.count {
      let byte: UInt8 = index < text.count ? text[index] : .lineFeed
      guard byte == .tab || byte == .lineFeed else { continue }
      if byte == .tab || !fields.isEmpty || index > start {
        fields.append(String(text.extracting(start..<index)))
      }
      if byte == .lineFeed, !fields.isEmpty {
        lines.append(fields)
        fields = []
        fields.reserveCapacity(12)
      }
      start = index + 1
    }
    return lines
  }

  private mutating func next(_ letter: String) -> [String]? {
    guard let line = lines.first, line[0] == letter else { return nil }
    lines.removeFirst()
    return line
  }

  mutating func form() -> Form? {
    guard let line = next("F") else { return nil }
    var sections: [FormSection] = []
    while let section = section() { sections.append(section) }
    var relations: [Relation] = []
    while let relation = relation() { relations.append(relation) }
    return Form(
      id: line[1], title: line[2], notice: line[3], firstYear: Int(line[4]) ?? 0,
      lastYear: Int(line[5]), sections: sections, contacts: Array(line[6...]), relations: relations)
  }

  private mutating func section() -> FormSection? {
    guard let line = next("S") else { return nil }
    let narrative = narrative()
    var blocks: [FormBlock] = []
    while let block = block() { blocks.append(block) }
    return FormSection(
      code: line[1], title: line[2], spellings: Array(line[3...]), narrative: narrative, blocks: blocks)
  }

  private mutating func narrative() -> FormNarrative? {
    guard let line = next("N") else { return nil }
    let figures = stride(from: 2, to: line.count, by: 3).map {
      FormNarrative.Figure(code: line[$0], label: line[$0 + 1], unit: line[$0 + 2])
    }
    return FormNarrative(column: line[1], figures: figures)
  }

  private mutating func block() -> FormBlock? {
    guard let line = next("B") else { return nil }
    let headers = 6 + (Int(line[5]) ?? 0)
    return FormBlock(
      code: line[1], title: line[2].isEmpty ? nil : line[2],
      layout: FormBlock.Layout(rawValue: line[3]) ?? .rows, unitColumn: line[4] == "1",
      spellings: Array(line[6..<headers]), headers: Array(line[headers...]),
      columns: columns(depth: 0), rows: rows(depth: 0))
  }

  private mutating func columns(depth: Int) -> [FormColumn] {
    var columns: [FormColumn] = []
    while lines.first?[1] == String(depth), let line = next("C") {
      columns.append(
        FormColumn(
          code: line[2], label: line[3], printed: line[4].isEmpty ? line[3] : line[4], unit: line[5],
          money: line[6] == "m", spellings: Array(line[7...]),
          columns: self.columns(depth: depth + 1)))
    }
    return columns
  }

  private mutating func rows(depth: Int) -> [FormRow] {
    var rows: [FormRow] = []
    while lines.first?[1] == String(depth), let line = next("R") {
      rows.append(
        FormRow(
          code: line[2], label: line[3], printed: line[4].isEmpty ? line[3] : line[4], unit: line[5],
          heading: line[6].contains("h"), confirmed: !line[6].contains("u"), spellings: Array(line[7...]),
          rows: self.rows(depth: depth + 1)))
    }
    return rows
  }

  private mutating func relation() -> Relation? {
    guard let line = next("L") else { return nil }
    func optional(_ text: String) -> String? { text.isEmpty ? nil : text }
    return Relation(
      id: line[1], severity: line[2], each: optional(line[3]), within: optional(line[4]),
      across: optional(line[5]), operator: line[6], rule: line[7], source: line[8], left: line[9],
      right: Array(line[10...]))
  }
}
