import Bytes
import Text

/// The official section titles and their other spellings: what the outline knows of the forms.
///
/// A class, for every line is looked up, and counting its arrays up and down took half as long again.
public final class SectionTitles: Sendable {
  private let table: LabelTable
  private let endings: LabelEndings
  /// Titles and spellings as they stand behind 一、 to 十、 in reports: nearly all headings are found here.
  private let printed: LabelTable
  /// How many ideographs a heading can have, notes in brackets left out: those of the longest title, an ordinal and 其中.
  private let ideographLimit: Int
  /// The official titles, in the order the forms print them.
  public let titles: [[UInt8]]

  /// - Parameter sections: official title and other spellings; a title that comes again adds its spellings.
  public init(_ sections: [(title: String, spellings: [String])]) {
    var (table, endings, printed) = (LabelTable(), LabelEndings(), LabelTable())
    var titles: [[UInt8]] = []
    var longest = 0
    for (title, spellings) in sections {
      var key: [UInt8] = []
      Label.normalize(Array(title.utf8).span, into: &key)
      let index = table.number(of: key.span) ?? titles.count
      if index == titles.count { titles.append(Array(title.utf8)) }
      for text in [title] + spellings {
        let label = Array(text.utf8)
        Label.normalize(label.span, into: &key)
        // An official title is never another's spelling.
        if table.number(of: key.span) == nil {
          longest = max(longest, key.count / 3)
          table.insert(key, number: index)
          endings.insert(key.span)
        }
        // How it stands in headings. One that begins like an ordinal could be taken for another behind one of these.
        if !label.span.canBeginOrdinal, let number = table.number(of: key.span),
          printed.number(of: label.span) == nil
        {
          printed.insert(label, number: number)
        }
      }
    }
    (self.table, self.endings, self.printed, self.titles) = (table, endings, printed, titles)
    ideographLimit = longest + 12
  }

  private static let ordinals = Characters("一二三四五六七八九十")

  /// Whether a line begins with 一、 to 十、.
  private static func beginsWithOrdinal(_ line: Span<UInt8>) -> Bool {
    line.character(at: 3).0 == "、" && ordinals.contains(line.character(at: 0).0)
  }

  /// The index in `titles` of the section that a line is the heading of, whatever its ordinal; `nil` for any other line.
  public func index(of line: Span<UInt8>) -> Int? {
    guard line.count <= 240 else { return nil }
    if line.count > 6, line[0] & 0xF0 == 0xE0, line[3] == 0xE3, Self.beginsWithOrdinal(line),
      let index = printed.number(of: line.extracting(6..<line.count))
    {
      return index
    }
    guard endings.canEnd(line), !line.hasMoreIdeographs(than: ideographLimit) else { return nil }
    var key: [UInt8] = []
    Label.normalize(line.extracting(line.withoutMarks(0..<line.count)), into: &key)
    if let index = table.number(of: key.span) { return index }
    // 一基本情况: the mark behind the ordinal is missing.
    guard key.count > 3, key.span.character(at: 0).0.isHanDigit else { return nil }
    return table.number(of: key.span.extracting(3..<key.count))
  }
}

extension Span where Element == UInt8 {
  /// Whether more than so many ideographs stand outside brackets: （一）加强组织领导，… is a sentence, and seen to be one sooner than
  /// it is normalised.
  fileprivate func hasMoreIdeographs(than limit: Int) -> Bool {
    if count <= 3 * limit { return false }
    var (index, depth, ideographs) = (0, 0, 0)
    while index + 2 < count {
      switch (self[index], self[index + 1], self[index + 2]) {
      case (0xE4...0xE9, _, _):
        if depth == 0 { ideographs += 1 }
        if ideographs > limit { return true }
      // （ 【 〔
      case (0xEF, 0xBC, 0x88), (0xE3, 0x80, 0x90), (0xE3, 0x80, 0x94): depth += 1
      // ） 】 〕
      case (0xEF, 0xBC, 0x89), (0xE3, 0x80, 0x91), (0xE3, 0x80, 0x95): depth = Swift.max(depth - 1, 0)
      case (UInt8(ascii: "("), _, _): depth += 1
      case (UInt8(ascii: ")"), _, _): depth = Swift.max(depth - 1, 0)
      default: break
      }
      index += self[index] < 0xE0 ? 1 : 3
    }
    return false
  }
}
