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
    sections.flatMap(\.blocks).map {
      $0.rows.reduce(0) { $0 + $1.valueRows } * $0.columns.reduce(0) { $0 + $1.leaves }
    }
    .reduce(0, +)
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
    func add(_ column: FormColumn, _ indent: String) {
      lines.append("\(indent)| \(column.label)\(note(column.code, column.unit))")
      for child in column.columns { add(child, indent + "  ") }
    }
    func add(_ row: FormRow, _ indent: String, _ path: String) {
      let code = path + "." + row.code
      lines.append("\(indent)\(row.label)\(row.heading ? "" : note(code, row.unit))")
      for child in row.rows { add(child, indent + "  ", code) }
    }
    for column in columns { add(column, "    ") }
    for row in rows { add(row, "    ", code) }
    return lines
  }
}

extension FormRow {
  /// Rows with values, this one and those below it.
  fileprivate var valueRows: Int { (heading ? 0 : 1) + rows.reduce(0) { $0 + $1.valueRows } }
}

extension FormColumn {
  var leaves: Int { columns.isEmpty ? 1 : columns.reduce(0) { $0 + $1.leaves } }
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
