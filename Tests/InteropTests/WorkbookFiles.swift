import Foundation
import TestSupport

/// The workbooks that the readers are given: one for each sample and each real report at hand, and the awkward one.
///
/// They and what the readers make of them stay in .build/interop, to look at after a failure.
struct WorkbookFiles {
  let folder: URL
  let facts: [FactsFile]
  /// The sheets that each workbook should hold.
  let expected: [String: [Sheet]]

  /// Made once, for making takes longer than reading.
  static func made() throws -> Self { try shared.get() }
  private static let shared = Result { try Self() }

  static let awkward = AwkwardFacts.name
  /// The names, known before the files are made: arguments of the tests.
  static let names = reports.map(name) + [awkward]

  private static let reports = Workplace.samples + Workplace.reports
  private static func name(_ report: URL) -> String { report.deletingPathExtension().lastPathComponent }

  private init() throws {
    folder = try Self.emptyFolder("workbooks")
    var facts: [FactsFile] = []
    for report in Self.reports { facts.append(try Self.tidied(report)) }
    facts.append(AwkwardFacts.file())
    self.facts = facts
    expected = try Dictionary(
      uniqueKeysWithValues: facts.map { ($0.name, ExpectedSheets(records: try $0.records()).sheets) })
    for file in facts { try write(file) }
  }

  /// The facts of a report, with every column there is.
  private static func tidied(_ report: URL) throws -> FactsFile {
    let columns = "unit,code,form,raw,status,source,line"
    let line = "nianbao extract '\(report.path)' | nianbao tidy --with \(columns)"
    return FactsFile(
      name: name(report), bytes: try Command.shell("set -o pipefail; " + line).checked("nianbao").stdout)
  }

  private func write(_ file: FactsFile) throws {
    let (csv, xml) = (folder.appending(path: "\(file.name).csv"), folder.appending(path: "\(file.name).xml"))
    try Data(file.bytes).write(to: csv)
    _ = try Command.nianbao("to-xml", csv.path, "-o", xml.path).checked("nianbao to-xml")
  }

  /// The paths of the workbooks.
  var paths: [String] { facts.map { path($0.name) } }

  func path(_ name: String) -> String { folder.appending(path: "\(name).xml").path }

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
