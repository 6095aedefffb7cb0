import Bytes
import Sheets
import Text

/// A sheet in which a report may stand: the rows that are shown.
struct ReportSheet {
  /// A row of a sheet: its texts by column, empty for blank cells.
  struct Row {
    let number: Int
    var texts: [[UInt8]]
  }

  private(set) var rows: [Row] = []
  private(set) var merges: [SheetMerge] = []
  private(set) var formulaCount = 0
  private(set) var firstFormula: (row: Int, column: Int)?
  /// The numbers of hidden rows.
  private var hiddenRows: Set<Int> = []
  private var hiddenColumns: Set<Int> = []
  /// Where merged cells begin, in order, and the row behind the last one that those up to there reach.
  private var reaches: [(row: Int, end: Int)] = []

  /// Adds the row at hand.
  ///
  /// - Returns: the bytes of its texts.
  mutating func add(_ book: borrowing WorkbookReader) -> Int {
    var count = 0
    var row = Row(number: book.rowNumber, texts: [])
    if book.isRowHidden { hiddenRows.insert(row.number) }
    for cell in book.cells {
      while row.texts.count < cell.column { row.texts.append([]) }
      row.texts.append([UInt8](copying: book.text(cell)))
      count += book.text(cell).count
      if cell.kind == .formula {
        formulaCount += 1
        if firstFormula == nil { firstFormula = (row.number, cell.column) }
      }
    }
    rows.append(row)
    return count
  }

  /// Takes out what is hidden, once all rows are there.
  ///
  /// - Returns: how many rows and columns held something, and are left out.
  mutating func finish(
    merges: [SheetMerge], hiddenColumns ranges: [ClosedRange<Int>]
  ) -> (rows: Int, columns: Int) {
    self.merges = merges
    for range in ranges { hiddenColumns.formUnion(range) }
    defer { findReaches() }
    if !hiddenRows.isEmpty { moveDown() }
    let hidden = rows.filter { hiddenRows.contains($0.number) && !$0.isBlank }.count
    rows.removeAll { hiddenRows.contains($0.number) }
    return (hidden, hiddenColumns.isEmpty ? 0 : clearColumns())
  }

  private mutating func findReaches() {
    var end = 0
    for merge in merges.sorted(by: { $0.row < $1.row }) {
      end = max(end, merge.row + merge.rowCount)
      reaches.append((merge.row, end))
    }
  }

  /// A merged cell whose first rows are hidden is seen in those below.
  private mutating func moveDown() {
    var places: [Int: Int] = [:]
    for (place, row) in rows.enumerated() { places[row.number] = place }
    for index in merges.indices where hiddenRows.contains(merges[index].row) {
      let merge = merges[index]
      var number = merge.row
      while number < merge.row + merge.rowCount, hiddenRows.contains(number) { number += 1 }
      guard number < merge.row + merge.rowCount, let from = places[merge.row], let to = places[number] else {
        continue
      }
      while rows[to].texts.count <= merge.column { rows[to].texts.append([]) }
      rows[to].texts[merge.column] = rows[from].text(merge.column)
      if merge.column < rows[from].texts.count { rows[from].texts[merge.column] = [] }
      merges[index] = SheetMerge(
        row: number, column: merge.column, rowCount: merge.row + merge.rowCount - number,
        columnCount: merge.columnCount)
    }
  }

  /// Blanks what nobody sees; how many columns held something. A merged cell is seen in what is shown of it.
  private mutating func clearColumns() -> Int {
    var cleared: Set<Int> = []
    var covering = Covering(merges)
    for index in rows.indices {
      covering.begin(rows[index].number)
      var column = 0
      while column < rows[index].texts.count {
        let end = covering.merge(at: column).map { $0.column + $0.columnCount } ?? column + 1
        if isHidden(column..<end), !rows[index].texts[column].isEmpty {
          rows[index].texts[column] = []
          cleared.insert(column)
        }
        column = end
      }
    }
    return cleared.count
  }

  /// Whether nothing of the columns is shown.
  func isHidden(_ columns: Range<Int>) -> Bool {
    !hiddenColumns.isEmpty && columns.allSatisfy { hiddenColumns.contains($0) }
  }

  /// Whether a merged cell reaches into a row from above: then the row is of its table.
  func isCoveredFromAbove(_ number: Int) -> Bool {
    // The last merge that begins above.
    var (low, high) = (0, reaches.count)
    while low < high {
      let middle = (low + high) / 2
      if reaches[middle].row < number { low = middle + 1 } else { high = middle }
    }
    return low > 0 && reaches[low - 1].end > number
  }

  /// Whether nothing but hidden rows stands between a row and the one before.
  func isNext(_ index: Int) -> Bool {
    (rows[index - 1].number + 1..<rows[index].number).allSatisfy { hiddenRows.contains($0) }
  }

  /// How many columns a table of the rows takes.
  func width(of range: Range<Int>) -> Int {
    var covering = Covering(merges)
    var width = 0
    for row in rows[range] {
      covering.begin(row.number)
      width = max(width, row.texts.count, covering.end)
    }
    return width
  }
}

extension ReportSheet {
  /// The lines above the first table.
  var linesAbove: [[UInt8]] {
    rows.filter { !$0.isBlank }.prefix { $0.onlyText != nil }.compactMap(\.onlyText)
  }

  /// What stands in front of the first figure in rows that have one.
  var figureLabels: Set<[UInt8]> {
    var labels: Set<[UInt8]> = []
    for row in rows {
      guard let figure = row.texts.firstIndex(where: { $0.span.isFigure }),
        let label = row.texts[..<figure].last(where: { !$0.span.isBlank(0..<$0.count) })
      else { continue }
      labels.insert(label)
    }
    return labels
  }
}

extension ReportSheet.Row {
  func text(_ column: Int) -> [UInt8] { column < texts.count ? texts[column] : [] }

  var isBlank: Bool { texts.allSatisfy { $0.span.isBlank(0..<$0.count) } }

  func isBlank(_ columns: Range<Int>) -> Bool { columns.allSatisfy(isBlank) }

  func isBlank(_ column: Int) -> Bool { text(column).span.isBlank(0..<text(column).count) }

  /// Whether a cell holds words.
  func isWord(_ column: Int) -> Bool { !isBlank(column) && !text(column).span.isFigure }

  /// The text of the row, where only one cell has any.
  var onlyText: [UInt8]? {
    let visible = texts.filter { !$0.span.isBlank(0..<$0.count) }
    return visible.count == 1 ? visible[0] : nil
  }
}

/// The merged cells that reach into a row, for rows in their order.
struct Covering {
  /// By their first rows.
  private let merges: [SheetMerge]
  private var next = 0
  /// Those of the row at hand, by their columns.
  private var active: [SheetMerge] = []
  private var lookedAt = 0

  init(_ merges: [SheetMerge]) { self.merges = merges.sorted { ($0.row, $0.column) < ($1.row, $1.column) } }

  /// Goes to a row behind the one at hand.
  mutating func begin(_ row: Int) {
    lookedAt = 0
    active.removeAll { $0.row + $0.rowCount <= row }
    let first = next
    while next < merges.count, merges[next].row <= row {
      if merges[next].row + merges[next].rowCount > row { active.append(merges[next]) }
      next += 1
    }
    if next > first { active.sort { $0.column < $1.column } }
  }

  /// The merged cell that covers a column, for columns in their order.
  mutating func merge(at column: Int) -> SheetMerge? {
    while lookedAt < active.count, active[lookedAt].column + active[lookedAt].columnCount <= column {
      lookedAt += 1
    }
    guard lookedAt < active.count, active[lookedAt].column <= column else { return nil }
    return active[lookedAt]
  }

  /// The column behind the last merged cell, of which the first columns count: a title may be merged over all of a sheet.
  var end: Int { active.map { $0.column + min($0.columnCount, 256) }.max() ?? 0 }
}
