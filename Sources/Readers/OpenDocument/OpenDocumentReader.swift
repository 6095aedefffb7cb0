import Bytes
import Reports
import Sheets
import XML

/// Reads the body of a text document of OpenDocument (.odt, .fodt).
///
/// What counts is what Writer shows when all changes are accepted: deletions stand apart from the text, and are passed over with notes,
/// remarks, headers and hidden text.
///
/// Source: OpenDocument 1.3 part 3, sections 5 (paragraphs), 6 (text in them), 9 (tables), 10 (frames).
struct OpenDocumentReader: ~Copyable {
  typealias Namespace = OpenDocument.Namespace

  enum Element {
    case paragraph, inline, box, table, row, cell, other
  }

  var xml: XMLReader
  private let bytes: [UInt8]
  /// How many bytes the XML reader has.
  private var fed = 0
  var styles: OpenDocumentStyles
  private var builder: ReportBuilder
  var tables = WordTables()
  var grids: [OpenDocumentGrid] = []
  private var text = WordText()
  var open: [Element] = []
  /// What the paragraphs and spans that are open say, the innermost one last.
  private var marks: [OpenDocumentStyles.Marks] = []
  private var isBehindSpace = true
  private var changes = OpenDocumentChanges()
  /// Cells that are split into tables of their own.
  var splitCells = 0

  /// The report that a document holds.
  ///
  /// - Parameters:
  ///   - content: its XML.
  ///   - styles: the XML of its named styles.
  static func read(content: [UInt8], styles: [UInt8], source: String) throws(ReportError) -> Report {
    var named = OpenDocumentStyles()
    if !styles.isEmpty {
      var reader = OpenDocumentReader(styles, named, source: "\(source)/styles.xml")
      try reader.readStyles()
      named = reader.styles
    }
    var reader = OpenDocumentReader(content, named, source: source)
    try reader.readAll()
    var report = reader.builder.report
    guard !report.pieces.isEmpty else { throw .noText(name: source) }
    report.notes += reader.warnings + reader.text.whiteWarnings(source)
    return report
  }

  private var warnings: [Diagnostic] {
    var warnings: [Diagnostic] = []
    func warn(_ count: Int, _ what: String, why: String) {
      guard count > 0 else { return }
      warnings.append(
        Diagnostic(
          .warning, at: Location(builder.report.source), what: what, why: why,
          remedy: "Compare the figures of the table, or save the file as .docx"))
    }
    warn(
      splitCells, "cells of a table are split into tables of their own",
      why: "such a table (table:is-sub-table) is read as one that stands in the cell")
    warn(
      changes.unknownCount, "a tracked change may be a deletion, and is read",
      why: "the document does not say of which kind it is")
    return warnings
  }

  private init(_ bytes: [UInt8], _ styles: OpenDocumentStyles, source: String) {
    self.bytes = bytes
    self.styles = styles
    xml = XMLReader(name: source, namespaces: OpenDocument.namespaces)
    builder = ReportBuilder(source: source)
  }

  private mutating func next() throws(ReportError) -> XMLReader.Event {
    do throws(XMLError) {
      while true {
        let event = try xml.next()
        if event != .needsInput { return event }
        // A copy, so that both can be had at once.
        let (bytes, end) = (bytes, min(fed + 64 << 10, bytes.count))
        if fed == end { xml.finish() } else { try xml.append(bytes.span.extracting(fed..<end)) }
        fed = end
      }
    } catch {
      throw .xml(error)
    }
  }

  private mutating func readStyles() throws(ReportError) {
    while true {
      switch try next() {
      case .start: styles.take(xml)
      case .finish: return
      default: break
      }
    }
  }

  private mutating func readAll() throws(ReportError) {
    while true {
      switch try next() {
      case .start:
        let depth = open.count
        open.append(try begin())
        if depth == 0, xml.namespace != Namespace.office { throw other("no document") }
      case .end: if let element = open.popLast() { try end(element) }
      case .text:
        guard open.last == .paragraph || open.last == .inline else { continue }
        text.append(collapsed: xml, &isBehindSpace)
        guard text.count <= ReportReader.limit else { throw .tooLong(Location(builder.report.source)) }
      case .needsInput: break
      case .finish:
        guard !changes.isDeleted else {
          throw .damagedDocument(
            name: builder.report.source, why: "a deletion of its tracked changes has no end")
        }
        return
      }
    }
  }

  private func other(_ kind: String) -> ReportError {
    .foreign(
      name: builder.report.source, kind: "an OpenDocument file with \(kind)",
      remedy: "Save the report as .docx or .odt")
  }

  // MARK: elements

  private mutating func begin() throws(ReportError) -> Element {
    let name = String(xml.localName)
    styles.take(xml)
    switch xml.namespace {
    case Namespace.text: return beginText(name)
    case Namespace.table: return try beginTable(name)
    case Namespace.style: break
    case Namespace.draw: return beginDrawing(name)
    case Namespace.office:
      switch name {
      case "document", "document-content", "body", "text", "styles", "automatic-styles": break
      case "spreadsheet", "presentation", "drawing", "chart": throw other("a \(name)")
      default: xml.skipContent()
      }
    // Titles and descriptions of pictures.
    case Namespace.svg: xml.skipContent()
    // What others put around text is looked through.
    default: return open.last == .paragraph || open.last == .inline ? .inline : .other
    }
    return .other
  }

  private mutating func beginText(_ name: String) -> Element {
    switch name {
    case "p", "h":
      text.beginParagraph(nil)
      isBehindSpace = true
      push(styles.marks("paragraph", style("text")), onto: nil)
      return .paragraph
    case "s": for _ in 0..<min(xml.count("c", Namespace.text) ?? 1, 1024) { text.append(.space) }
    case "tab": text.append(.space)
    case "line-break":
      text.append(.lineFeed)
      isBehindSpace = true
    case "note":
      text.part()
      xml.skipContent()
    case "section":
      let display = value("display", Namespace.text)
      if display == "none" || display == "condition" && value("is-hidden", Namespace.text) == "true" {
        xml.skipContent()
      }
    case "hidden-text" where value("is-hidden", Namespace.text) != "false",
      "hidden-paragraph" where value("is-hidden", Namespace.text) != "false", "ruby-text",
      "script":
      xml.skipContent()
    case "tracked-changes", "changed-region", "insertion", "format-change", "deletion", "change-start",
      "change-end":
      changes.take(name, &xml)
      show()
    default:
      guard open.last == .paragraph || open.last == .inline else { return .other }
      push(styles.marks("text", name == "span" ? style("text") : ""), onto: marks.last)
      return .inline
    }
    return .other
  }

  private mutating func beginDrawing(_ name: String) -> Element {
    switch name {
    case "image", "object", "object-ole", "plugin", "applet", "floating-frame":
      text.part()
      if !text.run.isHidden { tables.markObject() }
      xml.skipContent()
      return .other
    case "text-box", "custom-shape", "rect", "ellipse", "circle", "path", "polygon", "caption":
      text.beginBox()
      return .box
    default: return .other
    }
  }

  /// Takes what a paragraph or span says, which holds where those in it say nothing.
  private mutating func push(_ own: OpenDocumentStyles.Marks, onto outer: OpenDocumentStyles.Marks?) {
    var own = own
    own.isHidden = own.isHidden ?? outer?.isHidden
    own.isStruck = own.isStruck ?? outer?.isStruck
    own.isOffLine = own.isOffLine ?? outer?.isOffLine
    own.isWhite = own.isWhite ?? outer?.isWhite
    marks.append(own)
    show()
  }

  private mutating func show() {
    let last = marks.last
    text.run.isHidden = last?.isHidden ?? false || last?.isStruck ?? false || changes.isDeleted
    text.run.isOffLine = last?.isOffLine ?? false
    text.run.white = last?.isWhite ?? false ? (styles.fills ? .onUnknown : .onWhite) : .none
  }

  private mutating func end(_ element: Element) throws(ReportError) {
    switch element {
    case .paragraph:
      _ = text.endParagraph()
      addParagraph()
      _ = marks.popLast()
      show()
      isBehindSpace = false
      try checkSize()
    case .inline:
      // Elements of others have no marks.
      if xml.namespace == Namespace.text {
        _ = marks.popLast()
        show()
      }
    case .box: text.endBox()
    case .cell:
      tables.endCell()
      let last = grids.count - 1
      guard grids[last].cellRepeats == 0 || tables.repeatCell(grids[last].cellRepeats) else {
        throw tooManyCells
      }
      grids[last].endCell()
      try checkSize()
    case .row:
      tables.endRow()
      let last = grids.count - 1
      guard grids[last].rowRepeats == 0 || tables.repeatRow(grids[last].rowRepeats) else {
        throw tooManyCells
      }
      grids[last].endRow()
      try checkSize()
    case .table:
      _ = grids.popLast()
      tables.endTable(to: &builder)
    case .other: break
    }
  }

  // MARK: paragraphs

  private mutating func addParagraph() {
    text.endParagraph { line in
      if tables.isOpen {
        tables.addParagraph(line)
      } else {
        builder.addVisibleParagraph(line)
      }
    }
  }

  var tooManyCells: ReportError {
    .tooManyCells(name: builder.report.source, limit: WordTables.itemLimit)
  }

  private func checkSize() throws(ReportError) {
    guard tables.itemCount <= WordTables.itemLimit, builder.report.pieces.count <= WordTables.itemLimit else {
      throw tooManyCells
    }
    guard tables.textCount <= ReportReader.limit, builder.report.text.count <= ReportReader.limit else {
      throw .tooLong(Location(builder.report.source))
    }
  }
}

extension WordText {
  fileprivate mutating func append(collapsed xml: borrowing XMLReader, _ isBehindSpace: inout Bool) {
    append { $0.append(collapsed: xml, &isBehindSpace) }
  }
}
