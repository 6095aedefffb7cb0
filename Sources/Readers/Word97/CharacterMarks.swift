import Bytes

/// What properties say of characters: whether they are shown, and how.
///
/// Source: MS-DOC 2.6.1 (the properties of characters), 2.9.328 (ToggleOperand).
struct CharacterMarks: Equatable {
  var isVanished = false
  var isStruck = false
  var isDoublyStruck = false
  /// Made small, and raised above the line or set below it.
  var isScript = false
  /// At a distance from the line.
  var isMoved = false
  /// Deleted while changes were tracked.
  var isDeleted = false
  var isWhite = false
  /// Whether the ground of the text is another one than white.
  var isFilled = false
  /// The character of a symbol font that is shown; 0 for none.
  var symbol: UInt32 = 0

  var isOffLine: Bool { isScript || isMoved }
  var isHidden: Bool { isVanished || isStruck || isDoublyStruck || isDeleted }

  /// Takes what properties say.
  ///
  /// - Parameters:
  ///   - base: what the styles say.
  ///   - style: gives what a character style says together with the style of the paragraph.
  mutating func apply(
    _ properties: Span<UInt8>, base: CharacterMarks,
    style: (Int) -> CharacterMarks = { _ in CharacterMarks() }
  ) {
    var base = base
    var sprm = Sprm()
    while sprm.next(in: properties) {
      let value = sprm.byte(in: properties)
      switch sprm.code {
      case Sprm.vanish: isVanished = Self.toggled(value, base.isVanished, isVanished)
      case Sprm.strike: isStruck = Self.toggled(value, base.isStruck, isStruck)
      case Sprm.doubleStrike: isDoublyStruck = Self.toggled(value, base.isDoublyStruck, isDoublyStruck)
      case Sprm.deleted: isDeleted = Self.toggled(value, false, isDeleted)
      case Sprm.raise: isScript = value == 1 || value == 2
      case Sprm.position: isMoved = properties.littleEndian16(at: sprm.operand.lowerBound) ?? 0 != 0
      // The number of a colour: 8 is white. Source: MS-DOC 2.9.119 (Ico).
      case Sprm.oldColor: isWhite = value == 8
      case Sprm.color:
        isWhite = (0..<4).allSatisfy { properties[sprm.operand.lowerBound + $0] == ($0 < 3 ? 255 : 0) }
      case Sprm.highlight: if value != 0, value != 8 { isFilled = true }
      case Sprm.characterShading, Sprm.oldCharacterShading: if sprm.isFill(in: properties) { isFilled = true }
      case Sprm.characterStyle:
        guard let number = properties.littleEndian16(at: sprm.operand.lowerBound) else { continue }
        base = style(number)
        takeLooks(of: base)
      case Sprm.plain: takeLooks(of: base)
      case Sprm.symbol:
        guard let code = properties.littleEndian16(at: sprm.operand.lowerBound + 2) else { continue }
        // Symbol fonts have their characters there, as the XML of such documents says them.
        symbol = UInt32(code < 0x100 ? 0xF000 + code : code)
      default: break
      }
    }
  }

  private mutating func takeLooks(of style: CharacterMarks) {
    (isVanished, isStruck, isDoublyStruck) = (style.isVanished, style.isStruck, style.isDoublyStruck)
    (isScript, isMoved, isWhite) = (style.isScript, style.isMoved, style.isWhite)
  }

  /// A switch that is off, on, as in the style, or the opposite of it: 0, 1, 0x80, 0x81.
  private static func toggled(_ value: UInt8, _ base: Bool, _ current: Bool) -> Bool {
    switch value {
    case 0: false
    case 1: true
    case 0x80: base
    case 0x81: !base
    default: current
    }
  }

  /// These marks of a style of characters together with those of the paragraph's: two that hide undo each other.
  func toggling(_ paragraph: CharacterMarks) -> CharacterMarks {
    var marks = self
    marks.isVanished = isVanished != paragraph.isVanished
    marks.isStruck = isStruck != paragraph.isStruck
    marks.isDoublyStruck = isDoublyStruck != paragraph.isDoublyStruck
    marks.isScript = isScript || paragraph.isScript
    marks.isMoved = isMoved || paragraph.isMoved
    marks.isWhite = isWhite || paragraph.isWhite
    return marks
  }
}
