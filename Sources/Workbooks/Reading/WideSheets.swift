import Bytes
import Facts
import Forms
import Sheets
import Tidying

/// Facts out of wide sheets: a row for each agency and year, under a header in levels.
struct WideSheets {
  private let file: String
  private let blanks: Bool
  private let library: FormLibrary
  private let levels: LabelLevels
  private(set) var factCount = 0
  private(set) var complaints = Complaints()
  /// What was said of cells that give no fact, where places are kept.
  private(set) var unread: [Diagnostic] = []
  /// The rows and columns of the cells of the facts of the last sheet, where these are asked for.
  private(set) var places: [(row: Int, column: Int, isUnclear: Bool)] = []
  private let keepsPlaces: Bool

  /// - Parameter blanks: whether an empty cell is a blank fact.
  init(file: String, blanks: Bool, keepsPlaces: Bool = false, library: FormLibrary) {
    self.keepsPlaces = keepsPlaces
    self.file = file
    self.blanks = blanks
    self.library = library
    levels = LabelLevels(library)
  }

  /// Writes the facts of the sheet at hand; whether it is a wide one.
  mutating func write(
    _ sheet: String, of book: inout WorkbookReader, to writer: inout ByteWriter
  ) throws -> Bool {
    places.removeAll()
    guard var header = try header(&book) else { return false }
    let section = Self.section(of: sheet)
    let columns = WideLevels(
      header.rows, besides: [header.agency, header.year], section: section, levels: levels
    ).columns
    try checkColumns(columns, of: sheet)
    var tidier = WideTidier(columns, library: library)
    while header.isAtRow {
      add(book, header, columns, sheet: sheet, &tidier, to: &writer)
      try writer.flushIfFull()
      header.isAtRow = try book.nextRow()
    }
    return true
  }

  /// `收到和处理政府信息公开申请情况 (2)` goes on with the sheet before.
  static func section(of sheet: String) -> [UInt8] {
    guard sheet.last == ")", let open = sheet.lastIndex(of: "("),
      Int(sheet[sheet.index(after: open)...].dropLast()) != nil
    else { return Array(sheet.utf8) }
    return Array(sheet[..<open].utf8.dropLast())
  }

  // MARK: the header

  private struct Header {
    var rows: [[[UInt8]]]
    let agency: Int
    let year: Int
    /// Whether the book is at the first row behind the header.
    var isAtRow: Bool
  }

  /// Reads the rows of the header: the one that names agency and year, and those below it that leave both blank.
  private func header(_ book: inout WorkbookReader) throws -> Header? {
    var isAtRow = try book.nextRow()
    while isAtRow, book.isBlank { isAtRow = try book.nextRow() }
    guard isAtRow else { return nil }
    let names = book.texts
    guard let agency = names.firstIndex(of: Array("agency".utf8)),
      let year = names.firstIndex(of: Array("year".utf8)), !names.contains(Array("section".utf8))
    else { return nil }
    var header = Header(rows: [names], agency: agency, year: year, isAtRow: false)
    while try book.nextRow() {
      let row = book.texts
      guard row.text(agency).isEmpty, row.text(year).isEmpty, !book.isBlank else {
        header.isAtRow = true
        break
      }
      header.rows.append(row)
    }
    return header
  }

  private func checkColumns(_ columns: [WideColumn?], of sheet: String) throws {
    var seen: Set<[[UInt8]]> = []
    for (index, column) in columns.enumerated() {
      guard let column else { continue }
      guard seen.insert([column.row, column.column]).inserted else {
        let name = [column.row, column.column].map { String(decoding: $0, as: UTF8.self) }
        throw Diagnostic(
          .error, at: Location(file, sheet: sheet, sheetColumn: index),
          what: "the column “\(name.filter { !$0.isEmpty }.joined(separator: "/"))” comes twice",
          why: "which one counts is not known", remedy: "Delete or rename one of them")
      }
    }
  }

  // MARK: rows

  private mutating func add(
    _ book: borrowing WorkbookReader, _ header: Header, _ columns: [WideColumn?], sheet: String,
    _ tidier: inout WideTidier, to writer: inout ByteWriter
  ) {
    if book.isBlank { return }
    let row = book.texts
    let (file, number) = (file, book.rowNumber)
    func place(_ column: Int) -> Location { Location(file, sheet: sheet, row: number, sheetColumn: column) }
    var refused: Set<Int> = []
    for cell in book.cells {
      guard let complaint = complaint(of: cell, book.text(cell), header, columns) else { continue }
      complain(complaint, at: place(cell.column))
      if complaint.isRefusal { refused.insert(cell.column) }
    }
    // LibreOffice may show 2022 as 2022.00.
    let year = row.text(header.year)
    for (column, name) in [(header.agency, "agency"), (header.year, "year")] where row.text(column).isEmpty {
      complain(.empty(name), at: place(column))
    }
    guard !refused.contains(header.year), !refused.contains(header.agency) else { return }
    tidier.begin(agency: row.text(header.agency), year: Array(year[..<year.span.endOfFigure]))
    for column in columns.indices where columns[column] != nil && !refused.contains(column) {
      let text = row.text(column)
      if text.isEmpty, !blanks { continue }
      let isFigure = tidier.append(text.span, column: column, to: &writer)
      if !isFigure { complain(.noNumber(String(decoding: text, as: UTF8.self)), at: place(column)) }
      if keepsPlaces { places.append((book.rowNumber, column, !isFigure)) }
      factCount += 1
    }
  }

  /// What a cell cannot be, or that its column is none of figures.
  private func complaint(
    of cell: SheetCell, _ text: Span<UInt8>, _ header: Header, _ columns: [WideColumn?]
  ) -> Complaint? {
    switch cell.column {
    case header.agency: return cell.kind == .text ? nil : Complaint(text, cell.kind, .agency)
    case header.year:
      let text = text.extracting(text.trimmed(0..<text.count))
      let isYear = text.isEmpty || text.extracting(0..<text.endOfFigure).isPlainNumber
      return Complaint(text, cell.kind, .year) ?? (isYear ? nil : .year(String(text)))
    default:
      guard cell.column < columns.count, columns[cell.column] != nil else {
        return cell.kind == .blank || text.isBlank(0..<text.count) && cell.kind != .formula ? nil : .noHeader
      }
      return Complaint(text, cell.kind, .value)
    }
  }

  private mutating func complain(_ complaint: Complaint, at place: Location) {
    guard keepsPlaces else { return complaints.add(complaint, at: place) }
    // A word in place of a figure has its place among those of the facts.
    if complaint.isRefusal || complaint == .noHeader { unread.append(complaint.diagnostic(at: place)) }
  }
}

/// What the columns under a header in levels are about.
struct WideLevels {
  private(set) var columns: [WideColumn?] = []

  /// - Parameters:
  ///   - rows: the texts of the header, one row a level.
  ///   - others: the columns of agency and year.
  init(_ rows: [[[UInt8]]], besides others: [Int], section: [UInt8], levels: LabelLevels) {
    let count = rows.map(\.count).max() ?? 0
    var previous: [[UInt8]] = Array(repeating: [], count: rows.count)
    for column in 0..<count {
      guard !others.contains(column) else {
        columns.append(nil)
        previous = Array(repeating: [], count: rows.count)
        continue
      }
      // A blank cell goes on with the one at its left as long as all above it do; below a label of its own it is that label's.
      var labels: [[UInt8]] = []
      var goesOn = true
      for (level, row) in rows.enumerated() {
        let text = row.text(column)
        if !text.isEmpty { goesOn = false }
        labels.append(goesOn ? previous[level] : text)
      }
      previous = labels
      columns.append(Self.column(labels.filter { !$0.isEmpty }, section: section, levels: levels))
    }
  }

  /// The labels of the row come first, then those of the column; the forms tell where it begins, else it is the last one.
  private static func column(
    _ labels: [[UInt8]], section: [UInt8], levels: LabelLevels
  ) -> WideColumn? {
    guard !labels.isEmpty else { return nil }
    let start =
      labels.indices.first { levels.knows(column: Array(labels[$0...].joined(separator: [.slash]))) }
      ?? labels.count - 1
    return WideColumn(
      section: section, row: Array(labels[..<start].joined(separator: [.slash])),
      column: Array(labels[start...].joined(separator: [.slash])))
  }
}

extension WorkbookReader {
  /// The texts of the row at hand by column, blanks at their ends dropped.
  fileprivate var texts: [[UInt8]] {
    var texts: [[UInt8]] = []
    for cell in cells {
      while texts.count < cell.column { texts.append([]) }
      let text = text(cell)
      texts.append([UInt8](copying: text.extracting(text.trimmed(0..<text.count))))
    }
    return texts
  }
}

extension [[UInt8]] {
  fileprivate func text(_ column: Int) -> [UInt8] { column < count ? self[column] : [] }
}
