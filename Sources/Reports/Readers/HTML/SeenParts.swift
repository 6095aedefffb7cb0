import HTML

/// The elements that are open whose styles say whether what they hold can be seen; their boxes stay, so a cell is a blank one.
struct SeenParts {
  private var parts: [(part: HiddenPart, isSeen: Bool)] = []

  /// Deeper ones are taken for those around them.
  private static let limit = 16

  var isEmpty: Bool { parts.isEmpty }
  /// Whether text can be seen.
  var isSeen: Bool { parts.last?.isSeen ?? true }

  mutating func begin(_ tag: Tag, isSeen: Bool) {
    if parts.count < Self.limit { parts.append((HiddenPart(tag), isSeen)) }
  }

  /// Takes a tag: ends the parts that end before it.
  ///
  /// - Returns: how many of the parts that are left end with it.
  mutating func pass(_ token: Token, isInTable: Bool) -> Int {
    var (ending, index) = (0, 0)
    while index < parts.count {
      let place =
        switch token {
        case .text, .rawText: HiddenPart.Place.inside
        case .start(let start): parts[index].part.begin(start.tag, isInTable: isInTable)
        case .end(let tag): parts[index].part.end(tag, isInTable: isInTable)
        }
      if place == .behind {
        parts.removeSubrange(index...)
        return ending
      }
      if place == .last, ending == 0 { ending = parts.count - index }
      index += 1
    }
    return ending
  }

  mutating func end(_ count: Int) { parts.removeLast(min(count, parts.count)) }
}
