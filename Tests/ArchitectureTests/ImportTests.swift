import Foundation
import TestSupport
import Testing

/// Imports point one way. SwiftPM lets an import through that arrives by way of another target, so this table is held here.
private let allowed: [String: Set<String>] = [
  "Bytes": ["SystemPackage", "Glibc", "Musl", "Darwin"],
  "CSV": ["Bytes"],
  "XML": ["Bytes"],
  "ZIP": ["Bytes", "CDeflate", "CZlib", "Dispatch"],
  "CompoundFiles": ["Bytes"],
  "HTML": ["Bytes"],
  "PDF": ["Bytes", "CDeflate", "CZlib"],
  "Sheets": ["Bytes", "CompoundFiles", "XML", "ZIP"],
  "Text": ["Bytes"],
  "Facts": ["Bytes", "CSV", "SystemPackage"],
  "Forms": ["Bytes", "Facts", "Text", "XMLCoder", "FoundationEssentials", "Foundation"],
  "Reports": ["Bytes", "CSV", "Text"],
  "Flow": ["Bytes", "Forms", "Reports", "Text"],
  "Identity": ["Bytes", "Forms", "Reports", "Text"],
  "Readers": [
    "Bytes", "CompoundFiles", "Flow", "Forms", "HTML", "Identity", "PDF", "Reports", "Sheets", "Text", "XML",
    "ZIP",
    "Synchronization",
    "SystemPackage", "Glibc", "Musl", "Darwin",
  ],
  "Tidying": ["Bytes", "Facts", "Forms", "Reports", "Text"],
  "Proof": ["Bytes", "CSV", "Facts", "Forms"],
  "Workbooks": [
    "Bytes", "CSV", "Facts", "Forms", "Identity", "Proof", "Readers", "Reports", "Sheets", "Text", "Tidying",
  ],
  "nianbao": [
    "ArgumentParser", "Bytes", "CSV", "Facts", "Forms", "Identity", "Proof", "Readers", "Reports", "Sheets",
    "SwiftCSV", "SystemPackage", "Tidying", "Workbooks",
    "FoundationEssentials", "Foundation",
  ],
]

/// Foundation is slow to start and to work with: only these files may have it.
private let foundationFiles: Set<String> = [
  "Form+XML.swift", "Lineup.swift", "Progress.swift",
]

private struct SourceFile {
  let room: String
  let name: String
  let imports: [String]
  let lineCount: Int
}

private func sourceFiles() throws -> [SourceFile] {
  let sources = Workplace.root.appending(path: "Sources")
  let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter {
    $0.hasSuffix(".swift")
  }
  return try paths.sorted().map { path in
    let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    let imports = lines.compactMap { line -> String? in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1 else {
        return nil
      }
      return String(words[place + 1])
    }
    return SourceFile(
      room: String(path.split(separator: "/")[0]), name: String(path.split(separator: "/").last!),
      imports: imports, lineCount: lines.count)
  }
}

@Test func importsPointOneWay() throws {
  let files = try sourceFiles()
  #expect(files.count > 30)
  for file in files {
    let known = try #require(allowed[file.room], "Sources/\(file.room) is a room without a rule")
    for name in file.imports {
      #expect(known.contains(name), "\(file.room)/\(file.name) imports \(name)")
    }
  }
}

@Test func foundationStaysOutOfTheRoomsOfBytes() throws {
  for file in try sourceFiles() where !foundationFiles.contains(file.name) {
    #expect(!file.imports.contains { $0.hasPrefix("Foundation") }, "\(file.room)/\(file.name)")
  }
}

@Test func filesAreShort() throws {
  // Past 300 lines, ask which idea wants its own room. Embedded forms are made.
  for file in try sourceFiles() where file.name != "EmbeddedForms.swift" {
    #expect(file.lineCount <= 320, "\(file.room)/\(file.name) has \(file.lineCount) lines")
  }
}

@Test func nothingIsCommittedThatShouldNotBe() throws {
  let files = try Command.run("/usr/bin/env", ["git", "ls-files", "-z"]).text.split(separator: "\0").map(
    String.init)
  try #require(!files.isEmpty)
  for file in files {
    #expect(!file.hasPrefix(".build/") && file != "Package.resolved")
    // A file that is deleted here and not yet in a commit has no size.
    let path = Workplace.root.appending(path: file).path
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect((size ?? 0) < 1_000_000, "\(file)")
  }
}
