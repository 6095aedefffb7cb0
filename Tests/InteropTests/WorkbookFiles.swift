import Foundation
import TestSupport
import Testing

/// The formats of workbooks, by the endings of their names.
enum WorkbookEnding: String, CaseIterable {
  case xml, xlsx
}

/// The workbooks that the readers are given: one for each sample and each real report at hand, one of them all, awkward ones, and
/// one without facts; in both formats.
///
/// They and what the readers make of them stay in .build/interop, to look at after a failure.
struct WorkbookFiles {
  let folder: URL
  let facts: [FactsFile]
  /// The sheets that each workbook should hold.
  let expected: [String: [ExpectedSheet]]

  /// Made once, for making takes longer than reading.
  static func made() throws -> Self { try shared.get() }
  private static let shared = Result { try Self() }

  /// The names, known before the files are made: arguments of the tests.
  static let names = reports.map(name) + ["panel", "awkward", "awkward-report", "no-facts"]

  private static let reports = Workplace.samples + Workplace.reports
  private static func name(_ report: URL) -> String { report.deletingPathExtension().lastPathComponent }

  private init() throws {
    folder = try Self.emptyFolder("workbooks")
    let reports = Self.reports.map(\.path)
    facts =
      try Self.reports.map { try Self.tidied([$0.path], name: Self.name($0)) } + [
        Self.tidied(reports, name: "panel"), AwkwardFacts.file(), AwkwardFacts.report(),
        FactsFile(name: "no-facts", bytes: Array("agency,year,section,row,column,value\n".utf8)),
      ]
    var expected: [String: [ExpectedSheet]] = [:]
    for file in facts {
      let csv = folder.appending(path: "\(file.name).csv")
      try Data(file.bytes).write(to: csv)
      for ending in WorkbookEnding.allCases {
        let workbook = folder.appending(path: "\(file.name).\(ending)").path
        _ = try Command.nianbao("to-\(ending)", csv.path, "-o", workbook).checked("nianbao to-\(ending)")
      }
      // It says where a text cannot hold what the facts do; the cells are the same.
      let text = try Command.nianbao("to-text", csv.path).text
      // It ends with 1 where it finds an error.
      let found = try Command.nianbao("check", csv.path, "--format", "csv").stdout
      expected[file.name] =
        ExpectedSheets(
          records: try file.records(), text: text,
          findings: try FactsFile(name: file.name, bytes: found).records()
        ).sheets
    }
    self.expected = expected
  }

  /// The facts of reports, with every column there is.
  private static func tidied(_ reports: [String], name: String) throws -> FactsFile {
    let columns = "unit,code,form,raw,status,source,line"
    let extracted = reports.map { "nianbao extract '\($0)' | nianbao tidy --with \(columns)" }
    // One header for all.
    let line = ([extracted[0]] + extracted.dropFirst().map { "\($0) | tail -n +2" }).joined(separator: "; ")
    return FactsFile(
      name: name,
      bytes: try Command.shell("set -e -o pipefail; " + line).checked("nianbao").stdout)
  }

  /// The files but one.
  func without(_ name: String) -> Self {
    Self(folder: folder, facts: facts.filter { $0.name != name }, expected: expected)
  }

  private init(folder: URL, facts: [FactsFile], expected: [String: [ExpectedSheet]]) {
    (self.folder, self.facts, self.expected) = (folder, facts, expected)
  }

  /// The paths of the workbooks, in the order of the names.
  func paths(_ ending: WorkbookEnding) -> [String] { facts.map { path($0.name, ending) } }

  func path(_ name: String, _ ending: WorkbookEnding) -> String {
    folder.appending(path: "\(name).\(ending)").path
  }

  /// Expects that a reader gave all workbooks, in the order of the names.
  func expectEqual(read books: [[Sheet]], allowing allowance: Allowance = []) throws {
    try #require(books.count == facts.count)
    for (file, book) in zip(facts, books) {
      let written = try #require(expected[file.name])
      InteropTests.expectEqual(written: written, read: book, allowing: allowance, file.name)
    }
  }

  /// A folder in .build/interop, without what an earlier run left there.
  static func emptyFolder(_ name: String) throws -> URL {
    let folder = Workplace.root.appending(path: ".build/interop/\(name)")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}

extension CommandResult {
  /// The result, where the program says that all went well.
  /// - Throws: `ProgramFailed`.
  func checked(_ program: String) throws -> Self {
    guard status == 0 else { throw ProgramFailed(program: program, result: self) }
    return self
  }
}
