import Bytes

/// A start tag, with those of its attributes that say what is shown where.
public struct StartTag: Equatable, Sendable {
  public var tag: Tag
  /// How many rows a cell takes, 1 to 65,534; 0 for all that are left of its group.
  public var rowSpan: UInt16 = 1
  /// How many columns a cell takes, 1 to 1,000.
  public var columnSpan: UInt16 = 1
  /// Whether it is not shown: `hidden`, or `display: none` in its style or in the page's. What is no cell is not to count either where
  /// its style strikes it out.
  public var isHidden = false
  /// Why text in it cannot be seen, and what of that around it does not hold there.
  public var unseen: Unseen = []
  public var seen: Unseen = []
  /// The rule of the page's styles that may hide it, for `Tokenizer.sheet`, where `unseen` has `perhaps`.
  public var doubt: Int32 = 0
  /// Whether it has an address, and not one on the same page: links have, anchors and lines of contents have not.
  public var hasAddress = false
  /// Whether it is a cell whose style strikes out what it holds, `text-decoration: line-through`: the cell itself is there.
  public var isStruckOut = false
  /// Whether a style makes it a cell: `display: table-cell`.
  public var isStyledCell = false
  /// Whether it is a picture that only makes room.
  public var isSpacer = false
  /// Whether it is the option that a page has chosen.
  public var isSelected = false
  /// What a field for text or a number holds, with character references as they stand; empty for anything else.
  public var fieldValue = 0..<0

  public init(_ tag: Tag) { self.tag = tag }
}

/// A piece of a page: text between tags, or a tag.
public enum Token: Equatable, Sendable {
  /// Text with character references as they stand.
  case text(Range<Int>)
  case start(StartTag)
  case end(Tag)
  /// The content of an element that holds no markup, its tags included in what is passed.
  case rawText(Tag, Range<Int>)
}

/// Cuts a page into text and tags, in one pass.
///
/// Comments, declarations and processing instructions are passed over. Nothing is refused: what is no markup is text, and
/// what nothing closes goes to the end. The content of a CDATA section is read like all else, as of a page cut out of XML.
///
/// Source: HTML Standard, section 13.2.5, with this difference, and that a tag ends before the next one.
public struct Tokenizer {
  /// Where the next token begins, or the last one ended.
  public internal(set) var position = 0
  /// Whether a CDATA section is open.
  private var isInSection = false
  private let names = TagNames.all
  let attributes = AttributeNames()
  var styles = StyleMemo()
  /// The elements around, where the page's rules ask for them.
  var elements = OpenElements()
  /// Whether the rules are more than are held against the page.
  public var hasTooManyRules: Bool { sheet.isFull || elements.isExhausted }
  /// The rules of the page's styles, as far as its owner has read them.
  public var sheet = StyleSheet()
  /// Whether the `style` element at hand is for print, or for anything but screens.
  var isForOtherMedia = false
  /// Where tags were met that are not whole: the first place of each fault.
  public private(set) var faults: [Fault: Int] = [:]

  /// What is wrong with a tag.
  public enum Fault: Int, Sendable, CaseIterable {
    /// The next tag begins before its `>`.
    case unclosed
    /// An attribute holds a figure and the tag of a cell: its quote is not closed.
    case figure
    /// The page ends in the tag, or in a comment.
    case unended
  }

  public init() {}

  mutating func note(_ fault: Fault, at place: Int) {
    if faults[fault] == nil { faults[fault] = place }
  }

  /// The next token, or `nil` at the end of the page.
  ///
  /// - Parameter bytes: the same page in every call.
  public mutating func next(in bytes: Span<UInt8>) -> Token? {
    while position < bytes.count {
      guard bytes[position] == .lessThan, position + 1 < bytes.count else {
        if isInSection, passSectionEnd(bytes) { continue }
        return text(bytes)
      }
      let second = bytes[position + 1]
      if second.isLetter { return start(bytes) }
      switch second {
      case .slash:
        guard position + 2 < bytes.count else { return text(bytes) }
        if bytes[position + 2].isLetter { return end(bytes) }
        position = behind(.greaterThan, in: bytes, from: position + 2)
      case UInt8(ascii: "!"): passDeclaration(bytes)
      case UInt8(ascii: "?"): position = behind(.greaterThan, in: bytes, from: position + 2)
      default: return text(bytes)
      }
    }
    return nil
  }

  /// Text up to the next `<` that begins markup.
  private mutating func text(_ bytes: Span<UInt8>) -> Token {
    let token = plainText(bytes)
    guard isInSection, case .text(let range) = token,
      let mark = bytes.extracting(range).firstIndex(of: Self.sectionEnd), mark > 0
    else { return token }
    position = range.lowerBound + mark
    return .text(range.lowerBound..<position)
  }

  private mutating func passSectionEnd(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.extracting(position..<bytes.count).starts(with: Self.sectionEnd) else { return false }
    position += Self.sectionEnd.count
    isInSection = false
    return true
  }

  private mutating func plainText(_ bytes: Span<UInt8>) -> Token {
    let start = position
    var end = position + 1
    while let next = bytes.firstIndex(of: .lessThan, from: end) {
      end = next + 1
      guard end < bytes.count else { break }
      let second = bytes[end]
      if second.isLetter || second == .slash || second == UInt8(ascii: "!") || second == UInt8(ascii: "?") {
        position = next
        return .text(start..<next)
      }
    }
    position = bytes.count
    return .text(start..<position)
  }

  private func behind(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
    bytes.firstIndex(of: byte, from: start).map { $0 + 1 } ?? bytes.count
  }

  /// Passes a comment, a declaration, or the marks of a CDATA section.
  private mutating func passDeclaration(_ bytes: Span<UInt8>) {
    let rest = bytes.extracting(position..<bytes.count)
    if rest.starts(with: Self.comment) {
      position = commentEnd(bytes)
    } else if rest.starts(with: Self.cdata) {
      position += Self.cdata.count
      isInSection = true
    } else {
      position = behind(.greaterThan, in: bytes, from: position + 2)
    }
  }

  /// Behind `-->` or `--!>`; `<!-->` and `<!--->` are whole comments.
  private mutating func commentEnd(_ bytes: Span<UInt8>) -> Int {
    var index = position + 4
    while let mark = bytes.firstIndex(of: .greaterThan, from: index) {
      let isPlain = bytes[mark - 1] == .hyphen && bytes[mark - 2] == .hyphen
      let isLoud =
        bytes[mark - 1] == UInt8(ascii: "!") && mark - 3 >= position + 4 && bytes[mark - 2] == .hyphen
      if isPlain || isLoud && bytes[mark - 3] == .hyphen { return mark + 1 }
      index = mark + 1
    }
    note(.unended, at: position)
    return bytes.count
  }

  private static let comment = Array("<!--".utf8)
  private static let cdata = Array("<![CDATA[".utf8)
  private static let sectionEnd = Array("]]>".utf8)

  // MARK: tags

  /// The name at `position`, which moves behind it.
  @inline(__always) mutating func name(_ bytes: Span<UInt8>) -> Name {
    var name = Name()
    while position < bytes.count {
      let byte = bytes[position]
      if byte <= .space || byte == .greaterThan || byte == .slash
        || (byte == .equals || byte == .lessThan) && name.count > 0
      {
        break
      }
      name.append(byte)
      position += 1
    }
    return name
  }

  private mutating func end(_ bytes: Span<UInt8>) -> Token {
    let begin = position + 2
    position = begin
    let tag = names.tag(name(bytes))
    elements.end(tag)
    if position < bytes.count, bytes[position] == .greaterThan {
      position += 1
    } else {
      var ignored = StartTag(tag)
      passAttributes(bytes, of: &ignored, named: begin..<begin)
    }
    return .end(tag)
  }

  private mutating func start(_ bytes: Span<UInt8>) -> Token {
    position += 1
    let begin = position
    var start = StartTag(names.tag(name(bytes)))
    isForOtherMedia = false
    if position < bytes.count, bytes[position] == .greaterThan {
      if sheet.canHide { settle(&start, FoundAttributes(), begin..<position, bytes) }
      position += 1
    } else {
      passAttributes(bytes, of: &start, named: begin..<position)
    }
    guard start.tag.isRawText else { return .start(start) }
    let token = rawText(bytes, of: start.tag)
    elements.end(start.tag)
    let isSeen = !start.isHidden && start.unseen.isSubset(of: .perhaps)
    if isForOtherMedia || !isSeen && start.tag != .style, case .rawText(_, let range) = token {
      return .rawText(.unknown, range)
    }
    return token
  }

  private mutating func rawText(_ bytes: Span<UInt8>, of tag: Tag) -> Token {
    let begin = position
    while let mark = bytes.firstIndex(of: .lessThan, from: position) {
      position = mark + 1
      guard position < bytes.count, bytes[position] == .slash else { continue }
      position += 1
      guard names.tag(name(bytes)) == tag else { continue }
      position = behind(.greaterThan, in: bytes, from: position)
      return .rawText(tag, begin..<mark)
    }
    note(.unended, at: begin)
    position = bytes.count
    return .rawText(tag, begin..<position)
  }
}

extension UInt8 {
  static var lessThan: UInt8 { 0x3C }
  static var equals: UInt8 { 0x3D }
  static var greaterThan: UInt8 { 0x3E }
  static var apostrophe: UInt8 { 0x27 }
  static var colon: UInt8 { 0x3A }

  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
