import Bytes
import TestSupport
import Testing

@testable import ZIP

private typealias Entry = TestArchive.Entry

/// Every entry of an archive, inflated.
private func read(_ bytes: [UInt8], limits: ZIPLimits = ZIPLimits(size: 1 << 28)) throws -> [String: [UInt8]]
{
  let archive = try ZIPArchive(bytes, name: "a.zip", limits: limits)
  var contents: [String: [UInt8]] = [:]
  for entry in archive.entries {
    var reader = try ZIPEntryReader(entry, of: archive)
    var content: [UInt8] = []
    while try reader.more() {
      content.append(span: reader.window)
      let count = reader.window.count
      reader.consume(count)
    }
    contents[entry.title] = content
  }
  return contents
}

private let text = Array(String(repeating: "年报 2023\n", count: 20_000).utf8)

private let goodArchives: [TestArchive] = {
  let plain = [
    Entry("a.txt", text), Entry("目录/b", text, isDeflated: true), Entry("empty", []),
    Entry("e", [], isDeflated: true),
  ]
  var described = plain
  for index in described.indices { described[index].hasDescriptor = true }
  var large = plain
  for index in large.indices { large[index].isZIP64 = true }
  var (wide, commented) = (TestArchive(large), TestArchive(plain))
  wide.isZIP64 = true
  commented.comment = Array("PK\u{5}\u{6} is no end".utf8)
  return [TestArchive(plain), TestArchive(described), TestArchive(large), wide, commented]
}()

@Test(arguments: goodArchives)
func entriesComeOutAsTheyWentIn(archive: TestArchive) throws {
  #expect(try read(archive.bytes) == ["a.txt": text, "目录/b": text, "empty": [], "e": []])
}

/// A web server's blank lines, a byte order mark; the offsets count from where the archive begins.
@Test(arguments: ["\r\n", " ", "\u{FEFF}", "HTTP/1.1 200 OK\r\n\r\n"])
func bytesBeforeTheArchiveArePassedOver(prefix: String) throws {
  for archive in goodArchives {
    #expect(
      try read(Array(prefix.utf8) + archive.bytes) == ["a.txt": text, "目录/b": text, "empty": [], "e": []])
  }
}

/// More than is inflated at once.
private let long = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }

@Test func aLongEntryIsReadChunkByChunk() throws {
  let archive = try ZIPArchive(
    TestArchive([Entry("a", long, isDeflated: true)]).bytes, name: "a", limits: ZIPLimits(size: 1 << 22))
  var reader = try ZIPEntryReader(archive.entries[0], of: archive)
  var (found, most) = ([UInt8](), 0)
  // What is not consumed stays at the front.
  while try reader.more() {
    most = max(most, reader.window.count)
    let count = reader.window.count / 2
    found.append(span: reader.window.extracting(0..<count))
    reader.consume(count)
  }
  found.append(span: reader.window)
  #expect(found == long)
  #expect(most <= 2 * ZIPEntryReader.largestChunk)
}

@Test(arguments: [true, false])
func aSmallEntryComesAtOnce(isDeflated: Bool) throws {
  let content = Array(long.prefix(1 << 20))
  let archive = try ZIPArchive(
    TestArchive([Entry("a", content, isDeflated: isDeflated)]).bytes, name: "a",
    limits: ZIPLimits(size: 1 << 20))
  var reader = try ZIPEntryReader(archive.entries[0], of: archive)
  let (first, found, isAtEnd) = (try reader.more(), [UInt8](copying: reader.window), reader.isAtEnd)
  let second = try reader.more()
  #expect(first && isAtEnd && !second)
  #expect(found == content)
}

@Test func namesAreFoundWithoutCaseAndWithEitherSlash() throws {
  let archive = try ZIPArchive(
    TestArchive([Entry("Word\\Document.xml", [])]).bytes, name: "a", limits: ZIPLimits(size: 1))
  #expect(archive.entry(named: "/word/document.XML") != nil)
  #expect(archive.entry(named: "document.xml") == nil)
}

@Test func pathsOutOfTheFolderAreOnlyNames() throws {
  #expect(try read(TestArchive([Entry("../../etc/passwd", [1])]).bytes) == ["../../etc/passwd": [1]])
}

private func archive(of content: [UInt8] = text, _ change: (inout Entry) -> Void) -> [UInt8] {
  var entry = Entry("a", content, isDeflated: true)
  change(&entry)
  return TestArchive([entry]).bytes
}

private let badArchives: [([UInt8], ZIPError)] = [
  ([], .noDirectory(name: "a.zip")),
  (Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 100), .noDirectory(name: "a.zip")),
  (archive { $0.flags = 1 }, .encrypted(name: "a.zip", entry: "a")),
  (archive { $0.claimedMethod = 12 }, .method(name: "a.zip", entry: "a", method: 12)),
  (archive { $0.claimedChecksum = 1 }, .checksum(name: "a.zip", entry: "a")),
  (archive { $0.claimedSize = 5 }, .size(name: "a.zip", entry: "a", expected: 5)),
  (
    archive { $0.claimedSize = UInt64(text.count) + 1 },
    .size(name: "a.zip", entry: "a", expected: text.count + 1)
  ),
  // 10 GB that are only said to be there.
  (
    archive {
      $0.claimedSize = 10 << 30
      $0.isZIP64 = true
    }, .tooLarge(name: "a.zip", entry: "a", limit: 1 << 28)
  ),
  (
    archive { $0.claimedHeader = 1 << 20 },
    .damaged(name: "a.zip", what: "the header of “a”", offset: 1 << 20)
  ),
  (
    archive {
      $0.claimedMethod = 8
      $0.isDeflated = false
    }, .inflate(name: "a.zip", entry: "a")
  ),
]

@Test(arguments: badArchives)
func whatIsWrongWithAnArchiveIsSaid(bytes: [UInt8], expected: ZIPError) {
  #expect(throws: expected) { try read(bytes) }
}

@Test func whatIsWrongWithALongEntryIsSaid() {
  #expect(throws: ZIPError.checksum(name: "a.zip", entry: "a")) {
    try read(archive(of: long) { $0.claimedChecksum = 1 })
  }
  for size in [long.count - 1, long.count + 1] {
    #expect(throws: ZIPError.size(name: "a.zip", entry: "a", expected: size)) {
      try read(archive(of: long) { $0.claimedSize = UInt64(size) })
    }
  }
}

@Test func entriesThatShareBytesAreRefused() {
  var second = Entry("b", text)
  second.claimedHeader = 0
  #expect(throws: ZIPError.overlap(name: "a.zip", entry: "b")) {
    try read(TestArchive([Entry("a", text), second]).bytes)
  }
}

@Test func bombsAreNotInflated() {
  // 300 MB of blanks in 300 kB.
  let bomb = Entry("a", [UInt8](repeating: 0x20, count: 300_000_000), isDeflated: true)
  #expect(throws: ZIPError.bomb(name: "a.zip", entry: "a", ratio: 400)) {
    try read(TestArchive([bomb]).bytes, limits: ZIPLimits(size: 1 << 30))
  }
  var lying = bomb
  lying.claimedSize = 1000
  #expect(throws: ZIPError.size(name: "a.zip", entry: "a", expected: 1000)) {
    try read(TestArchive([lying]).bytes)
  }
}

@Test func aTruncatedArchiveIsNeverRead() {
  let bytes = TestArchive([Entry("a", Array("12345".utf8)), Entry("b", Array("年年年年".utf8), isDeflated: true)])
    .bytes
  for length in 0..<bytes.count {
    #expect(throws: ZIPError.self, "\(length)") { try read(Array(bytes[..<length])) }
  }
}

@Test func damagedArchivesNeverTrap() throws {
  var generator = SeededGenerator(seed: 42)
  let bytes = TestArchive([
    Entry("a", Array("12345".utf8)), Entry("b", Array(text.prefix(300)), isDeflated: true),
  ]).bytes
  for _ in 0..<2_000 {
    var damaged = bytes
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(
        in: 0...255, using: &generator)
    }
    _ = try? read(damaged)
  }
}
