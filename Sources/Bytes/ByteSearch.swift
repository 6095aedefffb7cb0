#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Looking for single bytes, and comparing, many at a time.
extension Span where Element == UInt8 {
  /// Where `byte` first stands at or after `start`; `nil` if nowhere. 20 GB/s: it is memchr(3).
  public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count else { return nil }
    return unsafe withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress,
        // In bounds: `count - start` bytes follow `base + start`.
        let found = unsafe memchr(base + start, Int32(byte), count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// As `equals`, for texts of equal length that are worth a call.
  @usableFromInline func equalsLong(_ other: Span<UInt8>) -> Bool {
    precondition(count == other.count)
    return unsafe withUnsafeBufferPointer { left in
      unsafe other.withUnsafeBufferPointer { right in
        guard let first = left.baseAddress, let second = right.baseAddress else { return true }
        // In bounds: both have as many bytes.
        return unsafe memcmp(first, second, left.count) == 0
      }
    }
  }

  /// Whether the bytes stand before those of another text in the order of their bytes.
  package func precedes(_ other: Span<UInt8>) -> Bool {
    let shared = Swift.min(count, other.count)
    let order = unsafe withUnsafeBufferPointer { left in
      unsafe other.withUnsafeBufferPointer { right in
        guard let first = left.baseAddress, let second = right.baseAddress else { return Int32(0) }
        // In bounds: both have as many bytes.
        return unsafe memcmp(first, second, shared)
      }
    }
    return order < 0 || order == 0 && count < other.count
  }

  /// How often `byte` stands in the first `end` bytes.
  public func count(of byte: UInt8, upTo end: Int) -> Int {
    var found = 0
    var index = 0
    while index + 16 <= end {
      // Each lane counts for itself, as far as a byte goes.
      var counts = SIMD16<UInt8>(repeating: 0)
      let stop = Swift.min(end, index + 16 * 255)
      while index + 64 <= stop {
        for lane in 0..<4 {
          counts &-= StructuralMask.ones(vector(at: index + lane * 16) .== SIMD16(repeating: byte))
        }
        index += 64
      }
      while index + 16 <= stop {
        counts &-= StructuralMask.ones(vector(at: index) .== SIMD16(repeating: byte))
        index += 16
      }
      for lane in 0..<16 { found += Int(counts[lane]) }
    }
    while index < end {
      if self[index] == byte { found += 1 }
      index += 1
    }
    return found
  }

  /// Where the first byte that is not ASCII stands at or after `start`; `count` if nowhere.
  public func firstNonASCII(from start: Int) -> Int {
    var index = start
    while index + 16 <= count {
      let high = vector(at: index) & SIMD16(repeating: 0x80)
      let halves = unsafe unsafeBitCast(high, to: SIMD2<UInt64>.self)
      if halves[0] | halves[1] != 0 { break }
      index += 16
    }
    while index < count, self[index] < 0x80 { index += 1 }
    return index
  }

  /// Whether the text stands in one line of CSV as it is: no comma, quote or control character, and no first byte of a character
  /// that may be a line separator (C2, E2). `false` only says that it wants a closer look.
  public var isPlainField: Bool {
    if count < 16 {
      for index in indices {
        let byte = self[index]
        if byte < .space || byte == .comma || byte == .quote || byte == 0xC2 || byte == 0xE2 { return false }
      }
      return true
    }
    var index = 0
    while true {
      let vector = vector(at: index)
      let found =
        StructuralMask.ones(vector .< SIMD16(repeating: .space))
        | StructuralMask.ones(vector .== SIMD16(repeating: .comma))
        | StructuralMask.ones(vector .== SIMD16(repeating: .quote))
        | StructuralMask.ones(vector .== SIMD16(repeating: 0xC2))
        | StructuralMask.ones(vector .== SIMD16(repeating: 0xE2))
      let halves = unsafe unsafeBitCast(found, to: SIMD2<UInt64>.self)
      if halves[0] | halves[1] != 0 { return false }
      if index + 16 == count { return true }
      // The last vector may overlap the one before.
      index = Swift.min(index + 16, count - 16)
    }
  }

  @inline(__always) func vector(at index: Int) -> SIMD16<UInt8> {
    precondition(index >= 0 && index + 16 <= count, "16 bytes are there")
    // In bounds by the precondition.
    return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
  }
}

extension Span where Element == UInt8 {
  /// The place of the byte at `index`, for messages, when the text begins on `line`. Columns count characters.
  public func location(of index: Int, name: String, firstLine line: Int) -> Location {
    var (line, column) = (line, 1)
    for place in 0..<index {
      if self[place] == .lineFeed {
        (line, column) = (line + 1, 1)
      } else if self[place] & 0xC0 != 0x80 {
        column += 1
      }
    }
    return Location(name, line: line, column: column)
  }
}
