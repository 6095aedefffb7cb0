import Bytes
import CSV
import Facts
import Sheets
import Tidying

/// Facts out of sheets in which people may have worked.
struct FactSheets {
  private let file: String
  /// The columns of the first sheet that are kept, in their order: the same for all.
  private var columns: [FactColumn] = []
  private var hasHeader = false
  private(set) var factCount = 0
  var complaints = Complaints()
  private var sheet = ""
  /// The sheet before, and whether it has as many rows as one can have.
  private var previous: (name: String, isFull: Bool)?
  /// The first fact of each sheet.
  private var firstFacts: [[UInt8]] = []

  /// For each column of the sheet, its place in `columns`; -1 for one that is left out.
  private var places: [Int] = []
  /// For each of `columns`, the number of its cell in the row; -1 for none.
  private var slots: [Int] = []

  init(file: String) { self.file = file }

  /// Writes the facts of the sheet at hand.
  mutating func write(_ name: String, of book: inout WorkbookReader, to writer: inout ByteWriter) throws {
    sheet = name
    try readHeader(&book, to: &writer)
    warnOfCopy()
    var isFirst = true
    while try book.nextRow() {
      let count = factCount
      add(book, to: &writer)
      if isFirst, factCount > count {
        try checkCopy(book)
        isFirst = false
      }
      try writer.flushIfFull()
    }
    previous = (name, book.rowNumber == SheetLimit.rows)
  }

  // MARK: the header

  private mutating func readHeader(_ book: inout WorkbookReader, to writer: inout ByteWriter) throws {
    repeat {
      guard try book.nextRow() else { throw noHeader(row: 0, found: nil) }
    } while book.isBlank
    var names: [String] = []
    for cell in book.cells {
      while names.count < cell.column { names.append("") }
      let text = book.text(cell)
      names.append(String(text.extracting(text.trimmed(0..<text.count))))
    }
    guard names.starts(with: FactColumn.required.map(\.rawValue)) else {
      throw noHeader(row: book.rowNumber, found: names.prefix(8).joined(separator: ","))
    }
    var found: [FactColumn] = []
    places = []
    for (index, name) in names.enumerated() {
      guard let column = FactColumn(rawValue: name) else {
        places.append(-1)
        if !name.isEmpty { complaints.add(.unknownColumn(name), at: place(book.rowNumber, index)) }
        continue
      }
      guard !found.contains(column) else { throw repeated(name, row: book.rowNumber, column: index) }
      places.append(found.count)
      found.append(column)
    }
    try take(found, row: book.rowNumber, to: &writer)
  }

  private mutating func take(_ found: [FactColumn], row: Int, to writer: inout ByteWriter) throws {
    if hasHeader {
      guard found == columns else {
        throw Diagnostic(
          .error, at: place(row), what: "the columns are not those of the sheet before",
          why: "a sheet of this name goes on with the facts of “\(previous?.name ?? "")”",
          remedy: "Read one of them alone with from-xlsx --sheet")
      }
      return
    }
    hasHeader = true
    columns = found
    slots = columns.map { _ in -1 }
    writer.append(columns.map(\.rawValue).joined(separator: ","))
    writer.append(.lineFeed)
  }

  private func noHeader(row: Int, found: String?) -> Diagnostic {
    let header = FactColumn.required.map(\.rawValue).joined(separator: ",")
    return Diagnostic(
      .error, at: place(row), what: "these are not tidy facts",
      why: (found.map { "the first row is “\($0)”, it" } ?? "the sheet is empty; its first row")
        + " should begin with “\(header)”",
      remedy:
        "Name another sheet with from-xlsx --sheet, or read the cells as they stand with from-xlsx --raw")
  }

  private func repeated(_ name: String, row: Int, column: Int) -> Diagnostic {
    Diagnostic(
      .error, at: place(row, column), what: "the column “\(name)” comes twice",
      why: "which one counts is not known", remedy: "Delete or rename one of them")
  }

  /// Office programs name the copy of a sheet as a continuation is named.
  private mutating func warnOfCopy() {
    guard let previous, !previous.isFull else { return }
    complaints.add(.perhapsCopy(previous.name), at: place(0))
  }

  /// Refuses a sheet that begins with the first fact of another one: its facts would be there twice.
  private mutating func checkCopy(_ book: borrowing WorkbookReader) throws {
    var fact: [UInt8] = []
    for slot in slots where slot >= 0 {
      fact.append(span: book.text(book.cells[slot]))
      fact.append(.tab)
    }
    guard !firstFacts.contains(fact) else {
      throw Diagnostic(
        .error, at: place(book.rowNumber),
        what: "the sheet begins with the first fact of “\(previous?.name ?? "")”",
        why: "it seems to be a copy, and its facts would be there twice",
        remedy: "Delete the copy, or name one sheet with from-xlsx --sheet")
    }
    firstFacts.append(fact)
  }

  // MARK: rows

  private mutating func add(_ book: borrowing WorkbookReader, to writer: inout ByteWriter) {
    for index in slots.indices { slots[index] = -1 }
    let cells = book.cells
    var (isBlank, hasOther) = (true, -1)
    for (index, cell) in cells.enumerated() where cell.kind != .blank {
      if cell.column < places.count, places[cell.column] >= 0 {
        slots[places[cell.column]] = index
        isBlank = false
      } else {
        hasOther = cell.column
      }
    }
    if isBlank || book.isBlank {
      if isBlank, hasOther >= 0 { complaints.add(.noFact, at: place(book.rowNumber, hasOther)) }
      return
    }
    if hasOther >= places.count { complaints.add(.noHeader, at: place(book.rowNumber, hasOther)) }
    guard check(book, cells) else { return }
    for slot in slots.indices {
      if slot > 0 { writer.append(.comma) }
      guard slots[slot] >= 0 else { continue }
      let cell = cells[slots[slot]]
      if columns[slot] == .year, cell.kind == .number {
        // Formats with decimals show them of a year, too; any but zeros were refused.
        let text = book.text(cell)
        writer.append(text.extracting(0..<(text.firstIndex(of: .period) ?? text.count)))
        continue
      }
      if writer.append(line: book.text(cell)) {
        complaints.add(.lineBreak, at: place(book.rowNumber, cell.column))
      }
    }
    writer.append(.lineFeed)
    factCount += 1
  }

  /// Whether the cells can be what the columns say; what cannot be known is refused.
  private mutating func check(_ book: borrowing WorkbookReader, _ cells: [SheetCell]) -> Bool {
    for (slot, column) in columns.enumerated() {
      let index = slots[slot]
      guard index >= 0, cells[index].kind != .text || !book.text(cells[index]).isEmpty else {
        // The first five say what the value is of.
        if slot < 5 {
          complaints.add(.empty(column.rawValue), at: place(book.rowNumber, places.firstIndex(of: slot)))
        }
        continue
      }
      let cell = cells[index]
      if cell.kind == .text, column != .value { continue }
      if cell.kind == .text, let digits = book.text(cell).digitsOfWrittenNumber {
        let digits = String(decoding: digits, as: UTF8.self)
        complaints.add(
          .numberAsText(String(book.text(cell)), digits: digits), at: place(book.rowNumber, cell.column))
      }
      guard let complaint = Complaint(book.text(cell), cell.kind, column) else { continue }
      complaints.add(complaint, at: place(book.rowNumber, cell.column))
      if complaint.isRefusal { return false }
    }
    return true
  }

  private func place(_ row: Int, _ column: Int? = nil) -> Location {
    Location(file, sheet: sheet, row: row, sheetColumn: column)
  }
}

extension WorkbookReader {
  /// Whether no cell of the row at hand holds anything that can be seen.
  var isBlank: Bool {
    for cell in cells where cell.kind != .blank {
      let text = text(cell)
      if cell.kind == .formula || !text.isBlank(0..<text.count) { return false }
    }
    return true
  }
}

extension ByteWriter {
  /// Appends a field in which line breaks are blanks; whether it held any.
  fileprivate mutating func append(line text: Span<UInt8>) -> Bool {
    if text.isPlainField {
      append(text)
      return false
    }
    guard text.hasLineBreak else {
      append(field: text)
      return false
    }
    var line: [UInt8] = []
    var index = 0
    while index < text.count {
      let length = text.lineBreakLength(at: index)
      if length > 0 { line.append(.space) } else { line.append(text[index]) }
      index += max(length, 1)
    }
    append(field: line)
    return true
  }
}

extension Span where Element == UInt8 {
  fileprivate var hasLineBreak: Bool {
    for index in indices where lineBreakLength(at: index) > 0 { return true }
    return false
  }

  /// The length of the line break at `index`: CR LF, LF, CR, VT, FF, NEL, LS or PS; 0 where there is none.
  @inline(__always) fileprivate func lineBreakLength(at index: Int) -> Int {
    let byte = self[index]
    if byte &- 0x0A < 4 {
      return byte == .carriageReturn && index + 1 < count && self[index + 1] == .lineFeed ? 2 : 1
    }
    if byte == 0xC2 { return index + 1 < count && self[index + 1] == 0x85 ? 2 : 0 }
    guard byte == 0xE2, index + 2 < count, self[index + 1] == 0x80 else { return 0 }
    return self[index + 2] == 0xA8 || self[index + 2] == 0xA9 ? 3 : 0
  }
}
