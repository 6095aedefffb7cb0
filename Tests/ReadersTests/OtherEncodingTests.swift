import Bytes
import TestSupport
import Testing

@testable import Readers

private func bytes(_ hexadecimal: String) -> [UInt8] {
  var bytes: [UInt8] = []
  var value: UInt8 = 0
  for (index, digit) in hexadecimal.utf8.enumerated() {
    value = value << 4 | (digit < 0x3A ? digit - 0x30 : digit - 0x57)
    if index % 2 == 1 { bytes.append(value) }
  }
  return bytes
}

/// The title and the cells of an input, and what is told.
private func readOne(_ bytes: [UInt8]) throws -> (texts: [String], warnings: [Diagnostic]) {
  var reader = ReportReader(ByteReader(bytes: bytes, name: "t"), name: "t", vocabulary: officialVocabulary)
  let report = try #require(try reader.next())
  return (
    report.pieces.map { String(decoding: report.text[$0.range], as: UTF8.self) }, report.notes
  )
}

/// 臺灣縣水利局2022年政府資訊公開工作年度報告, and a table.
private let big5 = bytes(
  "3c68746d6c3e3c626f64793e3c68313ebb4fc657bfa4a4f4a751a7bd32303232a67eac46a9b2b8eab054a4bdb67da475a740a67eabd7b3f8a7693c2f"
    + "68313e3c703ea440a142c160c5e9b1a1aa703c2f703e3c7461626c653e3c74723e3c74643ea6e6ac46b357bd64a9caa4e5a5f33c2f74643e3c7464"
    + "3e373c2f74643e3c2f74723e3c74723e3c74643eb357b3b93c2f74643e3c74643e383c2f74643e3c2f74723e3c2f7461626c653e3c2f626f64793e"
    + "3c2f68746d6c3e")

@Test func big5IsRead() throws {
  let expected = ["臺灣縣水利局2022年政府資訊公開工作年度報告", "一、總體情況", "行政規範性文件", "7", "規章", "8"]
  #expect(try readOne(big5).texts == expected)
  // The page's own word counts for a short one.
  let declared = Array("<meta charset='Big5'><p>".utf8) + bytes("b357b3b9") + Array("</p>".utf8)
  #expect(try readOne(declared).texts == ["規章"])
}

@Test(arguments: [
  (
    "3c68746d6c3e3c626f64793e3c68313e908597988bc782cc95f18d9082c982c282a282c43c2f68313e3c703e82b182ea82cd93fa967b8cea82cc95b6"
      + "8f9182c582b73c2f703e", "SHIFT_JIS"
  ),
  (
    "3c68746d6c3e3c626f64793e3c68313ebfe5cdf8b6c9a4cecaf3b9f0a4cba4c4a4a4a4c63c2f68313e3c703ea4b3a4eca4cfc6fccbdcb8eca4cecab8"
      + "bdf1a4c7a4b93c2f703e", "EUC-JP"
  ),
  (
    "3c703ec1a4bab8b0f8b0b320bfacc2f7bab8b0edbcad20bfc3c7d8c0c720c3b3b8ae20c7f6c8b2c0ba20b4d9c0bdb0fa20b0b0bdc0b4cfb4d920bdc5"
      + "c3bb20b0c7bcf6bfcd20c3b3b8ae20b0c7bcf6b8a620c7a5b7ce20c1a4b8aec7cfbfb4c0b8b8e720c0dabcbcc7d120b3bbbfebc0ba20c3b7bace20b9"
      + "aebcadb8a620c2fcb0edc7cfbdc3b1e220b9d9b6f8b4cfb4d93c2f703e", "EUC-KR"
  ),
])
func otherEncodingsOfEastAsiaAreNamed(hexadecimal: String, encoding: String) {
  #expect(throws: ReportError.otherEncoding(name: "t", encoding: encoding)) {
    try readOne(bytes(hexadecimal))
  }
}

@Test(arguments: [false, true])
func utf16WithoutItsMarkIsRead(isBigEndian: Bool) throws {
  let text = "<html><p>一、总体情况</p><table><tr><td>规章</td><td>12</td></tr></table>"
  let bytes = text.utf16.flatMap { unit in
    let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    return isBigEndian ? pair.reversed() : pair
  }
  #expect(try readOne(bytes).texts == ["一、总体情况", "规章", "12"])
}

private let page = "<p>一、总体情况</p><table><tr><td>规章</td><td>12</td><td>3</td></tr></table>"

/// A page with bytes in place of the first and of the last digit of 12.
private func page(_ inserted: [UInt8], behind mark: String = "<td>1") -> [UInt8] {
  var bytes = Array(page.utf8)
  let place = bytes.firstRange(of: Array(mark.utf8))?.upperBound ?? 0
  bytes.insert(contentsOf: inserted, at: place)
  return bytes
}

@Test(arguments: [[0xFF], [0xE4], [0xE4, 0xB8], [0xB8], [0x00], [0xF0, 0x9F, 0x98]] as [[UInt8]])
func aBadByteOfAPageIsReplacedAndTold(bad: [UInt8]) throws {
  let found = try readOne(page(bad))
  #expect(found.texts == ["一、总体情况", "规章", "1\u{FFFD}2", "3"])
  #expect(found.warnings.map(\.what) == ["a byte is no character of UTF-8, and read as U+FFFD"])
  #expect(found.warnings.first?.why == "the first is at offset 56")
  #expect(try readOne(page([])).warnings.isEmpty)
}

/// 一、总体情况 and 规章 in GB 18030, with a byte that begins no character.
@Test func aBadByteOfAPageInGB18030IsReplacedToo() throws {
  let text = bytes(
    "3c703ed2bba1a2d7dccce5c7e9bff63c2f703e3c7461626c653e3c74723e3c74643eb9e6d5c23c2f74643e3c74643e31")
  let rest = Array("2</td></tr></table>".utf8)
  let found = try readOne(text + [0xB9] + rest)
  #expect(found.texts == ["一、总体情况", "规章", "1\u{FFFD}2"])
  #expect(found.warnings.map(\.what) == ["a byte is no character of GB18030, and read as U+FFFD"])
  #expect(throws: ReportError.self) { try readOne(text + [UInt8](repeating: 0xFF, count: 100) + rest) }
}

/// Many are the sign of another encoding, or of damage.
@Test func aPageOfBadBytesIsRefused() {
  for count in [8, 100, 100_000] {
    let bad = Array((0..<count).map { _ in [0xFF, 0x20] as [UInt8] }.joined())
    #expect(throws: ReportError.self, "\(count)") { try readOne(page(bad)) }
  }
}

@Test(arguments: [
  "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"a\"\r\n\r\n<p>1",
  "\u{FEFF}\r\nMime-version: 1.0\nContent-Type: text/plain\n\n<table><td>1<td>2",
  "Content-Type: multipart/related; boundary=x\n\n--x\n",
])
func mailsWithoutAPageAreNamed(text: String) {
  #expect {
    try readOne(Array(text.utf8))
  } throws: {
    guard case .foreign("t", "a mail or a web archive without a page", _) = $0 as? ReportError else {
      return false
    }
    return true
  }
}

@Test func textsAboutMessagesAreNone() throws {
  #expect(try readOne(Array("说明：\n\nMIME-Version: 1.0 是邮件的行。\n".utf8)).texts.count == 2)
  #expect(try readOne(Array("<p>MIME-Version: 1.0</p>".utf8)).texts == ["MIME-Version: 1.0"])
}

@Test(arguments: [
  "<?xml version='1.0'?><?mso-application progid='Word.Document'?>\n<w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'>",
  "<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>",
])
func wordDocumentsInOneFileAreNamed(text: String) {
  #expect {
    try readOne(Array(text.utf8))
  } throws: {
    guard case .foreign("t", "a Word document in one XML file", _) = $0 as? ReportError else { return false }
    return true
  }
}

@Test(arguments: [
  "\r\n", "\u{FEFF}", "  \n\t", "\0\0", "<br />Warning: headers already sent\n", "HTTP/1.1 200 OK\r\n\r\n",
])
func bytesBeforeADocumentAreLeftOutAndTold(prefix: String) throws {
  let docx = TestDocument.docx(TestDocument.paragraph("一、总体情况"), isDeflated: true)
  let found = try readOne(Array(prefix.utf8) + docx)
  #expect(found.texts == ["一、总体情况"])
  #expect(found.warnings.map(\.what) == ["\(prefix.utf8.count) bytes stand before the document"])
  #expect(try readOne(docx).warnings.isEmpty)
}
