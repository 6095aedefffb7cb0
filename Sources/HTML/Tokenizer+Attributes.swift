import Bytes

extension Tokenizer {
  /// Passes the attributes and the `>` behind them. Of an attribute that is repeated the first counts.
  ///
  /// Where the next tag begins before a `>`, that was left out: the tag ends there, or the text between the two would be lost.
  mutating func passAttributes(_ bytes: Span<UInt8>, of start: inout StartTag, named element: Range<Int>) {
    var found = FoundAttributes()
    let isField = start.tag == .input || start.tag == .option || start.tag == .img
    while position < bytes.count {
      let byte = bytes[position]
      if byte == .greaterThan {
        position += 1
        if !found.isPlain || sheet.canHide { settle(&start, found, element, bytes) }
        return
      }
      if byte <= .space || byte == .slash {
        position += 1
        continue
      }
      if byte == .lessThan, beginsTag(bytes, at: position) {
        note(.unclosed, at: element.lowerBound)
        settle(&start, found, element, bytes)
        return
      }
      let name = name(bytes)
      let value = value(bytes)
      // Of most no name begins with that letter.
      if !isField, attributes.initials & name.initial == 0 { continue }
      switch name {
      case attributes.style: if found.isFirst(.style) { found.style = value }
      case attributes.hidden: found.isHidden = true
      case attributes.id: if found.isFirst(.id) { found.id = value }
      case attributes.classes: if found.isFirst(.classes) { found.classes = value }
      case attributes.href:
        if found.isFirst(.href) { start.hasAddress = isElsewhere(bytes.extracting(value)) }
      case attributes.rowSpan:
        if found.isFirst(.rowSpan) { start.rowSpan = UInt16(min(number(bytes, value) ?? 1, 65_534)) }
      case attributes.columnSpan:
        if found.isFirst(.columnSpan) {
          start.columnSpan = UInt16(max(1, min(number(bytes, value) ?? 1, 1_000)))
        }
      case attributes.media where start.tag == .style:
        if found.isFirst(.media) { isForOtherMedia = !isScreen(bytes, value) }
      default:
        if !isField { continue }
        switch name {
        case attributes.value where start.tag == .input: if found.isFirst(.value) { start.fieldValue = value }
        case attributes.type where start.tag == .input:
          if found.isFirst(.type) { found.showsValue = isText(bytes, value) }
        case attributes.width where start.tag == .img, attributes.height where start.tag == .img:
          if let side = number(bytes, value), side <= 2 { start.isSpacer = true }
        case attributes.selected: start.isSelected = start.tag == .option
        default: break
        }
      }
    }
    note(.unended, at: element.lowerBound)
    settle(&start, found, element, bytes)
  }

  /// Tells what attributes and the rules of the page's styles make of an element.
  mutating func settle(
    _ start: inout StartTag, _ found: FoundAttributes, _ element: Range<Int>, _ bytes: Span<UInt8>
  ) {
    if !found.showsValue { start.fieldValue = 0..<0 }
    var style = Style()
    if found.style.count >= FoundAttributes.shortestStyle { style = styles.style(bytes, found.style) }
    if sheet.canHide || !sheet.isEmpty && (found.isHidden || style.canHide) {
      let names = OpenElements.Names(
        tag: bytes.extracting(element), id: bytes.extracting(found.id),
        classes: bytes.extracting(found.classes))
      if sheet.hasAncestors { elements.prepare(start.tag) }
      let rules = sheet.style(names, in: &elements)
      if sheet.hasAncestors { elements.begin(start.tag, names) }
      style.complete(by: rules.style)
      if let doubt = rules.doubt {
        start.doubt = Int32(truncatingIfNeeded: doubt)
        start.unseen = .perhaps
      }
    }
    start.isHidden = found.isHidden
    if style.isEmpty { return }
    show(&start, style)
  }

  private mutating func show(_ start: inout StartTag, _ style: Style) {
    start.isHidden = style.isHidden ?? start.isHidden
    start.unseen.formUnion(style.unseen(start.tag))
    start.seen = style.seen
    start.isStyledCell = style.isTableCell
    // In text that cannot be seen styles show some again.
    if !start.unseen.isEmpty { styles.readAll() }
    // Of a table nothing is left that can be seen, but for its blank cells.
    if start.unseen.contains(.invisible) {
      if style.isCollapsed {
        if Self.rows.contains(start.tag) { start.isHidden = true }
      } else if start.tag == .table {
        start.isHidden = true
      }
    }
    if style.isStruckOut {
      if start.tag == .td || start.tag == .th { start.isStruckOut = true } else { start.isHidden = true }
    }
  }

  /// What `visibility: collapse` takes away as a whole.
  private static let rows: Set<Tag> = [.table, .tr, .thead, .tbody, .tfoot]

  /// Whether a start or end tag begins at a `<`.
  private func beginsTag(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    guard index + 1 < bytes.count else { return false }
    if bytes[index + 1].isLetter { return true }
    return bytes[index + 1] == .slash && index + 2 < bytes.count && bytes[index + 2].isLetter
  }

  /// Whether a `media` attribute means screens, as it does where it is empty.
  private func isScreen(_ bytes: Span<UInt8>, _ media: Range<Int>) -> Bool {
    let text = String(bytes.extracting(media)).lowercased()
    return text.allSatisfy(\.isWhitespace)
      || text.split(separator: ",").contains { ["screen", "all"].contains($0.filter { !$0.isWhitespace }) }
  }

  /// Whether the type of an input is that of a field for text or a number.
  private func isText(_ bytes: Span<UInt8>, _ type: Range<Int>) -> Bool {
    var name = Name()
    for index in type { name.append(bytes[index]) }
    return name == Name() || name == attributes.text || name == attributes.number
  }

  /// The value behind `=`, its quotes left out; empty where there is none.
  @inline(__always) private mutating func value(_ bytes: Span<UInt8>) -> Range<Int> {
    var index = position
    while index < bytes.count, bytes[index] <= .space { index += 1 }
    guard index < bytes.count, bytes[index] == .equals else { return position..<position }
    index += 1
    while index < bytes.count, bytes[index] <= .space { index += 1 }
    guard index < bytes.count else {
      position = index
      return index..<index
    }
    let quote = bytes[index]
    if quote == .quote || quote == .apostrophe {
      let begin = index + 1
      index = begin
      // Most values are shorter than the search for many at a time takes to begin.
      let near = min(begin + 12, bytes.count)
      while index < near, bytes[index] != quote { index += 1 }
      if index == near { index = bytes.firstIndex(of: quote, from: near) ?? bytes.count }
      position = min(index + 1, bytes.count)
      if index >= near, holdsFigure(bytes.extracting(begin..<index)) { note(.figure, at: begin) }
      return begin..<index
    }
    let begin = index
    while index < bytes.count, bytes[index] > .space, bytes[index] != .greaterThan { index += 1 }
    position = index
    return begin..<index
  }

  /// Whether a value holds the tag of a cell behind a figure, as it does where its quote was not closed: `class="x>3</td><td class="`.
  private func holdsFigure(_ value: Span<UInt8>) -> Bool {
    guard let mark = value.firstIndex(of: .greaterThan) else { return false }
    var hasDigit = false
    for index in mark..<value.count {
      if value[index].isDigit { hasDigit = true }
      guard hasDigit, value[index] == .lessThan else { continue }
      let start = index + 1 < value.count && value[index + 1] == .slash ? index + 2 : index + 1
      if start + 1 < value.count, value[start] | 0x20 == UInt8(ascii: "t"),
        [UInt8(ascii: "d"), UInt8(ascii: "r")].contains(value[start + 1] | 0x20)
      {
        return true
      }
    }
    return false
  }

  /// Whether an address is not that of a place on the page; `#` alone stands for a script.
  private func isElsewhere(_ address: Span<UInt8>) -> Bool {
    address.count < 2 || address[0] != UInt8(ascii: "#")
  }

  /// Source: HTML Standard, section 2.3.4.2, rules for parsing non-negative integers.
  private func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var number: Int?
    for index in range {
      let byte = bytes[index]
      if byte.isDigit {
        number = min((number ?? 0) * 10 + Int(byte - .zero), 1_000_000)
      } else if number != nil || byte > .space && byte != .plus {
        break
      }
    }
    return number
  }
}

/// The attributes that matter. Stored, for a static name costs a call each time it is looked at.
struct AttributeNames {
  let style = Name("style")
  let hidden = Name("hidden")
  let href = Name("href")
  let rowSpan = Name("rowspan")
  let columnSpan = Name("colspan")
  let id = Name("id")
  let classes = Name("class")
  let media = Name("media")
  let value = Name("value")
  let type = Name("type")
  let selected = Name("selected")
  let width = Name("width")
  let height = Name("height")
  let text = Name("text")
  let number = Name("number")
  /// The letters that names begin with which matter in any tag.
  let initials: UInt32

  init() {
    initials = [style, hidden, href, rowSpan, columnSpan, id, classes, media].reduce(0) { $0 | $1.initial }
  }
}

extension Name {
  /// A bit for the letter it begins with.
  var initial: UInt32 { 1 << UInt32(low & 31) }
}

/// What was found among the attributes of a tag.
struct FoundAttributes {
  struct Names: OptionSet {
    let rawValue: UInt16
    static let style = Names(rawValue: 1)
    static let id = Names(rawValue: 2)
    static let classes = Names(rawValue: 4)
    static let href = Names(rawValue: 8)
    static let rowSpan = Names(rawValue: 16)
    static let columnSpan = Names(rawValue: 32)
    static let value = Names(rawValue: 64)
    static let type = Names(rawValue: 128)
    static let media = Names(rawValue: 256)
  }

  private var names: Names = []
  var style = 0..<0
  var id = 0..<0
  var classes = 0..<0
  var isHidden = false
  /// Whether an input is a field in which its value is written.
  var showsValue = true

  /// `font:0 a`
  static let shortestStyle = 8
  /// Whether nothing in them says how the element is shown.
  var isPlain: Bool { style.count < Self.shortestStyle && !isHidden && showsValue }

  /// Whether an attribute was not met before.
  @inline(__always) mutating func isFirst(_ name: Names) -> Bool {
    if names.contains(name) { return false }
    names.insert(name)
    return true
  }
}

/// What the last different `style` attributes say: the cells of a page have a handful.
struct StyleMemo {
  private var values = [Range<Int>](repeating: 0..<0, count: 16)
  private var styles = [Style](repeating: Style(), count: 16)
  /// Whether styles are read that hide nothing.
  private var readsAll = false

  /// Reads styles from now on that hide nothing, but may show what is hidden around them.
  mutating func readAll() {
    if readsAll { return }
    self = StyleMemo()
    readsAll = true
  }

  mutating func style(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Style {
    let text = bytes.extracting(value)
    guard value.count <= 256 else { return read(text) }
    let slot = (value.count &+ Int(text[value.count / 2]) &* 5 &+ Int(text[value.count - 2]) &* 3) & 15
    if values[slot].count == value.count, text.equals(bytes.extracting(values[slot])) { return styles[slot] }
    (values[slot], styles[slot]) = (value, read(text))
    return styles[slot]
  }

  private func read(_ text: Span<UInt8>) -> Style {
    readsAll || Style.mayMatter(text) ? Style(attribute: text) : Style()
  }
}
