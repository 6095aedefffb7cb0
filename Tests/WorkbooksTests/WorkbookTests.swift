import Bytes
import Facts
import Forms
import Foundation
import Sheets
import Testing
import Workbooks
import XMLCoder

// MARK: the whole file, read by XMLCoder

private struct Workbook: Decodable {
  let worksheets: [Worksheet]
  enum CodingKeys: String, CodingKey { case worksheets = "Worksheet" }
}

private struct Worksheet: Decodable {
  let name: String
  let table: Table
  enum CodingKeys: String, CodingKey {
    case name = "ss:Name"
    case table = "Table"
  }
}

private struct Table: Decodable {
  let rows: [Row]
  enum CodingKeys: String, CodingKey { case rows = "Row" }
}

private struct Row: Decodable {
  let cells: [Cell]
  enum CodingKeys: String, CodingKey { case cells = "Cell" }
}

private struct Cell: Decodable {
  let data: CellData?
  enum CodingKeys: String, CodingKey { case data = "Data" }
}

private struct CellData: Decodable {
  let type: String
  let text: String
  enum CodingKeys: String, CodingKey {
    case type = "ss:Type"
    case text = ""
  }
}

/// The workbook of facts, its sheets as rows of `type:text`; covered cells are left out.
private func sheets(
  _ facts: String, layout: FactsLayout? = nil
) throws -> [(name: String, rows: [[String]])] {
  var output = ByteWriter()
  var reader = try FactReader(ByteReader(bytes: Array((facts + "\n").utf8), name: "facts"))
  var writer = try FactsWorkbook(
    .spreadsheetML, columns: reader.columns, library: FormLibrary(), layout: layout, to: &output)
  while try reader.next() { try writer.add(reader, to: &output) }
  try writer.finish(to: &output)
  let decoder = XMLDecoder()
  decoder.trimValueWhitespaces = false
  return try decoder.decode(Workbook.self, from: Data(output.bytes)).worksheets.map { sheet in
    let rows = sheet.table.rows.map { row in
      row.cells.map { $0.data.map { "\($0.type):\($0.text)" } ?? "" }
    }
    return (sheet.name, rows)
  }
}

private let disputes = "政府信息公开行政复议、行政诉讼情况"

@Test func factsAreWrittenOnceLongAndOnceWide() throws {
  let facts = """
    agency,year,section,row,column,value
    甲县,2020,\(disputes),行政复议,结果维持,12
    甲县,2020,\(disputes),行政复议,总计,
    乙<县>,,\(disputes),行政诉讼/复议后起诉,总计,007
    乙<县>,,其他,行,列,文字 & 更多
    """
  let sheets = try sheets(facts)
  #expect(sheets.map(\.name) == ["数据", disputes, "核查", "说明"])
  #expect(sheets[0].rows.count == 5)
  #expect(
    sheets[0].rows[0] == ["agency", "year", "section", "row", "column", "value"].map { "String:" + $0 })
  #expect(
    sheets[0].rows[1]
      == ["String:甲县", "Number:2020", "String:\(disputes)", "String:行政复议", "String:结果维持", "Number:12"])
  #expect(sheets[0].rows[4] == ["String:乙<县>", "", "String:其他", "String:行", "String:列", "String:文字 & 更多"])
  // A label stands over its columns once, and reaches down where it has no levels below it.
  #expect(
    sheets[1].rows == [
      ["String:agency", "String:year", "String:行政诉讼", "String:行政复议"], ["String:复议后起诉"],
      ["String:总计", "String:结果维持", "String:总计"],
      ["String:甲县", "Number:2020", "", "Number:12", ""],
      ["String:乙<县>", "", "String:007", "", ""],
    ])
}

/// Merged cells that overlap make Excel call a file damaged.
@Test func aLabelWithFiguresOfItsOwnStandsBesideThoseBelowIt() throws {
  let heading = "依申请公开情况/收到申请数"
  let rows = ["\(heading)/当面申请数", heading, "\(heading)/传真申请数"]
  let facts = rows.map { "甲县,2016,政府信息公开情况统计表,\($0),统计数,1" } + ["甲县,2016,政府信息公开情况统计表,,合计,2"]
  let header = "agency,year,section,row,column,value"
  let sheets = try sheets(([header] + facts).joined(separator: "\n"), layout: .wide)
  #expect(
    sheets[1].rows.prefix(4) == [
      ["String:agency", "String:year", "String:依申请公开情况", "String:合计"],
      ["String:收到申请数", "String:收到申请数"],
      ["String:当面申请数", "", "String:传真申请数"],
      ["String:统计数", "String:统计数", "String:统计数"],
    ])
}

@Test func aSingleReportIsPrintedAsTheFormsDo() throws {
  let columns = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
  let facts = ["行政复议", "行政诉讼/未经复议直接起诉", "行政诉讼/复议后起诉"].flatMap { row in
    columns.map { "甲县,2023,\(disputes),\(row),\($0),1.50" }
  }
  let header = "agency,year,section,row,column,value"
  let sheets = try sheets(([header] + facts).joined(separator: "\n"))
  #expect(sheets.map(\.name) == ["数据", disputes, "核查", "说明"])
  #expect(
    sheets[1].rows == [
      ["String:甲县2023年政府信息公开工作年度报告"], ["String:二、\(disputes)"], ["String:行政复议", "String:行政诉讼"],
      columns.map { "String:" + $0 } + ["String:未经复议直接起诉", "String:复议后起诉"],
      (columns + columns).map { "String:" + $0 }, Array(repeating: "Number:1.50", count: 15),
    ])
}

@Test func theLayoutSaysWhatStandsBesideTheFacts() throws {
  let facts = "agency,year,section,row,column,value\n甲县,2023,\(disputes),行政复议,总计,1\n"
  #expect(try sheets(facts, layout: .data).map(\.name) == ["数据", "说明"])
  #expect(try sheets(facts, layout: .form).map(\.name) == ["数据", "1 " + disputes, "核查", "说明"])
  #expect(try sheets(facts, layout: .wide)[1].rows.count == 3)
}

/// Facts of one agency and year that are more than a report has would make a table wider than a sheet.
@Test func whatIsNoReportIsNotPrinted() throws {
  let facts = (0..<SheetLimit.columns).map { "甲县,2023,某表,,列\($0),1" }
  let header = "agency,year,section,row,column,value"
  let (few, many) = (
    try sheets(([header] + facts.prefix(9)).joined(separator: "\n")),
    try sheets(([header] + facts).joined(separator: "\n"))
  )
  #expect(few.map(\.name) == ["数据", "其他表格", "说明"])
  #expect(many.map(\.name) == ["数据", "说明"])
}

@Test func aWorkbookWithoutFactsHasItsHeader() throws {
  let sheets = try sheets("agency,year,section,row,column,value\n")
  #expect(sheets.map(\.name) == ["数据", "说明"])
  #expect(sheets[0].rows.count == 1)
}
