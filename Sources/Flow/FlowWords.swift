import Bytes
import Text

/// The words of a stretch of text, by line and column.
struct FlowWords {
  let words: [FlowToken]
  /// The bytes that the words stand in.
  let text: [UInt8]
  /// Each word as labels are matched; empty for figures.
  let keys: [[UInt8]]
  /// The letters of each word, without ordinals, brackets and marks.
  let letters: [[UInt8]]
  /// Whether figures stand in columns that blanks keep apart.
  let isLayout: Bool

  init(_ words: [FlowToken], text bytes: [UInt8]) {
    self.words = words
    self.text = bytes
    let text = bytes.span
    var keys: [[UInt8]] = []
    var key: [UInt8] = []
    for word in words {
      key.removeAll(keepingCapacity: true)
      if !word.isValue { Label.normalize(text.extracting(word.range), into: &key) }
      keys.append(key)
    }
    self.keys = keys
    letters = keys.map { key in
      let characters = Characters(key.span)
      // 六)其: the bracket before the ordinal is a word of its own.
      let ordinal = characters.prefix { $0.isHanDigit }.count
      let isCut = ordinal > 0 && ordinal < characters.count && characters[ordinal].isClosingBracket
      return characters.dropFirst(isCut ? ordinal : 0).utf8.hanCharacters.utf8
    }
    let figures = words.indices.dropFirst().filter { words[$0].isValue }
    // A unit may stand between: 条 1038.
    let apart = figures.count { place in
      let first = place > 1 && text.isUnit(words[place - 1].range) ? place - 1 : place
      return words[place - 1].line == words[place].line && (words[place].isApart || words[first].isApart)
        && words[first - 1].line == words[place].line
    }
    isLayout = 2 * apart > figures.count
  }

  /// Whether nothing stands on some line between two.
  func hasBlankLine(between above: Int, and below: Int) -> Bool {
    var last = above
    for word in words where word.line > above && word.line <= below {
      if word.line > last + 1 { return true }
      last = word.line
    }
    return false
  }

  /// Whether a word may be a figure with a note that goes on elsewhere: 0（其中网上.
  func isFigureWithNote(_ place: Int) -> Bool {
    beginsWithDigit(place) && !hasOrdinal(place)
      && Characters(text.span.extracting(words[place].range)).contains { $0.isOpeningBracket }
  }

  func beginsWithDigit(_ place: Int) -> Bool {
    text.span.character(at: words[place].range.lowerBound).0.isDecimalDigit
  }

  func isUnit(_ place: Int) -> Bool { text.span.isUnit(words[place].range) }

  /// Whether a word is no figure but made of what figures are made of.
  func isPartOfNumber(_ place: Int) -> Bool {
    let bytes = text[words[place].range]
    return !words[place].isValue && bytes.contains { $0 == .comma || $0 == .period }
      && bytes.contains(where: \.isDigit) && bytes.allSatisfy { $0.isDigit || $0 == .comma || $0 == .period }
  }

  /// Whether a word is a figure, also one that is no value here: part of a note, or an ordinal.
  func isNumber(_ place: Int) -> Bool {
    text.span.isFigure(words[place].range)
      && Characters(text.span.extracting(words[place].range)).contains(where: \.isDecimalDigit)
  }

  /// Whether a figure stands right behind text, with no blank between.
  func isGluedToLabel(_ place: Int) -> Bool {
    place > 0 && words[place - 1].range.upperBound == words[place].range.lowerBound
  }

  /// The level of the ordinal that a word begins with.
  func ordinalLevel(_ place: Int) -> Int? {
    Ordinal(Characters(text.span.extracting(words[place].range)))?.level
  }

  /// Whether a note in brackets begins with a word.
  func beginsNote(_ place: Int) -> Bool {
    text.span.character(at: words[place].range.lowerBound).0.isOpeningBracket && !hasOrdinal(place)
  }

  /// A figure of digits alone, or parts of one, as a number; `nil` for any other.
  func count(_ places: [Int]) -> Int? {
    let characters = places.flatMap { Characters(text.span.extracting(words[$0].range)) }
    guard (1...9).contains(characters.count) else { return nil }
    var number = 0
    for character in characters {
      guard let digit = character.decimalDigit else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  /// Whether a word says that a figure grew or shrank: 增加, 增加17.
  func isChange(_ place: Int) -> Bool { text.span.isChange(words[place].range, orBegun: true) }

  /// Whether a word is a figure, and no ordinal before the text behind it.
  func isLoneNumber(_ place: Int) -> Bool {
    guard isNumber(place) else { return false }
    return place + 1 == words.count || words[place + 1].isApart || words[place + 1].line != words[place].line
  }

  /// Whether a word is a figure behind text at the end of a line, perhaps among that of a note.
  func isLastNumber(_ place: Int) -> Bool {
    let isLast = place + 1 == words.count || words[place + 1].line != words[place].line
    return isLast && place > 0 && words[place - 1].line == words[place].line && isNumber(place)
  }

  func isGlued(_ place: Int) -> Bool { text.span.isGlued(words[place].range) }

  /// The words joined, as labels are matched; empty where that is too long for a label.
  func key(of texts: some Collection<Int>) -> [UInt8] {
    var joined: [UInt8] = []
    for place in texts { joined.append(contentsOf: text[words[place].range]) }
    var key: [UInt8] = []
    if joined.count <= 600 { Label.normalize(joined.span, into: &key) }
    return key
  }

  /// Whether brackets come in pairs and hold nothing of another cell: Latin letters, as sites put pinyin behind a character, and Chinese
  /// beside them are of two cells, of which the one stands among the lines of the other.
  func isBalanced(_ texts: [Int]) -> Bool {
    /// What the brackets hold that are open.
    var open: [(latin: Bool, han: Bool)] = []
    for place in texts {
      for character in Characters(text.span.extracting(words[place].range)) {
        if character.isOpeningBracket {
          open.append((false, false))
        } else if character.isClosingBracket {
          guard let held = open.popLast(), !(held.latin && held.han) else { return false }
        } else if !open.isEmpty {
          if character.isHan { open[open.count - 1].han = true }
          if character.isLatin { open[open.count - 1].latin = true }
        }
      }
    }
    return open.isEmpty
  }

  /// Whether a word begins with an ordinal; with `alone`, whether it is nothing else.
  func hasOrdinal(_ place: Int, alone: Bool = false) -> Bool {
    let characters = Characters(text.span.extracting(words[place].range))
    guard let ordinal = Ordinal(characters) else { return false }
    return !alone || ordinal.length == characters.count
  }
}
