import Bytes

/// Tags of empty elements, or whole elements, that were read and passed over: the same bytes need not be looked into again.
///
/// A Word document repeats a few of them thousands of times, such as the borders and fonts of each cell. One place for each
/// kind of beginning; the last one stays there.
struct XMLPassedTags {
  /// A power of two.
  private static let places = 64

  /// Room for one; longer ones are read each time.
  private let longest: Int
  /// How many bytes tell the place: 9, 16 or 32. Shorter ones are read each time.
  private let shortest: Int
  private var bytes: [UInt8] = []
  private var lengths: [Int] = []
  private var depths: [Int] = []

  init(shortest: Int, longest: Int) {
    self.shortest = shortest
    self.longest = longest
  }

  /// - Parameters:
  ///   - tag: from `<` to `>`; valid, and declaring no namespace outside itself.
  ///   - depth: how many elements are open around it.
  mutating func remember(_ tag: Span<UInt8>, depth: Int) {
    guard tag.count >= shortest, tag.count <= longest else { return }
    if lengths.isEmpty {
      bytes = [UInt8](repeating: 0, count: Self.places * longest)
      lengths = [Int](repeating: 0, count: Self.places)
      depths = lengths
    }
    let place = place(of: tag)
    bytes.put(tag, at: place * longest)
    lengths[place] = tag.count
    depths[place] = depth
  }

  /// The length of what `window` begins with, where it was passed over before, at this depth or a deeper one; else 0.
  func length(of window: Span<UInt8>, depth: Int) -> Int {
    guard window.count >= shortest, !lengths.isEmpty else { return 0 }
    let place = place(of: window)
    let length = lengths[place]
    guard length > 0, length <= window.count, depth <= depths[place] else { return 0 }
    let start = place * longest
    return window.extracting(0..<length).equals(bytes.span.extracting(start..<start + length)) ? length : 0
  }

  /// Forgets all: prefixes mean something else now.
  mutating func forget() {
    for place in lengths.indices { lengths[place] = 0 }
  }

  /// By the first bytes.
  @inline(__always) private func place(of tag: Span<UInt8>) -> Int {
    precondition(tag.count >= shortest && shortest >= 9)
    let raw = unsafe tag.bytes
    // In bounds by the precondition.
    var mixed = unsafe raw.unsafeLoadUnaligned(fromByteOffset: 1, as: UInt64.self)
    if shortest >= 16 {
      mixed ^= unsafe raw.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self) &* 31
    }
    if shortest >= 32 {
      mixed ^= unsafe raw.unsafeLoadUnaligned(fromByteOffset: 16, as: UInt64.self) &* 961
      mixed ^= unsafe raw.unsafeLoadUnaligned(fromByteOffset: 24, as: UInt64.self) &* 29791
    }
    return Int((mixed &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }
}

extension [UInt8] {
  /// Writes bytes over those at a place.
  fileprivate mutating func put(_ other: Span<UInt8>, at start: Int) {
    precondition(start + other.count <= count)
    unsafe withUnsafeMutableBufferPointer { buffer in
      unsafe other.withUnsafeBufferPointer { source in
        guard let to = buffer.baseAddress, let from = source.baseAddress else { return }
        // In bounds by the precondition.
        unsafe (to + start).update(from: from, count: source.count)
      }
    }
  }
}
