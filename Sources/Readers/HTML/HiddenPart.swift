import HTML

/// An element that is not shown, or struck out, and how deep the page is in it.
///
/// Its end is found by counting elements of its name. Where pages leave out end tags it ends as browsers end it: a cell with the
/// next cell, an item with the next item, a paragraph with the next block, what stands in a
/// paragraph with that paragraph, all else with the cell it stands in.
struct HiddenPart {
  enum Place {
    case inside
    /// The tag is the last of the part.
    case last
    /// The part has ended before the tag.
    case behind
  }

  let tag: Tag
  private var depth = 1
  /// Tables and lists that stand open in it.
  private var tables = 0
  private var lists = 0
  /// Paragraphs and other blocks that stand open in it.
  private var blocks = 0

  init(_ tag: Tag) { self.tag = tag }

  mutating func begin(_ other: Tag, isInTable: Bool) -> Place {
    if other.isVoid { return tag == .p && other == .hr ? .behind : .inside }
    if tables == 0 {
      if isInTable, endsPart(with: other) { return .behind }
      if tag == .p, other.isBlock || other == .table { return .behind }
      if lists == 0, other == tag, Tag.items.contains(tag) { return .behind }
      if tag == .rt || tag == .rp, other == .rt || other == .rp { return .behind }
    }
    if other == tag { depth += 1 }
    if tag.isInline, other.isBlock { blocks += 1 }
    if other == .table { tables += 1 }
    if Tag.lists.contains(other) { lists += 1 }
    return .inside
  }

  mutating func end(_ other: Tag, isInTable: Bool) -> Place {
    if other == tag {
      depth -= 1
      if depth == 0 { return .last }
    }
    if tag.isInline, other.isBlock {
      // The paragraph around it ends.
      if blocks == 0, tables == 0 { return .behind }
      blocks = max(0, blocks - 1)
    }
    if tables == 0 {
      if isInTable, other == .table || endsPart(with: other) { return .behind }
      if tag == .p, other.isBlock { return .behind }
      if lists == 0, Tag.items.contains(tag), Tag.lists.contains(other) { return .behind }
      if tag == .rt || tag == .rp, other == .ruby { return .behind }
    }
    if other == .table { tables = max(0, tables - 1) }
    if Tag.lists.contains(other) { lists = max(0, lists - 1) }
    return .inside
  }

  /// Whether a tag of the table around the part ends it.
  private func endsPart(with other: Tag) -> Bool {
    switch other {
    case .thead, .tbody, .tfoot: tag != .table
    case .tr: ![.table, .thead, .tbody, .tfoot].contains(tag)
    case .td, .th: ![.table, .thead, .tbody, .tfoot, .tr].contains(tag)
    default: false
    }
  }
}

extension Tag {
  static let items: Set<Tag> = [.li, .dd, .dt]
  static let lists: Set<Tag> = [.ul, .ol, .dl, .menu]

  /// Whether it holds what is no text of the page: its navigation and its footer, fields to fill in, drawings, glosses
  /// above characters, and what is struck out.
  var isBesideText: Bool {
    switch self {
    case .nav, .footer, .aside, .menu, .select, .datalist, .button, .template, .svg, .math, .canvas, .audio,
      .video, .rt, .rp, .del, .s, .strike:
      true
    default: false
    }
  }
}
