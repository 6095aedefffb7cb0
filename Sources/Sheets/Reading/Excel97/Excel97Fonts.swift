import Bytes

/// What the fonts of a workbook say of text, by their numbers.
struct Excel97Fonts: Sendable {
  private var looks: [RunLook] = []
  /// Whether none strikes out, raises or lowers.
  private(set) var arePlain = true

  /// Source: MS-XLS 2.4.122 (Font).
  mutating func add(_ data: Span<UInt8>) {
    let look = RunLook(
      isStruck: (data.littleEndian16(at: 2) ?? 0) & 8 != 0, isOffLine: data.littleEndian16(at: 8) ?? 0 != 0)
    if look != RunLook() { arePlain = false }
    looks.append(look)
  }

  /// No font has the number 4. Source: MS-XLS 2.5.129 (FontIndex).
  func look(_ font: Int) -> RunLook {
    let place = font > 4 ? font - 1 : font
    return font != 4 && place < looks.count ? looks[place] : RunLook()
  }
}
