import Testing

@testable import PDF

/// Tokens as text, one after another.
private func tokens(_ text: String) -> [String] {
  let bytes = Array(text.utf8)
  var lexer = Lexer(bytes.span)
  var found: [String] = []
  while found.count < 100 {
    let token = lexer.next()
    switch token {
    case .end: return found
    case .integer(let value): found.append("\(value)")
    case .real(let value): found.append("\(value)")
    case .name(let range): found.append("/" + String(decoding: lexer.name(range), as: UTF8.self))
    case .string, .hexString:
      var text: [UInt8] = []
      lexer.append(token, to: &text)
      found.append("(" + String(decoding: text, as: UTF8.self) + ")")
    case .keyword(let range): found.append(String(decoding: bytes[range], as: UTF8.self))
    case .arrayBegin: found.append("[")
    case .arrayEnd: found.append("]")
    case .dictionaryBegin: found.append("<<")
    case .dictionaryEnd: found.append(">>")
    }
  }
  return found
}

@Test(arguments: [
  ("1 +2 -3 --4 007", ["1", "2", "-3", "-4", "7"]),
  ("1. .5 -.25 +.5 -0.0 4.75", ["1.0", "0.5", "-0.25", "0.5", "-0.0", "4.75"]),
  ("1-2 3 0.00-35 4", ["1", "3", "0.0", "4"]),
  ("- . -.", ["0", "0.0", "-0.0"]),
  ("0.1 123.456 595.27600", ["0.1", "123.456", "595.276"]),
  ("99999999999999999999999", ["1e+30"]),
  ("3.14159265358979323846", ["3.14159265358"]),
  ("12l 3 0 mBT", ["12", "l", "3", "0", "mBT"]),
])
func numbersAreReadAsTheyAreWritten(text: String, expected: [String]) {
  #expect(tokens(text) == expected)
}

@Test(arguments: [
  ("/A/B#20C /GBK#2DEUC#2DH / /#4 /#zz", ["/A", "/B C", "/GBK-EUC-H", "/", "/#4", "/#zz"]),
  ("(a(b)c) (\\)\\(\\\\) (\\101\\7\\0601)", ["(a(b)c)", "()(\\)", "(A\u{7}01)"]),
  ("(a\\\nb) (a\\\r\nb) (a\r\nb\rc) (\\n\\t)", ["(ab)", "(ab)", "(a\nb\nc)", "(\n\t)"]),
  ("<48 65\n6C6c6F> <4> <> <4z1>", ["(Hello)", "(@)", "()", "(A)"]),
  ("(open", ["(open)"]),
  ("(open\\", ["(open)"]),
  ("<41", ["(A)"]),
])
func stringsAndNamesAreDecoded(text: String, expected: [String]) {
  #expect(tokens(text) == expected)
}

@Test(arguments: [
  ("<</K[1 2]/L<<>>>>", ["<<", "/K", "[", "1", "2", "]", "/L", "<<", ">>", ">>"]),
  ("BT%comment (\r\nET f*'\"", ["BT", "ET", "f*'\""]),
  ("\u{0}\t\u{C}q\u{0}Q", ["q", "Q"]),
  ("} > ) {", ["}", ">", ")", "{"]),
  ("", []),
  ("%", []),
])
func wordsAndBracketsAreTold(text: String, expected: [String]) {
  #expect(tokens(text) == expected)
}

@Test func anOperatorIsANumber() {
  let bytes = Array("Tj BT' long5".utf8)
  let lexer = Lexer(bytes.span)
  let (code, long) = (lexer.code(0..<2), lexer.code(7..<12))
  #expect(code == 0x546A)
  #expect(long == 0)
  let (isTj, isT) = (lexer.isWord(0..<2, "Tj"), lexer.isWord(0..<2, "T"))
  #expect(isTj && !isT)
}
