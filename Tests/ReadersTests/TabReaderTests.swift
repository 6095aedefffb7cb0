import Bytes
import Forms
import Foundation
import TestSupport
import Testing

@testable import Readers
@testable import Reports

let officialVocabulary = try! FormLibrary().vocabulary
let officialSections = officialVocabulary.sections

/// All reports of a text.
func read(_ text: String) throws -> [Report] {
  try read(Array(text.utf8))
}

func read(_ bytes: [UInt8]) throws -> [Report] {
  var reader = ReportReader(ByteReader(bytes: bytes, name: "t"), name: "t", vocabulary: officialVocabulary)
  var reports: [Report] = []
  while let report = try reader.next() { reports.append(report) }
  return reports
}

/// The pieces as short lines: `p text`, `h text`, `t text`, or `table.row.cell text`.
func outline(_ report: Report) -> [String] {
  report.pieces.map { piece in
    let text = String(decoding: report.text[piece.range], as: UTF8.self)
    switch piece.kind {
    case .cell: return "\(piece.table).\(piece.row).\(piece.cell) \(text)"
    case .title: return "t \(text)"
    case .heading: return "h \(text)"
    case .paragraph: return "p \(text)"
    }
  }
}

@Test(arguments: [
  (
    "a tab opens a cell, a blank line ends the row", "\t甲\n\t1\n\n\t乙\n\t2\n",
    ["1.1.1 甲", "1.1.2 1", "1.2.1 乙", "1.2.2 2"]
  ),
  ("a line without a tab continues the cell", "\t本年新\n制作数量\n\t0\n", ["1.1.1 本年新制作数量", "1.1.2 0"]),
  (
    "words that are not Chinese are joined with a blank", "\tannual\nreport\n\t0\n",
    ["1.1.1 annual report", "1.1.2 0"]
  ),
  ("a second paragraph belongs to the cell", "\t甲\n\t结果\n\n维持\n\t1\n", ["1.1.1 甲", "1.1.2 结果维持", "1.1.3 1"]),
  (
    "two blank lines end the table", "\t甲\n\t1\n\n\n\t乙\n\t2\n", ["1.1.1 甲", "1.1.2 1", "2.1.1 乙", "2.1.2 2"]
  ),
  ("two tabs open two cells", "\t\t1\n", ["1.1.1 ", "1.1.2 1"]),
  ("a lone tab is a blank cell", "\t甲\n\t\n\t2\n", ["1.1.1 甲", "1.1.2 ", "1.1.3 2"]),
  ("cells keep their blanks", "\t甲\n\t\u{A0}0\u{3000}\n", ["1.1.1 甲", "1.1.2 \u{A0}0\u{3000}"]),
  (
    "so it does where the cell begins the table", "\t第二十条\n\n第（一）项\n\n\t规章\n\t0\n",
    ["1.1.1 第二十条第（一）项", "1.2.1 规章", "1.2.2 0"]
  ),
  ("list items are no table", "开头。\n\t第一条\n\n后文。\n", ["p 开头。", "p 第一条", "p 后文。"]),
  ("so does a short note", "\t甲\n\t1010\n\n特此说明。\n", ["1.1.1 甲", "1.1.2 1010", "p 特此说明。"]),
  ("but no unit", "\t甲\n\t29\n\n项\n", ["1.1.1 甲", "1.1.2 29 项"]),
  (
    "an official heading ends a table", "\t甲\n\t1\n\n三、收到和处理政府信息公开申请情况\n\t乙\n\t2\n",
    ["1.1.1 甲", "1.1.2 1", "h 三、收到和处理政府信息公开申请情况", "2.1.1 乙", "2.1.2 2"]
  ),
  (
    "so does one with no blank line before it", "\t甲\n\t1\n五、存在的主要问题及改进情况\n无\n",
    ["1.1.1 甲", "1.1.2 1", "h 五、存在的主要问题及改进情况", "p 无"]
  ),
  (
    "prose behind a figure ends it too", "\t甲\n\t1\n\n本机关将继续做好政府信息公开工作，不断提高水平，接受监督。\n",
    ["1.1.1 甲", "1.1.2 1", "p 本机关将继续做好政府信息公开工作，不断提高水平，接受监督。"]
  ),
  (
    "row labels with ordinals are no headings", "三、收到和处理政府信息公开申请情况\n\t一、本年新收\n\t1\n\n\t四、结转\n\t0\n",
    ["h 三、收到和处理政府信息公开申请情况", "1.1.1 一、本年新收", "1.1.2 1", "1.2.1 四、结转", "1.2.2 0"]
  ),
  ("Word's line breaks are blanks", "\t甲\u{B}乙\u{2028}丙\u{85}\n\t1\n", ["1.1.1 甲 乙   丙  ", "1.1.2 1"]),
  (
    "CR LF ends lines too", "\t甲\r\n乙\r\n\t1\r\n\r\n\t2\r\n\t3\r\n",
    ["1.1.1 甲乙", "1.1.2 1", "1.2.1 2", "1.2.2 3"]
  ),
  ("a byte order mark is no text", "\u{FEFF}\t甲\n\t1", ["1.1.1 甲", "1.1.2 1"]),
])
func theTabFormIsRead(rule: String, text: String, expected: [String]) throws {
  let reports = try read(text)
  #expect(reports.map(outline) == [expected], "\(rule)")
}

@Test func linesAreThoseOfTheInput() throws {
  let report = try read("题\n\n\t甲\n乙\n\t1\n\n\t丙\n\t2\n")[0]
  #expect(report.pieces.map(\.line) == [1, 3, 5, 7, 8])
}

/// Nothing lost: the text of the pieces, white space aside, is the text of the input.
func expectNothingLost(_ bytes: [UInt8], _ comment: Comment) throws {
  let visible = { (text: String) in
    text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
  }
  let pieces = try read(bytes).flatMap { report in
    report.pieces.map { String(decoding: report.text[$0.range], as: UTF8.self) }
  }
  let input = visible(String(decoding: bytes, as: UTF8.self))
  #expect(visible(pieces.joined()).elementsEqual(input), comment)
}

@Test(arguments: Workplace.tabSamples)
func nothingOfTheSamplesIsLost(sample: URL) throws {
  try expectNothingLost(try Workplace.bytes(sample), "\(sample.lastPathComponent)")
}

@Test(.enabled(if: Workplace.hasReports, "../shared/reports is not here"), arguments: Workplace.reports)
func nothingOfTheRealReportsIsLost(report: URL) throws {
  try expectNothingLost(try Workplace.bytes(report), "\(report.lastPathComponent)")
}

@Test func nothingOfGeneratedTextIsLost() throws {
  let lines = [
    "", "", "", "\t", "\t0", "\t规章", "\t\u{A0}", "一、总体情况", "三、收到和处理政府信息公开申请情况", "维持", "（一）主动公开",
    "[bookmark: _GoBack]一是强化",
    "清源县水利局2019年政府信息公开工作年度报告", "工作年度报告", "2020年度", "  缩进的文字，很长的一句话，写在表格后面，用来看它是不是会被当作单元格的第二段。", "\t\t1",
    "a\tb", "\u{C}", "\u{3000}", " \t3",
    "本年度", "清源县水利局", "2021年1月20日", "\u{FEFF}甲",
  ]
  var generator = SeededGenerator(seed: 60)
  for number in 0..<400 {
    let text = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
      lines.randomElement(using: &generator)!
    }
    .joined(separator: number % 2 == 0 ? "\n" : "\r\n")
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }) else {
      continue
    }
    try expectNothingLost(Array(text.utf8), "seed 60, text \(number): \(text)")
  }
}
