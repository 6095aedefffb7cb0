import Bytes
import Text

/// What Markdown sets around and between the cells of a table.
extension Span where Element == UInt8 {
  /// How many dashes the text is, as the rule below a header of Markdown has them; `.max` where colons stand at its ends; `nil` for any
  /// other text.
  ///
  /// Source: GitHub Flavored Markdown Spec, section 4.10, delimiter row.
  var ruleDashes: Int? {
    let colon = UInt8(ascii: ":")
    var dashes = 0
    for index in indices where self[index] == .hyphen { dashes += 1 }
    let colons = (count > 0 && self[0] == colon ? 1 : 0) + (count > 1 && self[count - 1] == colon ? 1 : 0)
    guard dashes > 0, dashes + colons == count else { return nil }
    return colons > 0 ? .max : dashes
  }

  /// What stands between the `**` that Markdown sets around bold text.
  func withoutEmphasis(_ range: Range<Int>) -> Range<Int> {
    let star = UInt8(ascii: "*")
    guard range.count > 4 else { return range }
    let inner = range.lowerBound + 2..<range.upperBound - 2
    guard self[range.lowerBound] == star, self[range.lowerBound + 1] == star, self[inner.upperBound] == star,
      self[inner.upperBound + 1] == star, inner.allSatisfy({ self[$0] != star })
    else { return range }
    return trimmed(inner)
  }
}
