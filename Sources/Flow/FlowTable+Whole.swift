import Forms
import Text

/// Tables in text without columns of which nothing is lost, though labels and figures are not beside each other, as plain pdftotext gives
/// those with labels that are broken over lines.
///
/// pdftotext gives what stands below each other from top to bottom, and what stands on a line from left to right. So figures stay in the
/// order of their cells wherever the labels between them go, but for one here and there that comes too early or too late. Where the labels
/// of all rows are there and nothing else is, and as many figures as the form has cells, these are the cells in turn, if the figures
/// prove it: all are the same, or the sums of the form hold. If they do not, but would with one figure moved, it is moved, where only one
/// table comes of that.
extension FlowTable {
  /// The table whose cells are all there; `other` where that is whole itself, or nothing is proved.
  static func whole(
    _ matcher: FlowMatcher, besides other: FlowTable?, in vocabulary: Vocabulary
  ) -> FlowTable? {
    guard !matcher.flow.isLayout, !matcher.template.rowSums.isEmpty else {
      return other ?? FlowTable(oneRowOf: matcher, in: vocabulary)
    }
    guard var other, !other.isDisplaced, other.rows.allSatisfy({ $0.odd == nil && $0.placed == nil }) else {
      return FlowTable(allCellsOf: matcher, in: vocabulary) ?? other
    }
    // All is in order, but for figures perhaps.
    guard other.rows.allSatisfy(other.isWhole) else { return other }
    let proof = FigureProof(
      matcher.template, other.rows.flatMap(\.values).map { matcher.flow.count([$0]) })
    let isWhole = other.rows.map(\.number) == matcher.rowNumbers
    let order = isWhole && !matcher.template.isLine ? proof.order(isInGroups: true) : nil
    other.refuse(order?.doubtfulRows ?? proof.doubtfulRows)
    return other
  }

  /// `nil` where a cell or a label is not there, anything else is, or the figures prove nothing.
  private init?(allCellsOf matcher: FlowMatcher, in vocabulary: Vocabulary) {
    let (numbers, width) = (matcher.rowNumbers, matcher.template.valueCount)
    guard let table = matcher.wholeTable(figureCount: numbers.count * width, in: vocabulary) else {
      return nil
    }
    let isInGroups =
      matcher.template.isLine && matcher.groupsAreAlike(table.words)
      && matcher.groupsStandApart(table.figures, from: table.words.lowerBound)
    let counts = table.figures.map { matcher.flow.count([$0]) }
    guard let order = FigureProof(matcher.template, counts).order(isInGroups: isInGroups) else { return nil }
    self.init(matcher, words: table.words)
    rows = numbers.enumerated().map { index, number in
      Row(
        words: table.words, number: number,
        values: order.places[index * width..<(index + 1) * width].map { table.figures[$0] })
    }
    refuse(order.doubtfulRows)
  }

  private mutating func refuse(_ indices: Set<Int>) {
    for index in indices { refuse(index) }
  }
}

extension FlowMatcher {
  /// The rows of the form that have values; of a line layout one without a number.
  fileprivate var rowNumbers: [Int?] {
    template.isLine ? [nil] : template.rows.indices.filter { !template.rows[$0].isHeading }
  }

  /// The words of a table that has all of its labels, so many figures, and nothing else but parts of the headers of other tables, which
  /// come too early as well.
  fileprivate func wholeTable(
    figureCount: Int, in vocabulary: Vocabulary
  ) -> (words: Range<Int>, figures: [Int])? {
    let labels =
      template.titles + template.notes + template.rows.flatMap(\.labels)
      + vocabulary.tables.flatMap(\.headers)
    let texts = labels.map(\.hanCharacters)
    let isOfTable = flow.words.indices.map { place in
      let letters = flow.letters[place].hanCharacters
      return flow.words[place].isValue || flow.isNumber(place)
        || letters.isEmpty && !flow.isPartOfNumber(place) && !flow.isUnit(place)
        || texts.contains { $0.firstIndex(of: letters) != nil }
    }
    var found: (words: Range<Int>, figures: [Int])?
    var start = 0
    while start < isOfTable.count {
      guard isOfTable[start] else {
        start += 1
        continue
      }
      let words = start..<(isOfTable[start...].firstIndex(of: false) ?? isOfTable.count)
      start = words.upperBound
      // A figure that stands beside a note is one, too.
      let figures = words.filter { flow.words[$0].isValue || flow.isLastNumber($0) }
      guard figures.count == figureCount, hasAllLabels(words) else { continue }
      guard found == nil else { return nil }
      found = (words, figures)
    }
    return found
  }

  /// Whether the figures of each group of columns, or of several, stand behind all labels of these columns.
  fileprivate func groupsStandApart(_ figures: [Int], from start: Int) -> Bool {
    let size = template.valueCount / template.rowSums.count
    var end = 0
    while end < figures.count {
      let first = figures[end]
      repeat { end += 1 } while end < figures.count && figures[end] == figures[end - 1] + 1
      guard end % size == 0, holds(Array(template.columnLabels.prefix(end)), start..<first) else {
        return false
      }
    }
    return true
  }

  /// Whether the columns of all groups are broken over lines alike: where they are not, their figures change places at times.
  fileprivate func groupsAreAlike(_ words: Range<Int>) -> Bool {
    let columns = Set(template.columnLabels.joined()).map(\.hanCharacters)
    let parts = words.map { flow.letters[$0].hanCharacters }.filter { part in
      !part.isEmpty && columns.contains { $0.firstIndex(of: part) != nil }
    }
    return Dictionary(grouping: parts) { $0 }.values.allSatisfy {
      $0.count.isMultiple(of: template.rowSums.count)
    }
  }

  /// Whether the characters of all labels stand among some words.
  private func hasAllLabels(_ words: Range<Int>) -> Bool {
    holds(template.columnLabels + template.rows.map(\.labels), words)
  }

  /// Whether the characters of labels, each in one of its spellings, stand among some words.
  private func holds(_ labels: [[[UInt8]]], _ words: Range<Int>) -> Bool {
    var printed = Dictionary(grouping: words.flatMap { flow.letters[$0].hanCharacters }) { $0 }
      .mapValues(\.count)
    return labels.allSatisfy { spellings in
      spellings.contains { spelling in
        var left = printed
        for character in spelling.hanCharacters {
          guard let count = left[character], count > 0 else { return false }
          left[character] = count - 1
        }
        printed = left
        return true
      }
    }
  }
}
