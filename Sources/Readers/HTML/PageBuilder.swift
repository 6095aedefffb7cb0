import Bytes
import HTML
import Reports
import Text

/// Makes a page of its source: follows tables and what is not shown, and collects the text.
///
/// No tree is built and nothing recurses, so depth costs nothing. Tables are put right as browsers do it: what is not closed ends
/// where the next cell, row or table begins.
struct PageBuilder {
  var page = Page()
  var paragraph = OpenParagraph()
  var tables: [OpenTable] = []
  var hidden: HiddenPart?
  var seen = SeenParts()
  /// Whether the page's styles hide the part, and whether a table began in it.
  var isHiddenByStyle = false
  var isInHiddenTable = false
  /// Whether the part that is not shown is a list to choose from, in a cell, and whether the text to come is what is chosen.
  var isChoice = false
  var isChosen = false
  var hasChoice = false
  private var isInLink = false
  /// Whether an element was met that heads do not hold.
  private var isInBody = false
  /// The rule of the page's styles that may hide text that is read, and its line.
  var doubt: (rule: Int, line: Int)?
  private var preformattedDepth = 0
  /// Whether the text to come stands in what a style makes a cell.
  private var isInStyledCell = false
  var lines: LineCounter

  /// A page of more items is none of a report: what stands behind them is left out, and the page refused. A cell is two or three.
  static let itemLimit = 4 * ReportBuilder.limit

  struct OpenTable {
    /// The index of its item.
    let item: Int
    /// Whether no `<table>` opened it: rows cut out of a page.
    let isImplied: Bool
    var isInRow = false
    var isInCell = false
    /// The index of its last cell's item.
    var cell = 0
    /// The group that the next row begins.
    var group: Page.RowGroup? = .body
    var cellsInRow = 0
    /// Whether a row has several cells.
    var isWide = false
    /// Whether a wide table stands in one of its cells.
    var holdsTable = false
  }

  /// - Parameters:
  ///   - bytes: valid UTF-8.
  ///   - firstLine: the number of its first line.
  static func page(of bytes: Span<UInt8>, firstLine: Int) -> Page {
    var sheet = StyleSheet()
    let page = page(of: bytes, firstLine: firstLine, &sheet, isWhole: false)
    // Rules behind what they hide, or before it: they hold for all of the page.
    return page.isBeforeStyles ? self.page(of: bytes, firstLine: firstLine, &sheet, isWhole: true) : page
  }

  /// - Parameters:
  ///   - sheet: takes the rules of the page's styles.
  ///   - isWhole: whether it has all of them already.
  private static func page(
    of bytes: Span<UInt8>, firstLine: Int, _ sheet: inout StyleSheet, isWhole: Bool
  ) -> Page {
    var builder = PageBuilder(lines: LineCounter(line: firstLine))
    builder.page.text.reserveCapacity(bytes.count / 4)
    builder.page.items.reserveCapacity(bytes.count / 64)
    var tokenizer = Tokenizer()
    swap(&tokenizer.sheet, &sheet)
    while builder.page.items.count <= Self.itemLimit, builder.page.text.count <= ReportReader.limit {
      let place = tokenizer.position
      guard let token = tokenizer.next(in: bytes) else { break }
      if case .rawText(.style, let range) = token, !isWhole {
        tokenizer.sheet.read(bytes.extracting(range))
        if builder.isInBody, tokenizer.sheet.canHide { builder.page.isBeforeStyles = true }
      } else {
        builder.add(token, at: place, of: bytes)
      }
    }
    while !builder.tables.isEmpty { builder.endTable() }
    builder.flush()
    builder.page.faults = tokenizer.faults.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      (fault: $0.key, line: firstLine + bytes.count(of: .lineFeed, upTo: $0.value))
    }
    builder.page.hasTooManyRules = tokenizer.hasTooManyRules
    if let doubt = builder.doubt {
      builder.page.doubt = (tokenizer.sheet.words(ofDoubt: doubt.rule), doubt.line)
    }
    swap(&tokenizer.sheet, &sheet)
    return builder.page
  }

  private init(lines: LineCounter) { self.lines = lines }

  private mutating func add(_ token: Token, at place: Int, of bytes: Span<UInt8>) {
    if hidden != nil, stays(hidden: token, of: bytes) { return }
    var ending = 0
    if !seen.isEmpty { ending = seen.pass(token, isInTable: !tables.isEmpty) }
    defer { if ending > 0 { seen.end(ending) } }
    switch token {
    case .text(let range):
      if !seen.isEmpty { noteUnseen(range, of: bytes) }
      if seen.isSeen { append(range, of: bytes) }
    case .rawText(.title, let range):
      // Its lines do not part it; nothing stands open in a head.
      flush()
      append(range, of: bytes)
      if let title = takeParagraph() { page.titles.append(title) }
    case .rawText(.textarea, let range): appendField(range, of: bytes)
    case .rawText(let tag, _): if tag == .iframe { noteObject() }
    case .start(let start):
      begin(start, at: place, of: bytes)
      if !start.unseen.isEmpty || !start.seen.isEmpty && !seen.isEmpty, hidden == nil, !start.tag.isVoid,
        start.tag != .body, start.tag != .html
      {
        seen.begin(start, tables: tables.count)
      }
      if start.tag == .input, !start.isHidden, start.unseen.isEmpty, !start.fieldValue.isEmpty {
        appendField(start.fieldValue, of: bytes)
      }
    case .end(let tag): end(tag)
    }
  }

  private mutating func append(_ range: Range<Int>, of bytes: Span<UInt8>) {
    let isPreformatted = preformattedDepth > 0
    var index = range.lowerBound
    while true {
      index = paragraph.append(
        bytes, index..<range.upperBound, isLink: isInLink, isPreformatted: isPreformatted, lines: &lines,
        to: &page.text)
      if index >= range.upperBound { return }
      flush()
    }
  }

  /// Appends what a field to fill in holds. Those of a table are the report's; elsewhere pages are searched with them.
  mutating func appendField(_ range: Range<Int>, of bytes: Span<UInt8>) {
    guard seen.isSeen, tables.last?.isInCell ?? false else { return }
    paragraph.part()
    append(range, of: bytes)
    paragraph.part()
  }

  /// Notes that the cell at hand shows what is no text: it is no blank one, whatever it says.
  mutating func noteObject() {
    guard seen.isSeen, let table = tables.last, table.isInCell,
      case .cell(let rowSpan, let columnSpan, let line, _) = page.items[table.cell]
    else { return }
    page.items[table.cell] = .cell(rowSpan: rowSpan, columnSpan: columnSpan, line: line, hasObject: true)
  }

  // MARK: paragraphs

  /// Ends the paragraph at hand.
  private mutating func flush() {
    let isInCell = tables.last?.isInCell ?? false
    guard var ended = takeParagraph() else { return }
    // A no-break space is all that many a blank cell holds; outside of cells it only makes room.
    if !isInCell, page.text.span.isBlank(ended.range) { return }
    ended.isBesideCells = !tables.isEmpty && !isInCell
    if isInStyledCell, page.styledCell == nil, page.text.span.extracting(ended.range).isFigure {
      page.styledCell = ended.line
    }
    isInStyledCell = false
    page.items.append(.paragraph(ended))
  }

  private mutating func takeParagraph() -> Page.Paragraph? {
    defer { paragraph = OpenParagraph(start: page.text.count) }
    return paragraph.ended(in: page.text)
  }

  // MARK: tags

  private mutating func begin(_ start: StartTag, at place: Int, of bytes: Span<UInt8>) {
    let tag = start.tag
    if !tag.isOfHead { isInBody = true }
    if tag.isTablePart {
      beginPart(start, at: place, of: bytes)
    } else if tag.isBlock {
      if let table = tables.last, table.isImplied, !table.isInCell { endTable() }
      flush()
      if tag == .pre { preformattedDepth += 1 }
    } else if tag == .a {
      isInLink = start.hasAddress
    } else if tag == .sup || tag == .sub {
      paragraph.part()
    }
    if start.isStyledCell, !tag.isTablePart {
      flush()
      isInStyledCell = true
    }
    if tag.isObject, !start.isHidden, !start.isSpacer, start.unseen.isSubset(of: .perhaps) { noteObject() }
    if (start.isHidden || start.isStruckOut || tag.isBesideText) && !tag.isVoid && tag != .body
      && tag != .html
    {
      hidden = HiddenPart(tag)
      isHiddenByStyle = start.isHidden
      isChoice = tag == .select && !start.isHidden && tables.last?.isInCell ?? false
      (isChosen, hasChoice) = (false, false)
    }
  }

  private mutating func beginPart(_ start: StartTag, at place: Int, of bytes: Span<UInt8>) {
    switch start.tag {
    case .table:
      if let table = tables.last, !table.isInCell { endTable() }
      if !start.isHidden { beginTable(isImplied: false) }
    case .tr:
      if tables.isEmpty { beginTable(isImplied: true) }
      endRow()
      if !start.isHidden { beginRow() }
    case .td, .th:
      if tables.isEmpty { beginTable(isImplied: true) }
      endCell()
      if !start.isHidden { beginCell(start, line: lines.line(at: place, of: bytes)) }
    case .thead, .tbody, .tfoot: endGroup(start.tag == .thead ? .head : start.tag == .tfoot ? .foot : .body)
    default: flush()
    }
  }

  private mutating func end(_ tag: Tag) {
    switch tag {
    case .table: if !tables.isEmpty { endTable() }
    case .tr: endRow()
    case .td, .th: endCell()
    case .thead, .tbody, .tfoot: endGroup(.body)
    case .a: isInLink = false
    case .sup, .sub: paragraph.part()
    case .pre:
      flush()
      preformattedDepth = max(0, preformattedDepth - 1)
    default:
      guard tag.isBlock || tag == .caption else { return }
      flush()
      isInLink = false
    }
  }

  // MARK: tables

  private mutating func beginTable(isImplied: Bool) {
    flush()
    tables.append(OpenTable(item: page.items.count, isImplied: isImplied))
    page.items.append(.table(end: 0, isLayout: false))
  }

  private mutating func beginRow() {
    let last = tables.count - 1
    page.items.append(.row(group: tables[last].group))
    tables[last].group = nil
    tables[last].isInRow = true
    tables[last].cellsInRow = 0
  }

  private mutating func beginCell(_ start: StartTag, line: Int) {
    let last = tables.count - 1
    if !tables[last].isInRow { beginRow() }
    tables[last].cell = page.items.count
    page.items.append(
      .cell(
        rowSpan: Int(start.rowSpan), columnSpan: Int(start.columnSpan), line: line, hasObject: false))
    tables[last].isInCell = true
    tables[last].cellsInRow += 1
    if tables[last].cellsInRow > 1 { tables[last].isWide = true }
  }

  private mutating func endCell() {
    flush()
    isInLink = false
    preformattedDepth = 0
    if !tables.isEmpty { tables[tables.count - 1].isInCell = false }
  }

  private mutating func endRow() {
    endCell()
    if !tables.isEmpty { tables[tables.count - 1].isInRow = false }
  }

  /// Cells do not reach from one group of rows into the next.
  private mutating func endGroup(_ next: Page.RowGroup) {
    endRow()
    if !tables.isEmpty { tables[tables.count - 1].group = next }
  }

  private mutating func endTable() {
    endRow()
    let table = tables.removeLast()
    page.items[table.item] = .table(end: page.items.count, isLayout: table.holdsTable || !table.isWide)
    page.items.append(.tableEnd)
    if table.holdsTable || table.isWide, !tables.isEmpty {
      tables[tables.count - 1].holdsTable = true
      page.hasNestedTables = true
    }
  }
}
