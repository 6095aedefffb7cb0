/// A number with its lowest byte first.
public func littleEndian(_ value: some BinaryInteger, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: Int(value) >> (8 * $0)) }
}

/// A compound file of streams in its root, in sectors of 512 bytes: the tables of sectors, the directory, the small sectors and their
/// table, then the long streams. Source: MS-CFB.
public struct TestCompoundFile: Sendable {
  public private(set) var bytes: [UInt8] = []
  /// The first sector of each stream of 4096 bytes and more.
  public private(set) var firstSectors: [Int?] = []
  private var sectors: [[UInt8]] = []
  private var next: [UInt32] = []
  private let tableCount: Int

  private static let end: UInt32 = 0xFFFF_FFFE

  /// - Parameters:
  ///   - streams: in the order of their entries in the directory, from 1.
  ///   - tableCount: the sectors of the table of sectors, each for 128 of them.
  public init(_ streams: [(name: String, bytes: [UInt8])], tableCount: Int = 1) {
    self.tableCount = tableCount
    for _ in 0..<tableCount { add([], ends: 0xFFFF_FFFD) }
    let directory = add([UInt8](repeating: 0, count: (streams.count / 4 + 1) * 512))
    var (small, smallTable): ([UInt8], [UInt8]) = ([], [])
    var starts: [Int] = []
    for stream in streams where stream.bytes.count < 4096 {
      starts.append(small.count / 64)
      let count = (stream.bytes.count + 63) / 64
      for index in 0..<count {
        smallTable += littleEndian(index == count - 1 ? Int(Self.end) : small.count / 64 + index + 1, 4)
      }
      small += stream.bytes + [UInt8](repeating: 0, count: 64 * count - stream.bytes.count)
    }
    let container = small.isEmpty ? Int(Self.end) : add(small)
    let smallPlace = small.isEmpty ? Int(Self.end) : add(smallTable)
    var entries = Self.entry("Root Entry", kind: 5, start: container, size: small.count, child: 1, right: nil)
    for (index, stream) in streams.enumerated() {
      let isLong = stream.bytes.count >= 4096
      let start = isLong ? add(stream.bytes) : starts.removeFirst()
      firstSectors.append(isLong ? start : nil)
      entries += Self.entry(
        stream.name, kind: 2, start: start, size: stream.bytes.count, child: nil,
        right: index + 2 <= streams.count ? index + 2 : nil)
    }
    for (index, byte) in entries.enumerated() { sectors[directory + index / 512][index % 512] = byte }
    finish(directory, smallPlace)
  }

  @discardableResult private mutating func add(_ content: [UInt8], ends: UInt32 = end) -> Int {
    let first = sectors.count
    let count = max((content.count + 511) / 512, 1)
    for index in 0..<count {
      let part = Array(content.dropFirst(512 * index).prefix(512))
      sectors.append(part + [UInt8](repeating: 0, count: 512 - part.count))
      next.append(index == count - 1 ? ends : UInt32(first + index + 1))
    }
    return first
  }

  private mutating func finish(_ directory: Int, _ smallPlace: Int) {
    var table = next.flatMap { littleEndian($0, 4) }
    precondition(table.count <= 512 * tableCount, "more tables of sectors are needed")
    table += [UInt8](repeating: 0xFF, count: 512 * tableCount - table.count)
    for index in 0..<tableCount { sectors[index] = Array(table[512 * index..<512 * index + 512]) }
    bytes = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
    bytes += littleEndian(0x3E, 2) + littleEndian(3, 2) + littleEndian(0xFFFE, 2) + littleEndian(9, 2)
    bytes += littleEndian(6, 2) + littleEndian(0, 6) + littleEndian(0, 4) + littleEndian(tableCount, 4)
    bytes +=
      littleEndian(directory, 4) + littleEndian(0, 4) + littleEndian(4096, 4) + littleEndian(smallPlace, 4)
    bytes += littleEndian(1, 4) + littleEndian(Self.end, 4) + littleEndian(0, 4)
    bytes += (0..<tableCount).flatMap { littleEndian($0, 4) }
    bytes += [UInt8](repeating: 0xFF, count: 512 - bytes.count)
    bytes += sectors.joined()
  }

  private static func entry(
    _ name: String, kind: UInt8, start: Int, size: Int, child: Int?, right: Int?
  ) -> [UInt8] {
    let units = name.utf16.flatMap { littleEndian($0, 2) }
    let none = 0xFFFF_FFFF
    return units + [UInt8](repeating: 0, count: 64 - units.count) + littleEndian(units.count + 2, 2) + [
      kind, 1,
    ]
      + littleEndian(none, 4) + littleEndian(right ?? none, 4) + littleEndian(child ?? none, 4)
      + [UInt8](repeating: 0, count: 36) + littleEndian(start, 4) + littleEndian(size, 8)
  }

  // MARK: to damage it

  /// Says which sector follows another.
  public mutating func setNext(of sector: Int, to following: UInt32) {
    bytes.replaceSubrange(512 + 4 * sector..<512 + 4 * sector + 4, with: littleEndian(following, 4))
  }

  /// Changes a number of four bytes in an entry of the directory, of which the root's is 0.
  public mutating func setEntry(_ index: Int, at offset: Int, to value: UInt32) {
    let place = 512 * (1 + tableCount) + 128 * index + offset
    bytes.replaceSubrange(place..<place + 4, with: littleEndian(value, 4))
  }
}
