import Bytes
import Cells

/// The official section titles and their other spellings: what the outline knows of the forms.
public struct SectionTitles: Sendable {
  private var table = LabelTable()
  /// The official titles, in the order the forms print them.
  private(set) var titles: [[UInt8]] = []

  /// - Parameter sections: official title and other spellings; a title that comes again adds its spellings.
  public init(_ sections: [(title: String, spellings: [String])]) {
    for (title, spellings) in sections {
      var key: [UInt8] = []
      Label.normalize(Array(title.utf8).span, into: &key)
      let known = table.number(of: key.span)
      let index = known ?? titles.count
      if known == nil {
        titles.append(Array(title.utf8))
        table.insert(key, number: index)
      }
      for spelling in spellings {
        Label.normalize(Array(spelling.utf8).span, into: &key)
        // An official title is never another's spelling.
        if table.number(of: key.span) == nil { table.insert(key, number: index) }
      }
    }
  }

  /// The index in `titles` of the section that a line is the heading of, whatever its ordinal; `nil` for any other line.
  func index(of line: Span<UInt8>) -> Int? {
    guard line.count <= 240 else { return nil }
    var key: [UInt8] = []
    Label.normalize(line.extracting(line.withoutMarks(0..<line.count)), into: &key)
    if let index = table.number(of: key.span) { return index }
    // 一基本情况: the mark behind the ordinal is missing.
    guard key.count > 3, key.span.character(at: 0).0.isHanDigit else { return nil }
    return table.number(of: key.span.extracting(3..<key.count))
  }
}
