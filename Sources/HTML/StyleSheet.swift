import Bytes

/// The rules of a page's `style` elements that show, hide or strike out elements.
///
/// Rules for print and for small screens are passed over, so are those for what is pointed at and for text that a style adds. A rule
/// that cannot be held against a page, for its selector or the condition around it, leaves doubt: what it may hide is read.
///
/// Source: Selectors 4, sections 3, 15 and 17; CSS Cascading 4, section 6.
public struct StyleSheet: Sendable {
  private struct Rule {
    let selector: Selector
    var style: Style
    /// The selector as it is written, of a rule that leaves doubt.
    let words: String
  }

  private var rules: [Rule] = []
  /// The rules by the hash of an id, else of a class, else of a name that their elements have; 0 for those of all elements.
  private var places: [UInt64: [Int]] = [:]
  /// Whether rules for one name were too many, and some left out.
  public private(set) var isFull = false
  /// Whether any rule hides what it holds for; else the others hardly matter.
  public private(set) var canHide = false
  /// Whether any rule asks for what stands around an element.
  private(set) var hasAncestors = false

  /// More rules for one name than any page has: each costs time at each element of that name.
  private static let limit = 64

  public var isEmpty: Bool { rules.isEmpty }

  public init() {}

  // MARK: reading

  /// Reads the content of a `style` element.
  public mutating func read(_ css: Span<UInt8>) { read(css, depth: 0, isInDoubt: false) }

  /// - Parameters:
  ///   - depth: how many blocks stand around it.
  ///   - isInDoubt: whether they may not hold.
  /// Source: CSS Syntax 3, section 5.4.1.
  private mutating func read(_ css: Span<UInt8>, depth: Int, isInDoubt: Bool) {
    var scanner = StyleScanner()
    while scanner.position < css.count {
      let prelude = scanner.word(css, upTo: .openBrace, keepsCase: true)
      // A rule without a block: @import, @charset.
      guard prelude.isComplete else { continue }
      let block = css.extracting(scanner.block(css))
      if prelude.text.first == UInt8(ascii: "@") {
        guard depth < 4, let holds = Self.holds(prelude.text) else { continue }
        read(block, depth: depth + 1, isInDoubt: isInDoubt || !holds)
      } else {
        addRules(prelude.text, Style(declarations: block), isInDoubt: isInDoubt)
        // Rules in a rule, with selectors that go on.
        if depth < 4, block.firstIndex(of: UInt8(ascii: "{")) != nil {
          read(block, depth: depth + 1, isInDoubt: true)
        }
      }
    }
  }

  /// Whether the rules in an at-rule hold: `@media screen`, `@media all`. False where that is not certain, `nil` where they do not.
  private static func holds(_ prelude: [UInt8]) -> Bool? {
    let words = prelude.split(whereSeparator: { $0 <= .space || $0 == UInt8(ascii: ",") }).map {
      String(decoding: $0, as: UTF8.self).lowercased()
    }
    guard words.first == "@media" else {
      return ["@supports", "@layer", "@container", "@scope"].contains(words.first) ? false : nil
    }
    let media = words.dropFirst()
    if media.allSatisfy({ ["screen", "all", "print", "only"].contains($0) }) {
      return media.contains("screen") || media.contains("all") ? true : nil
    }
    return media.contains { $0.hasPrefix("(min-width") } && !media.contains { $0.hasPrefix("(max-width") }
      ? false : nil
  }

  private mutating func addRules(_ selectors: [UInt8], _ style: Style, isInDoubt: Bool) {
    if style.isEmpty { return }
    for part in Selector.parts(of: selectors.span) {
      guard var selector = Selector(selectors.span.extracting(part)) else { continue }
      if isInDoubt { selector.isInDoubt = true }
      if selector.isInDoubt, !style.canHide { continue }
      let words = selector.isInDoubt ? String(decoding: selectors[part].prefix(80), as: UTF8.self) : ""
      add(Rule(selector: selector, style: style, words: words))
    }
  }

  private mutating func add(_ rule: Rule) {
    let key = rule.selector.subject.key
    let others = places[key] ?? []
    if rule.style.canHide { canHide = true }
    // The same selector again: what is declared last counts.
    if let same = others.first(where: { rules[$0].selector == rule.selector }) {
      rules[same].style.apply(rule.style)
    } else if others.count < Self.limit {
      places[key, default: []].append(rules.count)
      rules.append(rule)
      if !rule.selector.around.isEmpty { hasAncestors = true }
    } else {
      isFull = true
    }
  }

  // MARK: asking

  /// What the rules say of an element, and the first of those that leave doubt.
  func style(_ names: OpenElements.Names, in elements: inout OpenElements) -> (style: Style, doubt: Int?) {
    var matches: [Int] = []
    var doubt: Int?
    for key in names.classes.union([0, names.tag, names.id]) {
      for place in places[key] ?? [] where rules[place].selector.matches(names, in: &elements) {
        if rules[place].selector.isInDoubt {
          doubt = min(place, doubt ?? place)
        } else {
          matches.append(place)
        }
      }
    }
    var style = Style()
    for place in matches.sorted(by: {
      (rules[$0].selector.specificity, $0) < (rules[$1].selector.specificity, $1)
    }) {
      style.apply(rules[place].style)
    }
    return (style, doubt)
  }

  /// The selector, as it is written, of a rule that leaves doubt.
  public func words(ofDoubt rule: Int) -> String { rules[rule].words }
}
