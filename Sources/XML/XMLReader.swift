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
  enum Mode {
    case content, cdata, comment, instruction
  }

  /// The document's name in messages.
  public let name: String
  @usableFromInline var input = XMLBuffer()
  /// The next byte to look at.
  var position = 0
  /// The end of the bytes that were checked; the rest is a character whose end has not come yet.
  var end = 0
  var isFinished = false
  var mode = Mode.content
  var isBegun = false
  var hasRoot = false
  /// The line of the first byte of `input`.
  private var firstLine = 1

  /// Decoded texts and values.
  @usableFromInline var scratch: [UInt8] = []
  @usableFromInline var textRange = XMLRange()
  @usableFromInline var tag = XMLTag()
  @usableFromInline var attributes: [XMLAttribute] = []
  /// Whether the end of the element at hand, an empty one, is still to be told.
  var isEmptyElement = false
  var open = XMLOpenElements()
  /// The place of the element's namespace in what `init` was given; -1 for none and for all others.
  public internal(set) var namespace = -1
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

  static let commentEnd = Array("-->".utf8)
  static let instructionEnd = Array("?>".utf8)

  func endOfWindow() throws(XMLError) -> Event {
    guard isFinished else { return .needsInput }
    guard position == input.count, open.count == 0, mode == .content, hasRoot else {
      throw .truncated(location(of: input.count), open: open.last)
    }
    return .finish
  }

  // MARK: what was found

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

  func location(of index: Int) -> Location {
    Location(name, line: firstLine + input.span.count(of: .lineFeed, upTo: index))
  }
}
