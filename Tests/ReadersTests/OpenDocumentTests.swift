import Bytes
import TestSupport
import Testing

@testable import Readers

// Texts of OpenDocument: the cells of a table, and what of the text is shown.

private let namespaces = ["office", "text", "table", "style", "draw:drawing", "svg:svg-compatible"].map {
  name in
  let parts = name.split(separator: ":")
  return "xmlns:\(parts[0])=\"urn:oasis:names:tc:opendocument:xmlns:\(parts.last!):1.0\""
}.joined(separator: " ")

private func content(
  _ body: String, styles: String = "", root: String = "document-content", _ attributes: String = ""
) -> [UInt8] {
  Array(
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <office:\(root) \(namespaces) \(attributes)><office:automatic-styles>\(styles)</office:automatic-styles>
    <office:body><office:text>\(body)</office:text></office:body></office:\(root)>
    """.utf8)
}

private let mimetype = "application/vnd.oasis.opendocument.text"

private func package(_ body: String, styles: String = "", named: String = "") -> [UInt8] {
  TestArchive([
    .init("mimetype", Array(mimetype.utf8)),
    .init("content.xml", content(body, styles: styles), isDeflated: true),
    .init("styles.xml", content("", styles: named, root: "document-styles")),
    .init("META-INF/manifest.xml", Array("<m/>".utf8)),
  ]).bytes
}

private func pieces(_ body: String, styles: String = "", named: String = "") throws -> [String] {
  try outline(read(package(body, styles: styles, named: named))[0])
}

private func p(_ text: String) -> String { "<text:p>\(text)</text:p>" }
private func cell(_ text: String, _ attributes: String = "") -> String {
  "<table:table-cell \(attributes)>\(p(text))</table:table-cell>"
}
private func row(_ cells: String...) -> String { "<table:table-row>\(cells.joined())</table:table-row>" }
private func table(_ rows: String...) -> String { "<table:table>\(rows.joined())</table:table>" }
private let covered = "<table:covered-table-cell/>"
private let across = "table:number-columns-spanned='2'"
private let down = "table:number-rows-spanned='2'"

@Test(
  arguments: [
    (
      "cells", [row(cell("甲"), cell("乙")), row(cell("1"), cell("2"))],
      ["1.1.1 甲", "1.1.2 乙", "1.2.1 1", "1.2.2 2"]
    ),
    (
      "a cell across", [row(cell("甲", across), covered, cell("乙")), row(cell("1"), cell("2"), cell("3"))],
      ["1.1.1 甲", "1.1.2 乙", "1.2.1 1", "1.2.2 2", "1.2.3 3"]
    ),
    (
      "a cell downwards", [row(cell("甲", down), cell("乙")), row(covered, cell("2"))],
      ["1.1.1 甲", "1.1.2 乙", "1.2.1 ", "1.2.2 2"]
    ),
    (
      "a cell in both directions, whose covered cells are counted",
      [
        row(cell("甲", across + " " + down), covered, cell("乙")),
        row("<table:covered-table-cell table:number-columns-repeated='2'/>", cell("2")),
        row(cell("3"), cell("4"), cell("5")),
      ],
      ["1.1.1 甲", "1.1.2 乙", "1.2.1 ", "1.2.2 2", "1.3.1 3", "1.3.2 4", "1.3.3 5"]
    ),
    (
      "text of a covered cell is not shown",
      [
        row(cell("甲", across), "<table:covered-table-cell>\(p("x"))</table:covered-table-cell>"),
        row(cell("1"), cell("2")),
      ],
      ["1.1.1 甲", "1.2.1 1", "1.2.2 2"]
    ),
    (
      "cells that come several times",
      [
        row(cell("甲"), cell("0", "table:number-columns-repeated='3'")),
        row(cell("乙"), cell("1"), cell("2"), cell("3")),
      ],
      ["1.1.1 甲", "1.1.2 0", "1.1.3 0", "1.1.4 0", "1.2.1 乙", "1.2.2 1", "1.2.3 2", "1.2.4 3"]
    ),
    (
      "rows that come several times, and blank ones of which none is built",
      [
        "<table:table-row table:number-rows-repeated='2'>\(cell("甲"))\(cell("1"))</table:table-row>",
        "<table:table-row table:number-rows-repeated='999999999'>\(cell(""))\(cell(""))</table:table-row>",
      ],
      ["1.1.1 甲", "1.1.2 1", "1.2.1 甲", "1.2.2 1", "1.3.1 ", "1.3.2 "]
    ),
    (
      "rows in groups, and one that is hidden",
      [
        "<table:table-header-rows>\(row(cell("甲"), cell("乙")))</table:table-header-rows>",
        "<table:table-row table:visibility='collapse'>\(cell("x"))\(cell("y"))</table:table-row>",
        "<table:table-rows>\(row(cell("1"), cell("2")))</table:table-rows>",
      ],
      ["1.1.1 甲", "1.1.2 乙", "1.2.1 1", "1.2.2 2"]
    ),
    (
      "a table in a cell is the table",
      [
        row(
          cell("a"),
          "<table:table-cell>\(table(row(cell("甲"), cell("乙")), row(cell("1"), cell("2"))))</table:table-cell>"
        )
      ],
      ["p a", "1.1.1 甲", "1.1.2 乙", "1.2.1 1", "1.2.2 2"]
    ),
  ] as [(String, [String], [String])])
func aTableHasItsCells(name: String, rows: [String], expected: [String]) throws {
  #expect(try pieces("<table:table>\(rows.joined())</table:table>") == expected, "\(name)")
}

private let styles = """
  <style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
  <style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
  <style:style style:name="U" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
  <style:style style:name="N" style:family="text" style:parent-style-name="H"><style:text-properties style:text-line-through-style="none"/></style:style>
  <style:style style:name="P" style:family="paragraph" style:parent-style-name="Named"/>
  """
private let named =
  "<style:style style:name='Named' style:family='paragraph'><style:text-properties text:display='none'/></style:style>"

private func span(_ style: String, _ text: String) -> String {
  "<text:span text:style-name='\(style)'>\(text)</text:span>"
}

@Test(arguments: [
  ("收到 \n\t 3<text:s/><text:s text:c='2'/>件", "收到 3   件"), ("a<text:tab/>b", "a b"),
  ("a" + span("H", "x<text:span>y</text:span>") + "b", "ab"), ("a" + span("S", "x") + "b", "ab"),
  ("a" + span("N", "x") + "b", "ab"), ("12" + span("U", "1"), "12 1"), ("a" + span("none", "b") + "c", "abc"),
  ("a<office:annotation><text:p>x</text:p></office:annotation>b", "ab"),
  (
    "12<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>x</text:p></text:note-body></text:note>",
    "12"
  ),
  ("<text:a>a<text:bookmark/>b</text:a><text:page-number>7</text:page-number>", "ab7"),
  ("a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>", "ab"),
  ("a<text:hidden-text text:is-hidden='true'>x</text:hidden-text>", "a"),
  (
    "a<other xmlns='urn:x'>b</other>c<draw:frame><svg:title>x</svg:title><draw:image><text:p>y</text:p></draw:image></draw:frame>",
    "abc"
  ),
])
func whatIsShownIsRead(text: String, expected: String) throws {
  #expect(try pieces(p(text), styles: styles, named: named) == ["p \(expected)"])
}

/// What a list says of its numbers, and a format of negative ones, is not said of the style before it.
@Test(arguments: [
  "<text:list-style style:name='L'><text:list-level-style-number text:level='1'>PROPERTIES</text:list-level-style-number></text:list-style>",
  "<number:number-style xmlns:number='urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0'>PROPERTIES</number:number-style>",
  "<style:default-style style:family='text'>PROPERTIES</style:default-style>",
])
func propertiesOfWhatIsNoStyleAreOfNone(other: String) throws {
  let other = other.replacing(
    "PROPERTIES", with: "<style:text-properties style:text-line-through-style='none' text:display='true'/>")
  let struck =
    "<style:style style:name='S' style:family='text'><style:paragraph-properties><style:background-image><office:binary-data>x</office:binary-data></style:background-image></style:paragraph-properties><style:text-properties style:text-line-through-style='solid'/></style:style>"
  #expect(try pieces(p("a" + span("S", "x") + "b"), styles: struck + other) == ["p ab"])
  let inStyles = struck.replacing("'S'", with: "'N'") + other
  #expect(try pieces(p("a" + span("N", "x") + "b"), named: inStyles) == ["p ab"])
}

@Test func whatStandsAroundTheTextIsNone() throws {
  let body = """
    <text:tracked-changes><text:changed-region><text:deletion><text:p>x</text:p></text:deletion></text:changed-region></text:tracked-changes>
    <office:forms><text:p>x</text:p></office:forms><text:section text:display="none"><text:p>x</text:p></text:section>
    <text:p text:style-name="P">x</text:p><text:h>一</text:h><text:list><text:list-item><text:p>二</text:p></text:list-item></text:list>
    <text:section><text:p>三<text:line-break/>四</text:p></text:section>
    <text:p>五<draw:frame><draw:text-box><text:p>六</text:p></draw:text-box></draw:frame>七</text:p>
    """
  #expect(try pieces(body, styles: styles, named: named) == ["p 一", "p 二", "p 三", "p 四", "p 六", "p 五七"])
}

@Test func aDocumentInOneFileOfXMLIsRead() throws {
  let body = p("说明") + table(row(cell("甲"), cell("乙")), row(cell("1"), cell("2")))
  let flat = content(body, root: "document", "office:mimetype=\"\(mimetype)\"")
  #expect(try outline(read(flat)[0]) == ["p 说明", "1.1.1 甲", "1.1.2 乙", "1.2.1 1", "1.2.2 2"])
}

@Test(
  arguments: [
    [
      .init("mimetype", Array("application/vnd.oasis.opendocument.presentation".utf8)),
      .init("content.xml", []),
    ],
    [
      .init("mimetype", Array(mimetype.utf8)), .init("content.xml", [1, 2, 3]),
      .init("META-INF/manifest.xml", Array("<manifest:encryption-data/>".utf8)),
    ],
  ] as [[TestArchive.Entry]])
func otherDocumentsAndThoseWithAPasswordAreRefused(entries: [TestArchive.Entry]) {
  let error = #expect(throws: ReportError.self) { try read(TestArchive(entries).bytes) }
  guard case .foreign("t", _, _) = error else {
    Issue.record("\(String(describing: error))")
    return
  }
}

@Test func anotherDocumentInATextIsNamed() {
  let presentation = content("", root: "document", "office:mimetype=\"\(mimetype)\"")
  let bytes = Array(
    String(decoding: presentation, as: UTF8.self).replacing("office:text>", with: "office:drawing>").utf8)
  #expect(
    throws: ReportError.foreign(
      name: "t", kind: "an OpenDocument file with a drawing", remedy: "Save the report as .docx or .odt")
  ) { try read(bytes) }
}

@Test func tooManyColumnsAreRefused() {
  for repeats in ["table:number-columns-repeated='1025'", "table:number-columns-spanned='999999999'"] {
    #expect(throws: ReportError.self) { try pieces(table(row(cell("1", repeats)))) }
  }
  #expect(throws: ReportError.self) {
    try pieces(table("<table:table-row table:number-rows-repeated='99999999'>\(cell("1"))</table:table-row>"))
  }
}

private let sample = package(
  p("某县水利局2023年政府信息公开工作年度报告") + table(row(cell("规章", across), covered), row(cell("1"), cell("2"))),
  styles: styles)

@Test func aTruncatedOpenDocumentIsNeverRead() {
  for count in 4..<sample.count {
    #expect(throws: ReportError.self, "\(count)") { try read(Array(sample[..<count])) }
  }
}

@Test func changedOpenDocumentsNeverTrap() {
  let flat = content(
    p("x" + span("H", "y"))
      + table(
        row(cell("甲", across + " " + down), covered, cell("乙")),
        row(covered, covered, cell("2", "table:number-columns-repeated='3'"))),
    styles: styles, root: "document", "office:mimetype=\"\(mimetype)\"")
  var state: UInt64 = 11
  for _ in 0..<500 {
    var changed = flat
    for _ in 0..<3 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      changed[Int(state >> 33) % changed.count] = UInt8(truncatingIfNeeded: state >> 24) & 0x7F
    }
    _ = try? read(changed)
  }
}

// MARK: tracked changes

private let regions = """
  <text:tracked-changes><text:changed-region text:id="d"><text:deletion/></text:changed-region>
  <text:changed-region text:id="i"><text:insertion/></text:changed-region></text:tracked-changes>
  """

private func change(_ id: String, _ text: String) -> String {
  "<text:change-start text:change-id=\"\(id)\"/>\(text)<text:change-end text:change-id=\"\(id)\"/>"
}

/// Writer leaves deletions in the text where it showed them.
@Test func aDeletionThatStandsInTheTextIsNotRead() throws {
  let cells =
    row(cell("甲"), cell("乙")) + row(cell(change("d", "35") + change("i", "33")), cell("2" + change("d", "1")))
  #expect(try pieces(regions + table(cells)) == ["1.1.1 甲", "1.1.2 乙", "1.2.1 33", "1.2.2 2"])
  #expect(
    try pieces(
      regions + p("a" + "<text:change-start text:change-id='d'/>x")
        + p("y<text:change-end text:change-id='d'/>b")) == ["p a", "p b"])
}

@Test func aChangeOfWhichNothingIsSaidIsTold() throws {
  let report = try read(package(regions + p(change("x", "1"))))[0]
  #expect(outline(report) == ["p 1"])
  #expect(report.notes.map(\.what) == ["a tracked change may be a deletion, and is read"])
  #expect(throws: ReportError.self) { try pieces(regions + p("a<text:change-start text:change-id='d'/>b")) }
}

/// A thousand tables in tables are more than a document has elements within each other.
@Test(arguments: [20, 1000])
func tablesInTablesOfOpenDocumentHaveAnEnd(depth: Int) throws {
  let start = String(repeating: "<table:table><table:table-row><table:table-cell>", count: depth)
  let end = String(repeating: "</table:table-cell></table:table-row></table:table>", count: depth)
  let body = start + p("a") + end
  if depth == 20 {
    #expect(try pieces(body) == ["p a"])
  } else {
    #expect(throws: ReportError.self) { try pieces(body) }
  }
}
