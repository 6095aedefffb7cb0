import Bytes
import TestSupport
import Testing

@testable import Reports

private func reports(_ bytes: [UInt8]) throws -> [Report] {
  var reader = try CellsReader(ByteReader(bytes: bytes, name: "cells"))
  var reports: [Report] = []
  while let report = try reader.next() { reports.append(report) }
  return reports
}

private func randomReport(_ number: Int, _ generator: inout SeededGenerator) -> Report {
  let texts = ["", "规章", "a,b", "\"", " 0", "0\u{A0}", "=1", "😀", "一、总体情况"]
  var report = Report(source: number % 3 == 0 ? "a, b.txt" : "a.txt#\(number)")
  report.agency = Array("某\"县\(number)".utf8)
  report.year = number % 2 == 0 ? Array("2020".utf8) : []
  var (line, table, row, cell) = (1, 0, 0, 0)
  for _ in 0..<Int.random(in: 1...40, using: &generator) {
    line += Int.random(in: 0...3, using: &generator)
    let lower = report.text.count
    report.text += Array(texts.randomElement(using: &generator)!.utf8)
    let kind = Piece.Kind.allCases.randomElement(using: &generator)!
    if kind == .cell {
      (table, row, cell) = (table + 1, row + 2, cell + 1)
      report.pieces.append(
        Piece(
          kind: kind, line: line, table: table, row: row, cell: cell, text: lower..<report.text.count,
          span: [.unknown, GridSpan(column: cell, columns: 2, rows: row % 3)].randomElement(
            using: &generator)!))
      report.pieces[report.pieces.count - 1].isOnPage = number % 4 == 1
    } else {
      report.pieces.append(Piece(kind: kind, line: line, text: lower..<report.text.count))
    }
    if kind == .heading, Bool.random(using: &generator) { report.sections.append(Array("节\(line)".utf8)) }
    report.pieces[report.pieces.count - 1].section = report.sections.count - 1
  }
  return report
}

@Test func whatIsWrittenIsReadBack() throws {
  var generator = SeededGenerator(seed: 2021)
  for _ in 0..<50 {
    let written = (0..<10).map { randomReport($0, &generator) }
    var writer = ByteWriter()
    writer.appendCellsHeader()
    for report in written { writer.append(cellsOf: report) }
    let read = try reports(writer.bytes)
    #expect(read.count == written.count)
    for (left, right) in zip(read, written) {
      #expect(left.source == right.source && left.agency == right.agency && left.year == right.year)
      #expect(left.text == right.text)
      #expect(left.pieces.map(\.kind) == right.pieces.map(\.kind))
      #expect(
        left.pieces.map { left.sections[$0.section] } == right.pieces.map { right.sections[$0.section] })
      #expect(
        left.pieces.map { [$0.line, $0.table, $0.row, $0.cell] }
          == right.pieces.map { [$0.line, $0.table, $0.row, $0.cell] })
      #expect(left.pieces.map(\.span) == right.pieces.map(\.span))
      #expect(left.pieces.map(\.isOnPage) == right.pieces.map(\.isOnPage))
    }
  }
}

@Test func theSameFileTwiceIsTwoReports() throws {
  var writer = ByteWriter()
  writer.appendCellsHeader()
  var report = Report(source: "a.txt")
  report.text = Array("一二".utf8)
  report.pieces = [
    Piece(kind: .title, line: 1, text: 0..<3), Piece(kind: .paragraph, line: 2, text: 3..<6),
  ]
  writer.append(cellsOf: report)
  writer.append(cellsOf: report)
  #expect(try reports(writer.bytes) == [report, report])
}

@Test(arguments: [
  ("", CellsError.empty(name: "cells")),
  ("agency,year\n", .wrongHeader(Location("cells", line: 1, column: 1), found: "agency,year")),
  ("\(CellsHeader.names.joined(separator: ","))\na,1\n", .fieldCount(Location("cells", line: 2), found: 2)),
  (
    "\(CellsHeader.names.joined(separator: ","))\na,0,,,cell,,1,1,1,,,,\n",
    .badField(Location("cells", line: 2, column: 3), column: "line", found: "0")
  ),
  (
    "\(CellsHeader.names.joined(separator: ","))\na,1,,,cel,,1,1,1,,,,\n",
    .badField(Location("cells", line: 2, column: 7), column: "kind", found: "cel")
  ),
  (
    "\(CellsHeader.names.joined(separator: ","))\na,1,,,cell,,x,1,1,,,,\n",
    .badField(Location("cells", line: 2, column: 13), column: "table", found: "x")
  ),
])
func whatIsNoCellsCSVIsRefusedWithItsPlace(text: String, expected: CellsError) {
  #expect(throws: expected) { try reports(Array(text.utf8)) }
}

/// A report of a document without lines: a title, and a table in a section.
private func document(isTitled: Bool) -> Report {
  var report = Report(source: "a.docx")
  report.sections.append(Array("节".utf8))
  report.text = Array("0".utf8)
  report.pieces = [Piece(kind: isTitled ? .title : .paragraph, line: 0, text: 0..<1)]
  for row in 1...2 {
    for cell in 1...2 {
      report.pieces.append(Piece(kind: .cell, line: 0, table: 1, row: row, cell: cell, text: 0..<1))
      report.pieces[report.pieces.count - 1].section = 1
    }
  }
  return report
}

@Test(arguments: [true, false])
func cellsWithoutLinesArePlacedByTheirNumbers(isTitled: Bool) throws {
  var writer = ByteWriter()
  writer.appendCellsHeader()
  for _ in 1...2 { writer.append(cellsOf: document(isTitled: isTitled)) }
  let lines = String(decoding: writer.bytes, as: UTF8.self).split(separator: "\n")
  #expect(lines[1].hasPrefix("a.docx,,,,"))
  #expect(lines[5] == "a.docx,1.2.2,,,cell,节,1,2,2,,,,0")
  // The same document twice is two reports.
  let read = try reports(writer.bytes)
  #expect(read.map(\.pieces.count) == [5, 5])
  #expect(read.last?.pieces.map(\.place.description) == ["", "1.1.1", "1.1.2", "1.2.1", "1.2.2"])
}

/// 索引号, 发布机构, 发文日期: a document without lines may have them in a table above its title.
@Test func anIndexTableAboveTheTitleIsOfItsReport() throws {
  var report = document(isTitled: true)
  report.pieces = Array(report.pieces.dropFirst() + report.pieces.prefix(1))
  for index in 0..<4 { report.pieces[index].section = 0 }
  for row in 1...2 {
    report.pieces.append(Piece(kind: .cell, line: 0, table: 2, row: row, cell: 1, text: 0..<1))
    report.pieces[report.pieces.count - 1].section = 1
  }
  var writer = ByteWriter()
  writer.appendCellsHeader()
  for _ in 1...2 { writer.append(cellsOf: report) }
  #expect(try reports(writer.bytes).map(\.pieces.count) == [7, 7])
}

@Test(arguments: ["1.2.3", "1.2", "1.2.2.", "0", ""])
func aPlaceThatIsNotTheCellsIsRefused(place: String) {
  let header = CellsHeader.names.joined(separator: ",")
  #expect(throws: CellsError.self) {
    try reports(Array("\(header)\na.docx,\(place),,,cell,,1,2,2,,,,0\n".utf8))
  }
}

/// Thousands of cells of 99,999 grid columns each stand in no row, but a document may say so: its sums trapped.
@Test(arguments: [Int(Int32.max), .max, 1 << 40])
func columnsOfHostileDocumentsStayNumbers(column: Int) {
  let span = GridSpan(column: column, columns: column, rows: column)
  #expect(!span.column.addingReportingOverflow(span.columns).overflow && span.isKnown)
  #expect(!(span.rows * 2).addingReportingOverflow(1).overflow)
}
