/// Undoes LZWDecode (ISO 32000-1, 7.4.4.2): codes of 9 to 12 bits, 256 clears the table, 257 ends.
struct LZW {
  private static let clear = 256
  private static let end = 257
  private static let size = 4_096

  // Of each code from 258 on: the code before its last byte, that byte, its first byte, its length.
  private var prefixes = [UInt16](repeating: 0, count: Self.size)
  private var lasts: [UInt8]
  private var firsts: [UInt8]
  private var lengths: [UInt16]
  private var count = 258
  private var previous: Int?
  private var output: [UInt8] = []

  private init() {
    let own = (0..<Self.size).map { UInt8(truncatingIfNeeded: $0) }
    (lasts, firsts) = (own, own)
    lengths = [UInt16](repeating: 1, count: Self.size)
  }

  /// - Parameter isEarly: whether codes grow one code before they must (`EarlyChange`, 1 unless said).
  static func decoded(_ input: Span<UInt8>, isEarly: Bool, limit: Int) -> Decoded {
    var table = LZW()
    var (bits, bitCount, width): (UInt32, Int, Int) = (0, 0, 9)
    for index in input.indices {
      bits = bits << 8 | UInt32(input[index])
      bitCount += 8
      guard bitCount >= width else { continue }
      bitCount -= width
      let code = Int(bits >> UInt32(bitCount))
      bits &= 1 << UInt32(bitCount) - 1
      if code == Self.end { return Decoded(bytes: table.output) }
      guard table.take(code) else { return Decoded(bytes: table.output, state: .damaged) }
      if table.output.count > limit { return Decoded(state: .tooLarge) }
      width = table.width(isEarly: isEarly)
    }
    // Many files leave the end out.
    return Decoded(bytes: table.output)
  }

  private func width(isEarly: Bool) -> Int {
    let next = count + (isEarly ? 1 : 0)
    return next < 512 ? 9 : next < 1_024 ? 10 : next < 2_048 ? 11 : 12
  }

  /// Puts out what a code stands for; `false` where it stands for nothing.
  private mutating func take(_ code: Int) -> Bool {
    if code == Self.clear {
      (count, previous) = (258, nil)
      return true
    }
    guard let before = previous else {
      guard code < 256 else { return false }
      output.append(UInt8(code))
      previous = code
      return true
    }
    guard code <= count, code < Self.size else { return false }
    // The code that comes next is what was before and its own first byte.
    let first = code < count ? firsts[code] : firsts[before]
    if count < Self.size {
      prefixes[count] = UInt16(before)
      lasts[count] = first
      firsts[count] = firsts[before]
      lengths[count] = lengths[before] &+ 1
      count += 1
    }
    guard code < count else { return false }
    put(code)
    previous = code
    return true
  }

  private mutating func put(_ code: Int) {
    var (rest, index) = (code, output.count + Int(lengths[code]) - 1)
    output.append(contentsOf: repeatElement(0, count: Int(lengths[code])))
    while rest >= 258 {
      output[index] = lasts[rest]
      index -= 1
      rest = Int(prefixes[rest])
    }
    output[index] = UInt8(truncatingIfNeeded: rest)
  }
}
