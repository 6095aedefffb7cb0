import Bytes
import XML

/// The elements of WordprocessingML that matter for text and tables, by their local names.
///
/// Source: ECMA-376 part 1, section 17; all others are looked through for what they hold.
enum WordElement: CaseIterable {
  case document, p, pPr, r, rPr, t, tab, ptab, br, cr, noBreakHyphen, sym, vanish, strike, dstrike, vertAlign,
    position, color, shd, highlight
  case tbl, tr, trPr, tc, tcPr, gridSpan, vMerge, hMerge, gridBefore, gridAfter, wBefore, wAfter, hidden,
    cellDel, cellMerge
  case del, moveFrom, fldChar, rt, txbxContent
  case tblPr, tblPrEx, tblGrid, gridCol, tblGridChange, sectPr, sdtPr, tcBorders, tabs
  // The properties that tracked changes replaced.
  case pPrChange, rPrChange, tcPrChange, trPrChange, tblPrChange
  case pStyle, rStyle, tblStyle
  // What shows something between two texts, or stands for another document.
  case footnoteReference, endnoteReference, drawing, pict, object, ddList, altChunk, subDoc
  // Of the part of styles.
  case styles, docDefaults, style, basedOn, tblStylePr
  // Of markup compatibility.
  case alternateContent, choice, fallback
  /// Anything else.
  case other

  /// Elements by name.
  struct Table {
    private struct Slot {
      var key: UInt64 = 0
      var count = 0
      var element = WordElement.other
      /// What the key does not tell of a longer name.
      var longName: [UInt8] = []
    }

    static let shared = Table()

    /// By length, first and last letter, which tell most names apart.
    private var slots = [Slot](repeating: Slot(), count: 256)

    private init() {
      for element in WordElement.allCases where element != .other {
        let name = element.name.span
        var slot = Self.slot(name)
        while slots[slot].count != 0 { slot = (slot + 1) & 255 }
        slots[slot] = Slot(
          key: Self.key(name), count: name.count, element: element,
          longName: name.count > 8 ? element.name : [])
      }
    }

    /// The element at hand.
    func element(_ xml: borrowing XMLReader) -> WordElement {
      switch xml.namespace {
      case WordElement.word, WordElement.compatibility: element(xml.localName)
      case WordElement.math: element(xml.localName) == .t ? .t : .other
      default: .other
      }
    }

    private func element(_ name: Span<UInt8>) -> WordElement {
      guard !name.isEmpty else { return .other }
      var slot = Self.slot(name)
      let key = Self.key(name)
      while slots[slot].count != 0 {
        if slots[slot].key == key, slots[slot].count == name.count,
          name.count <= 8 || name.equals(slots[slot].longName)
        {
          return slots[slot].element
        }
        slot = (slot + 1) & 255
      }
      return .other
    }

    @inline(__always) private static func slot(_ name: Span<UInt8>) -> Int {
      (name.count &* 11 &+ Int(name[0]) &* 3 &+ Int(name[name.count - 1]) &* 29) & 255
    }

    /// The first four letters and the last four: all of a name of up to eight.
    @inline(__always) private static func key(_ name: Span<UInt8>) -> UInt64 {
      if name.count >= 4 {
        // In bounds: four bytes are there.
        let first = unsafe name.bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
        let last = unsafe name.bytes.unsafeLoadUnaligned(fromByteOffset: name.count - 4, as: UInt32.self)
        return UInt64(first) << 32 | UInt64(last)
      }
      var key: UInt64 = 0
      for index in name.indices { key = key << 8 | UInt64(name[index]) }
      return key
    }
  }

  /// Whether it is made of properties, which mostly say how something looks.
  var isProperty: Bool {
    switch self {
    case .pPr, .rPr, .tcPr, .trPr: true
    default: false
    }
  }

  /// Whether it says nothing itself, nor with the styles. Many programs write what does not hold as well: strike, but off.
  func isSilent(_ xml: borrowing XMLReader, _ areStylesSilent: Bool) -> Bool {
    switch self {
    case .strike, .dstrike, .vanish: areStylesSilent && !xml.isOn
    case .vertAlign: areStylesSilent && !xml.isScript
    case .position: areStylesSilent && !xml.isMoved
    case .color: areStylesSilent && !xml.isWhite
    case .shd, .highlight: !xml.isFill
    case .pStyle, .rStyle: areStylesSilent
    case .pPr, .rPr, .tcPr, .trPr, .tblPr, .tblPrEx, .tblGrid, .sectPr, .sdtPr, .tcBorders, .tabs, .other,
      .pPrChange, .rPrChange, .tcPrChange, .trPrChange:
      true
    default: false
    }
  }

  /// The names of all but `other`.
  static let names = allCases.filter { $0 != .other }.map(\.name)
  /// Without those of styles, for documents whose styles say nothing.
  static let namesWithoutStyles = allCases.filter { ![.other, .pStyle, .rStyle, .tblStyle].contains($0) }
    .map(\.name)

  private var name: [UInt8] {
    switch self {
    case .alternateContent: Array("AlternateContent".utf8)
    case .choice: Array("Choice".utf8)
    case .fallback: Array("Fallback".utf8)
    default: Array("\(self)".utf8)
    }
  }

  /// The namespaces that are told apart: transitional and strict are one.
  static let namespaces = [
    [
      "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
      "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ],
    ["http://schemas.openxmlformats.org/markup-compatibility/2006"],
    [
      "http://schemas.openxmlformats.org/officeDocument/2006/math",
      "http://purl.oclc.org/ooxml/officeDocument/math",
    ],
  ]
  static let word = 0
  static let compatibility = 1
  static let math = 2
}

/// Properties, by the attributes of the element at hand.
extension XMLReader {
  static let val = Array("val".utf8)

  /// Whether a switch is on: it is, unless it says otherwise.
  var isOn: Bool { !["0", "false", "off"].contains(String(attribute(Self.val))) }

  /// Whether a merged cell goes on with another one, and does not begin the merge.
  var isContinued: Bool { String(attribute(Self.val)) != "restart" }

  /// What a tracked change made of a cell in a merge downwards; `nil` where it does not say. Source: ECMA-376 part 1, 17.13.5.3.
  var changedMerge: WordTables.Merge? {
    switch String(attribute(Array("vMerge".utf8))) {
    case "cont": .goOn
    case "rest": .begin
    default: nil
    }
  }

  /// Whether text is made small, and raised above the line or set below it.
  var isScript: Bool { ["superscript", "subscript"].contains(String(attribute(Self.val))) }

  /// Whether text stands at a distance from the line. Source: ECMA-376 part 1, section 17.3.2.24.
  var isMoved: Bool {
    String(attribute(Self.val)).contains { ("1"..."9").contains($0) }
  }

  /// Whether a colour is white; the one that a theme calls background has the value, too.
  var isWhite: Bool { String(attribute(Self.val)).uppercased() == "FFFFFF" }

  /// Whether the shading or highlight at hand makes the ground another one than white. Source: ECMA-376 part 1, sections 17.3.2.15, 17.3.5.
  var isFill: Bool {
    let (pattern, fill) = (String(attribute(Self.val)), String(attribute(Array("fill".utf8))).uppercased())
    return !["clear", "nil", "none", "white", ""].contains(pattern) || !["", "AUTO", "FFFFFF"].contains(fill)
  }

  func number(_ name: [UInt8]) -> Int? {
    let text = String(attribute(name))
    return text.count <= 6 ? Int(text) : nil
  }
}
