import TestSupport
import Testing

@testable import ZIP

// Names of files in archives, as they were meant.

private func title(_ name: [UInt8], flags: UInt16 = 0, extra: [UInt8] = []) throws -> String {
  var entry = TestArchive.Entry("", [1])
  (entry.rawName, entry.flags, entry.extra) = (name, flags, extra)
  return try ZIPArchive(TestArchive([entry]).bytes, name: "t", limits: ZIPLimits(size: 1)).entries[0].title
}

@Test func namesAreUTF8OrThoseOfAChineseWindows() throws {
  #expect(try title(Array("年.doc".utf8)) == "年.doc")
  #expect(try title(Array("年.doc".utf8), flags: 0x800) == "年.doc")
  #expect(try title([0xC4, 0xEA, 0x2E]) == "年.")
  // The second byte of 俓 is that of `\`.
  #expect(try title([0x82, 0x5C]) == "俓")
  // It says that it is UTF-8.
  #expect(try title([0xC4, 0xEA], flags: 0x800) == "\u{FFFD}\u{FFFD}")
}

@Test func anExtraFieldHasTheNameInUTF8() throws {
  let sum = Checksum().appending([0x61].span).value
  let number = (0..<4).map { UInt8(truncatingIfNeeded: sum >> UInt32(8 * $0)) }
  let field: [UInt8] = [0x75, 0x70, 8, 0, 1] + number + Array("年".utf8)
  #expect(try title([0x61], extra: field) == "年")
  // Made for another name, or cut.
  #expect(try title([0x62], extra: field) == "b")
  #expect(try title([0x61], extra: Array(field.dropLast())) == "a")
}
