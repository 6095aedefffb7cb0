import Bytes
import TestSupport
import Testing

@Test(arguments: [
  (" ", 1), ("\t", 1), ("\u{A0}", 2), ("\u{85}", 2), ("\u{3000}", 3), ("\u{2003}", 3), ("\u{2028}", 3),
  ("\u{202F}", 3), ("\u{205F}", 3), ("\u{1680}", 3), ("a", 0), ("一", 0), ("\u{200B}", 0), ("\u{FEFF}", 0),
  ("é", 0),
])
func whiteSpaceIsThatOfUnicode(text: String, length: Int) {
  #expect(Array(text.utf8).span.whitespaceLength(at: 0) == length)
}

@Test func everyScalarIsWhiteSpaceAsTheStandardLibrarySays() {
  for value in UInt32(0)...0xFFFF {
    guard let scalar = Unicode.Scalar(value) else { continue }
    let bytes = Array(String(scalar).utf8)
    let expected = scalar.properties.isWhitespace ? bytes.count : 0
    #expect(bytes.span.whitespaceLength(at: 0) == expected, "U+\(String(value, radix: 16))")
  }
}

@Test func whitespaceAtACutCharacterIsNone() {
  let bytes: [UInt8] = [0xE3, 0x80]
  #expect(bytes.span.whitespaceLength(at: 0) == 0)
}

/// The first byte of a character that does not fit, looked for one character after the other.
private func validEnd(_ bytes: [UInt8]) -> Int {
  var index = 0
  while index < bytes.count {
    let length = (1...4).first {
      index + $0 <= bytes.count
        && String(validating: bytes[index..<index + $0], as: UTF8.self)?.unicodeScalars.count == 1
    }
    guard let length else { return index }
    index += length
  }
  return index
}

@Test func whatIsUTF8IsToldAsTheStandardLibraryDoes() {
  var generator = SeededGenerator(seed: 3629)
  let pieces = ["规章本年制发件数", "，", "a,1\n", "é", "ࠀ", "퟿", "", "￿", "😀", "", "0123456789"].map {
    Array($0.utf8)
  }
  let bad: [[UInt8]] = [
    [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x9F, 0xBF], [0xE4], [0xE4, 0xB8], [0xED, 0xA0, 0x80],
    [0xEF, 0xBF],
    [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE],
    [0xFF], [0xB9, 0xE6],
  ]
  for round in 0..<3000 {
    var bytes: [UInt8] = []
    while bytes.count < round % 400 { bytes += pieces.randomElement(using: &generator)! }
    if round % 3 > 0, !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      if round % 3 == 1 { bytes.insert(contentsOf: bad.randomElement(using: &generator)!, at: place) }
      if round % 3 == 2 { bytes[place] = UInt8.random(in: 0...255, using: &generator) }
    }
    let expected = validEnd(bytes)
    #expect(bytes.span.validEnd() == expected, "seed 3629, round \(round)")
    // From the beginning of any character on.
    var start = 0
    while start < expected, start < 70 { start += bytes.span.validLength(at: start) }
    #expect(bytes.span.validEnd(from: start) == expected, "seed 3629, round \(round) from \(start)")
  }
}

@Test func trimmingTakesWhatCannotBeSeenAtBothEnds() {
  let text = Array("\u{A0}\u{3000} 0 件\u{200B}\u{FEFF} ".utf8)
  let range = text.span.trimmed(0..<text.count)
  #expect(String(decoding: text[range], as: UTF8.self) == "0 件")
  // Blanks of two bytes on both sides.
  let narrow = Array("0\u{A0} ".utf8)
  #expect(narrow.span.trimmed(0..<4) == 0..<1)
  #expect(Array(" \u{A0}0".utf8).span.trimmed(0..<4) == 3..<4)
  #expect(Array("\u{A0}\u{A0}".utf8).span.trimmed(0..<4).isEmpty)
  // A range that cuts a character ends where it ends.
  #expect(text.span.trimmed(0..<3) == 3..<3)
}

@Test(arguments: [("a,b", ",", 1), ("一二三", "二", 3), ("aab", "ab", 1), ("ab", "abc", nil), ("", "a", nil)])
func searchFindsTheFirstPlace(text: String, pattern: String, place: Int?) {
  #expect(Array(text.utf8).span.firstIndex(of: Array(pattern.utf8)) == place)
}

@Test(arguments: [0, 7, 10, 1_234_567_890, -45, Int.max, Int.min])
func numbersAreWrittenInDecimal(number: Int) {
  var writer = ByteWriter()
  writer.append(decimal: number)
  #expect(String(decoding: writer.bytes, as: UTF8.self) == String(number))
}

@Test func aDiagnosticSaysPlaceWhatWhyAndRemedy() {
  let diagnostic = Diagnostic(
    .error, at: Location("a.txt", line: 3, column: 7), what: "it is wrong", why: "for a reason",
    remedy: "Mend it")
  #expect(diagnostic.description == "nianbao: a.txt:3:7: error: it is wrong. For a reason. Mend it")
  let short = Diagnostic(.note, at: Location("a.txt"), what: "so it is")
  #expect(short.description == "nianbao: a.txt: note: so it is")
  #expect(Diagnostic(.error, at: Location(""), what: "no").description == "nianbao: error: no")
}

@Test func searchesForBytesFindWhatALoopFinds() {
  var generator = SeededGenerator(seed: 16)
  for _ in 0..<2000 {
    let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
      [0, 0x0A, 0x0B, 0x0D, 0x61, 0x62, 0xC2, 0xE2, 0xE4].randomElement(using: &generator)! as UInt8
    }
    let start = Int.random(in: 0...bytes.count, using: &generator)
    #expect(bytes.span.firstIndex(of: 0x0A, from: start) == bytes[start...].firstIndex(of: 0x0A))
    #expect(bytes.span.count(of: 0x0A, upTo: start) == bytes[..<start].count { $0 == 0x0A })
    var cursor = ByteCursor(0x0A, or: 0x61, or: 0x62)
    // The text comes in two parts.
    var found = places(of: &cursor, in: Array(bytes[..<start])) + places(of: &cursor, in: bytes)
    #expect(found == bytes.indices.filter { [0x0A, 0x61, 0x62].contains(bytes[$0]) })
    cursor = ByteCursor(0x0D, or: 0x0D, or: 0x0D)
    found = places(of: &cursor, in: bytes + bytes + bytes)
    #expect(found == (bytes + bytes + bytes).indices.filter { (bytes + bytes + bytes)[$0] == 0x0D })
    let other = Bool.random(using: &generator) ? bytes : bytes.reversed()
    #expect(bytes.span.equals(other) == (bytes == other))
  }
}

private func places(of cursor: inout ByteCursor, in text: [UInt8]) -> [Int] {
  var places: [Int] = []
  while true {
    let place = cursor.next(in: text.span)
    if place == text.count { return places }
    places.append(place)
  }
}

/// Characters, halves of characters and line ends in any order, mostly plain.
@Test func textIsPlainAsFarAsALoopSays() {
  var generator = SeededGenerator(seed: 17)
  let pieces =
    Array(repeating: ["一", "0", "\t", "\n", "é", "\r\n", "“", "\u{3000}"], count: 12).joined().map {
      Array($0.utf8)
    }
    + [
      "\0", "\u{B}", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{2E80}", "\u{2F8F}", "\u{2FFF}", "𠮷",
      "\u{D7FF}", "\u{800}",
    ].map {
      Array($0.utf8)
    }
    + [
      [0x80], [0xC2], [0xE2, 0x80], [0xE4], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xFF],
    ]
  for _ in 0..<3000 {
    let pool = pieces.shuffled(using: &generator).prefix(Int.random(in: 1...pieces.count, using: &generator))
    let bytes = (0..<40).flatMap { _ in pool.randomElement(using: &generator)! }
    let (plain, isValid) = plainEnd(bytes)
    var index = 0
    var next = 0
    while index < bytes.count {
      if index == next { index = bytes.span.plainEnd(from: index) }
      if index >= plain { break }
      index += bytes.span.validLength(at: index)
      next = index
    }
    #expect(index == plain || plain == bytes.count, "\(bytes)")
    #expect(isValid == ((try? UTF8Span(validating: bytes.span)) != nil))
  }
}

/// The first byte of a text at which it is not plain, and whether all of it is UTF-8, as `validLength` says.
private func plainEnd(_ bytes: [UInt8]) -> (Int, isValid: Bool) {
  var plain: Int?
  var index = 0
  while index < bytes.count {
    let length = bytes.span.validLength(at: index)
    if length == 0 { return (plain ?? index, false) }
    let character = Array(bytes[index..<index + length])
    let isReturn =
      character == [0x0D] && (index + 1 == bytes.count || ![0x0A, 0x0D].contains(bytes[index + 1]))
    let others = ["\0", "\u{B}", "\u{85}", "\u{2028}", "\u{2029}", "\u{2E80}", "\u{2F8F}", "\u{2FFF}"].map {
      Array($0.utf8)
    }
    if plain == nil, isReturn || length == 4 || others.contains(character) { plain = index }
    index += length
  }
  return (plain ?? bytes.count, true)
}
