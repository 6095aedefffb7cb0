import Bytes
import HTML
import Reports

/// The paragraph at hand: takes text as it stands in the source, and puts it as it is shown.
///
/// White space is collapsed to one blank. A line break of the source between two Chinese characters is nothing: editors and office
/// programs break lines there, and no blank is meant.
struct OpenParagraph {
  private let start: Int
  private var line = 0
  private var linkLength = 0
  private var gap = Gap.none

  private enum Gap { case none, blank, lineBreak }

  init(start: Int = 0) { self.start = start }

  /// Parts what was collected from what follows, unless both are Chinese: 12 and a note's 1 above it are not 121.
  mutating func part() { if gap == .none { gap = .lineBreak } }

  /// What was collected, or `nil` where nothing was.
  func ended(in text: [UInt8]) -> Page.Paragraph? {
    start == text.count ? nil : Page.Paragraph(range: start..<text.count, line: line, linkLength: linkLength)
  }

  /// Takes text up to the end of `range`, or up to a line break that ends the paragraph.
  ///
  /// - Returns: where it ended.
  mutating func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, isLink: Bool, isPreformatted: Bool, lines: inout LineCounter,
    to text: inout [UInt8]
  ) -> Int {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte <= .space {
        index += 1
        if byte == .lineFeed || byte == .carriageReturn || byte == .formFeed {
          if isPreformatted { return index }
          gap = .lineBreak
        } else if gap == .none {
          gap = .blank
        }
        continue
      }
      if text.count == start { line = lines.line(at: index, of: bytes) }
      let before = text.count
      if byte == UInt8(ascii: "&"),
        let (character, length) = CharacterReference.read(bytes.extracting(0..<range.upperBound), at: index)
      {
        index += length
        append(character, to: &text)
      } else {
        let end = Self.runEnd(bytes, index..<range.upperBound)
        append(bytes.extracting(index..<end), to: &text)
        index = end
        if index < range.upperBound, bytes.separatorLength(at: index) > 0 {
          index += bytes.separatorLength(at: index)
          gap = .blank
        }
      }
      if isLink { linkLength += text.count - before }
    }
    return index
  }

  /// The end of the text that can be taken as it is.
  private static func runEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var end = range.lowerBound
    if bytes[end] == UInt8(ascii: "&") { end += 1 }
    while end < range.upperBound {
      let byte = bytes[end]
      if byte <= .space || byte == UInt8(ascii: "&") { break }
      if byte == 0xC2 || byte == 0xE2, bytes.separatorLength(at: end) > 0 { break }
      end += 1
    }
    return end
  }

  private mutating func append(_ run: Span<UInt8>, to text: inout [UInt8]) {
    if run.isEmpty { return }
    if gap != .none {
      let left = start..<text.count
      let needsBlank = gap == .blank ? !left.isEmpty : text.span.needsBlank(behind: left, before: run)
      if needsBlank { text.append(.space) }
      gap = .none
    }
    text.append(span: run)
  }

  private mutating func append(_ character: Unicode.Scalar, to text: inout [UInt8]) {
    let isSeparator = [0x85, 0x2028, 0x2029].contains(character.value)
    if character.value <= 0x20 || isSeparator {
      if gap == .none { gap = .blank }
      return
    }
    append(Array(String(character).utf8).span, to: &text)
  }
}

extension Span where Element == UInt8 {
  /// The length of NEL, LS or PS at `index`, which no field may hold; 0 for anything else.
  fileprivate func separatorLength(at index: Int) -> Int {
    guard index + 1 < count else { return 0 }
    if self[index] == 0xC2 { return self[index + 1] == 0x85 ? 2 : 0 }
    guard self[index] == 0xE2, self[index + 1] == 0x80, index + 2 < count else { return 0 }
    return self[index + 2] == 0xA8 || self[index + 2] == 0xA9 ? 3 : 0
  }
}
