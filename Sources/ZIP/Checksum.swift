import CDeflate

/// CRC-32 of a stream, as archives have it: by libdeflate, which takes a quarter of the time that zlib does.
///
/// Source: APPNOTE.TXT 6.3.10, section 4.4.7.
@safe struct Checksum: Equatable {
  var value: UInt32 = 0

  /// That of the stream with more bytes behind it.
  func appending(_ bytes: Span<UInt8>) -> Checksum {
    // The pointer lives for this call only.
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe Checksum(value: libdeflate_crc32(value, bytes.baseAddress, bytes.count))
    }
  }
}
