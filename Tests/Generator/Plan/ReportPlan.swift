/// A report before it is printed: what it says, and what is to happen to it on the way.
package struct ReportPlan: Sendable {
  package let seed: UInt64
  var agency: String
  var year: Int
  /// The official tables, in printed order.
  var blocks: [PlannedBlock]
  /// A table outside the forms.
  var localTable: LocalTable?
  /// Which paragraphs the prose has, as places in `Narrative`.
  var paragraphs: Set<Int>
  var noises: Set<Noise>

  /// A table outside the forms: a column of labels and columns of figures, below a heading of its own.
  struct LocalTable: Sendable {
    var heading: String
    var columns: [String]
    var rows: [(label: String, values: [String])]
  }
}

/// The facts that a plan must give, in printed order.
package struct Expectation: Sendable {
  /// One printed row of a table.
  package struct Row: Sendable {
    package var facts: [Fact]
    /// What messages call its table: by its title, else by its section.
    package var tables: [String] = []
    /// Whether it is outside the forms, and unknown to readers that go by labels.
    var isLocal: Bool
    /// Whether its first or its last value is blank.
    var isOpen = false
  }

  package var agency: String
  /// The body's name as it signs.
  package var signature: String
  package var year: String
  package var rows: [Row]
  /// Rows that stand there and must give nothing but a message.
  package var refusedRows: Int

  package var facts: [Fact] { rows.flatMap(\.facts) }
}

extension ReportPlan {
  var signature: String { agency + (noises.contains(.fullNameInSignature) ? "办公室" : "") }

  package var expectation: Expectation {
    var rows: [Expectation.Row] = []
    var refused = 0
    let year = String(year)
    if let localTable {
      for row in localTable.rows {
        let facts = zip(localTable.columns, row.values).map {
          Fact(
            agency: agency, year: year, section: localTable.heading, row: row.label, column: $0, value: $1)
        }
        rows.append(Expectation.Row(facts: facts, isLocal: true))
      }
    }
    for block in blocks {
      for row in block.rows {
        if row.isSplit, noises.contains(.figureSplit) {
          refused += 1
          continue
        }
        let printed = zip(block.columns, row.values).map { column, value in
          value.printed(
            noises, unit: row.unit(or: column), isAmount: row.isAmount(or: column),
            isChange: column.label == "本年增/减")
        }
        let facts = zip(block.columns, printed).map {
          Fact(
            agency: agency, year: year, section: block.section, row: row.name, column: $0.name,
            value: $1.value)
        }
        let isOpen = block.ends(of: row).contains {
          ["", "\u{A0}"].contains($0.printed(noises, unit: "", isAmount: false).text)
        }
        let tables = [block.section] + (block.block.title.map { [$0] } ?? [])
        rows.append(Expectation.Row(facts: facts, tables: tables, isLocal: false, isOpen: isOpen))
      }
    }
    return Expectation(
      agency: agency, signature: signature, year: year, rows: rows, refusedRows: refused)
  }
}

extension ReportPlan {
  package func without(_ silent: Set<Noise>) -> ReportPlan {
    var plan = self
    plan.noises.subtract(silent)
    return plan
  }
}

extension PlannedRow {
  /// The unit of a value: that of its row, else of its column.
  func unit(or column: PlannedBlock.Column) -> String {
    let own = path.last?.unit ?? ""
    return own.isEmpty ? column.unit : own
  }

  func isAmount(or column: PlannedBlock.Column) -> Bool { unit(or: column) == "万元" || column.isAmount }
}

extension PlannedBlock {
  /// The first and the last value of the printed row that a row stands in.
  func ends(of row: PlannedRow) -> [PlannedValue] {
    let isLine = block.layout == .line
    return [(isLine ? rows.first : row)?.values.first, (isLine ? rows.last : row)?.values.last].compactMap {
      $0
    }
  }
}
