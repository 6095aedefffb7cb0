import Bytes

/// Why text cannot be seen though it has its place; a cell of such text is a blank one.
public struct Unseen: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What elements in it may undo: `visibility`, `font-size: 0`, `color: transparent`, `text-indent: -9999px`.
  public static let invisible = Unseen(rawValue: 1)
  public static let sizeless = Unseen(rawValue: 2)
  public static let colorless = Unseen(rawValue: 4)
  public static let indented = Unseen(rawValue: 8)
  /// What they may not: `opacity: 0`, and a box without room whose overflow is hidden.
  public static let boxed = Unseen(rawValue: 16)
  /// It may be hidden: by a rule that is not understood.
  public static let perhaps = Unseen(rawValue: 32)
}

/// What declarations of CSS say of an element's being shown: those of a `style` attribute, or of a rule.
///
/// Source: CSS Display 3, section 2; CSS 2.2, section 9.3, 11.1 and 11.2; CSS Text 3, section 8; CSS Text Decoration 3; CSS Color 4,
/// section 4; CSS Cascading 4, section 6.
struct Style: Equatable, Sendable {
  /// What a declaration may say.
  struct Traits: OptionSet {
    let rawValue: UInt32
    init(rawValue: UInt32) { self.rawValue = rawValue }
    private init(_ bit: UInt32) { rawValue = 1 << bit }

    /// Whether the element makes no box, and whether it makes one of its own, as blocks do.
    static let notDisplayed = Traits(0)
    static let box = Traits(1)
    static let invisible = Traits(2)
    static let collapsed = Traits(3)
    static let struckOut = Traits(4)
    static let sizeless = Traits(5)
    /// The size of its text does not hang on that around it.
    static let sized = Traits(6)
    static let colorless = Traits(7)
    /// The background, and not the colour, shows the text.
    static let backgroundText = Traits(8)
    static let indented = Traits(9)
    static let opaque = Traits(10)
    static let moved = Traits(11)
    static let outOfFlow = Traits(12)
    /// Moved off the screen, one bit a property.
    static let left = Traits(13)
    static let top = Traits(14)
    static let right = Traits(15)
    static let bottom = Traits(16)
    static let margins = Traits(17)
    static let marginLeft = Traits(18)
    static let marginTop = Traits(19)
    static let transformed = Traits(20)
    static let clip = Traits(21)
    static let clipPath = Traits(22)
    /// Without room, one bit a property.
    static let width = Traits(23)
    static let height = Traits(24)
    static let maxWidth = Traits(25)
    static let maxHeight = Traits(26)
    static let overflow = Traits(27)
    static let tableCell = Traits(28)

    static let offsets: Traits = [.left, .top, .right, .bottom]
    static let shifts: Traits = [.margins, .marginLeft, .marginTop, .transformed, .clipPath]
    static let sides: Traits = [.width, .height, .maxWidth, .maxHeight]
    /// What can hide text, alone or with others.
    static let hiding: Traits = [
      .notDisplayed, .invisible, .struckOut, .sizeless, .colorless, .indented, .transformed, .clip, .margins,
      .marginLeft, .marginTop, .clipPath, .left, .top, .right, .bottom, .width, .height, .maxWidth,
      .maxHeight,
    ]
  }

  private var declared: Traits = []
  private var important: Traits = []
  private(set) var holding: Traits = []

  init() {}

  /// Whether any declaration says something.
  var isEmpty: Bool { declared.isEmpty }
  /// Whether it can hide text.
  var canHide: Bool {
    !holding.isDisjoint(with: .hiding) || declared.contains(.opaque) && !holding.contains(.opaque)
  }

  /// Takes later declarations: of equal importance the last one counts.
  mutating func apply(_ later: Style) {
    let taken = later.declared.subtracting(important.subtracting(later.important))
    declared.formUnion(taken)
    important.formUnion(later.important)
    holding = holding.subtracting(taken).union(later.holding.intersection(taken))
  }

  /// Puts declarations of a lower origin below: only what is important there counts against these.
  mutating func complete(by lower: Style) {
    var all = lower
    all.apply(self)
    self = all
  }

  mutating func declare(_ trait: Traits, _ holds: Bool, isImportant: Bool) {
    var one = Style()
    one.declared = trait
    one.holding = holds ? trait : []
    one.important = isImportant ? trait : []
    apply(one)
  }

  // MARK: asking

  /// Whether the element makes no box that could be seen; `nil` where nothing is said.
  var isHidden: Bool? {
    if holding.contains(.notDisplayed) || !holding.isDisjoint(with: .shifts) { return true }
    if holding.contains(.moved), !holding.isDisjoint(with: .offsets) { return true }
    if holding.contains(.outOfFlow), holding.contains(.clip) { return true }
    return declared.contains(.notDisplayed) ? false : nil
  }

  var isTableCell: Bool { holding.contains(.tableCell) }
  var isStruckOut: Bool { holding.contains(.struckOut) }
  var isCollapsed: Bool { holding.contains(.collapsed) }

  /// Why its text cannot be seen.
  func unseen(_ tag: Tag) -> Unseen {
    guard canHide else { return [] }
    var unseen: Unseen = []
    if holding.contains(.invisible) { unseen.insert(.invisible) }
    if holding.contains(.sizeless) { unseen.insert(.sizeless) }
    if holding.contains(.colorless), !holding.contains(.backgroundText) { unseen.insert(.colorless) }
    let isBlock = !tag.isInline || !holding.isDisjoint(with: [.box, .outOfFlow])
    if isBlock, holding.contains(.indented) { unseen.insert(.indented) }
    if declared.contains(.opaque), !holding.contains(.opaque) { unseen.insert(.boxed) }
    // A cell is as large as what it holds asks for.
    if isBlock, !tag.isTablePart || holding.contains(.box), holding.contains(.overflow),
      !holding.isDisjoint(with: .sides)
    {
      unseen.insert(.boxed)
    }
    return unseen
  }

  /// What of that around it does not hold for its text.
  var seen: Unseen {
    var seen: Unseen = []
    if declared.contains(.invisible), !holding.contains(.invisible) { seen.insert(.invisible) }
    if holding.contains(.sized) { seen.insert(.sizeless) }
    if declared.contains(.colorless), !holding.contains(.colorless) { seen.insert(.colorless) }
    if declared.contains(.indented), !holding.contains(.indented) { seen.insert(.indented) }
    return seen
  }

  // MARK: reading

  /// Whether declarations may hide anything; nearly none do.
  ///
  /// Looks for what hardly stands in styles otherwise: the `y` of `display`, `visibility` and `opacity`, the `u` of `through`,
  /// numbers that are nothing or negative, and of `transparent`, `clip`, `overflow`, `rgba(`, and what begins a reference.
  static func mayMatter(_ text: Span<UInt8>) -> Bool {
    var last = UInt8.colon
    for index in text.indices {
      let byte = text[index]
      // A value behind another one may be nothing too.
      if byte <= .space {
        if last.isLetter { last = .colon }
        continue
      }
      switch byte | 0x20 {
      case UInt8(ascii: "y"), UInt8(ascii: "&"): return true
      case UInt8(ascii: "u"): if text.count >= 28 { return true }
      // #0000, :0, (0, :.0 and -9999px
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if last == .hyphen || byte == .zero && (last == .colon || last == UInt8(ascii: "(")) { return true }
      case UInt8(ascii: "."): if last == .colon { return true }
      case UInt8(ascii: "#"): if text.count - index >= 5 { return true }
      case UInt8(ascii: "p"):
        if last | 0x20 == UInt8(ascii: "s") || last | 0x20 == UInt8(ascii: "i") { return true }
      case UInt8(ascii: "v"): if last | 0x20 == UInt8(ascii: "o") { return true }
      case UInt8(ascii: "("): if last | 0x20 == UInt8(ascii: "a") { return true }
      default: break
      }
      last = byte
    }
    return false
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
}
