import Bytes
import Cells

/// A line of flowing text.
struct FlowLine {
  /// Its visible bytes; empty for a blank line and for a page number.
  var range: Range<Int>
  /// Where it begins, blanks included: columns count from there.
  let start: Int
  let number: Int
  let page: Int
  /// The official section that it is the heading of, in `SectionTitles.titles`.
  var section: Int?
  /// Its width up to the last visible character, in half widths.
  var width = 0
  var isIndented = false
  /// Whether a page ended on it, or it holds a page number only.
  var isPageEnd = false

  /// The lines of a text; the bytes of a line that holds several headings are parted before each.
  static func lines(of text: Span<UInt8>, firstLine: Int, sections: SectionTitles) -> [FlowLine] {
    var lines: [FlowLine] = []
    var (start, number, page) = (0, firstLine, 1)
    while start < text.count {
      let end = text.firstIndex(of: .lineFeed, from: start) ?? text.count
      var place = start
      while let feed = text.firstIndex(of: .formFeed, from: place), feed < end {
        append(text, place..<feed, number: number, page: page, sections: sections, to: &lines)
        lines[lines.count - 1].isPageEnd = true
        dropPageNumber(text, &lines)
        page += 1
        place = feed + 1
      }
      append(text, place..<end, number: number, page: page, sections: sections, to: &lines)
      start = end + 1
      number += 1
    }
    dropPageNumber(text, &lines)
    return lines
  }

  private static func append(
    _ text: Span<UInt8>, _ range: Range<Int>, number: Int, page: Int, sections: SectionTitles,
    to lines: inout [FlowLine]
  ) {
    let visible = text.trimmed(range)
    var line = FlowLine(range: visible, start: range.lowerBound, number: number, page: page)
    line.isIndented = visible.lowerBound > range.lowerBound
    var index = range.lowerBound
    while index < visible.upperBound {
      let (character, length) = text.character(at: index)
      line.width += character < 0x80 ? 1 : 2
      index += length
    }
    let body = text.extracting(visible)
    if body.isPageNumber {
      line.range = visible.lowerBound..<visible.lowerBound
      line.isPageEnd = true
    } else {
      line.section = sections.index(of: body)
    }
    lines.append(line)
  }

  /// A bare number on the last line of a page is the page's, where it is the one that comes: figures stand alone on lines too.
  private static func dropPageNumber(_ text: Span<UInt8>, _ lines: inout [FlowLine]) {
    guard let last = lines.lastIndex(where: { !$0.range.isEmpty }),
      lines[last].page == lines[lines.count - 1].page,
      lines[last].range.count <= 3, lines[last].isPageEnd || lines[lines.count - 1].isPageEnd,
      text.extracting(lines[last].range).equals(Array(String(lines[last].page).utf8))
    else { return }
    lines[last].range = lines[last].range.lowerBound..<lines[last].range.lowerBound
    lines[last].isPageEnd = true
  }
}

extension Span where Element == UInt8 {
  /// Whether a line says the page and nothing else: `- 5 -`, — 5 —, 第5页, 第 5 页 共 9 页, `Page 5`, `5 / 9`.
  fileprivate var isPageNumber: Bool {
    guard (3...40).contains(count) else { return false }
    let text = Characters(self)
    let digits = text.count { $0.isDecimalDigit }
    guard (1...6).contains(digits) else { return false }
    let rest = Characters(text.filter { !$0.isDecimalDigit })
    if rest.count == 2, rest.allSatisfy({ [0x2D, 0x2014, 0x2013, 0xFF0D, 0x2015].contains($0) }) {
      return !text[0].isDecimalDigit && !text[text.count - 1].isDecimalDigit
    }
    return ["第页", "第页共页", "第页,共页", "第页，共页", "第页/共页", "Page", "P.", "Page-", "Pageof"].contains {
      rest == Characters($0)
    }
  }

  /// Whether an ordinal can begin the text of a range.
  func canBeginOrdinal(in range: Range<Int>) -> Bool {
    let text = extracting(range)
    return text.canBeginOrdinal && Ordinal(Characters(text)) != nil
  }
}
