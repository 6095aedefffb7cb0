/// Holding text against UTF-8, 64 bytes at a time: facts are read as fast as they come, and all of them are checked.
extension Span where Element == UInt8 {
  /// How far the bytes are UTF-8: the first byte of a character that does not fit, or that the end cuts; `count` where all fit.
  ///
  /// - Parameter start: the beginning of a character.
  public func validEnd(from start: Int = 0) -> Int {
    var index = start
    while index < count {
      // The two bytes before a byte say what it may be.
      if index >= 2 {
        var end = index
        while end + 64 <= count, fits(at: end) { end += 64 }
        // A character may go on behind the last block.
        if end > index { index = self[end - 1] >= 0xC0 ? end - 1 : self[end - 2] >= 0xE0 ? end - 2 : end }
      }
      // What is behind is rare or wrong, or the end.
      let stop = Swift.min(index + 64, count)
      while index < stop {
        let length = validLength(at: index)
        if length == 0 { return index }
        index += length
      }
    }
    return index
  }

  /// Whether 64 bytes fit each other and the two before them.
  @inline(__always) private func fits(at index: Int) -> Bool {
    precondition(index >= 2 && index + 64 <= count, "64 bytes are there, and two before them")
    let bad = misfits(at: index) | misfits(at: index + 16) | misfits(at: index + 32) | misfits(at: index + 48)
    let halves = unsafe unsafeBitCast(bad, to: SIMD2<UInt64>.self)
    return (halves[0] | halves[1]) & 0x8080_8080_8080_8080 == 0
  }

  /// The top bit where one of 16 bytes does not fit the two before it. Characters of four bytes, and those that begin with E0, E1 or ED,
  /// are left to a closer look: behind some of these not all bytes may stand.
  ///
  /// - Precondition: they are there.
  @inline(__always) private func misfits(at index: Int) -> SIMD16<UInt8> {
    let raw = unsafe bytes
    // In bounds by the precondition. Signed, for there are instructions that compare such bytes: what is below -64 continues a
    // character, -64 and above begins one of two bytes or more, -32 one of three, -16 one of four.
    let current = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<Int8>.self)
    let before = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index - 1, as: SIMD16<Int8>.self)
    let second = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index - 2, as: SIMD16<Int8>.self)
    let continues = StructuralMask.ones(current .< SIMD16(repeating: -64))
    // The top bit says that it is no ASCII.
    let mustContinue = above(before, -65) & text(before) | above(second, -33) & text(second)
    let text = text(current)
    // C0, C1, E0 and E1 differ in two bits.
    let isRare =
      above(current, -17) & text
      | StructuralMask.ones(text & SIMD16(repeating: 0xDE) .== SIMD16(repeating: 0xC0))
      | StructuralMask.ones(text .== SIMD16(repeating: 0xED))
    return (continues ^ mustContinue) | isRare
  }

  @inline(__always) private func text(_ vector: SIMD16<Int8>) -> SIMD16<UInt8> {
    unsafe unsafeBitCast(vector, to: SIMD16<UInt8>.self)
  }

  /// All ones where a byte is above another.
  @inline(__always) private func above(_ vector: SIMD16<Int8>, _ byte: Int8) -> SIMD16<UInt8> {
    StructuralMask.ones(vector .> SIMD16(repeating: byte))
  }

  /// Whether these few bytes are the beginning of a character in UTF-8, and not all of it.
  var isBeginningOfCharacter: Bool {
    guard count > 0, 0xC2...0xF4 ~= self[0], count < (self[0] >= 0xF0 ? 4 : self[0] >= 0xE0 ? 3 : 2) else {
      return false
    }
    for index in 1..<count where self[index] & 0xC0 != 0x80 { return false }
    return true
  }
}
