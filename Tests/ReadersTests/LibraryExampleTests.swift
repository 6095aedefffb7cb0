import Bytes
import Forms
import Readers
import TestSupport
import Testing
import Tidying

/// The lines of the Swift program in docs/guide.md, from `let library` on.
private func facts(of path: String) throws -> String {
  let library = try FormLibrary()
  var reports = ReportReader(
    try ByteReader(opening: path), name: path, vocabulary: library.vocabulary)
  var tidier = Tidier(library)
  var facts = ByteWriter()
  while let report = try reports.next() {
    for message in tidier.tidy(report, to: &facts).diagnostics { print(message) }
  }
  return String(decoding: facts.bytes, as: UTF8.self)
}

@Test func theSwiftProgramOfTheGuideGivesTheFactsOfASample() throws {
  let golden = try Workplace.bytes(Workplace.root.appending(path: "samples/2021-form.tidy.csv"))
  let given = try facts(of: Workplace.root.appending(path: "samples/2021-form.txt").path)
  #expect(String(decoding: golden, as: UTF8.self).hasSuffix(given) && given.utf8.count > 1000)
}

@Test func theSwiftProgramOfTheGuideIsTheOneThatIsRun() throws {
  let program = try #require(Fence.all(of: "docs/guide.md").first { $0.language == "swift" })
  let source = String(decoding: try Workplace.bytes(.init(filePath: #filePath)), as: UTF8.self)
  for line in program.lines where !line.isEmpty && !line.hasPrefix("print(") && !line.hasPrefix("let path") {
    #expect(source.contains("\(line)\n"), "\(line)")
  }
}
