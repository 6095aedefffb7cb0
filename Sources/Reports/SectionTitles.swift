import Bytes
import Cells

/// The official section titles and their other spellings: what the outline knows of the forms.
public struct SectionTitles: Sendable {
  private var byKey: [[UInt8]: Int] = [:]
  /// The official titles, in the order the forms print them.
  private(set) var titles: [[UInt8]] = []

  /// - Parameter sections: official title and other spellings; a title that comes again adds its spellings.
  public init(_ sections: [(title: String, spellings: [String])]) {
    for (title, spellings) in sections {
      var key: [UInt8] = []
      Label.normalize(Array(title.utf8).span, into: &key)
      let index = byKey[key] ?? titles.count
      if index == titles.count { titles.append(Array(title.utf8)) }
      byKey[key] = index
      for spelling in spellings {
        Label.normalize(Array(spelling.utf8).span, into: &key)
        // An official title is never another's spelling.
        if byKey[key] == nil { byKey[key] = index }
      }
    }
  }

  /// The index in `titles` of the section that a line is the heading of, whatever its ordinal; `nil` for any other line.
  func index(of line: Span<UInt8>) -> Int? {
    guard line.count <= 240 else { return nil }
    var key: [UInt8] = []
    Label.normalize(line.extracting(line.withoutMarks(0..<line.count)), into: &key)
    if let index = byKey[key] { return index }
    // 一基本情况: the mark behind the ordinal is missing.
    guard key.count > 3, Characters(Array(key[..<3]).span).first?.isHanDigit == true else {
      return nil
    }
    return byKey[Array(key[3...])]
  }
}
