import Bytes
import Foundation
import SwiftCSV
import TestSupport
import Testing

@testable import CSV

/// All records of a text.
func records(_ text: String, delimiter: UInt8 = .comma) throws -> [[String]] {
  var reader = RecordReader(ByteReader(bytes: Array(text.utf8), name: "test"), delimiter: delimiter)
  var records: [[String]] = []
  while try reader.next() {
    records.append(reader.fields.indices.map { String(reader.field($0)) })
  }
  return records
}

@Test(arguments: [
  ("", []),
  ("a", [["a"]]),
  ("a,b\n", [["a", "b"]]),
  ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
  ("a\rb\r", [["a"], ["b"]]),
  ("a,\n", [["a", ""]]),
  (",", [["", ""]]),
  ("\n\na", [[""], [""], ["a"]]),
  ("\"a,b\",c\n", [["a,b", "c"]]),
  ("\"a\"\"b\"\n", [["a\"b"]]),
  ("\"\"\"\"\n", [["\""]]),
  ("\"a\nb\",c\n", [["a\nb", "c"]]),
  ("\"\",\"\"\n", [["", ""]]),
  ("a\"b,c\n", [["a\"b", "c"]]),
  ("\u{FEFF}a,b\n", [["a", "b"]]),
  ("一,\u{3000}二\n", [["一", "\u{3000}二"]]),
])
func recordsAreReadAsRFC4180Says(text: String, expected: [[String]]) throws {
  #expect(try records(text) == expected)
}

@Test func anotherDelimiterParts() throws {
  #expect(try records("a;b,c\n", delimiter: UInt8(ascii: ";")) == [["a", "b,c"]])
}

@Test func anUnclosedQuoteIsRefusedAtItsPlace() {
  #expect(throws: CSVError.unclosedQuote(Location("test", line: 2, column: 3))) {
    try records("a,b\n一,\"c\nd")
  }
}

@Test func textBehindAQuoteIsRefusedAtItsPlace() {
  #expect(throws: CSVError.textAfterQuote(Location("test", line: 1, column: 4))) { try records("\"一\"b,c\n") }
}

@Test func lineNumbersCountTheLinesOfQuotedFields() throws {
  var reader = RecordReader(ByteReader(bytes: Array("a\n\"b\nc\"\nd\n".utf8), name: "test"))
  var lines: [Int] = []
  while try reader.next() { lines.append(reader.line) }
  #expect(lines == [1, 2, 4])
}

/// Fields with every byte that matters.
private func randomFields(_ generator: inout SeededGenerator) -> [String] {
  let pieces = [
    "", "a", "0", ",", "\"", "\n", "\r", "\r\n", "一", "\u{3000}", "é", "😀", " ", ";", "=", "\u{1}",
  ]
  return (0..<Int.random(in: 1...7, using: &generator)).map { _ in
    (0..<Int.random(in: 0...5, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }
      .joined()
  }
}

@Test func whatIsWrittenIsReadBackAtEverySplit() throws {
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "records.csv")
  var generator = SeededGenerator(seed: 4180)
  for _ in 0..<60 {
    let written = (0..<20).map { _ in randomFields(&generator) }
    var writer = ByteWriter()
    for record in written {
      for (index, field) in record.enumerated() {
        if index > 0 { writer.append(.comma) }
        writer.append(field: Array(field.utf8))
      }
      writer.append(.lineFeed)
    }
    // One empty field alone is an empty line, which is the same record.
    try Data(writer.bytes).write(to: file)
    for chunk in [1, 2, 3, 5, 8, 13, 64, 1000] {
      var reader = RecordReader(try ByteReader(opening: file.path, chunk: chunk))
      var read: [[String]] = []
      while try reader.next() { read.append(reader.fields.indices.map { String(reader.field($0)) }) }
      #expect(read == written, "chunk \(chunk)")
    }
  }
}

@Test func masksFindWhatThePlainLoopFinds() {
  var generator = SeededGenerator(seed: 64)
  let alphabet: [UInt8] = Array("aaaaaaaaaaaaaaaaaaaa,,,,,\n\"\r;一".utf8)
  for number in 0..<4000 {
    let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
      alphabet.randomElement(using: &generator)!
    }
    for isAtEnd in [true, false] {
      for delimiter in [UInt8.comma, UInt8(ascii: ";")] {
        var simple: [FieldRange] = []
        var fast: [FieldRange] = []
        let expected = bytes.span.scanSimply(delimiter: delimiter, isAtEnd: isAtEnd, into: &simple)
        let found = bytes.span.scanWithMasks(delimiter: delimiter, isAtEnd: isAtEnd, into: &fast)
        #expect(found == expected, "seed 64, text \(number)")
        if case .record = expected { #expect(fast == simple, "seed 64, text \(number)") }
      }
    }
  }
}

// MARK: independent readers

private let spectrum = Workplace.shared.appending(path: "suites/csv-spectrum")

@Test(
  .enabled(
    if: FileManager.default.fileExists(atPath: spectrum.path), "../shared/suites/csv-spectrum is not here"))
func theSpectrumOfCSVIsRead() throws {
  let names = try FileManager.default.contentsOfDirectory(atPath: spectrum.appending(path: "csvs").path)
  try #require(names.count >= 11)
  for name in names.sorted() {
    let text = String(
      decoding: try Workplace.bytes(spectrum.appending(path: "csvs/\(name)")), as: UTF8.self)
    let json = spectrum.appending(path: "json/\(name.replacingOccurrences(of: ".csv", with: ".json"))")
    let expected = try JSONSerialization.jsonObject(with: Data(contentsOf: json)) as? [[String: String]]
    let read = try records(text)
    let rows = read.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(read[0], $0)) }
    #expect(Array(rows) == expected, "\(name)")
  }
}

@Test func swiftCSVReadsWhatIsWritten() throws {
  var generator = SeededGenerator(seed: 7)
  var writer = ByteWriter()
  writer.append("a,b,c\n")
  // What SwiftCSV can do: no line ends at a field's edges, no leading blanks, no empty last line.
  let texts = ["x", "规章", "a,b", "say \"no\"", "12.5", "本年增/减"]
  var written: [[String]] = []
  for _ in 0..<200 {
    let record = (0..<3).map { _ in texts.randomElement(using: &generator)! }
    written.append(record)
    for (index, field) in record.enumerated() {
      if index > 0 { writer.append(.comma) }
      writer.append(field: Array(field.utf8))
    }
    writer.append(.lineFeed)
  }
  let csv = try CSV<Enumerated>(string: String(decoding: writer.bytes, as: UTF8.self))
  #expect(csv.rows == written)
}
