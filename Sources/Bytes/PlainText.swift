/// Telling plain text from what wants a closer look, 16 bytes at a time.
extension Span where Element == UInt8 {
  /// How far text surely is plain: UTF-8 of characters of one to three bytes without NUL, VT, NEL, LS, PS, radicals (U+2E80 to
  /// U+2FFF) or a CR that no LF follows. A place before a character, which may be plain too; `start` at the least.
  ///
  /// - Parameter start: the end of a character that is no CR.
  public func plainEnd(from start: Int) -> Int {
    // The bytes before a byte say what it may be: the first two are looked at by the caller.
    guard start >= 2 else { return start }
    var index = start
    while index + 16 <= count, isPlain(at: index) { index += 16 }
    guard index > start else { return start }
    // A character that goes on behind the last block, and a CR at its end.
    if self[index - 1] >= 0xC0 || self[index - 1] == .carriageReturn { return index - 1 }
    return self[index - 2] >= 0xE0 ? index - 2 : index
  }

  /// Whether 16 bytes fit each other and the two before them, all of which are there: the caller counts.
  @inline(__always) private func isPlain(at index: Int) -> Bool {
    let raw = unsafe bytes
    // In bounds: `plainEnd` begins at 2 or behind it, and ends 16 before the end.
    let current = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
    let before = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index - 1, as: SIMD16<UInt8>.self)
    let second = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index - 2, as: SIMD16<UInt8>.self)
    let isContinuation = equal(current & SIMD16(repeating: 0xC0), 0x80)
    let mustContinue =
      equal(before & SIMD16(repeating: 0xC0), 0xC0) | equal(second & SIMD16(repeating: 0xE0), 0xE0)
    // Behind E0 and ED not all bytes may stand; C0 and C1 begin nothing; F0 and above are rare.
    let isOdd =
      equal(current, 0xE0) | equal(current, 0xED) | equal(current & SIMD16(repeating: 0xF0), 0xF0)
      | equal(current & SIMD16(repeating: 0xFE), 0xC0)
    let isControl = equal(current, 0) | equal(current, 0x0B)
    guard isZero((isContinuation ^ mustContinue) | isOdd | isControl) else { return false }
    // A CR alone, separators of lines (C2 85, E2 80 A8, E2 80 A9) and radicals. Few blocks hold what may begin one.
    let beginsC2 = equal(before, 0xC2)
    let beginsE2 = equal(second, 0xE2)
    let isReturn = equal(before, .carriageReturn)
    if isZero(beginsC2 | beginsE2 | isReturn) { return true }
    let isLineEnd = equal(current, .lineFeed) | equal(current, .carriageReturn)
    let isSeparator =
      beginsC2 & equal(current, 0x85)
      | beginsE2 & equal(before, 0x80) & equal(current & SIMD16(repeating: 0xFE), 0xA8)
    // E2 BA to E2 BF.
    let isRadical =
      beginsE2
      & (equal(before & SIMD16(repeating: 0xFE), 0xBA) | equal(before & SIMD16(repeating: 0xFC), 0xBC))
    return isZero(isReturn & (isLineEnd ^ SIMD16(repeating: 0xFF)) | isSeparator | isRadical)
  }

  @inline(__always) private func isZero(_ bytes: SIMD16<UInt8>) -> Bool {
    let halves = unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] == 0
  }

  /// Whether ( （ 【 or 〔 stands in a text.
  public var hasOpeningBracket: Bool {
    var index = 0
    while index + 18 <= count {
      let (first, second, third) = (vector(at: index), vector(at: index + 1), vector(at: index + 2))
      let found =
        equal(first, 0x28) | equal(first, 0xEF) & equal(second, 0xBC) & equal(third, 0x88)
        | equal(first, 0xE3) & equal(second, 0x80) & equal(third & SIMD16(repeating: 0xFB), 0x90)
      let halves = unsafe unsafeBitCast(found, to: SIMD2<UInt64>.self)
      if halves[0] | halves[1] != 0 { return true }
      index += 16
    }
    while index < count {
      switch self[index] {
      case 0x28: return true
      case 0xEF: if index + 2 < count, self[index + 1] == 0xBC, self[index + 2] == 0x88 { return true }
      case 0xE3:
        if index + 2 < count, self[index + 1] == 0x80, self[index + 2] & 0xFB == 0x90 { return true }
      default: break
      }
      index += 1
    }
    return false
  }

  /// All ones where a byte stands. Comparisons with a scalar, and those for less or greater, would run an element loop.
  @inline(__always) private func equal(_ vector: SIMD16<UInt8>, _ byte: UInt8) -> SIMD16<UInt8> {
    StructuralMask.ones(vector .== SIMD16(repeating: byte))
  }

  /// The length of the character that begins at `index`; 0 where the bytes are no UTF-8.
  public func validLength(at index: Int) -> Int {
    let first = self[index]
    if first < 0x80 { return 1 }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard 0xC2...0xF4 ~= first, index + length <= count else { return 0 }
    for offset in 1..<length where self[index + offset] & 0xC0 != 0x80 { return 0 }
    // Longer than need be, a surrogate, or beyond U+10FFFF.
    switch (first, self[index + 1]) {
    case (0xE0, ..<0xA0), (0xED, 0xA0...), (0xF0, ..<0x90), (0xF4, 0x90...): return 0
    default: return length
    }
  }
}
