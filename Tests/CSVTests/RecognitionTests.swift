import Bytes
import Foundation
import TestSupport
import Testing

@testable import CSV

// What programs save as CSV: other encodings, other delimiters, and what is cut off or no CSV at all.

private let table = "名称,年度,数值\r\n霁州县水务局汇总,2022,7\r\n霁州县粮食储备局,2022,12.50\r\n"
private let records = [["名称", "年度", "数值"], ["霁州县水务局汇总", "2022", "7"], ["霁州县粮食储备局", "2022", "12.50"]]

/// The bytes of a text as iconv(1) gives them.
private func encoded(_ text: String, _ encoding: String) throws -> [UInt8] {
  if encoding == "utf-8" { return Array(text.utf8) }
  return try Command.run("/usr/bin/env", ["iconv", "-f", "utf-8", "-t", encoding], input: Array(text.utf8))
    .stdout
}

private func read(_ bytes: [UInt8], chunk: Int? = nil) throws -> [[String]] {
  var input = ByteReader(bytes: bytes, name: "t")
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  if let chunk {
    let file = folder.appending(path: "t.csv")
    try Data(bytes).write(to: file)
    input = try ByteReader(opening: file.path, chunk: chunk)
  }
  var reader = RecordReader(recognising: input)
  var records: [[String]] = []
  while try reader.next() { records.append(reader.fields.indices.map { String(reader.field($0)) }) }
  return records
}

@Test(arguments: ["utf-8", "gb18030", "gbk", "utf-16", "utf-16be"])
func everyEncodingIsRead(encoding: String) throws {
  let mark = ["utf-8": ["", "\u{FEFF}"], "utf-16be": ["\u{FEFF}"]][encoding] ?? [""]
  for mark in mark {
    for (delimiter, first) in [
      (",", ""), ("\t", ""), (";", ""), (";", "sep=;\r\n"), ("|", "SEP=|\n"), (",", "\"sep=,\"\r\n"),
    ] {
      let text = mark + first + table.replacing(",", with: delimiter)
      let bytes = try encoded(text, encoding)
      for chunk in [nil, 1, 7, 64] {
        #expect(try read(bytes, chunk: chunk) == records, "\(text) \(chunk ?? 0)")
      }
    }
  }
}

@Test func aLineThatOnlyLooksLikeASeparatorIsARecord() throws {
  #expect(try read(Array("sep=,x\na,b\n".utf8)) == [["sep=", "x"], ["a", "b"]])
  #expect(try read(Array("separate,b\n".utf8)) == [["separate", "b"]])
  #expect(try read(Array("sep=".utf8)) == [["sep="]])
}

@Test func aLineNumberCountsTheLineOfTheSeparator() throws {
  var reader = RecordReader(recognising: ByteReader(bytes: Array("sep=,\na,b\n\"".utf8), name: "t"))
  #expect(try reader.next())
  #expect(reader.line == 2)
  #expect(throws: CSVError.unclosedQuote(Location("t", line: 3, column: 1))) { try reader.next() }
}

@Test func oneEncodingIsNeverMixedWithAnother() throws {
  let utf8 = try encoded(table, "utf-8")
  let gbk = try encoded(table, "gbk")
  // Whichever comes first, near the beginning or far behind it.
  for count in [1, 4000] {
    let many = Array(repeatElement(utf8, count: count).joined())
    #expect(
      throws: CSVError.invalidText(
        Location("t", line: count * 3 + 1, column: 1), offset: many.count, encoding: .utf8)
    ) { try read(many + gbk) }
    // Four bytes of the file may wait for the rest of a character.
    for chunk in [100, 4096] {
      #expect(throws: CSVError.self) { try read(many + gbk, chunk: chunk) }
    }
  }
  let many = Array(repeatElement(gbk, count: 4000).joined())
  let start = many.count + 14 + 2
  #expect(throws: CSVError.self) { try read(many + utf8) }
  for chunk in [4096, 1 << 17] {
    do {
      _ = try read(many + utf8, chunk: chunk)
      Issue.record("it was read")
    } catch CSVError.invalidText(let place, let offset, let encoding) {
      #expect(encoding == .gb18030)
      #expect(offset >= many.count && offset < start + 100, "\(offset) \(start)")
      #expect(place.line >= 12001 && place.line <= 12003)
    }
  }
}

@Test(arguments: [1, 2, 5, 64, 1 << 17])
func aBadByteIsRefusedAtItsOffset(chunk: Int) throws {
  for (bad, before) in [
    ("\u{FF}", 30), ("\u{C3}", 30), ("\u{E4}\u{B8}", 30), ("\u{ED}\u{A0}\u{80}", 30), ("\u{80}", 30000),
  ] {
    let bytes = bad.unicodeScalars.map { UInt8($0.value) }
    let head = Array(repeatElement("一行，二列\n".utf8, count: before).joined())
    // At the end it would be cut off.
    let isBeginning = bytes[0] == 0xC3 || bytes == [0xE4, 0xB8]
    for tail in [Array("三\n".utf8)] + (isBeginning ? [] : [[]]) {
      #expect(
        throws: CSVError.invalidText(
          Location("t.csv", line: before + 1, column: 2), offset: head.count + 1, encoding: .utf8)
      ) {
        do {
          _ = try read(head + [0x61] + bytes + tail, chunk: chunk)
        } catch CSVError.invalidText(let place, let offset, let encoding) {
          #expect(place.source.hasSuffix("t.csv"))
          throw CSVError.invalidText(
            Location("t.csv", line: place.line, column: place.column), offset: offset, encoding: encoding)
        }
      }
    }
  }
}

@Test func anInputThatEndsInsideACharacterIsCutOff() throws {
  for bytes in [Array("a\n三二一".utf8), Array("a\n三二一😀".utf8), try encoded("a\n一二三四", "gbk")] {
    for count in 1...2 {
      #expect(throws: CSVError.cutOff(Location("t", line: 2))) {
        // GB18030 has two bytes a character.
        try read(Array(bytes.dropLast(bytes.last == 0xC4 ? 2 * count - 1 : count)))
      }
    }
  }
}

@Test func nothingIsGivenOfARecordWithABadByte() throws {
  var reader = RecordReader(recognising: ByteReader(bytes: Array("一,b\n1,2".utf8) + [0xFF], name: "t"))
  #expect(try reader.next())
  #expect(throws: CSVError.invalidText(Location("t", line: 2, column: 4), offset: 9, encoding: .utf8)) {
    try reader.next()
  }
}

@Test func utf16WithoutItsMarkIsRead() throws {
  #expect(try read(wide("a,b\n1,2\n", 0)) == [["a", "b"], ["1", "2"]])
  #expect(try read(wide("a,b\n1,2\n", 1)) == [["a", "b"], ["1", "2"]])
}

/// UTF-16 with the lower byte first, or second.
private func wide(_ text: String, _ order: Int) -> [UInt8] {
  text.utf16.flatMap { unit -> [UInt8] in
    let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
    return order == 0 ? bytes : bytes.reversed()
  }
}

/// A NUL in a field is no sign of UTF-16 where the rest is UTF-8.
@Test func singleNULsAreNoSignOfUTF16() throws {
  #expect(try read(Array("甲,b\n1\0,2\0\n3\0,4\0\n5\0,6\0\n".utf8)).count == 4)
  #expect(try read(Array("a,b\n1\0,2222\n3\0,4444\n5\0,6666\n7\0,8888\n".utf8)).count == 5)
  #expect(throws: CSVError.binary(name: "t")) { try read([0x61, 0, 0x2C, 0x62]) }
}

@Test(arguments: [
  ("a\n1", true), ("a\n1\n", false), ("a\n1\r", false), ("a\n\"1\n\"", true), ("a\n\"1\n\"\n", false),
])
func aMissingLineEndIsSeen(text: String, expected: Bool) throws {
  var reader = RecordReader(recognising: ByteReader(bytes: Array(text.utf8), name: "t"))
  while try reader.next() {
    #expect(reader.isWithoutLineEnd == (expected && reader.line == 2), "\(text) \(reader.line)")
  }
}

@Test(arguments: [
  ("a,b\n", true), ("\u{FEFF}a,b\n", false), ("a,b\r\n", false), ("a;b\n", false), ("sep=,\na,b\n", false),
])
func whatThisProgramMayHaveWrittenIsTold(text: String, expected: Bool) throws {
  var reader = RecordReader(recognising: ByteReader(bytes: Array(text.utf8), name: "t"))
  #expect(try reader.next())
  #expect(reader.isAsWritten == expected)
}

// MARK: limits

@Test func aRecordHasSoManyFieldsOnly() throws {
  let most = [UInt8](repeating: .comma, count: RecordReader.fieldLimit - 1)
  #expect(try read(most + [.lineFeed])[0].count == RecordReader.fieldLimit)
  for more in [[UInt8.comma], [.quote, .quote, .comma]] {
    #expect(throws: CSVError.tooManyFields(Location("t", line: 2, column: 1))) {
      try read([0x61, .lineFeed] + more + most + more + [.lineFeed])
    }
  }
}

@Test func aRecordHasSoManyBytesOnly() throws {
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "t.csv")
  for begin in ["x", "\"x"] {
    try Data(Array("a\n\(begin)".utf8) + [UInt8](repeating: 0x78, count: 3000) + [.lineFeed]).write(to: file)
    var reader = RecordReader(try ByteReader(opening: file.path, chunk: 512))
    reader.byteLimit = 2000
    #expect(try reader.next())
    #expect(throws: CSVError.tooLong(Location(file.path, line: 2, column: 1))) { try reader.next() }
  }
}

@Test(arguments: ["\"", "x", "x,", "\"x\"\"", "\"x\n"])
func aLongRecordIsLookedAtAFewTimesOnly(begin: String) throws {
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "t.csv")
  let size = 1 << 20
  try Data(Array(begin.utf8) + [UInt8](repeating: 0x78, count: size)).write(to: file)
  var reader = RecordReader(try ByteReader(opening: file.path, chunk: 1000))
  _ = try? reader.next()
  #expect(reader.repeatedCount > size / 2 && reader.repeatedCount < 3 * size, "\(reader.repeatedCount)")
}
