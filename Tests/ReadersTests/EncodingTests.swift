import Bytes
import Testing

@testable import Readers

private let refused: [([UInt8], ReportError)] = [
  ([], .empty(name: "t")),
  (Array(" \n\t\n\u{3000}\n".utf8), .empty(name: "t")),
  // Numbers of two bytes are no UTF-16.
  ([1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0], .binary(name: "t", kind: "a binary file", offset: 1)),
  (Array("一\nab".utf8) + [0x00], .binary(name: "t", kind: "a binary file", offset: 6)),
  (
    Array("一\na二".utf8) + [0xFF, 0x0A],
    .invalidText(Location("t", line: 2, column: 3), offset: 8, encoding: .utf8)
  ),
  (
    Array("一二三\n".utf8) + [0xE4, 0xB8],
    .invalidText(Location("t", line: 2, column: 1), offset: 10, encoding: .utf8)
  ),
  (Array("一\nab\rc\n".utf8), .loneCarriageReturn(Location("t", line: 2, column: 3), offset: 6)),
]

@Test(arguments: refused)
func whatIsNoTextIsRefusedWithItsOffset(bytes: [UInt8], expected: ReportError) {
  #expect(throws: expected) { try read(bytes) }
}

private let gb18030: [UInt8] = [0xD2, 0xBB, 0xA1, 0xA2, 0xD7, 0xDC, 0xCC, 0xE5, 0xC7, 0xE9, 0xBF, 0xF6, 0x0A]

/// One heading, 一、总体情况, in every encoding.
@Test(arguments: [
  gb18030, [0xFF, 0xFE] + utf16("一、总体情况\n", isBigEndian: false),
  [0xFE, 0xFF] + utf16("一、总体情况\n", isBigEndian: true),
  Array("\u{FEFF}一、总体情况\n".utf8),
])
func encodingsAreRecognised(bytes: [UInt8]) throws {
  let report = try #require(try read(bytes).first)
  #expect(report.sections.map { String(decoding: $0, as: UTF8.self) } == ["", "总体情况"])
}

private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
  text.utf16.flatMap { unit in
    let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    return isBigEndian ? bytes.reversed() : bytes
  }
}

@Test func aBadByteInGB18030HasItsOffsetAndLine() {
  let expected = ReportError.invalidText(Location("t", line: 2), offset: 13, encoding: .gb18030)
  #expect(throws: expected) { try read(gb18030 + [0xFF, 0xFF, 0x0A]) }
}

@Test func whatStandsBeforeABadByteIsReadFirst() throws {
  let good = Array("清源县水利局2019年政府信息公开工作年度报告\n一、总体情况\n无。\n\u{C}\n".utf8)
  let next = Array("白塔镇2020年政府信息公开工作年度报告\n".utf8)
  var reader = ReportReader(
    ByteReader(bytes: good + next + [0xFF], name: "t"), name: "t", vocabulary: officialVocabulary)
  let first = try reader.next()
  #expect(first?.pieces.count == 3)
  #expect(
    throws: ReportError.invalidText(
      Location("t", line: 6, column: 1), offset: good.count + next.count, encoding: .utf8)
  ) {
    _ = try reader.next()
  }
}
