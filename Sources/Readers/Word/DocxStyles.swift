import Bytes
import XML

/// What properties say of a text's being shown: hidden, struck out, raised or lowered; `nil` where they say nothing.
struct DocxMarks: Equatable {
  var vanish: Bool?
  var strike: Bool?
  var doubleStrike: Bool?
  var isScript: Bool?
  /// At a distance from the line.
  var isMoved: Bool?
  var isWhite: Bool?

  /// Takes what a property says.
  mutating func set(_ element: WordElement, _ xml: borrowing XMLReader) {
    switch element {
    case .vanish: vanish = xml.isOn
    case .strike: strike = xml.isOn
    case .dstrike: doubleStrike = xml.isOn
    case .vertAlign: isScript = xml.isScript
    case .position: isMoved = xml.isMoved
    case .color: isWhite = xml.isWhite
    default: break
    }
  }

  /// What others say where these say nothing.
  mutating func complete(by other: DocxMarks) {
    vanish = vanish ?? other.vanish
    strike = strike ?? other.strike
    doubleStrike = doubleStrike ?? other.doubleStrike
    isScript = isScript ?? other.isScript
    isMoved = isMoved ?? other.isMoved
    isWhite = isWhite ?? other.isWhite
  }

  var saysSomething: Bool { [vanish, strike, doubleStrike, isScript, isMoved, isWhite].contains(true) }
  var isOffLine: Bool { isScript == true || isMoved == true }
  var isHidden: Bool { vanish == true || strike == true || doubleStrike == true }
}

/// The styles of a document, by what they say of a text's being shown.
///
/// Source: ECMA-376 part 1, section 17.7: the hierarchy of styles in 17.7.2, toggle properties in 17.7.3.
struct DocxStyles {
  enum Kind: Int, CaseIterable { case paragraph, character, table }

  private struct Style {
    var id: [UInt8] = []
    var kind: Kind?
    var base: [UInt8] = []
    var marks = DocxMarks()
    /// Whether it hides or strikes out text in some cells of a table only, as in its first row.
    var hidesCells = false
  }

  private var defaults = DocxMarks()
  private var styles: [Style] = []
  /// The places of the styles by their names, for each kind.
  private var places: [[[UInt8]: Int]] = [[:], [:], [:]]
  private var defaultStyles: [Int?] = [nil, nil, nil]
  /// Whether no style says anything, as in nearly all documents.
  private(set) var areSilent = true

  /// Whether a style makes the ground of its text or cells another one than white.
  private(set) var fills = false

  /// The styles of a document without any.
  init() {}

  /// Whether the bytes of the part may hold anything that counts: nearly none do, and need not be read.
  static func mayMatter(_ bytes: [UInt8]) -> Bool {
    ["vanish", "trike", "script\"", "script'", "position ", "FFFFFF", "ffffff"].contains {
      bytes.span.firstIndex(of: Array($0.utf8)) != nil
    }
  }

  // MARK: reading

  /// Reads the part of styles.
  mutating func read(_ part: inout DocxPart) throws(ReportError) {
    try readAll(&part)
    for index in styles.indices { resolve(index) }
    areSilent = !defaults.saysSomething && !styles.contains { $0.marks.saysSomething || $0.hidesCells }
  }

  private mutating func readAll(_ part: inout DocxPart) throws(ReportError) {
    let names = WordElement.Table.shared
    var open: [WordElement] = []
    var style = Style()
    while true {
      switch try part.next() {
      case .start:
        let element = names.element(part.xml)
        if element == .rPrChange || element == .pPr || element == .pPrChange {
          open.append(.other)
          part.xml.skipContent()
          continue
        }
        open.append(element)
        switch element {
        case .style: style = begin(part.xml)
        case .basedOn: style.base = [UInt8](copying: part.xml.attribute(XMLReader.val))
        case .vanish, .strike, .dstrike, .vertAlign, .position, .color: set(element, part.xml, open, &style)
        case .shd: if part.xml.isFill { fills = true }
        default: break
        }
      case .end: if open.popLast() == .style { add(style) }
      case .finish: return
      default: break
      }
    }
  }

  private mutating func set(
    _ element: WordElement, _ xml: borrowing XMLReader, _ open: [WordElement], _ style: inout Style
  ) {
    if open.contains(.docDefaults) {
      defaults.set(element, xml)
    } else if open.contains(.tblStylePr) {
      if element != .vertAlign, element != .position, element != .color, xml.isOn { style.hidesCells = true }
    } else {
      style.marks.set(element, xml)
    }
  }

  private mutating func begin(_ xml: borrowing XMLReader) -> Style {
    var style = Style(id: [UInt8](copying: xml.attribute(Array("styleId".utf8))))
    switch String(xml.attribute(Array("type".utf8))) {
    case "paragraph", "": style.kind = .paragraph
    case "character": style.kind = .character
    case "table": style.kind = .table
    default: break
    }
    let isDefault = String(xml.attribute(Array("default".utf8)))
    if let kind = style.kind, ["1", "true", "on"].contains(isDefault) {
      defaultStyles[kind.rawValue] = styles.count
    }
    return style
  }

  private mutating func add(_ style: Style) {
    if let kind = style.kind { places[kind.rawValue][style.id] = styles.count }
    styles.append(style)
  }

  /// Takes over what the styles say that a style is based on; one that is based on itself ends there.
  private mutating func resolve(_ index: Int) {
    guard let kind = styles[index].kind else { return }
    var (marks, hidesCells, base, depth) = (
      styles[index].marks, styles[index].hidesCells, styles[index].base, 0
    )
    // More than Word allows. What is resolved already is only said again.
    while depth < 32, let next = places[kind.rawValue][base], next != index {
      marks.complete(by: styles[next].marks)
      if styles[next].hidesCells { hidesCells = true }
      base = styles[next].base
      depth += 1
    }
    (styles[index].marks, styles[index].hidesCells) = (marks, hidesCells)
  }

  // MARK: asking

  /// The style of a name, the default one of its kind where there is none.
  func place(of id: Span<UInt8>, _ kind: Kind) -> Int? {
    places[kind.rawValue][[UInt8](copying: id)] ?? defaultStyles[kind.rawValue]
  }

  func defaultPlace(_ kind: Kind) -> Int? { defaultStyles[kind.rawValue] }

  /// Whether a style of tables hides some of their cells.
  func hidesCells(_ table: Int?) -> Bool { table.map { styles[$0].hidesCells } ?? false }

  /// What holds for a text: what its own properties say, else the styles of its run, paragraph and table.
  ///
  /// Of styles at several levels those that hide or strike out an odd number of times count: two undo each other.
  func marks(_ own: DocxMarks, run: Int?, paragraph: Int?, table: Int?) -> DocxMarks {
    let levels = [run, paragraph, table].map { $0.map { styles[$0].marks } ?? DocxMarks() }
    var marks = own
    marks.vanish = own.vanish ?? Self.toggled(levels.map(\.vanish), defaults.vanish)
    marks.strike = own.strike ?? Self.toggled(levels.map(\.strike), defaults.strike)
    for level in levels { marks.complete(by: level) }
    marks.complete(by: defaults)
    return marks
  }

  /// - Parameter levels: the innermost first.
  private static func toggled(_ levels: [Bool?], _ isDefault: Bool?) -> Bool {
    if isDefault == true { return levels.compactMap(\.self).first ?? true }
    return levels.count { $0 == true } % 2 == 1
  }
}
