import Bytes

/// An embedded font, as far as it says which characters its glyphs are (ISO 32000-1, 9.9). Read when it is asked first: maps to Unicode
/// leave little to ask.
final class FontProgram {
  private enum Tables {
    case none
    case trueType(TrueTypeCmap)
    case cff(CFFCharset)
    case openType(TrueTypeCmap, CFFCharset)
    /// By code.
    case type1([[UInt32]?])
  }

  private let file: PDFFile
  private let stream: PDFStream?
  private lazy var tables = read()

  init(_ descriptor: PDFDictionary?, of file: PDFFile) {
    self.file = file
    stream =
      file.stream(descriptor?["FontFile2"]) ?? file.stream(descriptor?["FontFile3"])
      ?? file.stream(descriptor?["FontFile"])
  }

  var isEmbedded: Bool { stream != nil }

  /// The characters of a glyph by its number, of an OpenType font that has them by its CID.
  func text(glyph: Int) -> [UInt32]? {
    switch tables {
    case .trueType(let cmap): cmap.scalar(glyph: glyph).map { [$0] }
    case .cff(let charset): charset.text(glyph: glyph)
    case .openType(let cmap, let charset):
      charset.glyph(cid: glyph).flatMap { cmap.scalar(glyph: $0) }.map { [$0] }
    case .type1, .none: nil
    }
  }

  /// The characters of a code in the font's own encoding.
  func text(code: Int) -> [UInt32]? {
    switch tables {
    case .trueType(let cmap): cmap.scalar(code: code).map { [$0] }
    case .cff(let charset), .openType(_, let charset): charset.text(code: code)
    case .type1(let texts): texts[code]
    case .none: nil
    }
  }

  /// Whether a glyph, as of `text(glyph:)`, draws something; `nil` where that is not known.
  func draws(glyph: Int) -> Bool? {
    switch tables {
    case .trueType(let cmap): cmap.draws(glyph: glyph)
    case .cff(let charset), .openType(_, let charset):
      charset.glyph(cid: glyph).flatMap { charset.draws(glyph: $0) }
    case .type1, .none: nil
    }
  }

  /// The same of a code, or of the character that the font's encoding has for it.
  func draws(code: Int, scalar: UInt32?) -> Bool? {
    switch tables {
    case .trueType(let cmap): cmap.glyph(code: code, scalar: scalar).flatMap { cmap.draws(glyph: $0) }
    case .cff(let charset), .openType(_, let charset):
      charset.glyph(code: code).flatMap { charset.draws(glyph: $0) }
    case .type1, .none: nil
    }
  }

  private func read() -> Tables {
    guard let stream, let bytes = try? file.decoded(stream) else { return .none }
    // By what the bytes are: the key is wrong at times.
    if bytes.count > 4, bytes[0] == 1, bytes[1] == 0, bytes[2] <= 8 {
      return CFFCharset(bytes).map { .cff($0) } ?? .none
    }
    if let font = TrueTypeCmap(bytes) {
      guard let table = font.table("CFF ") else { return .trueType(font) }
      guard let charset = CFFCharset(Array(bytes[table])) else { return .none }
      return font.isEmpty ? .cff(charset) : .openType(font, charset)
    }
    return Type1Encoding.texts(bytes).map { .type1($0) } ?? .none
  }
}

/// The encoding of a Type 1 font (Adobe Type 1 Font Format, 2.2): in plain PostScript before its encrypted part.
enum Type1Encoding {
  static func texts(_ bytes: [UInt8]) -> [[UInt32]?]? {
    var lexer = Lexer(bytes.span)
    // Dictionaries before it are short.
    for _ in 0..<2_000 {
      switch lexer.next() {
      case .name(let range) where lexer.bytes.extracting(range).isText("Encoding"): return read(&lexer)
      case .end: return nil
      default: break
      }
    }
    return nil
  }

  /// `dup 65 /A put`, up to `def`.
  private static func read(_ lexer: inout Lexer) -> [[UInt32]?]? {
    var texts = [[UInt32]?](repeating: nil, count: 256)
    var code: Int?
    var name: [UInt8]?
    while true {
      switch lexer.next() {
      case .integer(let value): code = 0...255 ~= value ? value : nil
      case .name(let range): name = lexer.name(range)
      case .keyword(let word):
        let word = lexer.bytes.extracting(word)
        if word.isText("StandardEncoding") {
          return (0..<256).map { EncodingTable.scalar(EncodingTable.standard, $0).map { [$0] } }
        }
        if word.isText("put"), let code, let name, name != Array(".notdef".utf8) {
          let text = GlyphNames.scalars(name.span)
          texts[code] = text.isEmpty ? nil : text
        }
        if word.isText("def") || word.isText("readonly") { return texts }
        if word.isText("put") { (code, name) = (nil, nil) }
      case .end: return texts
      default: break
      }
    }
  }
}
