import Bytes
import Sheets
import Text

/// Where the tables of a sheet stand.
extension ReportSheet {
  /// Whether the only text of a row heads columns of the table right below it, with nothing over its labels: the text stands over
  /// figures, or over a row that begins with blank cells too.
  ///
  ///            | 检查 |                  | 检查 |
  ///     执法队 | 107  |                  | 培训 | 考核
  ///                               执法队 | 101  | 107
  func headsColumns(_ index: Int) -> Bool {
    guard index + 1 < rows.count, isNext(index + 1), !rows[index + 1].isBlank,
      let column = rows[index].texts.indices.first(where: { !rows[index].isBlank($0) }), column > 0
    else { return false }
    let text = rows[index].texts[column]
    // 单位：件
    guard text.count <= Self.longestName,
      !Self.colons.contains(where: { text.span.firstIndex(of: $0) != nil })
    else { return false }
    let below = rows[index + 1]
    if below.text(column).span.isFigure { return (0..<column).contains(where: below.isWord) }
    return below.isBlank(0..<column) && (column..<below.texts.count).filter(below.isWord).count > 1
  }

  /// The columns of each table that stands in some rows: nearly always one, of all columns; several where blank columns part them, and
  /// each has labels in its first column and figures behind.
  func tables(beside range: Range<Int>) -> [Range<Int>] {
    let all = 0..<width(of: range)
    // Nearly all tables have no blank column in their first row.
    guard let first = range.first, all.contains(where: rows[first].isBlank) else { return [all] }
    var isUsed = all.map { _ in false }
    var covering = Covering(merges)
    for row in rows[range] {
      covering.begin(row.number)
      var column = 0
      while column < all.count {
        let merge = covering.merge(at: column)
        let end = min(merge.map { $0.column + $0.columnCount } ?? column + 1, all.count)
        if merge != nil || !row.isBlank(column) { for place in column..<end { isUsed[place] = true } }
        column = max(end, column + 1)
      }
    }
    var parts: [Range<Int>] = []
    for column in all where isUsed[column] {
      if let last = parts.last, last.upperBound == column {
        parts[parts.count - 1] = last.lowerBound..<column + 1
      } else {
        parts.append(column..<column + 1)
      }
    }
    return parts.count > 1 && parts.allSatisfy { isTable($0, in: range) } ? parts : [all]
  }

  /// Whether columns are a table of their own.
  private func isTable(_ columns: Range<Int>, in range: Range<Int>) -> Bool {
    let own = rows[range].filter { !$0.isBlank(columns) }
    return columns.count > 1 && own.allSatisfy { $0.isWord(columns.lowerBound) }
      && own.contains { row in columns.dropFirst().contains { row.text($0).span.isFigure } }
  }

  /// Longer than names of columns, in bytes.
  private static let longestName = 60
  private static let colons = ["：", ":"].map { Array($0.utf8) }
}
