import Bytes
import Testing

@testable import Readers

private func number(_ value: Int, _ length: Int) -> [UInt8] {
  (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// A compound file of two streams, in sectors of 512 bytes: the table of sectors, the directory, the streams. One that is short stands in
/// small sectors.
private func compound(_ streams: [(name: String, bytes: [UInt8])]) -> [UInt8] {
  var sectors: [[UInt8]] = [[], []]
  var table = [0xFFFF_FFFD, 0xFFFF_FFFE]
  func add(_ bytes: [UInt8]) -> Int {
    let first = sectors.count
    let count = max((bytes.count + 511) / 512, 1)
    for index in 0..<count {
      let part = Array(bytes.dropFirst(512 * index).prefix(512))
      sectors.append(part + [UInt8](repeating: 0, count: 512 - part.count))
      table.append(index == count - 1 ? 0xFFFF_FFFE : first + index + 1)
    }
    return first
  }
  var small: [UInt8] = []
  var smallTable: [UInt8] = []
  var entries: [(name: String, kind: Int, start: Int, size: Int)] = []
  for (name, bytes) in streams {
    if bytes.count >= 4096 {
      entries.append((name, 2, add(bytes), bytes.count))
      continue
    }
    let first = small.count / 64
    let count = (bytes.count + 63) / 64
    for index in 0..<count { smallTable += number(index == count - 1 ? 0xFFFF_FFFE : first + index + 1, 4) }
    small += bytes + [UInt8](repeating: 0, count: 64 * count - bytes.count)
    entries.append((name, 2, first, bytes.count))
  }
  let container = add(small)
  let smallPlace = add(smallTable)
  var directory: [UInt8] = []
  for entry in [("Root Entry", 5, container, small.count)]
    + entries.map({ ($0.name, $0.kind, $0.start, $0.size) })
  {
    let name = entry.0.utf16.flatMap { number(Int($0), 2) }
    directory += name + [UInt8](repeating: 0, count: 64 - name.count) + number(name.count + 2, 2)
    directory += [UInt8(entry.1), 1] + [UInt8](repeating: 0xFF, count: 12) + [UInt8](repeating: 0, count: 36)
    directory += number(entry.2, 4) + number(entry.3, 8)
  }
  sectors[1] = directory + [UInt8](repeating: 0, count: 512 - directory.count)
  sectors[0] = table.flatMap { number($0, 4) } + [UInt8](repeating: 0xFF, count: 512 - 4 * table.count)
  var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
  header += number(0x3E, 2) + number(3, 2) + number(0xFFFE, 2) + number(9, 2) + number(6, 2) + number(0, 6)
  header += number(0, 4) + number(1, 4) + number(1, 4) + number(0, 4) + number(4096, 4)
  header += number(smallPlace, 4) + number(1, 4) + number(0xFFFF_FFFE, 4) + number(0, 4) + number(0, 4)
  header += [UInt8](repeating: 0xFF, count: 512 - header.count)
  return header + sectors.joined()
}

/// A Word document whose second paragraph has properties.
private func word(_ properties: [UInt8], isShort: Bool = false, isPadded: Bool = false) -> [UInt8] {
  var main = [UInt8](repeating: 0, count: 4608)
  main.replaceSubrange(0..<2, with: [0xEC, 0xA5])
  main.replaceSubrange(0x0A..<0x0C, with: number(0x0200, 2))
  let start = 16
  main.replaceSubrange(0x102..<0x10A, with: number(start, 4) + number(12, 4))
  // The page of properties, in the last sector.
  let page = 8
  main[page * 512 + 511] = 2
  main[page * 512 + 12 + 13] = 100
  let grpprl = [0, 0] + properties
  let count = isPadded ? [0, UInt8(grpprl.count / 2)] : [UInt8((grpprl.count + 1) / 2)]
  main.replaceSubrange(page * 512 + 200..<page * 512 + 200 + count.count + grpprl.count, with: count + grpprl)
  var table = [UInt8](repeating: 0, count: isShort ? 40 : 4096)
  table.replaceSubrange(start..<start + 12, with: number(0, 4) + number(4000, 4) + number(page, 4))
  return compound([("WordDocument", main), ("1Table", table), ("0Table", [UInt8](repeating: 0, count: 4096))])
}

private let huge: [UInt8] = [0x46, 0x66, 0, 1, 0, 0]

@Test(arguments: [false, true], [false, true])
func aWordDocumentWithHugePropertiesIsRefused(isShort: Bool, isPadded: Bool) throws {
  // Behind other properties: of one byte, of two, and of a length of their own.
  let others: [[UInt8]] = [
    [], [0x16, 0x24, 1], [0x0F, 0x84, 1, 2], [0x0D, 0xC6, 2, 0, 0], [0x08, 0xD6, 3, 0, 1, 2],
  ]
  for other in others {
    var properties = other + huge
    if isPadded, properties.count % 2 == 1 { properties.append(0) }
    if !isPadded, properties.count % 2 == 0 { properties.append(0) }
    let file = try #require(CompoundFile(word(properties, isShort: isShort, isPadded: isPadded)))
    #expect(OldDocument.hasHugeProperties(file), "\(other)")
    #expect(throws: ReportError.self) {
      try OldDocument.check(word(properties, isShort: isShort, isPadded: isPadded), name: "t.doc")
    }
  }
}

@Test(
  arguments: [[], [0x16, 0x24, 1], [0x0F, 0x84, 0x46, 0x66], [0x0D, 0xC6, 2, 0x46, 0x66]] as [[UInt8]])
func bytesThatLookLikeHugePropertiesAreNone(properties: [UInt8]) throws {
  try OldDocument.check(word(properties + (properties.count % 2 == 0 ? [0] : [])), name: "t.doc")
}

@Test(arguments: [
  ("Workbook", "an old workbook (.xls)"), ("Book", "an old workbook (.xls)"),
  ("PowerPoint Document", "a presentation"), ("EncryptedPackage", "a file with a password"),
])
func otherOldDocumentsAreNamed(stream: String, kind: String) {
  let file = compound([(stream, [UInt8](repeating: 1, count: 5000))])
  #expect {
    try OldDocument.check(file, name: "t")
  } throws: {
    guard case .foreign("t", kind, _) = $0 as? ReportError else { return false }
    return true
  }
}

@Test func damagedOldDocumentsNeverTrap() {
  let whole = word(huge + [0])
  var state: UInt64 = 7
  for _ in 0..<2_000 {
    var damaged = whole
    for _ in 0..<4 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      damaged[Int(state >> 33) % (state & 1 == 0 ? 600 : damaged.count)] = UInt8(
        truncatingIfNeeded: state >> 20)
    }
    try? OldDocument.check(damaged, name: "t")
    try? OldDocument.check(Array(damaged.prefix(Int(state >> 40) % damaged.count)), name: "t")
  }
}
