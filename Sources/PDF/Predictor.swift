/// What was done to rows of samples before they were compressed (ISO 32000-1, 7.4.4.4), and its undoing.
struct Predictor {
  /// 2 is TIFF's; 10 to 15 are PNG's, where each row says its own.
  let kind: Int
  /// Bytes from a sample to the one before it, at least one.
  let step: Int
  /// Bytes of a row.
  let row: Int

  /// - Returns: `nil` where the numbers are none that rows can have.
  init?(kind: Int, colors: Int, bits: Int, columns: Int) {
    guard (1...256).contains(colors), [1, 2, 4, 8, 16].contains(bits), (1...(1 << 30)).contains(columns),
      kind >= 10 && kind <= 15 || kind == 2 && bits == 8
    else { return nil }
    self.kind = kind
    step = max(1, colors * bits / 8)
    row = (columns * colors * bits + 7) / 8
  }

  /// A last row that is short is undone as far as it goes.
  func undone(_ bytes: [UInt8]) -> [UInt8] { kind == 2 ? undoneTIFF(bytes) : undonePNG(bytes) }

  private func undoneTIFF(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for start in stride(from: 0, to: bytes.count, by: row) {
      let end = min(start + row, bytes.count)
      for index in start..<end where index >= start + step { bytes[index] &+= bytes[index - step] }
    }
    return bytes
  }

  /// In place: rows move to the front as their first bytes, which say their filters, fall away.
  private func undonePNG(_ input: [UInt8]) -> [UInt8] {
    var bytes = input
    var (from, to) = (0, 0)
    while from < bytes.count {
      let filter = bytes[from]
      let length = min(row, bytes.count - from - 1)
      undoRow(&bytes, filter, from: from + 1, to: to, length: length)
      from += length + 1
      to += length
    }
    bytes.removeSubrange(to...)
    return bytes
  }

  /// The row above ends where this one begins; the first has none, which counts as zeros.
  private func undoRow(_ bytes: inout [UInt8], _ filter: UInt8, from: Int, to: Int, length: Int) {
    let hasAbove = to > 0
    for place in 0..<length {
      let left = place >= step ? bytes[to + place - step] : 0
      let above = hasAbove ? bytes[to + place - row] : 0
      let corner = hasAbove && place >= step ? bytes[to + place - row - step] : 0
      let guess: UInt8 =
        switch filter {
        case 1: left
        case 2: above
        case 3: UInt8((Int(left) + Int(above)) / 2)
        case 4: Self.paeth(left, above, corner)
        default: 0
        }
      bytes[to + place] = bytes[from + place] &+ guess
    }
  }

  /// Of the three the nearest to left + above - corner (PNG, 9.4).
  private static func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
    let guess = Int(left) + Int(above) - Int(corner)
    let (a, b, c) = (abs(guess - Int(left)), abs(guess - Int(above)), abs(guess - Int(corner)))
    return a <= b && a <= c ? left : b <= c ? above : corner
  }
}
