import Bytes

/// By what content raw forms are known.
extension RawKind {
  /// Where a document begins behind bytes that are none of it: blanks that a web server sent before it, or a message; 0 where none does.
  static func misplacedMagic(_ bytes: Span<UInt8>) -> Int {
    let head = bytes.extracting(0..<Swift.min(bytes.count, 4096))
    let visible = head.trimmed(0..<head.count)
    if !visible.isEmpty, RawKind(magic: head.extracting(visible.lowerBound..<head.count)) != nil {
      return visible.lowerBound
    }
    // No text holds these; a control character is found sooner than two letters.
    var index = 2
    while let end = head.firstIndex(of: 0x03, from: index) {
      if head.extracting(end - 2..<head.count).starts(with: zipMagic) { return end - 2 }
      index = end + 1
    }
    return 0
  }

  /// Whether the beginning of an XML document says that it is a workbook.
  public static func isWorkbook(_ text: Span<UInt8>) -> Bool {
    let head = text.extracting(0..<Swift.min(text.count, 2048))
    return head.firstIndex(of: UInt8(ascii: "<")) != nil
      && head.firstIndex(of: Array("urn:schemas-microsoft-com:office:spreadsheet".utf8)) != nil
  }

  /// Whether text is a page: it begins with a tag, or holds a table's tags, as in the strings of JSON; those
  /// pasted into lines of text make no page.
  static func isHTML(_ text: Span<UInt8>) -> Bool {
    // What comes in one piece and what comes in many is the same.
    let text = text.extracting(0..<Swift.min(text.count, TextEncoding.sample))
    let visible = text.trimmed(0..<text.count)
    guard visible.count > 2 else { return false }
    let second = text[visible.lowerBound + 1]
    if text[visible.lowerBound] == UInt8(ascii: "<"),
      second == UInt8(ascii: "!") || second == UInt8(ascii: "?") || (second | 0x20) &- UInt8(ascii: "a") < 26
    {
      return true
    }
    // JSON in ASCII writes < so.
    if [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(text[visible.lowerBound]),
      text.firstIndex(of: Array("\\u003ct".utf8)) != nil
    {
      return true
    }
    var index = 0
    while let tag = text.firstIndex(of: UInt8(ascii: "<"), from: index), tag + 3 < text.count {
      if text[tag + 1] | 0x20 == UInt8(ascii: "t"),
        [UInt8(ascii: "d"), UInt8(ascii: "r")].contains(text[tag + 2] | 0x20),
        !((text[tag + 3] | 0x20) &- UInt8(ascii: "a") < 26)
      {
        return PastedTables.isPage(text)
      }
      index = tag + 1
    }
    return false
  }

  /// Whether a file whose name does not tell is a document, a workbook or a page, by its beginning.
  public static func isDocument(_ beginning: Span<UInt8>) -> Bool {
    guard let kind = recognised(beginning) else { return false }
    // All XML begins with a tag.
    guard kind.isMarkup else { return true }
    let start = beginning.trimmed(0..<beginning.count).lowerBound
    let head = String(beginning.extracting(start..<Swift.min(start + 64, beginning.count))).lowercased()
    return ["<!doctype html", "<html"].contains { head.hasPrefix($0) }
  }

  /// Whether text has the words in it that stand in the title of every report. What is written about reports has them, too.
  public static func hasTitleWords(_ text: Span<UInt8>) -> Bool {
    titleWords.contains { text.firstIndex(of: $0) != nil }
  }

  /// 政府信息公开 in UTF-8, GB18030 and UTF-16, and as JSON and pages may write it in ASCII.
  private static let titleWords: [[UInt8]] = {
    let units = "政府信息公开".utf16
    return [
      Array("政府信息公开".utf8),
      Array(#"\u653f\u5e9c\u4fe1\u606f\u516c\u5f00"#.utf8),
      Array(#"\u653F\u5E9C\u4FE1\u606F\u516C\u5F00"#.utf8),
      Array("&#25919;&#24220;&#20449;&#24687;&#20844;&#24320;".utf8),
      [0xD5, 0xFE, 0xB8, 0xAE, 0xD0, 0xC5, 0xCF, 0xA2, 0xB9, 0xAB, 0xBF, 0xAA],
      units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] },
      units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] },
    ]
  }()
}

let zipMagic = Array("PK\u{3}\u{4}".utf8)
