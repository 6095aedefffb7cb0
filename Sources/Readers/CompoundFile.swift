import Bytes

/// The streams of a compound file, the container of old office documents.
///
/// Source: MS-CFB 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.6 (directory). Chains that do not end, and places outside the file, give
/// what was found so far: the program that reads the document says what is wrong with it.
struct CompoundFile {
  private struct Entry {
    let name: String
    let start: Int
    let size: Int
  }

  private let bytes: [UInt8]
  private let sectorSize: Int
  private var table: [Int] = []
  private var entries: [Entry] = []

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 1536, bytes.number16(0x1E) == 9 || bytes.number16(0x1E) == 12 else { return nil }
    self.bytes = bytes
    sectorSize = 1 << bytes.number16(0x1E)
    readTable()
    readDirectory()
  }

  var names: [String] { entries.map(\.name) }

  /// The bytes of a stream.
  func stream(named name: String) -> [UInt8]? {
    guard let entry = entries.first(where: { $0.name == name }) else { return nil }
    // Streams below this size stand in small sectors of the root's stream.
    if entry.size < bytes.number32(0x38), let root = entries.first {
      return smallStream(entry, in: chain(from: root.start, limit: root.size))
    }
    return Array(chain(from: entry.start, limit: entry.size).prefix(entry.size))
  }

  private func smallStream(_ entry: Entry, in container: [UInt8]) -> [UInt8] {
    let table = chain(from: bytes.number32(0x3C), limit: .max)
    var stream: [UInt8] = []
    var sector = entry.start
    while stream.count < entry.size, (sector + 1) * 64 <= container.count, sector * 4 + 4 <= table.count {
      stream += container[sector * 64..<sector * 64 + 64]
      sector = table.number32(sector * 4)
    }
    return Array(stream.prefix(entry.size))
  }

  // MARK: sectors

  private func sector(_ number: Int) -> Range<Int>? {
    let start = (number + 1) * sectorSize
    return number < bytes.count / sectorSize && start + sectorSize <= bytes.count
      ? start..<start + sectorSize : nil
  }

  /// The bytes of the sectors that follow each other from one on.
  private func chain(from start: Int, limit: Int) -> [UInt8] {
    var content: [UInt8] = []
    var (number, count) = (start, 0)
    while content.count < limit, count <= table.count, let sector = sector(number) {
      content += bytes[sector]
      guard number < table.count else { break }
      number = table[number]
      count += 1
    }
    return content
  }

  /// Reads the table that says which sector follows which.
  private mutating func readTable() {
    var numbers = (0..<109).map { bytes.number32(0x4C + 4 * $0) }
    var next = bytes.number32(0x44)
    var count = 0
    while let sector = sector(next), count < 1 << 12 {
      let words = sectorSize / 4 - 1
      numbers += (0..<words).map { bytes.number32(sector.lowerBound + 4 * $0) }
      next = bytes.number32(sector.lowerBound + 4 * words)
      count += 1
    }
    // No more than the file has: each is met once.
    for number in numbers.prefix(bytes.count / sectorSize) {
      guard let sector = sector(number) else { continue }
      for place in stride(from: sector.lowerBound, to: sector.upperBound, by: 4) {
        table.append(bytes.number32(place))
      }
    }
  }

  private mutating func readDirectory() {
    let directory = chain(from: bytes.number32(0x30), limit: .max)
    for start in stride(from: 0, through: directory.count - 128, by: 128) {
      let length = min(directory.number16(start + 64), 64)
      let units = stride(from: 0, to: max(length - 2, 0), by: 2).map {
        UInt16(directory.number16(start + $0))
      }
      entries.append(
        Entry(
          name: String(decoding: units, as: UTF16.self), start: directory.number32(start + 116),
          size: directory.number32(start + 120)))
    }
  }
}

/// What an old office document is, and whether it can be relied on what is read of it.
///
/// Source: MS-DOC 2.5 (Fib), 2.8.6 and 2.9.175 (PlcBtePapx, PapxFkp), 2.2.5 (Sprm), 2.6.2 (sprmPHugePapx).
enum OldDocument {
  /// Refuses a document that is none of Word's, or of which tables would be lost.
  static func check(_ bytes: [UInt8], name: String) throws(ReportError) {
    guard let file = CompoundFile(bytes) else { return }
    if let foreign = ForeignFile(streams: file.names) {
      throw .foreign(name: name, kind: foreign.kind, remedy: foreign.remedy)
    }
    guard hasHugeProperties(file) else { return }
    throw .programFailed(
      name: name, program: "antiword",
      why: "its tables have properties that antiword does not read, sprmPHugePapx")
  }

  /// Whether properties of paragraphs, those of table rows among them, stand in the stream of data: antiword does not look there,
  /// and loses the tables.
  static func hasHugeProperties(_ file: CompoundFile) -> Bool {
    guard let main = file.stream(named: "WordDocument"), main.count >= 0x10A else { return false }
    let tableName = main.number16(0x0A) & 0x0200 == 0 ? "0Table" : "1Table"
    guard let table = file.stream(named: tableName) else { return false }
    let (start, size) = (main.number32(0x102), main.number32(0x106))
    guard size >= 12, start <= table.count, size <= table.count - start else { return false }
    let count = (size - 4) / 8
    // Each page of properties takes 512 bytes.
    guard count <= main.count / 512 else { return false }
    for index in 0..<count {
      let page = (table.number32(start + 4 * (count + 1) + 4 * index) & 0x3F_FFFF) * 512
      if page + 512 <= main.count, holdsHugeProperties(main, page: page) { return true }
    }
    return false
  }

  private static func holdsHugeProperties(_ main: [UInt8], page: Int) -> Bool {
    let end = page + 511
    let count = Int(main[end])
    for index in 0..<count {
      let place = page + 4 * (count + 1) + 13 * index
      guard place < end else { return false }
      var start = page + 2 * Int(main[place])
      guard start > page, start + 1 < end else { continue }
      let words = Int(main[start])
      let length = words == 0 ? 2 * Int(main[start + 1]) : 2 * words - 1
      start += words == 0 ? 2 : 1
      // Behind the number of the style.
      if start + length <= end, length > 2, holds(main[start + 2..<start + length]) { return true }
    }
    return false
  }

  /// Whether 0x6646, or 0x6645 as Word 97 wrote it, is among properties.
  private static func holds(_ properties: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(properties)
    var index = 0
    while index + 2 <= bytes.count {
      let property = bytes.number16(index)
      if property == 0x6646 || property == 0x6645 { return true }
      index += 2
      switch property >> 13 {
      case 0, 1: index += 1
      case 2, 4, 5: index += 2
      case 3: index += 4
      case 7: index += 3
      default:
        guard index < bytes.count else { return false }
        // The definition of a table has a length of two bytes.
        if property == 0xD608 {
          guard index + 2 <= bytes.count else { return false }
          index += 1 + bytes.number16(index)
        } else {
          index += 1 + Int(bytes[index])
        }
      }
    }
    return false
  }
}

/// Numbers with the lowest byte first; 0 outside.
extension [UInt8] {
  fileprivate func number16(_ place: Int) -> Int {
    place >= 0 && place + 2 <= count ? Int(self[place]) | Int(self[place + 1]) << 8 : 0
  }

  fileprivate func number32(_ place: Int) -> Int { number16(place) | number16(place + 2) << 16 }
}
