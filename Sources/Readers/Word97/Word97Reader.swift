import Bytes
import CompoundFiles
import Reports

/// Reads the body of a Word 97–2003 document, as `DocxReader` does that of a newer one: what Word shows when all changes are accepted.
/// Text boxes stand where they are anchored; headers, footers, notes and comments are not read.
///
/// Source: MS-DOC 2.4 (text, paragraphs, tables), 2.8.25 (fields).
struct Word97Reader {
  private let file: Word97File
  private let pieces: PieceTable
  private let paragraphs: PropertyRuns
  private let characters: PropertyRuns
  private let styles: Word97Styles
  private var boxes: TextBoxes
  private var builder: ReportBuilder
  private var tables = Word97Tables()
  private var wordTables = WordTables()
  private var text = WordText()
  private var losses = Losses()
  /// Where the last field began.
  private var fieldStart = 0
  /// The bytes of properties that were read.
  private var propertyCount = 0
  /// Whether white text is left out, for no ground is known to be another one than white; and whether one is.
  private var leavesOutWhite = false
  private var hasGround = false

  /// The report that a document holds; its notes say what is not certain of it.
  static func read(_ container: CompoundFile) throws(ReportError) -> Report {
    var reader = try Word97Reader(container)
    try reader.readAll()
    if reader.text.doubtfulCount > 0, !reader.hasGround {
      // Rows say how their cells are filled behind them.
      reader = try Word97Reader(container)
      reader.leavesOutWhite = true
      try reader.readAll()
    }
    var report = reader.builder.report
    guard !report.pieces.isEmpty else { throw .noText(name: container.name) }
    reader.losses.isCutShort = container.isCutShort
    report.notes += reader.losses.warnings(container.name, reader.tables)
    report.notes += reader.text.whiteWarnings(container.name)
    return report
  }

  private mutating func readAll() throws(ReportError) {
    try readStory(file.body)
    for box in boxes.rest { try readStory(box) }
  }

  private init(_ container: CompoundFile) throws(ReportError) {
    file = try Word97File(container)
    pieces = try PieceTable(file)
    paragraphs = try PropertyRuns(file, .paragraphPages)
    characters = try PropertyRuns(file, .characterPages)
    styles = try Word97Styles(file)
    hasGround = styles.fills
    boxes = try TextBoxes(file)
    builder = ReportBuilder(source: container.name)
  }

  // MARK: paragraphs

  /// Reads the paragraphs of the body, or of a text box: tables that it begins end with it.
  private mutating func readStory(_ story: Range<Int>) throws(ReportError) {
    let outerDepth = tables.depth
    var start = story.lowerBound
    while start < story.upperBound {
      var end = start
      while end < story.upperBound, !Self.endsParagraph(pieces.units[end]) { end += 1 }
      try readParagraph(start..<end, mark: min(end, story.upperBound - 1), outerDepth)
      start = end + 1
    }
    endJoinedParagraph()
    try setDepth(outerDepth)
  }

  /// The marks of paragraphs, of cells, and of pages and sections.
  private static func endsParagraph(_ unit: UInt16) -> Bool { unit == 0x0D || unit == 0x07 || unit == 0x0C }

  /// - Parameter position: that of its mark; of its last character where it has none.
  private mutating func readParagraph(
    _ range: Range<Int>, mark position: Int, _ outerDepth: Int
  ) throws(ReportError) {
    let unit = pieces.units[position]
    let mark = try paragraphMark(at: position)
    let depth = outerDepth + mark.depth
    if depth != tables.depth { endJoinedParagraph() }
    try setDepth(depth)
    let style = styles.marks(of: mark.style)
    let looks = marks(at: position, style)
    text.beginParagraph(nil)
    try readText(range, style)
    if text.isInstruction { losses.fields += 1 }
    text.isMarkDeleted = unit == 0x0D && looks.isDeleted && !mark.isRowEnd && !mark.isCellEnd(unit)
    let isWhole = text.endParagraph()
    if mark.isRowEnd {
      addParagraph(isRowEnd: true)
      tables.endRow(mark.row.cells, isDropped: looks.isDeleted, isHidden: looks.isVanished)
    } else if isWhole {
      addParagraph()
      if mark.isCellEnd(unit) {
        tables.endCell(isHidden: looks.isVanished || looks.isDeleted)
      } else if unit == 0x07 {
        losses.cells += 1
      }
    }
    try checkSize()
  }

  private mutating func paragraphMark(at position: Int) throws(ReportError) -> ParagraphMark {
    let piece = pieces.pieces[pieces.piece(at: position)]
    var mark = ParagraphMark(byteCount: propertyCount)
    let found = paragraphs.find(piece.offset(of: position)).properties
    if let found { try mark.begin(file.main.span.extracting(found), file) }
    guard found != nil || pieces.units[position] != 0x07 else {
      throw .damagedDocument(name: file.name, why: "a table cell has no properties")
    }
    if !piece.modifiers.isEmpty { try mark.apply(pieces.modifiers.span.extracting(piece.modifiers), file) }
    propertyCount = mark.byteCount
    if mark.isFilled { hasGround = true }
    return mark
  }

  private mutating func setDepth(_ depth: Int) throws(ReportError) {
    while tables.depth > depth {
      if tables.endTable(), !tables.give(to: &wordTables, &builder) { throw tooManyCells }
    }
    while tables.depth < depth { tables.beginTable() }
  }

  /// Ends a paragraph that waits for one to go on with it.
  private mutating func endJoinedParagraph() {
    if text.isJoined { addParagraph() }
  }

  /// Gives the innermost paragraph on.
  ///
  /// - Parameter isRowEnd: whether it is the end of a row, which has no text of its own.
  private mutating func addParagraph(isRowEnd: Bool = false) {
    text.endParagraph { line in
      if tables.depth == 0 {
        builder.addVisibleParagraph(line)
      } else if !isRowEnd || !line.isBlank(0..<line.count) {
        tables.addParagraph(line)
      }
    }
  }

  private func checkSize() throws(ReportError) {
    // A cell has a beginning, an end and a paragraph here.
    guard tables.itemCount <= 4 * WordTables.itemLimit, builder.report.pieces.count <= WordTables.itemLimit
    else {
      throw tooManyCells
    }
    guard tables.textCount <= ReportReader.limit, builder.report.text.count <= ReportReader.limit else {
      throw .tooLong(Location(file.name))
    }
  }

  private var tooManyCells: ReportError { .tooManyCells(name: file.name, limit: WordTables.itemLimit) }

  // MARK: characters

  /// Reads characters, those of the same properties together.
  private mutating func readText(_ range: Range<Int>, _ style: CharacterMarks) throws(ReportError) {
    var position = range.lowerBound
    while position < range.upperBound {
      let piece = pieces.pieces[pieces.piece(at: position)]
      let place = piece.offset(of: position)
      let (found, runEnd) = characters.find(place)
      let count = max((min(runEnd, piece.offset(of: piece.positions.upperBound)) - place) / piece.width, 1)
      let end = min(position + count, range.upperBound)
      let marks = marks(found, piece.modifiers, style)
      propertyCount += piece.modifiers.count
      try ParagraphMark.checkCount(propertyCount, file)
      (text.run.isHidden, text.run.isOffLine) = (marks.isHidden, marks.isOffLine)
      text.run.white = !marks.isWhite || marks.isFilled ? .none : leavesOutWhite ? .onWhite : .onUnknown
      try readRun(position..<end, marks)
      position = end
    }
    text.endRun()
  }

  private func marks(at position: Int, _ style: CharacterMarks) -> CharacterMarks {
    let piece = pieces.pieces[pieces.piece(at: position)]
    return marks(characters.find(piece.offset(of: position)).properties, piece.modifiers, style)
  }

  /// What properties of a run and of its piece make of the style of its paragraph.
  private func marks(_ run: Range<Int>?, _ piece: Range<Int>, _ style: CharacterMarks) -> CharacterMarks {
    var marks = style
    func together(_ number: Int) -> CharacterMarks { styles.marks(of: number).toggling(style) }
    if let run { marks.apply(file.main.span.extracting(run), base: style, style: together) }
    if !piece.isEmpty { marks.apply(pieces.modifiers.span.extracting(piece), base: style, style: together) }
    return marks
  }

  /// Reads characters of the same properties: texts, and what stands between them.
  private mutating func readRun(_ range: Range<Int>, _ marks: CharacterMarks) throws(ReportError) {
    var start = range.lowerBound
    for position in range {
      let unit = pieces.units[position]
      guard unit < 0x20 || unit == 0x28 && marks.symbol > 0 else { continue }
      append(start..<position)
      try readSpecial(unit, at: position, marks)
      start = position + 1
    }
    append(start..<range.upperBound)
  }

  private mutating func append(_ range: Range<Int>) {
    if range.isEmpty { return }
    let units = pieces.units
    text.append { $0.append(utf16: units.span.extracting(range)) }
  }

  private mutating func readSpecial(
    _ unit: UInt16, at position: Int, _ marks: CharacterMarks
  ) throws(ReportError) {
    switch unit {
    case 0x28: text.appendSymbol(marks.symbol)
    // A line ends, or a column of the page.
    case 0x0B, 0x0E: text.append(.lineFeed)
    case 0x1E: text.append(.hyphen)
    // Shown only where a line ends.
    case 0x1F: break
    // A picture; shapes, and text boxes among them.
    case 0x01, 0x08:
      text.part()
      if !text.isInstruction, !marks.isHidden { tables.addObject() }
      for box in boxes.take(at: position) { try readBox(box) }
    // Notes, and their numbers.
    case 0x02...0x05: text.part()
    case 0x13:
      text.readFieldMark(.begin)
      fieldStart = position
    case 0x14: text.readFieldMark(.separate)
    case 0x15:
      let isDrawn = isDrawn(min(fieldStart, position)..<position)
      text.readFieldMark(.end)
      if isDrawn, !text.isInstruction, !marks.isHidden {
        text.part()
        tables.addObject()
      }
    case 0x09: text.append(.space)
    // No character of a document: a damaged one.
    default: text.append { $0 += [0xEF, 0xBF, 0xBD] }
    }
  }

  /// Whether a field has no result that is text, but shows something: a list to choose from, or characters put together, `EQ \\o(○,3)`.
  private func isDrawn(_ range: Range<Int>) -> Bool {
    // Behind its separator a result would stand.
    guard let last = range.last, text.isInstruction || pieces.units[last] == 0x14 else { return false }
    let instruction = pieces.units[range.prefix(64)].drop { $0 <= 0x20 }
    // ASCII letters in either case.
    let name = instruction.prefix { 0x41...0x5A ~= $0 & 0xFFDF }.prefix(13).map { $0 & 0xFFDF }
    return name.elementsEqual("FORMDROPDOWN".utf16) || name.elementsEqual("EQ".utf16)
  }

  private mutating func readBox(_ box: Range<Int>) throws(ReportError) {
    text.beginBox()
    try readStory(box)
    text.endBox()
  }

  /// What was met that is not as it should be: told, for figures may be concerned.
  private struct Losses {
    /// Fields whose instructions do not end in their paragraphs.
    var fields = 0
    /// Marks of cells outside tables.
    var cells = 0
    var isCutShort = false

    func warnings(_ source: String, _ tables: Word97Tables) -> [Diagnostic] {
      let rest = [
        (
          tables.misplacedCount, "a table row has other cells than its properties define",
          "its cells are taken one after another; they may belong to other columns"
        ),
        (
          tables.unendedCount, "a table row has no end",
          "its properties are missing; its cells are taken one after another"
        ),
        (
          cells, "the end of a table cell stands outside a table",
          "what stands before it is read as a paragraph"
        ),
        (
          fields, "a field has no end",
          "its instruction, which is not shown, is taken to end with the paragraph"
        ),
        (
          isCutShort ? 1 : 0, "the file is cut short",
          "no text of the report is missing, but pictures and the like may be"
        ),
      ]
      return rest.filter { $0.0 > 0 }.map { count, what, why in
        Diagnostic(
          .warning, at: Location(source), what: what + (count > 1 ? ", \(count) times" : ""), why: why,
          remedy: "Compare the report with what Word or WPS shows, or save it from there as .docx")
      }
    }
  }
}
