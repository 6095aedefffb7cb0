public import Bytes

/// Writes an archive as a stream: entries one after another, the directory last. Nothing is ever gone back to, so it goes through
/// a pipe. Times are fixed, so the same input gives the same bytes.
///
/// Source: APPNOTE.TXT 6.3.10, sections 4.3 and 4.4. Sizes stand behind the data (4.3.9).
public struct ZIPWriter: ~Copyable {
  private struct Entry {
    let name: [UInt8]
    let offset: Int
    var size = 0
    var compressedSize = 0
    var checksum = Checksum()
  }

  private var entries: [Entry] = []
  /// Bytes written so far.
  private var offset = 0
  private let deflater: Deflater

  /// - Parameter level: 1, fast, to 9, small; 0 stores.
  public init(level: Int) { deflater = Deflater(level: level) }

  /// Begins an entry.
  public mutating func begin(_ name: String, to output: inout ByteWriter) {
    entries.append(Entry(name: Array(name.utf8), offset: offset))
    let start = output.span.count
    output.append(number32: 0x0403_4B50)
    appendCommon(entries[entries.count - 1], to: &output)
    output.append(entries[entries.count - 1].name)
    offset += output.span.count - start
  }

  /// Begins to deflate bytes of the entry, while the caller makes the next ones. Give many at once.
  /// - Throws: `IOError.cannotWrite`.
  public mutating func append(_ bytes: Span<UInt8>, to output: inout ByteWriter) throws(IOError) {
    try write(deflater.fetch(), to: &output)
    deflater.begin(bytes)
  }

  /// Ends the entry.
  /// - Throws: `IOError.cannotWrite`.
  public mutating func end(to output: inout ByteWriter) throws(IOError) {
    try write(deflater.fetch(), to: &output)
    try write(deflater.finish(), to: &output)
    let start = output.span.count
    output.append(number32: 0x0807_4B50)
    let entry = entries[entries.count - 1]
    output.append(number32: Int(entry.checksum.value))
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
    output.append(number32: Int(entry.checksum.value))
    output.append(number32: entry.compressedSize)
    output.append(number32: entry.size)
    output.append(number16: entry.name.count)
    output.append(number16: 0)
  }

  private mutating func write(_ piece: Deflater.Piece, to output: inout ByteWriter) throws(IOError) {
    let last = entries.count - 1
    entries[last].size += piece.size
    entries[last].compressedSize += piece.compressed.count
    entries[last].checksum = piece.checksum
    output.append(piece.compressed)
    offset += piece.compressed.count
    try output.flushIfFull()
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
