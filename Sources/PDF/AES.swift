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
      // Words 1 and 3 change places: see `cipher`.
      let word = words[(last - index / 4) * 4 + (4 - index % 4) % 4]
      return index < 4 || index >= last * 4 ? word : tables.unmixed(word)
    }
  }

  private static func word(_ bytes: [UInt8], at index: Int) -> UInt32 {
    UInt32(bytes[index]) << 24 | UInt32(bytes[index + 1]) << 16 | UInt32(bytes[index + 2]) << 8
      | UInt32(bytes[index + 3])
  }

  /// The columns of a block (3.4).
  private struct Block {
    var a: UInt32
    var b: UInt32
    var c: UInt32
    var d: UInt32

    init(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
      (self.a, self.b, self.c, self.d) = (a, b, c, d)
    }

    init(_ bytes: [UInt8], at index: Int) {
      self.init(
        word(bytes, at: index), word(bytes, at: index + 4), word(bytes, at: index + 8),
        word(bytes, at: index + 12))
    }

    /// The same with the second and the last column in each other's place.
    var turned: Block { Block(a, d, c, b) }

    static func ^ (left: Block, right: Block) -> Block {
      Block(left.a ^ right.a, left.b ^ right.b, left.c ^ right.c, left.d ^ right.d)
    }

    func append(to bytes: inout [UInt8]) {
      for word in [a, b, c, d] {
        for shift: UInt32 in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
      }
    }
  }

  /// Whole blocks.
  func encrypted(_ bytes: [UInt8], iv: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var last = Block(iv, at: 0)
    for start in stride(from: 0, through: bytes.count - 16, by: 16) {
      last = Self.cipher(last ^ Block(bytes, at: start), keys, tables.forward, tables.box)
      last.append(to: &output)
    }
    return output
  }

  /// Whole blocks; what is left of a last one cannot be decrypted.
  func decrypted(_ bytes: [UInt8], from first: Int = 0, iv: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(max(0, bytes.count - first))
    var last = Block(iv, at: 0)
    for start in stride(from: first, through: bytes.count - 16, by: 16) {
      let block = Block(bytes, at: start)
      let plain = Self.cipher(block.turned, inverseKeys, tables.backward, tables.inverseBox).turned
      (last ^ plain).append(to: &output)
      last = block
    }
    return output
  }

  /// A block (5.1). The inverse (5.3.5) shifts its rows the other way, which is the same with columns 1 and 3 in each other's place.
  private static func cipher(_ input: Block, _ keys: [UInt32], _ mixed: [UInt32], _ box: [UInt8]) -> Block {
    let (keys, mixed, box) = (keys.span, mixed.span, box.span)
    func key(_ round: Int) -> Block {
      Block(keys[4 * round], keys[4 * round + 1], keys[4 * round + 2], keys[4 * round + 3])
    }
    // In bounds: a byte leads to one of 256 entries.
    func column(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 {
      let (first, second) = unsafe (mixed[unchecked: Int(a >> 24)], mixed[unchecked: Int(b >> 16 & 255)])
      let (third, fourth) = unsafe (mixed[unchecked: Int(c >> 8 & 255)], mixed[unchecked: Int(d & 255)])
      return first ^ (second &>> 8 | second &<< 24) ^ (third &>> 16 | third &<< 16)
        ^ (fourth &>> 24 | fourth &<< 8)
    }
    func substituted(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 {
      UInt32(box[Int(a >> 24)]) << 24 | UInt32(box[Int(b >> 16 & 255)]) << 16
        | UInt32(box[Int(c >> 8 & 255)]) << 8 | UInt32(box[Int(d & 255)])
    }
    let last = keys.count / 4 - 1
    var s = input ^ key(0)
    for round in 1..<last {
      s =
        Block(
          column(s.a, s.b, s.c, s.d), column(s.b, s.c, s.d, s.a), column(s.c, s.d, s.a, s.b),
          column(s.d, s.a, s.b, s.c))
        ^ key(round)
    }
    return Block(
      substituted(s.a, s.b, s.c, s.d), substituted(s.b, s.c, s.d, s.a), substituted(s.c, s.d, s.a, s.b),
      substituted(s.d, s.a, s.b, s.c)) ^ key(last)
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
