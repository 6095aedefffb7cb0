public import Bytes
import CSV

/// The header of cells CSV: `source,line,agency,year,kind,section,table,row,cell,column,columns,rows,text`.
public enum CellsHeader {
  public static let names = [
    "source", "line", "agency", "year", "kind", "section", "table", "row", "cell", "column", "columns",
    "rows",
    "text",
  ]
  static let line = Array(names.joined(separator: ",").utf8) + [.lineFeed]
}

/// Writing a report as cells CSV, one record a piece.
extension ByteWriter {
  public mutating func appendCellsHeader() { append(CellsHeader.line) }

  /// Appends the records of one report.
  public mutating func append(cellsOf report: Report) {
    var source = ByteWriter()
    source.append(field: Array(report.source.utf8))
    source.append(.comma)
    let sourceField = source.bytes
    var identity = ByteWriter()
    identity.append(.comma)
    identity.append(field: report.agency)
    identity.append(.comma)
    identity.append(field: report.year)
    let identityFields = identity.bytes
    let sections = report.sections.map { section in
      var writer = ByteWriter()
      writer.append(field: section)
      writer.append(.comma)
      return writer.bytes
    }
    let text = report.text.span
    for piece in report.pieces {
      append(sourceField)
      append(place: piece.place)
      append(identityFields)
      append(piece.isRefused ? Self.refusedField : Self.kindFields[Int(piece.kind.rawValue)])
      append(sections[piece.section])
      if piece.kind == .cell {
        append(decimal: piece.table)
        append(.comma)
        append(decimal: piece.row)
        append(.comma)
        append(decimal: piece.cell)
        append(span: piece.span)
      } else {
        append(",,,,,,")
      }
      append(field: text.extracting(piece.range))
      append(.lineFeed)
    }
  }

  /// A comma, and three fields, each with a comma behind it.
  private mutating func append(span: GridSpan) {
    guard span.isKnown else { return append(",,,,") }
    for number in [span.column, span.columns, span.rows] {
      append(.comma)
      append(decimal: Int(number))
    }
    append(.comma)
  }

  private static let refusedField = Array(",refused,".utf8)
  private static let kindFields = Piece.Kind.allCases.map { Array(",\($0.name),".utf8) }
}
