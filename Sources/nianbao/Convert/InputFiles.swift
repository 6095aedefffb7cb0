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
  for input in inputs.flatMap(expanded) {
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

/// The paths that a pattern with `*`, `?` or `[…]` stands for, where the shell has left it as it is.
private func expanded(_ input: String) -> [String] {
  guard input.contains(where: { "*?[".contains($0) }), (try? Stat(FilePath(input))) == nil else {
    return [input]
  }
  let paths = FilePath(input).expanded()
  return paths.isEmpty ? [input] : paths
}

private func reports(below folder: String) -> [String] {
  let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
  let folder = FilePath(folder).string
  let start = folder.hasSuffix("/") ? folder : folder + "/"
  return names.filter(isReport).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { start + $0 }
    .filter { (try? Stat(FilePath($0)).type) == .regular }
}

/// Whether a path has one of the endings, and no part that is hidden: ~$ begins the names of the files by which Word marks a
/// document as open.
private func isReport(_ path: String) -> Bool {
  let name = path.utf8.suffix(5).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  guard endings.contains(where: { name.suffix($0.utf8.count).elementsEqual($0.utf8) }) else { return false }
  return !path.utf8.split(separator: UInt8(ascii: "/")).contains { part in
    part.first == UInt8(ascii: ".") || part.starts(with: "~$".utf8)
  }
}
