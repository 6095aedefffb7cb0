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
}
