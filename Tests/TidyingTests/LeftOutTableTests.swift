import Bytes
import Forms
import Readers
import TestSupport
import Testing
import Tidying

// Tables that are not read as the report's, or not as what they are: told, or read after all.

private typealias Doc = TestDocument

private let title = "<p>丙县林业局2023年政府信息公开工作年度报告</p>"
private let text = "<p>一、总体情况</p><p>本年发布信息80条。</p>"

private func rows(_ rows: String...) -> String {
  "<table>"
    + rows.map { "<tr>" + $0.split(separator: "|").map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined()
    + "</table>"
}

private let own = rows("事项|件数", "来信|7")

/// What a Word document gives.
private func messages(_ body: String) throws -> [String] {
  let library = try FormLibrary()
  var reader = ReportReader(
    ByteReader(bytes: Doc.docx(body), name: "t"), name: "t", vocabulary: library.vocabulary)
  var tidier = Tidier(library)
  var found: [String] = []
  while let report = try reader.next() {
    var output = ByteWriter()
    found += (report.notes + tidier.tidy(report, to: &output).diagnostics).map(\.description)
  }
  return found
}

private func notes(_ text: String) throws -> [String] {
  let library = try FormLibrary()
  var reader = ReportReader(
    ByteReader(bytes: Array(text.utf8), name: "t"), name: "t", vocabulary: library.vocabulary)
  var found: [String] = []
  while let report = try reader.next() { found += report.notes.map(\.description) }
  return found
}

// MARK: before the text

@Test func aTableBetweenTitleAndFirstHeadingIsRead() throws {
  let result = try tidy(title + "<p>现将主要数据公布如下：</p>" + own + text + rows("渠道|条数", "网站|9"))
  #expect(result.lines == ["来信 | 件数 = 7", "网站 | 条数 = 9"])
}

@Test(arguments: [
  rows("索引号|753K-02", "发布日期|2024-01-20", "浏览次数|146"), rows("浏览次数|点击量", "本页|146"),
  rows("栏目|件数", "<a href='x'>来信</a>|7"), rows("来信|7"),
])
func whatThePagePrintsThereIsNot(card: String) throws {
  let page = title + card + text + own
  #expect(try tidy(page).lines == ["来信 | 件数 = 7"])
  #expect(try notes(card + title + text + own).isEmpty)
}

@Test func aTableAboveTheTitleIsTold() throws {
  let page = own + title + text + rows("渠道|条数", "网站|9")
  #expect(try tidy(page).lines == ["网站 | 条数 = 9"])
  #expect(
    try notes(page).contains {
      $0.hasPrefix("nianbao: t:1: warning: a table with figures stands above the title")
    })
  func document(_ rows: String...) -> String {
    Doc.table(rows.joined()) + Doc.paragraph("丙县林业局2023年政府信息公开工作年度报告")
      + Doc.paragraph("一、总体情况")
      + Doc.table(Doc.row(Doc.cell("渠道"), Doc.cell("条数")), Doc.row(Doc.cell("网站"), Doc.cell("9")))
  }
  let own = document(Doc.row(Doc.cell("事项"), Doc.cell("件数")), Doc.row(Doc.cell("来信"), Doc.cell("7")))
  #expect(try messages(own).contains { $0.contains("warning: a table with figures stands above the title") })
  let card = document(
    Doc.row(Doc.cell("索引号"), Doc.cell("753K-02")), Doc.row(Doc.cell("发布日期"), Doc.cell("2024-01-20")),
    Doc.row(Doc.cell("浏览次数"), Doc.cell("146")))
  #expect(try messages(card).allSatisfy { !$0.contains("above the title") })
}

// MARK: tables in tables

@Test func figuresOfATableAroundAnotherOneAreTold() throws {
  let nested =
    "<table><tr><td>事项<td>件数<td>明细<tr><td>来信<td>7<td>\(rows("类别|条数", "投诉|4"))<tr><td>来访<td>8<td>无</table>"
  #expect(try tidy(title + text + nested).lines == ["投诉 | 条数 = 4"])
  for rest in ["", "<p>以上。</p>" + own] {
    #expect(
      try notes(title + text + nested + rest) == [
        "nianbao: t:1: warning: a figure stands in a table that holds another table in one of its cells. The outer table is read as text, so its own figures give no facts. Put the inner table below the outer one in a copy of the file"
      ])
  }
  // Layout has none.
  #expect(try notes("<table><tr><td>\(title + text + own)<td>右</table>").isEmpty)
  let inner = Doc.table(Doc.row(Doc.cell("类别"), Doc.cell("条数")), Doc.row(Doc.cell("投诉"), Doc.cell("4")))
  let cell = "<w:tc>\(inner)\(Doc.paragraph(""))</w:tc>"
  func document(_ value: String) -> String {
    Doc.paragraph("丙县林业局2023年政府信息公开工作年度报告") + Doc.paragraph("一、总体情况")
      + Doc.table(
        Doc.row(Doc.cell("来信"), Doc.cell(value), cell),
        Doc.row(Doc.cell("来访"), Doc.cell(value), Doc.cell("无")))
  }
  #expect(
    try messages(document("7")).contains {
      $0.contains("warning: a figure stands in a table that holds another")
    })
  #expect(try messages(document("若干")).allSatisfy { !$0.contains("holds another") })
}

// MARK: cells by style

@Test(arguments: ["div", "span"])
func aFigureInACellThatAStyleMakesIsTold(tag: String) throws {
  func page(_ value: String, _ display: String) -> String {
    let cells = ["来信", value].map { "<\(tag) style='display: \(display)'>\($0)</\(tag)>" }
    return title + text + own
      + "<div style='display:table'><div style='display:table-row'>\(cells.joined())</div></div>"
  }
  #expect(
    try notes(page("7", "table-cell")).contains {
      $0.hasPrefix("nianbao: t:1: warning: a figure stands in what a style makes a cell")
    })
  #expect(try notes(page("若干", "table-cell")).isEmpty && notes(page("7", "block")).isEmpty)
}
