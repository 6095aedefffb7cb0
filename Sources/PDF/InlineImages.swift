import Bytes

extension Interpreter {
  /// Passes over an inline image (ISO 32000-1, 8.9.7), whose bytes may look like operators.
  mutating func skipInlineImage(_ lexer: inout Lexer) throws(PDFError) {
    var image = InlineImage()
    var key: Range<Int>?
    reading: while true {
      let token = lexer.next()
      switch token {
      case .keyword(let word) where lexer.bytes.extracting(word).isText("ID"): break reading
      case .end: return
      case .name(let range) where key == nil: key = range
      default:
        if let key { image.set(lexer.bytes.extracting(key), token, lexer) }
        // An array is one value; its members come one by one and are no keys.
        if token == .arrayBegin { skipArray(&lexer) }
        key = nil
      }
    }
    try drawImage(isOpaque: !image.isMask)
    lexer.position = image.end(lexer.bytes, from: min(lexer.position + 1, lexer.bytes.count))
  }

  private func skipArray(_ lexer: inout Lexer) {
    while true {
      let token = lexer.next()
      if token == .arrayEnd || token == .end { return }
    }
  }
}

/// What says how long an inline image is.
private struct InlineImage {
  var width = 0
  var height = 0
  var bits = 8
  var components: Int? = 1
  var isFiltered = false
  var isMask = false

  mutating func set(_ key: Span<UInt8>, _ token: Token, _ lexer: borrowing Lexer) {
    if key.isText("F") || key.isText("Filter") {
      isFiltered = true
    } else if key.isText("CS") || key.isText("ColorSpace") {
      guard case .name(let range) = token else {
        components = nil
        return
      }
      let name = lexer.bytes.extracting(range)
      if name.isText("G") || name.isText("DeviceGray") {
        components = 1
      } else if name.isText("RGB") || name.isText("DeviceRGB") {
        components = 3
      } else {
        components = name.isText("CMYK") || name.isText("DeviceCMYK") ? 4 : nil
      }
    } else if key.isText("IM") || key.isText("ImageMask") {
      if case .keyword(let word) = token, lexer.bytes.extracting(word).isText("true") {
        (bits, components, isMask) = (1, 1, true)
      }
    } else if case .integer(let value) = token, 0...65_536 ~= value {
      if key.isText("W") || key.isText("Width") { width = value }
      if key.isText("H") || key.isText("Height") { height = value }
      if key.isText("BPC") || key.isText("BitsPerComponent") { bits = value }
    }
  }

  /// The place behind `EI`. Of plain bytes the sizes say it; others end where `EI` stands alone and what follows reads as content.
  func end(_ bytes: Span<UInt8>, from start: Int) -> Int {
    if !isFiltered, let components, bits <= 16 {
      let length = (width * components * bits + 7) / 8 * height
      if start + length <= bytes.count, let end = Self.marker(bytes, from: start + length, within: 8) {
        return end
      }
    }
    return Self.marker(bytes, from: start, within: bytes.count - start) ?? bytes.count
  }

  private static func marker(_ bytes: Span<UInt8>, from start: Int, within room: Int) -> Int? {
    var place = start
    let last = min(start + room, bytes.count - 2)
    while place <= last {
      guard let found = bytes.firstIndex(of: UInt8(ascii: "E"), from: place), found <= last else {
        return nil
      }
      place = found + 1
      guard bytes[found + 1] == UInt8(ascii: "I"), found == start || bytes[found - 1].isPDFSpace,
        found + 2 == bytes.count || bytes[found + 2].isPDFSpace, readsAsContent(bytes, from: found + 2)
      else { continue }
      return found + 2
    }
    return nil
  }

  /// Ten tokens with nothing but printable characters.
  private static func readsAsContent(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    var lexer = Lexer(bytes.extracting(start..<min(start + 256, bytes.count)))
    for _ in 0..<10 {
      switch lexer.next() {
      case .end: return true
      case .keyword(let word):
        for index in word where !(0x21...0x7E ~= lexer.bytes[index]) { return false }
        if word.count > 5 { return false }
      default: break
      }
    }
    return true
  }
}
