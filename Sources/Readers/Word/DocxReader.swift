import Bytes
import Reports
import XML

/// Reads the body of a Word document.
///
/// What counts is the text that Word shows when all changes are accepted: insertions stay, deletions and hidden text go, fields
/// show their results. Headers, footers, notes and comments are parts of their own and not read. Numbers that Word counts
/// itself stand nowhere in the text, so they are not there either. What is hidden on the web only stays.
///
/// Source: ECMA-376 part 1, section 17; part 3 for markup compatibility.
struct DocxReader: ~Copyable {
  private var part: DocxPart
  private let styles: DocxStyles
  // Stored: what is asked for at each element would be copied with all styles.
  private let areStylesSilent: Bool
  private let paragraphStyle: Int?
  private let runStyle: Int?
  private var builder: ReportBuilder
  private var tables = WordTables()
  private var text = WordText()
  private let names = WordElement.Table.shared
  /// The elements that are open.
  private var open: [WordElement] = []
  /// Whether a choice was taken, for each alternative that is open.
  private var choices: [Bool] = []
  /// How many elements are open around properties that have said nothing so far.
  private var silentDepth: Int?
  /// How deep the elements stand whose ground is another one than white.
  private var fills: [Int] = []
  /// What was met that is not read, and how often.
  private var unread = DocxUnread()

  /// The report that a document holds; its notes say what is in the document, but not read.
  ///
  /// - Parameter bytes: the file.
  static func read(_ bytes: [UInt8], source: String) throws(ReportError) -> Report {
    let package = try DocxPackage(bytes, name: source)
    let path = try package.mainPath()
    let styles = try package.styles(of: path)
    let emptyElements = styles.areSilent ? WordElement.namesWithoutStyles : WordElement.names
    let part = try package.mainPart(path, emptyElements: emptyElements)
    var reader = DocxReader(part, styles, source: source)
    try reader.readAll()
    var report = reader.builder.report
    guard !report.pieces.isEmpty else { throw .noText(name: source) }
    report.notes += reader.unread.warnings(source) + reader.text.whiteWarnings(source)
    return report
  }

  private init(_ part: consuming DocxPart, _ styles: DocxStyles, source: String) {
    self.part = part
    self.styles = styles
    areStylesSilent = styles.areSilent
    paragraphStyle = styles.defaultPlace(.paragraph)
    runStyle = styles.defaultPlace(.character)
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
        if let element = open.last {
          open.removeLast()
          while let fill = fills.last, fill > open.count { fills.removeLast() }
          try end(element)
        }
        if let depth = silentDepth, open.count == depth {
          silentDepth = nil
          part.xml.rememberElement()
        }
      case .text:
        guard open.last == .t else { continue }
        text.append(part.xml)
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
      if !element.isSilent(part.xml, areStylesSilent) { silentDepth = nil }
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
    case .tblPrEx, .tblGridChange, .sectPr, .sdtPr, .tcBorders, .tabs, .rt, .pPrChange, .rPrChange,
      .tcPrChange,
      .trPrChange, .tblPrChange:
      return true
    case .tblPr: return areStylesSilent
    // Elsewhere it is a property: of a row, or of a paragraph's end.
    case .del, .moveFrom: return open.last != .rPr && open.last != .trPr
    case .choice, .fallback:
      guard let last = choices.indices.last else { return false }
      if choices[last] || element == .choice && !part.isUnderstood() { return true }
      choices[last] = true
      return false
    default: return false
    }
  }

  // MARK: elements

  private mutating func begin(_ element: WordElement) {
    switch element {
    case .p: text.beginParagraph(paragraphStyle)
    case .r: beginRun()
    case .tab, .ptab: text.append(.space)
    case .br, .cr: text.append(.lineFeed)
    case .noBreakHyphen: text.append(.hyphen)
    case .sym: text.appendSymbol(part.xml)
    case .vanish, .strike, .dstrike, .vertAlign, .position, .color:
      if isOfRun { text.run.own.set(element, part.xml) }
    case .rStyle:
      if isOfRun { text.run.style = styles.place(of: part.xml.attribute(XMLReader.val), .character) }
    case .pStyle: text.style = styles.place(of: part.xml.attribute(XMLReader.val), .paragraph)
    // Of a run, paragraph, cell: properties and this one stand in it.
    case .shd, .highlight: if part.xml.isFill { fills.append(open.count - 2) }
    case .fldChar: text.readFieldMark(part.xml)
    case .alternateContent: choices.append(false)
    case .txbxContent: text.beginBox()
    case .footnoteReference, .endnoteReference: text.part()
    case .drawing, .pict, .object, .ddList:
      text.part()
      if !text.run.isHidden { tables.markObject() }
    case .altChunk: unread.chunks += 1
    case .subDoc: unread.documents += 1
    case .tbl, .tblStyle, .tr, .tc, .del, .moveFrom, .hidden, .cellDel, .cellMerge, .gridSpan, .vMerge,
      .hMerge, .gridBefore, .gridAfter, .wBefore, .wAfter, .gridCol:
      beginPart(element)
    default: break
    }
  }

  /// Begins a table or a part of one, or takes a property of it.
  private mutating func beginPart(_ element: WordElement) {
    switch element {
    case .tbl:
      endJoinedParagraph()
      tables.beginTable()
      tables.style = styles.defaultPlace(.table)
    case .tblStyle: tables.style = styles.place(of: part.xml.attribute(XMLReader.val), .table)
    case .tr: tables.beginRow()
    case .tc: tables.beginCell()
    case .del, .moveFrom:
      if open.dropLast().last == .trPr { tables.dropRow() } else { text.isMarkDeleted = true }
    case .hidden: if part.xml.isOn { tables.dropRow() }
    case .cellDel: tables.dropCell()
    case .gridCol: tables.addGridColumn(width: part.xml.number(Self.width) ?? 0)
    case .gridSpan: tables.setSpan(part.xml.number(XMLReader.val) ?? 1)
    case .vMerge: tables.setMerge(part.xml.isContinued ? .goOn : .begin)
    case .cellMerge: if let merge = part.xml.changedMerge { tables.setMerge(merge) }
    case .hMerge: if part.xml.isContinued { tables.mergeCell() } else { tables.beginMergeAcross() }
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
      if text.endParagraph() { addParagraph() }
      try checkSize()
    case .r: text.endRun()
    case .rPr: if open.last == .r, !areStylesSilent || text.run.own.saysSomething { resolveRun() }
    case .alternateContent: _ = choices.popLast()
    case .tblPr: if !areStylesSilent, styles.hidesCells(tables.style) { unread.styledTables += 1 }
    case .tc:
      endJoinedParagraph()
      tables.endCell()
      try checkSize()
    case .tr:
      tables.endRow()
      try checkSize()
    case .tbl: tables.endTable(to: &builder)
    case .txbxContent:
      endJoinedParagraph()
      text.endBox()
    default: break
    }
  }

  private static let width = Array("w".utf8)

  // MARK: runs and paragraphs

  /// Whether the property at hand is that of a run, not of a paragraph's end.
  private var isOfRun: Bool { mutating get { open.dropLast(2).last == .r } }

  private mutating func beginRun() {
    text.beginRun(runStyle)
    if !areStylesSilent { resolveRun() }
  }

  /// Tells what the properties of a run and its styles make of it.
  private mutating func resolveRun() {
    let marks = styles.marks(text.run.own, run: text.run.style, paragraph: text.style, table: tables.style)
    (text.run.isHidden, text.run.isOffLine) = (marks.isHidden, marks.isOffLine)
    guard marks.isWhite == true, fills.isEmpty else { return }
    text.run.white = styles.fills ? .onUnknown : .onWhite
  }

  /// Ends a paragraph that waits for one to go on with it.
  private mutating func endJoinedParagraph() {
    if text.isJoined { addParagraph() }
  }

  /// Gives the innermost paragraph on.
  private mutating func addParagraph() {
    text.endParagraph { line in
      if tables.isOpen {
        tables.addParagraph(line)
      } else {
        builder.addVisibleParagraph(line)
      }
    }
  }

  private mutating func checkSize() throws(ReportError) {
    guard tables.itemCount <= WordTables.itemLimit, builder.report.pieces.count <= WordTables.itemLimit else {
      throw .tooManyCells(name: builder.report.source, limit: WordTables.itemLimit)
    }
    guard tables.textCount <= ReportReader.limit, builder.report.text.count <= ReportReader.limit else {
      throw .tooLong(Location(builder.report.source))
    }
  }
}

/// What a document holds that is not read: told, for figures may stand there.
struct DocxUnread {
  /// Pages and documents that were put into the document as wholes, which Word reads when it opens it.
  var chunks = 0
  /// Documents of a master document.
  var documents = 0
  /// Tables whose style hides text in some of their cells.
  var styledTables = 0

  func warnings(_ source: String) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    func warn(_ count: Int, _ what: String, why: String, remedy: String) {
      guard count > 0 else { return }
      let times = count > 1 ? ", \(count) times" : ""
      warnings.append(
        Diagnostic(.warning, at: Location(source), what: what + times, why: why, remedy: remedy))
    }
    warn(
      chunks, "the document has a file put into it as a whole (w:altChunk), which is not read",
      why: "Word reads it only when it opens the document",
      remedy: "Open the document with Word, and save it again")
    warn(
      documents, "the document takes in another one (w:subDoc), which is not read",
      why: "it is a file of its own", remedy: "Give that file too, or save both as one document")
    warn(
      styledTables, "the style of a table hides or strikes out text in some of its cells (w:tblStylePr)",
      why: "which cells is not looked at: their text is read", remedy: "Compare the figures of the table")
    return warnings
  }
}
