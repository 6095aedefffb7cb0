public import Bytes
public import Forms
import Identity
public import Reports
public import Sheets
import Text

/// Reports out of a workbook in which tables stand as the forms print them.
///
/// A sheet is a table with its title above it, or several, parted by blank rows or lines of text. Here it is told where tables and lines stand;
/// where a further report begins, `FurtherReports` tells, as for pages and Word.
/// What is hidden is left out, as on pages and in Word: sheets, rows and columns; the notes of the first report say how many.
public struct SheetReader {
  private let source: String
  private let vocabulary: Vocabulary
  private var builder: ReportBuilder
  private let titles = TitleMemo()
  /// The last title above a sheet's tables.
  private var title: ReportTitle?
  /// The labels of the rows with figures below it.
  private var labels: Set<[UInt8]> = []
  private var reports: [Report] = []
  /// The pieces with which the sheets of the reports begin.
  private var sheetStarts: [Set<Int>] = []
  private var starts: Set<Int> = []
  private var notes: [Diagnostic] = []
  /// Where the cells stand, where that is asked for: the line of a piece is its number here, from 1.
  private var places: [Location]?
  private var sheet = ""
  /// The bytes of text in the cells of the report at hand, and the most of them: texts that cells share come in each of them.
  private var textCount = 0
  private var textLimit = Int.max
  /// Where they are too many.
  private var tooLong: Location?
  /// Whether sheets in which facts and remarks stand are left out by what they hold, not by their names.
  private var leavesOutOwn = false

  private init(source: String, vocabulary: Vocabulary) {
    self.source = source
    self.vocabulary = vocabulary
    builder = ReportBuilder(source: source)
  }

  /// Reads the sheets that `isAskedFor`.
  ///
  /// - Throws: `ReportError.workbook`, `ReportError.tooManyCells`.
  public static func read(
    _ book: inout WorkbookReader, source: String, vocabulary: Vocabulary,
    isAskedFor: (SheetInfo) -> Bool = { $0.isForPeople }
  ) throws(ReportError) -> [Report] {
    var reader = Self(source: source, vocabulary: vocabulary)
    return try reader.readAll(&book, isAskedFor: isAskedFor)
  }

  /// Reads the sheets that `isAskedFor`, and where their cells stand: `line` of a cell is its number in `places`, from 1.
  ///
  /// - Throws: as `read`.
  public static func readWithPlaces(
    _ book: inout WorkbookReader, source: String, vocabulary: Vocabulary, isAskedFor: (SheetInfo) -> Bool
  ) throws(ReportError) -> (reports: [Report], places: [Location]) {
    var reader = Self(source: source, vocabulary: vocabulary)
    reader.places = []
    let reports = try reader.readAll(&book, isAskedFor: isAskedFor)
    return (reports, reader.places ?? [])
  }

  private mutating func readAll(
    _ book: inout WorkbookReader, isAskedFor: (SheetInfo) -> Bool
  ) throws(ReportError) -> [Report] {
    do throws(WorkbookError) {
      while tooLong == nil, let sheet = try book.nextSheet() {
        if isAskedFor(sheet) {
          try read(sheet, of: &book)
        } else if sheet.isHidden {
          noteHidden(sheet)
        }
      }
    } catch {
      throw .workbook(error)
    }
    if let tooLong { throw .tooLong(tooLong) }
    endReport()
    if !reports.isEmpty { reports[0].notes += notes + book.losses }
    guard reports.allSatisfy({ $0.pieces.count < ReportBuilder.limit }) else {
      throw .tooManyCells(name: source, limit: ReportBuilder.limit)
    }
    reports = zip(reports, sheetStarts).flatMap {
      FurtherReports.split($0, vocabulary, titles, sheetStarts: $1)
    }
    for index in reports.indices {
      if index > 0 { reports[index].source = "\(source)#\(index + 1)" }
      Outline(vocabulary: vocabulary).assign(&reports[index])
      Identity.find(&reports[index], titles)
    }
    return reports
  }

  /// Reads the sheets of a workbook that may hold forms.
  ///
  /// - Parameter notes: is given what is to be said where no report is there to say it with.
  static func read(
    _ bytes: [UInt8], source: String, vocabulary: Vocabulary, notes: inout [Diagnostic]
  ) throws(ReportError) -> [Report] {
    var book: WorkbookReader
    do { book = try WorkbookReader(ByteReader(bytes: bytes, name: source)) } catch { throw .workbook(error) }
    var names: [String] = []
    var reader = Self(source: source, vocabulary: vocabulary)
    reader.leavesOutOwn = true
    reader.textLimit = ReportReader.limit
    let reports = try reader.readAll(&book) { sheet in
      names.append(sheet.name)
      return !sheet.isHidden
    }
    guard !reports.isEmpty else {
      notes += reader.notes + book.losses
      throw .noSheets(name: source, sheets: names + book.missingSheets)
    }
    return reports
  }

  // MARK: sheets

  private mutating func read(_ info: SheetInfo, of book: inout WorkbookReader) throws(WorkbookError) {
    self.sheet = info.name
    var sheet = ReportSheet()
    var mayBeOwn = leavesOutOwn && !info.isForPeople
    while try book.nextRow() {
      if mayBeOwn, let isOwn = book.beginsOwnSheet {
        if isOwn { return }
        mayBeOwn = false
      }
      textCount += sheet.add(book)
      guard textCount <= textLimit else {
        tooLong = Location(source, sheet: info.name, row: book.rowNumber)
        return
      }
    }
    if book.isSheetHidden, !info.isHidden { return noteHidden(info) }
    let place = Location(source, sheet: info.name)
    if let formula = sheet.firstFormula {
      notes.append(
        Diagnostic(
          .warning, at: Location(source, sheet: info.name, row: formula.row, sheetColumn: formula.column),
          what: "\(sheet.formulaCount) cells are empty whose formulas have no value",
          why: "the program that wrote the file has not computed them",
          remedy: "Open the file with an office program, and save it again"))
    }
    let hidden = sheet.finish(merges: book.merges, hiddenColumns: book.hiddenColumns)
    for (count, what) in [(hidden.rows, "rows"), (hidden.columns, "columns")] where count > 0 {
      notes.append(
        Diagnostic(
          .warning, at: place, what: "\(count) hidden \(what) are left out",
          why: "they hold something that nobody sees",
          remedy: "Show them, and save the file, if they belong to the report"))
    }
    add(sheet)
  }

  private mutating func noteHidden(_ sheet: SheetInfo) {
    notes.append(
      Diagnostic(
        .warning, at: Location(source, sheet: sheet.name), what: "the sheet is hidden, and left out",
        remedy: "Show it, and save the file, if it belongs to the report"))
  }

  private mutating func add(_ sheet: ReportSheet) {
    let labels = sheet.figureLabels
    guard isOfReport(sheet, labels) else { return }
    self.labels.formUnion(labels)
    starts.insert(builder.report.pieces.count)
    let rows = sheet.rows
    let lines = SheetLines(sheet, vocabulary)
    var index = 0
    while index < rows.count {
      if rows[index].isBlank {
        index += 1
        continue
      }
      if let text = rows[index].onlyText, !vocabulary.hasLabel(text.span), !headsColumns(index, of: sheet) {
        builder.addParagraph(text.span, line: 0)
        index += 1
        continue
      }
      var end = index
      var isOfForm = false
      repeat {
        isOfForm = isOfForm || rows[end].texts.contains { vocabulary.hasLabel($0.span) }
        end += 1
      } while end < rows.count && !rows[end].isBlank && sheet.isNext(end) && !isTitle(rows[end...])
        && !lines.endTable(at: end, isOfForm: isOfForm) && !isSection(rows[end])
      let parts = sheet.tables(beside: index..<end)
      for columns in parts { addTable(index..<end, columns, isPart: parts.count > 1, of: sheet) }
      index = end
    }
    builder.endTable()
  }

  /// Whether a row of one text is the first of a header and no line above the table.
  private func headsColumns(_ index: Int, of sheet: ReportSheet) -> Bool {
    sheet.headsColumns(index) && !isTitle(sheet.rows[index...]) && !isSection(sheet.rows[index])
  }

  /// Whether a row holds the heading of an official section and nothing else, in a report that is one table as a whole.
  private func isSection(_ row: ReportSheet.Row) -> Bool {
    guard let text = row.onlyText, text.span.canBeginChapter else { return false }
    return Ordinal(beginning: text.span)?.level == 1 && vocabulary.sections.index(of: text.span) != nil
  }

  /// Whether the rows right below a table begin with the title of a report, on a row or several.
  private func isTitle(_ rows: ArraySlice<ReportSheet.Row>) -> Bool {
    guard let first = rows.first?.onlyText, !vocabulary.hasLabel(first.span) else { return false }
    var lines: [Characters] = []
    for row in rows.prefix(TitleLines.limit) {
      guard let text = row.onlyText, text.count <= 180 else { return false }
      lines.append(Characters(text.span))
      if TitleLines.canEndTitle(text.span), let found = TitleLines(lines, titles) {
        return found.first == 0 && found.title.year != nil
      }
    }
    return false
  }

  /// The last title among lines.
  private func title(in lines: [[UInt8]]) -> ReportTitle? {
    var title: ReportTitle?
    var last: [Characters] = []
    for line in lines {
      last = line.count <= 180 ? last.suffix(TitleLines.limit - 1) + [Characters(line.span)] : []
      guard !last.isEmpty, TitleLines.canEndTitle(line.span), let found = TitleLines(last, titles) else {
        continue
      }
      title = found.title
      last = []
    }
    return title
  }

  private mutating func endReport() {
    if !builder.report.pieces.isEmpty {
      reports.append(builder.report)
      sheetStarts.append(starts)
    }
    builder = ReportBuilder(source: reports.isEmpty ? source : "\(source)#\(reports.count + 1)")
    (title, textCount) = (nil, 0)
    labels.removeAll()
    starts.removeAll()
  }

  /// Whether a sheet without a title goes on with the report at hand. One with the rows that it had is another report, of which
  /// neither body nor year is known; one with nothing above its table and nothing of the forms is left out.
  private mutating func isOfReport(_ sheet: ReportSheet, _ own: Set<[UInt8]>) -> Bool {
    if let title = title(in: sheet.linesAbove) {
      if title != self.title { labels.removeAll() }
      self.title = title
      return true
    }
    guard title != nil else { return true }
    let place = Location(source, sheet: self.sheet)
    let shared = own.filter { labels.contains($0) && vocabulary.hasLabel($0.span) }.count
    if shared > 0, shared >= min(2, own.count) {
      notes.append(
        Diagnostic(
          .warning, at: place, what: "the sheet has no title, and rows that the sheets before it have",
          why: "it is read as a report of its own, whose body and year are those that it says itself",
          remedy: "Write its title above it"))
      endReport()
      return true
    }
    guard sheet.linesAbove.isEmpty, !own.isEmpty,
      !sheet.rows.contains(where: { $0.texts.contains { vocabulary.hasLabel($0.span) } })
    else { return true }
    notes.append(
      Diagnostic(
        .warning, at: place, what: "the sheet is left out",
        why: "nothing stands above its table, and nothing in it is of a form",
        remedy: "Write a heading above it, if it belongs to the report"))
    return false
  }

  /// - Parameters:
  ///   - columns: those of the table.
  ///   - isPart: whether another table stands beside it: its rows may be fewer.
  private mutating func addTable(
    _ range: Range<Int>, _ columns: Range<Int>, isPart: Bool, of sheet: ReportSheet
  ) {
    builder.endTable()
    var covering = Covering(sheet.merges)
    /// The pieces of cells that take several rows, by their columns.
    var owners: [Int: Int] = [:]
    for row in sheet.rows[range] {
      covering.begin(row.number)
      if isPart, row.isBlank(columns) { continue }
      builder.beginRow()
      var column = columns.lowerBound
      while column < columns.upperBound {
        let merge = covering.merge(at: column)
        let end = merge.map { $0.column + $0.columnCount } ?? column + 1
        if !sheet.isHidden(column..<end) {
          // A cell that one above covers is an empty one; what it covers in its own row is no cell.
          places?.append(Location(source, sheet: self.sheet, row: row.number, sheetColumn: column))
          let line = places?.count ?? 0
          if let merge, merge.row != row.number, let owner = owners[merge.column] {
            builder.addCoveredCell(of: owner, line: line)
          } else {
            let isOwn = merge.map { $0.row == row.number } ?? true
            let span = GridSpan(column: column + 1, columns: end - column, rows: isOwn ? 1 : 0)
            let text = isOwn ? row.text(column) : []
            builder.addCell(text.span, line: line, span: span)
            if isOwn, let merge, merge.rowCount > 1 { owners[merge.column] = builder.lastPiece }
          }
        }
        column = end
      }
    }
  }
}
