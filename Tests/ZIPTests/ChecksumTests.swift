import Testing

@testable import ZIP

/// Bit by bit, as the standard defines it.
private func plainChecksum(_ bytes: [UInt8], behind start: UInt32 = 0) -> UInt32 {
  var crc = ~start
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
  return ~crc
}

@Test func checksumsOfAllShortLengthsAreThoseOfTheStandard() {
  let bytes = (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }
  for count in bytes.indices {
    let part = Array(bytes[..<count])
    #expect(Checksum.crc32(part.span) == plainChecksum(part), "\(count) bytes")
  }
}

@Test func checksumsGoOnFromPartToPart() {
  let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ 7) }
  let whole = plainChecksum(bytes)
  for cut in [1, 63, 64, 65, 80, 1000, 4999] {
    let first = Checksum.crc32(bytes.span.extracting(0..<cut))
    #expect(Checksum.crc32(bytes.span.extracting(cut..<bytes.count), behind: first) == whole, "cut at \(cut)")
  }
}
