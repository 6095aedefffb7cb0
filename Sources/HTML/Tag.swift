/// The elements that matter for what a page says and shows; all others are `unknown`.
///
/// Source: HTML Standard, section 4 and 15 (which boxes elements make).
public enum Tag: String, CaseIterable, Sendable {
  case unknown = ""
  // Text.
  case a, b, i, u, s, strike, em, strong, small, big, font, span, label, sub, sup, ins, del, code, ruby, rt,
    rp
  // Paragraphs.
  case p, div, h1, h2, h3, h4, h5, h6, li, ul, ol, dl, dt, dd, pre, center, blockquote, address
  case article, section, main, header, hgroup, figure, figcaption, details, summary, dialog
  case form, fieldset, legend, br, hr
  // Tables.
  case table, caption, colgroup, thead, tbody, tfoot, tr, td, th
  // Beside the text.
  case nav, footer, aside, menu, select, option, optgroup, datalist, button, template, svg, math, canvas
  case audio, video, object, meter, progress
  // No end tag.
  case area, base, col, embed, img, input, link, meta, param, source, track, wbr
  // Their content is no markup.
  case title, textarea, script, style, noscript, iframe, noembed, noframes, xmp
  case html, head, body

  /// Whether the element has neither content nor an end tag.
  public var isVoid: Bool {
    switch self {
    case .br, .hr, .area, .base, .col, .embed, .img, .input, .link, .meta, .param, .source, .track, .wbr: true
    default: false
    }
  }

  /// Whether all up to its end tag is text: no tags are looked for.
  ///
  /// Source: HTML Standard, section 13.2.5.2 and 13.2.5.3; `noscript` as where scripts run.
  var isRawText: Bool {
    switch self {
    case .title, .textarea, .script, .style, .noscript, .iframe, .noembed, .noframes, .xmp: true
    default: false
    }
  }
}

/// The first sixteen bytes of a name in lower case; names of elements and attributes that matter are not longer.
struct Name: Equatable {
  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0
  private(set) var count = 0

  @inline(__always) mutating func append(_ byte: UInt8) {
    let lower = UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    if count < 8 {
      low |= lower << UInt64(8 * count)
    } else if count < 16 {
      high |= lower << UInt64(8 * (count - 8))
    }
    count += 1
  }

  init() {}

  init(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  var hash: Int { Int(((low ^ (high &* 31)) &* 0x9E37_79B9_7F4A_7C15) >> 55) }
}

/// Tags by name: a table with open addressing, four times as large as it has names.
struct TagNames {
  private var names = [Name](repeating: Name(), count: 512)
  private var tags = [Tag](repeating: .unknown, count: 512)

  static let all = TagNames()

  private init() {
    for tag in Tag.allCases where tag != .unknown {
      let name = Name(tag.rawValue)
      var slot = name.hash
      while tags[slot] != .unknown { slot = (slot + 1) & 511 }
      (names[slot], tags[slot]) = (name, tag)
    }
  }

  func tag(_ name: Name) -> Tag {
    var slot = name.hash
    while tags[slot] != .unknown {
      if names[slot] == name { return tags[slot] }
      slot = (slot + 1) & 511
    }
    return .unknown
  }
}
