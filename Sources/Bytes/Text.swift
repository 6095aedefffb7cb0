/// Questions about UTF-8 text that are answered on its bytes. The text must be valid UTF-8.
extension Span where Element == UInt8 {
  /// The length in bytes of the white space character at `index`, or 0 where there is none.
  ///
  /// Source: Unicode property White_Space (so U+00A0 and U+3000 are in, U+200B and U+FEFF are not).
  @inlinable public func whitespaceLength(at index: Int) -> Int {
    let first = self[index]
    if first < 0x80 { return first == 0x20 || first &- 9 < 5 ? 1 : 0 }
    guard first == 0xC2 || (0xE1...0xE3).contains(first) else { return 0 }
    return wideWhitespaceLength(at: index)
  }

  @usableFromInline func wideWhitespaceLength(at index: Int) -> Int {
    guard index + 1 < count else { return 0 }
    let second = self[index + 1]
    // U+3000: nearly all.
    if self[index] == 0xE3 { return second == 0x80 && index + 2 < count && self[index + 2] == 0x80 ? 3 : 0 }
    if self[index] == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard index + 2 < count else { return 0 }
    let third = self[index + 2]
    switch (self[index], second) {
    case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
    case (0xE2, 0x80): return third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    default: return 0
    }
  }

  /// As `whitespaceLength`, and zero-width characters (U+200B to U+200D, U+2060, U+FEFF) too: what no reader sees.
  @inlinable public func invisibleLength(at index: Int) -> Int {
    let first = self[index]
    if first < 0x80 { return first == 0x20 || first &- 9 < 5 ? 1 : 0 }
    guard first == 0xC2 || (0xE1...0xE3).contains(first) || first == 0xEF else { return 0 }
    return wideInvisibleLength(at: index)
  }

  @usableFromInline func wideInvisibleLength(at index: Int) -> Int {
    let white = wideWhitespaceLength(at: index)
    if white > 0 { return white }
    guard index + 2 < count else { return 0 }
    let (first, second, third) = (self[index], self[index + 1], self[index + 2])
    if first == 0xE2, second == 0x80, (0x8B...0x8D).contains(third) { return 3 }
    if first == 0xE2, second == 0x81, third == 0xA0 { return 3 }
    if first == 0xEF, second == 0xBB, third == 0xBF { return 3 }
    return 0
  }

  /// Whether nothing in `range` can be seen.
  @inlinable public func isBlank(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let length = invisibleLength(at: index)
      if length == 0 { return false }
      index += length
    }
    return true
  }

  /// `range` without the invisible characters at both ends.
  @inlinable public func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper {
      let first = self[lower]
      if first < 0x80 {
        guard first == 0x20 || first &- 9 < 5 else { break }
        lower += 1
      } else if first == 0xC2, lower + 1 < upper, self[lower + 1] == 0xA0 {
        lower += 2
      } else {
        // Ideographs, and other bytes that begin no blank.
        let length = 0xE4...0xEE ~= first ? 0 : invisibleLength(at: lower)
        if length == 0 { break }
        lower = Swift.min(lower + length, upper)
      }
    }
    while upper > lower {
      var last = upper - 1
      if self[last] < 0x80 {
        guard self[last] == 0x20 || self[last] &- 9 < 5 else { break }
        upper = last
        continue
      }
      if self[last] == 0xA0, upper - lower > 1, self[last - 1] == 0xC2 {
        upper -= 2
        continue
      }
      if upper - lower > 2, 0xE4...0xEE ~= self[upper - 3] { break }
      while last > lower, self[last] & 0xC0 == 0x80 { last -= 1 }
      if invisibleLength(at: last) == 0 { break }
      upper = last
    }
    return lower..<upper
  }

  /// Whether the bytes are those of `other`.
  @inlinable public func equals(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    if count >= 64 { return equalsLong(other) }
    let (left, right) = unsafe (bytes, other.bytes)
    if count >= 8 {
      var index = 0
      while index < count {
        // In bounds: eight bytes are there, and the last eight are compared where fewer are left.
        let place = Swift.min(index, count - 8)
        guard
          unsafe left.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
            == right.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
        else { return false }
        index += 8
      }
      return true
    }
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }

  /// A hash for tables in memory, eight bytes at a time. Its upper half is the better one.
  public var quickHash: UInt64 {
    let raw = unsafe bytes
    var hash = UInt64(count)
    if count >= 8 {
      // In bounds: eight bytes are there, and the last eight are looked at where fewer are left.
      var index = 0
      while index < count {
        let place = Swift.min(index, count - 8)
        let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
        hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
        index += 8
      }
    } else {
      for index in indices { hash = (hash ^ UInt64(self[index])) &* 0x9E37_79B9_7F4A_7C15 }
    }
    return hash &* 0x9E37_79B9_7F4A_7C15
  }

  @inlinable public func equals(_ other: [UInt8]) -> Bool { equals(other.span) }

  /// Whether the bytes begin with those of `other`.
  @inlinable public func starts(with other: [UInt8]) -> Bool {
    count >= other.count && extracting(0..<other.count).equals(other)
  }

  /// Where `pattern` first stands at or after `from`; `nil` if nowhere.
  public func firstIndex(of pattern: [UInt8], from: Int = 0) -> Int? {
    guard let head = pattern.first, let tail = pattern.last, count >= pattern.count else { return nil }
    let last = count - pattern.count
    var index = from
    // Its first and last bytes, at 16 places together; the last 16 places once more where fewer are left.
    while index <= last, last >= 15 {
      index = Swift.min(index, last - 15)
      let found =
        StructuralMask.ones(vector(at: index) .== SIMD16(repeating: head))
        & StructuralMask.ones(vector(at: index + pattern.count - 1) .== SIMD16(repeating: tail))
      let halves = unsafe unsafeBitCast(found, to: SIMD2<UInt64>.self)
      var bits = halves[0] | halves[1] == 0 ? 0 : StructuralMask.fold(found)
      while bits != 0 {
        let place = index + bits.trailingZeroBitCount
        if place >= from, stands(pattern, at: place) { return place }
        bits &= bits - 1
      }
      index += 16
    }
    while index <= last {
      if self[index] == head, stands(pattern, at: index) { return index }
      index += 1
    }
    return nil
  }

  private func stands(_ pattern: [UInt8], at index: Int) -> Bool {
    extracting(index..<index + pattern.count).equals(pattern)
  }
}

extension String {
  /// The text of UTF-8 bytes that were checked when they were read.
  @inlinable public init(_ span: Span<UInt8>) {
    self = unsafe span.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

extension Unicode.Scalar {
  /// Whether the character is written without blanks around it: Han, kana, and East Asian punctuation and full-width forms.
  public var isCJK: Bool {
    switch value {
    case 0x2E80...0x303F, 0x3040...0x30FF, 0x3100...0x31BF, 0x31C0...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
      true
    // “ ” ‘ ’ … — · ：in Chinese text these are as wide as the characters beside them.
    case 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x2014, 0x00B7: true
    default: false
    }
  }
}
