import Bytes
package import XML

/// What styles say that matters: what is not shown, and how wide columns are.
///
/// Source: OpenDocument 1.3 part 3, sections 16 (styles) and 20 (attributes).
package struct OpenDocumentStyles {
  /// What a style says itself; `nil` where it says nothing.
  package struct Marks {
    package var isHidden: Bool?
    package var isStruck: Bool?
    /// Whether text is raised above the line or set below it.
    package var isOffLine: Bool?
    package var isWhite: Bool?
    /// Whether the ground is another one than white.
    var isFilled: Bool?
    fileprivate var parent = ""
    /// In twentieths of a point.
    package var width = 0
  }

  /// By family and name.
  private var marks: [String: Marks] = [:]
  /// The style whose properties are read.
  private var key = ""
  /// How deep it stands.
  private var depth = 0

  /// More than any document has.
  private static let limit = 100_000

  /// Whether a style makes the ground of anything another one than white.
  package private(set) var fills = false

  package init() {}

  /// Takes an element that began: all of a part of styles, one after another.
  package mutating func take(_ xml: borrowing XMLReader) {
    // What lists say of their numbers, and formats of negative ones, is not said of the style before them.
    if xml.depth <= depth { key = "" }
    guard xml.namespace == OpenDocument.Namespace.style else { return }
    if xml.localName.count > 10 { takeGround(xml) }
    switch String(xml.localName) {
    case "style":
      (key, depth) = (Self.key(String(xml.value("family")), String(xml.value("name"))), xml.depth)
      var own = Marks()
      own.parent = String(xml.value("parent-style-name"))
      if marks.count < Self.limit { marks[key] = own }
    case "text-properties": takeTextProperties(xml)
    case "table-properties":
      let display = String(xml.attribute(Array("display".utf8), namespace: OpenDocument.Namespace.table))
      if !display.isEmpty { marks[key]?.isHidden = display == "false" }
    case "table-column-properties":
      let width = String(xml.value("column-width"))
      marks[key]?.width = Self.twips(width)
      if Self.isNothing(width) { marks[key]?.isHidden = true }
    case "table-row-properties":
      if Self.isNothing(String(xml.value("row-height"))) { marks[key]?.isHidden = true }
    default: break
    }
  }

  private mutating func takeTextProperties(_ xml: borrowing XMLReader) {
    let display = String(xml.attribute(Array("display".utf8), namespace: OpenDocument.Namespace.text))
    if !display.isEmpty { marks[key]?.isHidden = display == "none" }
    for name in ["text-line-through-style", "text-line-through-type"] {
      let line = String(xml.value(name))
      if !line.isEmpty { marks[key]?.isStruck = line != "none" }
    }
    let position = String(xml.value("text-position"))
    if !position.isEmpty { marks[key]?.isOffLine = !position.hasPrefix("0%") }
    let color = String(xml.attribute(Array("color".utf8), namespace: OpenDocument.Namespace.formatting))
    if !color.isEmpty { marks[key]?.isWhite = color.lowercased() == "#ffffff" }
  }

  /// Of all kinds of properties: those of text, paragraphs, cells, rows and tables may have one. Source: OpenDocument 1.3 part 3,
  /// section 20.182 (fo:background-color).
  private mutating func takeGround(_ xml: borrowing XMLReader) {
    let color = String(
      xml.attribute(Array("background-color".utf8), namespace: OpenDocument.Namespace.formatting)
    ).lowercased()
    if color.isEmpty { return }
    let isFilled = !["transparent", "#ffffff"].contains(color)
    marks[key]?.isFilled = isFilled
    if isFilled { fills = true }
  }

  private static func key(_ family: String, _ name: String) -> String { "\(family) \(name)" }

  /// What a style says, with what those above it say.
  package func marks(_ family: String, _ name: String) -> Marks {
    guard !name.isEmpty, var found = marks[Self.key(family, name)] else { return Marks() }
    // Parents may go in a circle.
    for _ in 0..<32 where !found.parent.isEmpty {
      guard let above = marks[Self.key(family, found.parent)] else { break }
      found.isHidden = found.isHidden ?? above.isHidden
      found.isStruck = found.isStruck ?? above.isStruck
      found.isOffLine = found.isOffLine ?? above.isOffLine
      found.isWhite = found.isWhite ?? above.isWhite
      found.isFilled = found.isFilled ?? above.isFilled
      found.parent = above.parent
    }
    return found
  }

  /// Why nobody reads a cell of a spreadsheet: a line goes through it, or it is white on white.
  struct CellLook {
    var isStruck = false
    var isWhite = false
  }

  func cellLook(_ name: String) -> CellLook {
    let marks = marks("table-cell", name)
    return CellLook(
      isStruck: marks.isStruck ?? false, isWhite: marks.isWhite ?? false && marks.isFilled != true)
  }

  /// Whether a length is 0, of any unit.
  private static func isNothing(_ length: String) -> Bool {
    length.utf8.count > 2 && Double(length.dropLast(2)) == 0
  }

  /// `2.54cm` in twentieths of a point; 0 for what is no length.
  private static func twips(_ length: String) -> Int {
    let units = ["cm": 1440 / 2.54, "mm": 144 / 2.54, "in": 1440, "pt": 20, "pc": 240, "px": 15]
    guard let unit = units[String(length.suffix(2))], let number = Double(length.dropLast(2)),
      (0..<1000).contains(number)
    else { return 0 }
    return Int(min(number * unit, 1_000_000))
  }
}

extension XMLReader {
  /// The value of an attribute of the element's own namespace.
  @_lifetime(borrow self) fileprivate func value(_ name: String) -> Span<UInt8> {
    attribute(Array(name.utf8))
  }
}
