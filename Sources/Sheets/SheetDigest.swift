import Bytes

/// A checksum of the cells of a sheet that hold something: of their places and texts, in any order.
///
/// It tells whether somebody has changed a sheet, not who wrote it. Formats, widths and remarks do not count, nor do zeros that a
/// format shows behind a figure.
public struct SheetDigest: Sendable {
  private var sum: UInt64 = 0

  public init() {}

  /// Adds a cell.
  ///
  /// - Parameters:
  ///   - row: from 1.
  ///   - column: from 0.
  public mutating func add(_ text: Span<UInt8>, row: Int, column: Int) {
    if text.isEmpty { return }
    let text = text.extracting(0..<text.endOfFigure)
    var hash = UInt64(truncatingIfNeeded: row) << 20 ^ UInt64(truncatingIfNeeded: column) ^ Self.start
    var index = 0
    while index + 8 <= text.count {
      hash = Self.mixed(hash ^ text.word(at: index, count: 8))
      index += 8
    }
    hash = Self.mixed(hash ^ text.word(at: index, count: text.count - index) ^ UInt64(text.count) << 56)
    sum = sum &+ Self.mixed(hash)
  }

  /// The finaliser of SplitMix64, shortened: each bit changes half of the others.
  @inline(__always) private static func mixed(_ value: UInt64) -> UInt64 {
    let product = (value ^ value >> 31) &* 0xBF58_476D_1CE4_E5B9
    return product ^ product >> 29
  }

  private static var start: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// Sixteen hexadecimal digits.
  public var text: String {
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Span where Element == UInt8 {
  /// Up to eight bytes as a number, the first one lowest.
  @inline(__always) fileprivate func word(at index: Int, count: Int) -> UInt64 {
    // In bounds: the caller has seen that eight bytes are there.
    if count == 8 {
      return unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    }
    var word: UInt64 = 0
    for offset in 0..<count { word |= UInt64(self[index + offset]) << UInt64(8 * offset) }
    return word
  }
}
