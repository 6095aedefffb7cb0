import Bytes

/// The elements around a place of a page, for selectors that ask for them. Where pages leave out end tags they end as browsers end
/// them: a cell with the next cell, an item with the next item, a paragraph with the next block.
///
/// Source: HTML Standard, section 13.1.2.4 and 13.2.6.
struct OpenElements {
  /// Hashes of an element's names; 0 for an id that it has not.
  struct Names {
    let tag: UInt64
    let id: UInt64
    let classes: Set<UInt64>
  }

  private var elements: [(tag: Tag, names: Names)] = []
  /// How many elements were held against selectors.
  private var steps = 0
  /// Whether that were too many, and some selectors taken not to fit.
  var isExhausted: Bool { steps >= Self.stepLimit }

  /// What stands deeper is taken for the text of the elements around it.
  private static let limit = 256
  /// Far more than any page asks for: each costs time.
  private static let stepLimit = 4_000_000

  // MARK: following the page

  /// Ends what a start tag ends.
  mutating func prepare(_ tag: Tag) {
    if elements.isEmpty { return }
    switch tag {
    case .td, .th: leave([.td, .th], within: [.tr, .table])
    case .tr: leave([.tr], within: [.tbody, .thead, .tfoot, .table])
    case .thead, .tbody, .tfoot: leave([.thead, .tbody, .tfoot], within: [.table])
    case .li: leave([.li], within: [.ul, .ol, .menu, .td, .th, .table])
    case .dd, .dt: leave([.dd, .dt], within: [.dl, .td, .th, .table])
    case .option: leave([.option], within: [.select])
    default: break
    }
    if tag == .table || tag.isBlock, tag != .br { leave([.p], within: [.td, .th, .table, .button]) }
  }

  mutating func begin(_ tag: Tag, _ names: Names) {
    if !tag.isVoid, elements.count < Self.limit { elements.append((tag, names)) }
  }

  mutating func end(_ tag: Tag) {
    if elements.isEmpty { return }
    leave([tag], within: tag.isTablePart ? (tag == .table ? [] : [.table]) : [.td, .th, .table])
  }

  /// Ends the innermost of some elements, with all in it, unless it stands outside of others.
  private mutating func leave(_ tags: Set<Tag>, within walls: Set<Tag>) {
    guard let place = elements.lastIndex(where: { tags.contains($0.tag) || walls.contains($0.tag) }),
      tags.contains(elements[place].tag)
    else { return }
    elements.removeSubrange(place...)
  }

  // MARK: matching

  /// Whether the elements around fit a selector, the innermost first.
  mutating func match(_ around: ArraySlice<Selector.Step>) -> Bool { match(around, above: elements.count) }

  private mutating func match(_ around: ArraySlice<Selector.Step>, above end: Int) -> Bool {
    guard let next = around.first else { return true }
    var place = end
    while place > 0, !isExhausted {
      place -= 1
      steps += 1
      if next.compound.matches(elements[place].names), match(around.dropFirst(), above: place) { return true }
      if next.isParent { return false }
    }
    return false
  }

  // MARK: names

  /// A hash of a name; 0 is none of them.
  static func hash(_ name: Span<UInt8>, _ mark: String) -> UInt64 {
    var hash = FNV1a()
    hash.combine(mark)
    hash.append(name)
    return hash.value | 1
  }

  /// Letters of an element's name count without case.
  static func tagHash(_ name: Span<UInt8>) -> UInt64 {
    let lower = [UInt8](copying: name).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return hash(lower.span, "")
  }
}

extension OpenElements.Names {
  /// - Parameter classes: parted by white space.
  init(tag: Span<UInt8>, id: Span<UInt8>, classes text: Span<UInt8>) {
    var classes: Set<UInt64> = []
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] > .space { end += 1 }
      if end > start { classes.insert(OpenElements.hash(text.extracting(start..<end), ".")) }
      start = end + 1
    }
    self.init(
      tag: OpenElements.tagHash(tag), id: id.isEmpty ? 0 : OpenElements.hash(id, "#"), classes: classes)
  }
}
