import PDF
import Text

/// A word in the columns of a table without lines.
struct FigureWord {
  var letters: [UInt32]
  let line: Int
  let page: Int
  let y: Float
  let em: Float
  var x0: Float
  var x1: Float

  var center: Float { (x0 + x1) / 2 }
  var bytes: [UInt8] { letters.map { Unicode.Scalar($0) ?? "\u{FFFD}" }.utf8 }
  var isUnknown: Bool { letters.contains(0xFFFD) }
}

extension SectionLines {
  /// The words of letters that are of no label, from a place to the right on. Digits that stand a little apart are two words: columns may
  /// be as near.
  func words(in range: Range<Int>, rightOf left: Float, from top: Float, to bottom: Float) -> [FigureWord] {
    var words: [FigureWord] = []
    for number in range where lines[number].y >= top && lines[number].y <= bottom {
      let line = lines[number]
      var isOpen = false
      for (place, letter) in line.letters.enumerated() {
        guard !line.isUsed[place], letter.x0 >= left - 0.5 else {
          isOpen = false
          continue
        }
        let isDigits =
          place > 0 && Self.isOfFigure(letter.scalar) && Self.isOfFigure(line.letters[place - 1].scalar)
        let gap = gap(before: Place(line: number, letter: place))
        if isOpen, gap <= (isDigits ? 0.12 : 0.35) {
          words[words.count - 1].letters.append(letter.scalar)
          words[words.count - 1].x1 = letter.x1
        } else {
          words.append(
            FigureWord(
              letters: [letter.scalar], line: number, page: line.page,
              y: height(of: Place(line: number, letter: place)), em: line.em, x0: letter.x0,
              x1: letter.x1))
        }
        isOpen = true
      }
    }
    return words
  }

  /// What is seen there and is no text, as words of a character that is not known.
  func marks(rightOf left: Float, from top: Float, to bottom: Float) -> [FigureWord] {
    marks.compactMap { page, box in
      let y = (box.y0 + box.y1) / 2
      guard box.x0 >= left - 0.5, top <= y, y <= bottom else { return nil }
      return FigureWord(
        letters: [0xFFFD], line: 0, page: page, y: y, em: box.y1 - box.y0, x0: box.x0, x1: box.x1)
    }
  }

  /// Whether digits that are of no label, and no ordinal in front of one, stand to the left of a place.
  func holdFigures(in range: Range<Int>, leftOf right: Float, from top: Float, to bottom: Float) -> Bool {
    for number in range where lines[number].y >= top && lines[number].y <= bottom {
      let line = lines[number]
      for (place, letter) in line.letters.enumerated()
      where 0x30...0x39 ~= letter.scalar && !line.isUsed[place] && letter.x0 < right - 0.5 {
        var next = place + 1
        while next < line.letters.count, Self.isOfFigure(line.letters[next].scalar), !line.isUsed[next],
          gap(before: Place(line: number, letter: next)) <= 0.35
        {
          next += 1
        }
        let isBeforeText = next < line.letters.count && gap(before: Place(line: number, letter: next)) <= 0.8
        if !isBeforeText || line.letters[next].x0 >= right - 0.5 { return true }
      }
    }
    return false
  }

  /// Whether lines that hold nothing but figures, beside labels of the table or not, stand above or below its rows.
  func holdLoneFigures(in range: Range<Int>, above top: Float, below bottom: Float) -> Bool {
    range.contains { number in
      let line = lines[number]
      guard line.y < top || line.y > bottom else { return false }
      let isProse = line.folded.indices.contains { line.folded[$0] > 0x7F && !line.isUsed[$0] }
      return !isProse && holdFigures(in: number..<number + 1, leftOf: .infinity, from: line.y, to: line.y)
    }
  }

  private static func isOfFigure(_ scalar: UInt32) -> Bool { 0x2B...0x39 ~= scalar }
}

/// Which columns words stand in, by the places of all: those of a column have their left ends, middles or right ends at one place.
struct FigureColumns {
  /// By word.
  let columns: [Int]

  /// How far apart the ends of one column's words lie at most, in points.
  private static let spread: Float = 2.2

  /// - Parameters:
  ///   - headers: the labels of the columns from left to right.
  ///   - isLeft: whether such labels are known to begin at the left of their columns.
  /// - Returns: `nil` where a word may stand in two columns, or in none.
  init?(_ words: [FigureWord], headers: [FoundLabel], isLeft: Bool) {
    guard !words.isEmpty else {
      columns = []
      return
    }
    let partitions = [\FigureWord.center, \.x1, \.x0].compactMap { Self.clusters(words, by: $0) }
    if let clusters = partitions.min(by: { $0.count < $1.count }), clusters.count <= headers.count,
      let places = Self.places(of: clusters, words, headers, isLeft: isLeft)
    {
      var columns = [Int](repeating: 0, count: words.count)
      for (cluster, place) in zip(clusters, places) {
        for word in cluster { columns[word] = place }
      }
      self.columns = columns
      return
    }
    var columns: [Int] = []
    for word in words {
      guard
        let place = Self.only(
          headers.indices.filter { Self.overlaps(word.x0, word.x1, headers[$0], word.em) })
      else { return nil }
      columns.append(place)
    }
    self.columns = columns
  }

  /// The words whose ends lie at one place, from left to right; `nil` where that parts words which stand one above the other.
  private static func clusters(_ words: [FigureWord], by end: KeyPath<FigureWord, Float>) -> [[Int]]? {
    var clusters: [[Int]] = []
    var right = -Float.infinity
    for word in words.indices.sorted(by: { words[$0][keyPath: end] < words[$1][keyPath: end] }) {
      if let first = clusters.last?.first, words[word][keyPath: end] - words[first][keyPath: end] <= spread {
        clusters[clusters.count - 1].append(word)
      } else {
        clusters.append([word])
      }
    }
    for cluster in clusters {
      guard cluster.allSatisfy({ words[$0].x0 >= right }) else { return nil }
      right = cluster.map { words[$0].x1 }.max() ?? right
    }
    return clusters
  }

  /// The column of each cluster: in order where none is without words, else that of the only label above.
  private static func places(
    of clusters: [[Int]], _ words: [FigureWord], _ headers: [FoundLabel], isLeft: Bool
  ) -> [Int]? {
    var places: [Int] = []
    for (number, cluster) in clusters.enumerated() {
      let x0 = cluster.map { words[$0].x0 }.min() ?? 0
      let x1 = cluster.map { words[$0].x1 }.max() ?? 0
      let em = words[cluster[0]].em
      let above = headers.indices.filter { overlaps(x0, x1, headers[$0], em) }
      if clusters.count == headers.count {
        // All columns have words; but a label of another column alone above one is a contradiction.
        guard above.isEmpty || above.contains(number) else { return nil }
        places.append(number)
      } else if let place = only(above) ?? (isLeft ? only(slots(x0, x1, headers, em)) : nil),
        places.last.map({ $0 < place }) ?? true
      {
        places.append(place)
      } else {
        return nil
      }
    }
    return places
  }

  /// The columns between whose left ends, and those of the next ones, words lie.
  private static func slots(_ x0: Float, _ x1: Float, _ headers: [FoundLabel], _ em: Float) -> [Int] {
    headers.indices.filter { place in
      x0 >= headers[place].x0 - 0.5 * em
        && (place + 1 == headers.count || x1 <= headers[place + 1].x0 + 0.2 * em)
    }
  }

  private static func overlaps(_ x0: Float, _ x1: Float, _ header: FoundLabel, _ em: Float) -> Bool {
    x0 < header.x1 + 0.2 * em && x1 > header.x0 - 0.2 * em
  }

  private static func only(_ places: [Int]) -> Int? { places.count == 1 ? places[0] : nil }
}
