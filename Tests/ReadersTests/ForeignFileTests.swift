import Bytes
import TestSupport
import Testing

@testable import Readers

// Files that are not read are named as what they are, whatever their names end in.

private let container: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

private func archive(_ names: String...) -> [UInt8] {
  TestArchive(names.map { TestArchive.Entry($0, Array("<a/>".utf8)) }).bytes
}

private func compound(_ streams: String...) -> [UInt8] {
  TestCompoundFile(streams.map { ($0, [1, 2, 3]) }).bytes
}

private let files: [(bytes: [UInt8], kind: String)] = [
  ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"), (Array("Rar!\u{1A}".utf8), "a RAR archive"),
  ([0x1F, 0x8B, 0x08], "a compressed file"), ([0x89, 0x50, 0x4E, 0x47, 0x0D], "an image"),
  ([0xFF, 0xD8, 0xFF, 0xE0, 0], "an image"), ([0x49, 0x49, 0x2A, 0x00], "an image"),
  (
    Array("MIME-Version: 1.0\r\nContent-Type: multipart/related".utf8),
    "a mail or a web archive without a page"
  ),
  (
    Array("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n".utf8),
    "a mail or a web archive without a page"
  ),
  ([UInt8](repeating: 0x61, count: 257) + Array("ustar\u{0}00".utf8), "a tar archive"),
  (archive("report.txt"), "a ZIP archive without a document"),
  (archive("OFD.xml", "Doc_0/Document.xml"), "an OFD document"),
  (archive("mimetype", "content.xml"), "an OpenDocument file that is neither text nor spreadsheet"),
  (archive("[Content_Types].xml", "xl/workbook.bin"), "a binary workbook (.xlsb)"),

  (compound("PowerPoint Document"), "a presentation"),
  (compound("EncryptionInfo", "EncryptedPackage"), "a file with a password"),
  (compound("MatOST"), "a Microsoft Works document"),
  ([0xDB, 0xA5, 0x2D, 0x00, 0x31, 0x40], "a Word document of before 1993"),
]

@Test(arguments: files)
func whatIsNotReadIsNamed(bytes: [UInt8], kind: String) throws {
  let error = #expect(throws: ReportError.self) { try read(bytes) }
  guard case .foreign("t", let found, let remedy) = error else {
    Issue.record("\(String(describing: error))")
    return
  }
  #expect(found == kind)
  #expect(!remedy.isEmpty)
}

@Test func textIsNoForeignFile() {
  for text in ["From 2020 on", "清源县水利局", "received", "\t一", "", "Mime", "BZ"] {
    let bytes = Array(text.utf8)
    let kind = ForeignFile(magic: bytes.span)?.kind
    #expect(kind == nil, "\(text)")
  }
}

private func isDocument(_ bytes: [UInt8]) -> Bool { RawKind.isDocument(bytes.span) }
private func hasTitleWords(_ bytes: [UInt8]) -> Bool { RawKind.hasTitleWords(bytes.span) }

@Test func aFileWhoseNameDoesNotTellIsKnownByItsContent() {
  let title = "清源县2023年政府信息公开工作年度报告"
  let gb18030: [UInt8] = [0x31, 0xD5, 0xFE, 0xB8, 0xAE, 0xD0, 0xC5, 0xCF, 0xA2, 0xB9, 0xAB, 0xBF, 0xAA]
  let wide = title.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
  for bytes in [Array(title.utf8), gb18030, wide] { #expect(hasTitleWords(bytes) && !isDocument(bytes)) }
  for bytes in [Array("\n<!DOCTYPE HTML>".utf8), Array("%PDF-1.7".utf8), container, archive("a")] {
    #expect(isDocument(bytes))
  }
  for text in ["", "# README", "<?xml version=\"1.0\"?><urlset/>", "{\"a\":1}", "政府信息"] {
    let bytes = Array(text.utf8)
    #expect(!isDocument(bytes) && !hasTitleWords(bytes), "\(text)")
  }
}
