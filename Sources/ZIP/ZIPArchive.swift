import Bytes

/// What an archive may ask of its reader.
public struct ZIPLimits: Sendable {
  /// The most files of an archive.
  static let entryCount = 65_535

  /// The most bytes that one entry may inflate to.
  public var size: Int
  /// The most times that an entry may be larger than its compressed bytes, once it is larger than 4 MiB. Deflate reaches 1032;
  /// sheets of zeros reach 100.
  public var ratio: Int

  public init(size: Int, ratio: Int = 400) {
    self.size = size
    self.ratio = ratio
  }
}

/// A file in an archive, by its record of the central directory.
public struct ZIPEntry: Equatable, Sendable {
  /// UTF-8 where the writer kept to it; else in the code page of its machine.
  public let name: [UInt8]
  /// The name in UTF-8, where the extra field 0x7075 has it and was made for this name.
  fileprivate let unicodeName: [UInt8]?
  /// In bytes, inflated.
  public let size: Int
  let compressedSize: Int
  let method: UInt16
  let flags: UInt16
  let checksum: UInt32
  /// The local header, then the data, in the archive.
  fileprivate(set) var header: Int
  var data: Range<Int>

  /// The name as text. What is no UTF-8 is that of a Chinese Windows; in GBK the byte of `\` may be the half of a character.
  ///
  /// Source: APPNOTE.TXT 6.3.10, section 4.4.4 (bit 11), 4.6.9 and appendix D.
  public var title: String {
    if flags & 0x800 == 0, let unicodeName { return String(decoding: unicodeName, as: UTF8.self) }
    if flags & 0x800 == 0, name.span.validEnd() < name.count {
      var text = ByteReader(bytes: name, name: "")
      if (try? text.transcode(from: .gb18030, replacements: name.count)) != nil { return String(text.window) }
    }
    return String(decoding: name, as: UTF8.self)
  }
}

/// An archive in memory. Nothing is written to disk, so names are names and never paths.
///
/// Source: APPNOTE.TXT 6.3.10, sections 4.3 to 4.5. The central directory is what counts: local headers may leave sizes to a data
/// descriptor.
public struct ZIPArchive: Sendable {
  public let name: String
  public let bytes: [UInt8]
  /// In the order of the central directory.
  public private(set) var entries: [ZIPEntry] = []
  let limits: ZIPLimits

  /// Reads the directory.
  ///
  /// - Throws: `ZIPError` where it is damaged, or asks too much.
  public init(_ bytes: [UInt8], name: String, limits: ZIPLimits) throws(ZIPError) {
    self.bytes = bytes
    self.name = name
    self.limits = limits
    entries = try Self.readDirectory(bytes.span, name: name)
    try placeData()
  }

  /// The entry of a name. Letters of ASCII count without case, and `\` is `/`, as in part names of packages.
  ///
  /// Source: ECMA-376 part 2, section 6.2.2.3.
  public func entry(named name: String) -> ZIPEntry? { entries(named: name).first }

  /// All entries of a name, in the order of the directory: a sound archive has one at most.
  public func entries(named name: String) -> [ZIPEntry] {
    let wanted = Self.key(Array(name.utf8))
    return entries.filter { $0.name.count >= wanted.count && Self.key($0.name) == wanted }
  }

  private static func key(_ name: [UInt8]) -> [UInt8] {
    let key = name.map { $0 == UInt8(ascii: "\\") ? .slash : $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return key.first == .slash ? Array(key.dropFirst()) : key
  }

  // MARK: the directory

  private static func readDirectory(_ bytes: Span<UInt8>, name: String) throws(ZIPError) -> [ZIPEntry] {
    let end = try DirectoryEnd(bytes, name: name)
    guard end.count <= ZIPLimits.entryCount else { throw .tooManyEntries(name: name, count: end.count) }
    var entries: [ZIPEntry] = []
    var offset = end.directory.lowerBound
    for _ in 0..<end.count {
      guard let (found, next) = ZIPEntry.read(bytes, at: offset, before: end.directory.upperBound) else {
        throw .damaged(name: name, what: "the directory record", offset: offset)
      }
      var entry = found
      entry.header += end.prefix
      entries.append(entry)
      offset = next
    }
    return entries
  }

  /// Finds where the data of each entry begins, and refuses data that two entries share, or that has another name there.
  private mutating func placeData() throws(ZIPError) {
    for index in entries.indices {
      let entry = entries[index]
      let header = entry.header
      guard bytes.span.holds(30, at: header), bytes.span.number32(at: header) == 0x0403_4B50,
        bytes.span.number16(at: header + 8) == entry.method
      else { throw .damaged(name: name, what: "the header of “\(entry.title)”", offset: header) }
      let start =
        header + 30 + Int(bytes.span.number16(at: header + 26)) + Int(bytes.span.number16(at: header + 28))
      guard bytes.span.holds(entry.compressedSize, at: start) else {
        throw .damaged(name: name, what: "the data of “\(entry.title)”", offset: start)
      }
      entries[index].data = start..<start + entry.compressedSize
    }
    let ordered = entries.sorted { $0.header < $1.header }
    for (left, right) in zip(ordered, ordered.dropFirst()) where left.data.upperBound > right.header {
      throw .overlap(name: name, entry: right.title)
    }
    for entry in entries where !hasItsName(entry) {
      throw .damaged(name: name, what: "the header of “\(entry.title)”", offset: entry.header)
    }
  }
}

extension ZIPArchive {
  /// Whether an entry's own header names it as the directory does: programs that go from header to header would take it for another
  /// part.
  fileprivate func hasItsName(_ entry: ZIPEntry) -> Bool {
    let start = entry.header + 30
    let end = start + Int(bytes.span.number16(at: entry.header + 26))
    let localName = bytes.span.extracting(start..<end)
    return localName.equals(entry.name) || Self.key([UInt8](copying: localName)) == Self.key(entry.name)
  }
}

/// The end of the central directory: where it stands, and how many records it has.
private struct DirectoryEnd {
  let directory: Range<Int>
  let count: Int
  /// How many bytes stand before the archive, whose offsets do not count them: a web server's blank lines, a byte order mark.
  let prefix: Int

  init(_ bytes: Span<UInt8>, name: String) throws(ZIPError) {
    // A comment of up to 65,535 bytes may follow.
    var end = bytes.count - 22
    while end >= 0, end >= bytes.count - 22 - 0xFFFF {
      if bytes[end] == 0x50, bytes.number32(at: end) == 0x0605_4B50,
        bytes.holds(Int(bytes.number16(at: end + 20)), at: end + 22)
      {
        break
      }
      end -= 1
    }
    guard end >= 0, end >= bytes.count - 22 - 0xFFFF else { throw .noDirectory(name: name) }
    var disks = [UInt32(bytes.number16(at: end + 4)), UInt32(bytes.number16(at: end + 6))]
    var count = Int(bytes.number16(at: end + 10))
    var size = Int(bytes.number32(at: end + 12))
    var offset = Int(bytes.number32(at: end + 16))
    // ZIP64: a locator stands before the end record and says where the larger one is.
    var directoryEnd = end
    if end >= 20, bytes.number32(at: end - 20) == 0x0706_4B50 {
      guard let stated = bytes.number64(at: end - 12),
        // It stands before the locator, also where bytes before the archive have moved it.
        let place = [stated, end - 76].first(where: {
          bytes.holds(56, at: $0) && bytes.number32(at: $0) == 0x0606_4B50
        }), let wideCount = bytes.number64(at: place + 32),
        let wideSize = bytes.number64(at: place + 40), let wideOffset = bytes.number64(at: place + 48)
      else { throw .damaged(name: name, what: "the end of the directory", offset: end) }
      disks = [bytes.number32(at: place + 16), bytes.number32(at: place + 20)]
      (count, size, offset) = (wideCount, wideSize, wideOffset)
      directoryEnd = place
    }
    guard disks == [0, 0] else { throw .split(name: name) }
    guard bytes.holds(size, at: offset), offset + size <= end else {
      throw .damaged(name: name, what: "the end of the directory", offset: end)
    }
    let moved = directoryEnd - size
    let isMoved = moved > offset && !bytes.isDirectory(at: offset) && bytes.isDirectory(at: moved)
    prefix = isMoved ? moved - offset : 0
    directory = offset + prefix..<offset + prefix + size
    self.count = count
  }
}

extension ZIPEntry {
  /// Reads the record at `offset`; gives the place behind it too.
  fileprivate static func read(_ bytes: Span<UInt8>, at offset: Int, before end: Int) -> (
    ZIPEntry, next: Int
  )? {
    guard offset + 46 <= end, bytes.number32(at: offset) == 0x0201_4B50 else { return nil }
    let nameEnd = offset + 46 + Int(bytes.number16(at: offset + 28))
    let extraEnd = nameEnd + Int(bytes.number16(at: offset + 30))
    let next = extraEnd + Int(bytes.number16(at: offset + 32))
    guard next <= end else { return nil }
    var sizes = [
      Int(bytes.number32(at: offset + 24)), Int(bytes.number32(at: offset + 20)),
      Int(bytes.number32(at: offset + 42)),
    ]
    let name = [UInt8](copying: bytes.extracting(offset + 46..<nameEnd))
    // An archive may ask for the checksum of a name many times.
    lazy var checksum = Checksum().appending(name.span).value
    var unicodeName: [UInt8]?
    // What does not fit 32 bits stands in the extra field 0x0001, in this order.
    var extra = nameEnd
    while extra + 4 <= extraEnd {
      let fieldEnd = extra + 4 + Int(bytes.number16(at: extra + 2))
      guard fieldEnd <= extraEnd else {
        if sizes.contains(0xFFFF_FFFF) { return nil }
        break
      }
      // A version, the checksum of the name, and the name.
      if bytes.number16(at: extra) == 0x7075, fieldEnd >= extra + 9, bytes[extra + 4] == 1,
        bytes.number32(at: extra + 5) == checksum
      {
        unicodeName = [UInt8](copying: bytes.extracting(extra + 9..<fieldEnd))
      }
      if bytes.number16(at: extra) == 1 {
        var place = extra + 4
        for index in sizes.indices where sizes[index] == 0xFFFF_FFFF {
          guard place + 8 <= fieldEnd, let size = bytes.number64(at: place) else { return nil }
          sizes[index] = size
          place += 8
        }
      }
      extra = fieldEnd
    }
    let entry = ZIPEntry(
      name: name, unicodeName: unicodeName, size: sizes[0],
      compressedSize: sizes[1],
      method: bytes.number16(at: offset + 10), flags: bytes.number16(at: offset + 8),
      checksum: bytes.number32(at: offset + 16), header: sizes[2], data: 0..<0)
    return (entry, next)
  }
}

/// Numbers in places that are known to be there.
extension Span where Element == UInt8 {
  fileprivate func number16(at index: Int) -> UInt16 { UInt16(littleEndian16(at: index) ?? 0) }

  fileprivate func number32(at index: Int) -> UInt32 { littleEndian32(at: index) ?? 0 }

  /// `nil` for what is larger than any file.
  fileprivate func number64(at index: Int) -> Int? {
    let number = UInt64(number32(at: index)) | UInt64(number32(at: index + 4)) << 32
    return number < 1 << 48 ? Int(number) : nil
  }

  /// Whether a record of a directory begins at `index`.
  fileprivate func isDirectory(at index: Int) -> Bool {
    holds(4, at: index) && number32(at: index) == 0x0201_4B50
  }

  /// Whether `length` bytes stand at `index`.
  fileprivate func holds(_ length: Int, at index: Int) -> Bool { index >= 0 && index <= count - length }
}
