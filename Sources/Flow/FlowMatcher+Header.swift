import Forms
import Text

/// What words say as the header of a table, and figures by its sums.
extension FlowMatcher {
  /// The share of the columns' characters that stand among some words, less the share of words that are nothing of the header.
  func headerScore(_ range: Range<Int>) -> Double {
    var printed: [Unicode.Scalar: Int] = [:]
    for place in range {
      let key = flow.keys[place]
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
    let texts = range.filter { !flow.words[$0].isValue }
    guard total > 0, !texts.isEmpty else { return 0 }
    let strange = texts.count { !header[$0] && !heading[$0] && !isDamagedHeader($0) }
    return Double(found) / Double(total) - Double(strange) / Double(texts.count)
  }

  /// Whether a word is a text of the header that lost a character or two, or has another mark: 本年发件, 本年增\减.
  private func isDamagedHeader(_ place: Int) -> Bool {
    let part = Array(flow.keys[place].hanCharacters)
    return part.count > 3
      && template.headers.contains { header in
        var rest = part[...]
        let whole = Array(header.hanCharacters)
        for character in whole where rest.first == character { rest.removeFirst() }
        return rest.isEmpty && whole.count <= part.count + 2
      }
  }

  /// Whether the header of a table of another form is rather of this one, which has rows of the same names: then the table lost
  /// figures, and those that are left would stand in the wrong columns.
  func fits(_ table: FlowTable) -> Bool {
    !template.isLine && template.columns != table.template.columns && !table.template.isLine
      && table.template.rows.contains { row in row.labels.contains { rows[$0] != nil } }
      && headerScore(table.header) > table.headerScore
  }

  /// Whether each column stands among some words as one of them, or in another spelling.
  func hasWholeColumns(_ words: [Int]) -> Bool {
    words.count { template.headers.contains(flow.keys[$0]) } >= template.columns.count
  }

  /// Whether the columns stand before a word on a line each, in their order.
  func columnsStandInOrder(before end: Int) -> Bool {
    let labels = Set(template.columnLabels.joined())
    var columns: [[UInt8]] = []
    var start = 0
    while start < end {
      let line = flow.words[start].line
      let words = flow.words[start..<end].prefix { $0.line == line }.indices
      let key = flow.key(of: words)
      if labels.contains(key) { columns.append(key) }
      start = words.upperBound
    }
    let last = columns.suffix(template.columnLabels.count)
    return last.count == template.columnLabels.count
      && zip(template.columnLabels, last).allSatisfy { $0.contains($1) }
  }

  /// Whether the figures of a row make the sums of the form.
  func addsUp(_ values: [Int]) -> Bool {
    let counts = values.compactMap { flow.count([$0]) }
    return counts.count == template.valueCount && template.addsUp(counts)
  }

  /// Whether the figures of a row would make the sums of the form if one had more digits.
  func isCut(_ values: [Int]) -> Bool {
    let counts = values.compactMap { flow.count([$0]) }
    guard counts.count == template.valueCount else { return false }
    func total(_ columns: [Int]) -> Int { columns.reduce(0) { $0 + counts[$1] } }
    let odd = template.rowSums.filter { total($0.left) != total($0.right) }
    guard odd.count == 1 else { return false }
    let lack = total(odd[0].left) - total(odd[0].right)
    return (lack < 0 ? odd[0].left : odd[0].right).contains { column in
      let (part, whole) = (String(counts[column]), String(counts[column] + abs(lack)))
      return whole.utf8.count > part.utf8.count && (whole.hasPrefix(part) || whole.hasSuffix(part))
    }
  }

  /// The words that make the title, if they stand in `range`: the last ones that do.
  func title(in range: Range<Int>) -> Range<Int>? {
    guard !template.titles.isEmpty else { return nil }
    for start in range.reversed() where header[start] {
      for end in start..<min(start + 4, range.upperBound) where !flow.words[end].isValue {
        if template.titles.contains(flow.key(of: start...end)) { return start..<end + 1 }
      }
    }
    return nil
  }
}
