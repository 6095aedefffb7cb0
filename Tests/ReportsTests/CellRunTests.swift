import Bytes
import Foundation
import Reports
import TestSupport
import Testing

// Cells that follow each other are read as runs; records in quotes never are. Both must give the same reports.

private let header = CellsHeader.names.joined(separator: ",") + "\n"

/// Reports with what a run must stop at: other sections, kinds and bodies, lines that start again, text with quotes, commas and line
/// ends, numbers that are none.
private func randomRecords(_ random: inout SeededGenerator) -> [[String]] {
  var records: [[String]] = []
  var (line, table, row) = (1, 1, 1)
  var (source, agency, section) = ("a.txt", "甲县水利局", "一、总体情况")
  for cell in 1...Int.random(in: 1...60, using: &random) {
    switch Int.random(in: 0..<24, using: &random) {
    case 0: section = ["二、主动公开", "三,收到", "", "四"].randomElement(using: &random)!
    case 1: (source, line) = (["a.txt", "b,c.txt", "a.txt#2"].randomElement(using: &random)!, 1)
    case 2: agency = ["甲县水利局", "乙镇", ""].randomElement(using: &random)!
    case 3: line = Int.random(in: 1...3, using: &random)
    case 4: (table, row) = (table + 1, 1)
    case 5: row += 1
    default: line += Int.random(in: 0...2, using: &random)
    }
    let kind = ["cell", "cell", "cell", "cell", "heading", "paragraph"].randomElement(using: &random)!
    let texts = ["0", "12", "规章", "", " x ", "一,二", "他说“好”", "\"引\"", "末\r", "本年新收政府信息公开申请数量"]
    let span = [["", "", ""], ["1", "1", "1"], ["3", "2", "0"], ["12", "1", "14"]].randomElement(
      using: &random)!
    let numbers = kind == "cell" ? ["\(table)", "\(row)", "\(cell)"] + span : Array(repeating: "", count: 6)
    records.append(
      [source, "\(line)", agency, "2023", kind, section] + numbers + [texts.randomElement(using: &random)!])
  }
  return records
}

private func csv(_ records: [[String]], allQuoted: Bool) -> [UInt8] {
  let lines = records.map { record in
    record.map { field in
      let isQuoted = allQuoted || field.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
      return isQuoted ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }.joined(separator: ",") + "\n"
  }
  return Array((header + lines.joined()).utf8)
}

private func reports(_ bytes: [UInt8]) throws -> [Report] {
  var reader = try CellsReader(ByteReader(bytes: bytes, name: "t"))
  var reports: [Report] = []
  while let report = try reader.next() { reports.append(report) }
  return reports
}

@Test func runsOfCellsGiveWhatTheirRecordsGive() throws {
  var (random, count) = (SeededGenerator(seed: 5), 0)
  for _ in 0..<150 {
    let records = randomRecords(&random)
    let plain = try reports(csv(records, allQuoted: false))
    #expect(try plain == reports(csv(records, allQuoted: true)))
    #expect(plain.reduce(0) { $0 + $1.pieces.count } == records.count)
    count += plain.count
  }
  #expect(count > 300, "few reports end within a run")
}

@Test func aRunStopsAtWhatIsNoCell() throws {
  let cell = "a.txt,1,甲,2023,cell,一,1,1,1,1,1,1,x\n"
  for (bad, message) in [
    ("a.txt,1,甲,2023,cell,一,1,1,0,,,,x\n", "t:3:27: error: “0” is no cell"),
    ("a.txt,1,甲,2023,cell,一,1,1,1234567890,,,,x\n", "“1234567890” is no cell"),
    ("a.txt,one,甲,2023,cell,一,1,1,2,,,,x\n", "“one” is no line"),
    ("a.txt,1,甲,2023,cell,一,1,1,2,0,1,1,x\n", "“0” is no column"),
    ("a.txt,1,甲,2023,cell,一,1,1,2,1,,1,x\n", "“” is no columns"),
    ("a.txt,1,甲,2023,cell,一,1,1,2,1,1,-1,x\n", "“-1” is no rows"),
    ("a.txt,1,甲,2023,cell,一,1,1,2,1,1,0,x,y\n", "the record has 14 fields"),
    ("a.txt,1,甲,2023,cell,一,1,1,2\n", "the record has 9 fields"),
  ] {
    do {
      _ = try reports(Array((header + cell + bad).utf8))
      Issue.record("\(bad) is read")
    } catch let error as CellsError {
      #expect(error.diagnostic.description.contains(message), "\(error.diagnostic)")
    }
  }
}

@Test func aRunGoesOnWhereTheInputIsCutIntoChunks() throws {
  let lines = (1...20_000).map { "a.txt,\($0),甲县水利局,2023,cell,一、总体情况,1,\($0),1,,,,字\($0)\n" }
  let place = try Workplace.temporaryFolder().appending(path: "cells.csv")
  try Array((header + lines.joined()).utf8).withUnsafeBytes { try Data($0).write(to: place) }
  var reader = try CellsReader(ByteReader(opening: place.path, chunk: 1_000))
  let report = try #require(try reader.next())
  #expect(report.pieces.count == 20_000)
  #expect(report.pieces.last?.row == 20_000 && report.pieces.last?.line == 20_000)
  #expect(try reader.next() == nil)
}
