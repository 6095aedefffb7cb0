import Bytes

// MARK: - Objects where they stand in the file (ISO 32000-1, 7.3.10)

extension PDFFile {
  /// Where `n g obj` stands.
  struct ObjectHeader {
    let number: Int
    let generation: Int
    /// Behind it.
    let end: Int
  }

  func header(at offset: Int) -> ObjectHeader? {
    guard bytes.indices.contains(offset) else { return nil }
    let bytes = bytes
    var lexer = Lexer(bytes.span, at: offset)
    guard case .integer(let number) = lexer.next(), case .integer(let generation) = lexer.next(),
      case .keyword(let word) = lexer.next(), lexer.isWord(word, "obj"), number >= 0, generation >= 0
    else { return nil }
    return ObjectHeader(number: number, generation: generation, end: lexer.position)
  }

  /// The object at an offset.
  ///
  /// - Parameter number: that which it must have; any where `nil`.
  /// - Returns: `nil` where none of that number stands there.
  func indirectObject(at offset: Int, number: Int? = nil) -> PDFObject? {
    guard let header = header(at: offset), number == nil || header.number == number else { return nil }
    let key = crypt.flatMap { crypt in
      crypt.strings == .none
        ? nil
        : Crypt.ObjectKey(
          crypt: crypt, method: crypt.strings, number: header.number, generation: header.generation)
    }
    let bytes = bytes
    var parser = ObjectParser(bytes.span, at: header.end, key: key, names: names)
    let parsedObject = parser.object()
    guard let object = parsedObject, parsed(parser.lexer.position - header.end) else { return .null }
    if parser.isCut { note(.cutOff) }
    guard case .dictionary(let dictionary) = object else { return object }
    let end = parser.lexer.position
    guard let start = streamStart(after: end) else { return object }
    let raw = streamRange(dictionary, from: start)
    return .stream(
      PDFStream(dictionary: dictionary, raw: raw, number: header.number, generation: header.generation))
  }

  /// Where a stream's bytes begin, if one follows its dictionary: behind `stream` and the end of its line.
  private func streamStart(after dictionary: Int) -> Int? {
    let bytes = bytes
    var lexer = Lexer(bytes.span, at: dictionary)
    guard case .keyword(let word) = lexer.next(), lexer.isWord(word, "stream") else { return nil }
    var start = lexer.position
    while start < bytes.count, bytes[start] == .space || bytes[start] == .tab { start += 1 }
    guard start < bytes.count else { return start }
    switch bytes[start] {
    case .carriageReturn:
      return start + 1 < bytes.count && bytes[start + 1] == .lineFeed ? start + 2 : start + 1
    case .lineFeed: return start + 1
    // No end of line, so that white space is the stream's own.
    default: return min(lexer.position, bytes.count)
    }
  }

  /// The bytes of a stream: as many as its dictionary says where it ends there, else up to its end.
  private func streamRange(_ dictionary: PDFDictionary, from start: Int) -> Range<Int> {
    if let length = integer(dictionary["Length"]), length >= 0, length <= bytes.count - start,
      isEnd(at: start + length)
    {
      return start..<start + length
    }
    guard let found = endOfStream(from: start) else {
      note(.cutOff)
      return start..<bytes.count
    }
    return start..<beforeEndOfLine(found, from: start)
  }

  /// Where `endstream`, or `endobj` where that was forgotten, stands next.
  private func endOfStream(from start: Int) -> Int? {
    let ends = streamEnds ?? findStreamEnds()
    streamEnds = ends
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low < ends.count ? ends[low] : nil
  }

  /// All of them are looked for once: a file of many streams without ends is no work without end.
  private func findStreamEnds() -> [Int] {
    let (bytes, word) = (bytes, Array("end".utf8))
    var ends: [Int] = []
    var position = 0
    while let place = bytes.span.firstIndex(of: word, from: position) {
      if isEnd(at: place) { ends.append(place) }
      position = place + word.count
    }
    return ends
  }

  /// Where a stream of this length ends, if one follows the dictionary and that is its length.
  func end(ofStream length: Int, after dictionary: Int) -> Int? {
    guard let start = streamStart(after: dictionary), length >= 0, length <= bytes.count - start,
      isEnd(at: start + length)
    else { return nil }
    return start + length
  }

  /// Whether `endstream`, or `endobj` where that was forgotten, follows some white space: so much as people leave, for many streams may end before the same.
  private func isEnd(at position: Int) -> Bool {
    let bytes = bytes
    var index = position
    while index < min(bytes.count, position + 64), bytes[index].isPDFSpace { index += 1 }
    let rest = bytes.span.extracting(index..<bytes.count)
    return rest.starts(with: Array("endstream".utf8)) || rest.starts(with: Array("endobj".utf8))
  }

  private func beforeEndOfLine(_ end: Int, from start: Int) -> Int {
    if end - 1 >= start, bytes[end - 1] == .lineFeed {
      return end - 2 >= start && bytes[end - 2] == .carriageReturn ? end - 2 : end - 1
    }
    return end - 1 >= start && bytes[end - 1] == .carriageReturn ? end - 1 : end
  }
}
