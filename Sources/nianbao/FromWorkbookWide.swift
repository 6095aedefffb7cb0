import Bytes
import Facts
import Forms
import Sheets

/// Facts out of wide sheets: a row for each agency and year, under a header in levels.
struct WideSheets {
  private let file: String
  private let blanks: Bool
  private let library: FormLibrary
  private let levels: LabelLevels
  private(set) var factCount = 0
  private(set) var diagnostics: [Diagnostic] = []
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
    var tidier = WideTidier(columns, library: library)
    while header.isAtRow {
      add(book, header, columns, sheet: sheet, &tidier, to: &writer)
      try writer.flushIfFull()
      header.isAtRow = try book.nextRow()
    }
    return true
  }

  /// `收到和处理政府信息公开申请情况 (2)` goes on with the sheet before.
  private static func section(of sheet: String) -> [UInt8] {
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

  // MARK: rows

  private mutating func add(
    _ book: borrowing WorkbookReader, _ header: Header, _ columns: [WideColumn?], sheet: String,
    _ tidier: inout WideTidier, to writer: inout ByteWriter
  ) {
    if book.isBlank { return }
    let row = book.texts
    // LibreOffice may show 2022 as 2022.00.
    let year = row.text(header.year)
    tidier.begin(agency: row.text(header.agency), year: Array(year[..<year.span.endOfFigure]))
    for column in columns.indices where columns[column] != nil {
      let text = row.text(column)
      if text.isEmpty, !blanks { continue }
      let isFigure = tidier.append(text.span, column: column, to: &writer)
      if !isFigure {
        diagnostics.append(
          Diagnostic(
            .warning, at: Location(file, sheet: sheet, row: book.rowNumber, sheetColumn: column),
            what: "“\(String(decoding: text, as: UTF8.self))” is no number",
            why: "the column holds figures; the value is blank", remedy: "Type a number"))
      }
      if keepsPlaces {
        // An error, or a formula without a value, is no blank.
        let isOther = text.isEmpty && book.cells.contains { $0.column == column && $0.kind.isUnreadable }
        places.append((book.rowNumber, column, !isFigure || isOther))
      }
      factCount += 1
    }
  }
}

extension SheetCell.Kind {
  fileprivate var isUnreadable: Bool { self == .formula || self == .lost || self == .error }
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
