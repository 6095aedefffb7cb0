import Bytes

/// `&nbsp;`, `&#160;` and `&#xA0;`.
///
/// Source: HTML Standard, section 13.2.5.72 to 13.2.5.80 and 13.5, for the names that texts of office programs, editors and
/// sites hold: all of HTML 4, and the punctuation that HTML 5 added.
public enum CharacterReference {
  /// The character that a reference stands for, and the reference's length in bytes; `nil` where `&` is only that.
  ///
  /// - Parameter index: of the `&`.
  public static func read(_ bytes: Span<UInt8>, at index: Int) -> (character: Unicode.Scalar, length: Int)? {
    guard index + 1 < bytes.count else { return nil }
    return bytes[index + 1] == UInt8(ascii: "#") ? numeric(bytes, at: index) : named(bytes, at: index)
  }

  private static func numeric(
    _ bytes: Span<UInt8>, at start: Int
  ) -> (character: Unicode.Scalar, length: Int)? {
    var index = start + 2
    let isHexadecimal = index < bytes.count && bytes[index] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { index += 1 }
    let first = index
    var value: UInt32 = 0
    while index < bytes.count, let digit = digit(bytes[index], isHexadecimal: isHexadecimal) {
      value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
      index += 1
    }
    guard index > first else { return nil }
    if index < bytes.count, bytes[index] == UInt8(ascii: ";") { index += 1 }
    return (character(value), index - start)
  }

  private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
    if byte.isDigit { return UInt32(byte - .zero) }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return isHexadecimal && letter < 6 ? UInt32(letter) + 10 : nil
  }

  /// Numbers of control characters mean those of windows-1252.
  private static func character(_ value: UInt32) -> Unicode.Scalar {
    if (0x80...0x9F).contains(value) { return windows1252[Int(value - 0x80)] }
    guard value > 0, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
    return scalar
  }

  private static let windows1252: [Unicode.Scalar] = [
    "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
    "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
  ]

  private static func named(
    _ bytes: Span<UInt8>, at start: Int
  ) -> (character: Unicode.Scalar, length: Int)? {
    var key: UInt64 = 0
    var index = start + 1
    var prefix: (character: Unicode.Scalar, length: Int)?
    while index < bytes.count, bytes[index].isLetter || bytes[index].isDigit {
      let length = index - start
      guard length <= 8 else { return prefix }
      key |= UInt64(bytes[index]) << UInt64(8 * (length - 1))
      index += 1
      // &nbsp without a semicolon: names of old, the longest one.
      if length >= 2, let name = names[key], name.isWholeWithoutSemicolon {
        prefix = (name.character, length + 1)
      }
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: ";"), let name = names[key] {
      return (name.character, index + 1 - start)
    }
    return prefix
  }

  private struct Named {
    let character: Unicode.Scalar
    let isWholeWithoutSemicolon: Bool
  }

  /// By the bytes of the name, the first one lowest; no name is longer than eight.
  private static let names: [UInt64: Named] = {
    var names: [UInt64: Named] = [:]
    for (first, list, isOld) in lists {
      for (offset, name) in list.split(whereSeparator: \.isWhitespace).enumerated() where name != "." {
        let key = name.utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        names[key] = Named(
          character: Unicode.Scalar(first + UInt32(offset)) ?? "\u{FFFD}", isWholeWithoutSemicolon: isOld)
      }
    }
    return names
  }()

  /// Names of characters that follow each other; a dot for one without.
  private static let lists: [(first: UInt32, names: String, isOld: Bool)] = [
    (
      0xA0,
      """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para
      middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave
      Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc
      Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc
      iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
      """, true
    ),
    (0x22, "quot", true), (0x26, "amp", true), (0x3C, "lt", true), (0x3E, "gt", true),
    (0x22, "QUOT", true), (0x26, "AMP", true), (0x3C, "LT", true), (0x3E, "GT", true),
    (0xA9, "COPY", true), (0xAE, "REG", true),
    (0x09, "Tab NewLine", false),
    (0x21, "excl . num dollar percnt . apos lpar rpar ast plus comma . period sol", false),
    (0x3A, "colon semi . equals . quest commat", false),
    (0x5B, "lsqb bsol rsqb Hat lowbar grave", false), (0x5B, "lbrack . rbrack", false),
    (0x7B, "lcub verbar rcub", false), (0x7B, "lbrace vert rbrace", false),
    (0x152, "OElig oelig", false), (0x160, "Scaron scaron", false), (0x178, "Yuml", false),
    (0x192, "fnof", false), (0x2C6, "circ", false), (0x2DC, "tilde", false),
    (
      0x391,
      """
      Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho . Sigma Tau Upsilon Phi Chi Psi
      Omega
      """, false
    ),
    (
      0x3B1,
      """
      alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi
      psi omega
      """, false
    ),
    (0x3D1, "thetasym upsih . . . piv", false),
    (
      0x2002,
      "ensp emsp emsp13 emsp14 . numsp puncsp thinsp hairsp . zwnj zwj lrm rlm hyphen . . ndash mdash horbar Vert",
      false
    ),
    (0x2010, "dash", false), (0x2018, "lsquo rsquo sbquo . ldquo rdquo bdquo . dagger Dagger bull", false),
    (0x2025, "nldr hellip", false), (0x2026, "mldr", false),
    (0x2030, "permil pertenk prime Prime", false), (0x2039, "lsaquo rsaquo", false), (0x203E, "oline", false),
    (0x2044, "frasl", false), (0x2060, "NoBreak", false), (0x20AC, "euro", false), (0x2111, "image", false),
    (0x2116, "numero", false), (0x2118, "weierp", false), (0x211C, "real", false), (0x2122, "trade", false),
    (0x2135, "alefsym", false), (0x2190, "larr uarr rarr darr harr", false), (0x21B5, "crarr", false),
    (0x21D0, "lArr uArr rArr dArr hArr", false),
    (
      0x2200,
      "forall . part exist . empty . nabla isin notin . ni . . . prod . sum minus . . . . lowast . . radic",
      false
    ),
    (0x221D, "prop infin . ang", false), (0x2227, "and or cap cup int", false), (0x2234, "there4", false),
    (0x223C, "sim", false), (0x2245, "cong", false), (0x2248, "asymp", false), (0x2260, "ne equiv", false),
    (0x2264, "le ge", false), (0x2282, "sub sup nsub . sube supe", false), (0x2295, "oplus . otimes", false),
    (0x22A5, "perp", false), (0x22C5, "sdot", false), (0x2308, "lceil rceil lfloor rfloor", false),
    (0x2329, "lang rang", false), (0x25A1, "square", false), (0x25CA, "loz", false), (0x25CB, "cir", false),
    (0x2605, "starf star", false), (0x2660, "spades . . clubs . hearts diams", false),
    (0x2713, "check", false),
  ]
}
