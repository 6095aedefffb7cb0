import Bytes

/// Numbers by normalised label: a table over bytes, for `Dictionary` hashes an array one element at a time.
public struct LabelTable: Sendable {
  private struct Entry {
    /// The half of the hash that does not tell the slot: nearly all other labels are told apart by it.
    let hash: UInt32
    let start: UInt32
    let end: UInt32
    let number: Int
  }

  private var entries: [Entry] = []
  /// The labels, one behind the other: arrays of their own were counted up and down at every look.
  private var bytes: [UInt8] = []
  /// Index into `entries` plus 1; 0 is free. As many as a power of two, at least twice the entries.
  private var slots: [Int32] = Array(repeating: 0, count: 64)

  public init() {}

  /// The number of a label, or `nil` for one that is not there.
  public func number(of key: Span<UInt8>) -> Int? {
    let hash = key.quickHash
    let (slots, entries) = (slots.span, entries.span)
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot] - 1)]
      if entry.hash == UInt32(truncatingIfNeeded: hash),
        key.equals(bytes.span.extracting(Int(entry.start)..<Int(entry.end)))
      {
        return entry.number
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Gives a label that is not there its number.
  public mutating func insert(_ key: [UInt8], number: Int) {
    precondition(self.number(of: key.span) == nil, "the label is not there")
    let start = bytes.count
    bytes.append(contentsOf: key)
    let hash = UInt32(truncatingIfNeeded: key.span.quickHash)
    entries.append(
      Entry(
        hash: hash, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: bytes.count),
        number: number))
    if entries.count * 2 <= slots.count {
      fill(entries.count - 1)
    } else {
      slots = Array(repeating: 0, count: slots.count * 2)
      for index in entries.indices { fill(index) }
    }
  }

  private mutating func fill(_ index: Int) {
    let entry = entries[index]
    let hash = bytes.span.extracting(Int(entry.start)..<Int(entry.end)).quickHash
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index + 1)
  }
}
