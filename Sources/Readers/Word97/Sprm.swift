import Bytes

/// Single property modifiers, one behind the other: a code and an operand whose length the code tells.
///
/// Source: MS-DOC 2.2.5.1 (Sprm), 2.6 (their list).
struct Sprm {
  // Of paragraphs.
  static let paragraphStyle = 0x4600
  static let inTable = 0x2416
  static let rowEnd = 0x2417
  static let depth = 0x6649
  static let depthChange = 0x664A
  static let innerCellEnd = 0x244B
  static let innerRowEnd = 0x244C
  /// More properties, in the stream of data.
  static let hugeProperties = 0x6646
  static let oldHugeProperties = 0x6645
  /// All properties of a row, in the stream of data: what follows is for programs that do not know this one.
  static let tableProperties = 0x646B
  private static let tabs = 0xC615
  // Of table rows.
  static let definition = 0xD608
  static let oldDefinition = 0xD606
  static let insertCells = 0x7621
  static let deleteCells = 0x5622
  static let cellWidth = 0x7623
  static let mergeCells = 0x5624
  static let splitCells = 0x5625
  static let mergeDownwards = 0xD62B
  // Of characters.
  static let deleted = 0x0800
  static let vanish = 0x083C
  static let strike = 0x0837
  static let doubleStrike = 0x2A53
  static let raise = 0x2A48
  /// A distance from the line in half points.
  static let position = 0x4845
  static let characterStyle = 0x4A30
  static let plain = 0x2A33
  static let symbol = 0x6A09
  static let oldColor = 0x2A42
  static let color = 0x6870
  static let highlight = 0x2A0C
  // Shades: those before Word 2000 have numbers for colours.
  static let characterShading = 0xCA71
  static let oldCharacterShading = 0x4866
  private static let oldShadings: Set = [oldCharacterShading, 0x442D, 0xD609, 0x7627, 0x7628]
  /// Of characters, paragraphs, cells by lists of them, and tables.
  private static let shadings: Set = [
    characterShading, 0xC64D, 0xD60C, 0xD612, 0xD616, 0xD62D, 0xD62E, 0xD660, 0xD670, 0xD671, 0xD672,
  ]

  private(set) var code = 0
  /// Where its operand stands, without its length.
  private(set) var operand = 0..<0
  private var place = 0

  /// Whether it is one of a table row.
  var isOfRow: Bool { code >> 10 & 7 == 5 }

  /// Whether it makes the ground of anything another one than white.
  ///
  /// Source: MS-DOC 2.9.247 (Shd), 2.9.248 (Shd80).
  func isFill(in bytes: Span<UInt8>) -> Bool {
    let isOld = Self.oldShadings.contains(code)
    guard isOld || Self.shadings.contains(code) else { return false }
    // Those of some cells begin with the numbers of the cells.
    let skipped = [0x7627: 2, 0x7628: 2, 0xD62D: 2, 0xD62E: 2][code] ?? 0
    var place = operand.lowerBound + skipped
    while place + (isOld ? 2 : 10) <= operand.upperBound {
      if isOld {
        let shade = bytes.littleEndian16(at: place) ?? 0
        if shade != 0xFFFF, ![0, 8].contains(shade >> 5 & 31) || shade >> 10 != 0 { return true }
      } else {
        let (ground, pattern) = (
          bytes.littleEndian32(at: place + 4) ?? 0, bytes.littleEndian16(at: place + 8)
        )
        if pattern != 0xFFFF, pattern != 0 || ground >> 24 != 0xFF && ground & 0xFF_FFFF != 0xFF_FFFF {
          return true
        }
      }
      place += isOld ? 2 : 10
    }
    return false
  }

  /// The first byte of the operand.
  func byte(in bytes: Span<UInt8>) -> UInt8 { operand.isEmpty ? 0 : bytes[operand.lowerBound] }

  /// Goes to the next one; `false` behind the last one, and where the bytes end in one.
  mutating func next(in bytes: Span<UInt8>) -> Bool {
    guard let code = bytes.littleEndian16(at: place) else { return false }
    var start = place + 2
    var count = 0
    switch code >> 13 {
    case 0, 1: count = 1
    case 2, 4, 5: count = 2
    case 3: count = 4
    case 7: count = 3
    default:
      guard start < bytes.count else { return false }
      if code == Self.definition || code == Self.oldDefinition {
        // The length of a row's definition has two bytes, and says one more than there are.
        guard let length = bytes.littleEndian16(at: start), length > 0 else { return false }
        (start, count) = (start + 2, length - 1)
      } else if code == Self.tabs, bytes[start] == 255 {
        // As long as its lists say. Source: MS-DOC 2.9.182.
        guard start + 1 < bytes.count else { return false }
        let deleted = 4 * Int(bytes[start + 1])
        guard start + 2 + deleted < bytes.count else { return false }
        count = 2 + deleted + 3 * Int(bytes[start + 2 + deleted])
        start += 1
      } else {
        count = Int(bytes[start])
        start += 1
      }
    }
    guard start + count <= bytes.count else { return false }
    (self.code, operand, place) = (code, start..<start + count, start + count)
    return true
  }
}
