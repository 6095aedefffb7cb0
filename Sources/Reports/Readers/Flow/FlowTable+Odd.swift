import Cells

/// Rows that cannot be read, so that they can be named.
extension FlowTable {
  /// The first label of a row that is broken over lines, the words of a cell among its own.
  func brokenLabel(
    in texts: [Int], after last: Int?, before next: Int?
  ) -> (places: Range<Int>, match: FlowMatcher.Match)? {
    guard flow.isLayout else { return nil }
    return label(in: texts.filter(matcher.isPart), after: last ?? -1, before: next ?? .max)
  }

  /// The words of a gap as a row that is refused; `nil` where cells are out of order, or nothing tells that a row stands there.
  func oddRow(
    _ gap: Range<Int>, between last: Int?, and next: Int?, among all: [FlowMatcher]
  ) -> Row? {
    let texts = gap.filter { !flow.words[$0].isValue }
    let found =
      label(in: texts, after: last ?? -1, before: next ?? .max)
      ?? brokenLabel(in: texts, after: last, before: next)
    let begun = found == nil ? begun(in: texts, between: last, and: next) : nil
    guard found != nil || begun != nil || gap.contains(where: { flow.words[$0].isValue }) else { return nil }
    let own = found.map { $0.match.label + $0.match.headings } ?? []
    var rest = texts.filter { !own.contains($0) }
    while let (places, _) = label(in: rest, after: last ?? -1, before: next ?? .max) {
      rest.removeSubrange(places)
    }
    if holdsLabel(rest, of: all) { return nil }
    let label = found?.match.label ?? []
    return Row(
      words: gap, number: found?.match.row ?? begun, label: label, unit: found?.match.unit,
      odd: gap.filter { !label.contains($0) })
  }

  /// A row in a range of rows with whose label a word begins.
  func begun(in texts: [Int], between last: Int?, and next: Int?) -> Int? {
    texts.lazy.compactMap { matcher.row(beginningWith: $0, after: last ?? -1) }.first { $0 < next ?? .max }
  }

  /// Whether a figure stands in a gap before any word of a label: it may belong to the row above.
  func beginsWithFigure(_ gap: Range<Int>, of row: Row) -> Bool {
    let label = gap.first { isLabel($0, of: row) }
    return gap.first(where: isFigure).map { $0 < label ?? .max } ?? false
  }

  /// Whether a figure stands in a gap on a line below any word of a label: it may be the first part of one of the row below.
  func endsWithFigure(_ gap: Range<Int>, of row: Row) -> Bool {
    guard let value = gap.last(where: isFigure) else { return false }
    guard let label = gap.last(where: { isLabel($0, of: row) }) else {
      // Not on the line of the row above.
      return gap.lowerBound == 0 || flow.words[value].line > flow.words[gap.lowerBound - 1].line
    }
    return flow.words[value].line > flow.words[label].line
  }

  private func isLabel(_ place: Int, of row: Row) -> Bool {
    row.label.contains(place)
      || !flow.words[place].isValue && !matcher.isNoise(place) && !matcher.isHeader(place)
        && !flow.beginsNote(place)
  }

  private func isFigure(_ place: Int) -> Bool { flow.words[place].isValue || flow.isPartOfNumber(place) }
}
