import Bytes
import Forms

/// What stands between the rows of a table that were found, above them and below them: local rows, blank ones, and rows that cannot be
/// read.
///
/// Where columns are kept, a row that has its label and all its figures on one line is certain whatever stands beside it: rows that
/// cannot be read are refused one by one. Elsewhere figures that no row accounts for make all of the table doubtful.
extension FlowTable {
  /// Adds the rows between and around those that were found. `false` where the table cannot be read.
  mutating func fillGaps(among all: [FlowMatcher]) -> Bool {
    let found = rows
    rows = [found[0]]
    for row in found.dropFirst() {
      guard fill(rows[rows.count - 1].words.upperBound..<row.words.lowerBound, before: row, among: all) else {
        return false
      }
    }
    while let row = rowBefore(rows[0].words.lowerBound, among: all) { rows.insert(row, at: 0) }
    while let row = rowBehind(rows[rows.count - 1].words.upperBound, among: all) { rows.append(row) }
    guard closeLast() else { return false }
    if keepsRows { refuseBesideOthers() }
    refuseWithoutSums()
    return true
  }

  /// Adds the rows of a gap, and the row behind it.
  private mutating func fill(_ gap: Range<Int>, before row: Row, among all: [FlowMatcher]) -> Bool {
    let above = rows[rows.count - 1]
    let values = gap.filter { flow.words[$0].isValue }
    var texts = gap.filter { !flow.words[$0].isValue }
    if values.isEmpty {
      // Blank only where nothing else stands there.
      let blank = flow.isLayout ? blankRows(&texts, before: row, after: above) : []
      if isClean(texts, among: all), begun(in: texts, between: above.number, and: row.number) == nil,
        brokenLabel(in: texts, after: above.number, before: row.number) == nil
      {
        var row = row
        row.headings = texts + row.headings
        rows += blank + [row]
        return true
      }
    } else if values.count == template.valueCount, let last = texts.last, last < values[0], isWhole(row),
      isWhole(above), !texts.contains(where: matcher.isNoise), isClean(texts, among: all),
      !values.contains(where: flow.isGluedToLabel)
    {
      rows.append(localRow(gap, label: texts, values: values))
      rows.append(row)
      return true
    }
    // A row of figures without a label may be that of any row above.
    guard flow.isLayout || isByLine && !holdsWholeRow(values),
      let odd = oddRows(gap, between: above.number, and: row.number, among: all)
    else {
      return false
    }
    // Figures that no label stands before may belong to the row above.
    if !isFirm(above) || beginsWithFigure(gap, of: odd) { refuse(rows.count - 1) }
    rows += odd
    rows.append(row)
    if !isFirm(row) || endsWithFigure(gap, of: odd) { refuse(rows.count - 1) }
    return true
  }

  /// Whether as many figures as the table has columns stand on one line.
  private func holdsWholeRow(_ values: [Int]) -> Bool {
    values.indices.contains { start in
      let last = start + template.valueCount - 1
      return last < values.count && flow.words[values[start]].line == flow.words[values[last]].line
    }
  }

  /// Whether words between rows are headings and parts of them: no label, and nothing of a figure.
  private func isClean(_ texts: [Int], among all: [FlowMatcher]) -> Bool {
    // A unit on a line of its own belongs to a figure, but to which?
    !texts.contains(where: flow.isPartOfNumber)
      && (template.hasUnitColumn || !texts.contains(where: flow.isUnit))
      && !holdsLabel(texts, of: all)
  }

  func isWhole(_ row: Row) -> Bool { row.values.count == template.valueCount }

  /// Whether a row is certain by itself: all figures on one line and apart, and the label on this line or on lines around it.
  private func isFirm(_ row: Row) -> Bool {
    guard isWhole(row), let first = row.values.first, row.odd == nil else { return false }
    let line = flow.words[first].line
    let labels = row.label.map { flow.words[$0].line }
    return row.values.allSatisfy { flow.words[$0].line == line }
      && (isByLine || row.values.dropFirst().allSatisfy { flow.words[$0].isApart })
      && labels.min() ?? .max <= line && labels.max() ?? 0 >= line
  }

  mutating func refuse(_ index: Int) { rows[index].odd = rows[index].values }

  // MARK: local rows

  /// A row that the template does not have. Where rows stand under headings, its ordinal tells which one.
  private func localRow(_ words: Range<Int>, label: [Int], values: [Int]) -> Row {
    var row = Row(words: words, number: nil, label: label, values: values)
    // The rest of a heading before a label.
    if label.dropFirst().contains(where: { flow.hasOrdinal($0) }) { row.odd = values }
    guard template.rows.contains(where: \.isHeading) else { return row }
    var chain: [Int] = []
    var next = rows.last(where: { $0.number != nil })?.number.flatMap { template.rows[$0].parent }
    while let place = next {
      chain.insert(place, at: 0)
      next = template.rows[place].parent
    }
    guard let level = flow.ordinalLevel(label[0]), level <= chain.count + 1 else {
      row.odd = values
      return row
    }
    if level > 1 { row.parent = template.rows[chain[level - 2]].labels[0] }
    return row
  }

  /// A local row right before another one: its figures, and before them a label that is nothing of the header.
  private func rowBefore(_ end: Int, among all: [FlowMatcher]) -> Row? {
    let start = end - template.valueCount
    guard start > 0, isWhole(rows[0]), (start..<end).allSatisfy({ flow.words[$0].isValue }) else {
      return nil
    }
    let label = flow.words.indices.prefix(start).reversed().prefix {
      !flow.words[$0].isValue && !matcher.isHeader($0) && !matcher.isNoise($0)
    }
    // Before the label stands the header or a row.
    guard !label.isEmpty, label.count <= Self.longestLabel, start > label.count else { return nil }
    let above = flow.words.indices.prefix(start - label.count).reversed().prefix { flow.words[$0].isValue }
    guard above.isEmpty || above.count == template.valueCount else { return nil }
    // Out of order the title of any table may stand there, or the rest of a note.
    let isText = label.allSatisfy { word in !all.contains { $0.isHeader(word) } && !flow.beginsNote(word) }
    guard flow.isLayout || isText && flow.isBalanced(label.reversed()) else { return nil }
    return Row(
      words: (start - label.count)..<end, number: nil, label: label.reversed(), values: Array(start..<end))
  }

  /// A local row right behind another one.
  private func rowBehind(_ start: Int, among all: [FlowMatcher]) -> Row? {
    let label = flow.words.indices[start...].prefix { !flow.words[$0].isValue }
    let end = label.endIndex + template.valueCount
    guard !label.isEmpty, label.count <= Self.longestLabel, end <= flow.words.count,
      rows.last.map(isWhole) == true,
      (label.endIndex..<end).allSatisfy({ flow.words[$0].isValue && !flow.isGluedToLabel($0) }),
      // Other text behind the figures may be the rest of the label.
      end == flow.words.count || !flow.words[end].isValue && all.contains(where: { $0.beginsHeader(end) }),
      !label.contains(where: { word in all.contains { $0.isHeader(word) || $0.isNoise(word) } }),
      !all.contains(where: { $0.holdsLabel(Array(label)) })
    else { return nil }
    return localRow(start..<end, label: Array(label), values: Array(label.endIndex..<end))
  }

  /// Whether some words hold a label of a row, of any table; a heading here may be a row of another form.
  func holdsLabel(_ texts: [Int], of all: [FlowMatcher]) -> Bool {
    let others = texts.filter { !matcher.isHeading($0) }
    return matcher.holdsLabel(texts) || all.contains { $0.holdsLabel(others) }
  }

  // MARK: blank rows

  /// Rows of which only labels are printed: all their cells are blank. Only where blanks keep columns apart, for then nothing is lost.
  private func blankRows(_ texts: inout [Int], before next: Row, after last: Row?) -> [Row] {
    guard let nextNumber = next.number, last == nil || last?.number != nil,
      !texts.contains(where: { flow.isNumber($0) })
    else { return [] }
    var number = last?.number ?? -1
    var (rest, found) = (texts, [Row]())
    while var (places, match) = label(in: rest, after: number, before: nextNumber) {
      if match.unit == nil, template.hasUnitColumn, places.upperBound < rest.count,
        matcher.isUnit(rest[places.upperBound])
      {
        match.unit = rest[places.upperBound]
        places = places.lowerBound..<places.upperBound + 1
      }
      found.append(
        Row(
          words: rest[places.lowerBound]..<rest[places.upperBound - 1] + 1, number: match.row,
          headings: match.headings, label: match.label, unit: match.unit,
          placed: Array(repeating: [], count: template.valueCount)))
      number = match.row
      rest.removeSubrange(places)
    }
    // 3（其中网上 and 见附件 may be cells. Above all rows the header stands as well, with notes of any words.
    let start = last == nil ? found.first?.label[0] ?? .max : 0
    guard rest.allSatisfy({ $0 < start || isOfLabels($0) }) else { return [] }
    texts = rest
    return found
  }

  /// Whether a word can only be part of a label, a heading or the header.
  private func isOfLabels(_ word: Int) -> Bool {
    (matcher.isHeading(word) || matcher.isHeader(word) || matcher.isPart(word))
      && (!flow.beginsWithDigit(word) || flow.hasOrdinal(word))
  }

  /// The first label of a row in a range of rows among some words, and where in `texts` it stands.
  func label(
    in texts: [Int], after last: Int, before next: Int
  ) -> (places: Range<Int>, match: FlowMatcher.Match)? {
    for start in texts.indices {
      for end in start..<min(start + Self.longestLabel, texts.count) {
        // No label goes on over a figure.
        if flow.isFigureWithNote(texts[end]) { break }
        guard let match = matcher.match(Array(texts[start...end]), after: last), match.row < next,
          [match.label.last, match.unit].contains(texts[end]), !matcher.isHeader(match.label)
        else { continue }
        return (start..<end + 1, match)
      }
    }
    return nil
  }

  /// Reads what stands between the header and the first row that was found. `false` where the table cannot be read.
  mutating func readAbove(_ gap: Range<Int>, among all: [FlowMatcher]) -> Bool {
    if gap.isEmpty {
      var texts = header.filter { !flow.words[$0].isValue }
      // The end of a label may be a word of the header, too: 数.
      let blank = flow.isLayout ? blankRows(&texts, before: rows[0], after: nil) : []
      texts.removeAll(where: matcher.isHeader)
      let above = blank.isEmpty ? lostRows(texts, before: rows[0]) : blank
      if let first = above.first {
        // The figures were counted without it.
        if isDisplaced { return false }
        header = header.lowerBound..<first.words.lowerBound
      }
      rows = above + rows
      return true
    }
    guard let odd = oddRows(gap, between: nil, and: rows[0].number, among: all) else { return false }
    if !isFirm(rows[0]) || endsWithFigure(gap, of: odd) { refuse(0) }
    rows = odd + rows
    return true
  }

  /// Labels of rows whose figures are not where they are looked for.
  private func lostRows(_ texts: [Int], before next: Row) -> [Row] {
    guard let nextNumber = next.number else { return [] }
    if let (_, match) = label(in: texts, after: -1, before: nextNumber) {
      let words = match.label[0]..<match.label[match.label.count - 1] + 1
      return [Row(words: words, number: match.row, label: match.label, odd: [])]
    }
    guard let (word, row) = begun(in: texts, between: nil, and: nextNumber) else { return [] }
    return [Row(words: word..<word + 1, number: row, odd: [word])]
  }

  /// Looks at what stands behind the last row. `false` where that makes all of the table doubtful.
  private mutating func closeLast() -> Bool {
    guard let last = rows.last, last.words.upperBound < flow.words.count else { return true }
    let end = last.words.upperBound
    // A figure more than the last row has columns, the rest of one beside that of a heading, or a unit that belongs to a figure.
    let next = keepsRows ? flow.words.indices[end...].first { !matcher.isNoise($0) } : end
    let isOpen =
      next.map { flow.words[$0].isValue } == true || !template.hasUnitColumn && flow.isUnit(end)
    if isOpen {
      guard keepsRows else { return false }
      refuse(rows.count - 1)
    }
    if let number = last.number, !isOpen, let row = rowWithoutFigures(end, after: number) { rows.append(row) }
    return true
  }

  /// A row right behind the last one of which only the label is there, or its beginning: blank where columns are kept and nothing
  /// stands beside it, else refused.
  private func rowWithoutFigures(_ start: Int, after number: Int) -> Row? {
    let texts = Array(
      flow.words.indices[start...].prefix { !flow.words[$0].isValue }.prefix(Self.longestLabel))
    guard let first = texts.first else { return nil }
    if let (places, match) = label(in: texts, after: number, before: .max), places.lowerBound == 0 {
      let words = start..<texts[places.upperBound - 1] + 1
      let isBlank =
        flow.isLayout && !words.contains { flow.isNumber($0) }
        && (words.upperBound == flow.words.count
          || flow.words[words.upperBound].line != flow.words[words.upperBound - 1].line)
      return Row(
        words: words, number: match.row, headings: match.headings, label: match.label, unit: match.unit,
        placed: isBlank ? Array(repeating: [], count: template.valueCount) : nil, odd: isBlank ? nil : [])
    }
    if let row = matcher.row(beginningWith: first, after: number) {
      return Row(words: start..<first + 1, number: row, odd: [first])
    }
    guard matcher.isPart(first), let (places, match) = brokenLabel(in: texts, after: number, before: nil),
      places.lowerBound == 0
    else { return nil }
    return Row(words: start..<match.label.max()! + 1, number: match.row, label: match.label, odd: [])
  }
}
