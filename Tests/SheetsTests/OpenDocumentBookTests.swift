import Bytes
import TestSupport
import Testing

@testable import Sheets

// Spreadsheets of OpenDocument: cells at their places, however often they are repeated.

private let namespaces = ["office", "text", "table", "style"].map {
  "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
}.joined(separator: " ")

private func content(_ tables: String, styles: String = "", root: String = "document-content") -> [UInt8] {
  Array(
    """
    <?xml version="1.0" encoding="UTF-8"?><office:\(root) \(namespaces) office:mimetype="\(mimetype)">
    <office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:spreadsheet>
    <table:calculation-settings><table:iteration/></table:calculation-settings>\(tables)</office:spreadsheet></office:body></office:\(root)>
    """.utf8)
}

private let mimetype = "application/vnd.oasis.opendocument.spreadsheet"

private func package(_ tables: String, styles: String = "", named: String = "", pictures: Int = 0) -> [UInt8]
{
  var entries: [TestArchive.Entry] = [
    .init("mimetype", Array(mimetype.utf8)),
    .init("content.xml", content(tables, styles: styles), isDeflated: true),
  ]
  if !named.isEmpty {
    entries.append(.init("styles.xml", content("", styles: named, root: "document-styles")))
  }
  entries += (0..<pictures).map { .init("Pictures/1000000000000\($0).png", []) }
  return TestArchive(entries).bytes
}

private func sheet(_ rows: String, _ attributes: String = "table:name='表'") -> String {
  "<table:table \(attributes)><office:forms/><table:table-column table:number-columns-repeated='16384'/>\(rows)</table:table>"
}

private func text(_ text: String, _ attributes: String = "") -> String {
  "<table:table-cell office:value-type='string' \(attributes)><text:p>\(text)</text:p></table:table-cell>"
}

private func number(_ value: String, _ shown: String, _ attributes: String = "") -> String {
  "<table:table-cell office:value-type='float' office:value='\(value)' \(attributes)><text:p>\(shown)</text:p></table:table-cell>"
}

private func row(_ cells: String, _ attributes: String = "") -> String {
  "<table:table-row \(attributes)>\(cells)</table:table-row>"
}

private func cells(_ rows: String, styles: String = "") throws -> [String] {
  try readCells(package(sheet(rows), styles: styles)).map { "\($0)" }
}

@Test(arguments: [
  ("50", "50元", "50元", 0), ("1234.5", "1,234.50 万元", "1234.50万元", 0), ("0", "0元", "0元", 0),
  ("50", "50件", "50", 0), ("50000", "5万元", "50000", 1), ("50", "50美元", "50", 1), ("50", "￥50", "50", 0),
])
func aCellOfMoneyHasTheUnitThatIsShown(value: String, shown: String, expected: String, losses: Int) throws {
  var book = try WorkbookReader(
    ByteReader(bytes: package(sheet(row(number(value, shown)))), name: "t.ods"))
  _ = try book.nextSheet()
  _ = try book.nextRow()
  #expect(String(book.text(book.cells[0])) == expected)
  #expect(book.losses.count == losses)
}

@Test func cellsOfEveryTypeOfASpreadsheetAreRead() throws {
  let cells =
    text(
      "甲&amp;<text:span>乙</text:span>  丙</text:p><text:p>丁<office:annotation><text:p>x</text:p></office:annotation>"
    )
    + number("18.871", "18.8710") + number("1234567", "1,234,567") + number("12.345", "12.35")
    + "<table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>真</text:p></table:table-cell>"
    + "<table:table-cell office:value-type='date' office:date-value='2024-01-31'><text:p>1月31日</text:p></table:table-cell>"
    + "<table:table-cell office:value-type='date' office:date-value='2024-01-31T08:30:00'/>"
    + "<table:table-cell office:value-type='time' office:time-value='PT08H30M00S'/>"
    + "<table:table-cell office:value-type='string' office:string-value='戊'/>"
    + "<table:table-cell table:formula='of:=1/0' office:value-type='string'><text:p>#DIV/0!</text:p></table:table-cell>"
    + "<table:table-cell table:formula='of:=1'/>" + number("0", "")
  #expect(
    try readCells(package(sheet(row(cells)))) == [
      ReadCell("表!A1", .text, "甲&乙 丙\n丁"), ReadCell("表!B1", .number, "18.8710"),
      ReadCell("表!C1", .number, "1234567"), ReadCell("表!D1", .number, "12.345"),
      ReadCell("表!E1", .boolean, "TRUE"), ReadCell("表!F1", .date, "2024-01-31"),
      ReadCell("表!G1", .date, "2024-01-31 08:30:00"), ReadCell("表!H1", .date, "08:30:00"),
      ReadCell("表!I1", .text, "戊"), ReadCell("表!J1", .error, "#DIV/0!"), ReadCell("表!K1", .formula, ""),
    ])
}

@Test func repeatedCellsAndRowsStandAtTheirPlaces() throws {
  let rows =
    row(
      text("a") + "<table:table-cell table:number-columns-repeated='2'/>"
        + number("0", "0", "table:number-columns-repeated='2'")
        + "<table:table-cell table:number-columns-repeated='16379'/>")
    + row("<table:table-cell table:number-columns-repeated='16384'/>", "table:number-rows-repeated='3'")
    + row(text("b"), "table:number-rows-repeated='2'")
    + row("<table:covered-table-cell table:number-columns-repeated='2'/>" + text("c"))
    + row("<table:table-cell table:number-columns-repeated='16384'/>", "table:number-rows-repeated='1048000'")
  #expect(
    try readCells(package(sheet(rows))).map { $0 } == [
      ReadCell("表!A1", .text, "a"), ReadCell("表!D1", .number, "0"), ReadCell("表!E1", .number, "0"),
      ReadCell("表!A5", .text, "b"), ReadCell("表!A6", .text, "b"), ReadCell("表!C7", .text, "c"),
    ])
}

@Test func mergesHiddenPartsAndSheetsAreKnown() throws {
  let styles =
    "<style:style style:name='h' style:family='table'><style:table-properties table:display='false'/></style:style>"
  let rows =
    "<table:table-column table:visibility='collapse' table:number-columns-repeated='2'/>"
    + row(text("a", "table:number-columns-spanned='3' table:number-rows-spanned='2'"))
    + row(
      "<table:covered-table-cell table:number-columns-repeated='3'/>" + text("b"), "table:visibility='filter'"
    )
    + "<table:table-row-group table:display='false'>\(row(text("c")))</table:table-row-group>"
    + row(text("d"))
  let document = content(
    "<table:table table:name='甲'>\(rows)</table:table>"
      + sheet(row(text("e")), "table:name='乙' table:style-name='h'"), styles: styles,
    root: "document")
  var book = try WorkbookReader(ByteReader(bytes: document, name: "a.fods"))
  let first = try book.nextSheet()
  #expect(first == SheetInfo(name: "甲", isHidden: false))
  var hidden: [Bool] = []
  while try book.nextRow() { hidden.append(book.isRowHidden) }
  #expect(hidden == [false, true, true, false])
  #expect(book.merges == [SheetMerge(row: 1, column: 0, rowCount: 2, columnCount: 3)])
  #expect(book.hiddenColumns == [0...1])
  let second = try book.nextSheet()
  #expect(second == SheetInfo(name: "乙", isHidden: true))
  let third = try book.nextSheet()
  #expect(third == nil)
}

@Test func whatIsStruckOutOrShownOtherwiseIsTold() throws {
  let styles =
    "<style:style style:name='s' style:family='text'><style:text-properties style:text-line-through-style='solid'/></style:style>"
  let bytes = package(
    sheet(
      row(
        text("甲<text:span text:style-name='s'>x</text:span>") + number("12000", "1.2万")
          + number("0.25", "25%"))), styles: styles)
  var book = try WorkbookReader(ByteReader(bytes: bytes, name: "a.ods"))
  _ = try book.nextSheet()
  _ = try book.nextRow()
  let texts = book.cells.map { String(book.text($0)) }
  #expect(texts == ["甲", "12000", "0.25"])
  #expect(book.losses.map(\.what).count == 3)
}

private func textStyle(_ name: String, position: String) -> String {
  "<style:style style:name='\(name)' style:family='text'><style:text-properties style:text-position='\(position)'/></style:style>"
}

/// 12 with the number of a note, ¹, is not 121.
@Test(arguments: [
  ("12<text:span text:style-name='U'>1</text:span>", "12 1"),
  ("<text:span text:style-name='U'>1</text:span>12", "1 12"),
  ("12<text:span text:style-name='L'>1</text:span>3", "12 1 3"),
  (
    "12<text:span text:style-name='U'>1<text:span text:style-name='N'>3</text:span>2</text:span>4",
    "12 1 3 2 4"
  ),
  ("12<text:span text:style-name='N'>1</text:span>", "121"),
  ("12<text:span>1</text:span>", "121"), ("政<text:span text:style-name='U'>策</text:span>", "政策"),
  ("12 <text:span text:style-name='U'>1</text:span>", "12 1"),
  ("1<text:span text:style-name='U'>2</text:span></text:p><text:p>3", "1 2\n3"),
  ("1</text:p><text:p><text:span text:style-name='U'>2</text:span>", "1\n2"),
])
func runsOfACellOffTheLineArePartedInSpreadsheets(shown: String, expected: String) throws {
  let styles =
    textStyle("U", position: "super 58%") + textStyle("L", position: "-33% 58%")
    + textStyle("N", position: "0% 100%")
  let found = try readCells(package(sheet(row(text(shown))), styles: styles))
  #expect(found == [ReadCell("表!A1", .text, expected)])
}

private func struck(_ name: String, parent: String = "", line: String = "solid") -> String {
  "<style:style style:name='\(name)' style:family='table-cell' style:parent-style-name='\(parent)'>"
    + (line.isEmpty ? "" : "<style:text-properties style:text-line-through-style='\(line)'/>")
    + "</style:style>"
}

private func column(_ style: String = "", _ repeats: Int = 1) -> String {
  "<table:table-column table:default-cell-style-name='\(style)' table:number-columns-repeated='\(repeats)'/>"
}

/// A cell without a style of its own has that of its row, or of its column. Source: OpenDocument 1.3 part 3, section 19.615.
@Test(arguments: [
  (column() + column("X"), "", "", ["A1 a", "C1 3"], 1),
  (column() + column("X", 2), "", "", ["A1 a"], 2),
  (
    "<table:table-column-group>\(column())\(column("X"))</table:table-column-group>", "", "",
    ["A1 a", "C1 3"], 1
  ),
  (column("", 3), "table:default-cell-style-name='X'", "", [], 3),
  (column("X", 3), "table:default-cell-style-name='N'", "", ["A1 a", "B1 2", "C1 3"], 0),
  (column("X", 3), "", "table:style-name='N'", ["B1 2"], 2),
  (column("", 3), "", "table:style-name='C'", ["A1 a", "C1 3"], 1),
])
func whatTheColumnTheRowOrANamedStyleStrikesOutIsLeftOut(
  columns: String, rowStyle: String, own: String, expected: [String], losses: Int
) throws {
  let cells = text("a") + number("2", "2", own) + number("3", "3")
  let bytes = package(
    "<table:table table:name='表'>\(columns)\(row(cells, rowStyle))</table:table>",
    styles: struck("X") + struck("N", line: "") + struck("C", parent: "Named"), named: struck("Named"))
  #expect(try readTexts(bytes) == expected)
  #expect(try lossCount(bytes) == losses)
}

private func lossCount(_ bytes: [UInt8]) throws -> Int {
  var book = try WorkbookReader(ByteReader(bytes: bytes, name: "t.ods"))
  while try book.nextSheet() != nil { while try book.nextRow() {} }
  return book.losses.count
}

/// The columns of one sheet are not those of the next, and a cell that comes several times may stand in columns of several styles.
@Test func aCellThatComesSeveralTimesIsLeftOutWhereItsColumnIsStruckOut() throws {
  let rows = row(number("7", "7", "table:number-columns-repeated='4'"))
  let bytes = package(
    "<table:table table:name='表'>\(column())\(column("X"))\(column())\(rows)</table:table>"
      + "<table:table table:name='乙'>\(column("", 4))\(rows)</table:table>", styles: struck("X"))
  #expect(try readTexts(bytes) == ["A1 7", "C1 7", "D1 7", "A1 7", "B1 7", "C1 7", "D1 7"])
  #expect(try lossCount(bytes) == 1)
}

/// The directory of an archive with many pictures is longer than what a file is told by.
@Test func aSpreadsheetWithManyPicturesIsRead() throws {
  #expect(try readTexts(package(sheet(row(number("7", "7"))), pictures: 2000)) == ["A1 7"])
}

@Test func repeatsWithoutEndAreRefused() {
  for rows in [
    row(text("a"), "table:number-rows-repeated='1048576'"),
    row(text("a", "table:number-columns-repeated='16384'")),
    row(
      String(repeating: number("1", "1", "table:number-columns-repeated='1000'"), count: 10),
      "table:number-rows-repeated='60000'"),
  ] { #expect(throws: WorkbookError.self) { try cells(rows) } }
}

@Test func aTruncatedSpreadsheetIsNeverRead() {
  let whole = content(sheet(row(text("a") + number("1", "1"))), root: "document")
  for count in 500..<whole.count - 1 {
    #expect(throws: WorkbookError.self, "\(count)") { try readCells(Array(whole[..<count])) }
  }
}

@Test func changedSpreadsheetsNeverTrap() {
  let whole = content(
    sheet(
      row(
        text("a", "table:number-columns-spanned='2'") + number("1", "1", "table:number-columns-repeated='3'"),
        "table:number-rows-repeated='2'")),
    root: "document")
  var state: UInt64 = 5
  for _ in 0..<500 {
    var changed = whole
    for _ in 0..<3 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      changed[Int(state >> 33) % changed.count] = UInt8(truncatingIfNeeded: state >> 24) & 0x7F
    }
    _ = try? readCells(changed)
  }
}

/// A span that says that no line goes through it counts in a cell that is struck out.
@Test(arguments: [
  ("12<text:span text:style-name='N'>15</text:span>", "A1 15"),
  ("<text:span text:style-name='N'>1<text:span text:style-name='B'>5</text:span></text:span>9", "A1 15"),
  ("12<text:span text:style-name='B'>15</text:span>", nil),
  ("<text:span text:style-name='N'>15<text:span text:style-name='S'>3</text:span></text:span>", "A1 15"),
])
func aSpanWithoutALineInACellThatIsStruckOutCounts(paragraph: String, expected: String?) throws {
  let spans = [("N", "none"), ("S", "solid")].map {
    "<style:style style:name='\($0.0)' style:family='text'><style:text-properties style:text-line-through-style='\($0.1)'/></style:style>"
  }
  let bytes = package(
    sheet(row(text(paragraph, "table:style-name='X'"))), styles: struck("X") + spans.joined())
  #expect(try readTexts(bytes) == (expected.map { [$0] } ?? []))
  #expect(try lossCount(bytes) > 0)
}

/// White on white nobody sees; on a dark ground everybody does. A column may say it, too.
@Test(arguments: [
  ("<style:text-properties fo:color='#ffffff'/>", true),
  ("<style:text-properties fo:color='#000000'/>", false),
  (
    "<style:table-cell-properties fo:background-color='#1f497d'/><style:text-properties fo:color='#ffffff'/>",
    false
  ),
  (
    "<style:table-cell-properties fo:background-color='transparent'/><style:text-properties fo:color='#FFFFFF'/>",
    true
  ),
])
func aWhiteCellOfASpreadsheetIsLeftOutAndTold(properties: String, isWhite: Bool) throws {
  let formatting = "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'"
  let style =
    "<style:style \(formatting) style:name='W' style:family='table-cell'>\(properties)</style:style>"
  for (columns, own) in [(column("", 2), "table:style-name='W'"), (column("W", 1), "")] {
    let cells = number("12", "12", own) + number("15", "15")
    let bytes = package("<table:table table:name='表'>\(columns)\(row(cells))</table:table>", styles: style)
    #expect(try readTexts(bytes) == (isWhite ? ["B1 15"] : ["A1 12", "B1 15"]))
    #expect(try lossCount(bytes) == (isWhite ? 1 : 0))
  }
}
