/// Numbers as binary formats store them, the lowest byte first.
extension Span where Element == UInt8 {
  /// The number in the two bytes at `index`; `nil` where they are not all there.
  @inlinable public func littleEndian16(at index: Int) -> Int? {
    guard index >= 0, index <= count - 2 else { return nil }
    return Int(self[index]) | Int(self[index + 1]) << 8
  }

  /// The number in the four bytes at `index`; `nil` where they are not all there.
  @inlinable public func littleEndian32(at index: Int) -> UInt32? {
    guard index >= 0, index <= count - 4 else { return nil }
    // In bounds: four bytes are there.
    return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt32.self).littleEndian
  }

  /// The offset in the four bytes at `index`.
  @inlinable public func offset32(at index: Int) -> Int? { littleEndian32(at: index).map { Int($0) } }
}
