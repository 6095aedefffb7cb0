import Bytes
import Foundation
import Testing

@testable import Readers

private let title = "清源县水利局2022年政府信息公开工作年度报告"

/// The pieces of a page.
private func pieces(_ html: String) throws -> [String] { try outline(read(html)[0]) }

private func table(_ rows: String) -> String { "<table>\(rows)</table>" }

// MARK: tables

@Test(arguments: [
  (
    "a merged cell is one cell", "<tr><td colspan=2>甲<td>乙<tr><td>1<td>2<td>3",
    ["1.1.1 甲", "1.1.2 乙", "1.2.1 1", "1.2.2 2", "1.2.3 3"]
  ),
  (
    "a covered cell is a blank one", "<tr><td rowspan=2>甲<td>1<tr><td>2",
    ["1.1.1 甲", "1.1.2 1", "1.2.1 ", "1.2.2 2"]
  ),
  (
    "however wide it is", "<tr><td rowspan=2 colspan=3>甲<td>1<tr><td>2",
    ["1.1.1 甲", "1.1.2 1", "1.2.1 ", "1.2.2 2"]
  ),
  (
    "it stands at its place", "<tr><td>甲<td rowspan=3>乙<td>丙<tr><td>1<td>3<tr><td>4<td>6",
    ["1.1.1 甲", "1.1.2 乙", "1.1.3 丙", "1.2.1 1", "1.2.2 ", "1.2.3 3", "1.3.1 4", "1.3.2 ", "1.3.3 6"]
  ),
  (
    "at the end of the row too", "<tr><td>甲<td rowspan=2>乙<tr><td>1",
    ["1.1.1 甲", "1.1.2 乙", "1.2.1 1", "1.2.2 "]
  ),
  (
    "a rowspan of 0 goes to the end of its rows",
    "<tbody><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3<tbody><tr><td>乙<td>4",
    ["1.1.1 甲", "1.1.2 1", "1.2.1 ", "1.2.2 2", "1.3.1 ", "1.3.2 3", "1.4.1 乙", "1.4.2 4"]
  ),
  (
    "a rowspan does not leave its group", "<thead><tr><th rowspan=3>甲<th>乙<tbody><tr><td>1<td>2",
    ["1.1.1 甲", "1.1.2 乙", "1.2.1 1", "1.2.2 2"]
  ),
  (
    "a row of covered cells only is none",
    "<tr><td rowspan=2>甲<td rowspan=2>1</tr><tr></tr><tr><td>乙<td>2</tr>",
    ["1.1.1 甲", "1.1.2 1", "1.2.1 乙", "1.2.2 2"]
  ),
  (
    "too large a rowspan ends with the table", "<tr><td rowspan=10000000>甲<td colspan=9999>1<tr><td>2",
    ["1.1.1 甲", "1.1.2 1", "1.2.1 ", "1.2.2 2"]
  ),
  (
    "no number is 1", "<tr><td rowspan=x colspan=''>甲<td rowspan>1<tr><td>乙<td rowspan=-3>2",
    ["1.1.1 甲", "1.1.2 1", "1.2.1 乙", "1.2.2 2"]
  ),
  (
    "paragraphs and breaks of a cell are joined", "<tr><td><p>本年新</p><p>制作数量</p><td>结果<br>维持<td>a<br/>b",
    ["1.1.1 本年新制作数量", "1.1.2 结果维持", "1.1.3 a b"]
  ),
  (
    "blank cells stay", "<tr><td>甲<td></td><td> <td><p></p><td>1",
    ["1.1.1 甲", "1.1.2 ", "1.1.3 ", "1.1.4 ", "1.1.5 1"]
  ),
  (
    "no-break spaces stay", "<tr><td>甲<td>&nbsp;<td>&nbsp;0<td>0&#160;",
    ["1.1.1 甲", "1.1.2 \u{A0}", "1.1.3 \u{A0}0", "1.1.4 0\u{A0}"]
  ),
  (
    "a caption stands before the table, and so does what stands between cells",
    "<caption>表一</caption><tr><td>甲<td>1</tr>说明<tr><td>乙<td>2",
    ["p 表一", "p 说明", "1.1.1 甲", "1.1.2 1", "1.2.1 乙", "1.2.2 2"]
  ),
  ("one cell a row is no table", "<tr><td>第一段。</td></tr><tr><td>第二段。</td></tr>", ["p 第一段。", "p 第二段。"]),
  (
    "a table of one cell in a cell is text", "<tr><td>甲<td><table><tr><td>12</td></tr></table></td><td>3",
    ["1.1.1 甲", "1.1.2 12", "1.1.3 3"]
  ),
  (
    "cells that are not shown are not there",
    "<tr><td>甲<td style='display : none'>9</td><td>1<tr hidden><td>乙<td>2<tr><td>丙<td>3",
    ["1.1.1 甲", "1.1.2 1", "1.2.1 丙", "1.2.2 3"]
  ),
  (
    "tags in capitals, attributes in any quotes", "<TR><TD ROWSPAN = '2'>甲<TD>1</TD></TR><TR><TD>2",
    ["1.1.1 甲", "1.1.2 1", "1.2.1 ", "1.2.2 2"]
  ),
  (
    "stray end tags do nothing", "</p></div><tr></td><td>甲</span></b><td>1</div></tr></tr></li>",
    ["1.1.1 甲", "1.1.2 1"]
  ),
])
func cellsOfPages(rule: String, rows: String, expected: [String]) throws {
  let read = try pieces("<p>开头。</p>" + table(rows) + "<p>后文。</p>")
  #expect(read == ["p 开头。"] + expected + ["p 后文。"], "\(rule)")
}

@Test func theLineOfACellIsThatOfItsText() throws {
  let report = try read("<table>\n<tr><td>\n\n<p>甲\n</td>\n<td></td><td>\n1</td>")[0]
  #expect(report.pieces.map(\.line) == [4, 6, 7])
}

/// A line below the one before it would begin another report in cells CSV.
@Test func linesNeverGoBack() throws {
  let cells =
    "<table>\n<tr><td>甲<td rowspan=2>\n<p>\n乙<tr>\n<td>丙\n<p>\n丁</td>\n</tr>说明<caption>\n表</caption></table>"
  let report = try read(cells + "<p>\n后文。<title>\n\(title)</title>")[0]
  #expect(
    outline(report) == ["t \(title)", "p 说明", "p 表", "1.1.1 甲", "1.1.2 乙", "1.2.1 丙丁", "1.2.2 ", "p 后文。"])
  #expect(report.pieces.map(\.line) == [2, 2, 2, 2, 4, 5, 5, 10])
}

@Test func rowsCutOutOfAPageAreATable() throws {
  #expect(try pieces("<tr><td>甲<td>1<tr><td>乙<td>2<p>二") == ["1.1.1 甲", "1.1.2 1", "1.2.1 乙", "1.2.2 2 二"])
  #expect(try pieces("<tr><td>甲<td>1</tr><p>二") == ["1.1.1 甲", "1.1.2 1", "p 二"])
}

@Test func tablesThatHoldTablesAreLayout() throws {
  let inner = table("<tr><td>规章<td>1<td>2<tr><td>行政许可<td>3<td>4")
  let html = table("<tr><td>左<td><h1>\(title)</h1><p>一、总体情况</p>正文。\(inner)后文。")
  #expect(
    try pieces(table("<tr><td>\(html)<td>右")) == [
      "p 左", "t \(title)", "h 一、总体情况", "p 正文。", "1.1.1 规章", "1.1.2 1", "1.1.3 2", "1.2.1 行政许可", "1.2.2 3",
      "1.2.3 4", "p 后文。", "p 右",
    ])
}

@Test func aTableWithSectionsInACellIsLayout() throws {
  let html = table("<tr><td>栏目<td><p>\(title)</p><p>一、总体情况</p><p>正文。</p></td></tr>")
  #expect(try pieces(html) == ["p 栏目", "t \(title)", "h 一、总体情况", "p 正文。"])
}

@Test func aReportThatIsOneTableIsParted() throws {
  let prose = String(repeating: "全县各单位认真做好工作。", count: 30)
  let html = table(
    "<tr><td colspan=2>一、总体情况<tr><td colspan=2><p>\(prose)<p>\(prose)<tr><td colspan=2>二、主动公开政府信息情况"
      + "<tr><td>规章<td>1<tr><td>行政许可<td>2")
  #expect(
    try pieces(html) == [
      "h 一、总体情况", "p \(prose)", "p \(prose)", "h 二、主动公开政府信息情况", "1.1.1 规章", "1.1.2 1", "1.2.1 行政许可",
      "1.2.2 2",
    ])
}

// MARK: text

@Test(arguments: [
  ("标签<b>不</b><span>断</span>开<o:p></o:p>文字", ["p 标签不断开文字"]),
  (
    "一段<p>二段<div>三段</div>四段<br>五段<li>六段<h3>七段</h3>八段",
    ["一", "二", "三", "四", "五", "六", "七", "八"].map { "p \($0)段" }
  ),
  ("中文里的\n  换行，<span>句号\r\n</span>后也是", ["p 中文里的换行，句号后也是"]),
  ("共 3\n件 a\nb", ["p 共 3 件 a b"]),
  ("a&nbsp;&nbsp;b&ensp;c&emsp;d", ["p a\u{A0}\u{A0}b\u{2002}c\u{2003}d"]),
  ("&ldquo;三安全一稳定&rdquo;&hellip;&mdash;&middot;&times;", ["p “三安全一稳定”…—·×"]),
  ("&lt;甲&gt; &amp;amp; &quot;&apos;&#39;&#x4E2D;&#25991;", ["p <甲> &amp; \"''中文"]),
  ("&nbsp乙&copy2022 &unknown; & &; &#; &#x;", ["p 乙©2022 &unknown; & &; &#; &#x;"]),
  ("&#147;引&#148;&#133;&#0;&#xD800;&#99999999999;", ["p “引”…\u{FFFD}\u{FFFD}\u{FFFD}"]),
  ("甲&#10;乙&#x2028;丙\u{2028}丁\u{B}戊", ["p 甲 乙 丙 丁 戊"]),
  ("5<6, a < b <- c </ 乙>丙", ["p 5<6, a < b <- c 丙"]),
  ("甲<!-- <p>乙 --> <!-->丙<!---->丁<!doctype x>戊<?xml version='1'?>", ["p 甲丙丁戊".replacing("甲丙", with: "甲 丙")]),
  ("甲<!--[if gte mso 9]><xml>乙</xml><![endif]--><![if !supportLists]>一、<![endif]>丙", ["p 甲一、丙"]),
  ("<![CDATA[甲<b>乙</b>]]>丙", ["p 甲乙丙"]),
  ("甲<script>if (a<b) document.write('<p>乙</p>')</script>丙<style>p{}</style>", ["p 甲丙"]),
  ("甲<textarea><p>乙</textarea><noscript>丙</noscript><iframe src=x>丁</iframe>戊", ["p 甲戊"]),
  (
    "甲<span style='color:red; DISPLAY:None'>乙<span>丙</span></span>丁<div hidden>戊<div></div>己</div>庚",
    ["p 甲丁", "p 庚"]
  ),
  ("甲<select><option>乙<option>丙</select><button>丁</button><input value=戊>己", ["p 甲己"]),
  ("<nav><ul><li>首页</ul></nav>甲<aside>乙</aside><footer>丙</footer>", ["p 甲"]),
  ("<p style='display:none'>甲<p>乙<ul><li hidden>丙<li>丁</ul>", ["p 乙", "p 丁"]),
  ("<ruby>严<rp>(</rp><rt>yán</rt><rp>)</rp></ruby>格", ["p 严格"]),
  ("<pre>第一行\n第二行</pre>", ["p 第一行", "p 第二行"]),
  ("<p>做好公开工作等。<b>二、主动公开政府信息情况</b></p>", ["p 做好公开工作等。", "h 二、主动公开政府信息情况"]),
  ("正文。<br />四、政府信息公开行政复议、行政诉讼情况<br />", ["p 正文。", "h 四、政府信息公开行政复议、行政诉讼情况"]),
])
func textOfPages(body: String, expected: [String]) throws {
  #expect(try pieces("<html><body>" + body) == expected)
}

// MARK: pages of sites

@Test func whatStandsAroundAReportIsLeftOut() throws {
  let html = """
    <!DOCTYPE html><html><head><title>\(title)_清源县人民政府</title><script>var a = "<table>";</script></head><body>
    <div class="top"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
    <div>当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 2022年政府信息公开年报</div>
    <table><tr><td>索 引 号</td><td>01441/2023-0473</td><td>信息分类</td><td>年度报告</td></tr>
    <tr><td>发布机构</td><td>县水利局</td><td>发布日期</td><td>2023-01-20</td></tr></table>
    <h1>\(title)</h1>
    <div>发布时间：2023-01-20 10:00 来源：<a href="/x">县水利局</a> 浏览次数：<span id="n">12</span> 字体：[大 中 小]</div>
    <div class="article"><p>一、总体情况</p><p>正文见<a href="/n">政府网站</a>。</p>
    <table><tr><td>渠道</td><td>条数</td></tr><tr><td>网站</td><td>12</td></tr></table>
    <p>六、其他需要报告的事项</p><p>无。</p><p>清源县水利局</p><p>2023年1月20日</p></div>
    <div><a href="1">【打印本页】</a> <a href="2">【关闭窗口】</a></div>
    <ul><li><a href="3">清源县水利局2021年政府信息公开工作年度报告</a></li><li><a href="4">其他</a></li></ul>
    <table><tr><td>电话</td><td>8888</td></tr><tr><td>邮编</td><td>310000</td></tr></table>
    <div>版权所有：清源县人民政府 浙ICP备05000000号</div></body></html>
    """
  let report = try read(html)[0]
  #expect(
    outline(report) == [
      "t \(title)", "h 一、总体情况", "p 正文见政府网站。", "1.1.1 渠道", "1.1.2 条数", "1.2.1 网站", "1.2.2 12", "h 六、其他需要报告的事项",
      "p 无。", "p 清源县水利局", "p 2023年1月20日",
    ])
  #expect(String(decoding: report.agency, as: UTF8.self) == "清源县水利局")
  #expect(String(decoding: report.year, as: UTF8.self) == "2022")
}

@Test func aDocumentWithoutLinksIsAllReport() throws {
  let html = "<p>清源县水利局文件</p><p>清水〔2023〕2号</p><h1>\(title)</h1><p>一、总体情况</p><p>正文。</p><p>联系人：张三</p>"
  #expect(
    try pieces(html) == ["p 清源县水利局文件", "p 清水〔2023〕2号", "t \(title)", "h 一、总体情况", "p 正文。", "p 联系人：张三"])
}

@Test func tablesBehindTheSignatureThatAreTheFormsStay() throws {
  let html = """
    <h1>\(title)</h1><p>一、概述</p><p>正文。</p><p>2023年1月20日</p><p>关闭</p>
    <table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>1<td>2<td>3</table><p>上一篇：无</p><p>下一篇</p>
    """
  #expect(try pieces(html).last == "1.2.4 3")
}

@Test func listsOfLinksInAReportAreNone() throws {
  let html =
    "<h1>\(title)</h1><p>一、总体情况</p><p>正文。</p><ul><li><a href=1>甲</a><li><a href=2>乙</a></ul><p><a href=3>附件</a></p>"
  #expect(try pieces(html).suffix(1) == ["p 正文。"])
  let one = "<h1>\(title)</h1><p>一、总体情况</p><p>正文。</p><p><a href=3>附件：公开统计表</a></p><p><a name=x>注</a></p>"
  #expect(try pieces(one).suffix(2) == ["p 附件：公开统计表", "p 注"])
}

@Test(arguments: [
  ("<title>\(title)-清源门户</title>", "<p>一、总体情况</p><p>正文。</p>", "清源县水利局 2022"),
  ("<title>\(title)</title>", "<h1>政府信息公开工作年度报告</h1><p>一、总体情况</p><p>正文。</p>", "清源县水利局 2022"),
  ("<title>清源县人民政府2019年政府信息公开工作年度报告</title>", "<h1>\(title)</h1><p>一、总体情况</p>", "清源县水利局 2022"),
  ("<title>清源县人民政府</title>", "<p>现公布清源县水利局2021年政府信息公开工作年度报告。</p><p>一、总体情况</p><p>正文。</p>", "清源县水利局 2021"),
  ("", "<table><tr><td>名称<td>\(title)<tr><td>日期<td>2023-01-02</table><p>一、总体情况</p>", "清源县水利局 2022"),
  (
    "", "<p><a href=x>2019年政府信息公开年报</a></p><h1>清源县水利局<br>2022年政府信息公开<br>工作年度报告</h1><p>一、总体情况</p>",
    "清源县水利局 2022"
  ),
])
func titlesOfPages(head: String, body: String, expected: String) throws {
  let report = try read("<html><head>\(head)</head><body>\(body)</body></html>")[0]
  #expect(String(decoding: report.agency + [0x20] + report.year, as: UTF8.self) == expected)
}

// MARK: JSON

@Test func pagesInStringsOfJSONAreRead() throws {
  let json = #"""
    {"title": "清源县水利局2022年政府信息公开工作年度报告", "id": 7,
     "content": "<p>一、总体情况<\/p>\n<table>\n<tr><td rowspan=\"2\">\u4e2d\u6587<\/td><td>1<\/td><\/tr>\r\n<tr><td>2<\/td><\/tr><\/table>"}
    """#
  let report = try read(json)[0]
  #expect(outline(report) == ["t \(title)", "h 一、总体情况", "1.1.1 中文", "1.1.2 1", "1.2.1 ", "1.2.2 2"])
  #expect(report.pieces.map(\.line) == [1, 2, 2, 2, 2, 2])
}

@Test func pagesInStringsOfJSONMayBeAllASCII() throws {
  let json = #"[{"a":"\u003ctable\u003e\u003ctr\u003e\u003ctd\u003e\u7532\u003ctd\u003e\ud83d\ude00\/"}]"#
  #expect(try pieces(json) == ["1.1.1 甲", "1.1.2 😀/"])
}

@Test func headingsThatAreAnchorsAreHeadings() throws {
  let html = "<div><a href=/>首页</a></div><h1>\(title)</h1><h2><a href='#1'>一、总体情况</a></h2><p>正文。</p>"
  #expect(try pieces(html) == ["t \(title)", "h 一、总体情况", "p 正文。"])
}

@Test func aPageThatWordSavedIsRead() throws {
  let html = """
    <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=gb2312><!--[if gte mso 9]><xml><o:p/></xml><![endif]-->
    <style><!-- p.MsoNormal {mso-style-parent:""} --></style></head><body lang=ZH-CN><div class=WordSection1>
    <p class=MsoNormal align=center style='text-align:center'><b><span lang=EN-US
    style='font-size:22.0pt;mso-fareast-font-family:
    "Times New Roman"'>2022</span>年清源县水利局政府信息公开工作年
    度报告<span lang=EN-US><o:p></o:p></span></b></p>
    <p class=MsoNormal><![if !supportLists]><span>一、</span><![endif]>总体情况<o:p></o:p></p>
    <table class=MsoNormalTable border=1><tr style='mso-yfti-irow:0'><td width=10 rowspan=2 valign=top><p class=MsoNormal>网站<span
    lang=EN-US><o:p></o:p></span></p></td><td><p>条</p></td><td><p><span lang=EN-US>&nbsp;12<o:p></o:p></span></p></td></tr>
    <![if !supportMisalignedColumns]><tr><td><p>次</p></td><td><p>3</p></td></tr><![endif]></table></div></body></html>
    """
  #expect(
    try pieces(html) == [
      "t 2022年清源县水利局政府信息公开工作年度报告", "h 一、总体情况", "1.1.1 网站", "1.1.2 条", "1.1.3 \u{A0}12", "1.2.1 ", "1.2.2 次",
      "1.2.3 3",
    ])
}

@Test func aPageWithTheEscapesOfJSONIsRead() throws {
  let text =
    #"<table border=\"1\">\n<tr>\n<td rowspan=\"2\" style=\"width: 10px\">中\"文\"<\/td><td>1<\/td></tr><tr><td>2</table>"#
  #expect(try pieces(text) == ["1.1.1 中\"文\"", "1.1.2 1", "1.2.1 ", "1.2.2 2"])
}

// MARK: hostile pages

@Test(
  .timeLimit(.minutes(10)),
  arguments: [
    String(repeating: "<table><tr><td>", count: 100_000) + "甲<td>1",
    String(repeating: "<div>", count: 100_000) + "甲",
    String(repeating: "<table>", count: 100_000) + "甲",
    String(repeating: "<td>", count: 100_000) + "甲",
    String(repeating: "<a href=x><p hidden>", count: 100_000) + "<p>甲",
    "<p>甲" + String(repeating: "<", count: 400_000),
    "<p>甲" + String(repeating: "</", count: 300_000),
    "<p>甲" + String(repeating: "&#x", count: 100_000),
    "<p>甲" + String(repeating: "&ampamp", count: 100_000),
    "<p>甲<!--" + String(repeating: "<!--", count: 100_000),
    "<p>甲<b " + String(repeating: "a=\"", count: 100_000),
    "<p>甲" + String(repeating: "<script>", count: 50_000),
    "<p>甲<td " + String(repeating: "rowspan=9 ", count: 100_000),
    "<table><tr><td>甲<td>" + String(repeating: "一", count: 300_000),
    "<p>甲" + String(repeating: "<![CDATA[]]", count: 50_000),
  ])
func hostilePagesTakeTimeInProportion(html: String) throws {
  let report = try read(html)[0]
  #expect(String(decoding: report.text, as: UTF8.self).contains("甲"))
}

@Test func mergedCellsThatCoverBillionsAreRefused() throws {
  let head = "<tr>" + String(repeating: "<td rowspan=65534>", count: 20_000)
  let html = table(head + String(repeating: "<tr><td>1", count: 20_000))
  #expect(throws: ReportError.tooManyCovered(Location("t"))) { try read(html) }
}

@Test func aPageWithoutTextIsEmpty() throws {
  #expect(throws: ReportError.empty(name: "t")) {
    try read("<html><head><title></title></head><body><p>&nbsp;</p></body></html>")
  }
}

/// Such a table is taken for layout, and its cells for text.
@Test func aFigureInATableOfOneColumnIsTold() throws {
  func notes(_ cells: [String]) throws -> [String] {
    let rows = cells.map { "<tr><td>\($0)</td></tr>" }.joined()
    return try read("<h1>云浦县林业局2022年政府信息公开工作年度报告</h1><p>一、概述</p><table>\(rows)</table><p>五、其他</p><p>无。</p>")[
      0
    ]
    .notes.map(\.description)
  }
  #expect(try notes(["发布", "12", "7"]).contains { $0.contains("in a table of one column") })
  #expect(try notes(["全年发布12条。"]).isEmpty)
  #expect(
    try notes(["发布<table><tr><td>渠道</td><td>数量</td></tr><tr><td>网站</td><td>5</td></tr></table>", "全年。"])
      .isEmpty)
}
