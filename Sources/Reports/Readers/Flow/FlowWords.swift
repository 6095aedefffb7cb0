import Bytes
import Cells

/// The words of a stretch of text, and what they say as labels.
struct FlowWords {
  let words: [FlowToken]
  /// The bytes that the words stand in.
  let text: [UInt8]
  /// Each word as labels are matched; empty for figures.
  private let keys: [[UInt8]]
  /// The letters of each word, without ordinals, brackets and marks.
  private let letters: [[UInt8]]
  /// Whether figures stand in columns that blanks keep apart.
  let isLayout: Bool
  /// The count of columns by which figures stand below each other; `nil` where nothing tells.
  ///
  /// Programs count a character of Chinese as one or as two.
  let centers: KeyPath<FlowToken.Column, Int>?

  init(_ words: [FlowToken], text: Span<UInt8>) {
    self.words = words
    self.text = [UInt8](copying: text)
    var keys: [[UInt8]] = []
    var key: [UInt8] = []
    for word in words {
      key.removeAll(keepingCapacity: true)
      if !word.isValue { Label.normalize(text.extracting(word.range), into: &key) }
      keys.append(key)
    }
    self.keys = keys
    letters = keys.map { key in Characters(Characters(key.span).filter { $0 >= 0x4E00 && $0 < 0xA000 }).utf8 }
    let figures = words.indices.dropFirst().filter { words[$0].isValue }
    let apart = figures.count { words[$0].isApart && words[$0 - 1].line == words[$0].line }
    isLayout = 2 * apart > figures.count
    centers = Self.centers(words)
  }

  private static func centers(_ words: [FlowToken]) -> KeyPath<FlowToken.Column, Int>? {
    var (narrow, wide) = (0, 0)
    var above: [FlowToken] = []
    var start = 0
    while start < words.count {
      let end = words[start...].firstIndex { $0.line != words[start].line } ?? words.count
      let figures = words[start..<end].filter(\.isValue)
      if figures.count > 1, figures.count == above.count, figures[0].page == above[0].page {
        let pairs = zip(figures, above)
        if pairs.allSatisfy({ abs($0.column.narrowCenter - $1.column.narrowCenter) <= 2 }) { narrow += 1 }
        if pairs.allSatisfy({ abs($0.column.wideCenter - $1.column.wideCenter) <= 2 }) { wide += 1 }
      }
      if !figures.isEmpty { above = figures }
      start = end
    }
    return narrow == wide ? nil : narrow > wide ? \.narrowCenter : \.wideCenter
  }

  func isUnit(_ place: Int) -> Bool { text.span.isUnit(words[place].range) }

  func isGlued(_ place: Int) -> Bool { text.span.isGlued(words[place].range) }

  struct Match {
    let row: Int
    var label: [Int]
    var headings: [Int]
    /// The unit, where the table prints one beside the label.
    var unit: Int?
  }

  /// The row of a template whose label some words make, those of headings and headers left out.
  ///
  /// Where the text keeps columns apart, the label is what stands farthest to the right. Elsewhere words are left out that can
  /// belong to headings, in every way that keeps a beginning of some label.
  func match(_ texts: [Int], template: TableTemplate, after last: Int) -> Match? {
    guard template.hasUnitColumn else { return matchLabel(texts, template: template, after: last) }
    let unit = texts.last { place in
      let word = [UInt8](text[words[place].range])
      return template.rows.contains { $0.unit == word }
    }
    var match = matchLabel(texts.filter { $0 != unit }, template: template, after: last)
    match?.unit = unit
    return match
  }

  private func matchLabel(_ texts: [Int], template: TableTemplate, after last: Int) -> Match? {
    guard !texts.isEmpty else { return nil }
    if let row = row(of: texts, in: template, after: last) {
      return Match(row: row, label: texts, headings: [])
    }
    if isLayout {
      return rightmost(texts, \.narrow, template: template, after: last)
        ?? rightmost(texts, \.wide, template: template, after: last)
    }
    guard texts.contains(where: { isNoise($0, template) }) else { return nil }
    var match = Match(row: -1, label: [], headings: [])
    return choose(texts[...], template: template, after: last, into: &match) ? match : nil
  }

  /// The row of the label that stands farthest to the right, by one count of columns; headings stand left of it.
  private func rightmost(
    _ texts: [Int], _ column: KeyPath<FlowToken.Column, Int>, template: TableTemplate, after last: Int
  ) -> Match? {
    let right = texts.map { words[$0].column[keyPath: column] }.max() ?? 0
    let label = texts.filter { words[$0].column[keyPath: column] >= right - 3 }
    let headings = texts.filter { words[$0].column[keyPath: column] < right - 3 }
    guard headings.allSatisfy({ isHeading($0, template) }) else { return nil }
    return row(of: label, in: template, after: last).map { Match(row: $0, label: label, headings: headings) }
  }

  /// Gives each word to the label or to headings; `false` where no way makes a label.
  private func choose(
    _ texts: ArraySlice<Int>, template: TableTemplate, after last: Int, into match: inout Match
  ) -> Bool {
    guard let first = texts.first else {
      guard let row = row(of: match.label, in: template, after: last) else { return false }
      match = Match(row: row, label: match.label, headings: match.headings)
      return true
    }
    match.label.append(first)
    if begins(match.label, template: template, after: last),
      choose(texts.dropFirst(), template: template, after: last, into: &match)
    {
      return true
    }
    match.label.removeLast()
    // A row does not begin with words of the header.
    guard
      isHeading(first, template)
        || !(match.label.isEmpty && match.headings.isEmpty) && isNoise(first, template)
    else {
      return false
    }
    match.headings.append(first)
    if choose(texts.dropFirst(), template: template, after: last, into: &match) { return true }
    match.headings.removeLast()
    return false
  }

  private func isBalanced(_ texts: [Int]) -> Bool {
    var depth = 0
    for place in texts {
      for character in Characters(text.span.extracting(words[place].range)) {
        if character.isOpeningBracket { depth += 1 }
        if character.isClosingBracket { depth -= 1 }
        if depth < 0 { return false }
      }
    }
    return depth == 0
  }

  private func key(of texts: [Int]) -> [UInt8] {
    var joined: [UInt8] = []
    for place in texts { joined.append(contentsOf: text[words[place].range]) }
    var key: [UInt8] = []
    if joined.count <= 600 { Label.normalize(joined.span, into: &key) }
    return key
  }

  private func row(of texts: [Int], in template: TableTemplate, after last: Int) -> Int? {
    // A bracket that nothing closes would hide what follows.
    guard isBalanced(texts) else { return nil }
    let key = key(of: texts)
    guard !key.isEmpty else { return nil }
    return template.rows.indices.dropFirst(last + 1).first { index in
      let row = template.rows[index]
      guard !row.isHeading else { return false }
      return row.labels.contains(key)
    }
  }

  /// Whether words begin the label of a row.
  private func begins(_ texts: [Int], template: TableTemplate, after last: Int) -> Bool {
    let key = key(of: texts)
    return template.rows.dropFirst(last + 1).contains { row in
      !row.isHeading && row.labels.contains { $0.starts(with: key) }
    }
  }

  /// Whether a word is part of a heading of rows or of the header.
  func isNoise(_ place: Int, _ template: TableTemplate) -> Bool {
    if isNumberedLabel(place, template) { return false }
    return isHeading(place, template)
      || template.headers.contains { $0.span.firstIndex(of: letters[place]) != nil }
  }

  /// Whether a word is the whole label of a row, its ordinal in front: （七）总计 is no 总计 of the header.
  private func isNumberedLabel(_ place: Int, _ template: TableTemplate) -> Bool {
    let key = keys[place]
    return template.rows.contains { !$0.isHeading && $0.labels.contains(key) }
      && Ordinal(Characters(text.span.extracting(words[place].range))) != nil
  }

  /// Whether a word is part of a heading of rows, or an ordinal alone.
  private func isHeading(_ place: Int, _ template: TableTemplate) -> Bool {
    let part = letters[place]
    return Characters(part.span).allSatisfy(\.isHanDigit)
      || template.rows.contains { $0.isHeading && $0.labels.contains { $0.span.firstIndex(of: part) != nil } }
  }

  /// Whether some words hold a label of a row, or the title of another table: then their cells are out of order.
  func holdsLabel(_ texts: [Int], of templates: [TableTemplate]) -> Bool {
    texts.indices.contains { start in
      (start..<min(start + 8, texts.count)).contains { end in
        let key = key(of: Array(texts[start...end]))
        return templates.contains { table in
          // Short labels stand in headers too.
          table.titles.contains(key)
            || table.rows.contains { !$0.isHeading && $0.labels.contains(key) && key.count > 6 }
            || !isLayout && start == end && isNumberedLabel(texts[start], table)
        }
      }
    }
  }

  /// Whether a word is part of the header or the title of a template.
  func isHeader(_ place: Int, _ template: TableTemplate) -> Bool {
    let key = keys[place]
    return key.isEmpty || (template.headers + template.titles).contains { $0.span.firstIndex(of: key) != nil }
  }

  /// The share of the columns' characters that stand among some words, less the share of words that are nothing of the header.
  func headerScore(of template: TableTemplate, in range: Range<Int>) -> Double {
    var printed: [UInt32: Int] = [:]
    for place in range {
      let key = keys[place]
      for character in Characters(key.span) { printed[character, default: 0] += 1 }
    }
    var (found, total) = (0, 0)
    for column in Set(template.columns) {
      for character in Characters(column.span) {
        total += 1
        if printed[character, default: 0] > 0 {
          printed[character, default: 0] -= 1
          found += 1
        }
      }
    }
    let texts = range.filter { !words[$0].isValue }
    guard total > 0, !texts.isEmpty else { return 0 }
    let strange = texts.count { !isHeader($0, template) }
    return Double(found) / Double(total) - Double(strange) / Double(texts.count)
  }

  /// Whether each column of a template stands among some words as one of them, or in another spelling.
  func hasWholeColumns(of template: TableTemplate, in header: [Int]) -> Bool {
    header.count { template.headers.contains(keys[$0]) } >= template.columns.count
  }

  /// The words that make the title of a template, if they stand in `range`: the last ones that do.
  func title(of template: TableTemplate, in range: Range<Int>) -> Range<Int>? {
    for start in range.reversed() {
      var joined: [UInt8] = []
      var key: [UInt8] = []
      for end in start..<min(start + 4, range.upperBound) where !words[end].isValue {
        joined.append(contentsOf: text[words[end].range])
        Label.normalize(joined.span, into: &key)
        if template.titles.contains(key) { return start..<end + 1 }
      }
    }
    return nil
  }
}
