import Bytes

/// Which facts to keep: for each column named, one of its patterns must match the whole field.
///
/// A pattern is text in which `*` stands for any text, also none.
public struct FactFilter: Sendable {
  private let patterns: [(field: Int, alternatives: [[UInt8]])]

  /// - Parameter patterns: for a column, its alternatives; columns without any are not looked at.
  public init(_ patterns: KeyValuePairs<FactColumn, [String]>) {
    self.patterns = FactColumn.required.enumerated().compactMap { index, column in
      guard let texts = patterns.first(where: { $0.key == column })?.value, !texts.isEmpty else { return nil }
      return (index, texts.map { Array($0.utf8) })
    }
  }

  /// Whether all facts are kept, whatever they are.
  public var isEmpty: Bool { patterns.isEmpty }

  /// Whether of a report all facts are kept, or none: only agency and year are looked at.
  public var isOfWholeReports: Bool { patterns.allSatisfy { $0.field < 2 } }

  /// Whether the fact at hand is kept.
  public func keeps(_ facts: borrowing FactReader) -> Bool {
    for (field, alternatives) in patterns {
      var matches = false
      for pattern in alternatives where facts.field(field).matches(pattern.span) {
        matches = true
        break
      }
      if !matches { return false }
    }
    return true
  }
}

extension Span where Element == UInt8 {
  /// Whether the whole text matches `pattern`, in which `*` stands for any text.
  public func matches(_ pattern: Span<UInt8>) -> Bool {
    let star = UInt8(ascii: "*")
    var (index, place) = (0, 0)
    var (lastStar, retry) = (-1, 0)
    while index < count {
      if place < pattern.count, pattern[place] == star {
        (lastStar, retry) = (place, index)
        place += 1
      } else if place < pattern.count, pattern[place] == self[index] {
        index += 1
        place += 1
      } else if lastStar >= 0 {
        // Let the last star take one byte more.
        retry += 1
        (place, index) = (lastStar + 1, retry)
      } else {
        return false
      }
    }
    while place < pattern.count, pattern[place] == star { place += 1 }
    return place == pattern.count
  }
}
