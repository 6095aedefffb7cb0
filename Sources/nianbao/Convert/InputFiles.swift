import Bytes
import SystemPackage

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
    let folder = Folder(FilePath(input).string, where: isReport)
    for (path, reason) in folder.closed {
      say(
        Diagnostic(
          .error, at: Location(path), what: "cannot open the folder", why: reason.description,
          remedy: "What is in it is missing"))
      failures.add(.noInput)
    }
    if folder.files.isEmpty, folder.closed.isEmpty {
      say(
        Diagnostic(
          .error, at: Location(input), what: "the folder holds no reports",
          why:
            "no file below it ends in \(endings.dropLast().joined(separator: ", ")) or \(endings.last ?? "")",
          remedy: "Give the files by name if they end otherwise"))
      failures.add(.noInput)
    }
    files.append(contentsOf: folder.files)
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

/// Whether a path has one of the endings; ~$ begins the names of the files by which Word marks a document as open.
private func isReport(_ path: String) -> Bool {
  let name = path.utf8.suffix(5).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  guard endings.contains(where: { name.suffix($0.utf8.count).elementsEqual($0.utf8) }) else { return false }
  let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
  return !path.utf8[start...].starts(with: "~$".utf8)
}
