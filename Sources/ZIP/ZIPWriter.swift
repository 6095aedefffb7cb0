public import Bytes
import CZlib

/// Writes an archive as a stream: entries one after another, the directory last. Nothing is ever gone back to, so it goes through
/// a pipe. Times are fixed, so the same input gives the same bytes.
///
/// Source: APPNOTE.TXT 6.3.10, sections 4.3 and 4.4. Sizes stand behind the data (4.3.9).
@safe public struct ZIPWriter: ~Copyable {
  private struct Entry {
    let name: [UInt8]
    let offset: Int
    var size = 0
    var compressedSize = 0
    var checksum: UInt = 0
  }

  private var entries: [Entry] = []
  /// Bytes written so far.
  private var offset = 0
  /// Memory of its own: the deflater keeps its address.
  private let stream: UnsafeMutablePointer<z_stream>
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)

  /// - Parameter level: 1, fast, to 9, small; 0 stores.
  public init(level: Int) {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    // The pointer is this writer's own; negative window bits ask for deflate without a header.
    unsafe stream.initialize(to: z_stream())
    let status = unsafe deflateInit2_(
      stream, Int32(level), Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "there is memory for the deflater, and the level is one")
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Begins an entry.
  public mutating func begin(_ name: String, to output: inout ByteWriter) {
    entries.append(Entry(name: Array(name.utf8), offset: offset))
    let start = output.span.count
    output.append(number32: 0x0403_4B50)
    appendCommon(entries[entries.count - 1], to: &output)
    output.append(entries[entries.count - 1].name)
    offset += output.span.count - start
  }

  /// Deflates bytes of the entry.
  /// - Throws: `IOError.cannotWrite`.
  public mutating func append(_ bytes: Span<UInt8>, to output: inout ByteWriter) throws(IOError) {
    try deflate(bytes, flush: Z_NO_FLUSH, to: &output)
  }

  /// Ends the entry.
  /// - Throws: `IOError.cannotWrite`.
  public mutating func end(to output: inout ByteWriter) throws(IOError) {
    try deflate([UInt8]().span, flush: Z_FINISH, to: &output)
    // The stream is this writer's own.
    unsafe deflateReset(stream)
    let start = output.span.count
    output.append(number32: 0x0807_4B50)
    let entry = entries[entries.count - 1]
    output.append(number32: Int(entry.checksum))
    output.append(number32: entry.compressedSize)
    output.append(number32: entry.size)
    offset += output.span.count - start
  }

  /// Writes an entry whole.
  /// - Throws: `IOError.cannotWrite`.
  public mutating func write(
    _ name: String, _ content: String, to output: inout ByteWriter
  ) throws(IOError) {
    begin(name, to: &output)
    try append(Array(content.utf8).span, to: &output)
    try end(to: &output)
  }

  /// Writes the directory.
  /// - Throws: `ZIPError.needsZIP64` where a size does not fit 32 bits.
  public mutating func finish(to output: inout ByteWriter) throws(ZIPError) {
    let start = output.span.count
    for entry in entries {
      guard max(entry.size, entry.compressedSize, entry.offset) < 1 << 32 else {
        throw .needsZIP64(name: output.name)
      }
      output.append(number32: 0x0201_4B50)
      output.append(number16: 20)
      appendCommon(entry, to: &output)
      for _ in 0..<3 { output.append(number16: 0) }
      output.append(number32: 0)
      output.append(number32: entry.offset)
      output.append(entry.name)
    }
    let size = output.span.count - start
    guard offset + size < 1 << 32 else { throw .needsZIP64(name: output.name) }
    output.append(number32: 0x0605_4B50)
    output.append(number32: 0)
    output.append(number16: entries.count)
    output.append(number16: entries.count)
    output.append(number32: size)
    output.append(number32: offset)
    output.append(number16: 0)
  }

  /// What the header of an entry and its record in the directory share: version to the length of the extra field.
  private func appendCommon(_ entry: Entry, to output: inout ByteWriter) {
    output.append(number16: 20)
    // Bit 3: sizes stand behind the data; bit 11: the name is UTF-8.
    output.append(number16: 0x0808)
    output.append(number16: 8)
    // 1980-01-01 00:00.
    output.append(number16: 0)
    output.append(number16: 0x21)
    output.append(number32: Int(entry.checksum))
    output.append(number32: entry.compressedSize)
    output.append(number32: entry.size)
    output.append(number16: entry.name.count)
    output.append(number16: 0)
  }

  private mutating func deflate(
    _ bytes: Span<UInt8>, flush: Int32, to output: inout ByteWriter
  ) throws(IOError) {
    let last = entries.count - 1
    entries[last].size += bytes.count
    let (stream, checksum) = unsafe (stream, entries[last].checksum)
    // In bounds: the input lives for this call, and is not written to.
    entries[last].checksum = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(input.count)
      return unsafe crc32(checksum, input.baseAddress, UInt32(input.count))
    }
    var isFull = true
    while isFull {
      let count = unsafe buffer.withUnsafeMutableBufferPointer { room in
        // In bounds: all of the buffer.
        unsafe stream.pointee.next_out = room.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room.count)
        unsafe _ = CZlib.deflate(stream, flush)
        return unsafe room.count - Int(stream.pointee.avail_out)
      }
      output.append(buffer.span.extracting(0..<count))
      offset += count
      entries[last].compressedSize += count
      try output.flushIfFull()
      isFull = count == buffer.count
    }
  }
}

extension ByteWriter {
  /// Numbers with the lowest byte first.
  fileprivate mutating func append(number16 number: Int) {
    append(UInt8(truncatingIfNeeded: number))
    append(UInt8(truncatingIfNeeded: number >> 8))
  }

  fileprivate mutating func append(number32 number: Int) {
    append(number16: number)
    append(number16: number >> 16)
  }
}
