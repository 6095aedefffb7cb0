import Bytes
import Facts
import Foundation
import TestSupport
import Testing
import XMLCoder

@testable import Workbooks

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

/// The workbook of facts, its sheets as rows of `type:text`.
private func sheets(_ facts: String) throws -> [(name: String, rows: [[String]])] {
  var output = ByteWriter()
  var reader = try FactReader(ByteReader(bytes: Array(facts.utf8), name: "facts"))
  var writer = try WorkbookWriter(columns: reader.columns, tables: ["主动公开", "收到"], to: &output)
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

@Test func factsAreWrittenOnceLongAndOnceWide() throws {
  let facts = """
    agency,year,section,row,column,value
    甲县,2020,收到,行,列,12
    甲县,2020,收到,行,列二,
    乙<县>,,收到,行,列,007
    乙<县>,,其他,行,列,文字 & 更多
    """
  let sheets = try sheets(facts)
  #expect(sheets.map(\.name) == ["数据", "收到"])
  #expect(sheets[0].rows.count == 5)
  #expect(
    sheets[0].rows[0] == ["agency", "year", "section", "row", "column", "value"].map { "String:" + $0 })
  #expect(
    sheets[0].rows[1] == ["String:甲县", "Number:2020", "String:收到", "String:行", "String:列", "Number:12"])
  #expect(sheets[0].rows[4] == ["String:乙<县>", "", "String:其他", "String:行", "String:列", "String:文字 & 更多"])
  #expect(
    sheets[1].rows == [
      ["String:agency", "String:year", "String:行/列", "String:行/列二"],
      ["String:甲县", "Number:2020", "Number:12", ""],
      ["String:乙<县>", "", "String:007", ""],
    ])
}

@Test func aWorkbookWithoutFactsHasItsHeader() throws {
  let sheets = try sheets("agency,year,section,row,column,value\n")
  #expect(sheets.map(\.name) == ["数据"])
  #expect(sheets[0].rows.count == 1)
}
