/// Finds characters that are printed again within a fifth of an em, and half of their width: bold and shadows made of two prints.
///
/// A hash table of the places of characters, in squares of one to two ems.
struct DoublePrints {
  private struct Entry {
    /// 0 where the place is empty.
    var scalar: UInt32 = 0
    var hash: UInt32 = 0
    var x: Float = 0
    var y: Float = 0
    /// Its place among the characters of the page.
    var glyph: Int32 = 0
  }

  /// Their number is a power of two.
  private var entries = [Entry](repeating: Entry(), count: 1024)
  private var count = 0

  /// Where the same character stands here already; keeps it where it does not. No two digits of one number stand so near, however narrow they
  /// are: that is what the width says.
  ///
  /// - Parameter glyph: its place among the characters of the page, where it is kept.
  /// - Returns: where it is kept; `nil` where it was not there.
  mutating func place(
    of scalar: UInt32, x: Float, y: Float, em: Float, width: Float, glyph: Int
  ) -> Int? {
    let em = max(em, 1)
    // Few sizes are near the bounds of a power of two of this: prints that differ by a rounding have squares of one size.
    let inverse = 1 / (1.37 * Self.powerOfTwo(above: em / 1.37))
    let reach = min(em * 0.2, width * 0.5)
    let (left, right) = (Self.index(x - reach, inverse), Self.index(x + reach, inverse))
    let (top, bottom) = (Self.index(y - reach, inverse), Self.index(y + reach, inverse))
    for column in left...right {
      for row in top...bottom {
        var place = Int(Self.hash(scalar, column, row)) & (entries.count - 1)
        while entries[place].scalar != 0 {
          let entry = entries[place]
          if entry.scalar == scalar, abs(entry.x - x) < reach, abs(entry.y - y) < reach {
            return place
          }
          place = (place + 1) & (entries.count - 1)
        }
      }
    }
    if count * 2 >= entries.count { grow() }
    let hash = Self.hash(scalar, Self.index(x, inverse), Self.index(y, inverse))
    keep(Entry(scalar: scalar, hash: hash, x: x, y: y, glyph: Int32(truncatingIfNeeded: glyph)))
    count += 1
    return nil
  }

  /// The place of a character among those of the page, and that of the one which is printed anew there.
  subscript(place: Int) -> Int {
    get { Int(entries[place].glyph) }
    set { entries[place].glyph = Int32(truncatingIfNeeded: newValue) }
  }

  @inline(__always)
  private mutating func keep(_ entry: Entry) {
    var place = Int(entry.hash) & (entries.count - 1)
    while entries[place].scalar != 0 { place = (place + 1) & (entries.count - 1) }
    entries[place] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: old.count * 2)
    for entry in old where entry.scalar != 0 { keep(entry) }
  }

  @inline(__always)
  private static func index(_ value: Float, _ inverse: Float) -> Int32 {
    Int32((min(max(value, -1e6), 1e6) * inverse).rounded(.down))
  }

  @inline(__always)
  private static func hash(_ scalar: UInt32, _ column: Int32, _ row: Int32) -> UInt32 {
    var hash = scalar &* 0x9E37_79B1
    hash = (hash ^ UInt32(bitPattern: column)) &* 0x85EB_CA77
    hash = (hash ^ UInt32(bitPattern: row)) &* 0xC2B2_AE3D
    return hash ^ hash >> 15
  }

  @inline(__always)
  private static func powerOfTwo(above value: Float) -> Float {
    Float(bitPattern: (value.bitPattern >> 23 + 1) << 23)
  }
}

/// Areas that were filled, in order, as far as white text may show on them.
struct Backgrounds {
  private var areas: [(area: Area, isWhite: Bool)] = []
  /// White text on thousands of areas is looked up so far; what comes then does not count.
  private var budget = 20_000_000

  /// Lines are no backgrounds.
  private static let thinnest = 3.0

  mutating func add(_ area: Area, isWhite: Bool) {
    guard area.x1 - area.x0 > Self.thinnest, area.y1 - area.y0 > Self.thinnest else { return }
    areas.append((area, isWhite))
  }

  /// Whether the uppermost area at a point is of another colour.
  mutating func showsWhite(atX x: Double, y: Double) -> Bool {
    for index in areas.indices.reversed() {
      budget -= 1
      if budget < 0 { return false }
      if areas[index].area.holds(x, y) { return !areas[index].isWhite }
    }
    return false
  }
}
