import Bytes

/// What a reader knows, and how it goes on.
struct XMLState: ~Copyable {
  /// What stands at `position`.
  enum Mode {
    case content, cdata, comment, instruction
  }

  /// The document's name in messages.
  let name: String
  var input = XMLBuffer(capacity: 68 << 10)
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
  var scratch = XMLBuffer(capacity: 1 << 10)
  var textRange = XMLRange()
  var tag = XMLTag()
  var attributes = XMLAttributes()
  /// Whether the end of the element at hand, an empty one, is still to be told.
  var isEmptyElement = false
  var open = XMLOpenElements()
  /// The depth of the element whose content is passed over.
  var skippedDepth: Int?
  /// The place of the element's namespace in what `init` was given; -1 for none and for all others.
  var namespace = -1
  var names: XMLNamespaces
  /// Whether empty elements are told of whose names are alike in length, first and last letter; `nil` where all are.
  private var emptyElements: [Bool]?
  var passed = XMLPassedTags(shortest: 16, longest: 128)
  /// Elements with all they hold; the short ones are told by fewer bytes.
  var passedShort = XMLPassedTags(shortest: 9, longest: 40)
  var passedLong = XMLPassedTags(shortest: 32, longest: 1024)
  /// Where the element begins that may be passed over from its end on.
  private var mark: Int?
  /// Whether references to what is no character of XML are taken.
  let takesAnyReference: Bool

  init(name: String, namespaces: [[String]], emptyElements: [[UInt8]]?, takesAnyReference: Bool) {
    self.name = name
    self.takesAnyReference = takesAnyReference
    names = XMLNamespaces(namespaces)
    guard let emptyElements else { return }
    var table = [Bool](repeating: false, count: 256)
    for name in emptyElements { table[Self.place(of: name.span)] = true }
    self.emptyElements = table
  }

  /// Whether the element at hand, an empty one, is passed over; its tag is remembered, unless it is told of elsewhere.
  mutating func passesOver() -> Bool {
    let isAskedFor = emptyElements.map { $0[Self.place(of: localName)] } ?? true
    if !isAskedFor, attributes.isPlain {
      passed.remember(input.loose.extracting(position..<tag.end), depth: .max)
    }
    return !isAskedFor || skippedDepth != nil
  }

  /// Notes where the element at hand begins.
  mutating func markElement() { mark = tag.lower - 1 }

  /// Remembers the element that was marked and has ended, unless its beginning is gone.
  mutating func rememberElement() {
    guard let start = mark else { return }
    mark = nil
    let element = input.loose.extracting(start..<position)
    if element.count < 32 {
      passedShort.remember(element, depth: open.count)
    } else {
      passedLong.remember(element, depth: open.count)
    }
  }

  /// The length of what stands at `position`, where it was passed over before.
  @inline(__always) func passedLength() -> Int {
    let left = input.loose.extracting(position..<end)
    let length = passed.length(of: left, depth: open.count)
    if length > 0 { return length }
    let short = passedShort.length(of: left, depth: open.count)
    return short > 0 ? short : passedLong.length(of: left, depth: open.count)
  }

  mutating func forgetPassed() {
    passed.forget()
    passedShort.forget()
    passedLong.forget()
    mark = nil
  }

  @inline(__always) private static func place(of name: Span<UInt8>) -> Int {
    (name.count &* 11 &+ Int(name[0]) &* 3 &+ Int(name[name.count - 1]) &* 29) & 255
  }

  // MARK: input

  mutating func append(_ chunk: Span<UInt8>) throws(XMLError) {
    firstLine += input.loose.count(of: .lineFeed, upTo: position)
    input.append(chunk, dropping: position)
    (end, position) = (end - position, 0)
    mark = nil
    try check()
  }

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

  mutating func next() throws(XMLError) -> XMLReader.Event {
    while true {
      let event = try nextEvent()
      guard let depth = skippedDepth, event == .start || event == .text || event == .end else { return event }
      guard event == .end, open.count < depth else { continue }
      skippedDepth = nil
      return event
    }
  }

  private mutating func nextEvent() throws(XMLError) -> XMLReader.Event {
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

  func endOfWindow() throws(XMLError) -> XMLReader.Event {
    guard isFinished else { return .needsInput }
    guard position == input.count, open.count == 0, mode == .content, hasRoot else {
      throw .truncated(location(of: input.count), open: open.last)
    }
    return .finish
  }

  // MARK: what was found, not tied to the state: the reader does that

  @_lifetime(immortal) func attribute(_ name: [UInt8], namespace wanted: Int? = nil) -> Span<UInt8> {
    let window = input.loose
    for index in 0..<attributes.count where attributes[index].localLength == name.count {
      let attribute = attributes[index]
      guard window.extracting(attribute.local).equals(name) else { continue }
      let prefix = window.extracting(attribute.prefix)
      if prefix.isEmpty ? wanted == nil : isPrefix(prefix, of: wanted ?? namespace) {
        return bytes(attribute.value)
      }
    }
    return window.extracting(0..<0)
  }

  func isPrefix(_ prefix: Span<UInt8>, of namespace: Int) -> Bool {
    namespace >= 0 && names.find(prefix) == namespace
  }

  var localName: Span<UInt8> {
    @_lifetime(immortal) get { input.loose.extracting(tag.local) }
  }

  var text: Span<UInt8> {
    @_lifetime(immortal) get { bytes(textRange) }
  }

  @_lifetime(immortal) private func bytes(_ place: XMLRange) -> Span<UInt8> {
    place.isDecoded ? scratch.loose.extracting(place.range) : input.loose.extracting(place.range)
  }

  // MARK: elements that the owner reads

  var checkedWindow: Span<UInt8> {
    @_lifetime(immortal) get { input.loose.extracting(0..<end) }
  }

  var contentPosition: Int? {
    mode == .content && !isEmptyElement && skippedDepth == nil && open.count > 0 ? position : nil
  }

  mutating func pass(to position: Int) {
    precondition(contentPosition != nil && position >= self.position && position <= end)
    self.position = position
  }

  /// The place that reading has come to.
  var place: Location { location(of: position) }

  func location(of index: Int) -> Location {
    Location(name, line: firstLine + input.loose.count(of: .lineFeed, upTo: index))
  }
}
