import Bytes
import TestSupport
import Testing

@testable import Readers

private func word(_ runs: String) throws -> [String] {
  let row = "<w:tr><w:tc><w:p>\(runs)</w:p></w:tc><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr>"
  let report = try DocxReader.read(TestDocument.docx("<w:tbl>\(row)</w:tbl>"), source: "t.docx")
  return report.pieces.map { String(decoding: report.text[$0.range], as: UTF8.self) }
}

private func run(_ text: String, _ properties: String = "") -> String {
  "<w:r>" + (properties.isEmpty ? "" : "<w:rPr><w:sz w:val='21'/>\(properties)</w:rPr>")
    + "<w:t>\(text)</w:t></w:r>"
}

@Test(arguments: [
  ("<w:strike/>", "3"), ("<w:dstrike/>", "3"), ("<w:strike w:val='true'/>", "3"),
  ("<w:strike w:val='1'/>", "3"),
  ("<w:strike w:val='0'/>", "73"), ("<w:strike w:val='false'/>", "73"), ("<w:dstrike w:val='0'/>", "73"),
  ("<w:strike w:val='0'/><w:dstrike/>", "3"),
  ("<w:rPrChange w:id='1'><w:rPr><w:strike/></w:rPr></w:rPrChange>", "73"),
])
func struckOutRunsAreLeftOut(properties: String, expected: String) throws {
  #expect(try word(run("7", properties) + run("3")) == [expected, "9"])
  // Properties of the same bytes, over and over.
  let plain = run("1", "<w:strike w:val='0'/>")
  #expect(
    try word(plain + plain + run("7", properties) + plain + run("3")) == [
      "11" + expected.replacing("3", with: "13"), "9",
    ])
}

@Test(arguments: [
  (run("12") + run("1", "<w:vertAlign w:val='superscript'/>"), "12 1"),
  (run("12") + run("1", "<w:vertAlign w:val='subscript'/>") + run("3"), "12 1 3"),
  (run("1", "<w:vertAlign w:val='superscript'/>") + run("12"), "1 12"),
  (run("1", "<w:vertAlign w:val='superscript'/>") + run("2", "<w:vertAlign w:val='superscript'/>"), "12"),
  (run("12") + run("1", "<w:vertAlign w:val='baseline'/>"), "121"),
  (run("12") + run("1", "<w:position w:val='6'/>"), "12 1"),
  (run("12") + run("1", "<w:position w:val='-4'/>") + run("3"), "12 1 3"),
  (run("12") + run("1", "<w:vertAlign w:val='baseline'/><w:position w:val='6'/>"), "12 1"),
  (run("12") + run("1", "<w:position w:val='0'/>"), "121"),
  (run("规章") + run("件", "<w:vertAlign w:val='superscript'/>"), "规章件"),
  (run("12 ") + run("1", "<w:vertAlign w:val='superscript'/>"), "12 1"),
  (run("12") + run("", "<w:vertAlign w:val='superscript'/>") + run("3"), "123"),
])
func raisedRunsArePartedFromTheTextBesideThem(runs: String, expected: String) throws {
  #expect(try word(runs) == [expected, "9"])
}
