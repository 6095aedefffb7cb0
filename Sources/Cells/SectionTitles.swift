import Bytes

/// The official section titles and their other spellings: what the outline knows of the forms.
public struct SectionTitles: Sendable {
  private var table = LabelTable()
  /// The last characters of titles and spellings, by code: a quick no for nearly all lines.
  private var endings = [Bool](repeating: false, count: 0x10000)
  /// Whether one of them is no ideograph.
  private var hasOddEnding = false
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
    guard let last = Characters(key.span).last else { return }
    if Self.ideographs.contains(last) { endings[Int(last)] = true } else { hasOddEnding = true }
  }

  /// Whether the last character can be that of a title, or of a mark or note behind one.
  private func canEnd(_ line: Span<UInt8>) -> Bool {
    let visible = line.trimmed(0..<line.count)
    guard !visible.isEmpty else { return false }
    var start = visible.upperBound - 1
    while start > visible.lowerBound, line[start] & 0xC0 == 0x80 { start -= 1 }
    let last = line.character(at: start).0
    if Self.ideographs.contains(last) { return endings[Int(last.simplified)] }
    guard last < 0x80 || (0x3000...0x303F).contains(last) || last >= 0xFF00 else { return false }
    // A note in brackets is dropped with all that stands in it; marks are dropped one by one.
    return line.hasOpeningBracket || canEnd(line, before: visible.upperBound)
  }

  /// Whether what stands before the marks at the end can end a title.
  private func canEnd(_ line: Span<UInt8>, before end: Int) -> Bool {
    var end = end
    while end > 0 {
      var start = end - 1
      while start > 0, line[start] & 0xC0 == 0x80 { start -= 1 }
      let last = line.character(at: start).0
      if Self.ideographs.contains(last) { return endings[Int(last.simplified)] }
      switch last {
      // , . : ; and those of full width, 、 。
      case 0x2C, 0x2E, 0x3A, 0x3B, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0x3001, 0x3002: break
      // " ' ‘ ’ ‛ “ and so on, 「 」 『 』
      case 0x22, 0x27, 0x2018...0x201D, 0x300C...0x300F, 0xFF02, 0xFF07: break
      default: if line.invisibleLength(at: start) == 0 { return hasOddEnding }
      }
      end = start
    }
    return false
  }

  private static let ideographs: ClosedRange<UInt32> = 0x4E00...0x9FFF

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

extension Span where Element == UInt8 {
  /// Whether ( （ 【 or 〔 stands in a text.
  fileprivate var hasOpeningBracket: Bool {
    for index in indices {
      let byte = self[index]
      if byte == 0x28 { return true }
      guard byte == 0xEF || byte == 0xE3, index + 2 < count else { continue }
      let (second, third) = (self[index + 1], self[index + 2])
      if byte == 0xEF, second == 0xBC, third == 0x88 { return true }
      if byte == 0xE3, second == 0x80, third == 0x90 || third == 0x94 { return true }
    }
    return false
  }
}
