import Bytes
import CompoundFiles
import Reports
import TestSupport
import Testing

@testable import Readers

private typealias Doc = TestWord97
private typealias Run = TestWord97.Run
private typealias Paragraph = TestWord97.Paragraph

private func report(_ bytes: [UInt8]) throws -> Report {
  try Word97Reader.read(try CompoundFile(bytes, name: "t.doc"))
}

/// The pieces of a report: paragraphs as they are, rows as `table.row: cell|cell`, and with the columns and rows of cells if asked for.
private func lines(_ report: Report, spans: Bool = false) -> [String] {
  var lines: [String] = []
  var row = ""
  for piece in report.pieces {
    var text = String(decoding: report.text[piece.range], as: UTF8.self)
    if spans, piece.kind == .cell {
      text += "[\(piece.span.column)+\(piece.span.columns)x\(piece.span.rows)]"
    }
    let number = piece.kind == .cell ? "\(piece.table).\(piece.row): " : ""
    if piece.kind == .cell, number == row, piece.cell > 1 {
      lines[lines.count - 1] += "|" + text
    } else {
      lines.append(number + text)
    }
    row = number
  }
  return lines
}

private func lines(_ document: Doc, spans: Bool = false) throws -> [String] {
  let report = try report(document.bytes)
  #expect(report.notes.isEmpty)
  return lines(report, spans: spans)
}

private func texts(_ runs: Run...) throws -> [String] { try lines(Doc([Paragraph(runs)])) }

// MARK: text

@Test func paragraphsOfAnOldDocumentAreRead() throws {
  let document = Doc([Paragraph("一、总体情况"), Paragraph(""), Paragraph(" 二 "), Paragraph("𠮷\u{2028}1")])
  #expect(try lines(document) == ["一、总体情况", "二", "𠮷   1"])
}

@Test func piecesOfEightAndSixteenBitsFollowEachOther() throws {
  var document = Doc([Paragraph("收到12件"), Paragraph("“3”–4é"), Paragraph("件")])
  // Every second piece has characters of eight bits; some of them stand elsewhere than in Latin-1.
  document.cuts = [2, 4, 6, 12]
  let bytes = document.bytes.replacing(
    "“3”–4é".utf16.map { UInt8(truncatingIfNeeded: $0) }, with: [0x93, 0x33, 0x94, 0x96, 0x34, 0xE9])
  #expect(lines(try report(bytes)) == ["收到12件", "“3”–4é", "件"])
}

@Test func breaksAndHyphensAreWhatTheyShow() throws {
  #expect(try texts(Run("某某局\u{B}年度报告\u{E}三\u{C}四")) == ["某某局", "年度报告", "三", "四"])
  #expect(try texts(Run("1\t2\u{1E}3\u{1F}4\u{A0}5")) == ["1 2-34\u{A0}5"])
}

@Test func aCharacterOfASymbolFontIsItsCode() throws {
  #expect(try texts(Run("1"), Run("(", [0x09, 0x6A, 0, 0, 0xFC, 0]), Run("(2)")) == ["1\u{F0FC}(2)"])
  #expect(try texts(Run("(", [0x09, 0x6A, 0, 0, 0x11, 0x26])) == ["\u{2611}"])
}

@Test func raisedTextIsPartedFromFigures() throws {
  #expect(try texts(Run("12"), Run("1", [0x48, 0x2A, 1]), Run("件")) == ["12 1 件"])
  #expect(try texts(Run("12"), Run("\u{2}"), Run("3")) == ["12 3"])
  // By a distance in half points; 0 is none, and no raising by name undoes it.
  #expect(try texts(Run("12"), Run("1", [0x45, 0x48, 6, 0]), Run("件")) == ["12 1 件"])
  #expect(try texts(Run("12"), Run("1", [0x45, 0x48, 0xFA, 0xFF, 0x48, 0x2A, 0])) == ["12 1"])
  #expect(try texts(Run("12"), Run("1", [0x45, 0x48, 0, 0])) == ["121"])
}

private let vanish: [UInt8] = [0x3C, 0x08, 1]

@Test(arguments: [
  vanish, [0x37, 0x08, 1], [0x53, 0x2A, 1], [0x00, 0x08, 1], [0x00, 0x08, 0x81], [0x3C, 0x08, 0x81],
  // Behind properties of every length, and one that nobody knows.
  [0x43, 0x4A, 21, 0] + [0x70, 0x68, 1, 2, 3, 4] + [0x85, 0xCA, 1, 9] + [0x99, 0xE8, 1, 2, 3] + vanish,
])
func hiddenDeletedAndStruckTextIsLeftOut(properties: [UInt8]) throws {
  #expect(try texts(Run("1"), Run("2", properties), Run("3", [0x3C, 0x08, 0])) == ["13"])
}

@Test(
  arguments: [[0x3C, 0x08, 0], [0x3C, 0x08, 0x80], [0x01, 0x08, 1], [0x37, 0x08, 1, 0x33, 0x2A, 0]]
    as [[UInt8]])
func textThatIsShownStays(properties: [UInt8]) throws {
  #expect(try texts(Run("1"), Run("2", properties), Run("3")) == ["123"])
}

@Test func stylesHideText() throws {
  let hidden = Doc.Style(kind: 1, [0x3C, 0x08, 0x81])
  var document = Doc([
    Paragraph("1", style: 1), Paragraph([Run("2", [0x3C, 0x08, 0]), Run("3")], style: 1),
    // A style that is based on it, and one that shows again.
    Paragraph("4", style: 2), Paragraph("5", style: 3),
    // A style of characters hides; of two that hide each undoes the other.
    Paragraph([Run("6"), Run("7", [0x30, 0x4A, 4, 0])]), Paragraph([Run("8", [0x30, 0x4A, 4, 0])], style: 1),
    // The opposite of the style.
    Paragraph([Run("9", [0x3C, 0x08, 0x81]), Run("0", [0x3C, 0x08, 0x80])], style: 1),
  ])
  document.styles = [
    Doc.Style(kind: 1, []), hidden, Doc.Style(kind: 1, base: 1, []),
    Doc.Style(kind: 1, base: 1, [0x3C, 0x08, 0x81]), Doc.Style(kind: 2, vanish),
    // In a circle.
    Doc.Style(kind: 1, base: 5, []),
  ]
  #expect(try lines(document) == ["2", "5", "6", "8", "9"])
}

@Test func aDeletedEndJoinsParagraphs() throws {
  let document = Doc([
    Paragraph([Run("总体")], markProperties: [0x00, 0x08, 1]), Paragraph("情况"), Paragraph("二"),
  ])
  #expect(try lines(document) == ["总体情况", "二"])
}

@Test func fieldsShowTheirResults() throws {
  #expect(try texts(Run("见\u{13} HYPERLINK \"a\" \u{14}附件\u{15}一")) == ["见附件一"])
  #expect(try texts(Run("1\u{13} IF \u{13} X \u{14}9\u{15} = 1 \u{14}2\u{15}3\u{13} XE \u{15}4")) == ["1234"])
}

@Test func aFieldWithoutEndTakesNoFurtherParagraph() throws {
  let report = try report(Doc([Paragraph("1\u{13} PAGE"), Paragraph("2")]).bytes)
  #expect(lines(report) == ["1", "2"])
  #expect(report.notes.map(\.what) == ["a field has no end"])
}

@Test func aPictureOrAListToChooseFromIsNoBlankCell() throws {
  let cells = [Doc.cell("甲"), Doc.cell("\u{1}"), Doc.cell("\u{13} FORMDROPDOWN \u{1}\u{15}"), Doc.cell("")]
  for field in [
    "FORMDROPDOWN \u{1}\u{14}", "EQ \\o\\ac(○,3)", "eq \\o(\\s\\up 9(注),12) \u{14}", "EQ\\f(1,2)",
  ] {
    let found = try lines(
      Doc([Doc.cell("\u{13} \(field)\u{15}"), Doc.cell("5"), Doc.rowEnd([0, 900, 1800])]))
    #expect(found == ["1.1: \u{FFFC}|5"], "\(field)")
  }
  for (field, text) in [
    ("EQ x\u{14}7", "7"), ("FORMDROPDOWN \u{14}是", "是"), ("EQUAL", ""), ("PAGE\u{14}", ""),
    // Its beginning says what it is: behind each end of a field not all before it is looked at anew.
    (String(repeating: " ", count: 70) + "EQ x", ""),
  ] {
    let found = try lines(
      Doc([Doc.cell("\u{13} \(field)\u{15}"), Doc.cell("5"), Doc.rowEnd([0, 900, 1800])]))
    #expect(found == ["1.1: \(text)|5"], "\(field)")
  }
  let document = Doc(
    cells + [Doc.rowEnd([0, 900, 1800, 2700, 3600])]
      + Doc.row(["1", "2", "3", "4"], [0, 900, 1800, 2700, 3600]))
  #expect(try lines(document) == ["1.1: 甲|\u{FFFC}|\u{FFFC}|", "1.2: 1|2|3|4"])
}

// MARK: tables

private let two = [0, 2000, 4000]

@Test func rowsOfATableAreRead() throws {
  let document = Doc(
    [Paragraph("题")] + Doc.row(["甲", "1"], two) + Doc.row(["乙", ""], two) + [Paragraph("后")])
  #expect(try lines(document, spans: true) == ["题", "1.1: 甲[1+1x1]|1[2+1x1]", "1.2: 乙[1+1x1]|[2+1x1]", "后"])
}

@Test func paragraphsOfACellAreJoined() throws {
  let first = Paragraph([Run("行政")], [0x16, 0x24, 1])
  let document = Doc([first, Doc.cell("许可"), Doc.cell("1"), Doc.rowEnd(two)] + Doc.row(["乙", "2"], two))
  #expect(try lines(document) == ["1.1: 行政许可|1", "1.2: 乙|2"])
}

@Test func mergesAreThoseOfTheSameTableInXML() throws {
  // Columns by the edges of all rows: cells across, by missing edges and by flags, and downwards, by flags and by a property.
  let three = [100, 2100, 4110, 6100]
  let document = Doc(
    Doc.row(["一", "二"], [100, 4100, 6100]) + Doc.row(["三", "四", "五"], three, [0x60])
      + Doc.row(["", "六", "七"], three, [0x20])
      + Doc.row(["八", "", "九"], three, [1, 2]) + [Doc.cell("十"), Doc.cell("百"), Doc.cell("千")]
      + [
        Paragraph(
          [], mark: 7, [0x16, 0x24, 1, 0x17, 0x24, 1] + Doc.definition(three) + [0x2B, 0xD6, 2, 2, 3])
      ]
      + [Doc.cell("万"), Doc.cell("亿"), Doc.cell("x")]
      + [
        Paragraph(
          [], mark: 7, [0x16, 0x24, 1, 0x17, 0x24, 1] + Doc.definition(three) + [0x2B, 0xD6, 2, 2, 1])
      ])
  func cell(_ text: String, _ properties: String) -> String { TestDocument.cell(text, properties) }
  let begin = "<w:vMerge w:val='restart'/>"
  let xml = TestDocument.docx(
    "<w:tbl><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
      + TestDocument.row(cell("一", "<w:gridSpan w:val='2'/>"), cell("二", ""))
      + TestDocument.row(cell("三", begin), cell("四", ""), cell("五", ""))
      + TestDocument.row(cell("", "<w:vMerge/>"), cell("六", ""), cell("七", ""))
      + TestDocument.row(cell("八", "<w:gridSpan w:val='2'/>"), cell("九", ""))
      + TestDocument.row(cell("十", ""), cell("百", ""), cell("千", begin))
      + TestDocument.row(cell("万", ""), cell("亿", ""), cell("", "<w:vMerge/>")) + "</w:tbl>")
  let expected = lines(try DocxReader.read(xml, source: "t.docx"), spans: true)
  #expect(expected.count == 6)
  #expect(try lines(document, spans: true) == expected)
}

@Test(arguments: [[0x46, 0x66], [0x45, 0x66], [0x6B, 0x64]] as [[UInt8]])
func aRowWhoseDefinitionIsLongIsReadFromTheData(code: [UInt8]) throws {
  let properties: [UInt8] =
    [0x16, 0x24, 1, 0x17, 0x24, 1] + Doc.definition([0, 1000, 2000, 3000], [1, 2, 0])
  let place = 40
  var document = Doc(
    [Doc.cell("甲"), Doc.cell(""), Doc.cell("1")] + Doc.row(["乙", "2", "3"], [0, 1000, 2000, 3000]))
  let end = Paragraph([], mark: 7, [0x16, 0x24, 1, 0x17, 0x24, 1] + code + littleEndian(place, 4))
  document.paragraphs.insert(end, at: 3)
  document.data = [UInt8](repeating: 0xEE, count: place) + littleEndian(properties.count, 2) + properties
  #expect(try lines(document) == ["1.1: 甲|1", "1.2: 乙|2|3"])
  // What follows the properties of a table is for programs that do not know them.
  if code == [0x6B, 0x64] {
    document.paragraphs[3] = Paragraph(
      [], mark: 7, [0x16, 0x24, 1, 0x17, 0x24, 1] + code + littleEndian(place, 4) + [0x24, 0x56, 1, 3])
    #expect(try lines(document) == ["1.1: 甲|1", "1.2: 乙|2|3"])
  }
  document.data = Array(document.data.prefix(60))
  #expect(throws: ReportError.self) { try report(document.bytes) }
}

@Test func changesOfARowsDefinitionCount() throws {
  // Two cells: one put before the second, which gets wider; then a fourth is put in and taken out.
  let changes: [UInt8] =
    [0x21, 0x76, 1, 1, 0xE8, 3] + [0x23, 0x76, 2, 3, 0xD0, 7] + [0x21, 0x76, 3, 1, 9, 9] + [0x22, 0x56, 3, 4]
  let properties: [UInt8] = [0x16, 0x24, 1, 0x17, 0x24, 1] + Doc.definition([0, 1000, 2000]) + changes
  let document = Doc(
    [Doc.cell("甲"), Doc.cell("1"), Doc.cell("2"), Paragraph([], mark: 7, properties)]
      + Doc.row(["乙", "3"], [0, 1000, 4000]))
  #expect(try lines(document, spans: true) == ["1.1: 甲[1+1x1]|1[2+1x1]|2[3+1x1]", "1.2: 乙[1+1x1]|3[2+2x1]"])
}

/// A cell of a table in a table, and the end of its row.
private func inner(_ text: String) -> Paragraph {
  Paragraph([Run(text)], [0x16, 0x24, 1, 0x49, 0x66, 2, 0, 0, 0, 0x4B, 0x24, 1])
}
private let innerEnd = Paragraph(
  [], [0x16, 0x24, 1, 0x49, 0x66, 2, 0, 0, 0, 0x4B, 0x24, 1, 0x4C, 0x24, 1] + Doc.definition([0, 500, 1000]))

@Test func aTableInATableIsTheTable() throws {
  let document = Doc(
    [
      Paragraph([Run("表")], [0x16, 0x24, 1]), inner("甲"), inner("1"), innerEnd, inner("乙"), inner("2"),
      innerEnd,
    ]
      + [Doc.cell("注"), Doc.cell("x"), Doc.rowEnd(two)])
  #expect(try lines(document) == ["表", "1.1: 甲|1", "1.2: 乙|2", "注", "x"])
}

@Test func aTableOfOneRowInATableIsText() throws {
  let document = Doc(
    [inner("甲"), inner("1"), innerEnd, Doc.cell(""), Doc.cell("x"), Doc.rowEnd(two)]
      + Doc.row(["乙", "2"], two))
  #expect(try lines(document) == ["1.1: 甲 1|x", "1.2: 乙|2"])
}

@Test func deletedAndHiddenRowsAreLeftOut() throws {
  let deleted = [Doc.cell("丙"), Doc.cell("3"), Doc.rowEnd(two, marks: [0x00, 0x08, 0x81])]
  let hidden = [
    Paragraph([Run("丁", vanish)], mark: 7, [0x16, 0x24, 1], markProperties: vanish),
    Doc.cell("", marks: vanish), Doc.rowEnd(two, marks: vanish),
  ]
  let shown = [Doc.cell("戊"), Doc.cell("5", marks: vanish), Doc.rowEnd(two, marks: vanish)]
  let document = Doc(Doc.row(["甲", "1"], two) + deleted + hidden + Doc.row(["乙", "2"], two) + shown)
  #expect(try lines(document) == ["1.1: 甲|1", "1.2: 乙|2", "1.3: 戊|5"])
}

@Test func aRowThatIsIndentedHasBlankCellsThere() throws {
  // As wide as a cell on the left, and by a hair on the right.
  let document = Doc(
    Doc.row(["甲", "1", "2"], [0, 2000, 4000, 6000]) + Doc.row(["3", "4"], [2000, 4000, 5990]))
  #expect(try lines(document) == ["1.1: 甲|1|2", "1.2: |3|4"])
}

@Test func aCellWithoutWidthIsNone() throws {
  let document = Doc(Doc.row(["甲", "", "1"], [0, 2000, 2000, 4000]) + Doc.row(["乙", "2"], two))
  #expect(try lines(document) == ["1.1: 甲|1", "1.2: 乙|2"])
}

@Test func cellsThatNoDefinitionPlacesAreTold() throws {
  let report = try report(Doc(Doc.row(["甲", "1", "2"], two) + Doc.row(["乙", "3"], two)).bytes)
  #expect(lines(report) == ["1.1: 甲|1|2", "1.2: 乙|3"])
  #expect(report.notes.map(\.what) == ["a table row has other cells than its properties define"])
}

@Test func aRowWithoutEndIsToldAndGiven() throws {
  let report = try report(
    Doc(Doc.row(["甲", "1"], two) + [Doc.cell("乙"), Doc.cell("2"), Paragraph("后")]).bytes)
  #expect(lines(report) == ["1.1: 甲|1", "1.2: 乙|2", "后"])
  #expect(report.notes.contains { $0.what == "a table row has no end" })
}

@Test func propertiesOfAPieceComeLast() throws {
  // A program that saves only what changed: its last piece is deleted, hidden, struck out as a whole.
  for modifier in [0x41, 0x5C, 0x57] {
    var document = Doc([Paragraph("一"), Paragraph("234")])
    (document.cuts, document.lastModifier) = ([2, 3], modifier << 1 | 1 << 8)
    #expect(try lines(document) == ["一", "2"])
  }
}

// MARK: text boxes

@Test func textBoxesStandWhereTheyAreAnchored() throws {
  var document = Doc([Paragraph("一"), Paragraph("二\u{8}三"), Paragraph([Run("四\u{8}", vanish), Run("五")])])
  document.boxes = [
    (nil, [Paragraph("组")]), (3, [Paragraph("框")] + Doc.row(["甲", "1"], two) + Doc.row(["乙", "2"], two)),
    (7, [Paragraph("藏")]),
  ]
  #expect(try lines(document) == ["一", "框", "1.1: 甲|1", "1.2: 乙|2", "二三", "五", "组"])
}
