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
  /// Whether it holds a page number only.
  var isNumber = false

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
        page += 1
        place = feed + 1
      }
      append(text, place..<end, number: number, page: page, sections: sections, to: &lines)
      start = end + 1
      number += 1
    }
    dropPageNumbers(text, &lines)
    return lines
  }

  private static func append(
    _ text: Span<UInt8>, _ range: Range<Int>, number: Int, page: Int, sections: SectionTitles,
    to lines: inout [FlowLine]
  ) {
    var visible = text.trimmed(range)
    // A tag that a converter left in front: <br />
    if !visible.isEmpty, text[visible.lowerBound] == UInt8(ascii: "<"),
      let end = text.firstIndex(of: UInt8(ascii: ">"), from: visible.lowerBound), end < visible.upperBound,
      end - visible.lowerBound < 12
    {
      visible = text.trimmed(end + 1..<visible.upperBound)
    }
    var line = FlowLine(range: visible, start: range.lowerBound, number: number, page: page)
    line.isIndented = visible.lowerBound > range.lowerBound
    var index = range.lowerBound
    while index < visible.upperBound {
      let (character, length) = text.character(at: index)
      line.width += character < 0x80 ? 1 : 2
      index += length
    }
    let body = text.extracting(visible)
    if let start = body.headingStart(sections) {
      // …等。二、主动公开政府信息情况
      let middle = visible.lowerBound + start
      append(text, range.lowerBound..<middle, number: number, page: page, sections: sections, to: &lines)
      append(text, middle..<range.upperBound, number: number, page: page, sections: sections, to: &lines)
      return
    }
    if body.isPageNumber {
      line.range = visible.lowerBound..<visible.lowerBound
      (line.isNumber, line.isPageEnd) = (true, true)
    } else {
      line.section = sections.index(of: body)
    }
    lines.append(line)
  }

  /// Bare numbers on the last lines of pages are those of the pages, where each of several pages has its own: figures stand alone
  /// on lines too.
  private static func dropPageNumbers(_ text: Span<UInt8>, _ lines: inout [FlowLine]) {
    var numbers: [Int] = []
    var page = 0
    for place in lines.indices.reversed()
    where lines[place].page != page && (!lines[place].range.isEmpty || lines[place].isNumber) {
      page = lines[place].page
      guard text.extracting(lines[place].range).equals(Array(String(page).utf8)) else { return }
      numbers.append(place)
    }
    guard numbers.count > 1 else { return }
    for line in numbers {
      lines[line].range = lines[line].range.lowerBound..<lines[line].range.lowerBound
      (lines[line].isNumber, lines[line].isPageEnd) = (true, true)
    }
  }
}

extension Span where Element == UInt8 {
  /// Where an official heading begins that is glued to the sentence before it.
  fileprivate func headingStart(_ sections: SectionTitles) -> Int? {
    let stop = Array("。".utf8)
    var last: Int?
    var index = 0
    while let found = firstIndex(of: stop, from: index) {
      index = found + stop.count
      if index < count { last = index }
    }
    guard let last, count - last <= 150, !isBlank(last..<count) else { return nil }
    let rest = extracting(last..<count)
    return rest.canBeginChapter && sections.index(of: rest) != nil ? last : nil
  }

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
