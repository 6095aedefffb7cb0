import Bytes

/// The styles of a Word 97 document, by what they say of characters' being shown.
///
/// Source: MS-DOC 2.9.271 (STSH), 2.9.258 (STD), 2.9.350 and following (the properties of paragraph and character styles).
struct Word97Styles {
  private struct Style {
    var base = 0xFFF
    /// Where its properties of characters stand in the table stream.
    var properties = 0..<0
  }

  private var styles: [CharacterMarks] = []
  /// Whether a style may make the ground of its text or cells another one than white.
  private(set) var fills = false

  /// Bases of bases: more than 11 are a circle. Source: MS-DOC 2.9.260.
  private static let depth = 12

  init(_ file: Word97File) throws(ReportError) {
    let sheet = file.table.span.extracting(try file.range(of: .styles))
    guard let header = sheet.littleEndian16(at: 0), let count = sheet.littleEndian16(at: 2),
      let baseSize = sheet.littleEndian16(at: 4), baseSize >= 6
    else { return }
    var found: [Style] = []
    var place = 2 + header
    while found.count < count, let size = sheet.littleEndian16(at: place), place + 2 + size <= sheet.count {
      found.append(
        Self.style(sheet.extracting(place + 2..<place + 2 + size), baseSize: baseSize, at: place + 2))
      place += 2 + size
    }
    fills = Self.fill(in: sheet)
    guard found.contains(where: { !$0.properties.isEmpty }) else { return }
    for index in found.indices { styles.append(Self.marks(of: index, found, sheet)) }
  }

  /// Whether a shade of paragraphs, cells or tables stands there, as it seems.
  private static func fill(in sheet: Span<UInt8>) -> Bool {
    for place in sheet.indices.dropFirst(2) {
      let (code, length) = (sheet[place - 1] == 0xC6 || sheet[place - 1] == 0xD6, sheet[place])
      if code, length >= 10, length % 10 == 0, [0x4D, 0x12, 0x60].contains(sheet[place - 2]) { return true }
    }
    return false
  }

  /// - Parameter place: where the style stands among all.
  private static func style(_ bytes: Span<UInt8>, baseSize: Int, at place: Int) -> Style {
    guard let kinds = bytes.littleEndian16(at: 2), let counts = bytes.littleEndian16(at: 4),
      let nameLength = bytes.littleEndian16(at: baseSize)
    else { return Style() }
    var style = Style(base: kinds >> 4)
    // Behind the name: properties of paragraphs and of characters, or of characters alone.
    let wanted = [1: 1, 2: 0][kinds & 15]
    var start = baseSize + 2 + 2 * nameLength + 2
    for number in 0..<(counts & 15) {
      start += start & 1
      guard let size = bytes.littleEndian16(at: start), start + 2 + size <= bytes.count else { break }
      if number == wanted { style.properties = place + start + 2..<place + start + 2 + size }
      start += 2 + size
    }
    return style
  }

  /// What a style says, with those it is based on.
  private static func marks(of index: Int, _ styles: [Style], _ sheet: Span<UInt8>) -> CharacterMarks {
    var chain: [Int] = []
    var next = index
    while next < styles.count, chain.count < depth, !chain.contains(next) {
      chain.append(next)
      next = styles[next].base
    }
    var marks = CharacterMarks()
    for index in chain.reversed() {
      marks.apply(sheet.extracting(styles[index].properties), base: marks)
    }
    return marks
  }

  /// What a style of paragraphs or characters says.
  func marks(of style: Int) -> CharacterMarks {
    style < styles.count ? styles[style] : CharacterMarks()
  }
}
