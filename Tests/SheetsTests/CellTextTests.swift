import Bytes
import Testing

@testable import Sheets

@Test(arguments: [
  ("0", true), ("-8", true), ("18.8710", true), ("123456789012345", true), ("0.000000000000001", true),
  ("-0.5", true),
  ("", false), ("-", false), ("007", false), ("-0", false), ("-0.0", false), ("1.", false), (".5", false),
  ("1e5", false),
  ("1234567890123456", false), ("1,234", false), (" 1", false), ("+1", false), ("１", false), ("0x10", false),
])
func numbersAreThoseThatADoubleKeeps(text: String, isNumber: Bool) {
  #expect(Array(text.utf8).span.isPlainNumber == isNumber)
}

@Test func namesOfSheetsAreLegalAndUnlike() {
  var names = SheetNames()
  #expect(names.name("数据") == "数据")
  #expect(names.name("数据") == "数据 (2)")
  #expect(names.name("a/b:c") == "a_b_c")
  #expect(names.name("A_B_C") == "A_B_C (2)")
  let long = names.name(String(repeating: "长", count: 40))
  #expect(long.count == 31)
  #expect(names.name(String(repeating: "长", count: 40)) == String(repeating: "长", count: 27) + " (2)")
  #expect(names.name("") == "Sheet")
}

/// As forms of one's own may have titles.
@Test(arguments: [
  ("'甲'", "甲"), ("''", "Sheet"), ("History", "History_"), ("HISTORY", "HISTORY_"), ("historY'", "historY_"),
  ("a\u{1}b\nc\u{85}", "a_b_c_"), ("a'b", "a'b"),
  (String(repeating: "😀", count: 20) + "乙", String(repeating: "😀", count: 15)),
  (String(repeating: "乙", count: 30) + "😀", String(repeating: "乙", count: 30)),
  (String(repeating: "乙", count: 30) + "'x", String(repeating: "乙", count: 30)),
])
func titlesThatAreNoNamesOfSheetsAreChanged(title: String, name: String) {
  var names = SheetNames()
  #expect(names.name(title) == name)
  #expect(name.utf16.count <= 31)
}

@Test func numbersBehindNamesKeepThemShort() {
  var names = SheetNames()
  let title = String(repeating: "😀", count: 20)
  _ = names.name(title)
  let second = names.name(title)
  #expect(second == String(repeating: "😀", count: 13) + " (2)")
}

@Test(arguments: [WorkbookFormat.xlsx(level: 1), .spreadsheetML])
func rowsAreNoHigherAndCellsHaveNoMoreLinesThanProgramsAllow(format: WorkbookFormat) throws {
  var output = ByteWriter()
  var writer = WorkbookWriter(format, to: &output)
  try writer.beginSheet(SheetLayout("a", columnWidths: [10]), to: &output)
  writer.beginRow(height: 37_505, to: &output)
  writer.append(String(repeating: "行\n", count: 300), .text, to: &output)
  try writer.endRow(to: &output)
  writer.beginRow(to: &output)
  writer.append(String(repeating: "行\n", count: 253), .text, to: &output)
  try writer.endRow(to: &output)
  try writer.endSheet(to: &output)
  try writer.finish(to: &output)
  #expect(writer.joinedCells == 1)
  let cells = try readCells(output.bytes)
  #expect(
    cells.map(\.text) == [
      String(repeating: "行\n", count: 253) + String(repeating: "行 ", count: 47),
      String(repeating: "行\n", count: 253),
    ])
  guard format == .spreadsheetML else { return }
  #expect(String(decoding: output.bytes, as: UTF8.self).contains("ss:Height=\"409\""))
}

@Test func aCharacterThatNoFormatHoldsIsCounted() throws {
  for format in [WorkbookFormat.xlsx(level: 1), .spreadsheetML] {
    var output = ByteWriter()
    var writer = WorkbookWriter(format, to: &output)
    try writer.beginSheet(SheetLayout("a", columnWidths: [10]), to: &output)
    writer.beginRow(to: &output)
    writer.append("a\u{0}\u{FFFE}b", .text, to: &output)
    try writer.endRow(to: &output)
    try writer.endSheet(to: &output)
    try writer.finish(to: &output)
    #expect(writer.replacedCharacters == 2)
    #expect(try readCells(output.bytes).map(\.text) == ["a\u{FFFD}\u{FFFD}b"])
  }
}

@Test func aDigestIsOfTextsAndTheirPlaces() {
  func digest(_ cells: (String, Int, Int)...) -> String {
    var digest = SheetDigest()
    for (text, row, column) in cells { digest.add(Array(text.utf8).span, row: row, column: column) }
    return digest.text
  }
  let one = digest(("甲", 1, 0), ("12", 2, 3))
  #expect(one == digest(("12", 2, 3), ("甲", 1, 0), ("", 9, 9)))
  #expect(one.utf8.count == 16 && digest() == "0000000000000000")
  #expect(one == digest(("甲", 1, 0), ("12.00", 2, 3)))
  let others = [
    digest(("甲", 1, 0), ("13", 2, 3)), digest(("甲", 1, 0), ("12", 3, 3)), digest(("甲", 1, 0), ("12", 2, 4)),
    digest(("12", 1, 0), ("甲", 2, 3)), digest(("甲", 1, 0)), digest(("甲", 1, 0), ("12", 2, 3), ("12", 2, 4)),
    digest(("甲\u{0}", 1, 0), ("12", 2, 3)), digest(("甲甲甲", 1, 0), ("12", 2, 3)),
  ]
  #expect(Set(others + [one]).count == 9)
}

@Test(arguments: [
  ("18.8710", "18.871"), ("2022.00", "2022"), ("0.0", "0"), ("100", "100"), ("1.0.0", "1.0.0"), ("", ""),
  ("x.0", "x.0"),
  ("-3.50", "-3.5"), ("007.0", "007.0"),
])
func figuresEndBeforeTheirZeros(text: String, figure: String) {
  let bytes = Array(text.utf8)
  #expect(String(decoding: bytes[..<bytes.span.endOfFigure], as: UTF8.self) == figure)
}
