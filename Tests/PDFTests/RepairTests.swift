import Bytes
import TestSupport
import Testing

@testable import PDF

private func contents(_ file: PDFFile) throws -> [String] {
  try file.pages.map { String(decoding: try file.content(of: $0), as: UTF8.self) }
}

private let threePages: PDFBuilder = {
  var pdf = PDFBuilder()
  for name in ["first", "second", "third"] { pdf.addPage("(\(name)) Tj") }
  return pdf
}()
private let texts = ["(first) Tj", "(second) Tj", "(third) Tj"]

private func replaced(_ bytes: [UInt8], _ old: String, _ new: String, all: Bool = false) -> [UInt8] {
  // Byte by byte, for streams are no text.
  let (old, new) = (Array(old.utf8), Array(new.utf8))
  var (result, position) = ([UInt8](), 0)
  while let place = bytes.span.firstIndex(of: old, from: position) {
    result += bytes[position..<place] + new
    position = place + old.count
    if !all { break }
  }
  return result + bytes[position...]
}

/// What is wrong, and the file.
private let broken: [(String, [UInt8])] = {
  let (plain, packed) = (threePages.bytes, threePages.compressed)
  let start = PDFBuilder.startOfTable(plain)
  return [
    ("startxref leads nowhere", replaced(plain, "startxref\n\(start)", "startxref\n7")),
    ("startxref is beyond the end", replaced(plain, "startxref\n\(start)", "startxref\n999999999")),
    ("startxref is no number", replaced(plain, "startxref\n\(start)", "startxref\nx")),
    ("no startxref", replaced(plain, "startxref\n\(start)\n%%EOF\n", "")),
    ("no table", replaced(plain, "xref\n0 1\n", "")),
    ("one broken offset", replaced(plain, "\n101 1\n0", "\n101 1\n1")),
    (
      "offsets of other objects",
      replaced(replaced(plain, "\n102 1\n", "\n100 1\n"), "\n100 1\n", "\n102 1\n")
    ),
    ("the first number is off by one", replaced(plain, "\n100 1\n", "\n99 1\n")),
    ("a table that knows too little", replaced(plain, "\n103 1\n", "\n203 1\n")),
    ("bytes put in", replaced(plain, "%PDF-1.7\n", "%PDF-1.7\n%put in by a mailer\n")),
    ("lines ended anew", replaced(plain, "\n", "\r\n", all: true)),
    ("no trailer", replaced(replaced(plain, "trailer\n", ""), "startxref\n\(start)", "")),
    ("Root leads nowhere", replaced(plain, "/Root 1 0 R", "/Root 77 0 R")),
    ("Prev leads nowhere", replaced(plain, "/Root 1 0 R", "/Root 1 0 R /Prev 3")),
    ("Prev leads in a circle", replaced(plain, "/Root 1 0 R", "/Root 1 0 R /Prev \(start)")),
    ("XRefStm leads nowhere", replaced(plain, "/Root 1 0 R", "/Root 1 0 R /XRefStm 3")),
    ("no catalog", replaced(plain, "1 0 obj\n", "1 0 o%\n")),
    ("packed, startxref leads nowhere", replaced(packed, "startxref\n", "startxref\n1")),
    ("packed, bytes put in", replaced(packed, "%PDF-1.7\n", "%PDF-1.7\n%put in by a mailer\n")),
    ("packed, the table is gone", replaced(packed, "/Type /XRef", "/Type /Xxxx")),
    ("packed, widths are none", replaced(packed, "/W [1 3 1]", "/W [1 9 1]")),
    ("packed, no catalog is named", replaced(replaced(packed, "/Root 1 0 R", ""), "startxref", "")),
  ]
}()

@Test(arguments: broken.map(\.0))
func aBrokenTableOfObjectsIsRebuilt(kind: String) throws {
  let bytes = try #require(broken.first { $0.0 == kind }).1
  #expect(bytes != threePages.bytes && bytes != threePages.compressed)
  let file = try PDFFile(bytes)
  #expect(try contents(file) == texts)
  let isCut = ["no startxref", "no trailer", "packed, no catalog is named"].contains(kind)
  let isFound = kind == "packed, the table is gone"
  #expect(file.notes == (isCut ? [.cutOff, .rebuilt] : isFound ? [] : [.rebuilt]))
}

@Test(arguments: [-64, -3, -1, 1, 9, 64])
func aTableNearThePlaceThatIsSaidIsFound(distance: Int) throws {
  let plain = threePages.bytes
  let start = PDFBuilder.startOfTable(plain)
  // So that there is room after the table's beginning, too.
  let file = try PDFFile(replaced(plain, "startxref\n\(start)", "startxref\n\(start + distance)"))
  #expect(try contents(file) == texts)
  #expect(file.notes.isEmpty)
}

/// What a stream says and how it stands there, and what it is.
@Test(arguments: [
  ("/Length 5", "\n12345\nendstream", "12345"), ("/Length 4", "\n12345\nendstream", "12345"),
  ("/Length 999", "\n12345\nendstream", "12345"), ("/Length -1", "\r\n12345\r\nendstream", "12345"),
  ("/Length 70 0 R", "\n12345\nendstream", "12345"), ("/Length 71 0 R", "\n12345\nendstream", "12345"),
  ("/Length 50 0 R", "\n12345\nendstream", "12345"), ("/Length 72 0 R", "\n12345\nendstream", "12345"),
  ("", "\n12345\nendstream", "12345"), ("/Length 5", "\r12345\rendstream", "12345"),
  ("", "\r12345\rendstream", "12345"), ("/Length 5", "  \r\n12345 endstream", "12345"),
  ("/Length 5", "\n12345endstream", "12345"), ("/Length 5", "\n12345\n", "12345"),
  ("/Length 0", "\n\nendstream", ""), ("/Length 0", "\nendstream", ""),
  ("/Length 11", "\n12endstream\nendstream", "12endstream"), ("/Length 9", "\n12345", "12345"),
])
func aStreamEndsWhereItEnds(length: String, body: String, expected: String) throws {
  var pdf = PDFBuilder()
  pdf.addPage("")
  pdf.add(50, "<< \(length) >> stream" + body)
  pdf.add(70, "5")
  pdf.add(71, "71 0 R")
  pdf.addStream(72, "/Length 72 0 R", "")
  let file = try PDFFile(pdf.bytes)
  let stream = try #require(file.stream(.reference(50)))
  #expect(String(decoding: try file.decoded(stream), as: UTF8.self) == expected)
  #expect(file.notes.isEmpty)
}

@Test func objectsInsideAStreamAreNotTakenForTheFiles() throws {
  var pdf = PDFBuilder()
  pdf.addPage("(right) Tj")
  pdf.addStream(60, "/Type /EmbeddedFile", "101 0 obj << /Length 10 >> stream\n(wrong) Tj\nendstream endobj")
  let file = try PDFFile(replaced(pdf.bytes, "startxref", "nothing"))
  #expect(try contents(file) == ["(right) Tj"])
}

@Test func aLaterObjectIsNewerThanThatOfAnObjectStream() throws {
  let packed = replaced(threePages.compressed, "startxref", "nothing")
  let stream = "\n101 0 obj << /Length 9 >> stream\n(new) Tj\n\nendstream endobj\n"
  let pages = "2 0 obj << /Type /Pages /Kids [104 0 R 100 0 R] >> endobj\n"
  let file = try PDFFile(packed + Array((stream + pages).utf8))
  #expect(try contents(file) == ["(third) Tj", "(new) Tj\n"])
  // An object stream that comes later is newer too.
  let earlier = try PDFFile(replaced(packed, "%PDF-1.7\n", "%PDF-1.7\n" + pages))
  #expect(try contents(earlier) == texts)
}

@Test func aReferenceThatLeadsNowhereIsNullAndCostsOneLook() throws {
  var pdf = PDFBuilder()
  pdf.addPage("page", entries: "/Group 900 0 R")
  let file = try PDFFile(pdf.bytes)
  #expect(file.resolve(file.pages[0].dictionary["Group"]) == .null)
  #expect(file.resolve(.reference(901)) == .null)
  #expect(file.notes.isEmpty && file.tableState == .searched)
}

@Test func aBrokenOffsetIsNoticedAfterAReferenceThatLeadsNowhere() throws {
  var pdf = PDFBuilder()
  pdf.addPage("page", entries: "/Contents [900 0 R 101 0 R]")
  pdf.add(60, "(last)")
  let file = try PDFFile(replaced(pdf.bytes, "\n60 1\n0", "\n60 1\n1"))
  #expect(file.notes == [.missingContent(page: 1)])
  #expect(file.object(60) == .string(Array("last".utf8)))
  #expect(file.notes == [.missingContent(page: 1), .rebuilt])
}

@Test func whatIsMissingIsTold() throws {
  var pdf = PDFBuilder()
  pdf.add(2, "<< /Kids [100 0 R 500 0 R] /Count 2 >>")
  pdf.addPage("page", entries: "/Contents [101 0 R 501 0 R]")
  #expect(try PDFFile(pdf.bytes).notes == [.missingContent(page: 1), .missingPages])
  // An empty page is one.
  pdf.add(2, "<< /Kids [102 0 R << /Type /Page >> << /Type /Page /Contents null >> << /Type /Pages >>] >>")
  let empty = try PDFFile(pdf.bytes)
  #expect(empty.notes == [.missingPages] && empty.pages.count == 2)
}

@Test(arguments: ["", "%PDF-", "%PDF-1.7", "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj", "<html>", "%!PS"])
func aFileWithoutPagesIsRefused(text: String) {
  let expected: PDFError = text.hasPrefix("%PDF-") ? .noPages : .noHeader
  #expect(throws: expected) { try PDFFile(Array(text.utf8)) }
}

// MARK: - Cut and mutated files

private let samples: [[UInt8]] = {
  var pdf = threePages
  pdf.addStream(50, "/Filter /FlateDecode", PDFBuilder.zlibbed(Array(repeating: 65, count: 500)))
  pdf.add(51, "[(string) <414> /Name#20 -1.5 true null << /A 50 0 R >>]")
  return [pdf.bytes, pdf.compressed, pdf.updated([(101, "<< /Length 9 >> stream\n(1) Tj (2)\nendstream")])]
}()

/// Everything that can be asked of a file.
private func readAll(_ bytes: [UInt8]) -> (pages: [String], notes: [PDFNote])? {
  do {
    var limits = PDFLimits()
    (limits.streamSize, limits.totalSize) = (1 << 20, 4 << 20)
    let file = try PDFFile(bytes, limits: limits)
    for number in 0..<min(file.table.end, 2_000) {
      if let stream = file.stream(.reference(number)) { _ = try? file.decoded(stream) }
    }
    return (try contents(file), file.notes)
  } catch {
    return nil
  }
}

@Test func ofACutFileWhatIsReadIsRightAndTheRestIsTold() throws {
  for sample in samples {
    let whole = try #require(readAll(sample)?.pages)
    for percent in 0..<100 {
      guard let (pages, notes) = readAll(Array(sample.prefix(sample.count * percent / 100))) else { continue }
      // Cut before the first object of the update, it is the file as it was.
      #expect(!notes.isEmpty || pages == texts, "\(percent)")
      for page in pages where !notes.contains(where: \.mayLose) {
        #expect(whole.contains(page) || texts.contains(page), "\(percent): \(page)")
      }
    }
  }
}

@Test func noMutatedFileTrapsOrTakesForever() {
  var random = SeededGenerator(seed: 17)
  var opened = 0
  for round in 0..<20_000 {
    var bytes = samples[round % samples.count]
    for _ in 0..<Int.random(in: 1...6, using: &random) { mutate(&bytes, &random) }
    if readAll(bytes) != nil { opened += 1 }
  }
  // Most survive: what is read here is not the beginning alone.
  #expect(opened > 12_000)
}

/// Changes a byte, a digit or a bracket, cuts, doubles or moves a part.
private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
  guard bytes.count > 20 else { return }
  let place = Int.random(in: 0..<bytes.count - 10, using: &random)
  let end = min(bytes.count, place + Int.random(in: 1...200, using: &random))
  switch Int.random(in: 0..<7, using: &random) {
  case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
  case 1: bytes[place] = Array("0123456789".utf8).randomElement(using: &random) ?? 0
  case 2: bytes[place] = Array("()<>[]{}/%\\".utf8).randomElement(using: &random) ?? 0
  case 3: bytes.removeSubrange(place..<end)
  case 4: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<place + 1, using: &random))
  case 5:
    if let digit = bytes[place...].firstIndex(where: \.isDigit) {
      bytes.insert(contentsOf: Array("99999999".utf8), at: digit)
    }
  default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
  }
}
