import Bytes

/// Reads objects off a lexer (ISO 32000-1, 7.3), streams aside.
struct ObjectParser: ~Escapable {
  var lexer: Lexer
  /// What the strings of this object are encrypted with.
  let key: Crypt.ObjectKey?
  let names: NameTable?
  /// Whether the bytes ended within an array or a dictionary.
  private(set) var isCut = false

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, at position: Int = 0, key: Crypt.ObjectKey? = nil, names: NameTable? = nil) {
    lexer = Lexer(bytes, at: position)
    self.key = key
    self.names = names
  }

  /// The next object; `nil` where none stands: at the end, and before a word or bracket that begins none, which is passed over.
  mutating func object() -> PDFObject? { object(lexer.next(), depth: 0) }

  private mutating func object(_ token: Token, depth: Int) -> PDFObject? {
    switch token {
    case .integer(let number): return reference(number) ?? .integer(number)
    case .real(let number): return .real(number)
    case .name(let range): return .name(name(range))
    case .string, .hexString: return string(token)
    case .arrayBegin: return array(depth: depth + 1)
    case .dictionaryBegin: return dictionary(depth: depth + 1)
    case .keyword(let word): return constant(word)
    case .arrayEnd, .dictionaryEnd, .end: return nil
    }
  }

  private func name(_ range: Range<Int>) -> [UInt8] {
    guard let names else { return lexer.name(range) }
    for index in range where lexer.bytes[index] == UInt8(ascii: "#") { return lexer.name(range) }
    return names.name(range, of: lexer.bytes)
  }

  private func constant(_ word: Range<Int>) -> PDFObject? {
    if lexer.isWord(word, "null") { return .null }
    if lexer.isWord(word, "true") { return .boolean(true) }
    return lexer.isWord(word, "false") ? .boolean(false) : nil
  }

  private func string(_ token: Token) -> PDFObject {
    var text: [UInt8] = []
    lexer.append(token, to: &text)
    return .string(key?.decrypted(text) ?? text)
  }

  /// A reference where a generation and `R` follow its number; the lexer is behind it then.
  private mutating func reference(_ number: Int) -> PDFObject? {
    guard number >= 0, number <= PDFLimits.objectNumber else { return nil }
    let bytes = lexer.bytes
    var index = lexer.position
    func skipSpace() {
      while index < bytes.count, bytes[index].isPDFSpace { index += 1 }
    }
    skipSpace()
    let start = index
    while index < bytes.count, bytes[index].isDigit { index += 1 }
    guard index > start, index < bytes.count, bytes[index].isPDFSpace else { return nil }
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "R"),
      index + 1 == bytes.count || !bytes[index + 1].isPDFRegular
    else { return nil }
    lexer.position = index + 1
    return .reference(number)
  }

  private mutating func array(depth: Int) -> PDFObject {
    var elements: [PDFObject] = []
    while true {
      let token = lexer.next()
      switch token {
      case .arrayEnd: return .array(elements)
      case .end:
        isCut = true
        return .array(elements)
      case .keyword(let word) where endsObject(word): return .array(elements)
      default: break
      }
      if depth > PDFLimits.nesting { continue }
      if let element = object(token, depth: depth) { elements.append(element) }
    }
  }

  private mutating func dictionary(depth: Int) -> PDFObject {
    var entries: [PDFDictionary.Entry] = []
    reading: while true {
      switch lexer.next() {
      case .name(let range):
        if depth > PDFLimits.nesting { continue }
        let before = lexer.position
        let token = lexer.next()
        if token == .dictionaryEnd { break reading }
        if case .keyword(let word) = token, endsObject(word) { break reading }
        if token == .end { lexer.position = before }
        entries.append(.init(key: name(range), value: object(token, depth: depth) ?? .null))
      case .dictionaryEnd: break reading
      case .keyword(let word) where endsObject(word): break reading
      case .end:
        isCut = true
        break reading
      default: continue
      }
    }
    return .dictionary(PDFDictionary(entries))
  }

  /// Whether a word ends the object, whose brackets are not closed; the lexer is before it then.
  private mutating func endsObject(_ word: Range<Int>) -> Bool {
    guard lexer.isWord(word, "endobj") || lexer.isWord(word, "stream") || lexer.isWord(word, "endstream")
    else {
      return false
    }
    lexer.position = word.lowerBound
    return true
  }
}
