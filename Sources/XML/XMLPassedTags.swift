import Bytes

/// Tags of empty elements that were read and passed over: the same bytes need not be looked into again.
///
/// A Word document repeats a few tags thousands of times, such as those of the borders and fonts of each cell. One place for
/// each kind of beginning and end; the last tag stays there.
struct XMLPassedTags {
  /// A power of two.
  private static let places = 64
  /// Room for one tag; longer ones are read each time.
  private static let longest = 128

  private var bytes: [UInt8] = []
  private var lengths: [Int] = []

  init() {}

  /// - Parameter tag: from `<` to `>`; valid, without references, and declaring no namespace.
  mutating func remember(_ tag: Span<UInt8>) {
    guard tag.count >= 16, tag.count <= Self.longest else { return }
    if lengths.isEmpty {
      bytes = [UInt8](repeating: 0, count: Self.places * Self.longest)
      lengths = [Int](repeating: 0, count: Self.places)
    }
    let place = Self.place(of: tag)
    for index in tag.indices { bytes[place * Self.longest + index] = tag[index] }
    lengths[place] = tag.count
  }

  /// The length of the tag that `window` begins with, where it is one that was passed over; else 0.
  func length(of window: Span<UInt8>) -> Int {
    guard window.count >= 16, !lengths.isEmpty else { return 0 }
    let place = Self.place(of: window)
    let length = lengths[place]
    guard length > 0, length <= window.count else { return 0 }
    let start = place * Self.longest
    return window.extracting(0..<length).equals(bytes.span.extracting(start..<start + length)) ? length : 0
  }

  /// Forgets all: prefixes mean something else now.
  mutating func forget() {
    for place in lengths.indices { lengths[place] = 0 }
  }

  /// By the first bytes of the name and some of the first value.
  @inline(__always) private static func place(of tag: Span<UInt8>) -> Int {
    precondition(tag.count >= 16)
    // In bounds by the precondition.
    let first = unsafe tag.bytes.unsafeLoadUnaligned(fromByteOffset: 1, as: UInt64.self)
    let second = unsafe tag.bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self)
    let mixed = (first ^ second &* 31) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> 58)
  }
}
