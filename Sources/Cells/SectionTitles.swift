import Bytes

/// The official section titles and their other spellings: what the outline knows of the forms.
public struct SectionTitles: Sendable {
  private var table = LabelTable()
  /// The last characters of titles and spellings: a quick no for nearly all lines.
  private var endings: Set<UInt32> = []
  /// The official titles, in the order the forms print them.
  public private(set) var titles: [[UInt8]] = []

  /// - Parameter sections: official title and other spellings; a title that comes again adds its spellings.
  public init(_ sections: [(title: String, spellings: [String])]) {
    for (title, spellings) in sections {
      var key: [UInt8] = []
      Label.normalize(Array(title.utf8).span, into: &key)
      let known = table.number(of: key.span)
      let index = known ?? titles.count
      if known == nil {
        titles.append(Array(title.utf8))
        insert(key, number: index)
      }
      for spelling in spellings {
        Label.normalize(Array(spelling.utf8).span, into: &key)
        // An official title is never another's spelling.
        if table.number(of: key.span) == nil { insert(key, number: index) }
      }
    }
  }

  private mutating func insert(_ key: [UInt8], number: Int) {
    table.insert(key, number: number)
    if let last = Characters(key.span).last { endings.insert(last) }
  }

  /// Whether the last character can be that of a title, or of a mark or note behind one.
  private func canEnd(_ line: Span<UInt8>) -> Bool {
    let visible = line.trimmed(0..<line.count)
    guard !visible.isEmpty else { return false }
    var start = visible.upperBound - 1
    while start > visible.lowerBound, line[start] & 0xC0 == 0x80 { start -= 1 }
    let last = line.character(at: start).0
    // ASCII, marks and brackets need a closer look.
    return last < 0x80 || (0x3000...0x303F).contains(last) || last >= 0xFF00
      || endings.contains(last.simplified)
  }

  /// The index in `titles` of the section that a line is the heading of, whatever its ordinal; `nil` for any other line.
  public func index(of line: Span<UInt8>) -> Int? {
    guard line.count <= 240, canEnd(line) else { return nil }
    var key: [UInt8] = []
    Label.normalize(line.extracting(line.withoutMarks(0..<line.count)), into: &key)
    if let index = table.number(of: key.span) { return index }
    // 一基本情况: the mark behind the ordinal is missing.
    guard key.count > 3, key.span.character(at: 0).0.isHanDigit else { return nil }
    return table.number(of: key.span.extracting(3..<key.count))
  }
}
