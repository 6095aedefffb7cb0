import CDeflate
import CZlib

/// What came out of a filter.
struct Decoded: Equatable {
  enum State { case whole, badChecksum, damaged, tooLarge }

  var bytes: [UInt8] = []
  var state = State.whole
}

/// Undoes FlateDecode (ISO 32000-1, 7.4.4; RFC 1950).
///
/// libdeflate first, which is twice as fast as zlib and wants the stream whole; of a broken one zlib gives what comes before the damage.
@safe struct Inflater: ~Copyable {
  private let decompressor: OpaquePointer

  init() {
    guard let decompressor = unsafe libdeflate_alloc_decompressor() else {
      preconditionFailure("there is memory for the inflater")
    }
    unsafe self.decompressor = decompressor
  }

  deinit { unsafe libdeflate_free_decompressor(decompressor) }

  /// - Parameter limit: the most bytes that may come out.
  func inflated(_ input: Span<UInt8>, limit: Int) -> Decoded {
    // Memory that is not touched costs nothing, so guess high; content of pages shrinks to a tenth, of dots to a fortieth.
    var room = min(input.count * 16 + 1_024, limit)
    while true {
      let (result, bytes) = inflateWhole(input, room: room, hasHeader: true)
      switch result {
      case LIBDEFLATE_SUCCESS: return Decoded(bytes: bytes)
      case LIBDEFLATE_INSUFFICIENT_SPACE where room < limit: room = min(room * 8, limit)
      case LIBDEFLATE_INSUFFICIENT_SPACE: return Decoded(state: .tooLarge)
      default: return inflateBroken(input, limit: limit)
      }
    }
  }

  private func inflateWhole(_ input: Span<UInt8>, room: Int, hasHeader: Bool) -> (libdeflate_result, [UInt8])
  {
    var result = LIBDEFLATE_BAD_DATA
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
      unsafe input.withUnsafeBytes { input in
        var used = 0
        // In bounds: both sizes are those of the buffers; only what was written is counted.
        result =
          hasHeader
          ? unsafe libdeflate_zlib_decompress_ex(
            decompressor, input.baseAddress, input.count, output.baseAddress, room, &used, &count)
          : unsafe libdeflate_deflate_decompress_ex(
            decompressor, input.baseAddress, input.count, output.baseAddress, room, &used, &count)
      }
      if result != LIBDEFLATE_SUCCESS { count = 0 }
    }
    return (result, bytes)
  }

  /// A stream whose header, checksum or data are wrong.
  private func inflateBroken(_ input: Span<UInt8>, limit: Int) -> Decoded {
    let header = Self.hasHeader(input) ? 2 : 0
    let body = input.extracting(min(header, input.count)..<input.count)
    var decoded = ZlibStream.inflated(body, limit: limit)
    // Some programs write a header that is none; deflate follows it all the same.
    if decoded.bytes.isEmpty, header == 0, input.count > 2 {
      decoded = ZlibStream.inflated(input.extracting(2..<input.count), limit: limit)
    }
    if decoded.state == .whole { decoded.state = .badChecksum }
    return decoded
  }

  /// The two bytes of RFC 1950, 2.2.
  private static func hasHeader(_ input: Span<UInt8>) -> Bool {
    input.count >= 2 && input[0] & 15 == 8 && (Int(input[0]) << 8 | Int(input[1])) % 31 == 0
  }
}

/// zlib's inflater, chunk by chunk.
private enum ZlibStream {
  /// Raw deflate, up to its end or its damage.
  static func inflated(_ input: Span<UInt8>, limit: Int) -> Decoded {
    var decoded = Decoded(state: .damaged)
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    // The pointer is this call's own: zlib keeps its address. Negative window bits ask for deflate without a header.
    unsafe stream.initialize(to: z_stream())
    defer { unsafe stream.deallocate() }
    let status = unsafe inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "there is memory for the inflater")
    defer { unsafe inflateEnd(stream) }
    unsafe input.withUnsafeBufferPointer { input in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(clamping: input.count)
      while decoded.state == .damaged {
        let (status, count) = unsafe step(stream, &chunk)
        decoded.bytes.append(contentsOf: chunk[..<count])
        if decoded.bytes.count > limit { decoded = Decoded(state: .tooLarge) }
        if status == Z_STREAM_END { decoded.state = .whole }
        if status != Z_OK || count == 0 { break }
      }
    }
    return decoded
  }

  private static func step(_ stream: UnsafeMutablePointer<z_stream>, _ chunk: inout [UInt8]) -> (Int32, Int) {
    let size = chunk.count
    return unsafe chunk.withUnsafeMutableBufferPointer { output in
      // In bounds: all of the chunk.
      unsafe stream.pointee.next_out = output.baseAddress
      unsafe stream.pointee.avail_out = UInt32(size)
      let status = unsafe inflate(stream, Z_SYNC_FLUSH)
      return unsafe (status, size - Int(stream.pointee.avail_out))
    }
  }
}
