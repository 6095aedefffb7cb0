import Bytes
import Forms
import TestSupport
import Testing
import Tidying

@testable import Readers

// Merged cells of tables that no form knows, and of official ones: as a page, a Word document and a workbook have them.

/// A cell of a test's table: its text, and how many columns and rows it takes.
private struct Merged {
  var text: String
  var across = 1
  var down = 1
}

/// `A` is a cell, `A>2` one of two columns, `A^3` one of three rows, `A>2^3` of both; `|` parts them.
private func cells(_ row: String) -> [Merged] {
  row.split(separator: "|", omittingEmptySubsequences: false).map { part in
    var cell = Merged(text: String(part.prefix { $0 != ">" && $0 != "^" }))
    if let mark = part.firstIndex(of: ">") {
      cell.across = part[part.index(after: mark)...].first!.wholeNumberValue!
    }
    if let mark = part.firstIndex(of: "^") {
      cell.down = part[part.index(after: mark)...].first!.wholeNumberValue!
    }
    return cell
  }
}

private func page(_ rows: [String]) -> String {
  rows.map { row in
    "<tr>" + cells(row).map { "<td colspan=\($0.across) rowspan=\($0.down)>\($0.text)</td>" }.joined()
      + "</tr>"
  }.joined()
}

/// The rows with the parts of merged cells that stand in further rows, as Word and workbooks write them: `nil` is the beginning.
private func squared(_ rows: [String]) -> [[(cell: Merged, column: Int, isFirst: Bool)]] {
  var reaching: [(cell: Merged, column: Int, left: Int)] = []
  return rows.map { row in
    var found: [(cell: Merged, column: Int, isFirst: Bool)] = []
    var column = 0
    var next: [(cell: Merged, column: Int, left: Int)] = []
    func addCovered() {
      while let reach = reaching.first(where: { $0.column == column }) {
        reaching.removeAll { $0.column == column }
        found.append((reach.cell, column, false))
        if reach.left > 1 { next.append((reach.cell, column, reach.left - 1)) }
        column += reach.cell.across
      }
    }
    for cell in cells(row) {
      addCovered()
      found.append((cell, column, true))
      if cell.down > 1 { next.append((cell, column, cell.down - 1)) }
      column += cell.across
    }
    addCovered()
    reaching = next
    return found
  }
}

private func word(_ rows: [String]) -> [UInt8] {
  let table = squared(rows).map { row in
    Doc.row(
      row.map { cell, _, isFirst in
        let merge = cell.down > 1 ? isFirst ? "<w:vMerge w:val='restart'/>" : "<w:vMerge/>" : ""
        return Doc.cell(isFirst ? cell.text : "", "<w:gridSpan w:val='\(cell.across)'/>" + merge)
      }.joined())
  }
  return Doc.docx(Doc.paragraph(title) + Doc.paragraph("六、其他需要报告的事项") + Doc.table(table.joined()))
}

private let title = "清溪县林业局2023年政府信息公开工作年度报告"

private func workbook(_ rows: [String]) -> [UInt8] {
  func cell(_ text: String, _ attributes: String) -> String {
    text.isEmpty
      ? "<Cell\(attributes)/>" : "<Cell\(attributes)><Data ss:Type=\"String\">\(text)</Data></Cell>"
  }
  let body = squared(rows).map { row in
    "<Row>"
      + row.filter(\.isFirst).map { merged, column, _ in
        cell(
          merged.text,
          " ss:Index=\"\(column + 1)\""
            + (merged.across > 1 ? " ss:MergeAcross=\"\(merged.across - 1)\"" : "")
            + (merged.down > 1 ? " ss:MergeDown=\"\(merged.down - 1)\"" : ""))
      }.joined() + "</Row>"
  }.joined()
  let spreadsheet = "urn:schemas-microsoft-com:office:spreadsheet"
  let head = [title, "六、其他需要报告的事项"].map { "<Row>\(cell($0, ""))</Row>" }.joined()
  return Array(
    "<?xml version=\"1.0\"?><Workbook xmlns=\"\(spreadsheet)\" xmlns:ss=\"\(spreadsheet)\"><Worksheet ss:Name=\"表\"><Table>\(head)\(body)</Table></Worksheet></Workbook>"
      .utf8)
}

private typealias Doc = TestDocument

private struct Tidied: Equatable {
  /// Row, column and value of each fact.
  var facts: [String]
  var messages: [String]
}

private func tidy(_ bytes: [UInt8]) throws -> Tidied {
  let library = try FormLibrary()
  var tidier = Tidier(library)
  var writer = ByteWriter()
  var messages: [String] = []
  var reader = ReportReader(ByteReader(bytes: bytes, name: "t"), name: "t", vocabulary: library.vocabulary)
  while let report = try reader.next() {
    messages += (report.notes + tidier.tidy(report, to: &writer).diagnostics).map(\.what)
  }
  let lines = String(decoding: writer.bytes, as: UTF8.self).split(separator: "\n")
  return Tidied(
    facts: lines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).suffix(3).joined(separator: ",")
    },
    messages: messages.filter { !$0.contains("has no table") })
}

/// The facts of a table, the same from all three.
private func facts(_ rows: [String]) throws -> Tidied {
  let html = "<h1>\(title)</h1><p>六、其他需要报告的事项</p><table>\(page(rows))</table>"
  let ofPage = try tidy(Array(html.utf8))
  #expect(try tidy(word(rows)) == ofPage)
  #expect(try tidy(workbook(rows)) == ofPage)
  return ofPage
}

@Test func headersOfTwoAndThreeLevelsArePaths() throws {
  let found = try facts([
    "部门^3|依申请>3|主动公开^3", "当面^2|网上>2", "本年|上年", "办公室|1|2|3|4", "财务科|5||7|8",
  ])
  #expect(
    found.facts == [
      "办公室,依申请/当面,1", "办公室,依申请/网上/本年,2", "办公室,依申请/网上/上年,3", "办公室,主动公开,4",
      "财务科,依申请/当面,5", "财务科,依申请/网上/本年,", "财务科,依申请/网上/上年,7", "财务科,主动公开,8",
    ])
  #expect(found.messages.isEmpty)
}

/// 教育支出 came out under 合计.
@Test func codesOverTwoColumnsShiftNothing() throws {
  let found = try facts(["编码>2|名称^2|合计^2", "类|款", "205||教育支出|12", "|01|管理|5"])
  #expect(found.facts == ["教育支出,合计,12", "管理,合计,5"])
}

@Test func labelsMergedOverRowsAreOfEachOfThem() throws {
  let found = try facts(["片区|镇|件数", "东片^2|青石镇|3", "白水镇|4", "|红岩镇|5", "合计>2|12"])
  #expect(found.facts == ["东片/青石镇,件数,3", "东片/白水镇,件数,4", "红岩镇,件数,5", "合计,件数,12"])
}

@Test func aValueMergedOverRowsOrColumnsIsOfNoneOfThem() throws {
  let found = try facts(["渠道|上半年|下半年", "网站|7^2|1", "公报|2", "来信|9>2"])
  #expect(found.facts == ["网站,下半年,1", "公报,下半年,2"])
  #expect(
    found.messages == [
      "“7” stands in a cell that is merged over several rows or columns",
      "“9” stands in a cell that is merged over several rows or columns",
    ])
}

/// What the header merges over the same columns parts no value.
@Test func aColumnOfSeveralGridColumnsIsOne() throws {
  let found = try facts(["渠道|件数>2|人数", "网站|7>2|1", "公报|8>2|"])
  #expect(found.facts == ["网站,件数,7", "网站,人数,1", "公报,件数,8", "公报,人数,"])
}

/// The last row of a table has the name of one of a form; a title stands above the header, which comes again.
@Test func aTableOfOnesOwnIsOneTable() throws {
  let found = try facts(["类别>2|数量", "网站^2|信息|11", "文件|12", "合计>2|23"])
  #expect(
    found.facts == [
      "网站/信息,数量,11", "网站/文件,数量,12", "合计,数量,23",
    ])
  let again = try facts(["统计表>3", "指标|考核|公告", "人事科|12|3", "指标|考核|公告", "信息中心|14|4"])
  #expect(
    again.facts == [
      "人事科,考核,12", "人事科,公告,3", "信息中心,考核,14", "信息中心,公告,4",
    ])
}

/// A blank label is that above; below a merged cell that ends it is none.
@Test func aBlankLabelIsThatAbove() throws {
  let found = try facts(["类别|方式|数量", "网站|信息|11", "|文件|12"])
  #expect(found.facts == ["网站/信息,数量,11", "网站/文件,数量,12"])
}

/// Word leaves grid columns of a hair's breadth where edges do not quite meet.
@Test(arguments: [(20, 2000), (280, 1720)])
func edgesThatDoNotQuiteMeetAreOne(hair: Int, rest: Int) throws {
  func row(_ cells: [(String, Int)]) -> String {
    Doc.row(cells.map { Doc.cell($0.0, "<w:gridSpan w:val='\($0.1)'/>") }.joined())
  }
  let grid = [2000, hair, rest, 2000].map { "<w:gridCol w:w='\($0)'/>" }.joined()
  let table = [
    row([("渠道", 2), ("件数", 2)]), row([("网站", 1), ("7", 2), ("8", 1)]), row([("公报", 2), ("2", 1), ("3", 1)]),
  ].joined()
  let found = try tidy(
    Doc.docx(
      Doc.paragraph(title) + Doc.paragraph("六、其他需要报告的事项")
        + "<w:tbl><w:tblPr/><w:tblGrid>\(grid)</w:tblGrid>\(table)</w:tbl>"))
  #expect(found.facts.map { $0.split(separator: ",").last! } == ["7", "8", "2", "3"])
  #expect(found.messages == ["another column of the table is named “件数” as well"])
}

/// The message stood on the line of the label that is merged over the row, which is a row that is read.
@Test func aRefusedRowBelowAMergedLabelIsToldOnItsOwnLine() throws {
  let library = try FormLibrary()
  let page = """
    <h1>\(title)</h1><p>六、其他需要报告的事项</p><table><tr><td>片区<td>镇<td>件数<td>次数</tr>
    <tr><td rowspan=2>东片<td>青石镇<td>3<td>4</tr>
    <tr><td>白水镇<td>5</tr></table>
    """
  var reader = ReportReader(
    ByteReader(bytes: Array(page.utf8), name: "t"), name: "t", vocabulary: library.vocabulary)
  var tidier = Tidier(library)
  var writer = ByteWriter()
  let report = try #require(try reader.next())
  let errors = tidier.tidy(report, to: &writer).diagnostics.filter { $0.severity == .error }
  #expect(errors.map { "\($0.location)" } == ["t:3"])
}
