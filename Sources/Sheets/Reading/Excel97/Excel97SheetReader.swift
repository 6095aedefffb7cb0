import Bytes

/// The rows of a sheet of Excel 97 to 2003.
///
/// Its records are looked through once, for cells of a row need not stand together, and merged cells stand behind them all.
///
/// Source: MS-XLS 2.1.7.20.5 (the parts of a sheet), 2.4 (records).
struct Excel97SheetReader: Sendable {
  private typealias Kind = Excel97Records.Kind

  /// The formats of the cells' styles.
  var formats: [NumberFormat] = []
  /// The styles that strike out.
  var struckStyles: Set<Int> = []
  /// Those that are white on white.
  var whiteStyles: Set<Int> = []
  var fonts = Excel97Fonts()
  var calendar = SheetCalendar()
  /// The code page of texts before Excel 97, 0 where the workbook names none; `nil` since then.
  var codePage: Int?

  /// Where the sheet begins, if it is not looked through yet.
  private var start: Int?
  private var place = Location("")
  /// The records of cells in their order: row, column, and where the record stands.
  private var records: [UInt64] = []
  private var next = 0
  private var hiddenRows: Set<Int> = []
  /// Whether no formula of the sheet has been computed: all have the value 0, and ask for it, or that of an empty text.
  private var areFormulasEmpty = false

  mutating func begin(at start: Int, _ place: Location) { (self.start, self.place) = (start, place) }

  /// Goes to the next row.
  mutating func nextRow(_ stream: Span<UInt8>, _ row: inout SheetRow) throws(WorkbookError) -> Bool {
    if let start { try lookThrough(stream, from: start, &row) }
    guard next < records.count else { return false }
    let number = Int(records[next] >> 40)
    row.begin(number: number + 1)
    row.isHidden = hiddenRows.contains(number)
    while next < records.count, Int(records[next] >> 40) == number {
      var record = Excel97Records(at: Int(records[next] & 0xFFFF_FFFF))
      guard record.next(in: stream) else { break }
      try readCells(record, stream, &row)
      next += 1
    }
    return true
  }

  // MARK: the records of the sheet

  private mutating func lookThrough(
    _ stream: Span<UInt8>, from start: Int, _ row: inout SheetRow
  ) throws(WorkbookError) {
    self.start = nil
    (records, next, hiddenRows) = ([], 0, [])
    var (formulaCount, emptyCount) = (0, 0)
    var record = Excel97Records(at: start)
    // Charts stand in a sheet with records of their own.
    var depth = 0
    var position = start
    /// The kind of the last drawing.
    var drawing = 0
    while record.next(in: stream) {
      defer { position = record.data.upperBound }
      let data = stream.extracting(record.data)
      if record.kind == Kind.begin {
        depth += 1
        // Or a small file could ask for the same rows over and over.
        if depth > 1, data.littleEndian16(at: 2) == 0x10 { throw damaged("a sheet begins in a sheet") }
      }
      if record.kind == Kind.endOfSubstream {
        depth -= 1
        if depth > 0 { continue }
        records.sort()
        areFormulasEmpty = formulaCount > 0 && formulaCount == emptyCount
        return
      }
      guard depth == 1 else { continue }
      switch record.kind {
      case Kind.column: hideColumns(data, &row)
      case Kind.row:
        if data.count >= 16, data[12] & 0x20 != 0 { hiddenRows.insert(data.littleEndian16(at: 0) ?? 0) }
      case Kind.merges: readMerges(data, &row)
      case Kind.drawing: drawing = data.littleEndian16(at: 4) ?? 0
      // Remarks are boxes, too.
      case Kind.textBox where drawing != 0x19 && data.littleEndian16(at: 10) ?? 0 > 0:
        row.losses.add(.box, at: place, why: "what it says stands in no cell")
      case Kind.blank, Kind.blanks, Kind.sharedString, Kind.label, Kind.richLabel, Kind.number,
        Kind.shortNumber,
        Kind.shortNumbers, Kind.boolean, Kind.formula:
        guard data.count >= 6, let number = data.littleEndian16(at: 0),
          let column = data.littleEndian16(at: 2)
        else {
          throw damaged("a cell is cut short")
        }
        guard column < 256 else { throw damaged("a row has no more than 256 cells") }
        records.append(UInt64(number) << 40 | UInt64(column) << 32 | UInt64(position))
        if record.kind == Kind.formula {
          formulaCount += 1
          if data.isUncomputed { emptyCount += 1 }
        }
      default: break
      }
    }
    throw damaged("the sheet is cut short")
  }

  private func hideColumns(_ data: Span<UInt8>, _ row: inout SheetRow) {
    guard let first = data.littleEndian16(at: 0), let last = data.littleEndian16(at: 2), data.count >= 10,
      data[8] & 1 == 1 || data.littleEndian16(at: 4) == 0, first <= last, first < 256
    else { return }
    row.hide(columns: first...min(last, 255))
  }

  private func readMerges(_ data: Span<UInt8>, _ row: inout SheetRow) {
    for index in 0..<(data.littleEndian16(at: 0) ?? 0) {
      let start = 2 + 8 * index
      guard let first = data.littleEndian16(at: start), let last = data.littleEndian16(at: start + 2),
        let left = data.littleEndian16(at: start + 4), let right = data.littleEndian16(at: start + 6)
      else { return }
      guard first <= last, left <= right, right < 256 else { continue }
      row.append(
        SheetMerge(row: first + 1, column: left, rowCount: last - first + 1, columnCount: right - left + 1))
    }
  }

  // MARK: cells

  /// Reads the cell of a record, or its cells.
  private func readCells(
    _ record: Excel97Records, _ stream: Span<UInt8>, _ row: inout SheetRow
  ) throws(WorkbookError) {
    let data = stream.extracting(record.data)
    let column = data.littleEndian16(at: 2) ?? 0
    let size = record.kind == Kind.blanks ? 2 : record.kind == Kind.shortNumbers ? 6 : nil
    let count = size.map { (data.count - 6) / $0 } ?? 1
    guard column + count <= 256 else { throw damaged("a row has no more than 256 cells", row) }
    guard count == 0 || column >= row.nextColumn else {
      throw damaged("two cells stand in one place", row, column)
    }
    for index in 0..<count {
      let start = 4 + (size ?? 0) * index
      let cell = Cell(column: column + index, style: data.littleEndian16(at: start) ?? 0)
      let (isStruck, isWhite) = (struckStyles.contains(cell.style), whiteStyles.contains(cell.style))
      if isStruck || isWhite, record.kind != Kind.blank, record.kind != Kind.blanks {
        row.losses.add(
          isStruck ? .struck : .white, at: location(row, cell.column),
          why: isStruck ? "a line goes through it" : "nobody sees it")
        row.append(struck: ownText(record, stream, row), column: cell.column)
        continue
      }
      readCell(cell, record, stream, at: start + 2, &row)
    }
    guard row.bytes.count <= SheetRow.limit else {
      throw .tooLarge(location(row, nil), what: "the row is longer than \(SheetRow.limit >> 20) MiB")
    }
  }

  private struct Cell {
    let column: Int
    /// The number of its style.
    let style: Int
  }

  /// - Parameter start: where its value stands in the record.
  private func readCell(
    _ cell: Cell, _ record: Excel97Records, _ stream: Span<UInt8>, at start: Int, _ row: inout SheetRow
  ) {
    let data = stream.extracting(record.data)
    switch record.kind {
    case Kind.sharedString:
      let number = data.offset32(at: start) ?? -1
      if row.append(string: number, column: cell.column) { return }
      lose(cell, "the workbook has no text number \(number)", &row)
    case Kind.label, Kind.richLabel: addText(record, stream, from: start, cell, &row)
    case Kind.shortNumber, Kind.shortNumbers: addNumber(data.shortNumber(at: start), cell, &row)
    case Kind.number: addNumber(data.double(at: start), cell, &row)
    case Kind.boolean:
      addBoolean(data, at: start, isError: data.count > start + 1 && data[start + 1] == 1, cell, &row)
    case Kind.formula: addFormula(record, stream, at: start, cell, &row)
    default: row.appendBlank(column: cell.column)
    }
  }

  private func lose(_ cell: Cell, _ why: String, _ row: inout SheetRow) {
    row.appendLost(column: cell.column, at: location(row, cell.column), why: why)
  }

  private func addNumber(_ number: Double?, _ cell: Cell, _ row: inout SheetRow) {
    let format = formats.isEmpty ? .general : cell.style < formats.count ? formats[cell.style] : nil
    if format == nil {
      row.losses.add(
        .style, at: location(row, cell.column), why: "its style is \(cell.style), which is not there")
    }
    let text = Array((number ?? .nan).description.utf8)
    let isNumber = row.append(
      number: text.span, column: cell.column, format: format ?? .general, calendar: calendar,
      keepsZeros: false)
    if !isNumber { lose(cell, "it holds no number", &row) }
  }

  /// Source: MS-XLS 2.5.10 (BErr).
  private static let errors = [
    0: "#NULL!", 7: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
  ]

  private func addBoolean(
    _ data: Span<UInt8>, at start: Int, isError: Bool, _ cell: Cell, _ row: inout SheetRow
  ) {
    guard start < data.count else { return lose(cell, "it is cut short", &row) }
    let text = isError ? Self.errors[Int(data[start])] ?? "#N/A" : data[start] == 0 ? "FALSE" : "TRUE"
    row.append(isError ? .error : .boolean, column: cell.column, copying: Array(text.utf8).span)
  }

  private func addText(
    _ record: Excel97Records, _ stream: Span<UInt8>, from start: Int, _ cell: Cell, _ row: inout SheetRow
  ) {
    var text = Excel97Text(record, in: stream, from: start, codePage: codePage)
    row.value.removeAll(keepingCapacity: true)
    let isRich = record.kind == Kind.richLabel
    guard let count = text.number(2, in: stream),
      let found = text.append(count, fonts, hasRunsBehind: isRich, in: stream, to: &row.value)
    else { return lose(cell, "its text is cut short, or in a code page that is not read", &row) }
    if found.isStruck {
      row.losses.add(.struck, at: location(row, cell.column), why: "a line goes through it")
    }
    row.appendValue(.text, column: cell.column)
  }

  /// What of the text of a cell has fonts of its own, which that of its style does not strike out.
  private func ownText(_ record: Excel97Records, _ stream: Span<UInt8>, _ row: SheetRow) -> [UInt8] {
    switch record.kind {
    case Kind.sharedString:
      return stream.extracting(record.data).offset32(at: 6).flatMap { row.strings.ownTexts[$0] } ?? []
    case Kind.richLabel:
      var text = Excel97Text(record, in: stream, from: 6, codePage: codePage)
      var all: [UInt8] = []
      return text.number(2, in: stream).flatMap {
        text.append($0, fonts, hasRunsBehind: true, in: stream, to: &all)?.own
      } ?? []
    default: return []
    }
  }

  /// Adds the value that a program has computed. Source: MS-XLS 2.5.133 (FormulaValue).
  private func addFormula(
    _ record: Excel97Records, _ stream: Span<UInt8>, at start: Int, _ cell: Cell, _ row: inout SheetRow
  ) {
    let data = stream.extracting(record.data)
    if areFormulasEmpty { return row.appendBlank(column: cell.column, isFormula: true) }
    guard data.littleEndian16(at: start + 6) == 0xFFFF else {
      return addNumber(data.double(at: start), cell, &row)
    }
    switch data[start] {
    case 0:
      var following = record
      while following.next(in: stream) {
        switch following.kind {
        case Kind.string: return addText(following, stream, from: 0, cell, &row)
        case Kind.sharedFormula, Kind.array, Kind.table, Kind.goesOn: continue
        default: return lose(cell, "the text of its formula is missing", &row)
        }
      }
      lose(cell, "the text of its formula is missing", &row)
    case 1, 2: addBoolean(data, at: start + 2, isError: data[start] == 2, cell, &row)
    default: row.append(.text, column: cell.column, copying: Span())
    }
  }

  // MARK: places

  private func location(_ row: SheetRow, _ column: Int?) -> Location {
    Location(place.source, sheet: row.sheet, row: row.number, sheetColumn: column)
  }

  private func damaged(_ what: String, _ row: SheetRow? = nil, _ column: Int? = nil) -> WorkbookError {
    .damaged(row.map { location($0, column) } ?? place, what: what)
  }
}

extension Span where Element == UInt8 {
  fileprivate func double(at index: Int) -> Double? {
    guard let low = littleEndian32(at: index), let high = littleEndian32(at: index + 4) else { return nil }
    return Double(bitPattern: UInt64(high) << 32 | UInt64(low))
  }

  /// A number in four bytes. Source: MS-XLS 2.5.217 (RkNumber).
  fileprivate func shortNumber(at index: Int) -> Double? {
    guard let bits = littleEndian32(at: index) else { return nil }
    let number =
      bits & 2 == 0
      ? Double(bitPattern: UInt64(bits & ~3) << 32) : Double(Int32(bitPattern: bits) >> 2)
    return bits & 1 == 0 ? number : number / 100
  }

  /// Whether a formula has the value 0, and asks to be computed, or that of an empty text: a library may have written it.
  ///
  /// Source: MS-XLS 2.4.127 (Formula), 2.5.133 (FormulaValue).
  fileprivate var isUncomputed: Bool {
    if littleEndian16(at: 12) == 0xFFFF, self[6] == 3 { return true }
    return (littleEndian16(at: 14) ?? 0) & 3 != 0 && littleEndian32(at: 6) == 0 && littleEndian32(at: 10) == 0
  }
}
