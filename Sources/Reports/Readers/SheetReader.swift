import Bytes
public import Cells
public import Sheets
import ZIP

/// Reports out of a workbook in which tables stand as the forms print them.
///
/// A sheet is a table with its title above it, or several, parted by blank rows. Sheets that go on under one title are one report.
public struct SheetReader {
  /// A row of a sheet: its texts by column, empty for blank cells.
  fileprivate struct Row {
    let number: Int
    var texts: [[UInt8]]
  }

  private let source: String
  private let vocabulary: Vocabulary
  private var builder: ReportBuilder
  /// What stands above the tables of the report at hand: its title.
  private var title: [UInt8]?
  /// The other lines above its tables.
  private var headings: Set<[UInt8]> = []
  private var reports: [Report] = []

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
    do throws(WorkbookError) {
      while let sheet = try book.nextSheet() {
        guard isAskedFor(sheet) else { continue }
        var rows: [Row] = []
        while try book.nextRow() { rows.append(Row(book)) }
        reader.add(rows, merges: book.merges)
      }
    } catch {
      throw .workbook(error)
    }
    reader.endReport()
    let titles = TitleMemo()
    for index in reader.reports.indices {
      guard reader.reports[index].pieces.count < ReportBuilder.limit else {
        throw .tooManyCells(name: source, limit: ReportBuilder.limit)
      }
      Outline(vocabulary: vocabulary).assign(&reader.reports[index])
      Identity.find(&reader.reports[index], titles)
    }
    return reader.reports
  }

  /// Reads the sheets of a workbook that may hold forms.
  static func read(
    _ bytes: [UInt8], source: String, vocabulary: Vocabulary
  ) throws(ReportError) -> [Report] {
    var book: WorkbookReader
    do { book = try WorkbookReader(ByteReader(bytes: bytes, name: source)) } catch { throw .workbook(error) }
    return try read(&book, source: source, vocabulary: vocabulary)
  }

  /// Whether an archive is a workbook, and no Word document.
  static func isPackage(_ bytes: Span<UInt8>) -> Bool {
    guard let archive = try? ZIPArchive([UInt8](copying: bytes), name: "", limits: ZIPLimits(size: 1 << 20))
    else { return false }
    return archive.entry(named: "xl/workbook.xml") != nil
  }

  // MARK: sheets

  private mutating func add(_ rows: [Row], merges: [SheetMerge]) {
    let covering = Covering(merges)
    var index = 0
    var isAbove = true
    while index < rows.count {
      if isAbove, let text = rows[index].onlyText, !isLabel(text) {
        addLine(text)
        index += 1
        continue
      }
      isAbove = false
      var end = index + 1
      while end < rows.count, !rows[end].isBlank, rows[end].number == rows[end - 1].number + 1 { end += 1 }
      addTable(rows[index..<end], covering)
      // Behind a gap another title may stand.
      while end < rows.count, rows[end].isBlank { end += 1 }
      (index, isAbove) = (end, true)
    }
    builder.endTable()
  }

  /// A line above a table. Another title begins another report, and so does a heading that the report had.
  private mutating func addLine(_ text: [UInt8]) {
    if text.span.firstIndex(of: Self.report) != nil {
      if title == text { return }
      endReport()
      title = text
    } else if !headings.insert(text).inserted, let title {
      endReport()
      self.title = title
      builder.addParagraph(title.span, line: 0)
      headings.insert(text)
    }
    builder.addParagraph(text.span, line: 0)
  }

  private static let report = Array("报告".utf8)

  private mutating func endReport() {
    if !builder.report.pieces.isEmpty { reports.append(builder.report) }
    builder = ReportBuilder(source: reports.isEmpty ? source : "\(source)#\(reports.count + 1)")
    title = nil
    headings.removeAll()
  }

  /// Whether the text is part of a table: the title of a block.
  private func isLabel(_ text: [UInt8]) -> Bool {
    var key: [UInt8] = []
    Label.normalize(text.span, into: &key)
    return vocabulary.isLabel(key.span)
  }

  private mutating func addTable(_ rows: ArraySlice<Row>, _ covering: Covering) {
    builder.endTable()
    let width = rows.map { covering.end(of: $0.number, at: $0.texts.count) }.max() ?? 0
    for row in rows {
      builder.beginRow()
      var column = 0
      while column < width {
        let merge = covering.merge(row: row.number, column: column)
        // A cell that one above covers is an empty one; what it covers in its own row is no cell.
        let text = merge.map { $0.row == row.number } ?? true ? row.text(column) : []
        builder.addCell(text.span, line: 0)
        column = merge.map { $0.column + $0.columnCount } ?? column + 1
      }
    }
  }
}

extension SheetInfo {
  /// Whether the sheet may hold a form: it is shown, and none of those in which facts and remarks stand.
  public var isForPeople: Bool {
    !isHidden && name != "说明" && !["数据", "核查"].contains { name == $0 || name.hasPrefix($0 + " (") }
  }
}

/// The merged cells of a sheet, by row.
private struct Covering {
  private var byRow: [Int: [SheetMerge]] = [:]

  /// How many rows a merged cell is followed down: forms have some tens.
  private static let rowLimit = 1_000

  init(_ merges: [SheetMerge]) {
    for merge in merges {
      for row in merge.row..<merge.row + min(merge.rowCount, Self.rowLimit) {
        byRow[row, default: []].append(merge)
      }
    }
  }

  func merge(row: Int, column: Int) -> SheetMerge? {
    byRow[row]?.first { $0.column <= column && column < $0.column + $0.columnCount }
  }

  /// The column behind the last one of a row that has `count` columns.
  func end(of row: Int, at count: Int) -> Int {
    max(count, byRow[row]?.map { $0.column + min($0.columnCount, 256) }.max() ?? 0)
  }
}

extension SheetReader.Row {
  fileprivate init(_ book: borrowing WorkbookReader) {
    number = book.rowNumber
    texts = []
    for cell in book.cells {
      while texts.count < cell.column { texts.append([]) }
      texts.append([UInt8](copying: book.text(cell)))
    }
  }

  fileprivate func text(_ column: Int) -> [UInt8] { column < texts.count ? texts[column] : [] }

  fileprivate var isBlank: Bool { texts.allSatisfy { $0.span.isBlank(0..<$0.count) } }

  /// The text of the row, where only one cell has any.
  fileprivate var onlyText: [UInt8]? {
    let visible = texts.filter { !$0.span.isBlank(0..<$0.count) }
    return visible.count == 1 ? visible[0] : nil
  }
}
