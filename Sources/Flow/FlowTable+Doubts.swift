import Forms

/// Rows that were found, but have words beside or around them which may be theirs, or have one that may be none of theirs.
extension FlowTable {
  /// Refuses such rows of text with columns.
  mutating func refuseBesideOthers() {
    for index in rows.indices where hasMore(rows[index]) || mayBeginWithHeading(rows[index]) { refuse(index) }
    for index in rows.indices.dropFirst() where mayBreak(around: rows[index], below: rows[index - 1]) {
      refuse(index - 1)
      refuse(index)
    }
  }

  /// Whether other words stand on the line of a row behind its figures, or cells among the words of its label: a note in brackets, open
  /// to the next line, hides what stands beside it.
  private func hasMore(_ row: Row) -> Bool {
    guard let last = row.values.last, row.odd == nil else { return false }
    if (row.label + row.headings).contains(where: { flow.isLoneNumber($0) || flow.isChange($0) }) {
      return true
    }
    if row.label.contains(where: {
      $0 > row.values[0] && flow.words[$0].line == flow.words[row.values[0]].line
    }) {
      return true
    }
    let isParted = zip(row.label, row.label.dropFirst()).contains {
      flow.words[$0].line == flow.words[$1].line && flow.words[$1].isApart
    }
    if isParted { return true }
    guard row.words.upperBound < flow.words.count else { return false }
    return flow.words[row.words.upperBound].line == flow.words[last].line
  }

  /// Whether the first cell of a row may be the 无 of 无法提供 beside it, printed a character or two a line.
  func mayBeginWithHeading(_ row: Row) -> Bool {
    guard row.odd == nil, let first = row.values.first, first > 0 else { return false }
    return flow.words[first - 1].line != flow.words[first].line
      && flow.text[flow.words[first].range].elementsEqual("无".utf8)
  }

  /// Whether the one figure of a row may be the end of one that a narrow column broke, so that it stands above the label and below it:
  /// the beginning was taken for that of the row above.
  private func mayBreak(around row: Row, below above: Row) -> Bool {
    guard template.valueCount == 1, let (label, first) = ends(row), let (end, figure) = ends(above) else {
      return false
    }
    return first > label && flow.hasBlankLine(between: end, and: figure)
      && !flow.hasBlankLine(between: figure, and: row.label.map { flow.words[$0].line }.min() ?? figure)
  }

  /// The last line of a row's label, and the line of its first figure.
  private func ends(_ row: Row) -> (label: Int, figure: Int)? {
    guard let figure = row.values.first, let label = row.label.map({ flow.words[$0].line }).max() else {
      return nil
    }
    return (label, flow.words[figure].line)
  }

  // MARK: figures that are cut or broken

  /// Refuses rows that do not make their sums where something tells that a figure may be cut, or two.
  mutating func refuseWithoutSums() {
    // Of two blank cells and a broken figure as many figures come as there are columns.
    let isInDoubt = rows.contains { $0.odd != nil || $0.placed == nil && !isWhole($0) }
    let whole = rows.filter { $0.odd == nil && isWhole($0) }
    // Where sums hold mostly one that does not is no slip of the report if a digit more would mend it.
    let isSummed = 2 * whole.count(where: mayAddUp) > whole.count
    for index in rows.indices
    where isInDoubt && mayBeBroken(rows[index]) || (isInDoubt || isSummed) && isCut(rows[index]) {
      refuse(index)
    }
  }

  /// Whether a figure of a row may be two of its words: they are not apart, nor do they make the sums.
  private func mayBeBroken(_ row: Row) -> Bool {
    guard row.odd == nil, row.placed == nil, !row.values.isEmpty, step(of: row.values) < 2 else {
      return false
    }
    let isApart = flow.isLayout && row.values.dropFirst().allSatisfy { flow.words[$0].isApart }
    return !isApart && !mayAddUp(row) || isByLine && !isOnOneLine(row)
  }

  /// Whether a row would make its sum if one of its figures had more digits, before it or behind it: the page cut it, or its column broke
  /// it.
  private func isCut(_ row: Row) -> Bool {
    row.odd == nil && row.placed == nil && step(of: row.values) < 2 && matcher.isCut(row.values)
  }

  /// Refuses rows whose figures follow a label on other lines only: figures stand around the table that are none of it, so that these may
  /// be of another one, too. Sums tell where there are some.
  func withoutDoubtful() -> FlowTable {
    guard !flow.isLayout, template.rowSums.isEmpty, !template.hasUnitColumn else { return self }
    var table = self
    for index in rows.indices where rows[index].odd == nil && !isOnOneLine(rows[index]) {
      table.refuse(index)
    }
    return table
  }
}
