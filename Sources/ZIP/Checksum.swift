import CZlib

/// CRC-32 of ZIP entries.
enum Checksum {
  /// Asked once, for the question leaves a virtual machine.
  private static let folds = nianbao_folds_checksums() != 0

  /// The checksum of bytes behind those that `start` is of; 0 for none.
  static func crc32(_ bytes: Span<UInt8>, behind start: UInt32 = 0) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return start }
      var crc = start
      // Whole blocks of 16 bytes, four at the least.
      let folded = folds && buffer.count >= 64 ? buffer.count & ~15 : 0
      // In bounds: `folded` is no more than there is, and zlib takes the rest.
      if folded > 0 { crc = unsafe nianbao_folded_checksum(crc, base, folded) }
      return unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(crc), base + folded, buffer.count - folded))
    }
  }
}
