import Bytes

/// Type 0 fonts (ISO 32000-1, 9.7): codes to CIDs, CIDs to widths and glyphs.
struct CompositeFont: FontSource {
  private let unicode: CMap?
  private let encoding: CodeEncoding
  private let widths: CIDWidths
  private let verticals: CIDVerticals
  private let program: FontProgram
  /// Two bytes a CID, where CIDs are not the numbers of glyphs.
  private let glyphMap: [UInt8]?

  var codes: CodeShape { encoding.codes }
  var isVertical: Bool { encoding.isVertical }

  init(_ dictionary: PDFDictionary, of file: PDFFile) {
    let descendant = file.dictionary(file.array(dictionary["DescendantFonts"])?.first) ?? PDFDictionary()
    unicode = ToUnicode.map(dictionary, of: file)
    encoding = CodeEncoding(dictionary["Encoding"], of: file)
    widths = CIDWidths(descendant, of: file)
    verticals = CIDVerticals(descendant, of: file)
    program = FontProgram(file.dictionary(descendant["FontDescriptor"]), of: file)
    glyphMap = file.stream(descendant["CIDToGIDMap"]).flatMap { try? file.decoded($0) }
  }

  func look(_ code: UInt32) -> (text: [UInt32]?, width: Double) {
    (text(code), width(code))
  }

  private func text(_ code: UInt32) -> [UInt32]? {
    if let text = ToUnicode.text(code, unicode) { return text }
    if let text = encoding.text(code) { return text }
    return glyph(code).flatMap { program.text(glyph: $0) }
  }

  private func glyph(_ code: UInt32) -> Int? {
    guard let cid = encoding.cid(code) else { return nil }
    guard let glyphMap else { return cid }
    guard glyphMap.count > cid * 2 + 1 else { return nil }
    return Int(glyphMap[cid * 2]) << 8 | Int(glyphMap[cid * 2 + 1])
  }

  func draws(_ code: UInt32) -> Bool { glyph(code).flatMap { program.draws(glyph: $0) } ?? false }

  private func width(_ code: UInt32) -> Double {
    if let cid = encoding.cid(code) { return widths[cid] ?? widths.missing }
    guard code < 0x80 else { return widths.missing }
    // Latin letters of Chinese fonts are half as wide; those that are not have the CIDs 1 to 95 in the order of ASCII.
    guard encoding.isProportional, code >= 0x20 else { return 0.5 }
    return widths[Int(code) - 0x1F] ?? 0.5
  }

  /// Where W2 does not say, the pen stands in the middle above the character (9.7.4.3).
  func vertical(_ code: UInt32) -> VerticalMetrics {
    var metrics = verticals.missing
    guard let cid = encoding.cid(code), let own = verticals[cid] else { return metrics }
    metrics = own
    metrics.offsetX -= width(code) / 2
    return metrics
  }
}

/// How codes are read: a predefined CMap by name (table 118), or one in the file.
struct CodeEncoding {
  private enum Kind {
    case identity
    /// The code is Unicode.
    case unicode
    /// The code is text in an encoding of the C library.
    case text(Transcoder)
    case embedded(CMap)
    case unknown
  }

  private let kind: Kind
  let codes: CodeShape
  let isVertical: Bool
  /// Latin letters are as wide as W says.
  let isProportional: Bool

  init(_ object: PDFObject?, of file: PDFFile) {
    guard let stream = file.stream(object), let bytes = try? file.decoded(stream) else {
      self.init(named: file.name(object) ?? Array("Identity-H".utf8))
      return
    }
    let map = CMap(bytes)
    if map.isEmpty, let base = map.base ?? file.name(stream.dictionary["UseCMap"]) {
      // A predefined one by another name.
      self.init(named: base)
      return
    }
    self.init(map, isVertical: map.isVertical ?? (file.integer(stream.dictionary["WMode"]) == 1))
  }

  private init(_ map: CMap, isVertical: Bool) {
    kind = .embedded(map)
    codes = map.codeSpaces.allSatisfy { $0.length == 2 } ? .twoBytes : .spaces(map.codeSpaces)
    self.isVertical = isVertical
    isProportional = false
  }

  private init(named name: [UInt8]) {
    let text = String(decoding: name, as: UTF8.self)
    isVertical = text == "V" || text.hasSuffix("-V")
    if text.hasPrefix("Uni") {
      isProportional = true
      kind = .unicode
      codes = text.contains("UTF8") ? .utf8 : text.contains("UTF32") ? .utf32 : .utf16
      return
    }
    isProportional = text.hasPrefix("GBKp") || text.hasPrefix("GBpc")
    if text.hasPrefix("GB"), !text.hasPrefix("GBT") {
      kind = Transcoder(from: .gb18030).map { .text($0) } ?? .unknown
      codes = .gb(isLong: text.hasPrefix("GBK2K"))
    } else if text.hasPrefix("GBT") {
      // GB 12345, whose characters are the traditional ones.
      (kind, codes) = (.unknown, .gb(isLong: false))
    } else if text.hasPrefix("B5") || text.hasPrefix("ETen") {
      kind = Transcoder(from: .big5).map { .text($0) } ?? .unknown
      codes = .gb(isLong: false)
    } else if text.hasPrefix("Identity") || text == "H" || text == "V" {
      kind = .identity
      codes = .twoBytes
    } else {
      kind = .unknown
      codes = .gb(isLong: false)
    }
  }

  /// `nil` where the table is not known here.
  func cid(_ code: UInt32) -> Int? {
    switch kind {
    case .identity: Int(code)
    case .embedded(let map): map.cid(code) ?? 0
    case .unicode, .text, .unknown: nil
    }
  }

  /// The characters of a code that is text itself.
  func text(_ code: UInt32) -> [UInt32]? {
    switch kind {
    case .unicode:
      switch codes {
      case .utf8:
        let length = code < 0x80 ? 1 : code < 0x10000 ? 2 : code < 0x100_0000 ? 3 : 4
        return String(decoding: Self.bytes(code, length), as: UTF8.self).unicodeScalars.map(\.value)
      case .utf16: return UTF16Text.scalars(Self.bytes(code, code < 0x10000 ? 2 : 4).span)
      default: return [code]
      }
    case .text(let transcoder):
      let length = code < 0x100 ? 1 : code < 0x10000 ? 2 : 4
      var text: [UInt8] = []
      transcoder.replacementsLeft = 8
      _ = transcoder.append(Self.bytes(code, length)[...], isLast: true, to: &text)
      let scalars = String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value)
      return scalars.contains(0xFFFD) ? nil : scalars
    case .identity, .embedded, .unknown: return nil
    }
  }

  private static func bytes(_ code: UInt32, _ length: Int) -> [UInt8] {
    (0..<length).reversed().map { UInt8(truncatingIfNeeded: code >> (8 * UInt32($0))) }
  }
}
