import Bytes

/// Numbers by normalised label: a table over bytes, for `Dictionary` hashes an array one element at a time.
public struct LabelTable: Sendable {
  private var keys: [[UInt8]] = []
  private var numbers: [Int] = []
  /// Index into `keys` plus 1; 0 is free. As many as a power of two, at least twice the keys.
  private var slots: [Int32] = Array(repeating: 0, count: 64)

  public init() {}

  /// The number of a label, or `nil` for one that is not there.
  public func number(of key: Span<UInt8>) -> Int? {
    var slot = place(of: key)
    while slots[slot] != 0 {
      let index = Int(slots[slot] - 1)
      if key.equals(keys[index]) { return numbers[index] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Gives a label that is not there its number.
  public mutating func insert(_ key: [UInt8], number: Int) {
    precondition(self.number(of: key.span) == nil, "the label is not there")
    keys.append(key)
    numbers.append(number)
    if keys.count * 2 <= slots.count {
      fill(keys.count - 1)
    } else {
      slots = Array(repeating: 0, count: slots.count * 2)
      for index in keys.indices { fill(index) }
    }
  }

  private mutating func fill(_ index: Int) {
    let key = keys[index]
    var slot = place(of: key.span)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index + 1)
  }

  private func place(of key: Span<UInt8>) -> Int {
    Int(truncatingIfNeeded: key.quickHash >> 32) & (slots.count - 1)
  }
}
