public import Bytes
import CSV
import Sheets

/// The cells of any sheet of a workbook, as they stand.
public struct SheetCells {
  private let file: String
  private let sheet: String?

  /// - Parameters:
  ///   - file: its path; `-` is standard input.
  ///   - sheet: its name; `nil` for the first one that is not hidden.
  public init(_ file: String, sheet: String? = nil) {
    self.file = file
    self.sheet = sheet
  }

  /// Writes them as CSV: a record for each row from the first one on, up to its last cell that holds something.
  ///
  /// - Throws: `Diagnostic` where the sheet is not there; `WorkbookError`, `IOError`.
  public func write(to writer: inout ByteWriter, say: (Diagnostic) -> Void) throws {
    var book = try WorkbookReader(try ByteReader(opening: file))
    var choice = SheetChoice(file: file, wish: sheet.map(SheetChoice.Wish.name) ?? .firstVisible)
    guard try choice.next(&book) != nil else { throw choice.missing }
    var (last, formulas) = (0, 0)
    while try book.nextRow() {
      for _ in last + 1..<max(book.rowNumber, last + 1) { writer.append(.lineFeed) }
      last = book.rowNumber
      formulas += writer.append(cellsOf: book)
      try writer.flushIfFull()
    }
    if formulas > 0 {
      say(
        Diagnostic(
          .warning, at: Location(file), what: "\(formulas) cells are empty whose formulas have no value",
          why: "the program that wrote the file has not computed them",
          remedy: "Open the file with an office program, and save it again"))
    }
    // What follows is looked at, too: a file that is cut off is an error.
    while try choice.next(&book) != nil {}
    for loss in book.losses { say(loss) }
  }
}

extension ByteWriter {
  /// Appends the row at hand as a record, up to its last cell that holds something.
  ///
  /// - Returns: how many formulas have no value.
  fileprivate mutating func append(cellsOf book: borrowing WorkbookReader) -> Int {
    var (column, waiting, formulas) = (0, 0, 0)
    for cell in book.cells {
      let text = book.text(cell)
      waiting += cell.column - column
      column = cell.column
      if cell.kind == .formula { formulas += 1 }
      if text.isEmpty { continue }
      for _ in 0..<waiting { append(.comma) }
      waiting = 0
      append(field: text)
    }
    append(.lineFeed)
    return formulas
  }
}
