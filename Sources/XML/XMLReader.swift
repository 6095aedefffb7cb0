public import Bytes

/// Pulls the elements and texts out of an XML document, chunk by chunk.
///
/// It reads nothing itself: where `next` says `needsInput`, the owner appends a chunk of whatever it has (a file, an inflating
/// entry), or says that there is no more. Names, values and texts are places in the window, valid until the next call of `next`
/// or `append`; memory is one chunk and the longest tag.
///
/// The document must be well-formed, UTF-8, and without document type. Comments and processing instructions are passed over.
/// Source: XML 1.0 (fifth edition), Namespaces in XML 1.0.
public struct XMLReader: ~Copyable {
  public enum Event: Sendable {
    /// An element begins: `localName`, `namespace`, `attribute`.
    case start
    /// An element ends, an empty one too: `localName`, `namespace`.
    case end
    /// Text inside the root, references replaced. One text may come in several pieces.
    case text
    /// The window is used up: `append` or `finish`, and call `next` again.
    case needsInput
    /// The document is complete.
    case finish
  }

  /// The most elements that may be open at once: as many as libxml2 allows.
  static let depthLimit = 256
  /// The longest tag, in bytes.
  static let tagLimit = 1 << 20
  /// The most attributes of a tag.
  static let attributeLimit = 128

  /// What stands at `position`.
  private enum Mode {
    case content, cdata, comment, instruction
  }

  /// The document's name in messages.
  public let name: String
  @usableFromInline var input = XMLBuffer()
  /// The next byte to look at.
  private var position = 0
  /// The end of the bytes that were checked; the rest is a character whose end has not come yet.
  private var end = 0
  private var isFinished = false
  private var mode = Mode.content
  private var isBegun = false
  private var hasRoot = false
  /// The line of the first byte of `input`.
  private var firstLine = 1

  /// Decoded texts and values.
  @usableFromInline var scratch: [UInt8] = []
  @usableFromInline var textRange = XMLRange()
  @usableFromInline var tag = XMLTag()
  @usableFromInline var attributes: [XMLAttribute] = []
  /// Whether the end of the element at hand, an empty one, is still to be told.
  private var isEmptyElement = false
  private var open = XMLOpenElements()
  /// The place of the element's namespace in what `init` was given; -1 for none and for all others.
  public private(set) var namespace = -1
  @usableFromInline var names: XMLNamespaces

  /// - Parameter namespaces: the ones to be told apart, each with all URIs that stand for it.
  public init(name: String, namespaces: [[String]] = []) {
    self.name = name
    names = XMLNamespaces(namespaces)
  }

  // MARK: input

  /// Appends bytes behind those at hand.
  ///
  /// - Throws: `XMLError.invalidCharacter`.
  public mutating func append(_ chunk: Span<UInt8>) throws(XMLError) {
    firstLine += input.loose.count(of: .lineFeed, upTo: position)
    input.append(chunk, dropping: position)
    (end, position) = (end - position, 0)
    try check()
  }

  /// Says that nothing follows.
  public mutating func finish() { isFinished = true }

  /// Checks what was appended, and moves `end` behind the last whole character.
  private mutating func check() throws(XMLError) {
    let window = input.loose
    let new = window.extracting(end..<window.count)
    let whole = new.count - new.cutCharacterLength
    guard let bad = new.extracting(0..<whole).firstInvalidXML else {
      end += whole
      return
    }
    throw .invalidCharacter(location(of: end + bad))
  }

  // MARK: events

  /// Goes to the next event.
  ///
  /// - Throws: `XMLError` with the line.
  public mutating func next() throws(XMLError) -> Event {
    if isEmptyElement {
      isEmptyElement = false
      close()
      return .end
    }
    while true {
      guard position < end else { return try endOfWindow() }
      switch mode {
      case .content:
        if input.loose[position] == UInt8(ascii: "<") {
          if let event = try readMarkup() { return event }
        } else if let event = try readText() {
          return event
        }
      case .cdata: if let event = readCDATA() { return event }
      case .comment: if skip(to: Self.commentEnd) { return try endOfWindow() }
      case .instruction: if skip(to: Self.instructionEnd) { return try endOfWindow() }
      }
    }
  }

  private static let commentEnd = Array("-->".utf8)
  private static let instructionEnd = Array("?>".utf8)
  private static let cdataStart = Array("<![CDATA[".utf8)
  private static let commentStart = Array("<!--".utf8)
  private static let doctypeStart = Array("<!DOCTYPE".utf8)

  private func endOfWindow() throws(XMLError) -> Event {
    guard isFinished else { return .needsInput }
    guard position == input.count, open.count == 0, mode == .content, hasRoot else {
      throw .truncated(location(of: input.count), open: open.last)
    }
    return .finish
  }

  /// Reads what begins with `<`; `nil` where that gives no event of its own.
  private mutating func readMarkup() throws(XMLError) -> Event? {
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

  private mutating func readDeclaration() throws(XMLError) -> Event? {
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
  private mutating func skip(to mark: [UInt8]) -> Bool {
    let window = input.loose.extracting(0..<end)
    if let found = window.firstIndex(of: mark, from: position) {
      position = found + mark.count
      mode = .content
      return false
    }
    position = max(position, end - mark.count + 1)
    return true
  }

  private mutating func readStartTag() throws(XMLError) -> Event {
    attributes.removeAll(keepingCapacity: true)
    switch input.loose.scanStartTag(from: position, end: end, into: &attributes) {
    case .incomplete:
      guard end - position <= Self.tagLimit, attributes.count <= Self.attributeLimit else {
        throw .tagTooLong(place)
      }
      return try endOfWindow()
    case .malformed(let why): throw .malformed(place, why: why)
    case .tag(let found): tag = found
    }
    guard attributes.count <= Self.attributeLimit else { throw .tagTooLong(place) }
    guard open.count > 0 || !hasRoot else { throw .malformed(place, why: "a second root element begins") }
    guard open.count < Self.depthLimit else { throw .tooDeep(place) }
    hasRoot = true
    if !attributes.isEmpty { try prepareAttributes() }
    guard let namespace = names.resolve(input.loose.extracting(tag.prefix)) else {
      throw .malformed(
        place, why: "the prefix of <\(String(input.loose.extracting(tag.name)))> is not declared")
    }
    self.namespace = namespace
    open.push(input.loose.extracting(tag.name), namespace: namespace)
    position = tag.end
    isEmptyElement = tag.isEmpty
    return .start
  }

  private mutating func readEndTag() throws(XMLError) -> Event {
    switch input.loose.scanEndTag(from: position, end: end) {
    case .incomplete:
      guard end - position <= Self.tagLimit else { throw .tagTooLong(place) }
      return try endOfWindow()
    case .malformed(let why): throw .malformed(place, why: why)
    case .tag(let found): tag = found
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

  private mutating func close() {
    namespace = open.pop()
    names.close(depth: open.count)
  }

  // MARK: text

  private mutating func readText() throws(XMLError) -> Event? {
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
      scratch.removeAll(keepingCapacity: true)
      guard input.loose.decodeXML(position..<stop, isValue: false, into: &scratch) else {
        throw .malformed(place, why: "a reference is none of XML")
      }
      textRange = XMLRange(lower: 0, upper: scratch.count, isDecoded: true)
    }
    position = stop
    return .text
  }

  private mutating func readCDATA() -> Event? {
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
    scratch.removeAll(keepingCapacity: true)
    window.normalizeLines(position..<stop, into: &scratch)
    textRange = XMLRange(lower: 0, upper: scratch.count, isDecoded: true)
    let isComplete = stop < end && window[stop] == UInt8(ascii: "]") && window.holdsCDATAEnd(at: stop)
    position = isComplete ? stop + 3 : stop
    if isComplete { mode = .content }
    return scratch.isEmpty ? nil : .text
  }

  /// Passes over the rest of a CDATA section that has no end: `endOfWindow` tells of it.
  private mutating func truncatedCDATA() -> Event? {
    position = end
    return nil
  }

  private static let cdataEnd = Array("]]>".utf8)

  // MARK: attributes

  /// Notes namespaces, replaces references, and refuses attributes that come twice.
  private mutating func prepareAttributes() throws(XMLError) {
    scratch.removeAll(keepingCapacity: true)
    let window = input.loose
    for index in attributes.indices {
      let attribute = attributes[index]
      for other in 0..<index where attributes[other].nameLength == attribute.nameLength {
        if window.extracting(attributes[other].name).equals(window.extracting(attribute.name)) {
          throw .malformed(place, why: "an attribute comes twice")
        }
      }
      if attribute.value.isDecoded {
        let lower = scratch.count
        guard window.decodeXML(attribute.value.range, isValue: true, into: &scratch) else {
          throw .malformed(place, why: "a reference is none of XML")
        }
        attributes[index].value = XMLRange(lower: lower, upper: scratch.count, isDecoded: true)
      }
      if window[attribute.name.lowerBound] == UInt8(ascii: "x") {
        let value = attributes[index].value
        let uri =
          value.isDecoded ? Array(scratch[value.range]) : [UInt8](copying: window.extracting(value.range))
        names.declare(window.extracting(attribute.name), uri: uri, depth: open.count)
      }
    }
  }

  /// The value of the attribute of a local name, without prefix or with one of the element's own namespace; empty where there is
  /// none.
  @_lifetime(borrow self) public func attribute(_ name: [UInt8]) -> Span<UInt8> {
    for attribute in attributes where attribute.localLength == name.count {
      guard input.span.extracting(attribute.local).equals(name) else { continue }
      let prefix = input.span.extracting(attribute.prefix)
      guard prefix.isEmpty || namespace >= 0 && names.find(prefix) == namespace else { continue }
      return attribute.value.isDecoded
        ? scratch.span.extracting(attribute.value.range) : input.span.extracting(attribute.value.range)
    }
    return input.span.extracting(0..<0)
  }

  // MARK: what was found

  /// The name of the element, without its prefix.
  @inlinable public var localName: Span<UInt8> {
    @_lifetime(borrow self) get { input.span.extracting(tag.local) }
  }

  /// The text of a `text` event.
  @inlinable public var text: Span<UInt8> {
    @_lifetime(borrow self) get {
      textRange.isDecoded ? scratch.span.extracting(textRange.range) : input.span.extracting(textRange.range)
    }
  }

  /// Appends the text of a `text` event.
  public func append(textTo output: inout [UInt8]) { output.append(span: text) }

  /// How many elements are open; behind the start of an element it is one of them, behind its end no more.
  public var depth: Int { open.count }

  /// The place that reading has come to.
  public var place: Location { location(of: position) }

  private func location(of index: Int) -> Location {
    Location(name, line: firstLine + input.span.count(of: .lineFeed, upTo: index))
  }
}
