import Bytes

/// Which styles of a workbook of Excel 97 to 2003 make text white on white: fonts, styles and colours stand one behind the other.
struct Excel97Colors {
  /// The numbers of colours that are white: that of the first eight, and one of the palette, unless it is another.
  private var whites: Set<Int> = [1, 9]
  /// The colours of the fonts in their order.
  private var fonts: [Int] = []
  private var styles: [(font: Int, pattern: Int, ground: Int)] = []

  /// Source: MS-XLS 2.4.122 (Font).
  mutating func add(font data: Span<UInt8>) { fonts.append(data.littleEndian16(at: 4) ?? 0) }

  /// Source: MS-XLS 2.4.353 (XF), 2.5.20 (CellXF).
  mutating func add(style data: Span<UInt8>) {
    let font = data.littleEndian16(at: 0) ?? 0
    // No font has the number 4.
    styles.append(
      (
        font > 4 ? font - 1 : font, (data.littleEndian16(at: 16) ?? 0) >> 10,
        (data.littleEndian16(at: 18) ?? 0) & 0x7F
      ))
  }

  /// Source: MS-XLS 2.4.188 (Palette).
  mutating func take(palette data: Span<UInt8>) {
    whites = [1]
    for index in 0..<min(data.littleEndian16(at: 0) ?? 0, 56) {
      let place = 2 + 4 * index
      guard place + 3 <= data.count else { return }
      if (0..<3).allSatisfy({ data[place + $0] == 0xFF }) { whites.insert(8 + index) }
    }
  }

  /// The numbers of the styles whose font is white, on no ground or on a solid one that is white or the window's.
  var whiteStyles: Set<Int> {
    var found: Set<Int> = []
    for (number, style) in styles.enumerated() {
      guard style.font < fonts.count, whites.contains(fonts[style.font]) else { continue }
      let isWhite = style.pattern == 0 || style.pattern == 1 && whites.union([65]).contains(style.ground)
      if isWhite { found.insert(number) }
    }
    return found
  }
}
