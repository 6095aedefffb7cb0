import Bytes

/// What declarations of CSS say of an element's being shown: those of a `style` attribute, or of a rule.
///
/// Source: CSS Display 3, section 2; CSS 2.2, section 11.2 (visibility); CSS Text Decoration 3; CSS Cascading 4, section 6.
struct Style: Equatable, Sendable {
  /// A property: what the declaration that counts says.
  struct Property<Value: Equatable & Sendable>: Equatable, Sendable {
    var value: Value?
    var isImportant = false

    /// Takes a later declaration: of equal importance the last one counts.
    mutating func apply(_ later: Self) {
      if later.value != nil, later.isImportant || !isImportant { self = later }
    }
  }

  /// Whether the element makes no box.
  var isNotDisplayed = Property<Bool>()
  var visibility = Property<Visibility>()
  var isStruckOut = Property<Bool>()

  init() {}

  mutating func apply(_ later: Style) {
    isNotDisplayed.apply(later.isNotDisplayed)
    visibility.apply(later.visibility)
    isStruckOut.apply(later.isStruckOut)
  }

  /// Puts declarations of a lower origin below: only what is important there counts against these.
  mutating func complete(by lower: Style) {
    var all = lower
    all.apply(self)
    self = all
  }

  // MARK: reading

  /// Whether declarations may say anything that counts; nearly none do.
  ///
  /// Looks for letters that hardly stand in styles otherwise: the `y` of `display` and `visibility`, the `u` of `through`, and what
  /// begins a reference.
  static func mayMatter(_ text: Span<UInt8>) -> Bool {
    text.firstIndex(of: UInt8(ascii: "y")) != nil || text.firstIndex(of: UInt8(ascii: "Y")) != nil
      || text.count >= 28
        && (text.firstIndex(of: UInt8(ascii: "u")) != nil || text.firstIndex(of: UInt8(ascii: "U")) != nil)
      || text.firstIndex(of: UInt8(ascii: "&")) != nil
  }

  /// The declarations of a `style` attribute, with references as they stand.
  init(attribute: Span<UInt8>) {
    guard attribute.firstIndex(of: UInt8(ascii: "&")) != nil else {
      self.init(declarations: attribute)
      return
    }
    var decoded: [UInt8] = []
    var index = 0
    while index < attribute.count {
      if attribute[index] == UInt8(ascii: "&"),
        let (character, length) = CharacterReference.read(attribute, at: index)
      {
        decoded.append(contentsOf: String(character).utf8)
        index += length
      } else {
        decoded.append(attribute[index])
        index += 1
      }
    }
    self.init(declarations: decoded.span)
  }

  /// The declarations of a rule or an attribute, parted by semicolons.
  ///
  /// Source: CSS Syntax 3, section 5.4.4; what is no declaration is passed over up to its semicolon.
  init(declarations text: Span<UInt8>) {
    var scanner = StyleScanner()
    while scanner.position < text.count {
      let name = scanner.word(text, upTo: .colon)
      let value = name.isComplete ? scanner.word(text, upTo: .semicolon) : name
      guard name.isComplete else { continue }
      declare(name.text, value.text)
    }
  }

  private mutating func declare(_ name: [UInt8], _ value: [UInt8]) {
    var words = value.split(whereSeparator: { $0 <= .space || $0 == UInt8(ascii: "!") })
    let isImportant = value.contains(UInt8(ascii: "!")) && words.last.map { Array($0) } == Self.important
    if isImportant { words.removeLast() }
    let names = words.map { String(decoding: $0, as: UTF8.self) }
    switch String(decoding: name, as: UTF8.self) {
    case "display":
      guard let first = names.first, Self.displays.contains(first) else { return }
      isNotDisplayed.apply(Property(value: first == "none", isImportant: isImportant))
    case "visibility":
      guard names.count == 1, let value = Visibility(rawValue: names[0]) ?? Self.visibilities[names[0]] else {
        return
      }
      visibility.apply(Property(value: value, isImportant: isImportant))
    case "text-decoration", "text-decoration-line":
      isStruckOut.apply(Property(value: names.contains("line-through"), isImportant: isImportant))
    default: break
    }
  }

  private static let important = Array("important".utf8)
  private static let visibilities: [String: Visibility] = ["initial": .visible]
  /// The values of `display`; a declaration with any other is none.
  private static let displays: Set<String> = [
    "none", "block", "inline", "inline-block", "flow", "flow-root", "run-in", "list-item", "flex",
    "inline-flex", "grid",
    "inline-grid", "ruby", "ruby-base", "ruby-text", "contents", "table", "inline-table", "table-row-group",
    "table-header-group", "table-footer-group", "table-row", "table-cell", "table-column",
    "table-column-group",
    "table-caption", "initial", "unset", "inherit", "revert", "-webkit-box", "-webkit-flex",
    "-webkit-inline-box", "box",
  ]
}

/// Whether what an element holds can be seen; its box stays.
public enum Visibility: String, Sendable {
  case visible, hidden
  /// As `hidden`, but rows and columns go with their boxes.
  case collapse
}

/// Reads words of CSS up to a mark; comments, strings and what stands in brackets hold none.
///
/// Source: CSS Syntax 3, section 4.3.
struct StyleScanner {
  enum Mark {
    case colon, semicolon, openBrace, closeBrace
    var byte: UInt8 {
      switch self {
      case .colon: UInt8(ascii: ":")
      case .semicolon: UInt8(ascii: ";")
      case .openBrace: UInt8(ascii: "{")
      case .closeBrace: UInt8(ascii: "}")
      }
    }
  }

  var position = 0

  /// The text up to a mark, in lower case, without comments, and without blanks at its ends; `position` moves behind the mark. A
  /// semicolon ends it too. Where strings or brackets stand it is no word that anybody looks for.
  mutating func word(_ text: Span<UInt8>, upTo mark: Mark, keepsCase: Bool = false) -> (
    text: [UInt8], isComplete: Bool
  ) {
    var word: [UInt8] = []
    while position < text.count {
      let byte = text[position]
      if byte == mark.byte || byte == UInt8(ascii: ";") {
        position += 1
        return (word.trimmed, byte == mark.byte)
      }
      if passComment(text) {
        continue
      } else if byte == .quote || byte == .apostrophe {
        passString(text)
        word.append(byte)
      } else if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") {
        passBrackets(text)
        word.append(byte)
      } else {
        word.append(!keepsCase && byte &- 0x41 < 26 ? byte | 0x20 : byte)
        position += 1
      }
    }
    return (word.trimmed, mark == .semicolon)
  }

  mutating func passComment(_ text: Span<UInt8>) -> Bool {
    guard text[position] == .slash, position + 1 < text.count, text[position + 1] == UInt8(ascii: "*") else {
      return false
    }
    var index = position + 2
    while let star = text.firstIndex(of: UInt8(ascii: "*"), from: index) {
      index = star + 1
      if index < text.count, text[index] == .slash {
        position = index + 1
        return true
      }
    }
    position = text.count
    return true
  }

  mutating func passString(_ text: Span<UInt8>) {
    let quote = text[position]
    position += 1
    while position < text.count {
      let byte = text[position]
      // A string that is not closed ends with its line.
      if byte == .lineFeed { return }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == quote { return }
    }
    position = min(position, text.count)
  }

  /// Passes `url(…)` and the like, brackets in them too.
  mutating func passBrackets(_ text: Span<UInt8>) {
    var depth = 0
    while position < text.count {
      let byte = text[position]
      if byte == .quote || byte == .apostrophe {
        passString(text)
        continue
      }
      position += 1
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { return }
      }
    }
  }
}

extension [UInt8] {
  fileprivate var trimmed: [UInt8] {
    let visible = span.trimmed(0..<count)
    return visible.count == count ? self : Array(self[visible])
  }
}
