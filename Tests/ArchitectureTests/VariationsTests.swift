import Foundation
import TestSupport
import Testing

/// docs/variations.md says what becomes of every variation, and names the tests that hold it.
private let rows: [[String]] = {
  let file = Workplace.root.appending(path: "docs/variations.md")
  let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  return text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map {
    $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
  }
}()

@Test func everyTestThatTheVariationsNameExists() throws {
  let tests = Workplace.root.appending(path: "Tests")
  let files = try FileManager.default.subpathsOfDirectory(atPath: tests.path).filter {
    $0.hasSuffix(".swift")
  }
  var functions: Set<String> = []
  for file in files {
    let text = try String(contentsOf: tests.appending(path: file), encoding: .utf8)
    for match in text.matches(of: /func ([A-Za-z0-9]+)\(/) { functions.insert(String(match.output.1)) }
  }
  #expect(rows.count > 30)
  for row in rows {
    #expect(row.count == 3, "\(row)")
    for match in row[2].matches(of: /`([^`]+)`/) {
      #expect(functions.contains(String(match.output.1)), "\(row[0]): no test \(match.output.1)")
    }
    #expect(row[2].contains("`") || row[1].hasPrefix("not "), "\(row[0]) has no test")
  }
}

@Test func everyVariationStandsOnce() {
  let last = ["A": 31, "B": 11, "C": 15, "D": 18, "E": 22, "F": 22, "G": 25, "H": 15]
  let expected = last.flatMap { letter, count in (1...count).map { "\(letter)\($0)" } }
  #expect(rows.flatMap { ids(String($0[0])) }.sorted() == expected.sorted())
}

/// The ids of a cell such as `A8–A10, A13`.
private func ids(_ cell: String) -> [String] {
  cell.matches(of: /([A-H])(\d+)(?:–[A-H](\d+))?/).flatMap { match in
    let first = Int(match.output.2) ?? 0
    return (first...(match.output.3.flatMap { Int($0) } ?? first)).map { "\(match.output.1)\($0)" }
  }
}
