/// The name of a text's encoding as the text itself says it, in lower case: `charset=big5`; empty where it does not.
public struct CharacterSetName: Equatable {
  let name: String

  public init(_ bytes: Span<UInt8>) {
    let head = bytes.extracting(0..<min(bytes.count, 2048))
    guard
      let mark = head.firstIndex(of: Array("charset=".utf8)) ?? head.firstIndex(of: Array("CHARSET=".utf8))
    else {
      name = ""
      return
    }
    var word: [UInt8] = []
    for index in mark + 8..<head.count {
      let byte = head[index]
      if word.isEmpty, byte == .quote || byte == UInt8(ascii: "'") { continue }
      guard byte.isDigit || (byte | 0x20) &- 0x61 < 26 || byte == .hyphen || byte == UInt8(ascii: "_") else {
        break
      }
      word.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    name = String(decoding: word, as: UTF8.self)
  }
}

/// The pairs of bytes in a text that is no UTF-8, by what tells the encodings of East Asia apart: most bytes of one fit the others too.
///
/// Source: GB 18030-2022; Big5; JIS X 0208 (Shift_JIS, EUC-JP); KS X 1001 (EUC-KR). Chinese in GB 2312 has second bytes from A1, Big5 has
/// two fifths of them below 7F, but no first byte below A1 and no second one from 80 to A0.
public struct PairCounts {
  private var pairs = 0
  private var lowLeads = 0
  private var lowTrails = 0
  private var middleTrails = 0
  /// First bytes of kana in Shift_JIS and EUC-JP, and of Hangul and of all that is no punctuation in EUC-KR.
  private var shiftedKana = 0
  private var kana = 0
  private var hangul = 0
  private var words = 0

  public init(_ bytes: Span<UInt8>) {
    var index = bytes.firstNonASCII(from: 0)
    // So many tell; a page has more.
    while index + 1 < bytes.count, pairs < 500 {
      let (lead, trail) = (bytes[index], bytes[index + 1])
      guard lead > 0x80 else {
        index = bytes.firstNonASCII(from: index + 1)
        continue
      }
      if trail.isDigit {
        // Four bytes of GB 18030.
        index += 4
        continue
      }
      guard trail >= 0x40 else {
        index += 1
        continue
      }
      index += 2
      pairs += 1
      if lead < 0xA1 { lowLeads += 1 }
      if trail < 0x7F { lowTrails += 1 }
      if trail >= 0x80, trail < 0xA1 { middleTrails += 1 }
      if lead == 0x82 || lead == 0x83 { shiftedKana += 1 }
      if lead == 0xA4 || lead == 0xA5, trail >= 0xA1 { kana += 1 }
      if lead >= 0xB0 { words += 1 }
      if lead >= 0xB0, lead <= 0xC8, trail >= 0xA1 { hangul += 1 }
    }
  }

  /// Whether the text is Big5, as it says or not.
  func isBig5(_ declared: CharacterSetName) -> Bool {
    guard (lowLeads + middleTrails) * 50 <= pairs else { return false }
    if ["big5", "big5-hkscs", "x-x-big5", "cn-big5"].contains(declared.name) { return pairs > 0 }
    return pairs >= 8 && lowTrails * 8 >= pairs
  }

  /// The name of an encoding that is not Chinese; `nil` where none shows.
  public func foreign(_ declared: CharacterSetName) -> String? {
    switch declared.name {
    case "shift_jis", "shift-jis", "x-sjis", "sjis", "windows-31j": return "SHIFT_JIS"
    case "euc-jp", "x-euc-jp": return "EUC-JP"
    case "euc-kr", "ks_c_5601-1987", "korean", "windows-949": return "EUC-KR"
    default: break
    }
    if pairs >= 8, shiftedKana * 4 >= pairs { return "SHIFT_JIS" }
    if pairs >= 8, kana * 4 >= pairs { return "EUC-JP" }
    // Nearly half of Chinese words stand behind the letters that Hangul takes.
    return words >= 40 && hangul * 100 >= words * 98 ? "EUC-KR" : nil
  }
}
