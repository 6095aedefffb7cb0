/// The places of up to three bytes in a text, one after another: 64 bytes are looked at together, and lines are short.
public struct ByteCursor {
  @usableFromInline let first: UInt8
  @usableFromInline let second: UInt8
  @usableFromInline let third: UInt8
  /// The places left in the last 64 bytes that were looked at, which end at `end`.
  @usableFromInline var bits: UInt64 = 0
  @usableFromInline var end = 0

  public init(_ first: UInt8, or second: UInt8, or third: UInt8) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// The next place; the text's length at its end.
  ///
  /// - Parameter text: the same each time, or longer by then.
  @inlinable @inline(__always) public mutating func next(in text: Span<UInt8>) -> Int {
    if bits == 0, !findMore(in: text) { return text.count }
    let place = end - StructuralMask.width + bits.trailingZeroBitCount
    bits &= bits - 1
    return place
  }

  /// Looks at more bytes; `false` where none of the rest is looked for.
  @usableFromInline mutating func findMore(in text: Span<UInt8>) -> Bool {
    while end + StructuralMask.width <= text.count {
      bits = StructuralMask.bits(text, at: end, first, second, third)
      end += StructuralMask.width
      if bits != 0 { return true }
    }
    while end < text.count {
      end += 1
      let byte = text[end - 1]
      guard byte == first || byte == second || byte == third else { continue }
      // As the last of 64 bytes.
      bits = 1 << UInt64(StructuralMask.width - 1)
      return true
    }
    return false
  }
}
