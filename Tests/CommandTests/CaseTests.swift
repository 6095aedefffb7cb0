import Foundation
import TestSupport
import Testing

/// A case is a folder: `cmd` is a line of shell, run in the folder itself; `stdout`, `stderr` and `status` are what must come
/// of it; other files are its input. A new case needs no Swift: make the folder and `cmd`, run `make golden`, review.
private let folder = Workplace.root.appending(path: "Tests/CommandTests/Cases")

private let cases: [String] = {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  return names.filter { !$0.hasPrefix(".") }.sorted()
}()

private let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

@Test(arguments: cases)
func caseGivesWhatIsWritten(name: String) throws {
  let place = folder.appending(path: name)
  let line = try String(contentsOf: place.appending(path: "cmd"), encoding: .utf8)
  let result = try Command.shell(line, in: place)
  let found = [
    "stdout": result.stdout, "stderr": Array(result.stderr.utf8), "status": Array("\(result.status)\n".utf8),
  ]
  for (file, bytes) in found.sorted(by: { $0.key < $1.key }) {
    let path = place.appending(path: file)
    if isRecording {
      try Data(bytes).write(to: path)
    } else {
      let expected = String(decoding: try Workplace.bytes(path), as: UTF8.self)
      #expect(String(decoding: bytes, as: UTF8.self) == expected, "\(name)/\(file)")
    }
  }
  // Recorded files are not proof of anything: fail once, so that somebody looks.
  #expect(!isRecording, "recorded; review the difference")
}

@Test func thereAreCases() {
  #expect(cases.count >= 25)
}

// MARK: samples

@Test(arguments: Workplace.allSamples.map(\.lastPathComponent))
func sampleGivesItsGoldenFiles(name: String) throws {
  let base = "samples/\(name.prefix(while: { $0 != "." }))"
  for (file, line) in [
    ("\(base).cells.csv", "nianbao extract samples/\(name)"),
    ("\(base).tidy.csv", "nianbao tidy \(base).cells.csv"),
    ("\(base).xml", "nianbao to-xml \(base).tidy.csv"),
  ] {
    let path = Workplace.root.appending(path: file)
    // Workbooks are large: two samples have one.
    guard FileManager.default.fileExists(atPath: path.path) else {
      #expect(file.hasSuffix(".xml"), "\(file) is missing: run make golden")
      continue
    }
    let result = try Command.shell(line)
    #expect(result.status == 0)
    #expect(result.stdout == (try Workplace.bytes(path)), "\(file) differs: run make golden and review")
  }
}

/// The raw samples as words of shell, in the order in which convert reads them.
private let samples = Workplace.allSamples.map { "samples/\($0.lastPathComponent)" }.joined(separator: " ")

@Test func samplesShowEveryRawForm() throws {
  for kind in Workplace.sampleKinds { #expect(samples.contains(".\(kind)")) }
  #expect(Workplace.tabSamples.count >= 10)
  #expect(Workplace.tabSamples.count < Workplace.samples.count)
}

@Test func convertGivesWhatThePipedStagesGive() throws {
  let place = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: place) }
  for (ending, stage) in [("csv", "to-csv"), ("xml", "to-xml")] {
    for with in ["", "--with unit,code,form,raw,status,source,line"] {
      let line = """
        nianbao convert samples \(with) -o \(place.path)/a.\(ending) 2>/dev/null
        nianbao extract \(samples) 2>/dev/null | nianbao tidy \(with) 2>/dev/null | nianbao \(stage) > \(place.path)/b.\(ending)
        cmp \(place.path)/a.\(ending) \(place.path)/b.\(ending)
        """
      let result = try Command.shell(line)
      #expect(result.status == 0, "\(result.text)")
    }
  }
}

@Test func aStageThatOnlyPassesFactsOnChangesNothing() throws {
  let facts = try Command.shell("nianbao extract \(samples) 2>/dev/null | nianbao tidy 2>/dev/null").stdout
  #expect(facts.count > 100_000)
  #expect(try Command.nianbao("to-csv", input: facts).stdout == facts)
}
