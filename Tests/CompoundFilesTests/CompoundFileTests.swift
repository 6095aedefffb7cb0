import Bytes
import TestSupport
import Testing

@testable import CompoundFiles

private let long = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
private let short = Array("短的".utf8)

private func file(_ bytes: [UInt8]) throws -> CompoundFile { try CompoundFile(bytes, name: "t") }

private func error(_ bytes: [UInt8], reading stream: String = "Long") -> CompoundFileError? {
  do throws(CompoundFileError) {
    _ = try CompoundFile(bytes, name: "t").stream(named: stream)
    return nil
  } catch {
    return error
  }
}

@Test func longAndShortStreamsAreRead() throws {
  let file = try file(TestCompoundFile([("Long", long), ("Short", short), ("None", [])]).bytes)
  #expect(file.streamNames == ["Long", "Short", "None"])
  #expect(try file.stream(named: "Long") == long)
  #expect(try file.stream(named: "Short") == short)
  #expect(try file.stream(named: "None") == [])
  #expect(try file.stream(named: "Other") == nil)
  #expect(!file.isCutShort)
}

@Test func namesAreFoundInUpperAndLowerCase() throws {
  let file = try file(TestCompoundFile([("WORKBOOK", short)]).bytes)
  #expect(file.holds("Workbook"))
  #expect(try file.stream(named: "workbook") == short)
}

@Test func namesInStoragesBelowTheRootAreNotTheFiles() throws {
  var bytes = TestCompoundFile([("Long", long), ("Inner", short)])
  // The second entry hangs below the first, as in a storage of its own.
  bytes.setEntry(1, at: 72, to: 0xFFFF_FFFF)
  bytes.setEntry(1, at: 76, to: 2)
  #expect(try file(bytes.bytes).streamNames == ["Long"])
}

@Test func tablesOfSectorsThatAreSeveral() throws {
  let large = [UInt8](repeating: 7, count: 200_000)
  let bytes = TestCompoundFile([("Large", large), ("Long", long)], tableCount: 4).bytes
  #expect(try file(bytes).stream(named: "Large") == large)
  #expect(try file(bytes).stream(named: "Long") == long)
}

@Test(arguments: [0, 1, 7, 18])
func aChainThatComesBackIsRefused(to step: Int) throws {
  var bytes = TestCompoundFile([("Long", long)])
  let first = try #require(bytes.firstSectors[0])
  bytes.setNext(of: first + 18, to: UInt32(first + step))
  #expect(error(bytes.bytes) == .cycle(name: "t", of: "“Long”"))
}

@Test func aDirectoryThatComesBackIsRefused() throws {
  var bytes = TestCompoundFile([("Long", long)])
  bytes.setNext(of: 1, to: 1)
  #expect(error(bytes.bytes) == .cycle(name: "t", of: "the directory"))
  bytes = TestCompoundFile([("Long", long), ("Short", short)])
  bytes.setEntry(2, at: 72, to: 1)
  #expect(error(bytes.bytes) == .cycle(name: "t", of: "the names in the directory"))
}

@Test func smallSectorsThatComeBackAreRefused() throws {
  var bytes = TestCompoundFile([("Short", [UInt8](repeating: 1, count: 300))])
  // The table of small sectors is the last one.
  let table = bytes.bytes.count - 512
  var all = bytes.bytes
  all.replaceSubrange(table + 4..<table + 8, with: littleEndian(0, 4))
  #expect(error(all, reading: "Short") == .cycle(name: "t", of: "“Short”"))
  bytes.setEntry(1, at: 120, to: 100)
  #expect(try file(bytes.bytes).stream(named: "Short")?.count == 100)
}

@Test(arguments: [0xFFFF_FFFF, 0x7FFF_FFFF, 100_000] as [UInt32])
func aStreamLongerThanTheFileIsRefused(size: UInt32) {
  var bytes = TestCompoundFile([("Long", long)])
  bytes.setEntry(1, at: 120, to: size)
  #expect(error(bytes.bytes) == .tooLong(name: "t", stream: "Long", size: UInt64(size)))
  // With sectors of 512 bytes the upper half of a size is rubbish.
  bytes.setEntry(1, at: 120, to: UInt32(long.count))
  bytes.setEntry(1, at: 124, to: 0xDEAD_BEEF)
  #expect(error(bytes.bytes) == nil)
}

@Test func aFileThatIsCutGivesWhatIsThere() throws {
  let bytes = TestCompoundFile([("Long", long)]).bytes
  // The last sector is half used.
  let cut = try file(Array(bytes.dropLast(200)))
  #expect(try cut.stream(named: "Long") == long)
  #expect(!cut.isCutShort)
  let shorter = try file(Array(bytes.dropLast(1000)))
  #expect(try shorter.stream(named: "Long") == Array(long.prefix(long.count / 512 * 512 + 512 - 1000)))
  #expect(shorter.isCutShort)
}

@Test func everyBeginningOfAFileIsReadOrRefused() throws {
  let bytes = TestCompoundFile([("Long", long), ("Short", short)]).bytes
  var whole = 0
  for count in stride(from: 0, to: bytes.count, by: 64) {
    guard let file = try? file(Array(bytes.prefix(count))) else { continue }
    // What is given is the beginning of the stream.
    if let stream = try? file.stream(named: "Long") {
      #expect(stream == Array(long.prefix(stream.count)))
      if stream.count == long.count { whole += 1 } else { #expect(file.isCutShort || count % 512 > 0) }
    }
  }
  #expect(whole > 0)
}

@Test func damagedCompoundFilesNeverTrap() {
  let bytes = TestCompoundFile([("Long", long), ("Short", short), ("Other", long)]).bytes
  var random = SeededGenerator(seed: 18)
  for _ in 0..<20_000 {
    var damaged = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      // The header, the table and the directory stand first.
      let place = Int.random(in: 0..<(Bool.random(using: &random) ? 1536 : damaged.count), using: &random)
      damaged[place] = UInt8.random(in: 0...255, using: &random)
    }
    guard let file = try? file(damaged) else { continue }
    for name in file.streamNames.prefix(4) {
      let stream = try? file.stream(named: name)
      #expect(stream?.count ?? 0 <= damaged.count)
    }
  }
}
