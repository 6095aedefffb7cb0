import Text

/// A word, a mark or a figure of a sentence.
struct NarrativeToken: Sendable {
  var word: NarrativeWord
  /// The place in the list of its kind, the month, or the number of a figure.
  var number = 0
  var isRounded = false
  /// Where it begins in the sentence.
  let start: Int
}

/// Cuts sentences into words.
struct NarrativeTokens: Sendable {
  private let words = NarrativeWords.all
  private let year: Int?
  private(set) var tokens: [NarrativeToken] = []

  /// - Parameter year: that of the report: 2023年 is this year, or the one before.
  init(year: Int?) { self.year = year }

  /// Cuts a sentence in simplified characters, blanks left out.
  mutating func cut(_ text: [UInt32]) {
    tokens.removeAll(keepingCapacity: true)
    var index = 0
    while index < text.count {
      let next = step(text, at: index)
      precondition(next > index, "every step goes on")
      index = next
    }
    joinCarried()
  }

  private mutating func add(_ word: NarrativeWord, at start: Int, number: Int = 0, isRounded: Bool = false) {
    // What is not known counts once, however long.
    if word == .other, tokens.last?.word == .other { return }
    tokens.append(NarrativeToken(word: word, number: number, isRounded: isRounded, start: start))
  }

  /// The place behind the word at `index`.
  private mutating func step(_ text: [UInt32], at index: Int) -> Int {
    if let entry = words.entry(in: text, at: index) {
      let end = index + entry.count
      // 没有收到申请的，…: a case that may come, no statement.
      let isCase = text[index] == 0x7684 && end < text.count && Self.ends.contains(text[end])
      add(isCase ? .other : entry.word, at: index, number: entry.place)
      return end
    }
    let character = text[index]
    if Numeral.canBegin(character) { return number(text, at: index) }
    switch character {
    // , ， : ： ; ； . 。 ! ！ ? ？
    case 0x2C, 0xFF0C, 0x3A, 0xFF1A, 0x3B, 0xFF1B, 0x2E, 0x3002, 0x21, 0xFF01, 0x3F, 0xFF1F:
      add(.comma, at: index)
    case 0x3001: add(.and, at: index)
    // “ ” ‘ ’ " ' 「 」 and the asterisk of Markdown say nothing.
    case 0x2018...0x201F, 0x22, 0x27, 0x300C...0x300F, 0x2A: break
    case 0x300A: return title(text, at: index)
    default:
      add(character.isOpeningBracket ? .opening : character.isClosingBracket ? .closing : .other, at: index)
    }
    return index + 1
  }

  /// 《…》 names a document and states nothing.
  private mutating func title(_ text: [UInt32], at start: Int) -> Int {
    add(.other, at: start)
    var index = start + 1
    while index < text.count, text[index] != 0x300B { index += 1 }
    return min(index + 1, text.count)
  }

  // MARK: numbers

  /// 件 条 宗 起 份 项 次
  private static let counters: [UInt32] = [0x4EF6, 0x6761, 0x5B97, 0x8D77, 0x4EFD, 0x9879, 0x6B21]
  /// 第 每 数 几 上 and the marks of ranges and fractions: what makes a number behind them another.
  private static let spoilers: [UInt32] = [
    0x7B2C, 0x6BCF, 0x6570, 0x51E0, 0x4E0A, 0x2D, 0xFF0D, 0x2013, 0x2014, 0x7E, 0xFF5E, 0x301C, 0x2F, 0xFF0F,
    0x2E,
  ]

  /// , ， 、 ; ； 。
  private static let ends: [UInt32] = [0x2C, 0xFF0C, 0x3001, 0x3B, 0xFF1B, 0x3002]

  private mutating func number(_ text: [UInt32], at start: Int) -> Int {
    guard let numeral = Numeral(text, at: start) else {
      add(.bareNumber, at: start)
      var index = start + 1
      while index < text.count, Numeral.canBegin(text[index]) { index += 1 }
      return index
    }
    var end = numeral.end
    if end < text.count, numeral.isArabic, let next = date(text, numeral, at: start) { return next }
    var isRounded = numeral.isRounded || tokens.last?.word == .nearly
    // 余 多 几
    if end < text.count, [0x4F59, 0x591A, 0x51E0].contains(text[end]) {
      isRounded = true
      end += 1
    }
    if end < text.count, Self.counters.contains(text[end]) {
      end += 1
      // 件次 counts times; 一起 is mostly “together”.
      let isTimes = end < text.count && text[end] == 0x6B21
      let isTogether = text[end - 1] == 0x8D77 && text[start] == 0x4E00
      add(
        isTimes || isTogether || isSpoilt(text, start) ? .bareNumber : .figure, at: start,
        number: numeral.value,
        isRounded: isRounded)
      return end
    }
    // 受理3，答复3: without a counter the number ends its clause; 为零 too.
    let isAlone = end == text.count || Self.ends.contains(text[end]) || text[end].isClosingBracket
    let isPlain = numeral.isArabic || numeral.value == 0
    add(
      isAlone && isPlain && !isRounded && !isSpoilt(text, start) ? .figure : .bareNumber, at: start,
      number: numeral.value)
    return end
  }

  private func isSpoilt(_ text: [UInt32], _ start: Int) -> Bool {
    guard start > 0 else { return false }
    if tokens.last?.word == .bareNumber { return true }
    // 3至5件, 3到5件
    if tokens.count > 1, tokens[tokens.count - 2].word == .bareNumber,
      tokens[tokens.count - 1].word == .filler
    {
      return true
    }
    let before = text[start - 1]
    // 申请数5件 is none of them: 数 spoils 十 and 百.
    if before == 0x6570 { return !text[start].isDecimalDigit }
    return Self.spoilers.contains(before)
  }

  /// A year, a month or a day; `nil` where the number is none.
  private mutating func date(_ text: [UInt32], _ numeral: Numeral, at start: Int) -> Int? {
    switch text[numeral.end] {
    case 0x5E74 where numeral.end - start == 4:
      var end = numeral.end + 1
      // 年度
      if end < text.count, text[end] == 0x5EA6 { end += 1 }
      add(yearWord(numeral.value), at: start)
      return end
    case 0x6708: add(.month, at: start, number: numeral.value)
    case 0x65E5: add(.filler, at: start)
    default: return nil
    }
    return numeral.end + 1
  }

  private func yearWord(_ number: Int) -> NarrativeWord {
    guard let year else { return .otherYear }
    switch number {
    case year: return .thisYear
    case year - 1: return .lastYear
    case year + 1: return .nextYear
    default: return .otherYear
    }
  }

  // MARK: what one year leaves to the next

  /// Joins 上年 … 结转 and 结转 … 下年; a 结转 without its year may be either, and is nothing known.
  private mutating func joinCarried() {
    for place in tokens.indices where tokens[place].word == .carrying {
      tokens[place].word = .other
      if let after = neighbour(of: place, by: 1, .nextYear) {
        tokens[place].word = .carriedOut
        tokens[after].word = .filler
        passWork(from: after + 1)
      } else if let before = neighbour(of: place, by: -1, .lastYear) {
        tokens[place].word = .carriedIn
        tokens[before].word = .filler
        passWork(from: place + 1)
      } else if let before = neighbour(of: place, by: -1, .nextYear) {
        // 下年度结转: which way cannot be told.
        tokens[before].word = .other
      }
    }
  }

  /// A word of a kind beside a place, with none but fillers between.
  private func neighbour(of place: Int, by step: Int, _ word: NarrativeWord) -> Int? {
    var index = place + step
    while tokens.indices.contains(index) {
      if tokens[index].word == word { return index }
      guard tokens[index].word == .filler || tokens[index].word == .request else { return nil }
      index += step
    }
    return nil
  }

  /// 结转下年度继续办理, 答复: what is to be done with them counts nothing.
  private mutating func passWork(from start: Int) {
    var index = start
    while index < tokens.count {
      switch tokens[index].word {
      case .handling, .answered, .thisYear: tokens[index].word = .filler
      case .filler: break
      default: return
      }
      index += 1
    }
  }
}
