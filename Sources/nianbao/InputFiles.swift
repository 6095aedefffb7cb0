import Bytes
import SystemPackage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the files of a folder end in that are read, in letters of either case.
private let endings = [".txt", ".html", ".htm", ".docx", ".doc", ".pdf"]

/// The files that inputs name: of a folder all below it that have one of the endings, in the order of their paths' bytes.
func inputFiles(_ inputs: [String], failures: inout Failures) -> [String] {
  var files: [String] = []
  for input in inputs {
    guard input != "-", (try? Stat(FilePath(input)).type) == .directory else {
      files.append(input)
      continue
    }
    let found = reports(below: input)
    if found.isEmpty {
      say(
        Diagnostic(
          .error, at: Location(input), what: "the folder holds no reports",
          why:
            "no file below it ends in \(endings.dropLast().joined(separator: ", ")) or \(endings.last ?? "")",
          remedy: "Give the files by name if they end otherwise"))
      failures.add(.noInput)
    }
    files.append(contentsOf: found)
  }
  return files
}

private func reports(below folder: String) -> [String] {
  let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
  return names.filter { name in endings.contains { name.lowercased().hasSuffix($0) } }
    // ~$ begins the names of the files by which Word marks a document as open.
    .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasPrefix("~$") } }
    .map { FilePath(folder).appending($0).string }
    .filter { (try? Stat(FilePath($0)).type) == .regular }
    .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
}
