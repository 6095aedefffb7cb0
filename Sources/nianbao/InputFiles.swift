import Bytes
import SystemPackage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The endings of raw reports in folders, in small letters.
private let endings = ["txt", "htm", "html"]

/// The files that inputs name: of a folder all raw reports below it by their endings, in the order of their paths' bytes.
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
          why: "no file below it ends in \(endings.map { "." + $0 }.joined(separator: ", "))",
          remedy: "Give the files by name if they end otherwise"))
      failures.add(.noInput)
    }
    files.append(contentsOf: found)
  }
  return files
}

private func reports(below folder: String) -> [String] {
  let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
  return names.filter { isReport($0) && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
    .map { FilePath(folder).appending($0).string }
    .filter { (try? Stat(FilePath($0)).type) == .regular }
    .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
}

private func isReport(_ name: String) -> Bool {
  guard let dot = name.lastIndex(of: ".") else { return false }
  return endings.contains(name[name.index(after: dot)...].lowercased())
}
