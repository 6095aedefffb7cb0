/// A figure that a form asks for: what a fact of an official table is.
public struct FormFigure: Sendable, Equatable {
  /// The place of the form in `FormLibrary.forms`.
  public let form: Int
  /// `SECTION.BLOCK`, as `requests.table`.
  public let block: String
  /// The section's code, then those of row and column, each with `.` between its levels.
  public let sectionCode: String
  public let rowCode: String
  public let columnCode: String
  public let section: String
  public let row: String
  public let column: String
  /// The unit that the form states; empty where it states none.
  public let unit: String

  /// Whether it counts money. 采购总金额 of 2019 does so without a unit: reports print 元, 万元 or nothing.
  public var isMoney: Bool { unit.hasSuffix("元") || unit.isEmpty && column.contains("金额") }

  /// The stable code of the figure.
  public var code: String {
    [sectionCode, rowCode, columnCode].filter { !$0.isEmpty }.joined(separator: ".")
  }
}

extension FormLibrary {
  /// All figures of all forms, form by form in printed order.
  public var figures: [FormFigure] {
    forms.enumerated().flatMap { number, form in
      form.sections.flatMap { section in
        section.blocks.flatMap { block in
          let columns = block.columns.flatMap { $0.leafPaths(code: "", label: "") }
          return block.rows.flatMap { $0.valuePaths(code: "", label: "") }.flatMap { row in
            columns.map { column in
              FormFigure(
                form: number, block: "\(section.code).\(block.code)", sectionCode: section.code,
                rowCode: row.code, columnCode: column.code, section: section.title, row: row.label,
                column: column.label, unit: row.unit.isEmpty ? column.unit : row.unit)
            }
          }
        }
      }
    }
  }
}

extension FormLibrary {
  /// The figures that sentences state, each once, the newest form's first; they are in no block and no column.
  public var statedFigures: [FormFigure] {
    var figures: [FormFigure] = []
    for (number, form) in forms.enumerated().reversed() {
      for section in form.sections {
        for figure in section.narrative?.figures ?? [] {
          let stated = FormFigure(
            form: number, block: section.code, sectionCode: section.code, rowCode: figure.code,
            columnCode: "",
            section: section.title, row: figure.label, column: section.narrative?.column ?? "",
            unit: figure.unit)
          if !figures.contains(where: { $0.code == stated.code }) { figures.append(stated) }
        }
      }
    }
    return figures
  }
}

extension FormColumn {
  fileprivate func leafPaths(code: String, label: String) -> [(code: String, label: String, unit: String)] {
    let code = code.isEmpty ? self.code : code + "." + self.code
    let label = label.isEmpty ? self.label : label + "/" + self.label
    return columns.isEmpty
      ? [(code, label, unit)] : columns.flatMap { $0.leafPaths(code: code, label: label) }
  }
}

extension FormRow {
  fileprivate func valuePaths(code: String, label: String) -> [(code: String, label: String, unit: String)] {
    let code = code.isEmpty ? self.code : code + "." + self.code
    let label = label.isEmpty ? self.label : label + "/" + self.label
    return (heading ? [] : [(code, label, unit)]) + rows.flatMap { $0.valuePaths(code: code, label: label) }
  }
}
