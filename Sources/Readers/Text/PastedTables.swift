import Bytes

/// Tables with the tags of a page, in text that has no others: its lines are lines, and not what a page makes of them.
enum PastedTables {
  /// Whether a text is a page, and none in which tables were pasted: tags stand outside of them, or nothing does.
  static func isPage(_ text: Span<UInt8>) -> Bool {
    let (ranges, hasOtherTags) = find(in: text)
    return hasOtherTags || ranges.isEmpty || !text.hasLines(outside: ranges)
  }

  /// Where the tables stand that are in no other one, and whether tags stand outside of them. One that is not closed ends with the line of
  /// its last tag.
  static func find(in text: Span<UInt8>) -> (ranges: [Range<Int>], hasOtherTags: Bool) {
    var (ranges, hasOtherTags): ([Range<Int>], Bool) = ([], false)
    var (index, depth, start, last) = (0, 0, 0, 0)
    while let tag = text.firstIndex(of: UInt8(ascii: "<"), from: index) {
      index = tag + 1
      guard let (isEnd, isTable) = text.tag(at: tag) else { continue }
      if depth == 0 {
        guard isTable, !isEnd else {
          hasOtherTags = true
          continue
        }
        (depth, start) = (1, tag)
      } else if isTable {
        depth += isEnd ? -1 : 1
        if depth == 0 {
          ranges.append(
            start..<min((text.firstIndex(of: UInt8(ascii: ">"), from: tag) ?? tag) + 1, text.count))
        }
      }
      last = tag
    }
    if depth > 0 { ranges.append(start..<(text.firstIndex(of: .lineFeed, from: last) ?? text.count)) }
    return (ranges, hasOtherTags)
  }
}

extension Span where Element == UInt8 {
  /// Whether a tag begins at a place, and whether it is one of a table as a whole.
  fileprivate func tag(at place: Int) -> (isEnd: Bool, isTable: Bool)? {
    let isEnd = place + 1 < count && self[place + 1] == UInt8(ascii: "/")
    let name = place + (isEnd ? 2 : 1)
    guard name < count else { return nil }
    // Comments and doctypes are a page's.
    if self[name] == UInt8(ascii: "!") { return (false, false) }
    guard (self[name] | 0x20) &- UInt8(ascii: "a") < 26 else { return nil }
    let table = Array("table".utf8)
    let isTable =
      name + table.count < count
      && table.indices.allSatisfy { self[name + $0] | 0x20 == table[$0] }
      && !((self[name + table.count] | 0x20) &- UInt8(ascii: "a") < 26)
    return (isEnd, isTable)
  }

  /// Whether several lines of text stand in one place outside of some ranges: of a page they would be one paragraph.
  fileprivate func hasLines(outside ranges: [Range<Int>]) -> Bool {
    // JSON holds pages in its strings.
    let first = trimmed(0..<count).lowerBound
    if first < count, [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(self[first]) { return false }
    var start = 0
    for place in 0...ranges.count {
      let end = place < ranges.count ? ranges[place].lowerBound : count
      var lines = 0
      while start < end {
        let lineEnd = Swift.min(firstIndex(of: .lineFeed, from: start) ?? end, end)
        if !isBlank(start..<lineEnd) { lines += 1 }
        if lines > 1 { return true }
        start = lineEnd + 1
      }
      if place < ranges.count { start = ranges[place].upperBound }
    }
    return false
  }
}
