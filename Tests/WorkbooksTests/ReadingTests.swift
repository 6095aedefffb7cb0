import Bytes
import Facts
import Forms
import Foundation
import Sheets
import TestSupport
import Testing
import Workbooks

// The way back: facts out of workbooks and tables.

private let disputes = "政府信息公开行政复议、行政诉讼情况"
private let header = "agency,year,section,row,column,value\n"
private let facts =
  header + """
    甲县水利局,2022,\(disputes),行政复议,结果维持,12
    甲县水利局,2022,\(disputes),行政复议,总计,13

    """

/// All that the form asks for, for a blank cell of it is a fact of its own.
private let wholeTable: String = {
  let columns = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
  let rows = ["行政复议", "行政诉讼/未经复议直接起诉", "行政诉讼/复议后起诉"]
  return header
    + rows.flatMap { row in columns.map { "甲县水利局,2022,\(disputes),\(row),\($0),13\n" } }.joined()
}()

/// A file that is there while `body` runs.
private func withFile<Result>(
  _ bytes: [UInt8], name: String = "in", _ body: (String) throws -> Result
) throws -> Result {
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: name)
  try Data(bytes).write(to: file)
  return try body(file.path)
}

private func workbook(
  _ facts: String = facts, _ format: WorkbookFormat = .spreadsheetML, layout: FactsLayout? = nil
) throws -> [UInt8] {
  var output = ByteWriter()
  var reader = try FactReader(ByteReader(bytes: Array(facts.utf8), name: "facts"))
  var writer = try FactsWorkbook(
    format, columns: reader.columns, library: FormLibrary(), layout: layout, to: &output)
  while try reader.next() { try writer.add(reader, to: &output) }
  try writer.finish(to: &output)
  return output.bytes
}

/// The facts of a workbook as CSV, and what was said of it.
private func read(
  _ bytes: [UInt8], _ layout: FactsLayout? = nil, sheet: String? = nil
) throws -> (text: String, count: Int, said: [Diagnostic]) {
  try withFile(bytes) { file in
    var said: [Diagnostic] = []
    var book = WorkbookFacts(file, library: try FormLibrary()) { said.append($0) }
    book.sheet = sheet
    var output = ByteWriter()
    let count = try book.write(layout, to: &output)
    return (String(decoding: output.bytes, as: UTF8.self), count, said)
  }
}

@Test(arguments: [WorkbookFormat.spreadsheetML, .xlsx(level: 1)], [nil, FactsLayout.data, .wide, .form])
func aWorkbookGivesTheFactsItWasMadeOf(format: WorkbookFormat, layout: FactsLayout?) throws {
  let (text, count, said) = try read(try workbook(facts, format, layout: layout))
  #expect(text == facts && count == 2 && said.isEmpty)
}

@Test(arguments: [FactsLayout.wide, .form]) func sheetsForPeopleGiveTheFactsToo(layout: FactsLayout) throws {
  let (text, count, said) = try read(try workbook(wholeTable, layout: layout), layout)
  #expect(text == wholeTable && count == 15)
  #expect(!said.contains { $0.severity == .error }, "\(said)")
}

@Test func theFactsAreReadOneByOne() throws {
  let values = try withFile(try workbook()) { file in
    var facts = try WorkbookFacts(file, library: try FormLibrary()).read()
    var values: [String] = []
    while try facts.next() { values.append(String(facts.value)) }
    return values
  }
  #expect(values == ["12", "13"])
}

@Test func aFigureThatWasTypedIntoAFormIsTakenAndTold() throws {
  var text = String(decoding: try workbook(layout: .form), as: UTF8.self)
  let place = try #require(text.range(of: ">13<", options: .backwards))
  text.replaceSubrange(place, with: ">14<")
  let (found, count, said) = try read(Array(text.utf8))
  #expect(found == facts.replacing(",13\n", with: ",14\n") && count == 2)
  #expect(said.map(\.severity) == [.warning] && said.first?.what.contains("“14” is taken") == true)
}

@Test func aSheetThatIsNotThereIsAnError() throws {
  let error = #expect(throws: Diagnostic.self) { try read(try workbook(), sheet: "名单") }
  #expect(error?.what == "the workbook has no sheet “名单”")
  #expect(throws: WorkbookError.self) { try read(Array("年报".utf8)) }
}

@Test func theCellsOfASheetComeAsTheyStand() throws {
  let text = try withFile(try workbook()) { file in
    var output = ByteWriter()
    try SheetCells(file, sheet: "数据").write(to: &output) { Issue.record("\($0)") }
    return String(decoding: output.bytes, as: UTF8.self)
  }
  #expect(text == facts)
}

// MARK: tables

private func readTable(_ text: String) throws -> (text: String, count: Int, said: [Diagnostic]) {
  try withFile(Array(text.utf8)) { file in
    var said: [Diagnostic] = []
    var table = try WideInput(file) { said.append($0) }
    var output = ByteWriter()
    let count = try table.writeFacts(library: try FormLibrary(), to: &output)
    return (String(decoding: output.bytes, as: UTF8.self), count, said)
  }
}

@Test func aWideTableGivesAFactForEachFigure() throws {
  let (text, count, said) = try readTable(
    "year;agency;\(disputes)/行政复议/结果维持;\(disputes)/行政复议/总计\n2022;甲县水利局;12;13\n")
  #expect(text == facts && count == 2 && said.isEmpty)
}

@Test func aRecordThatDoesNotFitTheHeaderIsRefusedAndTheOthersAreRead() throws {
  let (text, count, said) = try readTable(
    "agency,year,\(disputes)/行政复议/总计\n甲县,2022,1\n乙县,2022,1,2\n丙县,2022,\n丁县\n")
  #expect(text == header + "甲县,2022,\(disputes),行政复议,总计,1\n" && count == 1)
  #expect(said.map(\.severity) == [.error, .error] && said.map(\.location.line) == [3, 5])
}

@Test(arguments: [
  (header, "these are tidy facts, not a wide table"),
  ("name,year,a/b/c\n", "the table has no column “agency”"),
  ("agency,year,a/b/c,a/b/c\n", "the column “a/b/c” comes twice"), ("", "the input is empty"),
])
func whatIsNoWideTableIsRefused(text: String, what: String) throws {
  let error = #expect(throws: Diagnostic.self) { try readTable(text) }
  #expect(error?.what == what)
}

// MARK: what a file is

@Test(arguments: [
  (facts, "a.txt", FactsFile.Kind.csv), ("\u{FEFF}" + facts, "a", .csv),
  ("year\tx/y/z\tagency\n", "a.html", .csv), ("a,b\n", "a.csv", .csv), ("", "a.csv", .csv),
  ("甲县2022年政府信息公开工作年度报告\n", "a.csv", nil), ("\n<!DOCTYPE html>,", "a.csv", nil),
  ("{\"agency\":\"甲\",\"year\":2022}\n", "a.txt", nil), ("agency report of the year\n", "a.txt", nil),
  ("a,b\n", "a.xlsx", nil), ("%PDF-1.7", "a.csv", nil),
])
func aFileOfFactsIsKnownByItsContent(text: String, name: String, kind: FactsFile.Kind?) throws {
  let found = try withFile(Array(text.utf8), name: name) { file in
    var input = try ByteReader(opening: file)
    return try FactsFile.Kind(&input, file)
  }
  #expect(found == kind)
}

@Test(arguments: ["a.csv", "a.html", "a"]) func aWorkbookIsKnownByItsContent(name: String) throws {
  for format in [WorkbookFormat.spreadsheetML, .xlsx(level: 1)] {
    let found = try withFile(try workbook(facts, format), name: name) { file in
      var input = try ByteReader(opening: file)
      return try FactsFile.Kind(&input, file)
    }
    #expect(found == .workbook)
  }
}

@Test func factsOfSeveralFilesHaveTheSameColumns() throws {
  var (names, said) = ([String](), [String]())
  let text = try withFile(
    Array(
      facts.replacing("value\n", with: "value,raw,更多\n").replacing("2\n", with: "2,二,x\n").replacing(
        "3\n", with: "3,三,y\n"
      ).utf8)
  ) { file in
    var output = ByteWriter()
    let count = try FactsFile(file, .csv).write(
      with: [.line], library: try FormLibrary(), to: &output, say: { said.append($0.what) }
    ) { names.append($0.shown) }
    #expect(count == 2)
    return String(decoding: output.bytes, as: UTF8.self)
  }
  #expect(text == facts.split(separator: "\n").dropFirst().map { $0 + ",\n" }.joined())
  #expect(names == ["“甲县水利局” 2022"])
  #expect(said == ["the column “raw” is left out", "the column “更多” is left out"])
}

// MARK: texts

@Test func aTextThatLosesAFactIsTold() throws {
  let library = try FormLibrary()
  var reader = ReportFactsReader(try FactReader(ByteReader(bytes: Array(wholeTable.utf8), name: "facts")))
  let report = try #require(try reader.next())
  var text = ByteWriter()
  ReportText(library).append(report, to: &text)
  var check = ReadingBack(library)
  #expect(try check.differences(of: report, text: text.bytes, name: "facts") == nil)
  let other = String(decoding: text.bytes, as: UTF8.self).replacing("\t13", with: "\t14")
  let said = try check.differences(of: report, text: Array(other.utf8), name: "facts")
  #expect(said?.what == "the text of “甲县水利局” 2022 does not give the same facts back")
}
