import Bytes
import Foundation
import TestSupport
import Testing
import ZIP

@testable import Sheets

// MARK: what is cut off

private let rows = (1...60).map { row in
  "<row r=\"\(row)\"><c r=\"A\(row)\" t=\"s\"><v>\(row % 3)</v></c><c r=\"B\(row)\"><v>\(row * 7)</v></c></row>"
}.joined()

@Test func aTruncatedWorkbookIsNeverRead() {
  var book = TestWorkbook(rows, strings: ["<t>零</t>", "<t>一</t>", "<t>二</t>"])
  for isDeflated in [false, true] {
    book.isDeflated = isDeflated
    let bytes = book.bytes
    for part in 0..<50 {
      #expect(throws: WorkbookError.self, "\(part)") {
        try readCells(Array(bytes[..<(bytes.count * part / 50)]))
      }
    }
  }
}

@Test func aTruncatedDocumentIsNeverRead() {
  let row =
    "<Row><Cell><Data ss:Type=\"String\">甲</Data></Cell><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>\n"
  let bytes = TestWorkbook.xml(String(repeating: row, count: 400))
  for part in 0..<50 {
    #expect(throws: WorkbookError.self, "\(part)") {
      try readCells(Array(bytes[..<(bytes.count * part / 50)]))
    }
  }
}

@Test func aTruncatedPartIsNeverRead() {
  let sheet = Array(TestWorkbook.sheet(rows).utf8)
  for length in stride(from: 0, to: sheet.count, by: 37) {
    var book = TestWorkbook("", strings: ["<t>零</t>", "<t>一</t>", "<t>二</t>"])
    book.changes["xl/worksheets/sheet1.xml"] = Array(sheet[..<length])
    #expect(throws: WorkbookError.self, "\(length)") { try readCells(book.bytes) }
  }
}

// MARK: what is too much

@Test func aBombIsNotInflated() {
  var book = TestWorkbook(
    "<row><c t=\"inlineStr\"><is><t>\(String(repeating: " ", count: 20_000_000))</t></is></c></row>")
  book.isDeflated = true
  do {
    _ = try readCells(book.bytes)
    Issue.record("nothing was said")
  } catch {
    #expect(error == .archive(.bomb(name: "a.xlsx", entry: "xl/worksheets/sheet1.xml", ratio: 400)))
  }
}

@Test func aRowOfManyMegabytesIsRefused() {
  // Stored, so that its size is true.
  let book = TestWorkbook(
    "<row><c t=\"inlineStr\"><is><t>\(String(repeating: "x", count: 17 << 20))</t></is></c></row>")
  let document = TestWorkbook.xml(
    "<Row><Cell><Data ss:Type=\"String\">\(String(repeating: "x", count: 17 << 20))</Data></Cell></Row>")
  for bytes in [book.bytes, document] {
    do {
      _ = try readCells(bytes)
      Issue.record("nothing was said")
    } catch {
      guard case .tooLarge = error else {
        Issue.record("\(error)")
        return
      }
    }
  }
}

@Test func aSharedTextOfManyMegabytesIsRefused() {
  let book = TestWorkbook("", strings: ["<t>\(String(repeating: "x", count: 2 << 20))</t>"])
  do {
    _ = try readCells(book.bytes)
    Issue.record("nothing was said")
  } catch {
    #expect("\(error.diagnostic)".contains("a text of the workbook is longer than 1 MiB"))
  }
}

@Test func aSheetThatIsOnlySaidToBeLargeIsRefused() {
  var entries = TestWorkbook(rows).parts.map { TestArchive.Entry($0.name, $0.content, isDeflated: true) }
  let sheet = entries.firstIndex { $0.name.hasSuffix("sheet1.xml") } ?? 0
  entries[sheet].claimedSize = 8 << 30
  entries[sheet].isZIP64 = true
  do {
    _ = try readCells(TestArchive(entries).bytes)
    Issue.record("nothing was said")
  } catch {
    #expect(error == .archive(.tooLarge(name: "a.xlsx", entry: "xl/worksheets/sheet1.xml", limit: 4 << 30)))
  }
}

@Test func aSheetOfOneFarCellCostsNothing() throws {
  let book = TestWorkbook("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")
  #expect(try readTexts(book.bytes) == ["XFD1048576 1"])
  let document = TestWorkbook.xml(
    "<Row ss:Index=\"1048576\"><Cell ss:Index=\"16384\"><Data ss:Type=\"Number\">1</Data></Cell></Row>")
  #expect(try readTexts(document) == ["XFD1048576 1"])
}

@Test func aRowOfAllColumnsIsRead() throws {
  let text = String(repeating: "长", count: 40)
  let cells = (0..<16_384).map { "<c t=\"inlineStr\"><is><t>\(text)\($0)</t></is></c>" }.joined()
  let found = try readCells(TestWorkbook("<row r=\"1\">\(cells)</row>").bytes)
  #expect(found.count == 16_384 && found.last?.text == text + "16383")
}

@Test func stylesInACircleEnd() throws {
  let styles = "<Style ss:ID=\"a\" ss:Parent=\"b\"/><Style ss:ID=\"b\" ss:Parent=\"a\"/>"
  let row = "<Row><Cell ss:StyleID=\"a\"><Data ss:Type=\"Number\">1</Data></Cell></Row>"
  #expect(try readTexts(TestWorkbook.xml(row, styles: styles)) == ["A1 1"])
}

// MARK: both ways of reading rows

/// How many mutated sheets each test reads; `NIANBAO_MUTANTS=10000` looks for longer.
private let mutants = ProcessInfo.processInfo.environment["NIANBAO_MUTANTS"].flatMap { Int($0) } ?? 600

/// Rows in the shapes that programs write, with all that a scan takes.
private let shapes = """
  <row r="1" spans="1:4"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="s" s="1"><v>2</v></c><c r="C1"><v>-12.5</v></c><c r="D1" s="2"/><c r="E1"><v>0.10</v></c></row>\
  <row r="2" spans="1:4"><c r="A2" t="inlineStr"><is><t>乡镇_x000A_</t></is></c><c r="B2" s="2"><v>45322.25</v></c><c r="C2"><v>1E-7</v></c></row>\
  <row r="3" ht="12.8" customHeight="1"><c r="A3" s="3"><v>2</v></c><c r="B3" t="b"><v>1</v></c><c r="AA3"><v>0.10</v></c></row>\
  <row r="4" spans="1:4"><c r="A4" t="inlineStr"><is><t>a&amp;b</t></is></c><c r="B4" t="str"><f>1</f><v>x</v></c><c r="C4"><v>007</v></c></row>\
  <row r="5" spans="1:4"><c r="A5" t="inlineStr"><is><t xml:space="preserve"> </t></is></c><c r="B5" t="n"><v>1</v></c></row>
  """

private let documentShapes = """
  <Row><Cell ss:StyleID="d"><Data ss:Type="String">乡镇</Data></Cell><Cell><Data ss:Type="Number">12.50</Data></Cell><Cell ss:StyleID="d"/></Row>
  <Row><Cell ss:Index="2"><Data ss:Type="String">乡</Data><NamedCell ss:Name="_FilterDatabase"/></Cell>
    <Cell ss:StyleID="d"><NamedCell ss:Name="_FilterDatabase"/></Cell><Cell ss:StyleID="n" ss:Index="7"/><Cell ss:Index="9" ss:StyleID="n"/></Row>
   <Row ss:AutoFitHeight="0" ss:Height="20">
    <Cell ss:StyleID="d"><Data ss:Type="Number">45322</Data></Cell>
    <Cell><Data ss:Type="String">a&amp;b</Data></Cell> <Cell ss:Index="9"><Data ss:Type="Number">1E3</Data></Cell>
   </Row>
  <Row ss:StyleID="n"><Cell><Data ss:Type="Number">2</Data></Cell><Cell ss:StyleID="n"><Data ss:Type="Number">3</Data></Cell></Row>
  <Row><Cell ss:StyleID="d"><Data ss:Type="String">乡</Data></Cell><Cell><Data ss:Type="Number">7</Data></Cell><Cell ss:StyleID="d"/></Row>
  """

/// Enough behind the rows that each of them is scanned, and not left to the events for its nearness to the end.
private let filler = "<!--" + String(repeating: "-x", count: 300) + "-->"

private func outcome(_ bytes: [UInt8], byEvents: Bool) -> String {
  do throws(WorkbookError) {
    return "\(try readCells(bytes, byEvents: byEvents))"
  } catch {
    return "\(error)"
  }
}

/// A byte changed, a piece cut out, put elsewhere or twice: what stands near the edge of a tag breaks it.
private func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
  var bytes = bytes
  for _ in 0..<Int.random(in: 1...2, using: &generator) {
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let length = min(Int.random(in: 1...12, using: &generator), bytes.count - place)
    let piece = Array(bytes[place..<place + length])
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: bytes[place] = Array("<>/=\"' &;:srtvc019AZ.-_\n".utf8).randomElement(using: &generator) ?? 0
    case 1: bytes.removeSubrange(place..<place + length)
    case 2: bytes.insert(contentsOf: piece, at: Int.random(in: 0..<bytes.count, using: &generator))
    case 3: bytes.insert(Array("<>/=\" &s0".utf8).randomElement(using: &generator) ?? 0, at: place)
    default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    }
  }
  return bytes
}

@Test func scansGiveWhatEventsGiveOfMutatedSheets() {
  var generator = SeededGenerator(seed: 2024)
  var book = TestWorkbook("", strings: ["<t>零</t>", "<t>一</t>", "<t>二</t>"], formats: ["49", "14", "0.00"])
  let (head, tail) = (Array(TestWorkbook.sheet("").utf8.prefix { _ in true }), filler)
  let text = String(decoding: head, as: UTF8.self)
  let whole = text.replacing("<sheetData></sheetData>", with: "<sheetData>\(shapes)</sheetData>\(tail)")
  let start = Array(whole.utf8).span.firstIndex(of: Array("<sheetData>".utf8)) ?? 0
  var failures = 0
  for _ in 0..<mutants {
    let sheet = Array(whole.utf8)
    let end = start + 11 + shapes.utf8.count
    book.changes["xl/worksheets/sheet1.xml"] =
      sheet[..<start] + mutated(Array(sheet[start..<end]), &generator) + sheet[end...]
    let bytes = book.bytes
    let (scanned, read) = (outcome(bytes, byEvents: false), outcome(bytes, byEvents: true))
    if scanned != read {
      failures += 1
      if failures < 4 {
        Issue.record(
          "\(scanned)\n\(read)\n\(String(decoding: book.changes["xl/worksheets/sheet1.xml"]!!, as: UTF8.self))"
        )
      }
    }
  }
  #expect(failures == 0)
}

@Test func scansGiveWhatEventsGiveOfMutatedDocuments() {
  var generator = SeededGenerator(seed: 2003)
  let styles =
    "<Style ss:ID=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style><Style ss:ID=\"n\"><NumberFormat ss:Format=\"0.00\"/></Style>"
  let whole = TestWorkbook.xml(
    "<Column/><Column ss:StyleID=\"n\"/>" + documentShapes + filler, styles: styles)
  let start = whole.span.firstIndex(of: Array("<Table>".utf8)) ?? 0
  let end = whole.span.firstIndex(of: Array("<!--".utf8)) ?? 0
  var failures = 0
  for _ in 0..<mutants {
    let bytes = whole[..<start] + mutated(Array(whole[start..<end]), &generator) + whole[end...]
    let (scanned, read) = (outcome(Array(bytes), byEvents: false), outcome(Array(bytes), byEvents: true))
    if scanned != read {
      failures += 1
      if failures < 4 { Issue.record("\(scanned)\n\(read)\n\(String(decoding: bytes, as: UTF8.self))") }
    }
  }
  #expect(failures == 0)
}

@Test func damagedWorkbooksNeverTrap() {
  var generator = SeededGenerator(seed: 7)
  let bytes = TestWorkbook(
    shapes, strings: ["<t>零</t>", "<t>一</t>", "<t>二</t>"], formats: ["49", "14", "0.00"]
  ).bytes
  for _ in 0..<mutants { _ = outcome(mutated(bytes, &generator), byEvents: false) }
}
