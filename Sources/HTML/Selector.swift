import Bytes

/// A selector: names of an element, and of those around it. Attributes, siblings and places among them are not looked at: they
/// leave doubt.
///
/// Source: Selectors 4, section 4.2 and 15.
struct Selector: Equatable {
  /// What is asked of one element: hashes of names; 0 for any.
  struct Compound: Equatable {
    var tag: UInt64 = 0
    var id: UInt64 = 0
    var classes: [UInt64] = []

    /// The name by which it is found.
    var key: UInt64 { id != 0 ? id : classes.first ?? tag }

    func matches(_ names: OpenElements.Names) -> Bool {
      (tag == 0 || tag == names.tag) && (id == 0 || id == names.id)
        && classes.allSatisfy { names.classes.contains($0) }
    }
  }

  struct Step: Equatable {
    let compound: Compound
    /// Whether it must be the parent of the one before.
    let isParent: Bool
  }

  var subject = Compound()
  /// What is asked of the elements around it, the next one first.
  var around: [Step] = []
  /// Whether it asks more than is looked at.
  var isInDoubt = false

  /// An id outweighs classes, and classes outweigh names.
  var specificity: Int {
    ([subject] + around.map(\.compound)).reduce(0) {
      $0 + ($1.id == 0 ? 0 : 1 << 16) + $1.classes.count << 8 + ($1.tag == 0 ? 0 : 1)
    }
  }

  func matches(_ names: OpenElements.Names, in elements: inout OpenElements) -> Bool {
    subject.matches(names) && (around.isEmpty || elements.match(around[...]))
  }

  // MARK: reading

  /// The selectors of a list, parted by commas.
  static func parts(of list: Span<UInt8>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var scanner = StyleScanner()
    var start = 0
    while scanner.position < list.count {
      let byte = list[scanner.position]
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") {
        scanner.passBrackets(list)
      } else {
        if byte == .comma {
          parts.append(start..<scanner.position)
          start = scanner.position + 1
        }
        scanner.position += 1
      }
    }
    return parts + [start..<list.count]
  }

  /// `nil` for one that holds for no text of a page as it stands: `a:hover`, `p::before`; and for what is no selector.
  init?(_ text: Span<UInt8>) {
    var scanner = StyleScanner()
    var combinator = UInt8.space
    var hasCompound = false
    while scanner.position < text.count {
      let byte = text[scanner.position]
      if byte <= .space || Self.combinators.contains(byte) {
        if byte > .space { combinator = byte }
        scanner.position += 1
        continue
      }
      // The marks around a sheet in old pages: <!-- and -->.
      if scanner.passMark(text) { continue }
      if hasCompound { step(combinator) }
      (combinator, hasCompound) = (.space, true)
      subject = Compound()
      guard readCompound(text, &scanner) else { return nil }
    }
    guard hasCompound, combinator == .space else { return nil }
  }

  private static let combinators: [UInt8] = [.greaterThan, .plus, UInt8(ascii: "~")]

  /// Makes the compound that was read one of those around the next.
  private mutating func step(_ combinator: UInt8) {
    if combinator == .plus || combinator == UInt8(ascii: "~") {
      // It stands beside the next one; those around it are around both.
      isInDoubt = true
    } else {
      around.insert(Step(compound: subject, isParent: combinator == .greaterThan), at: 0)
    }
  }

  /// - Returns: whether it may hold for text of a page.
  private mutating func readCompound(_ text: Span<UInt8>, _ scanner: inout StyleScanner) -> Bool {
    let start = scanner.position
    while scanner.position < text.count {
      let mark = text[scanner.position]
      if mark <= .space || Self.combinators.contains(mark) { return true }
      switch mark {
      case UInt8(ascii: "*"), UInt8(ascii: "&"):
        guard scanner.position == start else { return false }
        if mark == UInt8(ascii: "&") { isInDoubt = true }
        scanner.position += 1
      case UInt8(ascii: "["):
        scanner.passBrackets(text)
        isInDoubt = true
      case .colon: guard readPseudoClass(text, &scanner) else { return false }
      case .period, UInt8(ascii: "#"):
        scanner.position += 1
        let name = scanner.name(text)
        guard !name.isEmpty else { return false }
        if mark == .period {
          subject.classes.append(OpenElements.hash(text.extracting(name), "."))
        } else {
          subject.id = OpenElements.hash(text.extracting(name), "#")
        }
      default:
        let name = scanner.name(text)
        guard !name.isEmpty, name.lowerBound == start else { return false }
        subject.tag = OpenElements.tagHash(text.extracting(name))
      }
    }
    return true
  }

  private mutating func readPseudoClass(_ text: Span<UInt8>, _ scanner: inout StyleScanner) -> Bool {
    scanner.position += 1
    let name = String(text.extracting(scanner.name(text))).lowercased()
    guard !name.isEmpty, !Self.passing.contains(name) else { return false }
    if scanner.position < text.count, text[scanner.position] == UInt8(ascii: "(") {
      scanner.passBrackets(text)
    }
    isInDoubt = true
    return true
  }

  /// Of what is pointed at, and of text that the page does not hold.
  private static let passing: Set<String> = [
    "hover", "focus", "active", "visited", "target", "focus-within", "focus-visible", "empty", "before",
    "after",
    "first-letter", "first-line", "placeholder-shown", "invalid", "fullscreen",
  ]
}

extension StyleScanner {
  /// Passes a name; empty where none begins.
  fileprivate mutating func name(_ text: Span<UInt8>) -> Range<Int> {
    let start = position
    while position < text.count, text[position].isOfName { position += 1 }
    return start..<position
  }

  fileprivate mutating func passMark(_ text: Span<UInt8>) -> Bool {
    let rest = text.extracting(position..<text.count)
    if rest.starts(with: Array("<!--".utf8)) {
      position += 4
    } else if rest.starts(with: Array("-->".utf8)) {
      position += 3
    } else {
      return false
    }
    return true
  }
}

extension UInt8 {
  /// Whether it may stand in a name of CSS.
  fileprivate var isOfName: Bool {
    isLetter || isDigit || self == .hyphen || self == UInt8(ascii: "_") || self >= 0x80
  }
}
