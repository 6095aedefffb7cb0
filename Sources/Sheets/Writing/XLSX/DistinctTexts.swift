import Bytes

/// The distinct texts of a workbook, each with a number.
struct DistinctTexts {
  /// All texts, one behind the other, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  /// Open addressing: hashes, and numbers from 1; 0 is free. A power of two, at most half full.
  private var slots: [(hash: UInt32, number: UInt32)] = Array(repeating: (0, 0), count: 1024)
  /// For each text the one that stood below it last: facts come in the same order in each report.
  private var below: [Int32] = []
  /// For each column the text of the row before; -1 for none.
  private var above: [Int] = []
  /// How many cells have a text.
  private(set) var references = 0

  var count: Int { ends.count - 1 }

  func text(_ number: Int) -> ArraySlice<UInt8> { bytes[ends[number]..<ends[number + 1]] }

  /// The number of a text in a column, from 0.
  mutating func number(_ text: Span<UInt8>, column: Int) -> Int {
    references += 1
    while column >= above.count { above.append(-1) }
    let last = above[column]
    if last >= 0 {
      // Agency and section stay, rows and columns come in the order of the form.
      if isText(last, text) { return last }
      let guess = Int(below[last])
      if guess >= 0, isText(guess, text) {
        above[column] = guess
        return guess
      }
    }
    let number = find(text)
    if last >= 0 { below[last] = Int32(truncatingIfNeeded: number) }
    above[column] = number
    return number
  }

  private func isText(_ number: Int, _ text: Span<UInt8>) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == text.count else { return false }
    return text.equals(bytes.span.extracting(start..<start + text.count))
  }

  private mutating func find(_ text: Span<UInt8>) -> Int {
    let hash = UInt32(truncatingIfNeeded: text.wordHash)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot].number > 0 {
      let number = Int(slots[slot].number) - 1
      if slots[slot].hash == hash, isText(number, text) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    bytes.append(span: text)
    ends.append(bytes.count)
    below.append(-1)
    slots[slot] = (hash, UInt32(count))
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 2)
    for entry in old where entry.number > 0 {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot].number > 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}

extension Span where Element == UInt8 {
  /// A hash, eight bytes at a time.
  fileprivate var wordHash: UInt64 {
    var hash = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 8 <= count {
      // In bounds: eight bytes are left.
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      index += 8
    }
    while index < count {
      hash = (hash ^ UInt64(self[index])) &* 0x100_0000_01B3
      index += 1
    }
    return hash ^ hash >> 29
  }
}
