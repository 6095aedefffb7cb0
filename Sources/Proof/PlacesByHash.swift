/// Finds places by the hash of what stands there.
///
/// A dictionary would have a box for each hash that several things may share, and hash the hash again.
struct PlacesByHash: Sendable {
  /// A place plus 1, the first of its hash; 0 is free. As many as a power of two, at least twice the places.
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  /// By place, the next one of the same hash; -1 for none.
  private var following: [Int32] = []

  init() { slots = Array(repeating: 0, count: 1024) }

  /// The first place of a hash; -1 for none.
  func first(_ hash: UInt64) -> Int { Int(slots[slot(hash)]) - 1 }

  /// The next place of the same hash; -1 for none.
  func next(_ place: Int) -> Int { Int(following[place]) }

  /// Adds the next place.
  mutating func append(_ hash: UInt64) {
    let place = hashes.count
    hashes.append(hash)
    following.append(-1)
    if hashes.count * 2 > slots.count {
      slots = Array(repeating: 0, count: slots.count * 2)
      for place in hashes.indices { fill(place) }
    } else {
      fill(place)
    }
  }

  private mutating func fill(_ place: Int) {
    let slot = slot(hashes[place])
    following[place] = slots[slot] - 1
    slots[slot] = Int32(place + 1)
  }

  /// Where a hash stands, or may be put.
  private func slot(_ hash: UInt64) -> Int {
    let (slots, hashes) = (slots.span, hashes.span)
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[slot] != 0, hashes[Int(slots[slot]) - 1] != hash { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}
