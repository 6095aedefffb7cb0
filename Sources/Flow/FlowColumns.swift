/// Where the columns of a table's figures stand on a page, by rows that have all of them on one line.
struct FlowColumns {
  /// What a word belongs to by its place.
  enum Place: Equatable {
    case column(Int)
    case label
    case unclear
  }

  /// Where figures of each column stand, in half widths or in characters, as the text counts.
  private let extents: [Range<Int>]
  /// How wide the widest figure of each is: one that is narrower was not broken.
  private(set) var widths: [Int]
  /// Whether figures of different widths begin at the same place.
  private let isLeft: Bool

  /// How far the middle of a word may be from that of its column, and how far columns must be from each other for that to say
  /// anything, in halves of a character: digits of narrow columns run into one.
  private static let tolerance = 4
  private static let spacing = 10
  /// How far a figure may be from where those of its column begin.
  private static let drift = 1

  /// `nil` where the rows do not tell columns apart.
  init?(_ rows: [[Range<Int>]]) {
    guard var extents = rows.first else { return nil }
    widths = extents.map(\.count)
    var (isAligned, isRagged) = (true, false)
    for row in rows {
      for (column, figure) in row.enumerated() {
        let extent = extents[column]
        if figure.lowerBound != extent.lowerBound { isAligned = false }
        if figure.count != extent.count { isRagged = true }
        widths[column] = max(widths[column], figure.count)
        extents[column] =
          min(figure.lowerBound, extent.lowerBound)..<max(figure.upperBound, extent.upperBound)
      }
    }
    guard zip(extents, extents.dropFirst()).allSatisfy({ $0.upperBound + 1 < $1.lowerBound }) else {
      return nil
    }
    self.extents = extents
    isLeft = isAligned && isRagged
  }

  func place(of word: Range<Int>, isFigure: Bool) -> Place {
    let met = extents.indices.filter { extents[$0].overlaps(word) }
    if isLeft, isFigure, !extents.contains(where: { abs($0.lowerBound - word.lowerBound) <= Self.drift }) {
      // Columns of a page may drift: between two it is of neither.
      return .unclear
    }
    if met.count == 1 {
      // A label that runs into the first column is none of its cells.
      return word.lowerBound + Self.tolerance < extents[0].lowerBound ? .unclear : .column(met[0])
    }
    guard met.isEmpty else { return .unclear }
    if word.upperBound <= extents[0].lowerBound {
      return isLeft || word.upperBound + Self.tolerance <= extents[0].lowerBound ? .label : .unclear
    }
    let column = extents.lastIndex { $0.lowerBound < word.lowerBound } ?? 0
    if isLeft { return .column(column) }
    let near = extents.indices.filter { abs(distance(from: $0, to: word)) <= Self.tolerance }
    guard near.count == 1, extents.indices.allSatisfy({ $0 == near[0] || isApart($0, near[0]) }) else {
      return .unclear
    }
    return .column(near[0])
  }

  /// Whether a word goes as far as its column does, so that what follows had to stand on the next line.
  func isFilled(_ column: Int, by word: Range<Int>) -> Bool {
    if column + 1 < extents.count { return word.upperBound + 2 >= extents[column + 1].lowerBound }
    let width = column > 0 ? extents[column].lowerBound - extents[column - 1].lowerBound : .max / 2
    return isLeft && word.upperBound + 2 >= extents[column].lowerBound + width
  }

  /// From the middle of a column to that of a word, in halves.
  private func distance(from column: Int, to word: Range<Int>) -> Int {
    word.lowerBound + word.upperBound - extents[column].lowerBound - extents[column].upperBound
  }

  private func isApart(_ left: Int, _ right: Int) -> Bool {
    abs(distance(from: left, to: extents[right])) >= Self.spacing
  }
}
