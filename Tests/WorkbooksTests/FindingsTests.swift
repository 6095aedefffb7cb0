import Bytes
import Facts
import Forms
import TestSupport
import Testing

@testable import Proof
@testable import Workbooks

private let disputes = "政府信息公开行政复议、行政诉讼情况"
private let columns = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]

/// Facts of 行政复议; the last of the figures is the total.
private func facts(_ agency: String, _ figures: [Int], year: Int = 2023, places: String = "") -> String {
  zip(columns, figures).map { "\(agency),\(year),\(disputes),行政复议,\($0),\($1)\(places)\n" }.joined()
}

private let header = "agency,year,section,row,column,value\n"

/// The workbook in XML, a line for each row of its sheets.
private func workbook(
  _ csv: String, layout: FactsLayout? = nil, checks: Bool = true
) throws -> (xml: String, lines: [Substring]) {
  var output = ByteWriter()
  var reader = try FactReader(ByteReader(bytes: Array(csv.utf8), name: "facts"))
  var writer = try FactsWorkbook(
    .spreadsheetML, columns: reader.columns, library: FormLibrary(), layout: layout, checks: checks,
    to: &output)
  while try reader.next() { try writer.add(reader, to: &output) }
  try writer.finish(to: &output)
  let xml = String(decoding: output.bytes, as: UTF8.self)
  return (xml, xml.split(separator: "\n"))
}

/// The rows of the sheet 核查 below its header, their cells' texts.
private func findings(_ xml: String) -> [[String]] {
  guard let start = xml.range(of: "<Worksheet ss:Name=\"核查\">")?.upperBound else { return [] }
  let rows = xml[start...].split(separator: "</Table>")[0].split(separator: "\n").filter {
    $0.hasPrefix("<Row")
  }
  return rows.dropFirst().map { row in
    row.matches(of: /<Cell[^>]*?(?:\/>|><Data[^>]*>([^<]*)<\/Data><\/Cell>)/).map {
      String($0.output.1 ?? "")
    }
  }
}

@Suite struct FindingsTests {
  @Test(arguments: [nil, FactsLayout.form, .wide]) func aBrokenRelationIsListedAndItsCellMarked(
    layout: FactsLayout?
  ) throws {
    let (xml, _) = try workbook(header + facts("甲县", [1, 2, 3, 4, 11]), layout: layout)
    let listed = findings(xml)
    #expect(listed.count == 1)
    #expect(
      listed[0].prefix(11) == [
        "", "", "甲县", "2023", "R4.1", "error", disputes, "行政复议", "总计", "10", "11",
      ])
    let marked = xml.matches(
      of: /ss:StyleID="w[0-9]*"><Data ss:Type="Number">([0-9]+)<\/Data><Comment.*?<\/Comment>/)
    #expect(marked.map { $0.output.1 } == ["11"])
    #expect(marked[0].output.0.contains(">R4.1 error: 11 is printed, 10 computed. Rule: "))
    #expect(xml.contains("其中错误 1 项，警告 0 项；详见“核查”"))
  }

  @Test func allHoldsIsSaidWithoutASheet() throws {
    let (xml, _) = try workbook(header + facts("甲县", [1, 2, 3, 4, 10]))
    #expect(!xml.contains("ss:Name=\"核查\"") && !xml.contains("<Comment"))
    // The sum, and five whole numbers.
    #expect(xml.contains("检验 6 项，全部成立<"))
  }

  @Test func whatCannotBeToldIsListedAndNotMarked() throws {
    let (xml, _) = try workbook(header + facts("甲县", [1, 2, 3, 4]))
    #expect(findings(xml).map { $0[5] } == ["note"])
    #expect(!xml.contains("<Comment"))
    #expect(xml.contains("全部成立；另有 1 项因空白或缺项无法检验；详见“核查”"))
  }

  @Test func factsOfNoFormAreNotSpokenOf() throws {
    let (xml, _) = try workbook(header + "甲县,2023,其他,行,列,1\n")
    #expect(!xml.contains("勾稽") && !xml.contains("核查"))
  }

  @Test func theListAloneAndReportsInPartsAreNotChecked() throws {
    let csv = header + facts("甲县", [1, 2, 3, 4, 11])
    #expect(try !workbook(csv, layout: .data).xml.contains("核查"))
    #expect(try !workbook(csv, checks: false).xml.contains("核查"))
  }

  @Test func placesAreThoseThatTheFactsState() throws {
    let header = header.dropLast() + ",source,line\n"
    let (xml, _) = try workbook(header + facts("甲县", [1, 2, 3, 4, 11], places: ",a.txt,7"))
    #expect(findings(xml).map { Array($0.prefix(2)) } == [["a.txt", "7"]])
  }

  /// The rows of wide sheets are told apart by agency and year; where two have one name, none is marked.
  @Test func theRightRowIsMarked() throws {
    let reports =
      facts("甲县", [1, 0, 0, 0, 1]) + facts("乙县", [1, 2, 3, 4, 11]) + facts("丙县", [2, 0, 0, 0, 2])
    let (_, lines) = try workbook(header + reports)
    let marked = lines.filter { $0.contains("<Comment") }
    #expect(marked.count == 1 && marked[0].contains("乙县"))
    let again = try workbook(header + reports + facts("乙县", [5, 0, 0, 0, 5])).xml
    #expect(!again.contains("<Comment"))
    // That it comes twice is a finding too.
    #expect(findings(again).map { $0[4] } == ["R4.1", "D2"])
  }

  /// What is found of a year when the one before comes later.
  @Test func aYearThatCameFirstIsMarked() throws {
    let row = "收到和处理政府信息公开申请情况"
    let (_, lines) = try workbook(
      header + "甲县,2023,\(row),上年结转政府信息公开申请数量,自然人,3\n" + "甲县,2022,\(row),结转下年度继续办理,自然人,2\n")
    let marked = lines.filter { $0.contains("<Comment") }
    #expect(marked.count == 1 && marked[0].contains("R5.1") && marked[0].contains(">2023<"))
  }

  @Test func manyFindingsAreCountedPastTheLimit() throws {
    let csv = header + (1...40).map { facts("第\($0)县", [1, 2, 3, 4, 11]) }.joined()
    var reader = try FactReader(ByteReader(bytes: Array(csv.utf8), name: "facts"))
    var sheet = try FindingsSheet(try FormLibrary(), columns: reader.columns, limit: 25)
    while try reader.next() { try sheet.add(reader) }
    try sheet.finish()
    #expect(sheet.summary.unlisted == 15)
    #expect(sheet.summary.warningWords == ["“核查”只列出前 25 项，另有 15 项，见 nianbao check"])
    #expect(sheet.summary.words == "检验 240 项，其中错误 40 项，警告 0 项；详见“核查”")
  }

  @Test func soManyCellsAreMarked() throws {
    var marks = FindingMarks()
    for number in 0..<FindingMarks.limit + 5 {
      marks.add(
        Finding(
          source: "", line: "", agency: "第\(number)县", year: "2023", rule: "R4.1", severity: .error,
          section: disputes, row: "行政复议", column: "总计", expected: "1", actual: "2", message: "words"))
    }
    #expect(marks.count == FindingMarks.limit)
    func isMarked(_ number: Int) -> Bool {
      marks.cells(Array("第\(number)县".utf8).span, Array("2023".utf8).span) != nil
    }
    #expect(isMarked(FindingMarks.limit - 1) && !isMarked(FindingMarks.limit))
  }
}
