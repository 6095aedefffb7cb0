import Bytes
import Forms
import Text

/// What words say as labels of one table.
struct FlowMatcher {
  let template: TableTemplate
  let flow: FlowWords
  /// The rows with values by the labels they go by.
  let rows: [[UInt8]: [Int]]
  /// For each word: whether it is part of a heading of rows, or an ordinal alone; of the header; of header or title as it stands;
  /// whether a row may begin with it.
  let heading: [Bool]
  private let columns: [Bool]
  let header: [Bool]
  private let begins: [Bool]

  struct Match {
    let row: Int
    var label: [Int]
    var headings: [Int]
    /// The unit, where the table prints one beside the label.
    var unit: Int?
  }

  init(_ template: TableTemplate, flow: FlowWords) {
    self.template = template
    self.flow = flow
    var rows: [[UInt8]: [Int]] = [:]
    for (index, row) in template.rows.enumerated() where !row.isHeading {
      for label in row.labels { rows[label, default: []].append(index) }
    }
    self.rows = rows
    let headings = template.rows.filter(\.isHeading).flatMap(\.labels)
    let titles = template.headers + template.titles
    let labels = Array(rows.keys)
    func hold(_ labels: [[UInt8]], _ part: [UInt8]) -> Bool {
      labels.contains { $0.span.firstIndex(of: part) != nil }
    }
    var heading = Array(repeating: false, count: flow.words.count)
    var (columns, header, begins) = (heading, heading, heading)
    for place in flow.words.indices where !flow.words[place].isValue {
      let (key, part) = (flow.keys[place], flow.letters[place])
      let isNumber = Characters(part.span).allSatisfy(\.isHanDigit)
      heading[place] = isNumber || hold(headings, part)
      columns[place] = isNumber || hold(template.headers, part)
      header[place] = key.isEmpty || hold(titles, key)
      begins[place] = heading[place] || labels.contains { $0.starts(with: key) }
    }
    (self.heading, self.columns, self.header, self.begins) = (heading, columns, header, begins)
  }

  /// Whether a row may begin with a word.
  func canBegin(_ place: Int) -> Bool { begins[place] }

  /// Whether a word is part of a heading of rows, or an ordinal alone.
  func isHeading(_ place: Int) -> Bool { heading[place] }

  /// Whether a word is part of the header or the title.
  func isHeader(_ place: Int) -> Bool { header[place] }

  /// Whether a label may stand in the header as well: 总计, without its ordinal.
  func isHeader(_ label: [Int]) -> Bool { label.allSatisfy { header[$0] && !flow.hasOrdinal($0) } }

  /// Whether a header or the title of a table begins with a word.
  func beginsHeader(_ place: Int) -> Bool {
    !flow.keys[place].isEmpty
      && (template.headers + template.titles).contains { $0.starts(with: flow.keys[place]) }
  }

  /// Whether a word is part of a heading of rows or of the header.
  func isNoise(_ place: Int) -> Bool {
    !isNumberedLabel(place) && (heading[place] || columns[place] && !flow.hasOrdinal(place))
  }

  /// Whether a word is the whole label of a row, its ordinal in front: （七）总计 is no 总计 of the header.
  private func isNumberedLabel(_ place: Int) -> Bool {
    rows[flow.keys[place]] != nil && flow.hasOrdinal(place)
  }

  // MARK: rows

  /// The row whose label some words make, those of headings and headers left out.
  ///
  /// Where the text keeps columns apart, the label is what stands farthest to the right. Elsewhere words are left out that can
  /// belong to headings, in every way that keeps a beginning of some label.
  func match(_ texts: [Int], after last: Int) -> Match? {
    guard template.hasUnitColumn else { return matchLabel(texts, after: last) }
    // A unit in front is that of the row before.
    let unit = texts.dropFirst().last(where: isUnit)
    var match = matchLabel(texts.filter { $0 != unit }, after: last)
    match?.unit = unit
    return match
  }

  /// Whether a word is a unit that the table prints beside labels.
  func isUnit(_ place: Int) -> Bool {
    let word = flow.text[flow.words[place].range]
    return template.rows.contains { $0.unit.elementsEqual(word) }
  }

  private func matchLabel(_ texts: [Int], after last: Int) -> Match? {
    guard !texts.isEmpty else { return nil }
    if let row = row(of: texts, after: last) { return Match(row: row, label: texts, headings: []) }
    if flow.isLayout {
      let match =
        rightmost(texts, after: last) { $0.narrow } ?? rightmost(texts, after: last) { $0.wide }
        ?? rightmost(texts, after: last) { $0.start }
      if let match { return match }
    }
    guard texts.contains(where: isNoise) else { return nil }
    var match = Match(row: -1, label: [], headings: [])
    var steps = Self.mostSteps
    return choose(texts[...], after: last, into: &match, steps: &steps) ? match : nil
  }

  /// The row of the label that stands farthest to the right, by one count of columns; headings stand left of it.
  ///
  /// A closure, for a key path is looked at anew for each word.
  private func rightmost(
    _ texts: [Int], after last: Int, by column: (FlowToken.Column) -> Int
  ) -> Match? {
    func place(_ word: Int) -> Int { column(flow.words[word].column) }
    let right = texts.reduce(0) { max($0, place($1)) }
    var tried: [Int] = []
    // A label may be indented, its further lines not.
    for tolerance in [3, 1, 8] {
      let left = texts.count { place($0) < right - tolerance }
      guard left > 0, !tried.contains(left) else { continue }
      tried.append(left)
      guard texts.allSatisfy({ place($0) >= right - tolerance || heading[$0] }) else { continue }
      let label = texts.filter { place($0) >= right - tolerance }
      if let row = row(of: label, after: last) {
        return Match(row: row, label: label, headings: texts.filter { place($0) < right - tolerance })
      }
    }
    return nil
  }

  /// More ways to part words into label and headings are not tried: those of reports take a few.
  private static let mostSteps = 300

  /// Whether the ordinal of a label is of the level of its row, as far as it has one: （六）其他 is no 3.其他.
  private func fits(_ label: [Int], _ row: Int) -> Bool {
    guard let first = label.first, let level = flow.ordinalLevel(first), level <= 3 else { return true }
    var depth = 1
    var next = template.rows[row].parent
    while let parent = next {
      depth += 1
      next = template.rows[parent].parent
    }
    return level == depth
  }

  /// Gives each word to the label or to headings; `false` where no way makes a label.
  private func choose(
    _ texts: ArraySlice<Int>, after last: Int, into match: inout Match, steps: inout Int
  ) -> Bool {
    steps -= 1
    guard steps > 0 else { return false }
    guard let first = texts.first else {
      guard let row = row(of: match.label, after: last), fits(match.label, row) else { return false }
      match = Match(row: row, label: match.label, headings: match.headings)
      return true
    }
    match.label.append(first)
    if isBeginning(match.label, after: last),
      choose(texts.dropFirst(), after: last, into: &match, steps: &steps)
    {
      return true
    }
    match.label.removeLast()
    // A row does not begin with words of the header; where columns are kept none stand in it.
    let isFirst = match.label.isEmpty && match.headings.isEmpty
    let canLeave =
      flow.isLayout
      ? heading[first] && !columns[first]
      : isFirst ? heading[first] && !isHeader([first]) : heading[first] || isNoise(first)
    guard canLeave else { return false }
    match.headings.append(first)
    if choose(texts.dropFirst(), after: last, into: &match, steps: &steps) { return true }
    match.headings.removeLast()
    return false
  }

  private func row(of texts: [Int], after last: Int) -> Int? {
    // A bracket that nothing closes would hide what follows.
    guard flow.isBalanced(texts) else { return nil }
    let key = flow.key(of: texts)
    guard let row = rows[key]?.first(where: { $0 > last }) else { return nil }
    // （六）其他 may be the beginning of （六）其他处理.
    let isBeginning = template.rows.contains { $0.labels.contains { $0 != key && $0.starts(with: key) } }
    return !isBeginning || fits(texts, row) ? row : nil
  }

  /// Whether a word stands in the label of a row.
  func isPart(_ place: Int) -> Bool {
    !flow.keys[place].isEmpty && rows.keys.contains { $0.span.firstIndex(of: flow.keys[place]) != nil }
  }

  /// Whether some words are the label of a row.
  func isRow(_ words: Range<Int>) -> Bool { rows[flow.key(of: words)] != nil }

  /// The row whose label begins with a word that is long enough to tell, and is no other row's label.
  func row(beginningWith place: Int, after last: Int) -> Int? {
    let key = flow.keys[place]
    guard key.count >= 9, !flow.words[place].isValue, rows[key] == nil else { return nil }
    return rows.filter { $0.key.starts(with: key) }.values.joined().filter { $0 > last }.min()
  }

  /// Whether words begin the label of a row.
  private func isBeginning(_ texts: [Int], after last: Int) -> Bool {
    let key = flow.key(of: texts)
    return rows.contains { label, rows in rows.contains { $0 > last } && label.starts(with: key) }
  }

  /// Whether some words hold a label of a row, or the title of a table: then their cells are out of order.
  func holdsLabel(_ texts: [Int]) -> Bool {
    texts.indices.contains { start in
      if !flow.isLayout && isNumberedLabel(texts[start]) { return true }
      guard begins[texts[start]] || header[texts[start]] else { return false }
      return (start..<min(start + 8, texts.count)).contains { end in
        let key = flow.key(of: texts[start...end])
        // Short labels stand in headers too.
        return template.titles.contains(key) || key.count > 6 && rows[key] != nil
      }
    }
  }
}
