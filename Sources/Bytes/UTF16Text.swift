/// UTF-16 as old office programs store it.
extension [UInt8] {
  /// Appends UTF-16 as UTF-8; a half of a pair by itself becomes U+FFFD.
  public mutating func append(utf16 units: Span<UInt16>) {
    var index = 0
    while index < units.count {
      let unit = units[index]
      index += 1
      switch unit {
      case ..<0x80: append(UInt8(truncatingIfNeeded: unit))
      case ..<0x800: append(UInt8(truncatingIfNeeded: 0xC0 | unit >> 6))
      case 0xD800...0xDFFF:
        var scalar = Unicode.Scalar(0xFFFD as UInt16)
        if unit < 0xDC00, index < units.count, 0xDC00...0xDFFF ~= units[index] {
          scalar = Unicode.Scalar(0x10000 + (UInt32(unit) & 0x3FF) << 10 + (UInt32(units[index]) & 0x3FF))
          index += 1
        }
        if let encoded = UTF8.encode(scalar ?? "\u{FFFD}") { append(contentsOf: encoded) }
        continue
      default:
        append(UInt8(truncatingIfNeeded: 0xE0 | unit >> 12))
        append(UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3F))
      }
      if unit >= 0x80 { append(UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)) }
    }
  }
}
