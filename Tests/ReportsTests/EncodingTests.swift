import Bytes
import Testing

@testable import Reports

@Test(
  arguments: [
    ([], ReportError.empty(name: "t")),
    (Array(" \n\t\n\u{3000}\n".utf8), .empty(name: "t")),
    ([0xFF, 0xFE, 0x61, 0x00], .utf16(name: "t")),
    ([0xFE, 0xFF, 0x00, 0x61], .utf16(name: "t")),
    (
      Array("PK\u{3}\u{4}x".utf8),
      .binary(name: "t", kind: "a ZIP archive (such as .docx or .xlsx)", offset: 0)
    ),
    (Array("%PDF-1.7".utf8), .binary(name: "t", kind: "a PDF file", offset: 0)),
    (
      [0xD0, 0xCF, 0x11, 0xE0],
      .binary(name: "t", kind: "an old Office file (such as .doc or .xls)", offset: 0)
    ),
    (Array("一\nab".utf8) + [0x00], .binary(name: "t", kind: "a binary file", offset: 6)),
    (Array("一\na二".utf8) + [0xFF, 0x0A], .invalidUTF8(Location("t", line: 2, column: 3), offset: 8)),
    (Array("一\n".utf8) + [0xE4, 0xB8], .invalidUTF8(Location("t", line: 2, column: 1), offset: 4)),
    (Array("一\nab\rc\n".utf8), .loneCarriageReturn(Location("t", line: 2, column: 3), offset: 6)),
  ] as [([UInt8], ReportError)])
func whatIsNoTextIsRefusedWithItsOffset(bytes: [UInt8], expected: ReportError) {
  #expect(throws: expected) { try read(bytes) }
}

@Test func whatStandsBeforeABadByteIsReadFirst() throws {
  let good = Array("清源县水利局2019年政府信息公开工作年度报告\n一、总体情况\n无。\n\u{C}\n".utf8)
  var reader = ReportReader(
    ByteReader(bytes: good + Array("二\n".utf8) + [0xFF], name: "t"), name: "t", sections: officialSections)
  let first = try reader.next()
  #expect(first?.pieces.count == 3)
  #expect(throws: ReportError.invalidUTF8(Location("t", line: 6, column: 1), offset: good.count + 4)) {
    _ = try reader.next()
  }
}
