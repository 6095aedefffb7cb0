import Bytes

/// What the beginning of an input says of it.
extension ReportReader {
  /// Finds the kind and the encoding of the input.
  mutating func begin() throws(ReportError) {
    isBegun = true
    // A tar archive says what it is behind the name of its first file.
    while input.window.count < 512, try more() {}
    if kind == nil {
      kind = recogniseMagic()
      if kind == nil { try ForeignFile.refuse(input.window, name: name) }
    }
    switch kind?.reader {
    case .document:
      try readAll()
      kind = RawKind(parts: input.window) ?? kind
      return
    case .wrapped(let open): try open(&self)
    default: break
    }
    while input.window.count < TextEncoding.sample, try more() {}
    let plain = Encoding.plainEnd(input.window)
    var found = encoding ?? .utf8
    if encoding == nil, plain < input.window.count {
      let recognised = TextEncoding.recognisedOrForeign(input.window, isWhole: input.isAtEnd)
      if let foreign = recognised.foreign { throw .otherEncoding(name: name, encoding: foreign) }
      found = recognised.encoding
    }
    // Of a page single bytes may be bad; whether it is one shows in any of these encodings, for its tags are ASCII.
    let isPage = kind?.isMarkup ?? RawKind.isHTML(input.window)
    do {
      try input.transcode(from: found, replacements: isPage ? PageRepair.limit : 0)
    } catch {
      throw .input(error)
    }
    self.found = found
    try checkTranscoding()
    let mark = input.window.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    input.consume(mark)
    if found == .utf8 { plainEnd = plain - mark }
    try Encoding.check(beginning: input.window, name: name, isPage: isPage)
    if kind == nil { kind = RawKind(text: input.window) }
  }

  /// The kind that the first bytes say, those left out that stand before a document and are none of it.
  private mutating func recogniseMagic() -> RawKind? {
    if let kind = RawKind(magic: input.window) { return kind }
    let place = RawKind.misplacedMagic(input.window)
    guard place > 0 else { return nil }
    notes.append(
      Diagnostic(
        .warning, at: Location(name), what: "\(place) bytes stand before the document",
        why: "a web server or a program put them there; they are left out", remedy: "Get the file again"))
    input.consume(place)
    return RawKind(magic: input.window)
  }
}
