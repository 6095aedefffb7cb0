import Bytes
import CompoundFiles
import Sheets
import TestSupport
import Testing

private typealias Xls = TestExcel97
private typealias Sheet = TestExcel97.Sheet

/// The cells of a workbook: `sheet!row.column kind text`, rows from 1 and columns from 0; what is said of it comes last.
private func cells(_ bytes: [UInt8], hidden: Bool = false) throws(WorkbookError) -> [String] {
  var book = try WorkbookReader(ByteReader(bytes: bytes, name: "t.xls"))
  var lines: [String] = []
  while let sheet = try book.nextSheet() {
    if sheet.isHidden { lines.append("\(sheet.name) hidden") }
    while try book.nextRow() {
      for cell in book.cells {
        let state = book.isRowHidden ? " hidden" : ""
        let place = "\(sheet.name)!\(book.rowNumber).\(cell.column)\(state)"
        lines.append("\(place) \(cell.kind) \(String(book.text(cell)))")
      }
    }
    for columns in book.hiddenColumns { lines.append("\(sheet.name) hides \(columns)") }
    for merge in book.merges {
      lines.append("\(sheet.name) merges \(merge.row).\(merge.column) \(merge.rowCount)x\(merge.columnCount)")
    }
  }
  return lines + book.losses.map(\.why)
}

private func cells(_ records: [[UInt8]], _ globals: [[UInt8]] = []) throws(WorkbookError) -> [String] {
  try cells(Xls([Sheet("表", records)], globals).bytes)
}

@Test func textsAndNumbersOfAnOldWorkbookAreRead() throws {
  let records = [
    Xls.shared(0, 0, 1), Xls.label(0, 1, "é"), Xls.number(0, 2, 0.1 + 0.2), Xls.short(1, 0, 12 << 2 | 2),
    Xls.short(1, 1, 1234 << 2 | 3), Xls.short(1, 2, 0x3FF8_0000), Xls.boolean(2, 0, 1, isError: false),
    Xls.boolean(2, 1, 0x2A, isError: true), Xls.short(2, 2, UInt32(bitPattern: -5) << 2 | 2),
  ]
  #expect(
    try cells(records, [Xls.strings(["", "行政许可"])]) == [
      "表!1.0 text 行政许可", "表!1.1 text é", "表!1.2 number 0.3", "表!2.0 number 12", "表!2.1 number 12.34",
      "表!2.2 number 1.5", "表!3.0 boolean TRUE", "表!3.1 error #N/A", "表!3.2 number -5",
    ])
}

@Test func severalCellsOfARecord() throws {
  let numbers = Xls.record(0xBD, [4, 0, 1, 0] + [0, 0, 6, 0, 0, 0] + [0, 0, 10, 0, 0, 0] + [2, 0])
  let blanks = Xls.record(0xBE, [4, 0, 3, 0] + [0, 0, 0, 0] + [4, 0])
  #expect(
    try cells([numbers, blanks]) == ["表!5.1 number 1", "表!5.2 number 2", "表!5.3 blank ", "表!5.4 blank "])
}

@Test func formulasGiveTheValuesThatWereComputed() throws {
  let text = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] as [UInt8]
  let records = [
    Xls.formula(0, 0, Xls.double(7)), Xls.formula(0, 1, text), Xls.record(0x4BC, [1, 2, 3]),
    Xls.record(0x207, Xls.text("合计")), Xls.formula(0, 2, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF]),
    Xls.formula(0, 3, [2, 0, 7, 0, 0, 0, 0xFF, 0xFF]), Xls.formula(0, 4, [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
    Xls.formula(0, 5, Xls.double(0), flags: 1), Xls.formula(0, 6, text),
  ]
  #expect(
    try cells(records) == [
      "表!1.0 number 7", "表!1.1 text 合计", "表!1.2 boolean TRUE", "表!1.3 error #DIV/0!", "表!1.4 text ",
      "表!1.5 number 0", "表!1.6 lost ", "the text of its formula is missing",
    ])
}

@Test func formulasOfASheetThatNoProgramHasComputed() throws {
  let records = [Xls.formula(0, 0, Xls.double(0), flags: 3), Xls.number(0, 1, 4)]
  #expect(try cells(records) == ["表!1.0 formula ", "表!1.1 number 4"])
  // Some write the empty text, and do not ask.
  let empty: [UInt8] = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]
  let others = [Xls.formula(0, 0, empty), Xls.formula(0, 1, Xls.double(0), flags: 3), Xls.number(0, 2, 4)]
  #expect(try cells(others) == ["表!1.0 formula ", "表!1.1 formula ", "表!1.2 number 4"])
  #expect(
    try cells([Xls.formula(0, 0, empty), Xls.formula(0, 1, Xls.double(7))]) == [
      "表!1.0 text ", "表!1.1 number 7",
    ])
}

@Test func numbersAreAsTheirFormatsShowThem() throws {
  let formats = Xls.record(0x41E, littleEndian(164, 2) + Xls.text("yyyy\"年\"m\"月\""))
  let styles = Xls.styles([164, 2, 14, 31])
  let records = [
    Xls.number(0, 0, 45_000, style: 1), Xls.number(0, 1, 12.5, style: 2), Xls.number(0, 2, 1, style: 3),
    Xls.number(0, 3, 60.5, style: 4), Xls.number(0, 4, 5, style: 9),
  ]
  #expect(
    try cells(records, [formats] + styles) == [
      "表!1.0 date 2023-03-15", "表!1.1 number 12.50", "表!1.2 date 1900-01-01",
      "表!1.3 date 1900-02-29 12:00:00", "表!1.4 number 5", "its style is 9, which is not there",
    ])
  let since1904 = Xls.record(0x22, [1, 0])
  #expect(
    try cells([Xls.number(0, 0, 0, style: 1)], [formats, since1904] + styles) == ["表!1.0 date 1904-01-01"])
}

@Test func whatIsStruckOutIsLeftOut() throws {
  func font(_ options: UInt8) -> [UInt8] {
    Xls.record(0x31, [200, 0, options, 0] + [UInt8](repeating: 0, count: 12))
  }
  // The fifth font has the number 5: there is none with 4.
  let globals = (0..<4).map { _ in font(0) } + [font(8)] + Xls.styles([0], fonts: [5])
  // 12 of which the 2 is struck out, then another text.
  let rich: [UInt8] = [3, 0, 8, 2, 0] + Array("123".utf8) + [1, 0, 5, 0, 2, 0, 0, 0]
  let strings = Xls.record(0xFC, littleEndian(2, 4) + littleEndian(2, 4) + rich + Xls.text("后"))
  let records = [
    Xls.number(0, 0, 4, style: 1), Xls.shared(0, 1, 0), Xls.shared(0, 2, 1), Xls.shared(0, 3, 1, style: 1),
  ]
  #expect(
    try cells(records, globals + [strings]) == [
      "表!1.0 blank ", "表!1.1 text 13", "表!1.2 text 后", "表!1.3 blank ",
      "1 of its texts have parts with a line through them", "a line goes through it",
      "a line goes through it",
    ])
}

/// White on white nobody sees; on a dark ground everybody does.
@Test(arguments: [
  (9, 0, 0, false, true), (1, 0, 0, false, true), (0x7FFF, 0, 0, false, false), (9, 1, 9, false, true),
  (9, 1, 65, false, true), (9, 1, 18, false, false), (9, 17, 9, false, false), (9, 0, 0, true, false),
  (10, 0, 0, true, true), (10, 0, 0, false, false),
])
func aWhiteOldCellIsLeftOutAndTold(color: Int, pattern: Int, ground: Int, hasPalette: Bool, isWhite: Bool)
  throws
{
  func font(_ color: Int) -> [UInt8] {
    Xls.record(0x31, [200, 0, 0, 0] + littleEndian(color, 2) + [UInt8](repeating: 0, count: 10))
  }
  func style(_ font: Int, _ pattern: Int, _ ground: Int) -> [UInt8] {
    Xls.record(
      0xE0,
      littleEndian(font, 2) + [UInt8](repeating: 0, count: 14) + littleEndian(pattern << 10, 2)
        + littleEndian(ground | 64 << 7, 2))
  }
  var globals = (0..<4).map { _ in font(0x7FFF) } + [font(color), style(0, 0, 0), style(5, pattern, ground)]
  // Black, red and white: the tenth colour is the third of the palette.
  let palette: [UInt8] = [3, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0]
  if hasPalette { globals.append(Xls.record(0x92, palette)) }
  let found = try cells([Xls.number(0, 0, 12, style: 1), Xls.number(0, 1, 15)], globals)
  #expect(found.contains("表!1.0 number 12") == !isWhite)
  #expect(found.contains("表!1.1 number 15"))
  #expect(found.contains("nobody sees it") == isWhite)
}

/// A run with a font of its own is not of the cell's: what is written anew into a struck-out cell counts.
@Test(
  arguments: [
    ([(2, 1)], "3"), ([(0, 1)], "123"), ([(1, 5), (2, 0)], "3"), ([(0, 5)], nil), ([], nil),
    ([(0, 5), (1, 1), (2, 5)], "2"),
  ] as [([(Int, Int)], String?)])
func aRunOfItsOwnInAnOldCellThatIsStruckOutCounts(runs: [(Int, Int)], expected: String?) throws {
  func font(_ options: UInt8) -> [UInt8] {
    Xls.record(0x31, [200, 0, options, 0] + [UInt8](repeating: 0, count: 12))
  }
  let globals = (0..<4).map { _ in font(0) } + [font(8)] + Xls.styles([0], fonts: [5])
  let list = runs.flatMap { littleEndian($0.0, 2) + littleEndian($0.1, 2) }
  let shared = [3, 0, 8] + littleEndian(runs.count, 2) + Array("123".utf8) + list
  let strings = Xls.record(0xFC, littleEndian(1, 4) + littleEndian(1, 4) + shared)
  let rich = Xls.record(0xD6, [0, 0, 1, 0, 1, 0] + Xls.text("123") + littleEndian(runs.count, 2) + list)
  let found = try cells([Xls.shared(0, 0, 0, style: 1), rich], globals + [strings])
  let text = expected.map { "text \($0)" } ?? "blank "
  #expect(found.prefix(2) == ["表!1.0 \(text)", "表!1.1 \(text)"])
  #expect(found.suffix(2) == ["a line goes through it", "a line goes through it"])
}

/// 12 and a note's 1 above it are not 121. Runs stand before the characters of shared texts, and behind those of a cell's own.
@Test(arguments: [
  ("121", [(2, 6)], "12 1"), ("121", [(0, 0), (2, 7)], "12 1"), ("1219", [(2, 6), (3, 0)], "12 1 9"),
  ("121", [(0, 6)], "121"), ("121", [(2, 0)], "121"), ("121", [(0, 5), (2, 0)], "1"), ("件数", [(1, 6)], "件数"),
])
func runsOfATextAreAsShown(text: String, runs: [(Int, Int)], expected: String) throws {
  func font(_ options: UInt8, _ script: UInt8) -> [UInt8] {
    Xls.record(0x31, [200, 0, options, 0, 0, 0, 0, 0, script, 0] + [UInt8](repeating: 0, count: 6))
  }
  // Struck out, raised, lowered: 5, 6 and 7.
  let fonts = (0..<4).map { _ in font(0, 0) } + [font(8, 0), font(0, 1), font(0, 2)]
  let list = runs.flatMap { littleEndian($0.0, 2) + littleEndian($0.1, 2) }
  var shared = Xls.text(text)
  shared[2] |= 8
  shared.insert(contentsOf: littleEndian(runs.count, 2), at: 3)
  let strings = Xls.record(0xFC, littleEndian(1, 4) + littleEndian(1, 4) + shared + list)
  let rich = Xls.record(0xD6, [0, 0, 1, 0, 0, 0] + Xls.text(text) + littleEndian(runs.count, 2) + list)
  let found = try cells([Xls.shared(0, 0, 0), rich], fonts + [strings])
  #expect(found.prefix(2) == ["表!1.0 text \(expected)", "表!1.1 text \(expected)"])
  let struck = ["1 of its texts have parts with a line through them", "a line goes through it"]
  #expect(found.dropFirst(2) == (expected == "1" ? struck : [])[...])
  // Before Excel 97.
  let old = littleEndian(text.utf8.count, 2) + Array(text.utf8) + [UInt8(runs.count)]
  var workbook = Xls(
    [
      Sheet("A", [Xls.record(0xD6, [0, 0, 0, 0, 0, 0] + old + runs.flatMap { [UInt8($0.0), UInt8($0.1)] })])
    ],
    fonts)
  workbook.version = 0x0500
  if text.utf8.count == text.count { #expect(try cells(workbook.bytes)[0] == "A!1.0 text \(expected)") }
}

/// Texts that go on in further records, at every place at which they can be parted.
@Test(arguments: [false, true])
func sharedTextsGoOnOverRecords(changesWidth: Bool) throws {
  // Rich, with eight bytes behind the characters; plain; one whose rest has the other width.
  let first: [UInt8] = [4, 0, 0x0C, 1, 0, 4, 0, 0, 0] + Array("abcd".utf8) + [1, 0, 0, 0] + [9, 9, 9, 9]
  let second = Xls.text("年报")
  let data = littleEndian(2, 4) + littleEndian(2, 4) + first + second
  for cut in 8..<data.count {
    var rest = Array(data[cut...])
    // Among characters, and before the first of them, a byte with the width comes first.
    let isAmongFirst = cut >= 8 + 9 && cut < 8 + 13
    let isAmongSecond = cut >= 8 + first.count + 3
    if isAmongSecond, (cut - 8 - first.count - 3) % 2 == 1 { continue }
    if isAmongFirst, changesWidth {
      let left = 8 + 13 - cut
      rest = [1] + rest.prefix(left).flatMap { [$0, 0] } + rest.dropFirst(left)
    } else if isAmongFirst || isAmongSecond {
      rest = [isAmongFirst ? 0 : 1] + rest
    }
    let globals = [Xls.record(0xFC, Array(data[..<cut])), Xls.record(0x3C, rest)]
    #expect(
      try cells([Xls.shared(0, 0, 0), Xls.shared(0, 1, 1)], globals) == ["表!1.0 text abcd", "表!1.1 text 年报"],
      "\(cut)")
  }
}

@Test func sharedTextsThatAreFewerThanCounted() throws {
  let strings = Xls.record(0xFC, littleEndian(9, 4) + littleEndian(0xFFFF_FFFF, 4) + Xls.text("甲"))
  #expect(
    try cells([Xls.shared(0, 0, 0), Xls.shared(0, 1, 1)], [strings]) == [
      "表!1.0 text 甲", "表!1.1 lost ", "the workbook has no text number 1",
    ])
}

@Test func mergedHiddenAndUnsortedCells() throws {
  let records = [
    Xls.record(0x7D, [2, 0, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
    Xls.record(0x208, [1, 0] + [UInt8](repeating: 0, count: 10) + [0x20, 0, 0, 0]),
    Xls.number(2, 0, 3), Xls.record(0xE5, [1, 0, 0, 0, 1, 0, 0, 0, 2, 0]), Xls.number(1, 1, 2),
    Xls.number(1, 0, 1),
    // A chart in the sheet has records of its own.
    Xls.begin(0x20), Xls.number(9, 9, 9), Xls.end, Xls.record(0xE5, [1, 0, 5, 0, 5, 0, 0, 0, 1, 0]),
  ]
  #expect(
    try cells(records) == [
      "表!2.0 hidden number 1", "表!2.1 hidden number 2", "表!3.0 number 3", "表 hides 2...3", "表 merges 1.0 2x3",
      "表 merges 6.0 1x2",
    ])
}

@Test func sheetsOfAnOldWorkbook() throws {
  let sheets = [
    Sheet("一", [Xls.number(0, 0, 1)]), Sheet("二", state: 1, [Xls.number(0, 0, 2)]),
    Sheet("图", type: 2, []), Sheet("三", state: 2, []),
  ]
  var workbook = Xls(sheets)
  #expect(try cells(workbook.bytes) == ["一!1.0 number 1", "二 hidden", "二!1.0 number 2", "三 hidden"])
  workbook.secondPlace = 8
  #expect(
    try cells(workbook.bytes) == ["一!1.0 number 1", "三 hidden", "no sheet begins where it is said to"])
  // Read again from the first one.
  var book = try WorkbookReader(ByteReader(bytes: Xls(sheets).bytes, name: "t.xls"))
  let names = book.sheetNames
  #expect(names == ["一", "二", "三"])
  while try book.nextSheet() != nil {}
  let isRewound = book.rewind()
  let first = try book.nextSheet()?.name
  #expect(isRewound && first == "一")
}

private func refusal(_ bytes: [UInt8]) -> String? {
  do throws(WorkbookError) {
    _ = try cells(bytes)
    return nil
  } catch {
    if case .otherFile(_, let kind, _) = error { return kind }
    return error.diagnostic.why
  }
}

@Test func workbooksThatAreNotReadAreNamed() {
  let encrypted = Xls([Sheet("表", [])], [Xls.record(0x2F, [0, 0, 1, 2])])
  #expect(refusal(encrypted.bytes) == "a workbook with a password")
  #expect(refusal(TestCompoundFile([("EncryptedPackage", [1])]).bytes) == "a workbook with a password")
  #expect(refusal(TestCompoundFile([("Other", [1])]).bytes) == "no workbook that is known")
  for stream in [Xls.begin(5, version: 0x0400) + Xls.end, Xls.begin(0x10) + Xls.end, []] {
    #expect(
      refusal(TestCompoundFile([("Workbook", stream)]).bytes)
        == "its stream does not begin as that of a workbook of Excel 5.0 to 2003")
  }
}

/// Before Excel 97: texts are bytes in the code page of the workbook.
@Test(arguments: [
  (936, "text 年报"), (0, "lost "), (1252, "lost "),
])
func aWorkbookOfExcel95IsRead(codePage: Int, text: String) throws {
  let chinese: [UInt8] = [0xC4, 0xEA, 0xB1, 0xA8]
  let place: [UInt8] = [0, 0, 0, 0, 0, 0]
  var workbook = Xls(
    [
      Sheet(
        "A",
        [
          Xls.record(0x204, place + [4, 0] + chinese),
          Xls.record(0xD6, [0, 0, 1, 0, 0, 0, 2, 0, 0x61, 0x62, 1, 1, 0]),
          Xls.number(0, 2, 12.5, style: 1), Xls.formula(0, 3, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
          Xls.record(0x207, [1, 0, 0x78]),
        ])
    ],
    [Xls.record(0x42, littleEndian(codePage, 2)), Xls.record(0x41E, [164, 0, 4] + Array("0.00".utf8))]
      + Xls.styles([164]))
  workbook.version = 0x0500
  let found = try cells(workbook.bytes)
  #expect(Array(found.prefix(4)) == ["A!1.0 \(text)", "A!1.1 text ab", "A!1.2 number 12.50", "A!1.3 text x"])
  #expect(found.count == (text == "lost " ? 5 : 4))
}

@Test func cellsThatContradictEachOtherAreRefused() {
  func refusal(_ records: [UInt8]...) -> String? { SheetsTests.refusal(Xls([Sheet("表", records)]).bytes) }
  #expect(refusal(Xls.number(0, 0, 1), Xls.number(0, 0, 2)) == "two cells stand in one place")
  #expect(refusal(Xls.number(0, 256, 1)) == "a row has no more than 256 cells")
  #expect(
    refusal(Xls.record(0xBE, [0, 0, 250, 0] + [UInt8](repeating: 0, count: 60)))
      == "a row has no more than 256 cells")
  #expect(refusal(Xls.record(0x203, [0, 0])) == "a cell is cut short")
  #expect(refusal(Xls.begin(0x10), Xls.end) == "a sheet begins in a sheet")
}

private let whole = Xls(
  [
    Sheet(
      "一",
      (0..<60).flatMap { [Xls.shared($0, 0, $0 % 9), Xls.number($0, 1, Double($0) * 1.5, style: $0 % 3)] }),
    Sheet("二", [Xls.label(0, 0, "标题"), Xls.record(0xE5, [1, 0, 0, 0, 0, 0, 0, 0, 4, 0])]),
  ],
  Xls.styles([14, 2]) + [Xls.strings((0..<9).map { "名称\($0)" })])

@Test func anOldWorkbookThatIsCutGivesAllOrNothing() throws {
  let bytes = whole.bytes
  let expected = try cells(bytes)
  for percent in 0..<100 {
    guard let found = try? cells(Array(bytes.prefix(bytes.count * percent / 100))) else { continue }
    #expect(found == expected, "\(percent) %")
  }
}

@Test func damagedOldWorkbooksNeverTrap() {
  let bytes = whole.bytes
  var random = SeededGenerator(seed: 97)
  var readCount = 0
  for _ in 0..<20_000 {
    var damaged = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    if (try? cells(damaged)) != nil { readCount += 1 }
  }
  #expect(readCount > 1000)
}
