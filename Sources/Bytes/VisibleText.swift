/// Characters that act on a terminal, or on how the text around them is shown, written as what they are.
extension String {
  /// The text with ESC as `\x1B`, a mark that turns the direction of writing as `\u{202E}`, and a byte of a name that is part of
  /// no character as `\xB1`.
  ///
  /// - Parameter keepsLines: whether line feeds and tabs stay as they are.
  public func visible(keepingLines keepsLines: Bool = false) -> String {
    // Most text has no byte that such a character can begin with.
    if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 && $0 != 0xD8 && $0 != 0xE2 && $0 < 0xF4 }) {
      return self
    }
    guard unicodeScalars.contains(where: { $0.isControl && !(keepsLines && $0.partsLines) }) else {
      return self
    }
    var text = ""
    for scalar in unicodeScalars {
      if !scalar.isControl || keepsLines && scalar.partsLines {
        text.unicodeScalars.append(scalar)
      } else if scalar.value < 0x80 || scalar.value >= 0x10FF00 {
        let hex = String(scalar.value & 0xFF, radix: 16, uppercase: true)
        text += hex.utf8.count < 2 ? "\\x0" + hex : "\\x" + hex
      } else {
        text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether the character is no part of a text that is shown: a control character (C0, DEL, C1), a mark of direction, a line
  /// separator, or a byte of a name.
  ///
  /// Source: ECMA-48 section 5; Unicode UAX #9 section 2 for the marks of direction.
  public var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x10FF00...:
      true
    default: false
    }
  }

  fileprivate var partsLines: Bool { self == "\n" || self == "\t" }
}
