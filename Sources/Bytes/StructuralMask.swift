/// Finds the bytes that structure CSV, 32 at a time, and pages, 64 at a time.
///
/// Vectors of 16 bytes are compared with the four bytes in question, and each comparison is folded into a bit: 8 GB/s,
/// where a loop over bytes reaches 1. Pure SIMD types; a C header with intrinsics gained nothing in a whole process.
public enum StructuralMask {
  /// The number of bytes a mask is about.
  @inlinable public static var width: Int { 64 }
  /// The same for fields: records are short, and each begins a mask of its own.
  @inlinable public static var fieldWidth: Int { 32 }

  /// One bit for each of the 32 bytes at `index`, set where it is the delimiter, a quote, LF or CR.
  ///
  /// - Precondition: `index + 32 <= bytes.count`.
  @inlinable @inline(__always) public static func bits(_ bytes: Span<UInt8>, at index: Int, delimiter: UInt8)
    -> UInt64
  {
    precondition(index >= 0 && index + 32 <= bytes.count, "32 bytes are there")
    let raw = unsafe bytes.bytes
    var bits: UInt64 = 0
    for lane in 0..<2 {
      // In bounds by the precondition.
      let vector = unsafe raw.unsafeLoadUnaligned(
        fromUncheckedByteOffset: index + lane * 16, as: SIMD16<UInt8>.self)
      bits |= UInt64(fold(vector, delimiter: delimiter)) << UInt64(lane * 16)
    }
    return bits
  }

  /// One bit for each of the 64 bytes at `index`, set where it is one of three bytes.
  ///
  /// - Precondition: `index + 64 <= bytes.count`.
  @inline(__always) static func bits(
    _ bytes: Span<UInt8>, at index: Int, _ first: UInt8, _ second: UInt8, _ third: UInt8
  )
    -> UInt64
  {
    var bits: UInt64 = 0
    for lane in 0..<4 {
      let vector = bytes.vector(at: index + lane * 16)
      let found =
        ones(vector .== SIMD16(repeating: first)) | ones(vector .== SIMD16(repeating: second))
        | ones(vector .== SIMD16(repeating: third))
      bits |= UInt64(fold(found)) << UInt64(lane * 16)
    }
    return bits
  }

  /// All ones where the comparison held, all zeros elsewhere.
  @inlinable @inline(__always) static func ones(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD16<UInt8> {
    unsafe unsafeBitCast(mask, to: SIMD16<UInt8>.self)
  }

  @inlinable @inline(__always) static func fold(_ vector: SIMD16<UInt8>, delimiter: UInt8) -> UInt16 {
    // Masks are cast to bytes before they are joined: joining the masks themselves runs an element loop.
    let ones =
      ones(vector .== SIMD16(repeating: delimiter)) | ones(vector .== SIMD16(repeating: .quote))
      | ones(vector .== SIMD16(repeating: .lineFeed)) | ones(vector .== SIMD16(repeating: .carriageReturn))
    return fold(ones)
  }

  /// One bit for each byte that is all ones.
  @inlinable @inline(__always) static func fold(_ ones: SIMD16<UInt8>) -> UInt16 {
    let weights = SIMD16<UInt8>(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
    let halves = unsafe unsafeBitCast(ones & weights, to: SIMD2<UInt64>.self)
    // The eight bytes of a half have one bit each: their sum is a byte, which the product has on top.
    let sums = halves &* SIMD2(repeating: 0x0101_0101_0101_0101)
    return UInt16(truncatingIfNeeded: sums[0] >> 56) | UInt16(truncatingIfNeeded: sums[1] >> 56) << 8
  }
}
