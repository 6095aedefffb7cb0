import Forms
import Text

/// A row of a table with its values, outermost label first.
package struct PlannedRow: Sendable, Equatable {
  /// A label of the row: the official wording, others, and its place among its neighbours in the form.
  struct Label: Sendable, Equatable {
    var official: String
    var spellings: [String]
    /// From 1.
    var number: Int
    var isHeading: Bool
    /// The unit that a unit column prints beside it.
    var unit = ""
  }

  var path: [Label]
  var values: [PlannedValue]
  /// A local row that the form does not have; what comes out is its label without notes.
  var isExtra = false
  /// Whether its last figure is split in two (A23), as long as that noise is on.
  var isSplit = false

  var name: String { path.map { PlannedRow.withoutNote($0.official) }.joined(separator: "/") }

  /// Official labels keep their quotes; notes are never part of them.
  static func withoutNote(_ label: String) -> String {
    label.split(separator: "（").first.map(String.init) ?? label
  }
}

/// A table of a form, or a part of one with a header of its own.
package struct PlannedBlock: Sendable, Equatable {
  /// A column with its spanner, if it has one.
  struct Column: Sendable, Equatable {
    var spanner: String?
    var label: String
    var spellings: [String]
    var unit: String

    var name: String { (spanner.map { $0 + "/" } ?? "") + label }
    var isAmount: Bool { name.contains("金额") }
  }

  var form: String
  var section: String
  var block: FormBlock
  var columns: [Column]
  var rows: [PlannedRow]

  package static func == (left: PlannedBlock, right: PlannedBlock) -> Bool {
    left.form == right.form && left.block.code == right.block.code && left.rows == right.rows
  }

  /// All rows of a block of a form, in its order, without values.
  init(form: Form, section: FormSection, block: FormBlock) {
    self.form = form.id
    self.section = section.title
    self.block = block
    columns = block.columns.flatMap { column in
      column.columns.isEmpty
        ? [Column(label: column.label, spellings: column.spellings, unit: column.unit)]
        : column.columns.map {
          Column(spanner: column.label, label: $0.label, spellings: $0.spellings, unit: $0.unit)
        }
    }
    rows = []
    func visit(_ row: FormRow, _ above: [PlannedRow.Label], _ number: Int) {
      let label = PlannedRow.Label(
        official: row.label, spellings: row.spellings, number: number, isHeading: row.heading, unit: row.unit)
      if !row.heading { rows.append(PlannedRow(path: above + [label], values: [])) }
      for (index, child) in row.rows.enumerated() { visit(child, above + [label], index + 1) }
    }
    for (index, row) in block.rows.enumerated() { visit(row, [], index + 1) }
  }

  /// How deep its labels nest at most.
  var depth: Int { rows.map(\.path.count).max() ?? 1 }
}
