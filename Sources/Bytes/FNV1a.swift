/// A 64-bit hash of bytes, the same on every run and machine.
///
/// Source: Fowler, Noll, Vo (FNV-1a); each part is closed with a zero, so that ("a", "bc") and ("ab", "c") differ.
public struct FNV1a {
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  public init() {}

  /// Takes a part.
  public mutating func combine(_ bytes: Span<UInt8>) {
    append(bytes)
    close()
  }

  /// Takes a text as a part.
  public mutating func combine(_ text: String) {
    let bytes = Array(text.utf8)
    combine(bytes.span)
  }

  /// Takes some bytes of a part that `close` ends.
  public mutating func append(_ bytes: Span<UInt8>) {
    var hash = value
    for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    value = hash
  }

  /// Ends a part.
  public mutating func close() { value = value &* 0x100_0000_01b3 }
}
