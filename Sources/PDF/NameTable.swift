import Bytes

/// Names that were met, each kept once: a file has thousands of `Type` and `Length`, and the fonts of browsers hundreds of one glyph's name.
final class NameTable {
  /// By their hash; a name that meets another one in its place takes it. Unchecked: no access spans another.
  @exclusivity(unchecked) private var names = [[UInt8]](repeating: [], count: 512)

  /// The bytes of a name without `#`.
  func name(_ range: Range<Int>, of bytes: Span<UInt8>) -> [UInt8] {
    var hash: UInt32 = 0x811C_9DC5
    for index in range { hash = (hash ^ UInt32(bytes[index])) &* 0x0100_0193 }
    let place = Int((hash ^ hash >> 15) & 511)
    // Safe: nothing else has access meanwhile.
    let known = unsafe names[place]
    if known.count == range.count, known.span.equals(bytes.extracting(range)) { return known }
    let name = [UInt8](copying: bytes.extracting(range))
    unsafe names[place] = name
    return name
  }
}
