import Bytes

/// The streams of a compound file: the container of Word, Excel and other office programs before 2007, and of encrypted files since.
///
/// A file whose end is missing is read as far as it goes: a stream ends where its bytes do, so that who reads it can tell what he lacks.
/// What stands in storages below the root, such as a workbook put into a document, is a file of its own and not looked at.
///
/// Source: MS-CFB 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.5 (DIFAT), 2.6 (directory).
public struct CompoundFile: Sendable {
  /// The first bytes of every such file.
  public static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// The most sectors of a file: 512 MiB of the small ones.
  public static let sectorLimit = 1 << 20
  /// Streams below this size stand in small sectors of the root's stream. Source: MS-CFB 2.2, which allows no other.
  private static let smallSize = 4096
  private static let smallSector = 64
  /// Numbers from here on are no sectors: the end of a chain, free ones, those of the tables. Source: MS-CFB 2.1.
  private static let none: UInt32 = 0xFFFF_FFFA
  private static let free: UInt32 = 0xFFFF_FFFF

  public let name: String
  /// Whether sectors that are in use stand beyond the end of the file.
  public private(set) var isCutShort = false
  /// The names of the streams in the root, as they are stored.
  var streamNames: [String] { streams.map(\.name) }

  private struct Entry {
    var name = ""
    let start: UInt32
    let size: UInt64
  }

  private let bytes: [UInt8]
  /// The bytes of a sector: two to this power.
  private let shift: Int
  private let sectorCount: Int
  /// The sector behind each.
  private var next: [UInt32] = []
  private var root: Entry
  private var streams: [Entry] = []
  private let firstSmallTable: UInt32

  /// - Parameter name: the file's name, for messages.
  /// - Throws: where the header, the table of sectors or the directory cannot be used.
  public init(_ bytes: [UInt8], name: String) throws(CompoundFileError) {
    let header = bytes.span
    guard header.starts(with: Self.magic), let shift = header.littleEndian16(at: 30),
      let directory = header.littleEndian32(at: 48), let smallTable = header.littleEndian32(at: 60)
    else { throw .noHeader(name: name) }
    guard shift == 9 || shift == 12 else {
      throw .damaged(name: name, what: "its sectors have neither 512 nor 4096 bytes")
    }
    // The header takes the place of a sector; the last one may be cut.
    let sectorCount = (bytes.count + (1 << shift) - 1) >> shift - 1
    guard sectorCount > 0 else { throw .noHeader(name: name) }
    guard sectorCount <= Self.sectorLimit else { throw .tooManySectors(name: name, limit: Self.sectorLimit) }
    (self.bytes, self.name, self.shift, self.sectorCount) = (bytes, name, shift, sectorCount)
    firstSmallTable = smallTable
    root = Entry(start: Self.none, size: 0)
    try readTable()
    try readDirectory(from: directory)
  }

  /// Whether the root holds a stream of that name; upper and lower case are one.
  public func holds(_ name: String) -> Bool { entry(named: name) != nil }

  /// The bytes of a stream of the root; `nil` where there is none of the name. Fewer than it is said to have, where the file is cut.
  ///
  /// - Throws: where its chain comes back to itself, or it is said to be longer than the file.
  public func stream(named name: String) throws(CompoundFileError) -> [UInt8]? {
    guard let entry = entry(named: name) else { return nil }
    guard entry.size <= UInt64(bytes.count) else {
      throw .tooLong(name: self.name, stream: entry.name, size: entry.size)
    }
    let size = Int(entry.size)
    if size < Self.smallSize { return try smallStream(entry, size: size) }
    return try chain(from: entry.start, size: size, of: "“\(entry.name)”")
  }

  private func entry(named name: String) -> Entry? {
    let name = name.lowercased()
    return streams.first { $0.name.lowercased() == name }
  }

  // MARK: sectors

  /// The bytes of a sector as far as they are there.
  private func sector(_ number: UInt32) -> Range<Int>? {
    guard number < sectorCount else { return nil }
    let start = (Int(number) + 1) << shift
    return start..<min(start + 1 << shift, bytes.count)
  }

  /// The bytes of the sectors that follow each other, up to a size or the end of the chain or of the file.
  private func chain(
    from start: UInt32, size: Int = .max, of owner: String
  ) throws(CompoundFileError) -> [UInt8] {
    var content: [UInt8] = []
    if size != .max { content.reserveCapacity(size) }
    var isPassed = [Bool](repeating: false, count: sectorCount)
    var number = start
    while content.count < size, let sector = sector(number) {
      guard !isPassed[Int(number)] else { throw .cycle(name: name, of: owner) }
      isPassed[Int(number)] = true
      content += bytes[sector.prefix(size - content.count)]
      // A sector that is cut is the last of the file: what would come behind it has no place.
      guard sector.count == 1 << shift, Int(number) < next.count else { break }
      number = next[Int(number)]
    }
    return content
  }

  /// The bytes of a stream in small sectors.
  private func smallStream(_ entry: Entry, size: Int) throws(CompoundFileError) -> [UInt8] {
    guard size > 0 else { return [] }
    let table = try chain(from: firstSmallTable, of: "the table of small sectors")
    let sectors = try chain(
      from: root.start, size: Int(min(root.size, UInt64(bytes.count))), of: "the small sectors")
    var content: [UInt8] = []
    var isPassed = [Bool](repeating: false, count: sectors.count / Self.smallSector + 1)
    var number = Int(entry.start)
    while content.count < size, number * Self.smallSector < sectors.count {
      guard !isPassed[number] else { throw .cycle(name: name, of: "“\(entry.name)”") }
      isPassed[number] = true
      let start = number * Self.smallSector
      let end = min(start + Self.smallSector, sectors.count)
      content += sectors[start..<end].prefix(size - content.count)
      guard end == start + Self.smallSector, let following = table.span.offset32(at: 4 * number) else {
        break
      }
      number = following
    }
    return content
  }

  // MARK: the table of sectors, and the directory

  /// Reads which sector follows which: the sectors of that table are listed in the header, and in a chain of further lists.
  private mutating func readTable() throws(CompoundFileError) {
    var places = (0..<109).map { bytes.span.littleEndian32(at: 76 + 4 * $0) ?? Self.free }
    var list = bytes.span.littleEndian32(at: 68) ?? Self.free
    var listCount = 0
    let wordCount = 1 << (shift - 2)
    while let sector = sector(list) {
      listCount += 1
      guard listCount <= sectorCount else {
        throw .cycle(name: name, of: "the lists of the table of sectors")
      }
      let words = bytes.span.extracting(sector)
      for index in 0..<wordCount - 1 { places.append(words.littleEndian32(at: 4 * index) ?? Self.free) }
      list = words.littleEndian32(at: 4 * (wordCount - 1)) ?? Self.free
    }
    while places.last == Self.free { places.removeLast() }
    guard places.count <= sectorCount else {
      throw .damaged(
        name: name, what: "its table of sectors is longer than the file, or the file is cut short")
    }
    var numbers: [UInt32] = []
    numbers.reserveCapacity(places.count * wordCount)
    for place in places {
      let words = bytes.span.extracting(sector(place) ?? 0..<0)
      for index in 0..<wordCount { numbers.append(words.littleEndian32(at: 4 * index) ?? Self.free) }
    }
    next = numbers
    let last = next.lastIndex { $0 != Self.free }
    isCutShort = last.map { $0 >= sectorCount } ?? true
  }

  /// Reads the names in the root: a tree below its entry, which is looked through as a whole, for not all programs sort it.
  private mutating func readDirectory(from start: UInt32) throws(CompoundFileError) {
    let directory = try chain(from: start, of: "the directory")
    let size = 128
    guard let first = entry(directory.span, at: 0) else {
      throw .damaged(name: name, what: "it has no directory, or is cut short")
    }
    root = first
    var isPassed = [Bool](repeating: false, count: directory.count / size)
    var waiting = [directory.span.littleEndian32(at: 76) ?? Self.free]
    while let index = waiting.popLast() {
      // No entry, or one beyond the end of a file that is cut.
      guard index < isPassed.count else { continue }
      guard !isPassed[Int(index)] else { throw .cycle(name: name, of: "the names in the directory") }
      isPassed[Int(index)] = true
      let place = Int(index) * size
      for side in [68, 72] { waiting.append(directory.span.littleEndian32(at: place + side) ?? Self.free) }
      if directory[place + 66] == 2, let entry = entry(directory.span, at: place) { streams.append(entry) }
    }
  }

  private func entry(_ directory: Span<UInt8>, at place: Int) -> Entry? {
    guard place + 128 <= directory.count, let length = directory.littleEndian16(at: place + 64),
      let start = directory.littleEndian32(at: place + 116),
      let low = directory.littleEndian32(at: place + 120),
      let high = directory.littleEndian32(at: place + 124)
    else { return nil }
    let units = (0..<min(max(length - 2, 0), 62) / 2).map {
      UInt16(directory.littleEndian16(at: place + 2 * $0) ?? 0)
    }
    // With small sectors the upper half may be rubbish.
    let size = shift == 9 ? UInt64(low) : UInt64(high) << 32 | UInt64(low)
    return Entry(name: String(decoding: units, as: UTF16.self), start: start, size: size)
  }
}
