import Foundation
import TestSupport
import Testing

/// The commands of the READMEs, run as a reader runs them: from top to bottom, in one folder.
///
/// A comment on the line above a fence marks it: `<!-- output -->`, the stdout of the block before, exactly;
/// `<!-- needs PROGRAM -->`, run only where the program is installed; `<!-- set-up -->`, not run.
private let readmes = ["README.md", "README.zh.md"]

@Test(arguments: readmes) func everyCommandDoesWhatTheReadmeSays(_ name: String) throws {
  let place = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: place) }
  for folder in ["samples", "schemas"] {
    try FileManager.default.copyItem(
      at: Workplace.root.appending(path: folder), to: place.appending(path: folder))
  }
  let fences = try Fence.all(of: name)
  var count = 0
  for (index, fence) in fences.enumerated() where fence.isRun {
    let result = try Command.shell("set -e -o pipefail\n" + fence.text, in: place)
    count += 1
    #expect(result.status == 0, "\(name):\(fence.line): \(result.stderr)")
    if index + 1 < fences.count, fences[index + 1].mark == "output" {
      #expect(result.text == fences[index + 1].text, "\(name):\(fence.line)")
    }
  }
  #expect(count > 5, "the blocks of commands were not found")
}

@Test(arguments: readmes) func everyTargetOfMakeIsThere(_ name: String) throws {
  var lines = try Fence.all(of: name).filter(\.isMake).flatMap(\.lines)
  // Those in running text as well: `make test`.
  let text = try String(contentsOf: Workplace.root.appending(path: name), encoding: .utf8)
  lines += text.matches(of: /`(make [a-z-]+)`/).map { String($0.output.1) }
  #expect(lines.count > 5, "no target was found")
  for line in lines {
    let result = try Command.shell("make -n" + line.dropFirst("make".count))
    #expect(result.status == 0, "\(line): \(result.stderr)")
  }
}

@Test func anOutputStandsBehindItsCommands() throws {
  for name in readmes {
    let fences = try Fence.all(of: name)
    for (index, fence) in fences.enumerated() where fence.mark == "output" {
      #expect(index > 0 && fences[index - 1].language == "sh", "\(name):\(fence.line)")
    }
  }
}

@Test func bothReadmesShowTheSameCommandsAndSections() throws {
  let commands = try readmes.map { name in
    try Fence.all(of: name).filter { $0.language != "text" && $0.language != "csv" }
      .map { "\($0.mark): \($0.text)" }
  }
  #expect(commands[0] == commands[1])
  let levels = try readmes.map { name in
    try String(contentsOf: Workplace.root.appending(path: name), encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("#") }.map { $0.prefix { $0 == "#" } }
  }
  #expect(levels[0] == levels[1])
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
