import Bytes

/// One event each: tags, text, and what is passed over.
extension XMLState {
  private static let cdataStart = Array("<![CDATA[".utf8)
  private static let commentStart = Array("<!--".utf8)
  private static let doctypeStart = Array("<!DOCTYPE".utf8)

  /// Reads what begins with `<`; `nil` where that gives no event of its own.
  @inline(__always) mutating func readMarkup() throws(XMLError) -> XMLReader.Event? {
    guard position + 1 < end else { return try endOfWindow() }
    if !isBegun { isBegun = true }
    switch input.loose[position + 1] {
    case .slash: return try readEndTag()
    case UInt8(ascii: "?"):
      mode = .instruction
      position += 2
      return nil
    case UInt8(ascii: "!"): return try readDeclaration()
    default: return try readStartTag()
    }
  }

  private mutating func readDeclaration() throws(XMLError) -> XMLReader.Event? {
    let left = input.loose.extracting(position..<end)
    if left.starts(with: Self.commentStart) {
      mode = .comment
      position += 4
    } else if left.starts(with: Self.cdataStart) {
      guard open.count > 0 else { throw .malformed(place, why: "text stands outside the root element") }
      mode = .cdata
      position += 9
    } else if left.starts(with: Self.doctypeStart) {
      throw .doctype(place)
    } else if left.count >= 9 {
      throw .malformed(place, why: "a declaration stands where none may")
    } else {
      return try endOfWindow()
    }
    return nil
  }

  /// Passes over what ends with `mark`; `true` where the window ends before.
  mutating func skip(to mark: [UInt8]) -> Bool {
    let window = input.loose.extracting(0..<end)
    if let found = window.firstIndex(of: mark, from: position) {
      position = found + mark.count
      mode = .content
      return false
    }
    position = max(position, end - mark.count + 1)
    return true
  }

  private mutating func readStartTag() throws(XMLError) -> XMLReader.Event? {
    // The root declares the prefixes.
    if open.count > 0 {
      let known = passedLength()
      if known > 0 {
        position += known
        return nil
      }
    }
    attributes.removeAll()
    switch input.loose.scanStartTag(from: position, end: end, into: &tag, &attributes) {
    case .incomplete:
      guard end - position <= XMLReader.tagLimit, !attributes.isFull else {
        throw .tagTooLong(place)
      }
      return try endOfWindow()
    case .malformed(let fault): throw .malformed(place, why: fault.rawValue)
    case .complete: break
    }
    guard !attributes.isFull else { throw .tagTooLong(place) }
    guard open.count > 0 || !hasRoot else { throw .malformed(place, why: "a second root element begins") }
    guard open.count < XMLReader.depthLimit else { throw .tooDeep(place) }
    hasRoot = true
    if attributes.count > 0 { try prepareAttributes() }
    guard let namespace = names.resolve(input.loose.extracting(tag.prefix)) else {
      throw .malformed(
        place, why: "the prefix of <\(String(input.loose.extracting(tag.name)))> is not declared")
    }
    if tag.isEmpty, open.count > 0, passesOver() {
      position = tag.end
      closeNames()
      return nil
    }
    self.namespace = namespace
    open.push(input.loose.extracting(tag.name), namespace: namespace)
    position = tag.end
    isEmptyElement = tag.isEmpty
    return .start
  }

  @inline(__always) private mutating func readEndTag() throws(XMLError) -> XMLReader.Event {
    switch input.loose.scanEndTag(from: position, end: end, into: &tag) {
    case .incomplete:
      guard end - position <= XMLReader.tagLimit else { throw .tagTooLong(place) }
      return try endOfWindow()
    case .malformed(let fault): throw .malformed(place, why: fault.rawValue)
    case .complete: break
    }
    guard open.isLast(input.loose.extracting(tag.name)) else {
      let name = String(input.loose.extracting(tag.name))
      if open.count == 0 { throw .malformed(place, why: "</\(name)> closes nothing") }
      throw .mismatch(place, open: open.last, closed: name)
    }
    position = tag.end
    close()
    return .end
  }

  @inline(__always) mutating func close() {
    namespace = open.pop()
    closeNames()
  }

  /// Forgets the prefixes of the element that ends, and the tags that went by them.
  @inline(__always) private mutating func closeNames() {
    if names.close(depth: open.count) { forgetPassed() }
  }

  // MARK: text

  @inline(__always) mutating func readText() throws(XMLError) -> XMLReader.Event? {
    if !isBegun {
      isBegun = true
      // A byte order mark.
      if input.loose.extracting(position..<end).starts(with: [0xEF, 0xBB, 0xBF]) {
        position += 3
        return nil
      }
    }
    var (stop, isPlain) = input.loose.scanText(from: position, end: end)
    if stop == end, !isFinished {
      stop = isPlain ? stop : input.loose.textCut(from: position, end: end)
      if stop == position {
        guard end - position <= 16 else { throw .malformed(place, why: "a reference does not end") }
        return .needsInput
      }
    }
    guard open.count > 0 else {
      guard input.loose.isXMLSpace(position..<stop) else {
        throw .malformed(place, why: "text stands outside the root element")
      }
      position = stop
      return nil
    }
    textRange = XMLRange(lower: position, upper: stop)
    if !isPlain {
      scratch.truncate(to: 0)
      guard
        input.loose.decodeXML(
          position..<stop, isValue: false, takesAnyReference: takesAnyReference, into: &scratch)
      else {
        throw .malformed(place, why: "a reference is none of XML")
      }
      textRange = XMLRange(lower: 0, upper: scratch.count, isDecoded: true)
    }
    position = stop
    return .text
  }

  mutating func readCDATA() -> XMLReader.Event? {
    let window = input.loose.extracting(0..<end)
    var stop = end
    if let found = window.firstIndex(of: Self.cdataEnd, from: position) {
      stop = found
    } else {
      // Its end, or a line end of two bytes, may be cut.
      while stop > position, end - stop < 2, [UInt8(ascii: "]"), .carriageReturn].contains(window[stop - 1]) {
        stop -= 1
      }
      if stop == position { return isFinished ? truncatedCDATA() : .needsInput }
    }
    scratch.truncate(to: 0)
    window.normalizeLines(position..<stop, into: &scratch)
    textRange = XMLRange(lower: 0, upper: scratch.count, isDecoded: true)
    let isComplete = stop < end && window[stop] == UInt8(ascii: "]") && window.holdsCDATAEnd(at: stop)
    position = isComplete ? stop + 3 : stop
    if isComplete { mode = .content }
    return scratch.count == 0 ? nil : .text
  }

  /// Passes over the rest of a CDATA section that has no end: `endOfWindow` tells of it.
  private mutating func truncatedCDATA() -> XMLReader.Event? {
    position = end
    return nil
  }

  private static let cdataEnd = Array("]]>".utf8)

  // MARK: attributes

  /// Refuses attributes that come twice, notes namespaces, and replaces references.
  private mutating func prepareAttributes() throws(XMLError) {
    let window = input.loose
    for index in 1..<max(1, attributes.count) {
      let length = attributes[index].nameLength
      for other in 0..<index where attributes[other].nameLength == length {
        if window.extracting(attributes[other].name).equals(window.extracting(attributes[index].name)) {
          throw .malformed(place, why: "an attribute comes twice")
        }
      }
    }
    if !attributes.isPlain { try decodeAttributes(window) }
  }

  private mutating func decodeAttributes(_ window: Span<UInt8>) throws(XMLError) {
    scratch.truncate(to: 0)
    for index in 0..<attributes.count {
      let attribute = attributes[index]
      if attribute.value.isDecoded {
        let lower = scratch.count
        guard
          window.decodeXML(
            attribute.value.range, isValue: true, takesAnyReference: takesAnyReference, into: &scratch)
        else {
          throw .malformed(place, why: "a reference is none of XML")
        }
        attributes[index].value = XMLRange(lower: lower, upper: scratch.count, isDecoded: true)
      }
      guard window[attribute.name.lowerBound] == UInt8(ascii: "x") else { continue }
      let value = attributes[index].value
      let uri = [UInt8](copying: (value.isDecoded ? scratch.loose : window).extracting(value.range))
      names.declare(window.extracting(attribute.name), uri: uri, depth: open.count)
      forgetPassed()
    }
  }
}
