import HTML

/// The elements that are open whose styles say whether what they hold can be seen; their boxes stay, so a cell is a blank one.
struct SeenParts {
  private var parts: [(part: HiddenPart, unseen: Unseen, doubt: Int, tables: Int)] = []

  /// Deeper ones are taken for those around them.
  private static let limit = 16

  var isEmpty: Bool { parts.isEmpty }
  /// Why text cannot be seen; empty where it can.
  private var unseen: Unseen { parts.last?.unseen ?? [] }
  /// Whether text can be seen, or may be.
  var isSeen: Bool { unseen.isSubset(of: .perhaps) }
  /// The rule of the page's styles that may hide text.
  var doubt: Int? { unseen.contains(.perhaps) ? parts.last?.doubt : nil }
  /// How many tables stood open where text ceased to be seen.
  var tables: Int { parts.first { !$0.unseen.isSubset(of: .perhaps) }?.tables ?? 0 }

  /// - Parameter tables: how many stand open.
  mutating func begin(_ start: StartTag, tables: Int) {
    let next = unseen.subtracting(start.seen).union(start.unseen)
    guard next != unseen, parts.count < Self.limit else { return }
    let doubt = start.unseen.contains(.perhaps) ? Int(start.doubt) : parts.last?.doubt ?? 0
    parts.append((HiddenPart(start.tag), next, doubt, tables))
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
