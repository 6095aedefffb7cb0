import Foundation
import TestSupport
import Testing

@testable import Readers

// The table of raw forms, and what is written down of it elsewhere.

private func makefile(_ beginning: String) throws -> String {
  let text = try String(contentsOf: Workplace.root.appending(path: "Makefile"), encoding: .utf8)
  return try #require(text.split(separator: "\n").first { $0.contains(beginning) }).description
}

@Test func makeKnowsWhatTheFilesOfReportsEndIn() throws {
  let listed = try makefile("KINDS :=").split(separator: " ").dropFirst(2).map(String.init)
  // make writes workbooks beside reports.
  let endings = RawKind.allCases.flatMap(\.endings).filter { $0 != "xlsx" }
  #expect(Set(listed) == Set(endings))
}

@Test func everyReaderIsFuzzed() throws {
  let line = try makefile("tabs:tab form")
  for kind in RawKind.allCases where !["xlsx", "xls"].contains(kind.rawValue) {
    #expect(line.contains("'\(kind.rawValue):") || line.contains("\\n\(kind.rawValue):"), "\(kind.rawValue)")
  }
}

@Test func everyFormHasANameOfItsOwn() {
  let names = RawKind.allCases.map(\.rawValue)
  #expect(Set(names).count == names.count)
  for name in names { #expect(RawKind(rawValue: name)?.rawValue == name) }
  #expect(RawKind(rawValue: "none") == nil)
}

@Test(arguments: [
  ("PK\u{3}\u{4}", "docx"), ("\r\n PK\u{3}\u{4}", "docx"), ("%PDF-1.7", "pdf"),
  ("\n<!DOCTYPE html>", "html"), ("<table>", "html"), ("{\"a\":\"\\u003ctd\"}", "html"),
  ("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "xlsx"),
  ("一、总体情况", nil), ("agency,year", nil), ("", nil),
])
func aFileIsKnownByItsBeginning(text: String, kind: String?) {
  let bytes = Array(text.utf8)
  #expect(RawKind.recognised(bytes.span)?.rawValue == kind)
}
