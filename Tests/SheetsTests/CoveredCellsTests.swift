import Bytes
import TestSupport
import Testing

@testable import Sheets

/// A cell in short: a text, `.` for an empty one; `@4` in front for an index, `_2` and `|2` behind for what it covers.
private func cell(_ short: Substring) -> String {
  var rest = short
  var attributes = ""
  if rest.first == "@" {
    let index = rest.dropFirst().prefix { $0.isNumber }
    attributes += " ss:Index=\"\(index)\""
    rest = rest.dropFirst(index.count + 1)
  }
  for (mark, name) in [("_", "MergeAcross"), ("|", "MergeDown")] {
    guard let place = rest.firstIndex(of: Character(mark)) else { continue }
    let count = rest[rest.index(after: place)...].prefix { $0.isNumber }
    attributes += " ss:\(name)=\"\(count)\""
    rest = rest[..<place] + rest[rest.index(place, offsetBy: count.count + 1)...]
  }
  return rest == "."
    ? "<Cell\(attributes)/>" : "<Cell\(attributes)><Data ss:Type=\"String\">\(rest)</Data></Cell>"
}

private func texts(_ rows: [String], table: String = "") throws -> [String] {
  let xml = rows.map { "<Row>\($0.split(separator: " ").map(cell).joined())</Row>" }.joined()
  let document = String(decoding: TestWorkbook.xml(xml), as: UTF8.self)
  return try readTexts(Array(document.replacing("<Table>", with: "<Table\(table)>").utf8))
}

/// As LibreOffice and Gnumeric read them: a cell for each place that one above covers.
@Test(arguments: [
  (["a|1 b", ". x"], ["A1 a", "B1 b", "B2 x"]),
  (["a b|1 c", "d . e"], ["A1 a", "B1 b", "C1 c", "A2 d", "C2 e"]),
  (["a|2 b", ". x", ". y"], ["A1 a", "B1 b", "B2 x", "B3 y"]),
  (["a_1|1 b c", ". . x y"], ["A1 a", "C1 b", "D1 c", "C2 x", "D2 y"]),
  // The row above is as wide as the table; later rows do as this one does.
  (["a|2 b c", ". x y", ". x"], ["A1 a", "B1 b", "C1 c", "B2 x", "C2 y", "B3 x"]),
  // Both ways give the same.
  (["a|1 b c", ". ."], ["A1 a", "B1 b", "C1 c"]),
  (["a b c|1", "x y ."], ["A1 a", "B1 b", "C1 c", "A2 x", "B2 y"]),
])
func coveredCellsMayBeWritten(rows: [String], found: [String]) throws {
  #expect(try texts(rows) == found)
}

@Test(arguments: [
  // What holds something stands on no covered place.
  (["a|1 b c", "x y"], ["A1 a", "B1 b", "C1 c", "B2 x", "C2 y"]),
  // And then a blank cell does not, either.
  (["a|2 b c", "x y", ". z"], ["A1 a", "B1 b", "C1 c", "B2 x", "C2 y", "C3 z"]),
  (["a|1 b", "@2x"], ["A1 a", "B1 b", "B2 x"]), (["a|1 b c", "@3x"], ["A1 a", "B1 b", "C1 c", "C2 x"]),
])
func coveredCellsMayBeLeftOut(rows: [String], found: [String]) throws {
  #expect(try texts(rows) == found)
}

@Test func whereBothAreThereNothingIsGuessed() throws {
  for table in ["", " ss:ExpandedColumnCount=\"3\""] {
    do {
      _ = try texts(["a|1 b c", ". x"], table: table)
      Issue.record("x could stand in B2 or C2")
    } catch WorkbookError.damaged(let place, let what) {
      #expect(place == Location("a.xlsx", sheet: "数据", row: 2))
      #expect(what.hasPrefix("a cell above covers one of this row"))
    }
  }
  // The table has no third column.
  #expect(try texts(["a|1 b", ". x"], table: " ss:ExpandedColumnCount=\"2\"") == ["A1 a", "B1 b", "B2 x"])
}

/// Every row lies below all of them: what a row costs is its own cells.
@Test func thousandsOfCellsThatReachDownAreRead() throws {
  let top =
    "<Row>"
    + String(
      repeating: "<Cell ss:MergeDown=\"1000000\"><Data ss:Type=\"Number\">1</Data></Cell>", count: 16_000)
  let rows = String(repeating: "<Row><Cell><Data ss:Type=\"Number\">2</Data></Cell></Row>", count: 20_000)
  let found = try readTexts(TestWorkbook.xml(top + "</Row>" + rows))
  #expect(found.count == 36_000)
  #expect(found.last == "WQK20001 2")
}

@Test func cellsThatReachDownEndWhereTheySay() {
  var (reaching, free) = (ReachingCells(), [Int]())
  reaching.begin(row: 1)
  reaching.append(0...69, below: 2)
  reaching.append(60...80, below: 1)
  reaching.append(200...200, below: 500)
  for row in [2, 3, 4, 400, 501, 502] {
    reaching.begin(row: row)
    free += [reaching.firstFree(0), reaching.firstFree(200), reaching.column(counted: 150)]
  }
  #expect(
    free == [81, 201, 232, 70, 201, 221, 0, 201, 150, 0, 201, 150, 0, 201, 150, 0, 200, 150])
  #expect(reaching.isEmpty)
}
