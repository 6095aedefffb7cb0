import Bytes
import Testing

@testable import Readers

/// Whether a line in the last section ends the report, and what is told of the table behind it.
private func readPage(_ line: String) throws -> (ends: Bool, hasTable: Bool, warnings: [String]) {
  let html = """
    <a href='/'>首页</a><h1>清源县水利局2022年政府信息公开工作年度报告</h1><p>六、其他需要报告的事项</p><p>本年度无收费。</p>
    \(line)<p>尾声</p><table><tr><td>平台</td><td>条数</td></tr><tr><td>微信</td><td>117</td></tr></table>
    """
  var reader = ReportReader(
    ByteReader(bytes: Array(html.utf8), name: "t"), name: "t", vocabulary: officialVocabulary)
  let report = try #require(try reader.next())
  let texts = report.pieces.map { String(decoding: report.text[$0.range], as: UTF8.self) }
  return (!texts.contains("尾声"), texts.contains("117"), report.notes.map(\.what))
}

@Test(arguments: [
  "<p>关闭停更的政务新媒体账号5个，保留2个。</p>", "<p>关闭停更账号情况如下</p>", "<p>关闭停更账号5个</p>", "<p>分享到各平台的信息共320条。</p>",
  "<p>责任编辑、审核人员共培训3次</p>", "<p>相关链接已全部更新，共计20条</p>", "<p>扫一扫功能已上线；</p>", "<p>联系我们栏目收到来信12封。</p>",
  "<p>友情链接栏目清理失效链接9条</p>", "<p>技术支持单位更换1家，运行平稳。</p>", "<p>上一条线索已办结，下一条在办</p>",
  "<p>全年完成网站备案3个；网站标识码更新1次，公网安备已变更。</p>", "<p>打印关闭等按钮已修复，共4处。</p>",
])
func aSentenceDoesNotEndTheReport(line: String) throws {
  let found = try readPage(line)
  #expect(!found.ends && found.hasTable)
  #expect(found.warnings.isEmpty)
}

@Test(arguments: [
  "<p>关闭</p>", "<p>【关闭窗口】</p>", "<p>打印本页 | 关闭本页</p>", "<p>关闭 打印 分享</p>", "<p>分享到：微信 微博</p>",
  "<p>分享到微信朋友圈</p>",
  "<p>责任编辑：王小明</p>", "<p>责任编辑 王小明</p>", "<p>相关链接</p>", "<p>上一篇：关于做好3月工作的通知</p>", "<p>扫一扫在手机打开当前页</p>",
  "<p><a href='/x'>关闭停更的账号清单</a></p>", "<p>主办单位：清源县人民政府办公室 地址：清源路1号 电话：0000-1234567</p>",
  "<p>版权所有，未经许可不得转载。</p>", "<p>某ICP备00000000号-1</p>",
])
func aLineOfThePageEndsTheReport(line: String) throws {
  let found = try readPage(line)
  #expect(found.ends && !found.hasTable)
  #expect(found.warnings == ["a table with figures is left out that stands behind the end of the report"])
}

/// Of a table the first head is shown first and the first foot last; no cell reaches from one group into another.
@Test(arguments: [
  (
    "<tfoot><tr><td>计<td>5</tfoot><tbody><tr><td>甲<td>2<tr><td>乙<td>3</tbody>",
    ["甲", "2", "乙", "3", "计", "5"]
  ),
  (
    "<tbody><tr><td>甲<td>2</tbody><thead><tr><td>名<td>数</thead><tfoot><tr><td>计<td>5</tfoot><tbody><tr><td>乙<td>3",
    ["名", "数", "甲", "2", "乙", "3", "计", "5"]
  ),
  (
    "<thead><tr><td>名<td>数<thead><tr><td>甲<td>2<tfoot><tr><td>计<td>5<tfoot><tr><td>乙<td>3",
    ["名", "数", "甲", "2", "乙", "3", "计", "5"]
  ),
  (
    "<tfoot><tr><td rowspan=3>计<td>5</tfoot><tr><td>甲<td>2<tr><td rowspan=9>乙<td>3",
    ["甲", "2", "乙", "3", "计", "5"]
  ),
])
func groupsOfRowsStandWhereTheyAreShown(rows: String, expected: [String]) throws {
  let html = "<p>一、总体情况</p><table>\(rows)</table>"
  let report = try #require(try read(html).first)
  #expect(
    report.pieces.filter { $0.kind == .cell }.map { String(decoding: report.text[$0.range], as: UTF8.self) }
      == expected)
}
