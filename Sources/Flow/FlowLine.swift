import Bytes
import Forms
import Text

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
  /// Its width up to the last visible character, and that of the blanks before it, in half widths.
  var width = 0
  var indent = 0
  /// Whether marks of sentences stand in it, and no gap as between columns.
  var isProse = false
  /// Whether a sentence can go on behind it: neither a mark nor a figure of a table ends it.
  var isOpen = false
  /// Whether it is the rest of the heading on the line before.
  var isHeadingRest = false
  /// Whether a page ended on it, or it holds a page number only.
  var isPageEnd = false
  /// Whether it holds a page number only.
  var isNumber = false

  /// The lines of a text; the bytes of a line that holds several headings are parted before each.
  static func lines(of text: Span<UInt8>, firstLine: Int, sections: SectionTitles) -> [FlowLine] {
    var lines: [FlowLine] = []
    var (start, number, page) = (0, firstLine, 1)
    // Each is looked for once: text that has none would be searched through for every line.
    var feed = text.firstIndex(of: .formFeed) ?? text.count
    while start < text.count {
      let end = text.firstIndex(of: .lineFeed, from: start) ?? text.count
      var place = start
      while feed < end {
        // Of pages with nothing on them the first end will do.
        if place < feed || lines.last?.isPageEnd != true {
          append(text, place..<feed, number: number, page: page, sections: sections, to: &lines)
          lines[lines.count - 1].isPageEnd = true
        }
        page += 1
        place = feed + 1
        feed = text.firstIndex(of: .formFeed, from: place) ?? text.count
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
    line.measure(text)
    let body = text.extracting(visible)
    line.section = sections.index(of: body)
    if line.section == nil, let start = body.headingStart(sections) {
      // …等。二、主动公开政府信息情况
      let middle = visible.lowerBound + start
      append(text, range.lowerBound..<middle, number: number, page: page, sections: sections, to: &lines)
      append(text, middle..<range.upperBound, number: number, page: page, sections: sections, to: &lines)
      return
    }
    if body.isPageNumber {
      line.range = visible.lowerBound..<visible.lowerBound
      (line.isNumber, line.isPageEnd) = (true, true)
    }
    if let above = lines.last, line.section == nil, !body.isEmpty,
      let (start, section) = text.headingStart(on: above, before: line, sections)
    {
      lines[lines.count - 1].range = above.range.lowerBound..<start
      var heading = FlowLine(
        range: start..<above.range.upperBound, start: start, number: above.number, page: page)
      heading.section = section
      lines.append(heading)
      line.isHeadingRest = true
    }
    lines.append(line)
  }

  /// Looks at the characters of the line: how wide it is, and whether it is prose.
  private mutating func measure(_ text: Span<UInt8>) {
    var (index, blanks, marks, hasGap) = (start, 0, 0, false)
    var (last, isFigure): (Unicode.Scalar?, Bool) = (nil, false)
    while index < range.upperBound {
      let (character, length) = text.character(at: index)
      let size = character < "\u{80}" ? 1 : 2
      if index < range.lowerBound {
        indent += size
      } else if text.invisibleLength(at: index) > 0 {
        blanks += size
      } else {
        hasGap = hasGap || blanks > 1
        isFigure = character.isDecimalDigit && (isFigure || blanks > 0)
        blanks = 0
        if Self.marks.contains(character) { marks += 1 }
        last = character
      }
      width += size
      index += length
    }
    isProse = marks > 0 && !hasGap
    isOpen = last.map { !isFigure && !Self.stops.contains($0) } ?? false
  }

  /// ， ； and 。, which titles have none of.
  private static let marks: [Unicode.Scalar] = ["，", "；", "。"]
  /// 。 ； ： ！ ？ and : ;
  private static let stops: [Unicode.Scalar] = ["。", "；", "：", "！", "？", ":", ";"]

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
  /// Where an official heading begins that is glued to what stands before it.
  fileprivate func headingStart(_ sections: SectionTitles) -> Int? {
    headingStarts.first { sections.index(of: extracting($0..<count)) != nil }
  }

  /// Where an official heading begins that is glued to what stands before it and goes on in the next line, and its section.
  fileprivate func headingStart(
    on above: FlowLine, before line: FlowLine, _ sections: SectionTitles
  ) -> (start: Int, section: Int)? {
    guard above.section == nil, !above.isHeadingRest, above.number + 1 == line.number,
      line.range.count <= 120
    else { return nil }
    for start in extracting(above.range).headingStarts {
      let start = above.range.lowerBound + start
      var heading = [UInt8](copying: extracting(start..<above.range.upperBound))
      heading.append(span: extracting(line.range))
      if let section = sections.index(of: heading.span) { return (start, section) }
    }
    return nil
  }

  /// Where headings may begin behind other text: behind a sentence, brackets or a mark, and at 一、 anywhere.
  private var headingStarts: [Int] {
    var starts: [Int] = []
    var before: Unicode.Scalar?
    // No heading is longer.
    var index = Swift.max(0, count - 150)
    while index < count, index > 0, self[index] & 0xC0 == 0x80 { index += 1 }
    while index < count {
      let (character, length) = character(at: index)
      if index > 0, let before {
        let isOrdinal = character.isHanDigit && !before.isHanDigit && index + length < count
        let hasMark = isOrdinal && ["、", ".", "．"].contains(self.character(at: index + length).0)
        if hasMark || ["。", "；", "！", "？"].contains(before) || before.isClosingBracket {
          starts.append(index)
        }
      }
      before = character
      index += length
    }
    return starts
  }

  /// Whether a line says the page and nothing else: `- 5 -`, — 5 —, 第5页, 第 5 页 共 9 页, `Page 5`, `5 / 9`.
  fileprivate var isPageNumber: Bool {
    guard (3...200).contains(count) else { return false }
    if beginsFlipBookPage || isBrowserPage { return true }
    guard count <= 40 else { return false }
    let text = Characters(self)
    let digits = text.count { $0.isDecimalDigit }
    guard (1...6).contains(digits) else { return false }
    let rest = Characters(text.filter { !$0.isDecimalDigit })
    if rest.count == 2, rest.allSatisfy({ ["-", "—", "–", "－", "―"].contains($0) }) {
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
