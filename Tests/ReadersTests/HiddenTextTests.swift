import Bytes
import Testing

@testable import Readers

/// The cells behind the first one in each row of a page's table, and what is told of it.
private func cells(_ rows: String, style: String = "", behind: String = "") throws -> (
  cells: [String], warnings: [String]
) {
  let html = """
    <html><head><style>\(style)</style></head><body><h1>清源县水利局2022年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>
    <table><tr><td>甲</td><td>9</td></tr>\(rows)</table>\(behind)</body></html>
    """
  var reader = ReportReader(
    ByteReader(bytes: Array(html.utf8), name: "t"), name: "t", vocabulary: officialVocabulary)
  let report = try #require(try reader.next())
  let texts = report.pieces.filter { $0.kind == .cell }.map {
    "\($0.row).\($0.cell) " + String(decoding: report.text[$0.range], as: UTF8.self)
  }
  return (Array(texts.dropFirst(2)), report.notes.map(\.what))
}

/// A cell that cannot be seen is a blank one; a row that makes no box is none.
@Test(arguments: [
  ("<tr><td>乙<td style='visibility:hidden'>3<td>4", ["2.1 乙", "2.2 ", "2.3 4"]),
  ("<tr style='visibility:hidden'><td>乙<td>3</tr><tr><td>丙<td>4", ["2.1 ", "2.2 ", "3.1 丙", "3.2 4"]),
  ("<tr style='visibility:collapse'><td>乙<td>3</tr><tr><td>丙<td>4", ["2.1 丙", "2.2 4"]),
  ("<tr><td>乙<td><span style='visibility:hidden'>1</span>3", ["2.1 乙", "2.2 3"]),
  (
    "<tr style='visibility:hidden'><td>乙<td style='visibility:visible'>3<td>4<tr><td>丙<td>5",
    ["2.1 ", "2.2 3", "2.3 ", "3.1 丙", "3.2 5"]
  ),
  (
    "<tr><td>乙<td><div style='visibility:hidden'>1<b style='visibility:visible'>2</b>5</div>3",
    ["2.1 乙", "2.2 2 3"]
  ),
  ("<tr><td>乙<td class=no>3<td>4", ["2.1 乙", "2.2 4"]),
  ("<tr class=no><td>乙<td>3<tr><td>丙<td>4", ["2.1 丙", "2.2 4"]),
  ("<tr><td>乙<td><i class='no x'>1</i>3", ["2.1 乙", "2.2 3"]),
  ("<tr><td>乙<td><u id=one>1</u>3", ["2.1 乙", "2.2 3"]),
  ("<tr><td>乙<td><input value=3 style='visibility:hidden'>", ["2.1 乙", "2.2 "]),
  ("<tr><td>乙<td class=dim>3<td>4", ["2.1 乙", "2.2 ", "2.3 4"]),
])
func whatThePageHidesIsNotRead(rows: String, expected: [String]) throws {
  let style = ".no{display:none}#one{display:none}.dim{visibility:hidden}@media print{td{display:none}}"
  let found = try cells(rows, style: style)
  #expect(found.cells == expected)
  #expect(found.warnings.isEmpty)
  // The same rules behind what they hide.
  let late = try cells(rows, behind: "<style>\(style)</style>")
  #expect(late.cells == expected)
}

/// What stands in 3, and is not shown, is no digit of it.
@Test(arguments: [
  ("<td><i style='font-size:0'>1</i>3", "3"),
  ("<td style='font-size:0'>1<i style='font-size:9pt'>3</i>", "3"),
  ("<td style='font-size:0'>1<i style='font-size:2em'>3</i>", ""), ("<td style='font-size:0px'><p>3</p>", ""),
  ("<td><i style='position:absolute;left:-9999px'>1</i>3", "3"),
  ("<td style='text-indent:-9999px'>3<p style='text-indent:0'>4</p>", "4"),
  ("<td style='opacity:0'>1<i style='opacity:1'>3</i>", ""),
  ("<td style='color:transparent'>1<i style='color:#333'>3</i>", "3"),
  ("<td><div style='height:0;overflow:hidden'>1</div>3", "3"), ("<td class=a>3<i>1</i>", "3"),
  ("<td>3<i>1</i>", "31"),
])
func textThatCannotBeSeenIsNotRead(cell: String, expected: String) throws {
  let found = try cells("<tr><td>乙\(cell)", style: ".a i,.a b{display:none}")
  #expect(found.cells == ["2.1 乙", "2.2 \(expected)"])
  #expect(found.warnings.isEmpty)
}

@Test func aRuleThatIsNotUnderstoodIsToldWhereItMayHideText() throws {
  let row = "<tr><td>乙<td>3<i>1</i>"
  let what = "a rule of the page's styles may hide text that is read"
  let style = "i:nth-child( 2 ){display:none}"
  #expect(try cells(row, style: style).cells == ["2.1 乙", "2.2 31"])
  #expect(try cells(row + "<i>5</i>", style: style).warnings == [what])
  #expect(try cells(row, behind: "<style>\(style)</style>").warnings == [what])
  #expect(try cells("<tr><td>乙<td>3<i> </i>", style: style).warnings.isEmpty)
  #expect(try cells(row, style: "b:nth-child(2){display:none}").warnings.isEmpty)
}

/// A cell that shows something is no blank one: its text is U+FFFC, unless it has some.
@Test(arguments: [
  ("<td><img src=1.png alt=11>", "\u{FFFC}"), ("<td><p><img src=1.png></p>&nbsp;", "\u{A0}"),
  ("<td><img src=1.png>3", "3"),
  ("<td><svg><text>12</text></svg>", "\u{FFFC}"), ("<td><canvas></canvas>", "\u{FFFC}"),
  ("<td><object data=a.svg></object>", "\u{FFFC}"), ("<td><iframe src=a.html></iframe>", "\u{FFFC}"),
  ("<td><button>3</button>", "\u{FFFC}"), ("<td><meter value=3></meter>", "\u{FFFC}"),
  ("<td><table><tr><td><img src=1.png></td></tr></table>", "\u{FFFC}"),
  ("<td><table><tr><td></td></tr></table>", ""), ("<td><select><option>1<option>2</select>", "\u{FFFC}"),
  ("<td><select><option>1<option selected>2</select>", "2"), ("<td><textarea>11</textarea>", "11"),
  ("<td><textarea>\n1&#50;\n</textarea>", "12"), ("<td><textarea style='display:none'>11</textarea>", ""),
  ("<td><textarea class=no>11</textarea>3", "3"),
  ("<td><img src=1.png style='display:none'>", ""), ("<td><img src=1.png hidden>", ""),
  ("<td><i class=no><img src=1.png></i>", ""), ("<td><img src=1.png width=1 height=1>", ""),
  ("<td><i style='visibility:hidden'><img src=1.png></i>", ""),
])
func aCellThatShowsWhatIsNoTextIsNoBlankOne(cell: String, expected: String) throws {
  #expect(
    try cells("<tr><td>乙\(cell)<td>4", style: ".no{display:none}").cells == [
      "2.1 乙", "2.2 \(expected)", "2.3 4",
    ])
}

@Test func picturesOutsideOfCellsAreNothing() throws {
  let picture = "<table><tr><td><img src=1.png></td></tr></table><p><img src=2.png></p><textarea>9</textarea>"
  #expect(try cells("", behind: picture).cells.isEmpty)
}

@Test func aTableThatCannotBeSeenIsTold() throws {
  let table = "<table><tr><td>丙</td><td>12</td></tr></table>"
  let what = ["a table with figures is left out that the page hides"]
  #expect(try cells("", behind: "<div style='opacity:0'>\(table)</div>").warnings == what)
  #expect(try cells("", behind: "<div style='visibility:hidden'>\(table)</div>").warnings == what)
  #expect(try cells("", behind: "<div style='height:0;overflow:hidden'>\(table)</div>").warnings == what)
  #expect(try cells("", behind: "<div style='position:absolute;top:-999em'>\(table)</div>").warnings == what)
}

@Test func stylesForPrintHideNothing() throws {
  let rows = "<tr><td>乙<td class=no>3"
  #expect(
    try cells(rows, behind: "<style media=print>.no{display:none}</style>").cells == ["2.1 乙", "2.2 3"])
  #expect(try cells(rows, behind: "<style media=Screen>.no{display:none}</style>").cells == ["2.1 乙"])
  #expect(try cells(rows, behind: "<!--<style>.no{display:none}</style>-->").cells == ["2.1 乙", "2.2 3"])
}

@Test func aHiddenTableWithFiguresIsTold() throws {
  let table = "<table class=no><tr><td>丙</td><td>12</td></tr></table>"
  #expect(
    try cells("", style: ".no{display:none}", behind: table).warnings == [
      "a table with figures is left out that the page hides"
    ])
  #expect(try cells("", behind: "<div hidden>\(table)</div>").warnings.count == 1)
  #expect(try cells("", style: ".no{visibility:hidden}", behind: table).warnings.count == 1)
  #expect(try cells("", behind: "<div hidden><table><tr><td>丙</td></tr></table></div>").warnings.isEmpty)
}

@Test(arguments: [
  ("<tr><td>乙<td>3</td<td>4", ["2.1 乙", "2.2 3", "2.3 4"], "a tag has no > before the next tag begins"),
  (
    "<tr><td>乙<td class=\"x>3</td><td class=\"y\">4<td>5", ["2.1 乙", "2.2 4", "2.3 5"],
    "an attribute of a tag holds a figure and the end of a cell"
  ),
  (
    "<tr><td>乙<td>3<!-- 4", ["2.1 乙", "2.2 3"], "a tag, a comment or a script is open at the end of the page"
  ),
])
func figuresInBrokenTagsAreTold(rows: String, expected: [String], warning: String) throws {
  let found = try cells(rows)
  #expect(found.cells == expected)
  #expect(found.warnings == [warning])
}
