/// Rows that cannot be read, so that they can be named.
extension FlowTable {
  /// The first label of a row that is broken over lines, the words of a cell among its own.
  func brokenLabel(
    in texts: [Int], after last: Int?, before next: Int?
  ) -> (places: Range<Int>, match: FlowMatcher.Match)? {
    guard keepsRows else { return nil }
    return label(in: texts.filter(matcher.isPart), after: last ?? -1, before: next ?? .max)
  }

  /// The words of a gap as rows that are refused: all whose labels stand there, or begin there, so that each is named. `nil` where cells
  /// are out of order, or nothing tells that a row stands there.
  func oddRows(
    _ gap: Range<Int>, between last: Int?, and next: Int?, among all: [FlowMatcher]
  ) -> [Row]? {
    var rest = gap.filter { !flow.words[$0].isValue }
    var found: [FlowMatcher.Match] = []
    while let (places, match) = label(in: rest, after: last ?? -1, before: next ?? .max) {
      found.append(match)
      rest.removeSubrange(places)
    }
    while let (_, match) = brokenLabel(in: rest, after: last, before: next) {
      found.append(match)
      rest.removeAll(where: match.label.contains)
    }
    if holdsLabel(rest, of: all) { return nil }
    while let (word, row) = begun(in: rest, between: last, and: next) {
      found.append(FlowMatcher.Match(row: row, label: [], headings: []))
      rest.removeAll { $0 == word }
    }
    let odd = gap.filter { word in !found.contains { $0.label.contains(word) } }
    if found.isEmpty {
      return odd.contains { flow.words[$0].isValue } ? [Row(words: gap, number: nil, odd: odd)] : nil
    }
    var rows: [Row] = []
    for match in found.sorted(by: { $0.row < $1.row }) where rows.last?.number != match.row {
      // What stands there besides labels is told once.
      let words = rows.isEmpty ? gap : gap.upperBound..<gap.upperBound
      rows.append(
        Row(
          words: words, number: match.row, label: match.label, unit: match.unit, odd: rows.isEmpty ? odd : [])
      )
    }
    return rows
  }

  /// The first word with which the label of a row in a range of rows begins, and the row.
  func begun(in texts: [Int], between last: Int?, and next: Int?) -> (word: Int, row: Int)? {
    for word in texts {
      if let row = matcher.row(beginningWith: word, after: last ?? -1), row < next ?? .max {
        return (word, row)
      }
    }
    return nil
  }

  /// Whether a figure stands in a gap before any word of a label: it may belong to the row above.
  func beginsWithFigure(_ gap: Range<Int>, of rows: [Row]) -> Bool {
    let label = gap.first { isLabel($0, of: rows) }
    return gap.first(where: isFigure).map { $0 < label ?? .max } ?? false
  }

  /// Whether a figure stands in a gap on a line below any word of a label: it may be the first part of one of the row below.
  func endsWithFigure(_ gap: Range<Int>, of rows: [Row]) -> Bool {
    guard let value = gap.last(where: isFigure) else { return false }
    guard let label = gap.last(where: { isLabel($0, of: rows) }) else {
      // Not on the line of the row above.
      return gap.lowerBound == 0 || flow.words[value].line > flow.words[gap.lowerBound - 1].line
    }
    return flow.words[value].line > flow.words[label].line
  }

  private func isLabel(_ place: Int, of rows: [Row]) -> Bool {
    rows.contains { $0.label.contains(place) }
      || !flow.words[place].isValue && !matcher.isNoise(place) && !matcher.isHeader(place)
        && !flow.beginsNote(place)
  }

  private func isFigure(_ place: Int) -> Bool { flow.words[place].isValue || flow.isPartOfNumber(place) }
}
