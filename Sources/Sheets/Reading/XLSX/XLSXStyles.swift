import Bytes
import XML

/// The number formats of a package's cells, by the number of their style, and which styles strike out.
///
/// Source: ECMA-376 part 1, section 18.8.
struct XLSXStyles: Sendable {
  private(set) var formats: [NumberFormat] = []
  /// The numbers of the styles whose font is struck out.
  private(set) var struck: Set<Int> = []
  /// The numbers of those whose font is white, on no ground or a white one.
  private(set) var white: Set<Int> = []

  init() {}

  init(_ part: inout XMLPart) throws(WorkbookError) {
    try part.begin("styleSheet")
    var codes: [Int: NumberFormat] = [:]
    var (isInCells, isInFonts, isInFills) = (false, false, false)
    var fonts: [RunLook] = []
    /// Whether each ground is none, or white.
    var grounds: [Bool] = []
    // An extension writes what it changes in alternatives, of which one counts: the first that asks for what office programs know.
    var isChosen = false
    while true {
      switch try part.next() {
      case .start:
        if part.isMain("numFmt"), let id = part.number("numFmtId") {
          codes[id] = NumberFormat(code: part.text("formatCode"))
        } else if part.isMain("fonts") {
          isInFonts = true
        } else if isInFonts, part.isMain("font") {
          fonts.append(try part.runLook())
        } else if part.isMain("fills") {
          isInFills = true
        } else if isInFills, part.isMain("fill") {
          grounds.append(try part.isWhiteGround())
        } else if part.isMain("cellXfs") {
          isInCells = true
        } else if isInCells, part.isMain("xf") {
          let id = part.number("numFmtId") ?? 0
          if let font = part.number("fontId"), fonts.indices.contains(font) {
            if fonts[font].isStruck { struck.insert(formats.count) }
            let ground = part.number("fillId") ?? 0
            if fonts[font].isWhite, !grounds.indices.contains(ground) || grounds[ground] {
              white.insert(formats.count)
            }
          }
          formats.append(codes[id] ?? NumberFormat.builtIn(id))
          part.xml.skipContent()
        } else if part.xml.localName.equals(Array("AlternateContent".utf8)) {
          isChosen = false
        } else if part.xml.localName.equals(Array("Choice".utf8)), !isChosen, part.asksForKnown {
          isChosen = true
        } else if part.xml.localName.equals(Array("Fallback".utf8)), !isChosen {
          isChosen = true
        } else if !part.isMain("numFmts") {
          part.xml.skipContent()
        }
      case .end: if part.xml.depth == 1 { (isInCells, isInFonts, isInFills) = (false, false, false) }
      case .finish: return
      default: break
      }
    }
  }
}

extension XMLPart {
  /// What the properties of a font or run, whose element began, say of text; goes behind its end.
  ///
  /// Source: ECMA-376 part 1, sections 18.4.10 (strike) and 18.4.14 (vertAlign).
  mutating func runLook() throws(WorkbookError) -> RunLook {
    let depth = xml.depth
    var look = RunLook()
    while true {
      switch try next() {
      case .start:
        if isMain("strike") { look.isStruck = !["0", "false", "off"].contains(text("val")) }
        if isMain("color") { look.isWhite = isWhiteColor }
        if isMain("vertAlign") { look.isOffLine = ["superscript", "subscript"].contains(text("val")) }
        xml.skipContent()
      case .end: if xml.depth < depth { return look }
      case .finish: return look
      default: break
      }
    }
  }

  /// Whether a colour is white: by its value, as the background of the theme, or by its number. Source: ECMA-376 part 1, sections 18.8.3 and
  /// 18.8.27.
  private var isWhiteColor: Bool {
    text("rgb").uppercased() == "FFFFFFFF" || text("theme") == "0" && text("tint").isEmpty
      || ["1", "9", "65"].contains(text("indexed"))
  }

  /// Whether the fill that began leaves the ground white; goes behind its end. Source: ECMA-376 part 1, section 18.8.32 (patternFill).
  fileprivate mutating func isWhiteGround() throws(WorkbookError) -> Bool {
    let depth = xml.depth
    var (isNone, isSolid, isWhite) = (false, false, false)
    while true {
      switch try next() {
      case .start:
        if isMain("patternFill") {
          (isNone, isSolid) = (["", "none"].contains(text("patternType")), text("patternType") == "solid")
        }
        if isMain("fgColor") { isWhite = isWhiteColor }
      case .end: if xml.depth < depth { return isNone || isSolid && isWhite }
      case .finish: return false
      default: break
      }
    }
  }

  /// Whether the alternative that began asks only for extensions that Excel writes itself, by the prefixes that it gives them.
  ///
  /// Source: ECMA-376 part 3, section 7.6; [MS-XLSX] section 2.1.
  fileprivate var asksForKnown: Bool {
    let prefixes = text("Requires").split(separator: " ")
    return !prefixes.isEmpty && prefixes.allSatisfy { Self.knownExtensions.contains(String($0)) }
  }

  private static let knownExtensions: Set<String> = [
    "x12ac", "x14", "x14ac", "x15", "x15ac", "x16", "x16r2", "x16r3", "xr", "xr2", "xr3",
  ]
}
