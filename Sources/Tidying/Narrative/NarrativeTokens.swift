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
  mutating func cut(_ text: [Unicode.Scalar]) {
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
  private mutating func step(_ text: [Unicode.Scalar], at index: Int) -> Int {
    if let entry = words.entry(in: text, at: index) {
      let end = index + entry.count
      // 没有收到申请的，…: a case that may come, no statement.
      let isCase = text[index] == "的" && end < text.count && Self.ends.contains(text[end])
      add(isCase ? .other : entry.word, at: index, number: entry.place)
      return end
    }
    let character = text[index]
    if Numeral.canBegin(character) { return number(text, at: index) }
    switch character {
    case ",", "，", ":", "：", ";", "；", ".", "。", "!", "！", "?", "？":
      add(.comma, at: index)
    case "、": add(.and, at: index)
    // “ ” ‘ ’ " ' 「 」 and the asterisk of Markdown say nothing.
    case "‘"..."‟", "\"", "'", "「"..."』", "*": break
    case "《": return title(text, at: index)
    default:
      add(character.isOpeningBracket ? .opening : character.isClosingBracket ? .closing : .other, at: index)
    }
    return index + 1
  }

  /// 《…》 names a document and states nothing.
  private mutating func title(_ text: [Unicode.Scalar], at start: Int) -> Int {
    add(.other, at: start)
    var index = start + 1
    while index < text.count, text[index] != "》" { index += 1 }
    return min(index + 1, text.count)
  }

  // MARK: numbers

  private static let counters: [Unicode.Scalar] = ["件", "条", "宗", "起", "份", "项", "次"]
  /// 第 每 数 几 上 and the marks of ranges and fractions: what makes a number behind them another.
  private static let spoilers: [Unicode.Scalar] = [
    "第", "每", "数", "几", "上", "-", "－", "–", "—", "~", "～", "〜", "/", "／",
    ".",
  ]

  private static let ends: [Unicode.Scalar] = [",", "，", "、", ";", "；", "。"]

  private mutating func number(_ text: [Unicode.Scalar], at start: Int) -> Int {
    guard let numeral = Numeral(text, at: start) else {
      add(.bareNumber, at: start)
      var index = start + 1
      while index < text.count, Numeral.canBegin(text[index]) { index += 1 }
      return index
    }
    var end = numeral.end
    if end < text.count, numeral.isArabic, let next = date(text, numeral, at: start) { return next }
    var isRounded = numeral.isRounded || tokens.last?.word == .nearly
    if end < text.count, ["余", "多", "几"].contains(text[end]) {
      isRounded = true
      end += 1
    }
    if end < text.count, Self.counters.contains(text[end]) {
      end += 1
      // 件次 counts times; 一起 is mostly “together”.
      let isTimes = end < text.count && text[end] == "次"
      let isTogether = text[end - 1] == "起" && text[start] == "一"
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

  private func isSpoilt(_ text: [Unicode.Scalar], _ start: Int) -> Bool {
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
    if before == "数" { return !text[start].isDecimalDigit }
    return Self.spoilers.contains(before)
  }

  /// A year, a month or a day; `nil` where the number is none.
  private mutating func date(_ text: [Unicode.Scalar], _ numeral: Numeral, at start: Int) -> Int? {
    switch text[numeral.end] {
    case "年" where numeral.end - start == 4:
      var end = numeral.end + 1
      // 年度
      if end < text.count, text[end] == "度" { end += 1 }
      add(yearWord(numeral.value), at: start)
      return end
    case "月": add(.month, at: start, number: numeral.value)
    case "日": add(.filler, at: start)
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
