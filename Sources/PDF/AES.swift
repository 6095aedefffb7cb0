/// AES with keys of 128 or 256 bits, in CBC mode (FIPS 197; NIST SP 800-38A, 6.2), and its inverse.
struct AES {
  private let tables = AESTables.shared
  /// Words of the round keys, those of a round together.
  private let keys: [UInt32]
  /// The same for the inverse cipher, in its order (FIPS 197, 5.3.5).
  private let inverseKeys: [UInt32]

  init(_ key: [UInt8]) {
    let count = key.count / 4
    var words = (0..<count).map { AES.word(key, at: 4 * $0) }
    var constant: UInt8 = 1
    for index in count..<4 * (count + 7) {
      var word = words[index - 1]
      if index % count == 0 {
        word = tables.substituted(word << 8 | word >> 24) ^ UInt32(constant) << 24
        constant = AESTables.doubled(constant)
      } else if count > 6, index % count == 4 {
        word = tables.substituted(word)
      }
      words.append(words[index - count] ^ word)
    }
    keys = words
    let last = words.count / 4 - 1
    inverseKeys = words.indices.map { [tables] index in
      let word = words[(last - index / 4) * 4 + index % 4]
      return index < 4 || index >= last * 4 ? word : tables.unmixed(word)
    }
  }

  private static func word(_ bytes: [UInt8], at index: Int) -> UInt32 {
    UInt32(bytes[index]) << 24 | UInt32(bytes[index + 1]) << 16 | UInt32(bytes[index + 2]) << 8
      | UInt32(bytes[index + 3])
  }

  private typealias Block = SIMD4<UInt32>

  private static func block(_ bytes: [UInt8], at index: Int) -> Block {
    Block(
      word(bytes, at: index), word(bytes, at: index + 4), word(bytes, at: index + 8),
      word(bytes, at: index + 12))
  }

  private static func append(_ block: Block, to bytes: inout [UInt8]) {
    for index in 0..<4 {
      for shift in [24, 16, 8, 0] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: block[index] >> shift))
      }
    }
  }

  /// Whole blocks.
  func encrypted(_ bytes: [UInt8], iv: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var last = Self.block(iv, at: 0)
    for start in stride(from: 0, through: bytes.count - 16, by: 16) {
      last = cipher(last ^ Self.block(bytes, at: start), keys, tables.forward, tables.box, step: 1)
      Self.append(last, to: &output)
    }
    return output
  }

  /// Whole blocks; what is left of a last one cannot be decrypted.
  func decrypted(_ bytes: [UInt8], from first: Int = 0, iv: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(max(0, bytes.count - first))
    var last = Self.block(iv, at: 0)
    for start in stride(from: first, through: bytes.count - 16, by: 16) {
      let block = Self.block(bytes, at: start)
      Self.append(last ^ cipher(block, inverseKeys, tables.backward, tables.inverseBox, step: 3), to: &output)
      last = block
    }
    return output
  }

  /// A block (5.1; the equivalent inverse, 5.3.5).
  /// - Parameter step: from a word to the one whose next byte goes with it: rows shift to the left, or to the right.
  private func cipher(_ input: Block, _ keys: [UInt32], _ mixed: [UInt32], _ box: [UInt8], step: Int) -> Block
  {
    let (keys, mixed, box) = (keys.span, mixed.span, box.span)
    func byte(_ state: Block, _ index: Int, _ row: Int) -> Int {
      Int(state[(index + row * step) & 3] >> UInt32(24 - 8 * row) & 255)
    }
    var state = input
    for index in 0..<4 { state[index] ^= keys[index] }
    for round in 1..<keys.count / 4 - 1 {
      var next = Block()
      for index in 0..<4 {
        let (first, second) = (mixed[byte(state, index, 0)], mixed[byte(state, index, 1)])
        let (third, fourth) = (mixed[byte(state, index, 2)], mixed[byte(state, index, 3)])
        let sum =
          first ^ (second >> 8 | second << 24) ^ (third >> 16 | third << 16) ^ (fourth >> 24 | fourth << 8)
        next[index] = sum ^ keys[4 * round + index]
      }
      state = next
    }
    var last = Block()
    for index in 0..<4 {
      for row in 0..<4 { last[index] = last[index] << 8 | UInt32(box[byte(state, index, row)]) }
      last[index] ^= keys[keys.count - 4 + index]
    }
    return last
  }
}

/// The boxes of AES (FIPS 197, 5.1.1), and what they and the mixing of columns make of a byte.
private struct AESTables: Sendable {
  static let shared = AESTables()

  var box = [UInt8](repeating: 0, count: 256)
  var inverseBox = [UInt8](repeating: 0, count: 256)
  var forward: [UInt32] = []
  var backward: [UInt32] = []

  private init() {
    // Every byte but 0 is a power of 3, and its inverse the same power of 3's inverse, 0xF6.
    var (power, inverse): (UInt8, UInt8) = (1, 1)
    repeat {
      box[Int(power)] = Self.turned(inverse)
      power ^= Self.doubled(power)
      inverse = Self.product(inverse, 0xF6)
    } while power != 1
    box[0] = Self.turned(0)
    for (byte, substitute) in box.enumerated() { inverseBox[Int(substitute)] = UInt8(byte) }
    forward = box.map { Self.column($0, [2, 1, 1, 3]) }
    backward = inverseBox.map { Self.column($0, [14, 9, 13, 11]) }
  }

  /// The affine part of the box.
  private static func turned(_ byte: UInt8) -> UInt8 {
    var turned = byte ^ 0x63
    for count: UInt8 in 1...4 { turned ^= byte << count | byte >> (8 - count) }
    return turned
  }

  private static func column(_ byte: UInt8, _ factors: [UInt8]) -> UInt32 {
    factors.reduce(0) { $0 << 8 | UInt32(product(byte, $1)) }
  }

  static func doubled(_ byte: UInt8) -> UInt8 { byte << 1 ^ (byte & 0x80 == 0 ? 0 : 0x1B) }

  private static func product(_ byte: UInt8, _ factor: UInt8) -> UInt8 {
    var (sum, byte, factor): (UInt8, UInt8, UInt8) = (0, byte, factor)
    while factor > 0 {
      if factor & 1 == 1 { sum ^= byte }
      byte = doubled(byte)
      factor >>= 1
    }
    return sum
  }

  func substituted(_ word: UInt32) -> UInt32 {
    var substituted: UInt32 = 0
    for shift: UInt32 in [24, 16, 8, 0] {
      substituted = substituted << 8 | UInt32(box[Int(word >> shift & 255)])
    }
    return substituted
  }

  /// The inverse mixing of a column: what `backward` makes of bytes that the box has been undone for.
  func unmixed(_ word: UInt32) -> UInt32 {
    var sum: UInt32 = 0
    for row in 0..<4 {
      let column = backward[Int(box[Int(word >> UInt32(24 - 8 * row) & 255)])]
      sum ^= row == 0 ? column : column >> UInt32(8 * row) | column << UInt32(32 - 8 * row)
    }
    return sum
  }
}

/// RC4, which encrypts and decrypts alike; test vectors in RFC 6229.
enum RC4 {
  static func applied(_ key: [UInt8], to bytes: [UInt8]) -> [UInt8] {
    guard !key.isEmpty else { return bytes }
    var state = (0...255).map { UInt8($0) }
    var second: UInt8 = 0
    for index in 0..<256 {
      second &+= state[index] &+ key[index % key.count]
      state.swapAt(index, Int(second))
    }
    var output = bytes
    var first: UInt8 = 0
    second = 0
    for index in output.indices {
      first &+= 1
      second &+= state[Int(first)]
      state.swapAt(Int(first), Int(second))
      output[index] ^= state[Int(state[Int(first)] &+ state[Int(second)])]
    }
    return output
  }
}
