import Bytes

/// What a font says of a code: its character, and how far the pen goes.
struct FontEntry {
  /// The character, or what else `Font` gives for it.
  var scalar: UInt32
  /// In parts of the font's size.
  var width: Float

  /// White space: the pen moves.
  static let space: UInt32 = 0
  /// White space by its name, but its glyph draws something.
  static let drawnSpace: UInt32 = 1
  /// Not looked up yet.
  static let unasked: UInt32 = 0xFFFF_FFFF
  /// Several characters: this and the index of the text in `Font.texts`.
  static let text: UInt32 = 0x8000_0000
}

/// A font of a document (ISO 32000-1, 9.5): codes to characters and widths.
///
/// A code is looked up in the font's own tables when it is met first, and kept in flat pages of 256.
final class Font {
  /// As the file names it.
  let name: [UInt8]
  let isVertical: Bool
  let codes: CodeShape
  /// The height of what the font draws as 1, in parts of the font's size: Type 3 fonts may draw at any scale.
  let emScale: Double
  /// Its characters are content streams.
  let isType3: Bool

  private let source: any FontSource
  /// For each high byte, where its page begins in `entries`; 0 is the page of codes not asked for. Unchecked, as `entries`: no access
  /// spans another.
  @exclusivity(unchecked) private(set) var pages = Font.noPages
  @exclusivity(unchecked) private(set) var entries = Font.noEntries
  private(set) var texts: [[UInt32]] = []
  private static let noPages = [Int32](repeating: 0, count: 256)
  private static let noEntries = [FontEntry](
    repeating: FontEntry(scalar: FontEntry.unasked, width: 0), count: 256)
  /// Codes of more than two bytes.
  private var longEntries: [UInt32: FontEntry] = [:]

  init(
    _ source: any FontSource, name: [UInt8], codes: CodeShape, isVertical: Bool, emScale: Double = 1,
    isType3: Bool = false
  ) {
    self.source = source
    self.isType3 = isType3
    self.name = name
    self.codes = codes
    self.isVertical = isVertical
    self.emScale = emScale
  }

  /// What the font says of a code.
  @inline(__always)
  func entry(_ code: UInt32) -> FontEntry {
    if code <= 0xFFFF {
      // Safe: `ask` alone writes, and is not running.
      let entry = unsafe entries[Int(pages[Int(code >> 8)]) + Int(code & 0xFF)]
      if entry.scalar != FontEntry.unasked { return entry }
    }
    return ask(code)
  }

  @inline(never)
  private func ask(_ code: UInt32) -> FontEntry {
    if code > 0xFFFF, let known = longEntries[code] { return known }
    let (written, width) = source.look(code)
    var folded: [UInt32] = []
    for scalar in written ?? [] { Folding.append(scalar, to: &folded) }
    var entry = FontEntry(scalar: 0xFFFD, width: Float(width))
    if let written, !written.isEmpty {
      switch folded.count {
      case 0: entry.scalar = source.draws(code) ? FontEntry.drawnSpace : FontEntry.space
      case 1: entry.scalar = folded[0]
      default:
        entry.scalar = FontEntry.text + UInt32(texts.count)
        texts.append(folded)
      }
    }
    if code > 0xFFFF {
      longEntries[code] = entry
      return entry
    }
    let page = Int(code >> 8)
    // Safe: nothing else has access meanwhile.
    if unsafe pages[page] == 0 {
      unsafe pages[page] = Int32(entries.count)
      unsafe entries += Font.noEntries
    }
    unsafe entries[Int(pages[page]) + Int(code & 0xFF)] = entry
    return entry
  }

  /// How the pen goes and where the character stands, in vertical writing.
  func vertical(_ code: UInt32) -> VerticalMetrics { source.vertical(code) }
}

/// The tables of a kind of font.
protocol FontSource {
  /// The characters of a code as they are written, none where the font does not tell; and its width in parts of the font's size.
  func look(_ code: UInt32) -> (text: [UInt32]?, width: Double)
  func vertical(_ code: UInt32) -> VerticalMetrics
  /// Whether the glyph of a code is known to draw something.
  func draws(_ code: UInt32) -> Bool
}

extension FontSource {
  func vertical(_ code: UInt32) -> VerticalMetrics { VerticalMetrics() }
  func draws(_ code: UInt32) -> Bool { false }
}

/// In parts of the font's size (9.7.4.3).
struct VerticalMetrics {
  /// Displacement downwards, as the standard has it: minus 1 for most.
  var advance = -1.0
  /// From the middle of the character's width to the pen, and from its top.
  var offsetX = 0.0
  var offsetY = 0.0
}

/// How the bytes of a string are cut into codes.
enum CodeShape {
  case oneByte
  case twoBytes
  /// UTF-16, big end first: four bytes where a pair begins.
  case utf16
  case utf8
  case utf32
  /// GBK and GB18030: below 0x81 one byte; four bytes where the second one is a digit and `isLong`.
  case gb(isLong: Bool)
  case spaces([CMap.CodeSpace])

  /// The code at a place, and how many bytes it has.
  func code(_ bytes: Span<UInt8>, at place: Int) -> (code: UInt32, length: Int) {
    let first = bytes[place]
    switch self {
    case .oneByte: return (UInt32(first), 1)
    case .twoBytes: return Self.joined(bytes, place, 2)
    case .utf16: return Self.joined(bytes, place, first & 0xFC == 0xD8 ? 4 : 2)
    case .utf32: return Self.joined(bytes, place, 4)
    case .utf8: return Self.joined(bytes, place, first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4)
    case .gb(let isLong):
      if first < 0x81 || first == 0xFF { return (UInt32(first), 1) }
      let isFour = isLong && place + 1 < bytes.count && bytes[place + 1].isDigit
      return Self.joined(bytes, place, isFour ? 4 : 2)
    case .spaces(let spaces): return Self.code(bytes, place, spaces)
    }
  }

  private static func joined(_ bytes: Span<UInt8>, _ place: Int, _ length: Int) -> (code: UInt32, length: Int)
  {
    let length = min(length, bytes.count - place)
    var code: UInt32 = 0
    for index in place..<place + length { code = code << 8 | UInt32(bytes[index]) }
    return (code, length)
  }

  /// The shortest code that lies in a space; where none does, as many bytes as the shortest space that its first byte begins, else as
  /// the shortest of all (9.7.6.3).
  private static func code(
    _ bytes: Span<UInt8>, _ place: Int, _ spaces: [CMap.CodeSpace]
  ) -> (code: UInt32, length: Int) {
    for length in 1...min(4, bytes.count - place) {
      let code = joined(bytes, place, length)
      if spaces.contains(where: { $0.length == length && $0.holds(code.code, bytes: length) }) { return code }
    }
    let first = UInt32(bytes[place])
    let begun = spaces.filter { $0.holds(first, bytes: 1) }
    let length = (begun.isEmpty ? spaces : begun).map(\.length).min() ?? 2
    return joined(bytes, place, length)
  }
}
