import Bytes
import Reports

/// Reads a document in Rich Text Format, which WPS and office systems write under the names of others, too.
///
/// What counts is what Word shows: hidden, deleted and struck-out text goes, fields show their results. Rows and cells are told by their
/// ends, as in Word 97, and so are given to the same tables.
///
/// Source: Rich Text Format Specification 1.9.1.
struct RTFReader {
  enum Destination {
    case text, fonts, colors
    /// What is none of the text; and a group of which only some parts are.
    case skipped, container
    /// A text box; the properties of a nested row.
    case box, rowProperties
  }

  let bytes: [UInt8]
  let source: String
  var place = 0
  var state: State
  private var stack: [State] = []
  var fonts = RTFFonts()
  var defaultFont = 0
  /// The characters that have come, in the code page of a font or as units of UTF-16.
  private var pending: [UInt8] = []
  private var units: [UInt16] = []
  /// How many characters are still to be passed over behind \u.
  var passedOver = 0
  /// Whether \* has come: a destination that is not known is passed over then.
  var isOptional = false
  var text = WordText()
  private var isInParagraph = false
  var tables = Word97Tables()
  private var wordTables = WordTables()
  var builder: ReportBuilder
  /// The definition of the row at hand, and of the nested one.
  var row = RTFRow()
  var nestedRow = RTFRow()
  /// Of the text boxes that are open: how many groups are open with theirs, and how deep the tables are in which they stand.
  private var boxes: [(groups: Int, depth: Int)] = []
  /// Bytes that fit no character.
  private(set) var badCount = 0
  /// Whether text stands behind the group that is the document.
  private(set) var hasRest = false
  var colors = RTFColors()
  /// Whether white text is left out, for no ground is known to be another one than white; and whether one is.
  private var leavesOutWhite = false
  var hasGround = false

  private static let depthLimit = 512

  /// The report that a document holds.
  ///
  /// - Throws: `ReportError.damagedDocument` where its end is missing; nothing of it is given then.
  static func read(_ bytes: [UInt8], source: String) throws(ReportError) -> Report {
    var reader = RTFReader(bytes, source: source)
    try reader.readAll()
    if reader.text.doubtfulCount > 0, !reader.hasGround {
      // Cells may say how they are filled behind their texts.
      reader = RTFReader(bytes, source: source)
      reader.leavesOutWhite = true
      try reader.readAll()
    }
    var report = reader.builder.report
    guard !report.pieces.isEmpty else { throw .noText(name: source) }
    report.notes += reader.warnings + reader.text.whiteWarnings(source)
    return report
  }

  private init(_ bytes: [UInt8], source: String) {
    self.bytes = bytes
    self.source = source
    state = State(font: 0)
    builder = ReportBuilder(source: source)
  }

  private mutating func readAll() throws(ReportError) {
    place = bytes.span.firstIndex(of: UInt8(ascii: "{")) ?? bytes.count
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "{"): try beginGroup()
      case UInt8(ascii: "}"):
        try endGroup()
        if stack.isEmpty {
          hasRest = bytes[place...].contains { $0 > .space && $0 != UInt8(ascii: "}") }
          try endDocument()
          return
        }
      case UInt8(ascii: "\\"): try readControl()
      case .carriageReturn, .lineFeed, 0: break
      default: append(byte)
      }
    }
    throw .damagedDocument(name: source, why: "its last group has no end: it is cut short")
  }

  private mutating func endDocument() throws(ReportError) {
    if isInParagraph { try endParagraph() }
    try setDepth(0)
  }

  // MARK: groups

  private mutating func beginGroup() throws(ReportError) {
    guard stack.count < Self.depthLimit else {
      throw .damagedDocument(name: source, why: "its groups are nested more than \(Self.depthLimit) deep")
    }
    flush()
    (passedOver, isOptional) = (0, false)
    stack.append(state)
    // That of the outer group.
    if state.destination == .box || state.destination == .rowProperties { state.destination = .text }
  }

  private mutating func endGroup() throws(ReportError) {
    flush()
    (passedOver, isOptional) = (0, false)
    if boxes.last?.groups == stack.count { try endBox() }
    state = stack.popLast() ?? state
    show()
  }

  /// Makes the group a destination of its own.
  mutating func setDestination(_ destination: Destination) throws(ReportError) {
    flush()
    // Nothing in what is passed over is read, but for the parts of a container.
    guard state.destination != .skipped else { return }
    if destination == .box {
      guard state.destination == .container else { return }
      try beginBox()
    }
    state.destination = destination
  }

  /// A part of a container that is read.
  mutating func setText() {
    if state.destination == .container { state.destination = .text }
  }

  var isText: Bool { [.text, .box, .rowProperties].contains(state.destination) }

  private mutating func beginBox() throws(ReportError) {
    startParagraph()
    try setDepth(paragraphDepth)
    boxes.append((stack.count, tables.depth))
    text.beginBox()
    isInParagraph = false
  }

  private mutating func endBox() throws(ReportError) {
    // A destination that is none of the text may have begun in the group.
    if isInParagraph { try addParagraph(depth: paragraphDepth) }
    try setDepth(min(tables.depth, boxes.popLast()?.depth ?? 0))
    text.endBox()
    isInParagraph = true
  }

  // MARK: text

  /// Appends a byte of the text, in the code page of its font.
  mutating func append(_ byte: UInt8) {
    if passedOver > 0 {
      passedOver -= 1
      return
    }
    switch state.destination {
    case .colors: if byte == UInt8(ascii: ";") { colors.endColor() }
    case .fonts, .skipped, .container: break
    default:
      if !units.isEmpty { flush() }
      pending.append(byte)
    }
  }

  /// Appends a unit of UTF-16; a character beyond comes in two.
  mutating func append(unit: UInt16) {
    guard isText else { return }
    if !pending.isEmpty { flush() }
    units.append(unit)
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    guard isText else { return }
    flush()
    startParagraph()
    if scalar == "\n" {
      text.append(.lineFeed)
    } else {
      text.append { $0.append(contentsOf: String(scalar).utf8) }
    }
  }

  /// Gives the characters on that have come: before anything changes how they look.
  mutating func flush() {
    guard !pending.isEmpty || !units.isEmpty else { return }
    startParagraph()
    show()
    if !units.isEmpty {
      let units = units
      text.append { $0.append(utf16: units.span) }
      self.units.removeAll(keepingCapacity: true)
    } else {
      let decoded = fonts.decode(pending, font: state.font)
      badCount += decoded.badCount
      text.append { $0.append(contentsOf: decoded.text) }
      pending.removeAll(keepingCapacity: true)
    }
  }

  /// Tells how text looks from here on.
  private mutating func show() {
    text.run.isHidden = state.isHidden || state.isStruck || state.isDeleted
    text.run.isOffLine = state.isScript || state.isMoved
    text.run.white = !state.isWhite ? .none : leavesOutWhite ? .onWhite : .onUnknown
  }

  /// Something that is no text stands here: a note, a picture.
  mutating func markPart(isObject: Bool) throws(ReportError) {
    guard isText else { return }
    flush()
    startParagraph()
    text.part()
    guard isObject, !state.isHidden else { return }
    try setDepth(paragraphDepth)
    tables.addObject()
  }

  // MARK: paragraphs and tables

  private mutating func startParagraph() {
    guard !isInParagraph else { return }
    isInParagraph = true
    text.beginParagraph(nil)
  }

  private var boxDepth: Int { boxes.last?.depth ?? 0 }

  /// How many tables the paragraph at hand stands in.
  private var paragraphDepth: Int { boxDepth + (state.isInTable ? max(state.depth, 1) : 0) }

  mutating func endParagraph() throws(ReportError) {
    guard isText else { return }
    try addParagraph(depth: paragraphDepth)
  }

  /// Ends a cell of the table at a depth, from 1.
  mutating func endCell(depth: Int) throws(ReportError) {
    guard isText else { return }
    try addParagraph(depth: boxDepth + depth)
    tables.endCell(isHidden: false)
  }

  mutating func endRow(_ row: RTFRow, depth: Int) throws(ReportError) {
    guard isText else { return }
    flush()
    let depth = boxDepth + depth
    while tables.depth > depth { try endTable() }
    guard tables.depth == depth else { return }
    tables.endRow(row.cells, isDropped: false)
    try checkSize()
  }

  private mutating func addParagraph(depth: Int) throws(ReportError) {
    flush()
    startParagraph()
    try setDepth(depth)
    isInParagraph = false
    _ = text.endParagraph()
    text.endParagraph { line in
      if tables.depth == 0 {
        builder.addVisibleParagraph(line)
      } else {
        tables.addParagraph(line)
      }
    }
    try checkSize()
  }

  private mutating func setDepth(_ depth: Int) throws(ReportError) {
    guard depth <= ParagraphMark.depthLimit else {
      throw .damagedDocument(
        name: source, why: "tables stand in tables more than \(ParagraphMark.depthLimit) times")
    }
    while tables.depth > depth { try endTable() }
    while tables.depth < depth { tables.beginTable() }
  }

  private mutating func endTable() throws(ReportError) {
    if tables.endTable(), !tables.give(to: &wordTables, &builder) {
      throw .tooManyCells(name: source, limit: WordTables.itemLimit)
    }
  }

  private func checkSize() throws(ReportError) {
    guard tables.itemCount <= 4 * WordTables.itemLimit, builder.report.pieces.count <= WordTables.itemLimit
    else { throw .tooManyCells(name: source, limit: WordTables.itemLimit) }
    guard tables.textCount + text.count <= ReportReader.limit, builder.report.text.count <= ReportReader.limit
    else { throw .tooLong(Location(source)) }
  }
}
