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

@Test func trimmingTakesWhatCannotBeSeenAtBothEnds() {
  let text = Array("\u{A0}\u{3000} 0 件\u{200B}\u{FEFF} ".utf8)
  let range = text.span.trimmed(0..<text.count)
  #expect(String(decoding: text[range], as: UTF8.self) == "0 件")
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
    let unusual: Set<UInt8> = [0, 0x0B, 0x0D, 0xC2, 0xE2]
    #expect(bytes.span.firstUnusual(from: start) == bytes[start...].firstIndex(where: unusual.contains))
    #expect(bytes.span.firstIndex(of: 0x0A, from: start) == bytes[start...].firstIndex(of: 0x0A))
    #expect(bytes.span.count(of: 0x0A, upTo: start) == bytes[..<start].count { $0 == 0x0A })
    let other = Bool.random(using: &generator) ? bytes : bytes.reversed()
    #expect(bytes.span.equals(other) == (bytes == other))
  }
}
