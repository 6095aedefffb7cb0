import Bytes
import CSV
import TestSupport
import Testing

@testable import Facts

private let header = "agency,year,section,row,column,value\n"

/// Runs `body` for each fact of a text.
private func read(_ text: String, _ body: (borrowing FactReader) throws -> Void) throws {
  var reader = try FactReader(ByteReader(bytes: Array(text.utf8), name: "facts"))
  while try reader.next() { try body(reader) }
}

private func wide(_ text: String, style: CSVStyle = CSVStyle()) throws -> (text: String, repeats: [Int]) {
  var table = try WideTable()
  var repeats: [Int] = []
  try read(text) { facts in
    let isRepeated = try table.add(
      agency: facts.agency, year: facts.year, section: facts.section, row: facts.row, column: facts.column,
      value: facts.value)
    if isRepeated { repeats.append(facts.location.line) }
  }
  var rows = try table.finish()
  var writer = ByteWriter()
  try rows.write(style, names: WidePath(sections: [], columns: []), to: &writer)
  return (String(decoding: writer.bytes, as: UTF8.self), repeats)
}

@Test(arguments: [
  ("", FactsError.empty(name: "facts")),
  ("PK\u{3}\u{4}\u{0}x", .csv(.archive(name: "facts"))),
  ("a,b\n", .wrongHeader(Location("facts", line: 1, column: 1), found: "a,b")),
  (
    "agency,year,section,row,value,column\n",
    .wrongHeader(Location("facts", line: 1, column: 1), found: "agency,year,section,row,value,column")
  ),
  (header + "a,1\n", .fieldCount(Location("facts", line: 2), found: 2, expected: 6)),
])
func whatAreNoFactsIsRefused(text: String, expected: FactsError) {
  #expect(throws: expected) { try read(text) { _ in } }
}

/// `cat a.csv b.csv`, with and without a mark.
@Test(arguments: ["", "\u{FEFF}"]) func aHeaderThatComesAgainIsPassedOverAndTold(mark: String) throws {
  var warnings: [Diagnostic] = []
  let text = header + "甲,2020,s,r,c,1\n" + mark + header + "agency,2020,s,r,c,2\n"
  var reader = try FactReader(ByteReader(bytes: Array(text.utf8), name: "facts")) { warnings.append($0) }
  #expect(try reader.next())
  #expect(try reader.next() && String(reader.value) == "2")
  #expect(try !reader.next())
  #expect(warnings == [.headerAgain(Location("facts", line: 3))])
}

@Test(arguments: [
  // As tidy writes it, with and without further columns.
  (header + "甲,2020,s,r,c,236.41", true, 0), (header + "甲,2020,s,r,c,236.41\n", false, 0),
  ("agency,year,section,row,column,value,unit,line\n甲,2020,s,r,c,236.41,万元,1", true, 0),
  // As other programs and hands do.
  ("agency,year,section,row,column,value\r\n甲,2020,s,r,c,236.41", false, 1),
  ("\u{FEFF}" + header + "甲,2020,s,r,c,236.41", false, 1),
  ("agency,year,section,row,column,value,note\n甲,2020,s,r,c,236.41,x", false, 1),
  ("agency,year,section,row,column,value,line,unit\n甲,2020,s,r,c,236.41,1,万元", false, 1),
  ("agency;year;section;row;column;value\n甲;2020;s;r;c;236.41", false, 1),
])
func aLastValueThatMayBeCutIsTold(text: String, isRefused: Bool, warningCount: Int) throws {
  var warnings: [Diagnostic] = []
  var reader = try FactReader(ByteReader(bytes: Array(text.utf8), name: "facts")) { warnings.append($0) }
  if isRefused {
    #expect(throws: FactsError.csv(.cutOff(Location("facts", line: 2)))) { try reader.next() }
  } else {
    #expect(try reader.next())
    #expect(String(reader.value) == "236.41")
    #expect(try !reader.next())
  }
  #expect(warnings.map(\.severity) == Array(repeating: .warning, count: warningCount))
}

@Test func factsWithOtherDelimitersAreWrittenWithCommas() throws {
  var writer = ByteWriter()
  let text = "agency;year;section;row;column;value\n甲;2020;s;a,b;c;1\n"
  try read(text) { facts in
    #expect(facts.plainRecord.isEmpty && facts.plainKey.isEmpty)
    LongCSV(columns: facts.columns, style: CSVStyle(), to: &writer).append(facts, to: &writer)
  }
  #expect(String(decoding: writer.bytes, as: UTF8.self) == header + "甲,2020,s,\"a,b\",c,1\n")
}

@Test func furtherColumnsAreReadToo() throws {
  var raw: [String] = []
  try read("agency,year,section,row,column,value,raw\na,2020,s,r,c,1,一\n\n") {
    raw.append(String($0.field(6)))
  }
  #expect(raw == ["一"])
}

@Test func reportsBecomeRowsAndNewColumnsTakeTheirPlace() throws {
  let facts =
    header + """
      甲,2020,s,a,x,1
      甲,2020,s,b,x,2
      乙,2021,s,a,x,3
      乙,2021,s,new,x,4
      乙,2021,s,b,x,

      """
  let result = try wide(facts)
  #expect(result.text == "agency,year,s/a/x,s/new/x,s/b/x\n甲,2020,1,,2\n乙,2021,3,4,\"\"\n")
  #expect(result.repeats.isEmpty)
}

@Test func anAgencyAndYearThatComeTwiceGetTwoRows() throws {
  let facts =
    header + """
      甲,2020,s,a,x,1
      甲,2020,s,a,x,2
      乙,2020,s,a,x,3
      甲,2020,s,a,x,4

      """
  let result = try wide(facts)
  #expect(result.text == "agency,year,s/a/x\n甲,2020,1\n甲,2020,2\n乙,2020,3\n甲,2020,4\n")
  #expect(result.repeats == [3, 5])
}

@Test func wideRowsHoldWhatTheFactsHeld() throws {
  var generator = SeededGenerator(seed: 230)
  for _ in 0..<20 {
    var text = header
    var expected: [String: String] = [:]
    for report in 0..<30 {
      for column in (0..<40).shuffled(using: &generator).prefix(Int.random(in: 1...40, using: &generator)) {
        let value = String(Int.random(in: 0...99, using: &generator))
        text += "机关\(report),2020,s,r\(column),c,\(value)\n"
        expected["机关\(report)/\(column)"] = value
      }
    }
    let lines = try wide(text).text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    var found: [String: String] = [:]
    for line in lines.dropFirst() {
      for (column, value) in zip(lines[0], line).dropFirst(2) where !value.isEmpty {
        let number = column.split(separator: "/")[1].dropFirst()
        found["\(line[0])/\(number)"] = String(value)
      }
    }
    #expect(found == expected)
  }
}

@Test(arguments: [
  ("*", true), ("收到*", true), ("*情况", true), ("*处理*", true), ("收到和处理情况", true), ("收到", false), ("", false),
  ("**情*况", true), ("处理*", false),
])
func patternsMatchTheWholeField(pattern: String, matches: Bool) {
  #expect(Array("收到和处理情况".utf8).span.matches(Array(pattern.utf8).span) == matches)
}

@Test func filtersKeepWhatMatchesInEveryColumn() throws {
  let filter = FactFilter([.section: ["s*"], .year: ["2020", "2021"]])
  var kept: [String] = []
  try read(header + "甲,2020,s1,a,x,1\n乙,2022,s1,a,x,1\n丙,2021,t,a,x,1\n丁,2021,s2,a,x,1\n") {
    if filter.keeps($0) { kept.append(String($0.agency)) }
  }
  #expect(kept == ["甲", "丁"])
}

@Test func formulasAreGuardedVisibly() throws {
  var writer = ByteWriter()
  let style = CSVStyle(isForExcel: true)
  let csv = LongCSV(columns: ["agency"], style: style, to: &writer)
  _ = csv
  for text in [
    "=1+1", "+1", "-8", "-8.5", "-x", "@a", "-", "12", "规章", "\tx", "＝1", "＋1", "－1", "＠a", "／", "１",
  ] {
    style.append(Array(text.utf8).span, isFirst: true, to: &writer)
    style.endRecord(&writer)
  }
  #expect(
    String(decoding: writer.bytes, as: UTF8.self).unicodeScalars.elementsEqual(
      "\u{FEFF}agency\r\n'=1+1\r\n'+1\r\n-8\r\n-8.5\r\n'-x\r\n'@a\r\n'-\r\n12\r\n规章\r\n'\tx\r\n'＝1\r\n'＋1\r\n'－1\r\n'＠a\r\n／\r\n１\r\n"
        .unicodeScalars))
}

@Test func aFactIsWrittenWithTheColumnsAskedFor() {
  var writer = FactWriter(with: Set(FactColumn.optional))
  var output = ByteWriter()
  writer.appendHeader(to: &output)
  writer.begin(
    agency: Array("甲,乙".utf8), year: Array("2020".utf8), source: "a.txt#2", agencyCode: Array("S,1".utf8))
  let key = FactKey(
    section: Array("节".utf8), row: Array("行\"".utf8), column: Array("列".utf8), unit: Array("件".utf8),
    code: Array("a.b".utf8), form: Array("2021".utf8))
  writer.append(
    key, value: Array("1".utf8).span, unit: nil, raw: Array(" 1,".utf8).span, status: .number,
    place: Place(line: 12),
    to: &output)
  #expect(
    String(decoding: output.bytes, as: UTF8.self)
      == "agency,year,section,row,column,value,unit,code,form,raw,status,source,line,agency_code\n"
      + "\"甲,乙\",2020,节,\"行\"\"\",列,1,件,a.b,2021,\" 1,\",number,a.txt#2,12,\"S,1\"\n")
}
