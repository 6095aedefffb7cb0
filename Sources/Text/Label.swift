import Bytes

/// Labels of rows, columns and headings: as they are matched, and as they are printed.
public enum Label {
  /// Writes the form in which two printings of one label are equal.
  ///
  /// Dropped: what is invisible, quotes, brackets and the notes in them (but the numeral of 第（一）项 stays), the ordinal in
  /// front, 其中, and marks at the end. Full-width ASCII becomes ASCII, 、 a comma, traditional characters simplified ones.
  public static func normalize(_ text: Span<UInt8>, into key: inout [UInt8]) {
    key.removeAll(keepingCapacity: true)
    fold(text, into: &key)
    dropOrdinal(&key)
    if key.span.starts(with: amongThem) {
      key.removeSubrange(0..<amongThem.count)
      if key.first == UInt8(ascii: ":") { key.removeFirst() }
      dropOrdinal(&key)
    }
    dropNotes(&key)
    // , . : ; 。
    while let last = key.last, last == 0x2C || last == 0x2E || last == 0x3A || last == 0x3B {
      key.removeLast()
    }
    if key.count > 3, key[key.count - 1] == 0x82, key[key.count - 2] == 0x80, key[key.count - 3] == 0xE3 {
      key.removeLast(3)
    }
  }

  private static let amongThem = Array("其中".utf8)

  /// ASCII for full-width ASCII, a comma for 、, simplified characters for traditional; nothing for blanks and quotes.
  private static func fold(_ text: Span<UInt8>, into key: inout [UInt8]) {
    key.reserveCapacity(text.count)
    let simplified = Traditional.table
    /// Where the bytes begin that stay as they are.
    var run = 0
    var index = 0
    while index < text.count {
      let first = text[index]
      if 0xE4...0xE9 ~= first, index + 2 < text.count {
        let character = text.ideograph(at: index)
        let folded = Traditional.simplified(character, simplified)
        if folded != character {
          key.append(span: text.extracting(run..<index))
          key.append(character: folded)
          run = index + 3
        }
        index += 3
        continue
      }
      if first > 0x27, first < 0x80 {
        index += 1
        continue
      }
      let (length, ascii) = folding(text, at: index)
      if length > 0 {
        key.append(span: text.extracting(run..<index))
        if let ascii { key.append(ascii) }
        run = index + length
        index = run
      } else {
        index += first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      }
    }
    key.append(span: text.extracting(run..<text.count))
  }

  /// What stands for the character at `index`, and its length; 0 where it stays as it is.
  private static func folding(_ text: Span<UInt8>, at index: Int) -> (length: Int, ascii: UInt8?) {
    let invisible = text.invisibleLength(at: index)
    if invisible > 0 { return (invisible, nil) }
    let first = text[index]
    if first < 0x80 { return (first == 0x22 || first == 0x27 ? 1 : 0, nil) }
    guard index + 2 < text.count else { return (0, nil) }
    let third = text[index + 2]
    switch (first, text[index + 1], third) {
    case (0xE3, 0x80, 0x81): return (3, 0x2C)
    case (0xE2, 0x80, 0x98...0x9D), (0xE3, 0x80, 0x8C...0x8F): return (3, nil)
    case (0xE3, 0x80, 0x90), (0xE3, 0x80, 0x94): return (3, 0x28)
    case (0xE3, 0x80, 0x91), (0xE3, 0x80, 0x95): return (3, 0x29)
    case (0xEF, 0xBC, 0x81...0xBF): return (3, third - 0x60)
    case (0xEF, 0xBD, 0x80...0x9E): return (3, third - 0x20)
    default: return (0, nil)
    }
  }

  private static func dropOrdinal(_ key: inout [UInt8]) {
    // Ordinals begin with a bracket, a digit or one of 一 to 十 ① to ⑳: lead bytes 28, 30 to 39, E2, E4 to E9.
    guard !key.isEmpty else { return }
    let first = key.span.character(at: 0).0
    guard first == "(" || first.isDecimalDigit || first.isHanDigit || ("①"..."⑳").contains(first)
    else { return }
    guard let ordinal = Ordinal(beginning: key.span) else { return }
    var bytes = 0
    // Nothing in a key is blank.
    for _ in 0..<ordinal.length { bytes += key.span.character(at: bytes).1 }
    if bytes < key.count { key.removeSubrange(0..<bytes) }
  }

  /// Drops （…） unless it holds a numeral only; a bracket that nothing closes takes all that follows.
  private static func dropNotes(_ key: inout [UInt8]) {
    guard let opening = key.firstIndex(of: 0x28), opening > 0 else { return }
    var result = Array(key[..<opening])
    var index = opening
    while index < key.count {
      if key[index] == 0x28 {
        let closing = closing(of: index, in: key)
        let inner = key[(index + 1)..<closing]
        let numeral = Characters(key.span.extracting(index + 1..<closing))
        if !numeral.isEmpty, numeral.allSatisfy({ $0.isHanDigit || $0.isDecimalDigit }) {
          result.append(contentsOf: inner)
        }
        index = closing + 1
      } else {
        if key[index] != 0x29 { result.append(key[index]) }
        index += 1
      }
    }
    key = result
  }

  private static func closing(of opening: Int, in key: [UInt8]) -> Int {
    var depth = 0
    for index in opening..<key.count {
      if key[index] == 0x28 { depth += 1 }
      if key[index] == 0x29 { depth -= 1 }
      if depth == 0 { return index }
    }
    return key.count
  }

  /// The label as a fact names it: ordinal, 其中, bracketed notes and blanks dropped, punctuation as printed.
  ///
  /// - Parameter keepsNotes: whether bracketed notes stay, for labels of no form: 局机关（本级）, 局机关（下属）.
  public static func printed(_ text: Span<UInt8>, keepsNotes: Bool = false) -> [UInt8] {
    if text.isPlainWord { return [UInt8](copying: text) }
    var characters = Characters(text)
    if let ordinal = Ordinal(characters), ordinal.length < characters.count {
      characters.removeFirst(ordinal.length)
    }
    if characters.starts(with: ["其", "中"]) {
      characters.removeFirst(2)
      if let mark = characters.first, mark == ":" || mark == "：" { characters.removeFirst() }
      if let ordinal = Ordinal(characters), ordinal.length < characters.count {
        characters.removeFirst(ordinal.length)
      }
    }
    if keepsNotes { return characters.utf8 }
    var result: Characters = []
    var depth = 0
    for character in characters {
      if character.isOpeningBracket {
        depth += 1
      } else if character.isClosingBracket {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        result.append(character)
      }
    }
    return (result.isEmpty ? characters : result).utf8
  }
}

extension Span where Element == UInt8 {
  /// Whether the text is some ideographs of which `printed` drops none: units, for one.
  fileprivate var isPlainWord: Bool {
    // Not 其中.
    guard count >= 3, count % 3 == 0, character(at: 0).0 != "其" else { return false }
    for index in stride(from: 0, to: count, by: 3) where !(0xE4...0xE9 ~= self[index]) { return false }
    return true
  }
}
