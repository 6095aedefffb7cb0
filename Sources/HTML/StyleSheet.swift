import Bytes

/// The rules of a page's `style` elements that show, hide or strike out elements by their names, classes and ids.
///
/// Selectors with combinators, attributes and pseudo-classes are passed over, so are rules for print and for small screens: what
/// they hide stays, as text does where nothing is certain.
///
/// Source: Selectors 4, sections 3 and 17; CSS Cascading 4, section 6.
public struct StyleSheet: Sendable {
  private struct Rule {
    /// Hashes of the names that an element must have; 0 for any.
    var tag: UInt64 = 0
    var id: UInt64 = 0
    var classes: [UInt64] = []
    var style = Style()

    /// An id outweighs classes, and classes outweigh names.
    var specificity: Int { (id == 0 ? 0 : 1 << 16) + classes.count << 8 + (tag == 0 ? 0 : 1) }
  }

  private var rules: [Rule] = []
  /// The rules by the hash of an id, else of a class, else of a name that their elements have; 0 for those of all elements.
  private var places: [UInt64: [Int]] = [:]
  /// Whether rules for one name were too many, and some left out.
  public private(set) var isFull = false

  /// More rules for one name than any page has: each costs time at each element of that name.
  private static let limit = 64

  public var isEmpty: Bool { rules.isEmpty }

  public init() {}

  // MARK: reading

  /// Reads the content of a `style` element.
  ///
  /// - Parameter depth: how many at-rules stand around it.
  /// Source: CSS Syntax 3, section 5.4.1.
  public mutating func read(_ css: Span<UInt8>, depth: Int = 0) {
    var scanner = StyleScanner()
    while scanner.position < css.count {
      let prelude = scanner.word(css, upTo: .openBrace, keepsCase: true)
      // A rule without a block: @import, @charset.
      guard prelude.isComplete else { continue }
      let block = css.extracting(scanner.block(css))
      if prelude.text.first == UInt8(ascii: "@") {
        if depth < 4, Self.isForScreens(prelude.text) { read(block, depth: depth + 1) }
      } else {
        addRules(prelude.text, Style(declarations: block))
      }
    }
  }

  /// Whether the rules in an at-rule hold: `@media screen`, `@media all`, without conditions.
  private static func isForScreens(_ prelude: [UInt8]) -> Bool {
    let words = prelude.split(whereSeparator: { $0 <= .space || $0 == UInt8(ascii: ",") }).map {
      String(decoding: $0, as: UTF8.self).lowercased()
    }
    return words.first == "@media"
      && words.dropFirst().allSatisfy { ["screen", "all", "print", "only"].contains($0) }
      && (words.contains("screen") || words.contains("all"))
  }

  private mutating func addRules(_ selectors: [UInt8], _ style: Style) {
    if style == Style() { return }
    for selector in selectors.split(separator: UInt8(ascii: ",")) {
      guard var rule = Self.rule(Array(selector)) else { continue }
      rule.style = style
      let key = rule.id != 0 ? rule.id : rule.classes.first ?? rule.tag
      add(rule, key)
    }
  }

  private mutating func add(_ rule: Rule, _ key: UInt64) {
    let others = places[key] ?? []
    // The same selector again: what is declared last counts.
    if let same = others.first(where: {
      rules[$0].tag == rule.tag && rules[$0].id == rule.id && rules[$0].classes == rule.classes
    }) {
      rules[same].style.apply(rule.style)
    } else if others.count < Self.limit {
      places[key, default: []].append(rules.count)
      rules.append(rule)
    } else {
      isFull = true
    }
  }

  /// The rule of a selector like `td.x#y`; `nil` for any other.
  private static func rule(_ selector: [UInt8]) -> Rule? {
    // The marks around a sheet in old pages: <!-- and -->.
    var words = selector.split(whereSeparator: { $0 <= .space })
    words.removeAll { $0.elementsEqual("<!--".utf8) || $0.elementsEqual("-->".utf8) }
    guard words.count == 1, let text = words.first else { return nil }
    var rule = Rule()
    var index = text.startIndex
    while index < text.endIndex {
      let mark = text[index]
      if mark == UInt8(ascii: "*"), index == text.startIndex {
        index += 1
        continue
      }
      let isPrefixed = mark == UInt8(ascii: ".") || mark == UInt8(ascii: "#")
      let start = isPrefixed ? index + 1 : index
      var end = start
      while end < text.endIndex, text[end].isOfName { end += 1 }
      guard end > start else { return nil }
      var name = Array(text[start..<end])
      switch mark {
      case UInt8(ascii: "."): rule.classes.append(hash(name.span, "."))
      case UInt8(ascii: "#"): rule.id = hash(name.span, "#")
      default:
        guard index == text.startIndex else { return nil }
        name = name.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        rule.tag = hash(name.span, "")
      }
      index = end
    }
    return rule
  }

  // MARK: asking

  /// What the rules say of an element.
  ///
  /// - Parameters:
  ///   - tag: its name; letters count without case.
  ///   - classes: parted by white space.
  func style(_ tag: Span<UInt8>, id: Span<UInt8>, classes: Span<UInt8>) -> Style {
    let lower = [UInt8](copying: tag).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    let tagHash = Self.hash(lower.span, "")
    let idHash = id.isEmpty ? 0 : Self.hash(id, "#")
    var names: Set<UInt64> = []
    var start = 0
    while start < classes.count {
      var end = start
      while end < classes.count, classes[end] > .space { end += 1 }
      if end > start { names.insert(Self.hash(classes.extracting(start..<end), ".")) }
      start = end + 1
    }
    var matches: [Int] = []
    for key in names.union([0, tagHash, idHash]) {
      for place in places[key] ?? [] {
        let rule = rules[place]
        if rule.tag == 0 || rule.tag == tagHash, rule.id == 0 || rule.id == idHash,
          rule.classes.allSatisfy({ names.contains($0) })
        {
          matches.append(place)
        }
      }
    }
    var style = Style()
    for place in matches.sorted(by: { (rules[$0].specificity, $0) < (rules[$1].specificity, $1) }) {
      style.apply(rules[place].style)
    }
    return style
  }

  /// A hash of a name; 0 is none of them.
  private static func hash(_ name: Span<UInt8>, _ mark: String) -> UInt64 {
    var hash = FNV1a()
    hash.combine(mark)
    hash.append(name)
    return hash.value | 1
  }
}

extension StyleScanner {
  /// The content of a block whose brace was passed; `position` moves behind its end.
  mutating func block(_ text: Span<UInt8>) -> Range<Int> {
    let start = position
    var depth = 1
    while position < text.count {
      let byte = text[position]
      if passComment(text) { continue }
      if byte == .quote || byte == .apostrophe {
        passString(text)
        continue
      }
      if byte == UInt8(ascii: "(") {
        passBrackets(text)
        continue
      }
      position += 1
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return start..<position - 1 }
    }
    return start..<position
  }
}

extension UInt8 {
  /// Whether it may stand in a name of CSS.
  fileprivate var isOfName: Bool {
    isLetter || isDigit || self == .hyphen || self == UInt8(ascii: "_") || self >= 0x80
  }
}
