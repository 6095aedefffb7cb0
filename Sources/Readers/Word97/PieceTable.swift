import Bytes

/// The text of a Word 97 document: where its pieces stand, and the characters.
///
/// Source: MS-DOC 2.4.1 (text), 2.9.38 (Clx), 2.9.73 (FcCompressed), 2.9.215 and 2.9.216 (Prm).
struct PieceTable {
  struct Piece {
    /// The positions of its characters.
    let positions: Range<Int>
    /// Where the first one stands in the main stream.
    let offset: Int
    /// The bytes of each.
    let width: Int
    /// Properties for all of it, which a program changed last: a range of `modifiers`.
    let modifiers: Range<Int>

    /// Where a character stands in the main stream.
    func offset(of position: Int) -> Int { offset + (position - positions.lowerBound) * width }
  }

  private(set) var pieces: [Piece] = []
  /// The characters of the document by their positions, as UTF-16.
  private(set) var units: [UInt16] = []
  /// Properties that pieces point to.
  private(set) var modifiers: [UInt8] = []

  private let name: String

  /// - Throws: where the pieces leave out text of the body or of the text boxes, or stand beyond the end of their stream.
  init(_ file: Word97File) throws(ReportError) {
    name = file.name
    let part = file.table.span.extracting(try file.range(of: .pieces))
    var place = 0
    // Lists of properties, which pieces point to by their numbers.
    var lists: [Range<Int>] = []
    while place < part.count, part[place] == 1, let size = part.littleEndian16(at: place + 1),
      place + 3 + size <= part.count
    {
      let lower = modifiers.count
      modifiers.append(span: part.extracting(place + 3..<place + 3 + size))
      lists.append(lower..<modifiers.count)
      place += 3 + size
    }
    guard place < part.count, part[place] == 2, let size = part.offset32(at: place + 1), size >= 16,
      size <= part.count - place - 5
    else { throw .damagedDocument(name: name, why: "it has no table of its pieces of text") }
    let needed = file.boxes.isEmpty ? file.body.upperBound : file.boxes.upperBound
    try readPieces(part.extracting(place + 5..<place + 5 + size), file.main.span, lists, upTo: needed)
  }

  private mutating func readPieces(
    _ table: Span<UInt8>, _ main: Span<UInt8>, _ lists: [Range<Int>], upTo needed: Int
  ) throws(ReportError) {
    let count = (table.count - 4) / 12
    units.reserveCapacity(min(needed, main.count))
    for index in 0..<count where units.count < needed {
      let descriptor = 4 * (count + 1) + 8 * index
      guard let start = table.offset32(at: 4 * index), let end = table.offset32(at: 4 * index + 4),
        let stored = table.offset32(at: descriptor + 2),
        let modifier = table.littleEndian16(at: descriptor + 6)
      else { break }
      guard start == units.count, end >= start else {
        throw .damagedDocument(name: name, why: "its pieces of text leave out a part of it, or overlap")
      }
      // Beyond what is needed stand headers, and the end.
      let last = min(end, needed)
      let isCompressed = stored & 0x4000_0000 != 0
      let offset = (stored & 0x3FFF_FFFF) / (isCompressed ? 2 : 1)
      let piece = Piece(
        positions: start..<last, offset: offset, width: isCompressed ? 1 : 2,
        modifiers: properties(modifier, lists))
      guard piece.offset(of: last) <= main.count else {
        throw .damagedDocument(
          name: name, why: "text stands beyond the end of its stream, or the file is cut short")
      }
      append(main.extracting(offset..<max(offset, piece.offset(of: last))), isCompressed)
      pieces.append(piece)
    }
    guard units.count >= needed else {
      throw .damagedDocument(name: name, why: "its pieces of text are fewer than its text")
    }
  }

  private mutating func append(_ bytes: Span<UInt8>, _ isCompressed: Bool) {
    if isCompressed {
      for index in bytes.indices { units.append(Self.character(bytes[index])) }
    } else {
      var index = 0
      while index + 1 < bytes.count {
        units.append(UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
        index += 2
      }
    }
  }

  /// The properties that a piece points to: one of the lists, or a single one.
  private mutating func properties(_ modifier: Int, _ lists: [Range<Int>]) -> Range<Int> {
    if modifier & 1 == 1 { return modifier >> 1 < lists.count ? lists[modifier >> 1] : 0..<0 }
    guard let code = Self.singles[modifier >> 1 & 0x7F] else { return 0..<0 }
    let lower = modifiers.count
    modifiers += [UInt8(code & 0xFF), UInt8(code >> 8), UInt8(modifier >> 8)]
    return lower..<modifiers.count
  }

  /// Of the properties that a piece can have by itself those that are asked for. Source: MS-DOC 2.9.215.
  private static let singles = [
    0x18: Sprm.inTable, 0x19: Sprm.rowEnd, 0x41: Sprm.deleted, 0x57: Sprm.strike, 0x5C: Sprm.vanish,
  ]

  /// A character of eight bits: as in Latin-1, but for those that MS-DOC 2.9.73 lists.
  static func character(_ byte: UInt8) -> UInt16 {
    guard 0x82...0x9F ~= byte else { return UInt16(byte) }
    return listed[Int(byte) - 0x82]
  }

  private static let listed: [UInt16] = [
    0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x8E, 0x8F,
    0x90,
    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x9E,
    0x0178,
  ]

  /// The number of the piece that a position is in.
  func piece(at position: Int) -> Int {
    var (low, high) = (0, pieces.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if pieces[middle].positions.lowerBound <= position { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
