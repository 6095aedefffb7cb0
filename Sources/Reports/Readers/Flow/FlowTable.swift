import Bytes
import Cells

/// The rows of one official table found among words, by their labels.
///
/// Cells of flowing text have no borders: labels are broken over lines, their parts stand before and behind the figures, and
/// headings of several rows stand between them. So a row is found as a run of words whose figures are as many as the
/// table has columns, and whose other words make a label of the table, once those are left out that belong to headings.
/// Figures that no row accounts for make all of the table doubtful: it is not read then.
struct FlowTable {
  struct Row {
    /// The words of the row in `words`.
    let words: Range<Int>
    /// The row of the template; `nil` for one that it does not have.
    let number: Int?
    /// Words of headings printed among those of the label.
    var headings: [Int] = []
    var label: [Int] = []
    var unit: Int?
    var values: [Int] = []
    /// The figures by column where some are blank; else they are those in `values`.
    var placed: [Int?]?

    var cells: [Int?] { placed ?? values }
  }

  let matcher: FlowMatcher
  /// The words from the title to the last row.
  private(set) var words = 0..<0
  private(set) var rows: [Row] = []
  /// The words of the title over the header.
  private(set) var title: Range<Int>?
  private(set) var header = 0..<0
  /// How much of the columns' labels stands in the header, less what stands there besides, from -1 to 1.
  private(set) var headerScore = 0.0

  var template: TableTemplate { matcher.template }
  private var flow: FlowWords { matcher.flow }

  /// More words no label has, nor are there more behind its figures.
  private static let longestLabel = 14
  private static let longestTail = 8

  /// The table, where rows of it stand among the words; `nil` where none do, or where figures are left over.
  ///
  /// - Parameter all: the tables that may stand among the words.
  init?(_ matcher: FlowMatcher, among all: [FlowMatcher]) {
    self.matcher = matcher
    if matcher.template.isLine { findLine() } else { findRows() }
    guard !rows.isEmpty, template.isLine || addExtraRows(among: all), let first = rows.first,
      let last = rows.last, rows.allSatisfy({ isInOrder($0.values) })
    else { return nil }
    // The header is what stands before the first row, behind any figure: one between them would have lost its label.
    let end = first.words.lowerBound
    let behind = flow.words.indices.prefix(end).last { flow.words[$0].isValue }.map { $0 + 1 } ?? 0
    title = matcher.title(in: behind..<end)
    let start = title?.upperBound ?? (behind..<end).first(where: matcher.isHeader) ?? behind
    header = start..<end
    words = (title?.lowerBound ?? start)..<last.words.upperBound
    headerScore = matcher.headerScore(header)
  }

  /// Whether figures follow each other as their columns do: none is of glued digits, none is the rest of another, broken over lines.
  private func isInOrder(_ values: [Int]) -> Bool {
    if values.contains(where: flow.isGlued) { return false }
    // ,567 on the next line is the rest of 1,234.
    if let last = values.last,
      flow.words.indices[(last + 1)...].prefix(2).contains(where: flow.isPartOfNumber)
    {
      return false
    }
    guard flow.isLayout else { return true }
    return zip(values, values.dropFirst()).allSatisfy { left, right in
      let (left, right) = (flow.words[left], flow.words[right])
      return left.line == right.line
        || left.column.narrowCenter + 1 < right.column.narrowCenter
          && left.column.wideCenter + 1 < right.column.wideCenter
    }
  }

  // MARK: rows

  private mutating func findRows() {
    var place = 0
    var last = -1
    while place < flow.words.count {
      guard !flow.words[place].isValue, matcher.canBegin(place), let row = row(at: place, after: last) else {
        place += 1
        continue
      }
      rows.append(row)
      last = row.number ?? last
      place = row.words.upperBound
    }
  }

  /// The row that begins at a word, of those behind row `last`: the one with the most figures, then the longest label.
  private func row(at start: Int, after last: Int) -> Row? {
    var (texts, values, tail) = ([Int](), [Int](), 0)
    /// Words between the figures: the rest of a label that is broken beside the first of them, where columns are not kept.
    var inner: [Int] = []
    var match: FlowMatcher.Match?
    var best: Row?
    for place in start..<flow.words.count {
      if flow.words[place].isValue {
        // Behind the tail of a label the next row begins.
        if values.count == template.valueCount { break }
        values.append(place)
      } else {
        if values.count == template.valueCount { tail += 1 }
        if tail > Self.longestTail || texts.count == Self.longestLabel { break }
        if !flow.isLayout, tail == 0, !values.isEmpty {
          if values.count > 1 { break }
          inner.append(place)
        }
        texts.append(place)
        match = matcher.match(texts, after: last)
      }
      // What stands behind the figures is the label's tail or none of this row.
      guard let match, !values.isEmpty, tail == 0 || [match.label.last, match.unit].contains(texts.last),
        inner.allSatisfy(match.label.contains)
      else { continue }
      best = Row(
        words: start..<place + 1, number: match.row, headings: match.headings, label: match.label,
        unit: match.unit,
        values: values)
    }
    return best
  }

  /// Rows between those that were found: local ones, with a label and as many figures as columns. `false` where figures are left
  /// that make no such row.
  private mutating func addExtraRows(among all: [FlowMatcher]) -> Bool {
    var result: [Row] = []
    for (index, row) in rows.enumerated() {
      let gap = (index == 0 ? row.words.lowerBound : rows[index - 1].words.upperBound)..<row.words.lowerBound
      let values = gap.filter { flow.words[$0].isValue }
      var texts = gap.filter { !flow.words[$0].isValue }
      if index > 0, values.isEmpty, flow.isLayout {
        result += blankRows(&texts, before: row, after: rows[index - 1])
      }
      if !values.isEmpty {
        guard values.count == template.valueCount, let lastText = texts.last, lastText < values[0],
          isWhole(row), isWhole(rows[index - 1]),
          !texts.contains(where: matcher.isNoise)
        else { return false }
        result.append(Row(words: gap, number: nil, label: texts, values: values))
      }
      // A unit on a line of its own belongs to a figure, but to which?
      if index > 0,
        texts.contains(where: flow.isPartOfNumber)
          || !template.hasUnitColumn && texts.contains(where: flow.isUnit)
          || holdsLabel(texts, of: all)
      {
        return false
      }
      result.append(row)
      if values.isEmpty, index > 0 { result[result.count - 1].headings = texts + row.headings }
    }
    rows = result
    while let row = rowBefore(rows[0].words.lowerBound) { rows.insert(row, at: 0) }
    while let row = rowBehind(rows[rows.count - 1].words.upperBound, among: all) { rows.append(row) }
    // A figure more than the last row has columns.
    guard let end = rows.last?.words.upperBound, end < flow.words.count else { return true }
    return !flow.words[end].isValue && (template.hasUnitColumn || !flow.isUnit(end))
  }

  private func isWhole(_ row: Row) -> Bool { row.values.count == template.valueCount }

  /// A local row right before another one: its figures, and before them a label that is nothing of the header.
  private func rowBefore(_ end: Int) -> Row? {
    let start = end - template.valueCount
    guard start > 0, isWhole(rows[0]), (start..<end).allSatisfy({ flow.words[$0].isValue }) else {
      return nil
    }
    let label = flow.words.indices.prefix(start).reversed().prefix {
      !flow.words[$0].isValue && !matcher.isHeader($0) && !matcher.isNoise($0)
    }
    // Before the label stands the header or a row.
    guard !label.isEmpty, label.count <= Self.longestLabel, start > label.count else { return nil }
    return Row(
      words: (start - label.count)..<end, number: nil, label: label.reversed(), values: Array(start..<end))
  }

  /// A local row right behind another one.
  private func rowBehind(_ start: Int, among all: [FlowMatcher]) -> Row? {
    let label = flow.words.indices[start...].prefix { !flow.words[$0].isValue }
    let end = label.endIndex + template.valueCount
    guard !label.isEmpty, label.count <= Self.longestLabel, end <= flow.words.count,
      rows.last.map(isWhole) == true,
      (label.endIndex..<end).allSatisfy({ flow.words[$0].isValue }),
      // Other text behind the figures may be the rest of the label.
      end == flow.words.count || !flow.words[end].isValue && all.contains(where: { $0.isHeader(end) }),
      !label.contains(where: { word in all.contains { $0.isHeader(word) || $0.isNoise(word) } }),
      !all.contains(where: { $0.holdsLabel(Array(label)) })
    else { return nil }
    return Row(words: start..<end, number: nil, label: Array(label), values: Array(label.endIndex..<end))
  }

  /// Whether some words hold a label of a row, of any table; a heading here may be a row of another form.
  private func holdsLabel(_ texts: [Int], of all: [FlowMatcher]) -> Bool {
    let others = texts.filter { !matcher.isHeading($0) }
    return matcher.holdsLabel(texts) || all.contains { $0.holdsLabel(others) }
  }

  /// Rows of which only labels are printed: all their cells are blank. Only where blanks keep columns apart, for then nothing is lost.
  private func blankRows(_ texts: inout [Int], before next: Row, after last: Row) -> [Row] {
    guard var number = last.number, let nextNumber = next.number,
      !texts.contains(where: { flow.isNumber($0) })
    else { return [] }
    var found: [Row] = []
    var start = 0
    while start < texts.count {
      var end = start
      var match: FlowMatcher.Match?
      while match == nil, end < min(start + Self.longestLabel, texts.count) {
        end += 1
        match = matcher.match(Array(texts[start..<end]), after: number)
        if match.map({ $0.row >= nextNumber || ![$0.label.last, $0.unit].contains(texts[end - 1]) }) == true {
          match = nil
        }
      }
      guard var match else {
        start += 1
        continue
      }
      if match.unit == nil, template.hasUnitColumn, end < texts.count, matcher.isUnit(texts[end]) {
        match.unit = texts[end]
        end += 1
      }
      found.append(
        Row(
          words: texts[start]..<texts[end - 1] + 1, number: match.row, headings: match.headings,
          label: match.label, unit: match.unit,
          placed: Array(repeating: nil, count: template.valueCount)))
      number = match.row
      texts.removeSubrange(start..<end)
    }
    return found
  }

  /// Gives a row its figures by column.
  mutating func fill(row index: Int, with cells: [Int?]) { rows[index].placed = cells }

  // MARK: line layout

  /// The one run of figures that can be the row, with no word among them: sentences have no such runs.
  private mutating func findLine() {
    var runs: [Range<Int>] = []
    for place in flow.words.indices where flow.words[place].isValue {
      if let last = runs.last, last.upperBound == place {
        runs[runs.count - 1] = last.lowerBound..<place + 1
      } else {
        runs.append(place..<place + 1)
      }
    }
    runs.removeAll { $0.count < 3 }
    guard runs.count == 1 else { return }
    rows = [Row(words: runs[0], number: nil, values: Array(runs[0]))]
  }
}
