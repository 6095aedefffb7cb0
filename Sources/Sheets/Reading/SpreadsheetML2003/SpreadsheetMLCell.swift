import Bytes

/// A cell as it stands in its row, before it is known where.
struct SpreadsheetMLCell {
  /// Source: Microsoft, XML Spreadsheet Reference, `ss:Type`.
  enum DataType: String {
    case string = "String"
    case number = "Number"
    case dateTime = "DateTime"
    case boolean = "Boolean"
    case error = "Error"
  }

  /// What its index says, from 0.
  var index: Int?
  /// The columns behind it, and the rows below, that it covers.
  var across: Int
  var down: Int
  /// The format of its own style, or of its row.
  var format: NumberFormat?
  var isFormula: Bool
  var type: DataType?
  /// Its value, in those of the row.
  var value: Range<Int>
  /// Whether a part of its value is struck out, and left out.
  var isStruckOut = false
  /// Why it cannot be read.
  var problem: String?

  var layout: RowLayout.Cell {
    let isBlank = value.isEmpty && problem == nil && !isFormula && across == 0 && down == 0
    return RowLayout.Cell(index: index, width: across + 1, isBlank: isBlank)
  }

  /// Appends the cell to the row.
  ///
  /// - Returns: why it cannot be read; then nothing was appended.
  func append(
    _ text: Span<UInt8>, column: Int, format: NumberFormat, calendar: SheetCalendar, to row: inout SheetRow
  ) -> String? {
    if let problem { return problem }
    switch type {
    case nil: row.appendBlank(column: column, isFormula: isFormula)
    case .string: row.append(.text, column: column, copying: text)
    case .error: row.append(.error, column: column, copying: text)
    case let type?:
      let text = text.extracting(text.trimmed(0..<text.count))
      if text.isEmpty {
        row.appendBlank(column: column, isFormula: isFormula)
      } else if !Self.append(text, type, format, calendar, column: column, to: &row) {
        return "it holds “\(String(String(text).prefix(40)))”, which its type does not allow"
      }
    }
    return nil
  }

  /// Appends a cell whose value stands for something else; whether it does.
  private static func append(
    _ text: Span<UInt8>, _ type: DataType, _ format: NumberFormat, _ calendar: SheetCalendar, column: Int,
    to row: inout SheetRow
  ) -> Bool {
    switch type {
    case .boolean: return row.append(boolean: text, column: column)
    case .dateTime:
      var date: [UInt8] = []
      guard SheetCalendar.append(iso: text, format: format, to: &date) else { return false }
      row.append(.date, column: column, copying: date.span)
      return true
    default:
      return row.append(number: text, column: column, format: format, calendar: calendar, keepsZeros: true)
    }
  }
}
