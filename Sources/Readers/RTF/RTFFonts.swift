import Bytes

/// The code pages of a document: its own, and those of its fonts.
///
/// Source: Rich Text Format Specification 1.9.1, Character Set and Font Table; \cpg counts more than \fcharset.
struct RTFFonts {
  var defaultCodePage = 1252
  private var codePages: [Int: Int] = [:]
  private var number = 0

  /// More fonts than any document has.
  private static let limit = 10_000

  mutating func begin(_ number: Int) { self.number = number }

  /// Takes the character set of the font. Bytes of Western letters and symbols are in the code page of the document then, as Chinese
  /// programs write them.
  mutating func take(charset: Int) {
    if codePages[number] == nil, let page = [134: 936, 136: 950][charset] { take(codePage: page) }
  }

  mutating func take(codePage: Int) {
    if codePages.count < Self.limit { codePages[number] = codePage }
  }

  /// Bytes as UTF-8; how many fit no character.
  func decode(_ bytes: [UInt8], font: Int) -> (text: [UInt8], badCount: Int) {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return (bytes, 0) }
    let encoding: TextEncoding
    let codePage = codePages[font] ?? defaultCodePage
    switch codePage {
    case 936, 54936, 20936: encoding = .gb18030
    case 950: encoding = .big5
    case 65001: encoding = .utf8
    default: return Self.western(bytes, codePage: codePage)
    }
    var input = ByteReader(bytes: bytes, name: "")
    guard (try? input.transcode(from: encoding, replacements: bytes.count)) != nil else { return (bytes, 0) }
    let text =
      encoding == .utf8 ? Array(String(decoding: bytes, as: UTF8.self).utf8) : [UInt8](copying: input.window)
    return (text, input.replaced?.count ?? 0)
  }

  /// The letters of Windows 1252 that Word 97 does not know: €, Ž and ž.
  private static let furtherLetters: [UInt8: UInt16] = [0x80: 0x20AC, 0x8E: 0x17D, 0x9E: 0x17E]

  /// Windows 1252, and ASCII of code pages that are not read. What `PieceTable` leaves as a control character is none.
  private static func western(_ bytes: [UInt8], codePage: Int) -> (text: [UInt8], badCount: Int) {
    var (units, badCount) = ([UInt16](), 0)
    for byte in bytes {
      let unit = furtherLetters[byte] ?? PieceTable.character(byte)
      let isBad = byte >= 0x80 && (codePage != 1252 || 0x80..<0xA0 ~= unit)
      if isBad { badCount += 1 }
      units.append(isBad ? 0xFFFD : unit)
    }
    var text: [UInt8] = []
    text.append(utf16: units.span)
    return (text, badCount)
  }
}
