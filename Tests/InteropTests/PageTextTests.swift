import Foundation
import TestSupport
import Testing

/// Texts that other programs make of pages give the facts of the pages, or an error in their place, however many cells are blank.
@Suite(.needs(.python))
struct PageTextTests {
  /// A program, with the version that stands in a folder of its own; without one it is that of the environment.
  struct Converter: CustomTestStringConvertible, Sendable {
    let program: String
    var version: String?
    /// Whether it keeps blank cells, so that all facts must come out.
    var keepsBlanks = false

    var testDescription: String { [program, version].compactMap(\.self).joined(separator: " ") }

    /// Where `make interop` puts it.
    var folder: URL? {
      version.map { Workplace.root.appending(path: ".build/interop-\(program)/\($0)") }
    }
  }

  @Test(arguments: [
    // 1.12 to 2.1 drop blank cells and pad their rows.
    Converter(program: "trafilatura", version: "1.12.2"), Converter(program: "trafilatura", version: "2.0.0"),
    Converter(program: "trafilatura", version: "2.1.0"), Converter(program: "trafilatura", keepsBlanks: true),
    Converter(program: "html2text", keepsBlanks: true), Converter(program: "markdownify"),
    Converter(program: "beautifulsoup"),
  ])
  func textsOfPagesGiveTheFactsOfThePagesOrErrors(converter: Converter) throws {
    let folder = try WorkbookFiles.emptyFolder("page-texts-\(converter.testDescription)")
    let script = Workplace.root.appending(path: "Tests/InteropTests/Readers/page_texts.py").path
    let page = Workplace.root.appending(path: "samples/web-page.html").path
    let path = converter.folder.map { ["PYTHONPATH=\($0.path)"] } ?? []
    let made = try Command.run(
      "/usr/bin/env",
      path + ["PYTHONUTF8=1", try Program.python.required(), script, folder.path, page, converter.program]
    ).checked("page_texts.py")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let pages = files.filter { $0.pathExtension == "html" }
    #expect(pages.count == Int(made.text.trimmingCharacters(in: .whitespacesAndNewlines)))
    var right = 0
    for page in pages {
      let truth = try ReadFacts(of: page).facts
      let read = try ReadFacts(of: page.deletingPathExtension().appendingPathExtension("txt"))
      let wrong = read.facts.subtracting(truth)
      #expect(wrong.isEmpty, "\(page.lastPathComponent): \(wrong.prefix(3))")
      let isWhole = read.facts == truth
      // Of nearly blank pages no row may tell where labels end and values begin.
      let mayLack = !converter.keepsBlanks || page.lastPathComponent.hasPrefix("80")
      #expect(isWhole || mayLack && read.messages.contains("error: "), "\(page.lastPathComponent)")
      right += read.facts.count
    }
    #expect(right > 0)
  }
}

/// What is read of a file: the facts without agency and year, which it may lack, and all messages.
struct ReadFacts {
  let facts: Set<String>
  let messages: String

  init(of file: URL) throws {
    let result = try Command.shell("nianbao extract '\(file.path)' | nianbao tidy")
    let records = result.text.split(separator: "\n").dropFirst()
    let facts = records.map { $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst(2) }
    self.facts = Set(facts.map { $0.joined(separator: ",") })
    messages = result.stderr
  }
}
