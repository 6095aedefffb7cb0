import Bytes
import Text

/// A word of flowing text: what stands between blanks.
struct FlowToken {
  /// The bytes of the text.
  var range: Range<Int>
  let line: Int
  let page: Int
  /// Where it begins on its line, in characters, as pdftotext counts, and in half widths, of which those of Chinese take two.
  var column: Column
  /// Whether at least two blanks stand before it, as between columns.
  let isApart: Bool
  /// Whether it is a figure, or a mark for none.
  var isValue: Bool

  /// A place on a line, by either count.
  struct Column {
    var narrow = 0
    var wide = 0
    /// Where the text begins that one blank each parts into words, by the narrow count.
    var start = 0
    /// Twice the place of the word's middle, by either count.
    var narrowCenter = 0
    var wideCenter = 0
  }
}

extension FlowToken {
  /// Cuts a line into words.
  ///
  /// A figure glued to the label before it is a word of its own (行政处罚3985758); a number in front of text on the same line is an
  /// ordinal that lost its dot.
  static func words(of text: Span<UInt8>, in range: Range<Int>, line: Int, page: Int) -> [FlowToken] {
    var words: [FlowToken] = []
    var place = FlowToken.Column()
    /// The depth of brackets before each word, and behind the last.
    var depths = [0]
    var (index, blanks) = (range.lowerBound, 2)
    func append(_ bytes: Range<Int>, isApart: Bool) {
      var depth = isApart ? 0 : depths[depths.count - 1]
      depths[depths.count - 1] = depth
      var column = place
      for index in bytes where text[index] & 0xC0 != 0x80 {
        let character = text.character(at: index).0
        depth = max(0, depth + (character.isOpeningBracket ? 1 : character.isClosingBracket ? -1 : 0))
        place.narrow += 1
        place.wide += text.displayWidth(at: index)
      }
      column.narrowCenter = column.narrow + place.narrow
      column.wideCenter = column.wide + place.wide
      words.append(
        FlowToken(
          range: bytes, line: line, page: page, column: column, isApart: isApart,
          isValue: text.isFigure(bytes)))
      depths.append(depth)
    }
    while index < range.upperBound {
      let blank = text.invisibleLength(at: index)
      if blank > 0 {
        let width = text.displayWidth(at: index)
        place.narrow += 1
        place.wide += width
        (index, blanks) = (index + blank, blanks + 1)
        continue
      }
      if let end = text.markEnd(at: index) {
        (index, blanks) = (end, 2)
        continue
      }
      let start = index
      while index < range.upperBound, text.markEnd(at: index) == nil, text.invisibleLength(at: index) == 0 {
        index += text.character(at: index).1
      }
      let label = text.labelEnd(start..<index)
      append(start..<label, isApart: blanks > 1)
      if label < index { append(label..<index, isApart: false) }
      blanks = 0
    }
    // A number inside brackets belongs to a note, unless another one follows: （…计 1 条）.
    for place in words.indices where words[place].isValue && depths[place] > 0 {
      // Nor do figures behind a label whose note goes on in the next line: （由本单位 0 2 0.
      let opening = words.indices[..<place].last { depths[$0] == 0 && depths[$0 + 1] > 0 } ?? 0
      let isOfLabel =
        depths[words.count] == 1 && !words[...opening].contains(where: \.isValue)
        && !text.character(at: words[opening].range.lowerBound).0.isDecimalDigit
      words[place].isValue =
        place < words.count - 1
        ? words[place + 1].isValue : isOfLabel && place > 0 && words[place - 1].isValue
    }
    // 如 - 8 ）: the note began on a line above, and may end on the next one.
    for place in words.indices where words[place].isValue && depths[place] == 0 {
      let end = words[place].range.upperBound
      let next =
        place + 1 < words.count
        ? words[place + 1].isApart ? end : words[place + 1].range.lowerBound
        : place == 0 || words[place].isApart ? end : text.trimmed(end..<text.count).lowerBound
      if next < text.count, text.character(at: next).0.isClosingBracket { words[place].isValue = false }
    }
    // 32.4142 万元
    var joined: [FlowToken] = []
    for word in words {
      if let last = joined.last, !word.isApart, last.isValue, text.isUnit(word.range) {
        joined[joined.count - 1].range = last.range.lowerBound..<word.range.upperBound
      } else {
        joined.append(word)
      }
    }
    words = joined
    // 增加 0 is a remark, no figure behind a label.
    for place in words.indices.dropFirst()
    where words[place].isValue && !words[place].isApart
      && changes.contains(where: { text.extracting(words[place - 1].range).equals($0) })
    {
      words[place].isValue = false
    }
    // 增10 alone is the cell of a column of changes.
    if words.count == 1, text.isChange(words[0].range) { words[0].isValue = true }
    // 本 年 增 / 减
    for place in words.indices.dropFirst().dropLast()
    where words[place].isValue && !text.extracting(words[place].range).hasDigit
      && !words[place - 1].isValue && !words[place + 1].isValue
    {
      words[place].isValue = false
    }
    // A number right before text is an ordinal that lost its dot.
    for place in words.indices.dropLast()
    where words[place].isValue && (place == 0 || words[place].isApart || words.isOrdinal(place))
      && !words[place + 1].isApart
      && !words[place + 1].isValue && words[place].range.count <= 2
      && text[words[place].range.lowerBound].isDigit
    {
      words[place].isValue = false
    }
    for place in words.indices {
      let isNext = place > 0 && !words[place].isApart && !words[place - 1].isValue
      words[place].column.start = isNext ? words[place - 1].column.start : words[place].column.narrow
    }
    return words
  }
}

extension [FlowToken] {
  /// Whether a number can be the ordinal of a label behind part of a heading, before the figures of its row: 果 3 补正后 0 0 0.
  fileprivate func isOrdinal(_ place: Int) -> Bool {
    place < 3 && !self[..<place].contains(where: \.isValue)
      && self[(place + 1)...].count(where: \.isValue) > 2
  }
}

extension Span where Element == UInt8 {
  /// The place behind a converter's mark such as `[bookmark: _GoBack]`.
  fileprivate func markEnd(at index: Int) -> Int? {
    guard self[index] == UInt8(ascii: "[") else { return nil }
    // Names of bookmarks are short.
    let rest = extracting(index..<Swift.min(index + 80, count))
    guard rest.starts(with: Array("[bookmark:".utf8)) else { return nil }
    return rest.firstIndex(of: UInt8(ascii: "]")).map { index + $0 + 1 }
  }

  /// How wide a character is on a line of fixed pitch.
  fileprivate func displayWidth(at index: Int) -> Int {
    let character = character(at: index).0
    if character < "\u{80}" { return 1 }
    return character == "\u{3000}" || character.isCJK ? 2 : 1
  }

  /// The place behind the label of a word such as 行政处罚3985758; the end where no figure is glued to it.
  fileprivate func labelEnd(_ range: Range<Int>) -> Int {
    var start = range.upperBound
    while start > range.lowerBound,
      self[start - 1].isDigit || self[start - 1] == .period || self[start - 1] == .hyphen
    {
      start -= 1
    }
    guard start > range.lowerBound, start < range.upperBound, self[start - 1] >= 0x80 else {
      return range.upperBound
    }
    // 增加3 is a remark, no figure behind a label.
    let label = range.lowerBound..<start
    if changes.contains(where: { extracting(label.suffix($0.count)).equals($0) }) { return range.upperBound }
    return isFigure(start..<range.upperBound) ? start : range.upperBound
  }

  /// Whether a word is a number, with sign, fraction and unit or not, or a mark for none.
  package func isFigure(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    var digits = 0
    var signs = 0
    while index < range.upperBound {
      let (character, length) = character(at: index)
      if character.isDecimalDigit {
        digits += 1
      } else if ["+", "-", "＋", "－", "−", "—", "–", "/", "／"].contains(character),
        digits == 0
      {
        signs += 1
      } else if digits == 0 || ![".", ",", "．", "，"].contains(character) {
        break
      }
      index += length
    }
    if index == range.upperBound { return digits > 0 ? signs < 2 : signs > 0 && signs < 3 }
    if index == range.lowerBound {
      // A cell that says none, or was blacked out.
      return extracting(range).equals(Array("无".utf8))
        || range.count > 1 && range.allSatisfy { self[$0] == UInt8(ascii: "*") }
    }
    guard digits > 0, signs < 2 else { return false }
    return Figure.unit(extracting(range), from: index - range.lowerBound) != nil
      || extracting(index..<range.upperBound).equals(tenThousand)
  }

  /// Whether a word says how much a figure grew or shrank: 增10; with `orBegun`, also one that says it on the next line.
  func isChange(_ range: Range<Int>, orBegun: Bool = false) -> Bool {
    guard let word = changes.first(where: { extracting(range).starts(with: $0) }) else { return false }
    let rest = range.lowerBound + word.count..<range.upperBound
    if rest.isEmpty { return orBegun }
    return character(at: rest.lowerBound).0.isDecimalDigit && isFigure(rest)
  }

  /// Whether a word is a unit that is no end of a label as well, as 人 of 自然人 and 部 are.
  func isUnit(_ range: Range<Int>) -> Bool {
    let unit = extracting(range)
    return unit.equals(tenThousand) || wordUnits.contains { unit.equals($0) }
  }

  fileprivate var hasDigit: Bool {
    indices.contains { self[$0].isDigit }
  }

  /// Whether digits of several cells stand in a word: 000 and 03 are no figures.
  func isGlued(_ range: Range<Int>) -> Bool {
    range.count > 1 && self[range.lowerBound] == .zero && self[range.lowerBound + 1].isDigit
  }
}

/// Its 元 may stand on the next line.
private let tenThousand = Array("万".utf8)
private let wordUnits = ["件", "项", "条", "个", "份", "次", "宗", "起", "元", "万元", "亿元", "（元）", "（万元）"].map {
  Array($0.utf8)
}

/// What is said of figures that grew or shrank.
private let changes = ["增加", "减少", "增长", "下降", "上升", "新增", "增", "减"].map { Array($0.utf8) }
