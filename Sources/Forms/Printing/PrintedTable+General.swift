import Facts

extension PrintedTable {
  /// Wider tables than this are broken: no page holds them, and no sheet more than 16,384 columns.
  private static let columnLimit = 200

  /// Tables of facts that no form knows: rows as long as their columns stay the same.
  static func general(_ facts: [ReportFacts.Fact], section: [UInt8]) -> [PrintedTable] {
    var rows: [ArraySlice<ReportFacts.Fact>] = []
    var start = 0
    for index in facts.indices {
      let isLast = index + 1 == facts.count || facts[index + 1].row != facts[index].row
      guard isLast || index + 1 - start == columnLimit else { continue }
      rows.append(facts[start...index])
      start = index + 1
    }
    var tables: [PrintedTable] = []
    var columns: [[UInt8]] = []
    for row in rows {
      if tables.isEmpty || row.map(\.column) != columns {
        columns = row.map(\.column)
        var table = PrintedTable(
          section: section, isOfficial: false, columnCount: columns.count + 1, labelColumnCount: 1)
        table.rows = [[Cell(.header, Array("项目".utf8))] + columns.map { Cell(.header, $0) }]
        table.headerRowCount = 1
        tables.append(table)
      }
      tables[tables.count - 1].rows.append(
        [Cell(.label, row.first?.row ?? [])]
          + row.map { Cell(.value, $0.value, row: $0.row, column: $0.column) })
    }
    return tables
  }
}
