import Testing

@testable import PDF

/// Files that are made to exhaust their reader: each is a few hundred kilobytes, and hangs or exhausts memory where work is not bounded.
private func repeated(_ text: String, _ count: Int) -> [UInt8] {
  let bytes = Array(text.utf8)
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count * count)
  for _ in 0..<count { result += bytes }
  return result
}

private let head = Array("%PDF-1.7\n".utf8)

private func error(of bytes: [UInt8], limits: PDFLimits = PDFLimits()) -> PDFError? {
  do {
    let file = try PDFFile(bytes, limits: limits)
    for page in file.pages { _ = try file.content(of: page) }
    for number in 0..<file.table.end { _ = file.object(number) }
    return file.failure
  } catch {
    return error
  }
}

@Test(arguments: [
  "1 0 obj<<", "1 0 obj(", "1 0 obj<", "1 0 obj%", "1 0 obj[", "1 0 obj<</A(", "1 0 obj<</Type/ObjStm", "obj",
  "1 ",
  "trailer<<", "trailer(", "xref\n0 1\n", "startxref\n0\n", "1 0 obj<</Length 9>>stream\n", "endstream",
  "1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>", "(((((", "[[[[[", "<<<<<<", "/A/B", "%", "\\",
])
func openBracketsWithoutEndAreReadOnce(text: String) {
  let found = error(of: head + repeated(text, 200_000 / text.utf8.count))
  #expect(found == .noPages, "\(text)")
}

@Test func objectsWithinEachOtherAreBounded() {
  // Each entry of the table leads to a string that ends with the file: 8,000 times 320 kB.
  var bytes = head
  var table = "xref\n0 8000\n"
  for number in 0..<8_000 {
    let offset = String(bytes.count)
    table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n\r\n"
    bytes += Array("\(number) 0 obj [<41 (\\".utf8)
    bytes += repeated(" ", 20)
  }
  let start = bytes.count
  bytes += Array((table + "trailer << /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF").utf8)
  #expect(error(of: bytes) != nil)
}

@Test func streamsThatEndBeforeTheSameSpacesAreBounded() {
  // Each stream is as long as it takes to the spaces, and no end follows them.
  let spaces = 500_000
  var bytes = head
  for number in 0..<10_000 {
    let rest = String(spaces - bytes.count)
    bytes += Array("\(number) 0 obj<</Length \(rest)>>stream\n".utf8)
  }
  bytes += repeated(" ", 2 * spaces - bytes.count)
  #expect(error(of: bytes) == .noPages)
}

@Test func circlesEnd() throws {
  var pdf = PDFBuilder()
  pdf.addPage("page", entries: "/Rotate 60 0 R /MediaBox [61 0 R 0 9 9]")
  pdf.add(60, "61 0 R")
  pdf.add(61, "60 0 R")
  pdf.add(2, "<< /Kids [100 0 R 2 0 R << /Kids [2 0 R 100 0 R] >>] >>")
  pdf.addStream(62, "/Filter 63 0 R", "x")
  pdf.add(63, "[63 0 R 62 0 R]")
  let file = try PDFFile(pdf.bytes)
  #expect(file.pages.count == 2)
  #expect(file.notes == [.missingPages])
  #expect(file.resolve(.reference(60)) == .null)
  #expect(try file.decoded(#require(file.stream(.reference(62)))) == Array("x".utf8))
}

@Test func lengthsThatNeedEachOtherEnd() throws {
  var pdf = PDFBuilder()
  pdf.addPage("page")
  for number in 200..<5_000 { pdf.add(number, "<< /Length \(number + 1) 0 R >> stream\nx\nendstream") }
  let file = try PDFFile(pdf.bytes)
  for number in 200..<5_000 { #expect(file.stream(.reference(number))?.raw.count == 1) }
}

@Test func deepNestingEnds() throws {
  var pdf = PDFBuilder()
  pdf.addPage("page")
  pdf.add(60, String(repeating: "[", count: 100_000))
  pdf.add(61, String(repeating: "<</A", count: 100_000))
  var kids = "100 0 R"
  for _ in 0..<40 { kids = "<< /Kids [\(kids)] >>" }
  pdf.add(2, "<< /Kids [\(kids)] >>")
  let file = try PDFFile(pdf.bytes)
  #expect(file.pages.count == 1)
  _ = (file.object(60), file.object(61))
  // A tree that is deeper than any.
  for number in 300..<500 { pdf.add(number, "<< /Kids [\(number + 1) 0 R] >>") }
  pdf.add(2, "<< /Kids [100 0 R 300 0 R] >>")
  #expect(try PDFFile(pdf.bytes).notes == [.missingPages])
}

@Test func treesThatBranchAgainAndAgainAreRefused() {
  var pdf = PDFBuilder()
  for number in 300..<340 { pdf.add(number, "<< /Kids [\(number + 1) 0 R \(number + 1) 0 R] >>") }
  pdf.add(340, "<< /Type /Page >>")
  pdf.add(2, "<< /Kids [300 0 R] >>")
  #expect(error(of: pdf.bytes) == .limit("20000 pages"))
  pdf.add(340, "<< /Kids [] >>")
  #expect(error(of: pdf.bytes) == .limit("20000 pages"))
}

@Test func contentsOfManyPagesThatAreOneAreBounded() {
  var pdf = PDFBuilder()
  pdf.add(70, "[" + String(repeating: "7 ", count: 100_000) + "]")
  pdf.add(2, "<< /Kids [" + String(repeating: "<< /Contents 70 0 R >>", count: 50) + "] >>")
  #expect(error(of: pdf.bytes) == .limit("1000000 streams of content"))
}

@Test(arguments: [
  "/W [1 1 1] /Index [0 99999999]", "/W [0 1 0] /Index [0 8388607 0 8388607]",
  "/W [1 8 8] /Index [8388600 1000]",
  "/W [8 8 8]", "/W [1 1 1] /Index [-5 9]", "/W [0 0 0] /Index [0 999999999]",
  "/W [1 2 1] /Size 99999999999999",
  "/W [1 1 1] /Index [9999999999999 5]", "/W 7", "/W [1 9223372036854775807 1]",
])
func tablesThatLieAreBounded(entries: String) {
  for byte: UInt8 in [0, 1, 2, 255] {
    var bytes = head
    let rows = PDFBuilder.zlibbed([UInt8](repeating: byte, count: 100_000))
    let start = bytes.count
    bytes += Array("9 0 obj << /Type /XRef /Root 1 0 R /Filter /FlateDecode \(entries)".utf8)
    bytes += Array(" /Length \(rows.count) >> stream\n".utf8) + rows
    bytes += Array("\nendstream endobj startxref \(start)".utf8)
    #expect(error(of: bytes) != nil)
  }
}

@Test func anObjectStreamThatLiesIsToldAndBounded() throws {
  for (count, first, body) in [
    (999_999_999, 8, "50 0 51 "), (2, 99_999, "50 0 51 1 "), (-1, -1, ""), (2, 10, "50 0 51 9999999 (a)"),
  ] {
    var pdf = PDFBuilder()
    pdf.addPage("page", entries: "/Group 50 0 R")
    pdf.addStream(60, "/Type /ObjStm /N \(count) /First \(first)", body)
    var bytes = pdf.bytes
    let start = bytes.count
    bytes += Array("61 0 obj << /Type /XRef /W [1 1 1] /Index [50 2] /Root 1 0 R".utf8)
    bytes += Array(" /Prev \(PDFBuilder.startOfTable(pdf.bytes)) /Length 6 >> stream\n".utf8)
    bytes += [2, 60, 0, 2, 60, 1] + Array("\nendstream endobj startxref \(start)".utf8)
    let file = try PDFFile(bytes)
    #expect(file.pages.count == 1)
    _ = (file.object(50), file.object(51))
  }
}

@Test func aChainOfTablesIsBounded() {
  var bytes = head
  var previous = 0
  for _ in 0..<3_000 {
    let start = bytes.count
    bytes += Array("xref\n0 0\ntrailer << /Prev \(previous) >>\n".utf8)
    previous = start
  }
  bytes += Array("startxref\n\(previous)\n%%EOF".utf8)
  #expect(error(of: bytes) == .noPages)
}

@Test func limitsAreTheCallers() {
  var pdf = PDFBuilder()
  for _ in 0..<3 { pdf.addPage("page") }
  var limits = PDFLimits()
  limits.pages = 2
  #expect(error(of: pdf.bytes, limits: limits) == .limit("2 pages"))
  limits = PDFLimits()
  limits.objects = 5
  #expect(error(of: pdf.bytes, limits: limits) == .limit("5 objects"))
  limits = PDFLimits()
  limits.fileSize = 100
  #expect(error(of: pdf.bytes, limits: limits) == .limit("0 MiB"))
}
