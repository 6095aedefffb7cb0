import Bytes
import TestSupport
import Testing

@testable import Readers

// Two official tables of a sheet that stand side by side, with one blank column between: each is read, whatever wrote the sheet.

private let sheet: [[String]] = [
  ["乙县林业局2023年政府信息公开工作年度报告"],
  ["二、主动公开政府信息情况"],
  ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "", "信息内容", "本年处理决定数量"],
  ["规章", "1", "2", "3", "", "行政处罚", "11"],
  ["行政规范性文件", "4", "5", "6", "", "行政强制", "12"],
]

private let flat: [UInt8] = {
  let namespaces = ["office", "text", "table"].map {
    "xmlns:\($0)='urn:oasis:names:tc:opendocument:xmlns:\($0):1.0'"
  }.joined(separator: " ")
  let rows = sheet.map { row in
    "<table:table-row>"
      + row.map {
        $0.isEmpty
          ? "<table:table-cell/>"
          : "<table:table-cell office:value-type='string'><text:p>\($0)</text:p></table:table-cell>"
      }.joined() + "</table:table-row>"
  }
  return Array(
    """
    <?xml version="1.0"?><office:document \(namespaces) office:mimetype="application/vnd.oasis.opendocument.spreadsheet">\
    <office:body><office:spreadsheet><table:table table:name='表'>\(rows.joined())</table:table></office:spreadsheet>\
    </office:body></office:document>
    """.utf8)
}()

private let excel97: [UInt8] = {
  let texts = Array(Set(sheet.joined())).sorted()
  let records = sheet.enumerated().flatMap { row, cells in
    cells.enumerated().compactMap { column, text in
      text.isEmpty
        ? nil
        : Double(text).map { TestExcel97.number(row, column, $0) }
          ?? TestExcel97.shared(row, column, texts.firstIndex(of: text)!)
    }
  }
  return TestExcel97([.init("表", records)], [TestExcel97.strings(texts)]).bytes
}()

private let package: [UInt8] = {
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  let rows = sheet.enumerated().map { row, cells in
    "<row r='\(row + 1)'>"
      + cells.enumerated().map { column, text in
        let place = "\(["A", "B", "C", "D", "E", "F", "G"][column])\(row + 1)"
        return text.isEmpty ? "" : "<c r='\(place)' t='inlineStr'><is><t>\(text)</t></is></c>"
      }.joined() + "</row>"
  }
  func relationships(_ kind: String, _ target: String) -> [UInt8] {
    Array(
      "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='\(type)/\(kind)' Target='\(target)'/></Relationships>"
        .utf8)
  }
  let types =
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"
  return TestArchive([
    .init("[Content_Types].xml", Array(types.utf8)),
    .init("_rels/.rels", relationships("officeDocument", "xl/workbook.xml")),
    .init(
      "xl/workbook.xml",
      Array(
        "<workbook xmlns='\(main)' xmlns:r='\(type)'><sheets><sheet name='表' sheetId='1' r:id='r1'/></sheets></workbook>"
          .utf8)),
    .init("xl/_rels/workbook.xml.rels", relationships("worksheet", "worksheets/sheet1.xml")),
    .init(
      "xl/worksheets/sheet1.xml",
      Array("<worksheet xmlns='\(main)'><sheetData>\(rows.joined())</sheetData></worksheet>".utf8)),
  ]).bytes
}()

@Test(arguments: [flat, excel97, package])
func tablesSideBySideAreTwo(bytes: [UInt8]) throws {
  let lines = try outline(read(bytes)[0]).filter { $0.first?.isNumber ?? false }
  #expect(lines.count == 18)
  #expect(lines.filter { $0.hasPrefix("1.2.") } == ["1.2.1 规章", "1.2.2 1", "1.2.3 2", "1.2.4 3"])
  #expect(lines.suffix(4) == ["2.2.1 行政处罚", "2.2.2 11", "2.3.1 行政强制", "2.3.2 12"])
}
