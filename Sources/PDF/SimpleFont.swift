import Bytes

/// Fonts whose codes are bytes: Type 1, TrueType, Type 3 (ISO 32000-1, 9.6).
struct SimpleFont: FontSource {
  private let unicode: CMap?
  private let file: PDFFile
  /// Names of glyphs, where the encoding differs from its base: as the file lists them.
  private var differences: [PDFObject] = []
  private var base: StaticString?
  /// What the font program says where the base does not.
  private let program: FontProgram
  private let standard: StandardFont?
  private let isZapfDingbats: Bool
  /// The contents of the characters of a Type 3 font, by their names.
  private let characters: PDFDictionary?
  private let widths: [PDFObject]
  /// Of a width in units of the text.
  private let scale: Double
  private let firstCode: Int
  private let missingWidth: Double

  init(_ dictionary: PDFDictionary, of file: PDFFile) {
    self.file = file
    let isType3 = file.isName(dictionary["Subtype"], "Type3")
    let name = file.name(dictionary["BaseFont"]) ?? []
    let descriptor = file.dictionary(dictionary["FontDescriptor"])
    let flags = file.integer(descriptor?["Flags"]) ?? 0
    let named = StandardFont(name)
    unicode = ToUnicode.map(dictionary, of: file)
    program = FontProgram(descriptor, of: file)
    isZapfDingbats = named == .zapfDingbats
    characters = isType3 ? file.dictionary(dictionary["CharProcs"]) : nil

    // Widths (9.6.2): those of Type 3 are in its own units.
    scale = isType3 ? abs(file.number(file.array(dictionary["FontMatrix"])?.first) ?? 0.001) : 0.001
    firstCode = file.integer(dictionary["FirstChar"]) ?? 0
    let listed = file.array(dictionary["Widths"])
    widths = listed ?? []
    missingWidth = isType3 ? 0 : (file.number(descriptor?["MissingWidth"]) ?? 0) * scale
    standard =
      listed != nil || isType3 ? nil : named ?? (flags & 1 != 0 ? .courier : .latin(flags & 2 != 0 ? 2 : 0))

    // The encoding (9.6.6).
    let encoding = file.resolve(dictionary["Encoding"])
    if case .dictionary(let entries) = encoding {
      base = Self.table(file.name(entries["BaseEncoding"]))
      differences = file.array(entries["Differences"]) ?? []
    } else {
      base = Self.table(file.name(encoding))
    }
    guard base == nil, !isType3 else { return }
    if named == .symbol || isZapfDingbats {
      base = named?.encoding
    } else if file.isName(dictionary["Subtype"], "TrueType"), flags & 4 == 0 || !program.isEmbedded {
      base = EncodingTable.winAnsi
    } else if !program.isEmbedded {
      base = EncodingTable.standard
    }
  }

  private static func table(_ name: [UInt8]?) -> StaticString? {
    guard let name else { return nil }
    if name.span.isText("WinAnsiEncoding") { return EncodingTable.winAnsi }
    if name.span.isText("MacRomanEncoding") { return EncodingTable.macRoman }
    if name.span.isText("StandardEncoding") { return EncodingTable.standard }
    return nil
  }

  /// The name of a code; looked for when a code is met first that has no other character.
  private func difference(_ wanted: Int) -> [UInt8]? {
    var (code, found) = (0, [UInt8]?.none)
    for item in differences {
      if let name = file.name(item) {
        if code == wanted { found = name }
        code += 1
      } else if let number = file.integer(item), 0...255 ~= number {
        code = number
      }
    }
    return found
  }

  func look(_ code: UInt32) -> (text: [UInt32]?, width: Double) {
    let code = Int(min(code, 255))
    let text = text(code)
    return (text, width(code, text?.first))
  }

  func draws(_ code: UInt32) -> Bool {
    let code = Int(min(code, 255))
    if let characters {
      guard let stream = difference(code).flatMap({ file.stream(characters[$0]) }),
        let content = try? file.decoded(stream)
      else { return false }
      return Self.paints(content.span)
    }
    let name = difference(code).map { GlyphNames.scalars($0.span) }
    let scalar = name.map(\.first) ?? base.flatMap { EncodingTable.scalar($0, code) }
    return program.draws(code: code, scalar: scalar) ?? false
  }

  private func text(_ code: Int) -> [UInt32]? {
    if let text = ToUnicode.text(UInt32(code), unicode) { return text }
    if let name = difference(code) {
      // Of names such as `a12` only those of one font say anything.
      let isNumbered = name.count > 1 && name[0] == UInt8(ascii: "a") && name[1].isDigit
      let text = isNumbered && !isZapfDingbats ? [] : GlyphNames.scalars(name.span)
      return text.isEmpty ? nil : text
    }
    if let base { return EncodingTable.scalar(base, code).map { [$0] } }
    return program.text(code: code)
  }

  private func width(_ code: Int, _ scalar: UInt32?) -> Double {
    if let standard { return Double(standard.width(code: code, scalar: scalar ?? 0xFFFD)) / 1000 }
    let index = code - firstCode
    guard widths.indices.contains(index), let width = file.number(widths[index]) else { return missingWidth }
    return width * scale
  }
}

/// The map to Unicode that a font brings along (9.10.3).
enum ToUnicode {
  /// `nil` where there is none, or one that says nothing.
  static func map(_ dictionary: PDFDictionary, of file: PDFFile) -> CMap? {
    guard let stream = file.stream(dictionary["ToUnicode"]), let bytes = try? file.decoded(stream) else {
      return nil
    }
    let map = CMap(bytes)
    return map.isEmpty || map.isUseless ? nil : map
  }

  /// What the map says of a code; `nil` too where it names no characters: none at all, U+FFFD, private ones.
  static func text(_ code: UInt32, _ map: CMap?) -> [UInt32]? {
    guard let text = map?.text(code), !text.isEmpty else { return nil }
    return text.contains { Folding.fold($0) == 0xFFFD } ? nil : text
  }
}
