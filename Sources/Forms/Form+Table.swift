/// Forms as people read them.
extension FormLibrary {
  /// A line for each form.
  public var list: String {
    forms.map { form in
      let years = "\(form.firstYear)–\(form.lastYear.map(String.init) ?? "")"
      return "\(form.id)\t\(years)\t\(form.factCount) values\t\(form.title)\t\(form.notice)\n"
    }.joined()
  }
}

extension Form {
  /// How many facts a whole report on this form has.
  var factCount: Int {
    sections.flatMap(\.blocks).map(FlatBlock.init).reduce(0) {
      $0 + $1.rows.count(where: \.hasFigures) * $1.columns.count(where: \.hasFigures)
    }
  }

  /// The form as a text: sections, tables, rows and columns with codes and units, and the relations.
  public var table: String {
    var lines = ["\(title) (\(id))", notice, ""]
    for section in sections {
      lines.append("\(section.title)  [\(section.code)]")
      for block in section.blocks { lines += block.table(code: section.code) }
      lines.append("")
    }
    for relation in relations {
      let scope = [relation.each.map { "each \($0)" }, relation.within, relation.across].compactMap { $0 }
      lines.append("\(relation.id)  \(relation.severity)  \(scope.joined(separator: ", "))")
      lines.append("  \(relation.rule)")
      lines.append("  \(relation.source)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The source file that carries forms in the program.
  public static func embedded(_ forms: [Form]) -> String {
    """
    // Made by `make forms` from schemas/forms/*.xml; do not edit.

    /// The official forms, as `Form.compiled` writes them.
    let embeddedForms = #\"\"\"
    \(forms.map(\.compiled).joined(separator: "\n"))
    \"\"\"#

    """
  }
}

extension FormBlock {
  fileprivate func table(code: String) -> [String] {
    var lines = ["  \(title ?? "（表）")"]
    func note(_ code: String, _ unit: String) -> String { "  [\(code)]" + (unit.isEmpty ? "" : "  \(unit)") }
    let flat = FlatBlock(self)
    for column in flat.columns {
      lines.append(
        "    \(indent(column))| \(column.source.label)\(note(column.source.code, column.source.unit))")
    }
    for row in flat.rows {
      let figures =
        row.hasFigures ? note(code + "." + String(decoding: row.code, as: UTF8.self), row.source.unit) : ""
      lines.append("    \(indent(row))\(row.source.label)\(figures)")
    }
    return lines
  }

  private func indent(_ line: FlatLine<some FormLine>) -> String {
    String(repeating: "  ", count: line.parents.count)
  }
}

extension FormLibrary {
  /// What a relation says, form by form, and where it comes from; relations that repeat for each row are told once.
  public func explanation(of id: String) -> String {
    var lines: [String] = []
    for form in forms {
      for relation in form.relations where relation.id == id {
        let line = "\(form.id)  \(relation.severity)  \(relation.rule)"
        if lines.contains(line) { continue }
        lines += [line, "      " + relation.source]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
