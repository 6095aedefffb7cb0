import Bytes
import Readers
import SystemPackage

/// The files that inputs name, and what becomes of all others below a folder: each is read, or passed over and told.
struct InputFiles {
  /// Of a folder those in which a report may be, in the order of their paths' bytes.
  private(set) var files: [String] = []
  /// What is passed over, by kind.
  private var passed: [String: Int] = [:]
  private let ownFiles: OwnFiles

  /// - Parameter own: files of the run itself, which may lie among its inputs.
  init(_ inputs: [String], own: [String], failures: inout Failures) {
    ownFiles = OwnFiles(own)
    for input in inputs.flatMap(Self.expanded) {
      if input != "-", (try? Stat(FilePath(fileName: input)).type) == .directory {
        add(folder: input, failures: &failures)
      } else {
        files.append(input)
      }
    }
    if files.count > 1, inputs.count > 1 { sayRepeated(dropRepeated(), failures) }
  }

  // MARK: what is named more than once

  /// Keeps of a file that is named more than once, or is below several folders, the first mention.
  /// - Returns: the others.
  private mutating func dropRepeated() -> [String] {
    var seen: Set<PlaceInFolder> = []
    var folders: [Substring: FileIdentity] = [:]
    var repeated: [String] = []
    files = files.filter { file in
      guard file != "-", let place = PlaceInFolder(file, &folders), !seen.insert(place).inserted else {
        return true
      }
      repeated.append(file)
      return false
    }
    return repeated
  }

  /// A name in a folder, whatever path leads there. Links to a file are names of their own, as are copies of it.
  private struct PlaceInFolder: Hashable {
    let folder: FileIdentity
    let name: Substring

    init?(_ file: String, _ folders: inout [Substring: FileIdentity]) {
      name = OwnFiles.lastPart(of: file)
      let path = file[..<name.startIndex]
      guard let folder = folders[path] ?? FileIdentity(path.isEmpty ? "." : String(path)) else { return nil }
      folders[path] = folder
      self.folder = folder
    }
  }

  private func sayRepeated(_ repeated: [String], _ failures: Failures) {
    guard let first = repeated.first else { return }
    let others = repeated.count - 1
    failures.say(
      Diagnostic(
        .note, at: Location(first), what: "the input is named more than once",
        why: (others == 0 ? "" : others == 1 ? "so is 1 other; " : "so are \(others) others; ")
          + "each is read once"))
  }

  /// How many files, folders and others were passed over, by kind; `nil` where none.
  var summary: Diagnostic? {
    guard !passed.isEmpty else { return nil }
    let those = passed[Self.own] == 1 ? "it" : "them"
    return Diagnostic(
      .note, at: Location(""), what: "passed over: \(list)",
      why: passed.keys.allSatisfy { $0 == Self.own }
        ? "this run reads \(those) for something else, or writes \(those)"
        : "no reports come in files of these kinds, or are known in them; facts are read where they are named"
    )
  }

  private var list: String {
    passed.sorted { $0.key < $1.key }.map { kind, count in
      "\(count) \(count > 1 ? Self.plurals[kind] ?? kind : kind)"
    }.joined(separator: ", ")
  }

  /// The kind of what is no input for it has another part in the run.
  private static let own = "file of this run"
  private static let plurals = [
    "device": "devices", "facts workbook": "facts workbooks", own: "files of this run",
    "link to a folder": "links to folders", "named pipe": "named pipes",
    "socket": "sockets",
  ]

  /// The paths that a pattern with `*`, `?` or `[…]` stands for, where the shell has left it as it is.
  private static func expanded(_ input: String) -> [String] {
    // Bytes: to part a name into characters takes as long as a twentieth of its report.
    let isPattern = input.utf8.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B }
    guard isPattern, (try? Stat(FilePath(fileName: input))) == nil else { return [input] }
    let paths = FilePath(fileName: input).expanded()
    return paths.isEmpty ? [input] : paths
  }

  // MARK: folders

  private mutating func add(folder input: String, failures: inout Failures) {
    let folder = Folder(FilePath(fileName: input).fileName)
    for (path, reason) in folder.closed {
      failures.say(
        Diagnostic(
          .error, at: Location(path), what: "cannot open the folder", why: reason.description,
          remedy: "What is in it is missing"))
      failures.add(.noInput)
    }
    let count = files.count
    for (path, kind) in folder.others where kind != .hidden || !ReportArchive.isOfSystem(path) {
      pass(path, kind, failures)
    }
    for file in folder.files where !ReportArchive.isOfSystem(file) { add(file, failures) }
    if files.count == count, folder.closed.isEmpty {
      failures.say(
        Diagnostic(
          .error, at: Location(input), what: "the folder holds no reports",
          why: passed.isEmpty ? "no file is below it" : "passed over: \(list)",
          remedy: "Give files by name if reports are in them"))
      failures.add(.noInput)
    }
  }

  private mutating func pass(_ path: String, _ kind: Folder.Other, _ failures: Failures) {
    passed[kind.rawValue, default: 0] += 1
    guard kind == .linkToFolder else { return }
    failures.say(
      Diagnostic(
        .warning, at: Location(path), what: "a link to a folder is not followed",
        why: "it may lead back to where it is", remedy: "Name the folder, too, if reports are in it"))
  }

  private mutating func add(_ file: String, _ failures: Failures) {
    if ownFiles.contains(file) {
      passed[Self.own, default: 0] += 1
      return
    }
    switch FolderFile(file) {
    case .report: files.append(file)
    case .other(let kind): passed[kind, default: 0] += 1
    case .doubtful(let kind):
      passed[kind, default: 0] += 1
      failures.say(
        Diagnostic(
          .warning, at: Location(file), what: "a text is passed over that may be a report",
          why: "its name does not end as those of reports do", remedy: "Name it, too, if it is one"))
    case .facts:
      passed["facts workbook", default: 0] += 1
      failures.say(
        Diagnostic(
          .warning, at: Location(file), what: "a workbook with a sheet “数据” is passed over",
          why: "such a sheet holds facts, which may have been made of the reports beside it",
          remedy: "Name it, too, if its facts are wanted"))
    }
  }
}
