import Testing

@testable import PDF

/// The one stream of a file, decoded.
private func decoded(_ entries: String, _ content: [UInt8]) throws -> (bytes: [UInt8], notes: [PDFNote]) {
  var pdf = PDFBuilder()
  pdf.addPage("")
  pdf.addStream(50, entries, content)
  let file = try PDFFile(pdf.bytes)
  let stream = try #require(file.stream(.reference(50)))
  return (try file.decoded(stream), file.notes)
}

private func decoded(_ entries: String, _ content: String) throws -> String {
  String(decoding: try decoded(entries, Array(content.utf8)).bytes, as: UTF8.self)
}

@Test(arguments: [
  ("/Filter /ASCIIHexDecode", "48 65 6C\n6c6F>zz", "Hello"),
  ("/Filter [/AHx]", "4", "@"),
  ("/Filter /ASCII85Decode", "87cURDZ", "Hello"),
  ("/Filter /A85", "<~87cURD]i,\"Ebo80~>", "Hello World!"),
  ("/Filter /A85", "z 87cUR\nDZ~>junk", "\0\0\0\0Hello"),
  ("/Filter /A85", "z!~>", "\0\0\0\0"),
  ("/Filter /RunLengthDecode", "\u{2}abc\u{0}d", "abcd"),
  ("/Filter [/AHx /RL]", "FE 61 01 62 63 80 64>", "aaabc"),
  ("/Filter [/AHx /A85 ]", "38 37 63 55 52 44 5A 7E 3E>", "Hello"),
  ("/Filter []", "plain", "plain"),
  ("", "plain", "plain"),
])
func textFiltersAreUndone(entries: String, content: String, expected: String) throws {
  #expect(try decoded(entries, content) == expected)
}

@Test func flateIsUndone() throws {
  let text = Array(String(repeating: "q 1 0 0 1 72 720 cm Q\n", count: 5_000).utf8)
  let zlib = PDFBuilder.zlibbed(text)
  #expect(try decoded("/Filter /FlateDecode", zlib) == (text, []))
  #expect(try decoded("/Filter [/Fl] /DecodeParms [null]", zlib) == (text, []))
  #expect(try decoded("/Filter /FlateDecode /DecodeParms << /Predictor 1 >>", zlib) == (text, []))
  #expect(try decoded("/Filter /FlateDecode", zlib + [13, 10, 0]) == (text, []))
  #expect(try decoded("/Filter /FlateDecode", PDFBuilder.zlibbed([])).bytes == [])
}

@Test func whatComesOutOfABrokenFlateIsKept() throws {
  let text = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
  let zlib = PDFBuilder.zlibbed(text)
  // A wrong checksum, and none: all of it came out.
  let (wrong, wrongNotes) = try decoded("/Filter /FlateDecode", zlib.dropLast() + [zlib[zlib.count - 1] ^ 1])
  #expect(wrong == text && wrongNotes == [.checksum(object: 50)])
  let (none, noneNotes) = try decoded("/Filter /FlateDecode", Array(zlib.dropLast(4)))
  #expect(none == text && noneNotes == [.checksum(object: 50)])
  // Cut in the middle.
  let (cut, cutNotes) = try decoded("/Filter /FlateDecode", Array(zlib.prefix(zlib.count / 2)))
  #expect(cut.count > text.count / 3 && text.starts(with: cut) && cutNotes == [.damagedStream(object: 50)])
  // A header that is none.
  let (bare, bareNotes) = try decoded("/Filter /FlateDecode", [0, 0] + zlib.dropFirst(2))
  #expect(bare == text && bareNotes == [.checksum(object: 50)])
  let (junk, junkNotes) = try decoded("/Filter /FlateDecode", Array("junk, no deflate".utf8))
  #expect(junk.count < 20 && junkNotes == [.damagedStream(object: 50)])
}

/// Codes of a width that grows, as the standard's own example has them (7.4.4.2).
@Test func lzwIsUndone() throws {
  let example: [UInt8] = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]
  #expect(try decoded("/Filter /LZWDecode", example).bytes == [45, 45, 45, 45, 45, 65, 45, 45, 45, 66])
  let text = (0..<40_000).map { UInt8(truncatingIfNeeded: ($0 / 3) ^ ($0 / 100)) }
  for isEarly in [true, false] {
    let entries = "/Filter /LZW /DecodeParms << /EarlyChange \(isEarly ? 1 : 0) >>"
    #expect(try decoded(entries, LZWEncoder.encoded(text, isEarly: isEarly)) == (text, []))
  }
  let (_, notes) = try decoded("/Filter /LZWDecode", [0xFF, 0xFF])
  #expect(notes == [.damagedStream(object: 50)])
}

/// Writes LZW for the test: the plain algorithm, with clears.
private enum LZWEncoder {
  static func encoded(_ text: [UInt8], isEarly: Bool) -> [UInt8] {
    var (bits, count, output): (UInt64, Int, [UInt8]) = (0, 0, [])
    var table: [[UInt8]: Int] = [:]
    func put(_ code: Int, _ width: Int) {
      bits = bits << UInt64(width) | UInt64(code)
      count += width
      while count >= 8 {
        count -= 8
        output.append(UInt8(truncatingIfNeeded: bits >> UInt64(count)))
      }
      bits &= 1 << UInt64(count) - 1
    }
    func code(_ word: [UInt8]) -> Int { word.count == 1 ? Int(word[0]) : table[word] ?? -1 }
    // The reader is one code behind.
    func width() -> Int {
      let next = 258 + table.count - 1 + (isEarly ? 1 : 0)
      return next < 512 ? 9 : next < 1_024 ? 10 : next < 2_048 ? 11 : 12
    }
    put(256, 9)
    var word: [UInt8] = []
    for byte in text {
      if word.isEmpty || table[word + [byte]] != nil {
        word.append(byte)
        continue
      }
      put(code(word), width())
      table[word + [byte]] = 258 + table.count
      word = [byte]
      if table.count == 3_800 {
        put(code(word), width())
        put(256, 12)
        (table, word) = ([:], [])
      }
    }
    if !word.isEmpty { put(code(word), width()) }
    put(257, width())
    put(0, 7)
    return output
  }
}

@Test func predictorsAreUndone() throws {
  // Two rows of four samples, with each of PNG's filters (PNG, 9): the rows are 1 2 3 4 and 5 7 9 11.
  for (filter, row) in [
    (0, [5, 7, 9, 11]), (1, [5, 2, 2, 2]), (2, [4, 5, 6, 7]), (3, [5, 4, 4, 5]), (4, [4, 2, 2, 2]),
  ] as [(UInt8, [UInt8])] {
    let rows = [0, 1, 2, 3, 4, filter] + row
    let entries = "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>"
    #expect(
      try decoded(entries, PDFBuilder.zlibbed(rows)).bytes == [1, 2, 3, 4, 5, 7, 9, 11], "filter \(filter)")
  }
  // Samples of two bytes, and a last row that is short.
  let entries = "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2 /Colors 2 >>"
  #expect(
    try decoded(entries, PDFBuilder.zlibbed([1, 1, 2, 3, 4, 2, 1, 1])).bytes == [1, 2, 4, 6, 2, 3])
  let tiff = "/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 3 >>"
  #expect(try decoded(tiff, PDFBuilder.zlibbed([1, 1, 1, 5, 1])).bytes == [1, 2, 3, 5, 6])
  let wrong = "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns -4 >>"
  #expect(try decoded(wrong, PDFBuilder.zlibbed([1])).notes == [.damagedStream(object: 50)])
}

@Test func pictureFiltersAreNotUndone() {
  for filter in ["DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode", "Unknown"] {
    #expect(throws: PDFError.filter(filter)) { try decoded("/Filter [/AHx /\(filter)]", "") as String }
  }
}

@Test func aStreamThatInflatesWithoutEndIsRefused() throws {
  var pdf = PDFBuilder()
  pdf.addPage("")
  let zeros = [UInt8](repeating: 0, count: 3 << 20)
  pdf.addStream(50, "/Filter /FlateDecode", PDFBuilder.zlibbed(zeros))
  pdf.addStream(51, "/Filter [/FlateDecode /FlateDecode]", PDFBuilder.zlibbed(PDFBuilder.zlibbed(zeros)))
  pdf.addStream(52, "/Filter /RL", [UInt8]([129, 0] * (1 << 15)))
  pdf.addStream(53, "/Filter [\(String(repeating: "/AHx ", count: 9))]", "")
  var limits = PDFLimits()
  (limits.streamSize, limits.totalSize) = (1 << 20, 1 << 24)
  let file = try PDFFile(pdf.bytes, limits: limits)
  for (number, why) in [
    (50, "1 MiB in one stream"), (51, "1 MiB in one stream"), (52, "1 MiB in one stream"),
    (53, "8 filters of a stream"),
  ] {
    let stream = try #require(file.stream(.reference(number)))
    #expect(throws: PDFError.limit(why)) { try file.decoded(stream) }
  }
  // All together, each time it is read.
  (limits.streamSize, limits.totalSize) = (1 << 22, 1 << 22)
  let other = try PDFFile(pdf.bytes, limits: limits)
  let stream = try #require(other.stream(.reference(50)))
  let most = limits.totalSize + 32 * pdf.bytes.count
  var count = 0
  #expect(throws: PDFError.limit("\(most >> 20) MiB in all streams")) {
    while count < 100 { count += try other.decoded(stream).isEmpty ? 100 : 1 }
  }
  #expect(count == most / (3 << 20))
}

private func * (bytes: [UInt8], count: Int) -> [UInt8] { (0..<count).flatMap { _ in bytes } }
