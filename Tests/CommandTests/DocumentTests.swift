import Foundation
import TestSupport
import Testing

/// The commands of the pages, run as a reader runs them: from top to bottom, in one folder for each page.
///
/// A comment on the line above a fence marks it: `<!-- output -->`, the stdout of the block before, exactly;
/// `<!-- needs PROGRAM -->`, run only where the program is installed; `<!-- set-up -->`, not run.
/// Commands in running text, as `nianbao help check`, are run behind the blocks.
private let names = ["README", "docs/guide", "docs/formats", "CONTRIBUTING"]
private let pages = names.flatMap { ["\($0).md", "\($0).zh.md"] }

private func text(of page: String) throws -> String {
  try String(contentsOf: Workplace.root.appending(path: page), encoding: .utf8)
}

/// The commands in running text that begin with a program, in order: `nianbao help check`.
private func inlineCommands(of page: String, program: String) throws -> [String] {
  let prose = try text(of: page).split(separator: "```", omittingEmptySubsequences: false)
    .enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
  return prose.matches(of: /`([^`\n]+)`/).map { String($0.output.1) }
    .filter { $0 == program || $0.hasPrefix(program + " ") }
}

@Test(arguments: pages) func everyCommandDoesWhatThePageSays(_ page: String) throws {
  let place = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: place) }
  for folder in ["samples", "schemas"] {
    try FileManager.default.copyItem(
      at: Workplace.root.appending(path: folder), to: place.appending(path: folder))
  }
  let fences = try Fence.all(of: page)
  for (index, fence) in fences.enumerated() where fence.isRun {
    let result = try Command.shell("set -e -o pipefail\n" + fence.text, in: place)
    #expect(result.status == 0, "\(page):\(fence.line): \(result.stderr)")
    if index + 1 < fences.count, fences[index + 1].mark == "output" {
      #expect(result.text == fences[index + 1].text, "\(page):\(fence.line)")
    }
  }
  for line in try inlineCommands(of: page, program: "nianbao") where line != "nianbao" {
    let result = try Command.shell(line, in: place)
    #expect(result.status == 0, "\(page): \(line): \(result.stderr)")
    // Of a stage that is not there, the help of the whole program is shown.
    if line.hasPrefix("nianbao help ") {
      #expect(result.text.contains("USAGE: nianbao \(line.dropFirst("nianbao help ".count)) "), "\(line)")
    }
  }
}

/// That none of the pages loses its commands to a change of its marks.
@Test func thePagesHaveCommands() throws {
  let counts = try names.map { name in try Fence.all(of: "\(name).md").filter(\.isRun).count }
  #expect(counts[0] >= 3 && counts[1] >= 20 && counts[2] >= 2, "\(counts)")
}

@Test func everyTargetOfMakeIsThere() throws {
  for page in pages {
    let lines =
      try Fence.all(of: page).filter(\.isMake).flatMap(\.lines)
      + inlineCommands(of: page, program: "make")
    for line in lines {
      let result = try Command.shell("make -n" + line.dropFirst("make".count))
      #expect(result.status == 0, "\(page): \(line): \(result.stderr)")
    }
  }
}

/// CONTRIBUTING has the targets that `make help` lists, but for what anyone knows.
@Test func everyTargetOfMakeIsNamed() throws {
  let listed = try Command.shell("make help").text.matches(of: /(?:\n|; +)make ([a-z-]+)/)
    .map { String($0.output.1) }
  let pages = try text(of: "CONTRIBUTING.md") + text(of: "docs/guide.md") + text(of: "README.md")
  #expect(listed.count > 10)
  for target in listed where !["clean", "help", "demo", "bench-quick"].contains(target) {
    #expect(pages.contains(try Regex("make (-\\S+ )*\(target)\\b")), "make \(target)")
  }
}

@Test(arguments: pages) func anOutputStandsBehindItsCommands(_ page: String) throws {
  let fences = try Fence.all(of: page)
  for (index, fence) in fences.enumerated() where fence.mark == "output" {
    #expect(index > 0 && fences[index - 1].language == "sh", "\(page):\(fence.line)")
  }
}

@Test(arguments: names) func bothLanguagesHaveTheSameCommandsAndHeadings(_ name: String) throws {
  let versions = try ["\(name).md", "\(name).zh.md"].map { page in
    (
      blocks: try Fence.all(of: page).map { "\($0.mark): \($0.text)" },
      inline: try ["nianbao", "make"].flatMap { try inlineCommands(of: page, program: $0) },
      levels: try text(of: page).split(separator: "\n").filter { $0.hasPrefix("#") }
        .map { $0.prefix { $0 == "#" }.count },
      // The rows of tables, by what they are about.
      rows: try text(of: page).split(separator: "\n").filter { $0.hasPrefix("| `") || $0.hasPrefix("| 1") }
        .count
    )
  }
  #expect(versions[0].blocks == versions[1].blocks)
  #expect(versions[0].inline == versions[1].inline)
  #expect(versions[0].levels == versions[1].levels)
  #expect(versions[0].rows == versions[1].rows)
}

/// Links to files and headings of the checkout, and pictures.
@Test(arguments: pages + ["docs/scale.md", "docs/variations.md", "engines/README.md", "CHANGELOG.md"])
func everyLinkLeadsSomewhere(_ page: String) throws {
  let folder = Workplace.root.appending(path: page).deletingLastPathComponent()
  for match in try text(of: page).matches(of: /\]\(([^)\s]+)\)/) {
    let link = String(match.output.1)
    guard !link.hasPrefix("https://") else { continue }
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let file = folder.appending(path: parts[0])
    #expect(FileManager.default.fileExists(atPath: file.path), "\(page): \(link)")
    if parts.count == 2 {
      let anchors = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        .filter { $0.hasPrefix("#") }.map(anchor)
      #expect(anchors.contains(parts[1]), "\(page): \(link)")
    }
  }
}

/// The anchor that GitHub gives a heading.
private func anchor(_ heading: Substring) -> String {
  heading.drop { $0 == "#" || $0 == " " }.lowercased().replacing(" ", with: "-")
    .filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
}

/// What it is, a picture, the commands, an example, the stages, what is refused: the rest has pages of its own.
@Test func theReadmesAreShort() throws {
  for page in ["README.md", "README.zh.md"] { #expect(try text(of: page).utf8.count < 10_000, "\(page)") }
}

@Test func theTableSchemasNameTheColumnsThatComeOut() throws {
  for (schema, command) in [
    ("cells", "nianbao extract samples/2021-form.txt"),
    ("facts", "nianbao extract samples/2021-form.txt | nianbao tidy"),
  ] {
    let data = try Data(
      contentsOf: Workplace.root.appending(path: "schemas/\(schema).schema.json"))
    let fields = try JSONDecoder().decode(TableSchema.self, from: data).fields.map(\.name)
    let header = try Command.shell(command).text.prefix { $0 != "\n" }
    #expect(fields.joined(separator: ",") == header)
  }
}

private struct TableSchema: Decodable {
  struct Field: Decodable {
    let name: String
  }
  let fields: [Field]
}
