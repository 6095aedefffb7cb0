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
  public let isMoney: Bool
  /// The stable code of the figure.
  public let code: String

  /// Whether sentences state it: no table has it.
  public var isStated: Bool { columnCode.isEmpty }
}

extension FormLibrary {
  /// All figures of all forms, form by form in printed order.
  public var figures: [FormFigure] {
    forms.enumerated().flatMap { number, form in
      form.sections.flatMap { section in
        section.blocks.flatMap { block in
          let columns = block.columns.flatMap { $0.leafPaths(code: "", label: "") }
          let name = "\(section.code).\(block.code)"
          return block.rows.flatMap { $0.valuePaths(code: "", label: "") }.flatMap { row in
            columns.map { column in
              let unit = row.unit.isEmpty ? column.unit : row.unit
              return FormFigure(
                form: number, block: name, sectionCode: section.code, rowCode: row.code,
                columnCode: column.code, section: section.title, row: row.label, column: column.label,
                unit: unit, isMoney: column.isMoney || unit.hasSuffix("元"),
                code: "\(section.code).\(row.code).\(column.code)")
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
            unit: figure.unit, isMoney: figure.unit.hasSuffix("元"),
            code: "\(section.code).\(figure.code)")
          if !figures.contains(where: { $0.code == stated.code }) { figures.append(stated) }
        }
      }
    }
    return figures
  }
}

extension FormColumn {
  fileprivate func leafPaths(
    code: String, label: String
  ) -> [(code: String, label: String, unit: String, isMoney: Bool)] {
    let code = code.isEmpty ? self.code : code + "." + self.code
    let label = label.isEmpty ? self.label : label + "/" + self.label
    return columns.isEmpty
      ? [(code, label, unit, money)] : columns.flatMap { $0.leafPaths(code: code, label: label) }
  }
}

extension FormRow {
  fileprivate func valuePaths(code: String, label: String) -> [(code: String, label: String, unit: String)] {
    let code = code.isEmpty ? self.code : code + "." + self.code
    let label = label.isEmpty ? self.label : label + "/" + self.label
    return (heading ? [] : [(code, label, unit)]) + rows.flatMap { $0.valuePaths(code: code, label: label) }
  }
}
