/// Classes of characters (ISO 32000-1, 7.2.2).
extension UInt8 {
  /// White space (7.2.2, table 1): NUL, tab, LF, FF, CR, space.
  @inline(__always) var isPDFSpace: Bool {
    self <= 32 && (1 as UInt64) << UInt64(self) & 0x1_0000_3601 != 0
  }

  /// Neither white space nor one of `()<>[]{}/%`.
  @inline(__always) var isPDFRegular: Bool {
    if self > 0x7D { return true }
    // Bits of the bytes 0 to 63, and of 64 to 127.
    let bit = (1 as UInt64) << UInt64(self & 63)
    return bit & (self < 64 ? 0x5000_8321_0000_3601 : 0x2800_0000_2800_0000) == 0
  }

  /// The value of a hexadecimal digit.
  @inline(__always) var hexDigit: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}

extension [UInt8] {
  /// A number of some bytes, the big end first, as font programs have it; 0 beyond the end.
  func bigEndian(at place: Int, _ count: Int) -> Int {
    guard place >= 0, place + count <= self.count else { return 0 }
    var value = 0
    for index in place..<place + count { value = value << 8 | Int(self[index]) }
    return value
  }
}
