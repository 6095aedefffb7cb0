import Testing

@testable import PDF

/// Two pages; the first inherits, the second has its own.
private let twoPages: PDFBuilder = {
  var pdf = PDFBuilder()
  pdf.inherited = "/MediaBox [0 0 400 300] /Rotate -90 /Resources << /Font << /F1 5 0 R >> >>"
  pdf.add(5, "<< /Type /Font >>")
  pdf.add(30, "<< /Type /Page /Parent 2 0 R /Contents 31 0 R >>")
  pdf.addStream(31, "", "first")
  pdf.add(
    40,
    "<< /Type /Page /MediaBox [10 20 110 220] /CropBox [500 60 50 0] /Rotate 450 /UserUnit 2 /Contents [31 0 R 41 0 R] >>"
  )
  pdf.addStream(41, "", "second")
  pdf.add(2, "<< /Type /Pages /Kids [30 0 R << /Kids [40 0 R] >>] /Count 2 \(pdf.inherited) >>")
  return pdf
}()

private func contents(_ file: PDFFile) throws -> [String] {
  try file.pages.map { String(decoding: try file.content(of: $0), as: UTF8.self) }
}

@Test func pagesInheritWhatStandsAboveThem() throws {
  for bytes in [twoPages.bytes, twoPages.compressed] {
    let file = try PDFFile(bytes)
    #expect(file.notes.isEmpty)
    try #require(file.pages.count == 2)
    let (first, second) = (file.pages[0], file.pages[1])
    #expect(first.box == PDFRectangle(x0: 0, y0: 0, x1: 400, y1: 300))
    #expect(first.rotation == 270 && first.userUnit == 1)
    #expect(file.dictionary(file.dictionary(first.resources["Font"])?["F1"])?["Type"] != nil)
    #expect(second.box == PDFRectangle(x0: 50, y0: 20, x1: 110, y1: 60))
    #expect(second.rotation == 90 && second.userUnit == 2)
    #expect(try contents(file) == ["first", "first\nsecond"])
  }
}

@Test(arguments: [
  ("/MediaBox [0 0 595 842] /CropBox [0 561 595 842]", PDFRectangle(x0: 0, y0: 561, x1: 595, y1: 842)),
  ("/MediaBox [595 842 0 0]", PDFRectangle(x0: 0, y0: 0, x1: 595, y1: 842)),
  ("/MediaBox [0 0 0 0]", .a4), ("/MediaBox [0 0 1]", .a4), ("", .a4),
  ("/MediaBox [0 0 100 100] /CropBox [200 200 300 300]", PDFRectangle(x0: 0, y0: 0, x1: 100, y1: 100)),
  ("/MediaBox [0 0 1e9 99999999999] /CropBox 7", .a4),
])
func thePageIsItsCropBoxWithinItsMediaBox(entries: String, expected: PDFRectangle) throws {
  var pdf = PDFBuilder()
  pdf.inherited = ""
  pdf.addPage("", entries: entries)
  #expect(try PDFFile(pdf.bytes).pages[0].box == expected)
}

@Test func theNewestObjectOfANumberIsTheOne() throws {
  var pdf = PDFBuilder()
  pdf.addPage("old 5")
  let bytes = pdf.updated([(101, "<< /Length 5 >>\nstream\nnew 7\nendstream"), (60, "(added)")])
  let file = try PDFFile(bytes)
  #expect(try contents(file) == ["new 7"])
  #expect(file.object(60) == .string(Array("added".utf8)))
  #expect(file.notes.isEmpty)
  // The same by repair: the last one in the file.
  var broken = bytes
  broken.removeLast(20)
  let rebuilt = try PDFFile(broken)
  #expect(try contents(rebuilt) == ["new 7"])
  #expect(rebuilt.notes == [.cutOff, .rebuilt])
}

@Test func aDeletedObjectIsNull() throws {
  var pdf = PDFBuilder()
  pdf.add(60, "(deleted)")
  pdf.addPage("")
  var bytes = pdf.bytes
  let previous = PDFBuilder.startOfTable(bytes)
  let start = bytes.count
  bytes += Array(
    "xref\n60 1\n0000000000 00001 f\r\ntrailer << /Root 1 0 R /Prev \(previous) >>\nstartxref\n\(start)\n%%EOF"
      .utf8)
  let file = try PDFFile(bytes)
  #expect(file.object(60) == .null && file.notes.isEmpty)
}

/// ISO 32000-1, 7.5.8.4: the table says that an object is free, for readers of tables only; the stream beside it knows better.
@Test func aHybridFileKnowsItsHiddenObjects() throws {
  var pdf = PDFBuilder()
  pdf.addPage("visible")
  var bytes = Array(pdf.header.utf8)
  var rows: [UInt8] = []
  let hidden = bytes.count
  bytes += Array("60 0 obj (hidden) endobj\n".utf8)
  rows += [1] + PDFBuilder.bigEndian(hidden, 2)
  let stream = bytes.count
  bytes += Array(
    "61 0 obj << /Type /XRef /W [1 2 0] /Index [60 1] /Size 61 /Length \(rows.count) >> stream\n".utf8)
  bytes += rows + Array("\nendstream endobj\n".utf8)
  PDFBuilder.append(pdf.allObjects, to: &bytes, trailer: "/Root 1 0 R /XRefStm \(stream)")
  let text = String(decoding: bytes, as: Unicode.ASCII.self)
  let marked = text.replacing(
    "xref\n0 1\n", with: "xref\n60 1\n0000000000 00000 f\r\n0 1\n", maxReplacements: 1)
  let file = try PDFFile(Array(marked.utf8))
  #expect(file.object(60) == .string(Array("hidden".utf8)))
  #expect(try contents(file) == ["visible"] && file.notes.isEmpty)
}

@Test(arguments: ["xref table of 19 bytes", "offsets from the header", "junk, offsets from the first byte"])
func tablesOfOtherProgramsAreRead(kind: String) throws {
  var pdf = PDFBuilder()
  pdf.addPage("page")
  var bytes = pdf.bytes
  switch kind {
  case "xref table of 19 bytes":
    bytes = Array(String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").utf8)
  case "offsets from the header": bytes = Array("junk\nand more\n".utf8) + bytes
  default:
    pdf.header = "junk before it\n" + pdf.header
    bytes = pdf.bytes
  }
  let file = try PDFFile(bytes)
  #expect(try contents(file) == ["page"])
  #expect(file.notes.isEmpty)
}

@Test(arguments: ["", "/Length 70 0 R"]) func aStreamSectionWithoutTypesAndWithAnIndexIsRead(length: String)
  throws
{
  var pdf = PDFBuilder()
  pdf.addPage("page", entries: "/Rotate null")
  pdf.inherited += " /Rotate 180"
  // The length is an object that the table only tells of.
  pdf.add(70, "\(4 * (pdf.allObjects.count + 1))")
  var bytes = Array(pdf.header.utf8)
  var rows: [UInt8] = []
  var index = ""
  for (number, body) in pdf.allObjects {
    index += "\(number) 1 "
    rows += PDFBuilder.bigEndian(bytes.count, 4)
    bytes += Array("\(number) 0 obj ".utf8) + body + Array(" endobj\n".utf8)
  }
  let start = bytes.count
  bytes += Array(
    "99 0 obj << /W [0 4 0] /Index [\(index)] /Root 1 0 R /Length \(rows.count) \(length) >> stream\r\n".utf8)
  bytes += rows + Array("\r\nendstream endobj startxref \(start)".utf8)
  let file = try PDFFile(bytes)
  #expect(try contents(file) == ["page"])
  #expect(file.notes.isEmpty && file.pages[0].rotation == 180)
  #expect(file.integer(.reference(70)) == rows.count)
}
