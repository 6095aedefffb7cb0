import Bytes
import Cells
import XML

/// Reads the body of a Word document.
///
/// What counts is the text that Word shows when all changes are accepted: insertions stay, deletions and hidden text go, fields
/// show their results. Headers, footers, notes and comments are parts of their own and not read. Numbers that Word counts
/// itself stand nowhere in the text, so they are not there either.
///
/// Source: ECMA-376 part 1, section 17; part 3 for markup compatibility.
struct DocxReader: ~Copyable {
  private var part: DocxPart
  private var builder: ReportBuilder
  private var tables = DocxTables()
  private let names = WordElement.Table.shared
  /// The elements that are open.
  private var open: [WordElement] = []
  /// The texts of the paragraphs that are open, one behind the other: a text box stands inside a paragraph. LF is a line break.
  private var text: [UInt8] = []
  private var paragraphs: [Int] = []
  /// Whether the last paragraph lost its end: the next one goes on with it.
  private var isJoined = false
  private var isMarkDeleted = false
  private var isRunHidden = false
  /// Whether the run is raised above the line or set below it, and whether the last text was.
  private var isRunOffLine = false
  private var isTextOffLine = false
  /// The fields that are open, and whether their results have begun.
  private var fields: [Bool] = []
  /// Whether a choice was taken, for each alternative that is open.
  private var choices: [Bool] = []
  /// How many elements are open around properties that have said nothing so far.
  private var silentDepth: Int?

  /// The report that a document holds.
  ///
  /// - Parameter bytes: the file.
  static func read(_ bytes: [UInt8], source: String) throws(ReportError) -> Report {
    let package = try DocxPackage(bytes, name: source)
    var reader = DocxReader(try package.mainPart(), source: source)
    try reader.readAll()
    guard !reader.builder.report.pieces.isEmpty else { throw .noText(name: source) }
    return reader.builder.report
  }

  private init(_ part: consuming DocxPart, source: String) {
    self.part = part
    builder = ReportBuilder(source: source)
  }

  private mutating func readAll() throws(ReportError) {
    while true {
      switch try part.next() {
      case .start:
        let element = names.element(part.xml)
        if open.isEmpty, element != .document { throw other() }
        noteSilence(of: element)
        if isSkipped(element) {
          open.append(.other)
          part.xml.skipContent()
        } else {
          open.append(element)
          begin(element)
        }
      case .end:
        if let element = open.popLast() { try end(element) }
        if let depth = silentDepth, open.count == depth {
          silentDepth = nil
          part.xml.rememberElement()
        }
      case .text:
        guard open.last == .t else { continue }
        appendText()
        guard text.count <= ReportReader.limit else { throw .tooLong(Location(builder.report.source)) }
      case .needsInput: break
      case .finish:
        endJoinedParagraph()
        return
      }
    }
  }

  /// Marks properties: if nothing in them says anything, the next ones of the same bytes need not be read.
  private mutating func noteSilence(of element: WordElement) {
    if silentDepth != nil {
      if !element.isSilent(part.xml) { silentDepth = nil }
    } else if element.isProperty {
      silentDepth = open.count
      part.xml.markElement()
    }
  }

  /// What the document is, where it is not Word's.
  private func other() -> ReportError {
    let root = String(part.xml.localName)
    let kind =
      ["workbook": "a workbook", "presentation": "a presentation"][root] ?? "a ZIP archive without a document"
    return .otherDocument(name: builder.report.source, kind: kind)
  }

  /// Whether nothing inside an element counts.
  private mutating func isSkipped(_ element: WordElement) -> Bool {
    switch element {
    case .tblPr, .tblPrEx, .tblGrid, .sectPr, .sdtPr, .tcBorders, .tabs, .moveFrom, .rt: true
    // Elsewhere it is a property: of a row, or of a paragraph's end.
    case .del: open.last != .rPr && open.last != .trPr
    case .choice, .fallback:
      if let last = choices.indices.last {
        choices[last]
          || {
            choices[last] = element == .choice
            return false
          }()
      } else {
        false
      }
    default: false
    }
  }

  // MARK: elements

  private mutating func begin(_ element: WordElement) {
    switch element {
    case .p: beginParagraph()
    case .r: (isRunHidden, isRunOffLine) = (false, false)
    case .tab: append(.space)
    case .br, .cr: append(.lineFeed)
    case .noBreakHyphen: append(.hyphen)
    case .sym: appendSymbol()
    case .vanish, .strike, .dstrike: if part.xml.isOn, open.dropLast(2).last == .r { isRunHidden = true }
    case .vertAlign: if part.xml.isOffLine, open.dropLast(2).last == .r { isRunOffLine = true }
    case .fldChar: readFieldMark()
    case .alternateContent: choices.append(false)
    case .tbl:
      endJoinedParagraph()
      tables.beginTable()
    case .tr: tables.beginRow()
    case .tc: tables.beginCell()
    case .del: if open.dropLast().last == .trPr { tables.dropRow() } else { isMarkDeleted = true }
    case .hidden: if part.xml.isOn { tables.dropRow() }
    case .cellDel: tables.dropCell()
    case .gridSpan: tables.setSpan(part.xml.number(XMLReader.val) ?? 1)
    case .vMerge: if part.xml.isContinued { tables.coverCell() }
    case .hMerge: if part.xml.isContinued { tables.mergeCell() }
    case .gridBefore: tables.setGapBefore(part.xml.number(XMLReader.val) ?? 0)
    case .gridAfter: tables.setGapBehind(part.xml.number(XMLReader.val) ?? 0)
    case .wBefore: if let width = part.xml.number(Self.width) { tables.setGapBeforeWidth(width) }
    case .wAfter: if let width = part.xml.number(Self.width) { tables.setGapBehindWidth(width) }
    default: break
    }
  }

  private mutating func end(_ element: WordElement) throws(ReportError) {
    switch element {
    case .p:
      endParagraph()
      try checkSize()
    case .r: (isRunHidden, isRunOffLine) = (false, false)
    case .alternateContent: _ = choices.popLast()
    case .tc:
      endJoinedParagraph()
      tables.endCell()
      try checkSize()
    case .tr:
      tables.endRow()
      try checkSize()
    case .tbl: tables.endTable(to: &builder)
    case .txbxContent: endJoinedParagraph()
    default: break
    }
  }

  private static let width = Array("w".utf8)

  // MARK: text

  /// Whether text is shown: not hidden, and no field's instruction.
  private var isShown: Bool {
    // Lent for reading, all of the reader would be copied; so with `checkSize`.
    mutating get { !isRunHidden && !paragraphs.isEmpty && !fields.contains(false) }
  }

  private mutating func append(_ byte: UInt8) {
    if isShown { text.append(byte) }
  }

  /// Appends the text at hand; what would break a line of CSV becomes blank.
  private mutating func appendText() {
    guard isShown else { return }
    let start = text.count
    part.xml.append(textTo: &text)
    if isRunOffLine != isTextOffLine { partText(from: start) }
    var index = start
    if !text.span.extracting(index..<text.count).mayHoldLineBreaks { return }
    while index < text.count {
      let length = text.span.lineBreakLength(at: index)
      for place in index..<index + length { text[place] = .space }
      index += max(length, 1)
    }
  }

  /// Parts text off the line from text on it, unless both are Chinese: 12 and a note's 1 above it are not 121.
  private mutating func partText(from start: Int) {
    guard start < text.count, let first = paragraphs.last else { return }
    isTextOffLine = isRunOffLine
    guard first < start, text[start - 1] > .space, text[start] > .space else { return }
    let needsBlank = text.span.needsBlank(
      behind: first..<start, before: text.span.extracting(start..<text.count))
    if needsBlank { text.insert(.space, at: start) }
  }

  /// A character of a symbol font, as the code it has there.
  private mutating func appendSymbol() {
    guard isShown, let code = UInt32(String(part.xml.attribute(Array("char".utf8))), radix: 16), code >= 0x20,
      let scalar = Unicode.Scalar(code)
    else { return }
    text.append(contentsOf: Array(Character(scalar).utf8))
  }

  private mutating func readFieldMark() {
    switch String(part.xml.attribute(Array("fldCharType".utf8))) {
    case "begin":
      // Ends that are missing, over and over.
      if fields.count == 64 { fields.removeAll() }
      fields.append(false)
    case "separate": if !fields.isEmpty { fields[fields.count - 1] = true }
    case "end": _ = fields.popLast()
    default: break
    }
  }

  // MARK: paragraphs

  private mutating func beginParagraph() {
    isMarkDeleted = false
    if isJoined {
      isJoined = false
    } else {
      paragraphs.append(text.count)
    }
  }

  private mutating func endParagraph() {
    // An instruction goes on over paragraphs only where its end is lost: then what follows must not be.
    for index in fields.indices { fields[index] = true }
    if isMarkDeleted {
      isJoined = true
      isMarkDeleted = false
    } else {
      addParagraph()
    }
  }

  /// Ends a paragraph that waits for one to go on with it.
  private mutating func endJoinedParagraph() {
    guard isJoined else { return }
    isJoined = false
    addParagraph()
  }

  /// Gives the innermost paragraph on, line by line.
  private mutating func addParagraph() {
    guard let first = paragraphs.popLast() else { return }
    // Taken out: a span of it would keep all else from changing.
    var bytes: [UInt8] = []
    swap(&bytes, &text)
    var start = first
    while start <= bytes.count {
      let end = bytes.span.firstIndex(of: .lineFeed, from: start) ?? bytes.count
      let line = bytes.span.extracting(start..<end)
      if tables.isOpen {
        tables.addParagraph(line)
      } else {
        builder.addVisibleParagraph(line)
      }
      start = end + 1
    }
    bytes.removeSubrange(first...)
    swap(&bytes, &text)
  }

  private mutating func checkSize() throws(ReportError) {
    guard tables.itemCount <= DocxTables.itemLimit, builder.report.pieces.count <= DocxTables.itemLimit else {
      throw .tooManyCells(name: builder.report.source, limit: DocxTables.itemLimit)
    }
    guard tables.textCount <= ReportReader.limit, builder.report.text.count <= ReportReader.limit else {
      throw .tooLong(Location(builder.report.source))
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether a byte stands there that begins a control character or line separator, among others.
  fileprivate var mayHoldLineBreaks: Bool {
    for index in indices {
      let byte = self[index]
      if byte < .space || byte == 0xC2 || byte == 0xE2 { return true }
    }
    return false
  }

  /// The length of the control character or line separator at `index`; 0 where there is none.
  @inline(__always) fileprivate func lineBreakLength(at index: Int) -> Int {
    let byte = self[index]
    if byte < .space { return 1 }
    guard byte == 0xC2 || byte == 0xE2 else { return 0 }
    if byte == 0xC2 { return index + 1 < count && self[index + 1] == 0x85 ? 2 : 0 }
    guard index + 2 < count, self[index + 1] == 0x80 else { return 0 }
    return self[index + 2] == 0xA8 || self[index + 2] == 0xA9 ? 3 : 0
  }
}
