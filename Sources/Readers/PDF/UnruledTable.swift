import Forms
import PDF

/// A table without lines, or with level lines only: the labels of a form give its rows, the places of its figures and of the labels above
/// them its columns. What is not certain is refused.
struct UnruledTable {
  struct Row {
    /// Its place in the form's rows; `nil` for the one row of a line layout.
    let number: Int?
    let page: Int
    /// The texts of its columns.
    var values: [[UInt8]]
    /// Whether one of them is not certain.
    var isRefused = false
  }

  let template: TableTemplate
  /// From top to bottom.
  let rows: [Row]
  /// The lines of the section that it takes.
  let lines: Range<Int>

  /// What comes of holding lines against a table of a form.
  enum Reading {
    /// It is not there.
    case absent
    case table(UnruledTable)
    /// It is there, and may not be read; why, and how much of it was found.
    case doubtful(why: String, line: Int, found: Int)
  }
}

/// Reads one table of a form in lines that may hold it.
struct UnruledReader {
  private let template: TableTemplate
  private let range: Range<Int>
  private var lines: SectionLines
  private var rows: [(number: Int, label: FoundLabel)] = []
  private var headers: [FoundLabel] = []
  private(set) var isLeft: Bool

  /// - Parameters:
  ///   - range: the lines in which all of it stands.
  ///   - isLeft: whether labels of columns are known to begin at the left of their columns.
  init(_ template: TableTemplate, in range: Range<Int>, of lines: SectionLines, isLeft: Bool) {
    (self.template, self.range, self.lines, self.isLeft) = (template, range, lines, isLeft)
  }

  mutating func read() -> UnruledTable.Reading {
    if !template.isLine { findFirstRow() }
    let hasColumns = findColumns()
    if !template.isLine { findRows() }
    // A row that the report does not have may be missing: a figure that stands beside none of the others refuses the table.
    let isThere =
      template.isLine
      ? headers.count * 2 >= template.columns.count : rows.count * 2 >= template.rows.count { !$0.isHeading }
    guard isThere else { return .absent }
    guard hasColumns else { return doubt("its columns are not found in their order") }
    return template.isLine ? readLine() : readRows()
  }

  private func doubt(_ why: String) -> UnruledTable.Reading {
    let line = rows.first?.label.firstLine ?? headers.first?.firstLine ?? range.lowerBound
    return .doubtful(why: why, line: line, found: rows.count + headers.count)
  }

  // MARK: labels

  /// Finds the label of the first row that is there: the header stands above it.
  private mutating func findFirstRow() {
    for number in template.rows.indices where rows.isEmpty && !template.rows[number].isHeading {
      findRow(number, behind: range.lowerBound, leftOf: .infinity)
    }
  }

  /// Finds the labels of the other rows, in their order: to the left of the columns, for a header that is repeated has labels of the
  /// same names.
  private mutating func findRows() {
    let right = headers.first.map { $0.x0 + 0.5 * lines.lines[$0.firstLine].em } ?? .infinity
    guard let first = rows.first?.number else { return }
    for number in template.rows.indices where number > first && !template.rows[number].isHeading {
      findRow(number, behind: rows.last?.label.firstLine ?? range.lowerBound, leftOf: right)
    }
  }

  private mutating func findRow(_ number: Int, behind start: Int, leftOf right: Float) {
    let found = template.rows[number].labels.lazy.compactMap { [lines, range] label in
      lines.find(
        SectionLines.fold(label), in: start..<range.upperBound, isGlued: false, leftOf: right)
    }.first
    guard let found else { return }
    lines.use(found)
    rows.append((number, found))
  }

  /// Finds the labels of the columns above the first row; whether they stand in their order.
  private mutating func findColumns() -> Bool {
    let end = rows.first.map(\.label.firstLine) ?? range.upperBound
    guard range.lowerBound <= end else { return false }
    var found: [(label: FoundLabel, column: [UInt8])] = []
    // Long ones first: 其他 begins as 其他结果 does. Of several with one spelling the same label is found once for each.
    let labels = template.columnLabels.enumerated().filter { number, spellings in
      template.columnLabels.firstIndex(of: spellings) == number
    }.sorted { ($0.element[0].count, $1.offset) > ($1.element[0].count, $0.offset) }.map(\.element)
    var isMore = true
    while isMore, found.count <= template.columns.count {
      isMore = false
      // A label may begin where the one before it ends, once that is found.
      for spellings in labels {
        for spelling in spellings {
          while found.count <= template.columns.count,
            let label = lines.find(SectionLines.fold(spelling), in: range.lowerBound..<end, isGlued: true)
          {
            lines.use(label)
            found.append((label, spellings[0]))
            isMore = true
          }
        }
      }
    }
    found.sort { ($0.label.x0 + $0.label.x1) < ($1.label.x0 + $1.label.x1) }
    headers = found.map(\.label)
    guard found.map(\.column) == template.columns else { return false }
    isLeft = isLeft || headers.contains(where: \.isAtLeft)
    return true
  }

  // MARK: figures

  /// The lines of the table: from its first label on, to those of its last.
  private func extent(to bottom: Float) -> Range<Int> {
    let labels = template.headers.lazy.compactMap { [lines, range] label in
      lines.find(SectionLines.fold(label), in: range, isGlued: true)?.firstLine
    }
    let first = min(headers.map(\.firstLine).min() ?? range.lowerBound, labels.min() ?? range.upperBound)
    let end = lines.lines[range].partitioningIndex { $0.y > bottom }
    return first..<max(end, first + 1)
  }

  private mutating func readLine() -> UnruledTable.Reading {
    let bottom = headers.map(\.bottom).max() ?? 0
    let end = lines.lines[range].first { $0.y > bottom + 0.5 * $0.em && !$0.holdsFigures }?.y ?? .infinity
    var words = lines.words(in: range, rightOf: -.infinity, from: bottom + 0.5, to: end - 0.1)
    // What is drawn further down is a seal.
    if let last = words.last {
      words += lines.marks(rightOf: -.infinity, from: bottom + 0.5, to: last.y + last.em)
    }
    guard let first = words.first, let last = words.last else {
      return doubt("no figure stands below its header")
    }
    // A cell of words beside the figures, which begins above them, ends no row: 0（其中网 over 上办理1件.
    guard last.y - first.y < 0.5 * first.em,
      !lines.holdFigures(in: range, leftOf: .infinity, from: last.y + 0.1, to: last.y + 2 * last.em)
    else { return doubt("its figures stand on several lines") }
    guard let columns = FigureColumns(words, headers: headers, isLeft: isLeft)?.columns else {
      return doubt("a figure stands under no column, or under two")
    }
    var row = UnruledTable.Row(
      number: nil, page: first.page, values: Array(repeating: [], count: template.columns.count))
    for (word, column) in zip(words, columns) { row.add(word, to: column) }
    return .table(UnruledTable(template: template, rows: [row], lines: extent(to: last.y + 0.1)))
  }

  private mutating func readRows() -> UnruledTable.Reading {
    guard let first = rows.first?.label, let last = rows.last?.label else { return .absent }
    useRepeatedHeaders()
    let left = rows.map(\.label.x1).max() ?? 0
    let top = min(headers.map(\.bottom).max() ?? first.top, first.top - 1) + 0.5
    let bottom = end(behind: last)
    guard left <= (headers.first?.x0 ?? left) + 0.5 * lines.lines[first.firstLine].em,
      !lines.holdFigures(in: range, leftOf: left, from: top, to: bottom)
    else { return doubt("a figure stands among its labels") }
    guard !lines.holdLoneFigures(in: range, above: top, below: bottom) else {
      return doubt("a figure stands above or below its rows")
    }
    var words = lines.words(in: range, rightOf: left, from: top, to: bottom)
    words += lines.marks(rightOf: left, from: top, to: bottom)
    guard let columns = FigureColumns(words, headers: headers, isLeft: isLeft)?.columns else {
      return doubt("a figure stands under no column, or under two")
    }
    guard !lines.levels.contains(where: { top <= $0.at && $0.at <= bottom && lines.runsOffPage($0) }) else {
      return doubt("its lines run on beyond the page")
    }
    guard let places = FigureRows(words, rows.map(\.label), lines.levels)?.rows else {
      return doubt("a figure stands beside no row, or beside two")
    }
    let right = headers.first?.x0 ?? .infinity
    var read = rows.map { row in
      UnruledTable.Row(
        number: row.number, page: lines.lines[row.label.firstLine].page,
        values: Array(repeating: [], count: template.columns.count),
        isRefused: lines.holdWords(behind: row.label, leftOf: right, in: range))
    }
    for (word, (row, column)) in zip(words, zip(places, columns)) { read[row].add(word, to: column) }
    let end = max(last.bottom, words.map(\.y).max() ?? 0)
    return .table(UnruledTable(template: template, rows: read, lines: extent(to: end + 0.1)))
  }

  /// How far down figures of the table may stand: to the first line below the last label that has words. A figure above it is of the
  /// table, or the table is refused for it.
  private func end(behind last: FoundLabel) -> Float {
    var end = last.bottom
    for line in lines.lines[range] where line.y > end {
      let isNear = line.y <= last.bottom + 0.9 * line.em
      guard isNear || !line.folded.contains(where: { $0 > 0x7F }) else { break }
      end = line.y
    }
    return end
  }

  /// Leaves out headers that are repeated at the top of further pages.
  private mutating func useRepeatedHeaders() {
    var tops: [Int: Float] = [:]
    for row in rows {
      for place in row.label.letters {
        let line = lines.lines[place.line]
        tops[line.page] = min(tops[line.page] ?? .infinity, line.y)
      }
    }
    guard let first = tops.keys.min() else { return }
    for number in range {
      let line = lines.lines[number]
      guard line.page > first, let top = tops[line.page], line.y < top - 0.6 * line.em, !line.holdsFigures
      else {
        continue
      }
      for letter in line.letters.indices { lines.lines[number].isUsed[letter] = true }
    }
  }
}

extension UnruledTable.Row {
  /// Two words in one cell may be one figure, or two.
  fileprivate mutating func add(_ word: FigureWord, to column: Int) {
    if !values[column].isEmpty || word.isUnknown { isRefused = true }
    if !values[column].isEmpty { values[column].append(0x20) }
    values[column] += word.bytes
  }
}

extension FoundLabel {
  /// Whether its lines begin at one place, and end at others.
  fileprivate var isAtLeft: Bool {
    guard let first = lines.first, lines.count > 1 else { return false }
    return lines.allSatisfy { abs($0.x0 - first.x0) < 0.6 } && lines.contains { abs($0.x1 - first.x1) > 3 }
  }
}

extension SectionLines.Line {
  fileprivate var holdsFigures: Bool { folded.contains { 0x30...0x39 ~= $0 } }
}

extension ArraySlice {
  /// The index of the first element that a test holds for, as it does for all behind it.
  fileprivate func partitioningIndex(_ test: (Element) -> Bool) -> Int { firstIndex(where: test) ?? endIndex }
}

/// Which rows words stand in: no higher than the first line of the row's label, and no lower than its last. Rows do not overlap, so no
/// other row reaches there.
struct FigureRows {
  /// By word.
  let rows: [Int]

  /// How far a word may stand above or below that, in ems.
  private static let tolerance: Float = 0.4

  /// - Parameters:
  ///   - labels: of the rows, from top to bottom.
  ///   - levels: level lines: a word stands on the same side of each as its label.
  /// - Returns: `nil` where a word stands beside no row, or beside two.
  init?(_ words: [FigureWord], _ labels: [FoundLabel], _ levels: [RuledLine]) {
    var rows: [Int] = []
    for word in words {
      let tolerance = Self.tolerance * word.em
      let near = labels.indices.filter {
        labels[$0].top - tolerance <= word.y && word.y <= labels[$0].bottom + tolerance
      }
      guard near.count == 1, !levels.contains(where: { $0.parts(word, from: labels[near[0]]) }) else {
        return nil
      }
      rows.append(near[0])
    }
    self.rows = rows
  }
}

extension RuledLine {
  /// Whether the line lies between a word and all of its label.
  fileprivate func parts(_ word: FigureWord, from label: FoundLabel) -> Bool {
    guard from <= word.center, word.center <= to else { return false }
    return word.y < at && at < label.top || label.bottom < at && at < word.y
  }
}
