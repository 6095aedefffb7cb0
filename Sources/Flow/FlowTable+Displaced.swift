import Forms

/// Tables in text without columns of which some words are not where their rows are, as plain pdftotext gives them: the figures of some rows
/// come before or behind a lump of labels.
///
/// Where as many labels were met as rows of figures, nothing is owed: a label with all its figures directly behind it is certain then. What
/// stands between two such places is not, though a label there may have its figures by chance: it is refused row by row.
extension FlowTable {
  /// What stands between two rows that were found, or behind the last one.
  private struct Gap {
    let words: Range<Int>
    /// The rows whose labels stand there without figures.
    var rows: [Row]
    /// What else stands there, and how much of it is figures.
    let rest: [Int]
    let figureCount: Int
    /// Whether nothing else stands there but parts of headings.
    let isClear: Bool
    /// Whether figures stand right behind the row above.
    let beginsWithFigure: Bool

    var isOfHeadings: Bool { rows.isEmpty && figureCount == 0 && isClear }
  }

  /// Tells rows in their places from others. `false` where none are.
  mutating func partDisplaced(among all: [FlowMatcher]) -> Bool {
    guard !flow.isLayout, !template.hasUnitColumn else { return false }
    let found = rows
    var met = Set(found.map(\.number))
    var parted: [Row] = []
    /// How many figures stand there more than the labels so far need; `nil` where that cannot be told any more: a cell too few and one too
    /// many may be of different rows.
    var owed: Int? = 0
    /// Those above the row at hand.
    var headings: [Int] = []
    for (index, row) in found.enumerated() {
      let end = index + 1 < found.count ? found[index + 1].words.lowerBound : endOfTail(row, among: all)
      let gap = gap(row.words.upperBound..<end, besides: &met, among: all)
      parted.append(row)
      parted[parted.count - 1].headings = headings + row.headings
      let figureCount = row.values.count + gap.figureCount
      if owed != 0 || !isWhole(row) || gap.beginsWithFigure || !gap.isClear || !mayAddUp(row) {
        parted[parted.count - 1].odd = row.values
      }
      let needed = (1 + gap.rows.count) * template.valueCount
      let isEven = figureCount.isMultiple(of: template.valueCount)
      if !isEven, figureCount > needed {
        // The rest of a figure that a narrow column broke, of this row or of the one above.
        for place in parted.indices.suffix(2) where parted[place].odd == nil {
          parted[place].odd = parted[place].values
        }
      }
      headings = gap.isOfHeadings ? gap.rest : []
      parted += rows(of: gap)
      owed = gap.isClear && isEven ? owed.map { $0 + figureCount - needed } : nil
    }
    rows = parted
    return parted.contains { $0.odd == nil }
  }

  /// Whether the figures of a row make the sums of the form, or are all the same, or the form has none.
  func mayAddUp(_ row: Row) -> Bool {
    let texts = Set(row.values.map { flow.text[flow.words[$0].range] })
    return template.rowSums.isEmpty || texts.count == 1 || matcher.addsUp(row.values)
  }

  /// What stands between rows: labels of others, parts of headings, and figures.
  private func gap(_ words: Range<Int>, besides met: inout Set<Int?>, among all: [FlowMatcher]) -> Gap {
    var rest = words.filter { !flow.words[$0].isValue }
    var labels: [Row] = []
    while let (places, match) = label(in: rest, after: -1, before: .max), met.insert(match.row).inserted {
      labels.append(
        Row(words: words, number: match.row, headings: match.headings, label: match.label, odd: []))
      rest.removeSubrange(places)
    }
    let isClear =
      rest.allSatisfy { matcher.isHeading($0) && !flow.isPartOfNumber($0) && !flow.isUnit($0) }
      && !holdsLabel(rest, of: all)
    let figures = words.filter { flow.words[$0].isValue }
    return Gap(
      words: words, rows: labels, rest: (rest + figures).sorted(), figureCount: figures.count,
      isClear: isClear, beginsWithFigure: words.first.map { flow.words[$0].isValue } ?? false)
  }

  /// A gap as rows that are refused: each label in it, so that all are named, and the figures beside the first of them.
  private func rows(of gap: Gap) -> [Row] {
    if gap.isOfHeadings { return [] }
    if gap.rows.isEmpty { return [Row(words: gap.words, number: nil, odd: gap.rest)] }
    var rows = gap.rows
    rows[0].odd = gap.rest
    return rows
  }

  /// Where the labels, headings and figures behind the last row end: at the header of another table, or at what is none of these.
  private func endOfTail(_ last: Row, among all: [FlowMatcher]) -> Int {
    let tail = flow.words.indices[last.words.upperBound...].prefix { place in
      if flow.words[place].isValue { return true }
      let isHeader = !flow.hasOrdinal(place) && all.contains { $0.isHeader(place) }
      return !isHeader && (matcher.isHeading(place) || matcher.isPart(place) || matcher.canBegin(place))
    }
    return tail.endIndex
  }

  // MARK: tables of one row

  /// The table of the only row that has such columns: its figures, and no more, stand behind the columns, and its label anywhere else; among
  /// them, where they are the same. Titles of any table may stand between, and what else is in a header.
  init?(oneRowOf matcher: FlowMatcher, in vocabulary: Vocabulary) {
    let (flow, template) = (matcher.flow, matcher.template)
    let (columns, words) = (template.columns, matcher.flow.words.indices)
    let numbers = template.rows.indices.filter { !template.rows[$0].isHeading }
    guard !flow.isLayout, !template.hasUnitColumn, numbers.count == 1,
      vocabulary.tables.allSatisfy({
        $0.columns != columns || $0.rows.count == 1 && $0.titles == template.titles
      }),
      let label = words.only(where: { template.rows[numbers[0]].labels.contains(flow.keys[$0]) })
    else { return nil }
    let others = Set(vocabulary.tables.flatMap { $0.titles + $0.headers })
      .subtracting(vocabulary.tables.flatMap(\.columns))
    func row(behind start: Int) -> Range<Int> {
      let title = words[start...].prefix { others.contains(flow.keys[$0]) }
      return words[title.endIndex...].prefix { flow.words[$0].isValue || $0 == label }
    }
    guard
      let start = words.dropLast(columns.count).only(where: { start in
        let end = start + columns.count
        return flow.keys[start..<end].elementsEqual(columns) && !row(behind: end).isEmpty
      })
    else { return nil }
    let row = row(behind: start + columns.count)
    let values = row.filter { $0 != label }
    let figures = Set(values.map { flow.text[flow.words[$0].range] })
    guard values.count == columns.count, figures.count == 1 || !row.dropFirst().dropLast().contains(label)
    else { return nil }
    self.init(matcher, words: start..<row.endIndex)
    header = start..<row.startIndex
    rows = [Row(words: row.startIndex..<row.endIndex, number: numbers[0], values: values)]
  }

  // MARK: the header

  /// The header that stands in part before its title, where all of its columns stand there once and nothing but texts of the header and
  /// the title does.
  func headerAround(_ title: Range<Int>, in range: Range<Int>) -> Range<Int>? {
    guard !flow.isLayout, !template.isLine else { return nil }
    let texts = range.filter { !title.contains($0) }
    let keys = texts.map { flow.keys[$0] }
    let isWhole = template.columns.allSatisfy { column in keys.count { $0 == column } == 1 }
    guard isWhole, keys.allSatisfy(template.headers.contains), keys.count == Set(keys).count else {
      return nil
    }
    return range
  }

  // MARK: line layout

  /// The figures of the first group of columns, where each stands right behind its column and all others behind the header: of three
  /// groups or more with the same columns, only the first can be the one that differs. None where anything is otherwise.
  func figuresInHeader(before run: Range<Int>) -> [Int] {
    let columns = template.columns
    let count = columns.count - run.count
    guard !flow.isLayout, count > 0, columns.count >= 3 * count,
      columns.indices.dropFirst(count).allSatisfy({ columns[$0] == columns[$0 - count] })
    else { return [] }
    let figures = flow.words.indices.prefix(run.lowerBound).filter { flow.words[$0].isValue }.suffix(count)
    guard figures.count == count, let first = figures.first,
      var place = (max(0, first - 3)..<first).first(where: { flow.key(of: $0..<first) == columns[0] })
    else { return [] }
    /// How many columns and figures were met, and the words of a column that is not whole yet.
    var (columnCount, figureCount, part) = (0, 0, [Int]())
    while place < run.lowerBound {
      if flow.words[place].isValue {
        figureCount += 1
        guard part.isEmpty, columnCount == figureCount, columnCount <= count else { return [] }
      } else if columnCount < columns.count, columns[columnCount].starts(with: flow.key(of: part + [place])) {
        part.append(place)
        if flow.key(of: part) == columns[columnCount] { (columnCount, part) = (columnCount + 1, []) }
      } else if !part.isEmpty || !matcher.isHeader(place) || columns.contains(flow.keys[place]) {
        return []
      }
      place += 1
    }
    return columnCount == columns.count && figureCount == count ? Array(figures) : []
  }
}

extension Collection {
  /// The element that meets a condition, if only one does.
  fileprivate func only(where condition: (Element) -> Bool) -> Element? {
    let met = lazy.filter(condition).prefix(2)
    return met.count == 1 ? met.first : nil
  }
}
