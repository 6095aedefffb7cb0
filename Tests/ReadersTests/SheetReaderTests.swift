import Bytes
import TestSupport
import Testing

@testable import Readers

/// A document of sheets: the attributes and cells of each row, parted by |; `-` is a blank cell.
private func document(_ sheets: [(name: String, table: String)]) -> [UInt8] {
  let spreadsheet = "urn:schemas-microsoft-com:office:spreadsheet"
  let body = sheets.map { "<Worksheet ss:Name=\"\($0.name)\"><Table>\($0.table)</Table></Worksheet>" }
  return Array(
    "<?xml version=\"1.0\"?><Workbook xmlns=\"\(spreadsheet)\" xmlns:ss=\"\(spreadsheet)\">\(body.joined())</Workbook>"
      .utf8)
}

private func row(_ cells: String, _ attributes: String = "") -> String {
  "<Row\(attributes)>"
    + cells.split(separator: "|").map {
      $0 == "-" ? "<Cell/>" : "<Cell><Data ss:Type=\"String\">\($0)</Data></Cell>"
    }.joined() + "</Row>"
}

private let title = row("乙县林业局2023年政府信息公开工作年度报告")
private let header = row("信息内容|本年制发件数|本年废止件数|现行有效件数")

private func cells(_ table: String) throws -> (cells: [String], notes: [String]) {
  let reports = try read(document([("年报", title + table)]))
  #expect(reports.count == 1)
  return (
    outline(reports[0]).filter { $0.first?.isNumber ?? false },
    reports[0].notes.map { "\($0.location): \($0.what)" }
  )
}

@Test func hiddenRowsOfASheetAreLeftOutAndTold() throws {
  let found = try cells(
    header + row("规章|8|8|8", " ss:Hidden=\"1\"") + row("-", " ss:Hidden=\"1\"") + row("行政规范性文件|3|1|14"))
  // And the table goes on behind them.
  #expect(
    found.cells == [
      "1.1.1 信息内容", "1.1.2 本年制发件数", "1.1.3 本年废止件数", "1.1.4 现行有效件数", "1.2.1 行政规范性文件", "1.2.2 3",
      "1.2.3 1", "1.2.4 14",
    ])
  #expect(found.notes == ["t:年报: 1 hidden rows are left out"])
}

@Test func hiddenColumnsOfASheetAreLeftOutAndTold() throws {
  let found = try cells("<Column ss:Index=\"3\" ss:Hidden=\"1\"/>" + header + row("规章|8|9|7"))
  #expect(
    found.cells == ["1.1.1 信息内容", "1.1.2 本年制发件数", "1.1.3 现行有效件数", "1.2.1 规章", "1.2.2 8", "1.2.3 7"])
  #expect(found.notes == ["t:年报: 1 hidden columns are left out"])
}

/// Excel shows the text of merged cells in what is not hidden of them.
@Test func aMergedCellIsSeenInWhatIsShownOfIt() throws {
  let group = "<Cell ss:MergeDown=\"2\"><Data ss:Type=\"String\">不予公开</Data></Cell>"
  let below = { (label: String) in
    "<Row><Cell ss:Index=\"2\"><Data ss:Type=\"String\">\(label)</Data></Cell><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>"
  }
  let first = "<Row ss:Hidden=\"1\">\(group)<Cell><Data ss:Type=\"String\">甲</Data></Cell></Row>"
  let found = try cells(first + below("乙") + below("丙"))
  #expect(
    found.cells == ["1.1.1 不予公开", "1.1.2 乙", "1.1.3 1", "1.2.1 ", "1.2.2 丙", "1.2.3 1"])
  let wide =
    "<Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">合并</Data></Cell><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>"
  let merged = title.replacing("<Cell>", with: "<Cell ss:MergeAcross=\"2\">")
  let across = try read(
    document([("年报", "<Column ss:Hidden=\"1\"/>" + merged + wide + row("甲|乙|2"))]))
  #expect(
    outline(across[0]) == ["t 乙县林业局2023年政府信息公开工作年度报告", "1.1.1 合并", "1.1.2 1", "1.2.1 乙", "1.2.2 2"])
}

@Test func hiddenSheetsAreTold() throws {
  let hidden =
    "</Table><WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible></WorksheetOptions><Table>"
  let sheets = document([
    ("年报", title + header + row("规章|8|9|7")), ("旧", title + header + row("规章|1|1|1") + hidden),
  ])
  let text = String(decoding: sheets, as: UTF8.self).replacing(
    "</WorksheetOptions><Table></Table>", with: "</WorksheetOptions>")
  let reports = try read(Array(text.utf8))
  #expect(reports.count == 1)
  #expect(outline(reports[0]).contains("1.2.2 8"))
  #expect(!outline(reports[0]).contains { $0.hasSuffix(" 1") })
  #expect(reports[0].notes.map { "\($0.location): \($0.what)" } == ["t:旧: the sheet is hidden, and left out"])
}

@Test func formulasWithoutAValueAreTold() throws {
  let formula = "<Cell ss:Formula=\"=1\"/>"
  let found = try cells(
    header
      + "<Row><Cell><Data ss:Type=\"String\">规章</Data></Cell>\(formula)\(formula)<Cell ss:Formula=\"=2\"><Data ss:Type=\"Number\">2</Data></Cell></Row>"
  )
  #expect(found.cells.suffix(4) == ["1.2.1 规章", "1.2.2 ", "1.2.3 ", "1.2.4 2"])
  #expect(found.notes == ["t:年报!B3: 2 cells are empty whose formulas have no value"])
}

@Test func whatAWorkbookLosesIsANoteOfItsReport() throws {
  let found = try cells(
    header
      + "<Row><Cell><Data ss:Type=\"String\">规章</Data></Cell><Cell><Data ss:Type=\"Number\">x</Data></Cell></Row>"
  )
  #expect(found.cells.suffix(4) == ["1.2.1 规章", "1.2.2 ", "1.2.3 ", "1.2.4 "])
  #expect(found.notes == ["t:年报!B3: the cell is left out"])
}

@Test func aWorkbookWithoutAReportSaysSo() throws {
  let facts = row("agency|year|section|row|column|value") + row("甲|2023|a|b|c|8")
  let findings = row("source|line|agency|year|rule|severity|section|row|column|expected|actual|message")
  let about = row("政府信息公开工作年度报告数据") + row("工作表|内容")
  #expect(throws: ReportError.noSheets(name: "t", sheets: ["数据", "核查", "说明"])) {
    try read(document([("数据", facts), ("核查", findings), ("说明", about)]))
  }
  #expect(throws: ReportError.noSheets(name: "t", sheets: ["a"])) { try read(document([("a", "")])) }
}

/// Cells share their texts: few bytes of a file are many in its cells.
@Test func aWorkbookWhoseCellsHoldTooMuchIsRefused() throws {
  let text = String(repeating: "a", count: 4000)
  func workbook(_ rows: Int) -> [UInt8] {
    let cells = (0..<rows).flatMap { row in (0..<100).map { TestExcel97.shared(row, $0, 0) } }
    return TestExcel97([TestExcel97.Sheet("表", cells)], [TestExcel97.strings([text])]).bytes
  }
  #expect(try read(workbook(4)).count == 1)
  #expect(throws: ReportError.tooLong(Location("t", sheet: "表", row: 42))) { try read(workbook(42)) }
}

/// What nianbao writes is told by what it begins with.
@Test(arguments: ["说明", "数据", "核查", "核查 (2)"])
func aSheetOfAReportMayHaveTheNameOfOneOfOurs(name: String) throws {
  let reports = try read(
    document([("年报", title + header + row("规章|8|9|7")), (name, row("收费|元") + row("合计|4"))]))
  #expect(outline(reports[0]).suffix(4) == ["2.1.1 收费", "2.1.2 元", "2.2.1 合计", "2.2.2 4"])
}

/// What a row costs is its cells, not all that is merged.
@Test func mergedCellsByTheThousandAreRead() throws {
  let merged = String(
    repeating: "<Cell ss:MergeDown=\"5000\"><Data ss:Type=\"String\">组</Data></Cell>", count: 40)
  let rows = (0..<2000).map {
    "<Row><Cell ss:Index=\"41\" ss:MergeAcross=\"1\"><Data ss:Type=\"Number\">\($0)</Data></Cell></Row>"
  }
  let found = try cells("<Row>\(merged)</Row>" + rows.joined())
  #expect(found.cells.count == 2001 * 42 - 2000)
}

@Test(arguments: ["甲县水利局2023年政府信息公开工作年度报告", "乙县林业局2022年政府信息公开工作年度报告"])
func aTitleRightBelowATableBeginsAnotherReport(second: String) throws {
  let table = header + row("规章|8|8|8")
  let reports = try read(document([("年报", title + table + row(second) + table)]))
  #expect(reports.map(\.source) == ["t", "t#2"])
  #expect(
    reports.map { String(decoding: $0.agency, as: UTF8.self) } == ["乙县林业局", String(second.prefix(5))])
  #expect(reports.map { outline($0).count { $0.first?.isNumber ?? false } } == [8, 8])
  // The same title once more, as on each printed page, does not.
  #expect(try read(document([("年报", title + table + title + table)])).count == 1)
}

/// A sheet without a title that has the rows of the ones before is of another body or year, which nothing says.
@Test func aSheetWithTheSameRowsIsAnotherReport() throws {
  let first = title + row("二、主动公开政府信息情况") + header + row("规章|8|8|8")
  for lines in ["", row("二、主动公开政府信息情况"), row("甲镇") + row("二、主动公开政府信息情况"), row("2022年")] {
    let found = try read(document([("一", first), ("二", lines + header + row("规章|1|2|3"))]))
    #expect(found.map { String(decoding: $0.agency, as: UTF8.self) } == ["乙县林业局", ""])
    let year = lines.contains("2022") ? "2022" : ""
    #expect(found.map { String(decoding: $0.year, as: UTF8.self) } == ["2023", year])
    #expect(found[0].notes.map(\.what) == ["the sheet has no title, and rows that the sheets before it have"])
  }
  // The table goes on, or another one stands there.
  for rest in [header + row("行政规范性文件|1|2|3"), row("第二十条第（五）项") + row("信息内容|本年处理决定数量") + row("行政许可|3")] {
    let found = try read(document([("一", first), ("二", row("二、主动公开政府信息情况") + rest)]))
    #expect(found.allSatisfy { $0.agency == Array("乙县林业局".utf8) } && found[0].notes.isEmpty)
  }
}

@Test func aSheetWithNothingOfTheFormsAndNoHeadingIsLeftOutAndTold() throws {
  let first = title + row("二、主动公开政府信息情况") + header + row("规章|8|8|8")
  let list = row("姓名|电话") + row("张三|12345")
  let found = try read(document([("一", first), ("通讯录", list)]))
  #expect(outline(found[0]).count { $0.contains("12345") } == 0)
  #expect(found[0].notes.map { "\($0.location): \($0.what)" } == ["t:通讯录: the sheet is left out"])
  let headed = try read(document([("一", first), ("表", row("六、其他需要报告的事项") + list)]))
  #expect(outline(headed[0]).count { $0.contains("12345") } == 1 && headed[0].notes.isEmpty)
}

// MARK: lines directly below a table

private let formTable = header + row("规章|8|9|7") + row("行政规范性文件|3|1|14")
private let formCells = [
  "1.1.1 信息内容", "1.1.2 本年制发件数", "1.1.3 本年废止件数", "1.1.4 现行有效件数", "1.2.1 规章", "1.2.2 8", "1.2.3 9", "1.2.4 7",
  "1.3.1 行政规范性文件", "1.3.2 3", "1.3.3 1", "1.3.4 14",
]

@Test(arguments: [
  ["三、收到和处理政府信息公开申请情况"], ["五、存在的主要问题及改进情况", "解读形式较为单一。"], ["注：截至12月31日。"], ["填表人：王某", "2024年1月8日"],
  ["乙县林业局", "2024年1月8日"], ["七、附件"],
])
func aLineBelowATableIsNoneOfIt(lines: [String]) throws {
  #expect(try cells(formTable + lines.map { row($0) }.joined()).cells == formCells)
}

/// A row of a form whose figures are blank, and one that only a merged cell tells.
@Test func aRowWithASingleTextMayBeOfTheTable() throws {
  #expect(try cells(formTable + row("规章")).cells.last == "1.4.4 ")
  let merged = "<Row><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">规章</Data></Cell><Cell/></Row>"
  let below = "<Row><Cell ss:Index=\"2\"><Data ss:Type=\"String\">详见附件。</Data></Cell></Row>"
  #expect(try cells(header + merged + below).cells.contains("1.3.2 详见附件。"))
  // A sentence among the rows of a table.
  #expect(try cells(header + row("以下为合计。") + row("规章|8|9|7")).cells.count == 12)
}

@Test func tablesOfAWholeReportWithoutBlankRowsAreParted() throws {
  let found = try cells(
    row("二、主动公开政府信息情况") + formTable + row("三、收到和处理政府信息公开申请情况") + row("本行列数据|商业企业|科研机构")
      + row("一、本年新收政府信息公开申请数量|1|2"))
  #expect(Array(found.cells.prefix(12)) == formCells)
  #expect(found.cells.suffix(3) == ["2.2.1 一、本年新收政府信息公开申请数量", "2.2.2 1", "2.2.3 2"])
}
