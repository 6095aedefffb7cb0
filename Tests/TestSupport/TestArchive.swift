import CZlib

/// Writes ZIP archives, right ones and wrong ones. Source: APPNOTE.TXT 6.3.10.
public struct TestArchive: Sendable {
  public struct Entry: Sendable {
    public var name: String
    public var content: [UInt8]
    /// The bytes of the name, where it is not UTF-8.
    public var rawName: [UInt8]?
    /// Extra fields in the directory.
    public var extra: [UInt8] = []
    public var isDeflated = false
    /// Sizes and checksum stand behind the data only, and in the directory.
    public var hasDescriptor = false
    /// What the directory says, where it is not true.
    public var claimedSize: UInt64?
    public var claimedChecksum: UInt32?
    public var claimedMethod: UInt16?
    public var claimedHeader: UInt64?
    public var flags: UInt16 = 0
    /// Sizes and place in the extra field of ZIP64.
    public var isZIP64 = false

    public init(_ name: String, _ content: [UInt8], isDeflated: Bool = false) {
      self.name = name
      self.content = content
      self.isDeflated = isDeflated
    }
  }

  public var entries: [Entry]
  /// The end of the directory in the form of ZIP64.
  public var isZIP64 = false
  public var comment: [UInt8] = []

  public init(_ entries: [Entry]) { self.entries = entries }

  public var bytes: [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let data = entry.isDeflated ? deflated(entry.content) : entry.content
      let header = UInt64(archive.count)
      let sum = UInt32(truncatingIfNeeded: crc32(0, entry.content, UInt32(entry.content.count)))
      let checksum = entry.claimedChecksum ?? sum
      let method = entry.claimedMethod ?? (entry.isDeflated ? 8 : 0)
      let flags = entry.flags | (entry.hasDescriptor ? 8 : 0)
      let sizes = [UInt64(data.count), entry.claimedSize ?? UInt64(entry.content.count)]
      let name = entry.rawName ?? Array(entry.name.utf8)
      archive += number(0x0403_4B50, 4) + number(20, 2) + number(flags, 2) + number(method, 2) + number(0, 4)
      let local = entry.hasDescriptor || entry.isZIP64 ? [0, 0, 0] : [UInt64(checksum)] + sizes
      archive += local.flatMap { number($0, 4) } + number(name.count, 2) + number(0, 2) + name + data
      if entry.hasDescriptor {
        archive += number(0x0807_4B50, 4) + number(checksum, 4) + sizes.flatMap { number($0, 4) }
      }
      let place = entry.claimedHeader ?? header
      // The order of the extra field is not that of the record: the size first.
      let extra =
        entry.extra
        + (entry.isZIP64
          ? number(1, 2) + number(24, 2) + [sizes[1], sizes[0], place].flatMap { number($0, 8) } : [])
      directory +=
        number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + number(flags, 2) + number(method, 2)
      directory += number(0, 4) + number(checksum, 4)
      directory += sizes.flatMap { number(entry.isZIP64 ? 0xFFFF_FFFF : $0, 4) }
      directory += number(name.count, 2) + number(extra.count, 2) + number(0, 2 + 2 + 2 + 4)
      directory += number(entry.isZIP64 ? 0xFFFF_FFFF : place, 4) + name + extra
    }
    return archive + directory + end(directory: UInt64(directory.count), at: UInt64(archive.count))
  }

  private func end(directory: UInt64, at offset: UInt64) -> [UInt8] {
    let count = UInt64(entries.count)
    var end: [UInt8] = []
    if isZIP64 {
      end += number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
      end += [count, count, directory, offset].flatMap { number($0, 8) }
      end += number(0x0706_4B50, 4) + number(0, 4) + number(offset + directory, 8) + number(1, 4)
    }
    let small = isZIP64 ? [0xFFFF, 0xFFFF] : [count, count]
    end += number(0x0605_4B50, 4) + number(0, 4) + small.flatMap { number($0, 2) }
    end += [directory, offset].flatMap { number(isZIP64 ? 0xFFFF_FFFF : $0, 4) }
    return end + number(comment.count, 2) + comment
  }

  private func number(_ value: some BinaryInteger, _ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: UInt64(truncatingIfNeeded: value) >> UInt64(8 * $0)) }
  }
}

/// Raw deflate.
public func deflated(_ content: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  precondition(
    deflateInit2_(
      &stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
      == Z_OK)
  defer { deflateEnd(&stream) }
  var input = content
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))))
  let count = input.withUnsafeMutableBufferPointer { from in
    output.withUnsafeMutableBufferPointer { to in
      stream.next_in = from.baseAddress
      stream.avail_in = UInt32(from.count)
      stream.next_out = to.baseAddress
      stream.avail_out = UInt32(to.count)
      precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
      return to.count - Int(stream.avail_out)
    }
  }
  return Array(output[..<count])
}
