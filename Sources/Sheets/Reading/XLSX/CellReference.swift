import Bytes

// Source: ECMA-376 part 1, section 18.18.62.
extension Span where Element == UInt8 {
  /// A plain number of at most nine digits.
  var sheetNumber: Int? {
    guard count > 0, count <= 9 else { return nil }
    var number = 0
    for index in indices {
      guard self[index].isDigit else { return nil }
      number = number * 10 + Int(self[index] - .zero)
    }
    return number
  }

  /// The number of a row.
  var sheetRow: Int? { sheetNumber.flatMap { $0 > 0 ? $0 : nil } }

  /// The column, from 0, of a reference as `AB12`; `nil` where it is none, or one of another row.
  func sheetColumn(row: Int) -> Int? {
    guard let cell = sheetCell, cell.row == row else { return nil }
    return cell.column
  }

  /// The cells of a reference as `A1:C4`; `nil` where it is none.
  var sheetMerge: SheetMerge? {
    guard let colon = firstIndex(of: UInt8(ascii: ":")), let first = extracting(0..<colon).sheetCell,
      let last = extracting(colon + 1..<count).sheetCell, last.row >= first.row, last.column >= first.column,
      last.row <= SheetLimit.rows, last.column < SheetLimit.columns
    else { return nil }
    return SheetMerge(
      row: first.row, column: first.column, rowCount: last.row - first.row + 1,
      columnCount: last.column - first.column + 1)
  }

  /// The row, from 1, and column, from 0, of a reference as `AB12`.
  private var sheetCell: (row: Int, column: Int)? {
    var index = 0
    var column = 0
    while index < count, index < 4 {
      let letter = (self[index] | 0x20) &- UInt8(ascii: "a")
      guard letter < 26 else { break }
      column = column * 26 + Int(letter) + 1
      index += 1
    }
    guard index > 0, let row = extracting(index..<count).sheetRow else { return nil }
    return (row, column - 1)
  }
}
