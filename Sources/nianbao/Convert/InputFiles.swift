import Bytes
import Reports
import SystemPackage

/// The files that inputs name, and what becomes of all others below a folder: each is read, or passed over and told.
struct InputFiles {
  /// Of a folder those in which a report may be, in the order of their paths' bytes.
  private(set) var files: [String] = []
  /// What is passed over, by kind.
  private var passed: [String: Int] = [:]
  private let own: OwnFiles

  /// - Parameter own: files of the run itself, which may lie among its inputs.
  init(_ inputs: [String], own: [String], failures: inout Failures) {
    self.own = OwnFiles(own)
    for input in inputs.flatMap(Self.expanded) {
      if input != "-", (try? Stat(FilePath(fileName: input)).type) == .directory {
        add(folder: input, failures: &failures)
      } else {
        files.append(input)
      }
    }
  }

  /// How many files, folders and others were passed over, by kind; `nil` where none.
  var summary: Diagnostic? {
    guard !passed.isEmpty else { return nil }
    return Diagnostic(
      .note, at: Location(""), what: "passed over: \(list)",
      why:
        "no reports come in files of these kinds, or are known in them; facts are read where they are named")
  }

  private var list: String {
    passed.sorted { $0.key < $1.key }.map { kind, count in
      "\(count) \(count > 1 ? Self.plurals[kind] ?? kind : kind)"
    }.joined(separator: ", ")
  }

  private static let plurals = [
    "device": "devices", "facts workbook": "facts workbooks", "file of this run": "files of this run",
    "link to a folder": "links to folders", "lock file": "lock files", "named pipe": "named pipes",
    "socket": "sockets",
  ]

  /// The paths that a pattern with `*`, `?` or `[…]` stands for, where the shell has left it as it is.
  private static func expanded(_ input: String) -> [String] {
    guard input.contains(where: { "*?[".contains($0) }), (try? Stat(FilePath(fileName: input))) == nil else {
      return [input]
    }
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
    for (path, kind) in folder.others { pass(path, kind, failures) }
    for file in folder.files { add(file, failures) }
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
    if own.contains(file) {
      passed["file of this run", default: 0] += 1
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
