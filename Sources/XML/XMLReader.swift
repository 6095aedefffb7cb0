public import Bytes

/// Pulls the elements and texts out of an XML document, chunk by chunk.
///
/// It reads nothing itself: where `next` says `needsInput`, the owner appends a chunk of whatever it has (a file, an inflating
/// entry), or says that there is no more. Names, values and texts are places in the window, valid until the next call of `next`
/// or `append`; memory is one chunk and the longest tag.
///
/// The document must be well-formed, UTF-8, and without document type. Comments and processing instructions are passed over.
/// Source: XML 1.0 (fifth edition), Namespaces in XML 1.0.
@safe public struct XMLReader: ~Copyable {
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

  /// Behind a pointer, for the compiler copies what is lent to a function: 250 bytes for each name and value that was asked for.
  private let state: UnsafeMutablePointer<XMLState>

  /// - Parameters:
  ///   - name: the document's name in messages.
  ///   - namespaces: the ones to be told apart, each with all URIs that stand for it.
  ///   - emptyElements: the local names of the elements without content that the owner asks for. Most others are passed over, as
  ///     if they did not stand there: half the elements of a Word document say how something looks.
  ///   - takesAnyReference: whether references to characters that XML 1.0 forbids are taken, as Excel writes them: a control
  ///     character is itself, and what is no character at all is U+FFFD.
  public init(
    name: String, namespaces: [[String]] = [], emptyElements: [[UInt8]]? = nil,
    takesAnyReference: Bool = false
  ) {
    unsafe state = UnsafeMutablePointer<XMLState>.allocate(capacity: 1)
    // The one place of the allocation; `deinit` gives it back.
    unsafe state.initialize(
      to: XMLState(
        name: name, namespaces: namespaces, emptyElements: emptyElements, takesAnyReference: takesAnyReference
      ))
  }

  deinit {
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  // The state is initialised as long as the reader lives, and nobody else has the pointer.

  /// Appends bytes behind those at hand.
  ///
  /// - Throws: `XMLError.invalidCharacter`.
  public mutating func append(_ chunk: Span<UInt8>) throws(XMLError) {
    try unsafe state.pointee.append(chunk)
  }

  /// Says that nothing follows.
  public mutating func finish() { unsafe state.pointee.isFinished = true }

  /// Goes to the next event.
  ///
  /// - Throws: `XMLError` with the line.
  public mutating func next() throws(XMLError) -> Event { try unsafe state.pointee.next() }

  /// Passes over the content of the element that began: the next event is its end.
  public mutating func skipContent() { unsafe state.pointee.skippedDepth = state.pointee.open.count }

  /// Notes that the element that began may turn out to say nothing.
  public mutating func markElement() { unsafe state.pointee.markElement() }

  /// Says that the element that was marked, and has just ended, said nothing with all it holds: where the same bytes come again
  /// they are passed over, as if they did not stand there.
  public mutating func rememberElement() { unsafe state.pointee.rememberElement() }

  /// The name of the element, without its prefix.
  public var localName: Span<UInt8> {
    @_lifetime(borrow self) get {
      let name = unsafe state.pointee.localName
      return unsafe _overrideLifetime(name, borrowing: self)
    }
  }

  /// The place of the element's namespace in what `init` was given; -1 for none and for all others.
  public var namespace: Int { unsafe state.pointee.namespace }

  /// The value of the attribute of a local name, without prefix or with one of the element's own namespace; empty where there is
  /// none.
  @_lifetime(borrow self) public func attribute(_ name: [UInt8]) -> Span<UInt8> {
    let value = unsafe state.pointee.attribute(name)
    return unsafe _overrideLifetime(value, borrowing: self)
  }

  /// As `attribute`, with a prefix of the namespace of a place in what `init` was given.
  @_lifetime(borrow self) public func attribute(_ name: [UInt8], namespace: Int) -> Span<UInt8> {
    let value = unsafe state.pointee.attribute(name, namespace: namespace)
    return unsafe _overrideLifetime(value, borrowing: self)
  }

  /// The text of a `text` event.
  public var text: Span<UInt8> {
    @_lifetime(borrow self) get {
      let text = unsafe state.pointee.text
      return unsafe _overrideLifetime(text, borrowing: self)
    }
  }

  /// Appends the text of a `text` event.
  public func append(textTo output: inout [UInt8]) { unsafe output.append(span: state.pointee.text) }

  /// How many elements are open; behind the start of an element it is one of them, behind its end no more.
  public var depth: Int { unsafe state.pointee.open.count }

  /// The place that reading has come to.
  public var place: Location { unsafe state.pointee.place }

  // MARK: for an owner that reads elements of its own

  /// Whether the name of the element at hand has a prefix.
  public var hasPrefix: Bool { unsafe state.pointee.tag.prefix.isEmpty == false }

  /// Whether attributes of the prefix are of the namespace of a place in what `init` was given.
  public func binds(_ prefix: [UInt8], to namespace: Int) -> Bool {
    unsafe state.pointee.isPrefix(prefix.span, of: namespace)
  }

  /// The URI of the namespace that a prefix stands for at the element at hand; `nil` where nothing declares it.
  public func uri(of prefix: [UInt8]) -> [UInt8]? { unsafe state.pointee.names.uri(prefix.span) }

  /// The bytes at hand, valid until `append`; all of them are characters of XML.
  public var window: Span<UInt8> {
    @_lifetime(borrow self) get {
      let window = unsafe state.pointee.checkedWindow
      return unsafe _overrideLifetime(window, borrowing: self)
    }
  }

  /// Where reading has come to in `window`; `nil` inside of anything but the content of an element.
  public var contentPosition: Int? { unsafe state.pointee.contentPosition }

  /// Goes on behind elements that the owner has read itself in `window`: whole ones, well-formed, declaring no namespace.
  ///
  /// - Precondition: `contentPosition` is there, and not behind `position`.
  public mutating func pass(to position: Int) { unsafe state.pointee.pass(to: position) }
}
