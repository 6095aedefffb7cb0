import Bytes
import Forms
import Text

/// Rows that cannot be read by the order of their words, read by the places of these: blank cells, cells of several lines, words among
/// figures.
///
/// Only where the text keeps columns apart by blanks, and only beside rows on the same page that have all figures on one line. A row is
/// a band of lines, those of its label at least. What stands between two labels is of the row above or of that below: where both would
/// do, both are refused.
struct FlowBands {
  private(set) var table: FlowTable
  private let all: [FlowMatcher]
  private let columns: [Int: FlowColumns]
  private let isWide: Bool
  /// Whether figures of this table tell so.
  private let isProven: Bool
  private var flow: FlowWords { table.flow }

  private struct Band {
    var row: FlowTable.Row
    var lines: ClosedRange<Int>
    /// The words of each column, from top to bottom.
    var cells: [[Int]]
  }

  /// More ways to part lines are not tried.
  private static let mostWays = 256

  init(_ table: FlowTable, among all: [FlowMatcher]) {
    (self.table, self.all) = (table, all)
    let rows = table.flow.isLayout && !table.template.isLine ? table.rows.filter(table.isOnOneLine) : []
    let pages = Dictionary(grouping: rows.map(\.values)) { table.flow.words[$0[0]].page }
    func extents(_ isWide: Bool) -> [Int: [[Range<Int>]]] {
      pages.mapValues { $0.map { $0.map { table.flow.extent($0, isWide: isWide) } } }
    }
    // Figures stand below each other by the right one of the two counts.
    let (narrow, wide) = (extents(false), extents(true))
    let (narrowSpread, wideSpread) = (Self.spread(narrow.values), Self.spread(wide.values))
    let isWide = narrowSpread == wideSpread && !rows.isEmpty ? table.flow.isWide : wideSpread < narrowSpread
    self.isWide = isWide ?? false
    isProven = narrowSpread != wideSpread
    columns = isWide.map { ($0 ? wide : narrow).compactMapValues(FlowColumns.init) } ?? [:]
    if !columns.isEmpty { readRuns() }
  }

  /// How far figures of the same columns are from each other, by their beginnings or by their middles.
  private static func spread(_ pages: some Collection<[[Range<Int>]]>) -> Int {
    func sum(_ place: (Range<Int>) -> Int) -> Int {
      pages.reduce(0) { sum, rows in
        rows.dropFirst().reduce(sum) {
          $0 + zip($1, rows[0]).reduce(0) { $0 + abs(place($1.0) - place($1.1)) }
        }
      }
    }
    return min(sum { 2 * $0.lowerBound }, sum { $0.lowerBound + $0.upperBound })
  }

  private func extent(_ word: Int) -> Range<Int> { flow.extent(word, isWide: isWide) }

  private func place(of word: Int) -> FlowColumns.Place? {
    columns[flow.words[word].page]?.place(of: extent(word), isFigure: isFigure(word))
  }

  /// Whether a word is a figure, and no mark for none, of which some stand in the column of units.
  private func isFigure(_ word: Int) -> Bool {
    flow.words[word].isValue && flow.text[flow.words[word].range].contains(where: \.isDigit)
  }

  /// Reads each run of rows that are not certain again.
  private mutating func readRuns() {
    var start = 0
    while start < table.rows.count {
      guard !table.isCertain(table.rows[start]) else {
        start += 1
        continue
      }
      let end = table.rows[start...].firstIndex(where: table.isCertain) ?? table.rows.count
      let around = max(0, start - 1)..<min(table.rows.count, end + 1)
      let count = table.rows.count
      if let (rows, upper) = read(start..<end, around) { table.replace(around, with: rows, upTo: upper) }
      start = end + table.rows.count - count
    }
  }

  // MARK: bands

  /// The rows of a run, and those above and below it; also how far they go.
  private func read(_ run: Range<Int>, _ around: Range<Int>) -> (rows: [FlowTable.Row], upper: Int)? {
    let rows = table.rows
    let start =
      around.lowerBound < run.lowerBound
      ? rows[around.lowerBound].words.upperBound : rows[run.lowerBound].words.lowerBound
    let end = run.upperBound < rows.count ? rows[run.upperBound].words.lowerBound : endOfTable
    guard start < end else { return nil }
    var (texts, cells) = ([Int](), [(word: Int, column: Int)]())
    for word in start..<end {
      switch place(of: word) {
      // A figure there is that of no column: a page number, or columns moved.
      case .label where !isFigure(word) && !flow.isChange(word): texts.append(word)
      case .column(let column): cells.append((word, column))
      default: return nil
      }
    }
    // Below the table no line is cut, nor is a figure there that may be part of one. Chinese among figures moves what follows by a count
    // that must be certain.
    if run.upperBound == rows.count, end < flow.words.count {
      if flow.words[end].line == flow.words[end - 1].line || flow.words[end].isValue { return nil }
    }
    if !isProven, cells.contains(where: { !flow.words[$0.word].isValue }) { return nil }
    // A header that a page repeats.
    if cells.contains(where: { !flow.words[$0.word].isValue && table.matcher.isNoise($0.word) }) {
      return nil
    }
    guard let found = table.labels(in: texts, between: run, among: all) else { return nil }
    var bands = found.map { Band(row: $0, lines: lines(of: $0), cells: blank) }
    for index in around where !run.contains(index) {
      let band = Band(
        row: rows[index], lines: lines(of: rows[index]),
        cells: rows[index].cells + blank.dropFirst(rows[index].cells.count))
      bands.insert(band, at: index < run.lowerBound ? 0 : bands.count)
    }
    guard !bands.isEmpty,
      zip(bands, bands.dropFirst()).allSatisfy({ $0.lines.upperBound < $1.lines.lowerBound })
    else { return nil }
    return fill(bands, with: cells).map { ($0, end) }
  }

  private var blank: [[Int]] { Array(repeating: [], count: table.template.valueCount) }

  /// The lines of a row's label, and of its figures where they are certain.
  private func lines(of row: FlowTable.Row) -> ClosedRange<Int> {
    let words = row.label + [row.unit].compactMap(\.self) + (row.odd == nil ? row.cells.flatMap(\.self) : [])
    let lines = words.map { flow.words[$0].line }
    return (lines.min() ?? 0)...(lines.max() ?? 0)
  }

  /// Behind the words right below the last row that stand in its columns.
  private var endOfTable: Int {
    var end = table.words.upperBound
    while end < flow.words.count, flow.words[end].page == flow.words[end - 1].page,
      flow.words[end].line <= flow.words[end - 1].line + 1,
      case .column? = place(of: end)
    {
      end += 1
    }
    return end
  }

  // MARK: what stands between labels

  /// The bands as rows, with what stands in their lines and between them.
  private func fill(_ bands: [Band], with cells: [(word: Int, column: Int)]) -> [FlowTable.Row]? {
    var bands = bands
    /// The words between each band and the next.
    var free: [[(word: Int, column: Int)]] = Array(repeating: [], count: bands.count)
    for cell in cells {
      let line = flow.words[cell.word].line
      if let band = bands.firstIndex(where: { $0.lines.contains(line) }) {
        bands[band].cells[cell.column].append(cell.word)
      } else if let band = bands.lastIndex(where: { $0.lines.upperBound < line }) {
        free[band].append(cell)
      } else {
        return nil
      }
    }
    let ways = zip(bands.indices, free).map { band, words in
      band + 1 < bands.count ? cuts(words.map(\.word), bands[band].lines, bands[band + 1].lines) : [.max]
    }
    guard ways.allSatisfy({ !$0.isEmpty }),
      ways.reduce(1, { min($0 * $1.count, Self.mostWays + 1) }) <= Self.mostWays
    else { return nil }
    /// How wide the widest word of each column is.
    let widest = Dictionary(grouping: cells) { $0.column }.mapValues {
      $0.map { extent($0.word).count }.max()!
    }
    var found: [[[[Int]]]] = []
    for way in 0..<ways.reduce(1, { $0 * $1.count }) {
      var (tried, rest) = (bands.map(\.cells), way)
      for band in bands.indices {
        let cut = ways[band][rest % ways[band].count]
        rest /= ways[band].count
        for cell in free[band] {
          let isAbove = flow.words[cell.word].line < cut
          tried[isAbove ? band : band + 1][cell.column].append(cell.word)
        }
      }
      for band in tried.indices { for column in tried[band].indices { tried[band][column].sort() } }
      let isPossible = bands.indices.allSatisfy { band in
        isSplit(bands[band].cells)
          || tried[band].enumerated().allSatisfy { canBeCell($1, of: $0, holding: widest[$0] ?? 0) }
      }
      if isPossible { found.append(tried) }
    }
    guard let first = found.first else { return nil }
    return bands.indices.map { band in
      var row = bands[band].row
      row.placed =
        isSplit(bands[band].cells) ? nil : certainCells(of: bands[band], among: found.map { $0[band] })
      row.odd = row.placed == nil ? first[band].flatMap(\.self).sorted() : nil
      return row
    }
  }

  /// The cells of a row, out of those it may have: where it can have no others, and each is one by its place, or where only these make the
  /// sums of the form.
  private func certainCells(of band: Band, among found: [[[Int]]]) -> [[Int]]? {
    let ways = Set(found)
    if ways.count == 1, found[0].enumerated().allSatisfy({ isCell($1, of: $0, in: band, beside: found[0]) }) {
      return found[0]
    }
    let proven = ways.filter { cells in
      let counts = cells.map(flow.count)
      return counts.allSatisfy { $0 != nil } && table.template.addsUp(counts.compactMap(\.self))
    }
    return proven.count == 1 ? proven.first : nil
  }

  /// Where the lines between two bands may be parted: before these lines.
  private func cuts(_ words: [Int], _ above: ClosedRange<Int>, _ below: ClosedRange<Int>) -> [Int] {
    if words.isEmpty { return [below.lowerBound] }
    let lines = [above.upperBound] + Set(words.map { flow.words[$0].line }).sorted() + [below.lowerBound]
    let steps = zip(lines, lines.dropFirst())
    // A row goes on behind a blank line only where it is broken over pages.
    guard flow.isOnOnePage(lines[0]...lines[lines.count - 1]) else { return [] }
    let parted = steps.filter { flow.hasBlankLine(between: $0, and: $1) }
    return (parted.isEmpty ? Array(steps) : parted).map(\.1)
  }

  /// Whether two words of one line are in one cell: figures that were one, or more columns than are known.
  private func isSplit(_ cells: [[Int]]) -> Bool {
    cells.contains { cell in
      zip(cell, cell.dropFirst()).contains { flow.words[$0].line == flow.words[$1].line }
    }
  }

  /// Whether nothing keeps words from being one cell. They stand below each other with no blank line between; parts of a figure make a
  /// number, and no wider one stands in its column.
  ///
  /// - Parameter width: that of the widest word among those that stand there.
  private func canBeCell(_ words: [Int], of column: Int, holding width: Int) -> Bool {
    let joined = words.flatMap { flow.text[flow.words[$0].range] }
    if words.count > 1, joined.span.isFigure(0..<joined.count), !joined.span.isNumber { return false }
    return zip(words, words.dropFirst()).allSatisfy { above, below in
      let (upper, lower) = (flow.words[above], flow.words[below])
      let isBroken = upper.isValue && flow.beginsWithDigit(below)
      return upper.page == lower.page && !flow.hasBlankLine(between: upper.line, and: lower.line)
        && !(isBroken && max(width, columns[upper.page]?.widths[column] ?? 0) > extent(above).count)
    }
  }

  /// Whether words are a cell: none, one figure, or text.
  private func isCell(_ words: [Int], of column: Int, in band: Band, beside cells: [[Int]]) -> Bool {
    guard let first = words.first else { return true }
    let pairs = zip(words, words.dropFirst())
    guard pairs.allSatisfy({ isNext($1, below: $0, in: band) }) else { return false }
    // A unit below a figure may be the end of that in the column beside: 万, 元.
    if table.template.hasUnitColumn, words.dropFirst().contains(where: flow.isUnit) { return false }
    let joined = words.flatMap { flow.text[flow.words[$0].range] }
    guard joined.span.isFigure(0..<joined.count) else {
      // Text, in which no figure stands alone: 增加 and 3 are two cells.
      return !Characters(joined.span)[0].isDecimalDigit
        && Characters(joined.span).contains { $0 >= "一" }
        && pairs.allSatisfy { !flow.beginsWithDigit($1) || flow.endsInDigit($0) }
    }
    guard joined.span.isNumber else { return false }
    if words.count == 1 { return flow.words[first].isValue }
    let columns = columns[flow.words[first].page]
    return pairs.allSatisfy { above, below in
      if !flow.beginsWithDigit(below) || !flow.text.span.extracting(flow.words[above].range).isNumber {
        return true
      }
      // Below a line that has all figures a page number may stand.
      let line = flow.words[above].line
      let isWhole = cells.allSatisfy { cell in cell.contains { flow.words[$0].line == line } }
      return !isWhole && columns?.isFilled(column, by: extent(above)) == true
    }
  }

  /// Whether a word stands on the line below another one; of a cell of two lines the line of the row's other cells may stand between.
  private func isNext(_ below: Int, below above: Int, in band: Band) -> Bool {
    let (upper, lower) = (flow.words[above].line, flow.words[below].line)
    return lower == upper + 1 || lower == upper + 2 && band.lines.contains(upper + 1)
  }
}

extension Span where Element == UInt8 {
  /// Whether a figure is one number: its thousands are parted by threes, and no zero begins it.
  fileprivate var isNumber: Bool {
    guard !isGlued(0..<count), isFigure(0..<count) else { return false }
    /// Digits since the last comma; -1 before the first.
    var group = -1
    var digits = 0
    for index in indices {
      if self[index].isDigit {
        digits += 1
        if group >= 0 { group += 1 }
      } else if self[index] == .comma {
        guard group < 0 ? 1...3 ~= digits : group == 3 else { return false }
        group = 0
      } else if group >= 0 {
        guard group == 3 else { return false }
        group = -1
      }
    }
    return (group < 0 || group == 3) && self[count - 1] != .period
  }
}
