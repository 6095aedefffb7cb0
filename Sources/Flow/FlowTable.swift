import Bytes
import Forms

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
    /// The words of each column, where some are blank or of several words; else they are those in `values`.
    var placed: [[Int]]?
    /// The label of the heading that a row which is not of the template stands under.
    var parent: [UInt8]?
    /// What stands there besides the label, where that is not certain: the row is refused.
    var odd: [Int]?

    var cells: [[Int]] { placed ?? values.map { [$0] } }
  }

  let matcher: FlowMatcher
  /// The words from the title to the last row.
  private(set) var words = 0..<0
  var rows: [Row] = []
  /// The words of the title over the header.
  private(set) var title: Range<Int>?
  var header = 0..<0
  /// Whether figures stand side by side on one line, behind their label or part of it, so that a row is certain whatever stands around
  /// it: seven figures on one line that make their sum. Others are refused.
  private(set) var isByLine = false
  /// Whether some of its words are out of order: the rows there are refused.
  private(set) var isDisplaced = false
  /// How much of the columns' labels stands in the header, less what stands there besides, from -1 to 1.
  private(set) var headerScore: Double = 0

  /// Of tables with rows of the same names: where it begins, how well the header fits, how many rows are not read as those of the template,
  /// and how many are. Of words out of order the form has more rows than can be read, so that the second count goes first.
  var rank: (Int, Double, Int, Int) {
    let odd = rows.count { $0.number == nil || $0.odd != nil }
    let read = rows.count { $0.number != nil && $0.odd == nil }
    return flow.isLayout
      ? (rows[0].words.lowerBound, -headerScore, odd, -rows.count)
      : (rows[0].words.lowerBound, -headerScore, -read, odd)
  }

  /// Whether rows stand where they are printed, so that one that cannot be read makes no other one doubtful.
  var keepsRows: Bool { flow.isLayout || isByLine }

  var template: TableTemplate { matcher.template }
  var flow: FlowWords { matcher.flow }

  /// More words no label has, nor are there more behind its figures.
  static let longestLabel = 14
  private static let longestTail = 8

  /// The table, where rows of it stand among the words; `nil` where none do, or where figures are left over.
  ///
  /// - Parameter all: the tables that may stand among the words.
  init?(_ matcher: FlowMatcher, among all: [FlowMatcher]) {
    self.matcher = matcher
    if matcher.template.isLine { findLine() } else { findRows(among: all) }
    guard !rows.isEmpty, template.isLine || fillGaps(orPart: all) else { return nil }
    refuseBroken()
    guard !template.isLine || rows[0].odd == nil else { return nil }
    guard findHeader(among: all),
      let first = rows.first,
      let last = rows.last
    else { return nil }
    for index in rows.indices where rows[index].odd == nil && !isInOrder(rows[index].values) {
      // Where columns are kept, what is wrong in a row is of that row.
      guard keepsRows, !template.isLine else { return nil }
      rows[index].odd = rows[index].values
    }
    let start = min(header.lowerBound, first.words.lowerBound)
    words = min(title?.lowerBound ?? start, start)..<last.words.upperBound
  }

  /// A table of no rows yet, whose header is whole.
  init(_ matcher: FlowMatcher, words: Range<Int>) {
    (self.matcher, self.words, headerScore) = (matcher, words, 1)
  }

  /// Adds the rows between those that were found; of a table whose words are out of order those in their places are left.
  private mutating func fillGaps(orPart all: [FlowMatcher]) -> Bool {
    let found = rows
    if fillGaps(among: all) { return true }
    rows = found
    if !flow.isLayout, !template.hasUnitColumn, 5 * rows.count(where: isOnOneLine) >= 4 * rows.count {
      isByLine = true
      if fillGaps(among: all) { return true }
      (rows, isByLine) = (found, false)
    }
    isDisplaced = partDisplaced(among: all)
    return isDisplaced
  }

  /// Refuses rows in which a figure may be two: narrow columns break long ones, and where columns are not kept the rest stands as a
  /// figure of its own, on a line behind several or right below one of several that blank lines part.
  private mutating func refuseBroken() {
    guard !flow.isLayout else { return }
    for index in rows.indices
    where rows[index].odd == nil
      && (!isEven(rows[index].values) || mayBeginWithHeading(rows[index])
        // 由本单位 20 2 0 20: the last figure behind the note of a label is taken for part of that.
        || rows[index].label.contains(where: flow.isLoneNumber))
    {
      rows[index].odd = rows[index].values
    }
  }

  /// Whether all figures of a row stand on one line, but for the first one, or each on its own, as far from each other.
  private func isEven(_ values: [Int]) -> Bool {
    guard values.count > 1 else { return true }
    let first = flow.words[values[0]].line
    if values.count == 2 {
      // The first column may be that of the lower one.
      return flow.words[values[1]].line == first || flow.words[values[0] - 1].line != first
    }
    let rest = values.dropFirst().map { flow.words[$0].line }
    if rest.allSatisfy({ $0 == rest[0] }) { return true }
    guard zip(rest, rest.dropFirst()).allSatisfy(<) else { return false }
    var steps: Set<Bool> = []
    for (above, below) in zip(values, values.dropFirst())
    where below == above + 1 && flow.words[above].page == flow.words[below].page {
      steps.insert(flow.words[below].line > flow.words[above].line + 1)
    }
    return steps.count < 2
  }

  /// Finds the header: what stands before the first row, behind any figure; where columns are kept it may stand above rows that cannot
  /// be read.
  private mutating func findHeader(among all: [FlowMatcher]) -> Bool {
    let end = rows[0].words.lowerBound
    // Figures of the row may stand in it.
    let start = min(end, rows[0].values.first ?? end)
    var behind = flow.words.indices.prefix(start).last { flow.words[$0].isValue }.map { $0 + 1 } ?? 0
    setHeader(behind..<end)
    var tries = 0
    while keepsRows, !template.isLine, headerScore < 0.6, behind > 0, tries < 8 {
      let line = flow.words[behind - 1].line
      let start = flow.words.indices.prefix(behind).last { flow.words[$0].line != line }.map { $0 + 1 } ?? 0
      behind = flow.words.indices.prefix(start).last { flow.words[$0].isValue }.map { $0 + 1 } ?? 0
      if behind == start { continue }
      setHeader(behind..<start)
      tries += 1
    }
    guard headerScore >= 0.6 else { return false }
    return readAbove(header.upperBound..<end, among: all)
  }

  private mutating func setHeader(_ range: Range<Int>) {
    title = matcher.title(in: range)
    let start = title?.upperBound ?? range.first(where: matcher.isHeader) ?? range.lowerBound
    header = start..<range.upperBound
    headerScore = matcher.headerScore(header)
    if headerScore < 0.6, let title, let whole = headerAround(title, in: range) {
      header = whole
      headerScore = matcher.headerScore(whole)
    }
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
    return zip(values, values.dropFirst()).allSatisfy { stands($1, behind: $0) }
  }

  /// Whether a figure stands behind another one on its line, or in a column behind it.
  private func stands(_ right: Int, behind left: Int) -> Bool {
    let (left, right) = (flow.words[left], flow.words[right])
    return left.line == right.line
      || left.column.narrowCenter + 1 < right.column.narrowCenter
        && left.column.wideCenter + 1 < right.column.wideCenter
  }

  // MARK: rows

  private mutating func findRows(among all: [FlowMatcher]) {
    var place = 0
    var last = -1
    while place < flow.words.count {
      guard !flow.words[place].isValue, matcher.canBegin(place),
        let row = row(at: place, after: last, among: all)
      else {
        place += 1
        continue
      }
      rows.append(row)
      last = row.number ?? last
      place = row.words.upperBound
    }
  }

  /// The row that begins at a word, of those behind row `last`: the one with the most figures, then the longest label.
  private func row(at start: Int, after last: Int, among all: [FlowMatcher]) -> Row? {
    var (texts, values, tail) = ([Int](), [Int](), 0)
    /// Words between the figures: the rest of a label that is broken beside the first of them, where columns are not kept.
    var inner: [Int] = []
    var match: FlowMatcher.Match?
    var best: Row?
    for place in start..<flow.words.count {
      if flow.words[place].isValue {
        // Behind the tail of a label the next row begins.
        if values.count == template.valueCount { break }
        // Nor is the rest of a figure of the row above, right below it, the first one of this row.
        if flow.isLayout, let last = values.last, !stands(place, behind: last) { break }
        // What stands before the first figure is matched as a whole.
        if values.isEmpty { match = matcher.match(texts, after: last) }
        values.append(place)
      } else {
        if values.count == template.valueCount { tail += 1 }
        if tail > Self.longestTail || texts.count == Self.longestLabel { break }
        if !flow.isLayout, tail == 0, !values.isEmpty {
          if values.count > 1 { break }
          inner.append(place)
        }
        texts.append(place)
        if !values.isEmpty { match = matcher.match(texts, after: last) }
      }
      // What stands behind the figures is the label's tail or none of this row.
      guard let match, !values.isEmpty, tail == 0 || [match.label.last, match.unit].contains(texts.last),
        inner.allSatisfy(match.label.contains),
        inner.isEmpty || match.label[0] < values[0] || !isLabelled(values[0], from: start, among: all)
      else { continue }
      // Figures before all of a label are of the row above.
      if flow.isLayout
        ? match.label.allSatisfy({ flow.words[$0].line > flow.words[values[0]].line })
        : match.label[0] > values[values.count - 1]
      {
        continue
      }
      // 总计 of the header is no （七）总计, whatever stands between.
      if matcher.isHeader(match.label), match.label[match.label.count - 1] != values[0] - 1 { continue }
      // Nor are figures right behind the label of a row, of any form, those of a label before it.
      if !flow.isLayout, !match.label.contains(values[0] - 1), isLabelled(values[0], from: start, among: all)
      {
        continue
      }
      // Nor is 其他 right behind other columns, where figures stand before the first label.
      if !flow.isLayout, start > 0, matcher.isHeader(match.label), matcher.isHeader([start - 1]) { continue }
      best = Row(
        words: start..<place + 1, number: match.row, headings: match.headings, label: match.label,
        unit: match.unit,
        values: values)
    }
    return best
  }

  /// Whether the label of a row stands right before a figure: 3 其他 is one that lost its dot.
  private func isLabelled(_ value: Int, from start: Int, among all: [FlowMatcher]) -> Bool {
    (start..<value).contains { first in all.contains { $0.isRow(first..<value) } }
  }

  /// Whether all figures of a row stand on one line; a lone one beside its label.
  func isOnOneLine(_ row: Row) -> Bool {
    guard let first = row.values.first else { return false }
    let line = flow.words[first].line
    if row.values.count == 1 { return first > 0 && flow.words[first - 1].line == line }
    return row.values.allSatisfy { flow.words[$0].line == line }
  }

  // MARK: line layout

  /// How many lines each figure stands below the one before it at the least; 1 where that is so of all: programs that read a line
  /// column by column, so that figures are out of order, leave blank lines between these. More, and none is the rest of another one.
  func step(of values: [Int]) -> Int {
    let steps = zip(values, values.dropFirst()).map { flow.words[$1].line - flow.words[$0].line }
    return steps.allSatisfy { $0 == 1 } ? 1 : steps.allSatisfy { $0 > 1 } ? 2 : 0
  }

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
    let values = figuresInHeader(before: runs[0]) + runs[0]
    // Where words are out of order figures may be, too, and one on another line may be a page number, or part of a broken one.
    let isOnOneLine = Set(values.map { flow.words[$0].line }).count == 1
    let isSure =
      flow.isLayout
      ? isOnOneLine || matcher.addsUp(values)
      : values.count == runs[0].count
        ? matcher.addsUp(values) && (isOnOneLine || step(of: values) == 1)
          || matcher.columnsStandInOrder(before: runs[0].lowerBound)
            && (step(of: values) > 1 || matcher.addsUp(values))
        : matcher.addsUp(values)
    // Of more figures one is broken over lines.
    guard isSure || values.count < template.valueCount, !matcher.isCut(values) else { return }
    rows = [Row(words: runs[0], number: nil, values: values)]
  }
}
