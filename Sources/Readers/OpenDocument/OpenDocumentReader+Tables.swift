import Bytes
import Reports
import Sheets
import XML

/// Tables, and what attributes say.
extension OpenDocumentReader {
  mutating func beginTable(_ name: String) throws(ReportError) -> Element {
    switch name {
    case "table":
      if value("is-sub-table", Namespace.table) == "true" { splitCells += 1 }
      tables.beginTable()
      grids.append(OpenDocumentGrid())
      return .table
    case "table-column":
      let width = styles.marks("table-column", style("table")).width
      for _
        in 0..<min(xml.count("number-columns-repeated", Namespace.table) ?? 1, OpenDocumentGrid.columnLimit)
      {
        tables.addGridColumn(width: width)
      }
    case "table-row" where !grids.isEmpty:
      tables.beginRow()
      if ["collapse", "filter"].contains(value("visibility", Namespace.table)) { tables.dropRow() }
      grids[grids.count - 1].beginRow(repeats: (xml.count("number-rows-repeated", Namespace.table) ?? 1) - 1)
      return .row
    case "table-cell" where open.last == .row: return try beginCell()
    case "covered-table-cell" where open.last == .row: try addCovered()
    case "table-rows", "table-row-group", "table-header-rows", "table-columns", "table-header-columns",
      "table-column-group":
      break
    default: xml.skipContent()
    }
    return .other
  }

  mutating func beginCell() throws(ReportError) -> Element {
    let last = grids.count - 1
    let (columns, rows) = (
      xml.count("number-columns-spanned", Namespace.table) ?? 1,
      xml.count("number-rows-spanned", Namespace.table) ?? 1
    )
    let repeats = (xml.count("number-columns-repeated", Namespace.table) ?? 1) - 1
    guard grids[last].beginCell(columns: columns, rows: rows, repeats: repeats) else { throw tooManyCells }
    tables.beginCell()
    tables.setSpan(columns)
    if rows > 1 { tables.setMerge(.begin) }
    return .cell
  }

  /// Cells that others cover: one below the cell that covers it is an empty one; one beside it is none.
  mutating func addCovered() throws(ReportError) {
    xml.skipContent()
    let last = grids.count - 1
    for _ in 0..<(xml.count("number-columns-repeated", Namespace.table) ?? 1) {
      guard grids[last].column < OpenDocumentGrid.columnLimit else { throw tooManyCells }
      guard let covered = grids[last].nextCovered() else { continue }
      tables.beginCell()
      tables.setSpan(covered.columns.count)
      if covered.isBelow { tables.setMerge(.goOn) }
      tables.endCell()
    }
  }

  // MARK: attributes

  func value(_ name: String, _ namespace: Int) -> String {
    String(xml.attribute(Array(name.utf8), namespace: namespace))
  }

  func style(_ prefix: String) -> String {
    value("style-name", prefix == "text" ? Namespace.text : Namespace.table)
  }
}
