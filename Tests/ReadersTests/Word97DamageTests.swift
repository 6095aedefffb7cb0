import Bytes
import CompoundFiles
import Forms
import Reports
import TestSupport
import Testing

@testable import Readers

private typealias Doc = TestWord97
private typealias Paragraph = TestWord97.Paragraph

private func report(_ bytes: [UInt8]) throws -> Report {
  try Word97Reader.read(try CompoundFile(bytes, name: "t.doc"))
}

private let edges = [0, 2000, 4000]

/// Whole, with all that is read: pieces, a table, styles, a text box, properties in the stream of data.
private let whole: Doc = {
  var document = Doc(
    [Paragraph("某县水利局2023年政府信息公开工作年度报告"), Paragraph("一、总体情况\u{8}")]
      + Doc.row(["甲", "1"], edges, [0x60]) + Doc.row(["", "2"], edges, [0x20])
      + [
        Doc.cell("丙"), Doc.cell("3"),
        Paragraph([], mark: 7, [0x16, 0x24, 1, 0x17, 0x24, 1, 0x46, 0x66, 2, 0, 0, 0]),
      ]
      + (0..<40).map { Paragraph("收到\($0)件", style: 1) })
  let properties = Doc.definition(edges)
  document.data = [0, 0] + littleEndian(properties.count, 2) + properties
  document.styles = [Doc.Style(kind: 1, []), Doc.Style(kind: 1, base: 0, [0x37, 0x08, 0])]
  document.boxes = [(Array("某县水利局2023年政府信息公开工作年度报告".utf16).count + 7, [Paragraph("框")])]
  document.cuts = [40, 41]
  return document
}()

private func error(_ document: Doc) -> ReportError? {
  do {
    _ = try report(document.bytes)
    return nil
  } catch {
    return error as? ReportError
  }
}

private func why(_ document: Doc) -> String? {
  guard case .damagedDocument(_, let why) = error(document) else { return nil }
  return why
}

@Test func olderAndEncryptedDocumentsAreNamed() {
  func kind(version: Int, flags: Int) -> String? {
    var document = whole
    (document.version, document.flags) = (version, flags)
    guard case .foreign(_, let kind, _) = error(document) else { return nil }
    return kind
  }
  #expect(kind(version: 0x68, flags: 0x200) == "a Word 6.0 or 95 document")
  #expect(kind(version: 0xC1, flags: 0x300) == "a file with a password")
  #expect(kind(version: 0xC0, flags: 0x200) == nil)
}

@Test func theTableStreamIsTheOneThatTheHeaderNames() throws {
  var document = whole
  document.flags = 0
  #expect(error(document) == nil)
  // Another one is there, but is not asked.
  var streams = document.file
  streams.setEntry(2, at: 0, to: 0x0054_0031)
  #expect(
    throws: ReportError.damagedDocument(name: "t.doc", why: "it has no stream “0Table”, or is cut short")
  ) {
    try report(streams.bytes)
  }
}

@Test func piecesThatLeaveOutTextAreRefused() {
  var document = whole
  document.firstPosition = 2
  #expect(why(document) == "its pieces of text leave out a part of it, or overlap")
}

@Test(arguments: [65, 1 << 20, 1 << 30])
func tablesInTablesHaveAnEnd(depth: Int) {
  let document = Doc([Paragraph([.init("x")], [0x16, 0x24, 1, 0x49, 0x66] + littleEndian(depth, 4))])
  #expect(why(document) == "tables stand in tables more than 64 times")
}

@Test func tablesInTablesAreReadToTheirLimit() throws {
  let deep = (1...64).map { Paragraph([.init("\($0)")], [0x16, 0x24, 1, 0x49, 0x66] + littleEndian($0, 4)) }
  let report = try report(Doc(deep + [Paragraph("后")]).bytes)
  #expect(report.pieces.count == 2)
  #expect(String(decoding: report.text, as: UTF8.self).contains("64"))
}

@Test func aCellWithoutPropertiesIsRefused() {
  var damaged = whole.bytes
  // Their page, which begins with the place of the first character, is said to hold none.
  let page = stride(from: 2048, to: damaged.count, by: 512).first {
    Array(damaged[$0..<$0 + 4]) == littleEndian(1024, 4) && damaged[$0 + 511] > 0
  }
  damaged[(page ?? 0) + 511] = 0
  #expect(throws: ReportError.damagedDocument(name: "t.doc", why: "a table cell has no properties")) {
    try report(damaged)
  }
}

@Test func aDocumentThatPointsToItselfOverAndOverEnds() {
  // Every paragraph takes the same 60 KB of properties many times.
  let again = [UInt8]().joinedTimes(50, [0x46, 0x66, 0, 0, 0, 0])
  var document = Doc((0..<100).map { _ in Paragraph([.init("x")], again) })
  let inner = [UInt8]().joinedTimes(20_000, [0x16, 0x24, 1])
  document.data = littleEndian(inner.count, 2) + inner
  #expect(why(document) == "its text points to the same properties over and over")
}

extension [UInt8] {
  fileprivate func joinedTimes(_ count: Int, _ other: [UInt8]) -> [UInt8] {
    self + (0..<count).flatMap { _ in other }
  }
}

@Test func textBoxesThatStandInEachOtherAreReadOnce() throws {
  // Each is anchored in the next one: positions of text boxes follow the body's.
  var document = Doc([Paragraph("一")])
  document.boxes = (0..<5_000).map { (2 + 2 * ($0 + 1), [Paragraph("\u{8}")]) } + [(nil, [Paragraph("框")])]
  let report = try report(document.bytes)
  #expect(String(decoding: report.text, as: UTF8.self) == "一框")
}

@Test func aDocumentThatIsCutGivesAllOrNothing() throws {
  let bytes = whole.bytes
  let expected = try report(bytes)
  #expect(expected.notes.isEmpty)
  var given = 0
  for percent in 0..<100 {
    guard let cut = try? report(Array(bytes.prefix(bytes.count * percent / 100))) else { continue }
    given += 1
    #expect(cut.pieces == expected.pieces && cut.text == expected.text, "\(percent) %")
    #expect(cut.notes.map(\.what) == ["the file is cut short"], "\(percent) %")
  }
  #expect(given < 10)
}

@Test func damagedOldDocumentsNeverTrap() {
  let bytes = whole.bytes
  var random = SeededGenerator(seed: 1997)
  var readCount = 0
  for _ in 0..<20_000 {
    var damaged = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    if let report = try? report(damaged) {
      readCount += 1
      #expect(report.pieces.allSatisfy { $0.upper <= report.text.count })
      #expect(String(validating: report.text, as: UTF8.self) != nil)
    }
  }
  #expect(readCount > 1000)
}
