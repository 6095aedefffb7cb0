import Bytes
import Readers
import Reports

/// How deep an archive may stand in others.
private let depthLimit = 1

/// Reads the reports of an archive, as those of a folder: each file is read, or passed over and told; one that fails leaves the others.
func readReports(
  of archive: ReportArchive, _ settings: ReportSettings, depth: Int, failures: inout Failures,
  _ body: (Report, [UInt8], inout Failures) throws -> Void
) throws {
  guard depth <= depthLimit else {
    throw ReportError.foreign(
      name: archive.name, kind: "an archive in an archive that stands in another one",
      remedy: "Unpack it, and give the reports in it")
  }
  var passed: [String: Int] = [:]
  var isReport = false
  for member in archive.members {
    let name = "\(archive.name)/\(member.path)".visible()
    do {
      let input = try archive.open(member)
      switch FolderFile(name, input) {
      case .report, .facts: break
      case .other(let kind):
        passed[kind, default: 0] += 1
        continue
      case .doubtful(let kind):
        passed[kind, default: 0] += 1
        failures.say(
          Diagnostic(
            .warning, at: Location(name), what: "a text is passed over that may be a report",
            why: "its name does not end as those of reports do", remedy: "Unpack it, and name it if it is one"
          ))
        continue
      }
      isReport = true
      try readReports(input, name: name, settings, depth: depth + 1, failures: &failures, body)
    } catch {
      isReport = true
      try failures.addUnlessOutput(error)
    }
  }
  let list = passed.sorted { $0.key < $1.key }.map { "\($1) \($0)" }.joined(separator: ", ")
  guard isReport else {
    throw ReportError.foreign(
      name: archive.name, kind: "a ZIP archive without reports" + (list.isEmpty ? "" : ": \(list)"),
      remedy: "Unpack it, and give files by name if reports are in them")
  }
  guard !list.isEmpty else { return }
  failures.say(
    Diagnostic(
      .note, at: Location(archive.name), what: "passed over in the archive: \(list)",
      why: "no reports come in files of these kinds, or are known in them"))
}
